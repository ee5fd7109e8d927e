#include <array>

#include "support.hpp"

using namespace norma;
using namespace norma::test;

namespace {

/// Expected results in the order of the enumerators.
struct Expectation {
  std::string_view value;
  int places;
  std::array<std::string_view, 7> half_up_even_down_up_down_ceiling_floor;
};

const Expectation expectations[] = {
    // value, places: half_up, half_even, half_down, up, down, ceiling, floor
    {"2.5", 0, {"3", "2", "2", "3", "2", "3", "2"}},
    {"-2.5", 0, {"-3", "-2", "-2", "-3", "-2", "-2", "-3"}},
    {"3.5", 0, {"4", "4", "3", "4", "3", "4", "3"}},
    {"-3.5", 0, {"-4", "-4", "-3", "-4", "-3", "-3", "-4"}},
    {"2.4", 0, {"2", "2", "2", "3", "2", "3", "2"}},
    {"-2.4", 0, {"-2", "-2", "-2", "-3", "-2", "-2", "-3"}},
    {"2.6", 0, {"3", "3", "3", "3", "2", "3", "2"}},
    {"-2.6", 0, {"-3", "-3", "-3", "-3", "-2", "-2", "-3"}},
    {"0.5", 0, {"1", "0", "0", "1", "0", "1", "0"}},
    {"-0.5", 0, {"-1", "0", "0", "-1", "0", "0", "-1"}},
    {"7", 0, {"7", "7", "7", "7", "7", "7", "7"}},
    {"-7", 0, {"-7", "-7", "-7", "-7", "-7", "-7", "-7"}},
    {"0.125", 2, {"0.13", "0.12", "0.12", "0.13", "0.12", "0.13", "0.12"}},
    {"-0.125", 2, {"-0.13", "-0.12", "-0.12", "-0.13", "-0.12", "-0.12", "-0.13"}},
    {"59.5", 0, {"60", "60", "59", "60", "59", "60", "59"}},
    {"59.995", 2, {"60", "60", "59.99", "60", "59.99", "60", "59.99"}},
    {"59.985", 2, {"59.99", "59.98", "59.98", "59.99", "59.98", "59.99", "59.98"}},
    {"1/3", 2, {"0.33", "0.33", "0.33", "0.34", "0.33", "0.34", "0.33"}},
    {"1250", -2, {"1300", "1200", "1200", "1300", "1200", "1300", "1200"}},
    {"-1250", -2, {"-1300", "-1200", "-1200", "-1300", "-1200", "-1200", "-1300"}},
    {"49", -2, {"0", "0", "0", "100", "0", "100", "0"}},
    // A quarter beyond 64 bits takes the path of big integers.
    {"100000000000000000000.25", 1,
     {"100000000000000000000.3", "100000000000000000000.2", "100000000000000000000.2",
      "100000000000000000000.3", "100000000000000000000.2", "100000000000000000000.3",
      "100000000000000000000.2"}},
};

}  // namespace

TEST_CASE("every mode rounds to places as its definition says", "[number][rounding]") {
  for (const Expectation& expected : expectations) {
    for (std::size_t mode = 0; mode < 7; ++mode) {
      const auto rounding = static_cast<RoundingMode>(mode);
      const Number x = number(expected.value);
      const Number wanted = number(expected.half_up_even_down_up_down_ceiling_floor[mode]);
      INFO(expected.value << " to " << expected.places << " places, mode " << mode);
      CHECK(value_of(round_to_places(x, expected.places, rounding)) == wanted);
      SmallRatio small;
      SmallRatio rounded;
      if (from_number(x, small)) {
        CHECK(round_to_places(small, expected.places, rounding, rounded));
        CHECK(to_number(rounded) == wanted);
      }
    }
  }
}

TEST_CASE("rounding goes to multiples of any positive step", "[number][rounding]") {
  const Number half = number("0.5");
  REQUIRE(value_of(round_to_step(number("8.25"), half, RoundingMode::half_up)) == number("8.5"));
  REQUIRE(value_of(round_to_step(number("8.25"), half, RoundingMode::half_even)) == Number(8));
  REQUIRE(value_of(round_to_step(number("8.75"), half, RoundingMode::half_even)) == Number(9));
  REQUIRE(value_of(round_to_step(number("8.25"), half, RoundingMode::half_down)) == Number(8));
  REQUIRE(value_of(round_to_step(10, 3, RoundingMode::ceiling)) == Number(12));
  REQUIRE(value_of(round_to_step(-10, 3, RoundingMode::ceiling)) == Number(-9));
  REQUIRE(value_of(round_to_step(1, number("2/3"), RoundingMode::half_up)) == number("4/3"));
  REQUIRE(value_of(round_to_step(number("0.25"), number("0.25"), RoundingMode::up)) ==
          number("0.25"));
}

TEST_CASE("irrational numbers round without ties", "[number][rounding][surd]") {
  const Number x = root("50");  // 7.0710678...
  REQUIRE(value_of(round_to_places(x, 3, RoundingMode::half_even)) == number("7.071"));
  REQUIRE(value_of(round_to_places(x, 4, RoundingMode::half_up)) == number("7.0711"));
  REQUIRE(value_of(round_to_places(x, 4, RoundingMode::down)) == number("7.0710"));
  REQUIRE(value_of(round_to_places(negate(x), 4, RoundingMode::half_down)) == number("-7.0711"));
  REQUIRE(value_of(round_to_places(negate(x), 4, RoundingMode::ceiling)) == number("-7.0710"));
  REQUIRE(value_of(round_to_places(negate(x), 4, RoundingMode::up)) == number("-7.0711"));
  REQUIRE(value_of(round_to_step(x, root("2"), RoundingMode::half_up)) == x);
  REQUIRE(value_of(round_to_step(10, root("2"), RoundingMode::floor)) ==
          product(7, root("2")));
}

TEST_CASE("rounding refuses steps and places out of range", "[number][rounding]") {
  const auto mode = RoundingMode::half_up;
  REQUIRE(round_to_step(1, 0, mode).fault == ArithmeticFault::step_not_positive);
  REQUIRE(round_to_step(1, -1, mode).fault == ArithmeticFault::step_not_positive);
  REQUIRE(round_to_places(1, 1'000'000'000, mode).fault == ArithmeticFault::places_limit);
  REQUIRE(round_to_places(1, -1'000'000'000, mode).fault == ArithmeticFault::places_limit);
  REQUIRE(round_to_places(1, largest_places + 1, mode).fault == ArithmeticFault::places_limit);
  // 0.333... with a thousand digits is (10^1000 - 1) / (3 * 10^1000).
  const Number thousand = value_of(power(10, 1000));
  REQUIRE(value_of(round_to_places(number("1/3"), largest_places, mode)) ==
          quotient(difference(thousand, 1), product(3, thousand)));
}
