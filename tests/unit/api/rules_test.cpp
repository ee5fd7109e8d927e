#include <catch2/catch.hpp>

#include "sample_rules.hpp"

using norma::Finding;
using norma::LoadOptions;
using norma::Rules;

namespace {

const std::string source = NORMA_SOURCE_DIRECTORY;

std::vector<std::string> codes(const Rules& rules) {
  std::vector<std::string> out;
  for (const Finding& finding : rules.findings().items) out.push_back(finding.code);
  return out;
}

}  // namespace

TEST_CASE("faults of rules are findings with a code, a place and an excerpt") {
  const Rules rules = Rules::from_text("language 1\npackage p\ndefine mixed = 1 + true\n", {}, "mixed.rule");
  CHECK_FALSE(rules.ok());
  CHECK(rules.findings().has_errors());
  REQUIRE(rules.findings().items.size() == 1);
  const Finding& finding = rules.findings().items.front();
  CHECK(finding.severity == Finding::Severity::error);
  CHECK(finding.category == Finding::Category::rules);
  CHECK_FALSE(finding.code.empty());
  CHECK(finding.file == "mixed.rule");
  CHECK(finding.line == 3);
  CHECK(finding.column > 1);
  CHECK(finding.end_line == 3);
  CHECK(finding.end_column > finding.column);
  CHECK(rules.findings().text.find("define mixed = 1 + true") != std::string::npos);
  CHECK(rules.findings().json.find("\"" + finding.code + "\"") != std::string::npos);
}

TEST_CASE("without rules every question is answered by the findings") {
  const Rules rules = Rules::from_text("language 1\npackage p\ndefine mixed = 1 + true\n");
  CHECK(rules.decisions().empty());
  CHECK(rules.run_scenarios().scenarios.empty());
  const norma::Result result = rules.decide("{}");
  CHECK_FALSE(result.ok());
  CHECK(result.findings().text == rules.findings().text);
  CHECK_FALSE(rules.value("mixed").ok());
  CHECK(rules.json_schema().findings.text == rules.findings().text);
  CHECK_FALSE(rules.blank_form("", norma::Language::english).ok());
}

TEST_CASE("sound rules have no errors") {
  const Rules rules = sample_rules();
  INFO(rules.findings().text);
  CHECK(rules.ok());
  CHECK_FALSE(rules.findings().has_errors());
}

TEST_CASE("packages in memory use one another") {
  const std::vector<norma::RuleFile> files{
      {"p/a.rule", "language 1\npackage p\n  title en \"t\"\n  use tools\ndefine x = twice(2)\n"},
      {"tools.rule", "language 1\npackage tools\n  title en \"t\"\ndefine twice(n : number) = n * 2\n"}};
  const Rules rules = Rules::from_files(files, "p");
  INFO(rules.findings().text);
  REQUIRE(rules.ok());
  REQUIRE(rules.value("x").values().size() == 1);
  CHECK(rules.value("x").values()[0].text == "4");
  CHECK(codes(Rules::from_files(files, "q")) == std::vector<std::string>{"file-unreadable"});
}

TEST_CASE("rules in memory see the standard library of the disk and nothing else of it") {
  LoadOptions options;
  options.stdlib = source + "/stdlib";
  const Rules rules = Rules::from_text("language 1\npackage p\n  title en \"t\"\n  use norma.units\ndefine day = 8 hours\n", options);
  INFO(rules.findings().text);
  CHECK(rules.ok());

  options.parent = source;
  const std::string user = "language 1\npackage p\n  title en \"t\"\n  use stdlib.units\ndefine x = 1\n";
  CHECK(codes(Rules::from_text(user, options)) == std::vector<std::string>{"unknown-package"});
  options.stdlib.clear();
  CHECK_FALSE(Rules::from_text("language 1\npackage p\n  use norma.units\ndefine x = 1\n", options).ok());
}

TEST_CASE("rules are read from the disk") {
  LoadOptions options;
  options.stdlib = source + "/stdlib";
  const Rules rules = Rules::load(source + "/stdlib/dates.rule", options);
  INFO(rules.findings().text);
  REQUIRE(rules.ok());
  const norma::ScenarioReport report = rules.run_scenarios();
  CHECK(report.scenarios.size() > 0);
  CHECK(report.failed == 0);
  CHECK(report.text.empty());
}

TEST_CASE("a path that leads nowhere is a finding") {
  const Rules rules = Rules::load(source + "/no-such-folder");
  CHECK_FALSE(rules.ok());
  REQUIRE(rules.findings().items.size() == 1);
  CHECK(rules.findings().items[0].category == Finding::Category::files);
}

TEST_CASE("decisions are listed with their labels and clauses") {
  const auto decisions = sample_rules().decisions();
  REQUIRE(decisions.size() == 1);
  CHECK(decisions[0].name == "audit_time");
  CHECK(decisions[0].package == "example.audit");
  CHECK(decisions[0].label.en == "audit time");
  CHECK(decisions[0].label.zh == "审核时间");
  CHECK(decisions[0].clauses == std::vector<std::string>{"4.2"});
  CHECK(decisions[0].from.empty());
}

TEST_CASE("what may be given is told for programs and for people") {
  const Rules rules = sample_rules();
  const norma::TextResult schema = rules.json_schema("audit_time");
  REQUIRE(schema.ok());
  CHECK(schema.text.find("\"headcount\"") != std::string::npos);
  const norma::TextResult form = rules.blank_form("", norma::Language::chinese);
  REQUIRE(form.ok());
  CHECK(form.text.find("多少人") != std::string::npos);
  const norma::TextResult unknown = rules.json_schema("audit_tme");
  CHECK_FALSE(unknown.ok());
  CHECK(unknown.text.empty());
  CHECK_FALSE(rules.json_schema("", "yesterday").ok());
}

TEST_CASE("scenarios tell what they saw") {
  const norma::ScenarioReport passed = sample_rules().run_scenarios();
  REQUIRE(passed.scenarios.size() == 1);
  CHECK(passed.scenarios[0].title == "a reduction within the cap");
  CHECK(passed.scenarios[0].passed);

  const Rules wrong = Rules::from_text("language 1\npackage p\nscenario \"one and one\"\n  expect 1 + 1 = 3\n");
  INFO(wrong.findings().text);
  REQUIRE(wrong.ok());
  const norma::ScenarioReport failed = wrong.run_scenarios();
  REQUIRE(failed.scenarios.size() == 1);
  CHECK(failed.failed == 1);
  CHECK_FALSE(failed.scenarios[0].passed);
  CHECK(failed.scenarios[0].place == "text.rule:3:1");
  CHECK_FALSE(failed.scenarios[0].differences.empty());
  CHECK(failed.text.find("one and one") != std::string::npos);
}
