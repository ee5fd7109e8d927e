// norma check: everything that can be said about rules before they run.
#include <memory>

#include "ast/dump.hpp"
#include "commands.hpp"
#include "package_paths.hpp"
#include "program_dump.hpp"

namespace norma::cli {
namespace {

struct CheckOptions {
  std::vector<std::string> packages;
  bool dump_syntax = false, dump_ast = false, dump_names = false, dump_program = false;
};

void write_dumps(Session& session, const CheckOptions& options, const Compilation& compilation) {
  if (options.dump_syntax) session.out.write(dump_trees(compilation));
  if (options.dump_ast)
    for (const LoadedFile& file : compilation.files.files) session.out.write(ast::dump(file.ast));
  if (options.dump_names) session.out.write(dump_names(compilation));
  if (options.dump_program && compilation.ok()) session.out.write(dump_program(*compilation.program, compilation.sources));
}

ExitStatus check_one(Session& session, const CheckOptions& options, const std::string& path) {
  const Compilation compilation = session.compile_package(path);
  const ExitStatus status = session.show(compilation.diagnostics, compilation.sources);
  write_dumps(session, options, compilation);
  return status == ExitStatus::satisfied && !compilation.ok() ? ExitStatus::rules_invalid : status;
}

ExitStatus check(Session& session, const CheckOptions& options) {
  ExitStatus status = ExitStatus::satisfied;
  for (const std::string& path : options.packages) {
    const std::vector<std::string> found = find_packages(session, path, true);
    if (found.empty())
      status = worse(status, session.show(diagnose(DiagnosticKind::no_packages_found).message("no rule files in `{}` or below", path)));
    for (const std::string& package : found) status = worse(status, check_one(session, options, package));
  }
  return status;
}

}  // namespace

void add_check(CLI::App& app, Session& session) {
  CLI::App& command = add_command(app, "check", "Check rules without running them",
                                  "  norma check rules/cnca\n"
                                  "  norma check rules --format json\n"
                                  "  norma check rules/cnca --dump-ast\n");
  const auto options = std::make_shared<CheckOptions>();
  command.add_option("packages", options->packages, "Folders or files of rules; a folder stands for every package in and below it")
      ->required()->type_name("PACKAGE");
  command.add_flag("--dump-syntax", options->dump_syntax, "Print the concrete tree of each file");
  command.add_flag("--dump-ast", options->dump_ast, "Print the abstract syntax of each file");
  command.add_flag("--dump-names", options->dump_names, "Print every name that is declared");
  command.add_flag("--dump-program", options->dump_program, "Print the resolved program");
  command.callback([&session, options] { session.action = [&session, options] { return check(session, *options); }; });
}

}  // namespace norma::cli
