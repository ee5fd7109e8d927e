#include "base/source_text.hpp"

#include <catch2/catch.hpp>

using namespace norma;

TEST_CASE("a leading byte order mark is no part of the text") {
  const SourceText source("a.norma", "\xEF\xBB\xBFrule");
  CHECK(source.had_byte_order_mark());
  CHECK(source.text() == "rule");
  CHECK(source.position(0) == LineColumn{1, 1});
  CHECK_FALSE(SourceText("b.norma", "rule").had_byte_order_mark());
}

TEST_CASE("only the first byte order mark is skipped") {
  CHECK(SourceText("a", "\xEF\xBB\xBF\xEF\xBB\xBFx").text() == "\xEF\xBB\xBFx");
}

TEST_CASE("the first malformed byte is known") {
  CHECK(SourceText("a", "ab\xFFz").invalid_utf8() == 2);
  CHECK_FALSE(SourceText("a", "准绳").invalid_utf8().has_value());
}

TEST_CASE("a set keeps its texts in place while it grows") {
  SourceSet sources;
  const FileId first = sources.add("first", "one two");
  const SourceText* kept = &sources[first];
  for (int i = 0; i < 100; ++i) sources.add("more", "text");
  CHECK(kept == &sources[first]);
  CHECK(sources.text(Span{first, 4, 7}) == "two");
  CHECK(sources.text(Span{first, 4, 99}) == "two");
  CHECK(sources.contains(first));
  CHECK_FALSE(sources.contains(FileId()));
  CHECK_FALSE(sources.contains(FileId(101)));
}
