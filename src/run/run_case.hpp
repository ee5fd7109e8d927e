#pragma once
// Runs single cases: facts in slots become a report.
//
//   CaseRunner runner(program, sources);
//   if (bind_facts(…) && runner.check_applicable(document, source, facts, on, sink)) report = runner.decide(decision, facts, on);
#include <memory>
#include <optional>
#include <span>

#include "eval/evaluator.hpp"
#include "facts/case_facts.hpp"
#include "run/report.hpp"

namespace norma::run {

/// One per thread. Program and sources must outlive it.
class CaseRunner {
 public:
  CaseRunner(const program::Program& program, const SourceSet& sources, const eval::EvaluatorLimits& limits = {});
  /// The same with what is computed once per program, which many runners can share.
  CaseRunner(std::shared_ptr<const eval::Prepared> prepared, const SourceSet& sources, const eval::EvaluatorLimits& limits = {});

  /// Reports facts that are given although their `asked when` is false (reference, section 3); false if there is one.
  bool check_applicable(const facts::DocumentNode& document, const facts::DocumentSource& source, const facts::CaseFacts& facts,
                        std::optional<Date> on, DiagnosticSink& sink);

  /// A decision, or one requirement as a decision of its own. `on` chooses versions where no decision is anchored.
  CaseReport decide(program::CallableId decision, const facts::CaseFacts& facts, std::optional<Date> on);

  /// A definition, table or requirement at these arguments.
  ValueReport value(program::CallableId callable, std::span<const eval::Value> arguments, const facts::CaseFacts& facts,
                    std::optional<Date> on);

  /// One value that a decision gives; `output` is its index.
  ValueReport output(program::CallableId decision, std::size_t output, const facts::CaseFacts& facts, std::optional<Date> on);

  /// Of the case that ran last.
  [[nodiscard]] const eval::Proof& proof() const { return proof_; }
  /// Of the decision that ran last.
  [[nodiscard]] const eval::DecisionResult& result() const { return result_; }

 private:
  void begin(const facts::CaseFacts& facts, std::optional<Date> on);
  void run(program::CallableId decision, const facts::CaseFacts& facts, std::optional<Date> on);
  void add_causes_inside_values();
  ValueLine output_line(const eval::OutputResult& output) const;
  Bilingual message(const program::Callable& requirement, const eval::RequirementResult& result) const;
  RequirementLine requirement_line(const eval::RequirementResult& result) const;
  void complete(ValueReport& report, const facts::CaseFacts& facts);

  const program::Program& program_;
  const SourceSet& sources_;
  eval::Evaluator evaluator_;
  eval::DecisionResult result_;
  eval::Proof proof_;
};

}  // namespace norma::run
