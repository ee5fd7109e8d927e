#pragma once
// A text in a declared format as a value: its canonical spelling and its fields.
#include "base/arena.hpp"
#include "eval/value.hpp"
#include "textformat/compiled_format.hpp"

namespace norma::eval {

/// The value that a match stands for: fields in the format's order, integers as numbers, `none` for the fields of an
/// absent group. Lives in the arena.
Value format_value(Arena& arena, const CompiledFormat& format, const FieldValues& fields);

}  // namespace norma::eval
