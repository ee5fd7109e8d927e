#pragma once

#include <string_view>

namespace norma {

/// The ASCII spelling of a full-width or Chinese punctuation mark, digit or letter (`（` gives `(`, `。` gives `.`),
/// or an empty view for any other code point. For diagnostics: such characters are never accepted in place of ASCII.
std::string_view ascii_form_of_full_width(char32_t code_point);

}  // namespace norma
