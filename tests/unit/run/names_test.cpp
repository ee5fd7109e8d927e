#include <catch2/catch.hpp>

#include "program/builder.hpp"
#include "run/names.hpp"

using namespace norma;
using program::Callable;
using program::CallableId;
using program::CallableKind;
using program::PackageId;

namespace {

Callable decision(const char* name, PackageId package = PackageId(0)) {
  Callable callable;
  callable.name = name;
  callable.kind = CallableKind::decision;
  callable.package = package;
  return callable;
}

program::Program program_of(std::vector<Callable> callables) {
  program::Program program;
  program.packages.resize(2);
  program.callables = std::move(callables);
  return program;
}

}  // namespace

TEST_CASE("the only decision of the first package needs no name", "[run]") {
  const auto program = program_of({decision("used", PackageId(1)), decision("own")});
  CHECK(run::find_decision(program, "", {}).found == CallableId(1));
  CHECK(run::find_decision(program, "used", {}).found == CallableId(0));
}

TEST_CASE("of several decisions one must be named", "[run]") {
  const auto program = program_of({decision("first"), decision("second")});
  const auto unnamed = run::find_decision(program, "", {});
  CHECK_FALSE(unnamed.found.valid());
  CHECK(unnamed.names == std::vector<std::string>{"first", "second"});
  CHECK(run::find_decision(program, "second", {}).found == CallableId(1));
  CHECK_FALSE(run::find_decision(program, "third", {}).found.valid());
}

TEST_CASE("the date chooses among versions, both ends included", "[run]") {
  Callable old = decision("d"), recent = decision("d");
  old.until = *Date::from_civil(2025, 12, 31);
  recent.from = *Date::from_civil(2026, 2, 1);
  const auto program = program_of({old, recent});
  CHECK(run::find_decision(program, "d", {}).versions.size() == 2);
  CHECK_FALSE(run::find_decision(program, "d", {}).found.valid());
  CHECK(run::find_decision(program, "d", *Date::from_civil(2025, 12, 31)).found == CallableId(0));
  CHECK_FALSE(run::find_decision(program, "d", *Date::from_civil(2026, 1, 15)).found.valid());
  CHECK(run::find_decision(program, "d", *Date::from_civil(2026, 2, 1)).found == CallableId(1));
}

TEST_CASE("a clause of another package is named with it", "[run]") {
  CHECK(run::clause_text({"", "4.2", {}}) == "4.2");
  CHECK(run::clause_text({"iso", "4.2", {}}) == "iso:4.2");
}
