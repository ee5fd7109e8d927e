#pragma once
// What the scenarios of a package went through, of what its rules hold.
#include <set>
#include <string>
#include <vector>

#include "base/source_text.hpp"
#include "eval/evaluator.hpp"
#include "program/program.hpp"
#include "scenario/citations.hpp"

namespace norma::scenario {

struct CoverageCount {
  std::size_t covered = 0, total = 0;
  std::vector<std::string> uncovered;  ///< clause, or place with what stands there
};

struct CoverageSummary {
  CoverageCount clauses;       ///< registered clauses that are neither informative nor open, seen in a proof
  CoverageCount branches;      ///< guarded values and their exceptions, seen applying
  CoverageCount rows;          ///< table rows, seen taken
  CoverageCount requirements;  ///< requirements, seen met and seen not met
};

/// Gathers proofs and results; counts what belongs to the package asked for (PackageId 0).
class Coverage {
 public:
  explicit Coverage(const program::Program& program) : program_(program) {}

  void add(const eval::Proof& proof);
  void add(const eval::DecisionResult& result);
  /// The clause stands in a proof that was added.
  [[nodiscard]] bool saw(const std::string& package, const std::string& clause) const;
  [[nodiscard]] CoverageSummary summary(const SourceSet& sources) const;

 private:
  struct ArmKey {
    std::uint32_t switch_index, kind, group, index;
    auto operator<=>(const ArmKey&) const = default;
  };
  [[nodiscard]] bool own(Span span) const;
  void count_arms(CoverageSummary&, const SourceSet&) const;
  void count_rows(CoverageSummary&, const SourceSet&) const;

  const program::Program& program_;
  std::set<CitedClause> clauses_;
  std::set<ArmKey> arms_;
  std::set<std::pair<std::uint32_t, std::uint32_t>> rows_;
  std::set<std::uint32_t> met_, not_met_;
};

}  // namespace norma::scenario
