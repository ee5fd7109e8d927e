#pragma once
// The argument as a Markdown page.
#include <string>

#include "explain/outline.hpp"

namespace norma::explain {

/// Headings for the chapters, nested lists for the steps; every character that Markdown would take for markup is escaped. Empty when
/// the outline holds nothing.
std::string explain_markdown(const Argument& argument, Language language, const OutlineOptions& options = {});

}  // namespace norma::explain
