#pragma once
// What may be given, said for machines (JSON Schema 2020-12) and for people (an annotated YAML form to fill in).
#include <string>
#include <string_view>

#include "program/program.hpp"

namespace norma::facts {

enum class Language : std::uint8_t { en, zh };

/// JSON Schema of the facts documents of a decision; with an invalid id, of every fact of the packages that are not bundled.
std::string json_schema(const program::Program&, program::CallableId decision);

/// A YAML document in which every fact is asked, unknown (`null`), with its question, type and clause as comments.
std::string blank_form(const program::Program&, program::CallableId decision, Language);

/// "whole number from 1", "USD in steps of 0.25": a type as a person fills it in.
std::string describe_type(const program::Program&, program::TypeId, Language);

/// The label in the language asked for, else in the other, else `fallback`.
std::string label_text(const program::Labels&, Language, std::string_view fallback);

}  // namespace norma::facts
