#include "fixture.hpp"

using namespace norma;
using namespace norma::eval;

namespace {
using Kind = ast::Comprehension::Kind;

struct ListFixture : Fixture {
  TypeId list_type = b.list_of(between(0, 100));
  NodeId numbers_fact() { return fact("numbers", list_type); }
  NodeId x() { return b.add(Op::local, between(0, 100), {}, 0); }
  NodeId above(const Number& bound) { return condition(Op::greater, {x(), n(bound)}); }
  Comprehension over(Kind kind, NodeId element, NodeId where = {}) {
    Comprehension form;
    form.kind = kind;
    form.generators = {{0, numbers_fact(), "x"}};
    form.element = element;
    form.where = where;
    return form;
  }
  NodeId aggregate(Kind kind, NodeId element, NodeId where = {}, TypeId type = {}) {
    return b.add(Op::comprehension, type.valid() ? type : b.number(), {}, b.add_comprehension(over(kind, element, where)).value());
  }
  NodeId quantified(std::uint32_t kind, NodeId where, NodeId satisfy) {
    return condition(Op::quantifier, {}, b.add_comprehension(over(Kind::list, satisfy, where)).value(), kind);
  }
  NodeId picked(std::uint32_t flags, NodeId where, std::vector<SortKey> keys = {}) {
    Comprehension form = over(Kind::list, NodeId(), where);
    form.keys = std::move(keys);
    return b.add(Op::pick, b.optional_of(b.number()), {}, b.add_comprehension(form).value(), flags);
  }
  void give(std::vector<int> members) {
    std::vector<Value> values;
    for (const int member : members) values.push_back(Value::integer(member));
    given["numbers"] = numbers(values);
  }
  // Members 10, unknown in 0 .. 100, 30.
  void give_one_unknown() {
    numbers_fact();
    given["numbers"] = numbers({Value::integer(10), part_unknown(between(0, 100), "numbers", "[1]"), Value::integer(30)});
  }
};
}  // namespace

TEST_CASE_METHOD(ListFixture, "aggregates of a known list") {
  give({10, 20, 30});
  CHECK(show(aggregate(Kind::sum, x())) == "60");
  CHECK(show(aggregate(Kind::sum, x(), above(10))) == "50");
  CHECK(show(aggregate(Kind::count, {}, above(10))) == "2");
  CHECK(show(aggregate(Kind::minimum, x())) == "10");
  CHECK(show(aggregate(Kind::maximum, x(), above(5))) == "30");
  CHECK(show(quantified(0, {}, above(5))) == "true");
  CHECK(show(quantified(0, {}, above(10))) == "false");
  CHECK(show(quantified(1, above(25), {})) == "true");
  CHECK(show(quantified(2, above(30), {})) == "true");
  CHECK(show(aggregate(Kind::list, op(Op::multiply, {x(), n(2)}), above(10), list_type)) == "[40, 60]");
  CHECK(show(picked(0, above(10))) == "20");
  CHECK(show(picked(1, above(10))) == "30");
}

TEST_CASE_METHOD(ListFixture, "aggregates of the empty list") {
  give({});
  CHECK(show(aggregate(Kind::sum, x())) == "0");
  CHECK(show(aggregate(Kind::count, {})) == "0");
  CHECK(show(aggregate(Kind::minimum, x())) == "none");
  CHECK(show(quantified(0, {}, above(5))) == "true");
  CHECK(show(quantified(1, {}, above(5))) == "false");
  CHECK(show(quantified(2, {}, above(5))) == "true");
  CHECK(show(picked(0, {})) == "none");
  CHECK(show(aggregate(Kind::list, x(), {}, list_type)) == "[]");
  CHECK(show(condition(Op::is_empty, {numbers_fact()})) == "true");
}

TEST_CASE_METHOD(ListFixture, "aggregates with an unknown member carry bounds") {
  give_one_unknown();
  CHECK(bounds(aggregate(Kind::sum, x())) == "[40 .. 140] numbers[1]");
  CHECK(bounds(aggregate(Kind::sum, x(), above(20))) == "[30 .. 130] numbers[1]");
  CHECK(bounds(aggregate(Kind::count, {}, above(20))) == "[1 .. 2] numbers[1]");
  CHECK(bounds(aggregate(Kind::minimum, x())) == "[0 .. 10] numbers[1]");
  CHECK(bounds(aggregate(Kind::maximum, x())) == "[30 .. 100] numbers[1]");
  CHECK(show(quantified(1, {}, above(20))) == "true");
  CHECK(show(quantified(0, {}, above(20))) == "false");
  CHECK(show(quantified(0, {}, above(5))) == "unknown");
  CHECK(show(aggregate(Kind::list, x(), above(20), list_type)) == "[unknown?, 30]");
  CHECK(bounds(picked(0, above(20))) == "[0 .. 100] numbers[1]");
  CHECK(bounds(picked(1, above(20))) == "30");
}

