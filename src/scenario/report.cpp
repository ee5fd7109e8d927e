#include <fmt/format.h>

#include "base/unicode.hpp"
#include "run/names.hpp"
#include "scenario/scenario_runner.hpp"

namespace norma::scenario {
namespace {

// The expectation as written, its lines put behind one another.
std::string on_one_line(std::string_view text) {
  std::string out;
  bool blank = false;
  for (const char c : text) {
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
      blank = !out.empty();
      continue;
    }
    if (blank) out += ' ';
    blank = false;
    out += c;
  }
  return out;
}

}  // namespace

std::string failure_text(const ScenarioResult& result, const SourceSet& sources) {
  const program::Scenario& scenario = *result.scenario;
  std::string out = fmt::format("failed: {}: {}\n", escape_for_display(run::place_text(sources, scenario.span)),
                                escape_for_display(scenario.title));
  for (const std::string& fault : result.input_faults) out += fmt::format("  given  {}\n", escape_for_display(fault));
  for (const ExpectationResult& expectation : result.expectations) {
    if (expectation.passed) continue;
    const Span span = expectation.expectation->span;
    const std::string written = sources.contains(span.file) ? on_one_line(sources.text(span)) : std::string();
    out += fmt::format("  {}\n    {}\n", escape_for_display(run::place_text(sources, span)), escape_for_display(written));
    for (const std::string& difference : expectation.differences) out += fmt::format("      {}\n", escape_for_display(difference));
  }
  return out;
}

}  // namespace norma::scenario
