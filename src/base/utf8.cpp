#include "base/utf8.hpp"

namespace norma {
namespace {

constexpr unsigned char byte_at(std::string_view text, std::size_t offset) {
  return static_cast<unsigned char>(text[offset]);
}

// Length announced by a lead byte and the bits it contributes; length 0 for bytes that cannot lead.
struct Lead {
  std::size_t length;
  char32_t bits;
  char32_t smallest;
};

constexpr Lead lead_of(unsigned char byte) {
  if (byte < 0x80) return {1, byte, 0};
  if (byte >= 0xC2 && byte <= 0xDF) return {2, char32_t(byte & 0x1F), 0x80};
  if (byte >= 0xE0 && byte <= 0xEF) return {3, char32_t(byte & 0x0F), 0x800};
  if (byte >= 0xF0 && byte <= 0xF4) return {4, char32_t(byte & 0x07), 0x10000};
  return {0, 0, 0};
}

constexpr bool is_surrogate(char32_t code_point) { return code_point >= 0xD800 && code_point <= 0xDFFF; }

}  // namespace

DecodedCodePoint decode_utf8(std::string_view text, std::size_t offset) {
  const Lead lead = lead_of(byte_at(text, offset));
  if (lead.length == 0 || offset + lead.length > text.size()) return {};
  char32_t code_point = lead.bits;
  for (std::size_t i = 1; i < lead.length; ++i) {
    const unsigned char byte = byte_at(text, offset + i);
    if ((byte & 0xC0) != 0x80) return {};
    code_point = (code_point << 6) | (byte & 0x3F);
  }
  if (code_point < lead.smallest || code_point > 0x10FFFF || is_surrogate(code_point)) return {};
  return {code_point, lead.length, true};
}

std::optional<std::size_t> find_invalid_utf8(std::string_view text) {
  std::size_t offset = 0;
  while (offset < text.size()) {
    if (byte_at(text, offset) < 0x80) {
      ++offset;
      continue;
    }
    const DecodedCodePoint decoded = decode_utf8(text, offset);
    if (!decoded.valid) return offset;
    offset += decoded.length;
  }
  return std::nullopt;
}

void append_utf8(std::string& out, char32_t code_point) {
  if (code_point > 0x10FFFF || is_surrogate(code_point)) code_point = replacement_character;
  const auto push = [&out](char32_t byte) { out.push_back(static_cast<char>(static_cast<unsigned char>(byte))); };
  if (code_point < 0x80) {
    push(code_point);
  } else if (code_point < 0x800) {
    push(0xC0 | (code_point >> 6));
    push(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    push(0xE0 | (code_point >> 12));
    push(0x80 | ((code_point >> 6) & 0x3F));
    push(0x80 | (code_point & 0x3F));
  } else {
    push(0xF0 | (code_point >> 18));
    push(0x80 | ((code_point >> 12) & 0x3F));
    push(0x80 | ((code_point >> 6) & 0x3F));
    push(0x80 | (code_point & 0x3F));
  }
}

std::string encode_utf8(char32_t code_point) {
  std::string out;
  append_utf8(out, code_point);
  return out;
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (const char byte : text) count += (static_cast<unsigned char>(byte) & 0xC0) != 0x80 ? 1 : 0;
  return count;
}

std::size_t count_utf16_units(std::string_view text) {
  std::size_t four_byte_leads = 0;
  for (const char byte : text) four_byte_leads += static_cast<unsigned char>(byte) >= 0xF0 ? 1 : 0;
  return count_code_points(text) + four_byte_leads;
}

std::u32string decode_all_utf8(std::string_view text) {
  std::u32string out;
  out.reserve(text.size());
  for (const auto item : CodePoints(text)) out.push_back(item.code_point);
  return out;
}

}  // namespace norma
