#pragma once
// The argument for a terminal.
#include <string>

#include "explain/outline.hpp"

namespace norma::explain {

struct TextViewOptions : OutlineOptions {
  std::size_t width = 80;      // columns; CJK characters take two; 0: no wrapping
  bool colour = false;         // marks in colour
};

/// An argument a person would write: the verdict, every requirement (failures first), the values, what is missing, choices taken,
/// clauses that are silent. Ends with a line end; every text of rules and facts is safe to display. A `focus` that names no step
/// gives an empty text.
std::string explain_text(const Argument& argument, Language language, const TextViewOptions& options = {});

}  // namespace norma::explain
