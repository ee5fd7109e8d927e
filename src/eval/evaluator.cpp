#include "eval/evaluator.hpp"

#include "eval/machine.hpp"

namespace norma::eval {

void DecisionResult::clear() {
  verdict = Verdict::met;
  requirements.clear();
  outputs.clear();
  missing.clear();
  errors.clear();
  proof = ProofId();
}

Evaluator::Evaluator(std::shared_ptr<const Prepared> prepared, const EvaluatorLimits& limits)
    : prepared_(std::move(prepared)), machine_(std::make_unique<Machine>(*prepared_, limits)) {}

Evaluator::Evaluator(const program::Program& program, const EvaluatorLimits& limits)
    : Evaluator(std::make_shared<const Prepared>(program), limits) {}

Evaluator::~Evaluator() = default;
Evaluator::Evaluator(Evaluator&&) noexcept = default;

void Evaluator::begin_case(std::span<const Value> facts, std::optional<Date> anchor) {
  machine_->begin_case(facts, anchor);
  recording_ = false;
}

void Evaluator::give(program::CallableId decision, std::span<const Value> given) { machine_->give(decision, given); }

void Evaluator::write_messages(bool on) { machine_->writes_messages = on; }

void Evaluator::record_proof(bool on) {
  if (on) machine_->recorder.begin(machine_->limits.proof_nodes);
  recording_ = on;
}

Value Evaluator::evaluate(program::CallableId callable, std::span<const Value> arguments) {
  return recording_ ? machine_->call_from_outside<true>(callable, arguments) : machine_->call_from_outside<false>(callable, arguments);
}

Value Evaluator::evaluate_node(program::NodeId node, std::uint32_t frame_size) {
  return recording_ ? machine_->walk_in_frame<true>(node, frame_size) : machine_->walk_in_frame<false>(node, frame_size);
}

void Evaluator::decide(program::CallableId decision, std::span<const Value> given, DecisionResult& result) {
  result.clear();
  if (recording_) machine_->decide<true>(decision, given, result);
  else machine_->decide<false>(decision, given, result);
}

Value Evaluator::applicability(program::FactId fact) { return machine_->applicability(fact); }

Proof Evaluator::take_proof(ProofId root) { return machine_->recorder.take(root); }

ProofId Evaluator::last_proof() const { return machine_->recorder.last(); }

Arena& Evaluator::arena() { return machine_->arena; }

const program::Program& Evaluator::program() const { return machine_->program; }

}  // namespace norma::eval
