#pragma once
// Where an unknown number, day or span of months may lie. Sound: a bound that cannot be computed is infinite.
#include "checker/exact.hpp"

namespace norma::checker {

/// One end: a value, or infinity below (-1) or above (+1). An open end is not reached itself.
struct End {
  int infinite = 0;
  Exact value;
  bool open = false;
};
struct Bounds {
  End low{-1, {}, false}, high{1, {}, false};

  static Bounds only(const Exact& value) { return {{0, value, false}, {0, value, false}}; }
  [[nodiscard]] bool single() const;
  [[nodiscard]] bool contains(const Exact& value) const;
};

Bounds add(const Bounds& x, const Bounds& y);
Bounds negate(const Bounds& x);
Bounds multiply(const Bounds& x, const Bounds& y);
/// Infinite unless the divisor keeps to one side of zero.
Bounds divide(const Bounds& x, const Bounds& y);
Bounds floor_divide(const Bounds& x, const Bounds& y);
Bounds modulo(const Bounds& divisor);
Bounds power(const Bounds& base, const Exact* exponent);
Bounds absolute(const Bounds& x);
Bounds square_root(const Bounds& x);
Bounds extreme(const Bounds& x, const Bounds& y, bool largest);
Bounds hull(const Bounds& x, const Bounds& y);
/// Each end by a function that never decreases; an end without a result is infinite.
template <class Map>
Bounds mapped(const Bounds& x, Map&& map) {
  Bounds result;
  const auto end = [&](const End& from, End& to) {
    if (from.infinite != 0) return;
    const Result value = map(from.value);
    if (value) to = {0, value.value, false};
  };
  end(x.low, result.low);
  end(x.high, result.high);
  return result;
}

enum class Known { no, yes, open };
Known is_less(const Bounds& x, const Bounds& y);
Known is_less_equal(const Bounds& x, const Bounds& y);
Known is_equal(const Bounds& x, const Bounds& y);

}  // namespace norma::checker
