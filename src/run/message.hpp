#pragma once
// Messages of requirements with the values they name, read from the proof of the case.
#include <string>

#include "eval/evaluator.hpp"
#include "eval/proof.hpp"
#include "run/names.hpp"

namespace norma::run {

/// Where the values of one declaration can be read.
struct MessageFrame {
  const program::Program& program;
  eval::Evaluator& evaluator;
  const eval::Proof& proof;
  eval::ProofId requirement;           ///< its node, or that of one of its members
  program::CallableId decision;        ///< whose frame it may share
  std::span<const eval::Value> given;  ///< of that decision
};

/// The message in both languages. A value the case did not come to is shown as `…`.
Bilingual message_text(const program::Message& message, const MessageFrame& frame);

}  // namespace norma::run
