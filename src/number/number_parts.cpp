#include "number/number_parts.hpp"

#include <limits>

namespace norma::number_detail {

namespace mp = boost::multiprecision;

Integer to_integer(UInt128 magnitude) {
  Integer result = static_cast<std::uint64_t>(magnitude >> 64);
  result <<= 64;
  result += static_cast<std::uint64_t>(magnitude);
  return result;
}

Integer to_integer(Int128 value) {
  Integer result = to_integer(wide::magnitude(value));
  return value < 0 ? Integer(-result) : result;
}

bool to_int64(const Integer& value, std::int64_t& result) {
  if (bit_length(value) > 64) {
    return false;
  }
  const Integer positive = mp::abs(value);
  const auto bits = static_cast<std::uint64_t>(positive);
  const Int128 wide_value = value.sign() < 0 ? -static_cast<Int128>(bits) : Int128{bits};
  result = static_cast<std::int64_t>(wide_value);
  return wide::fits_int64(wide_value);
}

std::size_t bit_length(const Integer& value) {
  if (value.is_zero()) {
    return 0;
  }
  return (value.sign() < 0 ? mp::msb(Integer(-value)) : mp::msb(value)) + 1;
}

Integer integer_power(const Integer& base, unsigned exponent) { return mp::pow(base, exponent); }

Integer power_of_ten(unsigned exponent) { return mp::pow(Integer(5), exponent) << exponent; }

Integer floor_quotient(const Integer& dividend, const Integer& divisor) {
  Integer quotient;
  Integer remainder;
  mp::divide_qr(dividend, divisor, quotient, remainder);
  if (remainder.sign() < 0) {
    --quotient;
  }
  return quotient;
}

Integer integer_root(const Integer& value, bool& exact) {
  Integer remainder;
  Integer root = mp::sqrt(value, remainder);
  exact = remainder.is_zero();
  return root;
}

Rational make_rational(Integer numerator, Integer denominator) {
  if (denominator.sign() < 0) {
    numerator = -numerator;
    denominator = -denominator;
  }
  const Integer divisor = mp::gcd(numerator, denominator);
  if (divisor != 1) {
    numerator /= divisor;
    denominator /= divisor;
  }
  return {std::move(numerator), std::move(denominator)};
}

Rational negated(Rational x) {
  x.numerator = -x.numerator;
  return x;
}

Parts negated(Parts x) {
  x.rational = negated(std::move(x.rational));
  x.coefficient = negated(std::move(x.coefficient));
  return x;
}

int compare(const Rational& x, const Rational& y) {
  if (x.sign() != y.sign()) {
    return x.sign() < y.sign() ? -1 : 1;
  }
  return Integer(x.numerator * y.denominator - y.numerator * x.denominator).sign();
}

namespace {

/// Trial divisors: far for numbers of ordinary size, near for very long ones, where each division
/// costs more. Below 2^36 the far bound finds every square: what remains has at most two prime
/// factors, and two equal ones are seen by the perfect-square test.
std::uint32_t largest_trial_divisor(const Integer& value) {
  return bit_length(value) <= 512 ? 4096 : 64;
}

/// Divides every power of `divisor` out of `rest`, collecting it in `factors`.
void extract_divisor(std::uint32_t divisor, Integer& rest, SquareFactors& factors) {
  bool odd = false;
  while (mp::integer_modulus(rest, divisor) == 0) {
    rest /= divisor;
    if (odd) {
      factors.outside *= divisor;
    }
    odd = !odd;
  }
  if (odd) {
    factors.inside *= divisor;
  }
}

/// Whether `divisor` cubed exceeds `rest`, so that at most two larger prime factors remain.
bool cube_exceeds(std::uint32_t divisor, const Integer& rest) {
  return bit_length(rest) < 64 && std::uint64_t{divisor} * divisor * divisor > rest;
}

}  // namespace

SquareFactors extract_square(const Integer& value) {
  SquareFactors factors;
  bool exact = false;
  Integer root = integer_root(value, exact);
  if (exact) {
    factors.outside = std::move(root);
    return factors;
  }
  Integer rest = value;
  const std::uint32_t bound = largest_trial_divisor(value);
  for (std::uint32_t divisor = 2; divisor <= bound; divisor += divisor == 2 ? 1 : 2) {
    if (cube_exceeds(divisor, rest)) {
      break;
    }
    extract_divisor(divisor, rest, factors);
  }
  root = integer_root(rest, exact);
  if (exact) {
    factors.outside *= root;
  } else {
    factors.inside *= rest;
  }
  return factors;
}

int sign(const Parts& x) {
  const int a = x.rational.sign();
  const int b = x.coefficient.sign();
  if (a == b || b == 0) {
    return a;
  }
  if (a == 0) {
    return b;
  }
  // Opposite signs: the part with the larger square wins. Equal squares mean zero, which occurs
  // only for the unreduced radicands used in `compare`.
  const Integer left = x.rational.numerator * x.coefficient.denominator;
  const Integer right = x.coefficient.numerator * x.rational.denominator;
  const Integer difference = left * left - right * right * x.radicand;
  return difference.sign() == 0 ? 0 : (difference.sign() > 0 ? a : b);
}

namespace {

Rational plain_multiply(const Rational& x, const Rational& y) {
  return {x.numerator * y.numerator, x.denominator * y.denominator};
}

Rational plain_subtract(const Rational& x, const Rational& y) {
  return {x.numerator * y.denominator - y.numerator * x.denominator,
          x.denominator * y.denominator};
}

/// coefficient^2 * radicand with the sign of the coefficient.
Rational signed_square(const Parts& x) {
  Rational result = plain_multiply(x.coefficient, x.coefficient);
  result.numerator *= x.radicand;
  return x.coefficient.sign() < 0 ? negated(std::move(result)) : result;
}

/// sign(b1*sqrt(c1) - b2*sqrt(c2)): the square root is increasing, so signed squares decide.
int compare_roots(const Parts& x, const Parts& y) {
  return compare(signed_square(x), signed_square(y));
}

/// sign((b1*sqrt(c1) - b2*sqrt(c2))^2 - distance^2)
///   = sign(b1^2*c1 + b2^2*c2 - distance^2 - 2*b1*b2*sqrt(c1*c2)).
int compare_squared(const Parts& x, const Parts& y, const Rational& distance) {
  Rational first = signed_square(x);
  Rational second = signed_square(y);
  first.numerator = mp::abs(first.numerator);
  second.numerator = -mp::abs(second.numerator);
  Parts difference;
  difference.rational =
      plain_subtract(plain_subtract(first, second), plain_multiply(distance, distance));
  difference.coefficient = plain_multiply(x.coefficient, y.coefficient);
  difference.coefficient.numerator *= -2;
  difference.radicand = x.radicand * y.radicand;
  return sign(difference);
}

}  // namespace

int compare(const Parts& x, const Parts& y) {
  if (x.is_rational() && y.is_rational()) {
    return compare(x.rational, y.rational);
  }
  const Rational distance = plain_subtract(x.rational, y.rational);
  const int roots = compare_roots(x, y);
  if (roots == 0 || distance.sign() == 0 || roots == distance.sign()) {
    return distance.sign() == 0 ? roots : distance.sign();
  }
  return roots * compare_squared(x, y, distance);
}

Integer floor(const Parts& x) {
  const Integer& a_denominator = x.rational.denominator;
  if (x.is_rational()) {
    return floor_quotient(x.rational.numerator, a_denominator);
  }
  // (A + B*sqrt(c)) / D with integers: floor((A + floor(B*sqrt(c))) / D).
  const Integer b = x.coefficient.numerator * a_denominator;
  bool exact = false;
  Integer root = integer_root(b * b * x.radicand, exact);
  if (b.sign() < 0) {
    root = -root - (exact ? 0 : 1);
  }
  const Integer a = x.rational.numerator * x.coefficient.denominator;
  return floor_quotient(a + root, a_denominator * x.coefficient.denominator);
}

Parts Access::parts(const Number& x) {
  if (!x.is_small()) {
    return x.large_->parts;
  }
  Parts result;
  result.rational = {x.numerator_, x.denominator_};
  return result;
}

Number Access::make(Parts parts) {
  Number result;
  if (parts.is_rational() && to_int64(parts.rational.numerator, result.numerator_) &&
      to_int64(parts.rational.denominator, result.denominator_)) {
    return result;
  }
  result.numerator_ = 0;
  result.denominator_ = 1;
  result.large_ = std::make_shared<const LargeNumber>(LargeNumber{std::move(parts)});
  return result;
}

Number Access::make_reduced(Int128 numerator, Int128 denominator) {
  if (wide::fits_int64(numerator) && wide::fits_int64(denominator)) {
    Number result;
    result.numerator_ = static_cast<std::int64_t>(numerator);
    result.denominator_ = static_cast<std::int64_t>(denominator);
    return result;
  }
  Parts parts;
  parts.rational = {to_integer(numerator), to_integer(denominator)};
  return make(std::move(parts));
}

}  // namespace norma::number_detail
