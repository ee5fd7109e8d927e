// norma record: decides a case and writes down everything that is needed to derive it again.
#include <memory>

#include "case_input.hpp"
#include "commands.hpp"
#include "record/record.hpp"
#include "run/run_case.hpp"

namespace norma::cli {
namespace {

struct RecordOptions {
  std::string package, decide;
  CaseOptions facts;
};

ExitStatus record(Session& session, const RecordOptions& options, const Compilation& compilation) {
  const program::Program& program = *compilation.program;
  DiagnosticSink sink;
  std::optional<Date> on;
  if (!read_date(options.facts, on, sink)) return session.show(sink, compilation.sources);
  const program::CallableId decision = choose_decision(program, options.decide, on, sink);
  if (!decision.valid()) return session.show(sink, compilation.sources);
  const std::vector<std::string> files = options.facts.all_files();
  const std::string file = files.empty() ? std::string() : files.front();
  const FactsFormat format = format_of(file, options.facts.format);
  if (files.size() > 1 || format == FactsFormat::ndjson)
    return session.show(diagnose(DiagnosticKind::bad_option).message("`norma record` records one case").help("give it one JSON or YAML file of facts"));
  std::optional<facts::DocumentNode> document;
  if (file.empty()) document = facts::DocumentNode{facts::DocumentKind::object, {}, {}, {}, {}, 0, 0, false};
  else document = read_document(file, format, sink);
  facts::CaseFacts facts;
  const facts::DocumentSource source{file, 0, 1};
  run::CaseRunner cases(program, compilation.sources, session.limits());
  if (!document || !bind_case(program, decision, *document, source, options.facts.readings, facts, sink) ||
      !cases.check_applicable(*document, source, facts, on, sink))
    return session.show(sink, compilation.sources);
  const run::CaseReport report = cases.decide(decision, facts, on);
  session.out.write(record::write_record(
      {program, compilation.sources, decision, *document, facts, options.facts.readings, on, cases.result(), cases.proof()}));
  return status_of(report.answer());
}

ExitStatus run_record(Session& session, const RecordOptions& options) {
  ExitStatus status = ExitStatus::satisfied;
  const auto compilation = session.load(options.package, status);
  return compilation ? record(session, options, *compilation) : status;
}

}  // namespace

void add_record(CLI::App& app, Session& session) {
  CLI::App& command = add_command(app, "record", "Decide a case and write a record that can be verified later",
                                  "  norma record rules/cnca case.json --decide audit_plan > record.json\n"
                                  "  norma record rules/cnca case.yaml --decide audit_plan --reading tie=up > record.json\n"
                                  "  norma verify record.json rules/cnca\n");
  const auto options = std::make_shared<RecordOptions>();
  command.add_option("package", options->package, "Folder or file of the rules")->required()->type_name("PACKAGE");
  command.add_option("--decide", options->decide, "The decision; may be left out where there is only one")->type_name("NAME");
  add_case_options(command, options->facts);
  command.callback([&session, options] { session.action = [&session, options] { return run_record(session, *options); }; });
}

}  // namespace norma::cli
