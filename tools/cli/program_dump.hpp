#pragma once
#include <string>

#include "base/source_text.hpp"
#include "program/program.hpp"

namespace norma::cli {

/// The resolved program as text, for people who work on the checker: facts with their types, callables with the tree of each body.
/// Every node stands on a line: its number, operation, operands, type and the expression it comes from.
std::string dump_program(const program::Program& program, const SourceSet& sources);

}  // namespace norma::cli
