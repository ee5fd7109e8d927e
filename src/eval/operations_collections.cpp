// Records, lists and sets, once their parts are known: access, lookup, counts, sums, extremes, set algebra.
#include <algorithm>

#include "eval/joiner.hpp"
#include "eval/extreme.hpp"
#include "eval/sum.hpp"

namespace norma::eval {
namespace {

Truth membership_of(const ListValue& list, std::uint32_t i) { return list.membership == nullptr ? Truth::yes : list.membership[i]; }

const CauseSet* causes_of(const ListValue& list, std::uint32_t i) {
  return list.membership_causes == nullptr ? nullptr : list.membership_causes[i];
}

Value make_record(Machine& machine, std::span<const Value> fields) {
  if (!machine.charge(fields.size_bytes())) return machine.error(ErrorCode::size_limit, NodeId());
  const std::span<Value> kept = machine.array<Value>(fields.size());
  std::copy(fields.begin(), fields.end(), kept.begin());
  return Value::pointer(Tag::record, machine.arena.make<RecordValue>(RecordValue{static_cast<std::uint32_t>(kept.size()), kept.data()}));
}

Value integer_range(Machine& machine, NodeId id, std::span<const Value> arguments) {
  const Value from = arguments[0];
  const Value to = arguments[1];
  if (from.tag == Tag::unknown || to.tag == Tag::unknown) return machine.merged_causes_unknown(id, arguments);
  if (!is_number(from) || !is_number(to)) return machine.error(ErrorCode::none_used, id);
  const Number low = number_of(from);
  const Number high = number_of(to);
  if (!low.is_integer() || !high.is_integer()) return machine.error(ErrorCode::exponent_not_integer, id, "a range of integers has whole ends");
  std::vector<Value> members;
  if (low <= high) {
    const Outcome width = subtract(high, low);
    if (!low.is_small() || !high.is_small() || !width || !width.value.is_small() || width.value > Number(10'000'000) ||
        !machine.charge(static_cast<std::size_t>(width.value.small_numerator()) * sizeof(Value)))
      return machine.error(ErrorCode::size_limit, id, "a range of too many integers");
    for (std::int64_t i = low.small_numerator(); i <= high.small_numerator(); ++i) members.push_back(Value::integer(i));
  }
  return machine.list(members);
}

Value item_of(Machine& machine, NodeId id, std::span<const Value> arguments) {
  if (arguments[0].tag == Tag::unknown || arguments[1].tag == Tag::unknown) return machine.merged_causes_unknown(id, arguments);
  if (!is_number(arguments[0])) return machine.error(ErrorCode::none_used, id);
  const ListValue& list = *arguments[1].as<ListValue>();
  const Number wanted = number_of(arguments[0]);
  std::int64_t position = 0;
  for (std::uint32_t i = 0; i < list.count; ++i) {
    if (membership_of(list, i) == Truth::no) continue;
    if (membership_of(list, i) == Truth::unknown) return machine.unknown_of_node(id, causes_of(list, i));
    if (wanted == Number(++position)) return list.members[i];
  }
  return Value::none();
}

Value index_of(Machine& machine, NodeId id, std::span<const Value> arguments) {
  if (arguments[0].tag == Tag::unknown) return machine.merged_causes_unknown(id, arguments);
  const ListValue& list = *arguments[0].as<ListValue>();
  const program::Type& type = machine.program[machine.type_of(machine.child(machine.node(id), 0))];
  Joiner joiner(machine);
  for (std::uint32_t i = 0; i < list.count; ++i) {
    const Value member = list.members[i];
    const Truth membership = membership_of(list, i);
    if (membership == Truth::no) continue;
    Value key = member;
    if (type.unique_by && member.tag == Tag::record) key = member.as<RecordValue>()->fields[*type.unique_by];
    const Value found = machine.equal(key, arguments[1]);
    if (found.tag == Tag::error) return found;
    if (found.is_false()) continue;
    joiner.add(member);
    if (found.is_true() && membership == Truth::yes) return joiner.finish(id);
    joiner.guard(found);
    if (membership == Truth::unknown) joiner.guard(causes_of(list, i));
  }
  joiner.add(Value::none());
  return joiner.finish(id);
}

Value count_of(Machine& machine, Value collection) {
  std::int64_t certain = 0;
  std::int64_t possible = 0;
  CauseCollector causes;
  const auto take = [&](Truth truth, const CauseSet* cause) {
    if (truth == Truth::yes) ++certain;
    if (truth == Truth::unknown) {
      ++possible;
      causes.add(cause);
    }
  };
  if (collection.tag == Tag::list) {
    const ListValue& list = *collection.as<ListValue>();
    for (std::uint32_t i = 0; i < list.count; ++i) take(membership_of(list, i), causes_of(list, i));
  } else {
    const SetValue& set = *collection.as<SetValue>();
    for (std::uint32_t i = 0; i < set.size; ++i) take(set.members[i], set.causes == nullptr ? nullptr : set.causes[i]);
  }
  if (possible == 0) return Value::integer(certain);
  return machine.bounded(Unknown::Kind::number, {Number(certain), Number(certain + possible), false, false}, causes.finish(machine.arena));
}

Value sum_of(Machine& machine, NodeId id, const ListValue& list) {
  SumAccumulator total(machine, id);
  for (std::uint32_t i = 0; i < list.count; ++i) {
    if (membership_of(list, i) == Truth::yes) total.add(list.members[i]);
    if (membership_of(list, i) == Truth::unknown) total.add_possible(list.members[i], causes_of(list, i));
  }
  return total.finish();
}

Value extreme_of(Machine& machine, NodeId id, Value collection, bool largest) {
  ExtremeAccumulator extreme(machine, largest);
  if (collection.tag == Tag::list) {
    const ListValue& list = *collection.as<ListValue>();
    for (std::uint32_t i = 0; i < list.count; ++i) extreme.add(list.members[i], membership_of(list, i), causes_of(list, i));
  } else {
    const SetValue& set = *collection.as<SetValue>();
    for (std::uint32_t i = 0; i < set.size; ++i)
      extreme.add(Value::enumeration(i), set.members[i], set.causes == nullptr ? nullptr : set.causes[i]);
  }
  return extreme.finish(id);
}

// An aggregate over a list that is itself unknown.
Value of_unknown_list(Machine& machine, NodeId id, Value list) {
  const Op operation = machine.node(id).op;
  const CauseSet* causes = unknown_of(list).causes;
  if (operation == Op::count_of) return machine.bounded(Unknown::Kind::number, {Number(0), std::nullopt, false, false}, causes);
  const program::Type& type = machine.program[machine.type_of(machine.child(machine.node(id), 0))];
  if (operation != Op::sum_of || !type.element.valid()) return machine.unknown_of_node(id, causes);
  SumAccumulator total(machine, id);
  total.add_repeated(machine.unknown_of_type(type.element, causes), causes);
  return total.finish();
}

Value neighbour(Machine& machine, NodeId id, Value value, int step) {
  const program::Type& type = machine.program[machine.type_of(id)];
  const auto size = static_cast<std::int64_t>(machine.program.enums[type.enumeration.index()].values.size());
  if (value.tag != Tag::unknown) {
    const std::int64_t next = value.bits + step;
    return next < 0 || next >= size ? Value::none() : Value::enumeration(static_cast<std::uint32_t>(next));
  }
  Unknown result = unknown_of(value);
  result.may_be_none = true;
  if (result.kind == Unknown::Kind::choices) {
    const std::uint64_t all = size >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << size) - 1;
    result.choices = (step > 0 ? result.choices << 1 : result.choices >> 1) & all;
  }
  return machine.unknown(result);
}

}  // namespace

