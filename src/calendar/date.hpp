#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace norma {

template <class Value>
class CalendarResult;

/// ISO 8601 numbering: Monday is 1, Sunday is 7.
enum class Weekday : std::uint8_t { monday = 1, tuesday, wednesday, thursday, friday, saturday, sunday };

/// What to do when adding months reaches a month that lacks the day (31 January + 1 month). There is no default:
/// a package declares its policy, or an expression names one (charter 3.3).
enum class MonthEndPolicy : std::uint8_t {
  last_day,  ///< the last day of the month reached
  next_day,  ///< the first day of the month after it
  refuse,    ///< a fault
};

/// Year, month and day as people write them.
struct CivilDay {
  int year = 1970;
  int month = 1;
  int day = 1;

  friend bool operator==(const CivilDay&, const CivilDay&) = default;
};

/// A calendar span in months; years are twelve months. Signed. Spans compare among themselves only: how many days
/// a span has depends on the day it starts from.
class MonthSpan {
 public:
  constexpr MonthSpan() = default;
  static constexpr MonthSpan of_months(std::int64_t months) { return MonthSpan(months); }
  /// `years` years and `months` months; empty if the total does not fit 64 bits.
  static std::optional<MonthSpan> of(std::int64_t years, std::int64_t months);

  constexpr std::int64_t months() const { return months_; }
  std::optional<MonthSpan> plus(MonthSpan other) const;
  std::optional<MonthSpan> negated() const;
  std::optional<MonthSpan> times(std::int64_t factor) const;

  friend auto operator<=>(const MonthSpan&, const MonthSpan&) = default;

 private:
  explicit constexpr MonthSpan(std::int64_t months) : months_(months) {}
  std::int64_t months_ = 0;
};

/// A day of the proleptic Gregorian calendar between 0001-01-01 and 9999-12-31. It has no time of day and no time
/// zone. INVARIANT (DATE-RANGE): `first_number <= day_number() <= last_number`.
class Date {
 public:
  static constexpr std::int32_t first_number = -719162;  ///< 0001-01-01
  static constexpr std::int32_t last_number = 2932896;   ///< 9999-12-31

  /// 1970-01-01.
  constexpr Date() = default;
  static constexpr Date first() { return Date(first_number); }
  static constexpr Date last() { return Date(last_number); }

  /// Faults: `out_of_range` (year not 1 … 9999), `bad_month`, `bad_day`. Nothing rolls over.
  static CalendarResult<Date> from_civil(std::int64_t year, std::int64_t month, std::int64_t day);
  /// Days from 1970-01-01. Fault: `out_of_range`.
  static CalendarResult<Date> from_day_number(std::int64_t number);
  /// Reads exactly `YYYY-MM-DD`. Faults: `malformed`, `out_of_range` (year 0000), `bad_month`, `bad_day`.
  static CalendarResult<Date> parse_iso(std::string_view text);

  constexpr std::int32_t day_number() const { return number_; }
  CivilDay civil() const;
  int year() const { return civil().year; }
  int month() const { return civil().month; }
  int day() const { return civil().day; }
  /// 1 … 366.
  int day_of_year() const;
  Weekday weekday() const;
  std::string to_iso() const;

  friend constexpr auto operator<=>(const Date&, const Date&) = default;

 private:
  explicit constexpr Date(std::int32_t number) : number_(number) {}
  std::int32_t number_ = 0;
};

bool is_leap_year(std::int64_t year);
/// Precondition: `month` is 1 … 12.
int days_in_month(std::int64_t year, int month);

/// `date` moved by `days` days, which may be negative. Fault: `out_of_range`.
CalendarResult<Date> add_days(Date date, std::int64_t days);

/// `date` moved by the whole span at once, never month by month, so 31 January + 2 months is 31 March under every
/// policy. Where the month reached lacks the day, `policy` decides, forwards and backwards alike.
/// Faults: `out_of_range`; `no_such_day` (naming the last day of the month reached) under `refuse`.
CalendarResult<Date> add_months(Date date, MonthSpan span, MonthEndPolicy policy);

/// Days from `start` to `end`: negative if `end` is earlier, 0 for the same day.
std::int64_t days_between(Date start, Date end);

}  // namespace norma

template <>
struct std::hash<norma::Date> {
  std::size_t operator()(norma::Date date) const noexcept { return std::hash<std::int32_t>{}(date.day_number()); }
};

// The result type needs a complete Date; including it here spares callers a second include.
#include "calendar/fault.hpp"
