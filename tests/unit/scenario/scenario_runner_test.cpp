#include <catch2/catch.hpp>

#include "program/builder.hpp"
#include "scenario/scenario_runner.hpp"

using namespace norma;
using program::CallableKind;
using program::CallableId;
using program::Expectation;
using program::NodeId;
using program::Op;
using program::Scenario;
using Kind = ast::Expectation::Kind;

namespace {

// A package `p` with
//   fact n : integer
//   define next = n + 1                        per 1
//   decide d
//     require small : n <= 3                   per 2
//     advise tiny : n <= 1
struct Rules {
  program::ProgramBuilder builder;
  NodeId n, next_value;
  CallableId next, small, tiny, decision;

  Rules() {
    program::Package package;
    package.name = "p";
    builder.program().packages.push_back(package);
    program::Fact fact;
    fact.name = "n";
    fact.type = builder.integer();
    fact.package = program::PackageId(0);
    n = builder.add(Op::fact, builder.integer(), {}, builder.add_fact(fact).value());
    add_next();
    small = add_requirement("small", CallableKind::requirement, 3, "2");
    tiny = add_requirement("tiny", CallableKind::advice, 1, "");
    add_decision();
  }

  program::Callable callable(const char* name, CallableKind kind, const char* clause) {
    program::Callable result;
    result.name = name;
    result.kind = kind;
    result.package = program::PackageId(0);
    result.result = builder.boolean();
    if (*clause != '\0') result.citations.push_back({"", clause, {}});
    return result;
  }

  void add_next() {
    program::Callable define = callable("next", CallableKind::definition, "1");
    define.result = builder.integer();
    define.body = builder.add(Op::add, builder.integer(), {n, builder.number_node(Number(1))});
    next = builder.add_callable(define);
    next_value = builder.add(Op::definition, builder.integer(), {}, next.value());
  }

  CallableId add_requirement(const char* name, CallableKind kind, int limit, const char* clause) {
    program::Callable require = callable(name, kind, clause);
    require.condition = builder.add(Op::less_equal, builder.boolean(), {n, builder.number_node(Number(limit))});
    return builder.add_callable(require);
  }

  void add_decision() {
    program::Callable decide = callable("d", CallableKind::decision, "");
    program::Record record;
    record.fields.resize(1);
    record.fields[0].name = "satisfied";
    record.fields[0].type = builder.boolean();
    decide.result = builder.record(builder.add_record(record));
    decide.requirements.push_back({small, {}, false, {}});
    decide.requirements.push_back({tiny, {}, true, {}});
    decision = builder.add_callable(decide);
  }

  Scenario given(std::optional<int> value) {
    Scenario scenario;
    scenario.package = program::PackageId(0);
    if (value) scenario.inputs.push_back({"n", builder.number_node(Number(*value), builder.integer()), false, false, {}});
    return scenario;
  }

  Expectation verdict(ast::ExpectedVerdict expected) const {
    Expectation expectation;
    expectation.kind = Kind::verdict;
    expectation.subject = decision;
    expectation.verdict = expected;
    return expectation;
  }

  Expectation next_is(int expected) {
    Expectation expectation;
    expectation.left = next_value;
    expectation.right = builder.number_node(Number(expected), builder.integer());
    expectation.expression = builder.add(Op::equal, builder.boolean(), {expectation.left, expectation.right});
    return expectation;
  }

  scenario::ScenarioResult run(Scenario scenario, Expectation expectation) {
    scenario.expectations.push_back(std::move(expectation));
    kept = std::move(scenario);
    return scenario::ScenarioRunner(builder.program(), sources).run(kept);
  }

  Scenario kept;
  SourceSet sources;
};

std::string difference(const scenario::ScenarioResult& result) {
  REQUIRE(result.expectations.size() == 1);
  const auto& differences = result.expectations.front().differences;
  return differences.empty() ? std::string() : differences.front();
}

using Verdict = ast::ExpectedVerdict;

}  // namespace

TEST_CASE("a value that is as expected passes, another tells both sides", "[scenario]") {
  Rules rules;
  CHECK(rules.run(rules.given(2), rules.next_is(3)).passed());
  const auto failed = rules.run(rules.given(2), rules.next_is(4));
  CHECK_FALSE(failed.passed());
  CHECK(difference(failed) == "seen 3, expected 4");
}

TEST_CASE("a value that rests on a missing fact is not equal to anything", "[scenario]") {
  Rules rules;
  const auto failed = rules.run(rules.given({}), rules.next_is(4));
  CHECK_FALSE(failed.passed());
  CHECK(difference(failed).find("missing n") != std::string::npos);
}

