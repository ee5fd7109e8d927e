// norma test: runs the scenarios that stand beside the rules.
#include <memory>

#include <fmt/format.h>

#include "base/json_writer.hpp"
#include "base/unicode.hpp"
#include "commands.hpp"
#include "package_paths.hpp"
#include "run/names.hpp"
#include "scenario/scenario_runner.hpp"

namespace norma::cli {
namespace {

using scenario::Coverage;
using scenario::CoverageCount;
using scenario::CoverageSummary;
using scenario::ScenarioResult;

struct TestOptions {
  std::vector<std::string> packages;
  bool coverage = false;
};

struct Totals {
  std::size_t packages = 0, invalid = 0, scenarios = 0, failed = 0;
};

class Tester {
 public:
  Tester(Session& session, const TestOptions& options) : session_(session), options_(options), json_(2) {}

  ExitStatus run() {
    if (session_.json()) json_.begin_object().key("packages").begin_array();
    for (const std::string& path : options_.packages) test_path(path);
    if (session_.json()) finish_json();
    else finish_text();
    return totals_.failed > 0 ? worse(status_, ExitStatus::negative) : status_;
  }

 private:
  void test_path(const std::string& path) {
    const std::vector<std::string> found = find_packages(session_, path, true);
    if (found.empty())
      status_ = worse(status_, session_.show(diagnose(DiagnosticKind::no_packages_found).message("no rule files in `{}` or below", path)));
    for (const std::string& package : found) test_package(package);
  }

  void test_package(const std::string& path) {
    ++totals_.packages;
    ExitStatus loaded = ExitStatus::satisfied;
    const auto compilation = session_.load(path, loaded);
    status_ = worse(status_, loaded);
    if (!compilation) {
      ++totals_.invalid;
      return;
    }
    const program::Program& program = *compilation->program;
    Coverage coverage(program);
    const auto results = scenario::run_scenarios(program, compilation->sources, &coverage, session_.limits());
    for (const ScenarioResult& result : results) totals_.failed += result.passed() ? 0U : 1U;
    totals_.scenarios += results.size();
    const CoverageSummary summary = coverage.summary(compilation->sources);
    if (session_.json()) write_json(path, program, compilation->sources, results, summary);
    else write_text(path, program, compilation->sources, results, summary);
  }

  // ---- text ---------------------------------------------------------------------------------------------------------------
  void write_text(const std::string& path, const program::Program& program, const SourceSet& sources,
                  const std::vector<ScenarioResult>& results, const CoverageSummary& coverage) {
    std::size_t passed = 0;
    for (const ScenarioResult& result : results) {
      passed += result.passed() ? 1U : 0U;
      if (!result.passed()) session_.out.write(scenario::failure_text(result, sources));
    }
    session_.out.write(fmt::format("{} ({}): {} of {} scenarios passed; {}\n", escape_for_display(path), program.packages.front().name, passed,
                                   results.size(), coverage_line(coverage)));
    if (!options_.coverage) return;
    write_uncovered("clause", coverage.clauses);
    write_uncovered("branch", coverage.branches);
    write_uncovered("row", coverage.rows);
    write_uncovered("requirement, both ways", coverage.requirements);
  }

  static std::string coverage_line(const CoverageSummary& coverage) {
    const auto part = [](const CoverageCount& counted) { return fmt::format("{}/{}", counted.covered, counted.total); };
    return fmt::format("seen: clauses {}, branches {}, rows {}, requirements both ways {}", part(coverage.clauses), part(coverage.branches),
                       part(coverage.rows), part(coverage.requirements));
  }

  void write_uncovered(const char* what, const CoverageCount& counted) {
    for (const std::string& missing : counted.uncovered) session_.out.write(fmt::format("  not seen: {} {}\n", what, escape_for_display(missing)));
  }

  void finish_text() {
    session_.out.write(fmt::format("{} {}, {} scenarios, {} passed, {} failed{}\n", totals_.packages, totals_.packages == 1 ? "package" : "packages",
                                   totals_.scenarios, totals_.scenarios - totals_.failed, totals_.failed,
                                   totals_.invalid > 0 ? fmt::format(", {} with invalid rules", totals_.invalid) : ""));
  }

  // ---- JSON ---------------------------------------------------------------------------------------------------------------
  void write_json(const std::string& path, const program::Program& program, const SourceSet& sources,
                  const std::vector<ScenarioResult>& results, const CoverageSummary& coverage) {
    json_.begin_object().text_member("path", path).text_member("package", program.packages.front().name);
    json_.key("scenarios").begin_array();
    for (const ScenarioResult& result : results) write_json(result, sources);
    json_.end_array();
    json_.key("coverage").begin_object();
    write_json("clauses", coverage.clauses);
    write_json("branches", coverage.branches);
    write_json("rows", coverage.rows);
    write_json("requirements", coverage.requirements);
    json_.end_object().end_object();
  }

  void write_json(const ScenarioResult& result, const SourceSet& sources) {
    json_.begin_object().text_member("title", result.scenario->title).text_member("place", run::place_text(sources, result.scenario->span));
    json_.key("passed").boolean(result.passed());
    if (!result.passed()) {
      json_.key("differences").begin_array();
      for (const std::string& fault : result.input_faults) json_.text(fault);
      for (const auto& expectation : result.expectations)
        for (const std::string& difference : expectation.differences)
          json_.text(run::place_text(sources, expectation.expectation->span) + ": " + difference);
      json_.end_array();
    }
    json_.end_object();
  }

  void write_json(const char* key, const CoverageCount& counted) {
    json_.key(key).begin_object().key("covered").number(std::to_string(counted.covered)).key("total").number(std::to_string(counted.total));
    if (options_.coverage) {
      json_.key("uncovered").begin_array();
      for (const std::string& missing : counted.uncovered) json_.text(missing);
      json_.end_array();
    }
    json_.end_object();
  }

  void finish_json() {
    json_.end_array();
    json_.key("scenarios").number(std::to_string(totals_.scenarios));
    json_.key("failed").number(std::to_string(totals_.failed));
    json_.key("invalid_packages").number(std::to_string(totals_.invalid));
    json_.end_object();
    session_.out.write(json_.take() + "\n");
  }

  Session& session_;
  const TestOptions& options_;
  JsonWriter json_;
  Totals totals_;
  ExitStatus status_ = ExitStatus::satisfied;
};

}  // namespace

void add_test(CLI::App& app, Session& session) {
  CLI::App& command = add_command(app, "test", "Run the scenarios of packages",
                                  "  norma test rules/cnca\n"
                                  "  norma test rules --coverage\n"
                                  "  norma test rules --format json\n");
  const auto options = std::make_shared<TestOptions>();
  command.add_option("packages", options->packages, "Folders or files of rules; a folder stands for every package in and below it")
      ->required()->type_name("PACKAGE|FOLDER");
  command.add_flag("--coverage", options->coverage, "List the clauses, branches and rows that no scenario reaches");
  command.callback([&session, options] { session.action = [&session, options] { return Tester(session, *options).run(); }; });
}

}  // namespace norma::cli
