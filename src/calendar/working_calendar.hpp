#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "calendar/date.hpp"
#include "calendar/period.hpp"

namespace norma {

/// The weekdays on which work is done, every week alike.
class WeekPattern {
 public:
  constexpr WeekPattern() = default;
  constexpr WeekPattern(std::initializer_list<Weekday> days) {
    for (const Weekday day : days) mask_ = static_cast<std::uint8_t>(mask_ | bit(day));
  }
  static constexpr WeekPattern monday_to_friday() {
    return {Weekday::monday, Weekday::tuesday, Weekday::wednesday, Weekday::thursday, Weekday::friday};
  }
  constexpr bool works_on(Weekday day) const { return (mask_ & bit(day)) != 0; }

  friend bool operator==(const WeekPattern&, const WeekPattern&) = default;

 private:
  static constexpr std::uint8_t bit(Weekday day) {
    return static_cast<std::uint8_t>(1U << (static_cast<unsigned>(day) - 1U));
  }
  std::uint8_t mask_ = 0;
};

/// What a calendar is made from. The lists may be in any order and may repeat a day; a holiday on a day that is off
/// anyway, or a make-up day on a day that is worked anyway, changes nothing.
struct WorkingCalendarData {
  std::string name;
  WeekPattern week = WeekPattern::monday_to_friday();
  /// The days the calendar answers for; a missing end means it answers up to the end of the date range.
  std::optional<Date> published_from;
  std::optional<Date> published_to;
  std::vector<Date> holidays;
  std::vector<Date> make_up_days;
};

/// Which days are worked: a weekly pattern, less holidays, plus make-up working days. Immutable.
///
/// A day outside the published range is never guessed. Each operation states which days it has to look at; if one of
/// them is outside, the fault is `outside_calendar` with the first such day met (or `out_of_range` where the range
/// of dates itself ends), also when the given day itself need not be looked at.
class WorkingCalendar {
 public:
  /// A calendar without a name that knows every day and on which no work is done.
  WorkingCalendar() = default;

  /// Faults: `reversed_period` for the published range; `holiday_and_working` for a day in both lists;
  /// `outside_calendar` for a listed day outside the published range.
  static CalendarResult<WorkingCalendar> make(const WorkingCalendarData& data);

  /// This calendar, changed on the given days: `holidays` are off, `make_up_days` are worked, whatever this calendar
  /// says of them. For calendars built from facts of the case. Faults as for `make`.
  CalendarResult<WorkingCalendar> with(const std::vector<Date>& holidays, const std::vector<Date>& make_up_days) const;

  const std::string& name() const { return name_; }
  const Period& published() const { return published_; }
  const WeekPattern& week() const { return week_; }

  /// Looks at `day`.
  CalendarResult<bool> is_working_day(Date day) const;

  /// The n-th working day strictly later than `day`, whether or not `day` is worked: n = 1 is the next working day
  /// after it. Looks at the days after `day` up to the result. Fault: `bad_count` if n < 1.
  CalendarResult<Date> nth_working_day_after(Date day, std::int64_t n) const;

  /// The n-th working day strictly earlier than `day`. Looks at the days from the result up to the day before `day`.
  CalendarResult<Date> nth_working_day_before(Date day, std::int64_t n) const;

  /// `day` if it is worked, otherwise the next working day. Looks at `day` up to the result.
  CalendarResult<Date> next_working_day_on_or_after(Date day) const;

  /// `day` if it is worked, otherwise the working day before it. Looks at the result up to `day`.
  CalendarResult<Date> previous_working_day_on_or_before(Date day) const;

  /// The number of working days after `start` up to and including `end`: the start does not count, the end does.
  /// If `end` is earlier, minus the number after `end` up to and including `start`. So
  /// between(d, nth_working_day_after(d, n)) is n. Looks at exactly the days counted over; none if both are the same.
  CalendarResult<std::int64_t> working_days_between(Date start, Date end) const;

 private:
  explicit WorkingCalendar(const WorkingCalendarData& data, const Period& published);
  std::optional<CalendarFault> take_exceptions(std::vector<Date> holidays, std::vector<Date> make_up_days);
  std::optional<CalendarFault> check_listed(const std::vector<Date>& days) const;
  std::int64_t first_known() const;
  std::int64_t last_known() const;
  std::int64_t weekly_count_through(std::int64_t number) const;
  std::int64_t count_through(std::int64_t number) const;
  CalendarResult<Date> nth_from(std::int64_t number, std::int64_t n) const;
  CalendarResult<Date> nth_back_from(std::int64_t number, std::int64_t n) const;

  std::string name_;
  WeekPattern week_;
  Period published_;
  /// INVARIANT (EXCEPTIONS): both sorted, without repeats; `removed_` are days the week works, `added_` days it does
  /// not, so each listed day changes the count by exactly one.
  std::vector<Date> removed_;
  std::vector<Date> added_;
};

}  // namespace norma
