#pragma once

#include <compare>
#include <cstdint>

#include "base/typed_id.hpp"

namespace norma {

struct FileTag;
/// Names one text of a SourceSet.
using FileId = TypedId<FileTag>;

/// The bytes [begin, end) of one source text. A span without a valid file stands for "no source position".
struct Span {
  FileId file;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  constexpr bool valid() const { return file.valid(); }
  constexpr std::uint32_t size() const { return end - begin; }
  /// The smallest span covering both; both must lie in the same file.
  static constexpr Span covering(Span first, Span last) {
    return {first.file, first.begin < last.begin ? first.begin : last.begin,
            first.end > last.end ? first.end : last.end};
  }

  friend constexpr bool operator==(const Span&, const Span&) = default;
  friend constexpr auto operator<=>(const Span&, const Span&) = default;
};

}  // namespace norma
