// norma ledger: every clause of a text and what became of it.
#include <memory>

#include "commands.hpp"
#include "ledger/ledger.hpp"
#include "package_paths.hpp"
#include "scenario/scenario_runner.hpp"

namespace norma::cli {
namespace {

struct LedgerOptions {
  std::vector<std::string> packages;
  bool all = false, strict = false;
};

class LedgerKeeper {
 public:
  LedgerKeeper(Session& session, const LedgerOptions& options) : session_(session), options_(options) {}

  ExitStatus run() {
    for (const std::string& path : options_.packages) keep_path(path);
    if (session_.json()) session_.out.write("[" + json_ + (json_.empty() ? "]\n" : "\n]\n"));
    return status_;
  }

 private:
  void keep_path(const std::string& path) {
    const std::vector<std::string> found = find_packages(session_, path, true);
    if (found.empty())
      status_ = worse(status_, session_.show(diagnose(DiagnosticKind::no_packages_found).message("no rule files in `{}` or below", path)));
    for (const std::string& package : found) keep(package);
  }

  void keep(const std::string& path) {
    ExitStatus loaded = ExitStatus::satisfied;
    const auto compilation = session_.load(path, loaded);
    status_ = worse(status_, loaded);
    if (!compilation) return;
    scenario::Coverage coverage(*compilation->program);
    const auto results = scenario::run_scenarios(*compilation->program, compilation->sources, &coverage, session_.limits());
    ledger::Ledger ledger = ledger::make_ledger(*compilation, coverage);
    ledger.scenarios = results.size();
    for (const auto& result : results) ledger.failed += result.passed() ? 0U : 1U;
    write(ledger, *compilation);
    if (options_.strict && (!ledger.complete() || ledger.failed > 0)) status_ = worse(status_, ExitStatus::negative);
  }

  void write(const ledger::Ledger& ledger, const Compilation& compilation) {
    const bool first = !written_;
    written_ = true;
    if (session_.json()) {
      json_ += (first ? "\n" : ",\n") + ledger::ledger_json(ledger, compilation);
      json_.pop_back();
      return;
    }
    if (!first) session_.out.write("\n");
    session_.out.write(session_.format == Format::markdown ? ledger::ledger_markdown(ledger, compilation, session_.language)
                                         : ledger::ledger_text(ledger, compilation, session_.language, options_.all));
  }

  Session& session_;
  const LedgerOptions& options_;
  std::string json_;
  bool written_ = false;
  ExitStatus status_ = ExitStatus::satisfied;
};

}  // namespace

void add_ledger(CLI::App& app, Session& session) {
  CLI::App& command = add_command(app, "ledger", "Print what became of each clause of a text: its declarations, its scenarios, the gaps",
                                  "  norma ledger rules/cnca\n"
                                  "  norma ledger rules/cnca --all --lang zh\n"
                                  "  norma ledger rules/cnca --format markdown > ledger.md\n"
                                  "  norma ledger rules --strict\n");
  const auto options = std::make_shared<LedgerOptions>();
  command.add_option("packages", options->packages, "Folders or files of rules; a folder stands for every package in and below it")
      ->required()->type_name("PACKAGE|FOLDER");
  command.add_flag("--all", options->all, "Each clause on a line, not only sums and gaps");
  command.add_flag("--strict", options->strict, "End with status 1 when a clause lacks a declaration or a scenario");
  command.callback([&session, options] {
    session.offered.push_back(Format::markdown);
    session.action = [&session, options] { return LedgerKeeper(session, *options).run(); };
  });
}

}  // namespace norma::cli
