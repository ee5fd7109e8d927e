#pragma once
// A decided case as a record: everything that is needed to derive it again, and what it came to.
#include <optional>
#include <string>
#include <vector>

#include "base/source_text.hpp"
#include "eval/evaluator.hpp"
#include "facts/case_facts.hpp"
#include "program/program.hpp"

namespace norma::record {

/// The form of records that this library writes and reads.
inline constexpr int form_number = 1;

/// A case that was decided. Everything referred to must live until the record is written.
struct DecidedCase {
  const program::Program& program;
  const SourceSet& sources;
  program::CallableId decision;
  const facts::DocumentNode& document;            ///< the facts as they were given
  const facts::CaseFacts& facts;                  ///< and as they were understood
  std::vector<std::string> readings;              ///< `NAME=VALUE`, set for the run beside the document
  std::optional<Date> on;
  const eval::DecisionResult& result;
  const eval::Proof& proof;
};

/// The record as JSON text; README.md describes it, record.schema.json is its schema.
std::string write_record(const DecidedCase& decided);

const char* verdict_word(eval::Verdict verdict);
const char* state_word(eval::RequirementState state);

}  // namespace norma::record
