#pragma once

/// The evaluator's hot path: fractions of machine words, without allocation and without Boost.
///
/// INVARIANT (small ratio): the denominator is at least 1. The fraction need NOT be reduced:
/// operations reduce only when the plain result would not fit. Compare with `compare`, never by
/// members.
///
/// Every operation that returns bool leaves its result in the last argument and returns false
/// when the exact result does not fit even after reduction; the caller then repeats the operation
/// on `Number`, which also names the fault (division by zero and the like). The last argument is
/// unspecified after false, and may be the same object as an operand.

#include <compare>
#include <cstdint>
#include <limits>
#include <numeric>

#include "number/rounding.hpp"
#include "number/wide_integer.hpp"

namespace norma {

class Number;

/// numerator / denominator, perhaps not reduced.
struct SmallRatio {
  std::int64_t numerator = 0;
  std::uint32_t denominator = 1;
};

namespace small_detail {

constexpr std::uint64_t largest_denominator = std::numeric_limits<std::uint32_t>::max();

/// Stores numerator / denominator, reduced, if it fits. The denominator must not be zero.
[[gnu::noinline]] inline bool store_reduced(Int128 numerator, UInt128 denominator,
                                            SmallRatio& result) {
  const UInt128 divisor =
      wide::greatest_common_divisor(wide::magnitude(numerator), denominator);
  const Int128 reduced_numerator =
      numerator < 0 ? -static_cast<Int128>(wide::magnitude(numerator) / divisor)
                    : static_cast<Int128>(wide::magnitude(numerator) / divisor);
  const UInt128 reduced_denominator = denominator / divisor;
  if (!wide::fits_int64(reduced_numerator) || reduced_denominator > largest_denominator) {
    return false;
  }
  result = {static_cast<std::int64_t>(reduced_numerator),
            static_cast<std::uint32_t>(reduced_denominator)};
  return true;
}

/// x + sign * y through 128 bits: products stay below 2^95, so nothing can overflow.
[[gnu::noinline]] inline bool add_wide(SmallRatio x, SmallRatio y, int sign, SmallRatio& result) {
  const Int128 left = static_cast<Int128>(x.numerator) * y.denominator;
  const Int128 right = static_cast<Int128>(y.numerator) * x.denominator * sign;
  return store_reduced(left + right, static_cast<UInt128>(x.denominator) * y.denominator, result);
}

/// Brings two numerators to one denominator if that needs no reduction.
inline bool common_denominator(SmallRatio x, SmallRatio y, std::int64_t& left,
                               std::int64_t& right, std::uint32_t& denominator) {
  std::uint64_t common = 0;
  if (x.denominator % y.denominator == 0) {
    common = x.denominator;
  } else if (y.denominator % x.denominator == 0) {
    common = y.denominator;
  } else {
    common = static_cast<std::uint64_t>(x.denominator) * y.denominator;
    if (common > largest_denominator) {
      return false;
    }
  }
  denominator = static_cast<std::uint32_t>(common);
  return !__builtin_mul_overflow(x.numerator, denominator / x.denominator, &left) &&
         !__builtin_mul_overflow(y.numerator, denominator / y.denominator, &right);
}

[[gnu::noinline]] inline bool add_different(SmallRatio x, SmallRatio y, SmallRatio& result) {
  std::int64_t left = 0;
  std::int64_t right = 0;
  std::int64_t sum = 0;
  std::uint32_t denominator = 1;
  if (common_denominator(x, y, left, right, denominator) &&
      !__builtin_add_overflow(left, right, &sum)) {
    result = {sum, denominator};
    return true;
  }
  return add_wide(x, y, 1, result);
}

[[gnu::noinline]] inline bool subtract_different(SmallRatio x, SmallRatio y, SmallRatio& result) {
  std::int64_t left = 0;
  std::int64_t right = 0;
  std::int64_t difference = 0;
  std::uint32_t denominator = 1;
  if (common_denominator(x, y, left, right, denominator) &&
      !__builtin_sub_overflow(left, right, &difference)) {
    result = {difference, denominator};
    return true;
  }
  return add_wide(x, y, -1, result);
}

[[gnu::noinline]] inline bool multiply_wide(SmallRatio x, SmallRatio y, SmallRatio& result) {
  return store_reduced(static_cast<Int128>(x.numerator) * y.numerator,
                       static_cast<UInt128>(x.denominator) * y.denominator, result);
}

[[gnu::noinline]] inline bool divide_wide(SmallRatio x, SmallRatio y, SmallRatio& result) {
  const Int128 numerator = static_cast<Int128>(x.numerator) * y.denominator;
  const UInt128 denominator =
      static_cast<UInt128>(x.denominator) * wide::magnitude(y.numerator);
  return store_reduced(y.numerator < 0 ? -numerator : numerator, denominator, result);
}

/// The integer next to dividend / divisor that the mode selects. The divisor must be positive.
template <typename Integer>
inline Integer round_quotient(Integer dividend, Integer divisor, RoundingMode mode) {
  const auto parts = wide::floor_divide(dividend, divisor);
  if (parts.remainder == 0) {
    return parts.quotient;
  }
  const Integer above = divisor - parts.remainder;
  const auto against_half = parts.remainder < above   ? std::strong_ordering::less
                            : parts.remainder > above ? std::strong_ordering::greater
                                                      : std::strong_ordering::equal;
  const bool upper =
      rounds_to_upper(mode, dividend < 0, (parts.quotient & 1) != 0, against_half);
  return parts.quotient + (upper ? 1 : 0);
}

[[gnu::noinline]] inline bool round_wide(SmallRatio x, SmallRatio step, RoundingMode mode,
                                         SmallRatio& result) {
  const Int128 multiple =
      round_quotient(static_cast<Int128>(x.numerator) * step.denominator,
                     static_cast<Int128>(x.denominator) * step.numerator, mode);
  Int128 numerator = 0;
  return !__builtin_mul_overflow(multiple, static_cast<Int128>(step.numerator), &numerator) &&
         store_reduced(numerator, step.denominator, result);
}

}  // namespace small_detail

/// The same value in lowest terms. Never fails.
inline SmallRatio normalise(SmallRatio x) {
  if (x.denominator == 1) {
    return x;
  }
  const std::uint64_t divisor =
      std::gcd(wide::magnitude(x.numerator) % x.denominator, std::uint64_t{x.denominator});
  // The divisor is at most the denominator, hence within 32 bits.
  return {x.numerator / static_cast<std::int64_t>(divisor),
          static_cast<std::uint32_t>(x.denominator / divisor)};
}

inline int sign(SmallRatio x) { return (x.numerator > 0) - (x.numerator < 0); }

inline bool is_integer(SmallRatio x) {
  return x.denominator == 1 || x.numerator % std::int64_t{x.denominator} == 0;
}

inline bool add(SmallRatio x, SmallRatio y, SmallRatio& result) {
  std::int64_t sum = 0;
  if (x.denominator == y.denominator && !__builtin_add_overflow(x.numerator, y.numerator, &sum)) {
    result = {sum, x.denominator};
    return true;
  }
  return small_detail::add_different(x, y, result);
}

inline bool subtract(SmallRatio x, SmallRatio y, SmallRatio& result) {
  std::int64_t difference = 0;
  if (x.denominator == y.denominator &&
      !__builtin_sub_overflow(x.numerator, y.numerator, &difference)) {
    result = {difference, x.denominator};
    return true;
  }
  return small_detail::subtract_different(x, y, result);
}

inline bool multiply(SmallRatio x, SmallRatio y, SmallRatio& result) {
  std::int64_t numerator = 0;
  const std::uint64_t denominator = std::uint64_t{x.denominator} * y.denominator;
  if (denominator <= small_detail::largest_denominator &&
      !__builtin_mul_overflow(x.numerator, y.numerator, &numerator)) {
    result = {numerator, static_cast<std::uint32_t>(denominator)};
    return true;
  }
  return small_detail::multiply_wide(x, y, result);
}

/// x / y. False also when y is zero.
inline bool divide(SmallRatio x, SmallRatio y, SmallRatio& result) {
  if (y.numerator == 0) {
    return false;
  }
  std::int64_t numerator = 0;
  std::int64_t denominator = 0;
  if (y.numerator > 0 &&
      !__builtin_mul_overflow(y.numerator, x.denominator, &denominator) &&
      static_cast<std::uint64_t>(denominator) <= small_detail::largest_denominator &&
      !__builtin_mul_overflow(x.numerator, y.denominator, &numerator)) {
    result = {numerator, static_cast<std::uint32_t>(denominator)};
    return true;
  }
  return small_detail::divide_wide(x, y, result);
}

/// Exact order of the two values; never fails.
inline std::strong_ordering compare(SmallRatio x, SmallRatio y) {
  if (x.denominator == y.denominator) {
    return x.numerator <=> y.numerator;
  }
  const Int128 left = static_cast<Int128>(x.numerator) * y.denominator;
  const Int128 right = static_cast<Int128>(y.numerator) * x.denominator;
  return left < right   ? std::strong_ordering::less
         : left > right ? std::strong_ordering::greater
                        : std::strong_ordering::equal;
}

/// -x. False only for the smallest numerator.
inline bool negate(SmallRatio x, SmallRatio& result) {
  if (x.numerator == std::numeric_limits<std::int64_t>::min()) {
    return small_detail::store_reduced(-static_cast<Int128>(x.numerator), x.denominator, result);
  }
  result = {-x.numerator, x.denominator};
  return true;
}

/// |x|. False only for the smallest numerator.
inline bool absolute(SmallRatio x, SmallRatio& result) {
  if (x.numerator < 0) {
    return negate(x, result);
  }
  result = x;
  return true;
}

/// The greatest integer not above x.
inline std::int64_t floor(SmallRatio x) {
  return x.denominator == 1
             ? x.numerator
             : wide::floor_divide(x.numerator, std::int64_t{x.denominator}).quotient;
}

/// The least integer not below x.
inline std::int64_t ceiling(SmallRatio x) {
  if (x.denominator == 1) {
    return x.numerator;
  }
  const auto parts = wide::floor_divide(x.numerator, std::int64_t{x.denominator});
  return parts.quotient + (parts.remainder != 0 ? 1 : 0);
}

/// The integer part, toward zero.
inline std::int64_t truncate(SmallRatio x) {
  return x.denominator == 1 ? x.numerator : x.numerator / std::int64_t{x.denominator};
}

/// The multiple of the step next to x that the mode selects. False also unless step > 0.
inline bool round_to_step(SmallRatio x, SmallRatio step, RoundingMode mode, SmallRatio& result) {
  if (step.numerator <= 0) {
    return false;
  }
  std::int64_t dividend = 0;
  std::int64_t divisor = 0;
  std::int64_t numerator = 0;
  if (!__builtin_mul_overflow(x.numerator, step.denominator, &dividend) &&
      !__builtin_mul_overflow(step.numerator, x.denominator, &divisor) &&
      !__builtin_mul_overflow(small_detail::round_quotient(dividend, divisor, mode),
                              step.numerator, &numerator)) {
    result = {numerator, step.denominator};
    return true;
  }
  return small_detail::round_wide(x, step, mode, result);
}

/// x rounded to `places` decimal places, -9 to 9; false outside of these.
inline bool round_to_places(SmallRatio x, int places, RoundingMode mode, SmallRatio& result) {
  constexpr std::uint32_t powers[] = {1,         10,         100,         1'000,         10'000,
                                      100'000,   1'000'000,  10'000'000,  100'000'000,
                                      1'000'000'000};
  if (places < -9 || places > 9) {
    return false;
  }
  const SmallRatio step =
      places >= 0 ? SmallRatio{1, powers[places]} : SmallRatio{powers[-places], 1};
  return round_to_step(x, step, mode, result);
}

/// floor(x / y). False also when y is zero.
inline bool floor_division(SmallRatio x, SmallRatio y, std::int64_t& result) {
  if (y.numerator == 0) {
    return false;
  }
  Int128 dividend = x.numerator;
  Int128 divisor = y.numerator;
  if (x.denominator != y.denominator) {
    dividend *= y.denominator;
    divisor *= x.denominator;
  }
  if (divisor < 0) {
    dividend = -dividend;
    divisor = -divisor;
  }
  if (wide::fits_int64(dividend) && wide::fits_int64(divisor)) {
    result = wide::floor_divide(static_cast<std::int64_t>(dividend),
                                static_cast<std::int64_t>(divisor))
                 .quotient;
    return true;
  }
  const Int128 quotient = wide::floor_divide(dividend, divisor).quotient;
  result = static_cast<std::int64_t>(quotient);
  return wide::fits_int64(quotient);
}

/// x - y * floor(x / y): zero or of the sign of y, and smaller than y in magnitude.
/// False also when y is zero.
inline bool modulo(SmallRatio x, SmallRatio y, SmallRatio& result) {
  std::int64_t quotient = 0;
  SmallRatio product;
  return floor_division(x, y, quotient) && multiply(y, SmallRatio{quotient, 1}, product) &&
         subtract(x, product, result);
}

inline SmallRatio minimum(SmallRatio x, SmallRatio y) { return compare(y, x) < 0 ? y : x; }
inline SmallRatio maximum(SmallRatio x, SmallRatio y) { return compare(y, x) > 0 ? y : x; }

/// The same value as a Number.
Number to_number(SmallRatio x);

/// The same value as a SmallRatio in lowest terms; false when it does not fit or is irrational.
bool from_number(const Number& x, SmallRatio& result);

}  // namespace norma
