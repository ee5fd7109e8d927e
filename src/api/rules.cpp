// Loading, and what can be said of rules without running them.
#include "api/findings.hpp"
#include "api/loaded_rules.hpp"
#include "api/rule_files.hpp"
#include "facts/schema.hpp"
#include "run/names.hpp"
#include "scenario/scenario_runner.hpp"

namespace norma {
namespace api {
namespace {

std::shared_ptr<const LoadedRules> keep(Compilation compilation) {
  auto loaded = std::make_shared<LoadedRules>();
  loaded->findings = findings_of(compilation.diagnostics, compilation.sources);
  if (compilation.ok()) loaded->prepared = std::make_shared<const eval::Prepared>(*compilation.program);
  loaded->compilation = std::move(compilation);
  // Cases need the program and the texts that its places mean; trees and names are only in the way of memory.
  loaded->compilation.names.reset();
  loaded->compilation.packages.clear();
  loaded->compilation.files = {};
  return loaded;
}

Roots roots_of(const LoadOptions& options) { return {options.stdlib, options.parent}; }

DecisionSummary summary_of(const program::Program& program, const program::Callable& decision) {
  DecisionSummary summary;
  summary.name = decision.name;
  if (decision.package.valid()) summary.package = program.packages[decision.package.index()].name;
  summary.label = public_text(run::bilingual(decision.labels));
  summary.clauses = run::clause_texts(decision.citations);
  if (decision.from) summary.from = decision.from->to_iso();
  if (decision.until) summary.until = decision.until->to_iso();
  return summary;
}

/// A text that `make` writes for the decision named; without a name for the only one, or for all facts.
template <class Make>
TextResult about_facts(const LoadedRules& rules, std::string_view decision, std::string_view on, const Make& make) {
  if (!rules.ok()) return {{}, rules.findings};
  DiagnosticSink sink;
  std::optional<Date> date;
  run::Subject subject;
  if (read_date(on, date, sink)) {
    if (decision.empty()) subject.callable = run::find_decision(rules.program(), decision, date).found;
    else subject = run::choose_decision(rules.program(), decision, date, subject_help(), sink);
  }
  if (sink.has_errors()) return {{}, findings_of(sink, rules.compilation.sources)};
  return {make(rules.program(), subject.callable), findings_of(sink, rules.compilation.sources)};
}

ScenarioOutcome outcome_of(const scenario::ScenarioResult& result, const SourceSet& sources) {
  ScenarioOutcome outcome;
  outcome.title = result.scenario->title;
  outcome.place = run::place_text(sources, result.scenario->span);
  outcome.passed = result.passed();
  if (outcome.passed) return outcome;
  outcome.differences = result.input_faults;
  for (const scenario::ExpectationResult& expectation : result.expectations)
    outcome.differences.insert(outcome.differences.end(), expectation.differences.begin(), expectation.differences.end());
  return outcome;
}

}  // namespace

Bilingual public_text(const run::Bilingual& text) { return {text.en, text.zh}; }

eval::EvaluatorLimits evaluator_limits(const Limits& limits) {
  eval::EvaluatorLimits out;
  out.steps = limits.steps;
  out.bytes = limits.bytes;
  return out;
}

bool read_date(std::string_view text, std::optional<Date>& date, DiagnosticSink& sink) {
  if (text.empty()) return true;
  if (const auto read = Date::parse_iso(text)) {
    date = *read;
    return true;
  }
  sink.add(diagnose(DiagnosticKind::bad_option).message("`{}` is not a date", text).help("a date is written YYYY-MM-DD"));
  return false;
}

const run::SubjectHelp& subject_help() {
  static const run::SubjectHelp help{"name a date on which one is in force", "name one of them", "ask for a single value"};
  return help;
}

}  // namespace api

Rules Rules::load(const std::string& path, const LoadOptions& options) {
  return Rules(api::keep(compile(path, api::roots_of(options), DiskFiles())));
}

Rules Rules::from_text(std::string text, const LoadOptions& options, std::string name) {
  return from_files({{name, std::move(text)}}, name, options);
}

Rules Rules::from_files(std::vector<RuleFile> files, const std::string& package, const LoadOptions& options) {
  const api::FilesBesideLibrary reader(std::move(files), options.stdlib);
  return Rules(api::keep(compile(package, api::roots_of(options), reader)));
}

bool Rules::ok() const { return loaded_->ok(); }

const Findings& Rules::findings() const { return loaded_->findings; }

std::vector<DecisionSummary> Rules::decisions() const {
  std::vector<DecisionSummary> summaries;
  if (!ok()) return summaries;
  const program::Program& program = loaded_->program();
  for (const program::Callable& callable : program.callables) {
    const bool bundled = callable.package.valid() && program.packages[callable.package.index()].bundled;
    if (callable.kind == program::CallableKind::decision && !bundled) summaries.push_back(api::summary_of(program, callable));
  }
  return summaries;
}

TextResult Rules::json_schema(std::string_view decision, std::string_view on) const {
  return api::about_facts(*loaded_, decision, on, [](const program::Program& program, program::CallableId callable) {
    return facts::json_schema(program, callable);
  });
}

TextResult Rules::blank_form(std::string_view decision, Language language, std::string_view on) const {
  return api::about_facts(*loaded_, decision, on, [&](const program::Program& program, program::CallableId callable) {
    return facts::blank_form(program, callable, api::internal(language));
  });
}

Result Rules::decide(std::string_view facts, const CaseOptions& options) const {
  return Result(api::decide(loaded_, std::nullopt, facts, options));
}

Result Rules::value(std::string_view asked, std::string_view facts, const CaseOptions& options) const {
  return Result(api::decide(loaded_, asked, facts, options));
}

ScenarioReport Rules::run_scenarios(const Limits& limits) const {
  ScenarioReport report;
  if (!ok()) return report;
  const SourceSet& sources = loaded_->compilation.sources;
  for (const scenario::ScenarioResult& result :
       scenario::run_scenarios(loaded_->program(), sources, nullptr, api::evaluator_limits(limits))) {
    report.scenarios.push_back(api::outcome_of(result, sources));
    if (result.passed()) continue;
    ++report.failed;
    report.text += scenario::failure_text(result, sources);
  }
  return report;
}

}  // namespace norma
