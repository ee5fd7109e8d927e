#include "names/name_resolver.hpp"

namespace norma::names {

NameTable NameResolver::run() {
  table_.packages_.resize(files_.size());
  table_.names_.resize(files_.size());
  std::vector<PackageId> packages;
  for (std::size_t i = 0; i < files_.size(); ++i) packages.push_back(PackageId::from_index(i));
  for (const PackageId package : packages) {
    read_header(package);
    read_clauses(package);
    declare_all(package);
  }
  // Imports are read when all packages have their declarations: what a package sees is known only then.
  for (const PackageId package : packages) {
    read_imports(package);
    report_imported_twice(package, &NameTable::PackageNames::values);
    report_imported_twice(package, &NameTable::PackageNames::types);
    index_near_names(package);
  }
  for (const PackageId package : packages) check_attributes(package);
  return std::move(table_);
}

NameTable resolve_names(const std::vector<PackageFiles>& packages, DiagnosticSink& sink) {
  return NameResolver(packages, sink).run();
}

}  // namespace norma::names
