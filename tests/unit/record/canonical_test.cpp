#include <catch2/catch.hpp>

#include "checker/json.hpp"
#include "record/canonical.hpp"

namespace norma::record {
namespace {

facts::DocumentNode read(const std::string& text) {
  DiagnosticSink sink;
  const auto document = facts::read_json(text, {"facts", 0, 1}, {}, sink);
  REQUIRE(document);
  return *document;
}

TEST_CASE("the canonical form sorts keys, drops blanks and writes numbers in one way") {
  CHECK(canonical_json(read("{ \"b\" : 1.50, \"a\": [1e3, -0, 0.25E1, 100] }")) == "{\"a\":[1000,0,2.5,100],\"b\":1.5}");
  CHECK(canonical_json(read("{\"z\": null, \"é\": true, \"x\": \"a\\nb\"}")) == "{\"x\":\"a\\nb\",\"z\":null,\"é\":true}");
}

TEST_CASE("texts are hashed in NFC, whatever form they were written in") {
  const std::string composed = "{\"name\":\"\u00e9\"}";
  const std::string decomposed = "{\"name\":\"e\u0301\"}";
  CHECK(canonical_facts(read(decomposed)) == canonical_facts(read(composed)));
  CHECK(canonical_json(read(decomposed)) != canonical_json(read(composed)));
}

TEST_CASE("writer and verifier have the same canonical form") {
  for (const char* text : {"{\"b\":1.50,\"a\":[1e3,-0,2.50,{}],\"c\":\"\\u4e2d\\\"<\\u0007\"}", "{\"deep\":{\"y\":1e-3,\"x\":[null,true,false]}}",
                           "{\"large\":123456789012345678901234567890.10}"}) {
    const auto checked = checker::read_json(text);
    REQUIRE(checked);
    CHECK(canonical_json(read(text)) == checker::canonical(*checked));
  }
}

TEST_CASE("the reader of records refuses what is no JSON") {
  for (const char* text : {"", "{", "{\"a\":1,}", "{\"a\":01}", "{\"a\":1}x", "{\"a\":1,\"a\":2}", "[1 2]", "\"\\ud800\"", "\"\n\"", "{\"a\":1/2}", "tru"}) {
    INFO(text);
    CHECK_FALSE(checker::read_json(text));
  }
  CHECK_FALSE(checker::read_json(std::string(1000, '[')));
  const auto pair = checker::read_json("\"\\ud83d\\ude00\"");
  REQUIRE(pair);
  CHECK(pair->text == "\U0001F600");
}

}  // namespace
}  // namespace norma::record
