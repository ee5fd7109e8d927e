// The only file of the project that includes ICU.
#include "base/unicode.hpp"

#include <fmt/format.h>
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/uspoof.h>

#include <array>
#include <limits>
#include <memory>

#include "base/text_hazard.hpp"
#include "base/utf8.hpp"

namespace norma {
namespace {

bool is_ascii(std::string_view text) {
  for (const char byte : text) {
    if (static_cast<unsigned char>(byte) >= 0x80) return false;
  }
  return true;
}

const icu::Normalizer2* nfc_normalizer() {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFCInstance(error);
  return U_SUCCESS(error) != 0 ? normalizer : nullptr;
}

icu::StringPiece piece_of(std::string_view text) { return {text.data(), static_cast<std::int32_t>(text.size())}; }

UChar32 icu_code_point(char32_t code_point) { return static_cast<UChar32>(code_point); }

bool has_property(char32_t code_point, UProperty property) {
  return u_hasBinaryProperty(icu_code_point(code_point), property) != 0;
}

struct SpoofCheckerCloser {
  void operator()(USpoofChecker* checker) const { uspoof_close(checker); }
};

// Opened once and only read afterwards, which ICU documents as safe from several threads.
const USpoofChecker* spoof_checker() {
  static const std::unique_ptr<USpoofChecker, SpoofCheckerCloser> checker = [] {
    UErrorCode error = U_ZERO_ERROR;
    return std::unique_ptr<USpoofChecker, SpoofCheckerCloser>(uspoof_open(&error));
  }();
  return checker.get();
}

std::optional<std::string_view> lookalike_script(char32_t code_point) {
  UErrorCode error = U_ZERO_ERROR;
  switch (uscript_getScript(icu_code_point(code_point), &error)) {
    case USCRIPT_LATIN:
      return "Latin";
    case USCRIPT_CYRILLIC:
      return "Cyrillic";
    case USCRIPT_GREEK:
      return "Greek";
    default:
      return std::nullopt;
  }
}

bool must_be_escaped(char32_t code_point) {
  return code_point < 0x20 || (code_point >= 0x7F && code_point <= 0x9F) || code_point == 0x2028 ||
         code_point == 0x2029 || is_bidi_or_zero_width_control(code_point);
}

}  // namespace

bool is_nfc(std::string_view text) {
  if (is_ascii(text)) return true;
  if (find_invalid_utf8(text)) return false;
  const icu::Normalizer2* normalizer = nfc_normalizer();
  UErrorCode error = U_ZERO_ERROR;
  return normalizer != nullptr && normalizer->isNormalizedUTF8(piece_of(text), error) != 0 && U_SUCCESS(error) != 0;
}

std::string to_nfc(std::string_view text) {
  const icu::Normalizer2* normalizer = nfc_normalizer();
  if (is_ascii(text) || normalizer == nullptr) return std::string(text);
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  UErrorCode error = U_ZERO_ERROR;
  normalizer->normalizeUTF8(0, piece_of(text), sink, nullptr, error);
  return U_SUCCESS(error) != 0 ? out : std::string(text);
}

bool is_xid_start(char32_t code_point) {
  return has_property(code_point, UCHAR_XID_START) && !has_property(code_point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

bool is_xid_continue(char32_t code_point) {
  return has_property(code_point, UCHAR_XID_CONTINUE) && !has_property(code_point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

std::optional<ScriptMix> find_script_mix(std::string_view name) {
  if (is_ascii(name)) return std::nullopt;
  std::optional<std::string_view> first;
  for (const auto item : CodePoints(name)) {
    const auto script = lookalike_script(item.code_point);
    if (!script) continue;
    if (!first) first = script;
    if (*first != *script) return ScriptMix{std::string(*first), std::string(*script), item.offset};
  }
  return std::nullopt;
}

std::string confusable_skeleton(std::string_view name) {
  const USpoofChecker* checker = spoof_checker();
  if (checker == nullptr) return std::string(name);
  std::string out(name.size() * 4 + 16, '\0');
  for (int attempt = 0; attempt < 2; ++attempt) {
    UErrorCode error = U_ZERO_ERROR;
    const std::int32_t size = uspoof_getSkeletonUTF8(checker, 0, name.data(), static_cast<std::int32_t>(name.size()),
                                                     out.data(), static_cast<std::int32_t>(out.size()), &error);
    if (U_FAILURE(error) != 0 && error != U_BUFFER_OVERFLOW_ERROR) return std::string(name);
    const bool fits = static_cast<std::size_t>(size) <= out.size();
    out.resize(static_cast<std::size_t>(size));
    if (fits) return out;
  }
  return out;
}

int display_width(char32_t code_point) {
  if (code_point >= 0x20 && code_point < 0x7F) return 1;
  switch (u_charType(icu_code_point(code_point))) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR:
      return 0;
    default:
      break;
  }
  const auto width = u_getIntPropertyValue(icu_code_point(code_point), UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_FULLWIDTH || width == U_EA_WIDE ? 2 : 1;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (const auto item : CodePoints(text)) width += static_cast<std::size_t>(display_width(item.code_point));
  return width;
}

std::string code_point_label(char32_t code_point) {
  return fmt::format("U+{:04X}", static_cast<std::uint32_t>(code_point));
}

std::string name_of_code_point(char32_t code_point) {
  std::array<char, 128> name{};
  UErrorCode error = U_ZERO_ERROR;
  const std::int32_t size = u_charName(icu_code_point(code_point), U_UNICODE_CHAR_NAME, name.data(),
                                       static_cast<std::int32_t>(name.size()), &error);
  std::string out = code_point_label(code_point);
  if (U_SUCCESS(error) != 0 && size > 0) out.append(" ").append(name.data(), static_cast<std::size_t>(size));
  return out;
}

std::string escape_for_display(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t offset = 0; offset < text.size();) {
    const DecodedCodePoint decoded = decode_utf8(text, offset);
    if (!decoded.valid) {
      out += fmt::format("<byte {:02X}>", static_cast<unsigned char>(text[offset]));
    } else if (decoded.code_point == U'\t') {
      out.push_back(' ');
    } else if (must_be_escaped(decoded.code_point)) {
      out += fmt::format("<{}>", code_point_label(decoded.code_point));
    } else {
      out.append(text.substr(offset, decoded.length));
    }
    offset += decoded.length;
  }
  return out;
}

}  // namespace norma
