#include "calendar/period.hpp"

#include <catch2/catch.hpp>

using namespace norma;

namespace {

std::optional<Date> end_of(const char* text) {
  if (text == nullptr) return std::nullopt;
  return *Date::parse_iso(text);
}

Period period(const char* from, const char* to) { return *Period::make(end_of(from), end_of(to)); }
Date day(const char* text) { return *Date::parse_iso(text); }

}  // namespace

TEST_CASE("a reversed period cannot be made") {
  const auto result = Period::make(day("2024-01-02"), day("2024-01-01"));
  REQUIRE_FALSE(result.has_value());
  CHECK(result.fault() == CalendarFault{CalendarFaultKind::reversed_period, day("2024-01-01")});
  CHECK(Period::make(day("2024-01-01"), day("2024-01-01")).has_value());
}

TEST_CASE("a period contains both its ends") {
  const Period may = period("2024-05-01", "2024-05-31");
  CHECK(may.contains(day("2024-05-01")));
  CHECK(may.contains(day("2024-05-31")));
  CHECK_FALSE(may.contains(day("2024-04-30")));
  CHECK_FALSE(may.contains(day("2024-06-01")));
  CHECK(*may.length_in_days() == 31);
  CHECK(*Period::single_day(day("2024-05-01")).length_in_days() == 1);
}

TEST_CASE("an open end has no limit") {
  const Period since = period("2024-05-01", nullptr);
  CHECK(since.contains(Date::last()));
  CHECK_FALSE(since.contains(day("2024-04-30")));
  CHECK(period(nullptr, "2024-05-01").contains(Date::first()));
  CHECK(period(nullptr, nullptr).contains(day("2024-05-01")));
  CHECK(since.length_in_days().fault().kind == CalendarFaultKind::open_period);
  CHECK(period(nullptr, nullptr).contains(since));
  CHECK_FALSE(since.contains(period(nullptr, nullptr)));
  CHECK_FALSE(period("0001-01-01", "9999-12-31").contains(period(nullptr, nullptr)));
}

TEST_CASE("periods that share one day overlap") {
  const Period first = period("2024-01-01", "2024-01-10");
  const Period second = period("2024-01-10", "2024-01-20");
  CHECK(first.overlaps(second));
  CHECK(first.intersection(second) == period("2024-01-10", "2024-01-10"));
  CHECK_FALSE(first.overlaps(period("2024-01-11", "2024-01-20")));
  CHECK_FALSE(first.intersection(period("2024-01-11", nullptr)).has_value());
}

TEST_CASE("an intersection of open periods keeps the ends that bind") {
  CHECK(period("2024-01-01", nullptr).intersection(period(nullptr, "2024-02-01")) == period("2024-01-01", "2024-02-01"));
  CHECK(period("2024-01-01", nullptr).intersection(period("2023-01-01", nullptr)) == period("2024-01-01", nullptr));
  CHECK(period(nullptr, nullptr).intersection(period(nullptr, nullptr)) == period(nullptr, nullptr));
}

TEST_CASE("a union is sorted, disjoint and without gaps of zero days") {
  const std::vector<Period> given = {period("2024-03-01", "2024-03-10"), period("2024-01-01", "2024-01-10"),
                                     period("2024-01-11", "2024-01-20"), period("2024-03-05", "2024-03-06"),
                                     period("2024-01-22", "2024-01-22")};
  const std::vector<Period> expected = {period("2024-01-01", "2024-01-20"), period("2024-01-22", "2024-01-22"),
                                        period("2024-03-01", "2024-03-10")};
  CHECK(union_of(given) == expected);
  CHECK(*days_covered(given) == 20 + 1 + 10);
}

TEST_CASE("a union with an open end swallows what follows") {
  const std::vector<Period> given = {period("2024-01-05", nullptr), period("2025-01-01", "2025-12-31"),
                                     period(nullptr, "2023-12-31"), period("2024-01-01", "2024-01-04")};
  CHECK(union_of(given) == std::vector<Period>{period(nullptr, nullptr)});
  CHECK(days_covered(given).fault().kind == CalendarFaultKind::open_period);
}

TEST_CASE("no periods cover no days") {
  CHECK(union_of({}).empty());
  CHECK(*days_covered({}) == 0);
}

TEST_CASE("days covered twice count once") {
  const std::vector<Period> given = {period("2024-02-01", "2024-02-29"), period("2024-02-01", "2024-02-29"),
                                     period("2024-02-29", "2024-03-01")};
  CHECK(*days_covered(given) == 30);
}
