#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "textformat/format_spec.hpp"

namespace norma {

enum class FormatFaultKind : std::uint8_t {
  no_items,
  too_large,               ///< a bound of FormatLimits is passed
  duplicate_field,
  empty_literal,           ///< a literal without any text
  duplicate_variant,
  malformed_text,          ///< a literal that is not UTF-8
  empty_alternative,
  bad_count,               ///< a run whose maximum is 0 or below its minimum
  field_may_be_empty,      ///< a field that could have no character; put it under `optional` instead
  integer_not_digits,      ///< `as integer` on anything but a single run of digits
  plain_without_integer,
  range_without_integer,
  empty_range,             ///< a range whose end lies before its beginning, or that begins below 0
  nothing_in_range,        ///< no text of the field's width is in its range
  group_without_field,     ///< an optional group without a field of its own: its presence could not be told
  ambiguous,               ///< some text can be read in two ways
};

/// What one reading of a text gives a field.
struct FieldReading {
  std::string field;
  std::string text;

  friend bool operator==(const FieldReading&, const FieldReading&) = default;
};

struct FormatFault {
  FormatFaultKind kind = FormatFaultKind::no_items;
  std::string subject;  ///< the field, or the literal, to blame; empty if it is the whole format
  /// For `ambiguous`: a shortest text with two readings, and both.
  std::string witness;
  std::vector<FieldReading> first_reading;
  std::vector<FieldReading> second_reading;
};

/// The value of a field. `text` is canonical when it comes from a match: an integer field has exactly the leading
/// zeros that its minimum width asks for. For composing, the text of an integer field may be any digits.
struct FieldValue {
  std::string text;
  std::optional<std::int64_t> integer;  ///< for integer fields, where it fits

  static FieldValue of_text(std::string text) { return {std::move(text), std::nullopt}; }
  static FieldValue of_integer(std::int64_t value) { return {std::to_string(value), value}; }

  friend bool operator==(const FieldValue&, const FieldValue&) = default;
};

/// One entry for each field of the format, in its order; nothing for a field of an absent optional group.
using FieldValues = std::vector<std::optional<FieldValue>>;

struct FieldInfo {
  std::string name;
  bool as_integer = false;
  bool optional = false;  ///< stands in an optional group
  std::optional<std::int64_t> least;
  std::optional<std::int64_t> greatest;
};

/// What could have stood where a text stopped fitting.
struct ExpectedText {
  std::optional<CharacterClass> characters;  ///< one of this class (an integer field may admit only some digits), or
  std::string literal;                       ///< exactly this
  std::optional<std::size_t> field;          ///< index into `fields()`

  friend bool operator==(const ExpectedText&, const ExpectedText&) = default;
};

struct MatchFailure {
  std::size_t offset = 0;          ///< in bytes; the length of the text if it is too short
  std::size_t character = 0;       ///< the same in code points, from 0
  std::string found;               ///< the character there; empty at the end of the text
  bool malformed_utf8 = false;
  bool end_expected = false;       ///< the text could have ended there
  std::vector<ExpectedText> expected;
};

struct MatchOutcome {
  std::optional<FieldValues> values;
  MatchFailure failure;  ///< if there are no values

  explicit operator bool() const { return values.has_value(); }
};

enum class ComposeFaultKind : std::uint8_t {
  wrong_field_count,  ///< not one entry for each field
  missing_field,      ///< a field outside every optional group, or inside one that other fields make present
  does_not_fit,       ///< the value is not one the field can have
};

struct ComposeFault {
  ComposeFaultKind kind = ComposeFaultKind::wrong_field_count;
  std::size_t field = 0;  ///< index into `fields()`

  friend bool operator==(const ComposeFault&, const ComposeFault&) = default;
};

struct ComposeOutcome {
  std::optional<std::string> text;
  ComposeFault fault;  ///< if there is no text

  explicit operator bool() const { return text.has_value(); }
};

struct CompileOutcome;

/// A checked format, ready for use. Immutable, cheap to copy, safe to share between threads.
/// INVARIANTS: (ONE-READING) a text has at most one reading; (ROUND-TRIP) `match(compose(v)) == v` for values as a
/// match gives them, and composing what a match gives is the canonical form of the text.
class CompiledFormat {
 public:
  /// A format without fields that accepts no text but the empty one.
  CompiledFormat();

  /// Checks the declaration and decides, exactly, whether some text could be read in two ways.
  static CompileOutcome compile(const FormatSpec& spec);

  const std::vector<FieldInfo>& fields() const;
  std::optional<std::size_t> field_index(std::string_view name) const;

  /// Takes `text` apart, in time proportional to its length.
  MatchOutcome match(std::string_view text) const;
  bool matches(std::string_view text) const { return match(text).values.has_value(); }

  /// Puts a text together: canonical literals, integers padded with zeros to their minimum width. An optional group
  /// is written if one of its fields, at any depth, has a value. For an integer field any digits do.
  ComposeOutcome compose(const FieldValues& values) const;

  /// The canonical form of `text`; nothing if it does not match.
  std::optional<std::string> canonical(std::string_view text) const;

 private:
  struct Content;
  explicit CompiledFormat(std::shared_ptr<const Content> content) : content_(std::move(content)) {}
  std::shared_ptr<const Content> content_;
};

/// The format, or why it was refused.
struct CompileOutcome {
  std::optional<CompiledFormat> format;
  FormatFault fault;

  explicit operator bool() const { return format.has_value(); }
};

/// English, without a full stop. The structures above carry the same for other languages.
std::string describe(const FormatFault& fault);
std::string describe(const MatchFailure& failure, const CompiledFormat& format);
std::string describe(const ComposeFault& fault, const CompiledFormat& format);

}  // namespace norma
