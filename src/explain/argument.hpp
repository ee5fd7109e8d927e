#pragma once
// The argument for a decision: the proof read as a person would tell it. Steps are declarations and the conditions that decided;
// arithmetic between them is told by the expression as written. A step that is used more than once stands once.
//
// An argument refers to the program and to values of the proof: both must outlive it.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/source_text.hpp"
#include "eval/evaluator.hpp"
#include "eval/proof.hpp"
#include "explain/language.hpp"
#include "facts/case_facts.hpp"
#include "program/program.hpp"

namespace norma::explain {

using StepIndex = std::uint32_t;
inline constexpr StepIndex no_step = 0xffffffffU;

enum class StepKind : std::uint8_t {
  decision, requirement, advice, member, output, definition, table, fact, parameter, variable, comparison, logic, rounding,
  conditional, guarded, aggregate, silent, refused, operation, truncated,
};

enum class StepState : std::uint8_t { value, met, not_met, undetermined, not_applicable, refused, error };

/// Where the value of a fact comes from.
enum class FactSource : std::uint8_t {
  none, given, judgement, discretion_exercised, discretion_default, reading_taken, reading_default, argument, missing,
};

struct TypedValue {
  eval::Value value;
  program::TypeId type;  // invalid: nothing to show
};

/// A named value read by an expression; `begin` and `end` are its place in Step::expression.
struct Operand {
  std::size_t begin = 0, end = 0;
  TypedValue value;
};

/// Both sides of a comparison that was decided or stayed open, and what lies between them.
struct Comparison {
  program::Op operation = program::Op::equal;
  TypedValue left, right, high;      // `high`: the upper end of a range
  bool high_excluded = false;
  bool demanded = false;             // its truth is what a requirement asks for
  bool holds = false, known = false;
  std::optional<Number> gap;         // right - left: base units, days or months; known operands of an ordered type
};

struct Rounding {
  TypedValue unrounded, step;        // step invalid when rounding to places
  std::optional<std::int64_t> places;
  RoundingMode mode = RoundingMode::half_up;
};

/// A branch, exception or table row: the one taken, or one that was tried before it.
struct Branch {
  eval::Tried::Kind kind = eval::Tried::Kind::arm;
  std::string name;                  // of an exception
  BothLanguages label;
  std::vector<std::string> clauses;
  std::string written;               // its condition, or the cells of its row
  std::uint32_t index = 0;           // from 0, within its kind
  std::optional<Date> from, until;
  eval::Truth truth = eval::Truth::no;
  bool failed = false, overridden = false;
  StepIndex condition = no_step;
};

struct Step {
  eval::ProofId id;                  // stable: the node of the proof
  StepKind kind = StepKind::operation;
  StepState state = StepState::value;
  std::string name;                  // as declared; of a member: its key; empty for an expression
  BothLanguages label;
  std::vector<std::string> clauses;
  TypedValue value;
  std::string expression;            // as written, with its line breaks
  std::vector<Operand> operands;     // in the order of the text, without overlaps
  std::optional<Comparison> comparison;
  std::optional<Rounding> rounding;
  std::optional<Branch> taken;
  std::vector<Branch> tried;
  FactSource source = FactSource::none;
  std::vector<facts::Evidence> evidence;
  std::optional<Date> from, until;   // when the declaration is in force
  BothLanguages message;             // of a requirement that is not met; of a silent or refusing branch
  std::vector<TypedValue> terms;     // of an aggregate: the first few elements
  std::size_t term_count = 0;
  std::vector<StepIndex> children;
  std::size_t omitted = 0;           // children left out by a cap
  bool folded = false;               // not expanded because of the depth
};

/// What an undetermined decision waits for.
struct Missing {
  eval::Cause::Kind kind = eval::Cause::Kind::fact;
  program::FactKind fact_kind = program::FactKind::fact;
  std::string name;                  // with the path inside of the fact: `sites[2].headcount`
  BothLanguages label, question;     // of a silent notice: its words in `label`
  std::vector<std::string> clauses;
  program::TypeId type;
};

struct Argument {
  const program::Program* program = nullptr;
  std::optional<eval::Verdict> verdict;  // nothing for a single value
  StepIndex root = no_step;
  std::vector<Step> steps;
  std::vector<StepIndex> requirements;   // in the order of the text
  std::vector<StepIndex> outputs;
  std::vector<StepIndex> choices;        // readings and discretions, taken or default
  std::vector<StepIndex> silent;         // clauses met that give no answer
  std::vector<Missing> missing;
  bool truncated = false;                // the proof itself was cut
};

struct ArgumentOptions {
  const SourceSet* sources = nullptr;       // without it no expressions are shown
  const facts::CaseFacts* facts = nullptr;  // for evidence
  std::size_t depth = 12;                   // steps within one another
  std::size_t steps = 2000;                 // steps in all
  std::size_t children = 40;                // children of one step
  bool everything = false;                  // also what did not matter
};

Argument build_argument(const program::Program& program, const eval::DecisionResult& result, const eval::Proof& proof,
                        const ArgumentOptions& options = {});

/// The argument for a single value, requirement or decision: whatever the root of the proof is.
Argument build_argument(const program::Program& program, const eval::Proof& proof, const ArgumentOptions& options = {});

/// What causes stand for, in their order.
std::vector<Missing> missing_of(const program::Program& program, const std::vector<eval::Cause>& causes);

/// The proof of this step and what the steps of these names rest on, if there is a step of that name.
StepIndex find_step(const Argument& argument, std::string_view name);

}  // namespace norma::explain
