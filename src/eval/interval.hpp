#pragma once
// Bounds of unknown numbers (dates count as day numbers, spans as months). Every operation answers an interval that contains all
// results; where a bound cannot be computed (budget, mixed roots) it is left open to infinity, which is always sound.
#include <compare>
#include <optional>
#include <span>

#include "number/number.hpp"

namespace norma::eval {

struct Interval {
  std::optional<Number> low, high;
  bool low_open = false, high_open = false;  // the bound itself is excluded

  static Interval exactly(const Number& value) { return {value, value, false, false}; }
  /// The only value, if there is just one.
  [[nodiscard]] bool is_single() const { return low && high && !low_open && !high_open && *low == *high; }
  [[nodiscard]] bool contains(const Number& value) const;
};

Interval add(const Interval& x, const Interval& y, const Budget& budget);
Interval negate(const Interval& x);
Interval multiply(const Interval& x, const Interval& y, const Budget& budget);
/// Unbounded where the divisor may be zero; `always_zero` divisors must be caught before.
Interval divide(const Interval& x, const Interval& y, const Budget& budget);
Interval absolute(const Interval& x);
Interval minimum(const Interval& x, const Interval& y);
Interval maximum(const Interval& x, const Interval& y);
Interval square_root(const Interval& x, const Budget& budget);
Interval hull(const Interval& x, const Interval& y);
/// For a monotone function: rounding, floor of a quotient by a positive constant.
template <class F>
Interval map_monotone(const Interval& x, F function) {
  Interval result;
  if (x.low) result.low = function(*x.low);
  if (x.high) result.high = function(*x.high);
  return result;
}

/// Decided order: less, equal or greater for all values of x and y; nothing if the bounds leave it open.
enum class Decided : std::uint8_t { open, yes, no };
Decided decide_less(const Interval& x, const Interval& y);
Decided decide_less_equal(const Interval& x, const Interval& y);
Decided decide_equal(const Interval& x, const Interval& y);

}  // namespace norma::eval
