#include "calendar/working_calendar.hpp"

#include <catch2/catch.hpp>
#include <string>

using namespace norma;

namespace {

Date day(const char* text) { return *Date::parse_iso(text); }

std::vector<Date> days(std::initializer_list<const char*> texts) {
  std::vector<Date> result;
  for (const char* text : texts) result.push_back(day(text));
  return result;
}

std::string shown(const CalendarResult<Date>& result) {
  return result ? result->to_iso() : describe(result.fault());
}

/// Part of the Chinese calendar: New Year and Spring Festival 2025, National Day 2025; published to the end of 2026.
WorkingCalendar chinese() {
  WorkingCalendarData data;
  data.name = "cn";
  data.published_from = day("2025-01-01");
  data.published_to = day("2026-12-31");
  data.holidays = days({"2025-01-01", "2025-01-28", "2025-01-29", "2025-01-30", "2025-01-31", "2025-02-01",
                        "2025-02-02", "2025-02-03", "2025-02-04", "2025-10-01", "2025-10-02", "2025-10-03",
                        "2025-10-04", "2025-10-05", "2025-10-06", "2025-10-07", "2025-10-08"});
  data.make_up_days = days({"2025-10-11", "2025-01-26", "2025-02-08", "2025-09-28"});
  return *WorkingCalendar::make(data);
}

WorkingCalendar weekdays() {
  WorkingCalendarData data;
  data.name = "weekdays";
  return *WorkingCalendar::make(data);
}

/// The slow reference: one day after the other.
std::int64_t count_one_by_one(const WorkingCalendar& calendar, Date start, Date end) {
  std::int64_t count = 0;
  for (Date at = start; at < end;) {
    at = *add_days(at, 1);
    if (*calendar.is_working_day(at)) ++count;
  }
  return count;
}

}  // namespace

TEST_CASE("a make-up Sunday is worked and a holiday weekday is not") {
  const WorkingCalendar calendar = chinese();
  CHECK(*calendar.is_working_day(day("2025-01-26")));        // Sunday, made up
  CHECK_FALSE(*calendar.is_working_day(day("2025-01-25")));  // plain Saturday
  CHECK(*calendar.is_working_day(day("2025-01-27")));        // plain Monday
  CHECK_FALSE(*calendar.is_working_day(day("2025-01-28")));  // Tuesday, holiday
  CHECK_FALSE(*calendar.is_working_day(day("2025-02-01")));  // Saturday and holiday
}

TEST_CASE("the n-th working day after a day counts strictly later days") {
  const WorkingCalendar calendar = chinese();
  CHECK(shown(calendar.nth_working_day_after(day("2025-01-24"), 1)) == "2025-01-26");
  CHECK(shown(calendar.nth_working_day_after(day("2025-01-24"), 2)) == "2025-01-27");
  CHECK(shown(calendar.nth_working_day_after(day("2025-01-24"), 3)) == "2025-02-05");
  CHECK(shown(calendar.nth_working_day_after(day("2025-01-24"), 6)) == "2025-02-08");
  CHECK(shown(calendar.nth_working_day_after(day("2025-01-24"), 7)) == "2025-02-10");
}

TEST_CASE("counting from a day off starts with the next working day") {
  const WorkingCalendar calendar = chinese();
  CHECK(shown(calendar.nth_working_day_after(day("2025-01-25"), 1)) == "2025-01-26");
  CHECK(shown(calendar.nth_working_day_after(day("2025-01-30"), 1)) == "2025-02-05");
  CHECK(shown(calendar.nth_working_day_before(day("2025-02-02"), 1)) == "2025-01-27");
}

