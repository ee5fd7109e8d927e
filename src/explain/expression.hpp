#pragma once
// Expressions as written, and the values that were read in them. Internal to this folder.
#include <string>
#include <vector>

#include "explain/argument.hpp"
#include "explain/proof_reader.hpp"

namespace norma::explain {

struct WrittenExpression {
  std::string text;
  std::vector<Operand> operands;
};

/// Empty without sources or without a place in them.
std::string written(const program::Program& program, const SourceSet* sources, program::NodeId node);
std::string written(const SourceSet* sources, Span span);

/// The expression of a proof node with the named values in it; facts, definitions, calls and sums over lists count as one value each.
WrittenExpression written_expression(const program::Program& program, const eval::Proof& proof, const ProofReader& reader,
                                     const SourceSet* sources, eval::ProofId id);

}  // namespace norma::explain
