#include <catch2/catch.hpp>

#include "program/builder.hpp"
#include "program/dump.hpp"
#include "program/verify.hpp"

using namespace norma;
using namespace norma::program;

namespace {
CallableId define(ProgramBuilder& builder, const char* name, NodeId body, std::uint32_t frame = 0) {
  Callable callable;
  callable.name = name;
  callable.body = body;
  callable.frame_size = frame;
  callable.result = builder.number();
  return builder.add_callable(callable);
}
}  // namespace

TEST_CASE("a well formed program has no findings") {
  ProgramBuilder b;
  define(b, "twice", b.add(Op::multiply, b.number(), {b.add(Op::local, b.number(), {}, 0), b.number_node(2)}), 1);
  CHECK(verify(b.program()).empty());
}

TEST_CASE("slots outside of the frame, missing children and cycles are found") {
  ProgramBuilder b;
  define(b, "slot", b.add(Op::local, b.number(), {}, 3), 1);
  CHECK(verify(b.program()).size() == 1);
  ProgramBuilder c;
  c.add(Op::divide, c.number(), {c.number_node(1)});
  CHECK(verify(c.program()).size() == 1);
  ProgramBuilder d;
  const CallableId id = define(d, "itself", d.number_node(1));
  d.program().callables[id.index()].body = d.add(Op::definition, d.number(), {}, id.value());
  REQUIRE(verify(d.program()).size() == 1);
  CHECK(verify(d.program())[0] == "`itself` depends on itself");
}

TEST_CASE("a dump shows each expression once per place") {
  ProgramBuilder b;
  define(b, "half", b.add(Op::divide, b.number(), {b.number_node(Number::ratio(1, 2)), b.number_node(2)}));
  CHECK(dump(b.program()) ==
        "definition 0 half () frame 0\n"
        "  body\n"
        "    %2 divide\n"
        "      %0 small_constant 1/2\n"
        "      %1 small_constant 2\n");
}
