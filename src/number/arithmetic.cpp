#include <algorithm>
#include <numeric>

#include "number/number.hpp"
#include "number/number_parts.hpp"

namespace norma {

using number_detail::Access;
using number_detail::Calculator;
using number_detail::Integer;
using number_detail::Parts;
using number_detail::Rational;

namespace {

std::int64_t gcd_of(std::int64_t x, std::int64_t positive) {
  return static_cast<std::int64_t>(
      std::gcd(wide::magnitude(x), static_cast<std::uint64_t>(positive)));
}

/// a/b + sign * c/d in 128 bits. Numerators are below 2^63 in magnitude or equal to it, and
/// denominators below, so the sum of the two products stays within 128 signed bits.
Number add_small(const Number& x, const Number& y, int sign) {
  const std::int64_t b = x.small_denominator();
  const std::int64_t d = y.small_denominator();
  const Int128 a = x.small_numerator();
  const Int128 c = static_cast<Int128>(y.small_numerator()) * sign;
  if (b == 1 && d == 1) {
    return Access::make_reduced(a + c, 1);
  }
  const std::int64_t shared = gcd_of(b, d);
  const Int128 numerator = a * (d / shared) + c * (b / shared);
  if (shared == 1) {
    return Access::make_reduced(numerator, static_cast<Int128>(b) * d);
  }
  // Only factors of `shared` can cancel.
  const auto cancelled = static_cast<std::int64_t>(wide::greatest_common_divisor(
      wide::magnitude(numerator), static_cast<UInt128>(shared)));
  return Access::make_reduced(numerator / cancelled, static_cast<Int128>(b / cancelled) *
                                                         (d / shared));
}

Number multiply_small(std::int64_t a, std::int64_t b, std::int64_t c, std::int64_t d) {
  const Int128 first = gcd_of(a, d);
  const Int128 second = gcd_of(c, b);
  return Access::make_reduced((a / first) * (c / second), (b / second) * (d / first));
}

Number divide_small(const Number& x, const Number& y) {
  const std::int64_t a = x.small_numerator();
  const std::int64_t b = x.small_denominator();
  const std::int64_t c = y.small_numerator();
  const std::int64_t d = y.small_denominator();
  const auto first = static_cast<Int128>(std::gcd(wide::magnitude(a), wide::magnitude(c)));
  const Int128 second = gcd_of(b, d);
  const Int128 sign = c < 0 ? -1 : 1;
  const Int128 numerator = a == 0 ? 0 : sign * (a / first) * (d / second);
  const Int128 denominator = a == 0 ? 1 : (b / second) * (sign * c / first);
  return Access::make_reduced(numerator, denominator);
}

Outcome fault(ArithmeticFault kind) { return {Number(), kind}; }

}  // namespace

Outcome add(const Number& x, const Number& y, const Budget& budget) {
  if (x.is_small() && y.is_small()) {
    return {add_small(x, y, 1), ArithmeticFault::none};
  }
  Calculator calculator(budget);
  return calculator.outcome(calculator.add(Access::parts(x), Access::parts(y)));
}

Outcome subtract(const Number& x, const Number& y, const Budget& budget) {
  if (x.is_small() && y.is_small()) {
    return {add_small(x, y, -1), ArithmeticFault::none};
  }
  Calculator calculator(budget);
  return calculator.outcome(
      calculator.add(Access::parts(x), number_detail::negated(Access::parts(y))));
}

Outcome multiply(const Number& x, const Number& y, const Budget& budget) {
  if (x.is_zero() || y.is_zero()) {
    return {};
  }
  if (x.is_small() && y.is_small()) {
    return {multiply_small(x.small_numerator(), x.small_denominator(), y.small_numerator(),
                           y.small_denominator()),
            ArithmeticFault::none};
  }
  Calculator calculator(budget);
  return calculator.outcome(calculator.multiply(Access::parts(x), Access::parts(y)));
}

Outcome divide(const Number& x, const Number& y, const Budget& budget) {
  if (y.is_zero()) {
    return fault(ArithmeticFault::division_by_zero);
  }
  if (x.is_small() && y.is_small()) {
    return {divide_small(x, y), ArithmeticFault::none};
  }
  Calculator calculator(budget);
  Parts dividend = Access::parts(x);
  const Parts divisor = Access::parts(y);
  if (!divisor.is_rational()) {
    return calculator.outcome(
        calculator.multiply(std::move(dividend), calculator.inverse(divisor)));
  }
  dividend.rational = calculator.divide(dividend.rational, divisor.rational);
  dividend.coefficient = calculator.divide(dividend.coefficient, divisor.rational);
  return calculator.outcome(std::move(dividend));
}

Number negate(const Number& x) {
  if (x.is_small()) {
    return Access::make_reduced(-static_cast<Int128>(x.small_numerator()),
                                x.small_denominator());
  }
  return Access::make(number_detail::negated(Access::parts(x)));
}

Number absolute(const Number& x) { return x.sign() < 0 ? negate(x) : x; }

namespace {

/// The exponent as a machine integer if it is one; only its parity matters for 1, -1 and 0.
struct Exponent {
  bool fits = false;
  bool odd = false;
  bool negative = false;
  std::uint64_t magnitude = 0;
};

Exponent read_exponent(const Number& exponent) {
  Exponent result;
  result.negative = exponent.sign() < 0;
  if (exponent.is_small()) {
    result.fits = true;
    result.magnitude = wide::magnitude(exponent.small_numerator());
    result.odd = (result.magnitude & 1) != 0;
  } else {
    const Integer& value = Access::large_parts(exponent).rational.numerator;
    result.odd = boost::multiprecision::bit_test(boost::multiprecision::abs(value), 0);
  }
  return result;
}

/// Whether |value|^exponent certainly exceeds the budget: it has more than
/// (bits - 1) * exponent bits.
bool power_exceeds(const Integer& value, std::uint64_t exponent, const Budget& budget) {
  const std::size_t bits = number_detail::bit_length(value);
  return bits > 1 && exponent > budget.bits / (bits - 1);
}

Outcome rational_power(const Rational& base, std::uint64_t exponent, const Budget& budget) {
  Calculator calculator(budget);
  if (power_exceeds(base.numerator, exponent, budget) ||
      power_exceeds(base.denominator, exponent, budget)) {
    return fault(ArithmeticFault::size_limit);
  }
  // Neither part is 0 with an exponent above the budget: such bases were handled before.
  const auto small_exponent = static_cast<unsigned>(exponent);
  Parts result;
  result.rational = {number_detail::integer_power(base.numerator, small_exponent),
                     number_detail::integer_power(base.denominator, small_exponent)};
  calculator.allows(std::max(number_detail::bit_length(result.rational.numerator),
                             number_detail::bit_length(result.rational.denominator)));
  return calculator.outcome(std::move(result));
}

/// Repeated squaring. Powers of an irrational number grow with every squaring, so the budget ends
/// the loop early whatever the exponent.
Outcome surd_power(Parts base, std::uint64_t exponent, const Budget& budget) {
  Calculator calculator(budget);
  Parts result;
  result.rational = {1, 1};
  while (exponent != 0 && !calculator.failed()) {
    if ((exponent & 1) != 0) {
      result = calculator.multiply(std::move(result), base);
    }
    exponent >>= 1;
    if (exponent != 0) {
      base = calculator.multiply(base, base);
    }
  }
  return calculator.outcome(std::move(result));
}

}  // namespace

Outcome power(const Number& base, const Number& exponent, const Budget& budget) {
  if (!exponent.is_integer()) {
    return fault(ArithmeticFault::exponent_not_integer);
  }
  const Exponent e = read_exponent(exponent);
  if (exponent.is_zero() || base == Number(1)) {
    return {Number(1), ArithmeticFault::none};
  }
  if (base.is_zero()) {
    return e.negative ? fault(ArithmeticFault::division_by_zero) : Outcome{};
  }
  if (base == Number(-1)) {
    return {Number(e.odd ? -1 : 1), ArithmeticFault::none};
  }
  if (!e.fits) {
    return fault(ArithmeticFault::size_limit);
  }
  const Outcome start = e.negative ? divide(Number(1), base, budget) : Outcome{base};
  if (!start) {
    return start;
  }
  Parts parts = Access::parts(start.value);
  return parts.is_rational() ? rational_power(parts.rational, e.magnitude, budget)
                             : surd_power(std::move(parts), e.magnitude, budget);
}

Outcome square_root(const Number& x, const Budget& budget) {
  if (x.sign() < 0) {
    return fault(ArithmeticFault::root_of_negative);
  }
  if (!x.is_rational()) {
    return fault(ArithmeticFault::root_of_irrational);
  }
  if (x.is_zero()) {
    return {};
  }
  // sqrt(p/q) = op * sqrt(ip) / (oq * sqrt(iq)) = op / (oq * iq) * sqrt(ip * iq)
  Calculator calculator(budget);
  const Rational value = Access::parts(x).rational;
  const auto above = number_detail::extract_square(value.numerator);
  const auto below = number_detail::extract_square(value.denominator);
  if (!calculator.allows(number_detail::bit_length(above.inside) +
                         number_detail::bit_length(below.inside))) {
    return calculator.outcome({});
  }
  const Rational coefficient = calculator.multiply(
      {above.outside, 1}, number_detail::make_rational(1, below.outside * below.inside));
  Parts result;
  const Integer radicand = above.inside * below.inside;
  if (radicand == 1) {
    result.rational = coefficient;
  } else {
    // Coprime parts, neither both 1 nor a perfect square: the product is no square either.
    result.coefficient = coefficient;
    result.radicand = radicand;
  }
  return calculator.outcome(std::move(result));
}

}  // namespace norma
