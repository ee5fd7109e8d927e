#include "run/run_case.hpp"

#include <algorithm>

#include "run/message.hpp"
#include "run/value_text.hpp"

namespace norma::run {
namespace {

using eval::CauseSet;
using eval::RequirementState;
using eval::Tag;
using eval::Value;
using program::Callable;
using program::CallableId;
using program::FactId;

std::vector<eval::Cause> causes_of(Value value) {
  if (value.tag != Tag::unknown || eval::unknown_of(value).causes == nullptr) return {};
  const CauseSet& set = *eval::unknown_of(value).causes;
  return {set.begin(), set.end()};
}

// The causes of every unknown part of a value, each once.
void gather_causes(const program::Program& program, Value value, program::TypeId type, std::vector<eval::Cause>& causes) {
  const std::vector<eval::Cause> own = causes_of(value);
  causes.insert(causes.end(), own.begin(), own.end());
  const auto add_set = [&](const CauseSet* set) {
    if (set != nullptr) causes.insert(causes.end(), set->begin(), set->end());
  };
  if (value.tag == Tag::record) {
    const eval::RecordValue& record = *value.as<eval::RecordValue>();
    const program::Record& declared = program.records[program[type].record.index()];
    for (std::uint32_t i = 0; i < record.field_count; ++i) gather_causes(program, record.fields[i], declared.fields[i].type, causes);
  } else if (value.tag == Tag::list) {
    const eval::ListValue& list = *value.as<eval::ListValue>();
    for (std::uint32_t i = 0; i < list.count; ++i) {
      gather_causes(program, list.members[i], program[type].element, causes);
      if (list.membership_causes != nullptr) add_set(list.membership_causes[i]);
    }
  } else if (value.tag == Tag::set) {
    const eval::SetValue& set = *value.as<eval::SetValue>();
    for (std::uint32_t i = 0; set.causes != nullptr && i < set.size; ++i) add_set(set.causes[i]);
  } else if (value.tag == Tag::period) {
    const eval::PeriodValue& period = *value.as<eval::PeriodValue>();
    for (const Value end : {period.from, period.to}) {
      const std::vector<eval::Cause> more = causes_of(end);
      causes.insert(causes.end(), more.begin(), more.end());
    }
  }
}

std::vector<eval::Cause> all_causes(const program::Program& program, Value value, program::TypeId type) {
  std::vector<eval::Cause> causes;
  gather_causes(program, value, type, causes);
  std::sort(causes.begin(), causes.end());
  causes.erase(std::unique(causes.begin(), causes.end()), causes.end());
  return causes;
}

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
    : program_(program), sources_(sources), evaluator_(program, limits) {}

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
          missing_names(program_, all_causes(program_, output.value, declared.type))};
}

RequirementLine CaseRunner::requirement_line(CallableId decision, const eval::RequirementResult& result, const facts::CaseFacts& facts) {
  const Callable& requirement = program_[result.requirement];
  const MessageFrame frame{program_, evaluator_, proof_, result.proof, decision, facts.given};
  RequirementLine line;
  line.name = requirement.name;
  line.member = result.member;
  line.advisory = result.advisory;
  line.state = result.state;
  line.label = message_text(requirement.resolved_labels, frame);
  if (line.label.empty()) line.label = bilingual(requirement.labels);
  if (result.state != RequirementState::met && result.state != RequirementState::not_applicable)
    line.message = message_text(requirement.resolved_message, frame);
  line.clauses = clause_texts(requirement.citations);
  if (result.member_enum.valid() && result.member_value != eval::no_index)
    for (const program::Citation& citation : program_.enums[result.member_enum.index()].values[result.member_value].citations)
      line.clauses.push_back(clause_text(citation));
  line.missing = missing_names(program_, causes_of(result.value));
  line.place = place_text(sources_, requirement.head);
  return line;
}

void CaseRunner::run(CallableId decision, const facts::CaseFacts& facts, std::optional<Date> on) {
  begin(facts, on);
  evaluator_.decide(decision, facts.given, result_);
  proof_ = evaluator_.take_proof(result_.proof);
}

CaseReport CaseRunner::decide(CallableId decision, const facts::CaseFacts& facts, std::optional<Date> on) {
  run(decision, facts, on);
  CaseReport report;
  report.program = &program_;
  report.decision = program_[decision].name;
  report.label = bilingual(program_[decision].labels);
  report.verdict = result_.verdict;
  for (const eval::OutputResult& output : result_.outputs) report.values.push_back(output_line(output));
  for (const eval::RequirementResult& requirement : result_.requirements)
    report.requirements.push_back(requirement_line(decision, requirement, facts));
  describe_causes(program_, result_.missing, report.missing, report.silent);
  for (const Value error : result_.errors)
    report.errors.push_back(describe_error(program_, sources_, *error.as<eval::ErrorValue>()));
  report.choices = describe_choices(program_, proof_, facts, evaluator_);
  return report;
}

void CaseRunner::complete(ValueReport& report, const facts::CaseFacts& facts) {
  report.program = &program_;
  const std::vector<eval::Cause> causes = all_causes(program_, report.line.value, report.line.type);
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
