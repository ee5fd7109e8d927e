#include <iostream>
#include <norma/norma.hpp>

namespace {

constexpr const char* rule_text = R"(
language 1
package example.audit
  title  en "Audit time"  zh "审核时间"
  source "EX-1:2026"  in force from 2026-03-01
  month end last_day
  use norma.units

clauses
  4.2  numeric  encoded  en "reductions of at most 30 %"  zh "减少不超过 30%"

unit person_day, person_days = 8 hours

decide audit_time  en "audit time"  zh "审核时间"
  given planned   : person_day >= 0  en "planned time"  zh "计划人日"
        reduction : person_day >= 0  en "reduction"     zh "减少的人日"
  require within_cap : reduction <= 30% * planned  per 4.2
    otherwise en "{reduction} off {planned} is more than 30 %"  zh "由 {planned} 减少 {reduction}，超过 30%"
  gives days = planned - reduction
)";

const char* word(norma::Answer answer) {
  switch (answer) {
    case norma::Answer::satisfied: return "satisfied";
    case norma::Answer::negative: return "negative";
    case norma::Answer::undetermined: return "undetermined";
    case norma::Answer::limit: return "limit exceeded";
    case norma::Answer::invalid: return "invalid";
  }
  return "";
}

void decide(const norma::Rules& rules, const char* facts) {
  const norma::Result result = rules.decide(facts);
  std::cout << "case " << facts << ": " << word(result.answer()) << '\n' << result.findings().text;
  for (const norma::ValueOutcome& value : result.values()) std::cout << "  " << value.name << " = " << value.text << '\n';
  for (const norma::RequirementOutcome& requirement : result.requirements())
    if (requirement.state == norma::RequirementState::not_met)
      std::cout << "  " << requirement.name << ": " << requirement.message.in(norma::Language::chinese) << '\n';
  for (const std::string& name : result.missing()) std::cout << "  missing: " << name << '\n';
}

}  // namespace

int main() {
  std::cout << "norma " << norma::version() << '\n';
  norma::LoadOptions options;
  options.stdlib = NORMA_STDLIB;
  const norma::Rules rules = norma::Rules::from_text(rule_text, options);
  if (!rules.ok()) {
    std::cerr << rules.findings().text;
    return 1;
  }
  decide(rules, R"({"planned": 6, "reduction": 1.5})");
  decide(rules, R"({"planned": 6, "reduction": 2})");
  decide(rules, R"({"planned": 6})");
  decide(rules, R"({"planed": 6})");
  std::cout << rules.decide(R"({"planned": 6, "reduction": 2})").explanation();
  std::cout << "sqrt(8) = " << norma::evaluate("sqrt(8)").text << '\n';
  return 0;
}
