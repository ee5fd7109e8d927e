#include "fixture.hpp"

using namespace norma;
using namespace norma::eval;

namespace {
struct DecisionFixture : Fixture {
  Callable decision;
  DecisionResult result;

  CallableId add_requirement(const char* name, NodeId demanded, NodeId when = {}, bool advice = false) {
    Callable requirement;
    requirement.name = name;
    requirement.kind = advice ? CallableKind::advice : CallableKind::requirement;
    requirement.result = b.boolean();
    requirement.condition = demanded;
    requirement.when = when;
    const CallableId id = b.add_callable(requirement);
    decision.requirements.push_back({id, {}, advice, {}});
    return id;
  }
  NodeId given_fact(const char* name, TypeId type) {
    decision.parameters.push_back({name, type, {}});
    decision.given.emplace_back();
    decision.given.back().name = name;
    decision.given.back().type = type;
    decision.frame_size = static_cast<std::uint32_t>(decision.parameters.size());
    return b.add(Op::local, type, {}, decision.frame_size - 1);
  }
  const DecisionResult& decide(std::vector<Value> values = {}) {
    decision.kind = CallableKind::decision;
    const CallableId id = b.add_callable(decision);
    start().decide(id, values, result);
    return result;
  }
  std::string states() {
    std::string text;
    for (const RequirementResult& each : result.requirements) text += "+-?/!"[static_cast<int>(each.state)];
    return text;
  }
};
}  // namespace

TEST_CASE_METHOD(DecisionFixture, "a decision collects all failures and not met beats undetermined") {
  add_requirement("a", truth("a"));
  add_requirement("b", b.boolean_node(false));
  add_requirement("c", b.boolean_node(true));
  add_requirement("d", b.boolean_node(false));
  add_requirement("e", b.boolean_node(false), b.boolean_node(false));
  CHECK(decide().verdict == Verdict::not_met);
  CHECK(states() == "?-+-/");
  CHECK(result.missing.empty());
}

TEST_CASE_METHOD(DecisionFixture, "what is missing is what the open requirements rest on") {
  add_requirement("a", truth("a"));
  add_requirement("b", condition(Op::logical_or, {truth("b"), b.boolean_node(true)}));
  CHECK(decide().verdict == Verdict::undetermined);
  REQUIRE(result.missing.size() == 1);
  CHECK(result.missing[0].id == ids["a"].value());
}

TEST_CASE_METHOD(DecisionFixture, "advice never enters the verdict") {
  add_requirement("a", b.boolean_node(false), {}, true);
  CHECK(decide().verdict == Verdict::met);
  CHECK(result.requirements[0].state == RequirementState::not_met);
}

TEST_CASE_METHOD(DecisionFixture, "an error refuses unless something is not met") {
  const NodeId failing = condition(Op::less, {op(Op::divide, {n(1), n(0)}), n(1)});
  add_requirement("a", failing);
  add_requirement("u", truth("u"));
  CHECK(decide().verdict == Verdict::refused);
  CHECK(result.errors.size() == 1);
  add_requirement("b", b.boolean_node(false));
  CHECK(decide().verdict == Verdict::not_met);
}

TEST_CASE_METHOD(DecisionFixture, "given facts fill the frame and missing ones are named") {
  const NodeId credits = given_fact("credits", between(0, 200));
  add_requirement("enough", condition(Op::greater_equal, {op(Op::add, {fact("other", between(0, 10)), n(120)}), n(120)}));
  Output output;
  output.name = "credits";
  output.type = b.number();
  output.value = op(Op::multiply, {credits, n(2)});
  decision.outputs.push_back(output);
  CHECK(decide({Value::integer(21)}).verdict == Verdict::met);
  CHECK(to_text(result.outputs[0].value, b.number(), b.program()) == "42");
  CHECK(decide({Value{}}).verdict == Verdict::met);
  REQUIRE(result.missing.size() == 1);
  CHECK(result.missing[0].kind == Cause::Kind::given);
}

TEST_CASE_METHOD(DecisionFixture, "a requirement for each member fails by name") {
  const EnumId documents = b.add_enum("Document", {"plan", "report", "record"});
  const TypeId type = b.set_of(documents);
  const NodeId needed = b.add(Op::set, type, {b.enum_node(documents, 0), NodeId(), b.enum_node(documents, 1), NodeId(),
                                              b.enum_node(documents, 2), truth("maybe")}, 0, 1);
  const CallableId id = add_requirement("present", condition(Op::equal, {b.add(Op::local, b.enumeration(documents), {}, 0), b.enum_node(documents, 0)}));
  Callable& requirement = b.program().callables[id.index()];
  requirement.frame_size = 1;
  requirement.for_each = {{0, needed, "d"}};
  CHECK(decide().verdict == Verdict::not_met);
  CHECK(states() == "+-?");
  CHECK(result.requirements[1].member == "report");
  CHECK(result.requirements[1].member_value == 1);
}

TEST_CASE_METHOD(DecisionFixture, "for each of an absent list is undetermined") {
  const NodeId list = fact("sites", b.list_of(b.number()));
  const CallableId id = add_requirement("small", condition(Op::less, {b.add(Op::local, b.number(), {}, 0), n(5)}));
  Callable& requirement = b.program().callables[id.index()];
  requirement.frame_size = 1;
  requirement.for_each = {{0, list, "s"}};
  CHECK(decide().verdict == Verdict::undetermined);
  REQUIRE(result.missing.size() == 1);
  CHECK(result.missing[0].id == ids["sites"].value());
}

TEST_CASE_METHOD(DecisionFixture, "an exception overrides a requirement") {
  const CallableId id = add_requirement("paid", b.boolean_node(false));
  Switch waiver;
  waiver.exceptions.emplace_back();
  waiver.exceptions[0].condition = truth("waived");
  waiver.exceptions[0].value = b.add(Op::not_applicable, b.boolean(), {});
  waiver.over = {{}};
  b.program().callables[id.index()].exceptions = b.add_switch(waiver).value();
  given["waived"] = Value::boolean(true);
  CHECK(decide().verdict == Verdict::met);
  CHECK(states() == "/");
  given["waived"] = Value::boolean(false);
  CHECK(decide().verdict == Verdict::not_met);
  given.erase("waived");
  CHECK(decide().verdict == Verdict::undetermined);
}

TEST_CASE_METHOD(DecisionFixture, "one decision uses another with arguments") {
  Callable inner;
  inner.kind = CallableKind::decision;
  inner.name = "inner";
  inner.parameters.push_back({"x", b.number(), {}});
  inner.frame_size = 1;
  Output output;
  output.name = "double";
  output.type = b.number();
  const NodeId x = b.add(Op::local, b.number(), {}, 0);
  output.value = op(Op::multiply, {x, n(2)});
  inner.outputs.push_back(output);
  const CallableId id = b.add_callable(inner);
  const NodeId used = op(Op::call, {n(4)}, id.value());
  CHECK(show(op(Op::field, {used}, 0)) == "8");
  CHECK(show(b.add(Op::field, b.boolean(), {used}, 1)) == "true");
}
