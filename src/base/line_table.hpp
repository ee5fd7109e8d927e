#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace norma {

/// A place for people: both numbers count from 1, the column counts code points.
struct LineColumn {
  std::size_t line = 1;
  std::size_t column = 1;
  friend bool operator==(const LineColumn&, const LineColumn&) = default;
};

/// A place for the language server protocol: both numbers count from 0, the character counts UTF-16 units.
struct Utf16Position {
  std::size_t line = 0;
  std::size_t character = 0;
  friend bool operator==(const Utf16Position&, const Utf16Position&) = default;
};

/// Where the lines of a text begin. LF and CRLF end a line; nothing else does.
/// Offsets past the end are treated as the end. The text passed to each call must be the one given at construction.
class LineTable {
 public:
  LineTable() = default;
  explicit LineTable(std::string_view text);

  /// At least 1; a text that ends with a line end has an empty last line.
  std::size_t line_count() const { return starts_.size(); }
  /// The number (from 1) of the line holding the byte at `offset`. A line end belongs to the line it ends.
  std::size_t line_at(std::size_t offset) const;
  /// The bytes of line `line` (from 1, at most line_count()) without its line end.
  std::string_view line_text(std::string_view text, std::size_t line) const;
  std::size_t line_start(std::size_t line) const { return starts_[line - 1]; }

  LineColumn position(std::string_view text, std::size_t offset) const;
  Utf16Position utf16_position(std::string_view text, std::size_t offset) const;
  /// The offset of a UTF-16 position; a position past the end of its line or inside a surrogate pair is moved back,
  /// one past the last line gives the end of the text.
  std::size_t offset_at(std::string_view text, Utf16Position position) const;

 private:
  std::vector<std::uint32_t> starts_{0};
};

}  // namespace norma
