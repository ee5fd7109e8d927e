#include <catch2/catch.hpp>

#include "sample_rules.hpp"

using norma::Answer;
using norma::CaseOptions;
using norma::Language;
using norma::Result;
using norma::Rules;
using norma::Verdict;

namespace {

// 15 people: 6 person-days, of which 30 % are 1.8.
constexpr const char* within = R"({"headcount": 15, "reduction": 1.5})";
constexpr const char* beyond = R"({"headcount": 15, "reduction": 2})";

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::string only_code(const Result& result) {
  CHECK_FALSE(result.ok());
  CHECK(result.answer() == Answer::invalid);
  REQUIRE(result.findings().items.size() == 1);
  return result.findings().items.front().code;
}

}  // namespace

TEST_CASE("a case within the cap is satisfied") {
  const Result result = sample_rules().decide(within);
  REQUIRE(result.ok());
  CHECK(result.answer() == Answer::satisfied);
  CHECK(result.verdict() == Verdict::met);
  REQUIRE(result.values().size() == 1);
  CHECK(result.values()[0].name == "days");
  CHECK(result.values()[0].known);
  CHECK(result.values()[0].text == "4.5 person_days");
  REQUIRE(result.requirements().size() == 1);
  CHECK(result.requirements()[0].state == norma::RequirementState::met);
  CHECK(result.requirements()[0].clauses == std::vector<std::string>{"4.2"});
  CHECK(result.missing().empty());
  CHECK(result.findings().items.empty());
}

TEST_CASE("a case beyond the cap is negative and says so in both languages") {
  const Result result = sample_rules().decide(beyond);
  CHECK(result.answer() == Answer::negative);
  CHECK(result.verdict() == Verdict::not_met);
  REQUIRE(result.requirements().size() == 1);
  CHECK(result.requirements()[0].state == norma::RequirementState::not_met);
  CHECK(holds(result.requirements()[0].message.in(Language::english), "is more than 30 %"));
  CHECK(holds(result.requirements()[0].message.in(Language::chinese), "超过"));
}

TEST_CASE("what is not given is unknown and is named") {
  const Result result = sample_rules().decide(R"({"reduction": 1.5})");
  REQUIRE(result.ok());
  CHECK(result.answer() == Answer::undetermined);
  CHECK(result.verdict() == Verdict::undetermined);
  CHECK(result.missing() == std::vector<std::string>{"headcount"});
  REQUIRE(result.values().size() == 1);
  CHECK_FALSE(result.values()[0].known);
  CHECK(result.values()[0].missing == std::vector<std::string>{"headcount"});
}

TEST_CASE("a discretion set for the case wins over its default") {
  CaseOptions options;
  options.readings = {{"relief", "10"}};
  // 10 % of 6 and 1.5 are 2.1, more than 1.8.
  CHECK(sample_rules().decide(within, options).answer() == Answer::negative);
  options.readings = {{"relif", "10"}};
  CHECK_FALSE(sample_rules().decide(within, options).ok());
}

TEST_CASE("facts can be YAML") {
  CaseOptions options;
  options.format = norma::FactsFormat::yaml;
  CHECK(sample_rules().decide("headcount: 15\nreduction: 1.5\n", options).answer() == Answer::satisfied);
}

TEST_CASE("faults of the facts are findings with a place") {
  CaseOptions options;
  options.facts_name = "case 7";
  const Result result = sample_rules().decide("{\"headcount\": 15,\n \"reduction\": \"much\"}", options);
  only_code(result);
  const norma::Finding& finding = result.findings().items.front();
  CHECK(finding.category == norma::Finding::Category::facts);
  CHECK(finding.file == "case 7");
  CHECK(finding.line == 2);
  CHECK(finding.pointer == "/reduction");
  CHECK(holds(result.findings().text, "case 7:2"));
  CHECK(holds(result.findings().json, finding.code));
  CHECK(result.values().empty());
  CHECK_FALSE(result.verdict());
  CHECK(result.text(Language::english).empty());
  CHECK(result.json().empty());
  CHECK(result.explanation().empty());
  CHECK(result.explanation_json().empty());
}

TEST_CASE("what is no document at all is a finding") {
  for (const char* text : {"", "{", "[]", "\xFF"}) CHECK_FALSE(sample_rules().decide(text).ok());
}

