// Random facts for every decision of the rules, most of them admitted by the declared types: both readers of facts must agree on what is
// a facts document, and evaluator and checker on what follows from it. Records of some of the cases are verified. The seed is fixed.
#include <catch2/catch.hpp>

#include <random>

#include "checker/facts_reader.hpp"
#include "facts/case_facts.hpp"
#include "record/record.hpp"
#include "record/verify.hpp"
#include "side_by_side.hpp"

namespace norma::checker_test {
namespace {

using checker::Json;
using program::TypeKind;

Json text_json(std::string text) {
  Json json;
  json.form = Json::Form::text;
  json.text = std::move(text);
  return json;
}

/// Documents that are mostly admitted: values stand near the bounds, numbers and days that the rules name.
class Generator {
 public:
  Generator(const Program& program, std::uint64_t seed) : program_(program), random_(seed) {
    for (std::size_t i = 0; i < program.nodes.size(); ++i) {
      const program::Node& node = program.nodes[i];
      if (node.op == program::Op::date_constant) days_.push_back(static_cast<std::int32_t>(node.a));
      if (node.op == program::Op::text_constant) texts_.push_back(program.texts[node.a]);
    }
    for (const auto& constant : program.small_constants)
      numbers_.push_back(checker::Exact(checker::Fraction(checker::Integer(constant.numerator), checker::Integer(constant.denominator))));
  }

  Json document(CallableId decision) {
    absent_ = std::vector<unsigned>{2, 10, 40}[below(3)];
    Json facts;
    facts.form = Json::Form::object;
    for (const program::Fact& fact : program_[decision].given) add(facts, fact);
    for (const program::Fact& fact : program_.facts) {
      const bool taken = facts.find(fact.name) != nullptr;
      if (!taken && fact.kind != program::FactKind::reading && fact.kind != program::FactKind::discretion) add(facts, fact);
    }
    Json policy;
    policy.form = Json::Form::object;
    for (const program::Fact& fact : program_.facts)
      if (fact.kind == program::FactKind::reading && below(100) < 20 && policy.find(fact.name) == nullptr)
        policy.members.emplace_back(fact.name, value(fact.type));
    facts.members.emplace_back("policy", std::move(policy));
    return facts;
  }

 private:
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(random_() % count); }

  void add(Json& facts, const program::Fact& fact) {
    if (below(100) < absent_ || fact.name == "policy") return;
    Json written = value(fact.type);
    const bool left_open = written.is(Json::Form::null) && fact.asked_when.valid();
    if (!left_open) facts.members.emplace_back(fact.name, std::move(written));
  }

  Json value(program::TypeId id) {
    const program::Type& type = program_[id];
    Json json;
    if (below(100) < 3) return json;
    if (type.optional && below(100) < 25) {
      if (type.kind != TypeKind::text) return text_json("none");
      json.form = Json::Form::object;
      json.members.emplace_back("none", Json());
      json.members.back().second.form = Json::Form::boolean;
      json.members.back().second.yes = true;
      return json;
    }
    switch (type.kind) {
      case TypeKind::boolean:
        json.form = Json::Form::boolean;
        json.yes = below(100) < 60;
        return json;
      case TypeKind::number: return number(type);
      case TypeKind::date: return text_json(checker::text_of_day(day()));
      case TypeKind::span: return text_json(std::to_string(below(40)) + (below(2) == 0 ? " months" : " years"));
      case TypeKind::period: {
        const checker::Day from = day();
        json.form = Json::Form::object;
        json.members.emplace_back("from", below(10) == 0 ? text_json("none") : text_json(checker::text_of_day(from)));
        json.members.emplace_back("to", below(10) == 0 ? text_json("none") : text_json(checker::text_of_day(from + static_cast<int>(below(900)))));
        return json;
      }
      case TypeKind::enumeration: return text_json(enum_value(type));
      case TypeKind::set: return set(type);
      case TypeKind::record: return record(type);
      case TypeKind::list: return list(type);
      default: return text_json(texts_.empty() || below(3) == 0 ? std::string("Li") : texts_[below(texts_.size())]);
    }
  }

  std::string enum_value(const program::Type& type) {
    const auto& values = program_.enums[type.enumeration.index()].values;
    return values[below(values.size())].name;
  }

  Json set(const program::Type& type) {
    Json json;
    json.form = Json::Form::list;
    const unsigned share = static_cast<unsigned>(below(101));
    for (const auto& value : program_.enums[type.enumeration.index()].values)
      if (below(100) < share) json.items.push_back(text_json(value.name));
    return json;
  }

  Json record(const program::Type& type) {
    Json json;
    json.form = Json::Form::object;
    for (const auto& field : program_.records[type.record.index()].fields)
      if (below(100) >= absent_ / 4) json.members.emplace_back(field.name, value(field.type));
    return json;
  }

  Json list(const program::Type& type) {
    Json json;
    json.form = Json::Form::list;
    const std::size_t count = std::vector<std::size_t>{0, 1, 1, 2, 3, 6}[below(6)];
    for (std::size_t i = 0; i < count; ++i) json.items.push_back(value(type.element));
    return json;
  }

