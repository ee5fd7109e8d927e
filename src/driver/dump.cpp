#include <array>
#include <string_view>

#include <fmt/format.h>

#include "driver/compile.hpp"
#include "syntax/tree.hpp"

namespace norma {
namespace {

// In the order of names::SymbolKind.
constexpr std::array<std::string_view, 11> kind_words = {"fact",     "definition", "exception", "table",  "requirement", "decision",
                                                         "calendar", "unit",       "enum",      "record", "format"};

}  // namespace

std::string dump_trees(const Compilation& compilation) {
  std::string out;
  for (const LoadedFile& file : compilation.files.files) {
    const SourceText& source = compilation.sources[file.file];
    out += fmt::format("== {}\n{}", source.name(), syntax::dump(file.tree, source));
  }
  return out;
}

std::string dump_names(const Compilation& compilation) {
  std::string out;
  if (!compilation.names) return out;
  for (const names::Symbol& symbol : compilation.names->symbols()) {
    const SourceText& source = compilation.sources[symbol.name_span.file];
    const LineColumn place = source.position(symbol.name_span.begin);
    out += fmt::format("{}\t{}\t{}\t{}:{}:{}\n", compilation.names->packages()[symbol.package.index()].name,
                       kind_words[static_cast<std::size_t>(symbol.kind)], symbol.name, source.name(), place.line,
                       place.column);
  }
  return out;
}

}  // namespace norma
