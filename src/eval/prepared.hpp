#pragma once
// What is computed once per program so that cases need not: sorted boundaries of tables, ranges of types in machine words.
// Immutable, shared by the evaluators of all threads.
#include <cstdint>
#include <vector>

#include "eval/steps.hpp"
#include "eval/value.hpp"
#include "number/small_ratio.hpp"
#include "program/program.hpp"

namespace norma::eval {

/// The constraints of a number or date type. `small` is false when a bound does not fit; then the type itself is asked.
struct PreparedRange {
  bool constrained = false, small = true;
  bool has_low = false, has_high = false, low_open = false, high_open = false;
  bool has_grain = false;        // whole or in steps
  SmallRatio low, high, grain;   // grain: the value is a whole multiple of it
};

/// A table of one number whose rows do not overlap: the number line cut at sorted points.
/// INVARIANT (cuts): rows[i] serves the numbers behind exactly i cuts; -1 is a gap.
struct PreparedCuts {
  std::vector<std::int64_t> integer_cuts;  // the least integer behind each cut
  std::vector<SmallRatio> cuts;
  std::vector<bool> excludes;              // the cut point itself still lies before the cut
  std::vector<std::int32_t> rows;
  [[nodiscard]] bool usable() const { return !rows.empty(); }
  [[nodiscard]] std::int32_t row_of(SmallRatio input) const { return input.denominator == 1 ? row_of_integer(input.numerator) : row_of_ratio(input); }
  [[nodiscard]] std::int32_t row_of_integer(std::int64_t input) const {
    // OPTIMISATION: no branch depends on the comparison, so the processor cannot guess it wrong.
    const std::int64_t* const begin = integer_cuts.data();
    const std::int64_t* first = begin;
    std::size_t count = integer_cuts.size();
    while (count > 1) {
      const std::size_t half = count / 2;
      first += first[half - 1] <= input ? half : 0;
      count -= half;
    }
    const bool behind_last = count == 1 && *first <= input;
    return rows[static_cast<std::size_t>(first - begin) + (behind_last ? 1 : 0)];
  }
  [[nodiscard]] std::int32_t row_of_ratio(SmallRatio input) const;
};

struct PreparedTable {
  PreparedCuts cuts;
  std::vector<std::int32_t> by_value;      // a table of one enum or boolean: the row of each value, -1 for none
  std::vector<Value> row_values;           // of rows that are constants; absent for others
  bool dated = false;                      // some row has `from` or `until`
};

/// What walking a node costs at most, calls and loops within it not counted: they are charged when they are entered.
struct NodeCost {
  std::uint32_t steps = 0;   // nodes
  std::uint32_t height = 0;  // nodes within one another
};

class Prepared {
 public:
  explicit Prepared(const program::Program& program);
  Prepared(const Prepared&) = delete;
  Prepared& operator=(const Prepared&) = delete;
  [[nodiscard]] const program::Program& program() const { return program_; }
  [[nodiscard]] const Step* steps() const { return steps_.of_nodes(); }
  [[nodiscard]] const PreparedTable& table(std::uint32_t index) const { return tables_[index]; }
  /// Computing the callable anew costs less than remembering it: a few operations, no calls and no loops.
  [[nodiscard]] bool is_cheap(std::uint32_t callable) const { return cheap_[callable] != 0; }
  [[nodiscard]] NodeCost cost(program::NodeId node) const { return node.valid() ? costs_[node.index()] : NodeCost{}; }
  [[nodiscard]] NodeCost cost(program::CallableId callable) const { return callable.valid() ? callable_costs_[callable.index()] : NodeCost{}; }
  /// Of one round of a loop: its condition, element and keys.
  [[nodiscard]] std::uint32_t round_steps(std::uint32_t comprehension) const { return round_steps_[comprehension]; }
  [[nodiscard]] const PreparedRange& range(program::TypeId type) const { return ranges_[type.index()]; }

 private:
  const program::Program& program_;
  Steps steps_;
  std::vector<PreparedTable> tables_;
  std::vector<PreparedRange> ranges_;
  std::vector<std::uint8_t> cheap_;
  std::vector<const PreparedTable*> direct_;  // of callables that are tables of one parameter whose row is found at once
  std::vector<NodeCost> costs_, callable_costs_;
  std::vector<std::uint32_t> round_steps_;
};

}  // namespace norma::eval
