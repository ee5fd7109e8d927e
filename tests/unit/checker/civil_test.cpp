#include <catch2/catch.hpp>

#include "checker/civil.hpp"

namespace norma::checker {
namespace {

Day day(std::string_view text) {
  const auto read = day_from(text);
  REQUIRE(read);
  return *read;
}

std::string plus_months(std::string_view from, std::int64_t months, MonthEnd policy) {
  const DayResult moved = add_months(day(from), months, policy);
  return moved ? text_of_day(moved.value) : moved.error;
}

TEST_CASE("days are counted from 1970-01-01") {
  CHECK(day("1970-01-01") == 0);
  CHECK(day("1970-03-01") == 59);
  CHECK(day("1969-12-31") == -1);
  CHECK(day("2000-01-01") == 10'957);  // 30 years, 7 leap days
  CHECK(day("0001-01-01") == earliest_day);
  CHECK(day("9999-12-31") == latest_day);
}

TEST_CASE("every day of four centuries comes back, one after the other") {
  Day expected = day("1899-12-31");
  for (int year = 1900; year < 2300; ++year)
    for (int month = 1; month <= 12; ++month)
      for (int of_month = 1; of_month <= month_length(year, month); ++of_month) {
        const Day found = day_of({year, month, of_month});
        if (found != ++expected) FAIL(year << "-" << month << "-" << of_month);
        const Civil back = civil_of(found);
        if (back.year != year || back.month != month || back.day != of_month) FAIL(found);
      }
}

TEST_CASE("weekdays begin with Monday") {
  CHECK(weekday_of(day("1970-01-01")) == 3);
  CHECK(weekday_of(day("2026-03-01")) == 6);
  CHECK(weekday_of(day("0001-01-01")) == 0);
}

TEST_CASE("a text that is no existing day is refused") {
  for (const char* text : {"2026-02-29", "2026-13-01", "2026-00-10", "0000-01-01", "2026-1-01", "2026-01-1x", "", "1900-02-29"}) {
    INFO(text);
    CHECK_FALSE(day_from(text));
  }
  CHECK(day_from("2000-02-29"));
}

TEST_CASE("months are added at once, and the policy decides where the day is missing") {
  CHECK(plus_months("2026-01-31", 1, MonthEnd::last_day) == "2026-02-28");
  CHECK(plus_months("2026-01-31", 1, MonthEnd::next_day) == "2026-03-01");
  CHECK(plus_months("2026-01-31", 1, MonthEnd::refuse) == "day-does-not-exist");
  CHECK(plus_months("2026-01-31", 2, MonthEnd::refuse) == "2026-03-31");
  CHECK(plus_months("2024-02-29", 12, MonthEnd::last_day) == "2025-02-28");
  CHECK(plus_months("2024-02-29", -48, MonthEnd::refuse) == "2020-02-29");
  CHECK(plus_months("2024-02-29", -12, MonthEnd::next_day) == "2023-03-01");
  CHECK(plus_months("9999-12-01", 1, MonthEnd::last_day) == "date-out-of-range");
  CHECK(plus_months("0001-01-31", -1, MonthEnd::last_day) == "date-out-of-range");
}

TEST_CASE("working days are counted past holidays and over days worked instead") {
  WorkingCalendarData data;
  data.name = "office";
  data.published_from = *Date::parse_iso("2026-01-01");
  data.published_to = *Date::parse_iso("2026-12-31");
  data.holidays = {*Date::parse_iso("2026-03-04")};
  data.make_up_days = {*Date::parse_iso("2026-03-07")};  // a Saturday
  const auto calendar = WorkingCalendar::make(data);
  REQUIRE(calendar);
  WorkDays days(*calendar);
  CHECK(text_of_day(days.after(day("2026-03-03"), 1).value) == "2026-03-05");
  CHECK(text_of_day(days.after(day("2026-03-03"), 3).value) == "2026-03-07");
  CHECK(text_of_day(days.before(day("2026-03-05"), 1).value) == "2026-03-03");
  CHECK(text_of_day(days.on_or_after(day("2026-03-04")).value) == "2026-03-05");
  CHECK(text_of_day(days.on_or_before(day("2026-03-08")).value) == "2026-03-07");
  CHECK(days.between(day("2026-03-02"), day("2026-03-09")).value == 5);
  CHECK(days.between(day("2026-03-09"), day("2026-03-02")).value == -5);
  CHECK(std::string(days.after(day("2026-12-31"), 1).error) == "outside-calendar");
  CHECK(std::string(days.after(day("2026-03-03"), 0).error) == "bad-count");
  CHECK(days.change(day("2026-03-09"), false) == nullptr);
  CHECK(text_of_day(days.after(day("2026-03-08"), 1).value) == "2026-03-10");
  CHECK(std::string(days.change(day("2027-01-01"), true)) == "outside-calendar");
}

}  // namespace
}  // namespace norma::checker
