#include <catch2/catch.hpp>

#include "base/utf8.hpp"
#include "diagnostics/excerpt.hpp"
#include "diagnostics/render.hpp"

using namespace norma;

namespace {

// The span of the first occurrence of `part` in the text of `file`.
Span span_of(const SourceSet& sources, FileId file, std::string_view part) {
  const auto at = static_cast<std::uint32_t>(sources[file].text().find(part));
  return {file, at, at + static_cast<std::uint32_t>(part.size())};
}

}  // namespace

TEST_CASE("a full report shows place, excerpt, labels, clause and help") {
  SourceSet sources;
  const std::string text = std::string(13, '\n') + "  require sites >= quota\n";
  const FileId file = sources.add("rules/multisite.norma", text);
  const Diagnostic diagnostic = diagnose(DiagnosticKind::unexpected_token, span_of(sources, file, "quota"))
                                    .message("`quota` is a share, but `sites` is a count")
                                    .label("share, declared at line 6")
                                    .secondary(span_of(sources, file, "sites"), "count of sites")
                                    .clause("EX 1:2024, 6.1.2")
                                    .help("write `quota * population` to obtain a count");
  CHECK(render_text(diagnostic, sources) ==
        "error[unexpected-token]: `quota` is a share, but `sites` is a count\n"
        "  rules/multisite.norma:14:20\n"
        "   14 |   require sites >= quota\n"
        "      |                    ^^^^^ share, declared at line 6\n"
        "      |           ----- count of sites\n"
        "  clause: EX 1:2024, 6.1.2\n"
        "  help: write `quota * population` to obtain a count\n");
}

TEST_CASE("places on other lines and in other files get excerpts of their own") {
  SourceSet sources;
  const FileId first = sources.add("a.norma", "one\ntwo\n");
  const FileId second = sources.add("b.norma", "three\n");
  const Diagnostic diagnostic = diagnose(DiagnosticKind::unexpected_token, span_of(sources, first, "two"))
                                    .message("`two` is declared twice")
                                    .secondary(span_of(sources, first, "one"), "before this")
                                    .secondary(span_of(sources, second, "three"), "and here");
  CHECK(render_text(diagnostic, sources) ==
        "error[unexpected-token]: `two` is declared twice\n"
        "  a.norma:2:1\n"
        "    2 | two\n"
        "      | ^^^\n"
        "    1 | one\n"
        "      | --- before this\n"
        "  b.norma:1:1\n"
        "    1 | three\n"
        "      | ----- and here\n");
}

TEST_CASE("carets stand under wide characters and after tabs") {
  SourceSet sources;
  const FileId file = sources.add("a", "\t满意率 >= 值");
  const Diagnostic wide = diagnose(DiagnosticKind::unexpected_token, span_of(sources, file, "值")).message("m");
  CHECK(render_text(wide, sources) ==
        "error[unexpected-token]: m\n"
        "  a:1:9\n"
        "    1 |  满意率 >= 值\n"
        "      |            ^^\n");  // tab 1, three wide 6, space 1, operator 2, space 1: column 11
}

TEST_CASE("hidden characters are spelt out and underlined whole") {
  SourceSet sources;
  const std::string control = encode_utf8(0x202E);
  const FileId file = sources.add("a", "x" + control + "y");
  const Diagnostic hidden = diagnose(DiagnosticKind::bidi_control, span_of(sources, file, control)).message("m");
  CHECK(render_text(hidden, sources) ==
        "error[bidi-control]: m\n"
        "  a:1:2\n"
        "    1 | x<U+202E>y\n"
        "      |  ^^^^^^^^\n");
}

TEST_CASE("an empty span and the end of the file get one caret") {
  SourceSet sources;
  const FileId file = sources.add("a", "one\n");
  const Diagnostic at_end = diagnose(DiagnosticKind::unexpected_token, Span{file, 4, 4}).message("m");
  CHECK(render_text(at_end, sources) ==
        "error[unexpected-token]: m\n"
        "  a:2:1\n"
        "    2 |\n"
        "      | ^\n");
  const Diagnostic at_line_end = diagnose(DiagnosticKind::unexpected_token, Span{file, 3, 3}).message("m");
  CHECK(render_text(at_line_end, sources) ==
        "error[unexpected-token]: m\n"
        "  a:1:4\n"
        "    1 | one\n"
        "      |    ^\n");
}

