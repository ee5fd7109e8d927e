// Arithmetic on what does not fit machine words, or is unknown.
#include <algorithm>
#include <bit>

#include "eval/joiner.hpp"
#include "eval/sum.hpp"

namespace norma::eval {

void SumAccumulator::add_general(Value term, bool subtracted) {
  if (term.tag == Tag::error) return fail(term);
  if (term.tag == Tag::unknown) {
    causes_.add(term);
    const Interval interval = interval_of(term);
    return add_interval(subtracted ? negate(interval) : interval);
  }
  if (!is_number(term)) return fail(machine_.error(ErrorCode::none_used, node_));
  if (!wide_) {
    wide_ = true;
    number_ = to_number(small_);
  }
  const Outcome sum = subtracted ? subtract(number_, number_of(term), machine_.limits.number)
                                 : norma::add(number_, number_of(term), machine_.limits.number);
  if (!sum) return fail(machine_.fault(sum.fault, node_));
  number_ = sum.value;
  if (from_number(number_, small_)) wide_ = false;
}

void SumAccumulator::add_interval(const Interval& interval) {
  open_ = true;
  interval_ = norma::eval::add(interval_, interval, machine_.limits.number);
}

void SumAccumulator::add_possible(Value term, const CauseSet* causes) {
  if (term.tag == Tag::error) term = machine_.unknown(Unknown{Unknown::Kind::number, false, {}, 0, nullptr});
  causes_.add(causes);
  causes_.add(term);
  if (term.tag == Tag::unknown || is_number(term)) add_interval(hull(Interval::exactly(0), interval_of(term)));
}

void SumAccumulator::add_repeated(Value term, const CauseSet* causes) {
  causes_.add(causes);
  Interval repeated;
  if (term.tag == Tag::unknown || is_number(term)) {
    const Interval one = interval_of(term);
    if (one.low && one.low->sign() >= 0) repeated.low = Number(0);
    if (one.high && one.high->sign() <= 0) repeated.high = Number(0);
  }
  add_interval(repeated);
}

Value SumAccumulator::finish() const {
  if (error_.tag == Tag::error) return error_;
  if (!open_) return wide_ ? machine_.number(number_) : Value::number(small_);
  const Interval known = Interval::exactly(wide_ ? number_ : to_number(small_));
  return machine_.bounded(Unknown::Kind::number, norma::eval::add(interval_, known, machine_.limits.number),
                          causes_.finish(machine_.arena));
}

template <bool R>
[[gnu::noinline]] Value Machine::add_rest(NodeId id, std::uint32_t next, Value sum, Value term, bool subtracted) {
  SumAccumulator total(*this, id);
  total.add(sum);
  total.add(term, subtracted);
  const Node& n = nodes_[id.index()];
  for (std::uint32_t i = next; i < n.child_count; ++i) {
    NodeId term_id = child(n, i);
    const Node& term_node = nodes_[term_id.index()];
    const bool negative = term_node.op == Op::negate && (term_node.flags & 1U) != 0;
    if (negative) term_id = child(term_node, 0);
    total.add(walk<R>(term_id), negative);
  }
  return total.finish();
}
template Value Machine::add_rest<false>(NodeId, std::uint32_t, Value, Value, bool);
template Value Machine::add_rest<true>(NodeId, std::uint32_t, Value, Value, bool);

Value Machine::apply(NodeId id, std::span<const Value> arguments) {
  const Op operation = nodes_[id.index()].op;
  switch (operation) {
    case Op::add: case Op::multiply: case Op::divide: case Op::floor_divide: case Op::modulo: case Op::power:
    case Op::negate: case Op::absolute: case Op::square_root: return apply_arithmetic(id, arguments);
    case Op::round_to_step: case Op::round_to_places: return apply_rounding(id, arguments);
    case Op::minimum: case Op::maximum: return apply_extreme(id, arguments);
    case Op::date_add_span: case Op::date_add_days: case Op::date_difference: case Op::span_add: case Op::span_scale:
    case Op::span_of: case Op::date_year: case Op::date_month: case Op::date_day: case Op::date_weekday:
      return apply_date(id, arguments);
    case Op::period: case Op::period_from: case Op::period_to: case Op::period_days: case Op::in_period:
    case Op::days_covered: case Op::period_intersection: return apply_period(id, arguments);
    case Op::equal: case Op::not_equal: case Op::less: case Op::less_equal: case Op::greater: case Op::greater_equal:
    case Op::is_none: case Op::in_range: return apply_comparison(id, arguments);
    case Op::is_empty: case Op::in_list: case Op::in_set: case Op::subset_of: case Op::overlaps:
      return apply_membership(id, arguments);
    case Op::set_union: case Op::set_minus: case Op::set_intersect: return apply_set(id, arguments);
    case Op::record: case Op::integer_range: case Op::item_of: case Op::index_of: case Op::count_of: case Op::sum_of:
    case Op::minimum_of: case Op::maximum_of: case Op::successor: case Op::predecessor: return apply_collection(id, arguments);
    case Op::matches_format: case Op::as_format: case Op::compose_format: case Op::text_of: return apply_text(id, arguments);
    case Op::working_day_after: case Op::working_day_before: case Op::working_day_on_or_after:
    case Op::working_day_on_or_before: case Op::working_days_between: case Op::is_working_day: case Op::calendar_with:
      return apply_working_day(id, arguments);
    default: return error(ErrorCode::no_branch, id, "an operation that the evaluator does not know");
  }
}

namespace {

bool any_unknown(std::span<const Value> values) {
  return std::any_of(values.begin(), values.end(), [](Value v) { return v.tag == Tag::unknown; });
}

// none or not applicable where a number, date or span must stand.
bool all_usable(std::span<const Value> values) {
  return std::none_of(values.begin(), values.end(), [](Value v) { return v.tag == Tag::none || v.tag == Tag::not_applicable; });
}

Outcome calculate(Op operation, std::span<const Value> arguments, const Budget& budget) {
  const Number left = number_of(arguments[0]);
  switch (operation) {
    case Op::negate: return {negate(left), ArithmeticFault::none};
    case Op::absolute: return {absolute(left), ArithmeticFault::none};
    case Op::square_root: return square_root(left, budget);
    default: break;
  }
  const Number right = number_of(arguments[1]);
  switch (operation) {
    case Op::add: return add(left, right, budget);
    case Op::multiply: return multiply(left, right, budget);
    case Op::divide: return divide(left, right, budget);
    case Op::floor_divide: return floor_division(left, right, budget);
    case Op::modulo: return modulo(left, right, budget);
    default: return power(left, right, budget);
  }
}

Interval floor_quotient(const Interval& left, const Interval& right, const Budget& budget) {
  Interval quotient = divide(left, right, budget);
  const bool low_moves = quotient.low.has_value();
  Interval result;
  if (low_moves) result.low = floor(*quotient.low);
  if (quotient.high) {
    result.high = floor(*quotient.high);
    // Below an excluded whole bound the floor is one less.
    if (quotient.high_open && *result.high == *quotient.high) result.high = add(*result.high, -1).value;
  }
  return result;
}

Interval modulo_bounds(const Interval& divisor) {
  Interval result;
  if (divisor.low && divisor.low->sign() >= 0) {
    result.low = Number(0);
    result.high = divisor.high;
    result.high_open = true;
  } else if (divisor.high && divisor.high->sign() <= 0) {
    result.high = Number(0);
    result.low = divisor.low;
    result.low_open = true;
  }
  return result;
}

Interval power_bounds(const Interval& base, const Value exponent, const Budget& budget) {
  const bool small = exponent.tag == Tag::number && exponent.aux == 1 && exponent.bits >= 0 && exponent.bits <= 64;
  if (!small) return {};
  const bool even = exponent.bits % 2 == 0;
  const Interval from = even ? absolute(base) : base;
  Interval result = from;
  const auto raise = [&](std::optional<Number>& bound) {
    if (!bound) return;
    const Outcome raised = power(*bound, Number(exponent.bits), budget);
    bound = raised ? std::optional<Number>(raised.value) : std::nullopt;
  };
  raise(result.low);
  raise(result.high);
  return exponent.bits == 0 ? Interval::exactly(1) : result;
}

Interval interval_result(Op operation, std::span<const Value> arguments, const Budget& budget) {
  const Interval left = interval_of(arguments[0]);
  switch (operation) {
    case Op::negate: return negate(left);
    case Op::absolute: return absolute(left);
    case Op::square_root: return square_root(left, budget);
    case Op::power: return power_bounds(left, arguments[1], budget);
    default: break;
  }
  const Interval right = interval_of(arguments[1]);
  switch (operation) {
    case Op::add: return add(left, right, budget);
    case Op::multiply: return multiply(left, right, budget);
    case Op::divide: return divide(left, right, budget);
    case Op::floor_divide: return floor_quotient(left, right, budget);
    default: return modulo_bounds(right);
  }
}

bool is_zero(Value value) { return value.tag != Tag::unknown && number_of(value).is_zero(); }

}  // namespace

Value Machine::apply_arithmetic(NodeId id, std::span<const Value> arguments) {
  const Op operation = nodes_[id.index()].op;
  if (!all_usable(arguments)) return error(ErrorCode::none_used, id);
  if (operation == Op::negate && arguments[0].tag == Tag::span) return Value::span(-arguments[0].bits);
  if (!any_unknown(arguments)) {
    const Outcome outcome = calculate(operation, arguments, limits.number);
    return outcome ? number(outcome.value) : fault(outcome.fault, id);
  }
  const bool divides = operation == Op::divide || operation == Op::floor_divide || operation == Op::modulo;
  if (divides && is_zero(arguments[1])) return fault(ArithmeticFault::division_by_zero, id);
  if (operation == Op::square_root) {
    const Interval radicand = interval_of(arguments[0]);
    if (radicand.high && radicand.high->sign() < 0) return fault(ArithmeticFault::root_of_negative, id);
  }
  CauseCollector causes;
  for (const Value argument : arguments) causes.add(argument);
  const Unknown::Kind kind = unknown_kind_of(arguments[0].tag == Tag::unknown ? arguments[0] : arguments.back());
  Interval interval = interval_result(operation, arguments, limits.number);
  if (divides) {
    // A divisor that may be zero may still be an error: the quotient is not known even if its bounds leave one value.
    const Interval divisor = interval_of(arguments[1]);
    if (divisor.contains(Number(0))) interval = {};
  }
  return bounded(kind == Unknown::Kind::span ? kind : Unknown::Kind::number, std::move(interval), causes.finish(arena));
}

Value Machine::apply_rounding(NodeId id, std::span<const Value> arguments) {
  const Node& n = nodes_[id.index()];
  const auto mode = static_cast<RoundingMode>(n.a);
  if (!all_usable(arguments)) return error(ErrorCode::none_used, id);
  if (arguments[1].tag == Tag::unknown) return merged_causes_unknown(id, arguments);
  Number step = number_of(arguments[1]);
  if (n.op == Op::round_to_places) {
    if (!step.is_small() || !step.is_integer() || step.small_numerator() > largest_places || step.small_numerator() < -largest_places)
      return fault(ArithmeticFault::places_limit, id);
    const Outcome ten = power(Number(10), negate(step), limits.number);
    if (!ten) return fault(ten.fault, id);
    step = ten.value;
    if (n.b != no_index) {
      const Outcome scaled = multiply(step, program.units[n.b].scale, limits.number);
      if (!scaled) return fault(scaled.fault, id);
      step = scaled.value;
    }
  }
  if (step.sign() <= 0) return fault(ArithmeticFault::step_not_positive, id);
  if (arguments[0].tag != Tag::unknown) {
    const Outcome rounded = round_to_step(number_of(arguments[0]), step, mode, limits.number);
    return rounded ? number(rounded.value) : fault(rounded.fault, id);
  }
  const Interval& given = unknown_of(arguments[0]).interval;
  Interval rounded;
  const auto round = [&](const std::optional<Number>& bound) -> std::optional<Number> {
    if (!bound) return std::nullopt;
    const Outcome outcome = round_to_step(*bound, step, mode, limits.number);
    return outcome ? std::optional<Number>(outcome.value) : std::nullopt;
  };
  rounded.low = round(given.low);
  rounded.high = round(given.high);
  return bounded(Unknown::Kind::number, std::move(rounded), unknown_of(arguments[0]).causes);
}

namespace {

std::uint64_t extreme_choices(std::uint64_t left, std::uint64_t right, bool largest) {
  std::uint64_t result = 0;
  for (unsigned i = 0; i < 64; ++i) {
    for (unsigned j = 0; j < 64; ++j) {
      if ((left >> i & 1U) != 0 && (right >> j & 1U) != 0) result |= std::uint64_t{1} << (largest ? std::max(i, j) : std::min(i, j));
    }
  }
  return result;
}

}  // namespace

Value Machine::extreme_of_two(Value best, Value other, bool largest) {
  if (best.tag == Tag::error) return best;
  if (other.tag == Tag::error) return other;
  if (best.tag != Tag::unknown && other.tag != Tag::unknown) {
    const auto ordering = order(other, best);
    return (largest ? ordering > 0 : ordering < 0) ? other : best;
  }
  CauseCollector causes;
  causes.add(best);
  causes.add(other);
  std::uint64_t left = 0;
  std::uint64_t right = 0;
  if (choices_of(best, left) && choices_of(other, right)) {
    const std::uint64_t mask = extreme_choices(left, right, largest);
    if (std::has_single_bit(mask)) return Value::enumeration(static_cast<std::uint32_t>(std::countr_zero(mask)));
    return unknown(Unknown{Unknown::Kind::choices, false, {}, mask, causes.finish(arena)});
  }
  const Unknown::Kind kind = unknown_kind_of(best.tag == Tag::unknown ? best : other);
  const Interval bounds = largest ? maximum(interval_of(best), interval_of(other)) : minimum(interval_of(best), interval_of(other));
  return bounded(kind, bounds, causes.finish(arena));
}

Value Machine::apply_extreme(NodeId id, std::span<const Value> arguments) {
  if (!all_usable(arguments)) return error(ErrorCode::none_used, id);
  Value best = arguments[0];
  for (std::size_t i = 1; i < arguments.size(); ++i) best = extreme_of_two(best, arguments[i], nodes_[id.index()].op == Op::maximum);
  return best;
}

Value Machine::check_range(NodeId id, Value value) {
  const TypeId type_id = type_of(id);
  const PreparedRange& range = prepared.range(type_id);
  if (!range.constrained) return value;
  bool fits = true;
  if (value.tag == Tag::number && range.small) {
    const SmallRatio x = value.ratio();
    const auto above = [&](SmallRatio bound, bool open) { const auto o = compare(x, bound); return open ? o > 0 : o >= 0; };
    const auto below = [&](SmallRatio bound, bool open) { const auto o = compare(x, bound); return open ? o < 0 : o <= 0; };
    fits = (!range.has_low || above(range.low, range.low_open)) && (!range.has_high || below(range.high, range.high_open));
    if (fits && range.has_grain && !(range.grain.numerator == 1 && range.grain.denominator == 1 && x.denominator == 1)) {
      const Outcome steps = divide(to_number(x), to_number(range.grain));
      fits = steps && steps.value.is_integer();
    }
  } else if (is_number(value)) {
    const program::Type& type = program[type_id];
    const Number x = number_of(value);
    fits = Interval{type.low, type.high, type.low_open, type.high_open}.contains(x);
    if (fits && range.has_grain) {
      const Outcome steps = divide(x, to_number(range.grain), limits.number);
      fits = steps && steps.value.is_integer();
    }
  } else if (value.tag == Tag::date) {
    fits = (!range.has_low || value.bits >= range.low.numerator) && (!range.has_high || value.bits <= range.high.numerator);
  } else if (value.tag == Tag::unknown) {
    const Unknown& given = unknown_of(value);
    if (given.kind != Unknown::Kind::number && given.kind != Unknown::Kind::date) return value;
    const Value declared = unknown_of_type(type_id, given.causes);
    if (decide_equal(given.interval, unknown_of(declared).interval) == Decided::no) {
      fits = false;
    } else {
      return value;
    }
  }
  if (fits) return value;
  return error(ErrorCode::range_violated, id, nodes_[id.index()].a < program.texts.size() ? program.texts[nodes_[id.index()].a] : "");
}

}  // namespace norma::eval
