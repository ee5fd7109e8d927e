#pragma once
// Parts of a facts document by the way in which causes of unknown values name them: `["Li"].hours`, `[2].on`.
#include <string_view>

#include "facts/document.hpp"
#include "program/program.hpp"

namespace norma::interview {

/// The type of the part of a fact of this type that `path` leads to; an empty path is the whole.
program::TypeId type_inside(const program::Program&, program::TypeId whole, std::string_view path);

/// Puts a value where `path` leads inside the fact; what is not there yet on the way is made.
void put_inside(const program::Program&, facts::DocumentNode& document, const program::Fact& fact, std::string_view path,
                facts::DocumentNode value);

}  // namespace norma::interview