TEST_CASE_METHOD(ListFixture, "aggregates of an absent list") {
  CHECK(bounds(aggregate(Kind::sum, x())) == "[0 .. ) numbers");
  CHECK(bounds(aggregate(Kind::count, {})) == "[0 .. ) numbers");
  CHECK(bounds(op(Op::count_of, {numbers_fact()})) == "[0 .. ) numbers");
  CHECK(bounds(op(Op::sum_of, {numbers_fact()})) == "[0 .. ) numbers");
  CHECK(show(quantified(0, {}, above(5))) == "unknown");
  CHECK(show(quantified(1, {}, above(5))) == "unknown");
  CHECK(show(aggregate(Kind::minimum, x(), {}, b.optional_of(b.number()))) == "unknown");
  CHECK(show(picked(0, {})) == "unknown");
  CHECK(show(condition(Op::is_empty, {numbers_fact()})) == "unknown");
}

TEST_CASE_METHOD(ListFixture, "first by key is a tie when two members differ in all but the key") {
  give({21, 12, 32});
  const NodeId last_digit = op(Op::modulo, {x(), n(10)});
  CHECK(show(picked(0, {}, {{last_digit, false}})) == "21");
  CHECK(show(picked(1, {}, {{last_digit, false}})) == "error(tie)");
  CHECK(show(picked(1, {}, {{last_digit, false}, {x(), false}})) == "32");
}

TEST_CASE_METHOD(ListFixture, "lists are sorted, indexed and searched") {
  give({20, 10, 30});
  Comprehension sorted = over(Kind::list, x());
  sorted.keys = {{x(), true}};
  CHECK(show(b.add(Op::comprehension, list_type, {}, b.add_comprehension(sorted).value())) == "[30, 20, 10]");
  CHECK(show(op(Op::item_of, {n(2), numbers_fact()})) == "10");
  CHECK(show(op(Op::item_of, {n(4), numbers_fact()})) == "none");
  CHECK(show(condition(Op::in_list, {n(30), numbers_fact()})) == "true");
  CHECK(show(condition(Op::in_list, {n(31), numbers_fact()})) == "false");
  CHECK(show(b.add(Op::integer_range, b.list_of(b.integer()), {n(2), n(4)})) == "[2, 3, 4]");
  CHECK(show(op(Op::maximum_of, {numbers_fact()})) == "30");
}

TEST_CASE_METHOD(ListFixture, "a step limit ends nested loops with a limit error") {
  limits.steps = 100'000;
  Comprehension form;
  form.kind = Kind::count;
  const NodeId range = b.add(Op::integer_range, b.list_of(b.integer()), {n(1), n(1000)});
  form.generators = {{0, range, "x"}, {1, range, "y"}};
  const NodeId counted = op(Op::comprehension, {}, b.add_comprehension(form).value());
  CHECK(show(counted) == "error(step-limit)");
  // A limit is never hidden by what else would decide.
  CHECK(show(condition(Op::logical_and, {condition(Op::greater, {counted, n(1)}), b.boolean_node(false)})) == "error(step-limit)");
}

TEST_CASE_METHOD(Fixture, "sets keep one truth per value") {
  const EnumId kinds = b.add_enum("Kind", {"a", "b", "c"});
  const TypeId type = b.set_of(kinds);
  const auto of = [&](std::uint32_t value) { return b.enum_node(kinds, value); };
  const NodeId left = b.add(Op::set, type, {of(0), NodeId(), of(1), truth("p")}, 0, 1);
  const NodeId right = b.add(Op::set, type, {of(1), NodeId(), of(2), NodeId()});
  CHECK(show(left) == "{a, b?}");
  CHECK(show(b.add(Op::set_union, type, {left, right})) == "{a, b, c}");
  CHECK(show(b.add(Op::set_intersect, type, {left, right})) == "{b?}");
  CHECK(show(b.add(Op::set_minus, type, {left, right})) == "{a}");
  CHECK(show(condition(Op::in_set, {of(0), left})) == "true");
  CHECK(show(condition(Op::in_set, {of(1), left})) == "unknown");
  CHECK(show(condition(Op::in_set, {of(2), left})) == "false");
  CHECK(show(condition(Op::subset_of, {left, right})) == "false");
  CHECK(show(condition(Op::overlaps, {left, right})) == "unknown");
  CHECK(missing(condition(Op::overlaps, {left, right})) == " p");
  CHECK(bounds(op(Op::count_of, {left})) == "[1 .. 2] p");
}

TEST_CASE_METHOD(Fixture, "a record is found by its key") {
  Record site;
  site.name = "Site";
  site.fields.resize(2);
  site.fields[0].name = "name";
  site.fields[0].type = b.simple(TypeKind::text);
  site.fields[1].name = "people";
  site.fields[1].type = b.number();
  const RecordId id = b.add_record(site);
  const auto made = [&](const char* name, int people) { return b.add(Op::record, b.record(id), {b.text_node(name), n(people)}); };
  const TypeId sites = b.list_of(b.record(id), 0);
  const NodeId list = b.add(Op::list, sites, {made("x", 3), NodeId(), made("y", 5), truth("p")}, 0, 1);
  const auto found = [&](const char* key) { return b.add(Op::index_of, b.optional_of(b.record(id)), {list, b.text_node(key)}); };
  CHECK(show(found("x")) == "Site(name: \"x\", people: 3)");
  CHECK(show(found("z")) == "none");
  CHECK(show(found("y")) == "unknown");
  CHECK(show(b.add(Op::field, b.number(), {found("x")}, 1)) == "3");
}
