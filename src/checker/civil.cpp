#include "checker/civil.hpp"

#include <array>

namespace norma::checker {
namespace {

bool leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

// Days from 0001-01-01 to the first of January of the year.
Day days_before_year(int year) {
  const Day before = year - 1;
  return before * 365 + before / 4 - before / 100 + before / 400;
}

}  // namespace

int month_length(int year, int month) {
  constexpr std::array<int, 12> lengths{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && leap(year) ? 29 : lengths[static_cast<std::size_t>(month - 1)];
}

Day day_of(const Civil& civil) {
  Day day = earliest_day + days_before_year(civil.year) + civil.day - 1;
  for (int month = 1; month < civil.month; ++month) day += month_length(civil.year, month);
  return day;
}

Civil civil_of(Day day) {
  const Day since = day - earliest_day;
  Civil civil;
  civil.year = static_cast<int>(since / 366) + 1;
  while (days_before_year(civil.year + 1) <= since) ++civil.year;
  Day rest = since - days_before_year(civil.year);
  for (civil.month = 1; rest >= month_length(civil.year, civil.month); ++civil.month) rest -= month_length(civil.year, civil.month);
  civil.day = static_cast<int>(rest) + 1;
  return civil;
}

// 0001-01-01 was a Monday.
int weekday_of(Day day) { return static_cast<int>((day - earliest_day) % 7); }

std::string text_of_day(Day day) {
  const Civil civil = civil_of(day);
  const auto digits = [](int value, std::size_t count) {
    std::string text = std::to_string(value);
    return std::string(count > text.size() ? count - text.size() : 0, '0') + text;
  };
  return digits(civil.year, 4) + "-" + digits(civil.month, 2) + "-" + digits(civil.day, 2);
}

std::optional<Day> day_from(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto number = [&](std::size_t at, std::size_t count) {
    int value = 0;
    for (const char c : text.substr(at, count)) {
      if (c < '0' || c > '9') return -1;
      value = value * 10 + (c - '0');
    }
    return value;
  };
  const Civil civil{number(0, 4), number(5, 2), number(8, 2)};
  if (civil.year < 1 || civil.month < 1 || civil.month > 12 || civil.day < 1 || civil.day > month_length(civil.year, civil.month))
    return std::nullopt;
  return day_of(civil);
}

DayResult add_days(Day day, std::int64_t days) {
  const Day moved = day + days;
  return moved < earliest_day || moved > latest_day ? DayResult::failed("date-out-of-range") : DayResult(moved);
}

DayResult add_months(Day day, std::int64_t months, MonthEnd policy) {
  constexpr std::int64_t beyond = 12 * 20'000;
  if (months > beyond || months < -beyond) return DayResult::failed("date-out-of-range");
  const Civil from = civil_of(day);
  const std::int64_t counted = std::int64_t{from.year} * 12 + (from.month - 1) + months;
  if (counted < 12 || counted >= std::int64_t{10'000} * 12) return DayResult::failed("date-out-of-range");
  Civil to{static_cast<int>(counted / 12), static_cast<int>(counted % 12) + 1, from.day};
  const int length = month_length(to.year, to.month);
  if (from.day <= length) return day_of(to);
  if (policy == MonthEnd::refuse) return DayResult::failed("day-does-not-exist");
  to.day = length;
  return policy == MonthEnd::last_day ? DayResult(day_of(to)) : add_days(day_of(to), 1);
}

DayResult WorkDays::is_worked(Day day) const {
  if (day < earliest_day || day > latest_day) return DayResult::failed("date-out-of-range");
  const auto& published = calendar_->published();
  if ((published.from() && day < published.from()->day_number()) || (published.to() && day > published.to()->day_number()))
    return DayResult::failed("outside-calendar");
  if (const auto changed = changes_.find(day); changed != changes_.end()) return changed->second ? 1 : 0;
  return *calendar_->is_working_day(Date::from_day_number(day).value()) ? 1 : 0;
}

DayResult WorkDays::nth(Day day, std::int64_t count, int step) const {
  if (count < 1) return DayResult::failed("bad-count");
  for (;;) {
    day += step;
    const DayResult worked = is_worked(day);
    if (!worked) return worked;
    if (worked.value == 1 && --count == 0) return day;
  }
}

DayResult WorkDays::between(Day start, Day end) const {
  std::int64_t count = 0;
  for (Day day = std::min(start, end) + 1; day <= std::max(start, end); ++day) {
    const DayResult worked = is_worked(day);
    if (!worked) return worked;
    count += worked.value;
  }
  return start <= end ? count : -count;
}

const char* WorkDays::change(Day day, bool worked) {
  if (const DayResult known = is_worked(day); !known) return known.error;
  changes_[day] = worked;
  return nullptr;
}

}  // namespace norma::checker
