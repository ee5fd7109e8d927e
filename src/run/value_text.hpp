#pragma once
// Values as people read them and as programs read them. Both need the type: a quantity is kept in base units and shown in the
// unit of its type.
#include <optional>
#include <string>
#include <vector>

#include "base/json_writer.hpp"
#include "eval/unknown.hpp"
#include "eval/value.hpp"
#include "facts/schema.hpp"
#include "program/program.hpp"

namespace norma::run {

using facts::Language;

/// The number behind a value of tag number, surd or big_number; nothing for others.
std::optional<Number> number_of(eval::Value value);

/// How much is shown of a long or endless number.
enum class Digits : std::uint8_t {
  exact,    ///< in full, `7/3`
  readable  ///< clipped and with a marked approximation, `7/3 ≈ 2.3333…`
};

/// One line: `4.5 person_days`, `30%`, `2026-03-01`, `3 years`, `low (低)`, `[a, b]`. Unknown values show what they may still be.
std::string value_text(const program::Program&, eval::Value, program::TypeId, Language, Digits = Digits::readable);

/// A number of base units in the unit of its type, with the unit: `4.5 person_days`.
std::string quantity_text(const program::Program&, const Number& base, const program::Type&, Digits = Digits::exact);

/// What a fact document would say (charter 3.1): a whole number or a number with a step is a JSON number, any other number a
/// text; with `all_numbers_text` every number is. Unknown, failed and inapplicable values are `null`.
void write_value(JsonWriter&, const program::Program&, eval::Value, program::TypeId, bool all_numbers_text = false);

/// The members of a list or set that are there for certain (`yes`), or perhaps (`unknown`), as an array.
void write_members(JsonWriter&, const program::Program&, eval::Value, program::TypeId, eval::Truth wanted, bool all_numbers_text = false);

/// What an unknown may still be, as far as something is known: `from 5 to 8 person_days`, `low | medium`;
/// empty when nothing is known of it.
std::string bounds_text(const program::Program&, const eval::Unknown&, program::TypeId, Language);

/// Whether some part of the value is unknown, or is an error.
bool has_unknown(const program::Program&, eval::Value, program::TypeId);
/// What the unknown parts of the value rest on, sorted, each once.
std::vector<eval::Cause> causes_inside(const program::Program&, eval::Value, program::TypeId);
/// The first error inside the value, or a value of another tag.
eval::Value error_inside(const program::Program&, eval::Value, program::TypeId);

}  // namespace norma::run
