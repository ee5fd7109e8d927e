#pragma once
// Values of cases set for readers. Texts of facts are escaped for display; long lists are cut with their count.
#include <string>
#include <vector>

#include "eval/value.hpp"
#include "explain/language.hpp"
#include "program/program.hpp"

namespace norma::explain {

/// `a, b and c`, `a、b 和 c`.
std::string joined(const std::vector<std::string>& items, Language language);

/// The label of an enum value, else its name with underscores as blanks.
std::string enum_text(const program::Program& program, program::EnumId enumeration, std::uint32_t value, Language language);

/// A value of the type. Unknown values say within which bounds they lie, errors give their code.
std::string value_text(const program::Program& program, eval::Value value, program::TypeId type, Language language);

/// The exact value in a form that no reader's language touches: digits in the type's unit, ISO dates, names of enum values;
/// empty for unknown values and errors, and for lists, sets and records.
std::string exact_text(const program::Program& program, eval::Value value, program::TypeId type);

/// The name with underscores as blanks: the label of what has none.
std::string readable_name(std::string_view name);

}  // namespace norma::explain
