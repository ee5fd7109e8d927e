#pragma once

/// Shared by the number tests: short ways to write numbers, and readable failures.

#include <catch2/catch.hpp>
#include <ostream>
#include <random>
#include <string>
#include <string_view>

#include "number/format.hpp"
#include "number/number.hpp"
#include "number/parse.hpp"
#include "number/small_ratio.hpp"

namespace Catch {
template <>
struct StringMaker<norma::Number> {
  static std::string convert(const norma::Number& x) { return norma::to_exact_text(x); }
};
template <>
struct StringMaker<norma::SmallRatio> {
  static std::string convert(norma::SmallRatio x) {
    return std::to_string(x.numerator) + "/" + std::to_string(x.denominator);
  }
};
}  // namespace Catch

namespace norma::test {

/// The number written as a decimal or a fraction.
inline Number number(std::string_view text) {
  const ParsedNumber parsed = parse_number_text(text);
  INFO("number text: " << text);
  REQUIRE(parsed.fault == ParseFault::none);
  return parsed.value;
}

/// The value of an operation that must succeed.
inline Number value_of(const Outcome& outcome) {
  REQUIRE(outcome.fault == ArithmeticFault::none);
  return outcome.value;
}

/// sqrt(text).
inline Number root(std::string_view text) { return value_of(square_root(number(text))); }

inline Number sum(const Number& x, const Number& y) { return value_of(add(x, y)); }
inline Number difference(const Number& x, const Number& y) { return value_of(subtract(x, y)); }
inline Number product(const Number& x, const Number& y) { return value_of(multiply(x, y)); }
inline Number quotient(const Number& x, const Number& y) { return value_of(divide(x, y)); }

/// A word with a random number of significant bits, so that small and extreme values both occur.
template <typename Generator>
std::int64_t random_word(Generator& generator, int largest_bits = 64) {
  const int bits = std::uniform_int_distribution<int>(0, largest_bits)(generator);
  const auto word = static_cast<std::uint64_t>(generator());
  return bits == 0 ? 0 : static_cast<std::int64_t>(word) >> (64 - bits);
}

}  // namespace norma::test
