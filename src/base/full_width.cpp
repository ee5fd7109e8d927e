#include "base/full_width.hpp"

namespace norma {
namespace {

constexpr std::string_view printable_ascii =
    "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";

}  // namespace

std::string_view ascii_form_of_full_width(char32_t code_point) {
  if (code_point >= 0xFF01 && code_point <= 0xFF5E) return printable_ascii.substr(code_point - 0xFF01, 1);
  switch (code_point) {
    case U'\u3000':
      return " ";
    case U'、':
      return ",";
    case U'。':
      return ".";
    case U'“':
    case U'”':
    case U'„':
      return "\"";
    case U'‘':
    case U'’':
      return "'";
    case U'【':
    case U'〔':
      return "[";
    case U'】':
    case U'〕':
      return "]";
    case U'—':
    case U'–':
      return "-";
    default:
      return {};
  }
}

}  // namespace norma
