#include <chrono>

#include "support.hpp"

using namespace norma;
using namespace norma::test;

namespace {

Number decimal(std::string_view text) {
  const ParsedNumber parsed = parse_decimal(text);
  INFO(text);
  REQUIRE(parsed.fault == ParseFault::none);
  return parsed.value;
}

void check_fault(std::string_view text, ParseFault fault, std::size_t position) {
  INFO(text.substr(0, 40));
  const ParsedNumber parsed = parse_decimal(text);
  CHECK(static_cast<int>(parsed.fault) == static_cast<int>(fault));
  CHECK(parsed.position == position);
  CHECK(parsed.value == Number(0));
  SmallRatio small;
  CHECK_FALSE(parse_small_decimal(text, small));
}

}  // namespace

TEST_CASE("decimals are read exactly", "[number][parse]") {
  REQUIRE(decimal("0") == Number(0));
  REQUIRE(decimal("-0") == Number(0));
  REQUIRE(decimal("-0.00") == Number(0));
  REQUIRE(decimal("8.5") == Number::ratio(17, 2));
  REQUIRE(decimal("-0.125") == Number::ratio(-1, 8));
  REQUIRE(decimal("1e3") == Number(1000));
  REQUIRE(decimal("1E+3") == Number(1000));
  REQUIRE(decimal("12.5e-1") == Number::ratio(5, 4));
  REQUIRE(decimal("1e-3") == Number::ratio(1, 1000));
  REQUIRE(decimal("0e10") == Number(0));
  REQUIRE(decimal("0.1") != Number::ratio(3602879701896397, 36028797018963968));
  REQUIRE(decimal("123456789012345678901234567890").numerator() ==
          "123456789012345678901234567890");
  REQUIRE(decimal("1000000000000000000000000000001").numerator() ==
          "1000000000000000000000000000001");
  REQUIRE(decimal("9223372036854775807").is_small());
  REQUIRE_FALSE(decimal("9223372036854775808").is_small());
  REQUIRE(decimal("-9223372036854775808").is_small());
  REQUIRE(decimal("0.50000000000000000000000000") == Number::ratio(1, 2));
}

TEST_CASE("malformed numbers are refused with the place and the reason", "[number][parse]") {
  check_fault("", ParseFault::empty, 0);
  check_fault("+1", ParseFault::leading_plus, 0);
  check_fault("00012", ParseFault::leading_zero, 0);
  check_fault("-01", ParseFault::leading_zero, 1);
  check_fault(".5", ParseFault::missing_integer_digits, 0);
  check_fault("-.5", ParseFault::missing_integer_digits, 1);
  check_fault("-", ParseFault::missing_integer_digits, 1);
  check_fault("5.", ParseFault::missing_fraction_digits, 2);
  check_fault("5.e3", ParseFault::missing_fraction_digits, 2);
  check_fault("1e", ParseFault::missing_exponent_digits, 2);
  check_fault("1e+", ParseFault::missing_exponent_digits, 3);
  check_fault("--5", ParseFault::unexpected_character, 1);
  check_fault("0x10", ParseFault::unexpected_character, 1);
  check_fault("1_000", ParseFault::unexpected_character, 1);
  check_fault("1,5", ParseFault::unexpected_character, 1);
  check_fault(" 1", ParseFault::unexpected_character, 0);
  check_fault("1 ", ParseFault::unexpected_character, 1);
  check_fault("1.2.3", ParseFault::unexpected_character, 3);
  check_fault("1/2", ParseFault::unexpected_character, 1);
  check_fault("NaN", ParseFault::unexpected_character, 0);
  check_fault("Infinity", ParseFault::unexpected_character, 0);
  check_fault(std::string_view("1\0", 2), ParseFault::unexpected_character, 1);
  check_fault("1e5x", ParseFault::unexpected_character, 3);
}

