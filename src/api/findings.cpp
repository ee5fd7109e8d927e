#include "api/findings.hpp"

#include <algorithm>

#include "diagnostics/render.hpp"

namespace norma {

bool Findings::has_errors() const {
  return std::any_of(items.begin(), items.end(), [](const Finding& finding) { return finding.severity == Finding::Severity::error; });
}

namespace api {
namespace {

Finding::Severity severity_of(Severity severity) {
  switch (severity) {
    case Severity::error: return Finding::Severity::error;
    case Severity::warning: return Finding::Severity::warning;
    case Severity::note: return Finding::Severity::note;
  }
  return Finding::Severity::error;
}

Finding::Category category_of(DiagnosticCategory category) {
  switch (category) {
    case DiagnosticCategory::rules: return Finding::Category::rules;
    case DiagnosticCategory::facts: return Finding::Category::facts;
    case DiagnosticCategory::limit: return Finding::Category::limit;
    case DiagnosticCategory::usage: return Finding::Category::request;
    case DiagnosticCategory::files: return Finding::Category::files;
  }
  return Finding::Category::rules;
}

void place(Finding& finding, const DataPosition& data) {
  finding.file = data.file;
  finding.line = data.line;
  finding.column = data.column;
  finding.pointer = data.pointer;
}

void place(Finding& finding, Span span, const SourceSet& sources) {
  const SourceText& source = sources[span.file];
  const LineColumn begin = source.position(span.begin), end = source.position(span.end);
  finding.file = source.name();
  finding.line = begin.line;
  finding.column = begin.column;
  finding.end_line = end.line;
  finding.end_column = end.column;
}

Finding finding_of(const Diagnostic& diagnostic, const SourceSet& sources) {
  Finding finding;
  finding.severity = severity_of(diagnostic.severity);
  finding.category = category_of(diagnostic.category());
  finding.code = information(diagnostic.kind).code;
  finding.message = diagnostic.message;
  finding.clause = diagnostic.clause;
  finding.help = diagnostic.help;
  // A fault of the facts is corrected in the facts, even if it is the rules that forbid it.
  if (diagnostic.data) place(finding, *diagnostic.data);
  else if (diagnostic.primary.valid() && sources.contains(diagnostic.primary.file)) place(finding, diagnostic.primary, sources);
  return finding;
}

}  // namespace

Findings findings_of(const DiagnosticSink& sink, const SourceSet& sources) {
  Findings findings;
  findings.json = "[]\n";
  if (sink.empty()) return findings;
  const std::vector<Diagnostic> sorted = sink.sorted();
  for (const Diagnostic& diagnostic : sorted) findings.items.push_back(finding_of(diagnostic, sources));
  findings.text = render_text(sorted, sources);
  findings.json = render_json(sorted, sources);
  return findings;
}

}  // namespace api
}  // namespace norma
