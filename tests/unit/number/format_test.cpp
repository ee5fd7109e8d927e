#include "support.hpp"

using namespace norma;
using namespace norma::test;

TEST_CASE("terminating decimals are written in full", "[number][format]") {
  REQUIRE(to_text(0) == "0");
  REQUIRE(to_text(-12) == "-12");
  REQUIRE(to_text(number("8.5")) == "8.5");
  REQUIRE(to_text(number("0.125")) == "0.125");
  REQUIRE(to_text(number("-0.05")) == "-0.05");
  REQUIRE(to_text(number("1200")) == "1200");
  REQUIRE(to_text(number("1e20")) == "100000000000000000000");
  REQUIRE(to_exact_text(number("1/1024")) == "0.0009765625");
  REQUIRE(to_exact_text(number("100000000000000000000.5")) == "100000000000000000000.5");
}

TEST_CASE("other numbers carry a marked approximation", "[number][format]") {
  REQUIRE(to_text(number("7/3")) == "7/3 ≈ 2.3333…");
  REQUIRE(to_text(number("-7/3")) == "-7/3 ≈ -2.3333…");
  REQUIRE(to_text(number("8/3")) == "8/3 ≈ 2.6666…");  // truncated, not rounded
  REQUIRE(to_text(number("1/3")) == "1/3 ≈ 0.3333…");
  REQUIRE(to_text(number("1/3000")) == "1/3000 ≈ 0.0003333…");
  REQUIRE(to_text(number("100000000/3")) == "100000000/3 ≈ 33333333.3333…");
  REQUIRE(to_text(root("8")) == "2*sqrt(2) ≈ 2.8284…");
  REQUIRE(to_text(root("2")) == "sqrt(2) ≈ 1.4142…");
  REQUIRE(to_text(negate(root("2"))) == "-sqrt(2) ≈ -1.4142…");
  REQUIRE(to_text(sum(Number::ratio(1, 2), product(3, root("5")))) ==
          "1/2 + 3*sqrt(5) ≈ 7.2082…");
  REQUIRE(to_text(difference(1, root("2"))) == "1 - sqrt(2) ≈ -0.4142…");
  // 10^30 / 3 = 3.333... * 10^29
  REQUIRE(to_text(quotient(number("1e30"), 3)) ==
          "1000000000000000000000000000000/3 ≈ 3.3333…×10^29");
}

TEST_CASE("exact text has no approximation", "[number][format]") {
  REQUIRE(to_exact_text(number("7/3")) == "7/3");
  REQUIRE(to_exact_text(root("8")) == "2*sqrt(2)");
  REQUIRE(to_exact_text(difference(Number::ratio(1, 2), product(3, root("5")))) ==
          "1/2 - 3*sqrt(5)");
  REQUIRE(to_exact_text(quotient(root("2"), 3)) == "1/3*sqrt(2)");
}

TEST_CASE("decimal text exists only for decimals within the limit", "[number][format]") {
  REQUIRE(to_decimal_text(number("17/2")) == std::optional<std::string>("8.5"));
  REQUIRE(to_decimal_text(number("-1/8")) == std::optional<std::string>("-0.125"));
  REQUIRE_FALSE(to_decimal_text(number("35/3")));
  REQUIRE_FALSE(to_decimal_text(root("2")));
  REQUIRE(to_decimal_text(number("1e-1000")));
  REQUIRE_FALSE(to_decimal_text(quotient(number("1e-1000"), 2)));
  REQUIRE(to_decimal_text(number("0.125"), 3));
  REQUIRE_FALSE(to_decimal_text(number("0.125"), 2));
  REQUIRE(to_decimal_text(5, 0) == std::optional<std::string>("5"));
  REQUIRE(to_fraction_text(number("35/3")) == "35/3");
  REQUIRE(to_fraction_text(number("8.5")) == "17/2");
  REQUIRE(to_fraction_text(12) == "12");
  // 1/2^40 has 40 places and 5^40 does not fit a word.
  REQUIRE(to_decimal_text(Number::ratio(1, std::int64_t{1} << 40)) ==
          std::optional<std::string>("0.0000000000009094947017729282379150390625"));
}

TEST_CASE("long numbers are clipped with their count", "[number][format]") {
  const Number huge = value_of(power(10, 4000));
  REQUIRE(to_text(huge) == "100000…000000 (4001 digits)");
  REQUIRE(to_text(negate(huge)) == "-100000…000000 (4001 digits)");
  REQUIRE(to_exact_text(huge) == "1" + std::string(4000, '0'));
  REQUIRE(to_text(number("1e-400")) == "0.0000…000001 (401 digits) = 1×10^-400");
  TextOptions options;
  options.clip_digits = 5;
  options.clip_ends = 3;
  REQUIRE(to_text(123456789, options) == "123…789 (9 digits)");
  REQUIRE(to_text(quotient(huge, 3)).find(" ≈ 3.3333…×10^3999") != std::string::npos);
}

TEST_CASE("approximation truncates toward zero", "[number][format]") {
  REQUIRE(approximate(number("2/3"), 5).text == "0.66666");
  REQUIRE(approximate(number("-2/3"), 5).text == "-0.66666");
  REQUIRE_FALSE(approximate(number("2/3"), 5).exact);
  REQUIRE(approximate(number("8.5"), 5).text == "8.5");
  REQUIRE(approximate(number("8.5"), 5).exact);
  REQUIRE(approximate(number("9.99999"), 3).text == "9.99");
  REQUIRE(approximate(root("2"), 20).text == "1.4142135623730950488");
  REQUIRE(approximate(123456, 2).text == "120000");
  REQUIRE_FALSE(approximate(123456, 2).exact);
  REQUIRE(approximate(0, 5).text == "0");
  REQUIRE(approximate(number("1e-30"), 5).text == "1×10^-30");
  REQUIRE(approximate(sum(number("1e40"), 1), 3).text == "1.00×10^40");
}