Value Machine::read_field(NodeId id, Value record) {
  const Node& n = nodes_[id.index()];
  if (record.tag == Tag::error) return record;
  if (record.tag == Tag::record) return record.as<RecordValue>()->fields[n.a];
  if (record.tag == Tag::format) return record.as<FormatValue>()->fields[n.a];
  if (record.tag == Tag::unknown) return unknown_of_node(id, unknown_of(record).causes);
  return error(ErrorCode::none_used, id);
}

Value Machine::apply_collection(NodeId id, std::span<const Value> arguments) {
  const Node& n = nodes_[id.index()];
  switch (n.op) {
    case Op::record: return make_record(*this, arguments);
    case Op::integer_range: return integer_range(*this, id, arguments);
    case Op::item_of: return item_of(*this, id, arguments);
    case Op::index_of: return index_of(*this, id, arguments);
    default: break;
  }
  if (arguments[0].tag == Tag::none) return error(ErrorCode::none_used, id);
  if (n.op == Op::successor || n.op == Op::predecessor) return neighbour(*this, id, arguments[0], n.op == Op::successor ? 1 : -1);
  if (arguments[0].tag == Tag::unknown) return of_unknown_list(*this, id, arguments[0]);
  switch (n.op) {
    case Op::count_of: return count_of(*this, arguments[0]);
    case Op::sum_of: return sum_of(*this, id, *arguments[0].as<ListValue>());
    default: return extreme_of(*this, id, arguments[0], n.op == Op::maximum_of);
  }
}

