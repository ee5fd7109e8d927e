#include "diagnostics/diagnostic.hpp"

#include <array>
#include <iterator>

namespace norma {
namespace {

// The code is the registered name with hyphens; the names are short and fixed, so this happens at compile time.
template <std::size_t size>
struct Code {
  std::array<char, size> bytes{};
  constexpr explicit Code(const char (&name)[size]) {
    for (std::size_t i = 0; i < size; ++i) bytes[i] = name[i] == '_' ? '-' : name[i];
  }
  constexpr std::string_view view() const { return {bytes.data(), size - 1}; }
};

#define NORMA_DIAGNOSTIC(name, severity, category, summary) constexpr Code code_of_##name(#name);
#include "diagnostics/kinds.def"
#undef NORMA_DIAGNOSTIC

constexpr KindInformation kinds[] = {
#define NORMA_DIAGNOSTIC(name, severity, category, summary) \
  {code_of_##name.view(), Severity::severity, DiagnosticCategory::category, summary},
#include "diagnostics/kinds.def"
#undef NORMA_DIAGNOSTIC
};

}  // namespace

const KindInformation& information(DiagnosticKind kind) { return kinds[static_cast<std::size_t>(kind)]; }

std::size_t diagnostic_kind_count() { return std::size(kinds); }

std::string_view severity_name(Severity severity) {
  constexpr std::string_view names[] = {"error", "warning", "note"};
  return names[static_cast<std::size_t>(severity)];
}

std::string_view category_name(DiagnosticCategory category) {
  constexpr std::string_view names[] = {"rules", "facts", "limit", "usage", "files"};
  return names[static_cast<std::size_t>(category)];
}

}  // namespace norma