TEST_CASE("limits are checked before any work", "[number][parse][budget]") {
  const auto start = std::chrono::steady_clock::now();
  check_fault("1e1000000000", ParseFault::exponent_too_large, 2);
  check_fault("1e-1000000000", ParseFault::exponent_too_large, 3);
  check_fault("1e99999999999999999999", ParseFault::exponent_too_large, 2);
  check_fault("1e-99999999999999999999", ParseFault::exponent_too_large, 3);
  const std::string digits(10'000'000, '7');
  check_fault(digits, ParseFault::too_many_digits, 1000);
  check_fault("0." + digits, ParseFault::too_many_digits, 1001);
  check_fault("1e" + digits, ParseFault::exponent_too_large, 2);
  REQUIRE(parse_number_text(digits + "/3").fault == ParseFault::too_many_digits);
  REQUIRE(parse_number_text("3/" + digits).fault == ParseFault::too_many_digits);
  REQUIRE(std::chrono::steady_clock::now() - start < std::chrono::seconds(1));
}

TEST_CASE("limits hold on both sides", "[number][parse][budget]") {
  REQUIRE(parse_decimal(std::string(1000, '7')));
  REQUIRE(parse_decimal(std::string(1001, '7')).fault == ParseFault::too_many_digits);
  REQUIRE(is_limit(parse_decimal(std::string(1001, '7')).fault));
  REQUIRE(parse_decimal("1e1000"));
  REQUIRE(parse_decimal("1e1001").fault == ParseFault::exponent_too_large);
  REQUIRE(parse_decimal("1e-1000"));
  REQUIRE(parse_decimal("1e-1001").fault == ParseFault::exponent_too_large);
  const ParseLimits tight{3, 2};
  REQUIRE(parse_decimal("1.25e2", tight).value == Number(125));
  REQUIRE(parse_decimal("1.255", tight).fault == ParseFault::too_many_digits);
  REQUIRE(parse_decimal("1e3", tight).fault == ParseFault::exponent_too_large);
  REQUIRE_FALSE(is_limit(ParseFault::leading_zero));
}

TEST_CASE("fractions are read where they are asked for", "[number][parse]") {
  REQUIRE(number("35/3") == Number::ratio(35, 3));
  REQUIRE(number("-35/5") == Number(-7));
  REQUIRE(number("8.5") == Number::ratio(17, 2));
  REQUIRE(number("100000000000000000000/300000000000000000000") == Number::ratio(1, 3));
  const auto fault = [](std::string_view text) { return parse_number_text(text).fault; };
  REQUIRE(fault("1/0") == ParseFault::zero_denominator);
  REQUIRE(fault("1.5/2") == ParseFault::fraction_of_decimals);
  REQUIRE(fault("1/2e3") == ParseFault::fraction_of_decimals);
  REQUIRE(fault("1/-2") == ParseFault::unexpected_character);
  REQUIRE(fault("1/2/3") == ParseFault::unexpected_character);
  REQUIRE(fault("1/") == ParseFault::empty);
  REQUIRE(fault("/2") == ParseFault::empty);
  REQUIRE(fault("1/02") == ParseFault::leading_zero);
  REQUIRE(fault("1 / 2") == ParseFault::unexpected_character);
  REQUIRE(parse_number_text("12/0x").position == 4);
}

TEST_CASE("the hot path reads plain decimals only", "[number][parse][small]") {
  SmallRatio small;
  for (const char* text : {"0", "-0", "8.5", "-0.125", "42", "100000000000000000",
                           "999999999999999999", "123456789.123456789"}) {
    INFO(text);
    REQUIRE(parse_small_decimal(text, small));
    REQUIRE(to_number(small) == decimal(text));
  }
  for (const char* text : {"1e3", "1000000000000000000", "0.1234567890", "1..2", "-", "1/2"}) {
    INFO(text);
    REQUIRE_FALSE(parse_small_decimal(text, small));
  }
}

TEST_CASE("every parse fault has a description", "[number][parse]") {
  for (int i = 1; i <= static_cast<int>(ParseFault::zero_denominator); ++i) {
    REQUIRE(std::string(describe(static_cast<ParseFault>(i))) != "");
  }
}
