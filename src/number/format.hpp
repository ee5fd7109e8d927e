#pragma once

/// Text from numbers. Everything is computed from integers; digits are truncated, never guessed.

#include <cstddef>
#include <optional>
#include <string>

#include "number/number.hpp"

namespace norma {

/// How much of a long number is written out for a reader.
struct TextOptions {
  /// Runs of digits longer than this are clipped, with their count; 0 clips nothing.
  std::size_t clip_digits = 40;
  /// Digits kept at either end of a clipped run.
  std::size_t clip_ends = 6;
  /// Digits after the point (and its leading zeros) in a marked approximation.
  unsigned approximate_places = 4;
};

/// For readers: `8.5`, `7/3 ≈ 2.3333…`, `1/2 + 3*sqrt(5) ≈ 7.2082…`,
/// `123456…456789 (4001 digits)`. An approximation is truncated toward zero and always marked.
std::string to_text(const Number& x, const TextOptions& options = {});

/// Exact and in full: `8.5`, `7/3`, `2*sqrt(2)`, `1/2 - 3*sqrt(5)`. A decimal with more than
/// 1000 places is written as a fraction. Rational results are read back by parse_number_text.
std::string to_exact_text(const Number& x);

/// The digits of a terminating decimal (`8.5`, `-3`), valid as a JSON number; nothing when the
/// decimal does not terminate or has more than `largest_places` places.
std::optional<std::string> to_decimal_text(const Number& x,
                                           unsigned largest_decimal_places = largest_places);

/// `35/3`; an integer without denominator, `12`; an irrational number as in to_exact_text.
std::string to_fraction_text(const Number& x);

/// A decimal prefix of a number.
struct Approximation {
  /// Such as `-2.3333` or, far from one, `1.2345×10^-30`.
  std::string text;
  /// Whether the text is the number itself; trailing zeros are then left out.
  bool exact = false;
};

/// x truncated toward zero to so many significant digits (at least one).
Approximation approximate(const Number& x, unsigned significant_digits);

}  // namespace norma
