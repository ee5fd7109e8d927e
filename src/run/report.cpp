#include "run/report.hpp"

#include "base/unicode.hpp"

#include <algorithm>

#include "run/value_text.hpp"

namespace norma::run {
namespace {

using eval::Cause;
using eval::RequirementState;
using eval::Verdict;
using program::Program;

bool any_limit(const std::vector<ErrorLine>& errors) {
  return std::any_of(errors.begin(), errors.end(), [](const ErrorLine& error) { return error.limit; });
}

bool is_choice(const program::Fact& fact) {
  return fact.kind == program::FactKind::reading || fact.kind == program::FactKind::discretion;
}

// The narrowest declaration whose text holds this place: a branch without a citation of its own stands under the clause of that.
const program::Callable* declaration_around(const Program& program, Span place) {
  const program::Callable* found = nullptr;
  for (const program::Callable& callable : program.callables) {
    const Span span = callable.span;
    if (!place.valid() || span.file != place.file || place.begin < span.begin || span.end < place.end) continue;
    if (found == nullptr || span.size() < found->span.size()) found = &callable;
  }
  return found;
}

SilentLine silent_line(const Program& program, const Cause& cause) {
  SilentLine line;
  switch (cause.kind) {
    case Cause::Kind::notice: {
      const program::Notice& notice = program.notices[cause.id];
      line.reason = "silent";
      line.label = bilingual(notice.labels);
      line.clauses = clause_texts(notice.citations);
      if (const program::Callable* within = declaration_around(program, notice.span)) {
        line.name = within->name;
        if (line.clauses.empty()) line.clauses = clause_texts(within->citations);
      }
      break;
    }
    case Cause::Kind::no_version: {
      const program::Callable& callable = program.callables[cause.id];
      line.reason = "no-version";
      line.name = callable.name;
      line.label = bilingual(callable.labels);
      line.clauses = clause_texts(callable.citations);
      break;
    }
    default: {
      line.reason = "not-applicable";
      line.name = cause_name(program, cause);
      if (const program::Fact* fact = cause_fact(program, cause)) {
        line.label = bilingual(fact->labels);
        line.clauses = clause_texts(fact->citations);
      }
    }
  }
  return line;
}

MissingLine missing_line(const Program& program, const Cause& cause) {
  if (cause.kind == Cause::Kind::anchor)
    return {"on", {"the date that chooses the version of the rules", "选择规则版本的日期"}, {}};
  const program::Fact& fact = *cause_fact(program, cause);
  return {cause_name(program, cause), bilingual(fact.labels), bilingual(fact.question)};
}

bool same(const SilentLine& left, const SilentLine& right) {
  return left.reason == right.reason && left.name == right.name && left.label.en == right.label.en && left.label.zh == right.label.zh &&
         left.clauses == right.clauses;
}

}  // namespace

const char* state_word(RequirementState state) {
  switch (state) {
    case RequirementState::met: return "met";
    case RequirementState::not_met: return "not_met";
    case RequirementState::undetermined: return "undetermined";
    case RequirementState::not_applicable: return "not_applicable";
    case RequirementState::failed: return "error";
  }
  return "";
}

const char* verdict_word(Verdict verdict) {
  switch (verdict) {
    case Verdict::met: return "met";
    case Verdict::not_met: return "not_met";
    case Verdict::undetermined: return "undetermined";
    case Verdict::refused: return "refused";
  }
  return "";
}

Answer CaseReport::answer() const {
  if (any_limit(errors)) return Answer::limit;
  if (verdict == Verdict::not_met || verdict == Verdict::refused || !errors.empty()) return Answer::negative;
  if (verdict == Verdict::undetermined) return Answer::undetermined;
  for (const ValueLine& line : values)
    if (has_unknown(*program, line.value, line.type)) return Answer::undetermined;
  return Answer::satisfied;
}

Answer ValueReport::answer() const {
  if (any_limit(errors)) return Answer::limit;
  if (!errors.empty()) return Answer::negative;
  return has_unknown(*program, line.value, line.type) ? Answer::undetermined : Answer::satisfied;
}

namespace {

/// What is wrong, what exactly, and the expression as written: "the divisor is zero, in `1 / total`".
std::string error_sentence(const SourceSet& sources, const eval::ErrorValue& error) {
  constexpr std::size_t longest = 80;
  std::string text(eval::sentence_of(error.code));
  if (error.detail.find(text) != std::string_view::npos) text = error.detail;
  else if (!error.detail.empty()) text += ": " + std::string(error.detail);
  if (!error.span.valid() || !sources.contains(error.span.file)) return text;
  const std::string_view written = sources.text(error.span);
  const bool fits = written.size() <= longest && written.find('\n') == std::string_view::npos;
  return fits ? text + ", in `" + escape_for_display(written) + "`" : text;
}

}  // namespace

ErrorLine describe_error(const Program& program, const SourceSet& sources, const eval::ErrorValue& error) {
  ErrorLine line;
  line.code = eval::code_text(error.code);
  line.limit = eval::is_limit(error.code);
  line.place = place_text(sources, error.span);
  line.message = error_sentence(sources, error);
  if (error.callable.valid()) {
    if (line.place.empty()) line.place = place_text(sources, program[error.callable].head);
    line.rule = program[error.callable].name;
    line.clauses = clause_texts(program[error.callable].citations);
  }
  if (error.notice != eval::no_index) {
    const program::Notice& notice = program.notices[error.notice];
    line.notice = {std::string(error.message_en), std::string(error.message_zh)};
    if (line.notice.empty()) line.notice = bilingual(notice.labels);
    if (!notice.citations.empty()) line.clauses = clause_texts(notice.citations);
  }
  for (const Span span : {error.first, error.second})
    if (span.valid()) line.also.push_back(place_text(sources, span));
  return line;
}

void describe_causes(const Program& program, std::span<const Cause> causes, std::vector<MissingLine>& missing,
                     std::vector<SilentLine>& silent) {
  for (const Cause& cause : causes) {
    if (is_missing(cause)) {
      MissingLine line = missing_line(program, cause);
      const bool known = std::any_of(missing.begin(), missing.end(), [&](const MissingLine& other) { return other.name == line.name; });
      if (!known) missing.push_back(std::move(line));
    } else {
      SilentLine line = silent_line(program, cause);
      const bool known = std::any_of(silent.begin(), silent.end(), [&](const SilentLine& other) { return same(line, other); });
      if (!known) silent.push_back(std::move(line));
    }
  }
}

std::vector<ChoiceLine> describe_choices(const Program& program, const eval::Proof& proof, const facts::CaseFacts& facts,
                                         eval::Evaluator& evaluator) {
  std::vector<bool> read(program.facts.size());
  for (const eval::ProofNode& node : proof.nodes)
    if (node.fact.valid()) read[node.fact.index()] = true;
  std::vector<ChoiceLine> lines;
  for (std::size_t i = 0; i < read.size(); ++i) {
    const program::Fact& fact = program.facts[i];
    if (!read[i] || !is_choice(fact)) continue;
    const bool by_default = facts.facts[i].tag == eval::Tag::absent;
    const eval::Value value = by_default ? evaluator.evaluate_node(fact.default_value) : facts.facts[i];
    lines.push_back({fact.name, fact.kind, bilingual(fact.labels), value, fact.type, by_default, clause_texts(fact.citations)});
  }
  return lines;
}

}  // namespace norma::run
