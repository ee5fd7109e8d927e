#pragma once
// The argument as one HTML page that needs nothing else: no script, no font, no picture from elsewhere.
#include <string>

#include "explain/outline.hpp"

namespace norma::explain {

/// Steps fold; an index at the end leads from each clause to the steps that rest on it. Every text is escaped, and a content policy
/// forbids scripts and outside resources all the same. Prints unfolded. Empty when the outline holds nothing.
std::string explain_html(const Argument& argument, Language language, const OutlineOptions& options = {});

/// `<b>` becomes `&lt;b&gt;`; fit for text and for attribute values in double quotes.
std::string html_escaped(std::string_view text);

}  // namespace norma::explain
