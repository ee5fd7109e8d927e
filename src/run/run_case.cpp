#include "run/run_case.hpp"

#include <algorithm>

#include "explain/wording.hpp"
#include "run/value_text.hpp"

namespace norma::run {
namespace {

using eval::Tag;
using eval::Value;
using program::Callable;
using program::CallableId;
using program::FactId;

std::vector<std::string> missing_names(const program::Program& program, const std::vector<eval::Cause>& causes) {
  std::vector<std::string> names;
  for (const eval::Cause& cause : causes)
    if (is_missing(cause)) names.push_back(cause_name(program, cause));
  return names;
}

const facts::DocumentNode* find_fact(const facts::DocumentNode& document, const program::Fact& fact) {
  if (const facts::DocumentNode* node = document.find(fact.name)) return node;
  const facts::DocumentNode* policy = document.find(facts::policy_key);
  return policy != nullptr ? policy->find(fact.name) : nullptr;
}

}  // namespace

CaseRunner::CaseRunner(const program::Program& program, const SourceSet& sources, const eval::EvaluatorLimits& limits)
    : CaseRunner(std::make_shared<const eval::Prepared>(program), sources, limits) {}

CaseRunner::CaseRunner(std::shared_ptr<const eval::Prepared> prepared, const SourceSet& sources, const eval::EvaluatorLimits& limits)
    : program_(prepared->program()), sources_(sources), evaluator_(std::move(prepared), limits) {}

void CaseRunner::begin(const facts::CaseFacts& facts, std::optional<Date> on) {
  result_.clear();
  evaluator_.begin_case(facts.facts, on);
  evaluator_.record_proof(true);
}

bool CaseRunner::check_applicable(const facts::DocumentNode& document, const facts::DocumentSource& source,
                                  const facts::CaseFacts& facts, std::optional<Date> on, DiagnosticSink& sink) {
  evaluator_.begin_case(facts.facts, on);
  bool all_apply = true;
  for (std::size_t i = 0; i < program_.facts.size(); ++i) {
    const program::Fact& fact = program_.facts[i];
    const Tag given = facts.facts[i].tag;
    if (!fact.asked_when.valid() || given == Tag::absent || given == Tag::unknown) continue;
    if (!evaluator_.applicability(FactId::from_index(i)).is_false()) continue;
    const facts::DocumentNode* node = find_fact(document, fact);
    if (node == nullptr) continue;
    const std::string condition(sources_.text(program_.node_info[fact.asked_when.index()].span));
    sink.add(diagnose(DiagnosticKind::fact_given_not_applicable,
                      DataPosition{source.file, node->line, node->column, source.record, "/" + facts::pointer_token(fact.name)})
                 .message("`{}` is given, but it does not apply: it is asked when `{}`", fact.name, condition)
                 .clause(fact.citations.empty() ? std::string() : clause_text(fact.citations.front()))
                 .help("leave `{}` out, or correct the facts its condition rests on", fact.name));
    all_apply = false;
  }
  return all_apply;
}

ValueLine CaseRunner::output_line(const eval::OutputResult& output) const {
  const program::Output& declared = *output.output;
  return {declared.name, bilingual(declared.labels), clause_texts(declared.citations), output.value, declared.type,
          missing_names(program_, causes_inside(program_, output.value, declared.type))};
}

// The message, or the label in its place, with its values as each language sets them.
Bilingual CaseRunner::message(const Callable& requirement, const eval::RequirementResult& result) const {
  const program::Message& written = requirement.resolved_message;
  const program::Message& used = written.en || written.zh ? written : requirement.resolved_labels;
  const explain::BothLanguages text = explain::message_of(program_, used, result.message_values);
  return {text.en, text.zh};
}

RequirementLine CaseRunner::requirement_line(const eval::RequirementResult& result) const {
  const Callable& requirement = program_[result.requirement];
  RequirementLine line;
  line.name = requirement.name;
  line.member = result.member;
  line.advisory = result.advisory;
  line.state = result.state;
  line.label = bilingual(requirement.labels);
  if (!result.message_en.empty() || !result.message_zh.empty()) line.message = message(requirement, result);
  line.clauses = clause_texts(requirement.citations);
  if (result.member_enum.valid() && result.member_value != eval::no_index)
    for (const program::Citation& citation : program_.enums[result.member_enum.index()].values[result.member_value].citations)
      line.clauses.push_back(clause_text(citation));
  line.missing = missing_names(program_, causes_inside(program_, result.value, requirement.result));
  line.place = place_text(sources_, requirement.head);
  return line;
}

void CaseRunner::run(CallableId decision, const facts::CaseFacts& facts, std::optional<Date> on) {
  begin(facts, on);
  evaluator_.decide(decision, facts.given, result_);
  proof_ = evaluator_.take_proof(result_.proof);
  add_causes_inside_values();
}

// A list or record that is known, but not all of it: what the rest waits for is missing as well.
void CaseRunner::add_causes_inside_values() {
  std::vector<eval::Cause>& missing = result_.missing;
  for (const eval::OutputResult& output : result_.outputs)
    for (const eval::Cause& cause : causes_inside(program_, output.value, output.output->type)) missing.push_back(cause);
  std::sort(missing.begin(), missing.end());
  missing.erase(std::unique(missing.begin(), missing.end()), missing.end());
}

CaseReport CaseRunner::decide(CallableId decision, const facts::CaseFacts& facts, std::optional<Date> on) {
  run(decision, facts, on);
  CaseReport report;
  report.program = &program_;
  report.decision = program_[decision].name;
  report.label = bilingual(program_[decision].labels);
  report.verdict = result_.verdict;
  for (const eval::OutputResult& output : result_.outputs) report.values.push_back(output_line(output));
  for (const eval::RequirementResult& requirement : result_.requirements) report.requirements.push_back(requirement_line(requirement));
  describe_causes(program_, result_.missing, report.missing, report.silent);
  for (const Value error : result_.errors)
    report.errors.push_back(describe_error(program_, sources_, *error.as<eval::ErrorValue>()));
  report.choices = describe_choices(program_, proof_, facts, evaluator_);
  return report;
}

void CaseRunner::complete(ValueReport& report, const facts::CaseFacts& facts) {
  report.program = &program_;
  const std::vector<eval::Cause> causes = causes_inside(program_, report.line.value, report.line.type);
  report.line.missing = missing_names(program_, causes);
  describe_causes(program_, causes, report.missing, report.silent);
  const Value error = error_inside(program_, report.line.value, report.line.type);
  if (error.tag == Tag::error) report.errors.push_back(describe_error(program_, sources_, *error.as<eval::ErrorValue>()));
  report.choices = describe_choices(program_, proof_, facts, evaluator_);
}

ValueReport CaseRunner::value(CallableId callable, std::span<const Value> arguments, const facts::CaseFacts& facts,
                              std::optional<Date> on) {
  begin(facts, on);
  const Callable& declared = program_[callable];
  ValueReport report;
  report.line.value = evaluator_.evaluate(callable, arguments);
  proof_ = evaluator_.take_proof(evaluator_.last_proof());
  report.line.name = declared.name;
  report.line.label = bilingual(declared.labels);
  report.line.clauses = clause_texts(declared.citations);
  report.line.type = declared.result;
  complete(report, facts);
  return report;
}

ValueReport CaseRunner::output(CallableId decision, std::size_t output, const facts::CaseFacts& facts, std::optional<Date> on) {
  run(decision, facts, on);
  ValueReport report;
  report.line = output_line(result_.outputs[output]);
  report.line.name = program_[decision].name + "." + report.line.name;
  complete(report, facts);
  return report;
}

}  // namespace norma::run
