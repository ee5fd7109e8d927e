#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "textformat/automaton.hpp"

namespace norma {

/// The bytes [begin, end) of the text that belong to one field.
struct FieldExtent {
  static constexpr std::size_t absent = static_cast<std::size_t>(-1);
  std::size_t begin = absent;
  std::size_t end = absent;
};

/// How far a text could be read, and what could have followed.
struct SimulationResult {
  bool accepted = false;
  std::vector<FieldExtent> fields;              ///< if accepted, one for each field
  std::size_t stopped_at = 0;                   ///< otherwise: the byte that fits nothing, or the length of the text
  bool malformed_utf8 = false;                  ///< that byte does not begin a well-formed sequence
  bool end_expected = false;                    ///< the text could have ended at `stopped_at`
  std::vector<std::uint16_t> expectations;      ///< indexes into Automaton::expectations, each once
};

/// Reads `text` with all states at once: time proportional to the length of the text for a given automaton, whatever
/// the text; memory independent of the length. Precondition: the automaton reads no text in two ways, so that it
/// does not matter which of two runs that meet in a state is kept.
SimulationResult simulate(const Automaton& automaton, std::size_t field_count, std::string_view text);

}  // namespace norma
