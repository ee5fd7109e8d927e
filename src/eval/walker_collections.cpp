// List and set literals, comprehensions, quantifiers, `first … in …`.
#include <algorithm>

#include "eval/extreme.hpp"
#include "eval/generators.hpp"
#include "eval/sum.hpp"

namespace norma::eval {
namespace {

struct OpenMembers {
  std::vector<Value> members;
  std::vector<Truth> truths;
  std::vector<const CauseSet*> causes;
  bool open = false;

  void add(Value value, Truth truth, const CauseSet* cause) {
    members.push_back(value);
    truths.push_back(truth);
    causes.push_back(cause);
    open = open || truth == Truth::unknown;
  }
  [[nodiscard]] Value finish(Machine& machine) const { return open ? machine.open_list(members, truths, causes) : machine.list(members); }
};

// A set while its members are found: one Kleene `or` per value.
class SetBuilder {
 public:
  SetBuilder(Machine& machine, std::size_t size) : machine_(machine), members_(machine.array<Truth>(size)), causes_(size) {
    std::fill(members_.begin(), members_.end(), Truth::no);
  }

  void add(Value value, Truth truth, const CauseSet* causes) {
    if (value.tag == Tag::unknown) return add_unknown(value, causes);
    const auto index = static_cast<std::size_t>(value.bits);
    if (index >= members_.size() || truth == Truth::no) return;
    if (truth == Truth::yes) members_[index] = Truth::yes;
    else open(index, causes);
  }

  Value finish() {
    const std::span<const CauseSet*> kept = machine_.array<const CauseSet*>(members_.size());
    for (std::size_t i = 0; i < members_.size(); ++i) {
      if (members_[i] == Truth::unknown) kept[i] = causes_[i].finish(machine_.arena);
    }
    const SetValue set{static_cast<std::uint32_t>(members_.size()), members_.data(), kept.data()};
    return Value::pointer(Tag::set, machine_.arena.make<SetValue>(set));
  }

 private:
  void add_unknown(Value value, const CauseSet* causes) {
    std::uint64_t mask = ~std::uint64_t{0};
    choices_of(value, mask);
    for (std::size_t i = 0; i < members_.size(); ++i) {
      if (i < 64 && (mask >> i & 1U) == 0) continue;
      open(i, causes);
      causes_[i].add(value);
    }
  }
  void open(std::size_t index, const CauseSet* causes) {
    if (members_[index] == Truth::no) members_[index] = Truth::unknown;
    causes_[index].add(causes);
  }

