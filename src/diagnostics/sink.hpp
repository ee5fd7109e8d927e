#pragma once

#include <cstddef>
#include <vector>

#include "diagnostics/diagnostic.hpp"

namespace norma {

/// Collects diagnostics of one run. Reports equal in kind, place and message are kept once. Of errors, and of
/// everything else, at most `capacity` are kept; the others are only counted, so a file full of errors costs little.
class DiagnosticSink {
 public:
  static constexpr std::size_t default_capacity = 100;

  explicit DiagnosticSink(std::size_t capacity = default_capacity) : capacity_(capacity) {}

  void add(Diagnostic diagnostic);
  /// Adds everything another sink holds; its suppressed errors still count here.
  void merge(const DiagnosticSink& other);

  bool empty() const { return diagnostics_.empty(); }
  /// Also true when the errors themselves are no longer kept.
  bool has_errors() const { return error_count_ > 0; }
  std::size_t error_count() const { return error_count_; }
  /// Whether further errors would only be counted; a parser may stop then.
  bool full() const { return kept_errors_ >= capacity_; }

  /// Everything kept, in order of addition.
  const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }
  /// Everything kept, by file and position (those without a source position last, in order of addition), with a
  /// closing `too-many-errors` note when some were dropped.
  std::vector<Diagnostic> sorted() const;

 private:
  bool holds(const Diagnostic& diagnostic) const;

  std::size_t capacity_;
  std::vector<Diagnostic> diagnostics_;
  std::size_t kept_errors_ = 0;
  std::size_t error_count_ = 0;
  std::size_t dropped_ = 0;
};

}  // namespace norma
