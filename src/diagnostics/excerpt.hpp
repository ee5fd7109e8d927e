#pragma once

#include <cstddef>
#include <string>

#include "base/source_text.hpp"

namespace norma {

/// One source line made safe for display, and where a span lies in it, in terminal columns from 0.
struct Excerpt {
  std::size_t line = 1;
  std::string text;
  /// Columns [begin, end) of the part of `span` on this line; never empty.
  std::size_t underline_begin = 0;
  std::size_t underline_end = 1;
};

/// Columns an excerpt takes at most; longer lines are cut and marked with `…`.
inline constexpr std::size_t excerpt_columns = 100;

/// The line `focus` begins on, clipped so that the beginning of `focus` shows, with the underline of `underlined`.
/// Both spans must begin on the same line. Takes time independent of the length of the line.
Excerpt make_excerpt(const SourceText& source, Span focus, Span underlined);

}  // namespace norma
