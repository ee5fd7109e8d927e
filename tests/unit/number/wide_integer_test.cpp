#include "number/wide_integer.hpp"

#include <catch2/catch.hpp>
#include <limits>
#include <random>

using norma::Int128;
using norma::UInt128;
namespace wide = norma::wide;

namespace {

/// root^2 <= value < (root + 1)^2, without leaving 128 bits.
bool is_floor_of_root(UInt128 value, std::uint64_t root) {
  const UInt128 square = static_cast<UInt128>(root) * root;
  return square <= value && value - square <= static_cast<UInt128>(root) * 2;
}

}  // namespace

TEST_CASE("integer roots of every small value are exact", "[number][root]") {
  for (std::uint64_t value = 0; value < 70'000; ++value) {
    if (!is_floor_of_root(value, wide::integer_root(value))) {
      FAIL("root of " << value);
    }
  }
}

TEST_CASE("integer roots are exact next to perfect squares", "[number][root]") {
  std::mt19937_64 random(11);
  for (int i = 0; i < 100'000; ++i) {
    const std::uint64_t root = random() >> (random() % 64);
    const UInt128 square = static_cast<UInt128>(root) * root;
    for (const UInt128 value : {square - (root != 0 ? 1 : 0), square, square + 1, square + root}) {
      if (!is_floor_of_root(value, wide::integer_root(value))) {
        FAIL("near the square of " << root);
      }
      if (wide::fits_uint64(value) &&
          wide::integer_root(wide::low_half(value)) != wide::integer_root(value)) {
        FAIL("64 and 128 bits differ near the square of " << root);
      }
    }
  }
}

TEST_CASE("integer roots reach the ends of their ranges", "[number][root]") {
  REQUIRE(wide::integer_root(std::numeric_limits<std::uint64_t>::max()) == 4294967295U);
  REQUIRE(wide::integer_root(~UInt128{0}) == std::numeric_limits<std::uint64_t>::max());
  REQUIRE(wide::integer_root(UInt128{1} << 126) == std::uint64_t{1} << 63);
}

TEST_CASE("floored division rounds toward minus infinity", "[number]") {
  REQUIRE(wide::floor_divide(std::int64_t{7}, std::int64_t{2}).quotient == 3);
  REQUIRE(wide::floor_divide(std::int64_t{-7}, std::int64_t{2}).quotient == -4);
  REQUIRE(wide::floor_divide(std::int64_t{-7}, std::int64_t{2}).remainder == 1);
  REQUIRE(wide::floor_divide(std::int64_t{-8}, std::int64_t{2}).quotient == -4);
  REQUIRE(wide::floor_divide(std::int64_t{1} << 40, std::int64_t{3}).quotient == 366503875925);
  REQUIRE(wide::floor_divide(Int128{-1}, Int128{1} << 80).quotient == -1);
}
