#include <catch2/catch.hpp>

#include "package_fixture.hpp"

using namespace norma;
using namespace norma::names_test;

TEST_CASE("a citation of an unregistered clause is refused with the near one") {
  Packages packages;
  FileOf file = packages.file("p").title().clauses({"5.4.3.3(1)", "5.4.3.3(2)", "TAB1-14"});
  auto& define = file.named<ast::Define>("x");
  define.attributes.citations = {file.citation("5.4.3.3(1)"), file.citation("TAB1-41")};
  packages.resolve();
  REQUIRE(packages.codes() == Codes{"unknown-clause"});
  CHECK(packages.only().primary == file.last_span());
  CHECK(packages.only().help[0].find("TAB1-14") != std::string::npos);
}

TEST_CASE("without a registry every citation stands") {
  Packages packages;
  FileOf file = packages.file("p").title();
  file.named<ast::Define>("x").attributes.citations = {file.citation("4.1")};
  packages.resolve();
  CHECK(packages.codes().empty());
}

TEST_CASE("a registry with a syntax error refutes nothing") {
  Packages packages;
  FileOf file = packages.file("p").title().clauses({"4.1"});
  file.named<ast::Define>("x").attributes.citations = {file.citation("4.2")};
  packages.of("p").broken_clauses = true;
  packages.resolve();
  CHECK(packages.codes().empty());
}

TEST_CASE("a clause that is registered twice is reported, also across files") {
  Packages packages;
  packages.file("p").title().clauses({"4.1", "4.2"});
  packages.file("p").clauses({"4.1"});
  packages.resolve();
  REQUIRE(packages.codes() == Codes{"duplicate-clause"});
  CHECK(packages.only().primary.file == FileId(1));
  CHECK(packages.only().secondary[0].span.file == FileId(0));
}

TEST_CASE("citations are checked wherever they can stand") {
  Packages packages;
  FileOf file = packages.file("p").title().clauses({"1"});
  const auto wrong = [&] { return std::vector<ast::Citation>{file.citation("unregistered")}; };
  std::size_t places = 0;
  const auto spoil = [&](ast::Attributes& attributes) {
    attributes.citations = wrong();
    ++places;
  };

  auto& define = file.named<ast::Define>("a");
  define.body.branches.emplace_back();
  spoil(define.attributes);
  spoil(define.body.branches[0].attributes);
  auto& table = file.named<ast::Table>("b");
  table.rows.emplace_back();
  spoil(table.attributes);
  spoil(table.rows[0].attributes);
  spoil(file.named<ast::Fact>("c").attributes);
  spoil(file.named<ast::Exception>("d").attributes);
  spoil(file.named<ast::Require>("e").attributes);
  auto& record = file.named<ast::Record>("R");
  record.fields.emplace_back().name = file.name("f");
  spoil(record.attributes);
  spoil(record.fields[0].attributes);
  auto& enumeration = file.named<ast::Enum>("E");
  enumeration.values.emplace_back().name = file.name("v");
  spoil(enumeration.attributes);
  spoil(enumeration.values[0].attributes);
  spoil(file.named<ast::Calendar>("cal").attributes);
  spoil(file.named<ast::Format>("F").attributes);
  ast::Unit unit;
  unit.spellings = {file.name("u")};
  spoil(file.add(unit).attributes);
  auto& decide = file.named<ast::Decide>("g");
  decide.given.emplace_back();
  decide.gives.emplace_back();
  decide.items = {ast::Define{}, ast::Require{}, ast::RequireUse{}};
  spoil(decide.attributes);
  spoil(decide.given[0].attributes);
  spoil(decide.gives[0].attributes);
  spoil(std::get<ast::Define>(decide.items[0]).attributes);
  spoil(std::get<ast::Require>(decide.items[1]).attributes);
  auto& scenario = file.add(ast::Scenario{});
  scenario.expectations.emplace_back().citing = wrong();
  ++places;
  spoil(scenario.attributes);
  file.ast().expressions.push_back({ast::Silent{{}, wrong()}, {}});
  file.ast().expressions.push_back({ast::Refuse{{}, wrong()}, {}});
  ast::EnumValue value;
  value.name = file.name("w");
  spoil(value.attributes);
  ast::Type type;
  type.form = ast::InlineEnumType{{value}};
  file.ast().types.push_back(type);

  packages.resolve();
  CHECK(packages.codes() == Codes(places + 2, "unknown-clause"));
}

TEST_CASE("the text of a used package can be cited, that of another cannot") {
  Packages packages;
  FileOf file = packages.file("p").title().use({"law"}).clauses({"1"});
  auto& define = file.named<ast::Define>("x");
  define.attributes.citations = {file.citation("9", "law"), file.citation("8", "law"), file.citation("1", "other")};
  packages.file("law").title().clauses({"9"});
  packages.file("other").title().clauses({"1"});
  packages.resolve();
  CHECK(packages.codes() == Codes{"unknown-clause", "package-not-used"});
}
