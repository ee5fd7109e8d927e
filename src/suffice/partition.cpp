#include "suffice/partition.hpp"

#include <algorithm>

#include "suffice/simplest.hpp"

namespace norma::suffice {
namespace {

using eval::Interval;

Number plus(const Number& x, const Number& y) { return add(x, y).value; }
Number minus(const Number& x, const Number& y) { return subtract(x, y).value; }

class Cutter {
 public:
  Cutter(const Line& line, const LineDecider& decider, const Number& near, std::size_t most) : line_(line), decider_(decider), near_(near), most_(most) {}

  Partition run() {
    struct Open { Interval interval; std::size_t depth; };
    std::vector<Open> open{{on_grid(line_.range), 0}};
    while (!open.empty()) {
      const Open next = open.back();
      open.pop_back();
      if (is_empty(next.interval)) continue;
      if (++result_.decisions > most_) return result_;
      if (const auto whole = next.interval.is_single() ? std::optional<Result>(decider_.at(*next.interval.low)) : decider_.over(next.interval)) {
        result_.pieces.push_back({next.interval, *whole});
        continue;
      }
      const auto parts = cut(next.interval, next.depth);
      // The lowest part comes off the stack first, so that pieces arrive in order.
      for (auto part = parts.rbegin(); part != parts.rend(); ++part) open.push_back({*part, next.depth + 1});
    }
    join();
    result_.settled = true;
    return result_;
  }

 private:
  static bool is_empty(const Interval& interval) {
    if (!interval.low || !interval.high) return false;
    return *interval.high < *interval.low || (*interval.low == *interval.high && (interval.low_open || interval.high_open));
  }

  Number grid_floor(const Number& x) const { return floor(divide(x, *line_.step).value) == divide(x, *line_.step).value ? x : multiply(floor(divide(x, *line_.step).value), *line_.step).value; }

  // Ends on the grid, and closed.
  Interval on_grid(Interval interval) const {
    if (!line_.step) return interval;
    if (interval.low) {
      const Number down = grid_floor(*interval.low);
      if (down < *interval.low || interval.low_open) interval.low = plus(down, *line_.step);
      interval.low_open = false;
    }
    if (interval.high) {
      const Number down = grid_floor(*interval.high);
      interval.high = interval.high_open && down == *interval.high ? minus(down, *line_.step) : down;
      interval.high_open = false;
    }
    return interval;
  }

  // Where an endless interval is cut: away from the present value in doubling strides.
  Number stride(const Interval& interval, std::size_t depth) const {
    Number width = maximum(plus(absolute(near_), 1), 16);
    for (std::size_t i = 0; i < std::min<std::size_t>(depth, 60); ++i) width = multiply(width, 2).value;
    if (interval.low) return plus(*interval.low, width);
    if (interval.high) return minus(*interval.high, width);
    return near_;
  }

  std::vector<Interval> cut(const Interval& interval, std::size_t depth) const {
    const bool bounded = interval.low && interval.high;
    if (line_.step) {
      const Number middle = grid_floor(bounded ? divide(plus(*interval.low, *interval.high), 2).value : stride(interval, depth));
      return {{interval.low, middle, false, false}, {plus(middle, *line_.step), interval.high, false, false}};
    }
    const Number at = bounded ? fraction_inside(interval, depth) : floor(stride(interval, depth));
    Interval below{interval.low, at, interval.low_open, true}, above{at, interval.high, true, interval.high_open};
    return {below, Interval::exactly(at), above};
  }

  // The simplest fraction of all hits a border; the simplest one near the middle makes sure that the pieces shrink.
  static Number fraction_inside(const Interval& interval, std::size_t depth) {
    const Number &low = *interval.low, &high = *interval.high;
    if (depth % 2 == 0) return simplest_between(low, high);
    const Number quarter = divide(minus(high, low), 4).value;
    return simplest_between(plus(low, quarter), minus(high, quarter));
  }

  void join() {
    std::vector<Piece> joined;
    for (const Piece& piece : result_.pieces) {
      if (!joined.empty() && joined.back().result == piece.result) {
        joined.back().interval.high = piece.interval.high;
        joined.back().interval.high_open = piece.interval.high_open;
      } else {
        joined.push_back(piece);
      }
    }
    result_.pieces = std::move(joined);
  }

  const Line& line_;
  const LineDecider& decider_;
  const Number& near_;
  std::size_t most_;
  Partition result_;
};

}  // namespace

Partition partition(const Line& line, const LineDecider& decider, const Number& near, std::size_t most_decisions) {
  Partition result = Cutter(line, decider, near, most_decisions).run();
  if (!result.settled) result.pieces.clear();
  return result;
}

}  // namespace norma::suffice
