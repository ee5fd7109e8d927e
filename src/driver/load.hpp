#pragma once
// From a path to the parsed files of a package and of all packages it uses.
#include <cstddef>
#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

#include "ast/ast.hpp"
#include "base/source_text.hpp"
#include "diagnostics/sink.hpp"
#include "driver/files.hpp"
#include "names/symbols.hpp"
#include "syntax/parse.hpp"
#include "syntax/tree.hpp"

namespace norma {

/// Where packages are looked for. Nothing outside these folders can be named by a `use`.
struct Roots {
  std::string stdlib;  ///< `use norma.X`; empty: there is no standard library
  std::string parent;  ///< any other `use`; empty: the folder that holds the package loaded
};

struct LoadLimits {
  syntax::ParseLimits parse;      ///< of each file; a file larger than `parse.file_bytes` is not read to its end
  std::size_t packages = 1000;
};

/// One file that was read. INVARIANT: the texts that `ast` and `tree` refer to stand in the SourceSet under `file`.
struct LoadedFile {
  FileId file;
  syntax::ConcreteTree tree;
  ast::Ast ast;
};

/// One `use` that was found.
struct UseEdge {
  std::size_t package;  ///< index into LoadedProgramFiles::packages
  std::string written;
  Span span;
};

struct LoadedPackage {
  std::string name;                  ///< as its files say; the name of its place when none does
  std::string place;                 ///< where it was found; two packages never share it
  bool bundled = false;
  std::vector<std::size_t> files;    ///< indices into LoadedProgramFiles::files, in the order of their names
  std::vector<UseEdge> uses;
  std::vector<std::string> broken_names;  ///< see names::PackageFiles
  bool broken_clauses = false;
  bool incomplete = false;
};

/// INVARIANT: `packages[0]` is the package asked for; addresses of files never change.
struct LoadedProgramFiles {
  std::deque<LoadedFile> files;
  std::vector<LoadedPackage> packages;
  bool uses_lost = false;  ///< some `use` led to no package

  /// What the later stages read; refers to `files`.
  [[nodiscard]] std::vector<names::PackageFiles> package_files() const;
};

/// Reads the package at `path`, a folder (every `.rule` file in it, none in folders beneath it; names that begin with a dot are
/// passed over) or a single file, and follows each `use`. Reports files that cannot be read, packages that cannot be found, names
/// that do not agree with places, circles of use, and more packages than the limit; what could be read is in the result.
LoadedProgramFiles load_package(const std::string& path, const Roots& roots, const FileReader& reader, SourceSet& sources,
                                DiagnosticSink& sink, const LoadLimits& limits = {});

}  // namespace norma