  Machine& machine_;
  std::span<Truth> members_;
  std::vector<CauseCollector> causes_;
};

}  // namespace

template <bool R>
Value Machine::element_list(NodeId id) {
  const Node& n = nodes_[id.index()];
  OpenMembers result;
  for (std::uint32_t i = 0; i + 1 < n.child_count; i += 2) {
    const NodeId guard_id = child(n, i + 1);
    const Value guard = guard_id.valid() ? walk<R>(guard_id) : Value::boolean(true);
    if (guard.tag == Tag::error) return guard;
    if (guard.is_false()) continue;
    const Value value = walk<R>(child(n, i));
    if (value.tag == Tag::error && guard.is_true()) return value;
    result.add(value, guard.is_true() ? Truth::yes : Truth::unknown, guard.is_true() ? nullptr : unknown_of(guard).causes);
  }
  return result.finish(*this);
}

template <bool R>
Value Machine::element_set(NodeId id) {
  const Node& n = nodes_[id.index()];
  const program::EnumId enumeration = program[type_of(id)].enumeration;
  SetBuilder set(*this, enumeration.valid() ? program.enums[enumeration.index()].values.size() : 0);
  for (std::uint32_t i = 0; i + 1 < n.child_count; i += 2) {
    const NodeId guard_id = child(n, i + 1);
    const Value guard = guard_id.valid() ? walk<R>(guard_id) : Value::boolean(true);
    if (guard.tag == Tag::error) return guard;
    if (guard.is_false()) continue;
    const Value value = walk<R>(child(n, i));
    if (value.tag == Tag::error) return value;
    set.add(value, guard.is_true() ? Truth::yes : Truth::unknown, guard.is_true() ? nullptr : unknown_of(guard).causes);
  }
  return set.finish();
}

template <bool R>
Value Machine::values_of(NodeId id) {
  const program::Enumeration& enumeration = program.enums[nodes_[id.index()].a];
  SetBuilder set(*this, enumeration.values.size());
  for (std::uint32_t i = 0; i < enumeration.values.size(); ++i) {
    const program::EnumValue& value = enumeration.values[i];
    const Value now = in_force(value.from, value.until);
    if (now.is_false()) continue;
    const Value applies_now = value.applies_when.valid() ? walk<R>(value.applies_when) : Value::boolean(true);
    if (applies_now.is_false()) continue;
    if (applies_now.tag == Tag::error) return applies_now;
    if (now.tag == Tag::error) return now;
    CauseCollector causes;
    causes.add(now);
    causes.add(applies_now);
    set.add(Value::enumeration(i), causes.empty() ? Truth::yes : Truth::unknown, causes.empty() ? nullptr : causes.finish(arena));
  }
  return set.finish();
}

// ---- comprehensions ----------------------------------------------------------------------------------------------------------

template <bool R>
Value Machine::comprehension(NodeId id) {
  const program::Comprehension& form = program.comprehensions[nodes_[id.index()].a];
  using Kind = ast::Comprehension::Kind;
  switch (form.kind) {
    case Kind::sum: return sum_over<R>(id, form);
    case Kind::count: return count_over<R>(id, form);
    case Kind::minimum: return extreme_over<R>(id, form, false);
    case Kind::maximum: return extreme_over<R>(id, form, true);
    case Kind::list: return list_over<R>(id, form);
    case Kind::set: return set_over<R>(id, form);
  }
  return error(ErrorCode::no_branch, id);
}

template <bool R>
Value Machine::sum_over(NodeId id, const program::Comprehension& form) {
  SumAccumulator total(*this, id);
  auto visit = [&](const Tuple& tuple) {
    if (tuple.error.tag == Tag::error) {
      total.fail(tuple.error);
      return false;
    }
    const Value value = walk<R>(form.element);
    if (tuple.membership == Truth::yes) [[likely]] total.add(value);
    else if (tuple.open) total.add_repeated(value, tuple.causes);
    else total.add_possible(value, tuple.causes);
    return true;
  };
  each_tuple<R>(form.generators, form.where, prepared.round_steps(nodes_[id.index()].a), visit);
  return total.finish();
}

template <bool R>
Value Machine::count_over(NodeId id, const program::Comprehension& form) {
  std::int64_t certain = 0;
  std::int64_t possible = 0;
  bool endless = false;
  Value failed;
  CauseCollector causes;
  auto visit = [&](const Tuple& tuple) {
    failed = tuple.error;
    if (tuple.membership == Truth::yes) ++certain;
    else {
      ++possible;
      endless = endless || tuple.open;
      causes.add(tuple.causes);
    }
    return failed.tag == Tag::absent;
  };
  each_tuple<R>(form.generators, form.where, prepared.round_steps(nodes_[id.index()].a), visit);
  if (failed.tag == Tag::error) return failed;
  if (possible == 0) return Value::integer(certain);
  Interval bounds{Number(certain), Number(certain + possible), false, false};
  if (endless) bounds.high.reset();
  return bounded(Unknown::Kind::number, std::move(bounds), causes.finish(arena));
}

template <bool R>
Value Machine::extreme_over(NodeId id, const program::Comprehension& form, bool largest) {
  ExtremeAccumulator extreme(*this, largest);
  Value failed;
  auto visit = [&](const Tuple& tuple) {
    failed = tuple.error;
    if (failed.tag == Tag::error) return false;
    extreme.add(walk<R>(form.element), tuple.membership, tuple.causes);
    return true;
  };
  each_tuple<R>(form.generators, form.where, prepared.round_steps(nodes_[id.index()].a), visit);
  return failed.tag == Tag::error ? failed : extreme.finish(id);
}

template <bool R>
Value Machine::list_over(NodeId id, const program::Comprehension& form) {
  OpenMembers found;
  std::vector<std::vector<Value>> keys;
  Value failed;
  CauseCollector unsettled;  // an absent list or an unknown sort key: the list itself is unknown
  auto visit = [&](const Tuple& tuple) {
    failed = tuple.error;
    if (failed.tag == Tag::error) return false;
    if (tuple.open) {
      unsettled.add(tuple.causes);
      return true;
    }
    const Value value = walk<R>(form.element);
    if (value.tag == Tag::error && tuple.membership == Truth::yes) failed = value;
    std::vector<Value> own;
    for (const program::SortKey& key : form.keys) {
      own.push_back(walk<R>(key.key));
      if (own.back().tag == Tag::error) failed = own.back();
      unsettled.add(own.back());
    }
    if (!charge(sizeof(Value) * (2 + own.size()))) failed = halted_;
    found.add(value, tuple.membership, tuple.causes);
    if (!form.keys.empty()) keys.push_back(std::move(own));
    return failed.tag != Tag::error;
  };
  each_tuple<R>(form.generators, form.where, prepared.round_steps(nodes_[id.index()].a), visit);
  if (failed.tag == Tag::error) return failed;
  if (!unsettled.empty()) return unknown_of_node(id, unsettled.finish(arena));
  if (form.keys.empty()) return found.finish(*this);
  std::vector<std::size_t> places(keys.size());
  for (std::size_t i = 0; i < places.size(); ++i) places[i] = i;
  std::stable_sort(places.begin(), places.end(), [&](std::size_t x, std::size_t y) {
    for (std::size_t k = 0; k < form.keys.size(); ++k) {
      const auto ordering = order(keys[x][k], keys[y][k]);
      if (ordering != 0) return (ordering < 0) != form.keys[k].descending;
    }
    return false;
  });
  OpenMembers sorted;
  for (const std::size_t place : places) sorted.add(found.members[place], found.truths[place], found.causes[place]);
  return sorted.finish(*this);
}

template <bool R>
Value Machine::set_over(NodeId id, const program::Comprehension& form) {
  const program::EnumId enumeration = program[type_of(id)].enumeration;
  SetBuilder set(*this, enumeration.valid() ? program.enums[enumeration.index()].values.size() : 0);
  Value failed;
  CauseCollector unsettled;
  auto visit = [&](const Tuple& tuple) {
    failed = tuple.error;
    if (failed.tag == Tag::error) return false;
    const Value value = walk<R>(form.element);
    if (value.tag == Tag::error && tuple.membership == Truth::yes) failed = value;
    else if (value.tag != Tag::error) set.add(value, tuple.membership, tuple.causes);
    return failed.tag != Tag::error;
  };
  each_tuple<R>(form.generators, form.where, prepared.round_steps(nodes_[id.index()].a), visit);
  return failed.tag == Tag::error ? failed : set.finish();
}

// ---- quantifiers -----------------------------------------------------------------------------------------------------------

template <bool R>
Value Machine::quantifier(NodeId id) {
  const Node& n = nodes_[id.index()];
  const program::Comprehension& form = program.comprehensions[n.a];
  const bool universal = n.b == 0;  // `no` is the negation of `some`
  Value failed;
  bool decided = false;
  bool open = false;
  CauseCollector causes;
  auto visit = [&](const Tuple& tuple) {
    if (tuple.error.tag == Tag::error) {
      if (failed.tag == Tag::absent) failed = tuple.error;
      return !halted();
    }
    const Value value = form.element.valid() ? walk<R>(form.element) : Value::boolean(true);
    if (value.tag == Tag::boolean && (value.bits != 0) == universal) return true;
    if (tuple.membership == Truth::yes && value.tag == Tag::boolean) {
      decided = true;
      return false;
    }
    if (tuple.membership == Truth::yes && value.tag == Tag::error) {
      if (failed.tag == Tag::absent) failed = value;
      return true;
    }
    open = true;
    causes.add(value);
    causes.add(tuple.causes);
    return true;
  };
  each_tuple<R>(form.generators, form.where, prepared.round_steps(nodes_[id.index()].a), visit);
  const bool negated = n.b == 2;
  if (decided) return Value::boolean(universal == negated);
  if (failed.tag == Tag::error) return failed;
  if (open) return unknown_truth(causes.finish(arena));
  return Value::boolean(universal != negated);
}

// ---- first and last ----------------------------------------------------------------------------------------------------------

namespace {

struct Candidate {
  Value value;
  Truth membership = Truth::yes;
  const CauseSet* causes = nullptr;
  std::vector<Value> keys;
  bool unknown_key = false;
};

// Before, after or tied, by the keys of both; only for known keys.
std::strong_ordering order_of(Machine& machine, const program::Comprehension& form, const Candidate& x, const Candidate& y) {
  for (std::size_t k = 0; k < form.keys.size(); ++k) {
    const auto ordering = machine.order(x.keys[k], y.keys[k]);
    if (ordering != 0) return form.keys[k].descending ? (ordering < 0 ? std::strong_ordering::greater : std::strong_ordering::less) : ordering;
  }
  return std::strong_ordering::equal;
}

// In the order of the list: the candidates up to the first that certainly belongs may be it.
void join_in_order(const std::vector<Candidate>& candidates, bool last, Joiner& joiner, bool& certain) {
  for (std::size_t i = 0; i < candidates.size() && !certain; ++i) {
    const Candidate& candidate = candidates[last ? candidates.size() - 1 - i : i];
    joiner.add(candidate.value);
    certain = candidate.membership == Truth::yes;
    if (!certain) joiner.guard(candidate.causes);
  }
}

// The first by key, or a tie.
Value join_by_key(Machine& machine, NodeId id, const program::Comprehension& form, const std::vector<Candidate>& candidates,
                  bool last, Joiner& joiner, bool& certain) {
  const Candidate* best = nullptr;
  const Candidate* tied = nullptr;
  for (const Candidate& candidate : candidates) {
    if (candidate.membership != Truth::yes || candidate.unknown_key) continue;
    if (best == nullptr) {
      best = &candidate;
      continue;
    }
    const auto ordering = order_of(machine, form, candidate, *best);
    if (ordering == 0) {
      if (!machine.equal(candidate.value, best->value).is_true()) tied = &candidate;
    } else if ((ordering < 0) != last) {
      best = &candidate;
      tied = nullptr;
    }
  }
  for (const Candidate& candidate : candidates) {
    if (candidate.membership == Truth::yes && !candidate.unknown_key) continue;
    if (!candidate.unknown_key && best != nullptr) {
      const auto ordering = order_of(machine, form, candidate, *best);
      if (ordering != 0 && (ordering < 0) == last) continue;  // behind the best in any case
    }
    joiner.guard(candidate.causes);
    for (const Value key : candidate.keys) {
      if (key.tag == Tag::unknown) joiner.guard(key);
    }
    joiner.add(candidate.value);
    certain = certain || candidate.membership == Truth::yes;
  }
  if (best != nullptr) {
    certain = true;
    joiner.add(tied == nullptr ? best->value : machine.error(ErrorCode::tie, id));
  }
  return {};
}

}  // namespace

template <bool R>
Value Machine::pick(NodeId id) {
  const Node& n = nodes_[id.index()];
  const program::Comprehension& form = program.comprehensions[n.a];
  const bool last = (n.b & 1U) != 0;
  std::vector<Candidate> candidates;
  Value failed;
  CauseCollector absent;
  auto visit = [&](const Tuple& tuple) {
    failed = tuple.error;
    if (failed.tag == Tag::error) return false;
    Candidate candidate{form.element.valid() ? walk<R>(form.element) : frame_[form.generators.front().slot], tuple.membership, tuple.causes, {}, false};
    if (tuple.open) absent.add(tuple.causes);
    for (const program::SortKey& key : form.keys) {
      candidate.keys.push_back(walk<R>(key.key));
      if (candidate.keys.back().tag == Tag::error) failed = candidate.keys.back();
      candidate.unknown_key = candidate.unknown_key || candidate.keys.back().tag == Tag::unknown;
    }
    const bool settled = form.keys.empty() && !last && tuple.membership == Truth::yes;
    candidates.push_back(std::move(candidate));
    return failed.tag != Tag::error && !settled;
  };
  each_tuple<R>(form.generators, form.where, prepared.round_steps(nodes_[id.index()].a), visit);
  if (failed.tag == Tag::error) return failed;
  Joiner joiner(*this);
  bool certain = false;
  if (form.keys.empty()) join_in_order(candidates, last, joiner, certain);
  else join_by_key(*this, id, form, candidates, last, joiner, certain);
  if (!certain) joiner.add((n.b & 2U) != 0 && form.otherwise.valid() ? walk<R>(form.otherwise) : Value::none());
  return joiner.finish(id);
}

#define NORMA_INSTANTIATE(R)                             \
  template Value Machine::element_list<R>(NodeId);       \
  template Value Machine::element_set<R>(NodeId);        \
  template Value Machine::values_of<R>(NodeId);          \
  template Value Machine::comprehension<R>(NodeId);      \
  template Value Machine::quantifier<R>(NodeId);         \
  template Value Machine::pick<R>(NodeId);
NORMA_INSTANTIATE(false)
NORMA_INSTANTIATE(true)
#undef NORMA_INSTANTIATE

}  // namespace norma::eval
