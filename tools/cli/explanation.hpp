#pragma once
// How an explanation is made of a decided case. All that `norma explain` knows of explaining stands behind these two functions.
#include "run/run_case.hpp"

namespace norma::cli {

struct ExplainedCase {
  const program::Program& program;
  const SourceSet& sources;
  const run::CaseReport& report;
  const eval::Proof& proof;
  const facts::CaseFacts& facts;
};

std::string explanation_text(const ExplainedCase& explained, const run::ReportOptions& options);
/// Members of an object that is open.
void write_explanation(JsonWriter& json, const ExplainedCase& explained, const run::ReportOptions& options);

}  // namespace norma::cli
