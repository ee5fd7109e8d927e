#pragma once

/// 128-bit integers, greatest common divisors and integer square roots.
/// Everything here works on integers alone; no value ever passes through floating point.

#include <array>
#include <bit>
#include <cstdint>
#include <limits>
#include <numeric>

namespace norma {

__extension__ using Int128 = __int128;
__extension__ using UInt128 = unsigned __int128;

namespace wide {

/// |value|, defined for every 64-bit value.
constexpr std::uint64_t magnitude(std::int64_t value) {
  const auto bits = static_cast<std::uint64_t>(value);
  return value < 0 ? std::uint64_t{0} - bits : bits;
}

/// |value|, defined for every 128-bit value.
constexpr UInt128 magnitude(Int128 value) {
  const auto bits = static_cast<UInt128>(value);
  return value < 0 ? UInt128{0} - bits : bits;
}

constexpr bool fits_int64(Int128 value) {
  return value >= std::numeric_limits<std::int64_t>::min() &&
         value <= std::numeric_limits<std::int64_t>::max();
}

constexpr bool fits_uint64(UInt128 value) { return (value >> 64) == 0; }

constexpr std::uint64_t low_half(UInt128 value) { return static_cast<std::uint64_t>(value); }

/// gcd(a, 0) is a.
constexpr UInt128 greatest_common_divisor(UInt128 a, UInt128 b) {
  while (b != 0) {
    if (fits_uint64(a) && fits_uint64(b)) {
      return std::gcd(low_half(a), low_half(b));
    }
    const UInt128 remainder = a % b;
    a = b;
    b = remainder;
  }
  return a;
}

/// A quotient rounded toward minus infinity and the remainder, 0 <= remainder < divisor.
template <typename Integer>
struct FloorQuotient {
  Integer quotient;
  Integer remainder;
};

/// Floored division. The divisor must be positive.
inline FloorQuotient<std::int64_t> floor_divide(std::int64_t dividend, std::int64_t divisor) {
  // OPTIMISATION: a 32-bit division is several times faster on older processors.
  if (((static_cast<std::uint64_t>(dividend) | static_cast<std::uint64_t>(divisor)) >> 32) == 0) {
    const auto small_dividend = static_cast<std::uint32_t>(dividend);
    const auto small_divisor = static_cast<std::uint32_t>(divisor);
    return {small_dividend / small_divisor, small_dividend % small_divisor};
  }
  std::int64_t quotient = dividend / divisor;
  std::int64_t remainder = dividend % divisor;
  if (remainder < 0) {
    quotient -= 1;
    remainder += divisor;
  }
  return {quotient, remainder};
}

/// Floored division. The divisor must be positive.
inline FloorQuotient<Int128> floor_divide(Int128 dividend, Int128 divisor) {
  Int128 quotient = dividend / divisor;
  Int128 remainder = dividend % divisor;
  if (remainder < 0) {
    quotient -= 1;
    remainder += divisor;
  }
  return {quotient, remainder};
}

/// floor(sqrt(256 * top)) for a leading byte of 64..255, indexed by top - 64.
constexpr std::array<std::uint8_t, 192> make_root_seeds() {
  std::array<std::uint8_t, 192> seeds{};
  unsigned root = 128;
  for (unsigned top = 64; top < 256; ++top) {
    while ((root + 1) * (root + 1) <= top * 256) {
      ++root;
    }
    seeds[top - 64] = static_cast<std::uint8_t>(root);
  }
  return seeds;
}

inline constexpr std::array<std::uint8_t, 192> root_seeds = make_root_seeds();

/// One doubling step of the square root with remainder after Zimmermann (INRIA RR-3805, 1999):
/// from root = floor(sqrt(high)) to floor(sqrt(high * 4^half_bits + middle * 2^half_bits + low)).
/// The root must be normalised (its leading bit set) and `remainder` be high - root^2.
struct RootStep {
  std::uint64_t root;
  UInt128 remainder;
};

constexpr RootStep refine_root(std::uint64_t root, std::uint64_t remainder, std::uint64_t middle,
                               std::uint64_t low, unsigned half_bits) {
  // Dividing by 2 * root, with the halving moved into the dividend so that it fits 64 bits.
  const std::uint64_t dividend = (remainder << (half_bits - 1)) + (middle >> 1);
  const std::uint64_t quotient = dividend / root;
  const std::uint64_t rest = 2 * (dividend % root) + (middle & 1);
  // The quotient may reach 2^half_bits; the correction below brings the root back.
  const UInt128 wide_root = (static_cast<UInt128>(root) << half_bits) + quotient;
  Int128 new_remainder = static_cast<Int128>((static_cast<UInt128>(rest) << half_bits) + low) -
                         static_cast<Int128>(static_cast<UInt128>(quotient) * quotient);
  UInt128 new_root = wide_root;
  while (new_remainder < 0) {
    new_remainder += static_cast<Int128>(2 * new_root - 1);
    new_root -= 1;
  }
  return {low_half(new_root), static_cast<UInt128>(new_remainder)};
}

/// Root of a value whose leading two bits are not both zero.
constexpr RootStep normalised_root(std::uint64_t value) {
  const std::uint64_t top16 = value >> 48;
  std::uint64_t root = root_seeds[(top16 >> 8) - 64];
  while ((root + 1) * (root + 1) <= top16) {
    ++root;
  }
  RootStep step =
      refine_root(root, top16 - root * root, (value >> 40) & 0xFF, (value >> 32) & 0xFF, 8);
  return refine_root(step.root, low_half(step.remainder), (value >> 16) & 0xFFFF, value & 0xFFFF,
                     16);
}

/// floor(sqrt(value)).
constexpr std::uint64_t integer_root(std::uint64_t value) {
  if (value == 0) {
    return 0;
  }
  const unsigned shift = static_cast<unsigned>(std::countl_zero(value)) & ~1U;
  return normalised_root(value << shift).root >> (shift / 2);
}

/// floor(sqrt(value)); a value below 2^128 has a root below 2^64.
constexpr std::uint64_t integer_root(UInt128 value) {
  if (fits_uint64(value)) {
    return integer_root(low_half(value));
  }
  const auto high = static_cast<std::uint64_t>(value >> 64);
  const unsigned shift = static_cast<unsigned>(std::countl_zero(high)) & ~1U;
  const UInt128 shifted = value << shift;
  const RootStep first = normalised_root(static_cast<std::uint64_t>(shifted >> 64));
  const std::uint64_t lower = low_half(shifted);
  const RootStep second = refine_root(first.root, low_half(first.remainder), lower >> 32,
                                      lower & 0xFFFFFFFFU, 32);
  return second.root >> (shift / 2);
}

/// Whether value is a perfect square; its root is then stored.
constexpr bool exact_root(std::uint64_t value, std::uint64_t& root) {
  root = integer_root(value);
  return root * root == value;
}

}  // namespace wide
}  // namespace norma
