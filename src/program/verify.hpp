#pragma once
// Checks the shape of a program, for tests and after loading: it finds mistakes of the stages before, never mistakes of a rule's author.
#include <string>
#include <vector>

#include "program/program.hpp"

namespace norma::program {

/// One sentence for each violation, at most `most`; empty if the program is well formed: ids in range, INVARIANT (children first),
/// child counts that fit the operation, slots within frames, no cycle among callables.
std::vector<std::string> verify(const Program& program, std::size_t most = 20);

}  // namespace norma::program
