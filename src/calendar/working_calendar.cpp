#include "calendar/working_calendar.hpp"

#include <algorithm>
#include <iterator>

#include "calendar/fault.hpp"

namespace norma {
namespace {

void sort_without_repeats(std::vector<Date>& days) {
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
}

std::optional<Date> first_common(const std::vector<Date>& a, const std::vector<Date>& b) {
  std::vector<Date> common;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(common));
  return common.empty() ? std::nullopt : std::optional<Date>(common.front());
}

std::vector<Date> united(const std::vector<Date>& a, const std::vector<Date>& b) {
  std::vector<Date> result;
  std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(result));
  return result;
}

std::vector<Date> without(const std::vector<Date>& a, const std::vector<Date>& b) {
  std::vector<Date> result;
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(result));
  return result;
}

/// How many of the sorted `days` are not later than day `number`.
std::int64_t count_up_to(const std::vector<Date>& days, std::int64_t number) {
  const auto end = std::upper_bound(days.begin(), days.end(), number,
                                    [](std::int64_t value, Date day) { return value < day.day_number(); });
  return end - days.begin();
}

bool is_listed(const std::vector<Date>& days, Date day) { return std::binary_search(days.begin(), days.end(), day); }

/// The fault for having to look at day `number`, which the calendar does not know.
CalendarFault unknown_day(std::int64_t number) {
  const auto day = Date::from_day_number(number);
  if (!day) return {CalendarFaultKind::out_of_range, std::nullopt};
  return {CalendarFaultKind::outside_calendar, *day};
}

}  // namespace

WorkingCalendar::WorkingCalendar(const WorkingCalendarData& data, const Period& published)
    : name_(data.name), week_(data.week), published_(published) {}

CalendarResult<WorkingCalendar> WorkingCalendar::make(const WorkingCalendarData& data) {
  const auto published = Period::make(data.published_from, data.published_to);
  if (!published) return published.fault();
  WorkingCalendar calendar(data, *published);
  if (const auto fault = calendar.take_exceptions(data.holidays, data.make_up_days)) return *fault;
  return calendar;
}

CalendarResult<WorkingCalendar> WorkingCalendar::with(const std::vector<Date>& holidays,
                                                      const std::vector<Date>& make_up_days) const {
  WorkingCalendar changed = *this;
  if (const auto fault = changed.take_exceptions(holidays, make_up_days)) return *fault;
  return changed;
}

/// Lays the lists over the exceptions already there; keeps EXCEPTIONS.
std::optional<CalendarFault> WorkingCalendar::take_exceptions(std::vector<Date> holidays,
                                                              std::vector<Date> make_up_days) {
  sort_without_repeats(holidays);
  sort_without_repeats(make_up_days);
  if (const auto day = first_common(holidays, make_up_days)) {
    return CalendarFault{CalendarFaultKind::holiday_and_working, *day};
  }
  if (const auto fault = check_listed(holidays)) return fault;
  if (const auto fault = check_listed(make_up_days)) return fault;
  const std::vector<Date> off = united(without(removed_, make_up_days), holidays);
  const std::vector<Date> on = united(without(added_, holidays), make_up_days);
  const auto works = [this](Date day) { return week_.works_on(day.weekday()); };
  removed_.clear();
  added_.clear();
  std::copy_if(off.begin(), off.end(), std::back_inserter(removed_), works);
  std::copy_if(on.begin(), on.end(), std::back_inserter(added_), [&](Date day) { return !works(day); });
  return std::nullopt;
}

std::optional<CalendarFault> WorkingCalendar::check_listed(const std::vector<Date>& days) const {
  for (const Date day : days) {
    if (!published_.contains(day)) return CalendarFault{CalendarFaultKind::outside_calendar, day};
  }
  return std::nullopt;
}

std::int64_t WorkingCalendar::first_known() const { return published_.from().value_or(Date::first()).day_number(); }

std::int64_t WorkingCalendar::last_known() const { return published_.to().value_or(Date::last()).day_number(); }

/// Days worked by the weekly pattern alone from 0001-01-01, a Monday, up to and including day `number`.
std::int64_t WorkingCalendar::weekly_count_through(std::int64_t number) const {
  const std::int64_t days = number - Date::first_number + 1;
  std::int64_t per_week = 0;
  std::int64_t in_last_week = 0;
  for (int index = 0; index < 7; ++index) {
    if (!week_.works_on(static_cast<Weekday>(index + 1))) continue;
    ++per_week;
    if (index < days % 7) ++in_last_week;
  }
  return days / 7 * per_week + in_last_week;
}

/// Working days from 0001-01-01 up to and including day `number`, taking the pattern to hold before the published
/// range; only differences within the range are used.
std::int64_t WorkingCalendar::count_through(std::int64_t number) const {
  return weekly_count_through(number) - count_up_to(removed_, number) + count_up_to(added_, number);
}

/// The n-th working day among day `number` and later ones.
CalendarResult<Date> WorkingCalendar::nth_from(std::int64_t number, std::int64_t n) const {
  if (n < 1) return CalendarFaultKind::bad_count;
  if (number < first_known() || number > last_known()) return unknown_day(number);
  const std::int64_t before = count_through(number - 1);
  if (count_through(last_known()) - before < n) return unknown_day(last_known() + 1);
  std::int64_t low = number;
  std::int64_t high = last_known();
  while (low < high) {  // the first day whose count reaches n is in low … high
    const std::int64_t middle = low + (high - low) / 2;
    if (count_through(middle) - before >= n) high = middle;
    else low = middle + 1;
  }
  return Date::from_day_number(low);
}

/// The n-th working day among day `number` and earlier ones, counted backwards.
CalendarResult<Date> WorkingCalendar::nth_back_from(std::int64_t number, std::int64_t n) const {
  if (n < 1) return CalendarFaultKind::bad_count;
  if (number < first_known() || number > last_known()) return unknown_day(number);
  const std::int64_t through = count_through(number);
  const std::int64_t available = through - count_through(first_known() - 1);
  if (available < n) return unknown_day(first_known() - 1);
  return nth_from(first_known(), available - n + 1);
}

CalendarResult<bool> WorkingCalendar::is_working_day(Date day) const {
  if (!published_.contains(day)) return unknown_day(day.day_number());
  if (is_listed(added_, day)) return true;
  return week_.works_on(day.weekday()) && !is_listed(removed_, day);
}

CalendarResult<Date> WorkingCalendar::nth_working_day_after(Date day, std::int64_t n) const {
  return nth_from(std::int64_t{day.day_number()} + 1, n);
}

CalendarResult<Date> WorkingCalendar::nth_working_day_before(Date day, std::int64_t n) const {
  return nth_back_from(std::int64_t{day.day_number()} - 1, n);
}

CalendarResult<Date> WorkingCalendar::next_working_day_on_or_after(Date day) const {
  return nth_from(day.day_number(), 1);
}

CalendarResult<Date> WorkingCalendar::previous_working_day_on_or_before(Date day) const {
  return nth_back_from(day.day_number(), 1);
}

CalendarResult<std::int64_t> WorkingCalendar::working_days_between(Date start, Date end) const {
  if (start == end) return std::int64_t{0};
  const std::int64_t low = std::min(start, end).day_number();
  const std::int64_t high = std::max(start, end).day_number();
  if (low + 1 < first_known() || low + 1 > last_known()) return unknown_day(low + 1);
  if (high > last_known()) return unknown_day(last_known() + 1);
  const std::int64_t count = count_through(high) - count_through(low);
  return start < end ? count : -count;
}

}  // namespace norma
