// Days, spans, periods and working days (reference, section 8).
#include <algorithm>

#include "checker/evaluation.hpp"

namespace norma::checker {
namespace {

bool any(const std::vector<Value>& values, Kind kind) {
  return std::any_of(values.begin(), values.end(), [kind](const Value& value) { return value.is(kind); });
}

Causes all_causes(const std::vector<Value>& values) {
  Causes causes;
  for (const Value& value : values) join(causes, value);
  return causes;
}

Value day_value(const DayResult& result) { return result ? word(Kind::date, result.value) : error(result.error); }

// A whole number of days, months or working days; nothing for a fraction. Beyond every date it is cut off.
std::optional<std::int64_t> whole_of(const Value& value) {
  const Exact exact = exact_of(value);
  if (!exact.whole()) return std::nullopt;
  const Integer most = Integer(1) << 40;
  return static_cast<std::int64_t>(std::clamp(exact.plain().top, Integer(-most), most));
}

Bounds among_days(Bounds bounds) {
  const End first{0, Exact(earliest_day), false};
  const End last{0, Exact(latest_day), false};
  if (bounds.low.infinite != 0 || bounds.low.value < first.value) bounds.low = first;
  if (bounds.high.infinite != 0 || last.value < bounds.high.value) bounds.high = last;
  return bounds;
}

Value moved_by_days(const std::vector<Value>& arguments, bool back) {
  std::optional<std::int64_t> days = 0;
  if (!arguments[1].is(Kind::unknown)) days = whole_of(arguments[1]);
  if (!days) return error("fractional-days");
  if (!any(arguments, Kind::unknown)) return day_value(add_days(arguments[0].word, back ? -*days : *days));
  const Bounds shift = bounds_of(arguments[1]);
  return within(Open::Form::date, among_days(add(bounds_of(arguments[0]), back ? negate(shift) : shift)), all_causes(arguments));
}

End moved_end(const End& day, const End& months, MonthEnd policy, int infinite) {
  if (day.infinite == 0 && months.infinite == 0) {
    const DayResult moved = add_months(static_cast<Day>(day.value.plain().top), static_cast<std::int64_t>(months.value.plain().top), policy);
    if (moved) return {0, Exact(moved.value), false};
  }
  return {infinite, {}, false};
}

Value moved_by_months(const std::vector<Value>& arguments, bool back) {
  const auto policy = static_cast<MonthEnd>(arguments[2].word);
  if (!any(arguments, Kind::unknown)) return day_value(add_months(arguments[0].word, back ? -arguments[1].word : arguments[1].word, policy));
  const Bounds days = bounds_of(arguments[0]);
  const Bounds months = back ? negate(bounds_of(arguments[1])) : bounds_of(arguments[1]);
  // Under `refuse` an end may be a day that does not exist; the days around it bound just as well.
  const bool refuses = policy == MonthEnd::refuse;
  const Bounds moved{moved_end(days.low, months.low, refuses ? MonthEnd::last_day : policy, -1),
                     moved_end(days.high, months.high, refuses ? MonthEnd::next_day : policy, 1)};
  return within(Open::Form::date, among_days(moved), all_causes(arguments));
}

Value span_product(const Value& span, const Value& factor) {
  if (span.is(Kind::unknown) || factor.is(Kind::unknown))
    return within(Open::Form::span, multiply(bounds_of(span), bounds_of(factor)), all_causes({span, factor}));
  const auto times = whole_of(factor);
  if (!times) return error("fractional-days");
  std::int64_t months = 0;
  return __builtin_mul_overflow(span.word, *times, &months) ? error("size-limit") : word(Kind::span, months);
}

Value span_sum(const std::vector<Value>& arguments) {
  std::int64_t known = 0;
  Bounds open = Bounds::only(Exact());
  for (const Value& argument : arguments) {
    if (argument.is(Kind::unknown)) open = add(open, bounds_of(argument));
    else if (__builtin_add_overflow(known, argument.word, &known)) return error("size-limit");
  }
  if (!any(arguments, Kind::unknown)) return word(Kind::span, known);
  return within(Open::Form::span, add(open, Bounds::only(Exact(known))), all_causes(arguments));
}

Value difference(const Value& later, const Value& earlier) {
  if (!later.is(Kind::unknown) && !earlier.is(Kind::unknown)) return number(Exact(later.word - earlier.word));
  return within(Open::Form::number, add(bounds_of(later), negate(bounds_of(earlier))), all_causes({later, earlier}));
}

}  // namespace

Value Evaluation::day_operation(NodeId id, const std::vector<Value>& arguments) const {
  const Node& n = node(id);
  if (any(arguments, Kind::none)) return error("none-used");
  switch (n.op) {
    case Op::date_add_span: return arguments[2].is(Kind::policy) ? moved_by_months(arguments, n.a != 0) : open_node(id, arguments);
    case Op::date_add_days: return moved_by_days(arguments, n.a != 0);
    case Op::date_difference: return difference(arguments[0], arguments[1]);
    case Op::span_add: return span_sum(arguments);
    case Op::span_scale: return span_product(arguments[0], arguments[1]);
    case Op::span_of: return span_product(word(Kind::span, n.a), arguments[0]);
    default: break;
  }
  if (arguments[0].is(Kind::unknown)) {
    if (n.op != Op::date_year) return open_node(id, arguments);
    const auto year = [](const Exact& day) { return Result(Exact(civil_of(static_cast<Day>(day.plain().top)).year)); };
    return within(Open::Form::number, mapped(among_days(bounds_of(arguments[0])), year), causes_of(arguments[0]));
  }
  const Civil civil = civil_of(arguments[0].word);
  switch (n.op) {
    case Op::date_year: return number(Exact(civil.year));
    case Op::date_month: return number(Exact(civil.month));
    case Op::date_day: return number(Exact(civil.day));
    default: return word(Kind::enumeration, weekday_of(arguments[0].word));
  }
}

// ---- periods ---------------------------------------------------------------------------------------------------------------------

namespace {

const Value& from_of(const Value& period) { return period.parts->items[0]; }
const Value& to_of(const Value& period) { return period.parts->items[1]; }
bool ends_known(const Value& period) { return !from_of(period).is(Kind::unknown) && !to_of(period).is(Kind::unknown); }

Value made_period(const Value& from, const Value& to) {
  if (from.is(Kind::date) && to.is(Kind::date) && to.word < from.word) return error("reversed-period");
  return period(from, to);
}

Value length_of(const Value& whole) {
  if (from_of(whole).is(Kind::none) || to_of(whole).is(Kind::none)) return error("open-period");
  Sum days;
  days.add(difference(to_of(whole), from_of(whole)));
  days.add(number(Exact(1)));
  return days.finish();
}

Value day_within(const Value& day, const Value& whole) {
  const Value after = from_of(whole).is(Kind::none) ? boolean(true) : less(from_of(whole), day, true);
  const Value before = to_of(whole).is(Kind::none) ? boolean(true) : less(day, to_of(whole), true);
  return both(after, before);
}

// How many different days; every period is closed.
std::int64_t days_in(std::vector<std::pair<Day, Day>> periods) {
  std::sort(periods.begin(), periods.end());
  std::int64_t count = 0;
  Day counted_to = earliest_day - 1;
  for (const auto& [from, to] : periods) {
    const Day begin = std::max(from, counted_to + 1);
    if (to >= begin) count += to - begin + 1;
    counted_to = std::max(counted_to, to);
  }
  return count;
}

Value covered(const Value& periods) {
  if (periods.is(Kind::unknown)) return within(Open::Form::number, {{0, Exact(), false}, {1, {}, false}}, causes_of(periods));
  std::vector<std::pair<Day, Day>> certain, possible;
  Causes causes;
  bool open = false;
  bool limited = true;
  bool open_ended = false;  // only a period that certainly counts must be closed
  for (std::size_t i = 0; i < size_of(periods); ++i) {
    const Value& member = periods.parts->items[i];
    const bool sure = truth_of(periods, i) == Truth::yes;
    if (truth_of(periods, i) == Truth::no) continue;
    if (!sure) join(causes, causes_of(periods, i));
    open = open || !sure;
    if (member.is(Kind::unknown) || !ends_known(member)) {
      open = true;
      limited = false;
      join(causes, member);
      if (member.is(Kind::period)) join(causes, from_of(member));
      if (member.is(Kind::period)) join(causes, to_of(member));
      continue;
    }
    if (!from_of(member).is(Kind::date) || !to_of(member).is(Kind::date)) {
      open_ended = open_ended || sure;
      limited = false;
      continue;
    }
    possible.emplace_back(from_of(member).word, to_of(member).word);
    if (sure) certain.push_back(possible.back());
  }
  if (open_ended) return error("open-period");
  if (!open) return number(Exact(days_in(certain)));
  Bounds bounds;
  bounds.low = {0, Exact(days_in(certain)), false};
  if (limited) bounds.high = {0, Exact(days_in(possible)), false};
  return within(Open::Form::number, bounds, std::move(causes));
}

// An end that is `none` lies beyond every day.
Value common_days(const Value& left, const Value& right) {
  const auto later = [](const Value& x, const Value& y) { return x.is(Kind::none) || (y.is(Kind::date) && x.word < y.word) ? y : x; };
  const auto earlier = [](const Value& x, const Value& y) { return x.is(Kind::none) || (y.is(Kind::date) && y.word < x.word) ? y : x; };
  const Value from = later(from_of(left), from_of(right));
  const Value to = earlier(to_of(left), to_of(right));
  return from.is(Kind::date) && to.is(Kind::date) && to.word < from.word ? none() : period(from, to);
}

}  // namespace

Value Evaluation::period_operation(NodeId id, const std::vector<Value>& arguments) const {
  const Op operation = node(id).op;
  if (operation == Op::period) return made_period(arguments[0], arguments[1]);
  const Value& subject = operation == Op::in_period ? arguments[1] : arguments[0];
  if (subject.is(Kind::none)) return error("none-used");
  if (operation == Op::days_covered) return covered(subject);
  if (subject.is(Kind::unknown) || (operation == Op::period_intersection && arguments[1].is(Kind::unknown))) return open_node(id, arguments);
  switch (operation) {
    case Op::period_from: return from_of(subject);
    case Op::period_to: return to_of(subject);
    case Op::period_days: return length_of(subject);
    case Op::in_period: return arguments[0].is(Kind::none) ? error("none-used") : day_within(arguments[0], subject);
    default: break;
  }
  if (ends_known(arguments[0]) && ends_known(arguments[1])) return common_days(arguments[0], arguments[1]);
  return open_node(id, {from_of(arguments[0]), to_of(arguments[0]), from_of(arguments[1]), to_of(arguments[1])});
}

// ---- working days ----------------------------------------------------------------------------------------------------------------

namespace {

bool all_settled(const Value& days, Causes& causes) {
  bool settled = true;
  for (std::size_t i = 0; i < size_of(days); ++i) {
    settled = settled && days.parts->items[i].is(Kind::date) && truth_of(days, i) != Truth::unknown;
    join(causes, days.parts->items[i]);
    join(causes, causes_of(days, i));
  }
  return settled;
}

Value changed_calendar(const Value& calendar, const Value& holidays, const Value& worked) {
  for (const Value& holiday : holidays.parts->items)
    for (const Value& day : worked.parts->items)
      if (holiday.word == day.word) return error("holiday-and-working");
  Parts parts = *calendar.parts;
  for (const Value* days : {&holidays, &worked})
    for (const Value& day : days->parts->items)
      if (const char* failed = parts.days.change(day.word, days == &worked)) return error(failed);
  return {Kind::calendar, 0, nullptr, std::make_shared<const Parts>(std::move(parts))};
}

}  // namespace

Value Evaluation::working_day(NodeId id, const std::vector<Value>& arguments) const {
  const Op operation = node(id).op;
  if (any(arguments, Kind::none)) return error("none-used");
  if (any(arguments, Kind::unknown)) return open_node(id, arguments);
  if (operation == Op::calendar_with) {
    Causes causes;
    const bool first = all_settled(arguments[1], causes);
    const bool second = all_settled(arguments[2], causes);
    return first && second ? changed_calendar(arguments[0], arguments[1], arguments[2]) : open_node(id, std::move(causes));
  }
  const WorkDays& days = arguments.back().parts->days;
  const Day day = arguments[0].word;
  switch (operation) {
    case Op::working_day_on_or_after: return day_value(days.on_or_after(day));
    case Op::working_day_on_or_before: return day_value(days.on_or_before(day));
    case Op::working_day_after: case Op::working_day_before: {
      const auto count = whole_of(arguments[1]);
      if (!count) return error("fractional-days");
      return day_value(operation == Op::working_day_after ? days.after(day, *count) : days.before(day, *count));
    }
    case Op::working_days_between: {
      const DayResult count = days.between(day, arguments[1].word);
      return count ? number(Exact(count.value)) : error(count.error);
    }
    default: {
      const DayResult worked = days.is_worked(day);
      return worked ? boolean(worked.value == 1) : error(worked.error);
    }
  }
}

}  // namespace norma::checker
