#pragma once
// Builds an argument breadth first, so that caps cut what lies deepest. Internal to this folder.
#include <deque>
#include <unordered_map>

#include "explain/argument.hpp"
#include "explain/proof_reader.hpp"

namespace norma::explain {

class ArgumentBuilder {
 public:
  ArgumentBuilder(const program::Program& program, const eval::Proof& proof, const ArgumentOptions& options);

  Argument build(const eval::DecisionResult* result);

 private:
  struct Waiting { StepIndex step; std::size_t depth; bool demanded; };

  // argument_builder.cpp: the graph
  StepIndex step_of(eval::ProofId id, std::size_t depth, bool demanded);
  std::uint64_t identity(const eval::ProofNode& node, eval::ProofId id) const;
  [[nodiscard]] bool absorbs(eval::ProofId subject) const;
  void expand();
  void expand_one(const Waiting& waiting);
  void add_children(StepIndex step, const std::vector<eval::ProofId>& children, std::size_t depth, bool demanded);
  void add_results(const eval::DecisionResult& result);
  void add_choices();
  void add_silent();

  // step_details.cpp: one step
  void describe(Step& step, const eval::ProofNode& node);
  void describe_callable(Step& step, program::CallableId id);
  void describe_fact(Step& step, const program::Fact& fact, bool defaulted);
  void describe_parameter(Step& step, const eval::ProofNode& node);
  void describe_local(Step& step, const eval::ProofNode& node);
  void describe_output(Step& step, const eval::ProofNode& node);
  void describe_notice(Step& step, const eval::ProofNode& node);
  void describe_refusal(Step& step, const eval::ProofNode& node);
  void describe_member(Step& step, eval::ProofId id);
  void add_evidence(Step& step) const;
  void detail(Step& step, eval::ProofId subject);
  void detail_comparison(Step& step, const eval::ProofNode& node);
  void detail_rounding(Step& step, const eval::ProofNode& node);
  void detail_conditional(Step& step, eval::ProofId id);
  void detail_tried(Step& step, const eval::ProofNode& node);
  void detail_table(Step& step, const eval::ProofNode& node);
  void detail_aggregate(Step& step, const eval::ProofNode& node);
  void describe_variable(Step& step, const eval::ProofNode& node);
  void take_expression(Step& step, eval::ProofId id);
  Branch branch_of(const eval::Tried& tried, const program::Switch& definition) const;
  Branch branch_of(const program::TableRow& row, eval::Tried::Kind kind, std::uint32_t index) const;
  void resolve_conditions(StepIndex step, std::size_t depth);
  TypedValue typed(eval::ProofId id) const;

  const program::Program& program_;
  const eval::Proof& proof_;
  ArgumentOptions options_;
  ProofReader reader_;
  Argument argument_;
  std::unordered_map<std::uint64_t, StepIndex> steps_;
  std::deque<Waiting> waiting_;
  std::unordered_map<eval::ProofId, const eval::RequirementResult*> results_;
  std::vector<std::pair<std::size_t, eval::ProofId>> conditions_;  // of the step being expanded: which branch, its condition
};

}  // namespace norma::explain
