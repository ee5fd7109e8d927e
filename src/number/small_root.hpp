#pragma once

/// Square roots on the hot path. As in small_ratio.hpp, false means "does not fit: repeat the
/// operation on Number"; nothing is ever approximated.

#include "number/small_ratio.hpp"

namespace norma {

/// a + b * sqrt(c). INVARIANT (small surd): b is not zero, and c is positive and not the square of
/// a rational. The radicand is neither reduced nor free of square factors.
struct SmallSurd {
  SmallRatio a;
  SmallRatio b;
  SmallRatio c;
};

/// What a square root turned out to be.
enum class SmallRootKind : std::uint8_t { does_not_fit, rational, surd };

namespace small_detail {

/// Rounds sqrt(factor^2 * radicand / divisor^2) down; `exact` tells whether nothing was lost.
/// False when a product leaves 128 bits. The divisor must not be zero.
inline bool floor_of_root(UInt128 factor, SmallRatio radicand, std::uint64_t divisor,
                          UInt128& root, bool& exact) {
  // OPTIMISATION: a 128-bit division is a call; most roots of a rule fit 64 bits throughout.
  const auto radicand_numerator = static_cast<std::uint64_t>(radicand.numerator);
  std::uint64_t short_dividend = wide::low_half(factor);
  std::uint64_t short_under = divisor;
  if (wide::fits_uint64(factor) && !__builtin_mul_overflow(short_dividend, short_dividend, &short_dividend) &&
      !__builtin_mul_overflow(short_dividend, radicand_numerator, &short_dividend) &&
      !__builtin_mul_overflow(short_under, divisor, &short_under) &&
      !__builtin_mul_overflow(short_under, std::uint64_t{radicand.denominator}, &short_under)) {
    const std::uint64_t short_whole = short_dividend / short_under;
    const std::uint64_t found = wide::integer_root(short_whole);
    root = found;
    exact = short_whole * short_under == short_dividend && found * found == short_whole;
    return true;
  }
  UInt128 square = 0;
  UInt128 dividend = 0;
  if (__builtin_mul_overflow(factor, factor, &square) ||
      __builtin_mul_overflow(square, static_cast<UInt128>(radicand.numerator), &dividend)) {
    return false;
  }
  UInt128 whole = dividend;
  bool divides = true;
  if (divisor != 1 || radicand.denominator != 1) {
    UInt128 under = 0;
    if (__builtin_mul_overflow(static_cast<UInt128>(divisor) * divisor,
                               UInt128{radicand.denominator}, &under)) {
      return false;
    }
    // OPTIMISATION: a 128-bit division is a library call.
    whole = wide::fits_uint64(dividend) && wide::fits_uint64(under)
                ? wide::low_half(dividend) / wide::low_half(under)
                : dividend / under;
    divides = whole * under == dividend;
  }
  // floor(sqrt(q)) = floor(sqrt(floor(q))) for every rational q >= 0.
  const std::uint64_t found = wide::integer_root(whole);
  root = found;
  exact = divides && static_cast<UInt128>(found) * found == whole;
  return true;
}

/// floor(numerator / divisor * sqrt(radicand)), for numerators up to 96 bits.
inline bool floor_of_signed_root(Int128 numerator, std::uint64_t divisor, SmallRatio radicand,
                                 Int128& result, bool& exact) {
  UInt128 root = 0;
  if (!floor_of_root(wide::magnitude(numerator), radicand, divisor, root, exact)) {
    return false;
  }
  result = static_cast<Int128>(root);
  if (numerator < 0) {
    result = -result - (exact ? 0 : 1);
  }
  return true;
}

}  // namespace small_detail

/// floor(r * sqrt(q)). False also when q is negative.
inline bool floor_of_scaled_root(SmallRatio r, SmallRatio q, std::int64_t& result) {
  Int128 whole = 0;
  bool exact = false;
  if (q.numerator < 0 ||
      !small_detail::floor_of_signed_root(r.numerator, r.denominator, q, whole, exact)) {
    return false;
  }
  result = static_cast<std::int64_t>(whole);
  return wide::fits_int64(whole);
}

/// ceil(r * sqrt(q)). False also when q is negative.
inline bool ceiling_of_scaled_root(SmallRatio r, SmallRatio q, std::int64_t& result) {
  Int128 whole = 0;
  bool exact = false;
  if (q.numerator < 0 ||
      !small_detail::floor_of_signed_root(r.numerator, r.denominator, q, whole, exact)) {
    return false;
  }
  whole += exact ? 0 : 1;
  result = static_cast<std::int64_t>(whole);
  return wide::fits_int64(whole);
}

/// sqrt(x): stored in `root` when rational, otherwise in `surd`.
/// A negative x gives does_not_fit; Number names that fault.
inline SmallRootKind square_root(SmallRatio x, SmallRatio& root, SmallSurd& surd) {
  if (x.numerator < 0) {
    return SmallRootKind::does_not_fit;
  }
  const SmallRatio reduced = normalise(x);
  std::uint64_t numerator_root = 0;
  std::uint64_t denominator_root = 1;
  const bool denominator_is_square =
      reduced.denominator == 1 || wide::exact_root(std::uint64_t{reduced.denominator}, denominator_root);
  if (denominator_is_square &&
      wide::exact_root(static_cast<std::uint64_t>(reduced.numerator), numerator_root)) {
    root = {static_cast<std::int64_t>(numerator_root),
            static_cast<std::uint32_t>(denominator_root)};
    return SmallRootKind::rational;
  }
  surd = {{0, 1}, {1, 1}, reduced};
  return SmallRootKind::surd;
}

/// floor(x); x is irrational, so the ceiling is one more.
inline bool floor(const SmallSurd& x, std::int64_t& result) {
  // floor(a + b*sqrt(c)) = floor((an + floor(ad*b*sqrt(c))) / ad) with a = an/ad.
  Int128 whole = 0;
  bool exact = false;
  const Int128 factor = static_cast<Int128>(x.b.numerator) * x.a.denominator;
  if (!small_detail::floor_of_signed_root(factor, x.b.denominator, x.c, whole, exact)) {
    return false;
  }
  const Int128 quotient =
      wide::floor_divide(whole + x.a.numerator, Int128{x.a.denominator}).quotient;
  result = static_cast<std::int64_t>(quotient);
  return wide::fits_int64(quotient);
}

/// ceil(x).
inline bool ceiling(const SmallSurd& x, std::int64_t& result) {
  return floor(x, result) && !__builtin_add_overflow(result, std::int64_t{1}, &result);
}

/// Order of a surd against a ratio; they are never equal.
inline bool compare(const SmallSurd& x, SmallRatio y, std::strong_ordering& result) {
  SmallRatio distance;
  if (!subtract(y, x.a, distance)) {
    return false;
  }
  const bool positive_root = x.b.numerator > 0;
  if (positive_root != (distance.numerator > 0)) {
    result = positive_root ? std::strong_ordering::greater : std::strong_ordering::less;
    return true;
  }
  // Same sign: b*sqrt(c) against distance is decided by the squares, b^2*c against distance^2.
  UInt128 left = wide::magnitude(x.b.numerator);
  UInt128 right = wide::magnitude(distance.numerator);
  left *= distance.denominator;
  right *= x.b.denominator;
  if (__builtin_mul_overflow(left, left, &left) || __builtin_mul_overflow(right, right, &right) ||
      __builtin_mul_overflow(left, static_cast<UInt128>(x.c.numerator), &left) ||
      __builtin_mul_overflow(right, UInt128{x.c.denominator}, &right)) {
    return false;
  }
  result = (left > right) == positive_root ? std::strong_ordering::greater
                                           : std::strong_ordering::less;
  return true;
}

/// x * y. False also when y is zero, whose product is not a surd.
inline bool multiply(const SmallSurd& x, SmallRatio y, SmallSurd& result) {
  const SmallRatio radicand = x.c;
  if (y.numerator == 0 || !multiply(x.b, y, result.b) || !multiply(x.a, y, result.a)) {
    return false;
  }
  result.c = radicand;
  return true;
}

/// x + y.
inline bool add(const SmallSurd& x, SmallRatio y, SmallSurd& result) {
  SmallRatio sum;
  if (!add(x.a, y, sum)) {
    return false;
  }
  result = {sum, x.b, x.c};
  return true;
}

/// The same value as a Number.
Number to_number(const SmallSurd& x);

}  // namespace norma
