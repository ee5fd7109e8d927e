#include <catch2/catch.hpp>

#include "checked.hpp"

using norma::program::TypeKind;
using norma::types_test::check;
using norma::types_test::Checked;

namespace {

const std::string facts =
    "enum Stage { initial  renewal }\n"
    "enum Size ordered { small  large }\n"
    "record Site { name : text, people : integer >= 1, since : date, size : Size }\n"
    "fact sites : list of Site unique by name\n"
    "fact stages : set of Stage\n"
    "fact today : date\n";

Checked with(const std::string& text) { return check(facts + text); }
std::string codes(const std::string& text) { return with(text).codes(); }

}  // namespace

TEST_CASE("aggregates over lists") {
  CHECK(with("define x = sum of s.people for each s in sites\n").result("x").whole);
  CHECK(with("define x = count for each s in sites where s.people > 3\n").result("x").whole);
  CHECK(with("define x = min of s.people for each s in sites\n").result("x").optional);
  CHECK(with("define x = max of s.size for each s in sites\n").result("x").kind == TypeKind::enumeration);
  CHECK(with("define x = list of s.people for each s in sites sorted by s.since descending\n").result("x").kind == TypeKind::list);
  CHECK(with("define x = set of s.size for each s in sites\n").result("x").kind == TypeKind::set);
  CHECK(codes("define x = sum of s.name for each s in sites\n") == "type-mismatch");
  CHECK(codes("define x = max of s.name for each s in sites\n") == "no-order");
  CHECK(codes("define x = sum of today\n") == "type-mismatch");
  CHECK(codes("define x = count for each s in today\n") == "type-mismatch");
}

TEST_CASE("quantifiers take conditions") {
  CHECK(codes("define x = all s in sites satisfy s.people > 1\n") == "");
  CHECK(codes("define x = some s in sites where s.people > 1\n") == "");
  CHECK(codes("define x = all s in sites satisfy s.people\n") == "type-mismatch");
}

TEST_CASE("picking a member is optional unless there is another") {
  CHECK(with("define x = first s in sites by s.since\n").result("x").optional);
  CHECK(with("define x = item 2 of sites\n").result("x").optional);
  CHECK(with("define x = sites[\"a\"]\n").result("x").optional);
  CHECK(codes("define x = (first s in sites by s.since).people\n") == "optional-not-handled");
  CHECK(codes("fact plain : list of integer\ndefine x = plain[1]\n") == "not-a-keyed-list");
}

TEST_CASE("sets of enum values") {
  CHECK(codes("define x = stages subset of {initial}\n") == "");
  CHECK(codes("define x = initial in stages\n") == "");
  CHECK(codes("define x : set of Stage = {initial, renewal when sites is empty}\n") == "");
  CHECK(codes("define x = values of Stage minus stages\n") == "");
  CHECK(codes("define x = small in stages\n") == "type-mismatch");
  CHECK(codes("define x = stages union {small}\n") != "");
}

TEST_CASE("lists of one type") {
  CHECK(codes("define x = [1, 2 when sites is empty]\n") == "");
  CHECK(codes("define x = [1, today]\n") == "type-mismatch");
  CHECK(codes("define x = sum of (0 .. 200)\n") == "");
}

TEST_CASE("what is taken out of an empty list must get its type from somewhere") {
  CHECK(codes("define x = sum of []\n") == "type-not-known");
  CHECK(codes("define x = max of []\n") == "type-not-known");
  CHECK(codes("define x = first m in []\n") == "type-not-known");
  CHECK(codes("fact marks : list of number\ndefine x = sum of (marks when 1 > 2 otherwise [])\n") == "");
}

TEST_CASE("periods") {
  CHECK(codes("define x = today in 2026-01-01 .. 2026-12-31\n") == "");
  CHECK(with("define x = 2026-01-01 .. today\n").result("x").kind == TypeKind::period);
  CHECK(with("define x = (2026-01-01 .. today).days\n").result("x").dimension == norma::program::day_dimension);
  CHECK(codes("define x = days_covered([2026-01-01 .. today])\n") == "");
  CHECK(codes("define x = intersection(2026-01-01 .. today, today ..)\n") == "");
}

TEST_CASE("working days come from a calendar") {
  const std::string calendar = "calendar c\n  weekdays monday .. friday\n  published 2026-01-01 .. 2026-12-31\n  holiday 2026-01-01\n";
  CHECK(codes(calendar + "define x = working_day_after(today, 3, c)\n") == "");
  CHECK(codes(calendar + "define x = working_day_after(today, 3)\n") == "missing-argument");
  CHECK(codes(calendar + "define x = working_day_after(today, 0.5, c)\n") == "not-whole");
  CHECK(codes("calendar c\n  published 2026-01-01 .. 2026-12-31\n  holiday 2027-01-01\n") == "faulty-calendar");
}

TEST_CASE("text formats") {
  const std::string format = "format Number\n  \"R\"\n  cycle : digits 2 as integer\n";
  CHECK(codes(format + "define x = \"R01\" matches Number\n") == "");
  CHECK(with(format + "define x = \"R01\" as Number\n").result("x").optional);
  CHECK(codes(format + "define x = text(Number(cycle: 3))\n") == "");
  CHECK(codes(format + "define x = \"R01\" as Site\n") == "not-a-format");
  CHECK(codes("format F\n  a : digits\n  b : digits\n") == "faulty-format");
}
