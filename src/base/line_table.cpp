#include "base/line_table.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace norma {

LineTable::LineTable(std::string_view text) {
  for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
    starts_.push_back(static_cast<std::uint32_t>(at + 1));
  }
}

std::size_t LineTable::line_at(std::size_t offset) const {
  const auto after = std::upper_bound(starts_.begin(), starts_.end(), offset);
  return static_cast<std::size_t>(after - starts_.begin());
}

std::string_view LineTable::line_text(std::string_view text, std::size_t line) const {
  const std::size_t begin = starts_[line - 1];
  if (line == starts_.size()) return text.substr(begin);
  std::string_view bytes = text.substr(begin, starts_[line] - 1 - begin);
  if (!bytes.empty() && bytes.back() == '\r') bytes.remove_suffix(1);
  return bytes;
}

LineColumn LineTable::position(std::string_view text, std::size_t offset) const {
  offset = std::min(offset, text.size());
  const std::size_t line = line_at(offset);
  const std::size_t begin = line_start(line);
  return {line, count_code_points(text.substr(begin, offset - begin)) + 1};
}

Utf16Position LineTable::utf16_position(std::string_view text, std::size_t offset) const {
  offset = std::min(offset, text.size());
  const std::size_t line = line_at(offset);
  const std::size_t begin = line_start(line);
  return {line - 1, count_utf16_units(text.substr(begin, offset - begin))};
}

std::size_t LineTable::offset_at(std::string_view text, Utf16Position position) const {
  if (position.line >= line_count()) return text.size();
  const std::string_view bytes = line_text(text, position.line + 1);
  const std::size_t begin = line_start(position.line + 1);
  std::size_t units = 0;
  for (const auto item : CodePoints(bytes)) {
    units += item.code_point > 0xFFFF ? 2 : 1;
    if (units > position.character) return begin + item.offset;
  }
  return begin + bytes.size();
}

}  // namespace norma
