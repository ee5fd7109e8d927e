#include <catch2/catch.hpp>

#include "facts/schema.hpp"
#include "program/builder.hpp"

using namespace norma;

namespace {

program::Program one_fact() {
  program::ProgramBuilder builder;
  builder.program().packages.push_back({});
  program::Type people;
  people.kind = program::TypeKind::number;
  people.whole = true;
  people.low = Number(1);
  program::Fact fact;
  fact.name = "people";
  fact.type = builder.type(people);
  fact.package = program::PackageId(0);
  builder.add_fact(fact);
  return builder.take();
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("the schema says type and range, admits null and refuses other names") {
  const std::string schema = facts::json_schema(one_fact(), {});
  CHECK(contains(schema, "\"type\": \"integer\""));
  CHECK(contains(schema, "\"minimum\": 1"));
  CHECK(contains(schema, "\"type\": \"null\""));
  CHECK(contains(schema, "\"additionalProperties\": false"));
}

TEST_CASE("the blank form asks every fact and leaves it unknown") {
  CHECK(facts::blank_form(one_fact(), {}, facts::Language::en) == "# people\n#   whole number from 1\n\"people\": null\n\n");
}
