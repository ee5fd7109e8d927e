#include "calendar/date.hpp"

#include <catch2/catch.hpp>
#include <limits>
#include <string>

using namespace norma;

namespace {

Date day(const char* text) { return *Date::parse_iso(text); }

CalendarFaultKind parse_fault(const std::string& text) {
  const auto result = Date::parse_iso(text);
  REQUIRE_FALSE(result.has_value());
  return result.fault().kind;
}

std::string moved(const char* text, std::int64_t months, MonthEndPolicy policy) {
  const auto result = add_months(day(text), MonthSpan::of_months(months), policy);
  return result ? result->to_iso() : describe(result.fault());
}

constexpr auto last_day = MonthEndPolicy::last_day;
constexpr auto next_day = MonthEndPolicy::next_day;
constexpr auto refuse = MonthEndPolicy::refuse;

}  // namespace

TEST_CASE("a date is read from YYYY-MM-DD and printed the same") {
  for (const char* text : {"0001-01-01", "1900-02-28", "1970-01-01", "2000-02-29", "2024-02-29", "9999-12-31"}) {
    CHECK(day(text).to_iso() == text);
  }
}

TEST_CASE("a day that does not exist is refused and does not roll over") {
  CHECK(parse_fault("2023-02-29") == CalendarFaultKind::bad_day);
  CHECK(parse_fault("2024-02-30") == CalendarFaultKind::bad_day);
  CHECK(parse_fault("1900-02-29") == CalendarFaultKind::bad_day);
  CHECK(parse_fault("2024-04-31") == CalendarFaultKind::bad_day);
  CHECK(parse_fault("2024-01-00") == CalendarFaultKind::bad_day);
  CHECK(parse_fault("2024-13-01") == CalendarFaultKind::bad_month);
  CHECK(parse_fault("2024-00-10") == CalendarFaultKind::bad_month);
  CHECK(parse_fault("0000-01-01") == CalendarFaultKind::out_of_range);
  CHECK(parse_fault("0000-00-00") == CalendarFaultKind::out_of_range);
}

TEST_CASE("any other notation of a date is malformed") {
  for (const char* text : {"", "24-1-1", "2024-1-5", "05/01/2024", "10000-01-01", "2024-W01-1", "2024-366", "45296",
                           "2024-01-05T00:00:00+14:00", " 2024-01-05", "2024-01-05 ", "2024-01-5 ", "-024-01-05",
                           "+024-01-05", "2024/01/05", "2024-01-0x"}) {
    INFO(text);
    CHECK(parse_fault(text) == CalendarFaultKind::malformed);
  }
  CHECK(parse_fault("２024-01") == CalendarFaultKind::malformed);  // full-width digit, ten bytes in all
  CHECK(parse_fault(std::string("2024-01-0\0", 10)) == CalendarFaultKind::malformed);
}

TEST_CASE("day numbers count from 1970-01-01") {
  CHECK(day("1970-01-01").day_number() == 0);
  CHECK(day("1969-12-31").day_number() == -1);
  CHECK(day("2000-03-01").day_number() == 30 * 365 + 7 + 31 + 29);  // leap days 1972 … 1996
  CHECK(Date::first() == day("0001-01-01"));
  CHECK(Date::last() == day("9999-12-31"));
  CHECK(Date::from_day_number(Date::last_number + 1).fault().kind == CalendarFaultKind::out_of_range);
  CHECK(Date::from_day_number(Date::first_number - 1).fault().kind == CalendarFaultKind::out_of_range);
}

TEST_CASE("every month of the range has its length and the next day follows") {
  std::int32_t number = Date::first_number;
  for (int year = 1; year <= 9999; ++year) {
    for (int month = 1; month <= 12; ++month) {
      REQUIRE(Date::from_civil(year, month, 1)->day_number() == number);
      number += days_in_month(year, month);
      REQUIRE(Date::from_day_number(number - 1)->civil() == CivilDay{year, month, days_in_month(year, month)});
    }
  }
  CHECK(number == Date::last_number + 1);
}

TEST_CASE("weekdays are numbered from Monday") {
  CHECK(day("1970-01-01").weekday() == Weekday::thursday);
  CHECK(day("2025-01-26").weekday() == Weekday::sunday);
  CHECK(day("2025-01-27").weekday() == Weekday::monday);
  CHECK(day("0001-01-01").weekday() == Weekday::monday);
  CHECK(static_cast<int>(day("2025-01-26").weekday()) == 7);
}

TEST_CASE("the day of the year counts 29 February") {
  CHECK(day("2023-12-31").day_of_year() == 365);
  CHECK(day("2024-12-31").day_of_year() == 366);
  CHECK(day("2024-03-01").day_of_year() == 61);
  CHECK(day("2024-01-01").day_of_year() == 1);
}

