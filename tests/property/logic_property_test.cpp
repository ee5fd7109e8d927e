// Random conditions against a model of the table in section 7 of the reference, written down a second time.
#include "rules_under_test.hpp"

namespace norma::property_test {
namespace {

enum class Truth : std::uint8_t { no, yes, unknown, error };

Truth negated(Truth a) { return a == Truth::no ? Truth::yes : a == Truth::yes ? Truth::no : a; }
Truth both(Truth a, Truth b) {
  if (a == Truth::no || b == Truth::no) return Truth::no;
  if (a == Truth::error || b == Truth::error) return Truth::error;
  return a == Truth::unknown || b == Truth::unknown ? Truth::unknown : Truth::yes;
}

constexpr std::size_t fact_count = 4;
constexpr std::size_t error_atom = fact_count;

/// A condition as text, written in both orders of its operands, and what it means.
struct Condition {
  std::string text, mirrored;
  Truth value;
};

class Maker {
 public:
  Maker(Random& random, const std::vector<Truth>& facts) : random_(random), facts_(facts) {}

  Condition make(int depth) {
    const std::size_t form = depth == 0 ? 0 : below(random_, 5);
    if (form == 0) return atom();
    if (form == 1) {
      const Condition operand = make(depth - 1);
      return {"not (" + operand.text + ")", "not (" + operand.mirrored + ")", negated(operand.value)};
    }
    const bool is_and = form % 2 == 0;
    const Condition a = make(depth - 1), b = make(depth - 1);
    const std::string word = is_and ? ") and (" : ") or (";
    const Truth value = is_and ? both(a.value, b.value) : negated(both(negated(a.value), negated(b.value)));
    return {"(" + a.text + word + b.text + ")", "(" + b.mirrored + word + a.mirrored + ")", value};
  }

 private:
  Condition atom() {
    const std::size_t chosen = below(random_, fact_count + 1);
    if (chosen == error_atom) return {"broken", "broken", Truth::error};
    const std::string name = "b" + std::to_string(chosen);
    return {name, name, facts_[chosen]};
  }

  Random& random_;
  const std::vector<Truth>& facts_;
};

std::string declarations(const Condition& condition) {
  std::string text = "define zero = 2 - 2\ndefine broken = 1 / zero > 0\n";
  for (std::size_t i = 0; i < fact_count; ++i) text += "fact b" + std::to_string(i) + " : boolean\n";
  return text + "require r : " + condition.text + "\ndecide d\n  require r\nrequire m : " + condition.mirrored +
         "\ndecide mirror\n  require m\n";
}

std::string document(const std::vector<Truth>& facts) {
  std::string text;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const char* value = facts[i] == Truth::yes ? "true" : facts[i] == Truth::no ? "false" : "null";
    text += (i == 0 ? "{\"b" : ", \"b") + std::to_string(i) + "\": " + value;
  }
  return text + "}";
}

eval::RequirementState state_of(Truth truth) {
  switch (truth) {
    case Truth::no: return eval::RequirementState::not_met;
    case Truth::yes: return eval::RequirementState::met;
    case Truth::unknown: return eval::RequirementState::undetermined;
    case Truth::error: return eval::RequirementState::failed;
  }
  return eval::RequirementState::failed;
}

std::set<std::string> names(const std::vector<run::MissingLine>& missing) {
  std::set<std::string> out;
  for (const run::MissingLine& line : missing) out.insert(line.name);
  return out;
}

}  // namespace

TEST_CASE("conditions follow the table of unknown and error, in either order of their operands") {
  Random random(20260301);
  for (int round = 0; round < 1500; ++round) {
    std::vector<Truth> facts(fact_count);
    for (Truth& fact : facts) fact = static_cast<Truth>(below(random, 3));
    const Condition condition = Maker(random, facts).make(4);
    Rules rules(declarations(condition));
    CAPTURE(condition.text, document(facts));
    const run::CaseReport plain = rules.decide(document(facts));
    REQUIRE(plain.requirements.front().state == state_of(condition.value));
    const std::set<std::string> missing = names(plain.missing);
    const run::CaseReport mirrored = rules.decide(document(facts), "mirror");
    REQUIRE(mirrored.requirements.front().state == state_of(condition.value));
    REQUIRE(names(mirrored.missing) == missing);
  }
}

}  // namespace norma::property_test
