#pragma once
// All stages in a row: from a path to a program that can be evaluated.
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/source_text.hpp"
#include "diagnostics/sink.hpp"
#include "driver/load.hpp"
#include "names/symbols.hpp"
#include "program/program.hpp"

namespace norma {

struct CompileOptions {
  LoadLimits limits;
  std::size_t diagnostics = DiagnosticSink::default_capacity;  ///< errors kept; further ones are counted
};

/// Everything that compiling one package gave, the intermediate results of each stage included. Movable, not copyable.
/// INVARIANT: `program` is set exactly if there are no errors. The program does not refer to the rest and may outlive it, except
/// that spans in it mean texts of `sources`.
struct Compilation {
  explicit Compilation(std::size_t diagnostic_capacity = DiagnosticSink::default_capacity)
      : diagnostics(diagnostic_capacity) {}
  Compilation(Compilation&&) = default;
  Compilation& operator=(Compilation&&) = default;
  Compilation(const Compilation&) = delete;
  Compilation& operator=(const Compilation&) = delete;

  [[nodiscard]] bool ok() const { return program != nullptr; }

  SourceSet sources;
  DiagnosticSink diagnostics;
  LoadedProgramFiles files;
  std::vector<names::PackageFiles> packages;  ///< refers to `files`
  std::optional<names::NameTable> names;      ///< refers to `files`
  std::shared_ptr<const program::Program> program;
};

/// Loads, parses, resolves and checks the package at `path`. A later stage works on what the earlier ones could save, so one call
/// shows the errors of all stages; names that a broken declaration would have declared are not reported as unknown.
Compilation compile(const std::string& path, const Roots& roots, const FileReader& reader, const CompileOptions& options = {});

/// The same for one text that stands nowhere on a disk; `name` is how diagnostics call it. It can use the standard library.
Compilation compile_text(std::string name, std::string text, const Roots& roots, const FileReader& reader,
                         const CompileOptions& options = {});

/// The concrete tree of every file as text, each under a line with its name: for people who work on the parser.
std::string dump_trees(const Compilation& compilation);
/// Every symbol of every package, one a line: package, kind, name, place.
std::string dump_names(const Compilation& compilation);

}  // namespace norma
