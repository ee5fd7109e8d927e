#pragma once
// Checks one package given as text, all stages before included.
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "ast/from_syntax.hpp"
#include "base/source_text.hpp"
#include "diagnostics/sink.hpp"
#include "names/symbols.hpp"
#include "syntax/parse.hpp"
#include "types/check.hpp"

namespace norma::types_test {

struct Checked {
  DiagnosticSink sink;
  std::optional<program::Program> program;

  bool ok() const { return program.has_value() && !sink.has_errors(); }
  /// The codes of all reports in the order of the text: "type-mismatch missing-otherwise".
  std::string codes() const {
    std::string result;
    for (const Diagnostic& one : sink.sorted()) result += (result.empty() ? "" : " ") + std::string(information(one.kind).code);
    return result;
  }
  std::string message() const { return sink.diagnostics().empty() ? "" : sink.diagnostics().front().message; }
  std::string help() const {
    std::string result;
    if (sink.diagnostics().empty()) return result;
    for (const std::string& line : sink.diagnostics().front().help) result += line + "\n";
    return result;
  }
  std::size_t secondary_count() const { return sink.diagnostics().empty() ? 0 : sink.diagnostics().front().secondary.size(); }

  const program::Callable& callable(const std::string& name) const {
    if (!program) throw std::runtime_error("no program: " + codes() + ": " + message());
    for (const program::Callable& one : program->callables) {
      if (one.name == name) return one;
    }
    throw std::runtime_error("no callable " + name);
  }
  const program::Type& result(const std::string& name) const { return (*program)[callable(name).result]; }
  const program::Node& node(program::NodeId id) const { return program->nodes[id.index()]; }
  const program::Node& body(const std::string& name) const { return node(callable(name).body); }
  const program::Node& child(const program::Node& parent, std::uint32_t i) const { return node(program->children[parent.first_child + i]); }
  std::string unit_of(const program::Type& type) const { return type.unit.valid() ? program->units[type.unit.index()].name : ""; }
};

/// Checks `declarations` in a package without header attributes but `month_end` if given.
inline Checked check(const std::string& declarations, const std::string& header = {}) {
  Checked result;
  const std::string text = "language 1\npackage example.t\n" + header + "\n" + declarations;
  SourceSet sources;
  const FileId file = sources.add("t.rule", text);
  const auto parsed = syntax::parse(sources[file], file, {}, result.sink);
  const ast::Ast tree = ast::lower(parsed.tree, sources[file], file, result.sink);
  names::PackageFiles package;
  package.name = "example.t";
  package.files.push_back(&tree);
  const std::vector<names::PackageFiles> packages{package};
  const names::NameTable table = names::resolve_names(packages, result.sink);
  result.program = types::check(table, packages, result.sink).program;
  return result;
}

}  // namespace norma::types_test
