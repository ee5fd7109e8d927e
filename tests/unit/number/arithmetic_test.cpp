#include <chrono>
#include <limits>

#include "support.hpp"

using namespace norma;
using namespace norma::test;

namespace {
constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t smallest = std::numeric_limits<std::int64_t>::min();
}  // namespace

TEST_CASE("a ratio is held in lowest terms with a positive denominator", "[number]") {
  REQUIRE(Number::ratio(6, -4) == Number::ratio(-3, 2));
  REQUIRE(Number::ratio(6, -4).small_numerator() == -3);
  REQUIRE(Number::ratio(6, -4).small_denominator() == 2);
  REQUIRE(Number::ratio(0, -7) == Number(0));
  REQUIRE(Number::ratio(smallest, smallest) == Number(1));
}

TEST_CASE("a value leaves the machine words and comes back to one form", "[number]") {
  const Number beyond = sum(largest, 1);
  REQUIRE_FALSE(beyond.is_small());
  REQUIRE(beyond.numerator() == "9223372036854775808");
  const Number back = difference(beyond, 1);
  REQUIRE(back.is_small());
  REQUIRE(back == Number(largest));
  REQUIRE(back.hash() == Number(largest).hash());
  REQUIRE(negate(smallest) == beyond);
  REQUIRE(negate(smallest).hash() == beyond.hash());
  REQUIRE(negate(beyond).is_small());
  REQUIRE(absolute(smallest) == beyond);
  REQUIRE(Number::ratio(smallest, -1) == beyond);
  REQUIRE(quotient(smallest, -1) == beyond);
  REQUIRE(quotient(1, smallest) == Number::ratio(1, smallest));
  REQUIRE(quotient(1, smallest).sign() == -1);
}

TEST_CASE("decimal fractions add exactly in any order", "[number]") {
  const Number a = number("0.1");
  const Number b = number("0.2");
  const Number c = number("0.3");
  REQUIRE(sum(a, b) == c);
  REQUIRE(sum(sum(a, b), c) == sum(a, sum(b, c)));
  const Number third = quotient(1, 3);
  REQUIRE(sum(sum(third, third), third) == Number(1));
}

TEST_CASE("division by zero is a fault, whatever the dividend", "[number]") {
  REQUIRE(divide(1, 0).fault == ArithmeticFault::division_by_zero);
  REQUIRE(divide(0, 0).fault == ArithmeticFault::division_by_zero);
  REQUIRE(divide(root("2"), 0).fault == ArithmeticFault::division_by_zero);
  REQUIRE(modulo(5, 0).fault == ArithmeticFault::division_by_zero);
  REQUIRE(floor_division(5, 0).fault == ArithmeticFault::division_by_zero);
}

TEST_CASE("modulo has the sign of the divisor", "[number]") {
  REQUIRE(value_of(modulo(7, 3)) == Number(1));
  REQUIRE(value_of(modulo(-7, 3)) == Number(2));
  REQUIRE(value_of(modulo(7, -3)) == Number(-2));
  REQUIRE(value_of(modulo(-7, -3)) == Number(-1));
  REQUIRE(value_of(modulo(number("5.5"), 2)) == number("1.5"));
  REQUIRE(value_of(floor_division(-7, 2)) == Number(-4));
  REQUIRE(value_of(floor_division(7, -2)) == Number(-4));
  REQUIRE(value_of(floor_division(number("1e30"), 7)) ==
          number("142857142857142857142857142857"));
}

TEST_CASE("powers take integer exponents only", "[number][power]") {
  REQUIRE(value_of(power(2, 10)) == Number(1024));
  REQUIRE(value_of(power(2, -3)) == Number::ratio(1, 8));
  REQUIRE(value_of(power(Number::ratio(-2, 3), 3)) == Number::ratio(-8, 27));
  REQUIRE(value_of(power(Number::ratio(-2, 3), -3)) == Number::ratio(-27, 8));
  REQUIRE(value_of(power(10, 30)) == number("1e30"));
  REQUIRE(power(-8, Number::ratio(1, 3)).fault == ArithmeticFault::exponent_not_integer);
  REQUIRE(power(2, number("0.5")).fault == ArithmeticFault::exponent_not_integer);
  REQUIRE(power(2, root("2")).fault == ArithmeticFault::exponent_not_integer);
}

