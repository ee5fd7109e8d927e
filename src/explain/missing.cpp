#include "explain/missing.hpp"

#include "base/unicode.hpp"
#include "eval/unknown.hpp"
#include "explain/wording.hpp"

namespace norma::explain {
namespace {

using eval::Cause;
using program::Program;

void take_fact(Missing& missing, const program::Fact& fact, std::string_view path) {
  missing.fact_kind = fact.kind;
  missing.name = fact.name + escape_for_display(path);
  missing.label = label_of(fact.labels, fact.name);
  missing.question = words_of(fact.question);
  missing.clauses = clauses_of(fact.citations);
  missing.type = fact.type;
}

Missing missing_of(const Program& program, const Cause& cause) {
  Missing missing;
  missing.kind = cause.kind;
  switch (cause.kind) {
    case Cause::Kind::fact: case Cause::Kind::not_applicable: take_fact(missing, program.facts[cause.id], cause.path); break;
    case Cause::Kind::given: {
      const program::Callable& decision = program.callables[cause.id];
      if (cause.index < decision.given.size()) take_fact(missing, decision.given[cause.index], cause.path);
      break;
    }
    case Cause::Kind::notice: {
      const program::Notice& notice = program.notices[cause.id];
      missing.label = words_of(notice.labels);
      missing.clauses = clauses_of(notice.citations);
      break;
    }
    case Cause::Kind::no_version: {
      const program::Callable& callable = program.callables[cause.id];
      missing.name = callable.name;
      missing.label = label_of(callable.labels, callable.name);
      missing.clauses = clauses_of(callable.citations);
      break;
    }
    case Cause::Kind::anchor: missing.label = {"the date that decides which version applies", "决定适用哪一版本的日期"}; break;
  }
  return missing;
}

std::string clauses_text(const Missing& missing) {
  std::string text;
  for (const std::string& clause : missing.clauses) text += (text.empty() ? "" : ", ") + clause;
  return text.empty() ? text : " [" + text + "]";
}

std::string fact_line(const Missing& missing, Language language) {
  std::string text = missing.label.in(language);
  if (text != missing.name) text += language == Language::en ? " (" + missing.name + ")" : "（" + missing.name + "）";
  const char* person = say(language, ", a finding for a person to make", "，须由人员判定");
  if (missing.fact_kind == program::FactKind::judgement) text += person;
  if (!missing.question.empty()) text += say(language, ": ", "：") + missing.question.in(language);
  return text;
}

}  // namespace

std::vector<Missing> missing_of(const Program& program, const std::vector<Cause>& causes) {
  std::vector<Missing> result;
  for (const Cause& cause : causes) result.push_back(missing_of(program, cause));
  return result;
}

std::string missing_line(const Missing& missing, Language language) {
  const std::string& label = missing.label.in(language);
  std::string text;
  switch (missing.kind) {
    case Cause::Kind::fact: case Cause::Kind::given: text = fact_line(missing, language); break;
    case Cause::Kind::anchor: text = label; break;
    case Cause::Kind::notice:
      text = say(language, "the text gives no answer", "文本未作规定");
      if (!label.empty()) text += say(language, ": ", "：") + label;
      break;
    case Cause::Kind::no_version:
      text = language == Language::en ? "no version of " + label + " is in force on that date" : "该日期没有有效版本：" + label;
      break;
    case Cause::Kind::not_applicable:
      text = label + say(language, " does not apply here, so no answer can settle it", "在此不适用，任何回答都不能使其确定");
      break;
  }
  return text + clauses_text(missing);
}

std::string missing_text(const Program& program, const eval::DecisionResult& result, Language language) {
  std::string text;
  for (const Missing& missing : missing_of(program, result.missing)) text += missing_line(missing, language) + "\n";
  return text;
}

}  // namespace norma::explain
