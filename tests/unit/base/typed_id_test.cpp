#include "base/typed_id.hpp"

#include <catch2/catch.hpp>
#include <type_traits>
#include <unordered_set>

#include "base/span.hpp"

using norma::FileId;
using norma::Span;

namespace {
struct OtherTag;
}

TEST_CASE("a default id is invalid and an indexed one is not") {
  CHECK_FALSE(FileId().valid());
  CHECK(FileId(0).valid());
  CHECK(FileId::from_index(7).index() == 7);
}

TEST_CASE("ids of the same tag compare and hash by value") {
  CHECK(FileId(3) == FileId(3));
  CHECK(FileId(3) < FileId(4));
  CHECK(FileId(4) < FileId());
  const std::unordered_set<FileId> ids{FileId(1), FileId(1), FileId(2)};
  CHECK(ids.size() == 2);
}

TEST_CASE("ids of different tags do not convert") {
  CHECK_FALSE(std::is_convertible_v<FileId, norma::TypedId<OtherTag>>);
  CHECK_FALSE(std::is_convertible_v<std::uint32_t, FileId>);
}

TEST_CASE("a covering span reaches from the first begin to the last end") {
  const FileId file(0);
  CHECK(Span::covering({file, 4, 6}, {file, 9, 12}) == Span{file, 4, 12});
  CHECK(Span::covering({file, 9, 12}, {file, 4, 20}) == Span{file, 4, 20});
}
