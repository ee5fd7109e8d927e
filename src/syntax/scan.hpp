#pragma once

#include <cstdint>
#include <vector>

#include "base/source_text.hpp"
#include "diagnostics/sink.hpp"
#include "syntax/tree.hpp"

namespace norma::syntax {

/// Reports everything that makes the bytes unsafe to read (not UTF-8, NUL, disguising characters, unusual line ends,
/// not in normalization form C, merge conflict markers), each at its place. True when the text may be parsed.
bool check_bytes(const SourceText& source, FileId file, DiagnosticSink& sink);

/// One declaration: from its first column to the next declaration. `indented`: it does not start in the first column,
/// which only the text before the first declaration can do.
struct Chunk {
  std::uint32_t begin;
  std::uint32_t end;
  bool indented;
};
/// Cuts a text into declarations. A line begins one if its first column holds something other than a blank, a comment
/// or a closing bracket.
std::vector<Chunk> cut_into_declarations(std::string_view text);

}  // namespace norma::syntax
