#include "scenario/scenario_runner.hpp"

#include <algorithm>
#include <set>

#include "run/names.hpp"
#include "run/report.hpp"
#include "run/value_text.hpp"
#include "scenario/unknown_parts.hpp"

namespace norma::scenario {
namespace {

using ast::ExpectedVerdict;
using eval::RequirementState;
using eval::Tag;
using eval::Value;
using program::Callable;
using program::CallableId;
using program::CallableKind;
using program::Expectation;
using program::ExpectedMember;
using program::FactId;
using program::NodeId;
using program::Program;
using program::Scenario;

using Kind = ast::Expectation::Kind;

const char* verdict_words(ExpectedVerdict verdict) {
  switch (verdict) {
    case ExpectedVerdict::met: return "met";
    case ExpectedVerdict::not_met: return "not met";
    case ExpectedVerdict::undetermined: return "undetermined";
    case ExpectedVerdict::refused: return "refused";
  }
  return "";
}

ExpectedVerdict seen_verdict(eval::Verdict verdict) {
  switch (verdict) {
    case eval::Verdict::met: return ExpectedVerdict::met;
    case eval::Verdict::not_met: return ExpectedVerdict::not_met;
    case eval::Verdict::undetermined: return ExpectedVerdict::undetermined;
    case eval::Verdict::refused: break;
  }
  return ExpectedVerdict::refused;
}

std::string bare_key(std::string key) {
  if (key.size() >= 2 && key.front() == '"' && key.back() == '"') return key.substr(1, key.size() - 2);
  return key;
}

std::string joined(const std::set<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
  return out.empty() ? "nothing" : out;
}

std::string member_name(const std::string& name, const std::string& key) { return key.empty() ? name : name + "[" + key + "]"; }

void compare(const char* what, const std::set<std::string>& expected, const std::set<std::string>& seen, ExpectationResult& result) {
  if (expected != seen) result.differences.push_back(std::string(what) + " " + joined(seen) + ", expected " + joined(expected));
}

std::span<const eval::Cause> causes_of(Value value) {
  if (value.tag != Tag::unknown || eval::unknown_of(value).causes == nullptr) return {};
  const eval::CauseSet& set = *eval::unknown_of(value).causes;
  return {set.causes, set.count};
}

}  // namespace

bool ScenarioResult::passed() const {
  return input_faults.empty() &&
         std::all_of(expectations.begin(), expectations.end(), [](const ExpectationResult& result) { return result.passed; });
}

ScenarioRunner::ScenarioRunner(const Program& program, const SourceSet& sources, Coverage* coverage, const eval::EvaluatorLimits& limits)
    : program_(program), sources_(sources), coverage_(coverage), inputs_(program, limits), evaluator_(program, limits) {
  evaluator_.write_messages(false);
}

// ---- what is given ------------------------------------------------------------------------------------------------------------

void ScenarioRunner::read_inputs(const Scenario& scenario, ScenarioResult& result) {
  facts_.assign(program_.facts.size(), Value{});
  given_.clear();
  inputs_.begin_case(facts_, scenario.on);
  for (const program::ScenarioInput& input : scenario.inputs) {
    const Value value = input.unknown ? Value{} : inputs_.evaluate_node(input.value, scenario.frame_size);
    const Value error = input.unknown ? Value{} : run::error_inside(program_, value, program_.node_info[input.value.index()].type);
    if (error.tag == Tag::error)
      result.input_faults.push_back(run::place_text(sources_, input.span) + ": " + input.name + ": " + shown_error(error));
    place_input(scenario, input, value);
  }
}

// A name may stand for a fact of the package and for the given fact of a decision that represents it.
void ScenarioRunner::place_input(const Scenario& scenario, const program::ScenarioInput& input, Value value) {
  const program::TypeId written = input.unknown ? program::TypeId{} : program_.node_info[input.value.index()].type;
  given_.push_back({input.name, value, written});
  std::optional<std::size_t> place;
  for (std::size_t i = 0; i < program_.facts.size(); ++i) {
    const program::Fact& fact = program_.facts[i];
    if (fact.name == input.name && (!place || fact.package == scenario.package)) place = i;
  }
  if (!place) return;
  const eval::Cause cause{eval::Cause::Kind::fact, static_cast<std::uint32_t>(*place), 0, {}};
  facts_[*place] = input.unknown ? unknown_input(program_.facts[*place].type, cause)
                                 : with_named_unknowns(program_, inputs_.arena(), value, written, program_.facts[*place].type, cause);
}

Value ScenarioRunner::unknown_input(program::TypeId type, eval::Cause cause) {
  return eval::make_unknown(program_, inputs_.arena(), type, cause);
}

std::vector<Value> ScenarioRunner::given_of(CallableId decision) {
  const Callable& callable = program_[decision];
  std::vector<Value> values(callable.given.size());
  for (std::size_t i = 0; i < values.size(); ++i)
    for (const auto& [name, value, type] : given_)
      if (name == callable.given[i].name && value.tag != Tag::absent)
        values[i] = with_named_unknowns(program_, inputs_.arena(), value, type, callable.given[i].type,
                                        {eval::Cause::Kind::given, decision.value(), static_cast<std::uint32_t>(i), {}});
  return values;
}

// ---- what is expected ---------------------------------------------------------------------------------------------------------

CallableId ScenarioRunner::version_of(CallableId subject, std::optional<Date> on) const {
  if (!on) return subject;
  for (const program::VersionGroup& group : program_.version_groups) {
    if (std::find(group.versions.begin(), group.versions.end(), subject) == group.versions.end()) continue;
    for (const CallableId version : group.versions) {
      const Callable& callable = program_[version];
      if ((!callable.from || *callable.from <= *on) && (!callable.until || *on <= *callable.until)) return version;
    }
  }
  return subject;
}

std::string ScenarioRunner::shown_error(Value value) const {
  const run::ErrorLine line = run::describe_error(program_, sources_, *value.as<eval::ErrorValue>());
  std::string text = "error " + line.code;
  const std::string& detail = line.notice.empty() ? line.message : line.notice.in(run::Language::en);
  if (!detail.empty()) text += " (" + detail + ")";
  return line.place.empty() ? text : text + " at " + line.place;
}

std::string ScenarioRunner::shown(NodeId node, Value value) const {
  if (value.tag == Tag::error) return shown_error(value);
  std::string text = run::value_text(program_, value, program_.node_info[node.index()].type, run::Language::en);
  std::set<std::string> missing;
  for (const eval::Cause& cause : causes_of(value))
    if (run::is_missing(cause)) missing.insert(run::cause_name(program_, cause));
  return missing.empty() ? text : text + ", missing " + joined(missing);
}

void ScenarioRunner::check_condition(const Scenario& scenario, const Expectation& expectation, ExpectationResult& result) {
  const Value value = evaluator_.evaluate_node(expectation.expression, scenario.frame_size);
  if (value.is_true()) return;
  if (!expectation.left.valid() || !expectation.right.valid()) {
    result.differences.push_back("seen " + shown(expectation.expression, value) + ", expected true");
    return;
  }
  const Value left = evaluator_.evaluate_node(expectation.left, scenario.frame_size);
  const Value right = evaluator_.evaluate_node(expectation.right, scenario.frame_size);
  result.differences.push_back("seen " + shown(expectation.left, left) + ", expected " + shown(expectation.right, right));
}

void ScenarioRunner::check_verdict(const Scenario& scenario, const Expectation& expectation, ExpectationResult& result) {
  const CallableId subject = version_of(expectation.subject, scenario.on);
  result_.clear();
  evaluator_.decide(subject, decision_given_[subject.index()], result_);
  if (coverage_ != nullptr) coverage_->add(result_);
  if (const ExpectedVerdict seen = seen_verdict(result_.verdict); seen != expectation.verdict) {
    std::set<std::string> why;
    for (const eval::RequirementResult& requirement : result_.requirements)
      if (!requirement.advisory && requirement.state != RequirementState::met && requirement.state != RequirementState::not_applicable)
        why.insert(member_name(program_[requirement.requirement].name, requirement.member) + " " + run::state_word(requirement.state));
    for (const Value error : result_.errors) why.insert(shown_error(error));
    for (const eval::Cause& cause : result_.missing)
      if (run::is_missing(cause)) why.insert("missing " + run::cause_name(program_, cause));
    result.differences.push_back(std::string("seen ") + verdict_words(seen) + ", expected " + verdict_words(expectation.verdict) +
                                 (why.empty() ? "" : ": " + joined(why)));
  }
  if (expectation.failing) check_members("failing", *expectation.failing, false, result);
  if (expectation.advising) check_members("advising", *expectation.advising, true, result);
  if (expectation.missing) check_missing(*expectation.missing, result_.missing, result);
}

// A name without a key stands for all members of a requirement `for each`.
void ScenarioRunner::check_members(const char* what, const std::vector<ExpectedMember>& expected, bool advisory, ExpectationResult& result) {
  std::set<std::string> wanted, whole, seen;
  for (const ExpectedMember& member : expected) {
    wanted.insert(member.key ? member_name(member.name, bare_key(*member.key)) : member.name);
    if (!member.key) whole.insert(member.name);
  }
  for (const eval::RequirementResult& requirement : result_.requirements) {
    if (requirement.advisory != advisory || requirement.state != RequirementState::not_met) continue;
    const std::string& name = program_[requirement.requirement].name;
    seen.insert(whole.contains(name) ? name : member_name(name, bare_key(requirement.member)));
  }
  compare(what, wanted, seen, result);
}

void ScenarioRunner::check_missing(const std::vector<std::string>& expected, std::span<const eval::Cause> causes, ExpectationResult& result) {
  const std::set<std::string> wanted(expected.begin(), expected.end());
  std::set<std::string> seen;
  for (const eval::Cause& cause : causes) {
    if (!run::is_missing(cause)) continue;
    const program::Fact* fact = run::cause_fact(program_, cause);
    const std::string whole = run::cause_name(program_, cause);
    seen.insert(fact != nullptr && !wanted.contains(whole) && wanted.contains(fact->name) ? fact->name : whole);
  }
  compare("missing", wanted, seen, result);
}

void ScenarioRunner::check_undetermined(const Scenario& scenario, const Expectation& expectation, ExpectationResult& result) {
  const Value value = evaluator_.evaluate_node(expectation.expression, scenario.frame_size);
  if (!run::has_unknown(program_, value, program_.node_info[expectation.expression.index()].type)) {
    result.differences.push_back("seen " + shown(expectation.expression, value) + ", expected undetermined");
    return;
  }
  if (expectation.missing)
    check_missing(*expectation.missing, run::causes_inside(program_, value, program_.node_info[expectation.expression.index()].type), result);
}

void ScenarioRunner::check_error(const Scenario& scenario, const Expectation& expectation, ExpectationResult& result) {
  const Value value = evaluator_.evaluate_node(expectation.expression, scenario.frame_size);
  const Value error = run::error_inside(program_, value, program_.node_info[expectation.expression.index()].type);
  if (error.tag == Tag::error && eval::code_text(error.as<eval::ErrorValue>()->code) == expectation.error_code) return;
  result.differences.push_back("seen " + shown(expectation.expression, error.tag == Tag::error ? error : value) + ", expected error " +
                               expectation.error_code);
}

void ScenarioRunner::check_citations(const Scenario& scenario, const Expectation& expectation, const eval::Proof& proof,
                                     ExpectationResult& result) {
  if (expectation.citing.empty()) return;
  const std::vector<CitedClause> cited = cited_clauses(program_, proof);
  for (const program::Citation& expected : expectation.citing)
    if (!is_cited(program_, scenario.package, expected, cited)) {
      std::set<std::string> seen;
      for (const CitedClause& clause : cited) seen.insert(clause.clause);
      result.differences.push_back("clause " + run::clause_text(expected) + " is not cited; cited: " + joined(seen));
    }
}

ExpectationResult ScenarioRunner::check(const Scenario& scenario, const Expectation& expectation) {
  ExpectationResult result;
  result.expectation = &expectation;
  evaluator_.begin_case(facts_, scenario.on);
  evaluator_.record_proof(true);
  for (std::size_t i = 0; i < program_.callables.size(); ++i)
    if (program_.callables[i].kind == CallableKind::decision) evaluator_.give(CallableId::from_index(i), decision_given_[i]);
  switch (expectation.kind) {
    case Kind::condition: check_condition(scenario, expectation, result); break;
    case Kind::verdict: check_verdict(scenario, expectation, result); break;
    case Kind::value_undetermined: check_undetermined(scenario, expectation, result); break;
    case Kind::value_error: check_error(scenario, expectation, result); break;
  }
  const eval::Proof proof = evaluator_.take_proof(expectation.kind == Kind::verdict ? result_.proof : evaluator_.last_proof());
  if (coverage_ != nullptr) coverage_->add(proof);
  check_citations(scenario, expectation, proof, result);
  result.passed = result.differences.empty();
  return result;
}

ScenarioResult ScenarioRunner::run(const Scenario& scenario) {
  ScenarioResult result;
  result.scenario = &scenario;
  read_inputs(scenario, result);
  if (!result.input_faults.empty()) return result;
  decision_given_.resize(program_.callables.size());
  for (std::size_t i = 0; i < program_.callables.size(); ++i) decision_given_[i] = given_of(CallableId::from_index(i));
  for (const Expectation& expectation : scenario.expectations) result.expectations.push_back(check(scenario, expectation));
  return result;
}

std::vector<ScenarioResult> run_scenarios(const Program& program, const SourceSet& sources, Coverage* coverage,
                                          const eval::EvaluatorLimits& limits) {
  ScenarioRunner runner(program, sources, coverage, limits);
  std::vector<ScenarioResult> results;
  for (const Scenario& scenario : program.scenarios)
    if (!scenario.package.valid() || scenario.package.index() == 0) results.push_back(runner.run(scenario));
  return results;
}

}  // namespace norma::scenario