TEST_CASE("the n-th working day before a day counts strictly earlier days") {
  const WorkingCalendar calendar = chinese();
  // Three working days before 10 October 2025: 9 October, then 30 and 29 September across National Day.
  CHECK(shown(calendar.nth_working_day_before(day("2025-10-10"), 1)) == "2025-10-09");
  CHECK(shown(calendar.nth_working_day_before(day("2025-10-10"), 3)) == "2025-09-29");
  CHECK(shown(calendar.nth_working_day_before(day("2025-10-10"), 4)) == "2025-09-28");
  CHECK(shown(calendar.nth_working_day_before(day("2025-10-10"), 5)) == "2025-09-26");
}

TEST_CASE("moving to a working day leaves a working day where it is") {
  const WorkingCalendar calendar = chinese();
  CHECK(shown(calendar.next_working_day_on_or_after(day("2025-01-26"))) == "2025-01-26");
  CHECK(shown(calendar.next_working_day_on_or_after(day("2025-01-28"))) == "2025-02-05");
  CHECK(shown(calendar.previous_working_day_on_or_before(day("2025-02-04"))) == "2025-01-27");
  CHECK(shown(calendar.previous_working_day_on_or_before(day("2025-01-26"))) == "2025-01-26");
}

TEST_CASE("working days between leave out the start and include the end") {
  const WorkingCalendar calendar = chinese();
  CHECK(*calendar.working_days_between(day("2025-01-24"), day("2025-02-08")) == 6);
  CHECK(*calendar.working_days_between(day("2025-02-08"), day("2025-01-24")) == -6);
  CHECK(*calendar.working_days_between(day("2025-01-28"), day("2025-02-04")) == 0);
  CHECK(*calendar.working_days_between(day("2025-01-27"), day("2025-01-27")) == 0);
}

TEST_CASE("a day outside the published range is a fault and not a weekday") {
  const WorkingCalendar calendar = chinese();
  CHECK(calendar.is_working_day(day("2027-01-04")).fault() ==
        CalendarFault{CalendarFaultKind::outside_calendar, day("2027-01-04")});
  CHECK(calendar.is_working_day(day("2024-12-31")).fault().kind == CalendarFaultKind::outside_calendar);
  CHECK(shown(calendar.nth_working_day_after(day("2026-12-31"), 1)) == "2027-01-01 is outside the calendar");
  CHECK(shown(calendar.nth_working_day_after(day("2026-12-30"), 1)) == "2026-12-31");
  CHECK(shown(calendar.nth_working_day_after(day("2026-12-30"), 2)) == "2027-01-01 is outside the calendar");
  CHECK(shown(calendar.nth_working_day_before(day("2025-01-02"), 1)) == "2024-12-31 is outside the calendar");
  CHECK(shown(calendar.next_working_day_on_or_after(day("2027-01-01"))) == "2027-01-01 is outside the calendar");
  CHECK(shown(calendar.nth_working_day_after(day("2030-01-01"), 1)) == "2030-01-02 is outside the calendar");
}

TEST_CASE("only the days counted over need be published") {
  const WorkingCalendar calendar = chinese();
  CHECK(shown(calendar.nth_working_day_after(day("2024-12-31"), 1)) == "2025-01-02");
  CHECK(shown(calendar.nth_working_day_before(day("2027-01-01"), 1)) == "2026-12-31");
  CHECK(*calendar.working_days_between(day("2024-12-31"), day("2025-01-03")) == 2);
  CHECK(calendar.working_days_between(day("2024-12-30"), day("2025-01-03")).fault() ==
        CalendarFault{CalendarFaultKind::outside_calendar, day("2024-12-31")});
  CHECK(calendar.working_days_between(day("2026-12-31"), day("2027-01-01")).fault() ==
        CalendarFault{CalendarFaultKind::outside_calendar, day("2027-01-01")});
  CHECK(calendar.working_days_between(day("2027-01-01"), day("2027-01-01")).has_value());
}

TEST_CASE("the zeroth working day is refused") {
  CHECK(chinese().nth_working_day_after(day("2025-01-24"), 0).fault().kind == CalendarFaultKind::bad_count);
  CHECK(chinese().nth_working_day_before(day("2025-01-24"), -1).fault().kind == CalendarFaultKind::bad_count);
}

