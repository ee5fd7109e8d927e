#pragma once
// Which nodes of a proof an argument tells. Internal to this folder.
#include <span>
#include <vector>

#include "eval/proof.hpp"
#include "program/program.hpp"

namespace norma::explain {

class ProofReader {
 public:
  /// With `everything` nothing is left out because it did not matter.
  ProofReader(const program::Program& program, const eval::Proof& proof, bool everything)
      : program_(program), proof_(proof), everything_(everything) {}

  /// Steps at or below the given nodes, each once, in the order of the text. Arithmetic, reads and calls are passed through.
  [[nodiscard]] std::vector<eval::ProofId> steps_below(std::span<const eval::ProofId> starts) const;

  /// The children of a node that decided its value.
  [[nodiscard]] std::vector<eval::ProofId> relevant_children(eval::ProofId id) const;

  /// What a declaration's value comes from: its body, condition or expression; invalid where there is none.
  [[nodiscard]] eval::ProofId subject(eval::ProofId id) const;

  /// The expression of a node; Op::invalid where it has none.
  [[nodiscard]] program::Op operation(const eval::ProofNode& node) const;

  /// The type of a node's value; invalid where nothing is to be shown.
  [[nodiscard]] program::TypeId type_of(const eval::ProofNode& node) const;

  /// The declaration's local definition that a node of this kind stands for.
  [[nodiscard]] const program::Callable::Local* local_of(const eval::ProofNode& node) const;

 private:
  using Ids = std::vector<eval::ProofId>;

  [[nodiscard]] bool tells(eval::ProofId id) const;
  [[nodiscard]] Ids passed(eval::ProofId id) const;
  [[nodiscard]] eval::ProofId forwarded(eval::ProofId id) const;
  [[nodiscard]] eval::ProofId field_of_decision(const eval::ProofNode& field) const;
  [[nodiscard]] Ids asked_when(const eval::ProofNode& node) const;
  [[nodiscard]] Ids logic(const eval::ProofNode& node) const;
  [[nodiscard]] Ids conditional(const eval::ProofNode& node) const;
  [[nodiscard]] Ids guarded(const eval::ProofNode& node) const;
  [[nodiscard]] Ids terms(const eval::ProofNode& node) const;
  [[nodiscard]] bool rejected(const eval::ProofNode& node, eval::ProofId child) const;
  [[nodiscard]] program::TypeId member_type(const eval::ProofNode& variable) const;
  [[nodiscard]] Ids aggregate(const eval::ProofNode& node) const;
  [[nodiscard]] Ids requirement(const eval::ProofNode& node) const;
  [[nodiscard]] std::string_view parameter_name(const eval::ProofNode& node) const;
  [[nodiscard]] std::string_view name_of(const eval::ProofNode& node) const;

  const program::Program& program_;
  const eval::Proof& proof_;
  bool everything_;
};

}  // namespace norma::explain