TEST_CASE("a span over several lines is underlined on its first") {
  SourceSet sources;
  const FileId file = sources.add("a", "ab cd\r\nef\n");
  const Diagnostic diagnostic = diagnose(DiagnosticKind::unexpected_token, Span{file, 3, 9}).message("m");
  CHECK(render_text(diagnostic, sources) ==
        "error[unexpected-token]: m\n"
        "  a:1:4\n"
        "    1 | ab cd\n"
        "      |    ^^\n");
}

TEST_CASE("long lines are cut around the place, however long they are") {
  const std::string text = std::string(3'000'000, 'a') + "HERE" + std::string(3'000'000, 'b');
  const SourceText source("a", text);
  const Span span{FileId(0), 3'000'000, 3'000'004};
  const Excerpt excerpt = make_excerpt(source, span, span);
  CHECK(excerpt.text.starts_with("…aaa"));
  CHECK(excerpt.text.ends_with("bbb…"));
  CHECK(count_code_points(excerpt.text) <= excerpt_columns + 1);
  CHECK(excerpt.underline_end - excerpt.underline_begin == 4);
  // All characters before the place take one column; `…` takes three bytes.
  CHECK(excerpt.text.substr(excerpt.underline_begin + 2, 4) == "HERE");
}

TEST_CASE("the beginning and the end of a long line are cut on one side only") {
  const SourceText source("a", "HERE" + std::string(500, 'b') + "THERE");
  const Span begin{FileId(0), 0, 4};
  const Excerpt at_begin = make_excerpt(source, begin, begin);
  CHECK(at_begin.text.starts_with("HEREbbb"));
  CHECK(at_begin.text.ends_with("b…"));
  CHECK(at_begin.underline_begin == 0);
  const Span end{FileId(0), 504, 509};
  const Excerpt at_end = make_excerpt(source, end, end);
  CHECK(at_end.text.starts_with("…b"));
  CHECK(at_end.text.ends_with("bTHERE"));
}

TEST_CASE("a place in the facts names file, line, record and pointer") {
  const SourceSet sources;
  const Diagnostic diagnostic =
      diagnose(DiagnosticKind::unexpected_token, DataPosition{"facts.ndjson", 12, 0, 12, "/sites/0/area"})
          .message("expected an area")
          .help("write `{{\"value\": 5}}`");
  CHECK(render_text(diagnostic, sources) ==
        "error[unexpected-token]: expected an area\n"
        "  facts.ndjson:12, record 12, at /sites/0/area\n"
        "  help: write `{\"value\": 5}`\n");
}

TEST_CASE("a report without any place is one line") {
  CHECK(render_text(diagnose(DiagnosticKind::no_rules).message("nothing to do"), SourceSet()) ==
        "error[no-rules]: nothing to do\n");
}

TEST_CASE("messages cannot disturb a terminal or forge a line") {
  CHECK(render_text(diagnose(DiagnosticKind::no_rules).message("{}", "a\x1B[2J\nerror: b"), SourceSet()) ==
        "error[no-rules]: a<U+001B>[2J<U+000A>error: b\n");
}

TEST_CASE("several reports are set apart by an empty line") {
  const Diagnostic one = diagnose(DiagnosticKind::no_rules).message("one");
  CHECK(render_text(std::vector<Diagnostic>{one, one}, SourceSet()) ==
        "error[no-rules]: one\n\nerror[no-rules]: one\n");
  CHECK(render_text(std::vector<Diagnostic>{}, SourceSet()).empty());
}

TEST_CASE("colour is added only when asked for") {
  const Diagnostic one = diagnose(DiagnosticKind::no_rules).message("one");
  CHECK(render_text(one, SourceSet()).find('\x1B') == std::string::npos);
  CHECK(render_text(one, SourceSet(), TextStyle{true}) == "\x1B[1;31merror[no-rules]\x1B[0m: \x1B[1mone\x1B[0m\n");
}
