#include <catch2/catch.hpp>

#include "facts/document.hpp"

using namespace norma;
using namespace norma::facts;

namespace {

struct Read {
  std::optional<DocumentNode> document;
  DiagnosticSink sink;

  [[nodiscard]] std::string only_code() const {
    return sink.diagnostics().size() == 1 ? std::string(information(sink.diagnostics()[0].kind).code) : "not one diagnostic";
  }
};

Read json(std::string_view text, DocumentLimits limits = {}) {
  Read read;
  read.document = read_json(text, {"facts.json", 0, 1}, limits, read.sink);
  return read;
}

Read yaml(std::string_view text, DocumentLimits limits = {}) {
  Read read;
  read.document = read_yaml(text, {"facts.yaml", 0, 1}, limits, read.sink);
  return read;
}

std::string repeated(std::string_view part, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += part;
  return text;
}

}  // namespace

TEST_CASE("JSON keeps the digits of numbers and the places of values") {
  const Read read = json("{\"a\": 1.50,\n \"b\": [true, null, \"x\"]}");
  REQUIRE(read.document);
  CHECK(read.document->find("a")->text == "1.50");
  CHECK(read.document->find("a")->column == 7);
  const DocumentNode& list = *read.document->find("b");
  CHECK(list.line == 2);
  REQUIRE(list.items.size() == 3);
  CHECK(list.items[0].boolean);
  CHECK(list.items[1].kind == DocumentKind::null);
  CHECK(list.items[2].text == "x");
}

TEST_CASE("a key that stands twice is refused, however it is spelled") {
  CHECK(json(R"({"score": 59, "score": 61})").only_code() == "fact-duplicate-key");
  CHECK(json(R"({"sc\u006fre": 59, "score": 61})").only_code() == "fact-duplicate-key");
  CHECK(json(R"({"r": {"x": 1, "x": 2}})").only_code() == "fact-duplicate-key");
  CHECK(yaml("score: 59\nscore: 61\n").only_code() == "fact-duplicate-key");
}

TEST_CASE("a key that is not in NFC is refused") {
  CHECK(json("{\"e\xCC\x81t\xC3\xA9\": 1}").only_code() == "fact-key-not-nfc");
  CHECK(yaml("e\xCC\x81t\xC3\xA9: 1\n").only_code() == "fact-key-not-nfc");
}

TEST_CASE("what is not JSON is refused") {
  for (const char* text : {"", "{\"a\": 1,}", "{\"a\": 1} x", "{\"a\": 1}{\"b\": 2}", "{'a': 1}", "{a: 1}", "{\"a\": NaN}", "{\"a\": Infinity}",
                           "{\"a\": +1}", "{\"a\": true1}", "{\"a\": nul}", "{\"a\": \"\\ud800\"}", "{\"a\": \"\xFF\"}", "{\"a\": 1 /* x */}",
                           "{\"a\": \"x\ny\"}", "{\"a\": [1 2]}", "{\"a\""}) {
    INFO(text);
    const Read read = json(text);
    CHECK_FALSE(read.document);
    CHECK(read.only_code() == "facts-malformed");
  }
}

TEST_CASE("facts must be an object") {
  CHECK(json("[1]").only_code() == "facts-not-an-object");
  CHECK(json("3").only_code() == "facts-not-an-object");
  CHECK(yaml("- 1\n").only_code() == "facts-not-an-object");
}

TEST_CASE("nesting is limited, however deep the text goes") {
  CHECK(json("{\"a\": " + repeated("[", 100000)).sink.has_errors());
  CHECK(json(repeated("{\"a\": ", 100000)).sink.has_errors());
  CHECK(json("{\"a\": " + repeated("[", 63) + repeated("]", 63) + "}").document);
  CHECK(json("{\"a\": " + repeated("[", 64) + repeated("]", 64) + "}").only_code() == "facts-too-deep");
  CHECK(yaml("a: " + repeated("[", 63) + repeated("]", 63)).document);
  CHECK(yaml("a: " + repeated("[", 64) + repeated("]", 64)).only_code() == "facts-too-deep");
}

TEST_CASE("a document over the size limit is refused, one at the limit is read") {
  DocumentLimits limits;
  limits.bytes = 8;
  CHECK(json("{\"a\": 1}", limits).document);
  CHECK(json("{\"a\": 12}", limits).only_code() == "facts-too-large");
}

TEST_CASE("an initial byte order mark is skipped") { CHECK(json("\xEF\xBB\xBF{}").document); }

TEST_CASE("YAML is read by the core schema, with exact numbers") {
  const Read read = yaml("a: 1.50\nb: [true, ~, x]\nc: {d: 2024-01-05}\n");
  REQUIRE(read.document);
  CHECK(read.document->find("a")->kind == DocumentKind::number);
  CHECK(read.document->find("a")->text == "1.50");
  CHECK(read.document->find("b")->items[1].kind == DocumentKind::null);
  CHECK(read.document->find("c")->find("d")->kind == DocumentKind::text);
}

TEST_CASE("plain YAML scalars that readers take for different things are refused") {
  for (const char* value : {"no", "Off", "NO", "017", "0o17", "0x1F", "1:20", "12_000", ".inf", "+1", ".5", "5.", "01.01", "="}) {
    INFO(value);
    CHECK(yaml(std::string("a: ") + value + "\n").only_code() == "fact-yaml-dubious-scalar");
    CHECK(yaml(std::string("a: \"") + value + "\"\n").document);
  }
}

TEST_CASE("quoted YAML that does not end is refused where it begins") {
  for (const char* text : {"a: 'b\n", "a: \"b\n", "a: 'b''", "a: \"b\\\"", "'a\n", "a: 'b\nc: 1\n"}) {
    CAPTURE(text);
    CHECK(yaml(text).only_code() == "facts-malformed");
  }
  const Read read = yaml("名称: \"it\\\"s\"\n'b''c': 'd''e'\n");
  REQUIRE(read.document);
  CHECK(read.document->find("名称")->text == "it\"s");
  CHECK(read.document->find("b'c")->text == "d'e");
}

TEST_CASE("YAML holds UTF-8 and no control characters") {
  for (const std::string& text : {std::string("a: \xFF\n"), std::string("a: \xC0\xAF\n"), std::string("a: 1\n\4b: 2\n"), std::string("a: b\0c\n", 7),
                                  std::string("\xFF\xFE" "a\0:\0 \0" "1\0", 10), std::string("a: 1\rb: 2\n")}) {
    CAPTURE(text);
    CHECK(yaml(text).only_code() == "facts-malformed");
  }
  CHECK(yaml("\xEF\xBB\xBF" "a: 1\r\n").document);
}

TEST_CASE("columns of YAML count characters") {
  const Read read = yaml("{名称: 甲, 数: 1}\n");
  REQUIRE(read.document);
  CHECK(read.document->find("名称")->column == 6);
  CHECK(read.document->find("数")->column == 12);
}

TEST_CASE("YAML anchors, aliases, tags, merge keys and further documents are refused") {
  CHECK(yaml("a: &x 1\n").only_code() == "fact-yaml-feature");
  CHECK(yaml("a: !!str 1\n").only_code() == "fact-yaml-feature");
  CHECK(yaml("<<: 1\n").only_code() == "fact-yaml-feature");
  CHECK_FALSE(yaml("a: *x\n").document);
  CHECK(yaml("a: 1\n---\nb: 2\n").only_code() == "facts-malformed");
}