TEST_CASE("a calendar without an end stops at the end of dates") {
  const WorkingCalendar calendar = weekdays();
  CHECK(shown(calendar.nth_working_day_after(day("9999-12-30"), 1)) == "9999-12-31");  // a Friday
  CHECK(calendar.nth_working_day_after(day("9999-12-31"), 1).fault().kind == CalendarFaultKind::out_of_range);
  CHECK(calendar.nth_working_day_before(day("0001-01-01"), 1).fault().kind == CalendarFaultKind::out_of_range);
  CHECK(shown(calendar.nth_working_day_before(day("0001-01-02"), 1)) == "0001-01-01");
}

TEST_CASE("a week without working days never finds one") {
  WorkingCalendarData data;
  data.week = WeekPattern{};
  const WorkingCalendar calendar = *WorkingCalendar::make(data);
  CHECK(calendar.next_working_day_on_or_after(day("2025-01-01")).fault().kind == CalendarFaultKind::out_of_range);
}

TEST_CASE("a contradictory or unpublished exception is refused") {
  WorkingCalendarData data;
  data.holidays = days({"2025-05-01", "2025-05-02"});
  data.make_up_days = days({"2025-05-02"});
  CHECK(WorkingCalendar::make(data).fault() ==
        CalendarFault{CalendarFaultKind::holiday_and_working, day("2025-05-02")});
  data.make_up_days = days({"2025-05-10"});
  data.published_to = day("2025-05-09");
  CHECK(WorkingCalendar::make(data).fault() == CalendarFault{CalendarFaultKind::outside_calendar, day("2025-05-10")});
  data.published_from = day("2025-05-10");
  CHECK(WorkingCalendar::make(data).fault().kind == CalendarFaultKind::reversed_period);
}

TEST_CASE("facts of the case are laid over a weekly pattern") {
  const auto calendar = weekdays().with(days({"2025-01-28", "2025-01-28"}), days({"2025-01-26"}));
  REQUIRE(calendar.has_value());
  CHECK(shown(calendar->nth_working_day_after(day("2025-01-25"), 1)) == "2025-01-26");
  CHECK(shown(calendar->nth_working_day_after(day("2025-01-27"), 1)) == "2025-01-29");
  CHECK(weekdays().with(days({"2025-01-28"}), days({"2025-01-28"})).fault().kind ==
        CalendarFaultKind::holiday_and_working);
}

TEST_CASE("later exceptions decide over earlier ones") {
  const auto changed = chinese().with(days({"2025-01-26", "2025-01-27"}), days({"2025-01-28", "2025-02-01"}));
  REQUIRE(changed.has_value());
  CHECK_FALSE(*changed->is_working_day(day("2025-01-26")));
  CHECK_FALSE(*changed->is_working_day(day("2025-01-27")));
  CHECK(*changed->is_working_day(day("2025-01-28")));
  CHECK(*changed->is_working_day(day("2025-02-01")));
  CHECK(*changed->working_days_between(day("2025-01-24"), day("2025-02-04")) == 2);
}

TEST_CASE("counting agrees with walking day by day") {
  const WorkingCalendar calendar = chinese();
  const Date start = day("2025-01-01");
  for (Date end = start; end < day("2025-12-31"); end = *add_days(end, 1)) {
    const std::int64_t count = count_one_by_one(calendar, start, end);
    REQUIRE(*calendar.working_days_between(start, end) == count);
    if (count > 0 && *calendar.is_working_day(end)) {
      REQUIRE(*calendar.nth_working_day_after(start, count) == end);
      REQUIRE(*calendar.nth_working_day_before(*add_days(end, 1), 1) == end);
      REQUIRE(*calendar.nth_working_day_before(*add_days(end, 1), count) == day("2025-01-02"));
    }
  }
}
