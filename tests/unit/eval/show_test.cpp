#include "fixture.hpp"

using namespace norma;
using namespace norma::eval;

TEST_CASE_METHOD(Fixture, "numbers are shown in the unit of their type") {
  const TypeId percent = b.quantity(UnitId(0));
  CHECK(to_text(Value::number({3, 10}), percent, b.program()) == "30%");
  const TypeId week = b.quantity(UnitId(2));
  CHECK(to_text(Value::integer(14), week, b.program()) == "2 week");
  CHECK(to_bare_text(Value::number({7, 3}), b.number(), b.program()) == "7/3");
}

TEST_CASE_METHOD(Fixture, "JSON numbers are exact") {
  CHECK(to_json(Value::integer(12), b.integer(), b.program()) == "12");
  CHECK(to_json(Value::number({35, 3}), b.number(), b.program()) == "\"35/3\"");
  CHECK(to_json(Value::integer(12), b.integer(), b.program(), JsonNumbers::string) == "\"12\"");
  Type stepped;
  stepped.kind = TypeKind::number;
  stepped.step = Number::ratio(1, 4);
  CHECK(to_json(Value::number({3, 4}), b.type(stepped), b.program()) == "0.75");
}

TEST_CASE_METHOD(Fixture, "JSON of what is not a value") {
  CHECK(to_json(Value::none(), b.optional_of(b.number()), b.program()) == "\"none\"");
  CHECK(to_json(Value::none(), b.optional_of(b.simple(TypeKind::text)), b.program()) == "{\"none\":true}");
  CHECK(to_json(value(fact("x", b.number())), b.number(), b.program()) == "null");
}

TEST_CASE_METHOD(Fixture, "lists, sets and dates in JSON") {
  const EnumId kinds = b.add_enum("Kind", {"a", "b"});
  const NodeId set = b.add(Op::set, b.set_of(kinds), {b.enum_node(kinds, 1), NodeId()});
  CHECK(to_json(value(set), b.set_of(kinds), b.program()) == "[\"b\"]");
  CHECK(to_json(numbers({Value::integer(1), Value::integer(2)}), b.list_of(b.integer()), b.program()) == "[1,2]");
  CHECK(to_json(Value::date(Date()), b.simple(TypeKind::date), b.program()) == "\"1970-01-01\"");
}
