#pragma once
// Values in the canonical form that records use (src/record/README.md), and as plain text.
#include <string>

#include "checker/value.hpp"

namespace norma::checker {

/// `{"number":"4.5","unit":"person_day"}`, `true`, `{"date":"2026-03-01"}`; numbers exactly, in the unit of the type.
std::string json_of(const Program& program, const Value& value, TypeId type);
/// What `text(x)` gives, and how members of a `for each` are named: without units and quotation marks.
std::string plain_text_of(const Program& program, const Value& value, TypeId type);
/// The text taken apart by a format, in canonical form; an error `not-in-format`.
Value formatted(const CompiledFormat& format, const std::string& text);
/// A text as a JSON string.
std::string quoted(const std::string& text);

}  // namespace norma::checker
