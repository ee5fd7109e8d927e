#include "syntax/scan.hpp"

#include <algorithm>

#include "base/text_hazard.hpp"
#include "base/unicode.hpp"
#include "base/utf8.hpp"

namespace norma::syntax {
namespace {

Span span_at(FileId file, std::size_t begin, std::size_t end) {
  return {file, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

Diagnostic describe(const TextHazard& hazard, const SourceText& source, FileId file) {
  const Span span = span_at(file, hazard.offset, hazard.offset + hazard.length);
  const std::string name = name_of_code_point(hazard.code_point);
  switch (hazard.kind) {
    case TextHazardKind::invalid_utf8: {
      DiagnosticBuilder builder = diagnose(DiagnosticKind::invalid_utf8, span);
      builder.message("the file is not UTF-8: byte {} ({:02X}) does not belong there", hazard.offset,
                      static_cast<unsigned char>(source.text()[hazard.offset]));
      if (looks_like_utf16(source.text())) return builder.help("the file looks like UTF-16; save it as UTF-8");
      return builder.help("save the file as UTF-8");
    }
    case TextHazardKind::nul:
      if (looks_like_utf16(source.text())) {
        return diagnose(DiagnosticKind::nul_byte, span)
            .message("the text holds a NUL character (U+0000)")
            .help("the file looks like UTF-16; save it as UTF-8");
      }
      return diagnose(DiagnosticKind::nul_byte, span).message("the text holds a NUL character (U+0000)").help("remove it");
    case TextHazardKind::misplaced_byte_order_mark:
      return diagnose(DiagnosticKind::misplaced_bom, span)
          .message("a byte order mark (U+FEFF) stands in the middle of the file")
          .help("remove it; it is invisible and may only begin a file");
    case TextHazardKind::bidirectional_control:
      return diagnose(DiagnosticKind::bidi_control, span)
          .message("the text holds {}, which can make it read differently from what it says", name)
          .help("remove the character");
    case TextHazardKind::zero_width:
      return diagnose(DiagnosticKind::zero_width_character, span)
          .message("the text holds the invisible character {}", name)
          .help("remove the character");
    case TextHazardKind::lone_carriage_return:
      return diagnose(DiagnosticKind::lone_carriage_return, span)
          .message("a carriage return stands without a line feed")
          .help("end lines with LF or CRLF");
    case TextHazardKind::other_line_separator:
      return diagnose(DiagnosticKind::unusual_line_separator, span)
          .message("{} does not end a line here", name)
          .help("end lines with LF or CRLF");
    case TextHazardKind::control_character: break;
  }
  return diagnose(DiagnosticKind::control_character, span)
      .message("the text holds the control character {}", name)
      .help("remove the character");
}

bool check_hazards(const SourceText& source, FileId file, DiagnosticSink& sink) {
  bool clean = true;
  std::size_t from = 0;
  while (const auto hazard = find_text_hazard(source.text(), from)) {
    clean = false;
    sink.add(describe(*hazard, source, file));
    // One report for a file in another encoding; each place for a stray character.
    if (hazard->kind == TextHazardKind::invalid_utf8 || looks_like_utf16(source.text()) || sink.full()) return false;
    from = hazard->offset + hazard->length;
  }
  return clean;
}

bool check_normal_form(const SourceText& source, FileId file, DiagnosticSink& sink) {
  if (is_nfc(source.text())) return true;
  for (std::size_t line = 1; line <= source.lines().line_count() && !sink.full(); ++line) {
    const std::string_view text = source.line_text(line);
    if (is_nfc(text)) continue;
    const std::string normal = to_nfc(text);
    const auto difference = std::mismatch(text.begin(), text.end(), normal.begin(), normal.end()).first;
    std::size_t begin = static_cast<std::size_t>(difference - text.begin());
    while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U) --begin;
    const std::size_t start = source.lines().line_start(line) + begin;
    const std::size_t length = begin < text.size() ? decode_utf8(text, begin).length : 0;
    sink.add(diagnose(DiagnosticKind::not_nfc, span_at(file, start, start + length))
                 .message("the text is not in Unicode normalization form C")
                 .help("save the file in form C, so that one name has one spelling"));
  }
  return false;
}

bool check_merge_markers(const SourceText& source, FileId file, DiagnosticSink& sink) {
  constexpr std::string_view marker = "<<<<<<< ";
  const std::string_view text = source.text();
  for (std::size_t place = text.find(marker); place != std::string_view::npos; place = text.find(marker, place + 1)) {
    if (place > 0 && text[place - 1] != '\n') continue;
    sink.add(diagnose(DiagnosticKind::merge_conflict_marker, span_at(file, place, place + 7))
                 .message("the file holds an unresolved merge conflict")
                 .help("keep one of the two versions and remove the lines `<<<<<<<`, `=======` and `>>>>>>>`"));
    return false;
  }
  return true;
}

bool begins_declaration(char character) {
  constexpr std::string_view others = " \t\r\n#)]}";
  return others.find(character) == std::string_view::npos;
}

}  // namespace

bool check_bytes(const SourceText& source, FileId file, DiagnosticSink& sink) {
  return check_hazards(source, file, sink) && check_normal_form(source, file, sink) &&
         check_merge_markers(source, file, sink);
}

std::vector<Chunk> cut_into_declarations(std::string_view text) {
  std::vector<Chunk> chunks;
  const auto size = static_cast<std::uint32_t>(text.size());
  std::size_t line = 0;
  while (line < text.size()) {
    if (begins_declaration(text[line])) {
      if (!chunks.empty()) chunks.back().end = static_cast<std::uint32_t>(line);
      chunks.push_back({static_cast<std::uint32_t>(line), size, false});
    } else if (chunks.empty()) {
      const std::size_t first = text.find_first_not_of(" \t\r", line);
      if (first != std::string_view::npos && text[first] != '\n' && text[first] != '#') {
        chunks.push_back({static_cast<std::uint32_t>(first), size, true});
      }
    }
    const std::size_t line_end = text.find('\n', line);
    if (line_end == std::string_view::npos) break;
    line = line_end + 1;
  }
  return chunks;
}

}  // namespace norma::syntax
