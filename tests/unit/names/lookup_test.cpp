#include <catch2/catch.hpp>

#include "package_fixture.hpp"

using namespace norma;
using namespace norma::names_test;
using Found = names::Lookup::Outcome;

namespace {
Found outcome(const names::NameTable& table, const std::vector<std::string>& parts) {
  return table.find_value(package(0), path(parts)).outcome;
}
}  // namespace

TEST_CASE("names of a used package are visible directly and by its last part") {
  Packages packages;
  packages.file("p").title().use({"norma", "rounding"});
  packages.file("norma.rounding").title().define("to_half");
  const names::NameTable table = packages.resolve();
  CHECK(outcome(table, {"to_half"}) == Found::found);
  CHECK(outcome(table, {"rounding", "to_half"}) == Found::found);
  CHECK(outcome(table, {"norma", "rounding", "to_half"}) == Found::found);
  CHECK(outcome(table, {"norma", "to_half"}) == Found::not_found);
}

TEST_CASE("names of a package used under an alias need the alias") {
  Packages packages;
  packages.file("p").title().use({"norma", "rounding"}, "r");
  packages.file("norma.rounding").title().define("to_half");
  const names::NameTable table = packages.resolve();
  CHECK(outcome(table, {"r", "to_half"}) == Found::found);
  CHECK(outcome(table, {"to_half"}) == Found::not_found);
  CHECK(outcome(table, {"rounding", "to_half"}) == Found::not_found);
  CHECK(table.visible_values(package(0)) == std::vector<std::string>{"r.to_half"});
}

TEST_CASE("a name that two used packages declare is ambiguous until it is qualified") {
  Packages packages;
  packages.file("p").title().use({"a"}).use({"b"});
  packages.file("a").title().define("fee");
  packages.file("b").title().define("fee");
  const names::NameTable table = packages.resolve();
  CHECK(packages.codes().empty());
  const names::Lookup both = table.find_value(package(0), path({"fee"}));
  CHECK(both.outcome == Found::ambiguous);
  CHECK(both.candidates.size() == 2);
  CHECK(outcome(table, {"b", "fee"}) == Found::found);
}

TEST_CASE("an own declaration of a name that is visible by use is a duplicate; the own one stands") {
  Packages packages;
  packages.file("p").title().use({"a"}).define("fee");
  packages.file("a").title().define("fee");
  const names::NameTable table = packages.resolve();
  REQUIRE(packages.codes() == Codes{"duplicate-name"});
  CHECK(packages.only().primary.file == FileId(0));
  CHECK(table[table.find_value(package(0), path({"fee"})).symbol].package == package(0));
}

TEST_CASE("what a used package uses is not visible") {
  Packages packages;
  packages.file("p").title().use({"a"});
  packages.file("a").title().use({"b"});
  packages.file("b").title().define("deep");
  const names::NameTable table = packages.resolve();
  CHECK(outcome(table, {"deep"}) == Found::not_found);
  CHECK(outcome(table, {"b", "deep"}) == Found::not_found);
  CHECK(outcome(table, {"a", "deep"}) == Found::not_found);
}

TEST_CASE("the loader says which package a use means") {
  Packages packages;
  packages.file("p").title().use({"audit"});
  packages.file("example.audit").title().define("time");
  packages.of("p").uses = {{"audit", 1}};
  const names::NameTable table = packages.resolve();
  CHECK(outcome(table, {"time"}) == Found::found);
  CHECK(outcome(table, {"audit", "time"}) == Found::found);
}

TEST_CASE("the own package can be named by its last part") {
  Packages packages;
  packages.file("example.audit").title().define("time");
  const names::NameTable table = packages.resolve();
  CHECK(outcome(table, {"audit", "time"}) == Found::found);
  CHECK(outcome(table, {"example", "audit", "time"}) == Found::found);
}

TEST_CASE("a name that is not there comes with the near one") {
  Packages packages;
  packages.file("p").title().use({"a"}).define("base_time");
  packages.file("a").title().define("other_time");
  const names::NameTable table = packages.resolve();
  CHECK(table.find_value(package(0), path({"base_tmie"})).nearest == "base_time");
  CHECK(table.find_value(package(0), path({"other_tim"})).nearest == "other_time");
  CHECK(table.find_value(package(0), path({"a", "other_tim"})).nearest == "a.other_time");
  CHECK(table.find_value(package(0), path({"nothing_like_it"})).nearest.empty());
  CHECK_FALSE(table.find_value(package(0), path({"base_tmie"})).reported);
}

TEST_CASE("names that a reported fault may have hidden are not reported again") {
  Packages packages;
  packages.file("p").title().use({"lost"}, "l").use({"a"});
  packages.file("a").title();
  packages.of("p").broken_names = {"half_written"};
  packages.of("a").broken_names = {"other_half"};
  const names::NameTable table = packages.resolve();
  CHECK(packages.codes().empty());
  CHECK(table.find_value(package(0), path({"half_written"})).reported);
  CHECK(table.find_value(package(0), path({"other_half"})).reported);
  CHECK(table.find_value(package(0), path({"l", "anything"})).reported);
  CHECK_FALSE(table.find_value(package(0), path({"anything"})).reported);
}

TEST_CASE("a lost package used without alias, or a lost file, may have declared any name") {
  Packages lost_package;
  lost_package.file("p").title().use({"lost"});
  CHECK(lost_package.resolve().find_value(package(0), path({"anything"})).reported);

  Packages lost_file;
  lost_file.file("p").title();
  lost_file.of("p").incomplete = true;
  CHECK(lost_file.resolve().find_type(package(0), path({"Anything"})).reported);
}

TEST_CASE("packages that use one another do not stop the resolver") {
  Packages packages;
  packages.file("a").title().use({"b"}).define("x");
  packages.file("b").title().use({"a"}).define("y");
  packages.file("c").title().use({"c"});
  const names::NameTable table = packages.resolve();
  CHECK(outcome(table, {"y"}) == Found::found);
  CHECK(packages.codes().empty());
}

TEST_CASE("a path longer than any name of a package is settled without spelling it out") {
  Packages packages;
  packages.file("p").title().use({"norma", "rounding"});
  packages.file("norma.rounding").title().define("to_half");
  const names::NameTable table = packages.resolve();
  std::vector<std::string> parts(100'000, "to_half");
  CHECK(outcome(table, parts) == Found::not_found);
  CHECK(outcome(table, {"norma", "rounding", "to_half", "to_half"}) == Found::not_found);
}
