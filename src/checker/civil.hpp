#pragma once
// The checker's own days: year, month and day of the proleptic Gregorian calendar, counted one month and one year at a time.
// Nothing here is shared with the arithmetic of src/calendar.
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "program/program.hpp"

namespace norma::checker {

/// Days from 1970-01-01.
using Day = std::int64_t;

inline constexpr Day earliest_day = -719162;  ///< 0001-01-01
inline constexpr Day latest_day = 2932896;   ///< 9999-12-31

struct Civil { int year = 1970, month = 1, day = 1; };

int month_length(int year, int month);
Day day_of(const Civil& civil);
/// `day` lies between earliest_day and latest_day.
Civil civil_of(Day day);
/// Monday is 0.
int weekday_of(Day day);
std::string text_of_day(Day day);
/// Exactly `YYYY-MM-DD`, an existing day.
std::optional<Day> day_from(std::string_view text);

/// A day, a count or a truth; or the code of the error in its place.
struct DayResult {
  std::int64_t value = 0;
  const char* error = nullptr;
  DayResult(std::int64_t result) : value(result) {}
  static DayResult failed(const char* code) { DayResult result(0); result.error = code; return result; }
  explicit operator bool() const { return error == nullptr; }
};

enum class MonthEnd { last_day, next_day, refuse };

DayResult add_days(Day day, std::int64_t days);
DayResult add_months(Day day, std::int64_t months, MonthEnd policy);

/// Which days are worked: a calendar of the rules read day by day, with changes laid over it. Counting is done here, by stepping.
class WorkDays {
 public:
  WorkDays() = default;
  explicit WorkDays(const WorkingCalendar& calendar) : calendar_(&calendar) {}

  [[nodiscard]] const std::string& name() const { return calendar_->name(); }
  [[nodiscard]] const std::map<Day, bool>& changes() const { return changes_; }
  [[nodiscard]] DayResult is_worked(Day day) const;
  [[nodiscard]] DayResult after(Day day, std::int64_t count) const { return nth(day, count, 1); }
  [[nodiscard]] DayResult before(Day day, std::int64_t count) const { return nth(day, count, -1); }
  [[nodiscard]] DayResult on_or_after(Day day) const { return nth(day - 1, 1, 1); }
  [[nodiscard]] DayResult on_or_before(Day day) const { return nth(day + 1, 1, -1); }
  [[nodiscard]] DayResult between(Day start, Day end) const;
  /// Lays a holiday or a worked day over it; the code of an error, or null.
  const char* change(Day day, bool worked);

 private:
  [[nodiscard]] DayResult nth(Day day, std::int64_t count, int step) const;

  const WorkingCalendar* calendar_ = nullptr;
  std::map<Day, bool> changes_;
};

}  // namespace norma::checker