Value Machine::apply_set(NodeId id, std::span<const Value> arguments) {
  const Op operation = nodes_[id.index()].op;
  for (const Value argument : arguments) {
    if (argument.tag != Tag::set) return merged_causes_unknown(id, arguments);
  }
  SetValue result = *arguments[0].as<SetValue>();
  for (std::size_t next = 1; next < arguments.size(); ++next) {
    const SetValue& other = *arguments[next].as<SetValue>();
    const std::span<Truth> members = array<Truth>(result.size);
    const std::span<const CauseSet*> causes = array<const CauseSet*>(result.size);
    for (std::uint32_t i = 0; i < result.size; ++i) {
      const Truth left = result.members[i];
      Truth right = other.members[i];
      // Kleene: union is `or`, intersection is `and`, difference is `and not`.
      if (operation == Op::set_minus && right != Truth::unknown) right = right == Truth::yes ? Truth::no : Truth::yes;
      const Truth deciding = operation == Op::set_union ? Truth::yes : Truth::no;
      if (left == deciding || right == deciding) {
        members[i] = deciding;
      } else if (left != Truth::unknown && right != Truth::unknown) {
        members[i] = left;
      } else {
        members[i] = Truth::unknown;
        CauseCollector collected;
        if (left == Truth::unknown && result.causes != nullptr) collected.add(result.causes[i]);
        if (right == Truth::unknown && other.causes != nullptr) collected.add(other.causes[i]);
        causes[i] = collected.finish(arena);
      }
    }
    result = {result.size, members.data(), causes.data()};
  }
  return Value::pointer(Tag::set, arena.make<SetValue>(result));
}

void ExtremeAccumulator::add(Value value, Truth membership, const CauseSet* causes) {
  if (membership == Truth::no) return;
  if (value.tag == Tag::error && membership == Truth::yes) {
    if (error_.tag == Tag::absent) error_ = value;
    return;
  }
  if (membership == Truth::yes) {
    best_ = best_.tag == Tag::absent ? value : machine_.extreme_of_two(best_, value, largest_);
    return;
  }
  causes_.add(causes);
  open_ = true;
  if (value.tag != Tag::error) possible_.push_back(value);
}

Value ExtremeAccumulator::finish(NodeId id) {
  if (error_.tag == Tag::error) return error_;
  if (!open_) return best_.tag == Tag::absent ? Value::none() : best_;
  Joiner joiner(machine_);
  joiner.guard(causes_.finish(machine_.arena));
  joiner.add(best_.tag == Tag::absent ? Value::none() : best_);
  for (const Value value : possible_) joiner.add(best_.tag == Tag::absent ? value : machine_.extreme_of_two(best_, value, largest_));
  if (possible_.empty()) joiner.add(machine_.unknown_of_node(id, nullptr));
  return joiner.finish(id);
}

}  // namespace norma::eval
