#pragma once
// How an explanation is made of a decided case. All that `norma explain` knows of explaining stands behind these two functions.
#include "session.hpp"
#include "facts/case_facts.hpp"
#include "run/run_case.hpp"

namespace norma::cli {

struct ExplainedCase {
  const Compilation& compilation;
  const run::CaseRunner& cases;
  const facts::CaseFacts& facts;
};

struct ExplanationOptions {
  facts::Language language = facts::Language::en;
  std::size_t depth = 12;
  bool everything = false;
  std::string focus;  ///< only the step of this name; empty: all
  bool colour = false;
  std::size_t width = 80;
};

/// Empty when `focus` names no step.
std::string explanation(const ExplainedCase& explained, const ExplanationOptions& options, Format format);

}  // namespace norma::cli
