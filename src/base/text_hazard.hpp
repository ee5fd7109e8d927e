#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace norma {

/// What makes a text unsafe to read: bytes that are no text, or characters that are not what they look like.
enum class TextHazardKind : std::uint8_t {
  invalid_utf8,
  nul,
  misplaced_byte_order_mark,
  bidirectional_control,
  zero_width,
  lone_carriage_return,
  other_line_separator,  ///< U+0085, U+2028, U+2029
  control_character,     ///< C0 and C1 controls other than tab, LF, CR and the kinds above
};

struct TextHazard {
  TextHazardKind kind;
  std::size_t offset;
  std::size_t length;
  char32_t code_point;  ///< U+FFFD for invalid_utf8
};

/// The first hazard at or after `from`. Repeated calls with `offset + length` give all of them in linear time.
std::optional<TextHazard> find_text_hazard(std::string_view text, std::size_t from = 0);

/// Whether bytes that are not UTF-8 look like UTF-16: a UTF-16 mark, or every other byte of the beginning is zero.
bool looks_like_utf16(std::string_view bytes);

/// U+061C, U+200E/F, U+202A–202E, U+2066–2069.
bool is_bidirectional_control(char32_t code_point);
/// Characters that leave no trace on the screen: soft hyphen, joiners, U+200B, U+2060–2064, U+180E, U+FEFF, tags …
bool is_zero_width(char32_t code_point);
bool is_bidi_or_zero_width_control(char32_t code_point);

}  // namespace norma