TEST_CASE("powers of zero and of the units accept any integer exponent", "[number][power]") {
  REQUIRE(value_of(power(0, 0)) == Number(1));
  REQUIRE(value_of(power(0, 5)) == Number(0));
  REQUIRE(power(0, -1).fault == ArithmeticFault::division_by_zero);
  REQUIRE(power(0, negate(number("1e40"))).fault == ArithmeticFault::division_by_zero);
  REQUIRE(value_of(power(1, 1'000'000'000'000)) == Number(1));
  REQUIRE(value_of(power(1, number("1e40"))) == Number(1));
  REQUIRE(value_of(power(-1, 1'000'000'000'001)) == Number(-1));
  REQUIRE(value_of(power(-1, number("1e40"))) == Number(1));
  REQUIRE(value_of(power(-1, sum(number("1e40"), 1))) == Number(-1));
  REQUIRE(value_of(power(number("1e40"), 0)) == Number(1));
}

TEST_CASE("a power beyond the budget is refused before it is computed", "[number][budget]") {
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < 1000; ++i) {
    REQUIRE(power(10, 1'000'000'000).fault == ArithmeticFault::size_limit);
    REQUIRE(power(2, std::int64_t{1} << 40).fault == ArithmeticFault::size_limit);
  }
  REQUIRE(power(2, number("1e40")).fault == ArithmeticFault::size_limit);
  REQUIRE(power(Number::ratio(1, 3), largest).fault == ArithmeticFault::size_limit);
  REQUIRE(power(3, smallest).fault == ArithmeticFault::size_limit);
  REQUIRE(std::chrono::steady_clock::now() - start < std::chrono::seconds(1));
}

TEST_CASE("the budget holds on both sides of its limit", "[number][budget]") {
  const Budget budget{256};
  const Number widest = value_of(power(2, 255, budget));
  REQUIRE(widest.bit_size() == 256);
  REQUIRE(power(2, 256, budget).fault == ArithmeticFault::size_limit);
  REQUIRE(power(2, -256, budget).fault == ArithmeticFault::size_limit);
  REQUIRE(multiply(widest, 2, budget).fault == ArithmeticFault::size_limit);
  REQUIRE(value_of(multiply(widest, Number::ratio(1, 2), budget)) ==
          value_of(power(2, 254, budget)));
  REQUIRE(value_of(divide(widest, widest, budget)) == Number(1));
  const Number odd_denominator = value_of(power(3, -160, budget));
  REQUIRE(add(odd_denominator, value_of(power(5, -100, budget)), budget).fault ==
          ArithmeticFault::size_limit);
}

TEST_CASE("squaring again and again ends in a limit fault", "[number][budget]") {
  Outcome x{Number::ratio(3, 7)};
  int steps = 0;
  while (x && steps < 100) {
    const Outcome squared = multiply(x.value, x.value);
    x = squared ? add(squared.value, 1) : squared;
    ++steps;
  }
  REQUIRE(x.fault == ArithmeticFault::size_limit);
  REQUIRE(steps < 20);
}

TEST_CASE("the harmonic sum ends in a limit fault, not in an abort", "[number][budget]") {
  Outcome total;
  int n = 0;
  const Budget budget{4096};
  while (total && n < 100'000) {
    ++n;
    total = add(total.value, Number::ratio(1, n), budget);
  }
  REQUIRE(total.fault == ArithmeticFault::size_limit);
  REQUIRE(n > 1000);
}

TEST_CASE("a comparison notices the five-hundredth decimal place", "[number]") {
  const Number close = number("60." + std::string(500, '0') + "1");
  REQUIRE(close > Number(60));
  REQUIRE(close != Number(60));
  REQUIRE(negate(close) < Number(-60));
  REQUIRE(minimum(close, Number(60)) == Number(60));
  REQUIRE(maximum(close, Number(60)) == close);
}

TEST_CASE("every fault has a description", "[number]") {
  for (int i = 1; i <= static_cast<int>(ArithmeticFault::places_limit); ++i) {
    REQUIRE(std::string(describe(static_cast<ArithmeticFault>(i))) != "");
  }
}
