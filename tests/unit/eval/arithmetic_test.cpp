#include "fixture.hpp"

using namespace norma;
using namespace norma::eval;

TEST_CASE_METHOD(Fixture, "arithmetic is exact") {
  CHECK(show(op(Op::add, {n(1), n(Number::ratio(1, 3)), minus(n(2))})) == "-2/3");
  CHECK(show(op(Op::multiply, {n(Number::ratio(17, 2)), n(Number::ratio(3, 10))})) == "2.55");
  CHECK(show(op(Op::divide, {n(1), n(3)})) == "1/3");
  CHECK(show(op(Op::floor_divide, {n(-7), n(2)})) == "-4");
  CHECK(show(op(Op::modulo, {n(-7), n(2)})) == "1");
  CHECK(show(op(Op::power, {n(2), n(100)})) == "1267650600228229401496703205376");
  CHECK(show(op(Op::negate, {n(3)})) == "-3");
  CHECK(show(op(Op::absolute, {n(-3)})) == "3");
  CHECK(show(op(Op::minimum, {n(3), n(1), n(2)})) == "1");
  CHECK(show(op(Op::maximum, {n(3), n(1), n(2)})) == "3");
}

TEST_CASE_METHOD(Fixture, "square roots stay exact until they are rounded") {
  // 0.6 * sqrt(25) = 3 exactly; 0.8 * sqrt(26) = 4.079…
  CHECK(show(round(op(Op::multiply, {n(Number::ratio(6, 10)), op(Op::square_root, {n(25)})}), 1, RoundingMode::ceiling)) == "3");
  CHECK(show(round(op(Op::multiply, {n(Number::ratio(8, 10)), op(Op::square_root, {n(26)})}), 1, RoundingMode::ceiling)) == "5");
  CHECK(show(op(Op::multiply, {op(Op::square_root, {n(2)}), op(Op::square_root, {n(2)})})) == "2");
  CHECK(show(op(Op::add, {op(Op::square_root, {n(2)}), op(Op::square_root, {n(3)})})) == "error(mixed-radicands)");
  CHECK(show(op(Op::square_root, {n(-1)})) == "error(root-of-negative)");
  CHECK(show(condition(Op::greater, {op(Op::square_root, {n(2)}), n(Number::ratio(141, 100))})) == "true");
}

TEST_CASE_METHOD(Fixture, "rounding follows the named mode") {
  CHECK(show(round(n(Number::ratio(9, 4)), Number::ratio(1, 2), RoundingMode::half_up)) == "2.5");
  CHECK(show(round(n(Number::ratio(9, 4)), Number::ratio(1, 2), RoundingMode::half_down)) == "2");
  CHECK(show(op(Op::round_to_places, {n(Number::ratio(1, 8)), n(2)}, static_cast<std::uint32_t>(RoundingMode::half_even), 0xffffffffU)) == "0.12");
  CHECK(show(round(n(1), 0, RoundingMode::up)) == "error(step-not-positive)");
}

TEST_CASE_METHOD(Fixture, "what leaves machine words goes on exactly") {
  const Number large(std::int64_t{1} << 62);
  CHECK(show(op(Op::add, {n(large), n(large), n(large)})) == "13835058055282163712");
  CHECK(show(op(Op::add, {n(large), n(large), minus(n(large)), minus(n(large))})) == "0");
}

TEST_CASE_METHOD(Fixture, "errors name their kind and travel") {
  const NodeId zero = op(Op::divide, {n(1), n(0)});
  CHECK(show(zero) == "error(division-by-zero)");
  CHECK(show(op(Op::add, {n(1), zero, n(2)})) == "error(division-by-zero)");
  CHECK(show(op(Op::power, {n(2), n(Number::ratio(1, 2))})) == "error(exponent-not-integer)");
  CHECK(show(op(Op::power, {n(3), n(10'000'000)})) == "error(size-limit)");
}

TEST_CASE_METHOD(Fixture, "a sum of 200,000 terms needs no depth") {
  std::vector<NodeId> terms(200'000, n(1));
  CHECK(show(op(Op::add, terms)) == "200000");
  std::vector<NodeId> conditions(200'000, b.boolean_node(true));
  CHECK(show(condition(Op::logical_and, conditions)) == "true");
}

TEST_CASE_METHOD(Fixture, "an unknown number carries the bounds of its type through arithmetic") {
  const NodeId x = fact("x", between(2, 5));
  const NodeId y = fact("y", between(-1, 3));
  CHECK(bounds(op(Op::add, {x, y})) == "[1 .. 8] x y");
  CHECK(bounds(op(Op::add, {x, minus(y)})) == "[-1 .. 6] x y");
  CHECK(bounds(op(Op::multiply, {x, y})) == "[-5 .. 15] x y");
  CHECK(bounds(op(Op::divide, {y, x})) == "[-1/2 .. 3/2] x y");
  CHECK(bounds(op(Op::divide, {x, y})) == "( .. ) x y");
  CHECK(bounds(op(Op::negate, {x})) == "[-5 .. -2] x");
  CHECK(bounds(op(Op::absolute, {y})) == "[0 .. 3] y");
  CHECK(bounds(op(Op::minimum, {x, y})) == "[-1 .. 3] x y");
  CHECK(bounds(op(Op::maximum, {x, y})) == "[2 .. 5] x y");
  CHECK(bounds(op(Op::maximum, {x, n(10)})) == "10");
  CHECK(bounds(op(Op::square_root, {fact("z", between(4, 9))})) == "[2 .. 3] z");
  CHECK(bounds(round(op(Op::divide, {x, n(3)}), 1, RoundingMode::ceiling)) == "[1 .. 2] x");
}

TEST_CASE_METHOD(Fixture, "bounds that leave one value give it") {
  CHECK(bounds(op(Op::multiply, {fact("x", b.number()), n(0)})) == "0");
  CHECK(bounds(round(fact("y", between(Number::ratio(1, 10), Number::ratio(9, 10))), 1, RoundingMode::ceiling)) == "1");
}

TEST_CASE_METHOD(Fixture, "arguments are checked against the range of their parameter") {
  Type type;
  type.kind = TypeKind::number;
  type.whole = true;
  type.low = Number(1);
  const TypeId at_least_one = b.type(type);
  const auto checked = [&](NodeId value) { return b.add(Op::check_range, at_least_one, {value}, b.text("sites")); };
  CHECK(show(checked(n(1))) == "1");
  CHECK(show(checked(n(0))) == "error(range-violated)");
  CHECK(show(checked(n(Number::ratio(3, 2)))) == "error(range-violated)");
  CHECK(show(checked(fact("low", between(-5, 0)))) == "error(range-violated)");
}
