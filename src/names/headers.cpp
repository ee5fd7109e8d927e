#include <algorithm>
#include <array>
#include <string>

#include "base/nearest.hpp"
#include "names/name_resolver.hpp"

namespace norma::names {
namespace {

bool is_header(const ast::PackageHeader& header) { return header.full || !header.uses.empty(); }

std::string joined(const ast::Path& path) {
  std::string out;
  for (const ast::Name& name : path) {
    if (!out.empty()) out += '.';
    out += name.text;
  }
  return out;
}

constexpr std::array<std::string_view, 3> month_end_words = {"last_day", "next_day", "refuse"};
constexpr std::array<MonthEndPolicy, 3> month_end_policies = {MonthEndPolicy::last_day, MonthEndPolicy::next_day,
                                                             MonthEndPolicy::refuse};

}  // namespace

// The file that carries the header attributes; a second one is reported. Without any, a single file is its own header.
const ast::Ast* NameResolver::header_file(const PackageFiles& files) {
  const ast::Ast* header = nullptr;
  for (const ast::Ast* file : files.files) {
    if (!is_header(file->package)) continue;
    if (header == nullptr) {
      header = file;
      continue;
    }
    sink_.add(diagnose(DiagnosticKind::several_headers, file->package.span)
                  .message("package `{}` has a second header", files.name)
                  .label("header attributes again")
                  .secondary(header->package.span, "the first header")
                  .help("keep `title`, `source`, `month end` and `use` in one file of the package"));
  }
  if (header != nullptr || files.files.empty()) return header;
  if (files.files.size() > 1 && !files.incomplete) {
    sink_.add(diagnose(DiagnosticKind::missing_header, files.files.front()->package.span)
                  .message("no file of package `{}` carries its header", files.name)
                  .help("write a `title` below `package {}` in one of the files", files.name));
  }
  return files.files.front();
}

void NameResolver::read_header(PackageId id) {
  const PackageFiles& files = files_[id.index()];
  program::Package& package = table_.packages_[id.index()];
  package.name = files.name;
  package.bundled = files.bundled;
  for (const ast::Ast* file : files.files) package.files.push_back(file->file);
  names(id).broken_names.insert(files.broken_names.begin(), files.broken_names.end());
  names(id).clauses_complete = !files.broken_clauses && !files.incomplete;
  names(id).incomplete = files.incomplete;
  const ast::Ast* file = header_file(files);
  if (file == nullptr) return;
  package.title = file->package.title;
  if (file->package.source) package.source = *file->package.source;
  if (file->package.month_end) read_month_end(package, file->package);
}

void NameResolver::read_month_end(program::Package& package, const ast::PackageHeader& header) {
  const ast::Name& word = *header.month_end;
  const auto found = std::find(month_end_words.begin(), month_end_words.end(), word.text);
  if (found != month_end_words.end()) {
    package.month_end = month_end_policies[static_cast<std::size_t>(found - month_end_words.begin())];
  }
}

void NameResolver::read_clauses(PackageId id) {
  NameTable::PackageNames& own = names(id);
  for (const ast::Ast* file : files_[id.index()].files) {
    for (const ast::Declaration& declaration : file->declarations) {
      const auto* clauses = std::get_if<ast::Clauses>(&declaration.form);
      if (clauses == nullptr) continue;
      for (const ast::ClauseEntry& entry : clauses->entries) {
        const auto [place, fresh] = own.clauses.emplace(entry.id, entry.id_span);
        if (!fresh) {
          sink_.add(diagnose(DiagnosticKind::duplicate_clause, entry.id_span)
                        .message("clause `{}` is registered twice", entry.id)
                        .secondary(place->second, "registered here first")
                        .help("keep one of the two"));
          continue;
        }
        own.near_clauses.add(entry.id);
        table_.packages_[id.index()].clauses.push_back(
            {entry.id, entry.kind.text, entry.status, entry.labels, entry.span});
      }
    }
  }
}

std::optional<PackageId> NameResolver::target_of(const PackageFiles& files, const std::string& written) const {
  const auto mapped = files.uses.find(written);
  if (mapped != files.uses.end()) return PackageId::from_index(mapped->second);
  for (std::size_t i = 0; i < files_.size(); ++i) {
    if (files_[i].name == written) return PackageId::from_index(i);
  }
  return std::nullopt;
}

void NameResolver::read_imports(PackageId id) {
  NameTable::PackageNames& own = names(id);
  std::unordered_map<std::string, Span> qualifiers;
  for (const ast::Ast* file : files_[id.index()].files) {
    for (const ast::Use& use : file->package.uses) {
      if (use.package.empty()) continue;
      const std::string qualifier = use.alias ? use.alias->text : use.package.back().text;
      const auto [place, fresh] = qualifiers.emplace(qualifier, use.span);
      if (!fresh) {
        sink_.add(diagnose(DiagnosticKind::duplicate_use, use.span)
                      .message("two used packages go by the name `{}`", qualifier)
                      .secondary(place->second, "the first one")
                      .help("give one of them another name: `use {} as …`", joined(use.package)));
        continue;
      }
      const auto target = target_of(files_[id.index()], joined(use.package));
      if (target == id) continue;  // a cycle, reported by the loader
      if (target) {
        own.imports.push_back({*target, qualifier, use.alias.has_value()});
      } else {
        own.lost_qualifiers.insert(qualifier);
        own.lost_import = own.lost_import || !use.alias;
      }
    }
  }
}

}  // namespace norma::names
