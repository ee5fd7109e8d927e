#pragma once
// What an undetermined decision waits for, as text.
#include "explain/argument.hpp"

namespace norma::explain {

/// One line for each missing fact, silent clause or other cause: `risk level (risk): how risky is it? [4.1]`.
/// Empty when nothing is missing.
std::string missing_text(const program::Program& program, const eval::DecisionResult& result, Language language);

/// The same for one entry, without a line end.
std::string missing_line(const Missing& missing, Language language);

}  // namespace norma::explain
