#include <catch2/catch.hpp>

#include "package_fixture.hpp"

using namespace norma;
using namespace norma::names_test;
using Found = names::Lookup::Outcome;

TEST_CASE("a second declaration of a name is reported at the second place and shows the first") {
  Packages packages;
  FileOf file = packages.file("p");
  file.fact("score");
  const Span first = file.last_span();
  file.define("score");
  packages.resolve();
  REQUIRE(packages.codes() == Codes{"duplicate-name"});
  CHECK(packages.only().primary == file.last_span());
  REQUIRE(packages.only().secondary.size() == 1);
  CHECK(packages.only().secondary[0].span == first);
}

TEST_CASE("the same name in two files of a package is a duplicate") {
  Packages packages;
  packages.file("p").title().fact("score");
  packages.file("p").fact("score");
  packages.resolve();
  REQUIRE(packages.codes() == Codes{"duplicate-name"});
  CHECK(packages.only().primary.file == FileId(1));
  CHECK(packages.only().secondary[0].span.file == FileId(0));
}

TEST_CASE("values and types are two scopes") {
  Packages packages;
  packages.file("p").fact("hour").unit({"hour", "hours"});
  const names::NameTable table = packages.resolve();
  CHECK(packages.codes().empty());
  CHECK(table[table.find_value(package(0), path({"hour"})).symbol].kind == names::SymbolKind::fact);
  CHECK(table[table.find_type(package(0), path({"hours"})).symbol].kind == names::SymbolKind::unit);
}

TEST_CASE("every spelling of a unit is a name") {
  Packages packages;
  packages.file("p").unit({"hour", "hours"}).unit({"h", "hours"});
  packages.resolve();
  CHECK(packages.codes() == Codes{"duplicate-name"});
}

TEST_CASE("values of one enum, fields of one record and of one format differ") {
  Packages packages;
  FileOf file = packages.file("p");
  file.enumeration("Risk", {"low", "high", "low"});
  auto& record = file.named<ast::Record>("Site");
  record.fields = {{file.name("name"), {}, {}, {}}, {file.name("name"), {}, {}, {}}};
  auto& format = file.named<ast::Format>("Number");
  ast::FormatField field;
  field.name = file.name("year");
  ast::FormatField again;
  again.name = file.name("year");
  format.items.push_back({field, {}});
  format.items.push_back({ast::FormatOptional{{{again, {}}}}, {}});
  packages.resolve();
  CHECK(packages.codes() == Codes{"duplicate-name", "duplicate-name", "duplicate-name"});
}

TEST_CASE("two enums may share a value") {
  Packages packages;
  packages.file("p").enumeration("Risk", {"low", "high"}).enumeration("Level", {"low", "top"});
  const names::NameTable table = packages.resolve();
  CHECK(packages.codes().empty());
  CHECK(table.enum_values(package(0), "low").size() == 2);
  const auto top = table.enum_values(package(0), "top");
  REQUIRE(top.size() == 1);
  CHECK(top[0].index == 1);
  CHECK(table[top[0].enumeration].name == "Level");
}

TEST_CASE("names that look alike may not stand in one scope") {
  Packages packages;
  // The second begins with the Cyrillic letter U+0440.
  packages.file("p").fact("paid").fact("\xD1\x80" "aid");
  packages.resolve();
  REQUIRE(packages.codes() == Codes{"look-alike-names"});
  CHECK(packages.only().secondary.size() == 1);
}

TEST_CASE("a look-alike in another scope is no clash") {
  Packages packages;
  packages.file("p").fact("paid").unit({"\xD1\x80" "aid"});
  packages.resolve();
  CHECK(packages.codes().empty());
}

TEST_CASE("declarations cannot take the name of a builtin they would be confused with") {
  Packages packages;
  FileOf file = packages.file("p");
  file.define("sqrt");
  file.named<ast::Record>("max");
  file.unit({"day", "d"});
  file.enumeration("Weekday", {"monday"});
  packages.resolve();
  CHECK(packages.codes() == Codes{"name-of-builtin", "name-of-builtin", "name-of-builtin", "name-of-builtin"});
}

TEST_CASE("facts may be called like types and functions, since they are never called") {
  Packages packages;
  packages.file("p").fact("date").fact("text").fact("count").fact("today");
  packages.resolve();
  CHECK(packages.codes().empty());
}

TEST_CASE("definitions with periods apart are versions of one name, sorted by their first day") {
  Packages packages;
  packages.file("p").define("fee", "2025-01-01").define("fee", nullptr, "2023-12-31").define("fee", "2024-01-01", "2024-12-31");
  const names::NameTable table = packages.resolve();
  CHECK(packages.codes().empty());
  const names::Lookup found = table.find_value(package(0), path({"fee"}));
  REQUIRE(found.outcome == Found::found);
  const auto& versions = table[found.symbol].versions;
  REQUIRE(versions.size() == 3);
  CHECK(versions[0] == found.symbol);
  CHECK(versions[0].index() == 1);
  CHECK(versions[1].index() == 2);
  CHECK(versions[2].index() == 0);
  CHECK(table[versions[1]].versions.empty());
}

TEST_CASE("a table may follow a definition as its next version, a requirement may not") {
  Packages packages;
  FileOf file = packages.file("p");
  file.define("fee", nullptr, "2023-12-31");
  file.named<ast::Table>("fee").attributes.from = day("2024-01-01");
  file.define("rule", nullptr, "2023-12-31");
  file.named<ast::Require>("rule").attributes.from = day("2024-01-01");
  packages.resolve();
  CHECK(packages.codes() == Codes{"duplicate-name"});
}

TEST_CASE("versions that share one day are refused") {
  Packages packages;
  packages.file("p").define("fee", nullptr, "2024-01-01").define("fee", "2024-01-01");
  packages.resolve();
  REQUIRE(packages.codes() == Codes{"overlapping-versions"});
  CHECK(packages.only().secondary.size() == 1);
}

TEST_CASE("a version without a period overlaps every other") {
  Packages packages;
  packages.file("p").define("fee").define("fee", "2024-01-01");
  packages.resolve();
  CHECK(packages.codes() == Codes{"overlapping-versions"});
}

TEST_CASE("a version inside another is found although a third begins between them") {
  Packages packages;
  packages.file("p").define("fee", "2020-01-01", "2029-12-31").define("fee", "2035-01-01").define("fee", "2025-01-01", "2025-12-31");
  packages.resolve();
  CHECK(packages.codes() == Codes{"overlapping-versions"});
}

TEST_CASE("a period that ends before it begins is refused") {
  Packages packages;
  packages.file("p").define("fee", "2024-01-02", "2024-01-01");
  packages.resolve();
  CHECK(packages.codes() == Codes{"reversed-validity"});
}

TEST_CASE("facts have no versions") {
  Packages packages;
  FileOf file = packages.file("p");
  file.named<ast::Fact>("x").attributes.until = day("2023-12-31");
  file.named<ast::Fact>("x").attributes.from = day("2024-01-01");
  packages.resolve();
  CHECK(packages.codes() == Codes{"duplicate-name"});
}
