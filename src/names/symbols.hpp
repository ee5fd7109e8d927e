#pragma once
// What each package declares under which name. Built by `resolve_names` from the files of all packages loaded; read by the
// type checker, which asks for names as it meets them.
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "ast/ast.hpp"
#include "diagnostics/sink.hpp"
#include "names/near_names.hpp"
#include "program/program.hpp"

namespace norma::names {

// Declared here on its own: `norma::SymbolTag` of base/interner.hpp is another one.
struct SymbolTag;
using SymbolId = TypedId<SymbolTag>;
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
  // INVARIANT (versions): symbols of one name in one scope of one package have disjoint periods and are callables; all of them, the
  // first included, stand in `versions` of the first, sorted by `from`; for all others, and where there is only one, `versions` is empty.
  std::vector<SymbolId> versions;
};

// The files of one package, in the order of their names.
struct PackageFiles {
  std::string name;                       // "cnca.isms"
  std::vector<const ast::Ast*> files;
  bool bundled = false;                   // standard library
  // The name as written after `use` -> index of the package it names. A `use` that is not found here names the package of
  // exactly this name; if there is none, it is taken as reported already.
  std::unordered_map<std::string, std::size_t> uses;
  // Names that declarations with a syntax error would have declared. Looking them up finds nothing and says so quietly.
  std::vector<std::string> broken_names;
  bool incomplete = false;                // a whole file could not be read: any name and any clause may be missing
  bool broken_clauses = false;            // a `clauses` block was lost: the registry is incomplete and cannot refute a citation
};

struct Lookup {
  enum class Outcome : std::uint8_t { found, not_found, ambiguous } outcome = Outcome::not_found;
  SymbolId symbol;                        // found: the first version
  std::vector<SymbolId> candidates;       // ambiguous
  std::string nearest;                    // not found: a near name, or empty
  bool reported = false;                  // not found, but the reason was reported already: say nothing more
};

// An enum value seen from a package: which enumeration symbol and which index.
struct EnumValueUse { SymbolId enumeration; std::uint32_t index; };

class NameTable {
 public:
  // Facts, definitions, tables, requirements, decisions, exceptions, calendars. `path` is a name, or a name behind a qualifier: an
  // alias, the last part of the name of a package used without alias (or of the own one), or a whole dotted package name.
  [[nodiscard]] Lookup find_value(PackageId from, const ast::Path& path) const;
  // Units (by any spelling), enums, records, formats.
  [[nodiscard]] Lookup find_type(PackageId from, const ast::Path& path) const;
  // All enumerations visible without a qualifier from a package that have a value of this name.
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
  using Scope = std::unordered_map<std::string, std::vector<SymbolId>>;  // own declarations of a package; versions sorted by `from`
  struct Import { PackageId package; std::string qualifier; bool aliased; };
  struct PackageNames {
    Scope values, types;
    std::unordered_map<std::string, std::vector<EnumValueUse>> enum_values;
    std::vector<Import> imports;
    NearNames near_values, near_types;                 // everything visible without a qualifier
    std::unordered_set<std::string> broken_names;
    std::unordered_set<std::string> lost_qualifiers;   // of packages that could not be loaded
    bool lost_import = false;                          // one of them was used without alias: any name may have come from it
    std::unordered_map<std::string, Span> clauses;
    NearNames near_clauses;
    bool clauses_complete = true;
    bool incomplete = false;

    [[nodiscard]] bool may_have_lost(const std::string& name) const { return incomplete || broken_names.contains(name); }
  };
  [[nodiscard]] Lookup find(PackageId from, const ast::Path& path, Scope PackageNames::*scope, NearNames PackageNames::*near) const;
  [[nodiscard]] Lookup find_qualified(PackageId from, const ast::Path& path, Scope PackageNames::*scope, NearNames PackageNames::*near) const;
  [[nodiscard]] std::size_t longest_qualifier(PackageId from) const;
  [[nodiscard]] std::vector<PackageId> qualified(PackageId from, const std::string& qualifier) const;

  std::deque<Symbol> symbols_;
  std::vector<program::Package> packages_;
  std::vector<PackageNames> names_;                    // index is PackageId
};

// Collects declarations; PackageId is the index into `packages`. Reports
// - a second declaration of a visible name, also of an enum value, a record field, a format field in its own declaration (both places;
//   parameters, given facts and local definitions are checked with types), names that look alike, names of builtins;
// - versions that are in force at the same time, `until` before `from`;
// - more than one header, no header among several files, an unknown month end policy, two `use` under one name;
// - repeated clause entries, and citations of unregistered clauses in every attribute, `silent`, `refuse` and expectation.
// The loader reports packages that cannot be found and files that name another package.
NameTable resolve_names(const std::vector<PackageFiles>& packages, DiagnosticSink& sink);

}  // namespace norma::names
