#pragma once

/// Numbers from text. Digits become an exact Number; no text ever passes through floating point.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "number/number.hpp"
#include "number/small_ratio.hpp"

namespace norma {

enum class ParseFault : std::uint8_t {
  none,
  empty,                    ///< no text at all
  leading_plus,             ///< "+1"
  leading_zero,             ///< "007"
  missing_integer_digits,   ///< ".5", "-"
  missing_fraction_digits,  ///< "5."
  missing_exponent_digits,  ///< "1e", "1e+"
  unexpected_character,     ///< anything else that is not a number, at `position`
  too_many_digits,          ///< limit: more digits than ParseLimits::digits
  exponent_too_large,       ///< limit: an exponent beyond ParseLimits::exponent either way
  fraction_of_decimals,     ///< "1.5/2": both parts of a fraction must be plain integers
  zero_denominator          ///< "1/0"
};

/// A short lower-case phrase naming the fault, for messages; empty for none.
const char* describe(ParseFault fault);

/// Whether the fault is a limit rather than a malformed text.
constexpr bool is_limit(ParseFault fault) {
  return fault == ParseFault::too_many_digits || fault == ParseFault::exponent_too_large;
}

/// Checked while scanning, before any arithmetic on the digits.
struct ParseLimits {
  /// Digits before the exponent, leading and trailing zeros included; for a fraction, of each part.
  std::uint32_t digits = 1000;
  /// Magnitude of the exponent.
  std::uint32_t exponent = 1000;
};

struct ParsedNumber {
  Number value;
  ParseFault fault = ParseFault::none;
  /// Byte offset of the fault in the text.
  std::size_t position = 0;

  explicit operator bool() const noexcept { return fault == ParseFault::none; }
};

/// The whole text as a number of JSON's grammar (RFC 8259, section 6): an optional minus sign,
/// digits without leading zero, an optional fraction, an optional exponent. "-0" is 0.
ParsedNumber parse_decimal(std::string_view text, const ParseLimits& limits = {});

/// As parse_decimal, or a fraction "p/q" of two plain integers, the first perhaps negative.
ParsedNumber parse_number_text(std::string_view text, const ParseLimits& limits = {});

/// The hot path for facts: a decimal without exponent, of at most 18 digits, 9 of them after the
/// point. False for every other text, valid or not: then ask parse_decimal. Leading zeros and the
/// like are refused here too.
bool parse_small_decimal(std::string_view text, SmallRatio& result);

}  // namespace norma
