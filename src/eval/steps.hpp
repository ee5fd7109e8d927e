#pragma once
// The tree as the walker without a proof sees it: each node beside its brothers, constants in place, its function at hand.
#include <cstdint>
#include <vector>

#include "eval/value.hpp"
#include "program/program.hpp"

namespace norma::eval {

class Machine;
struct PreparedTable;
struct Step;
using StepHandler = Value (*)(Machine&, const Step&);

/// One use of a node. OPTIMISATION: a cache line; a child is found by adding to `kids`.
struct alignas(64) Step {
  StepHandler handler = nullptr;
  const Step* kids = nullptr;
  Value constant;                 // absent: must be walked
  std::uint32_t child_count = 0;
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  program::NodeId id;
  program::Op op = program::Op::invalid;
  std::uint8_t flags = 0;
  const void* detail = nullptr;   // a call of a table whose rows are found at once: its PreparedTable
};
static_assert(sizeof(Step) == 64);

/// The steps of a program. They point into one another, so the object stays where it was made.
class Steps {
 public:
  explicit Steps(const program::Program& program);
  Steps(const Steps&) = delete;
  Steps& operator=(const Steps&) = delete;
  /// Calls of these tables (null where a callable is none) look rows up without a frame.
  void bind_tables(const std::vector<const PreparedTable*>& direct);
  [[nodiscard]] const Step* of_nodes() const { return nodes_.data(); }

 private:
  std::vector<Step> nodes_;     // by NodeId
  std::vector<Step> children_;  // by position in Program::children
};

}  // namespace norma::eval
