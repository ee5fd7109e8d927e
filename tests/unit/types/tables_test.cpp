#include <catch2/catch.hpp>

#include "checked.hpp"

using norma::types_test::check;
using norma::types_test::Checked;

namespace {

const std::string head = "unit hour, hours\nunit person_day, person_days = 8 hours\nenum Risk ordered { low  medium  high }\n";
Checked with(const std::string& text) { return check(head + text); }

}  // namespace

TEST_CASE("a table without gaps and overlaps is accepted") {
  const Checked made = with("table t(n : integer >= 1) : person_day\n  ..15 : 6\n  16..25 : 7\n  26.. : silent en \"ends\"\n");
  REQUIRE(made.codes() == "");
  const auto& table = made.program->tables.front();
  REQUIRE(table.rows.size() == 3);
  CHECK(made.program->small_constants[made.node(table.rows[0].value).a].numerator == 48);   // 6 person_days are 48 hours
  CHECK(*table.rows[1].cells[0].low == norma::Number(16));
}

TEST_CASE("a gap is shown by a value in it") {
  const Checked made = with("table t(n : integer >= 1) : number\n  ..15 : 6\n  17.. : 7\n");
  CHECK(made.codes() == "table-gap");
  CHECK(made.message().find("`n = 16`") != std::string::npos);
  CHECK(with("table t(n : integer >= 1) : number\n  ..15 : 6\n  17.. : 7\n  otherwise : 1\n").codes() == "");
}

TEST_CASE("an overlap is shown by a value in it, at both rows") {
  const Checked made = with("table t(n : number) : number\n  ..15 : 6\n  15.. : 7\n");
  CHECK(made.codes() == "table-overlap");
  CHECK(made.message().find("`n = 15`") != std::string::npos);
  CHECK(made.secondary_count() == 1);
  CHECK(with("table t(n : number) : number policy same\n  ..15 : 6\n  15.. : 7\n").codes() == "");
}

TEST_CASE("numbers between whole ones count where the input is not whole") {
  const Checked made = with("table t(n : number >= 0) : number\n  ..15 : 6\n  16.. : 7\n");
  CHECK(made.codes() == "table-gap");
  CHECK(made.message().find("15.5") != std::string::npos);
  CHECK(with("table t(n : number >= 0) : number\n  ..< 15 : 6\n  15.. : 7\n").codes() != "table-gap");
  CHECK(with("table t(n : number) : number\n  < 15 : 6\n  >= 15 : 7\n").codes() == "");
}

TEST_CASE("several inputs, enums, booleans and any") {
  CHECK(with("table t(r : Risk, b : boolean) : number\n  low, any : 1\n  {medium, high}, true : 2\n  not low, false : 3\n").codes() == "");
  const Checked made = with("table t(r : Risk, b : boolean) : number\n  low, any : 1\n  medium, true : 2\n  high, any : 3\n");
  CHECK(made.codes() == "table-gap");
  CHECK(made.message().find("`r = medium`, `b = false`") != std::string::npos);
  CHECK(with("table t(r : Risk) : number\n  >= medium : 1\n  low : 2\n").codes() == "");
}

TEST_CASE("optional inputs have none as a value") {
  CHECK(with("table t(n : integer or none) : number\n  none : 0\n  ..5 : 1\n  6.. : 2\n").codes() == "");
  const Checked made = with("table t(n : integer or none) : number\n  ..5 : 1\n  6.. : 2\n");
  CHECK(made.codes() == "table-gap");
  CHECK(made.message().find("none") != std::string::npos);
}

TEST_CASE("texts are covered by any or otherwise only") {
  CHECK(with("table t(k : text) : number\n  \"a\" : 1\n  \"b\" : 2\n").codes() == "table-gap");
  CHECK(with("table t(k : text) : number\n  \"a\" : 1\n  not \"a\" : 2\n").codes() == "");
  CHECK(with("table t(k : text) : number\n  \"a\" : 1\n  otherwise : 2\n").codes() == "");
}

TEST_CASE("dated rows follow one another in time") {
  CHECK(with("table t(n : integer) : number\n  any : 1 from 2025-01-01 until 2025-12-31\n  any : 2 from 2026-01-01\n").codes() == "");
  CHECK(with("table t(n : integer) : number\n  any : 1 from 2025-01-01 until 2026-01-31\n  any : 2 from 2026-01-01\n").codes() == "table-overlap");
  CHECK(with("table t(n : integer) : number\n  any : 1 from 2025-01-01 until 2025-11-30\n  any : 2 from 2026-01-01\n").codes() == "table-gap");
}

TEST_CASE("rows have a cell for each parameter and a value for each result") {
  CHECK(with("table t(n : integer, r : Risk) : number\n  1 : 1\n  otherwise : 2\n").codes() == "row-arity");
  CHECK(with("table t(n : integer) : number\n  1 : 1, 2\n  otherwise : 2\n").codes() == "row-arity");
  CHECK(with("record R { a : number, b : person_day }\ntable t(n : integer) : R\n  1 : 1, 2\n  otherwise : silent en \"x\"\n").codes() == "");
  CHECK(with("table t(r : Risk) : number\n  3 : 1\n  otherwise : 2\n").codes() == "type-mismatch");
  CHECK(with("table t(n : integer) : number\n  1 : true\n  otherwise : 2\n").codes() == "type-mismatch");
}

TEST_CASE("a row that is never chosen is warned of") {
  CHECK(with("table t(n : integer) : number policy first\n  any : 1\n  3 : 2\n").codes() == "unreachable-row");
}

TEST_CASE("one input with very many rows is quick") {
  std::string text = "table t(n : integer in 0 .. 199999) : number\n";
  for (int i = 0; i < 20000; ++i) text += "  " + std::to_string(i * 10) + ".." + std::to_string(i * 10 + 9) + " : " + std::to_string(i) + "\n";
  CHECK(with(text).codes() == "");
}
