#pragma once

#include <string_view>

namespace norma::names {

/// Functions of the language (reference, section 6): a call of this name never means a declaration.
bool is_builtin_function(std::string_view name);
/// Types and units of the language (reference, section 2), by any spelling.
bool is_builtin_type(std::string_view name);

}  // namespace norma::names
