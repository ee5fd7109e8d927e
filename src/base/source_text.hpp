#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "base/line_table.hpp"
#include "base/span.hpp"

namespace norma {

/// The owned bytes of one file, without a leading byte order mark, and the name people know it by.
/// Immutable after construction. All offsets in the project count from after the mark.
class SourceText {
 public:
  /// Larger texts must be refused before construction: offsets are 32-bit.
  static constexpr std::size_t maximum_size = std::numeric_limits<std::uint32_t>::max() - 1;

  SourceText(std::string name, std::string bytes);

  const std::string& name() const { return name_; }
  std::string_view text() const { return bytes_; }
  std::string_view text(Span span) const;
  bool had_byte_order_mark() const { return had_byte_order_mark_; }
  const LineTable& lines() const { return lines_; }

  LineColumn position(std::size_t offset) const { return lines_.position(bytes_, offset); }
  Utf16Position utf16_position(std::size_t offset) const { return lines_.utf16_position(bytes_, offset); }
  std::string_view line_text(std::size_t line) const { return lines_.line_text(bytes_, line); }
  /// Offset of the first byte that is not well-formed UTF-8.
  std::optional<std::size_t> invalid_utf8() const { return invalid_utf8_; }

 private:
  std::string name_;
  std::string bytes_;
  bool had_byte_order_mark_ = false;
  LineTable lines_;
  std::optional<std::size_t> invalid_utf8_;
};

/// All texts of one run. References stay valid while texts are added.
class SourceSet {
 public:
  FileId add(std::string name, std::string bytes);
  const SourceText& operator[](FileId id) const { return texts_[id.index()]; }
  bool contains(FileId id) const { return id.valid() && id.index() < texts_.size(); }
  std::size_t size() const { return texts_.size(); }
  std::string_view text(Span span) const { return (*this)[span.file].text(span); }

 private:
  std::deque<SourceText> texts_;
};

}  // namespace norma
