#include <catch2/catch.hpp>

#include <sstream>

#include "checker/exact.hpp"

namespace norma::checker {

// For messages of failed checks.
std::ostream& operator<<(std::ostream& out, const Exact& x) { return out << text_of(x); }

namespace {

Exact read(std::string_view text) {
  const auto value = exact_of(text);
  INFO(text);
  REQUIRE(value);
  return *value;
}

TEST_CASE("decimals, fractions and roots are read and written exactly") {
  CHECK(text_of(read("8.50")) == "8.5");
  CHECK(text_of(read("-0.125")) == "-0.125");
  CHECK(text_of(read("1e3")) == "1000");
  CHECK(text_of(read("25e-1")) == "2.5");
  CHECK(text_of(read("14/6")) == "7/3");
  CHECK(text_of(read("0.6e0")) == "0.6");
  CHECK(text_of(read("sqrt(8)")) == "2*sqrt(2)");
  CHECK(text_of(read("1/2 - 3*sqrt(5)")) == "1/2 - 3*sqrt(5)");
  CHECK(text_of(read("-sqrt(2)")) == "-sqrt(2)");
  CHECK(text_of(read("sqrt(49)")) == "7");
}

TEST_CASE("what is no number is refused") {
  for (const char* text : {"", "-", "007", ".5", "5.", "1e", "1/0", "1.5/2", "sqrt(-2)", "sqrt(2", "x", "1 000", "+1", "1e5000"}) {
    INFO(text);
    CHECK_FALSE(exact_of(std::string_view(text)));
  }
}

TEST_CASE("roots are multiplied, added and divided where one root is enough") {
  CHECK(multiply(read("sqrt(2)"), read("sqrt(8)")).value == Exact(4));
  CHECK(add(read("sqrt(2)"), read("sqrt(8)")).value == read("3*sqrt(2)"));
  CHECK(divide(Exact(1), read("sqrt(2)")).value == read("1/2*sqrt(2)"));
  CHECK(divide(Exact(1), read("1 + sqrt(2)")).value == read("-1 + sqrt(2)"));
  CHECK(multiply(read("sqrt(2)"), read("sqrt(3)")).value == read("sqrt(6)"));
  CHECK(std::string(add(read("sqrt(2)"), read("sqrt(3)")).error) == "mixed-radicands");
  CHECK(std::string(multiply(read("1 + sqrt(2)"), read("sqrt(3)")).error) == "mixed-radicands");
  CHECK(std::string(divide(Exact(1), Exact()).error) == "division-by-zero");
  CHECK(std::string(square_root(Exact(-1)).error) == "root-of-negative");
  CHECK(std::string(square_root(read("sqrt(2)")).error) == "root-of-irrational");
}

TEST_CASE("numbers with different roots are compared exactly") {
  CHECK(compare(read("sqrt(2)"), read("sqrt(3)")) < 0);
  CHECK(compare(read("1 + sqrt(2)"), read("sqrt(6)")) < 0);         // 2.41421… < 2.44948…
  CHECK(compare(read("1 + sqrt(3)"), read("2 + 1/2*sqrt(2)")) > 0);  // 2.73205… > 2.70710…
  CHECK(compare(read("-sqrt(3)"), read("-sqrt(2)")) < 0);
  CHECK(compare(read("sqrt(2)"), read("141421356/100000000")) > 0);
  CHECK(read("2 - sqrt(4)").is_zero());
}

TEST_CASE("rounding follows its mode, at ties and below zero") {
  const auto rounded = [](const char* text, Rounding mode) { return static_cast<int>(round(read(text), mode)); };
  CHECK(rounded("2.5", Rounding::half_up) == 3);
  CHECK(rounded("-2.5", Rounding::half_up) == -3);
  CHECK(rounded("2.5", Rounding::half_even) == 2);
  CHECK(rounded("3.5", Rounding::half_even) == 4);
  CHECK(rounded("-2.5", Rounding::half_even) == -2);
  CHECK(rounded("2.5", Rounding::half_down) == 2);
  CHECK(rounded("-2.5", Rounding::half_down) == -2);
  CHECK(rounded("2.1", Rounding::up) == 3);
  CHECK(rounded("-2.1", Rounding::up) == -3);
  CHECK(rounded("-2.9", Rounding::down) == -2);
  CHECK(rounded("-2.9", Rounding::ceiling) == -2);
  CHECK(rounded("-2.1", Rounding::floor) == -3);
  CHECK(rounded("-2", Rounding::up) == -2);
  CHECK(rounded("-1 - sqrt(2)", Rounding::floor) == -3);
  CHECK(rounded("3*sqrt(2)", Rounding::ceiling) == 5);
  CHECK(round(read("4.75"), read("0.5"), Rounding::half_up).value == Exact(5));
  CHECK(std::string(round(Exact(1), Exact(), Rounding::up).error) == "step-not-positive");
}

TEST_CASE("floored division and remainders take the sign of the divisor") {
  CHECK(floor_divide(Exact(-7), Exact(2)).value == Exact(-4));
  CHECK(modulo(Exact(-7), Exact(2)).value == Exact(1));
  CHECK(modulo(Exact(7), Exact(-2)).value == Exact(-1));
  CHECK(modulo(read("7.5"), Exact(2)).value == read("1.5"));
}

TEST_CASE("powers with whole exponents") {
  CHECK(power(Exact(2), Exact(10)).value == Exact(1024));
  CHECK(power(Exact(2), Exact(-2)).value == read("0.25"));
  CHECK(power(Exact(), Exact()).value == Exact(1));
  CHECK(power(read("sqrt(2)"), Exact(3)).value == read("2*sqrt(2)"));
  CHECK(power(read("1 + sqrt(2)"), Exact(2)).value == read("3 + 2*sqrt(2)"));
  CHECK(std::string(power(Exact(), Exact(-1)).error) == "division-by-zero");
  CHECK(std::string(power(Exact(2), read("0.5")).error) == "exponent-not-integer");
}

}  // namespace
}  // namespace norma::checker
