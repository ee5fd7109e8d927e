#include "fixture.hpp"

using namespace norma;
using namespace norma::eval;

TEST_CASE_METHOD(Fixture, "and, or follow Kleene in both orders") {
  const std::map<std::string, NodeId> operands{{"false", b.boolean_node(false)},
                                               {"true", b.boolean_node(true)},
                                               {"unknown", truth("u")},
                                               {"error", condition(Op::less, {op(Op::divide, {n(1), n(0)}), n(1)})}};
  const std::map<std::pair<std::string, std::string>, std::string> conjunction{
      {{"false", "false"}, "false"},     {{"false", "true"}, "false"},   {{"false", "unknown"}, "false"}, {{"false", "error"}, "false"},
      {{"true", "true"}, "true"},        {{"true", "unknown"}, "unknown"}, {{"true", "error"}, "error"},
      {{"unknown", "unknown"}, "unknown"}, {{"unknown", "error"}, "error"}, {{"error", "error"}, "error"}};
  const auto mirrored = [](const std::string& x) { return x == "true" ? "false" : x == "false" ? "true" : x; };
  for (const auto& [pair, expected] : conjunction) {
    for (const bool swapped : {false, true}) {
      const std::string left = swapped ? pair.second : pair.first;
      const std::string right = swapped ? pair.first : pair.second;
      INFO(left << " and " << right);
      CHECK(show(condition(Op::logical_and, {operands.at(left), operands.at(right)})).substr(0, expected.size()) == expected);
      const std::string dual = mirrored(expected);
      CHECK(show(condition(Op::logical_or, {operands.at(mirrored(left)), operands.at(mirrored(right))})).substr(0, dual.size()) == dual);
    }
  }
  CHECK(show(condition(Op::logical_not, {operands.at("unknown")})) == "unknown");
  CHECK(show(condition(Op::logical_not, {operands.at("true")})) == "false");
}

TEST_CASE_METHOD(Fixture, "causes are only those of what is still open") {
  const NodeId decided = condition(Op::logical_and, {truth("p"), b.boolean_node(false)});
  CHECK(missing(condition(Op::logical_or, {decided, truth("q")})) == " q");
  CHECK(missing(condition(Op::logical_and, {truth("q"), truth("p"), truth("q")})) == " p q");
}

TEST_CASE_METHOD(Fixture, "a comparison is decided as soon as the bounds decide it") {
  // 120 credits of group A meet a demand of 120 whatever B is; 89.75 do not meet 90 of A.
  const NodeId credits_b = fact("b", between(0, 1000));
  const NodeId total = op(Op::add, {n(120), credits_b});
  CHECK(show(condition(Op::greater_equal, {total, n(120)})) == "true");
  const NodeId enough_a = condition(Op::greater_equal, {n(Number::ratio(359, 4)), n(90)});
  const NodeId enough = condition(Op::greater_equal, {op(Op::add, {n(Number::ratio(359, 4)), credits_b}), n(120)});
  CHECK(show(condition(Op::logical_and, {enough, enough_a})) == "false");
  CHECK(missing(enough) == " b");
  CHECK(show(condition(Op::less, {credits_b, n(0)})) == "false");
  CHECK(show(condition(Op::equal, {credits_b, n(-1)})) == "false");
  CHECK(show(condition(Op::not_equal, {credits_b, n(5)})) == "unknown");
}

TEST_CASE_METHOD(Fixture, "enum values, booleans and texts compare") {
  const EnumId risk = b.add_enum("Risk", {"low", "medium", "high"}, true);
  const NodeId unknown = fact("risk", b.enumeration(risk));
  CHECK(show(condition(Op::less, {b.enum_node(risk, 0), b.enum_node(risk, 2)})) == "true");
  CHECK(show(condition(Op::greater_equal, {unknown, b.enum_node(risk, 0)})) == "true");
  CHECK(show(condition(Op::equal, {unknown, b.enum_node(risk, 0)})) == "unknown");
  CHECK(show(condition(Op::equal, {b.text_node("a"), b.text_node("a")})) == "true");
  CHECK(show(b.add(Op::successor, b.optional_of(b.enumeration(risk)), {b.enum_node(risk, 2)})) == "none");
  CHECK(show(b.add(Op::predecessor, b.optional_of(b.enumeration(risk)), {b.enum_node(risk, 2)})) == "medium");
}

TEST_CASE_METHOD(Fixture, "a range includes the ends it shows") {
  CHECK(show(condition(Op::in_range, {n(5), n(1), n(5)})) == "true");
  CHECK(show(condition(Op::in_range, {n(5), n(1), n(5)}, 0, 1)) == "false");
  CHECK(show(condition(Op::in_range, {n(5), n(1), b.none_node()})) == "true");
}

TEST_CASE_METHOD(Fixture, "an optional that is unknown may be none") {
  const TypeId optional = b.optional_of(b.simple(TypeKind::date));
  const NodeId revoked = fact("revoked_on", optional);
  CHECK(show(condition(Op::is_none, {revoked})) == "unknown");
  CHECK(show(condition(Op::is_none, {fact("d", b.simple(TypeKind::date))})) == "false");
  given["revoked_on"] = Value::none();
  CHECK(show(condition(Op::is_none, {revoked})) == "true");
  CHECK(show(b.add(Op::default_of, b.simple(TypeKind::date), {revoked, b.date_node(Date())})) == "1970-01-01");
}
