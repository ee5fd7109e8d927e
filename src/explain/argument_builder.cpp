#include "explain/argument_builder.hpp"

#include <algorithm>

#include "explain/wording.hpp"

namespace norma::explain {

using eval::ProofId;
using eval::ProofKind;
using eval::ProofNode;
using eval::Tag;

namespace {

StepState state_of(const ProofNode& node) {
  switch (node.value.tag) {
    case Tag::unknown: return StepState::undetermined;
    case Tag::not_applicable: return StepState::not_applicable;
    case Tag::error:
      return node.value.as<eval::ErrorValue>()->code == eval::ErrorCode::refused ? StepState::refused : StepState::error;
    default: break;
  }
  const bool condition = node.kind == ProofKind::requirement || node.kind == ProofKind::member ||
                         node.kind == ProofKind::comparison || node.kind == ProofKind::logic;
  if (!condition || node.value.tag != Tag::boolean) return StepState::value;
  return node.value.is_true() ? StepState::met : StepState::not_met;
}

StepState state_of(eval::RequirementState state, eval::Value value) {
  switch (state) {
    case eval::RequirementState::met: return StepState::met;
    case eval::RequirementState::not_met: return StepState::not_met;
    case eval::RequirementState::undetermined: return StepState::undetermined;
    case eval::RequirementState::not_applicable: return StepState::not_applicable;
    case eval::RequirementState::failed: break;
  }
  const bool refused = value.tag == Tag::error && value.as<eval::ErrorValue>()->code == eval::ErrorCode::refused;
  return refused ? StepState::refused : StepState::error;
}

StepState state_of(eval::Verdict verdict) {
  switch (verdict) {
    case eval::Verdict::met: return StepState::met;
    case eval::Verdict::not_met: return StepState::not_met;
    case eval::Verdict::undetermined: return StepState::undetermined;
    case eval::Verdict::refused: break;
  }
  return StepState::refused;
}

// Whether what a step demands is demanded of its children.
bool passes_demand(const Step& step, program::Op operation) {
  if (step.comparison) return false;
  switch (step.kind) {
    case StepKind::requirement: case StepKind::advice: case StepKind::member: case StepKind::definition: return true;
    case StepKind::logic: return operation != program::Op::logical_not;
    default: return false;
  }
}

}  // namespace

ArgumentBuilder::ArgumentBuilder(const program::Program& program, const eval::Proof& proof, const ArgumentOptions& options)
    : program_(program), proof_(proof), options_(options), reader_(program, proof, options.everything) {
  argument_.program = &program;
  argument_.truncated = proof.truncated;
}

// Every read of a fact has a node of its own in the proof; the argument tells a fact once. Clauses that are silent likewise.
std::uint64_t ArgumentBuilder::identity(const ProofNode& node, ProofId id) const {
  constexpr std::uint64_t facts = std::uint64_t{1} << 40, notices = std::uint64_t{2} << 40, parameters = std::uint64_t{4} << 40;
  if (node.fact.valid()) return facts + node.fact.value();
  if (node.kind == ProofKind::silent && node.node.valid()) return notices + program_.nodes[node.node.index()].a;
  if (node.kind == ProofKind::default_used && node.callable.valid())
    return parameters + (std::uint64_t{node.callable.value()} << 8) + node.index;
  return id.value();
}

StepIndex ArgumentBuilder::step_of(ProofId id, std::size_t depth, bool demanded) {
  const ProofNode& node = proof_[id];
  const std::uint64_t key = identity(node, id);
  if (const auto found = steps_.find(key); found != steps_.end()) return found->second;
  if (argument_.steps.size() >= options_.steps) return no_step;
  const auto index = static_cast<StepIndex>(argument_.steps.size());
  steps_.emplace(key, index);
  Step step;
  step.id = id;
  step.state = state_of(node);
  step.value = {node.value, reader_.type_of(node)};
  argument_.steps.push_back(std::move(step));
  waiting_.push_back({index, depth, demanded});
  return index;
}

void ArgumentBuilder::add_children(StepIndex parent, const std::vector<ProofId>& children, std::size_t depth, bool demanded) {
  for (const ProofId child : children) {
    std::vector<StepIndex>& kept = argument_.steps[parent].children;
    const StepIndex step = kept.size() < options_.children ? step_of(child, depth, demanded) : no_step;
    if (step == no_step) {
      ++argument_.steps[parent].omitted;
    } else if (step != parent) {
      argument_.steps[parent].children.push_back(step);
    }
  }
}

void ArgumentBuilder::expand_one(const Waiting& waiting) {
  const ProofId id = argument_.steps[waiting.step].id;
  const ProofNode& node = proof_[id];
  conditions_.clear();
  Step& step = argument_.steps[waiting.step];
  describe(step, node);
  if (node.kind == ProofKind::member || node.kind == ProofKind::requirement) describe_member(step, id);
  ProofId subject = reader_.subject(id);
  if (!subject.valid()) subject = id;
  detail(step, subject);
  if (step.comparison) step.comparison->demanded = waiting.demanded || node.kind == ProofKind::requirement || node.kind == ProofKind::member;
  std::vector<ProofId> children = reader_.steps_below(reader_.relevant_children(absorbs(subject) ? subject : id));
  // Which member it is stands in the label of a member; a sum lists its terms.
  const bool names_members = step.kind == StepKind::variable || node.kind == ProofKind::member || step.term_count > 0;
  if (names_members && !options_.everything)
    std::erase_if(children, [&](ProofId child) { return proof_[child].kind == ProofKind::variable; });
  if (waiting.depth >= options_.depth) {
    step.folded = !children.empty();
    step.omitted = children.size();
    return;
  }
  const bool demanded = (waiting.demanded || node.kind == ProofKind::requirement || node.kind == ProofKind::member) &&
                        passes_demand(step, reader_.operation(proof_[subject]));
  add_children(waiting.step, children, waiting.depth + 1, demanded);
  resolve_conditions(waiting.step, waiting.depth + 1);
}

// A declaration tells what its own expression did; its children are those of the expression.
bool ArgumentBuilder::absorbs(ProofId subject) const {
  switch (proof_[subject].kind) {
    case ProofKind::comparison: case ProofKind::logic: case ProofKind::rounding: case ProofKind::conditional:
    case ProofKind::guarded: case ProofKind::table: case ProofKind::aggregate: return true;
    default: return false;
  }
}

void ArgumentBuilder::expand() {
  while (!waiting_.empty()) {
    const Waiting next = waiting_.front();
    waiting_.pop_front();
    expand_one(next);
  }
}

void ArgumentBuilder::add_results(const eval::DecisionResult& result) {
  for (const eval::RequirementResult& requirement : result.requirements) {
    if (!requirement.proof.valid()) continue;
    results_.emplace(requirement.proof, &requirement);
    const StepIndex step = step_of(requirement.proof, 1, true);
    if (step == no_step) continue;
    argument_.steps[step].state = state_of(requirement.state, requirement.value);
    argument_.requirements.push_back(step);
  }
  for (const eval::OutputResult& output : result.outputs) {
    const StepIndex step = output.proof.valid() ? step_of(output.proof, 1, false) : no_step;
    if (step != no_step) argument_.outputs.push_back(step);
  }
}

// A decision rests on every choice it read, also where another choice would have changed nothing.
void ArgumentBuilder::add_choices() {
  for (std::size_t i = 0; i < proof_.nodes.size(); ++i) {
    const ProofNode& node = proof_.nodes[i];
    const bool read = node.kind == ProofKind::fact || node.kind == ProofKind::default_used || node.kind == ProofKind::given;
    if (!read) continue;
    program::FactKind kind = program::FactKind::fact;
    if (node.fact.valid()) {
      kind = program_.facts[node.fact.index()].kind;
    } else if (node.callable.valid() && node.index < program_[node.callable].given.size()) {
      kind = program_[node.callable].given[node.index].kind;
    }
    if (kind != program::FactKind::discretion && kind != program::FactKind::reading) continue;
    const StepIndex step = step_of(ProofId::from_index(i), 1, false);
    if (step == no_step) continue;
    if (std::find(argument_.choices.begin(), argument_.choices.end(), step) == argument_.choices.end()) argument_.choices.push_back(step);
  }
  expand();
}

void ArgumentBuilder::add_silent() {
  for (StepIndex i = 0; i < argument_.steps.size(); ++i)
    if (argument_.steps[i].kind == StepKind::silent) argument_.silent.push_back(i);
}

Argument ArgumentBuilder::build(const eval::DecisionResult* result) {
  if (proof_.root.valid()) argument_.root = step_of(proof_.root, 0, false);
  if (result != nullptr) {
    argument_.verdict = result->verdict;
    if (argument_.root != no_step) argument_.steps[argument_.root].state = state_of(result->verdict);
    add_results(*result);
    argument_.missing = missing_of(program_, result->missing);
  }
  expand();
  add_choices();
  add_silent();
  return std::move(argument_);
}

Argument build_argument(const program::Program& program, const eval::DecisionResult& result, const eval::Proof& proof,
                        const ArgumentOptions& options) {
  return ArgumentBuilder(program, proof, options).build(&result);
}

Argument build_argument(const program::Program& program, const eval::Proof& proof, const ArgumentOptions& options) {
  Argument argument = ArgumentBuilder(program, proof, options).build(nullptr);
  if (argument.root == no_step) return argument;
  const eval::Value value = argument.steps[argument.root].value.value;
  if (value.tag != Tag::unknown) return argument;
  const eval::CauseSet* causes = eval::unknown_of(value).causes;
  if (causes != nullptr) argument.missing = missing_of(program, {causes->begin(), causes->end()});
  return argument;
}

StepIndex find_step(const Argument& argument, std::string_view name) {
  for (StepIndex i = 0; i < argument.steps.size(); ++i)
    if (argument.steps[i].name == name) return i;
  return no_step;
}

}  // namespace norma::explain
