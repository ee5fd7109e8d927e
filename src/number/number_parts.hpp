#pragma once

/// Private to this folder: the big integers behind Number. No other stage includes this header,
/// so that Boost stays within these sources.

#include <cstdint>
#include <utility>

#include <boost/multiprecision/cpp_int.hpp>

#include "number/number.hpp"
#include "number/wide_integer.hpp"

namespace norma::number_detail {

/// Expression templates are off: every intermediate result is an Integer.
using Integer = boost::multiprecision::number<boost::multiprecision::cpp_int_backend<>,
                                              boost::multiprecision::et_off>;

/// INVARIANT (reduced): the denominator is positive and shares no factor with the numerator;
/// zero is 0/1.
struct Rational {
  Integer numerator{0};
  Integer denominator{1};

  bool is_zero() const { return numerator.is_zero(); }
  int sign() const { return numerator.sign(); }
};

/// rational + coefficient * sqrt(radicand).
/// INVARIANT (radicand): the number is rational exactly when the coefficient is zero, and then the
/// radicand is zero too. Otherwise the radicand is an integer above 1, not a perfect square, and
/// free of squares of small factors (`extract_square` says how far it looks). Two equal numbers may
/// thus carry different radicands, which is why comparison never looks at representations.
struct Parts {
  Rational rational;
  Rational coefficient;
  Integer radicand{0};

  bool is_rational() const { return radicand.is_zero(); }
};

struct LargeNumber {
  Parts parts;
};

/// The one place that takes Numbers apart and puts them together.
class Access {
 public:
  static Parts parts(const Number& x);

  /// Establishes INVARIANT (canonical). The parts must satisfy their own invariants.
  static Number make(Parts parts);

  /// numerator / denominator, reduced already, denominator positive.
  static Number make_reduced(Int128 numerator, Int128 denominator);

  /// The parts of a number that is not small.
  static const Parts& large_parts(const Number& x) { return x.large_->parts; }
};

Integer to_integer(UInt128 magnitude);
Integer to_integer(Int128 value);

/// Whether |value| < 2^63 or value = -2^63; the value is then stored.
bool to_int64(const Integer& value, std::int64_t& result);

/// Bits in |value|; zero has none.
std::size_t bit_length(const Integer& value);

Integer integer_power(const Integer& base, unsigned exponent);

/// 10^exponent.
Integer power_of_ten(unsigned exponent);

/// floor(dividend / divisor) for a positive divisor.
Integer floor_quotient(const Integer& dividend, const Integer& divisor);

/// floor(sqrt(value)); `exact` tells whether value is a perfect square.
Integer integer_root(const Integer& value, bool& exact);

/// numerator / denominator in lowest terms; the denominator must not be zero.
Rational make_rational(Integer numerator, Integer denominator);

Rational negated(Rational x);

/// sign(x - y).
int compare(const Rational& x, const Rational& y);

/// outside^2 * inside.
struct SquareFactors {
  Integer outside{1};
  Integer inside{1};
};

/// Moves the square factors it finds out of a positive integer. A perfect square always gives
/// inside = 1. Other squares are found below 2^36 always, above it as far as their prime factors
/// are below a bound.
SquareFactors extract_square(const Integer& value);

/// Arithmetic on fractions under a budget. The first fault sticks; results after it mean nothing.
class Calculator {
 public:
  explicit Calculator(const Budget& budget) : budget_(budget) {}

  ArithmeticFault fault() const { return fault_; }
  bool failed() const { return fault_ != ArithmeticFault::none; }
  void fail(ArithmeticFault fault);

  /// Whether an integer of that many bits is within the budget; if not, fails with size_limit.
  bool allows(std::size_t bits);

  Rational add(const Rational& x, const Rational& y);
  Rational subtract(const Rational& x, const Rational& y);
  Rational multiply(const Rational& x, const Rational& y);
  Rational divide(const Rational& x, const Rational& y);

  Parts add(Parts x, Parts y);
  Parts multiply(Parts x, Parts y);
  Parts inverse(const Parts& x);

  /// a + b * sqrt(c) for a radicand that is not negative.
  Parts with_root(const Rational& a, const Rational& b, const Integer& radicand);

  /// The value, or the fault.
  Outcome outcome(Parts parts) const;

 private:
  bool align(Parts& x, Parts& y);
  Parts multiply_aligned(const Parts& x, const Parts& y);

  Budget budget_;
  ArithmeticFault fault_ = ArithmeticFault::none;
};

int sign(const Parts& x);

/// sign(x - y), exact also between different radicands.
int compare(const Parts& x, const Parts& y);

Integer floor(const Parts& x);

Parts negated(Parts x);

}  // namespace norma::number_detail