  checker::Day day() {
    if (days_.empty() || below(4) == 0) return 14'000 + static_cast<checker::Day>(below(7'000));
    constexpr std::array<int, 16> moves{-366, -181, -90, -30, -15, -1, 0, 0, 0, 1, 5, 30, 60, 180, 365, 1096};
    return std::clamp<checker::Day>(days_[below(days_.size())] + moves[below(moves.size())], checker::earliest_day, checker::latest_day);
  }

  // In the unit of the type; within its range where the first twenty attempts find something.
  Json number(const program::Type& type) {
    const checker::Exact scale = type.unit.valid() ? checker::exact_of(program_.units[type.unit.index()].scale) : checker::Exact(1);
    Json json;
    json.form = Json::Form::number;
    for (int attempt = 0; attempt < 20; ++attempt) {
      const checker::Exact step = type.step ? checker::exact_of(*type.step) : (type.whole ? scale : checker::Exact(checker::Fraction(1, 4)));
      checker::Exact base = numbers_.empty() || below(3) == 0 ? checker::Exact(static_cast<int>(below(60))) : numbers_[below(numbers_.size())];
      if (type.low && below(6) == 0) base = checker::exact_of(*type.low);
      if (type.high && below(6) == 0) base = checker::exact_of(*type.high);
      base = checker::add(base, checker::multiply(step, checker::Exact(static_cast<int>(below(5)) - 2)).value).value;
      base = checker::round(base, step, checker::Rounding::half_up).value;
      const auto below_low = type.low && base < checker::exact_of(*type.low);
      const auto above_high = type.high && checker::exact_of(*type.high) < base;
      const checker::Exact written = checker::divide(base, scale).value;
      json.text = checker::text_of(written);
      if (json.text.find('/') != std::string::npos) json.form = Json::Form::text;
      if (!below_low && !above_high && (!type.whole || written.whole())) break;
    }
    return json;
  }

  const Program& program_;
  std::mt19937_64 random_;
  unsigned absent_ = 0;
  std::vector<checker::Day> days_;
  std::vector<std::string> texts_;
  std::vector<checker::Exact> numbers_;
};

/// One document through both.
void decide(const Compilation& compilation, CallableId decision, const Json& document, eval::Evaluator& evaluator, Tally& tally, std::size_t& refused,
            bool recorded) {
  const Program& program = *compilation.program;
  const std::string text = checker::canonical(document);
  DiagnosticSink sink;
  const facts::DocumentSource place{"facts", 0, 1};
  const auto read = facts::read_json(text, place, {}, sink);
  REQUIRE(read);
  facts::CaseFacts left;
  left.clear(program, decision);
  const bool admitted = facts::bind_facts(program, decision, *read, place, left, sink);
  const checker::Facts right = checker::read_facts(program, decision, document);
  const std::string where = program[decision].name + " " + text;
  if (admitted != right.fault.empty()) tally.differences.push_back(where + "\n    admitted by one reader only; " + right.fault);
  if (!admitted || !right.fault.empty()) {
    ++refused;
    return;
  }
  evaluator.begin_case(left.facts, {});
  evaluator.record_proof(recorded);
  eval::DecisionResult result;
  evaluator.decide(decision, left.given, result);
  try {
    checker::Evaluation evaluation(program);
    evaluation.begin(right.facts, {});
    tally.compare(program, decision, where, result, evaluation.decide(decision, right.given));
  } catch (const checker::CannotTell&) {
    ++tally.cannot_tell;
  }
  if (!recorded) return;
  const eval::Proof proof = evaluator.take_proof(result.proof);
  const std::string record = record::write_record({program, compilation.sources, decision, *read, left, {}, {}, result, proof});
  const record::Verification verification = record::verify_record(record, program, compilation.sources);
  INFO(where << "\n" << (verification.differences.empty() ? verification.beyond : verification.differences.front()));
  CHECK(verification.confirmed());
}

TEST_CASE("the checker comes to what the evaluator comes to on random facts of every decision") {
  Tally tally;
  std::size_t refused = 0;
  for (const std::string& package : packages()) {
    const Compilation compilation = compiled(package);
    if (!compilation.ok()) continue;
    const Program& program = *compilation.program;
    Generator generator(program, 20260301);
    eval::Evaluator evaluator(program);
    for (std::size_t i = 0; i < program.callables.size(); ++i) {
      if (program.callables[i].kind != program::CallableKind::decision) continue;
      for (int round = 0; round < 25; ++round) {
        ++tally.scenarios;
        decide(compilation, CallableId::from_index(i), generator.document(CallableId::from_index(i)), evaluator, tally, refused, round % 12 == 0);
      }
    }
  }
  INFO(tally.text() << ", " << refused << " documents refused\n" << tally.first_differences(12));
  CHECK(tally.decisions > 1000);
  CHECK(tally.cannot_tell == 0);
  CHECK(tally.differences.empty());
}

}  // namespace
}  // namespace norma::checker_test
