// What is said while facts are missing must hold whatever they turn out to be.
#include "rules_under_test.hpp"
#include "run/value_text.hpp"

namespace norma::property_test {
namespace {

struct Fact {
  std::string name, type;
  std::vector<std::string> values;   // as JSON; the whole domain
};

const std::vector<Fact>& all_facts() {
  static const std::vector<Fact> facts{{"b0", "boolean", {"true", "false"}},
                                       {"b1", "boolean", {"true", "false"}},
                                       {"e", "Level", {"\"low\"", "\"medium\"", "\"high\""}},
                                       {"n0", "integer in 0 .. 3", {"0", "1", "2", "3"}},
                                       {"n1", "integer in 0 .. 3", {"0", "1", "2", "3"}}};
  return facts;
}

/// Makes conditions and numbers over the facts; nothing in them can fail.
class Maker {
 public:
  explicit Maker(Random& random) : random_(random) {}

  std::string condition(int depth) {
    switch (below(random_, depth == 0 ? 3 : 9)) {
      case 0: return one_of({"b0", "b1"});
      case 1: return one_of({"e is low", "e is not high", "e >= medium", "e < high", "e in {low, high}"});
      case 2: return one_of({"n0", "n1"}) + one_of({" > ", " <= ", " = "}) + one_of({"0", "1", "2", "n0", "n1"});
      case 3: return "not (" + condition(depth - 1) + ")";
      case 4:
      case 5: return "((" + condition(depth - 1) + ") and (" + condition(depth - 1) + "))";
      case 6: return "((" + condition(depth - 1) + ") or (" + condition(depth - 1) + "))";
      case 7: return "(" + number(depth - 1) + one_of({" < ", " >= "}) + number(depth - 1) + ")";
      default: return "(some x in [n0, n1] where x > " + number(0) + ")";
    }
  }
  std::string number(int depth) {
    switch (below(random_, depth == 0 ? 2 : 8)) {
      case 0: return one_of({"n0", "n1"});
      case 1: return one_of({"1", "2", "0.5"});
      case 2: return "(" + number(depth - 1) + one_of({" + ", " - ", " * "}) + number(depth - 1) + ")";
      case 3: return one_of({"min", "max"}) + "(" + number(depth - 1) + ", " + number(depth - 1) + ")";
      case 4: return "(" + number(depth - 1) + " when " + condition(depth - 1) + " otherwise " + number(depth - 1) + ")";
      case 5: return "f(" + one_of({"e", "low", "high"}) + ")";
      case 6: return "t(" + one_of({"n0", "n1"}) + ", " + one_of({"e", "medium"}) + ")";
      default: return one_of({"abs", "floor", "ceil"}) + "(" + number(depth - 1) + ")";
    }
  }

