#pragma once
// What one case came to, ready to be shown: plain texts, except for values, which keep their exact form.
//
// INVARIANT (case): values in a report live in the memory of the evaluator and the facts; show the report before the next case begins.
#include <optional>
#include <string>
#include <vector>

#include "base/json_writer.hpp"
#include "eval/evaluator.hpp"
#include "facts/case_facts.hpp"
#include "run/names.hpp"

namespace norma::run {

/// What the command line answers with; see tools/cli/README.md for the numbers.
enum class Answer : std::uint8_t {
  satisfied,
  negative,      ///< a requirement is not met, or an evaluation failed
  undetermined,  ///< a requirement, or a value asked for, is undetermined
  limit,         ///< the case cost more than the limits allow
};

struct ErrorLine {
  std::string code, message, place, rule;
  Bilingual notice;                       ///< of a refusal
  std::vector<std::string> clauses, also; ///< also: the two places of a conflict or a tie
  bool limit = false;
};

struct ValueLine {
  std::string name;
  Bilingual label;
  std::vector<std::string> clauses;
  eval::Value value;
  program::TypeId type;
  std::vector<std::string> missing;       ///< facts an unknown value rests on
};

struct RequirementLine {
  std::string name, member;
  bool advisory = false;
  eval::RequirementState state = eval::RequirementState::met;
  Bilingual label, message;               ///< message: unless it is met
  std::vector<std::string> clauses;
  std::vector<std::string> missing;
  std::string place;
};

struct MissingLine {
  std::string name;
  Bilingual label, question;
};

/// What no fact can settle: the text is silent, no version is in force, a fact does not apply.
struct SilentLine {
  std::string reason;                     ///< `silent`, `no-version`, `not-applicable`
  std::string name;                       ///< of the declaration or fact, where there is one
  Bilingual label;
  std::vector<std::string> clauses;
};

/// A reading or discretion that the case read.
struct ChoiceLine {
  std::string name;
  program::FactKind kind = program::FactKind::reading;
  Bilingual label;
  eval::Value value;
  program::TypeId type;
  bool by_default = true;
  std::vector<std::string> clauses;
};

struct CaseReport {
  const program::Program* program = nullptr;
  std::string decision;
  Bilingual label;
  eval::Verdict verdict = eval::Verdict::met;
  std::vector<ValueLine> values;
  std::vector<RequirementLine> requirements;   ///< advice among them
  std::vector<MissingLine> missing;
  std::vector<SilentLine> silent;
  std::vector<ChoiceLine> choices;
  std::vector<ErrorLine> errors;

  [[nodiscard]] Answer answer() const;
};

/// A single value: a definition, table or requirement, or one that a decision gives.
struct ValueReport {
  const program::Program* program = nullptr;
  ValueLine line;
  std::vector<MissingLine> missing;
  std::vector<SilentLine> silent;
  std::vector<ChoiceLine> choices;
  std::vector<ErrorLine> errors;

  [[nodiscard]] Answer answer() const;
};

/// `met`, `not_met`, `undetermined`, `not_applicable`, `error`.
const char* state_word(eval::RequirementState state);
/// `met`, `not_met`, `undetermined`, `refused`.
const char* verdict_word(eval::Verdict verdict);

ErrorLine describe_error(const program::Program&, const SourceSet&, const eval::ErrorValue&);
/// Sorts causes into what is missing and what is silent; each once, in the order of the declarations.
void describe_causes(const program::Program&, std::span<const eval::Cause>, std::vector<MissingLine>&, std::vector<SilentLine>&);
/// The readings and discretions that a proof read.
std::vector<ChoiceLine> describe_choices(const program::Program&, const eval::Proof&, const facts::CaseFacts&, eval::Evaluator&);

struct ReportOptions {
  Language language = Language::en;
  bool all_numbers_text = false;   ///< JSON: also whole numbers are texts
};

/// For people: aligned, one block each for values, requirements, what is missing, what the text leaves open.
std::string text_of(const CaseReport&, const ReportOptions&);
std::string text_of(const ValueReport&, const ReportOptions&);
/// For programs, with keys in a fixed order.
void write_json(JsonWriter&, const CaseReport&, const ReportOptions&);
void write_json(JsonWriter&, const ValueReport&, const ReportOptions&);

/// The nodes of a proof as a JSON array, children before parents; `sources` gives the expressions as written.
void write_proof(JsonWriter&, const program::Program&, const SourceSet&, const eval::Proof&);

}  // namespace norma::run
