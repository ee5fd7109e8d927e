#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace norma {

enum class CharacterClass : std::uint8_t {
  digits,              ///< 0 … 9
  letters,             ///< A … Z, a … z
  capitals,            ///< A … Z
  small_letters,       ///< a … z
  letters_or_digits,
  capitals_or_digits,
  any,                 ///< every code point but spaces, controls, invisible format characters and non-characters
  han,                 ///< Han ideographs, among them U+3007
};

/// The name as written in a rule file, for example "capitals_or_digits".
std::string_view name_of(CharacterClass characters);
std::optional<CharacterClass> character_class_named(std::string_view name);

/// `characters`, at least `minimum` and at most `maximum` times; no `maximum` means any number of times.
struct CharacterRun {
  CharacterClass characters = CharacterClass::digits;
  std::uint32_t minimum = 1;
  std::optional<std::uint32_t> maximum;
};

/// A run, or exact text. Inside a field different texts are different values, so there are no variants here.
using FieldPiece = std::variant<CharacterRun, std::string>;
using FieldAlternative = std::vector<FieldPiece>;

/// A named part of the text. An integer field is one run of digits; its canonical text has no more leading zeros
/// than `minimum` asks for, and `plain` admits no leading zero at all (except "0" itself).
struct FieldSpec {
  std::string name;
  std::vector<FieldAlternative> alternatives;
  bool as_integer = false;
  bool plain = false;
  std::optional<std::int64_t> least;     ///< integer fields only, not negative
  std::optional<std::int64_t> greatest;  ///< integer fields only
};

/// Text without a name. Every variant is accepted, the first is canonical; a variant may be empty.
struct LiteralSpec {
  std::vector<std::string> variants;
};

struct FormatItemSpec;

/// Items that stand together or not at all. The group is present if one of its fields has a value.
struct OptionalSpec {
  std::vector<FormatItemSpec> items;
};

struct FormatItemSpec {
  std::variant<FieldSpec, LiteralSpec, OptionalSpec> form;
};

/// A declared text format (charter 3.7): the items in order. Fields are numbered in the order they are written,
/// those of optional groups included.
struct FormatSpec {
  std::vector<FormatItemSpec> items;
};

/// Bounds that keep compiling a format cheap.
struct FormatLimits {
  static constexpr std::size_t items = 256;       ///< items in all groups together
  static constexpr std::size_t fields = 64;
  static constexpr std::size_t nesting = 16;      ///< optional groups inside each other
  static constexpr std::uint32_t run = 1000;      ///< bounds of one run
  static constexpr std::size_t literal = 1000;    ///< bytes of one literal text
  static constexpr std::size_t raw_states = 8192; ///< states before unreachable ones are dropped
  static constexpr std::size_t states = 1024;
  static constexpr std::size_t edges = 8192;
};

}  // namespace norma
