#pragma once

#include <optional>
#include <vector>

#include "textformat/format_spec.hpp"

namespace norma {

/// The code points `first` … `last`, both included.
struct CodePointRange {
  char32_t first = 0;
  char32_t last = 0;

  friend bool operator==(const CodePointRange&, const CodePointRange&) = default;
};

/// A set of code points. INVARIANT (RANGES-SORTED): the ranges are in ascending order and do not overlap.
class CharacterSet {
 public:
  explicit CharacterSet(std::vector<CodePointRange> ranges) : ranges_(std::move(ranges)) {}
  static CharacterSet of(CharacterClass characters);
  static CharacterSet single(char32_t code_point) { return CharacterSet({{code_point, code_point}}); }

  bool contains(char32_t code_point) const;
  /// Some code point in both, a familiar one if there is one.
  static std::optional<char32_t> common_member(const CharacterSet& a, const CharacterSet& b);

  friend bool operator==(const CharacterSet&, const CharacterSet&) = default;

 private:
  std::vector<CodePointRange> ranges_;
};

}  // namespace norma
