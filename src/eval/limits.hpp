#pragma once
// What one case may cost.
#include <cstddef>
#include <cstdint>

#include "number/number.hpp"

namespace norma::eval {

struct EvaluatorLimits {
  std::uint64_t steps = 50'000'000;                 // nodes walked in one case; then `step-limit`
  std::uint32_t depth = 3'000;                      // nodes within one another; then `depth-limit`
  std::size_t bytes = std::size_t{256} << 20;       // memory for the values of one case; then `size-limit`
  std::size_t proof_nodes = 1'000'000;              // then the proof is marked as truncated
  Budget number;                                    // bits of one number; then `size-limit`
};

}  // namespace norma::eval
