#include "base/text_hazard.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace norma {
namespace {

constexpr bool between(char32_t code_point, char32_t first, char32_t last) {
  return code_point >= first && code_point <= last;
}

std::optional<TextHazardKind> ascii_hazard(std::string_view text, std::size_t offset) {
  const char byte = text[offset];
  if (byte == '\0') return TextHazardKind::nul;
  if (byte == '\r') {
    const bool ends_line = offset + 1 < text.size() && text[offset + 1] == '\n';
    return ends_line ? std::nullopt : std::optional(TextHazardKind::lone_carriage_return);
  }
  if (byte == '\n' || byte == '\t') return std::nullopt;
  if (static_cast<unsigned char>(byte) < 0x20 || byte == 0x7F) return TextHazardKind::control_character;
  return std::nullopt;
}

std::optional<TextHazardKind> wide_hazard(char32_t code_point) {
  if (code_point == 0xFEFF) return TextHazardKind::misplaced_byte_order_mark;
  if (is_bidirectional_control(code_point)) return TextHazardKind::bidirectional_control;
  if (is_zero_width(code_point)) return TextHazardKind::zero_width;
  if (code_point == 0x85 || code_point == 0x2028 || code_point == 0x2029) return TextHazardKind::other_line_separator;
  if (between(code_point, 0x80, 0x9F)) return TextHazardKind::control_character;
  return std::nullopt;
}

}  // namespace

bool is_bidirectional_control(char32_t code_point) {
  return code_point == 0x061C || between(code_point, 0x200E, 0x200F) || between(code_point, 0x202A, 0x202E) ||
         between(code_point, 0x2066, 0x2069);
}

bool is_zero_width(char32_t code_point) {
  return code_point == 0x00AD || code_point == 0x034F || code_point == 0x180E || between(code_point, 0x200B, 0x200D) ||
         between(code_point, 0x2060, 0x2065) || between(code_point, 0x206A, 0x206F) || code_point == 0xFEFF ||
         between(code_point, 0xFFF9, 0xFFFB) || between(code_point, 0xE0000, 0xE007F);
}

bool is_bidi_or_zero_width_control(char32_t code_point) {
  return is_bidirectional_control(code_point) || is_zero_width(code_point);
}

std::optional<TextHazard> find_text_hazard(std::string_view text, std::size_t from) {
  std::size_t offset = from;
  while (offset < text.size()) {
    const auto byte = static_cast<unsigned char>(text[offset]);
    if (byte < 0x80) {
      if (byte < 0x20 || byte == 0x7F) {
        if (const auto kind = ascii_hazard(text, offset)) return TextHazard{*kind, offset, 1, byte};
      }
      ++offset;
      continue;
    }
    const DecodedCodePoint decoded = decode_utf8(text, offset);
    if (!decoded.valid) return TextHazard{TextHazardKind::invalid_utf8, offset, 1, replacement_character};
    if (const auto kind = wide_hazard(decoded.code_point)) {
      return TextHazard{*kind, offset, decoded.length, decoded.code_point};
    }
    offset += decoded.length;
  }
  return std::nullopt;
}

bool looks_like_utf16(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return true;
  const std::size_t pairs = std::min<std::size_t>(bytes.size() / 2, 16);
  if (pairs < 2) return false;
  std::size_t zero_even = 0;
  std::size_t zero_odd = 0;
  for (std::size_t i = 0; i < pairs; ++i) {
    zero_even += bytes[2 * i] == '\0' ? 1 : 0;
    zero_odd += bytes[2 * i + 1] == '\0' ? 1 : 0;
  }
  return (zero_even == pairs) != (zero_odd == pairs);
}

}  // namespace norma
