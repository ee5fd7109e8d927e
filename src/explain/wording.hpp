#pragma once
// Labels, citations and messages of declarations as texts in both languages. Everything is safe to display.
#include <span>
#include <string>
#include <vector>

#include "eval/value.hpp"
#include "explain/language.hpp"
#include "program/program.hpp"

namespace norma::explain {

/// The labels, else the name with underscores as blanks.
BothLanguages label_of(const program::Labels& labels, std::string_view name);

/// Labels in both languages, empty without any.
BothLanguages words_of(const program::Labels& labels);

std::vector<std::string> clauses_of(const std::vector<program::Citation>& citations);

/// A text with its values set for readers; `values` are those of the English text, then those of the Chinese one. Empty for a
/// message without text; a value that is not there is written `…`.
BothLanguages message_of(const program::Program& program, const program::Message& message, std::span<const eval::Value> values);

}  // namespace norma::explain
