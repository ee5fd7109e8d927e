#include <catch2/catch.hpp>

#include "checked.hpp"

using norma::program::Op;
using norma::types_test::check;
using norma::types_test::Checked;

TEST_CASE("an unknown name is reported once, with a near one") {
  const Checked made = check("fact headcount : integer\ndefine x = headcont + headcount * (headcont + 1)\n");
  CHECK(made.codes() == "unknown-name unknown-name");
  CHECK(made.help().find("headcount") != std::string::npos);
}

TEST_CASE("an error silences what rests on it") {
  CHECK(check("define x = nothing\ndefine y = x + 1\ndefine z = y and true\n").codes() == "unknown-name");
}

TEST_CASE("definitions must not depend on themselves") {
  const Checked made = check("define a = b + 1\ndefine b = a + 1\n");
  CHECK(made.codes() == "cyclic-definition");
  CHECK(made.message().find("a → b → a") != std::string::npos);
  CHECK(check("define f(n : integer) = f(n)\n").codes() == "cyclic-definition");
  CHECK(check("fact a : boolean asked when b\nfact b : boolean asked when a\n").codes() == "cyclic-definition");
}

TEST_CASE("a chain of definitions that is too long is refused") {
  std::string text = "define d0 = 1\n";
  for (int i = 1; i < 300; ++i) text = "define d" + std::to_string(i) + " = d" + std::to_string(i - 1) + " + 1\n" + text;
  CHECK(check(text).codes().find("call-chain-too-long") == 0);
}

TEST_CASE("bare enum values are understood where their enum is expected") {
  const std::string enums = "enum Risk ordered { low high }\nenum Level { low middle }\nfact risk : Risk\n";
  CHECK(check(enums + "define x = risk is low\n").ok());
  CHECK(check(enums + "define x = low is risk\n").ok());
  CHECK(check(enums + "define x : Level = low\n").ok());
  CHECK(check(enums + "define x = middle\n").ok());
  CHECK(check(enums + "define x = low\n").codes() == "ambiguous-enum-value");
  CHECK(check(enums + "define x = Level.low\n").ok());
  CHECK(check(enums + "define x = Level.none_such\n").codes() == "unknown-enum-value");
  CHECK(check(enums + "define x = risk in {low, high}\n").ok());
  CHECK(check(enums + "define x = risk >= high\n").ok());
  CHECK(check(enums + "fact level : Level\ndefine x = level >= middle\n").codes() == "no-order");
}

TEST_CASE("a name of the same enum type makes a bare value ambiguous") {
  const std::string enums = "enum Risk { low high }\nfact risk : Risk\n";
  CHECK(check(enums + "fact low : Risk\ndefine x = risk is low\n").codes() == "enum-value-or-name");
  CHECK(check(enums + "fact low : integer\ndefine x = risk is low\n").ok());
}

TEST_CASE("nothing is shadowed but a fact by a parameter that stands for it") {
  CHECK(check("fact n : integer >= 1\ndefine f(n) = n + 1\n").ok());
  CHECK(check("define n = 1\ndefine f(n : integer) = n\n").codes() == "name-already-visible");
  CHECK(check("fact xs : list of integer\ndefine x = 1\ndefine f = count for each x in xs\n").codes() == "name-already-visible");
  CHECK(check("define f(n) = n\n").codes() == "parameter-without-type");
}

TEST_CASE("arguments stand by position or by name") {
  const std::string f = "define f(a : integer, b : integer) = a + b\n";
  const Checked made = check(f + "define x = f(b: 2, a: 1)\n");
  REQUIRE(made.ok());
  CHECK(made.program->small_constants[made.child(made.body("x"), 0).a].numerator == 1);
  CHECK(check(f + "define x = f(1)\n").codes() == "missing-argument");
  CHECK(check(f + "define x = f(1, 2, 3)\n").codes() == "too-many-arguments");
  CHECK(check(f + "define x = f(1, a: 2)\n").codes() == "duplicate-argument");
  CHECK(check(f + "define x = f(1, c: 2)\n").codes() == "unknown-argument");
  CHECK(check(f + "define x = f + 1\n").codes() == "missing-argument");
  CHECK(check("fact n : integer\ndefine x = n(1)\n").codes() == "not-callable");
}

TEST_CASE("records are built and read by field") {
  const std::string site = "record Site { name : text, people : integer >= 1 }\n";
  CHECK(check(site + "define s = Site(name: \"a\", people: 3)\ndefine x = s.people + 1\n").ok());
  const Checked made = check(site + "define s = Site(name: \"a\", people: 3)\ndefine x = s.peple\n");
  CHECK(made.codes() == "unknown-field");
  CHECK(made.help().find("people") != std::string::npos);
  CHECK(check(site + "define s = Site(name: \"a\")\n").codes() == "missing-argument");
  CHECK(check("record A { b : B }\nrecord B { a : list of A }\n").codes() == "cyclic-record");
}

TEST_CASE("a version is chosen by the anchor") {
  const Checked made = check(
      "define fee from 2025-01-01 until 2025-12-31\n  otherwise : 1\n"
      "define fee from 2026-01-01\n  otherwise : 2\n"
      "define twice = fee * 2\n");
  REQUIRE(made.codes() == "");
  CHECK(made.child(made.body("twice"), 0).op == Op::version);
  CHECK(made.program->version_groups.size() == 1);
  CHECK(made.program->version_groups[0].versions.size() == 2);
  CHECK(made.callable("twice").depends_on_anchor);
}
