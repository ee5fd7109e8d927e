#pragma once
// Whether a record is true: hashes are taken again, and everything is derived again with the checker, which shares nothing with the
// evaluator that made the record.
#include <string>
#include <string_view>
#include <vector>

#include "base/source_text.hpp"
#include "program/program.hpp"

namespace norma::record {

struct Verification {
  std::vector<std::string> differences;  ///< what is not as the record says, one sentence each
  std::string beyond;                    ///< why the checker could not derive it again; empty if it could
  std::size_t values = 0, steps = 0;     ///< results and steps of the proof that were derived again

  [[nodiscard]] bool confirmed() const { return differences.empty() && beyond.empty(); }
};

/// `program` and `sources` are the rules as they are now.
Verification verify_record(std::string_view record, const program::Program& program, const SourceSet& sources);

}  // namespace norma::record
