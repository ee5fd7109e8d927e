#include "fixture.hpp"

using namespace norma;
using namespace norma::eval;

namespace {
std::size_t count_of(const Proof& proof, ProofKind kind) {
  std::size_t count = 0;
  for (const ProofNode& node : proof.nodes) count += node.kind == kind ? 1 : 0;
  return count;
}
}  // namespace

TEST_CASE_METHOD(Fixture, "a proof shares what was computed once and survives the case") {
  const CallableId shared = define("shared", {}, op(Op::add, {fact("x", b.number()), n(1)}));
  const NodeId used = op(Op::definition, {}, shared.value());
  const NodeId top = condition(Op::less, {used, op(Op::multiply, {used, n(2)})});
  given["x"] = Value::integer(3);
  Evaluator& running = start();
  running.record_proof(true);
  CHECK(running.evaluate_node(top).is_true());
  const Proof proof = running.take_proof(running.last_proof());
  begin();
  CHECK(count_of(proof, ProofKind::definition) == 1);
  const ProofNode& root = proof[proof.root];
  CHECK(root.kind == ProofKind::comparison);
  REQUIRE(root.child_count == 2);
  CHECK(to_text(proof[proof.children(root)[0]].value, b.number(), b.program()) == "4");
  for (std::size_t i = 0; i < proof.nodes.size(); ++i) {
    for (const ProofId child : proof.children(proof.nodes[i])) CHECK(child.index() < i);
  }
}

TEST_CASE_METHOD(Fixture, "recording changes no value") {
  const NodeId x = fact("x", between(0, 9));
  const NodeId node = op(Op::conditional, {truth("p"), op(Op::multiply, {x, n(2)}), op(Op::square_root, {n(2)})});
  const std::string plain = bounds(node);
  Evaluator& running = start();
  running.record_proof(true);
  const Value value = running.evaluate_node(node);
  const Interval& interval = unknown_of(value).interval;
  CHECK(plain == "[0 .. 18] x p");
  CHECK(digits(*interval.low) == "0");
  CHECK(digits(*interval.high) == "18");
}

TEST_CASE_METHOD(Fixture, "a guarded value tells what it tried") {
  Switch definition;
  definition.groups = {{Arm{}, Arm{}}};
  definition.groups[0][0].condition = b.boolean_node(false);
  definition.groups[0][0].value = n(1);
  definition.groups[0][1].condition = b.boolean_node(true);
  definition.groups[0][1].value = n(2);
  const NodeId node = op(Op::switch_, {}, b.add_switch(definition).value());
  Evaluator& running = start();
  running.record_proof(true);
  running.evaluate_node(node);
  const Proof proof = running.take_proof(running.last_proof());
  const ProofNode& root = proof[proof.root];
  REQUIRE(root.kind == ProofKind::guarded);
  REQUIRE(root.tried_count == 2);
  CHECK(root.index == 1);
  CHECK(proof.tried(root)[0].truth == Truth::no);
  CHECK(proof.tried(root)[1].truth == Truth::yes);
}

TEST_CASE_METHOD(Fixture, "a proof that grows too large says so") {
  limits.proof_nodes = 100;
  std::vector<NodeId> terms(1000, fact("x", b.number()));
  given["x"] = Value::integer(1);
  const NodeId node = op(Op::add, terms);
  Evaluator& running = start();
  running.record_proof(true);
  CHECK(to_text(running.evaluate_node(node), b.number(), b.program()) == "1000");
  const Proof proof = running.take_proof(running.last_proof());
  CHECK(proof.truncated);
  CHECK(proof.nodes.size() <= 102);
}
