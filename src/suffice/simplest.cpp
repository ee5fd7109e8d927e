#include "suffice/simplest.hpp"

namespace norma::suffice {
namespace {

constexpr int deepest = 200;  // a continued fraction this long belongs to no border a text draws

Number plus(const Number& x, const Number& y) { return add(x, y).value; }
Number minus(const Number& x, const Number& y) { return subtract(x, y).value; }

// Between `low` and `high`, or above `low` where `high` is endless.
Number simplest(const Number& low, const Number& high, bool endless, int depth) {
  const Number whole = floor(low);
  const Number next = plus(whole, 1);
  if (endless || next < high || depth == deepest) return depth == deepest ? divide(plus(low, high), 2).value : next;
  // No whole number lies between: both begin with `whole`, and the rest is turned upside down.
  const Number low_rest = minus(low, whole), high_rest = minus(high, whole);
  const bool unbounded = low_rest.is_zero();
  const Number upper = unbounded ? Number(0) : divide(1, low_rest).value;
  const Number inside = simplest(divide(1, high_rest).value, upper, unbounded, depth + 1);
  return plus(whole, divide(1, inside).value);
}

}  // namespace

Number simplest_between(const Number& low, const Number& high) {
  if (low.sign() < 0 && high.sign() > 0) return 0;
  if (high.sign() <= 0) return negate(simplest(negate(high), negate(low), false, 0));
  return simplest(low, high, false, 0);
}

}  // namespace norma::suffice
