#include "diagnostics/sink.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace norma {
namespace {

bool same_report(const Diagnostic& left, const Diagnostic& right) {
  return left.kind == right.kind && left.primary == right.primary && left.data == right.data &&
         left.message == right.message;
}

// A report may quote a name or key of any length. People need its beginning and its end.
void clip(std::string& text) {
  constexpr std::size_t longest = 1000, beginning = 600, end = 300;
  if (text.size() <= longest) return;
  const auto is_continuation = [&](std::size_t at) { return (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U; };
  std::size_t first = beginning, last = text.size() - end;
  while (is_continuation(first)) --first;
  while (is_continuation(last)) --last;
  text.replace(first, last - first, "…");
}

void clip(Diagnostic& diagnostic) {
  clip(diagnostic.message);
  clip(diagnostic.label);
  for (SecondaryLabel& label : diagnostic.secondary) clip(label.text);
  for (std::string& help : diagnostic.help) clip(help);
  if (diagnostic.data) clip(diagnostic.data->pointer);
}

}  // namespace

bool DiagnosticSink::holds(const Diagnostic& diagnostic) const {
  return std::any_of(diagnostics_.begin(), diagnostics_.end(),
                     [&](const Diagnostic& kept) { return same_report(kept, diagnostic); });
}

void DiagnosticSink::add(Diagnostic diagnostic) {
  const bool is_error = diagnostic.severity == Severity::error;
  const std::size_t kept = is_error ? kept_errors_ : diagnostics_.size() - kept_errors_;
  if (kept >= capacity_) {
    ++dropped_;
    if (is_error) ++error_count_;
    return;
  }
  clip(diagnostic);
  if (holds(diagnostic)) return;
  if (is_error) {
    ++error_count_;
    ++kept_errors_;
  }
  diagnostics_.push_back(std::move(diagnostic));
}

void DiagnosticSink::merge(const DiagnosticSink& other) {
  for (const Diagnostic& diagnostic : other.diagnostics_) add(diagnostic);
  error_count_ += other.error_count_ - other.kept_errors_;
  dropped_ += other.dropped_;
}

std::vector<Diagnostic> DiagnosticSink::sorted() const {
  std::vector<Diagnostic> out = diagnostics_;
  // An invalid file id is greater than any valid one, so diagnostics without a source position come last.
  std::stable_sort(out.begin(), out.end(),
                   [](const Diagnostic& left, const Diagnostic& right) { return left.primary < right.primary; });
  if (dropped_ > 0) {
    out.push_back(diagnose(DiagnosticKind::too_many_errors)
                      .message("too many errors; {} further {} not shown", dropped_,
                               dropped_ == 1 ? "diagnostic is" : "diagnostics are"));
  }
  return out;
}

}  // namespace norma
