#pragma once

#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

namespace norma {

inline constexpr char32_t replacement_character = U'\uFFFD';

/// One decoded code point. For malformed input `valid` is false, `code_point` is U+FFFD and `length` is 1,
/// so that a loop always moves forward.
struct DecodedCodePoint {
  char32_t code_point = replacement_character;
  std::size_t length = 1;
  bool valid = false;
};

/// Decodes the code point that starts at `offset`, which must lie inside `text`. Overlong forms, surrogates,
/// values above U+10FFFF and truncated sequences are malformed (RFC 3629, 3 and 4).
DecodedCodePoint decode_utf8(std::string_view text, std::size_t offset);

/// The offset of the first byte that does not begin a well-formed sequence, or nothing when all is well formed.
std::optional<std::size_t> find_invalid_utf8(std::string_view text);

/// Appends the encoding of `code_point`; surrogates and values above U+10FFFF become U+FFFD.
void append_utf8(std::string& out, char32_t code_point);
std::string encode_utf8(char32_t code_point);

/// Number of code points of well-formed text. (Of other text: the bytes that are not continuation bytes. Nothing is
/// decoded, because columns far into very long lines must be cheap.)
std::size_t count_code_points(std::string_view text);

/// Number of UTF-16 code units that well-formed text takes.
std::size_t count_utf16_units(std::string_view text);

/// All code points in order. Malformed bytes become U+FFFD, one each.
std::u32string decode_all_utf8(std::string_view text);

/// Range over the code points of a text: `for (const auto& [offset, code_point] : CodePoints(text))`.
class CodePoints {
 public:
  struct Item {
    std::size_t offset;
    char32_t code_point;
    std::size_t length;
  };

  class Iterator {
   public:
    using value_type = Item;
    using difference_type = std::ptrdiff_t;
    using iterator_category = std::input_iterator_tag;

    Iterator(std::string_view text, std::size_t offset) : text_(text), offset_(offset) { decode(); }
    Item operator*() const { return {offset_, current_.code_point, current_.length}; }
    Iterator& operator++() {
      offset_ += current_.length;
      decode();
      return *this;
    }
    bool operator==(const Iterator& other) const { return offset_ == other.offset_; }

   private:
    void decode() {
      if (offset_ < text_.size()) current_ = decode_utf8(text_, offset_);
    }
    std::string_view text_;
    std::size_t offset_;
    DecodedCodePoint current_;
  };

  explicit CodePoints(std::string_view text) : text_(text) {}
  Iterator begin() const { return {text_, 0}; }
  Iterator end() const { return {text_, text_.size()}; }

 private:
  std::string_view text_;
};

}  // namespace norma
