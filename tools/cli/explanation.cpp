#include "explanation.hpp"

#include "explain/argument.hpp"
#include "explain/json_view.hpp"
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

std::string explanation_text(const ExplainedCase& explained, const ExplanationOptions& options) {
  explain::TextViewOptions view;
  view.depth = options.depth;
  view.everything = options.everything;
  view.focus = options.focus;
  return explain::explain_text(argument_of(explained, options), options.language, view);
}

std::string explanation_json(const ExplainedCase& explained, const ExplanationOptions& options) {
  return explain::explain_json(argument_of(explained, options)) + "\n";
}

}  // namespace norma::cli
