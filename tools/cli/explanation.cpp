#include "explanation.hpp"

#include "explain/argument.hpp"
#include "explain/graph_view.hpp"
#include "explain/html_view.hpp"
#include "explain/json_view.hpp"
#include "explain/markdown_view.hpp"
#include "explain/text_view.hpp"

namespace norma::cli {
namespace {

explain::Argument argument_of(const ExplainedCase& explained, const ExplanationOptions& options) {
  explain::ArgumentOptions wanted;
  wanted.sources = &explained.compilation.sources;
  wanted.facts = &explained.facts;
  wanted.depth = options.depth;
  wanted.everything = options.everything;
  return explain::build_argument(*explained.compilation.program, explained.cases.result(), explained.cases.proof(), wanted);
}

}  // namespace

std::string explanation(const ExplainedCase& explained, const ExplanationOptions& options, Format format) {
  const explain::Argument argument = argument_of(explained, options);
  explain::TextViewOptions view;
  view.depth = options.depth;
  view.everything = options.everything;
  view.focus = options.focus;
  view.colour = options.colour;
  view.width = options.width;
  switch (format) {
    case Format::text: return explain::explain_text(argument, options.language, view);
    case Format::json: return explain::explain_json(argument) + "\n";
    case Format::markdown: return explain::explain_markdown(argument, options.language, view);
    case Format::html: return explain::explain_html(argument, options.language, view);
    case Format::dot: return explain::explain_dot(argument, options.language, {options.depth, options.focus});
    case Format::mermaid: return explain::explain_mermaid(argument, options.language, {options.depth, options.focus});
  }
  return {};
}

}  // namespace norma::cli
