#include "eval/interval.hpp"

#include <array>

namespace norma::eval {
namespace {

// One end of an interval; `infinite` is -1 or +1 for an end at infinity, 0 for a value.
struct End {
  Number value;
  bool open = false;
  int infinite = 0;
};

End low_end(const Interval& x) { return x.low ? End{*x.low, x.low_open, 0} : End{{}, false, -1}; }
End high_end(const Interval& x) { return x.high ? End{*x.high, x.high_open, 0} : End{{}, false, 1}; }

Interval from_ends(const End& low, const End& high) {
  Interval result;
  if (low.infinite == 0) {
    result.low = low.value;
    result.low_open = low.open;
  }
  if (high.infinite == 0) {
    result.high = high.value;
    result.high_open = high.open;
  }
  return result;
}

std::strong_ordering compare_ends(const End& x, const End& y) {
  if (x.infinite != 0 || y.infinite != 0) return x.infinite <=> y.infinite;
  return x.value <=> y.value;
}

int sign_of(const End& x) { return x.infinite != 0 ? x.infinite : x.value.sign(); }

// Zero times infinity is zero: the infinite end stands for finite values without bound.
std::optional<End> multiply_ends(const End& x, const End& y, const Budget& budget) {
  const bool zero_x = x.infinite == 0 && x.value.is_zero();
  const bool zero_y = y.infinite == 0 && y.value.is_zero();
  if (zero_x || zero_y) return End{Number(0), (zero_x ? x.open : true) && (zero_y ? y.open : true), 0};
  if (x.infinite != 0 || y.infinite != 0) return End{{}, false, sign_of(x) * sign_of(y)};
  Outcome product = norma::multiply(x.value, y.value, budget);
  if (!product) return std::nullopt;
  return End{product.value, x.open || y.open, 0};
}

// The smaller (direction -1) or larger (+1) of two ends; among equal ones the closed end reaches further.
const End& further(const End& x, const End& y, int direction) {
  const auto order = compare_ends(x, y);
  if (order == 0) return x.open ? y : x;
  return (order < 0) == (direction < 0) ? x : y;
}

Interval reciprocal(const Interval& x, const Budget& budget) {
  const bool positive = x.low && (x.low->sign() > 0 || (x.low->sign() == 0 && x.low_open));
  const bool negative = x.high && (x.high->sign() < 0 || (x.high->sign() == 0 && x.high_open));
  Interval result;
  if (!positive && !negative) return result;
  if (positive) {
    result.low = Number(0);
    result.low_open = true;
  } else {
    result.high = Number(0);
    result.high_open = true;
  }
  if (x.high && !x.high->is_zero()) {
    if (const Outcome value = norma::divide(1, *x.high, budget)) {
      result.low = value.value;
      result.low_open = x.high_open;
    }
  }
  if (x.low && !x.low->is_zero()) {
    if (const Outcome value = norma::divide(1, *x.low, budget)) {
      result.high = value.value;
      result.high_open = x.low_open;
    }
  }
  return result;
}

}  // namespace

bool Interval::contains(const Number& value) const {
  if (low && (value < *low || (low_open && value == *low))) return false;
  return !(high && (value > *high || (high_open && value == *high)));
}

Interval add(const Interval& x, const Interval& y, const Budget& budget) {
  Interval result;
  if (x.low && y.low) {
    if (const Outcome sum = norma::add(*x.low, *y.low, budget)) {
      result.low = sum.value;
      result.low_open = x.low_open || y.low_open;
    }
  }
  if (x.high && y.high) {
    if (const Outcome sum = norma::add(*x.high, *y.high, budget)) {
      result.high = sum.value;
      result.high_open = x.high_open || y.high_open;
    }
  }
  return result;
}

Interval negate(const Interval& x) {
  Interval result;
  if (x.high) result.low = norma::negate(*x.high);
  if (x.low) result.high = norma::negate(*x.low);
  result.low_open = x.high_open;
  result.high_open = x.low_open;
  return result;
}

Interval multiply(const Interval& x, const Interval& y, const Budget& budget) {
  const std::array<End, 2> left{low_end(x), high_end(x)};
  const std::array<End, 2> right{low_end(y), high_end(y)};
  std::optional<End> low, high;
  for (const End& a : left) {
    for (const End& b : right) {
      const std::optional<End> product = multiply_ends(a, b, budget);
      if (!product) return {};
      low = low ? further(*low, *product, -1) : *product;
      high = high ? further(*high, *product, 1) : *product;
    }
  }
  return from_ends(*low, *high);
}

Interval divide(const Interval& x, const Interval& y, const Budget& budget) {
  const Interval inverse = reciprocal(y, budget);
  return multiply(x, inverse, budget);
}

Interval absolute(const Interval& x) {
  if (x.low && x.low->sign() >= 0) return x;
  if (x.high && x.high->sign() <= 0) return negate(x);
  const Interval mirrored = negate(x);
  Interval result;
  result.low = Number(0);
  if (x.high && mirrored.high) {
    const End high = further(high_end(x), high_end(mirrored), 1);
    result.high = high.value;
    result.high_open = high.open;
  }
  return result;
}

Interval minimum(const Interval& x, const Interval& y) {
  const End low = further(low_end(x), low_end(y), -1);
  // The least value cannot pass the lower of the two upper ends; an open end excludes itself only if it is that end.
  const End a = high_end(x);
  const End b = high_end(y);
  const auto order = compare_ends(a, b);
  const End high = order == 0 ? (a.open ? a : b) : (order < 0 ? a : b);
  return from_ends(low, high);
}

Interval maximum(const Interval& x, const Interval& y) { return negate(minimum(negate(x), negate(y))); }

Interval square_root(const Interval& x, const Budget& budget) {
  Interval result;
  result.low = Number(0);
  if (x.low && x.low->sign() > 0) {
    if (const Outcome root = norma::square_root(*x.low, budget)) {
      result.low = root.value;
      result.low_open = x.low_open;
    }
  }
  if (x.high && x.high->sign() >= 0) {
    if (const Outcome root = norma::square_root(*x.high, budget)) {
      result.high = root.value;
      result.high_open = x.high_open;
    }
  }
  return result;
}

Interval hull(const Interval& x, const Interval& y) {
  return from_ends(further(low_end(x), low_end(y), -1), further(high_end(x), high_end(y), 1));
}

Decided decide_less(const Interval& x, const Interval& y) {
  if (x.high && y.low) {
    const auto order = *x.high <=> *y.low;
    if (order < 0 || (order == 0 && (x.high_open || y.low_open))) return Decided::yes;
  }
  if (x.low && y.high && *x.low >= *y.high) return Decided::no;
  return Decided::open;
}

Decided decide_less_equal(const Interval& x, const Interval& y) {
  const Decided reversed = decide_less(y, x);
  if (reversed == Decided::yes) return Decided::no;
  return reversed == Decided::no ? Decided::yes : Decided::open;
}

Decided decide_equal(const Interval& x, const Interval& y) {
  if (decide_less(x, y) == Decided::yes || decide_less(y, x) == Decided::yes) return Decided::no;
  return x.is_single() && y.is_single() ? Decided::yes : Decided::open;
}

}  // namespace norma::eval
