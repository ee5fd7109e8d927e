#pragma once
// The library: load rules, run cases, say why.
//
//   const norma::Rules rules = norma::Rules::load("rules/audit");
//   if (!rules.ok()) return show(rules.findings().text);
//   norma::CaseOptions options;
//   options.decision = "audit_time";
//   const norma::Result result = rules.decide(R"({"headcount": 15, "reduction": 1.5})", options);
//   if (!result.ok()) return show(result.findings().text);
//   show(result.text(norma::Language::english) + result.explanation({norma::Language::chinese}));
//
// All texts are UTF-8. Faults of rules, facts and requests are findings in the results; the only exception these functions let
// out is std::bad_alloc. Nothing is printed, and files are read by `Rules::load` and below `LoadOptions::stdlib` only.
//
// Threads: `Rules` and `Result` are immutable once made and cheap to copy (copies share). Any number of threads may call the
// members of one object at the same time, without locks; each call of `decide` or `value` works in memory of its own.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "norma/version.hpp"

namespace norma {

namespace api {
struct LoadedRules;
struct DecidedCase;
}  // namespace api

enum class Language : std::uint8_t { english, chinese };

/// A text of the rules in both languages; a part is empty where the rules give none.
struct Bilingual {
  std::string en, zh;

  /// The text in this language, else in the other.
  [[nodiscard]] const std::string& in(Language language) const {
    return language == Language::chinese ? (zh.empty() ? en : zh) : (en.empty() ? zh : en);
  }
};

// ---- what is wrong -------------------------------------------------------------------------------------------------------

/// One report on rules, facts or a request.
struct Finding {
  enum class Severity : std::uint8_t { error, warning, note };
  /// What is at fault. `limit`: more than the limits allow; `request`: names and options handed to this library.
  enum class Category : std::uint8_t { rules, facts, limit, request, files };

  Severity severity = Severity::error;
  Category category = Category::rules;
  std::string code;      ///< stable, for example `unit-mismatch`
  std::string message;   ///< one sentence in English, code in backticks
  std::string file;      ///< empty: no place is known
  std::size_t line = 0;  ///< from 1; 0: not known
  std::size_t column = 0, end_line = 0, end_column = 0;  ///< from 1, in code points, the end exclusive; 0: not known
  std::string pointer;   ///< of facts: the place as JSON Pointer (RFC 6901)
  std::string clause;    ///< that the faulty declaration cites
  std::vector<std::string> help;
};

struct Findings {
  std::vector<Finding> items;  ///< by file and place; at most 100 errors are kept
  std::string text;            ///< all of them for people, with excerpts of the rules; empty for none
  std::string json;            ///< all of them as a JSON array

  [[nodiscard]] bool has_errors() const;
};

/// A text, or the findings that tell why there is none.
struct TextResult {
  std::string text;
  Findings findings;

