#pragma once
// Lines of rule text, for cutting out a declaration.
#include <algorithm>
#include <string_view>

namespace norma::ledger {

inline std::size_t indentation(std::string_view line) { return std::min(line.find_first_not_of(" \t"), line.size()); }

/// Something other than blanks and a comment.
inline bool is_text(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(" \t\r");
  return begin != std::string_view::npos && line[begin] != '#';
}

inline std::string_view without_line_end(std::string_view line) {
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
  return line;
}

}  // namespace norma::ledger
