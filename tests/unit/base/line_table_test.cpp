#include "base/line_table.hpp"

#include <catch2/catch.hpp>

using namespace norma;

namespace {
LineColumn place(std::string_view text, std::size_t offset) { return LineTable(text).position(text, offset); }
}  // namespace

TEST_CASE("an empty text has one empty line") {
  const LineTable table("");
  CHECK(table.line_count() == 1);
  CHECK(table.line_text("", 1).empty());
  CHECK(place("", 0) == LineColumn{1, 1});
}

TEST_CASE("line feed and carriage return line feed end lines, nothing else does") {
  const std::string_view text = "one\r\ntwo\rstill two\nthree";
  const LineTable table(text);
  CHECK(table.line_count() == 3);
  CHECK(table.line_text(text, 1) == "one");
  CHECK(table.line_text(text, 2) == "two\rstill two");
  CHECK(table.line_text(text, 3) == "three");
}

TEST_CASE("a final line end opens an empty last line") {
  const std::string_view text = "one\n";
  CHECK(LineTable(text).line_count() == 2);
  CHECK(place(text, 3) == LineColumn{1, 4});
  CHECK(place(text, 4) == LineColumn{2, 1});
  CHECK(place(text, 99) == LineColumn{2, 1});
}

TEST_CASE("columns count code points, UTF-16 positions count units") {
  const std::string_view text = "x\n准😀y";  // the second line starts at 2; y is at 2 + 3 + 4
  CHECK(place(text, 9) == LineColumn{2, 3});
  CHECK(LineTable(text).utf16_position(text, 9) == Utf16Position{1, 3});
}

TEST_CASE("UTF-16 positions lead back to offsets") {
  const std::string_view text = "x\r\n准😀y";
  const LineTable table(text);
  CHECK(table.offset_at(text, {0, 0}) == 0);
  CHECK(table.offset_at(text, {0, 9}) == 1);  // past the end of the line: before its line end
  CHECK(table.offset_at(text, {1, 1}) == 6);  // after 准
  CHECK(table.offset_at(text, {1, 2}) == 6);  // inside the surrogate pair: moved back
  CHECK(table.offset_at(text, {1, 3}) == 10);
  CHECK(table.offset_at(text, {1, 4}) == 11);
  CHECK(table.offset_at(text, {7, 0}) == text.size());
}
