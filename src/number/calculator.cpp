#include <algorithm>

#include "number/number_parts.hpp"

namespace norma::number_detail {

namespace mp = boost::multiprecision;

void Calculator::fail(ArithmeticFault fault) {
  if (!failed()) {
    fault_ = fault;
  }
}

bool Calculator::allows(std::size_t bits) {
  if (failed()) {
    return false;
  }
  if (bits > budget_.bits) {
    fail(ArithmeticFault::size_limit);
    return false;
  }
  return true;
}

Rational Calculator::add(const Rational& x, const Rational& y) {
  if (x.is_zero()) {
    return y;
  }
  if (y.is_zero()) {
    return x;
  }
  const Integer shared = mp::gcd(x.denominator, y.denominator);
  const Integer x_factor = y.denominator / shared;
  const Integer y_factor = x.denominator / shared;
  const std::size_t left_bits = bit_length(x.numerator) + bit_length(x_factor);
  const std::size_t right_bits = bit_length(y.numerator) + bit_length(y_factor);
  const std::size_t denominator_bits = bit_length(x.denominator) + bit_length(x_factor);
  if (!allows(std::max({left_bits, right_bits, denominator_bits}))) {
    return {};
  }
  const Integer numerator = x.numerator * x_factor + y.numerator * y_factor;
  // Only factors shared by both denominators can cancel.
  const Integer cancelled = mp::gcd(numerator, shared);
  return {numerator / cancelled, (x.denominator / cancelled) * x_factor};
}

Rational Calculator::subtract(const Rational& x, const Rational& y) {
  return add(x, negated(y));
}

Rational Calculator::multiply(const Rational& x, const Rational& y) {
  if (x.is_zero() || y.is_zero()) {
    return {};
  }
  const Integer first = mp::gcd(x.numerator, y.denominator);
  const Integer second = mp::gcd(y.numerator, x.denominator);
  const Rational left{x.numerator / first, x.denominator / second};
  const Rational right{y.numerator / second, y.denominator / first};
  if (!allows(std::max(bit_length(left.numerator) + bit_length(right.numerator),
                       bit_length(left.denominator) + bit_length(right.denominator)) -
              1)) {
    return {};
  }
  return {left.numerator * right.numerator, left.denominator * right.denominator};
}

Rational Calculator::divide(const Rational& x, const Rational& y) {
  if (y.is_zero()) {
    fail(ArithmeticFault::division_by_zero);
    return {};
  }
  Rational reciprocal{y.denominator, y.numerator};
  if (reciprocal.denominator.sign() < 0) {
    reciprocal.numerator = -reciprocal.numerator;
    reciprocal.denominator = -reciprocal.denominator;
  }
  return multiply(x, reciprocal);
}

/// Gives both numbers one radicand, the smaller; false when there is none. A rational number takes
/// the other's radicand with coefficient zero.
bool Calculator::align(Parts& x, Parts& y) {
  if (x.radicand == y.radicand) {
    return true;
  }
  if (x.is_rational() || y.is_rational()) {
    (x.is_rational() ? x : y).radicand = x.is_rational() ? y.radicand : x.radicand;
    return true;
  }
  if (!allows(bit_length(x.radicand) + bit_length(y.radicand))) {
    return false;
  }
  bool exact = false;
  const Integer root = integer_root(x.radicand * y.radicand, exact);
  if (!exact) {
    return false;
  }
  Parts& smaller = x.radicand < y.radicand ? x : y;
  Parts& larger = x.radicand < y.radicand ? y : x;
  // sqrt(c2) = sqrt(c1 * c2) / c1 * sqrt(c1)
  larger.coefficient =
      multiply(larger.coefficient, make_rational(root, smaller.radicand));
  larger.radicand = smaller.radicand;
  return true;
}

namespace {

Parts with_canonical_radicand(Parts x) {
  if (x.coefficient.is_zero()) {
    x.radicand = 0;
  }
  return x;
}

}  // namespace

Parts Calculator::add(Parts x, Parts y) {
  if (!align(x, y)) {
    fail(ArithmeticFault::mixed_radicands);
    return {};
  }
  Parts sum;
  sum.rational = add(x.rational, y.rational);
  sum.coefficient = add(x.coefficient, y.coefficient);
  sum.radicand = x.radicand;
  return with_canonical_radicand(std::move(sum));
}

Parts Calculator::multiply_aligned(const Parts& x, const Parts& y) {
  Parts product;
  product.rational = multiply(x.rational, y.rational);
  if (x.radicand.is_zero()) {
    return product;
  }
  const Rational squared = multiply(x.coefficient, y.coefficient);
  product.rational = add(product.rational, multiply(squared, {x.radicand, 1}));
  product.coefficient =
      add(multiply(x.rational, y.coefficient), multiply(x.coefficient, y.rational));
  product.radicand = x.radicand;
  return with_canonical_radicand(std::move(product));
}

Parts Calculator::multiply(Parts x, Parts y) {
  if (align(x, y)) {
    return multiply_aligned(x, y);
  }
  if (!x.rational.is_zero() || !y.rational.is_zero()) {
    fail(ArithmeticFault::mixed_radicands);
  }
  if (failed()) {
    return {};
  }
  return with_root({}, multiply(x.coefficient, y.coefficient), x.radicand * y.radicand);
}

Parts Calculator::inverse(const Parts& x) {
  // 1 / (a + b*sqrt(c)) = (a - b*sqrt(c)) / (a^2 - b^2*c); the norm is not zero, because c is not
  // the square of a rational.
  Rational norm = multiply(x.rational, x.rational);
  if (!x.is_rational()) {
    const Rational squared = multiply(x.coefficient, x.coefficient);
    norm = subtract(norm, multiply(squared, {x.radicand, 1}));
  }
  if (failed()) {
    return {};
  }
  Parts result;
  result.rational = divide(x.rational, norm);
  result.coefficient = divide(negated(x.coefficient), norm);
  result.radicand = x.radicand;
  return result;
}

Parts Calculator::with_root(const Rational& a, const Rational& b, const Integer& radicand) {
  Parts result;
  result.rational = a;
  if (b.is_zero() || radicand.is_zero()) {
    return result;
  }
  if (!allows(bit_length(radicand))) {
    return {};
  }
  const SquareFactors factors = extract_square(radicand);
  const Rational scaled = multiply(b, {factors.outside, 1});
  if (factors.inside == 1) {
    result.rational = add(a, scaled);
    return result;
  }
  result.coefficient = scaled;
  result.radicand = factors.inside;
  return result;
}

Outcome Calculator::outcome(Parts parts) const {
  if (failed()) {
    return {Number(), fault_};
  }
  return {Access::make(std::move(parts)), ArithmeticFault::none};
}

}  // namespace norma::number_detail
