#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/span.hpp"

namespace norma {

enum class Severity : std::uint8_t { error, warning, note };

/// What is at fault; the command line derives its exit status from it.
enum class DiagnosticCategory : std::uint8_t { rules, facts, limit, usage, files };

/// Every kind registered in kinds.def.
enum class DiagnosticKind : std::uint16_t {
#define NORMA_DIAGNOSTIC(name, severity, category, summary) name,
#include "diagnostics/kinds.def"
#undef NORMA_DIAGNOSTIC
};

/// The registration of one kind.
struct KindInformation {
  std::string_view code;  ///< as printed, for example `unit-mismatch`
  Severity severity;
  DiagnosticCategory category;
  std::string_view summary;
};

const KindInformation& information(DiagnosticKind kind);
std::size_t diagnostic_kind_count();
/// `error`, `warning` or `note`.
std::string_view severity_name(Severity severity);
/// `rules`, `facts`, `limit`, `usage` or `files`.
std::string_view category_name(DiagnosticCategory category);

/// A further place in the rules, underlined with dashes.
struct SecondaryLabel {
  Span span;
  std::string text;
  friend bool operator==(const SecondaryLabel&, const SecondaryLabel&) = default;
};

/// A place in data that is not kept as a source text: a record of a facts file. Zero and empty mean "unknown".
struct DataPosition {
  std::string file;
  std::size_t line = 0;    ///< from 1
  std::size_t column = 0;  ///< from 1, in code points
  std::size_t record = 0;  ///< from 1
  std::string pointer;     ///< JSON pointer (RFC 6901) from the top of the record
  friend bool operator==(const DataPosition&, const DataPosition&) = default;
};

/// One report to a person. All texts are lower case without a full stop, with code in backticks; they may hold any
/// characters, the renderers make them safe. `primary` and `data` may both be absent (command line usage).
struct Diagnostic {
  DiagnosticKind kind{};
  Severity severity = Severity::error;
  Span primary;
  std::optional<DataPosition> data;
  std::string message;
  std::string label;
  std::vector<SecondaryLabel> secondary;
  std::string clause;
  std::vector<std::string> help;

  DiagnosticCategory category() const { return information(kind).category; }
  friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

/// Fills in a Diagnostic; made by `diagnose`, handed to DiagnosticSink::add. All texts are fmt format strings.
///
///   sink.add(diagnose(DiagnosticKind::unit_mismatch, span)
///                .message("`{}` is a share, but `{}` is a count", left, right)
///                .label("share").secondary(other, "count of {}", noun).clause(clause).help("write …"));
class DiagnosticBuilder {
 public:
  explicit DiagnosticBuilder(DiagnosticKind kind) {
    diagnostic_.kind = kind;
    diagnostic_.severity = information(kind).severity;
  }

  DiagnosticBuilder& at(Span span) {
    diagnostic_.primary = span;
    return *this;
  }
  DiagnosticBuilder& at(DataPosition position) {
    diagnostic_.data = std::move(position);
    return *this;
  }
  template <typename... Arguments>
  DiagnosticBuilder& message(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    diagnostic_.message = fmt::format(format, std::forward<Arguments>(arguments)...);
    return *this;
  }
  template <typename... Arguments>
  DiagnosticBuilder& label(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    diagnostic_.label = fmt::format(format, std::forward<Arguments>(arguments)...);
    return *this;
  }
  template <typename... Arguments>
  DiagnosticBuilder& secondary(Span span, fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    diagnostic_.secondary.push_back({span, fmt::format(format, std::forward<Arguments>(arguments)...)});
    return *this;
  }
  /// The clause the faulty declaration cites, as written in the rules; an empty text leaves the line out.
  DiagnosticBuilder& clause(std::string_view clause) {
    diagnostic_.clause = clause;
    return *this;
  }
  template <typename... Arguments>
  DiagnosticBuilder& help(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    diagnostic_.help.push_back(fmt::format(format, std::forward<Arguments>(arguments)...));
    return *this;
  }
  /// "did you mean …" for a near name; nothing when there is none.
  DiagnosticBuilder& suggest(const std::optional<std::string>& near_name) {
    return near_name ? help("did you mean `{}`?", *near_name) : *this;
  }

  const Diagnostic& diagnostic() const { return diagnostic_; }
  operator Diagnostic() const { return diagnostic_; }

 private:
  Diagnostic diagnostic_;
};

inline DiagnosticBuilder diagnose(DiagnosticKind kind) { return DiagnosticBuilder(kind); }
inline DiagnosticBuilder diagnose(DiagnosticKind kind, Span span) { return DiagnosticBuilder(kind).at(span); }
inline DiagnosticBuilder diagnose(DiagnosticKind kind, DataPosition position) {
  return DiagnosticBuilder(kind).at(std::move(position));
}

}  // namespace norma
