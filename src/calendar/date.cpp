#include "calendar/date.hpp"

#include <array>

#include "calendar/fault.hpp"

namespace norma {
namespace {

constexpr std::int64_t days_per_400_years = 146097;
constexpr std::array<int, 12> month_lengths = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
constexpr std::array<int, 13> days_before_month = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};

/// Days of the complete years 1 … year - 1.
constexpr std::int64_t days_before_year(std::int64_t year) {
  const std::int64_t past = year - 1;
  return past * 365 + past / 4 - past / 100 + past / 400;
}

int days_before(std::int64_t year, int month) {
  const int leap_day = month > 2 && is_leap_year(year) ? 1 : 0;
  return days_before_month[static_cast<std::size_t>(month - 1)] + leap_day;
}

std::int32_t number_of(std::int64_t year, int month, int day) {
  return static_cast<std::int32_t>(Date::first_number + days_before_year(year) + days_before(year, month) + day - 1);
}

/// The year that contains the day `offset` days after 0001-01-01. An estimate that is never too late and at most
/// one year too early is corrected by one comparison.
int year_of_offset(std::int64_t offset) {
  std::int64_t year = offset * 400 / (days_per_400_years + 1) + 1;
  while (offset >= days_before_year(year + 1)) ++year;
  return static_cast<int>(year);
}

/// The two or four digits at `position`, or -1 if one of them is not an ASCII digit.
int read_digits(std::string_view text, std::size_t position, std::size_t count) {
  int value = 0;
  for (std::size_t i = position; i < position + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

void append_padded(std::string& text, int value, std::size_t width) {
  const std::string digits = std::to_string(value);
  text.append(width - digits.size(), '0').append(digits);
}

struct YearMonth {
  std::int64_t year;
  int month;
};

/// Moves a month by `months`; empty if that leaves the years 1 … 9999.
std::optional<YearMonth> move_month(int year, int month, std::int64_t months) {
  constexpr std::int64_t limit = 9999 * 12;
  if (months > limit || months < -limit) return std::nullopt;
  const std::int64_t index = (year - 1) * std::int64_t{12} + (month - 1) + months;
  if (index < 0 || index >= limit) return std::nullopt;
  return YearMonth{index / 12 + 1, static_cast<int>(index % 12) + 1};
}

}  // namespace

std::optional<MonthSpan> MonthSpan::of(std::int64_t years, std::int64_t months) {
  const auto whole_years = MonthSpan(12).times(years);
  return whole_years ? whole_years->plus(MonthSpan(months)) : std::nullopt;
}

std::optional<MonthSpan> MonthSpan::plus(MonthSpan other) const {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(months_, other.months_, &sum)) return std::nullopt;
  return MonthSpan(sum);
}

std::optional<MonthSpan> MonthSpan::negated() const { return times(-1); }

std::optional<MonthSpan> MonthSpan::times(std::int64_t factor) const {
  std::int64_t product = 0;
  if (__builtin_mul_overflow(months_, factor, &product)) return std::nullopt;
  return MonthSpan(product);
}

CalendarResult<Date> Date::from_civil(std::int64_t year, std::int64_t month, std::int64_t day) {
  if (year < 1 || year > 9999) return CalendarFaultKind::out_of_range;
  if (month < 1 || month > 12) return CalendarFaultKind::bad_month;
  if (day < 1 || day > days_in_month(year, static_cast<int>(month))) return CalendarFaultKind::bad_day;
  return Date(number_of(year, static_cast<int>(month), static_cast<int>(day)));
}

CalendarResult<Date> Date::from_day_number(std::int64_t number) {
  if (number < first_number || number > last_number) return CalendarFaultKind::out_of_range;
  return Date(static_cast<std::int32_t>(number));
}

CalendarResult<Date> Date::parse_iso(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return CalendarFaultKind::malformed;
  const int year = read_digits(text, 0, 4);
  const int month = read_digits(text, 5, 2);
  const int day = read_digits(text, 8, 2);
  if (year < 0 || month < 0 || day < 0) return CalendarFaultKind::malformed;
  return from_civil(year, month, day);
}

CivilDay Date::civil() const {
  const std::int64_t offset = std::int64_t{number_} - first_number;
  const int year = year_of_offset(offset);
  const int day_index = static_cast<int>(offset - days_before_year(year));
  int month = day_index / 31 + 1;
  if (month < 12 && day_index >= days_before(year, month + 1)) ++month;
  return {year, month, day_index - days_before(year, month) + 1};
}

int Date::day_of_year() const {
  const std::int64_t offset = std::int64_t{number_} - first_number;
  return static_cast<int>(offset - days_before_year(year_of_offset(offset))) + 1;
}

Weekday Date::weekday() const {
  // 0001-01-01 is a Monday.
  return static_cast<Weekday>((number_ - first_number) % 7 + 1);
}

std::string Date::to_iso() const {
  const CivilDay parts = civil();
  std::string text;
  append_padded(text, parts.year, 4);
  text += '-';
  append_padded(text, parts.month, 2);
  text += '-';
  append_padded(text, parts.day, 2);
  return text;
}

bool is_leap_year(std::int64_t year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int days_in_month(std::int64_t year, int month) {
  if (month == 2 && is_leap_year(year)) return 29;
  return month_lengths[static_cast<std::size_t>(month - 1)];
}

CalendarResult<Date> add_days(Date date, std::int64_t days) {
  std::int64_t number = 0;
  if (__builtin_add_overflow(std::int64_t{date.day_number()}, days, &number)) return CalendarFaultKind::out_of_range;
  return Date::from_day_number(number);
}

CalendarResult<Date> add_months(Date date, MonthSpan span, MonthEndPolicy policy) {
  const CivilDay from = date.civil();
  const auto reached = move_month(from.year, from.month, span.months());
  if (!reached) return CalendarFaultKind::out_of_range;
  const int length = days_in_month(reached->year, reached->month);
  if (from.day <= length) return Date::from_civil(reached->year, reached->month, from.day);
  const auto last_of_month = Date::from_civil(reached->year, reached->month, length);
  switch (policy) {
    case MonthEndPolicy::last_day: return last_of_month;
    case MonthEndPolicy::next_day: return add_days(*last_of_month, 1);
    case MonthEndPolicy::refuse: break;
  }
  return CalendarFault{CalendarFaultKind::no_such_day, *last_of_month};
}

std::int64_t days_between(Date start, Date end) { return std::int64_t{end.day_number()} - start.day_number(); }

}  // namespace norma
