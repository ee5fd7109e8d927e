#include "base/text_hazard.hpp"

#include <catch2/catch.hpp>

#include "base/full_width.hpp"
#include "base/utf8.hpp"

using namespace norma;
using namespace std::string_literals;
using Kind = TextHazardKind;

namespace {
void check_hazard(const std::string& hazard, Kind kind, std::size_t length) {
  const auto found = find_text_hazard("ab" + hazard + "z");
  REQUIRE(found.has_value());
  CHECK(found->kind == kind);
  CHECK(found->offset == 2);
  CHECK(found->length == length);
}
}  // namespace

TEST_CASE("ordinary text holds no hazard") {
  CHECK_FALSE(find_text_hazard("a\tb\r\nc\n准绳 é 😀").has_value());
  CHECK_FALSE(find_text_hazard("").has_value());
}

TEST_CASE("each kind of hazard is found where it begins") {
  check_hazard("\xFF"s, Kind::invalid_utf8, 1);
  check_hazard("\0"s, Kind::nul, 1);
  check_hazard("\x1B"s, Kind::control_character, 1);
  check_hazard("\x7F"s, Kind::control_character, 1);
  check_hazard("\r"s, Kind::lone_carriage_return, 1);
  check_hazard(encode_utf8(0xFEFF), Kind::misplaced_byte_order_mark, 3);
  check_hazard(encode_utf8(0x85), Kind::other_line_separator, 2);
  check_hazard(encode_utf8(0x2028), Kind::other_line_separator, 3);
  check_hazard(encode_utf8(0x2029), Kind::other_line_separator, 3);
  check_hazard(encode_utf8(0x9B), Kind::control_character, 2);
  for (const char32_t control : {0x200E, 0x200F, 0x202A, 0x202E, 0x2066, 0x2069}) {
    check_hazard(encode_utf8(control), Kind::bidirectional_control, 3);
  }
  for (const char32_t invisible : {0x200B, 0x200C, 0x200D, 0x2060}) {
    check_hazard(encode_utf8(invisible), Kind::zero_width, 3);
  }
  check_hazard(encode_utf8(0xAD), Kind::zero_width, 2);
}

TEST_CASE("a carriage return at the end of the text is alone") {
  CHECK(find_text_hazard("ab\r")->kind == Kind::lone_carriage_return);
}

TEST_CASE("the search goes on after a hazard") {
  const std::string text = "a\0b\0"s;
  CHECK(find_text_hazard(text, 2)->offset == 3);
}

TEST_CASE("UTF-16 is recognised with and without a mark") {
  CHECK(
      looks_like_utf16("\xFF\xFE"
                       "n\0"s));
  CHECK(
      looks_like_utf16("\xFE\xFF"
                       "\0n"s));
  CHECK(looks_like_utf16("n\0o\0r\0m\0"s));
  CHECK(looks_like_utf16("\0n\0o\0r\0m"s));
  CHECK_FALSE(looks_like_utf16("norma"));
  CHECK_FALSE(looks_like_utf16("\0\0\0\0\0\0"s));
  CHECK_FALSE(looks_like_utf16(""));
}

TEST_CASE("full-width characters have an ASCII form, others have none") {
  CHECK(ascii_form_of_full_width(U'（') == "(");
  CHECK(ascii_form_of_full_width(U'，') == ",");
  CHECK(ascii_form_of_full_width(U'：') == ":");
  CHECK(ascii_form_of_full_width(U'。') == ".");
  CHECK(ascii_form_of_full_width(U'５') == "5");
  CHECK(ascii_form_of_full_width(U'ｐ') == "p");
  CHECK(ascii_form_of_full_width(U'～') == "~");
  CHECK(ascii_form_of_full_width(U'”') == "\"");
  CHECK(ascii_form_of_full_width(0x3000) == " ");
  CHECK(ascii_form_of_full_width(U'准').empty());
  CHECK(ascii_form_of_full_width(U'(').empty());
}
