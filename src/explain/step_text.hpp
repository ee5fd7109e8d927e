#pragma once
// The lines that one step takes in an argument. Internal to this folder, for every view that is text.
#include <string>
#include <vector>

#include "explain/argument.hpp"

namespace norma::explain {

class StepWriter {
 public:
  StepWriter(const Argument& argument, Language language) : argument_(argument), language_(language) {}

  /// `audit time = 5 person days [4.2]`, `within cap [4.2]`, `headcount = 15 (given)`.
  [[nodiscard]] std::string headline(const Step& step) const;
  /// Whatever the step adds below its headline: comparison, branch, rounding, expression, evidence …
  [[nodiscard]] std::vector<std::string> details(const Step& step) const;
  /// Both operands and what lies between them: `90 of 120 CPE; 30 short`.
  [[nodiscard]] std::string comparison(const Comparison& comparison) const;
  /// Why a branch was not taken.
  [[nodiscard]] std::string reason(const Branch& branch) const;
  /// `not met`, `不符合`.
  [[nodiscard]] const char* state(StepState state) const;
  /// One column: ✓ ✗ ? – !
  [[nodiscard]] static const char* mark(StepState state);
  [[nodiscard]] std::string clauses(const std::vector<std::string>& clauses) const;
  [[nodiscard]] std::string value(const TypedValue& value) const;
  [[nodiscard]] std::string source(const Step& step) const;

 private:
  [[nodiscard]] const char* say(const char* english, const char* chinese) const { return explain::say(language_, english, chinese); }
  [[nodiscard]] std::string amount(const Number& gap, const Comparison& comparison) const;
  [[nodiscard]] std::string ordered(const Comparison& comparison) const;
  [[nodiscard]] std::string demanded(const Comparison& comparison) const;
  [[nodiscard]] std::string observed(const Comparison& comparison) const;
  [[nodiscard]] std::string of_wanted(const Comparison& comparison) const;
  [[nodiscard]] std::string surplus(const Comparison& comparison) const;
  [[nodiscard]] std::string rounding(const Rounding& rounding, const TypedValue& result) const;
  [[nodiscard]] std::string branch(const Branch& branch) const;
  [[nodiscard]] std::string with_values(const Step& step) const;
  [[nodiscard]] std::string evidence(const facts::Evidence& evidence) const;
  [[nodiscard]] std::string terms(const Step& step) const;

  const Argument& argument_;
  Language language_;
};

}  // namespace norma::explain