TEST_CASE("adding days stops at the ends of the range") {
  CHECK(add_days(day("2023-12-31"), 60)->to_iso() == "2024-02-29");
  CHECK(add_days(day("2024-03-01"), -1)->to_iso() == "2024-02-29");
  CHECK(add_days(day("9999-12-31"), 1).fault().kind == CalendarFaultKind::out_of_range);
  CHECK(add_days(day("0001-01-01"), -1).fault().kind == CalendarFaultKind::out_of_range);
  CHECK(add_days(day("2024-01-01"), std::numeric_limits<std::int64_t>::max()).fault().kind ==
        CalendarFaultKind::out_of_range);
  CHECK(add_days(day("1969-01-01"), std::numeric_limits<std::int64_t>::min()).fault().kind ==
        CalendarFaultKind::out_of_range);
  CHECK(days_between(day("2024-02-28"), day("2024-03-01")) == 2);
  CHECK(days_between(day("2024-03-01"), day("2024-02-28")) == -2);
}

TEST_CASE("31 January plus one month follows the policy") {
  CHECK(moved("2023-01-31", 1, last_day) == "2023-02-28");
  CHECK(moved("2024-01-31", 1, last_day) == "2024-02-29");
  CHECK(moved("2023-01-31", 1, next_day) == "2023-03-01");
  CHECK(moved("2023-01-31", 1, refuse) == "2023-02-28 is the last day of the month reached");
  CHECK(moved("2023-01-28", 1, refuse) == "2023-02-28");
}

TEST_CASE("29 February plus one year follows the policy") {
  CHECK(moved("2024-02-29", 12, last_day) == "2025-02-28");
  CHECK(moved("2024-02-29", 12, next_day) == "2025-03-01");
  CHECK(add_months(day("2024-02-29"), MonthSpan::of_months(12), refuse).fault().kind == CalendarFaultKind::no_such_day);
  CHECK(moved("2024-02-29", 48, refuse) == "2028-02-29");
  CHECK(moved("2096-02-29", 48, last_day) == "2100-02-28");
}

TEST_CASE("a span is added at once, not month by month") {
  const auto step = MonthSpan::of_months(1);
  const Date once = *add_months(day("2023-01-31"), step, last_day);
  CHECK(add_months(once, step, last_day)->to_iso() == "2023-03-28");
  CHECK(moved("2023-01-31", 2, last_day) == "2023-03-31");
  CHECK(moved("2023-01-31", 2, refuse) == "2023-03-31");
}

TEST_CASE("months are subtracted under the same policies") {
  CHECK(moved("2026-09-30", -6, refuse) == "2026-03-30");
  CHECK(moved("2026-08-31", -6, last_day) == "2026-02-28");
  CHECK(moved("2026-08-31", -6, next_day) == "2026-03-01");
  CHECK(moved("2026-01-15", -1, refuse) == "2025-12-15");
  CHECK(moved("2026-01-15", -13, refuse) == "2024-12-15");
}

TEST_CASE("adding months stops at the ends of the range") {
  CHECK(moved("9999-11-30", 1, refuse) == "9999-12-30");
  CHECK(add_months(day("9999-12-01"), MonthSpan::of_months(1), last_day).fault().kind == CalendarFaultKind::out_of_range);
  CHECK(add_months(day("0001-01-31"), MonthSpan::of_months(-1), last_day).fault().kind == CalendarFaultKind::out_of_range);
  CHECK(moved("0001-01-01", 9998 * 12 + 11, refuse) == "9999-12-01");
  const auto huge = MonthSpan::of_months(std::numeric_limits<std::int64_t>::min());
  CHECK(add_months(day("2024-01-01"), huge, last_day).fault().kind == CalendarFaultKind::out_of_range);
}

TEST_CASE("span arithmetic is checked") {
  CHECK(MonthSpan::of(3, 6)->months() == 42);
  CHECK(*MonthSpan::of(1, 0) == MonthSpan::of_months(12));
  CHECK(MonthSpan::of_months(11) < *MonthSpan::of(1, 0));
  CHECK(MonthSpan::of_months(5).times(-3)->months() == -15);
  CHECK_FALSE(MonthSpan::of(std::numeric_limits<std::int64_t>::max(), 0).has_value());
  CHECK_FALSE(MonthSpan::of_months(std::numeric_limits<std::int64_t>::min()).negated().has_value());
  CHECK_FALSE(MonthSpan::of_months(std::numeric_limits<std::int64_t>::max()).plus(MonthSpan::of_months(1)).has_value());
}
