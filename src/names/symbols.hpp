#pragma once
// What each package declares under which name. Built by `resolve_names` from the files of all packages loaded; read by the
// type checker, which asks for names as it meets them.
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ast/ast.hpp"
#include "diagnostics/sink.hpp"
#include "program/program.hpp"

namespace norma::names {

using SymbolId = TypedId<struct SymbolTag>;
using program::PackageId;

enum class SymbolKind : std::uint8_t {
  fact, definition, exception, table, requirement, decision, calendar,   // the scope of values
  unit, enumeration, record, format,                                     // the scope of types
};

struct Symbol {
  SymbolKind kind = SymbolKind::fact;
  std::string name;
  PackageId package;
  const ast::Ast* file = nullptr;
  const ast::Declaration* declaration = nullptr;
  Span name_span;
  // INVARIANT (versions): symbols of one name in one scope of one package have disjoint periods, are callables, stand in `versions`
  // of the first of them sorted by `from`; for all others `versions` is empty.
  std::vector<SymbolId> versions;
};

// The files of one package, in the order of their names.
struct PackageFiles {
  std::string name;                       // "cnca.isms"
  std::vector<const ast::Ast*> files;
  bool bundled = false;                   // standard library
};

struct Lookup {
  enum class Outcome : std::uint8_t { found, not_found, ambiguous } outcome = Outcome::not_found;
  SymbolId symbol;                        // found: the first version
  std::vector<SymbolId> candidates;       // ambiguous
  std::string nearest;                    // not found: a near name, or empty
};

// An enum value seen from a package: which enumeration symbol and which index.
struct EnumValueUse { SymbolId enumeration; std::uint32_t index; };

class NameTable {
 public:
  // Facts, definitions, tables, requirements, decisions, exceptions, calendars; `path` may be qualified by a package or alias.
  [[nodiscard]] Lookup find_value(PackageId from, const ast::Path& path) const;
  // Units (by any spelling), enums, records, formats.
  [[nodiscard]] Lookup find_type(PackageId from, const ast::Path& path) const;
  // All enumerations visible from a package that have a value of this name.
  [[nodiscard]] std::vector<EnumValueUse> enum_values(PackageId from, std::string_view name) const;
  // Every name visible in the scope of values, for suggestions.
  [[nodiscard]] std::vector<std::string> visible_values(PackageId from) const;

  [[nodiscard]] const Symbol& operator[](SymbolId id) const { return symbols_[id.index()]; }
  [[nodiscard]] const std::deque<Symbol>& symbols() const { return symbols_; }
  // Header data of each package, clause registry included; index is PackageId.
  [[nodiscard]] const std::vector<program::Package>& packages() const { return packages_; }
  // Reports a citation of an unregistered clause (only where the cited package has a registry).
  void check_citation(PackageId from, const ast::Citation&, DiagnosticSink&) const;

 private:
  friend class NameResolver;
  std::deque<Symbol> symbols_;
  std::vector<program::Package> packages_;
  struct Scope;
  std::vector<std::unordered_map<std::string, std::vector<SymbolId>>> values_, types_;  // per package, own declarations
  struct Import { PackageId package; std::string alias; };
  std::vector<std::vector<Import>> imports_;                                            // per package
};

// Collects declarations, reports duplicates (both places), look-alike names, overlapping versions, use of unknown packages
// (the loader reports those it cannot find), header faults (more than one full header, none), unknown clauses in citations
// of every attribute in the files, repeated clause entries.
NameTable resolve_names(const std::vector<PackageFiles>&, DiagnosticSink&);

}  // namespace norma::names
