#include "fixture.hpp"

using namespace norma;
using namespace norma::eval;

namespace {
struct GuardFixture : Fixture {
  Arm arm(NodeId guard, NodeId result) {
    Arm made;
    made.condition = guard;
    made.value = result;
    return made;
  }
  NodeId guarded(Switch definition) { return op(Op::switch_, {}, b.add_switch(std::move(definition)).value()); }
  Switch two_arms(NodeId first, NodeId second) {
    Switch definition;
    definition.groups = {{arm(truth("p"), first), arm(truth("q"), second)}};
    definition.otherwise = arm(NodeId(), n(0));
    return definition;
  }
};
}  // namespace

TEST_CASE_METHOD(GuardFixture, "a conditional takes the first branch that applies") {
  const NodeId chain = op(Op::conditional, {truth("p"), n(1), truth("q"), n(2), n(3)});
  given["p"] = Value::boolean(false);
  given["q"] = Value::boolean(true);
  CHECK(show(chain) == "2");
  given["q"] = Value::boolean(false);
  CHECK(show(chain) == "3");
}

TEST_CASE_METHOD(GuardFixture, "an unknown guard joins the branches still possible") {
  CHECK(bounds(op(Op::conditional, {truth("p"), n(1), truth("q"), n(7), n(3)})) == "[1 .. 7] p q");
  CHECK(bounds(op(Op::conditional, {truth("p"), n(4), n(4)})) == "4");
  given["q"] = Value::boolean(true);
  CHECK(bounds(op(Op::conditional, {truth("p"), n(1), truth("q"), n(7), n(300)})) == "[1 .. 7] p");
  const NodeId failing = op(Op::divide, {n(1), n(0)});
  CHECK(bounds(op(Op::conditional, {truth("p"), failing, n(3)})) == "[3 .. 3] p");
}

TEST_CASE_METHOD(GuardFixture, "unordered branches that differ are a conflict, equal ones are not") {
  given["p"] = Value::boolean(true);
  given["q"] = Value::boolean(true);
  CHECK(show(guarded(two_arms(n(1), n(2)))) == "error(conflict)");
  CHECK(show(guarded(two_arms(n(2), n(2)))) == "2");
  given["q"] = Value::boolean(false);
  CHECK(show(guarded(two_arms(n(1), n(2)))) == "1");
  given["p"] = Value::boolean(false);
  CHECK(show(guarded(two_arms(n(1), n(2)))) == "0");
  given.erase("q");
  CHECK(bounds(guarded(two_arms(n(1), n(2)))) == "[0 .. 2] q");
}

TEST_CASE_METHOD(GuardFixture, "without a branch that applies there is an error") {
  Switch definition;
  definition.groups = {{arm(b.boolean_node(false), n(1))}};
  CHECK(show(guarded(definition)) == "error(no-branch)");
}

TEST_CASE_METHOD(GuardFixture, "exceptions come first and beat one another as declared") {
  Switch definition;
  definition.exceptions = {arm(truth("p"), n(10)), arm(truth("q"), n(20))};
  definition.otherwise = arm(NodeId(), n(1));
  given["p"] = Value::boolean(true);
  given["q"] = Value::boolean(true);
  definition.over = {{}, {}};
  CHECK(show(guarded(definition)) == "error(conflict)");
  definition.over = {{}, {0}};
  CHECK(show(guarded(definition)) == "20");
  given["q"] = Value::boolean(false);
  CHECK(show(guarded(definition)) == "10");
  given.erase("q");
  CHECK(bounds(guarded(definition)) == "[10 .. 20] q");
  given["p"] = Value::boolean(false);
  given["q"] = Value::boolean(false);
  CHECK(show(guarded(definition)) == "1");
}

TEST_CASE_METHOD(GuardFixture, "a silent branch is undetermined by the clause, not by a fact") {
  const NodeId silent = op(Op::silent, {}, b.notice({}));
  CHECK(missing(silent) == " silent");
  CHECK(missing(op(Op::add, {silent, fact("x", b.number())})) == " x silent");
  CHECK(show(op(Op::refuse, {}, b.notice({}))) == "error(refused)");
}

