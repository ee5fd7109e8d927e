#pragma once

#include <optional>

#include "textformat/compiled_format.hpp"

namespace norma {

/// The first thing wrong with the declaration as written; everything but `ambiguous`, `nothing_in_range` and the
/// number of states.
std::optional<FormatFault> find_spec_fault(const FormatSpec& spec);

}  // namespace norma
