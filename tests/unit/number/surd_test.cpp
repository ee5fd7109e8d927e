#include "number/small_root.hpp"
#include "support.hpp"

using namespace norma;
using namespace norma::test;

TEST_CASE("roots of squares are rational", "[number][surd]") {
  REQUIRE(root("0") == Number(0));
  REQUIRE(root("25") == Number(5));
  REQUIRE(root("9/16") == Number::ratio(3, 4));
  REQUIRE(root("0.25") == number("0.5"));
  REQUIRE(root("1e100") == number("1e50"));
  REQUIRE(square_root(-1).fault == ArithmeticFault::root_of_negative);
  REQUIRE(square_root(root("2")).fault == ArithmeticFault::root_of_irrational);
  REQUIRE(square_root(difference(1, root("2"))).fault == ArithmeticFault::root_of_negative);
}

TEST_CASE("one value of many spellings has one form and one hash", "[number][surd]") {
  REQUIRE(root("8") == product(2, root("2")));
  REQUIRE(root("8").hash() == product(2, root("2")).hash());
  REQUIRE(to_exact_text(root("8")) == "2*sqrt(2)");
  REQUIRE(root("1/2") == quotient(root("2"), 2));
  REQUIRE(root("1/2") == quotient(1, root("2")));
  REQUIRE(root("0.5").hash() == quotient(root("2"), 2).hash());
  REQUIRE(product(root("2"), root("2")) == Number(2));
  REQUIRE(product(root("2"), root("3")) == root("6"));
  REQUIRE(product(root("6"), root("10")) == product(2, root("15")));
  REQUIRE(difference(root("18"), product(3, root("2"))) == Number(0));
  REQUIRE(difference(sum(1, root("5")), root("5")).is_small());
}

TEST_CASE("equality does not depend on factoring the radicand", "[number][surd]") {
  // All three primes lie beyond the trial divisors, and p^2 * q * r is no perfect square: p stays
  // inside the radicand.
  const Number p = 1'000'003;
  const Number other = product(1'000'033, 1'000'037);
  const Number hidden = value_of(square_root(product(product(p, p), other)));
  const Number open = product(p, value_of(square_root(other)));
  REQUIRE(to_exact_text(hidden) != to_exact_text(open));
  REQUIRE(hidden == open);
  REQUIRE((hidden <=> open) == std::strong_ordering::equal);
  REQUIRE(hidden.hash() == open.hash());
  REQUIRE(difference(hidden, open) == Number(0));
  REQUIRE(sum(hidden, open) == product(2, open));
  REQUIRE(quotient(hidden, open) == Number(1));
  REQUIRE(sum(hidden, 1) == sum(1, open));
  REQUIRE(hidden != negate(open));
}

TEST_CASE("two different square roots in one result are refused", "[number][surd]") {
  REQUIRE(add(root("2"), root("3")).fault == ArithmeticFault::mixed_radicands);
  REQUIRE(subtract(root("2"), root("3")).fault == ArithmeticFault::mixed_radicands);
  REQUIRE(multiply(sum(1, root("2")), root("3")).fault == ArithmeticFault::mixed_radicands);
  REQUIRE(divide(root("3"), sum(1, root("2"))).fault == ArithmeticFault::mixed_radicands);
  REQUIRE(value_of(divide(root("6"), root("2"))) == root("3"));
}

TEST_CASE("division by an irrational number is rationalised", "[number][surd]") {
  // 1 / (1 + sqrt(2)) = sqrt(2) - 1
  REQUIRE(quotient(1, sum(1, root("2"))) == difference(root("2"), 1));
  // (3 + sqrt(5)) / (3 - sqrt(5)) = (14 + 6 sqrt(5)) / 4 = 7/2 + 3/2 sqrt(5)
  const Number ratio = quotient(sum(3, root("5")), difference(3, root("5")));
  REQUIRE(to_exact_text(ratio) == "7/2 + 3/2*sqrt(5)");
}

