#include <catch2/catch.hpp>

#include "program/builder.hpp"

using namespace norma;
using namespace norma::program;

TEST_CASE("equal types have one id") {
  ProgramBuilder builder;
  CHECK(builder.number() == builder.number());
  CHECK(builder.number() != builder.integer());
  CHECK(builder.list_of(builder.number()) == builder.list_of(builder.number()));
  CHECK(builder.required_of(builder.optional_of(builder.number())) == builder.number());
}

TEST_CASE("numbers become small constants where they fit") {
  ProgramBuilder builder;
  const NodeId small = builder.number_node(Number::ratio(17, 2));
  const NodeId large = builder.number_node(power(10, 40).value);
  CHECK(builder.program().nodes[small.index()].op == Op::small_constant);
  CHECK(builder.program().nodes[large.index()].op == Op::number_constant);
}

TEST_CASE("a new program knows percent, days, weeks and weekdays") {
  ProgramBuilder builder;
  CHECK(builder.program().units[0].name == "%");
  CHECK(builder.program().units[2].scale == Number(7));
  CHECK(builder.program().enums[builder.program().weekday_enum.index()].values.size() == 7);
}
