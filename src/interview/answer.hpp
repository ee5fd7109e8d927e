#pragma once
// What a person types in answer to a question, as a value of a facts document.
#include <optional>
#include <string>
#include <string_view>

#include "facts/document.hpp"
#include "facts/schema.hpp"
#include "program/program.hpp"

namespace norma::interview {

using facts::Language;

/// Types that one line can answer; records and lists of records are asked field by field.
bool fits_one_line(const program::Program&, program::TypeId);

/// A value of a type that fits one line. Understood are `yes`, `no`, `是`, `否`; numbers; `YYYY-MM-DD`; values of an enum by name, by label in
/// either language or by their number in the list shown; members of lists and sets between commas; `none`, `无` where there may be none.
/// Whether the value is in range is not looked at here. Nothing, with `problem` set, where the line cannot be understood.
std::optional<facts::DocumentNode> read_answer(const program::Program&, program::TypeId, std::string_view line, Language, std::string& problem);

/// What may be answered, on one line: `yes | no`, `1 low | 2 medium | 3 high`, `whole number from 1`.
std::string answer_hint(const program::Program&, program::TypeId, Language);

/// The document as JSON with the indentation of 2, without a line end.
std::string document_json(const facts::DocumentNode& document);

}  // namespace norma::interview
