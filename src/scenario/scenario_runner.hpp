#pragma once
// Runs scenarios: given facts, and what is expected of them (reference, section 10).
#include <optional>
#include <string>
#include <vector>

#include "base/source_text.hpp"
#include "eval/evaluator.hpp"
#include "program/program.hpp"
#include "scenario/coverage.hpp"

namespace norma::scenario {

/// What one line `expect …` came to. Texts are empty where there is nothing to say.
struct ExpectationResult {
  const program::Expectation* expectation = nullptr;
  bool passed = false;
  /// One for each thing that differs: "seen 5 person_days, expected 4.5 person_days".
  std::vector<std::string> differences;
};

struct ScenarioResult {
  const program::Scenario* scenario = nullptr;
  std::vector<std::string> input_faults;  ///< a given value that is an error; then nothing is expected
  std::vector<ExpectationResult> expectations;

  [[nodiscard]] bool passed() const;
};

/// One per thread. Program, sources and coverage must outlive it.
class ScenarioRunner {
 public:
  ScenarioRunner(const program::Program& program, const SourceSet& sources, Coverage* coverage = nullptr,
                 const eval::EvaluatorLimits& limits = {});

  ScenarioResult run(const program::Scenario& scenario);

 private:
  struct Expected;
  void read_inputs(const program::Scenario& scenario, ScenarioResult& result);
  void place_input(const program::Scenario& scenario, const program::ScenarioInput& input, eval::Value value);
  [[nodiscard]] eval::Value unknown_input(program::TypeId type, eval::Cause cause);
  [[nodiscard]] std::vector<eval::Value> given_of(program::CallableId decision);

  ExpectationResult check(const program::Scenario& scenario, const program::Expectation& expectation);
  void check_condition(const program::Scenario&, const program::Expectation&, ExpectationResult&);
  void check_verdict(const program::Scenario&, const program::Expectation&, ExpectationResult&);
  void check_undetermined(const program::Scenario&, const program::Expectation&, ExpectationResult&);
  void check_error(const program::Scenario&, const program::Expectation&, ExpectationResult&);
  void check_members(const char* what, const std::vector<program::ExpectedMember>& expected, bool advisory, ExpectationResult&);
  void check_missing(const std::vector<std::string>& expected, std::span<const eval::Cause> causes, ExpectationResult&);
  void check_citations(const program::Scenario&, const program::Expectation&, const eval::Proof&, ExpectationResult&);

  [[nodiscard]] program::CallableId version_of(program::CallableId subject, std::optional<Date> on) const;
  [[nodiscard]] std::string shown(program::NodeId node, eval::Value value) const;
  [[nodiscard]] std::string shown_error(eval::Value value) const;

  const program::Program& program_;
  const SourceSet& sources_;
  Coverage* coverage_;
  eval::Evaluator inputs_;      // its case holds the given values while the other one runs
  eval::Evaluator evaluator_;
  std::vector<eval::Value> facts_;
  struct Given { std::string name; eval::Value value; program::TypeId type; };  // absent value: `unknown`; the type it was written in
  std::vector<Given> given_;
  std::vector<std::vector<eval::Value>> decision_given_;      // the given facts of each decision; index is the callable
  eval::DecisionResult result_;
};

/// All scenarios of the package asked for.
std::vector<ScenarioResult> run_scenarios(const program::Program& program, const SourceSet& sources, Coverage* coverage = nullptr,
                                          const eval::EvaluatorLimits& limits = {});

/// A scenario that failed, for people: its place, the expectation as written, what differs.
std::string failure_text(const ScenarioResult& result, const SourceSet& sources);

}  // namespace norma::scenario
