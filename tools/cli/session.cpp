#include "session.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "diagnostics/render.hpp"

namespace norma::cli {
namespace {

bool is_folder(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::is_directory(path, ignored);
}

// Behind `bin/norma` of an installation, or in the source tree the program was built from.
std::string find_stdlib() {
  std::error_code failed;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", failed);
  if (!failed) {
    const std::string installed = (program.parent_path().parent_path() / "share" / "norma" / "stdlib").string();
    if (is_folder(installed)) return installed;
  }
  return is_folder(NORMA_SOURCE_STDLIB) ? NORMA_SOURCE_STDLIB : "";
}

int weight(ExitStatus status) {
  switch (status) {
    case ExitStatus::satisfied: return 0;
    case ExitStatus::undetermined: return 1;
    case ExitStatus::negative: return 2;
    case ExitStatus::limit: return 3;
    case ExitStatus::facts_invalid: return 4;
    case ExitStatus::rules_invalid: return 5;
    case ExitStatus::usage: return 6;
    case ExitStatus::input_output: return 7;
  }
  return 0;
}

ExitStatus status_of(DiagnosticCategory category) {
  switch (category) {
    case DiagnosticCategory::rules: return ExitStatus::rules_invalid;
    case DiagnosticCategory::facts: return ExitStatus::facts_invalid;
    case DiagnosticCategory::limit: return ExitStatus::limit;
    case DiagnosticCategory::usage: return ExitStatus::usage;
    case DiagnosticCategory::files: return ExitStatus::input_output;
  }
  return ExitStatus::rules_invalid;
}

}  // namespace

ExitStatus worse(ExitStatus left, ExitStatus right) { return weight(left) < weight(right) ? right : left; }

ExitStatus status_of(const DiagnosticSink& diagnostics) {
  ExitStatus status = ExitStatus::satisfied;
  bool limit = false;
  for (const Diagnostic& diagnostic : diagnostics.diagnostics()) {
    if (diagnostic.severity != Severity::error) continue;
    limit = limit || diagnostic.category() == DiagnosticCategory::limit;
    status = worse(status, status_of(diagnostic.category()));
  }
  // A limit is its own answer: whatever else is wrong may follow from what was not read.
  const bool invalid = status == ExitStatus::rules_invalid || status == ExitStatus::facts_invalid;
  return limit && invalid ? ExitStatus::limit : status;
}

Session::Session() : out(STDOUT_FILENO) {}

eval::EvaluatorLimits Session::limits() const {
  eval::EvaluatorLimits limits;
  limits.steps = steps;
  return limits;
}

CompileOptions Session::compile_options() const {
  CompileOptions options;
  options.limits.parse.file_bytes = file_bytes;
  return options;
}

Roots Session::roots() const { return {stdlib.empty() ? find_stdlib() : stdlib, ""}; }

namespace {

bool colour_on(Colour colour, int descriptor) {
  if (colour != Colour::automatic) return colour == Colour::always;
  const char* terminal = std::getenv("TERM");
  const char* refused = std::getenv("NO_COLOR");
  if (refused != nullptr && *refused != '\0') return false;
  return ::isatty(descriptor) != 0 && terminal != nullptr && std::string_view(terminal) != "dumb";
}

}  // namespace

bool Session::coloured() const { return colour_on(colour, STDERR_FILENO); }

bool Session::coloured_output() const { return colour_on(colour, STDOUT_FILENO); }

std::size_t Session::columns() const {
  constexpr std::size_t usual = 80, widest = 200;
  winsize size{};
  if (::isatty(STDOUT_FILENO) == 0 || ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return usual;
  return std::min<std::size_t>(size.ws_col, widest);
}

ExitStatus Session::show(const DiagnosticSink& diagnostics, const SourceSet& sources) const {
  if (!diagnostics.empty()) {
    const std::vector<Diagnostic> sorted = diagnostics.sorted();
    write_error(json() ? render_json(sorted, sources) : render_text(sorted, sources, {coloured()}));
  }
  return status_of(diagnostics);
}

ExitStatus Session::show(const Diagnostic& diagnostic) const {
  DiagnosticSink sink;
  sink.add(diagnostic);
  return show(sink, {});
}

Compilation Session::compile_package(const std::string& path) const { return compile(path, roots(), files_, compile_options()); }

Compilation Session::parse_package(const std::string& path) const {
  Compilation compilation;
  compilation.files = load_package(path, roots(), files_, compilation.sources, compilation.diagnostics, compile_options().limits);
  return compilation;
}

// The expression stands in brackets of its own, so that nothing behind it can be read as part of the declaration around it.
Compilation Session::compile_expression(const std::string& text) const {
  std::string indented;
  for (const char c : text) indented += c == '\n' ? std::string("\n  ") : std::string(1, c);
  return compile_text("expression", "language 1\npackage expression\ndefine result = (\n  " + indented + "\n  )\n", roots(), files_);
}

std::optional<Compilation> Session::load(const std::string& path, ExitStatus& status) {
  Compilation compilation = compile_package(path);
  status = show(compilation.diagnostics, compilation.sources);
  if (!compilation.ok()) {
    if (status == ExitStatus::satisfied) status = ExitStatus::rules_invalid;
    return std::nullopt;
  }
  return compilation;
}

}  // namespace norma::cli
