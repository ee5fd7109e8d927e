#include "base/unicode.hpp"

#include <catch2/catch.hpp>

#include "base/utf8.hpp"

using namespace norma;

TEST_CASE("composed text is in form C, decomposed text is not") {
  CHECK(is_nfc("plain"));
  CHECK(is_nfc("caf\u00E9 准绳"));
  CHECK_FALSE(is_nfc("cafe\u0301"));
  CHECK_FALSE(is_nfc("caf\xE9"));
  CHECK(to_nfc("cafe\u0301") == "caf\u00E9");
  CHECK(to_nfc("plain") == "plain");
}

TEST_CASE("letters of any script may begin a name, digits and marks may only continue it") {
  CHECK(is_xid_start(U'a'));
  CHECK(is_xid_start(U'准'));
  CHECK(is_xid_start(U'é'));
  CHECK_FALSE(is_xid_start(U'1'));
  CHECK_FALSE(is_xid_start(U'_'));
  CHECK(is_xid_continue(U'_'));
  CHECK(is_xid_continue(U'1'));
  CHECK(is_xid_continue(0x0301));
  CHECK_FALSE(is_xid_continue(U'-'));
  CHECK_FALSE(is_xid_continue(U' '));
  CHECK_FALSE(is_xid_continue(U'（'));
}

TEST_CASE("invisible characters never belong to a name") {
  CHECK_FALSE(is_xid_start(0x3164));     // Hangul filler
  CHECK_FALSE(is_xid_continue(0xFE0F));  // variation selector
  CHECK_FALSE(is_xid_continue(0x200D));
}

TEST_CASE("scripts that look alike may not be mixed") {
  CHECK_FALSE(find_script_mix("paid").has_value());
  CHECK_FALSE(find_script_mix("\u0440\u0430").has_value());  // all Cyrillic
  CHECK_FALSE(find_script_mix("准绳_share2").has_value());
  const auto cyrillic = find_script_mix("\u0440aid");
  REQUIRE(cyrillic.has_value());
  CHECK(cyrillic->first_script == "Cyrillic");
  CHECK(cyrillic->second_script == "Latin");
  CHECK(cyrillic->offset == 2);
  CHECK(find_script_mix("t\u03BFtal")->second_script == "Greek");
}

TEST_CASE("names that look alike have equal skeletons") {
  CHECK(confusable_skeleton("\u0440\u0430") == confusable_skeleton("pa"));
  CHECK(confusable_skeleton("scope") != confusable_skeleton("score"));
  CHECK(confusable_skeleton("") == "");
}

TEST_CASE("wide characters take two columns and combining ones none") {
  CHECK(display_width(U'a') == 1);
  CHECK(display_width(U'é') == 1);
  CHECK(display_width(U'准') == 2);
  CHECK(display_width(U'（') == 2);
  CHECK(display_width(U'😀') == 2);
  CHECK(display_width(char32_t{0x0301}) == 0);
  CHECK(display_width(std::string_view("a准b")) == 4);
}

TEST_CASE("code points are named for people") {
  CHECK(code_point_label(0x41) == "U+0041");
  CHECK(code_point_label(0x1F600) == "U+1F600");
  CHECK(name_of_code_point(0x202E) == "U+202E RIGHT-TO-LEFT OVERRIDE");
  CHECK(name_of_code_point(0x0) == "U+0000");
}

TEST_CASE("what could disturb a terminal is spelt out") {
  CHECK(escape_for_display("plain 准绳 é") == "plain 准绳 é");
  CHECK(escape_for_display("a\tb") == "a b");
  CHECK(escape_for_display("a\x1B[2J") == "a<U+001B>[2J");
  CHECK(escape_for_display("a" + encode_utf8(0x202E) + "b") == "a<U+202E>b");
  CHECK(escape_for_display("a\xFF") == "a<byte FF>");
  CHECK(escape_for_display("a\nb") == "a<U+000A>b");
}
