#include "number/rounding.hpp"

#include "number/number.hpp"
#include "number/number_parts.hpp"
#include "number/small_ratio.hpp"

namespace norma {

using number_detail::Access;
using number_detail::Integer;
using number_detail::Parts;

namespace {

Number from_integer(Integer value) {
  Parts parts;
  parts.rational.numerator = std::move(value);
  return Access::make(std::move(parts));
}

/// x compared with floor + 1/2.
std::strong_ordering against_half(const Parts& x, const Integer& floor) {
  Parts middle;
  middle.rational = {2 * floor + 1, 2};
  return number_detail::compare(x, middle) <=> 0;
}

}  // namespace

Number floor(const Number& x) {
  if (x.is_small()) {
    return wide::floor_divide(x.small_numerator(), x.small_denominator()).quotient;
  }
  return from_integer(number_detail::floor(Access::large_parts(x)));
}

Number ceiling(const Number& x) { return negate(floor(negate(x))); }

Number truncate(const Number& x) { return x.sign() < 0 ? ceiling(x) : floor(x); }

Number round_to_integer(const Number& x, RoundingMode mode) {
  if (x.is_integer()) {
    return x;
  }
  if (x.is_small()) {
    return small_detail::round_quotient(x.small_numerator(), x.small_denominator(), mode);
  }
  const Parts& parts = Access::large_parts(x);
  Integer result = number_detail::floor(parts);
  const bool odd = !result.is_zero() &&
                   boost::multiprecision::bit_test(boost::multiprecision::abs(result), 0);
  if (rounds_to_upper(mode, x.sign() < 0, odd, against_half(parts, result))) {
    ++result;
  }
  return from_integer(std::move(result));
}

Outcome floor_division(const Number& x, const Number& y, const Budget& budget) {
  Outcome quotient = divide(x, y, budget);
  if (quotient) {
    quotient.value = floor(quotient.value);
  }
  return quotient;
}

Outcome modulo(const Number& x, const Number& y, const Budget& budget) {
  const Outcome quotient = floor_division(x, y, budget);
  if (!quotient) {
    return quotient;
  }
  const Outcome product = multiply(y, quotient.value, budget);
  return product ? subtract(x, product.value, budget) : product;
}

Outcome round_to_step(const Number& x, const Number& step, RoundingMode mode,
                      const Budget& budget) {
  if (step.sign() <= 0) {
    return {Number(), ArithmeticFault::step_not_positive};
  }
  const Outcome quotient = divide(x, step, budget);
  if (!quotient) {
    return quotient;
  }
  return multiply(round_to_integer(quotient.value, mode), step, budget);
}

Outcome round_to_places(const Number& x, int places, RoundingMode mode, const Budget& budget) {
  if (places < -largest_places || places > largest_places) {
    return {Number(), ArithmeticFault::places_limit};
  }
  const Outcome step = power(Number(10), Number(-places), budget);
  return step ? round_to_step(x, step.value, mode, budget) : step;
}

}  // namespace norma
