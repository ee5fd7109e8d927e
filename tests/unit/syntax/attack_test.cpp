// Texts that are wrong, huge or hostile: one clear report at the right place, in linear time.
#include <catch2/catch.hpp>
#include <chrono>

#include "ast/from_syntax.hpp"
#include "syntax/keyword.hpp"
#include "syntax/parse.hpp"

namespace norma {
namespace {

std::string repeat(std::string_view part, std::size_t count) {
  std::string out;
  for (std::size_t index = 0; index < count; ++index) out += part;
  return out;
}

// Codes and places of everything reported, `code@line:column`, separated by blanks.
std::string reports(std::string text) {
  SourceSet sources;
  const FileId file = sources.add("test.rule", std::move(text));
  DiagnosticSink sink;
  const auto tree = syntax::parse(sources[file], file, {}, sink).tree;
  const ast::Ast ast = ast::lower(tree, sources[file], file, sink);
  std::string out;
  for (const Diagnostic& diagnostic : sink.sorted()) {
    const LineColumn place = sources[file].position(diagnostic.primary.begin);
    if (!out.empty()) out += ' ';
    out += std::string(information(diagnostic.kind).code) + "@" + std::to_string(place.line) + ":" +
           std::to_string(place.column);
  }
  return out;
}

std::string in_file(const std::string& text) { return reports("language 1\npackage p\n" + text); }
// For `define x = EXPRESSION`: places count from the expression's line, 3, and column, 12.
std::string in_define(const std::string& expression) { return in_file("define x = " + expression + "\n"); }

std::string first_message(const std::string& expression) {
  SourceSet sources;
  const FileId file = sources.add("expression", expression);
  DiagnosticSink sink;
  const auto tree = syntax::parse_expression(sources[file], file, {}, sink).tree;
  ast::lower_expression(tree, sources[file], file, sink);
  return sink.empty() ? "" : sink.sorted().front().message;
}

}  // namespace

TEST_CASE("nesting is limited at the offending bracket, in any mixture") {
  CHECK(in_define(repeat("(", 256) + "1" + repeat(")", 256)) == "");
  CHECK(in_define(repeat("(", 257) + "1" + repeat(")", 257)) == "nesting-too-deep@3:268");
  CHECK(in_define(repeat("(", 100000)) == "nesting-too-deep@3:268");
  CHECK(in_define(repeat("[", 100000)) == "nesting-too-deep@3:268");
  CHECK(in_define(repeat("f(", 1000)) == "nesting-too-deep@3:525");
  CHECK(in_define(repeat("-", 100000) + "1") == "nesting-too-deep@3:268");
  CHECK(in_define(repeat("not ", 100000) + "a") == "nesting-too-deep@3:1036");
  CHECK(in_define(repeat("round ", 1000) + "a").starts_with("nesting-too-deep@3:"));
  CHECK(in_define(repeat("sum of ", 1000) + "a").starts_with("nesting-too-deep@3:"));
  CHECK(in_file("fact x : " + repeat("list of ", 1000) + "text\n").starts_with("nesting-too-deep@3:"));
  CHECK(in_file("table t(a : integer) : integer\n  " + repeat("not ", 1000) + "1 : 2\n").starts_with("nesting-too-deep@4:"));
  CHECK(in_define("f(x)" + repeat(".b", 1000)).starts_with("nesting-too-deep@3:"));
}

TEST_CASE("long chains are read without recursion") {
  CHECK(in_define("1" + repeat("+1", 200000)) == "");
  CHECK(in_define("a" + repeat(" and a", 200000)) == "");
  CHECK(in_define(repeat("1 when a otherwise ", 50000) + "0") == "");
  CHECK(in_file("define x\n" + repeat("  when a : 1\n", 50000)) == "");
  CHECK(in_define("a" + repeat(".b", 50000)) == "");
}

TEST_CASE("time grows with size, not with nesting") {
  const auto seconds = [](std::size_t lines) {
    const std::string line = "define x = " + repeat("[({f(", 40) + "1" + repeat(")})]", 40) + "\n";
    const auto start = std::chrono::steady_clock::now();
    CHECK(in_file(repeat(line, lines)) == "");
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  seconds(10);
  // 16 times the text; a generous bound that exponential or quadratic reading would break by far.
  CHECK(seconds(320) < 160 * seconds(20) + 0.05);
}

TEST_CASE("errors are reported up to a number") {
  SourceSet sources;
  const FileId file = sources.add("test.rule", "language 1\npackage p\n" + repeat(";\n", 100000));
  DiagnosticSink sink;
  syntax::parse(sources[file], file, {}, sink);
  CHECK(sink.diagnostics().size() == DiagnosticSink::default_capacity);
}

TEST_CASE("files without rules are said to be such") {
  CHECK(reports("") == "no-rules@1:1");
  CHECK(reports("# only a comment\n\n") == "no-rules@1:1");
  CHECK(reports("\xEF\xBB\xBF") == "no-rules@1:1");
  CHECK(reports("language 1\n") == "no-rules@1:1");
  CHECK(reports("package p\ndefine x = 1\n") == "missing-language-line@1:1");
  CHECK(reports("language 2\npackage p\n") == "unknown-language-version@1:10");
  CHECK(reports("language 1\ndefine x = 1\n") == "missing-package@1:1");
  CHECK(in_file("package q\n") == "misplaced-header@3:1");
  CHECK(reports("  language 1\npackage p\n") == "indented-declaration@1:3");
}

TEST_CASE("unsafe bytes are refused everywhere, also in comments and texts") {
  CHECK(in_file("# \xC3\x28\n") == "invalid-utf8@3:3");
  CHECK(in_file(std::string("define x = 1 # a\0b\n", 19)) == "nul-byte@3:17");
  CHECK(in_file("define x = 1 # \xEF\xBB\xBF\n") == "misplaced-bom@3:16");
  CHECK(in_file("define x = \"\xE2\x80\xAE\"\n") == "bidi-control@3:13");
  CHECK(in_file("define x\xE2\x80\x8By = 1\n") == "zero-width-character@3:9");
  CHECK(in_file("define x = 1\rdefine y = 2\n") == "lone-carriage-return@3:13");
  CHECK(in_file("# \xE2\x80\xA8\n") == "unusual-line-separator@3:3");
  CHECK(in_file("define cafe\xCC\x81 = 1\n").starts_with("not-nfc@3:1"));
  CHECK(in_file("<<<<<<< HEAD\ndefine x = 1\n=======\n>>>>>>> b\n") == "merge-conflict-marker@3:1");
  CHECK(reports("language 1\r\npackage p\r\ndefine x = 1\r\n") == "");
}

TEST_CASE("a file beyond the limit is refused, one at the limit is read") {
  SourceSet sources;
  const FileId file = sources.add("test.rule", "language 1\npackage p\n");
  const auto size = static_cast<std::uint32_t>(sources[file].text().size());
  DiagnosticSink good;
  CHECK_FALSE(syntax::parse(sources[file], file, {.file_bytes = size}, good).tree.has_errors);
  DiagnosticSink bad;
  CHECK(syntax::parse(sources[file], file, {.file_bytes = size - 1}, bad).tree.has_errors);
  CHECK(bad.diagnostics().front().kind == DiagnosticKind::file_too_large);
}

TEST_CASE("texts that do not end are reported where they begin") {
  CHECK(in_file("define x = \"abc\ndefine y = 2\n") == "unterminated-string@3:12");
  CHECK(in_define("\"abc\\\" ") == "unterminated-string@3:12");
  CHECK(in_define("`abc") == "unterminated-name@3:12");
  CHECK(in_define("\"ab\\u{110000}\"") == "bad-escape@3:15");
  CHECK(in_define("\"\\uD800\"") == "bad-escape@3:13");
  CHECK(in_define("\"\\x\"") == "bad-escape@3:13");
  CHECK(in_define("\"\\u{202E}\"") == "bad-escape@3:13");
}

TEST_CASE("numbers are read whole or not at all") {
  for (const char* number : {"00012", "1_000", ".5", "5.", "0x10", "1e", "1e+", "12abc", "8hours", "1.2.3", "5 %", "50%%",
                             "1,000", "1.000,00"}) {
    CAPTURE(number);
    CHECK(in_define(number).starts_with("number-literal-malformed@3:"));
  }
  CHECK(in_define("%5") == "number-literal-malformed@3:12");
  CHECK(in_define("1e1000000000") == "number-literal-too-long@3:12");
  CHECK(in_define("1e-99999999999999999999") == "number-literal-too-long@3:12");
  CHECK(in_define(repeat("9", 100000)) == "number-literal-too-long@3:12");
  for (const char* number : {"0", "100%", "0.5", "1e3", "1.5e-3", "--5", "f(1, 000)"}) {
    CAPTURE(number);
    CHECK(in_define(number) == (std::string(number) == "f(1, 000)" ? "number-literal-malformed@3:17" : ""));
  }
}

TEST_CASE("dates exist or are refused") {
  for (const char* date : {"2023-02-29", "2024-02-30", "0000-01-01", "2024-13-01", "2024-00-10", "24-1-1", "10000-01-01",
                           "2024-W01-1", "2024-366", "2026-03"}) {
    CAPTURE(date);
    CHECK(in_define(date) == "bad-date@3:12");
  }
  CHECK(in_define("2024-02-29") == "");
  CHECK(in_define("10 - 3") == "");
  CHECK(in_define("10-3") == "");
}

TEST_CASE("full-width characters are answered with the ASCII form") {
  CHECK(in_define("f(1，2)") == "full-width-punctuation@3:15");
  CHECK(in_define("5％") == "full-width-punctuation@3:13");
  CHECK(in_define("“a”") == "full-width-punctuation@3:12");
  CHECK(in_file("define ｐass = 1\n") == "full-width-punctuation@3:8");
  CHECK(in_file("define р\x61id = 1\n") == "mixed-scripts@3:9");
}

TEST_CASE("operators of other languages are answered with ours") {
  CHECK(first_message("a == b") == "`==` is not an operator of the language");
  CHECK(first_message("a != b") == "`!=` is not an operator of the language");
  CHECK(first_message("a <> b") == "`<>` is not an operator of the language");
  CHECK(first_message("a && b") == "`&&` is not an operator of the language");
  CHECK(first_message("a || b") == "`||` is not an operator of the language");
  CHECK(first_message("!a") == "`!` is not an operator of the language");
  CHECK(first_message("1 < a < 3") == "comparisons do not chain");
  CHECK(first_message("2 ^ 3 ^ 4") == "`^` does not chain");
  CHECK(first_message("a + not b") == "`not` stands before a comparison, not inside it");
  CHECK(first_message("sum of xs + 1") == "it is not plain what `sum of` takes here");
}

TEST_CASE("a keyword in the place of a name suggests backquotes") {
  CHECK(in_file("define table = 3\n") == "keyword-as-name@3:8");
  CHECK(in_define("from + 1") == "keyword-as-name@3:12");
  CHECK(in_file("define `table` = `from` + 1\n") == "");
}

TEST_CASE("attributes stand once") {
  CHECK(in_file("fact a : text en \"x\" en \"y\"\n") == "repeated-attribute@3:22");
  CHECK(in_file("fact a : text per 1 per 2\n") == "repeated-attribute@3:21");
  CHECK(in_file("reading r : {a, b}\n") == "missing-default@3:9");
  CHECK(in_file("fact r : text default \"a\"\n") == "default-not-allowed@3:23");
  CHECK(in_file("define a = 1 en \"{x\" zh \"{{ok}} {a.b} {3}\"\n") == "bad-interpolation@3:18 bad-interpolation@3:39");
}

TEST_CASE("the reference lists every keyword") {
  CHECK(syntax::find_keyword("when") == syntax::Keyword::when);
  CHECK(syntax::find_keyword("当") == syntax::Keyword::when);
  CHECK(syntax::find_keyword("When") == syntax::Keyword::no_keyword);
  CHECK(syntax::is_reserved_word("from"));
  CHECK_FALSE(syntax::is_reserved_word("title"));
}

}  // namespace norma
