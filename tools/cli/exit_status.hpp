#pragma once
// What the program answers to the shell. The numbers are part of its interface; README.md in this folder explains them.
#include "diagnostics/sink.hpp"
#include "run/report.hpp"

namespace norma::cli {

enum class ExitStatus : int {
  satisfied = 0,
  negative = 1,
  usage = 2,
  rules_invalid = 3,
  facts_invalid = 4,
  limit = 5,
  undetermined = 6,
  input_output = 7,
};

inline ExitStatus status_of(run::Answer answer) {
  switch (answer) {
    case run::Answer::satisfied: return ExitStatus::satisfied;
    case run::Answer::negative: return ExitStatus::negative;
    case run::Answer::undetermined: return ExitStatus::undetermined;
    case run::Answer::limit: return ExitStatus::limit;
  }
  return ExitStatus::negative;
}

/// The status for a run that several statuses apply to: what kept it from answering goes before what it answered.
ExitStatus worse(ExitStatus left, ExitStatus right);

/// The status for reports that stopped a run; `satisfied` when none of them is an error.
ExitStatus status_of(const DiagnosticSink& diagnostics);

}  // namespace norma::cli
