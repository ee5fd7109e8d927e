#pragma once

#include <cstddef>

#include "diagnostics/sink.hpp"
#include "program/program.hpp"

namespace norma::types {

/// So many definitions, each resting on the next, are the longest chain a program may have: elaboration and evaluation descend it.
inline constexpr std::size_t longest_chain = 200;

/// Reports a chain that is too long, if there is one. Elaboration stops at such a chain only where it happens to walk down it, which
/// depends on the order of declarations; this does not. `program` must be free of circles.
void refuse_long_chains(const program::Program& program, DiagnosticSink& sink);

}  // namespace norma::types
