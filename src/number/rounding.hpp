#pragma once

/// The named ways to round. A tie is a value exactly half way between two multiples of the step.

#include <compare>
#include <cstdint>

namespace norma {

enum class RoundingMode : std::uint8_t {
  half_up,    ///< nearest; a tie goes away from zero
  half_even,  ///< nearest; a tie goes to the even multiple
  half_down,  ///< nearest; a tie goes toward zero
  up,         ///< away from zero
  down,       ///< toward zero
  ceiling,    ///< toward plus infinity
  floor       ///< toward minus infinity
};

/// Decides between the two neighbouring integers of a value that is not an integer.
/// `negative`: the value is below zero. `floor_is_odd`: the lower neighbour is odd.
/// `against_half`: the distance to the lower neighbour compared with one half.
/// Returns whether the upper neighbour is the result.
constexpr bool rounds_to_upper(RoundingMode mode, bool negative, bool floor_is_odd,
                               std::strong_ordering against_half) {
  switch (mode) {
    case RoundingMode::ceiling: return true;
    case RoundingMode::floor: return false;
    case RoundingMode::up: return !negative;
    case RoundingMode::down: return negative;
    case RoundingMode::half_up:
      return against_half > 0 || (against_half == 0 && !negative);
    case RoundingMode::half_down:
      return against_half > 0 || (against_half == 0 && negative);
    case RoundingMode::half_even:
      return against_half > 0 || (against_half == 0 && floor_is_odd);
  }
  return false;
}

}  // namespace norma
