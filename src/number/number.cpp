#include "number/number.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <numeric>

#include "number/number_parts.hpp"

namespace norma {

using number_detail::Access;
using number_detail::Integer;
using number_detail::Parts;
using number_detail::Rational;

Number Number::ratio(std::int64_t numerator, std::int64_t denominator) {
  assert(denominator != 0);
  const std::uint64_t divisor =
      std::gcd(wide::magnitude(numerator), wide::magnitude(denominator));
  const Int128 sign = denominator < 0 ? -1 : 1;
  return Access::make_reduced(sign * numerator / static_cast<Int128>(divisor),
                              sign * denominator / static_cast<Int128>(divisor));
}

bool Number::is_rational() const noexcept {
  return is_small() || Access::large_parts(*this).is_rational();
}

bool Number::is_integer() const noexcept {
  if (is_small()) {
    return denominator_ == 1;
  }
  const Parts& parts = Access::large_parts(*this);
  return parts.is_rational() && parts.rational.denominator == 1;
}

std::string Number::numerator() const {
  return is_small() ? std::to_string(numerator_)
                    : Access::large_parts(*this).rational.numerator.str();
}

std::string Number::denominator() const {
  return is_small() ? std::to_string(denominator_)
                    : Access::large_parts(*this).rational.denominator.str();
}

int Number::sign() const {
  if (is_small()) {
    return (numerator_ > 0) - (numerator_ < 0);
  }
  return number_detail::sign(Access::large_parts(*this));
}

std::size_t Number::bit_size() const {
  if (is_small()) {
    const std::uint64_t longest = wide::magnitude(numerator_) | wide::magnitude(denominator_);
    return static_cast<std::size_t>(std::bit_width(longest));
  }
  const Parts& parts = Access::large_parts(*this);
  const auto bits = [](const Rational& x) {
    return std::max(number_detail::bit_length(x.numerator),
                    number_detail::bit_length(x.denominator));
  };
  return std::max({bits(parts.rational), bits(parts.coefficient),
                   number_detail::bit_length(parts.radicand)});
}

namespace {

std::size_t mix(std::size_t seed, std::size_t value) {
  value *= 0x9E3779B97F4A7C15U;
  value ^= value >> 32;
  return (seed ^ value) * 0xD6E8FEB86659FD93U;
}

std::size_t hash_of(const Rational& x) {
  const std::hash<Integer> hasher;
  return mix(mix(1, hasher(x.numerator)), hasher(x.denominator));
}

}  // namespace

std::size_t Number::hash() const {
  if (is_small()) {
    return mix(mix(0, static_cast<std::size_t>(numerator_)),
               static_cast<std::size_t>(denominator_));
  }
  const Parts& parts = Access::large_parts(*this);
  if (parts.is_rational()) {
    return hash_of(parts.rational);
  }
  // a, b^2 * c and the sign of b do not depend on how the radicand was split.
  const Rational& b = parts.coefficient;
  const Rational squared = number_detail::make_rational(
      b.numerator * b.numerator * parts.radicand, b.denominator * b.denominator);
  return mix(mix(hash_of(parts.rational), hash_of(squared)), b.sign() < 0 ? 1 : 2);
}

bool Number::equal_large(const Number& x, const Number& y) {
  // INVARIANT (canonical): a small number never equals one that is not small, nor a rational an
  // irrational one.
  if (x.is_small() != y.is_small()) {
    return false;
  }
  if (x.large_ == y.large_) {
    return true;
  }
  const Parts& left = Access::large_parts(x);
  const Parts& right = Access::large_parts(y);
  return left.is_rational() == right.is_rational() &&
         number_detail::compare(left, right) == 0;
}

std::strong_ordering Number::compare_general(const Number& x, const Number& y) {
  if (x.is_small() && y.is_small()) {
    return static_cast<Int128>(x.numerator_) * y.denominator_ <=>
           static_cast<Int128>(y.numerator_) * x.denominator_;
  }
  return number_detail::compare(Access::parts(x), Access::parts(y)) <=> 0;
}

const char* describe(ArithmeticFault fault) {
  switch (fault) {
    case ArithmeticFault::none: return "";
    case ArithmeticFault::division_by_zero: return "division by zero";
    case ArithmeticFault::root_of_negative: return "square root of a negative number";
    case ArithmeticFault::root_of_irrational:
      return "square root of a number that is itself irrational";
    case ArithmeticFault::mixed_radicands:
      return "result needs two different square roots; round one of the operands first";
    case ArithmeticFault::size_limit: return "result exceeds the size limit of numbers";
    case ArithmeticFault::exponent_not_integer: return "exponent is not an integer";
    case ArithmeticFault::step_not_positive: return "rounding step is not positive";
    case ArithmeticFault::places_limit: return "too many decimal places";
  }
  return "";
}

}  // namespace norma
