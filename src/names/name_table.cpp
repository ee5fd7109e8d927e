#include <algorithm>
#include <string>
#include <utility>

#include "names/symbols.hpp"

namespace norma::names {
namespace {

std::string joined(ast::Path::const_iterator begin, ast::Path::const_iterator end) {
  std::string out;
  for (auto name = begin; name != end; ++name) {
    if (!out.empty()) out += '.';
    out += name->text;
  }
  return out;
}

std::string_view last_part(std::string_view package) {
  const std::size_t dot = package.rfind('.');
  return dot == std::string_view::npos ? package : package.substr(dot + 1);
}

Lookup answer(std::vector<SymbolId> found) {
  Lookup lookup;
  if (found.size() == 1) {
    lookup.outcome = Lookup::Outcome::found;
    lookup.symbol = found.front();
  } else if (found.size() > 1) {
    lookup.outcome = Lookup::Outcome::ambiguous;
    lookup.candidates = std::move(found);
  }
  return lookup;
}

template <class Map>
void append_first(std::vector<SymbolId>& found, const Map& scope, const std::string& name) {
  const auto entry = scope.find(name);
  if (entry != scope.end()) found.push_back(entry->second.front());
}

}  // namespace

Lookup NameTable::find_value(PackageId from, const ast::Path& path) const {
  return find(from, path, &PackageNames::values, &PackageNames::near_values);
}

Lookup NameTable::find_type(PackageId from, const ast::Path& path) const {
  return find(from, path, &PackageNames::types, &PackageNames::near_types);
}

Lookup NameTable::find(PackageId from, const ast::Path& path, Scope PackageNames::*scope,
                       NearNames PackageNames::*near) const {
  if (path.empty()) return {};
  if (path.size() > 1) return find_qualified(from, path, scope, near);
  const PackageNames& own = names_[from.index()];
  const std::string& name = path.front().text;
  std::vector<SymbolId> found;
  append_first(found, own.*scope, name);
  // A name that is also imported was reported where it is declared; the own one stands.
  if (!found.empty()) return answer(std::move(found));

  bool reported = own.lost_import || own.may_have_lost(name);
  for (const Import& import : own.imports) {
    if (import.aliased) continue;
    const PackageNames& other = names_[import.package.index()];
    append_first(found, other.*scope, name);
    reported = reported || other.may_have_lost(name);
  }
  Lookup lookup = answer(std::move(found));
  if (lookup.outcome == Lookup::Outcome::not_found) {
    lookup.reported = reported;
    lookup.nearest = (own.*near).nearest(name).value_or("");
  }
  return lookup;
}

Lookup NameTable::find_qualified(PackageId from, const ast::Path& path, Scope PackageNames::*scope,
                                 NearNames PackageNames::*near) const {
  // Fields of fields make paths of any length; beyond the longest name of a package there is nothing to spell out and look up.
  if (path.size() - 1 > longest_qualifier(from)) return answer({});
  const std::string qualifier = joined(path.begin(), path.end() - 1);
  const std::string& name = path.back().text;
  const std::vector<PackageId> packages = qualified(from, qualifier);
  std::vector<SymbolId> found;
  bool reported = names_[from.index()].lost_qualifiers.contains(qualifier);
  for (const PackageId package : packages) {
    append_first(found, names_[package.index()].*scope, name);
    reported = reported || names_[package.index()].may_have_lost(name);
  }
  Lookup lookup = answer(std::move(found));
  if (lookup.outcome == Lookup::Outcome::not_found) {
    lookup.reported = reported;
    if (packages.size() == 1) {
      // The index of the used package also knows what that package imports, which cannot be named from here.
      const auto suggestion = (names_[packages.front().index()].*near).nearest(name);
      if (suggestion && (names_[packages.front().index()].*scope).contains(*suggestion)) {
        lookup.nearest = qualifier + "." + *suggestion;
      }
    }
  }
  return lookup;
}

// In parts between dots.
std::size_t NameTable::longest_qualifier(PackageId from) const {
  const auto parts = [](const std::string& name) { return 1 + static_cast<std::size_t>(std::count(name.begin(), name.end(), '.')); };
  std::size_t longest = parts(packages_[from.index()].name);
  for (const Import& import : names_[from.index()].imports)
    longest = std::max({longest, parts(import.qualifier), parts(packages_[import.package.index()].name)});
  for (const std::string& lost : names_[from.index()].lost_qualifiers) longest = std::max(longest, parts(lost));
  return longest;
}

std::vector<PackageId> NameTable::qualified(PackageId from, const std::string& qualifier) const {
  std::vector<PackageId> out;
  const auto add = [&](PackageId package) {
    if (std::find(out.begin(), out.end(), package) == out.end()) out.push_back(package);
  };
  for (const Import& import : names_[from.index()].imports) {
    const bool whole = !import.aliased && packages_[import.package.index()].name == qualifier;
    if (import.qualifier == qualifier || whole) add(import.package);
  }
  const std::string& own = packages_[from.index()].name;
  // A used package is preferred to the own one, which can always be named in full.
  if (own == qualifier || (out.empty() && last_part(own) == qualifier)) add(from);
  return out;
}

std::vector<EnumValueUse> NameTable::enum_values(PackageId from, std::string_view name) const {
  std::vector<EnumValueUse> out;
  const auto append = [&](const PackageNames& names) {
    const auto entry = names.enum_values.find(std::string(name));
    if (entry != names.enum_values.end()) out.insert(out.end(), entry->second.begin(), entry->second.end());
  };
  const PackageNames& own = names_[from.index()];
  append(own);
  for (const Import& import : own.imports) {
    if (!import.aliased) append(names_[import.package.index()]);
  }
  return out;
}

std::vector<std::string> NameTable::visible_values(PackageId from) const {
  std::vector<std::string> out;
  const PackageNames& own = names_[from.index()];
  for (const auto& entry : own.values) out.push_back(entry.first);
  for (const Import& import : own.imports) {
    const std::string prefix = import.aliased ? import.qualifier + "." : "";
    for (const auto& entry : names_[import.package.index()].values) out.push_back(prefix + entry.first);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

void NameTable::check_citation(PackageId from, const ast::Citation& citation, DiagnosticSink& sink) const {
  PackageId cited = from;
  if (!citation.package.empty()) {
    const std::vector<PackageId> packages = qualified(from, citation.package);
    if (packages.empty()) {
      if (names_[from.index()].lost_qualifiers.contains(citation.package)) return;
      sink.add(diagnose(DiagnosticKind::package_not_used, citation.span)
                   .message("package `{}` is cited but not used here", citation.package)
                   .help("add `use {}` to the header of the package", citation.package));
      return;
    }
    cited = packages.front();
  }
  const PackageNames& names = names_[cited.index()];
  if (!names.clauses_complete || names.clauses.empty() || names.clauses.contains(citation.clause)) return;
  sink.add(diagnose(DiagnosticKind::unknown_clause, citation.span)
               .message("clause `{}` is not registered in package `{}`", citation.clause, packages_[cited.index()].name)
               .suggest(names.near_clauses.nearest(citation.clause))
               .help("enter it in the `clauses` block, or correct the citation"));
}

}  // namespace norma::names
