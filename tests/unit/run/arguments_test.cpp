#include <catch2/catch.hpp>

#include "program/builder.hpp"
#include "run/arguments.hpp"

using namespace norma;
using run::parse_value_query;
using run::ValueQuery;

TEST_CASE("a bare name has no arguments and no output", "[run]") {
  const auto query = parse_value_query("  base_time ");
  REQUIRE(query);
  CHECK(query->name == "base_time");
  CHECK(query->output.empty());
  CHECK(query->arguments.empty());
}

TEST_CASE("a dot separates a decision from one of its values", "[run]") {
  const auto query = parse_value_query("audit_time.days");
  REQUIRE(query);
  CHECK(query->name == "audit_time");
  CHECK(query->output == "days");
}

TEST_CASE("arguments are split at commas outside of brackets and texts", "[run]") {
  const auto query = parse_value_query(R"(f(25, [1, 2], "a, b", {"x": 1}, sites: 3))");
  REQUIRE(query);
  REQUIRE(query->arguments.size() == 5);
  CHECK(query->arguments[0].value == "25");
  CHECK(query->arguments[1].value == "[1, 2]");
  CHECK(query->arguments[2].value == R"("a, b")");
  CHECK(query->arguments[3].value == R"({"x": 1})");
  CHECK(query->arguments[3].name.empty());
  CHECK(query->arguments[4].name == "sites");
  CHECK(query->arguments[4].value == "3");
}

TEST_CASE("empty brackets are no argument", "[run]") {
  const auto query = parse_value_query("f()");
  REQUIRE(query);
  CHECK(query->arguments.empty());
}

TEST_CASE("what does not pair is no query", "[run]") {
  for (const char* text : {"", "(", "f(", "f)", "f(]", "f(\"a)", "(1)", "f(1) x"}) {
    INFO(text);
    CHECK_FALSE(parse_value_query(text));
  }
}

namespace {

// `define f(sites : integer >= 1, stage : { initial, surveillance })`.
struct TwoParameters {
  program::ProgramBuilder builder;
  program::Program program;
  program::CallableId callable;

  TwoParameters() {
    program::Type count = builder.program().types[builder.integer().index()];
    count.low = Number(1);
    program::Callable f;
    f.name = "f";
    f.parameters.push_back({"sites", builder.type(count), {}});
    f.parameters.push_back({"stage", builder.enumeration(builder.add_enum("Stage", {"initial", "surveillance"})), {}});
    callable = builder.add_callable(f);
    program = builder.take();
  }

  bool bind(const char* text, std::vector<eval::Value>& values, DiagnosticSink& sink) {
    facts.clear(program, {});
    return run::bind_arguments(program, callable, *parse_value_query(text), facts, values, sink);
  }

  facts::CaseFacts facts;
};

}  // namespace

TEST_CASE("arguments are bound by position and by name", "[run]") {
  TwoParameters f;
  DiagnosticSink sink;
  std::vector<eval::Value> values;
  REQUIRE(f.bind("f(25, surveillance)", values, sink));
  CHECK(values[0].ratio().numerator == 25);
  CHECK(values[1].bits == 1);
  REQUIRE(f.bind("f(stage: initial, sites: 4)", values, sink));
  CHECK(values[0].ratio().numerator == 4);
  CHECK(values[1].bits == 0);
  CHECK(sink.empty());
}

TEST_CASE("arguments that do not fit are refused with what is wrong", "[run]") {
  TwoParameters f;
  const std::pair<const char*, DiagnosticKind> cases[] = {
      {"f(25)", DiagnosticKind::wrong_arguments},
      {"f(25, initial, 3)", DiagnosticKind::wrong_arguments},
      {"f(25, sites: 3)", DiagnosticKind::wrong_arguments},
      {"f(25, place: 3)", DiagnosticKind::wrong_arguments},
      {"f(0, initial)", DiagnosticKind::fact_out_of_range},
      {"f(25, first)", DiagnosticKind::fact_unknown_value},
  };
  for (const auto& [text, kind] : cases) {
    INFO(text);
    DiagnosticSink sink;
    std::vector<eval::Value> values;
    CHECK_FALSE(f.bind(text, values, sink));
    REQUIRE(sink.diagnostics().size() == 1);
    CHECK(sink.diagnostics().front().kind == kind);
  }
}
