#include "run/subject.hpp"

#include "base/nearest.hpp"
#include "run/names.hpp"

namespace norma::run {
namespace {

using program::CallableKind;
using program::Program;

std::string listed(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "`" : ", `") + name + "`";
  return out.empty() ? "none" : out;
}

// Several versions carry the name: without a date none is chosen, and on that date none may be in force.
Diagnostic no_version_chosen(std::string_view name, std::size_t versions, std::optional<Date> on, const SubjectHelp& help) {
  if (on)
    return diagnose(DiagnosticKind::no_version_in_force)
        .message("`{}` has {} versions, and none is in force on {}", name, versions, on->to_iso())
        .help("{}", help.date);
  return diagnose(DiagnosticKind::version_needs_date)
      .message("`{}` has {} versions, and no date chooses one of them", name, versions)
      .help("{}", help.date);
}

Diagnostic no_decision_found(const Program& program, std::string_view name, const Candidates& candidates, std::optional<Date> on,
                             const SubjectHelp& help) {
  if (!candidates.versions.empty())
    return no_version_chosen(program[candidates.versions.front()].name, candidates.versions.size(), on, help);
  if (!name.empty())
    return diagnose(DiagnosticKind::no_such_decision)
        .message("the rules declare no decision `{}`", name)
        .suggest(nearest_name(name, candidates.names))
        .help("decisions here: {}", listed(candidates.names));
  if (candidates.names.empty())
    return diagnose(DiagnosticKind::no_decisions).message("the rules declare no decision").help("{}", help.value);
  return diagnose(DiagnosticKind::which_decision)
      .message("the rules declare several decisions: {}", listed(candidates.names))
      .help("{}", help.decision);
}

bool find_output(const Program& program, const ValueQuery& query, Subject& subject, DiagnosticSink& sink) {
  std::vector<std::string> names;
  const auto& outputs = program[subject.callable].outputs;
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    if (outputs[i].name == query.output) subject.output = i;
    names.push_back(outputs[i].name);
  }
  if (subject.output) return true;
  sink.add(diagnose(DiagnosticKind::no_such_value)
               .message("`{}` gives no value `{}`", query.name, query.output)
               .suggest(nearest_name(query.output, names)));
  return false;
}

}  // namespace

Subject choose_decision(const Program& program, std::string_view name, std::optional<Date> on, const SubjectHelp& help,
                        DiagnosticSink& sink) {
  const Candidates candidates = find_decision(program, name, on);
  if (!candidates.found.valid()) sink.add(no_decision_found(program, name, candidates, on, help));
  Subject subject;
  subject.callable = candidates.found;
  return subject;
}

Subject choose_value(const Program& program, const ValueQuery& query, std::optional<Date> on, const SubjectHelp& help,
                     DiagnosticSink& sink) {
  const Candidates candidates = find_callable(program, query.name, on);
  Subject subject;
  if (!candidates.found.valid()) {
    if (!candidates.versions.empty()) sink.add(no_version_chosen(query.name, candidates.versions.size(), on, help));
    else
      sink.add(diagnose(DiagnosticKind::no_such_value)
                   .message("the rules declare no value `{}`", query.name)
                   .suggest(nearest_name(query.name, candidates.names)));
    return subject;
  }
  subject.callable = candidates.found;
  subject.query = query;
  const bool whole = program[subject.callable].kind == CallableKind::decision && query.output.empty() && query.arguments.empty();
  subject.value = !whole;
  if (!query.output.empty() && !find_output(program, query, subject, sink)) return {};
  return subject;
}

}  // namespace norma::run
