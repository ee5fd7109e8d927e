#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "textformat/compiled_format.hpp"

// Short ways to write a format in a test.
namespace norma::build {

inline CharacterRun run(CharacterClass characters, std::uint32_t minimum, std::optional<std::uint32_t> maximum) {
  return {characters, minimum, maximum};
}
inline CharacterRun run(CharacterClass characters, std::uint32_t count) { return run(characters, count, count); }
inline CharacterRun digits(std::uint32_t minimum, std::optional<std::uint32_t> maximum) {
  return run(CharacterClass::digits, minimum, maximum);
}
inline CharacterRun digits(std::uint32_t count) { return digits(count, count); }

inline FormatItemSpec field(std::string name, std::vector<FieldAlternative> alternatives) {
  return {FieldSpec{std::move(name), std::move(alternatives), false, false, {}, {}}};
}
inline FormatItemSpec field(std::string name, FieldPiece piece) {
  return field(std::move(name), std::vector<FieldAlternative>{{std::move(piece)}});
}
inline FormatItemSpec integer(std::string name, CharacterRun run_of_digits, std::optional<std::int64_t> least = {},
                              std::optional<std::int64_t> greatest = {}) {
  return {FieldSpec{std::move(name), {{run_of_digits}}, true, false, least, greatest}};
}
inline FormatItemSpec plain(std::string name, std::optional<std::int64_t> least = {},
                            std::optional<std::int64_t> greatest = {}) {
  return {FieldSpec{std::move(name), {{digits(1, std::nullopt)}}, true, true, least, greatest}};
}
inline FormatItemSpec literal(std::vector<std::string> variants) { return {LiteralSpec{std::move(variants)}}; }
inline FormatItemSpec optional(std::vector<FormatItemSpec> items) { return {OptionalSpec{std::move(items)}}; }

inline CompiledFormat compiled(std::vector<FormatItemSpec> items) {
  auto outcome = CompiledFormat::compile({std::move(items)});
  INFO(describe(outcome.fault));
  REQUIRE(outcome.format.has_value());
  return *outcome.format;
}

inline FormatFault refused(std::vector<FormatItemSpec> items) {
  auto outcome = CompiledFormat::compile({std::move(items)});
  REQUIRE_FALSE(outcome.format.has_value());
  return outcome.fault;
}

/// The fields of `text` joined by "|", absent ones as "-"; or the failure.
inline std::string taken_apart(const CompiledFormat& format, std::string_view text) {
  const MatchOutcome outcome = format.match(text);
  if (!outcome) return describe(outcome.failure, format);
  std::string result;
  for (const auto& value : *outcome.values) {
    result += (result.empty() ? "" : "|") + (value ? value->text : std::string("-"));
  }
  return result;
}

}  // namespace norma::build
