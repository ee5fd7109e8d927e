#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "textformat/automaton.hpp"

namespace norma {

/// A character and the two fields it can belong to.
struct DoubleReading {
  char32_t code_point = 0;
  std::int16_t first_field = Expectation::no_field;
  std::int16_t second_field = Expectation::no_field;
};

/// A shortest text that the automaton reads in two ways, character by character; nothing if every accepted text has
/// one reading. A reading is the assignment of the characters to fields. Exact: searches the product of the
/// automaton with itself, in time and memory bounded by FormatLimits.
std::optional<std::vector<DoubleReading>> find_double_reading(const Automaton& automaton);

}  // namespace norma
