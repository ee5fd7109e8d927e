#include <catch2/catch.hpp>

#include "checked.hpp"

using norma::types_test::check;
using norma::types_test::Checked;
using norma::program::Op;

namespace {

const std::string units =
    "unit hour, hours\n"
    "unit person_day, person_days = 8 hours\n"
    "unit CPE\n"
    "fact time : person_day\n"
    "fact talk : hour\n"
    "fact credits : CPE\n"
    "fact people : integer >= 1\n"
    "fact share : %\n"
    "fact start : date\n";

Checked with_units(const std::string& text, const std::string& header = {}) { return check(units + text, header); }

}  // namespace

TEST_CASE("a quantity literal is stored in base units") {
  const Checked made = with_units("define x = 8.5 person_day\n");
  REQUIRE(made.ok());
  REQUIRE(made.body("x").op == Op::small_constant);
  CHECK(made.program->small_constants[made.body("x").a].numerator == 68);   // 8.5 times 8 hours
  CHECK(made.program->small_constants[made.body("x").a].denominator == 1);
  CHECK(made.unit_of(made.result("x")) == "person_day");
}

TEST_CASE("a sum has the unit of its left operand and its dimension") {
  const Checked made = with_units("define x = talk + time\ndefine y = time + talk\n");
  REQUIRE(made.ok());
  CHECK(made.unit_of(made.result("x")) == "hour");
  CHECK(made.unit_of(made.result("y")) == "person_day");
}

TEST_CASE("quantities of different dimensions do not meet, and both units are named") {
  const Checked made = with_units("define x = time + credits\n");
  CHECK(made.codes() == "unit-mismatch");
  CHECK(made.message().find("`CPE`") != std::string::npos);
  CHECK(made.message().find("`person_day`") != std::string::npos);
  CHECK(made.secondary_count() == 3);   // the left operand and the two declarations
}

TEST_CASE("a bare number does not meet a quantity, and the help shows how to write it") {
  const Checked made = with_units("define x = time + 2\n");
  CHECK(made.codes() == "unit-mismatch");
  CHECK(made.help().find("write `2 person_day`") != std::string::npos);
}

TEST_CASE("products and quotients of quantities") {
  CHECK(with_units("define x = time * 30%\n").ok());
  CHECK(with_units("define x = 30% * time\n").ok());
  CHECK(with_units("define x = time / 2\n").ok());
  CHECK(with_units("define x = time * talk\n").codes() == "product-of-quantities");
  CHECK(with_units("define x = 2 / time\n").codes() == "unit-mismatch");
  const Checked ratio = with_units("define x = time / talk\n");
  REQUIRE(ratio.ok());
  CHECK_FALSE(ratio.result("x").unit.valid());
  CHECK(ratio.result("x").dimension == norma::program::plain_dimension);
  CHECK(with_units("define x = people / 0\n").codes() == "division-by-zero");
}

TEST_CASE("a long sum is one node") {
  const Checked made = with_units("define x = people + people - people + 1\n");
  REQUIRE(made.ok());
  CHECK(made.body("x").op == Op::add);
  CHECK(made.body("x").child_count == 4);
  CHECK(made.child(made.body("x"), 2).op == Op::negate);
  CHECK(made.child(made.body("x"), 2).flags == 1);
}

TEST_CASE("whole numbers are tracked") {
  CHECK(with_units("define x : integer = people + 1\n").ok());
  CHECK(with_units("define x : integer = people * 2 - people\n").ok());
  CHECK(with_units("define x : integer = people div 2\n").ok());
  CHECK(with_units("define x : integer = ceil(0.6 * sqrt(people))\n").ok());
  CHECK(with_units("define x : integer = round people / 3 to 1 half_up\n").ok());
  CHECK(with_units("define x : integer = people / 2\n").codes() == "not-whole");
  CHECK(with_units("define x : integer = sqrt(people)\n").codes() == "not-whole");
  CHECK(with_units("define x : integer = people * 50%\n").codes() == "not-whole");
}

TEST_CASE("rounding a quantity needs a step in its dimension") {
  CHECK(with_units("define x = round time to 0.5 person_days half_up\n").ok());
  CHECK(with_units("define x = ceil(time, 1 hour)\n").ok());
  CHECK(with_units("define x = ceil(time)\n").codes() == "rounding-without-step");
  CHECK(with_units("define x = round time to 0.5 half_up\n").codes() == "unit-mismatch");
  CHECK(with_units("define x = round people to 0 half_up\n").codes() == "step-not-positive");
}

TEST_CASE("adding months needs a month end policy") {
  CHECK(with_units("define x = start + 3 years\n").codes() == "missing-month-end-policy");
  CHECK(with_units("define x = start + 3 years next_day - 1 day\n").ok());
  CHECK(with_units("define x = start + 3 years\n", "  month end last_day\n").ok());
  CHECK(with_units("define x(p : month_end_policy) = start + 3 years p\ndefine y = x(next_day)\n").ok());
}

TEST_CASE("dates move by days and spans, and differ by days") {
  CHECK(with_units("define x = start + 90 days\n").ok());
  CHECK(with_units("define x = start + 1.5 days\n").codes() == "fractional-day-count");
  CHECK(with_units("define x = start + 90\n").codes() == "type-mismatch");
  CHECK(with_units("define x = start + time\n").codes() == "type-mismatch");
  const Checked made = with_units("define x = start - start\n");
  REQUIRE(made.ok());
  CHECK(made.result("x").dimension == norma::program::day_dimension);
  CHECK(made.result("x").whole);
  CHECK(with_units("define x = (people) months\n").result("x").kind == norma::program::TypeKind::span);
  CHECK(with_units("define x = 3 months < 90 days\n").codes() == "type-mismatch");
  CHECK(with_units("define x = 3 months < 1 year\n").ok());
}

TEST_CASE("units may form chains but no circles") {
  CHECK(check("unit a = 2 b\nunit b = 3 c\nunit c\ndefine x = 1 a\n").ok());
  const Checked made = check("unit a = 2 b\nunit b = 3 c\nunit c\ndefine x = 1 a\n");
  CHECK(made.program->small_constants[made.body("x").a].numerator == 6);
  CHECK(check("unit a = 2 b\nunit b = 3 a\n").codes() == "cyclic-units");
  CHECK(check("unit a = 2 nothing\n").codes() == "unknown-unit");
}

TEST_CASE("constraints are folded into base units") {
  const Checked made = with_units("define f(t : person_day in 0.5 .. 2) = t\n");
  REQUIRE(made.ok());
  const auto& type = (*made.program)[made.callable("f").parameters[0].type];
  CHECK(*type.low == norma::Number(4));
  CHECK(*type.high == norma::Number(16));
  CHECK(with_units("define f(n : integer >= people) = n\n").codes() == "constraint-not-constant");
  CHECK(with_units("define f(n : integer in 5 .. 3) = n\n").codes() == "empty-range");
  CHECK(with_units("define f(n : text >= 3) = n\n").codes() == "constraint-not-possible");
}

TEST_CASE("an argument outside of what its type implies gets a range check") {
  const Checked made = with_units("define f(n : integer >= 1) = n\ndefine a = f(people)\ndefine b = f(people - 1)\ndefine c = f(5)\n");
  REQUIRE(made.ok());
  CHECK(made.child(made.body("a"), 0).op == Op::fact);
  CHECK(made.child(made.body("b"), 0).op == Op::check_range);
  CHECK(made.child(made.body("c"), 0).op == Op::small_constant);
}
