#include <catch2/catch.hpp>

#include "checked.hpp"

using norma::program::Op;
using norma::types_test::check;
using norma::types_test::Checked;

namespace {

const std::string facts = "enum Risk { low  medium  high }\nfact risk : Risk\nfact urgent : boolean\nfact n : integer\n";
std::string codes(const std::string& text) { return check(facts + text).codes(); }

}  // namespace

TEST_CASE("branches must cover an enum or end in otherwise") {
  CHECK(codes("define x\n  when risk is low : 1\n  when risk in {medium, high} : 2\n") == "");
  CHECK(codes("define x\n  when risk is low : 1\n  when risk is not low : 2\n") == "");
  CHECK(codes("define x\n  when urgent : 1\n  when not urgent : 2\n") == "");
  CHECK(codes("define x\n  when urgent : 1\n  else when n > 3 : 2\n") == "missing-otherwise");
  const Checked made = check(facts + "define x\n  when risk is low : 1\n  when risk is high : 2\n");
  CHECK(made.codes() == "missing-otherwise");
  CHECK(made.help().find("`medium`") != std::string::npos);
}

TEST_CASE("branches are one type") {
  CHECK(codes("define x\n  when urgent : 1\n  otherwise : true\n") == "branches-differ");
  CHECK(codes("define x\n  when urgent : 1\n  otherwise : silent en \"nothing said\"\n") == "");
  CHECK(codes("define x : integer\n  when urgent : 1\n  otherwise : refuse en \"no\"\n") == "");
  CHECK(codes("define x : integer\n  when urgent : true\n  otherwise : 1\n") == "type-mismatch");
  CHECK(codes("define x\n  otherwise : silent en \"nothing said\"\n") == "type-not-known");
}

TEST_CASE("branches keep their groups") {
  const Checked made = check(facts + "define x\n  when n > 3 : 1\n  when n < 0 : 2\n  else when urgent : 3\n  otherwise : 4\n");
  REQUIRE(made.ok());
  REQUIRE(made.body("x").op == Op::switch_);
  const auto& guarded = made.program->switches[made.body("x").a];
  REQUIRE(guarded.groups.size() == 2);
  CHECK(guarded.groups[0].size() == 2);
  CHECK(guarded.groups[1].size() == 1);
  CHECK(guarded.otherwise.has_value());
}

TEST_CASE("exceptions stand before the branches of what they override") {
  const Checked made = check(facts + "define x(k : integer) : integer = k\nexception a to x when k > 3 : 3\nexception b to x over a when k > 5 : 5\n");
  REQUIRE(made.codes() == "");
  const auto& guarded = made.program->switches[made.body("x").a];
  REQUIRE(guarded.exceptions.size() == 2);
  CHECK(guarded.exceptions[0].name == "a");
  CHECK(guarded.over[1] == std::vector<std::uint32_t>{0});
  CHECK(guarded.otherwise.has_value());
}

TEST_CASE("exceptions that do not fit are refused") {
  CHECK(codes("exception a to nothing when urgent : 3\n") == "unknown-name");
  CHECK(codes("exception a to n when urgent : 3\n") == "not-overridable");
  CHECK(codes("define x = 1\nexception a to x when urgent : true\n") == "type-mismatch");
  CHECK(codes("define x = 1\nexception a to x over c when urgent : 2\n") == "unknown-exception");
  CHECK(codes("define x = 1\nexception a to x over b when urgent : 2\nexception b to x over a when n > 2 : 3\n") == "cyclic-exceptions");
}

TEST_CASE("defaults are constants in their range") {
  CHECK(codes("discretion relief : % in 0% .. 10% default 5\n") == "");
  CHECK(codes("discretion relief : % in 0% .. 10% default 20%\n") == "default-out-of-range");
  CHECK(codes("discretion relief : integer default n\n") == "constraint-not-constant");
  CHECK(codes("reading tie : { up, even } default up\ndefine x = tie is even\n") == "");
  CHECK(codes("reading tie : { up, up } default up\n") == "duplicate-name");
}

TEST_CASE("a condition of a fact may have variables of its own") {
  const Checked made = check("fact xs : list of integer\nfact why : text asked when some x in xs where x > 3\n");
  REQUIRE(made.ok());
  const auto& fact = made.program->facts[1];
  REQUIRE(fact.asked_when.valid());
  CHECK(made.node(fact.asked_when).op == Op::definition);
}

TEST_CASE("types that are not there") {
  CHECK(codes("fact x : Rsk\n") == "unknown-type");
  CHECK(codes("fact x : set of integer\n") == "type-mismatch");
  CHECK(codes("record R { a : text }\nfact x : list of R unique by b\n") == "unknown-field");
  CHECK(codes("define x = 3 nothings\n") == "unknown-unit");
}

TEST_CASE("the longest chain of definitions is the same in any order") {
  const auto chain = [](int length, bool forwards) {
    std::string text;
    for (int i = 1; i <= length; ++i) {
      const int k = forwards ? i : length + 1 - i;
      text += "define x" + std::to_string(k) + " = " + (k == 1 ? "n" : "x" + std::to_string(k - 1)) + " + 1\n";
    }
    return codes(text);
  };
  CHECK(chain(200, true) == "");
  CHECK(chain(200, false) == "");
  CHECK(chain(201, true) == "call-chain-too-long");
  CHECK(chain(201, false).starts_with("call-chain-too-long"));
  CHECK(chain(20000, true) == "call-chain-too-long");
}
