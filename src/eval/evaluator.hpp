#pragma once
// Evaluates a program, one case after another. One evaluator per thread; Prepared is shared.
//
//   Evaluator evaluator(prepared);
//   evaluator.begin_case(fact_slots, anchor);            // one Value per Program::facts; a missing fact is Value{}
//   DecisionResult result;
//   evaluator.decide(decision, given, result);           // one Value per parameter
//
// Values live until the next begin_case. Slots and everything they point to must live as long.
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "eval/error.hpp"
#include "eval/limits.hpp"
#include "eval/prepared.hpp"
#include "eval/proof.hpp"
#include "eval/unknown.hpp"
#include "eval/value.hpp"

namespace norma::eval {

enum class RequirementState : std::uint8_t { met, not_met, undetermined, not_applicable, failed };

/// How one requirement, or one member of a requirement `for each`, came out.
struct RequirementResult {
  program::CallableId requirement;
  bool advisory = false;
  RequirementState state = RequirementState::met;
  std::string member;               // key, value or position of a member; empty for a single requirement
  Value value;                      // boolean, unknown, error or not_applicable
  ProofId proof;
  std::string message_en, message_zh;  // `otherwise`, else the label, with its values; for what is not met, open or failed
  std::vector<Value> message_values;   // the values in these texts, first of the English, then of the Chinese one
  // A member of a set of enum values: its citations count as well.
  program::EnumId member_enum;
  std::uint32_t member_value = no_index;
};

struct OutputResult {
  const program::Output* output = nullptr;
  Value value;
  ProofId proof;
};

enum class Verdict : std::uint8_t { met, not_met, undetermined, refused };

struct DecisionResult {
  Verdict verdict = Verdict::met;
  std::vector<RequirementResult> requirements;  // in the order of the text, advice among them
  std::vector<OutputResult> outputs;
  std::vector<Cause> missing;                   // what the open requirements (or, if all are decided, values) rest on
  std::vector<Value> errors;                    // errors of requirements and values
  ProofId proof;

  void clear();
};

class Machine;

class Evaluator {
 public:
  explicit Evaluator(std::shared_ptr<const Prepared> prepared, const EvaluatorLimits& limits = {});
  explicit Evaluator(const program::Program& program, const EvaluatorLimits& limits = {});
  ~Evaluator();
  Evaluator(Evaluator&&) noexcept;

  /// Starts a case: `facts` has one value for each fact of the program, in base units; Value{} or an unknown without content is
  /// a missing one. `anchor` chooses versions where no decision does.
  void begin_case(std::span<const Value> facts, std::optional<Date> anchor = {});

  /// The given facts of a decision that an expression of a scenario runs at the top. They must live as long as the case.
  void give(program::CallableId decision, std::span<const Value> given);
  /// Whether results carry the messages of what is not met or open; on from the start.
  void write_messages(bool on);

  /// Recording starts with the next call and ends with the case; it is off at the beginning of a case.
  void record_proof(bool on);

  /// The value of a definition, table, requirement (true, false, unknown, not applicable) or decision (a record).
  Value evaluate(program::CallableId callable, std::span<const Value> arguments = {});
  /// The value of an expression that stands outside of all declarations, in a frame of its own.
  Value evaluate_node(program::NodeId node, std::uint32_t frame_size = 0);
  /// A decision, or a single requirement as a decision of its own. The result is reused if it was filled before.
  void decide(program::CallableId decision, std::span<const Value> given, DecisionResult& result);
  /// Whether a fact applies: the value of its `asked when`, true without one.
  Value applicability(program::FactId fact);

  /// Everything recorded in this case, with the root given; recording starts anew.
  Proof take_proof(ProofId root);
  /// The node of what was evaluated last.
  [[nodiscard]] ProofId last_proof() const;
  /// Memory for values of the case that others build: argument lists, parts of facts.
  Arena& arena();
  [[nodiscard]] const program::Program& program() const;

 private:
  std::shared_ptr<const Prepared> prepared_;
  std::unique_ptr<Machine> machine_;
  bool recording_ = false;
};

}  // namespace norma::eval
