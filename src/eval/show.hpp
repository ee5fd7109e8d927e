#pragma once
// Values as text and as JSON. Exact throughout: no value is rounded on its way out.
#include <string>

#include "eval/value.hpp"
#include "program/program.hpp"

namespace norma::eval {

/// For people and tests: numbers in the type's unit (`8.5 person_day`, `30%`, `7/3`), enum values by name, dates in ISO form,
/// `[a, b]`, `{a, b}`, `Site(name: "x", …)`, `none`, `unknown`, `error(conflict)`. A member whose membership is unknown carries a `?`.
std::string to_text(Value value, program::TypeId type, const program::Program& program);
/// The same without the unit behind numbers, for tables whose heading carries it and for `text(x)`.
std::string to_bare_text(Value value, program::TypeId type, const program::Program& program);

enum class JsonNumbers : std::uint8_t {
  by_type,  // a whole number or a number in steps is a JSON number in full, any other a string `"35/3"`
  string,   // all numbers are strings
};

/// The value as JSON in the declared unit. Unknown is null; an error is {"error": code}; `none` is "none" ({"none": true} for text).
void append_json(std::string& out, Value value, program::TypeId type, const program::Program& program,
                 JsonNumbers numbers = JsonNumbers::by_type);
std::string to_json(Value value, program::TypeId type, const program::Program& program, JsonNumbers numbers = JsonNumbers::by_type);

}  // namespace norma::eval