namespace {
struct TableFixture : Fixture {
  TableCell range(std::optional<Number> low, std::optional<Number> high, bool low_open = false) {
    TableCell cell;
    cell.kind = TableCell::Kind::number_range;
    cell.low = low;
    cell.high = high;
    cell.low_open = low_open;
    return cell;
  }
  TableCell values(std::vector<bool> wanted) {
    TableCell cell;
    cell.kind = TableCell::Kind::values;
    cell.values = std::move(wanted);
    return cell;
  }
  void row(std::vector<TableCell> cells, const Number& result) {
    table.rows.emplace_back();
    table.rows.back().cells = std::move(cells);
    table.rows.back().value = n(result);
  }
  NodeId look_up(std::vector<NodeId> inputs) { return op(Op::table, inputs, b.add_table(table).value()); }
  Table table;
};
}  // namespace

TEST_CASE_METHOD(TableFixture, "a table of one number finds the row at every boundary") {
  row({range({}, Number(15))}, 6);
  row({range(Number(16), Number(25))}, 7);
  row({range(Number(25), {}, true)}, 8);
  CHECK(show(look_up({n(1)})) == "6");
  CHECK(show(look_up({n(15)})) == "6");
  CHECK(show(look_up({n(16)})) == "7");
  CHECK(show(look_up({n(25)})) == "7");
  CHECK(show(look_up({n(Number::ratio(51, 2))})) == "8");
  CHECK(show(look_up({n(Number::ratio(31, 2))})) == "error(no-branch)");
  CHECK(bounds(look_up({fact("x", between(10, 20))})) == "[6 .. 7] x");
  CHECK(bounds(look_up({fact("y", between(1, 12))})) == "6");
}

TEST_CASE_METHOD(TableFixture, "a table of several inputs decides row by row") {
  const EnumId risk = b.add_enum("Risk", {"low", "medium", "high"}, true);
  row({range({}, Number(10)), values({true, true, false})}, 1);
  row({range({}, Number(10)), values({false, false, true})}, 2);
  row({range(Number(10), {}, true), TableCell{}}, 3);
  CHECK(show(look_up({n(10), b.enum_node(risk, 2)})) == "2");
  CHECK(show(look_up({n(11), b.enum_node(risk, 2)})) == "3");
  CHECK(bounds(look_up({n(11), fact("risk", b.enumeration(risk))})) == "3");
  CHECK(bounds(look_up({n(5), fact("risk", b.enumeration(risk))})) == "[1 .. 2] risk");
}

TEST_CASE_METHOD(TableFixture, "hit policies") {
  row({range({}, Number(10))}, 1);
  row({range(Number(5), {})}, 2);
  table.policy = ast::HitPolicy::first;
  CHECK(show(look_up({n(7)})) == "1");
  table.policy = ast::HitPolicy::same;
  CHECK(show(look_up({n(7)})) == "error(conflict)");
  CHECK(show(look_up({n(3)})) == "1");
  table.policy = ast::HitPolicy::collect;
  const NodeId collected = b.add(Op::table, b.list_of(b.number()), {n(7)}, b.add_table(table).value());
  CHECK(show(collected) == "[1, 2]");
}

TEST_CASE_METHOD(TableFixture, "a row in dated force applies by the anchor") {
  row({range({}, {})}, 1);
  table.rows.back().until = Date::from_civil(2025, 12, 31).value();
  row({range({}, {})}, 2);
  table.rows.back().from = Date::from_civil(2026, 1, 1).value();
  const NodeId found = look_up({n(7)});
  anchor = Date::from_civil(2025, 12, 31).value();
  CHECK(show(found) == "1");
  anchor = Date::from_civil(2026, 1, 1).value();
  CHECK(show(found) == "2");
  anchor.reset();
  CHECK(bounds(found) == "[1 .. 2] other");
}
