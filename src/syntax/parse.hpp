#pragma once

#include <cstdint>

#include "base/source_text.hpp"
#include "diagnostics/sink.hpp"
#include "syntax/tree.hpp"

namespace norma::syntax {

/// What a text may cost. Beyond a limit the text is refused with a diagnostic of category `limit`.
struct ParseLimits {
  std::uint32_t file_bytes = 64U << 20;
  /// Brackets, signs, `not`, types and groups within one another.
  std::uint32_t nesting = 256;
};

/// What reading gave: the tree of everything that could be read. `tree.has_errors` tells whether something could not;
/// then the sink holds at least one error.
struct ParseResult {
  ConcreteTree tree;
};

/// Reads a rule file (reference, part two). Every declaration is read on its own, so one mistake hides no other; reading
/// stops when the sink is full. Takes time linear in the size of the text.
ParseResult parse(const SourceText& source, FileId file, const ParseLimits& limits, DiagnosticSink& sink);

/// Reads a text that is one expression and nothing else; the tree is one node `expression_root`.
ParseResult parse_expression(const SourceText& source, FileId file, const ParseLimits& limits, DiagnosticSink& sink);

}  // namespace norma::syntax
