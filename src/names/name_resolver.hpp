#pragma once
// The work behind `resolve_names`, private to this folder. One instance serves one call.
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "diagnostics/sink.hpp"
#include "names/symbols.hpp"

namespace norma::names {

class NameResolver {
 public:
  NameResolver(const std::vector<PackageFiles>& packages, DiagnosticSink& sink) : files_(packages), sink_(sink) {}
  NameTable run();

 private:
  struct Declared { SymbolId symbol; Span span; };
  // What one scope of one package holds while it is filled. Versions of a name stand by the first day they are in force.
  struct Filling {
    std::unordered_map<std::string, std::map<Date, Declared>> names;
    std::unordered_map<std::string, std::pair<std::string, Span>> skeletons;
  };

  // headers.cpp
  void read_header(PackageId package);
  const ast::Ast* header_file(const PackageFiles& files);
  void read_month_end(program::Package& package, const ast::PackageHeader& header);
  void read_clauses(PackageId package);
  void read_imports(PackageId package);
  std::optional<PackageId> target_of(const PackageFiles& files, const std::string& written) const;

  // declarations.cpp
  void declare_all(PackageId package);
  SymbolId add_symbol(PackageId package, const ast::Ast& file, const ast::Declaration& declaration, SymbolKind kind,
                      const ast::Name& name);
  void enter(Filling& filling, SymbolId symbol, const ast::Name& name);
  bool clashes(const std::map<Date, Declared>& versions, SymbolId symbol, const ast::Name& name);
  void check_look_alike(Filling& filling, const ast::Name& name);
  void check_builtin(SymbolKind kind, const ast::Name& name);
  void check_members(const std::vector<ast::Name>& members, std::string_view what);
  void check_inline_enums(const ast::Ast& file);
  void record_enum_values(PackageId package, SymbolId symbol, const ast::Enum& enumeration);
  void publish(Filling& filling, NameTable::Scope& scope);
  void report_imported_twice(PackageId package, NameTable::Scope NameTable::PackageNames::*scope);
  void index_near_names(PackageId package);

  // citations.cpp
  void check_attributes(PackageId package);

  NameTable::PackageNames& names(PackageId package) { return table_.names_[package.index()]; }

  const std::vector<PackageFiles>& files_;
  DiagnosticSink& sink_;
  NameTable table_;
  std::vector<std::pair<std::size_t, std::size_t>> symbols_of_;  // per package: its symbols stand together
};

}  // namespace norma::names
