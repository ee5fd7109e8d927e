#pragma once
// A small decision for the tests: credits with a discretion, a fee, a rounded yearly figure.
#include <vector>

#include "eval/evaluator.hpp"
#include "explain/argument.hpp"
#include "program/builder.hpp"

namespace norma::explain::test {

using eval::Value;
using program::NodeId;
using program::Op;

inline program::Labels labels(const char* en, const char* zh) {
  const auto text = [](const char* words) {
    ast::Template made;
    made.parts.push_back({words, {}});
    return made;
  };
  return {text(en), text(zh)};
}

inline std::vector<program::Citation> per(const char* clause) { return {program::Citation{"", clause, {}}}; }

struct Credits {
  program::Program program;
  program::CallableId decision;
  SourceSet sources;
  eval::DecisionResult result;
  eval::Proof proof;
};

/// define counted = earned + relief; require enough : counted >= 120 CPE; require paid : dues_paid;
/// gives yearly = round counted / 7 to 1 CPE half_up. Facts: earned, dues_paid, relief (a discretion, 0 CPE).
inline Credits make_credits() {
  Credits made;
  const std::string text = "counted >= 120 CPE\nearned + relief\n";
  const FileId file = made.sources.add("credits.rule", text);
  const auto at = [&](std::uint32_t begin, std::uint32_t end) { return Span{file, begin, end}; };
  program::ProgramBuilder b;
  const program::DimensionId dimension = b.add_dimension("CPE");
  program::Unit unit;
  unit.name = "CPE";
  unit.spellings = {"CPE"};
  unit.dimension = dimension;
  unit.scale = 1;
  const program::TypeId cpe = b.quantity(b.add_unit(unit)), boolean = b.boolean();

  program::Fact earned;
  earned.name = "earned";
  earned.type = cpe;
  earned.labels = labels("credits earned", "已得学分");
  earned.question = labels("How many credits were earned?", "已得多少学分？");
  earned.citations = per("1.1");
  const auto earned_id = b.add_fact(earned);
  program::Fact dues;
  dues.name = "dues_paid";
  dues.type = boolean;
  const auto dues_id = b.add_fact(dues);
  program::Fact relief;
  relief.name = "relief";
  relief.kind = program::FactKind::discretion;
  relief.type = cpe;
  relief.citations = per("1.2");
  relief.default_value = b.number_node(0, cpe);
  const auto relief_id = b.add_fact(relief);

  const NodeId read_earned = b.add(Op::fact, cpe, {}, earned_id.value(), 0, at(19, 25));
  const NodeId read_relief = b.add(Op::fact, cpe, {}, relief_id.value(), 0, at(28, 34));
  const NodeId sum = b.add(Op::add, cpe, {read_earned, read_relief}, 0, 0, at(19, 34));
  const NodeId counted = b.add(Op::local_definition, cpe, {sum}, 0, 0, at(0, 7));
  const NodeId enough = b.add(Op::greater_equal, boolean, {counted, b.number_node(120, cpe, at(11, 18))}, 0, 0, at(0, 18));

  program::Callable first;
  first.name = "enough";
  first.kind = program::CallableKind::requirement;
  first.result = boolean;
  first.condition = enough;
  first.citations = per("4.1");
  first.labels = labels("enough credits", "学分足够");
  const NodeId in_message = b.add(Op::local_definition, cpe, {sum}, 0);
  first.resolved_message.en = program::MessageTemplate{{{"", in_message}, {" are too few", {}}}};
  const program::CallableId owner = program::CallableId::from_index(2);
  first.owner = owner;
  const auto first_id = b.add_callable(first);
  program::Callable second;
  second.name = "dues_settled";
  second.kind = program::CallableKind::requirement;
  second.result = boolean;
  second.condition = b.add(Op::fact, boolean, {}, dues_id.value());
  second.citations = per("4.2");
  second.owner = owner;
  const auto second_id = b.add_callable(second);

  program::Callable keep;
  keep.name = "keep";
  keep.kind = program::CallableKind::decision;
  keep.labels = labels("keeping the certificate", "保持证书");
  keep.citations = per("4");
  keep.frame_size = 1;
  keep.locals.push_back({"counted", 0, sum, cpe, {}, {}, {}});
  keep.requirements.push_back({first_id, {}, false, {}});
  keep.requirements.push_back({second_id, {}, false, {}});
  const NodeId seventh = b.add(Op::divide, cpe, {b.add(Op::local_definition, cpe, {sum}, 0), b.number_node(7)});
  const NodeId rounded =
      b.add(Op::round_to_step, cpe, {seventh, b.number_node(1, cpe)}, static_cast<std::uint32_t>(RoundingMode::half_up));
  keep.outputs.push_back({"yearly", cpe, rounded, {}, per("4.3"), {}});
  made.decision = b.add_callable(keep);
  made.program = b.take();
  return made;
}

inline void decide(Credits& credits, std::vector<Value> facts) {
  eval::Evaluator evaluator(credits.program);
  evaluator.begin_case(facts);
  evaluator.record_proof(true);
  evaluator.decide(credits.decision, {}, credits.result);
  credits.proof = evaluator.take_proof(credits.result.proof);
  // Only what the proof owns may be read after the evaluator is gone.
  for (auto& requirement : credits.result.requirements) requirement.value = {};
}

}  // namespace norma::explain::test
