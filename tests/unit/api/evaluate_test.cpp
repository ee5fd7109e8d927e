#include <catch2/catch.hpp>

#include "norma/norma.hpp"

using norma::Answer;
using norma::evaluate;

TEST_CASE("expressions are computed exactly") {
  CHECK(evaluate("1/3 + 1/3").text == "2/3");
  CHECK(evaluate("sqrt(8)").text == "2*sqrt(2)");
  CHECK(evaluate("1 +\n2").text == "3");
  CHECK(evaluate("sqrt(8)").answer == Answer::satisfied);
}

TEST_CASE("an evaluation that fails has a code") {
  const norma::Evaluation failed = evaluate("1 / (sum of k for each k in 0 .. 0)");
  CHECK(failed.answer == Answer::negative);
  CHECK(failed.code == "division-by-zero");
  CHECK(failed.text.empty());
}

TEST_CASE("an expression that costs too much ends at the limit") {
  norma::Limits limits;
  limits.steps = 100;
  CHECK(evaluate("sum of k for each k in 0 .. 1000", limits).answer == Answer::limit);
}

TEST_CASE("what is no expression is told from one that fails") {
  for (const char* text : {"", "1 +", "1)", "nothing", "1 + true", "1\ndefine x = 2"}) {
    const norma::Evaluation invalid = evaluate(text);
    INFO(text);
    CHECK(invalid.answer == Answer::invalid);
    CHECK_FALSE(invalid.code.empty());
  }
}

TEST_CASE("the version is the one of the build") { CHECK_FALSE(norma::version().empty()); }