TEST_CASE("powers of irrational numbers are exact", "[number][surd]") {
  REQUIRE(value_of(power(root("2"), 10)) == Number(32));
  REQUIRE(value_of(power(root("2"), -3)) == quotient(root("2"), 4));
  // (1 + sqrt(2))^2 = 3 + 2 sqrt(2)
  REQUIRE(value_of(power(sum(1, root("2")), 2)) == sum(3, product(2, root("2"))));
  REQUIRE(power(sum(1, root("2")), 1'000'000'000'000).fault == ArithmeticFault::size_limit);
  REQUIRE(power(root("2"), number("1e30")).fault == ArithmeticFault::size_limit);
}

TEST_CASE("comparison separates a root from its decimal neighbours", "[number][surd]") {
  // sqrt(50) = 7.07106781186547524400...
  REQUIRE(root("50") > number("7.0710678118654752"));
  REQUIRE(root("50") < number("7.0710678118654753"));
  REQUIRE(negate(root("50")) < number("-7.0710678118654752"));
  REQUIRE(negate(root("50")) > number("-7.0710678118654753"));
}

TEST_CASE("comparison works between different radicands", "[number][surd]") {
  REQUIRE(root("2") < root("3"));
  REQUIRE(negate(root("3")) < negate(root("2")));
  REQUIRE(sum(1, root("2")) > root("5"));           // 2.4142 > 2.2360
  REQUIRE(sum(1, root("2")) < root("6"));           // 2.4142 < 2.4494
  REQUIRE(difference(5, root("2")) > root("12"));   // 3.5857 > 3.4641
  REQUIRE(difference(5, root("2")) < root("13"));   // 3.5857 < 3.6055
  REQUIRE(difference(1, root("2")) < negate(root("0.16")));  // -0.4142 < -0.4
  REQUIRE(root("2") > difference(root("3"), 1));
  // sqrt(10^40 + 1) and sqrt(10^40 + 2) differ in the 21st decimal place.
  REQUIRE(value_of(square_root(sum(number("1e40"), 1))) <
          value_of(square_root(sum(number("1e40"), 2))));
}

TEST_CASE("the sign of a difference of near equals is exact", "[number][surd]") {
  // (10^20)^2 + 1 is no square; sqrt of it exceeds 10^20 by about 5e-21.
  const Number tiny = difference(value_of(square_root(sum(number("1e40"), 1))), number("1e20"));
  REQUIRE(tiny.sign() == 1);
  REQUIRE(negate(tiny).sign() == -1);
  REQUIRE(floor(tiny) == Number(0));
  REQUIRE(ceiling(tiny) == Number(1));
  REQUIRE(floor(negate(tiny)) == Number(-1));
  REQUIRE(to_text(tiny).find("≈ 4.9999…×10^-21") != std::string::npos);
}

