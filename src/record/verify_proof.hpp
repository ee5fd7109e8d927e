#pragma once
// The steps of a recorded proof against what the checker saw.
#include <string>
#include <vector>

#include "checker/evaluation.hpp"
#include "checker/json.hpp"

namespace norma::record {

/// Checks form and order of the table, that each step rests on what its expression uses, that its value is one the checker found for
/// it, and that each operation gives its value from those of its operands. The last step is the decision. Differences are added; the answer is the number of steps checked.
std::size_t verify_proof(const program::Program& program, program::CallableId decision, const checker::Json& table, checker::Evaluation& evaluation,
                         std::vector<std::string>& differences);

}  // namespace norma::record
