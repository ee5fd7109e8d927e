#pragma once

#include <span>
#include <string>

#include "base/source_text.hpp"
#include "diagnostics/diagnostic.hpp"

namespace norma {

struct TextStyle {
  bool colour = false;  ///< ANSI escapes; for terminals only
};

/// One diagnostic for people, ending in a line end: the header, the place, an excerpt with carets, labels, clause and
/// help. Characters that could disturb a terminal are spelt out; long lines are clipped around the underlined part.
std::string render_text(const Diagnostic& diagnostic, const SourceSet& sources, TextStyle style = {});
/// Several, with an empty line between them; empty for none.
std::string render_text(std::span<const Diagnostic> diagnostics, const SourceSet& sources, TextStyle style = {});

/// A JSON array for programs, ending in a line end. Each object holds `code`, `severity`, `category` and `message`;
/// when known `file`, `line`, `column`, `end_line`, `end_column` (from 1, in code points, end exclusive), `excerpt`
/// (the text underlined), `label`, `secondary`, `record`, `pointer`, `clause`, `help`. A place in the facts uses the
/// same `file`, `line` and `column`, or `data_file` and so on when there is a place in the rules too.
std::string render_json(std::span<const Diagnostic> diagnostics, const SourceSet& sources);

}  // namespace norma
