#include "base/utf8.hpp"

#include <catch2/catch.hpp>
#include <vector>

using namespace norma;
using namespace std::string_literals;

TEST_CASE("decoding gives the code point and its length") {
  CHECK(decode_utf8("A", 0).code_point == U'A');
  CHECK(decode_utf8("é", 0).code_point == 0xE9);
  CHECK(decode_utf8("准", 0).code_point == 0x51C6);
  CHECK(decode_utf8("准", 0).length == 3);
  CHECK(decode_utf8("😀", 0).code_point == 0x1F600);
  CHECK(decode_utf8("😀", 0).length == 4);
}

TEST_CASE("the bounds of each length are accepted") {
  const std::vector<char32_t> bounds{0x0, 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF};
  for (const char32_t code_point : bounds) {
    const std::string encoded = encode_utf8(code_point);
    const DecodedCodePoint decoded = decode_utf8(encoded, 0);
    CHECK(decoded.valid);
    CHECK(decoded.code_point == code_point);
    CHECK(decoded.length == encoded.size());
  }
}

TEST_CASE("malformed sequences are found at their first byte") {
  const std::vector<std::string> malformed{
      "\x80"s,              // continuation without a lead
      "\xC0\xAF"s,          // overlong solidus
      "\xC1\xBF"s,          // overlong
      "\xE0\x80\xAF"s,      // overlong in three bytes
      "\xF0\x80\x80\xAF"s,  // overlong in four bytes
      "\xED\xA0\x80"s,      // surrogate D800
      "\xED\xBF\xBF"s,      // surrogate DFFF
      "\xF4\x90\x80\x80"s,  // U+110000
      "\xF8\x88\x80\x80"s,  // five-byte lead
      "\xFF"s,
      "\xE5\x87"s,   // truncated at the end
      "\xE5\x87z"s,  // truncated in the middle
  };
  for (const std::string& bytes : malformed) {
    CHECK(find_invalid_utf8("ab" + bytes) == 2);
    CHECK_FALSE(decode_utf8(bytes, 0).valid);
    CHECK(decode_utf8(bytes, 0).length == 1);
  }
  CHECK_FALSE(find_invalid_utf8("plain, 准绳, 😀").has_value());
  CHECK_FALSE(find_invalid_utf8("").has_value());
}

TEST_CASE("encoding what is no scalar value gives the replacement character") {
  CHECK(encode_utf8(0xD800) == "\uFFFD");
  CHECK(encode_utf8(0x110000) == "\uFFFD");
}

TEST_CASE("lengths are counted in code points and in UTF-16 units") {
  CHECK(count_code_points("aé准😀") == 4);
  CHECK(count_utf16_units("aé准😀") == 5);
  CHECK(count_code_points("") == 0);
}

TEST_CASE("code points are visited in order with their offsets") {
  std::vector<std::size_t> offsets;
  std::u32string seen;
  for (const auto item : CodePoints("a准b")) {
    offsets.push_back(item.offset);
    seen.push_back(item.code_point);
  }
  CHECK(offsets == std::vector<std::size_t>{0, 1, 4});
  CHECK(seen == U"a准b");
  CHECK(decode_all_utf8("a\xFF") == U"a\uFFFD");
}
