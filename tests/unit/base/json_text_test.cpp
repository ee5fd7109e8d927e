#include "base/json_text.hpp"

#include <catch2/catch.hpp>

#include "base/utf8.hpp"

using namespace norma;

TEST_CASE("ordinary text is quoted as it is") { CHECK(json_string("准绳 é /") == "\"准绳 é /\""); }

TEST_CASE("what JSON forbids is escaped") {
  CHECK(json_string("a\"b\\c\n\r\t") == R"("a\"b\\c\n\r\t")");
  CHECK(json_string(std::string("\0\x1F", 2)) == R"("\u0000\u001f")");
}

TEST_CASE("what could disturb a reader is escaped") {
  CHECK(json_string("<script>") == R"("\u003cscript>")");
  CHECK(json_string(encode_utf8(0x202E)) == R"("\u202e")");
  CHECK(json_string(encode_utf8(0x2028)) == R"("\u2028")");
  CHECK(json_string(encode_utf8(0xE0001)) == R"("\udb40\udc01")");
}

TEST_CASE("malformed bytes become the replacement character") { CHECK(json_string("a\xFF") == "\"a\uFFFD\""); }
