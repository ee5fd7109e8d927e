#include <limits>
#include <vector>

#include "support.hpp"

using namespace norma;
using namespace norma::test;

namespace {

constexpr std::int64_t smallest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

template <typename Generator>
SmallRatio random_ratio(Generator& random) {
  const auto denominator = static_cast<std::uint32_t>(random_word(random, 33) & 0xFFFFFFFF);
  const std::uint32_t chosen = random() % 2 == 0 ? denominator % 12 : denominator;
  return {random_word(random), chosen == 0 ? 1 : chosen};
}

/// A small operation agrees with the exact one: same value if it succeeds, and it succeeds
/// whenever the exact value fits.
void check_agreement(bool done, SmallRatio result, const Outcome& exact) {
  SmallRatio fitting;
  const bool fits = exact && from_number(exact.value, fitting);
  REQUIRE(done == fits);
  if (done) {
    REQUIRE(to_number(result) == exact.value);
  }
}

}  // namespace

TEST_CASE("small arithmetic agrees with exact arithmetic and knows its limits",
          "[number][small]") {
  std::mt19937_64 random(1);
  for (int i = 0; i < 40'000; ++i) {
    const SmallRatio x = random_ratio(random);
    const SmallRatio y = i % 3 == 0 ? SmallRatio{random_word(random), x.denominator}
                                    : random_ratio(random);
    const Number a = to_number(x);
    const Number b = to_number(y);
    SmallRatio result;
    INFO(x.numerator << "/" << x.denominator << " and " << y.numerator << "/" << y.denominator);
    check_agreement(add(x, y, result), result, norma::add(a, b));
    check_agreement(subtract(x, y, result), result, norma::subtract(a, b));
    check_agreement(multiply(x, y, result), result, norma::multiply(a, b));
    check_agreement(divide(x, y, result), result, norma::divide(a, b));
    check_agreement(negate(x, result), result, Outcome{norma::negate(a)});
    check_agreement(absolute(x, result), result, Outcome{norma::absolute(a)});
    REQUIRE(compare(x, y) == (a <=> b));
    REQUIRE(is_integer(x) == a.is_integer());
    REQUIRE(sign(x) == a.sign());
    REQUIRE(Number(floor(x)) == norma::floor(a));
    REQUIRE(Number(ceiling(x)) == norma::ceiling(a));
    REQUIRE(Number(truncate(x)) == norma::truncate(a));
  }
}

TEST_CASE("small rounding and remainders agree with the exact ones", "[number][small]") {
  std::mt19937_64 random(2);
  for (int i = 0; i < 40'000; ++i) {
    const SmallRatio x = random_ratio(random);
    const SmallRatio y = random_ratio(random);
    const Number a = to_number(x);
    const Number b = to_number(y);
    INFO(x.numerator << "/" << x.denominator << " and " << y.numerator << "/" << y.denominator);
    SmallRatio result;
    const auto mode = static_cast<RoundingMode>(i % 7);
    check_agreement(round_to_step(x, y, mode, result), result,
                    norma::round_to_step(a, b, mode));
    const int places = static_cast<int>(random() % 19) - 9;
    check_agreement(round_to_places(x, places, mode, result), result,
                    norma::round_to_places(a, places, mode));
    std::int64_t quotient = 0;
    const Outcome exact = norma::floor_division(a, b);
    const bool done = floor_division(x, y, quotient);
    REQUIRE(done == (exact && exact.value.is_small()));
    if (done) {
      REQUIRE(Number(quotient) == exact.value);
    }
    if (modulo(x, y, result)) {
      REQUIRE(to_number(result) == value_of(norma::modulo(a, b)));
    }
  }
}

TEST_CASE("a long sum of mixed denominators stays small while its value does",
          "[number][small]") {
  SmallRatio total;
  Number exact;
  for (int i = 1; i <= 100'000; ++i) {
    // Denominators up to 12: their least common multiple is 27720, that of the sum at most.
    const SmallRatio part{i, static_cast<std::uint32_t>(i % 12 + 1)};
    SmallRatio turned = part;
    REQUIRE(negate(part, turned));
    REQUIRE(add(total, part, total));
    if (i % 2 == 0) {
      REQUIRE(add(total, turned, total));
      REQUIRE(add(total, {1, 4}, total));
      exact = sum(exact, Number::ratio(1, 4));
    } else {
      exact = sum(exact, to_number(part));
    }
  }
  REQUIRE(to_number(total) == exact);
}

TEST_CASE("operands may be the place of the result", "[number][small]") {
  SmallRatio x{3, 2};
  REQUIRE(add(x, x, x));
  REQUIRE(to_number(x) == Number(3));
  REQUIRE(multiply(x, x, x));
  REQUIRE(to_number(x) == Number(9));
  REQUIRE(divide(x, x, x));
  REQUIRE(to_number(x) == Number(1));
}

TEST_CASE("the smallest word overflows only where its value does", "[number][small]") {
  SmallRatio result;
  REQUIRE_FALSE(negate({smallest, 1}, result));
  REQUIRE_FALSE(absolute({smallest, 1}, result));
  REQUIRE(negate({smallest, 2}, result));
  REQUIRE(to_number(result) == value_of(norma::power(2, 62)));
  REQUIRE_FALSE(divide({smallest, 1}, {-1, 1}, result));
  REQUIRE_FALSE(add({largest, 1}, {1, 1}, result));
  REQUIRE(to_number(normalise({smallest, 4})) == Number(smallest / 4));
  std::int64_t quotient = 0;
  REQUIRE_FALSE(floor_division({smallest, 1}, {-1, 1}, quotient));
}

TEST_CASE("conversion refuses what does not fit", "[number][small]") {
  SmallRatio result;
  REQUIRE(from_number(Number::ratio(-7, 4), result));
  REQUIRE(result.numerator == -7);
  REQUIRE(result.denominator == 4);
  REQUIRE(from_number(Number::ratio(1, 4294967295), result));
  REQUIRE_FALSE(from_number(Number::ratio(1, 4294967296), result));
  REQUIRE_FALSE(from_number(number("1e20"), result));
  REQUIRE_FALSE(from_number(root("2"), result));
}
