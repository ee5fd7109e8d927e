#include "checker/bounds.hpp"

namespace norma::checker {
namespace {

int compare_ends(const End& x, const End& y) {
  if (x.infinite != 0 || y.infinite != 0) return x.infinite < y.infinite ? -1 : (x.infinite > y.infinite ? 1 : 0);
  return compare(x.value, y.value);
}

int sign_of(const End& x) { return x.infinite != 0 ? x.infinite : x.value.sign(); }

// Of two lower ends the one that reaches further down, of two upper ends (`up`) the one that reaches further up.
const End& wider(const End& x, const End& y, bool up) {
  const int order = compare_ends(x, y);
  if (order == 0) return x.open ? y : x;
  return (order < 0) == !up ? x : y;
}

// Zero times an infinite end is zero: infinity stands for values without bound, each of them finite.
bool product_of(const End& x, const End& y, End& product) {
  const bool zero_x = x.infinite == 0 && x.value.is_zero();
  const bool zero_y = y.infinite == 0 && y.value.is_zero();
  if (zero_x || zero_y) {
    product = {0, Exact(), (!zero_x || x.open) && (!zero_y || y.open)};
    return true;
  }
  if (x.infinite != 0 || y.infinite != 0) {
    product = {sign_of(x) * sign_of(y), {}, false};
    return true;
  }
  const Result value = multiply(x.value, y.value);
  if (value) product = {0, value.value, x.open || y.open};
  return static_cast<bool>(value);
}

// 1/x for a divisor on one side of zero.
Bounds inverse(const Bounds& x) {
  Bounds result;
  const bool positive = x.low.infinite == 0 && (x.low.value.sign() > 0 || (x.low.value.is_zero() && x.low.open));
  const bool negative = x.high.infinite == 0 && (x.high.value.sign() < 0 || (x.high.value.is_zero() && x.high.open));
  if (!positive && !negative) return result;
  (positive ? result.low : result.high) = {0, Exact(), true};
  if (x.high.infinite == 0 && !x.high.value.is_zero()) result.low = {0, divide(Exact(1), x.high.value).value, x.high.open};
  if (x.low.infinite == 0 && !x.low.value.is_zero()) result.high = {0, divide(Exact(1), x.low.value).value, x.low.open};
  return result;
}

}  // namespace

bool Bounds::single() const { return low.infinite == 0 && high.infinite == 0 && !low.open && !high.open && low.value == high.value; }

bool Bounds::contains(const Exact& value) const {
  const End point{0, value, false};
  const int below = compare_ends(point, low);
  const int above = compare_ends(point, high);
  return (below > 0 || (below == 0 && !low.open)) && (above < 0 || (above == 0 && !high.open));
}

Bounds add(const Bounds& x, const Bounds& y) {
  Bounds result;
  const auto end = [](const End& a, const End& b, End& to) {
    if (a.infinite != 0 || b.infinite != 0) return;
    const Result sum = add(a.value, b.value);
    if (sum) to = {0, sum.value, a.open || b.open};
  };
  end(x.low, y.low, result.low);
  end(x.high, y.high, result.high);
  return result;
}

Bounds negate(const Bounds& x) {
  return {{-x.high.infinite, negate(x.high.value), x.high.open}, {-x.low.infinite, negate(x.low.value), x.low.open}};
}

Bounds multiply(const Bounds& x, const Bounds& y) {
  Bounds result;
  bool begun = false;
  for (const End& a : {x.low, x.high}) {
    for (const End& b : {y.low, y.high}) {
      End product;
      if (!product_of(a, b, product)) return {};
      result.low = begun ? wider(result.low, product, false) : product;
      result.high = begun ? wider(result.high, product, true) : product;
      begun = true;
    }
  }
  // An infinite end on the wrong side says nothing.
  if (result.low.infinite > 0) result.low.infinite = -1;
  if (result.high.infinite < 0) result.high.infinite = 1;
  return result;
}

Bounds divide(const Bounds& x, const Bounds& y) { return multiply(x, inverse(y)); }

Bounds floor_divide(const Bounds& x, const Bounds& y) {
  const Bounds quotient = divide(x, y);
  Bounds result = mapped(quotient, [](const Exact& value) { return Result(Exact(floor(value))); });
  // Below an end that is not reached and is whole the floor is one less.
  if (quotient.high.infinite == 0 && quotient.high.open && quotient.high.value.whole())
    result.high.value = subtract(result.high.value, Exact(1)).value;
  return result;
}

Bounds modulo(const Bounds& divisor) {
  Bounds result;
  if (divisor.low.infinite == 0 && divisor.low.value.sign() >= 0) {
    result = {{0, Exact(), false}, divisor.high};
    result.high.open = divisor.high.infinite == 0;
  } else if (divisor.high.infinite == 0 && divisor.high.value.sign() <= 0) {
    result = {divisor.low, {0, Exact(), false}};
    result.low.open = divisor.low.infinite == 0;
  }
  return result;
}

Bounds power(const Bounds& base, const Exact* exponent) {
  if (exponent == nullptr || !exponent->whole() || exponent->sign() < 0 || *exponent == Exact(65) || Exact(64) < *exponent) return {};
  if (exponent->is_zero()) return Bounds::only(Exact(1));
  const Bounds from = exponent->plain().top % 2 == 0 ? absolute(base) : base;
  Bounds result = mapped(from, [&](const Exact& value) { return power(value, *exponent); });
  result.low.open = from.low.open && result.low.infinite == 0;
  result.high.open = from.high.open && result.high.infinite == 0;
  return result;
}

Bounds absolute(const Bounds& x) {
  if (x.low.infinite == 0 && x.low.value.sign() >= 0) return x;
  const Bounds mirrored = negate(x);
  if (x.high.infinite == 0 && x.high.value.sign() <= 0) return mirrored;
  return {{0, Exact(), false}, wider(x.high, mirrored.high, true)};
}

Bounds square_root(const Bounds& x) {
  Bounds result;
  result.low = {0, Exact(), false};
  const auto end = [](const End& from, End& to) {
    const Result root = square_root(from.value);
    if (root) to = {0, root.value, from.open};
  };
  if (x.low.infinite == 0 && x.low.value.sign() > 0) end(x.low, result.low);
  if (x.high.infinite == 0 && x.high.value.sign() >= 0) end(x.high, result.high);
  return result;
}

Bounds extreme(const Bounds& x, const Bounds& y, bool largest) {
  if (largest) return negate(extreme(negate(x), negate(y), false));
  // The least of the two lies under both upper ends.
  const int order = compare_ends(x.high, y.high);
  const End& high = order == 0 ? (x.high.open ? x.high : y.high) : (order < 0 ? x.high : y.high);
  return {wider(x.low, y.low, false), high};
}

Bounds hull(const Bounds& x, const Bounds& y) { return {wider(x.low, y.low, false), wider(x.high, y.high, true)}; }

Known is_less(const Bounds& x, const Bounds& y) {
  if (x.high.infinite == 0 && y.low.infinite == 0) {
    const int order = compare(x.high.value, y.low.value);
    if (order < 0 || (order == 0 && (x.high.open || y.low.open))) return Known::yes;
  }
  if (x.low.infinite == 0 && y.high.infinite == 0 && compare(x.low.value, y.high.value) >= 0) return Known::no;
  return Known::open;
}

Known is_less_equal(const Bounds& x, const Bounds& y) {
  const Known greater = is_less(y, x);
  return greater == Known::open ? Known::open : (greater == Known::yes ? Known::no : Known::yes);
}

Known is_equal(const Bounds& x, const Bounds& y) {
  if (is_less(x, y) == Known::yes || is_less(y, x) == Known::yes) return Known::no;
  return x.single() && y.single() ? Known::yes : Known::open;
}

}  // namespace norma::checker
