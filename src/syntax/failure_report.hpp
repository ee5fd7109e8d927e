#pragma once

#include "base/source_text.hpp"
#include "diagnostics/diagnostic.hpp"
#include "syntax/state.hpp"

namespace norma::syntax {

/// A failure in the author's words: what stands there, what was expected, how to write it.
Diagnostic describe(const SyntaxFailure& failure, const Lexer& lexer, FileId file, std::uint32_t depth_limit);

}  // namespace norma::syntax
