#include "diagnostics/diagnostic.hpp"

#include <catch2/catch.hpp>
#include <set>

using namespace norma;

TEST_CASE("codes are the registered names with hyphens") {
  CHECK(information(DiagnosticKind::invalid_utf8).code == "invalid-utf8");
  CHECK(information(DiagnosticKind::nesting_too_deep).code == "nesting-too-deep");
  CHECK(information(DiagnosticKind::nesting_too_deep).category == DiagnosticCategory::limit);
  CHECK(information(DiagnosticKind::nesting_too_deep).severity == Severity::error);
}

TEST_CASE("every kind has a code of its own and a summary in the house style") {
  std::set<std::string_view> codes;
  for (std::size_t i = 0; i < diagnostic_kind_count(); ++i) {
    const KindInformation& kind = information(static_cast<DiagnosticKind>(i));
    INFO(kind.code);
    CHECK(codes.insert(kind.code).second);
    CHECK(kind.code.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos);
    REQUIRE_FALSE(kind.summary.empty());
    CHECK(kind.summary.back() != '.');
  }
}

TEST_CASE("the builder fills in every part") {
  const Span here{FileId(0), 1, 2};
  const Span there{FileId(0), 5, 6};
  const Diagnostic diagnostic = diagnose(DiagnosticKind::unexpected_token, here)
                                    .message("`{}` is not {}", "a", "b")
                                    .label("seen {} times", 2)
                                    .secondary(there, "opened here")
                                    .clause("EX 1:2024, 6.1")
                                    .help("write `{}`", "c")
                                    .suggest(std::optional<std::string>("score"))
                                    .suggest(std::nullopt);
  CHECK(diagnostic.severity == Severity::error);
  CHECK(diagnostic.primary == here);
  CHECK(diagnostic.message == "`a` is not b");
  CHECK(diagnostic.label == "seen 2 times");
  CHECK(diagnostic.secondary == std::vector<SecondaryLabel>{{there, "opened here"}});
  CHECK(diagnostic.clause == "EX 1:2024, 6.1");
  CHECK(diagnostic.help == std::vector<std::string>{"write `c`", "did you mean `score`?"});
}