TEST_CASE("a decision is found by its name") {
  CaseOptions options;
  options.decision = "audit_time";
  CHECK(sample_rules().decide(within, options).ok());
  options.decision = "audit_tme";
  const Result unknown = sample_rules().decide(within, options);
  CHECK(only_code(unknown) == "no-such-decision");
  CHECK(unknown.findings().items.front().category == norma::Finding::Category::request);
}

TEST_CASE("single values can be asked for") {
  const Rules rules = sample_rules();
  const Result row = rules.value("base_time(20)");
  REQUIRE(row.ok());
  CHECK(row.answer() == Answer::satisfied);
  CHECK_FALSE(row.verdict());
  REQUIRE(row.values().size() == 1);
  CHECK(row.values()[0].text == "7 person_days");
  CHECK(holds(row.explanation(), "7 person days"));

  const Result output = rules.value("audit_time.days", within);
  REQUIRE(output.values().size() == 1);
  CHECK(output.values()[0].text == "4.5 person_days");
  CHECK(holds(output.explanation(), "4.5 person days"));

  CHECK(rules.value("base_time(30)").answer() == Answer::undetermined);
}

TEST_CASE("a value that is not there, and a question that is none, are findings") {
  const Rules rules = sample_rules();
  CHECK(only_code(rules.value("base_tme(20)")) == "no-such-value");
  CHECK(only_code(rules.value("audit_time.dys", within)) == "no-such-value");
  CHECK(only_code(rules.value("base_time(20")) == "bad-option");
  CHECK(only_code(rules.value("base_time(20, 30)")) == "wrong-arguments");
}

TEST_CASE("the date chooses among versions") {
  const Rules rules = Rules::from_text("language 1\npackage v\ndefine limit = 3  until 2025-12-31\ndefine limit = 4  from 2026-01-01\n");
  REQUIRE(rules.ok());
  CaseOptions options;
  CHECK(only_code(rules.value("limit", "{}", options)) == "version-needs-date");
  options.on = "2026-05-01";
  REQUIRE(rules.value("limit", "{}", options).values().size() == 1);
  CHECK(rules.value("limit", "{}", options).values()[0].text == "4");
  options.on = "2026-02-30";
  CHECK(only_code(rules.value("limit", "{}", options)) == "bad-option");
}

TEST_CASE("results are written as text and JSON") {
  const Result result = sample_rules().decide(within);
  CHECK(holds(result.text(Language::english), "verdict: met"));
  CHECK(holds(result.text(Language::chinese), "within_cap"));
  CHECK(holds(result.json(), "\"verdict\": \"met\""));
  CHECK(holds(result.json(), "\"days\": \"4.5\""));  // no whole number and without a step: a text, so that it stays exact
  norma::JsonOptions options;
  options.indent = 0;
  options.proof = true;
  CHECK_FALSE(holds(result.json(options), "\n"));
  CHECK(holds(result.json(options), "\"proof\""));
}

TEST_CASE("explanations come in both languages and as JSON") {
  const Result result = sample_rules().decide(beyond);
  norma::ExplanationOptions options;
  CHECK(holds(result.explanation(options), "[4.2]"));
  options.language = Language::chinese;
  CHECK(holds(result.explanation(options), "审核时间"));
  CHECK(result.explanation_json().front() == '{');
  options.only = "base_time";
  CHECK_FALSE(result.explanation(options).empty());
  options.only = "nothing_of_this_name";
  CHECK(result.explanation(options).empty());
}

TEST_CASE("a case that costs too much ends at the limit") {
  const Rules rules = Rules::from_text("language 1\npackage p\ndefine long_sum = sum of k for each k in 0 .. 1000\n");
  INFO(rules.findings().text);
  REQUIRE(rules.ok());
  CaseOptions options;
  CHECK(rules.value("long_sum", "{}", options).answer() == Answer::satisfied);
  options.limits.steps = 100;
  CHECK(rules.value("long_sum", "{}", options).answer() == Answer::limit);
}

TEST_CASE("a result outlives the rules it came of") {
  const Result result = Rules(sample_rules()).decide(within);
  CHECK(holds(result.explanation(), "30% * table_time"));
}

TEST_CASE("an object that was moved from still answers") {
  Rules first = sample_rules();
  const Rules second = std::move(first);
  CHECK(second.ok());
  CHECK(first.ok());  // NOLINT(bugprone-use-after-move): this is what is promised
}
