#pragma once
// The type checker: declarations and expressions become the resolved program. See README.md in this folder.
#include <optional>
#include <vector>

#include "diagnostics/sink.hpp"
#include "names/symbols.hpp"
#include "program/program.hpp"

namespace norma::types {

/// What checking gave: a program, unless an error was reported.
struct CheckResult {
  std::optional<program::Program> program;
};

/// Checks every declaration of `packages` (PackageId is the index) and elaborates it into one program. Everything wrong is
/// reported to `sink`, one report for one cause; warnings do not prevent a program. Reference: sections 2 to 10.
CheckResult check(const names::NameTable& table, const std::vector<names::PackageFiles>& packages, DiagnosticSink& sink);

}  // namespace norma::types
