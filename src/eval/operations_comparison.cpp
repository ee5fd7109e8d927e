// Equality, order and membership of values that may be unknown, large or composed.
#include <algorithm>
#include <bit>

#include "eval/joiner.hpp"

namespace norma::eval {
namespace {

// Kleene conjunction gathered one by one.
class Conjunction {
 public:
  explicit Conjunction(Machine& machine) : machine_(machine) {}
  /// False when the conjunction is decided.
  bool add(Value value) {
    if (value.is_false()) { decided_ = true; return false; }
    if (value.tag == Tag::error && failed_.tag == Tag::absent) failed_ = value;
    if (value.tag == Tag::unknown) { open_ = true; causes_.add(value); }
    return true;
  }
  [[nodiscard]] Value finish() const {
    if (decided_) return Value::boolean(false);
    if (failed_.tag == Tag::error) return failed_;
    return open_ ? machine_.unknown_truth(causes_.finish(machine_.arena)) : Value::boolean(true);
  }

 private:
  Machine& machine_;
  CauseCollector causes_;
  Value failed_;
  bool decided_ = false, open_ = false;
};

Value negated(Value truth) { return truth.tag == Tag::boolean ? Value::boolean(truth.bits == 0) : truth; }

std::string_view text_of(Value value) {
  return value.tag == Tag::format ? value.as<FormatValue>()->text : value.as<TextValue>()->text;
}
bool is_text(Value value) { return value.tag == Tag::text || value.tag == Tag::format; }

Value equal_unknown(Machine& machine, Value left, Value right) {
  CauseCollector causes;
  causes.add(left);
  causes.add(right);
  const Value open = machine.unknown_truth(causes.finish(machine.arena));
  const auto never_none = [](Value v) { return v.tag == Tag::unknown ? !unknown_of(v).may_be_none : v.tag != Tag::none; };
  if (left.tag == Tag::none || right.tag == Tag::none) {
    return never_none(left.tag == Tag::none ? right : left) ? Value::boolean(false) : open;
  }
  if (!never_none(left) && !never_none(right)) return open;
  std::uint64_t x = 0;
  std::uint64_t y = 0;
  if (choices_of(left, x) && choices_of(right, y)) return (x & y) == 0 ? Value::boolean(false) : open;
  const Unknown::Kind kind = unknown_kind_of(left);
  if (kind != unknown_kind_of(right) || kind == Unknown::Kind::other || kind == Unknown::Kind::choices) return open;
  return decide_equal(interval_of(left), interval_of(right)) == Decided::no ? Value::boolean(false) : open;
}

Value equal_lists(Machine& machine, const ListValue& left, const ListValue& right) {
  CauseCollector causes;
  for (const ListValue* list : {&left, &right}) {
    for (std::uint32_t i = 0; list->membership != nullptr && i < list->count; ++i) {
      if (list->membership[i] == Truth::unknown) causes.add(list->membership_causes[i]);
    }
  }
  if (!causes.empty()) return machine.unknown_truth(causes.finish(machine.arena));
  if (left.count != right.count) return Value::boolean(false);
  Conjunction all(machine);
  for (std::uint32_t i = 0; i < left.count; ++i) {
    if (!all.add(machine.equal(left.members[i], right.members[i]))) break;
  }
  return all.finish();
}

Value equal_truths(Machine& machine, Truth left, Truth right, const CauseSet* left_causes, const CauseSet* right_causes) {
  if (left != Truth::unknown && right != Truth::unknown) return Value::boolean(left == right);
  CauseCollector causes;
  if (left == Truth::unknown) causes.add(left_causes);
  if (right == Truth::unknown) causes.add(right_causes);
  return machine.unknown_truth(causes.finish(machine.arena));
}

const CauseSet* cause_of(const SetValue& set, std::uint32_t i) { return set.causes == nullptr ? nullptr : set.causes[i]; }

Value truth_value(Machine& machine, const SetValue& set, std::uint32_t i) {
  if (set.members[i] == Truth::unknown) {
    CauseCollector causes;
    causes.add(cause_of(set, i));
    return machine.unknown_truth(causes.finish(machine.arena));
  }
  return Value::boolean(set.members[i] == Truth::yes);
}

Value equal_sets(Machine& machine, const SetValue& left, const SetValue& right) {
  Conjunction all(machine);
  for (std::uint32_t i = 0; i < left.size && i < right.size; ++i) {
    if (!all.add(equal_truths(machine, left.members[i], right.members[i], cause_of(left, i), cause_of(right, i)))) break;
  }
  return all.finish();
}

Value equal_records(Machine& machine, const RecordValue& left, const RecordValue& right) {
  Conjunction all(machine);
  for (std::uint32_t i = 0; i < left.field_count && i < right.field_count; ++i) {
    if (!all.add(machine.equal(left.fields[i], right.fields[i]))) break;
  }
  return all.finish();
}

}  // namespace

Value Machine::equal(Value left, Value right) {
  if (left.tag == Tag::error) return left;
  if (right.tag == Tag::error) return right;
  if (left.tag == Tag::unknown || right.tag == Tag::unknown) return equal_unknown(*this, left, right);
  if (is_text(left) && is_text(right)) return Value::boolean(text_of(left) == text_of(right));
  if (is_number(left) && is_number(right)) {
    if (left.tag == Tag::number && right.tag == Tag::number) return Value::boolean(compare(left.ratio(), right.ratio()) == 0);
    return Value::boolean(number_of(left) == number_of(right));
  }
  if (left.tag != right.tag) return Value::boolean(false);
  switch (left.tag) {
    case Tag::record: return equal_records(*this, *left.as<RecordValue>(), *right.as<RecordValue>());
    case Tag::list: return equal_lists(*this, *left.as<ListValue>(), *right.as<ListValue>());
    case Tag::set: return equal_sets(*this, *left.as<SetValue>(), *right.as<SetValue>());
    case Tag::period: {
      Conjunction both(*this);
      if (both.add(equal(left.as<PeriodValue>()->from, right.as<PeriodValue>()->from)))
        both.add(equal(left.as<PeriodValue>()->to, right.as<PeriodValue>()->to));
      return both.finish();
    }
    default: return Value::boolean(left.bits == right.bits);
  }
}

std::strong_ordering Machine::order(Value left, Value right) {
  if (is_number(left) && is_number(right)) {
    if (left.tag == Tag::number && right.tag == Tag::number) return compare(left.ratio(), right.ratio());
    return number_of(left) <=> number_of(right);
  }
  if (is_text(left) && is_text(right)) return text_of(left).compare(text_of(right)) <=> 0;
  // none sorts before everything else
  if (left.tag != right.tag) return left.tag == Tag::none ? std::strong_ordering::less : std::strong_ordering::greater;
  return left.bits <=> right.bits;
}

Value Machine::less(Value left, Value right, bool or_equal) {
  if (left.tag == Tag::none || right.tag == Tag::none) return error(ErrorCode::none_used, NodeId());
  if (left.tag != Tag::unknown && right.tag != Tag::unknown) {
    const auto ordering = order(left, right);
    return Value::boolean(or_equal ? ordering <= 0 : ordering < 0);
  }
  Decided decided = Decided::open;
  std::uint64_t x = 0;
  std::uint64_t y = 0;
  if (choices_of(left, x) && choices_of(right, y)) {
    const auto bounds = [](std::uint64_t mask) {
      return Interval{Number(std::countr_zero(mask)), Number(63 - std::countl_zero(mask)), false, false};
    };
    decided = or_equal ? decide_less_equal(bounds(x), bounds(y)) : decide_less(bounds(x), bounds(y));
  } else {
    const Unknown::Kind kind = unknown_kind_of(left);
    if (kind == unknown_kind_of(right) && kind != Unknown::Kind::other && kind != Unknown::Kind::choices) {
      decided = or_equal ? decide_less_equal(interval_of(left), interval_of(right)) : decide_less(interval_of(left), interval_of(right));
    }
  }
  if (decided != Decided::open) return Value::boolean(decided == Decided::yes);
  CauseCollector causes;
  causes.add(left);
  causes.add(right);
  return unknown_truth(causes.finish(arena));
}

namespace {

// A known, closed range without anything to compute: `value in low .. high`.
Value in_range(Machine& machine, std::span<const Value> arguments, bool high_excluded) {
  Conjunction both(machine);
  if (arguments[1].tag != Tag::none && !both.add(machine.less(arguments[1], arguments[0], true))) return both.finish();
  if (arguments[2].tag != Tag::none) both.add(machine.less(arguments[0], arguments[2], !high_excluded));
  return both.finish();
}

Value is_none(Machine& machine, Value value) {
  if (value.tag != Tag::unknown) return Value::boolean(value.tag == Tag::none);
  if (!unknown_of(value).may_be_none) return Value::boolean(false);
  return machine.unknown_truth(unknown_of(value).causes);
}

}  // namespace

Value Machine::apply_comparison(NodeId id, std::span<const Value> arguments) {
  const Node& n = nodes_[id.index()];
  Value result;
  switch (n.op) {
    case Op::equal: return equal(arguments[0], arguments[1]);
    case Op::not_equal: return negated(equal(arguments[0], arguments[1]));
    case Op::less: result = less(arguments[0], arguments[1], false); break;
    case Op::less_equal: result = less(arguments[0], arguments[1], true); break;
    case Op::greater: result = less(arguments[1], arguments[0], false); break;
    case Op::greater_equal: result = less(arguments[1], arguments[0], true); break;
    case Op::is_none: return is_none(*this, arguments[0]);
    default: result = in_range(*this, arguments, (n.b & 1U) != 0); break;
  }
  return result.tag == Tag::error ? error(ErrorCode::none_used, id) : result;
}

namespace {

Value list_member(Machine& machine, const ListValue& list, std::uint32_t i, Value equal) {
  if (list.membership == nullptr || list.membership[i] == Truth::yes || equal.is_false()) return equal;
  CauseCollector causes;
  causes.add(list.membership_causes[i]);
  causes.add(equal);
  return machine.unknown_truth(causes.finish(machine.arena));
}

Value in_list(Machine& machine, Value value, const ListValue& list) {
  Conjunction none_equal(machine);
  for (std::uint32_t i = 0; i < list.count; ++i) {
    if (list.membership != nullptr && list.membership[i] == Truth::no) continue;
    if (!none_equal.add(negated(list_member(machine, list, i, machine.equal(value, list.members[i]))))) break;
  }
  return negated(none_equal.finish());
}

Value in_set(Machine& machine, Value value, const SetValue& set) {
  if (value.tag != Tag::unknown) return value.bits < set.size ? truth_value(machine, set, static_cast<std::uint32_t>(value.bits)) : Value::boolean(false);
  std::uint64_t mask = 0;
  const bool limited = choices_of(value, mask);
  bool all_in = true;
  bool all_out = true;
  CauseCollector causes;
  causes.add(value);
  for (std::uint32_t i = 0; i < set.size; ++i) {
    if (limited && i < 64 && (mask >> i & 1U) == 0) continue;
    all_in = all_in && set.members[i] == Truth::yes;
    all_out = all_out && set.members[i] == Truth::no;
    if (set.members[i] == Truth::unknown) causes.add(cause_of(set, i));
  }
  if (all_in || all_out) return Value::boolean(all_in);
  return machine.unknown_truth(causes.finish(machine.arena));
}

Value list_is_empty(Machine& machine, const ListValue& list) {
  CauseCollector causes;
  bool open = false;
  for (std::uint32_t i = 0; i < list.count; ++i) {
    if (list.membership == nullptr || list.membership[i] == Truth::yes) return Value::boolean(false);
    if (list.membership[i] != Truth::unknown) continue;
    open = true;
    causes.add(list.membership_causes[i]);
  }
  return open ? machine.unknown_truth(causes.finish(machine.arena)) : Value::boolean(true);
}

Value is_empty(Machine& machine, Value value) {
  if (value.tag == Tag::list) return list_is_empty(machine, *value.as<ListValue>());
  if (value.tag == Tag::text) return Value::boolean(value.as<TextValue>()->text.empty());
  const SetValue& set = *value.as<SetValue>();
  Conjunction all_out(machine);
  for (std::uint32_t i = 0; i < set.size; ++i) {
    if (!all_out.add(negated(truth_value(machine, set, i)))) break;
  }
  return all_out.finish();
}

// For every value: not in the left set, or in the right one (subset); not in both (no overlap).
Value each_value(Machine& machine, const SetValue& left, const SetValue& right, bool subset) {
  Conjunction all(machine);
  for (std::uint32_t i = 0; i < left.size && i < right.size; ++i) {
    const Value out = negated(truth_value(machine, left, i));
    const Value other = subset ? truth_value(machine, right, i) : negated(truth_value(machine, right, i));
    if (out.is_true() || other.is_true()) continue;
    Conjunction neither(machine);
    neither.add(negated(out));
    neither.add(negated(other));
    if (!all.add(negated(neither.finish()))) break;
  }
  return all.finish();
}

Value lists_related(Machine& machine, const ListValue& left, const ListValue& right, bool subset) {
  Conjunction all(machine);
  for (std::uint32_t i = 0; i < left.count; ++i) {
    if (left.membership != nullptr && left.membership[i] == Truth::no) continue;
    Value fits = in_list(machine, left.members[i], right);
    if (!subset) fits = negated(fits);
    if (left.membership != nullptr && left.membership[i] == Truth::unknown && !fits.is_true()) {
      CauseCollector causes;
      causes.add(left.membership_causes[i]);
      causes.add(fits);
      fits = machine.unknown_truth(causes.finish(machine.arena));
    }
    if (!all.add(fits)) break;
  }
  return all.finish();
}

Value periods_overlap(Machine& machine, const PeriodValue& left, const PeriodValue& right) {
  Conjunction both(machine);
  if (left.from.tag != Tag::none && right.to.tag != Tag::none && !both.add(machine.less(left.from, right.to, true))) return both.finish();
  if (right.from.tag != Tag::none && left.to.tag != Tag::none) both.add(machine.less(right.from, left.to, true));
  return both.finish();
}

Value period_within(Machine& machine, const PeriodValue& inner, const PeriodValue& outer) {
  Conjunction both(machine);
  if (outer.from.tag != Tag::none && !both.add(inner.from.tag == Tag::none ? Value::boolean(false) : machine.less(outer.from, inner.from, true)))
    return both.finish();
  if (outer.to.tag != Tag::none) both.add(inner.to.tag == Tag::none ? Value::boolean(false) : machine.less(inner.to, outer.to, true));
  return both.finish();
}

}  // namespace

Value Machine::apply_membership(NodeId id, std::span<const Value> arguments) {
  const Op operation = nodes_[id.index()].op;
  const Value container = arguments.back();
  if (container.tag == Tag::unknown || (operation != Op::in_list && operation != Op::in_set && arguments[0].tag == Tag::unknown))
    return merged_causes_unknown(id, arguments);
  if (container.tag == Tag::none) return error(ErrorCode::none_used, id);
  if (operation == Op::is_empty) return is_empty(*this, arguments[0]);
  if (operation == Op::in_list || operation == Op::in_set) {
    return container.tag == Tag::list ? in_list(*this, arguments[0], *container.as<ListValue>())
                                      : in_set(*this, arguments[0], *container.as<SetValue>());
  }
  const bool subset = operation == Op::subset_of;
  if (arguments[0].tag == Tag::period) {
    return subset ? period_within(*this, *arguments[0].as<PeriodValue>(), *container.as<PeriodValue>())
                  : periods_overlap(*this, *arguments[0].as<PeriodValue>(), *container.as<PeriodValue>());
  }
  const Value result = arguments[0].tag == Tag::list
                           ? lists_related(*this, *arguments[0].as<ListValue>(), *container.as<ListValue>(), subset)
                           : each_value(*this, *arguments[0].as<SetValue>(), *container.as<SetValue>(), subset);
  return subset ? result : negated(result);
}

}  // namespace norma::eval
