// norma suffice: what would change a decision, and what would turn a failed one.
#include <memory>

#include "case_input.hpp"
#include "commands.hpp"
#include "suffice/suffice.hpp"

namespace norma::cli {
namespace {

struct SufficeCommand {
  std::string package, decide;
  std::size_t budget = suffice::SufficeOptions{}.decisions_per_fact;
  CaseOptions facts;
};

ExitStatus write(Session& session, const program::Program& program, const suffice::Sufficiency& result) {
  if (session.json()) {
    JsonWriter json(2);
    json.begin_object();
    suffice::write_sufficiency(json, program, result);
    json.end_object();
    session.out.write(json.take() + "\n");
  } else {
    session.out.write(suffice::sufficiency_text(program, result, session.language));
  }
  switch (result.verdict) {
    case eval::Verdict::met: return ExitStatus::satisfied;
    case eval::Verdict::undetermined: return ExitStatus::undetermined;
    default: return ExitStatus::negative;
  }
}

ExitStatus suffice_case(Session& session, const SufficeCommand& options, const Compilation& compilation) {
  const program::Program& program = *compilation.program;
  DiagnosticSink sink;
  std::optional<Date> on;
  if (!read_date(options.facts, on, sink)) return session.show(sink, compilation.sources);
  const program::CallableId decision = choose_decision(program, options.decide, on, sink);
  if (!decision.valid()) return session.show(sink, compilation.sources);
  const std::vector<std::string> files = options.facts.all_files();
  if (files.size() != 1 || format_of(files.front(), options.facts.format) == FactsFormat::ndjson)
    return session.show(diagnose(DiagnosticKind::bad_option).message("`norma suffice` looks at one case")
                            .help("give it one JSON or YAML file of facts"));
  const std::string& file = files.front();
  const auto document = read_document(file, format_of(file, options.facts.format), sink);
  facts::CaseFacts facts;
  const facts::DocumentSource source{file, 0, 1};
  run::CaseRunner cases(program, compilation.sources, session.limits());
  if (!document || !bind_case(program, decision, *document, source, options.facts.readings, facts, sink) ||
      !cases.check_applicable(*document, source, facts, on, sink))
    return session.show(sink, compilation.sources);
  suffice::SufficeOptions wanted;
  wanted.decisions_per_fact = options.budget;
  wanted.limits = session.limits();
  suffice::Sufficiency result;
  suffice::find_sufficient(program, decision, facts, on, wanted, result);
  return write(session, program, result);
}

ExitStatus run_suffice(Session& session, const SufficeCommand& options) {
  ExitStatus status = ExitStatus::satisfied;
  const auto compilation = session.load(options.package, status);
  return compilation ? suffice_case(session, options, *compilation) : status;
}

}  // namespace

void add_suffice(CLI::App& app, Session& session) {
  CLI::App& command = add_command(app, "suffice", "Say for each fact which values keep the verdict, and what would turn a failed decision",
                                  "  norma suffice rules/cnca case.json --decide audit_plan\n"
                                  "  norma suffice rules/cnca case.json --decide audit_plan --lang zh\n"
                                  "  norma suffice rules/cnca case.json --decide audit_plan --format json\n");
  const auto options = std::make_shared<SufficeCommand>();
  command.add_option("package", options->package, "Folder or file of the rules")->required()->type_name("PACKAGE");
  command.add_option("--decide", options->decide, "The decision; may be left out where there is only one")->type_name("NAME");
  command.add_option("--budget", options->budget, "How often the case may be decided for one fact")->type_name("N");
  add_case_options(command, options->facts);
  command.callback([&session, options] { session.action = [&session, options] { return run_suffice(session, *options); }; });
}

}  // namespace norma::cli
