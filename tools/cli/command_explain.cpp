// norma explain: why a case is decided as it is.
#include <memory>

#include "case_input.hpp"
#include "commands.hpp"
#include "explanation.hpp"

namespace norma::cli {
namespace {

struct ExplainOptions {
  std::string package, decide, focus;
  std::size_t depth = 12;
  bool everything = false;
  CaseOptions facts;
};

ExitStatus write(Session& session, const ExplainOptions& options, const ExplainedCase& explained) {
  const ExplanationOptions wanted{session.language, options.depth, options.everything, options.focus, session.coloured_output(), session.columns()};
  const std::string text = explanation(explained, wanted, session.format);
  if (text.empty())
    return session.show(diagnose(DiagnosticKind::no_such_step).message("the decision came to no step `{}`", options.focus));
  session.out.write(text);
  return ExitStatus::satisfied;
}

ExitStatus explain(Session& session, const ExplainOptions& options, const Compilation& compilation) {
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
    return session.show(diagnose(DiagnosticKind::bad_option).message("`norma explain` explains one case")
                            .help("give it one JSON or YAML file of facts"));
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
  return worse(write(session, options, {compilation, cases, facts}), status_of(report.answer()));
}

ExitStatus run_explain(Session& session, const ExplainOptions& options) {
  ExitStatus status = ExitStatus::satisfied;
  const auto compilation = session.load(options.package, status);
  return compilation ? explain(session, options, *compilation) : status;
}

}  // namespace

void add_explain(CLI::App& app, Session& session) {
  CLI::App& command = add_command(app, "explain", "Say why a case is decided as it is",
                                  "  norma explain rules/cnca case.json --decide audit_plan\n"
                                  "  norma explain rules/cnca case.json --decide audit_plan --lang zh\n"
                                  "  norma explain rules/cnca case.json --decide audit_plan --format json\n"
                                  "  norma explain rules/cnca case.json --decide audit_plan --format html > why.html\n"
                                  "  norma explain rules/cnca case.json --decide audit_plan --format dot | dot -Tsvg > why.svg\n"
                                  "  norma explain rules/cnca case.json --decide audit_plan --focus enough_time --depth 4\n");
  const auto options = std::make_shared<ExplainOptions>();
  command.add_option("package", options->package, "Folder or file of the rules")->required()->type_name("PACKAGE");
  command.add_option("--decide", options->decide, "The decision; may be left out where there is only one")->type_name("NAME");
  command.add_option("--depth", options->depth, "How many steps within one another are told")->check(CLI::Range(std::size_t{1}, std::size_t{1000}));
  command.add_option("--focus,--only", options->focus, "Tell only this requirement, definition or value")->type_name("NAME");
  command.add_flag("--all", options->everything, "Tell also what did not matter");
  add_case_options(command, options->facts);
  command.callback([&session, options] {
    session.offered = {Format::text, Format::json, Format::markdown, Format::html, Format::dot, Format::mermaid};
    session.action = [&session, options] { return run_explain(session, *options); };
  });
}

}  // namespace norma::cli
