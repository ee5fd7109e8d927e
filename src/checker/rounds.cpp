// Everything that goes through members: `for each`, list and set literals, sums, counts, quantifiers, `first … in …`
// (reference, section 6, Lists).
#include <algorithm>

#include "checker/evaluation.hpp"

namespace norma::checker {

/// A set while its members are found.
class Evaluation::SetInProgress {
 public:
  explicit SetInProgress(std::size_t size) : truths_(size, Truth::no), causes_(size) {}

  void add(const Value& value, Truth belongs, const Causes& causes) {
    if (belongs == Truth::no) return;
    if (value.is(Kind::unknown)) return add_unknown(value, causes);
    const auto i = static_cast<std::size_t>(value.word);
    if (i >= truths_.size()) return;
    if (belongs == Truth::yes) truths_[i] = Truth::yes;
    else open(i, causes);
  }
  [[nodiscard]] Value finish() {
    for (std::size_t i = 0; i < truths_.size(); ++i)
      if (truths_[i] != Truth::unknown) causes_[i].clear();
    return set(truths_, causes_);
  }

 private:
  void add_unknown(const Value& value, const Causes& causes) {
    std::vector<bool> choices;
    const bool limited = choices_of(value, choices);
    for (std::size_t i = 0; i < truths_.size(); ++i) {
      if (limited && (i >= choices.size() || !choices[i])) continue;
      open(i, causes);
      join(causes_[i], value);
    }
  }
  void open(std::size_t i, const Causes& causes) {
    if (truths_[i] == Truth::no) truths_[i] = Truth::unknown;
    join(causes_[i], causes);
  }

