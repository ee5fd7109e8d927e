#pragma once
// What all commands share: the global options, the two outputs, and loading of packages.
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "driver/compile.hpp"
#include "exit_status.hpp"
#include "facts/schema.hpp"
#include "output.hpp"

namespace norma::cli {

enum class Format : std::uint8_t { text, json, markdown, html, dot, mermaid };
enum class Colour : std::uint8_t { automatic, always, never };

class Session {
 public:
  Session();

  Format format = Format::text;
  Colour colour = Colour::automatic;
  facts::Language language = facts::Language::en;
  std::string stdlib;              ///< as given by an option; empty: found beside the program
  std::uint64_t steps = 50'000'000;
  std::uint32_t file_bytes = syntax::ParseLimits{}.file_bytes;
  /// What the command line asks for; set while it is parsed.
  std::function<ExitStatus()> action;
  /// The forms that this command's results come in.
  std::vector<Format> offered{Format::text, Format::json};

  Output out;

  /// Compiles and shows what there is to say. Nothing is in the result when there are errors; `status` is set then.
  std::optional<Compilation> load(const std::string& path, ExitStatus& status);
  [[nodiscard]] Compilation compile_package(const std::string& path) const;
  /// Only loads and parses: `files` is filled, what later stages give is not.
  [[nodiscard]] Compilation parse_package(const std::string& path) const;
  [[nodiscard]] Compilation compile_expression(const std::string& text) const;

  /// Shows diagnostics on standard error, in the format asked for, and answers the status they mean.
  ExitStatus show(const DiagnosticSink& diagnostics, const SourceSet& sources) const;
  ExitStatus show(const Diagnostic& diagnostic) const;

  /// Whether results on standard output may be coloured.
  [[nodiscard]] bool coloured_output() const;
  /// The width of the terminal; 80 where standard output is none.
  [[nodiscard]] std::size_t columns() const;
  [[nodiscard]] bool json() const { return format == Format::json; }
  [[nodiscard]] eval::EvaluatorLimits limits() const;
  [[nodiscard]] Roots roots() const;
  [[nodiscard]] CompileOptions compile_options() const;

 private:
  [[nodiscard]] bool coloured() const;
  DiskFiles files_;
};

}  // namespace norma::cli
