#pragma once
// The possible values of one fact in pieces, each with one outcome.
#include <functional>
#include <optional>
#include <vector>

#include "eval/evaluator.hpp"
#include "eval/interval.hpp"
#include "program/program.hpp"

namespace norma::suffice {

/// What is looked at: a verdict, or the state of one requirement; as a small number, so that pieces can be compared.
using Result = std::uint8_t;

struct Piece {
  eval::Interval interval;  ///< numbers in base units, dates as day numbers
  Result result = 0;
};

struct Partition {
  std::vector<Piece> pieces;   ///< from low to high, neighbours differ; empty when unsettled
  bool settled = false;
  std::size_t decisions = 0;   ///< how often the case was decided
};

/// Values in a row: numbers and dates, between bounds, on a grid or not.
struct Line {
  eval::Interval range;
  std::optional<Number> step;  ///< 1 for whole numbers and dates; nothing for numbers without a step
};

struct LineDecider {
  /// The result at one value.
  std::function<Result(const Number&)> at;
  /// The one result that all values of an interval have, if the calculus of bounds can tell.
  std::function<std::optional<Result>(const eval::Interval&)> over;
};

/// Cuts until every piece is decided; `near` is the present value, around which an endless line is cut first. Unsettled beyond
/// `most_decisions`.
Partition partition(const Line& line, const LineDecider& decider, const Number& near, std::size_t most_decisions);

}  // namespace norma::suffice
