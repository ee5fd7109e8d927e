#include <catch2/catch.hpp>

#include "explain/number_text.hpp"
#include "explain/value_text.hpp"
#include "program/builder.hpp"

using namespace norma;
using namespace norma::explain;
using eval::Value;

namespace {

program::UnitId add_hours(program::ProgramBuilder& b) {
  program::Unit unit;
  unit.name = "person_day";
  unit.spellings = {"person_day", "person_days"};
  unit.dimension = b.add_dimension("time");
  unit.scale = 8;
  ast::Template zh;
  zh.parts.push_back({"人日", {}});
  unit.labels.zh = zh;
  return b.add_unit(unit);
}

}  // namespace

TEST_CASE("a quantity stands with the singular for one and the plural otherwise, and with its Chinese label") {
  program::ProgramBuilder b;
  const program::UnitId unit = add_hours(b);
  CHECK(number_text(b.program(), 8, unit, Language::en) == "1 person day");
  CHECK(number_text(b.program(), 36, unit, Language::en) == "4.5 person days");
  CHECK(number_text(b.program(), 36, unit, Language::zh) == "4.5 人日");
  CHECK(number_text(b.program(), Number::ratio(8, 3), unit, Language::en) == "1/3 ≈ 0.3333… person days");
}

TEST_CASE("digits are grouped from five on") {
  CHECK(plain_number_text(9999) == "9999");
  CHECK(plain_number_text(10701) == "10,701");
  CHECK(plain_number_text(-1234567) == "-1,234,567");
  CHECK(plain_number_text(Number::ratio(7, 3)) == "7/3 ≈ 2.3333…");
}

TEST_CASE("shares are set as per cent") {
  program::ProgramBuilder b;
  CHECK(number_text(b.program(), Number::ratio(3, 10), program::UnitId(0), Language::en) == "30%");
  CHECK(number_text(b.program(), Number::ratio(1, 3), program::UnitId(0), Language::en) == "(100/3 ≈ 33.3333…)%");
}

TEST_CASE("dates and spans are set as each language sets them") {
  const Date date = *Date::from_civil(2026, 3, 1);
  CHECK(date_text(date, Language::en) == "2026-03-01");
  CHECK(date_text(date, Language::zh) == "2026年3月1日");
  CHECK(span_text(38, Language::en) == "3 years 2 months");
  CHECK(span_text(1, Language::en) == "1 month");
  CHECK(span_text(0, Language::en) == "0 months");
  CHECK(span_text(38, Language::zh) == "3 年 2 个月");
}

TEST_CASE("lists are joined as each language joins them") {
  CHECK(joined({"a"}, Language::en) == "a");
  CHECK(joined({"a", "b", "c"}, Language::en) == "a, b and c");
  CHECK(joined({"a", "b", "c"}, Language::zh) == "a、b 和 c");
}

TEST_CASE("text of a fact cannot steer the terminal") {
  program::ProgramBuilder b;
  const eval::TextValue text{"x\xE2\x80\xAEy\x1B[2J"};
  CHECK(value_text(b.program(), Value::pointer(eval::Tag::text, &text), b.simple(program::TypeKind::text), Language::en) ==
        "“x<U+202E>y<U+001B>[2J”");
}

TEST_CASE("long lists are cut with their count") {
  program::ProgramBuilder b;
  std::vector<Value> members;
  for (int i = 1; i <= 20; ++i) members.push_back(Value::integer(i));
  eval::ListValue list;
  list.count = 20;
  list.members = members.data();
  CHECK(value_text(b.program(), Value::pointer(eval::Tag::list, &list), b.list_of(b.number()), Language::en) ==
        "1, 2, 3, 4, 5, 6, 7, 8 and 12 more");
}

TEST_CASE("weekdays and periods have words in both languages") {
  program::ProgramBuilder b;
  CHECK(enum_text(b.program(), b.program().weekday_enum, 5, Language::en) == "Saturday");
  CHECK(enum_text(b.program(), b.program().weekday_enum, 5, Language::zh) == "星期六");
  const eval::PeriodValue open{Value::date(*Date::from_civil(2026, 3, 1)), Value::none()};
  const program::TypeId type = b.simple(program::TypeKind::period);
  CHECK(value_text(b.program(), Value::pointer(eval::Tag::period, &open), type, Language::en) == "from 2026-03-01");
  CHECK(value_text(b.program(), Value::pointer(eval::Tag::period, &open), type, Language::zh) == "2026年3月1日起");
}
