#include "diagnostics/excerpt.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

#include "base/unicode.hpp"
#include "base/utf8.hpp"

namespace norma {
namespace {

constexpr std::string_view ellipsis = "…";
// Bytes looked at on either side of the focus: enough for excerpt_columns of the longest encodings.
constexpr std::size_t window_bytes = excerpt_columns * 4;
// Columns kept in front of the focus when a line is cut.
constexpr std::size_t context_columns = excerpt_columns / 2;

// One code point of the source as it is displayed.
struct Cell {
  std::size_t offset;  // in the line
  std::string shown;
  std::size_t width;
};

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

std::size_t window_begin(std::string_view line, std::size_t focus) {
  std::size_t begin = focus > window_bytes ? focus - window_bytes : 0;
  while (begin < focus && is_continuation(line[begin])) ++begin;
  return begin;
}

std::vector<Cell> cells_of(std::string_view line, std::size_t begin, std::size_t end) {
  std::vector<Cell> cells;
  for (std::size_t offset = begin; offset < end;) {
    const std::size_t length = decode_utf8(line, offset).length;
    std::string shown = escape_for_display(line.substr(offset, length));
    const std::size_t width = display_width(shown);
    cells.push_back({offset, std::move(shown), width});
    offset += length;
  }
  return cells;
}

// Index of the first cell to show so that at most `context_columns` stand before the focus.
std::size_t first_shown(const std::vector<Cell>& cells, std::size_t focus) {
  std::size_t index = 0;
  while (index < cells.size() && cells[index].offset < focus) ++index;
  std::size_t columns = 0;
  while (index > 0 && columns + cells[index - 1].width <= context_columns) columns += cells[--index].width;
  return index;
}

struct Window {
  std::size_t first;  // index of the first cell shown
  bool cut_before;
};

Window choose_window(const std::vector<Cell>& cells, std::string_view line, std::size_t begin, std::size_t focus) {
  std::size_t total = 0;
  for (const Cell& cell : cells) total += cell.width;
  const bool whole = begin == 0 && !cells.empty() && total <= excerpt_columns &&
                     cells.back().offset + decode_utf8(line, cells.back().offset).length == line.size();
  const std::size_t first = whole ? 0 : first_shown(cells, focus);
  return {first, first > 0 || begin > 0};
}

}  // namespace

Excerpt make_excerpt(const SourceText& source, Span focus, Span underlined) {
  Excerpt excerpt;
  excerpt.line = source.lines().line_at(std::min<std::size_t>(focus.begin, source.text().size()));
  const std::string_view line = source.line_text(excerpt.line);
  const std::size_t line_start = source.lines().line_start(excerpt.line);
  const auto in_line = [&](std::size_t offset) {
    return std::min(offset > line_start ? offset - line_start : 0, line.size());
  };

  const std::size_t focus_offset = in_line(focus.begin);
  const std::size_t begin = window_begin(line, focus_offset);
  const std::vector<Cell> cells = cells_of(line, begin, std::min(line.size(), focus_offset + window_bytes));
  const Window window = choose_window(cells, line, begin, focus_offset);
  const std::size_t underline_from = in_line(underlined.begin);
  const std::size_t underline_to = in_line(underlined.end);

  std::size_t column = window.cut_before ? 1 : 0;
  if (window.cut_before) excerpt.text = ellipsis;
  std::optional<std::size_t> begin_column;
  std::size_t end_column = column;
  bool cut_after = begin + window_bytes < line.size() && focus_offset + window_bytes < line.size();
  for (std::size_t i = window.first; i < cells.size(); ++i) {
    const Cell& cell = cells[i];
    if (column + cell.width > excerpt_columns) {
      cut_after = true;
      break;
    }
    if (cell.offset >= underline_from && !begin_column) begin_column = column;
    excerpt.text += cell.shown;
    column += cell.width;
    if (cell.offset < underline_to) end_column = column;
  }
  if (cut_after) excerpt.text += ellipsis;
  excerpt.underline_begin = begin_column.value_or(column);
  excerpt.underline_end = std::max(excerpt.underline_begin + 1, end_column);
  return excerpt;
}

}  // namespace norma