TEST_CASE("sample sizes round up exactly", "[number][surd]") {
  REQUIRE(ceiling(product(number("0.6"), root("25"))) == Number(3));
  REQUIRE(ceiling(product(number("0.07"), root("10000"))) == Number(7));
  REQUIRE(ceiling(product(number("0.6"), root("26"))) == Number(4));
  // 0.6 * sqrt(10^24 + 1) lies above 600000000000 by less than 10^-12.
  const Number big = product(number("0.6"), value_of(square_root(sum(number("1e24"), 1))));
  REQUIRE(ceiling(big) == Number(600'000'000'001));
  REQUIRE(floor(big) == Number(600'000'000'000));
  REQUIRE(truncate(negate(big)) == Number(-600'000'000'000));
}

TEST_CASE("remainders of irrational numbers stay exact", "[number][surd]") {
  // sqrt(50) = 7.07..., so sqrt(50) mod 2 = sqrt(50) - 6
  REQUIRE(value_of(modulo(root("50"), 2)) == difference(root("50"), 6));
  // 10 mod sqrt(2): floor(10 / 1.4142) = 7
  REQUIRE(value_of(modulo(10, root("2"))) == difference(10, product(7, root("2"))));
}

TEST_CASE("the floor of every integer root is exact", "[number][surd]") {
  std::mt19937_64 random(5);
  for (int i = 0; i < 2000; ++i) {
    const std::int64_t n = random_word(random, 63) & std::numeric_limits<std::int64_t>::max();
    const Number low = floor(value_of(square_root(n)));
    if (product(low, low) > Number(n) || product(sum(low, 1), sum(low, 1)) <= Number(n)) {
      FAIL("floor(sqrt(" << n << "))");
    }
  }
}

TEST_CASE("small surds agree with numbers", "[number][surd][small]") {
  std::mt19937_64 random(6);
  int compared = 0;
  for (int i = 0; i < 20'000; ++i) {
    const auto ratio = [&random](int bits) {
      const auto n = random_word(random, bits);
      return SmallRatio{n, static_cast<std::uint32_t>(random() % 1000 + 1)};
    };
    SmallRatio rational;
    SmallSurd surd;
    const SmallRatio radicand = ratio(24);
    const SmallRootKind kind = square_root(radicand, rational, surd);
    const Outcome expected = square_root(to_number(radicand));
    REQUIRE((kind == SmallRootKind::does_not_fit) == !expected);
    if (kind == SmallRootKind::rational) {
      REQUIRE(to_number(rational) == expected.value);
    }
    if (kind != SmallRootKind::surd) {
      continue;
    }
    const SmallRatio factor = ratio(20);
    const SmallRatio offset = ratio(30);
    std::int64_t whole = 0;
    REQUIRE(floor_of_scaled_root(factor, radicand, whole));
    const Number scaled = product(to_number(factor), expected.value);
    REQUIRE(Number(whole) == floor(scaled));
    REQUIRE(ceiling_of_scaled_root(factor, radicand, whole));
    REQUIRE(Number(whole) == ceiling(scaled));
    if (factor.numerator == 0 || !multiply(surd, factor, surd) || !add(surd, offset, surd)) {
      continue;
    }
    const Number exact = sum(scaled, to_number(offset));
    REQUIRE(to_number(surd) == exact);
    if (floor(surd, whole)) {
      REQUIRE(Number(whole) == floor(exact));
      REQUIRE(ceiling(surd, whole));
      REQUIRE(Number(whole) == ceiling(exact));
    }
    const SmallRatio other = i % 2 == 0 ? ratio(30) : SmallRatio{whole, 1};
    auto order = std::strong_ordering::equal;
    if (compare(surd, other, order)) {
      ++compared;
      REQUIRE(order == (exact <=> to_number(other)));
    }
  }
  REQUIRE(compared > 5000);
}

TEST_CASE("small scaled roots notice overflow", "[number][surd][small]") {
  std::int64_t whole = 0;
  REQUIRE(ceiling_of_scaled_root({6, 10}, {25, 1}, whole));
  REQUIRE(whole == 3);
  REQUIRE(ceiling_of_scaled_root({7, 100}, {10000, 1}, whole));
  REQUIRE(whole == 7);
  REQUIRE(ceiling_of_scaled_root({-1, 1}, {2, 1}, whole));
  REQUIRE(whole == -1);
  REQUIRE(floor_of_scaled_root({-1, 1}, {2, 1}, whole));
  REQUIRE(whole == -2);
  REQUIRE(floor_of_scaled_root({1, 1}, {std::numeric_limits<std::int64_t>::max(), 1}, whole));
  REQUIRE(whole == 3037000499);
  REQUIRE_FALSE(floor_of_scaled_root({std::numeric_limits<std::int64_t>::max(), 1}, {5, 1}, whole));
  REQUIRE_FALSE(floor_of_scaled_root({1, 1}, {-1, 1}, whole));
}