  std::vector<Truth> truths_;
  std::vector<Causes> causes_;
};

// ---- for each --------------------------------------------------------------------------------------------------------------------

bool Evaluation::each(std::span<const program::Generator> generators, NodeId where, const Visit& visit) {
  return each_member(generators, 0, where, Round(), visit);
}

bool Evaluation::each_member(std::span<const program::Generator> generators, std::size_t depth, NodeId where, Round round, const Visit& visit) {
  if (depth == generators.size()) {
    if (!where.valid()) return visit(round);
    const Value guard = walk(where);
    if (guard.no()) return true;
    if (guard.is(Kind::error)) round.error = guard;
    if (guard.is(Kind::unknown)) {
      round.belongs = Truth::unknown;
      join(round.causes, guard);
    }
    return visit(round);
  }
  const program::Generator& generator = generators[depth];
  const Value collection = walk(generator.collection);
  const auto see_bound = [&] {
    const TypeId element = program_[type_of(generator.collection)].element;
    if (tracing_) trace_.bound[generator.collection.index()].insert(json_of(program_, (*frame_)[generator.slot], element));
  };
  if (collection.is(Kind::list) || collection.is(Kind::set)) {
    for (std::size_t i = 0; i < size_of(collection); ++i) {
      if (truth_of(collection, i) == Truth::no) continue;
      (*frame_)[generator.slot] = collection.is(Kind::list) ? collection.parts->items[i] : word(Kind::enumeration, static_cast<std::int64_t>(i));
      see_bound();
      if (depth == 0) round.position = i;
      Round inner = round;
      if (truth_of(collection, i) == Truth::unknown) {
        inner.belongs = Truth::unknown;
        join(inner.causes, causes_of(collection, i));
      }
      if (!each_member(generators, depth + 1, where, std::move(inner), visit)) return false;
    }
    return true;
  }
  if (collection.is(Kind::unknown)) {
    const program::Type& type = program_[type_of(generator.collection)];
    if (type.element.valid()) {
      (*frame_)[generator.slot] = unknown_of(program_, type.element, causes_of(collection));
    } else {
      Open open;
      const std::size_t count = type.enumeration.valid() ? program_.enums[type.enumeration.index()].values.size() : 65;
      if (count <= 64) open.form = Open::Form::choices;
      if (count <= 64) open.choices.assign(count, true);
      (*frame_)[generator.slot] = unknown(std::move(open), causes_of(collection));
    }
    see_bound();
    round.any_number = true;
    round.belongs = Truth::unknown;
    join(round.causes, collection);
    return each_member(generators, depth + 1, where, std::move(round), visit);
  }
  round.error = collection.is(Kind::error) ? collection : error("none-used");
  return visit(round);
}

// ---- literals --------------------------------------------------------------------------------------------------------------------

Value Evaluation::list_literal(const Node& n) {
  std::vector<Value> members;
  std::vector<Truth> truths;
  std::vector<Causes> causes;
  for (std::uint32_t i = 0; i + 1 < n.child_count; i += 2) {
    const NodeId condition = child(n, i + 1);
    const Value guard = condition.valid() ? walk(condition) : boolean(true);
    if (guard.is(Kind::error)) return guard;
    if (guard.no()) continue;
    Value value = walk(child(n, i));
    if (value.is(Kind::error) && guard.yes()) return value;
    members.push_back(std::move(value));
    truths.push_back(guard.yes() ? Truth::yes : Truth::unknown);
    causes.push_back(causes_of(guard));
  }
  return list(std::move(members), std::move(truths), std::move(causes));
}

Value Evaluation::set_literal(NodeId id) {
  const Node& n = node(id);
  const program::EnumId enumeration = program_[type_of(id)].enumeration;
  SetInProgress made(enumeration.valid() ? program_.enums[enumeration.index()].values.size() : 0);
  for (std::uint32_t i = 0; i + 1 < n.child_count; i += 2) {
    const NodeId condition = child(n, i + 1);
    const Value guard = condition.valid() ? walk(condition) : boolean(true);
    if (guard.is(Kind::error)) return guard;
    if (guard.no()) continue;
    const Value value = walk(child(n, i));
    if (value.is(Kind::error)) return value;
    made.add(value, guard.yes() ? Truth::yes : Truth::unknown, causes_of(guard));
  }
  return made.finish();
}

Value Evaluation::values_of(const Node& n) {
  const program::Enumeration& enumeration = program_.enums[n.a];
  SetInProgress made(enumeration.values.size());
  for (std::size_t i = 0; i < enumeration.values.size(); ++i) {
    const program::EnumValue& value = enumeration.values[i];
    const Value now = in_force(value.from, value.until);
    if (now.no()) continue;
    const Value applies_now = both(value.applies_when.valid() ? walk(value.applies_when) : boolean(true), now);
    if (applies_now.is(Kind::error)) return applies_now;
    if (applies_now.no()) continue;
    made.add(word(Kind::enumeration, static_cast<std::int64_t>(i)), applies_now.yes() ? Truth::yes : Truth::unknown, causes_of(applies_now));
  }
  return made.finish();
}

// ---- comprehensions ----------------------------------------------------------------------------------------------------------------

Value Evaluation::comprehension(NodeId id) {
  using Form = ast::Comprehension::Kind;
  const program::Comprehension& form = program_.comprehensions[node(id).a];
  switch (form.kind) {
    case Form::sum: return sum_over(id, form);
    case Form::count: return count_over(form);
    case Form::minimum: return extreme_over(id, form, false);
    case Form::maximum: return extreme_over(id, form, true);
    case Form::list: return list_over(id, form);
    case Form::set: return set_over(id, form);
  }
  throw CannotTell("a form that the checker does not know");
}

Value Evaluation::sum_over(NodeId, const program::Comprehension& form) {
  Sum total;
  each(form.generators, form.where, [&](const Round& round) {
    if (round.error.is(Kind::error)) {
      total.fail(round.error);
      return false;
    }
    const Value value = walk(form.element);
    if (round.belongs == Truth::yes) total.add(value);
    else if (round.any_number) total.add_repeated(value, round.causes);
    else total.add_possible(value, round.causes);
    return true;
  });
  return total.finish();
}

Value Evaluation::count_over(const program::Comprehension& form) {
  std::int64_t certain = 0;
  std::int64_t possible = 0;
  bool endless = false;
  Value failed;
  Causes causes;
  each(form.generators, form.where, [&](const Round& round) {
    failed = round.error;
    if (round.belongs == Truth::yes) {
      ++certain;
    } else {
      ++possible;
      endless = endless || round.any_number;
      join(causes, round.causes);
    }
    return !failed.is(Kind::error);
  });
  if (failed.is(Kind::error)) return failed;
  if (possible == 0) return number(Exact(certain));
  Bounds bounds{{0, Exact(certain), false}, {0, Exact(certain + possible), false}};
  if (endless) bounds.high = {1, {}, false};
  return within(Open::Form::number, bounds, std::move(causes));
}

Value Evaluation::extreme_over(NodeId id, const program::Comprehension& form, bool largest) {
  Extreme extreme(largest);
  Value failed;
  each(form.generators, form.where, [&](const Round& round) {
    failed = round.error;
    if (failed.is(Kind::error)) return false;
    extreme.add(walk(form.element), round.belongs, round.causes);
    return true;
  });
  return failed.is(Kind::error) ? failed : extreme.finish(program_, type_of(id));
}

namespace {

struct Member {
  Value value;
  Truth belongs = Truth::yes;
  Causes causes;
  std::vector<Value> keys;
  bool unknown_key = false;
};

// Before (-1), behind (1) or tied, by known keys.
int by_keys(const program::Comprehension& form, const Member& x, const Member& y) {
  for (std::size_t k = 0; k < form.keys.size(); ++k)
    if (const int order = order_of(x.keys[k], y.keys[k]); order != 0) return form.keys[k].descending ? -order : order;
  return 0;
}

}  // namespace

Value Evaluation::list_over(NodeId id, const program::Comprehension& form) {
  std::vector<Member> found;
  Value failed;
  Causes unsettled;  // an absent list or an unknown key: then the list itself is unknown
  bool open = false;
  each(form.generators, form.where, [&](const Round& round) {
    failed = round.error;
    if (failed.is(Kind::error)) return false;
    if (round.any_number) {
      open = true;
      join(unsettled, round.causes);
      return true;
    }
    Member member{walk(form.element), round.belongs, round.causes, {}, false};
    if (member.value.is(Kind::error) && round.belongs == Truth::yes) failed = member.value;
    for (const program::SortKey& key : form.keys) {
      member.keys.push_back(walk(key.key));
      if (member.keys.back().is(Kind::error)) failed = member.keys.back();
      open = open || member.keys.back().is(Kind::unknown);
      join(unsettled, member.keys.back());
    }
    found.push_back(std::move(member));
    return !failed.is(Kind::error);
  });
  if (failed.is(Kind::error)) return failed;
  if (open) return open_node(id, std::move(unsettled));
  std::stable_sort(found.begin(), found.end(), [&](const Member& x, const Member& y) { return by_keys(form, x, y) < 0; });
  std::vector<Value> members;
  std::vector<Truth> truths;
  std::vector<Causes> causes;
  for (Member& member : found) {
    members.push_back(std::move(member.value));
    truths.push_back(member.belongs);
    causes.push_back(member.belongs == Truth::yes ? Causes{} : std::move(member.causes));
  }
  return list(std::move(members), std::move(truths), std::move(causes));
}

Value Evaluation::set_over(NodeId id, const program::Comprehension& form) {
  const program::EnumId enumeration = program_[type_of(id)].enumeration;
  SetInProgress made(enumeration.valid() ? program_.enums[enumeration.index()].values.size() : 0);
  Value failed;
  each(form.generators, form.where, [&](const Round& round) {
    failed = round.error;
    if (failed.is(Kind::error)) return false;
    const Value value = walk(form.element);
    if (value.is(Kind::error) && round.belongs == Truth::yes) failed = value;
    else if (!value.is(Kind::error)) made.add(value, round.belongs, round.causes);
    return !failed.is(Kind::error);
  });
  return failed.is(Kind::error) ? failed : made.finish();
}

// ---- quantifiers -------------------------------------------------------------------------------------------------------------------

Value Evaluation::quantifier(const Node& n) {
  const program::Comprehension& form = program_.comprehensions[n.a];
  const bool universal = n.b == 0;
  const bool negated = n.b == 2;  // `no` is the negation of `some`
  bool decided = false;
  bool open = false;
  Value failed;
  Causes causes;
  each(form.generators, form.where, [&](const Round& round) {
    if (round.error.is(Kind::error)) {
      if (!failed.is(Kind::error)) failed = round.error;
      return true;
    }
    const Value value = form.element.valid() ? walk(form.element) : boolean(true);
    if (value.is(Kind::boolean) && value.yes() == universal) return true;
    if (round.belongs == Truth::yes && value.is(Kind::boolean)) {
      decided = true;
      return false;
    }
    if (round.belongs == Truth::yes && value.is(Kind::error)) {
      if (!failed.is(Kind::error)) failed = value;
      return true;
    }
    open = true;
    join(causes, value);
    join(causes, round.causes);
    return true;
  });
  if (decided) return boolean(universal == negated);
  if (failed.is(Kind::error)) return failed;
  return open ? unknown_truth(std::move(causes)) : boolean(universal != negated);
}

// ---- first and last ----------------------------------------------------------------------------------------------------------------

namespace {

const Member* first_of(const program::Comprehension& form, const std::vector<Member>& members, bool last, bool& tied) {
  const Member* best = nullptr;
  for (const Member& member : members) {
    if (member.belongs != Truth::yes || member.unknown_key) continue;
    const int order = best == nullptr ? 0 : by_keys(form, member, *best);
    if (best != nullptr && order == 0) {
      tied = tied || !equal(member.value, best->value).yes();
    } else if (best == nullptr || (order < 0) != last) {
      best = &member;
      tied = false;
    }
  }
  return best;
}

}  // namespace

Value Evaluation::pick(NodeId id) {
  const Node& n = node(id);
  const program::Comprehension& form = program_.comprehensions[n.a];
  const bool last = (n.b & 1U) != 0;
  std::vector<Member> members;
  Value failed;
  each(form.generators, form.where, [&](const Round& round) {
    failed = round.error;
    if (failed.is(Kind::error)) return false;
    Member member{form.element.valid() ? walk(form.element) : (*frame_)[form.generators.front().slot], round.belongs, round.causes, {}, false};
    for (const program::SortKey& key : form.keys) {
      member.keys.push_back(walk(key.key));
      if (member.keys.back().is(Kind::error)) failed = member.keys.back();
      member.unknown_key = member.unknown_key || member.keys.back().is(Kind::unknown);
    }
    members.push_back(std::move(member));
    return !failed.is(Kind::error) && (!form.keys.empty() || last || round.belongs != Truth::yes);
  });
  if (failed.is(Kind::error)) return failed;
  Join join(program_, type_of(id));
  bool certain = false;
  if (form.keys.empty()) {
    if (last) std::reverse(members.begin(), members.end());
    for (std::size_t i = 0; i < members.size() && !certain; ++i) {
      join.add(members[i].value);
      certain = members[i].belongs == Truth::yes;
      if (!certain) join.guard(members[i].causes);
    }
  } else {
    bool tied = false;
    const Member* const best = first_of(form, members, last, tied);
    for (const Member& member : members) {
      if (member.belongs == Truth::yes && !member.unknown_key) continue;
      const int order = best == nullptr || member.unknown_key ? 0 : by_keys(form, member, *best);
      if (order != 0 && (order < 0) == last) continue;  // behind the best in any case
      join.guard(member.causes);
      for (const Value& key : member.keys)
        if (key.is(Kind::unknown)) join.guard(key);
      join.add(member.value);
      certain = certain || member.belongs == Truth::yes;
    }
    if (best != nullptr) join.add(tied ? error("tie") : best->value);
    certain = certain || best != nullptr;
  }
  if (!certain) join.add((n.b & 2U) != 0 && form.otherwise.valid() ? walk(form.otherwise) : none());
  return join.finish();
}

}  // namespace norma::checker
