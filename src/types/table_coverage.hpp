#pragma once
// Gaps and overlaps of a decision table, found exactly: every input is cut where some row begins or ends, and the product of the
// cuts is swept. Periods of rows are one input more.
#include <cstddef>
#include <string>
#include <vector>

#include "program/program.hpp"

namespace norma::types {

struct CoverageInput {
  std::string name;
  program::TypeId type;   // its constraints are the domain
};

struct Overlap {
  std::size_t first, second;   // rows, in order
  std::string sample;
};

struct CoverageResult {
  std::vector<std::string> gaps;         // a sample of each, "headcount = 26, risk = high"; none if there is an `otherwise`
  std::vector<Overlap> overlaps;         // policy `unique` only
  std::vector<std::size_t> unreachable;  // policy `first` only: rows that no value reaches
  bool too_large = false;                // the work was given up; what was found stands
};

/// Analyses the table. Time: n log n for one input; for several bounded by a fixed number of steps. At most
/// `most_reported` gaps and as many overlaps are returned, each pair of rows once.
CoverageResult analyse_coverage(const program::Program& program, const program::Table& table, const std::vector<CoverageInput>& inputs);

inline constexpr std::size_t most_reported = 5;

}  // namespace norma::types
