// Expressions that stand alone: compiled as the only definition of a package.
#include "api/loaded_rules.hpp"
#include "run/value_text.hpp"

namespace norma {
namespace api {
namespace {

constexpr std::string_view result_name = "result";

// The expression stands in brackets of its own, so that nothing behind it can be read as part of the declaration around it.
Compilation compile_expression(std::string_view expression) {
  std::string indented;
  for (const char c : expression) indented += c == '\n' ? std::string("\n  ") : std::string(1, c);
  return compile_text("expression", "language 1\npackage expression\ndefine result = (\n  " + indented + "\n  )\n", {}, MemoryFiles());
}

// The closing bracket put behind the expression is its end, as far as the person who wrote it is concerned.
std::string in_their_words(const Diagnostic& diagnostic, const SourceSet& sources) {
  constexpr std::string_view bracket = "`)` stands here";
  std::string message = diagnostic.message;
  if (!diagnostic.primary.valid() || sources[diagnostic.primary.file].text().substr(diagnostic.primary.begin) != ")\n") return message;
  if (const std::size_t at = message.find(bracket); at != std::string::npos) message.replace(at, bracket.size(), "the expression ends");
  return message;
}

Evaluation rejected(const Compilation& compilation) {
  for (const Diagnostic& diagnostic : compilation.diagnostics.sorted()) {
    if (diagnostic.severity != Severity::error) continue;
    const bool limit = diagnostic.category() == DiagnosticCategory::limit;
    return {limit ? Answer::limit : Answer::invalid, {}, std::string(information(diagnostic.kind).code),
            in_their_words(diagnostic, compilation.sources)};
  }
  return {Answer::invalid, {}, "no-value", {}};
}

program::CallableId find_result(const program::Program& program) {
  for (std::size_t i = 0; i < program.callables.size(); ++i)
    if (program.callables[i].name == result_name && program.callables[i].package == program::PackageId(0))
      return program::CallableId::from_index(i);
  return {};
}

}  // namespace
}  // namespace api

Evaluation evaluate(std::string_view expression, const Limits& limits) {
  const Compilation compilation = api::compile_expression(expression);
  const program::CallableId result = compilation.ok() ? api::find_result(*compilation.program) : program::CallableId();
  if (!result.valid()) return api::rejected(compilation);
  const program::Program& program = *compilation.program;
  eval::Evaluator evaluator(program, api::evaluator_limits(limits));
  const std::vector<eval::Value> facts(program.facts.size());
  evaluator.begin_case(facts);
  const eval::Value value = evaluator.evaluate(result);
  const program::TypeId type = program[result].result;
  const eval::Value error = run::error_inside(program, value, type);
  if (error.tag == eval::Tag::error) {
    const run::ErrorLine line = run::describe_error(program, compilation.sources, *error.as<eval::ErrorValue>());
    return {line.limit ? Answer::limit : Answer::negative, {}, line.code, line.message};
  }
  const bool unknown = run::has_unknown(program, value, type);
  return {unknown ? Answer::undetermined : Answer::satisfied,
          run::value_text(program, value, type, facts::Language::en, run::Digits::exact), {}, {}};
}

}  // namespace norma
