#include "driver/compile.hpp"

#include <algorithm>
#include <utility>

#include "types/check.hpp"

namespace norma {
namespace {

// The text under its name, everything else from the reader beneath: a text that stands nowhere can still use packages.
class TextOverFiles final : public FileReader {
 public:
  TextOverFiles(const std::string& name, const std::string& text, const FileReader& beneath)
      : name_(name), text_(text), beneath_(beneath) {}

  FileResult<FileEntry> find(const std::string& path) const override {
    return path == name_ ? FileResult<FileEntry>(FileEntry{FileEntry::Kind::file, name_}) : beneath_.find(path);
  }
  FileResult<FileEntry> find_inside(const std::string& root, const std::string& relative) const override {
    return beneath_.find_inside(root, relative);
  }
  FileResult<std::vector<std::string>> list(const std::string& folder) const override { return beneath_.list(folder); }
  FileResult<std::string> read(const std::string& path, std::size_t maximum) const override {
    if (path != name_) return beneath_.read(path, maximum);
    if (text_.size() > maximum) return FileFault{FileFault::Kind::too_large, {}};
    return text_;
  }

 private:
  const std::string& name_;
  const std::string& text_;
  const FileReader& beneath_;
};

bool anything_lost(const std::vector<names::PackageFiles>& packages) {
  return std::any_of(packages.begin(), packages.end(), [](const names::PackageFiles& package) {
    return package.incomplete || !package.broken_names.empty();
  });
}

// Where something could not be read, a value may have no type only because it rests on that.
void keep_reports(const DiagnosticSink& found, bool lost, DiagnosticSink& sink) {
  if (!lost) return sink.merge(found);
  for (const Diagnostic& diagnostic : found.diagnostics()) {
    if (diagnostic.kind != DiagnosticKind::type_not_known) sink.add(diagnostic);
  }
}

}  // namespace

Compilation compile(const std::string& path, const Roots& roots, const FileReader& reader, const CompileOptions& options) {
  Compilation out(options.diagnostics);
  out.files = load_package(path, roots, reader, out.sources, out.diagnostics, options.limits);
  out.packages = out.files.package_files();
  if (out.files.files.empty()) return out;
  out.names = names::resolve_names(out.packages, out.diagnostics);
  DiagnosticSink found(options.diagnostics);
  types::CheckResult checked = types::check(*out.names, out.packages, found);
  const bool lost = anything_lost(out.packages) || out.files.uses_lost || out.diagnostics.has_errors();
  keep_reports(found, lost, out.diagnostics);
  if (checked.program && !out.diagnostics.has_errors()) {
    out.program = std::make_shared<const program::Program>(std::move(*checked.program));
  }
  return out;
}

Compilation compile_text(std::string name, std::string text, const Roots& roots, const FileReader& reader,
                         const CompileOptions& options) {
  return compile(name, roots, TextOverFiles(name, text, reader), options);
}

}  // namespace norma
