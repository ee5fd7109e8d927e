#pragma once
#include <string>

#include "program/program.hpp"

namespace norma::program {

/// The operation as the reference of nodes spells it: `round_to_step`.
std::string_view operation_name(Op operation);

/// Facts, then each callable with its nodes as one indented expression. Stable: the same program gives the same text.
std::string dump(const Program& program);

}  // namespace norma::program