TEST_CASE("verdicts are compared, and the reasons told", "[scenario]") {
  Rules rules;
  CHECK(rules.run(rules.given(3), rules.verdict(Verdict::met)).passed());
  CHECK(rules.run(rules.given(4), rules.verdict(Verdict::not_met)).passed());
  CHECK(rules.run(rules.given({}), rules.verdict(Verdict::undetermined)).passed());
  const auto failed = rules.run(rules.given(4), rules.verdict(Verdict::met));
  CHECK(difference(failed) == "seen not met, expected met: small not_met");
}

TEST_CASE("failing and advising are complete", "[scenario]") {
  Rules rules;
  Expectation expectation = rules.verdict(Verdict::not_met);
  expectation.failing = {{{"small", {}}}};
  expectation.advising = {{{"tiny", {}}}};
  CHECK(rules.run(rules.given(4), expectation).passed());
  expectation.advising = std::vector<program::ExpectedMember>{};
  CHECK(difference(rules.run(rules.given(4), expectation)) == "advising tiny, expected nothing");
  expectation.advising.reset();
  expectation.failing = {{{"small", {}}, {"tiny", {}}}};
  CHECK(difference(rules.run(rules.given(4), expectation)) == "failing small, expected small, tiny");
}

TEST_CASE("the facts that are missing are complete", "[scenario]") {
  Rules rules;
  Expectation expectation = rules.verdict(Verdict::undetermined);
  expectation.missing = {{"n"}};
  CHECK(rules.run(rules.given({}), expectation).passed());
  expectation.missing = std::vector<std::string>{};
  CHECK(difference(rules.run(rules.given({}), expectation)) == "missing n, expected nothing");
}

TEST_CASE("an expected clause must stand in the proof", "[scenario]") {
  Rules rules;
  Expectation expectation = rules.next_is(3);
  expectation.citing.push_back({"", "1", {}});
  CHECK(rules.run(rules.given(2), expectation).passed());
  expectation.citing.push_back({"", "2", {}});
  CHECK(difference(rules.run(rules.given(2), expectation)) == "clause 2 is not cited; cited: 1");
}

TEST_CASE("an error is expected by its code", "[scenario]") {
  Rules rules;
  Expectation expectation;
  expectation.kind = Kind::value_error;
  expectation.expression = rules.builder.add(Op::divide, rules.builder.number(), {rules.builder.number_node(Number(1)), rules.n});
  expectation.error_code = "division-by-zero";
  CHECK(rules.run(rules.given(0), expectation).passed());
  CHECK(difference(rules.run(rules.given(1), expectation)) == "seen 1, expected error division-by-zero");
}

TEST_CASE("an undetermined value names what is missing", "[scenario]") {
  Rules rules;
  Expectation expectation;
  expectation.kind = Kind::value_undetermined;
  expectation.expression = rules.next_value;
  expectation.missing = {{"n"}};
  CHECK(rules.run(rules.given({}), expectation).passed());
  CHECK(difference(rules.run(rules.given(1), expectation)) == "seen 2, expected undetermined");
}

TEST_CASE("a given value that is an error fails the scenario before anything is expected", "[scenario]") {
  Rules rules;
  Scenario scenario = rules.given({});
  const NodeId zero = rules.builder.number_node(Number(0));
  const NodeId bad = rules.builder.add(Op::divide, rules.builder.number(), {rules.builder.number_node(Number(1)), zero});
  scenario.inputs.push_back({"n", bad, false, false, {}});
  const auto result = rules.run(scenario, rules.next_is(3));
  CHECK_FALSE(result.passed());
  CHECK(result.input_faults.size() == 1);
  CHECK(result.expectations.empty());
}

TEST_CASE("coverage counts clauses seen and requirements seen both ways", "[scenario]") {
  Rules rules;
  program::Package& package = rules.builder.program().packages.front();
  for (const char* id : {"1", "2"}) {
    program::ClauseEntry entry;
    entry.id = id;
    package.clauses.push_back(entry);
  }
  scenario::Coverage coverage(rules.builder.program());
  Scenario scenario = rules.given(2);
  scenario.expectations.push_back(rules.next_is(3));
  scenario::ScenarioRunner(rules.builder.program(), rules.sources, &coverage).run(scenario);
  const auto summary = coverage.summary(rules.sources);
  CHECK(summary.clauses.total == 2);
  CHECK(summary.clauses.covered == 1);
  CHECK(summary.clauses.uncovered == std::vector<std::string>{"2"});
}
