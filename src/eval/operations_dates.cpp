// Dates, spans, periods and working days.
#include <algorithm>
#include <array>

#include "eval/joiner.hpp"

namespace norma::eval {
namespace {

Date date_of(Value value) { return Date::from_day_number(value.bits).value(); }

bool is_unknown(Value value) { return value.tag == Tag::unknown; }

bool any_of_tag(std::span<const Value> values, Tag tag) {
  return std::any_of(values.begin(), values.end(), [&](Value v) { return v.tag == tag; });
}

// A whole number of days or the like; false for fractions.
bool whole_of(Value value, std::int64_t& whole) {
  const Number number = number_of(value);
  if (!number.is_integer()) return false;
  // Beyond every date: the calendar answers `date-out-of-range`.
  whole = number.is_small() ? number.small_numerator() : (number.sign() < 0 ? -(std::int64_t{1} << 40) : std::int64_t{1} << 40);
  return true;
}

Interval clipped(Interval days) {
  if (!days.low || *days.low < Number(Date::first_number)) days.low = Number(Date::first_number);
  if (!days.high || *days.high > Number(Date::last_number)) days.high = Number(Date::last_number);
  return days;
}

Value add_days_to(Machine& machine, NodeId id, std::span<const Value> arguments, bool subtract) {
  std::int64_t days = 0;
  if (!is_unknown(arguments[1]) && !whole_of(arguments[1], days))
    return machine.error(ErrorCode::fractional_days, id, "a date moves by whole days only");
  if (!any_of_tag(arguments, Tag::unknown)) {
    const auto moved = add_days(date_of(arguments[0]), subtract ? -days : days);
    return moved ? Value::date(*moved) : machine.calendar_fault(moved.fault(), id);
  }
  CauseCollector causes;
  for (const Value argument : arguments) causes.add(argument);
  const Interval shift = interval_of(arguments[1]);
  const Interval sum = add(interval_of(arguments[0]), subtract ? negate(shift) : shift, machine.limits.number);
  return machine.bounded(Unknown::Kind::date, clipped(sum), causes.finish(machine.arena));
}

std::optional<Number> moved_bound(const std::optional<Number>& date, const std::optional<Number>& months, MonthEndPolicy policy) {
  if (!date || !months || !date->is_small() || !months->is_small()) return std::nullopt;
  const auto moved = add_months(date_of({date->small_numerator(), 1, Tag::date}),
                                MonthSpan::of_months(months->small_numerator()), policy);
  return moved ? std::optional<Number>(Number(moved->day_number())) : std::nullopt;
}

Value add_span_to(Machine& machine, NodeId id, std::span<const Value> arguments, bool subtract) {
  if (arguments[2].tag != Tag::policy) return machine.merged_causes_unknown(id, arguments);
  const auto policy = static_cast<MonthEndPolicy>(arguments[2].bits);
  if (!any_of_tag(arguments, Tag::unknown)) {
    const std::int64_t months = subtract ? -arguments[1].bits : arguments[1].bits;
    const auto moved = add_months(date_of(arguments[0]), MonthSpan::of_months(months), policy);
    return moved ? Value::date(*moved) : machine.calendar_fault(moved.fault(), id);
  }
  CauseCollector causes;
  for (const Value argument : arguments) causes.add(argument);
  const Interval dates = interval_of(arguments[0]);
  const Interval span = subtract ? negate(interval_of(arguments[1])) : interval_of(arguments[1]);
  // Under `refuse` a bound may be a day that does not exist; the day after it bounds just as well.
  const MonthEndPolicy low_policy = policy == MonthEndPolicy::refuse ? MonthEndPolicy::last_day : policy;
  const MonthEndPolicy high_policy = policy == MonthEndPolicy::refuse ? MonthEndPolicy::next_day : policy;
  Interval moved;
  moved.low = moved_bound(dates.low, span.low, low_policy);
  moved.high = moved_bound(dates.high, span.high, high_policy);
  return machine.bounded(Unknown::Kind::date, clipped(moved), causes.finish(machine.arena));
}

Value difference(Machine& machine, std::span<const Value> arguments) {
  if (!any_of_tag(arguments, Tag::unknown)) return Value::integer(arguments[0].bits - arguments[1].bits);
  CauseCollector causes;
  for (const Value argument : arguments) causes.add(argument);
  return machine.bounded(Unknown::Kind::number,
                         add(interval_of(arguments[0]), negate(interval_of(arguments[1])), machine.limits.number),
                         causes.finish(machine.arena));
}

Value span_sum(Machine& machine, NodeId id, std::span<const Value> arguments) {
  std::int64_t total = 0;
  Interval bounds = Interval::exactly(0);
  CauseCollector causes;
  for (const Value argument : arguments) {
    causes.add(argument);
    bounds = is_unknown(argument) ? add(bounds, interval_of(argument), machine.limits.number) : bounds;
    if (!is_unknown(argument) && __builtin_add_overflow(total, argument.bits, &total)) return machine.error(ErrorCode::size_limit, id);
  }
  if (causes.empty()) return Value::span(total);
  return machine.bounded(Unknown::Kind::span, add(bounds, Interval::exactly(total), machine.limits.number), causes.finish(machine.arena));
}

Value span_times(Machine& machine, NodeId id, std::span<const Value> arguments) {
  if (any_of_tag(arguments, Tag::unknown)) {
    CauseCollector causes;
    for (const Value argument : arguments) causes.add(argument);
    return machine.bounded(Unknown::Kind::span, multiply(interval_of(arguments[0]), interval_of(arguments[1]), machine.limits.number),
                           causes.finish(machine.arena));
  }
  std::int64_t factor = 0;
  std::int64_t months = 0;
  if (!whole_of(arguments[1], factor)) return machine.error(ErrorCode::fractional_days, id, "a span is a whole number of months");
  if (__builtin_mul_overflow(arguments[0].bits, factor, &months)) return machine.error(ErrorCode::size_limit, id);
  return Value::span(months);
}

Value part_of_date(Machine& machine, NodeId id, Value date) {
  const Op operation = machine.node(id).op;
  if (is_unknown(date)) {
    if (operation != Op::date_year) return machine.unknown_of_node(id, unknown_of(date).causes);
    const Interval years = map_monotone(clipped(unknown_of(date).interval), [](const Number& day) {
      return Number(date_of({day.small_numerator(), 1, Tag::date}).year());
    });
    return machine.bounded(Unknown::Kind::number, years, unknown_of(date).causes);
  }
  const Date day = date_of(date);
  switch (operation) {
    case Op::date_year: return Value::integer(day.year());
    case Op::date_month: return Value::integer(day.month());
    case Op::date_day: return Value::integer(day.day());
    default: return Value::enumeration(static_cast<std::uint32_t>(day.weekday()) - 1);
  }
}

}  // namespace

Value Machine::apply_date(NodeId id, std::span<const Value> arguments) {
  const Node& n = nodes_[id.index()];
  if (any_of_tag(arguments, Tag::none)) return error(ErrorCode::none_used, id);
  switch (n.op) {
    case Op::date_add_span: return add_span_to(*this, id, arguments, n.a != 0);
    case Op::date_add_days: return add_days_to(*this, id, arguments, n.a != 0);
    case Op::date_difference: return difference(*this, arguments);
    case Op::span_add: return span_sum(*this, id, arguments);
    case Op::span_scale: return span_times(*this, id, arguments);
    case Op::span_of: {
      const std::array<Value, 2> factors{Value::span(n.a), arguments[0]};
      return span_times(*this, id, factors);
    }
    default: return part_of_date(*this, id, arguments[0]);
  }
}

namespace {

std::optional<Date> end_of(Value value) { return value.tag == Tag::date ? std::optional<Date>(date_of(value)) : std::nullopt; }

bool has_known_ends(const PeriodValue& period) { return !is_unknown(period.from) && !is_unknown(period.to); }

CalendarResult<Period> known_period(const PeriodValue& period) { return Period::make(end_of(period.from), end_of(period.to)); }

Value make_period(Machine& machine, NodeId id, Value from, Value to) {
  const PeriodValue period{from, to};
  if (has_known_ends(period)) {
    const auto made = known_period(period);
    if (!made) return machine.calendar_fault(made.fault(), id);
  }
  return Value::pointer(Tag::period, machine.arena.make<PeriodValue>(period));
}

Value period_value(Machine& machine, const Period& period) {
  const Value from = period.from() ? Value::date(*period.from()) : Value::none();
  const Value to = period.to() ? Value::date(*period.to()) : Value::none();
  return Value::pointer(Tag::period, machine.arena.make<PeriodValue>(PeriodValue{from, to}));
}

Value length(Machine& machine, NodeId id, const PeriodValue& period) {
  if (period.from.tag == Tag::none || period.to.tag == Tag::none) return machine.error(ErrorCode::open_period, id);
  const std::array<Value, 2> ends{period.to, period.from};
  const Value days = difference(machine, ends);
  if (days.tag == Tag::number) return Value::integer(days.bits + 1);
  return machine.bounded(Unknown::Kind::number, add(interval_of(days), Interval::exactly(1), machine.limits.number),
                         unknown_of(days).causes);
}

Value within_period(Machine& machine, Value date, const PeriodValue& period) {
  const Value after = period.from.tag == Tag::none ? Value::boolean(true) : machine.less(period.from, date, true);
  const Value before = period.to.tag == Tag::none ? Value::boolean(true) : machine.less(date, period.to, true);
  if (after.is_false() || before.is_false()) return Value::boolean(false);
  if (after.is_true()) return before;
  if (before.is_true()) return after;
  CauseCollector causes;
  causes.add(after);
  causes.add(before);
  return machine.unknown_truth(causes.finish(machine.arena));
}

Value covered(Machine& machine, NodeId id, const ListValue& list) {
  std::vector<Period> certain, possible;
  CauseCollector causes;
  bool bounded_above = true;
  for (std::uint32_t i = 0; i < list.count; ++i) {
    const Truth membership = list.membership == nullptr ? Truth::yes : list.membership[i];
    if (membership == Truth::no) continue;
    if (membership == Truth::unknown) causes.add(list.membership_causes[i]);
    const Value member = list.members[i];
    if (is_unknown(member) || !has_known_ends(*member.as<PeriodValue>())) {
      bounded_above = false;
      causes.add(member);
      if (!is_unknown(member)) {
        causes.add(member.as<PeriodValue>()->from);
        causes.add(member.as<PeriodValue>()->to);
      }
      continue;
    }
    const auto period = known_period(*member.as<PeriodValue>());
    if (!period) return machine.calendar_fault(period.fault(), id);
    possible.push_back(*period);
    if (membership == Truth::yes) certain.push_back(*period);
  }
  const auto low = days_covered(certain);
  const auto high = days_covered(possible);
  if (!low) return machine.calendar_fault(low.fault(), id);
  if (causes.empty()) return Value::integer(*low);
  Interval bounds;
  bounds.low = Number(*low);
  if (bounded_above && high) bounds.high = Number(*high);
  return machine.bounded(Unknown::Kind::number, bounds, causes.finish(machine.arena));
}

// Periods that are not known cover some days or none.
Value covered_by_unknown(Machine& machine, Value list) {
  Interval bounds;
  bounds.low = Number(0);
  return machine.bounded(Unknown::Kind::number, bounds, unknown_of(list).causes);
}

Value intersection(Machine& machine, NodeId id, std::span<const Value> arguments) {
  const PeriodValue& left = *arguments[0].as<PeriodValue>();
  const PeriodValue& right = *arguments[1].as<PeriodValue>();
  if (!has_known_ends(left) || !has_known_ends(right)) {
    const std::array<Value, 4> ends{left.from, left.to, right.from, right.to};
    return machine.merged_causes_unknown(id, ends);
  }
  const auto x = known_period(left);
  const auto y = known_period(right);
  if (!x || !y) return machine.calendar_fault(x ? y.fault() : x.fault(), id);
  const auto common = x->intersection(*y);
  return common ? period_value(machine, *common) : Value::none();
}

}  // namespace

Value Machine::apply_period(NodeId id, std::span<const Value> arguments) {
  const Op operation = nodes_[id.index()].op;
  if (operation == Op::period) return make_period(*this, id, arguments[0], arguments[1]);
  const Value subject = operation == Op::in_period ? arguments[1] : arguments[0];
  if (subject.tag == Tag::none) return error(ErrorCode::none_used, id);
  if (operation == Op::days_covered && is_unknown(subject)) return covered_by_unknown(*this, subject);
  if (is_unknown(subject) || (operation == Op::period_intersection && is_unknown(arguments[1]))) return merged_causes_unknown(id, arguments);
  switch (operation) {
    case Op::period_from: return subject.as<PeriodValue>()->from;
    case Op::period_to: return subject.as<PeriodValue>()->to;
    case Op::period_days: return length(*this, id, *subject.as<PeriodValue>());
    case Op::in_period:
      if (arguments[0].tag == Tag::none) return error(ErrorCode::none_used, id);
      return within_period(*this, arguments[0], *subject.as<PeriodValue>());
    case Op::days_covered: return covered(*this, id, *subject.as<ListValue>());
    default: return intersection(*this, id, arguments);
  }
}

namespace {

Value dated(Machine& machine, NodeId id, const CalendarResult<Date>& result) {
  return result ? Value::date(*result) : machine.calendar_fault(result.fault(), id);
}

// Days listed by the facts of the case; false if one of them is not known.
bool days_of(const ListValue& list, std::vector<Date>& days) {
  for (std::uint32_t i = 0; i < list.count; ++i) {
    if (list.membership != nullptr && list.membership[i] == Truth::no) continue;
    if (list.members[i].tag != Tag::date || (list.membership != nullptr && list.membership[i] == Truth::unknown)) return false;
    days.push_back(date_of(list.members[i]));
  }
  return true;
}

Value changed_calendar(Machine& machine, NodeId id, std::span<const Value> arguments) {
  std::vector<Date> holidays, make_up_days;
  const ListValue& first = *arguments[1].as<ListValue>();
  const ListValue& second = *arguments[2].as<ListValue>();
  if (!days_of(first, holidays) || !days_of(second, make_up_days)) {
    std::vector<Value> members;
    CauseCollector causes;
    for (const ListValue* list : {&first, &second}) {
      for (std::uint32_t i = 0; i < list->count; ++i) {
        causes.add(list->members[i]);
        if (list->membership != nullptr && list->membership[i] == Truth::unknown) causes.add(list->membership_causes[i]);
      }
    }
    return machine.unknown_of_node(id, causes.finish(machine.arena));
  }
  const auto made = arguments[0].as<WorkingCalendar>()->with(holidays, make_up_days);
  if (!made) return machine.calendar_fault(made.fault(), id);
  return Value::pointer(Tag::calendar, machine.arena.make<WorkingCalendar>(*made));
}

}  // namespace

Value Machine::apply_working_day(NodeId id, std::span<const Value> arguments) {
  const Op operation = nodes_[id.index()].op;
  if (any_of_tag(arguments, Tag::none)) return error(ErrorCode::none_used, id);
  if (any_of_tag(arguments, Tag::unknown)) return merged_causes_unknown(id, arguments);
  if (operation == Op::calendar_with) return changed_calendar(*this, id, arguments);
  const WorkingCalendar& calendar = *arguments.back().as<WorkingCalendar>();
  const Date day = date_of(arguments[0]);
  std::int64_t count = 0;
  switch (operation) {
    case Op::working_day_after:
    case Op::working_day_before:
      if (!whole_of(arguments[1], count)) return error(ErrorCode::fractional_days, id, "working days are counted whole");
      return dated(*this, id, operation == Op::working_day_after ? calendar.nth_working_day_after(day, count)
                                                                 : calendar.nth_working_day_before(day, count));
    case Op::working_day_on_or_after: return dated(*this, id, calendar.next_working_day_on_or_after(day));
    case Op::working_day_on_or_before: return dated(*this, id, calendar.previous_working_day_on_or_before(day));
    case Op::working_days_between: {
      const auto between = calendar.working_days_between(day, date_of(arguments[1]));
      return between ? Value::integer(*between) : calendar_fault(between.fault(), id);
    }
    default: {
      const auto works = calendar.is_working_day(day);
      return works ? Value::boolean(*works) : calendar_fault(works.fault(), id);
    }
  }
}

}  // namespace norma::eval