  [[nodiscard]] bool ok() const { return !findings.has_errors(); }
};

// ---- what is asked -------------------------------------------------------------------------------------------------------

struct LoadOptions {
  /// Folder of the standard library, where `use norma.X` looks; empty: there is none. The CMake package of this library names
  /// the installed one in `norma_STDLIB_DIR`.
  std::string stdlib;
  /// Folder where any other `use` looks; empty: the folder that holds the package.
  std::string parent;
};

/// One file of rules that stands in memory. `path` is relative, without `.`, `..` and empty parts: `audit/time.rule`.
struct RuleFile {
  std::string path, text;
};

enum class FactsFormat : std::uint8_t { json, yaml };

struct Limits {
  std::uint64_t steps = 50'000'000;              ///< operations in one case
  std::size_t bytes = std::size_t{256} << 20;    ///< memory for the values of one case
};

struct CaseOptions {
  std::string decision;  ///< may stay empty where the package has only one
  std::string on;        ///< a date, `YYYY-MM-DD`: chooses among versions where no decision is anchored
  /// Readings and discretions by name, values as a facts document writes them (`up`, `10` for 10 %); they win over the facts.
  std::vector<std::pair<std::string, std::string>> readings;
  FactsFormat format = FactsFormat::json;
  std::string facts_name = "facts";  ///< what findings call the facts document
  Limits limits;
};

struct JsonOptions {
  int indent = 2;                ///< blanks; 0: on one line
  bool numbers_as_text = false;  ///< also whole numbers are texts, so that no reader rounds them
  bool proof = false;            ///< add every node that was evaluated, as `proof`
};

struct ExplanationOptions {
  Language language = Language::english;
  std::size_t depth = 12;   ///< steps within one another
  std::size_t width = 80;   ///< columns of the text; 0: lines are not broken
  bool everything = false;  ///< tell also what did not matter
  std::string only;         ///< of the text: tell only this requirement, definition or value; empty: all
};

// ---- what comes out ------------------------------------------------------------------------------------------------------

/// The answer of the rules to one question; the program `norma` has one exit status for each.
enum class Answer : std::uint8_t {
  satisfied,     ///< all requirements are met and all values known
  negative,      ///< a requirement is not met, or an evaluation ended in an error (`division-by-zero`, `refused` …)
  undetermined,  ///< facts are missing or the text is silent, and what is known does not decide
  limit,         ///< the case cost more than `Limits` allow
  invalid,       ///< there is none: findings tell what is wrong with the rules, the facts or the request
};

enum class Verdict : std::uint8_t { met, not_met, undetermined, refused };

enum class RequirementState : std::uint8_t { met, not_met, undetermined, not_applicable, failed };

/// A value that a decision gives, or the one that was asked for.
struct ValueOutcome {
  std::string name;
  Bilingual label;
  bool known = false;
  std::string text;  ///< exact, in the unit of its type: `4.5 person_days`, `7/3`, `2026-03-01`; if unknown, what it may still be
  std::vector<std::string> clauses;
  std::vector<std::string> missing;  ///< facts that an unknown value rests on: `headcount`, `sites[2].headcount`
};

/// A requirement, or one member of a requirement `for each`.
struct RequirementOutcome {
  std::string name, member;
  RequirementState state = RequirementState::met;
  bool advisory = false;  ///< advice: not part of the verdict
  Bilingual label, message;  ///< message: unless it is met
  std::vector<std::string> clauses, missing;
};

/// One case that was run. Where `ok()` is false it holds nothing but findings; its texts are empty.
class Result {
 public:
  // Only copies: moving copies too, so that no object is ever without content.
  Result(const Result&) = default;
  Result& operator=(const Result&) = default;

  [[nodiscard]] bool ok() const;
  /// Faults of the rules, of the facts or of the request; also warnings.
  [[nodiscard]] const Findings& findings() const;

  [[nodiscard]] Answer answer() const;
  /// Of a decision; nothing for a single value and where `ok()` is false.
  [[nodiscard]] std::optional<Verdict> verdict() const;
  /// In the order of the text.
  [[nodiscard]] std::vector<ValueOutcome> values() const;
  /// In the order of the text, advice among them.
  [[nodiscard]] std::vector<RequirementOutcome> requirements() const;
  /// Facts that would settle what is open: `headcount`, `sites[2].headcount`, or `on` for a date.
  [[nodiscard]] std::vector<std::string> missing() const;

  /// For people, as `norma run` prints it.
  [[nodiscard]] std::string text(Language language) const;
  /// For programs, as `norma run --format json` prints it; the keys are described in `tools/cli/README.md`.
  [[nodiscard]] std::string json(const JsonOptions& options = {}) const;
  /// Why the answer is what it is, clause by clause, for people. Empty if `only` names no step.
  [[nodiscard]] std::string explanation(const ExplanationOptions& options = {}) const;
  /// The same for programs, in both languages, whatever `language`, `width` and `only` are, as `src/explain/explanation.schema.json` describes it.
  [[nodiscard]] std::string explanation_json(const ExplanationOptions& options = {}) const;

