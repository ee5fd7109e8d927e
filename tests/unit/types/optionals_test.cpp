#include <catch2/catch.hpp>

#include "checked.hpp"

using norma::types_test::check;

namespace {

const std::string facts =
    "fact revoked_on : date or none\n"
    "fact today : date\n"
    "fact n : integer or none\n"
    "record R { end : date or none }\n"
    "fact r : R\n";

std::string codes(const std::string& text) { return check(facts + text).codes(); }

}  // namespace

TEST_CASE("an optional must be dealt with before use") {
  CHECK(codes("define x = revoked_on < today\n") == "optional-not-handled");
  CHECK(codes("define x = n + 1\n") == "optional-not-handled");
  CHECK(codes("define x : integer = n\n") == "optional-not-handled");
  CHECK(codes("define x = (n default 0) + 1\n") == "");
}

TEST_CASE("a test in front of a use tells that there is a value") {
  CHECK(codes("define x = revoked_on is not none and revoked_on < today\n") == "");
  CHECK(codes("define x = revoked_on is none or revoked_on < today\n") == "");
  CHECK(codes("define x = revoked_on < today and revoked_on is not none\n") == "optional-not-handled");
  CHECK(codes("define x = revoked_on is not none or revoked_on < today\n") == "optional-not-handled");
  CHECK(codes("define x = not (revoked_on is none) and revoked_on < today\n") == "");
}

TEST_CASE("fields are told apart by their path") {
  CHECK(codes("define x = r.end is not none and r.end < today\n") == "");
  CHECK(codes("define x = revoked_on is not none and r.end < today\n") == "optional-not-handled");
}

TEST_CASE("branches know what their guards and those before say") {
  CHECK(codes("define x\n  when n is not none : n + 1\n  otherwise : 0\n") == "");
  CHECK(codes("define x\n  when n is none : 0\n  else when true : n + 1\n  otherwise : n\n") == "");
  CHECK(codes("define x\n  when n is none : 0\n  otherwise : n + 1\n") == "");
  CHECK(codes("define x\n  when n is none : 0\n  when today = today : n + 1\n  otherwise : 3\n") == "optional-not-handled");
  CHECK(codes("define x = n + 1 when n is not none otherwise 0\n") == "");
  CHECK(codes("define x = 0 when n is none otherwise n + 1\n") == "");
}

TEST_CASE("the condition of a requirement knows when it applies") {
  CHECK(codes("require q when revoked_on is not none : revoked_on < today\n") == "");
  CHECK(codes("require q : revoked_on < today\n") == "optional-not-handled");
}

TEST_CASE("a filter tells about the members") {
  CHECK(codes("fact rs : list of R\ndefine x = count for each a in rs where a.end is not none and a.end < today\n") == "");
  CHECK(codes("fact rs : list of R\ndefine x = list of a.end - today for each a in rs where a.end is not none\n") == "");
  CHECK(codes("fact rs : list of R\ndefine x = list of a.end - today for each a in rs\n") == "optional-not-handled");
}

TEST_CASE("branches join to an optional") {
  const auto made = check(facts + "define x\n  when n is none : none\n  otherwise : 5\n");
  REQUIRE(made.ok());
  CHECK(made.result("x").optional);
  CHECK(made.result("x").kind == norma::program::TypeKind::number);
}

TEST_CASE("tests that are always the same are warned of") {
  CHECK(codes("define x = today is none\n") == "comparison-always-the-same");
  CHECK(codes("define x = today default 2026-01-01\n") == "default-not-needed");
}
