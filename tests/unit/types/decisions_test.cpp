#include <catch2/catch.hpp>

#include "checked.hpp"

using norma::program::CallableKind;
using norma::program::Op;
using norma::types_test::check;
using norma::types_test::Checked;

namespace {

const std::string package =
    "unit hour, hours\n"
    "unit person_day, person_days = 8 hours\n"
    "fact relief : %\n"
    "require open : relief <= 10%\n"
    "decide audit\n"
    "  given headcount : integer >= 1\n"
    "        reduction : person_day >= 0\n"
    "  define taken = reduction + total * relief\n"
    "  define total = headcount * 1 person_day\n"
    "  require within : taken <= 30% * total\n"
    "    otherwise en \"{taken} off {total}\"\n"
    "  require open\n"
    "  gives days = total - taken\n"
    "        half = days / 2\n";

}  // namespace

TEST_CASE("a decision has its given facts as parameters and its outputs as fields") {
  const Checked made = check(package);
  REQUIRE(made.codes() == "");
  const auto& audit = made.callable("audit");
  CHECK(audit.kind == CallableKind::decision);
  REQUIRE(audit.parameters.size() == 2);
  CHECK(audit.given.size() == 2);
  REQUIRE(audit.outputs.size() == 2);
  CHECK(audit.outputs[1].name == "half");
  REQUIRE(audit.requirements.size() == 2);
  CHECK((*made.program)[audit.requirements[0].requirement].name == "within");
  CHECK((*made.program)[audit.requirements[0].requirement].owner.valid());
  CHECK((*made.program)[audit.requirements[1].requirement].name == "open");
  const auto& fields = made.program->records[(*made.program)[audit.result].record.index()].fields;
  REQUIRE(fields.size() == 3);
  CHECK(fields[2].name == "satisfied");
  CHECK(audit.locals.size() == 2);
}

TEST_CASE("messages hold the values of names") {
  const Checked made = check(package);
  REQUIRE(made.ok());
  const auto& message = made.callable("within").resolved_message;
  REQUIRE(message.en.has_value());
  REQUIRE(message.en->parts.size() >= 3);
  CHECK(message.en->parts[0].value.valid());
  CHECK(message.en->parts[1].literal == " off ");
  CHECK(check("require q : true\n  otherwise en \"{nothing}\"\n").codes() == "unknown-name");
}

TEST_CASE("another decision uses a decision with arguments") {
  CHECK(check(package + "define x = audit(headcount: 12, reduction: 0 person_days).days\n").codes() == "");
  CHECK(check(package + "define x = audit(headcount: 12, reduction: 0 person_days).satisfied and true\n").codes() == "");
  CHECK(check(package + "define x = audit(headcount: 12, reduction: 0).days\n").codes() == "unit-mismatch");
  CHECK(check(package + "define x = audit.days\n").codes() == "missing-argument");
}

TEST_CASE("local definitions must not lead back to themselves") {
  const Checked made = check("decide d\n  define a = b\n  define b = a\n  gives x = a\n");
  CHECK(made.codes() == "cyclic-definition");
  CHECK(made.message().find("a → b → a") != std::string::npos);
}

TEST_CASE("a requirement is a condition") {
  const Checked made = check(package + "define x = open and true\n");
  REQUIRE(made.ok());
  CHECK(made.child(made.body("x"), 0).op == Op::requirement_holds);
  CHECK(check("decide d\n  require nothing\n").codes() == "not-a-requirement");
}

TEST_CASE("a decision gives lists of records") {
  const Checked made = check(
      "record Site { name : text, people : integer }\n"
      "decide d\n  given sites : list of Site\n  gives plan for each s in sites : name = s.name, double = s.people * 2\n"
      "define x = sum of p.double for each p in d(sites: []).plan\n");
  CHECK(made.codes() == "");
}

TEST_CASE("scenarios give facts and expect") {
  CHECK(check(package + "scenario \"s\"\n  given headcount = 15, reduction = 1.5, relief = 10\n  expect audit met\n  expect audit.days is 4 person_days\n").codes() == "");
  CHECK(check(package + "scenario \"s\"\n  given headcont = 15\n  expect audit met\n").codes() == "unknown-fact");
  CHECK(check(package + "scenario \"s\"\n  given headcount = true\n  expect audit met\n").codes() == "type-mismatch");
  CHECK(check(package + "scenario \"s\"\n  expect audit not met failing withn\n").codes() == "unknown-requirement");
  CHECK(check(package + "scenario \"s\"\n  expect audit.days met\n").codes() == "not-a-decision");
  CHECK(check(package + "scenario \"s\"\n  expect audit undetermined missing headcont\n").codes() == "unknown-fact");
  CHECK(check(package + "scenario \"s\"\n  reading relief = 3\n  expect audit met\n").codes() == "not-a-reading");
  CHECK(check(package + "scenario \"s\"\n  expect audit.days error no-such-code\n").codes() == "unknown-error-code");
}

TEST_CASE("an expectation keeps both sides and runs the decision at the top") {
  const Checked made = check(package + "scenario \"s\"\n  given headcount = unknown\n  expect audit.days is 4 person_days\n");
  REQUIRE(made.codes() == "");
  const auto& scenario = made.program->scenarios.front();
  CHECK(scenario.inputs[0].unknown);
  REQUIRE(scenario.expectations[0].left.valid());
  const auto& days = made.node(scenario.expectations[0].left);
  CHECK(days.op == Op::field);
  CHECK(made.child(days, 0).op == Op::call);
  CHECK(made.child(days, 0).b == 1);
}

TEST_CASE("the anchor is a date") {
  CHECK(check("fact signed : date\ndecide d anchored on signed\n  gives x = 1\n").codes() == "");
  CHECK(check("fact signed : integer\ndecide d anchored on signed\n  gives x = 1\n").codes() == "type-mismatch");
}
