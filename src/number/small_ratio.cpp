#include "number/small_ratio.hpp"

#include "number/number.hpp"
#include "number/number_parts.hpp"
#include "number/small_root.hpp"

namespace norma {

using number_detail::Integer;
using number_detail::Parts;

Number to_number(SmallRatio x) {
  const SmallRatio reduced = normalise(x);
  return number_detail::Access::make_reduced(reduced.numerator, reduced.denominator);
}

bool from_number(const Number& x, SmallRatio& result) {
  if (!x.is_small() ||
      static_cast<std::uint64_t>(x.small_denominator()) > small_detail::largest_denominator) {
    return false;
  }
  result = {x.small_numerator(), static_cast<std::uint32_t>(x.small_denominator())};
  return true;
}

Number to_number(const SmallSurd& x) {
  // Words only: no budget can be exceeded. b * sqrt(p/q) = b/q * sqrt(p*q).
  number_detail::Calculator calculator{Budget{}};
  const auto rational = [](SmallRatio y) {
    return number_detail::make_rational(y.numerator, y.denominator);
  };
  const number_detail::Rational radicand = rational(x.c);
  const number_detail::Rational coefficient =
      calculator.divide(rational(x.b), {radicand.denominator, 1});
  const Parts parts = calculator.with_root(rational(x.a), coefficient,
                                           radicand.numerator * radicand.denominator);
  return calculator.outcome(parts).value;
}

}  // namespace norma
