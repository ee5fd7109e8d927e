#include "diagnostics/sink.hpp"

#include <catch2/catch.hpp>

using namespace norma;

namespace {

Diagnostic error_at(std::uint32_t file, std::uint32_t offset) {
  return diagnose(DiagnosticKind::unexpected_token, Span{FileId(file), offset, offset + 1}).message("at {}", offset);
}

}  // namespace

TEST_CASE("diagnostics are sorted by file and position, those without a source last") {
  DiagnosticSink sink;
  sink.add(diagnose(DiagnosticKind::no_rules).message("first without a place"));
  sink.add(error_at(1, 0));
  sink.add(error_at(0, 9));
  sink.add(error_at(0, 3));
  sink.add(diagnose(DiagnosticKind::no_rules).message("second without a place"));
  const auto sorted = sink.sorted();
  REQUIRE(sorted.size() == 5);
  CHECK(sorted[0].message == "at 3");
  CHECK(sorted[1].message == "at 9");
  CHECK(sorted[2].message == "at 0");
  CHECK(sorted[3].message == "first without a place");
  CHECK(sorted[4].message == "second without a place");
}

TEST_CASE("an identical report is kept once") {
  DiagnosticSink sink;
  sink.add(error_at(0, 3));
  sink.add(error_at(0, 3));
  CHECK(sink.diagnostics().size() == 1);
  CHECK(sink.error_count() == 1);
}

TEST_CASE("a report keeps the beginning and the end of a text without bound") {
  DiagnosticSink sink;
  std::string name;
  for (int i = 0; i < 100'000; ++i) name += "长";
  sink.add(diagnose(DiagnosticKind::unknown_name, DataPosition{"f", 1, 1, 0, "/" + name})
               .message("`{}` is not known", name)
               .help("did you mean `{}`?", name));
  const Diagnostic& kept = sink.diagnostics().front();
  CHECK(kept.message.size() < 1000);
  CHECK(kept.message.starts_with("`长长"));
  CHECK(kept.message.ends_with("长` is not known"));
  CHECK(kept.message.find("长…长") != std::string::npos);
  CHECK(kept.help.front().size() < 1000);
  CHECK(kept.data->pointer.size() < 1000);
}

TEST_CASE("beyond its capacity the sink only counts and says so") {
  DiagnosticSink sink(3);
  for (std::uint32_t i = 0; i < 3; ++i) sink.add(error_at(0, i));
  CHECK(sink.full());
  CHECK(sink.sorted().size() == 3);
  for (std::uint32_t i = 3; i < 10; ++i) sink.add(error_at(0, i));
  CHECK(sink.error_count() == 10);
  const auto sorted = sink.sorted();
  REQUIRE(sorted.size() == 4);
  CHECK(sorted.back().kind == DiagnosticKind::too_many_errors);
  CHECK(sorted.back().message == "too many errors; 7 further diagnostics are not shown");
}

TEST_CASE("warnings never displace an error") {
  DiagnosticSink sink(2);
  Diagnostic warning = error_at(0, 0);
  warning.severity = Severity::warning;
  for (std::uint32_t i = 0; i < 5; ++i) {
    warning.primary.begin = i;
    sink.add(warning);
  }
  CHECK_FALSE(sink.has_errors());
  CHECK_FALSE(sink.full());
  sink.add(error_at(0, 7));
  CHECK(sink.has_errors());
  CHECK(sink.diagnostics().size() == 3);
}

TEST_CASE("merging keeps the count of what was dropped") {
  DiagnosticSink part(1);
  part.add(error_at(0, 1));
  part.add(error_at(0, 2));
  DiagnosticSink whole;
  whole.add(error_at(0, 1));
  whole.merge(part);
  CHECK(whole.diagnostics().size() == 1);
  CHECK(whole.error_count() == 2);
  CHECK(whole.sorted().back().message == "too many errors; 1 further diagnostic is not shown");
}
