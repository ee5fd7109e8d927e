#pragma once
// Which facts of the packages a decision rests on, in any case at all.
#include <vector>

#include "program/program.hpp"

namespace norma::facts {

/// In the order of declaration. With an invalid id: every fact of every package that is not bundled.
std::vector<program::FactId> relevant_facts(const program::Program&, program::CallableId);

}  // namespace norma::facts
