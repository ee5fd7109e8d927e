// norma facts: what may be given, for programs and for people.
#include <memory>

#include "case_input.hpp"
#include "commands.hpp"
#include "facts/schema.hpp"
#include "run/names.hpp"

namespace norma::cli {
namespace {

struct FactsOptions {
  std::string package, decide;
  bool blank = false;
};

ExitStatus run(Session& session, const FactsOptions& options) {
  ExitStatus status = ExitStatus::satisfied;
  const auto compilation = session.load(options.package, status);
  if (!compilation) return status;
  const program::Program& program = *compilation->program;
  DiagnosticSink sink;
  program::CallableId decision;
  if (options.decide.empty()) decision = run::find_decision(program, "", {}).found;
  else if (decision = choose_decision(program, options.decide, {}, sink); !decision.valid()) return session.show(sink, compilation->sources);
  session.out.write(options.blank ? facts::blank_form(program, decision, session.language) : facts::json_schema(program, decision));
  return ExitStatus::satisfied;
}

}  // namespace

void add_facts(CLI::App& app, Session& session) {
  CLI::App& command = add_command(app, "facts", "Say which facts may be given: a JSON Schema, or a form to fill in",
                                  "  norma facts rules/cnca --decide audit_plan > case.schema.json\n"
                                  "  norma facts rules/cnca --decide audit_plan --blank --lang zh > case.yaml\n");
  const auto options = std::make_shared<FactsOptions>();
  command.add_option("package", options->package, "Folder or file of the rules")->required()->type_name("PACKAGE");
  command.add_option("--decide", options->decide, "Only the facts this decision rests on")->type_name("NAME");
  command.add_flag("--blank", options->blank, "A YAML form in which every fact is asked and unknown");
  command.callback([&session, options] { session.action = [&session, options] { return run(session, *options); }; });
}

}  // namespace norma::cli
