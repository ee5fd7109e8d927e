#pragma once
// The workload "ISMS audit plan" as a resolved program, and the same formula written by hand.
#include <array>
#include <cstdint>

#include "eval/evaluator.hpp"
#include "program/builder.hpp"

namespace norma::bench {

/// Given facts of the decision, in the order of its parameters.
struct Plan {
  program::Program program;
  program::CallableId decision;
};
Plan make_plan();

/// One record; the reduction in hundredths of a percent.
struct Record {
  std::int64_t headcount = 1;
  std::uint32_t risk = 0;    // low, medium, high
  std::uint32_t stage = 0;   // initial, surveillance, recertification
  std::int64_t reduction = 0;
  std::int64_t sites = 0;
};
std::array<eval::Value, 5> slots_of(const Record& record);

/// Days and on-site days in half days, and the sample.
struct Answer {
  std::int64_t half_days = 0, onsite_half_days = 0, sample = 0;
  bool ok = false;
  bool operator==(const Answer&) const = default;
};

/// The formula by hand in machine integers, with the denominators worked out on paper.
Answer by_hand(const Record& record);
/// The formula in the arithmetic of the language's numbers.
Answer by_number(const Record& record);
/// What the evaluator answered.
Answer answer_of(const eval::DecisionResult& result);

}  // namespace norma::bench
