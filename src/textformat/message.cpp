#include <string>

#include "textformat/compiled_format.hpp"

namespace norma {
namespace {

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

std::string_view singular(CharacterClass characters) {
  switch (characters) {
    case CharacterClass::digits: return "a digit";
    case CharacterClass::letters: return "a letter";
    case CharacterClass::capitals: return "a capital letter";
    case CharacterClass::small_letters: return "a small letter";
    case CharacterClass::letters_or_digits: return "a letter or digit";
    case CharacterClass::capitals_or_digits: return "a capital letter or digit";
    case CharacterClass::any: return "a visible character";
    case CharacterClass::han: return "a Chinese character";
  }
  return "a character";
}

std::string range_of(const FieldInfo& field) {
  if (!field.least && !field.greatest) return {};
  const std::string least = field.least ? std::to_string(*field.least) : "0";
  return field.greatest ? ", " + least + " to " + std::to_string(*field.greatest) : ", " + least + " or more";
}

std::string described(const ExpectedText& expected, const CompiledFormat& format) {
  std::string text = expected.characters ? std::string(singular(*expected.characters)) : quoted(expected.literal);
  if (!expected.field) return text;
  const FieldInfo& field = format.fields()[*expected.field];
  return text + " (" + field.name + range_of(field) + ")";
}

std::string reading(const std::vector<FieldReading>& fields) {
  std::string text;
  for (const FieldReading& field : fields) {
    text += (text.empty() ? "" : ", ") + field.field + " " + quoted(field.text);
  }
  return text.empty() ? "no field" : text;
}

const char* phrase(FormatFaultKind kind) {
  switch (kind) {
    case FormatFaultKind::no_items: return "the format has no items";
    case FormatFaultKind::too_large: return "the format is too large";
    case FormatFaultKind::duplicate_field: return "the field is declared twice";
    case FormatFaultKind::empty_literal: return "the literal has no text";
    case FormatFaultKind::duplicate_variant: return "the variant is given twice";
    case FormatFaultKind::malformed_text: return "the literal is not UTF-8";
    case FormatFaultKind::empty_alternative: return "an alternative of the field is empty";
    case FormatFaultKind::bad_count: return "the largest count is 0 or below the smallest";
    case FormatFaultKind::field_may_be_empty: return "the field could be empty; put it under `optional`";
    case FormatFaultKind::integer_not_digits: return "an integer field is a single run of digits";
    case FormatFaultKind::plain_without_integer: return "`plain` needs `as integer`";
    case FormatFaultKind::range_without_integer: return "a range needs `as integer`";
    case FormatFaultKind::empty_range: return "the range is empty or begins below 0";
    case FormatFaultKind::nothing_in_range: return "no number of this width is in the range";
    case FormatFaultKind::group_without_field: return "an optional group needs a field of its own";
    case FormatFaultKind::ambiguous: return "a text can be read in two ways";
  }
  return "the format is refused";
}

}  // namespace

std::string describe(const FormatFault& fault) {
  if (fault.kind == FormatFaultKind::ambiguous) {
    const std::string text = quoted(fault.witness) + " can be read in two ways";
    if (fault.first_reading == fault.second_reading) return text + ", with the same values in different places";
    return text + ": " + reading(fault.first_reading) + "; or " + reading(fault.second_reading);
  }
  return fault.subject.empty() ? phrase(fault.kind) : fault.subject + ": " + phrase(fault.kind);
}

std::string describe(const MatchFailure& failure, const CompiledFormat& format) {
  const std::string place = "at character " + std::to_string(failure.character + 1) + ": ";
  if (failure.malformed_utf8) return place + "not UTF-8";
  std::string expected;
  for (const ExpectedText& one : failure.expected) {
    expected += (expected.empty() ? "" : " or ") + described(one, format);
  }
  if (failure.end_expected) expected += expected.empty() ? "the end" : " or the end";
  const std::string found = failure.found.empty() ? "the text ends" : "found " + quoted(failure.found);
  return place + found + ", expected " + expected;
}

std::string describe(const ComposeFault& fault, const CompiledFormat& format) {
  if (fault.kind == ComposeFaultKind::wrong_field_count) return "the number of values is not the number of fields";
  const FieldInfo& field = format.fields()[fault.field];
  if (fault.kind == ComposeFaultKind::missing_field) return field.name + " is missing";
  return "the value does not fit " + field.name + range_of(field);
}

}  // namespace norma
