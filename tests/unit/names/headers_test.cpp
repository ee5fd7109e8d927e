#include <catch2/catch.hpp>

#include "package_fixture.hpp"

using namespace norma;
using namespace norma::names_test;

TEST_CASE("one file of several carries the header") {
  Packages packages;
  packages.file("p").fact("a");
  packages.file("p").title().fact("b");
  packages.resolve();
  CHECK(packages.codes().empty());
}

TEST_CASE("a second header is reported with the first") {
  Packages packages;
  packages.file("p").title();
  packages.file("p").use({"q"});
  packages.file("q").title();
  packages.resolve();
  REQUIRE(packages.codes() == Codes{"several-headers"});
  CHECK(packages.only().secondary[0].span.file == FileId(0));
}

TEST_CASE("several files without a header are refused, a single one is its own header") {
  Packages several;
  several.file("p").fact("a");
  several.file("p").fact("b");
  several.resolve();
  CHECK(several.codes() == Codes{"missing-header"});

  Packages single;
  single.file("p").fact("a");
  single.resolve();
  CHECK(single.codes().empty());
}

TEST_CASE("the header data of a package is kept") {
  Packages packages;
  FileOf file = packages.file("p").title();
  file.ast().package.month_end = ast::Name{"next_day", {}};
  file.ast().package.source.emplace().number = "EX-1:2026";
  file.clauses({"4.1", "4.2"});
  const names::NameTable table = packages.resolve();
  const program::Package& header = table.packages()[0];
  CHECK(header.name == "p");
  CHECK(header.month_end == MonthEndPolicy::next_day);
  CHECK(header.source.number == "EX-1:2026");
  REQUIRE(header.clauses.size() == 2);
  CHECK(header.clauses[1].id == "4.2");
}

TEST_CASE("two packages cannot be used under one name") {
  Packages packages;
  packages.file("p").title().use({"a", "tools"}).use({"b", "tools"});
  packages.file("a.tools").title();
  packages.file("b.tools").title();
  packages.resolve();
  CHECK(packages.codes() == Codes{"duplicate-use"});
}

TEST_CASE("an alias keeps two packages of one last part apart") {
  Packages packages;
  packages.file("p").title().use({"a", "tools"}).use({"b", "tools"}, "others");
  packages.file("a.tools").title();
  packages.file("b.tools").title();
  packages.resolve();
  CHECK(packages.codes().empty());
}

TEST_CASE("two uses under one alias are refused") {
  Packages packages;
  packages.file("p").title().use({"a"}, "x").use({"b"}, "x");
  packages.file("a").title();
  packages.file("b").title();
  packages.resolve();
  CHECK(packages.codes() == Codes{"duplicate-use"});
}
