#pragma once

#include <optional>

#include "textformat/automaton.hpp"

namespace norma {

/// The automaton of a whole format; nothing if it is too large. Precondition: `find_spec_fault` finds nothing.
std::optional<Automaton> construct_format(const FormatSpec& spec);

/// The automaton of one field alone, with field number `field` on its steps.
std::optional<Automaton> construct_field(const FieldSpec& spec, std::int16_t field);

}  // namespace norma
