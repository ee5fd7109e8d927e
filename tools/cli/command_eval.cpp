// norma eval: the exact value of an expression that stands alone.
#include <memory>

#include "base/unicode.hpp"
#include "case_input.hpp"
#include "commands.hpp"
#include "run/report.hpp"
#include "run/value_text.hpp"

namespace norma::cli {
namespace {

struct EvalOptions {
  std::string expression;
  bool lines = false;
};

struct EvalResult {
  std::string text;    ///< the value, or `error: CODE message`
  ExitStatus status = ExitStatus::satisfied;
  [[nodiscard]] bool failed() const { return status != ExitStatus::satisfied; }
};

std::string with_message(std::string_view code, const std::string& message) {
  return "error: " + std::string(code) + (message.empty() ? "" : " " + escape_for_display(message));
}

// The closing bracket put behind the expression is its end, as far as the person who wrote it is concerned.
std::string in_their_words(const Diagnostic& diagnostic, const SourceSet& sources) {
  constexpr std::string_view bracket = "`)` stands here";
  std::string message = diagnostic.message;
  if (!diagnostic.primary.valid() || sources[diagnostic.primary.file].text().substr(diagnostic.primary.begin) != ")\n") return message;
  if (const std::size_t at = message.find(bracket); at != std::string::npos) message.replace(at, bracket.size(), "the expression ends");
  return message;
}

EvalResult rejected(const Compilation& compilation) {
  for (const Diagnostic& diagnostic : compilation.diagnostics.sorted())
    if (diagnostic.severity == Severity::error)
      return {with_message(information(diagnostic.kind).code, in_their_words(diagnostic, compilation.sources)),
              status_of(compilation.diagnostics)};
  return {"error: no-value", ExitStatus::rules_invalid};
}

program::CallableId find_result(const program::Program& program) {
  for (std::size_t i = 0; i < program.callables.size(); ++i)
    if (program.callables[i].name == "result" && program.callables[i].package == program::PackageId(0)) return program::CallableId::from_index(i);
  return {};
}

EvalResult evaluate(const Session& session, const std::string& expression) {
  const Compilation compilation = session.compile_expression(expression);
  if (!compilation.ok()) return rejected(compilation);
  const program::Program& program = *compilation.program;
  const program::CallableId result = find_result(program);
  if (!result.valid()) return {"error: no-value", ExitStatus::rules_invalid};
  eval::Evaluator evaluator(program, session.limits());
  const std::vector<eval::Value> facts(program.facts.size());
  evaluator.begin_case(facts);
  const eval::Value value = evaluator.evaluate(result);
  const program::TypeId type = program[result].result;
  const eval::Value error = run::error_inside(program, value, type);
  if (error.tag == eval::Tag::error) {
    const run::ErrorLine line = run::describe_error(program, compilation.sources, *error.as<eval::ErrorValue>());
    return {with_message(line.code, line.message), line.limit ? ExitStatus::limit : ExitStatus::negative};
  }
  const ExitStatus status = run::has_unknown(program, value, type) ? ExitStatus::undetermined : ExitStatus::satisfied;
  return {run::value_text(program, value, type, run::Language::en, run::Digits::exact), status};
}

ExitStatus evaluate_one(Session& session, const std::string& expression) {
  const EvalResult result = evaluate(session, expression);
  if (result.text.starts_with("error: ")) write_error(result.text + "\n");
  else session.out.write(result.text + "\n");
  return result.status;
}

// One answer a line, whatever the line holds: programs that feed it count lines.
ExitStatus evaluate_lines(Session& session) {
  DiagnosticSink sink;
  std::size_t answered = 0;
  ExitStatus status = ExitStatus::satisfied;
  const auto answer = [&](std::string_view line, std::size_t, std::size_t line_number, bool too_long) {
    while (++answered < line_number) session.out.write("\n");
    const EvalResult result = too_long ? EvalResult{"error: facts-too-large the line is too long", ExitStatus::limit}
                                       : evaluate(session, std::string(line));
    session.out.write(result.text + "\n");
    if (result.failed()) status = ExitStatus::negative;
  };
  if (!each_record("-", answer, sink)) return session.show(sink, {});
  return status;
}

ExitStatus run(Session& session, const EvalOptions& options) {
  if (options.lines && options.expression.empty()) return evaluate_lines(session);
  if (!options.lines && !options.expression.empty()) return evaluate_one(session, options.expression);
  return session.show(diagnose(DiagnosticKind::missing_option)
                          .message("`norma eval` takes an expression, or `--lines` and expressions on standard input")
                          .help("for example `norma eval 'sqrt(8)'`"));
}

}  // namespace

void add_eval(CLI::App& app, Session& session) {
  CLI::App& command = add_command(app, "eval", "Compute an expression exactly",
                                  "  norma eval '1/3 + 1/3 + 1/3 = 1'\n"
                                  "  norma eval 'round 0.125 to 2 places half_even'\n"
                                  "  norma eval '2026-01-31 + 1 month last_day'\n"
                                  "  norma eval -- '-8 mod 3'\n"
                                  "  printf '1/3\\nsqrt(8)\\n1/0\\n' | norma eval --lines\n");
  const auto options = std::make_shared<EvalOptions>();
  command.add_option("expression", options->expression, "The expression")->type_name("EXPR");
  command.add_flag("--lines", options->lines, "Read one expression a line; print one result or `error: CODE …` a line");
  command.callback([&session, options] { session.action = [&session, options] { return run(session, *options); }; });
}

}  // namespace norma::cli
