#include "fixture.hpp"

using namespace norma;
using namespace norma::eval;

TEST_CASE_METHOD(Fixture, "a chain that uses each definition twice stays polynomial") {
  // f_k(x) = f_{k-1}(x) + f_{k-1}(x + 1), f_0(x) = x: f_60(0) = sum of C(60, j) * j = 60 * 2^59.
  const NodeId x = b.add(Op::local, b.number(), {}, 0);
  CallableId previous = define("f0", {b.number()}, x);
  for (int k = 1; k <= 60; ++k) {
    const NodeId same = op(Op::call, {x}, previous.value());
    const NodeId next = op(Op::call, {op(Op::add, {x, n(1)})}, previous.value());
    previous = define("f" + std::to_string(k), {b.number()}, op(Op::add, {same, next}));
  }
  limits.steps = 1'000'000;
  CHECK(show(op(Op::call, {n(0)}, previous.value())) == "34587645138205409280");
}

TEST_CASE_METHOD(Fixture, "a definition is computed once per case") {
  CallableId previous = define("d0", {}, fact("x", b.number()));
  for (int k = 1; k <= 60; ++k) {
    const NodeId used = op(Op::definition, {}, previous.value());
    previous = define("d" + std::to_string(k), {}, op(Op::add, {used, used}));
  }
  limits.steps = 10'000;
  given["x"] = Value::integer(1);
  const NodeId top = op(Op::definition, {}, previous.value());
  CHECK(show(top) == "1152921504606846976");
  given["x"] = Value::integer(2);
  CHECK(to_text(begin().evaluate_node(top), b.number(), b.program()) == "2305843009213693952");
}

TEST_CASE_METHOD(Fixture, "depth is a limit, not a crash") {
  NodeId deep = n(1);
  for (int i = 0; i < 100'000; ++i) deep = op(Op::negate, {deep});
  CHECK(show(deep) == "error(depth-limit)");
}

TEST_CASE_METHOD(Fixture, "versions are chosen by the anchor") {
  const CallableId first = define("fee", {}, n(100));
  const CallableId second = define("fee", {}, n(200));
  Program& program = b.program();
  program.callables[first.index()].from = Date::from_civil(2020, 1, 1).value();
  program.callables[first.index()].until = Date::from_civil(2024, 12, 31).value();
  program.callables[second.index()].from = Date::from_civil(2025, 1, 1).value();
  program.version_groups.push_back({"fee", {first, second}});
  const NodeId fee = op(Op::version, {}, 0);
  anchor = Date::from_civil(2024, 12, 31).value();
  CHECK(show(fee) == "100");
  CHECK(show(op(Op::as_of, {fee, b.date_node(Date::from_civil(2025, 1, 1).value())})) == "200");
  anchor = Date::from_civil(2019, 12, 31).value();
  CHECK(show(fee) == "unknown");
  anchor.reset();
  CHECK(bounds(fee) == "[100 .. 200] other");
}

TEST_CASE_METHOD(Fixture, "a fact that is not asked is an error where it is read, or none") {
  const NodeId number = fact("children_ages", b.number());
  const NodeId optional = fact("spouse", b.optional_of(b.number()));
  for (const char* name : {"children_ages", "spouse"}) b.program().facts[ids[name].index()].asked_when = truth("has_family");
  given["has_family"] = Value::boolean(false);
  CHECK(show(number) == "error(fact-not-applicable)");
  CHECK(show(optional) == "none");
  given.erase("has_family");
  CHECK(missing(number) == " children_ages has_family");
}

TEST_CASE_METHOD(Fixture, "a discretion has its default until it is given") {
  const NodeId relief = fact("relief", b.number());
  b.program().facts[ids["relief"].index()].kind = FactKind::discretion;
  b.program().facts[ids["relief"].index()].default_value = n(0);
  CHECK(show(relief) == "0");
  given["relief"] = Value::integer(3);
  CHECK(show(relief) == "3");
}
