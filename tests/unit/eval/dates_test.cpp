#include "fixture.hpp"

using namespace norma;
using namespace norma::eval;

namespace {
struct DateFixture : Fixture {
  TypeId date_type = b.simple(TypeKind::date);
  NodeId day(int year, int month, int dom) { return b.date_node(Date::from_civil(year, month, dom).value()); }
  NodeId dated(Op operation, std::vector<NodeId> children, std::uint32_t a = 0) { return b.add(operation, date_type, children, a); }
  NodeId policy(MonthEndPolicy policy) { return b.policy_node(policy); }
  NodeId unknown_day(int first_year, int last_year) {
    Type type;
    type.kind = TypeKind::date;
    type.earliest = Date::from_civil(first_year, 1, 1).value();
    type.latest = Date::from_civil(last_year, 12, 31).value();
    return fact("signed_on", b.type(type));
  }
};
}  // namespace

TEST_CASE_METHOD(DateFixture, "spans follow the policy of the month's end") {
  const NodeId leap = day(2024, 2, 29);
  CHECK(show(dated(Op::date_add_span, {leap, b.span_node(12), policy(MonthEndPolicy::last_day)})) == "2025-02-28");
  CHECK(show(dated(Op::date_add_span, {leap, b.span_node(12), policy(MonthEndPolicy::next_day)})) == "2025-03-01");
  CHECK(show(dated(Op::date_add_span, {leap, b.span_node(12), policy(MonthEndPolicy::refuse)})) == "error(day-does-not-exist)");
  CHECK(show(dated(Op::date_add_span, {day(2025, 3, 31), b.span_node(1), policy(MonthEndPolicy::last_day)}, 1)) == "2025-02-28");
}

TEST_CASE_METHOD(DateFixture, "days are whole") {
  CHECK(show(dated(Op::date_add_days, {day(2026, 3, 1), n(90)})) == "2026-05-30");
  CHECK(show(dated(Op::date_add_days, {day(2026, 3, 1), n(Number::ratio(1, 2))})) == "error(fractional-days)");
  CHECK(show(dated(Op::date_add_days, {day(9999, 12, 31), n(1)})) == "error(date-out-of-range)");
  CHECK(show(op(Op::date_difference, {day(2026, 3, 1), day(2026, 2, 1)})) == "28");
  CHECK(show(op(Op::date_year, {day(2026, 3, 1)})) == "2026");
  const EnumId weekday = b.program().weekday_enum;
  CHECK(show(b.add(Op::date_weekday, b.enumeration(weekday), {day(2026, 3, 1)})) == "sunday");
}

TEST_CASE_METHOD(DateFixture, "an unknown date carries its bounds") {
  const NodeId signed_on = unknown_day(2020, 2021);
  const NodeId expires = dated(Op::date_add_span, {signed_on, b.span_node(36), policy(MonthEndPolicy::last_day)});
  CHECK(show(condition(Op::less, {expires, day(2025, 1, 1)})) == "true");
  CHECK(show(condition(Op::less, {expires, day(2023, 6, 1)})) == "unknown");
  CHECK(bounds(op(Op::date_year, {signed_on})) == "[2020 .. 2021] signed_on");
}

TEST_CASE_METHOD(DateFixture, "periods include both ends") {
  const NodeId year = b.add(Op::period, b.simple(TypeKind::period), {day(2026, 1, 1), day(2026, 12, 31)});
  CHECK(show(year) == "2026-01-01 .. 2026-12-31");
  CHECK(show(op(Op::period_days, {year})) == "365");
  CHECK(show(condition(Op::in_period, {day(2026, 12, 31), year})) == "true");
  CHECK(show(condition(Op::in_period, {day(2027, 1, 1), year})) == "false");
  const NodeId open = b.add(Op::period, b.simple(TypeKind::period), {day(2026, 7, 1), b.none_node()});
  CHECK(show(condition(Op::overlaps, {year, open})) == "true");
  CHECK(show(op(Op::period_days, {open})) == "error(open-period)");
  CHECK(show(b.add(Op::period_intersection, b.simple(TypeKind::period), {year, open})) == "2026-07-01 .. 2026-12-31");
  CHECK(show(b.add(Op::period, b.simple(TypeKind::period), {day(2026, 1, 2), day(2026, 1, 1)})) == "error(reversed-period)");
  const NodeId list = b.add(Op::list, b.list_of(b.simple(TypeKind::period)), {year, NodeId(), year, NodeId()});
  CHECK(show(op(Op::days_covered, {list})) == "365");
}

TEST_CASE_METHOD(DateFixture, "working days come from a calendar and end with it") {
  WorkingCalendarData data;
  data.name = "china";
  data.published_from = Date::from_civil(2026, 1, 1).value();
  data.published_to = Date::from_civil(2026, 12, 31).value();
  data.holidays = {Date::from_civil(2026, 5, 1).value()};
  Calendar calendar{"china", WorkingCalendar::make(data).value(), {}, {}, {}, {}};
  b.program().calendars.push_back(calendar);
  const NodeId china = b.add(Op::calendar_constant, b.simple(TypeKind::calendar), {}, 0);
  // 30 April 2026 is a Thursday; Friday is a holiday.
  CHECK(show(dated(Op::working_day_after, {day(2026, 4, 30), n(1), china})) == "2026-05-04");
  CHECK(show(condition(Op::is_working_day, {day(2026, 5, 1), china})) == "false");
  CHECK(show(op(Op::working_days_between, {day(2026, 4, 30), day(2026, 5, 5), china})) == "2");
  CHECK(show(dated(Op::working_day_after, {day(2026, 12, 31), n(1), china})) == "error(outside-calendar)");
}