 private:
  std::string one_of(const std::vector<std::string>& choices) { return choices[below(random_, choices.size())]; }
  Random& random_;
};

std::string declarations(const std::string& first, const std::string& second, const std::string& value) {
  std::string text = "enum Level ordered { low medium high }\n";
  for (const Fact& fact : all_facts()) text += "fact " + fact.name + " : " + fact.type + "\n";
  return text + "define f(l : Level)\n  when l is low : n0\n  when l is medium : 2\n  otherwise : n1\n"
                "table t(n : integer in 0 .. 3, l : Level) : integer\n  0, any : 1\n  1 .. 3, low : 2\n  1 .. 3, {medium, high} : 3\n"
                "require r : " + first + "\nrequire s when " + second + " : " + first + "\ndecide d\n  require r\n  require s\n  gives v = " +
         value + "\n";
}

using Chosen = std::vector<std::optional<std::size_t>>;   // for each fact the index of its value

std::string document(const Chosen& chosen) {
  std::string text;
  for (std::size_t i = 0; i < chosen.size(); ++i)
    if (chosen[i]) text += (text.empty() ? "\"" : ", \"") + all_facts()[i].name + "\": " + all_facts()[i].values[*chosen[i]];
  return "{" + text + "}";
}

template <class Visit>
void each_completion(Chosen chosen, std::size_t from, const Visit& visit) {
  while (from < chosen.size() && chosen[from]) ++from;
  if (from == chosen.size()) return visit(chosen);
  for (std::size_t value = 0; value < all_facts()[from].values.size(); ++value) {
    chosen[from] = value;
    each_completion(chosen, from + 1, visit);
  }
}

std::set<std::string> missing_of(const run::CaseReport& report) {
  std::set<std::string> out;
  for (const run::MissingLine& line : report.missing) out.insert(line.name);
  return out;
}

struct Seen {
  std::vector<eval::RequirementState> states;
  eval::Verdict verdict;
  std::optional<Number> value;
  std::set<std::string> missing;
};

Seen seen_of(const run::CaseReport& report) {
  Seen seen{{}, report.verdict, run::number_of(report.values.front().value), missing_of(report)};
  for (const run::RequirementLine& line : report.requirements) seen.states.push_back(line.state);
  return seen;
}

// A requirement whose condition holds is met also while it is open whether it applies: the verdict takes both alike.
eval::RequirementState like(eval::RequirementState state) {
  return state == eval::RequirementState::not_applicable ? eval::RequirementState::met : state;
}
bool is_open(eval::RequirementState state) { return state == eval::RequirementState::undetermined; }

Chosen random_choice(Random& random) {
  Chosen chosen;
  for (const Fact& fact : all_facts())
    chosen.push_back(below(random, 2) == 0 ? std::optional(below(random, fact.values.size())) : std::nullopt);
  return chosen;
}

// Everything decided on `chosen` must be the same on each of its completions.
void check_sound(Rules& rules, const Chosen& chosen, const Seen& partial) {
  each_completion(chosen, 0, [&](const Chosen& complete) {
    const Seen seen = seen_of(rules.decide(document(complete)));
    CAPTURE(document(complete));
    REQUIRE(seen.verdict != eval::Verdict::undetermined);
    if (partial.verdict != eval::Verdict::undetermined) REQUIRE(seen.verdict == partial.verdict);
    for (std::size_t i = 0; i < partial.states.size(); ++i)
      if (!is_open(partial.states[i])) REQUIRE(like(seen.states[i]) == like(partial.states[i]));
    if (partial.value) REQUIRE(seen.value == partial.value);
  });
}

// What is missing was not given, and it is all that matters: with it, everything is decided.
void check_missing(Rules& rules, Chosen chosen, const Seen& partial, Random& random) {
  const bool open = partial.verdict == eval::Verdict::undetermined;
  REQUIRE((!open || !partial.missing.empty()));
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    if (!partial.missing.contains(all_facts()[i].name)) continue;
    REQUIRE_FALSE(chosen[i].has_value());
    chosen[i] = below(random, all_facts()[i].values.size());
  }
  if (open) REQUIRE(rules.decide(document(chosen)).verdict != eval::Verdict::undetermined);
}

}  // namespace

TEST_CASE("what is decided on some facts is decided the same way on all") {
  Random random(5432);
  int decided = 0, open = 0;
  for (int program = 0; program < 120; ++program) {
    Maker maker(random);
    const std::string text = declarations(maker.condition(3), maker.condition(2), maker.number(3));
    CAPTURE(text);
    Rules rules(text);
    for (int round = 0; round < 12; ++round) {
      const Chosen chosen = random_choice(random);
      CAPTURE(document(chosen));
      const Seen partial = seen_of(rules.decide(document(chosen)));
      ++(partial.verdict == eval::Verdict::undetermined ? open : decided);
      check_sound(rules, chosen, partial);
      check_missing(rules, chosen, partial, random);
    }
  }
  CHECK(decided > 200);
  CHECK(open > 200);
}

TEST_CASE("a case is decided the same way with and without a proof") {
  Random random(77);
  for (int program = 0; program < 150; ++program) {
    Maker maker(random);
    const std::string text = declarations(maker.condition(3), maker.condition(2), maker.number(3));
    CAPTURE(text);
    Rules rules(text);
    const program::CallableId decision = run::find_decision(rules.program(), "d", {}).found;
    eval::Evaluator evaluator(rules.program());
    eval::DecisionResult plain, proved;
    for (int round = 0; round < 10; ++round) {
      rules.bind(document(random_choice(random)), "d");
      const auto decide = [&](bool proof, eval::DecisionResult& result) {
        evaluator.begin_case(rules.bound().facts);
        evaluator.record_proof(proof);
        evaluator.decide(decision, rules.bound().given, result);
        return run::value_text(rules.program(), result.outputs.front().value, result.outputs.front().output->type, run::Language::en);
      };
      const std::string without = decide(false, plain);
      const std::string with = decide(true, proved);
      REQUIRE(with == without);
      REQUIRE(proved.verdict == plain.verdict);
      REQUIRE(proved.missing == plain.missing);
      for (std::size_t i = 0; i < plain.requirements.size(); ++i) REQUIRE(proved.requirements[i].state == plain.requirements[i].state);
    }
  }
}

}  // namespace norma::property_test
