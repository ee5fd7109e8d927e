#include "explanation.hpp"

namespace norma::cli {

std::string explanation_text(const ExplainedCase& explained, const run::ReportOptions& options) {
  return run::text_of(explained.report, options);
}

void write_explanation(JsonWriter& json, const ExplainedCase& explained, const run::ReportOptions& options) {
  run::write_json(json, explained.report, options);
  json.key("proof");
  run::write_proof(json, explained.program, explained.sources, explained.proof);
}

}  // namespace norma::cli
