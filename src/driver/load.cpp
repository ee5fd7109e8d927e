#include "driver/load.hpp"

#include <algorithm>
#include <utility>

#include "base/nearest.hpp"
#include "driver/front_end.hpp"
#include "driver/loader.hpp"

namespace norma {
namespace {

constexpr std::string_view extension = ".rule";
constexpr std::string_view bundled_prefix = "norma.";

std::string joined(const ast::Path& path, char between) {
  std::string out;
  for (const ast::Name& name : path) {
    if (!out.empty()) out += between;
    out += name.text;
  }
  return out;
}

bool is_rule_file(const std::string& name) {
  return name.size() > extension.size() && name.ends_with(extension) && !name.starts_with('.');
}

std::string without_extension(std::string name) {
  if (is_rule_file(name)) name.resize(name.size() - extension.size());
  return name;
}

std::string without_trailing_slashes(std::string path) {
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  return path;
}

bool ends_with_parts(const std::string& name, const std::string& parts) {
  return name == parts || name.ends_with("." + parts);
}

}  // namespace

LoadedProgramFiles Loader::run(const std::string& path) {
  load_root(path);
  // Breadth first, without recursion: a chain of uses costs no stack.
  for (std::size_t next = 0; next < pending_.size(); ++next) {
    const Request request = pending_[next];
    follow(request);
  }
  report_equal_names();
  report_cycles();
  return std::move(out_);
}

void Loader::load_root(const std::string& written) {
  const std::string path = without_trailing_slashes(written);
  const auto entry = reader_.find(path);
  if (!entry) return report(entry.fault(), written, {});
  if (entry->kind == FileEntry::Kind::other) return report({FileFault::Kind::not_regular, {}}, written, {});
  parent_ = roots_.parent.empty() ? path_parent(entry->path) : roots_.parent;
  const std::string name = path_name(path);
  const bool plain = !name.empty() && name != "." && name != "..";
  shown_parent_ = !roots_.parent.empty() ? roots_.parent : plain ? path_parent(path) : parent_;
  load({*entry, path, false});
}

std::size_t Loader::load(const Place& place) {
  const std::size_t index = out_.packages.size();
  by_place_.emplace(place.entry.path, index);
  LoadedPackage package;
  package.place = place.entry.path;
  package.bundled = place.bundled;
  if (place.entry.kind == FileEntry::Kind::folder) {
    load_folder(place, package);
  } else {
    load_file(place.entry, place.shown, package);
  }
  take_name(package);
  out_.packages.push_back(std::move(package));
  request_uses(index);
  return index;
}

void Loader::load_folder(const Place& place, LoadedPackage& package) {
  const auto names = reader_.list(place.entry.path);
  if (!names) {
    package.incomplete = true;
    return report(names.fault(), place.shown, {});
  }
  bool any = false;
  for (const std::string& name : *names) {
    if (!is_rule_file(name)) continue;
    any = true;
    // A link in the folder may lead to a file beside the package, as a `use` may, and no further.
    const std::string folder = path_name(place.entry.path);
    const auto entry = folder.empty() || folder == "."
                           ? reader_.find_inside(place.entry.path, name)
                           : reader_.find_inside(path_parent(place.entry.path), path_join(folder, name));
    const std::string shown = path_join(place.shown, name);
    if (entry) {
      load_file(*entry, shown, package);
    } else {
      package.incomplete = true;
      report(entry.fault(), shown, {});
    }
  }
  if (any) return;
  package.incomplete = true;
  sink_.add(diagnose(DiagnosticKind::no_rule_files)
                .message("folder `{}` holds no rule files", place.shown)
                .help("the files of a package end in `.rule` and stand in the folder itself"));
}

void Loader::load_file(const FileEntry& entry, const std::string& shown, LoadedPackage& package) {
  auto bytes = entry.kind == FileEntry::Kind::file ? reader_.read(entry.path, limits_.parse.file_bytes)
                                                   : FileResult<std::string>(FileFault{FileFault::Kind::not_regular, {}});
  if (!bytes) {
    package.incomplete = true;
    return report(bytes.fault(), shown, {});
  }
  const FileId id = sources_.add(shown, *bytes);
  ParsedFile parsed = parse_file(id, sources_[id], limits_.parse, sink_);
  package.broken_names.insert(package.broken_names.end(), parsed.broken_names.begin(), parsed.broken_names.end());
  package.broken_clauses = package.broken_clauses || parsed.broken_clauses;
  package.incomplete = package.incomplete || parsed.incomplete;
  package.files.push_back(out_.files.size());
  out_.files.push_back({id, std::move(parsed.tree), std::move(parsed.ast)});
}

// The name that the first file with a legible one says. Files that say another are reported and left out: what they declare
// belongs elsewhere and would only clash here.
void Loader::take_name(LoadedPackage& package) {
  const ast::PackageHeader* first = nullptr;
  std::vector<std::size_t> own;
  for (const std::size_t file : package.files) {
    const ast::PackageHeader& header = out_.files[file].ast.package;
    const std::string name = joined(header.name, '.');
    if (!name.empty() && first == nullptr) {
      first = &header;
      package.name = name;
    }
    if (name.empty() || name == package.name) {
      own.push_back(file);
      continue;
    }
    package.incomplete = true;
    sink_.add(diagnose(DiagnosticKind::several_packages_in_folder, header.name.back().span)
                  .message("this file names package `{}`, other files of the folder `{}`", name, package.name)
                  .secondary(first->name.back().span, "package `{}`", package.name)
                  .help("a folder holds one package; files of several can be run one by one"));
  }
  package.files = std::move(own);
  if (package.name.empty()) package.name = without_extension(path_name(package.place));
}

void Loader::request_uses(std::size_t package) {
  for (const std::size_t file : out_.packages[package].files) {
    for (const ast::Use& use : out_.files[file].ast.package.uses) {
      if (!use.package.empty()) pending_.push_back({package, &use, joined(use.package, '.')});
    }
  }
}

void Loader::follow(const Request& request) {
  const std::optional<Place> place = locate(request);
  if (!place) {
    out_.uses_lost = true;
    return;
  }
  const auto known = by_place_.find(place->entry.path);
  if (known == by_place_.end() && out_.packages.size() >= limits_.packages) {
    out_.uses_lost = true;
    if (std::exchange(limit_reported_, true)) return;
    sink_.add(diagnose(DiagnosticKind::too_many_packages, request.use->span)
                  .message("more than {} packages are used", limits_.packages)
                          .help("a package uses the ones it needs, directly"));
    return;
  }
  const std::size_t target = known != by_place_.end() ? known->second : load(*place);
  out_.packages[request.user].uses.push_back({target, request.written, request.use->span});
  check_used_name(request, target);
}

std::optional<Loader::Place> Loader::locate(const Request& request) {
  const std::string relative = joined(request.use->package, '/');
  if (request.written.starts_with(bundled_prefix)) {
    if (roots_.stdlib.empty() || !reader_.list(roots_.stdlib)) {
      sink_.add(diagnose(DiagnosticKind::missing_standard_library, request.use->span)
                    .message("package `{}` is part of the standard library, which is not there", request.written)
                    .help("say where it stands with `--stdlib FOLDER`"));
      return std::nullopt;
    }
    return locate_in(roots_.stdlib, roots_.stdlib, relative.substr(bundled_prefix.size()), request, true);
  }
  if (out_.packages[request.user].bundled) {
    sink_.add(diagnose(DiagnosticKind::use_outside_library, request.use->span)
                  .message("a package of the standard library cannot use `{}`", request.written)
                  .help("it may use packages named `norma.…` only"));
    return std::nullopt;
  }
  return locate_in(parent_, shown_parent_, relative, request, false);
}

std::optional<Loader::Place> Loader::locate_in(const std::string& root, const std::string& shown_root,
                                               const std::string& relative, const Request& request, bool bundled) {
  const auto folder = reader_.find_inside(root, relative);
  const auto file = reader_.find_inside(root, relative + std::string(extension));
  const bool is_folder = folder && folder->kind == FileEntry::Kind::folder;
  if (is_folder && file) {
    sink_.add(diagnose(DiagnosticKind::ambiguous_package, request.use->span)
                  .message("package `{}` stands both in the folder `{}` and in the file `{}{}`", request.written, relative,
                           relative, extension)
                          .help("remove or rename one of the two"));
    return std::nullopt;
  }
  const std::string shown = path_join(shown_root, relative);
  if (is_folder) return Place{*folder, shown, bundled};
  if (file) return Place{*file, shown + std::string(extension), bundled};
  if (!folder && folder.fault().kind != FileFault::Kind::missing) {
    report(folder.fault(), shown, request.use->span);
  } else if (file.fault().kind != FileFault::Kind::missing) {
    report(file.fault(), shown + std::string(extension), request.use->span);
  } else {
    report_missing(request, root, relative);
  }
  return std::nullopt;
}

void Loader::report_missing(const Request& request, const std::string& root, const std::string& relative) {
  const bool nested = relative.find('/') != std::string::npos;
  std::vector<std::string> candidates;
  const auto names = reader_.list(root);
  if (names && !nested) {
    for (const std::string& name : *names) candidates.push_back(without_extension(name));
  }
  auto suggestion = nearest_name(relative, candidates);
  if (suggestion && request.written.starts_with(bundled_prefix)) suggestion = std::string(bundled_prefix) + *suggestion;
  sink_.add(diagnose(DiagnosticKind::unknown_package, request.use->span)
                .message("package `{}` is not found", request.written)
                .suggest(suggestion)
                .help("neither the folder `{}` nor the file `{}{}` is there", relative, relative, extension));
}

void Loader::check_used_name(const Request& request, std::size_t package) {
  const LoadedPackage& used = out_.packages[package];
  if (used.files.empty()) return;
  const bool agrees = used.bundled ? used.name == request.written : ends_with_parts(used.name, request.written);
  if (agrees || package == request.user) return;
  auto report = diagnose(DiagnosticKind::package_name_mismatch, request.use->span)
                    .message("what is used as `{}` calls itself package `{}`", request.written, used.name)
                    .help("the name of a package ends with the name of its folder or file");
  const ast::Path& name = out_.files[used.files.front()].ast.package.name;
  if (!name.empty()) report.secondary(name.back().span, "its name");
  sink_.add(report);
}

void Loader::report_equal_names() {
  std::unordered_map<std::string, std::size_t> first;
  for (std::size_t i = 0; i < out_.packages.size(); ++i) {
    const LoadedPackage& package = out_.packages[i];
    if (package.files.empty()) continue;
    const auto [place, fresh] = first.emplace(package.name, i);
    if (fresh) continue;
    const ast::PackageHeader& header = out_.files[package.files.front()].ast.package;
    const ast::PackageHeader& other = out_.files[out_.packages[place->second].files.front()].ast.package;
    sink_.add(diagnose(DiagnosticKind::duplicate_package, header.span)
                  .message("two packages are called `{}`", package.name)
                  .secondary(other.span, "the first one")
                  .help("give one of them another name"));
  }
}

// Depth first with a stack of its own; an edge to a package on the way there closes a circle.
void Loader::report_cycles() {
  enum class State : std::uint8_t { untouched, open, done };
  std::vector<State> states(out_.packages.size(), State::untouched);
  std::vector<std::size_t> path;
  std::vector<std::size_t> next_edge(out_.packages.size(), 0);
  if (out_.packages.empty()) return;
  path.push_back(0);
  states[0] = State::open;
  while (!path.empty() && !sink_.full()) {
    const std::size_t package = path.back();
    if (next_edge[package] == out_.packages[package].uses.size()) {
      states[package] = State::done;
      path.pop_back();
      continue;
    }
    const UseEdge& edge = out_.packages[package].uses[next_edge[package]++];
    if (states[edge.package] == State::open) report_cycle(path, edge);
    if (states[edge.package] != State::untouched) continue;
    states[edge.package] = State::open;
    path.push_back(edge.package);
  }
}

void Loader::report_cycle(const std::vector<std::size_t>& path, const UseEdge& closing) {
  auto step = std::find(path.begin(), path.end(), closing.package);
  std::string shown;
  auto report = diagnose(DiagnosticKind::use_cycle, closing.span).label("closes the circle");
  for (; step != path.end(); ++step) {
    shown += out_.packages[*step].name + " -> ";
    if (step + 1 == path.end()) continue;
    for (const UseEdge& edge : out_.packages[*step].uses) {
      if (edge.package != *(step + 1)) continue;
      report.secondary(edge.span, "`{}` uses `{}`", out_.packages[*step].name, out_.packages[edge.package].name);
      break;
    }
  }
  sink_.add(report.message("packages use one another in a circle: {}{}", shown, out_.packages[closing.package].name));
}

void Loader::report(const FileFault& fault, const std::string& shown, Span span) {
  using Kind = FileFault::Kind;
  switch (fault.kind) {
    case Kind::missing:
    case Kind::unreadable:
      sink_.add(diagnose(DiagnosticKind::file_unreadable, span).message("`{}` cannot be read: {}", shown, fault.text));
      return;
    case Kind::changed:
      sink_.add(diagnose(DiagnosticKind::file_unreadable, span).message("`{}` changed while it was read", shown));
      return;
    case Kind::not_regular:
      sink_.add(diagnose(DiagnosticKind::file_not_regular, span).message("`{}` is not a regular file", shown)
                          .help("only ordinary files are read as rules"));
      return;
    case Kind::too_large:
      sink_.add(diagnose(DiagnosticKind::file_too_large, span)
                    .message("`{}` is larger than {} bytes", shown, limits_.parse.file_bytes)
                          .help("distribute the rules over several files of the package, or raise `--max-file-bytes`"));
      return;
    case Kind::outside_root:
      sink_.add(diagnose(DiagnosticKind::file_outside_root, span)
                    .message("`{}` leads out of the folder that packages are looked for in", shown)
                          .help("put the file itself there instead of a link"));
      return;
    case Kind::case_differs:
      sink_.add(diagnose(DiagnosticKind::file_name_case, span)
                    .message("`{}` is written `{}` on the disk", shown, fault.text)
                    .help("capital and small letters must agree, so that the rules mean the same on every machine"));
      return;
  }
}

std::vector<names::PackageFiles> LoadedProgramFiles::package_files() const {
  std::vector<names::PackageFiles> out;
  for (const LoadedPackage& package : packages) {
    names::PackageFiles& entry = out.emplace_back();
    entry.name = package.name;
    entry.bundled = package.bundled;
    for (const std::size_t file : package.files) entry.files.push_back(&files[file].ast);
    for (const UseEdge& edge : package.uses) entry.uses.emplace(edge.written, edge.package);
    entry.broken_names = package.broken_names;
    entry.broken_clauses = package.broken_clauses;
    entry.incomplete = package.incomplete;
  }
  return out;
}

LoadedProgramFiles load_package(const std::string& path, const Roots& roots, const FileReader& reader, SourceSet& sources,
                                DiagnosticSink& sink, const LoadLimits& limits) {
  return Loader(roots, reader, sources, sink, limits).run(path);
}

}  // namespace norma
