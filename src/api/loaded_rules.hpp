#pragma once
// What stands behind the classes of include/norma/norma.hpp.
#include <memory>
#include <optional>
#include <string_view>
#include <variant>

#include "driver/compile.hpp"
#include "eval/prepared.hpp"
#include "facts/case_facts.hpp"
#include "norma/norma.hpp"
#include "run/report.hpp"
#include "run/run_case.hpp"
#include "run/subject.hpp"

namespace norma::api {

/// Immutable once made, shared by every Rules and Result that came of it.
struct LoadedRules {
  Compilation compilation;
  Findings findings;
  std::shared_ptr<const eval::Prepared> prepared;  ///< set exactly if there is a program

  [[nodiscard]] bool ok() const { return prepared != nullptr; }
  [[nodiscard]] const program::Program& program() const { return *compilation.program; }
};

/// Immutable once made. INVARIANT (case): the report refers to memory of `facts` and `runner`, these to `rules`; they live and
/// die together, and no second case runs in them.
struct DecidedCase {
  std::shared_ptr<const LoadedRules> rules;
  Findings findings;
  run::Subject subject;
  facts::CaseFacts facts;
  std::optional<run::CaseRunner> runner;
  std::variant<std::monostate, run::CaseReport, run::ValueReport> report;  ///< nothing: findings say why

  [[nodiscard]] bool ok() const { return report.index() != 0; }
};

inline facts::Language internal(Language language) { return language == Language::chinese ? facts::Language::zh : facts::Language::en; }
Answer public_answer(run::Answer answer);
Bilingual public_text(const run::Bilingual& text);
eval::EvaluatorLimits evaluator_limits(const Limits& limits);

/// The date; nothing for an empty text. False after a report.
bool read_date(std::string_view text, std::optional<Date>& date, DiagnosticSink& sink);
/// How callers of the library name things.
const run::SubjectHelp& subject_help();

/// Runs one case. `asked`: the value wanted; without it a decision.
std::shared_ptr<const DecidedCase> decide(std::shared_ptr<const LoadedRules> rules, std::optional<std::string_view> asked,
                                          std::string_view document, const CaseOptions& options);

}  // namespace norma::api