 private:
  friend class Rules;
  explicit Result(std::shared_ptr<const api::DecidedCase> decided) : case_(std::move(decided)) {}
  std::shared_ptr<const api::DecidedCase> case_;
};

/// A decision that rules declare, or one version of it.
struct DecisionSummary {
  std::string name, package;
  Bilingual label;
  std::vector<std::string> clauses;
  std::string from, until;  ///< first and last day in force, `YYYY-MM-DD`; empty: unbounded
};

struct ScenarioOutcome {
  std::string title;
  std::string place;  ///< `rules/audit.rule:14:3`
  bool passed = false;
  std::vector<std::string> differences;  ///< what was seen and what was expected, one text for each difference
};

struct ScenarioReport {
  std::vector<ScenarioOutcome> scenarios;  ///< in the order of the text
  std::size_t failed = 0;
  std::string text;  ///< the failures, for people; empty if there are none
};

/// A package of rules with all packages it uses, read and checked.
class Rules {
 public:
  Rules(const Rules&) = default;
  Rules& operator=(const Rules&) = default;

  /// Reads a folder (every `.rule` file in it) or one file, and what it uses.
  static Rules load(const std::string& path, const LoadOptions& options = {});
  /// One text that is a whole package; `name` is what findings call it.
  static Rules from_text(std::string text, const LoadOptions& options = {}, std::string name = "text.rule");
  /// Files in memory; `package` is the folder or file among them that is asked for, the others can be used by it. No file of the
  /// disk is read, except below `LoadOptions::stdlib`; `LoadOptions::parent` is a folder in memory.
  static Rules from_files(std::vector<RuleFile> files, const std::string& package, const LoadOptions& options = {});

  /// Whether there are rules to run. Without, every question is answered by the findings.
  [[nodiscard]] bool ok() const;
  [[nodiscard]] const Findings& findings() const;

  /// Decisions that can be asked for, in the order of the text; those of the standard library are left out.
  [[nodiscard]] std::vector<DecisionSummary> decisions() const;
  /// JSON Schema (2020-12) of the facts that a decision rests on. With an empty name those of the only decision, or all facts where
  /// there are several. `on` chooses among versions.
  [[nodiscard]] TextResult json_schema(std::string_view decision = {}, std::string_view on = {}) const;
  /// The same as a form to fill in: YAML in which every fact is asked and unknown.
  [[nodiscard]] TextResult blank_form(std::string_view decision, Language language, std::string_view on = {}) const;

  /// Decides one case. `facts` is one JSON or YAML object; what is not given is unknown.
  [[nodiscard]] Result decide(std::string_view facts, const CaseOptions& options = {}) const;
  /// One value: a definition, table or requirement `NAME`, a call `NAME(25, low)`, or a value of a decision `DECISION.VALUE`.
  [[nodiscard]] Result value(std::string_view asked, std::string_view facts = "{}", const CaseOptions& options = {}) const;

  /// Runs every scenario of the package; nothing where `ok()` is false.
  [[nodiscard]] ScenarioReport run_scenarios(const Limits& limits = {}) const;

 private:
  explicit Rules(std::shared_ptr<const api::LoadedRules> loaded) : loaded_(std::move(loaded)) {}
  std::shared_ptr<const api::LoadedRules> loaded_;
};

/// What an expression that stands alone came to.
struct Evaluation {
  Answer answer = Answer::invalid;  ///< `satisfied`: the value is known
  std::string text;                 ///< the value: `2*sqrt(2)`, `2/3`; empty for `negative`, `limit` and `invalid`
  std::string code, message;        ///< of the error otherwise: `division-by-zero`
};

/// Computes an expression exactly, without any rules around it: `sqrt(8)`, `2026-01-31 + 1 month last_day`.
Evaluation evaluate(std::string_view expression, const Limits& limits = {});

}  // namespace norma
