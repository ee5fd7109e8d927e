// What a case that ran has to say.
#include "api/loaded_rules.hpp"
#include "explain/argument.hpp"
#include "explain/json_view.hpp"
#include "explain/text_view.hpp"
#include "run/value_text.hpp"

namespace norma {
namespace api {
namespace {

const run::CaseReport* decision_of(const DecidedCase& decided) { return std::get_if<run::CaseReport>(&decided.report); }
const run::ValueReport* value_of(const DecidedCase& decided) { return std::get_if<run::ValueReport>(&decided.report); }

ValueOutcome outcome_of(const program::Program& program, const run::ValueLine& line) {
  ValueOutcome outcome;
  outcome.name = line.name;
  outcome.label = public_text(line.label);
  const bool failed = run::error_inside(program, line.value, line.type).tag == eval::Tag::error;
  outcome.known = !failed && !run::has_unknown(program, line.value, line.type);
  outcome.text = run::value_text(program, line.value, line.type, facts::Language::en, run::Digits::exact);
  outcome.clauses = line.clauses;
  outcome.missing = line.missing;
  return outcome;
}

RequirementState public_state(eval::RequirementState state) {
  switch (state) {
    case eval::RequirementState::met: return RequirementState::met;
    case eval::RequirementState::not_met: return RequirementState::not_met;
    case eval::RequirementState::undetermined: return RequirementState::undetermined;
    case eval::RequirementState::not_applicable: return RequirementState::not_applicable;
    case eval::RequirementState::failed: return RequirementState::failed;
  }
  return RequirementState::failed;
}

Verdict public_verdict(eval::Verdict verdict) {
  switch (verdict) {
    case eval::Verdict::met: return Verdict::met;
    case eval::Verdict::not_met: return Verdict::not_met;
    case eval::Verdict::undetermined: return Verdict::undetermined;
    case eval::Verdict::refused: return Verdict::refused;
  }
  return Verdict::undetermined;
}

RequirementOutcome outcome_of(const run::RequirementLine& line) {
  return {line.name, line.member, public_state(line.state), line.advisory, public_text(line.label), public_text(line.message),
          line.clauses, line.missing};
}

explain::Argument argument_of(const DecidedCase& decided, const ExplanationOptions& options) {
  explain::ArgumentOptions wanted;
  wanted.sources = &decided.rules->compilation.sources;
  wanted.facts = &decided.facts;
  wanted.depth = options.depth;
  wanted.everything = options.everything;
  const program::Program& program = decided.rules->program();
  // A value that a decision gives is told as part of the decision: both stand in one proof.
  const bool whole = !decided.subject.value || decided.subject.output;
  return whole ? explain::build_argument(program, decided.runner->result(), decided.runner->proof(), wanted)
               : explain::build_argument(program, decided.runner->proof(), wanted);
}

}  // namespace

Answer public_answer(run::Answer answer) {
  switch (answer) {
    case run::Answer::satisfied: return Answer::satisfied;
    case run::Answer::negative: return Answer::negative;
    case run::Answer::undetermined: return Answer::undetermined;
    case run::Answer::limit: return Answer::limit;
  }
  return Answer::invalid;
}

}  // namespace api

bool Result::ok() const { return case_->ok(); }

const Findings& Result::findings() const { return case_->findings; }

Answer Result::answer() const {
  if (const run::CaseReport* report = api::decision_of(*case_)) return api::public_answer(report->answer());
  if (const run::ValueReport* report = api::value_of(*case_)) return api::public_answer(report->answer());
  return Answer::invalid;
}

std::optional<Verdict> Result::verdict() const {
  const run::CaseReport* report = api::decision_of(*case_);
  return report != nullptr ? std::optional(api::public_verdict(report->verdict)) : std::nullopt;
}

std::vector<ValueOutcome> Result::values() const {
  std::vector<ValueOutcome> outcomes;
  if (const run::CaseReport* report = api::decision_of(*case_))
    for (const run::ValueLine& line : report->values) outcomes.push_back(api::outcome_of(case_->rules->program(), line));
  if (const run::ValueReport* report = api::value_of(*case_))
    outcomes.push_back(api::outcome_of(case_->rules->program(), report->line));
  return outcomes;
}

std::vector<RequirementOutcome> Result::requirements() const {
  std::vector<RequirementOutcome> outcomes;
  if (const run::CaseReport* report = api::decision_of(*case_))
    for (const run::RequirementLine& line : report->requirements) outcomes.push_back(api::outcome_of(line));
  return outcomes;
}

std::vector<std::string> Result::missing() const {
  std::vector<std::string> names;
  const auto add = [&](const auto* report) {
    if (report == nullptr) return;
    for (const run::MissingLine& line : report->missing) names.push_back(line.name);
  };
  add(api::decision_of(*case_));
  add(api::value_of(*case_));
  return names;
}

std::string Result::text(Language language) const {
  const run::ReportOptions options{api::internal(language), false};
  if (const run::CaseReport* report = api::decision_of(*case_)) return run::text_of(*report, options);
  if (const run::ValueReport* report = api::value_of(*case_)) return run::text_of(*report, options);
  return {};
}

std::string Result::json(const JsonOptions& options) const {
  if (!ok()) return {};
  const run::ReportOptions wanted{facts::Language::en, options.numbers_as_text};
  JsonWriter json(options.indent);
  json.begin_object();
  if (const run::CaseReport* report = api::decision_of(*case_)) run::write_json(json, *report, wanted);
  if (const run::ValueReport* report = api::value_of(*case_)) run::write_json(json, *report, wanted);
  if (options.proof) {
    json.key("proof");
    run::write_proof(json, case_->rules->program(), case_->rules->compilation.sources, case_->runner->proof());
  }
  json.end_object();
  return json.take();
}

std::string Result::explanation(const ExplanationOptions& options) const {
  if (!ok()) return {};
  explain::TextViewOptions view;
  view.width = options.width;
  view.depth = options.depth;
  view.everything = options.everything;
  view.focus = options.only;
  return explain::explain_text(api::argument_of(*case_, options), api::internal(options.language), view);
}

std::string Result::explanation_json(const ExplanationOptions& options) const {
  return ok() ? explain::explain_json(api::argument_of(*case_, options)) : std::string();
}

}  // namespace norma
