#include "base/json_text.hpp"

#include <fmt/format.h>

#include "base/text_hazard.hpp"
#include "base/utf8.hpp"

namespace norma {
namespace {

void append_unicode_escape(std::string& out, char32_t code_point) {
  const auto value = static_cast<std::uint32_t>(code_point);
  if (value <= 0xFFFF) {
    out += fmt::format("\\u{:04x}", value);
  } else {
    out += fmt::format("\\u{:04x}\\u{:04x}", 0xD800 + ((value - 0x10000) >> 10), 0xDC00 + ((value - 0x10000) & 0x3FF));
  }
}

bool needs_escape(char32_t code_point) {
  return code_point < 0x20 || code_point == U'<' || (code_point >= 0x7F && code_point <= 0x9F) ||
         code_point == 0x2028 || code_point == 0x2029 || is_bidi_or_zero_width_control(code_point);
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out.push_back('"');
  for (std::size_t offset = 0; offset < text.size();) {
    const DecodedCodePoint decoded = decode_utf8(text, offset);
    switch (decoded.code_point) {
      case U'"':
        out += "\\\"";
        break;
      case U'\\':
        out += "\\\\";
        break;
      case U'\n':
        out += "\\n";
        break;
      case U'\r':
        out += "\\r";
        break;
      case U'\t':
        out += "\\t";
        break;
      default:
        if (needs_escape(decoded.code_point)) {
          append_unicode_escape(out, decoded.code_point);
        } else {
          append_utf8(out, decoded.code_point);
        }
    }
    offset += decoded.length;
  }
  out.push_back('"');
}

std::string json_string(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

}  // namespace norma
