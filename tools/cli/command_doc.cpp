// norma doc: documents made from rules.
#include <memory>

#include "commands.hpp"
#include "ledger/clause_document.hpp"

namespace norma::cli {
namespace {

struct DocOptions {
  std::string package;
  bool clauses = false;
  ledger::Languages languages = ledger::Languages::both;
};

ExitStatus run(Session& session, const DocOptions& options) {
  if (!options.clauses)
    return session.show(diagnose(DiagnosticKind::missing_option).message("`norma doc` needs to know which document").help("`--clauses` is the one there is"));
  ExitStatus status = ExitStatus::satisfied;
  const auto compilation = session.load(options.package, status);
  if (!compilation) return status;
  const std::vector<ledger::ClauseSheet> sheets = ledger::clause_sheets(*compilation).sheets;
  if (session.json()) {
    JsonWriter json(2);
    ledger::write_sheets(json, sheets, *compilation);
    session.out.write(json.take() + "\n");
  } else {
    session.out.write(ledger::sheets_text(sheets, *compilation, options.languages));
  }
  return ExitStatus::satisfied;
}

}  // namespace

void add_doc(CLI::App& app, Session& session) {
  CLI::App& command = add_command(app, "doc", "Print each clause beside the declarations that carry it",
                                  "  norma doc --clauses rules/cnca\n"
                                  "  norma doc --clauses rules/cnca --lang zh\n");
  const std::map<std::string, ledger::Languages> languages{{"en", ledger::Languages::en}, {"zh", ledger::Languages::zh}, {"both", ledger::Languages::both}};
  const auto options = std::make_shared<DocOptions>();
  command.add_option("package", options->package, "Folder or file of the rules")->required()->type_name("PACKAGE");
  command.add_flag("--clauses", options->clauses, "Each clause in the order of the text, its paraphrase, and the declarations that cite it");
  command.add_option("--lang", options->languages, "Language of the paraphrases: en, zh or both")
      ->transform(CLI::Transformer(languages).description("en|zh|both"))->type_name("");
  command.callback([&session, options] { session.action = [&session, options] { return run(session, *options); }; });
}

}  // namespace norma::cli
