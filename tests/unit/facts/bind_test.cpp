#include <catch2/catch.hpp>

#include "eval/unknown.hpp"
#include "facts/case_facts.hpp"
#include "program/builder.hpp"

using namespace norma;
using namespace norma::facts;
using program::Type;
using program::TypeKind;

namespace {

// Facts: days (person-days of 8 hours, in steps of a half, at least 0), people (whole, from 1), share (% up to 30), day, risk, name,
// gone_on (date or none), sites (records unique by name), levels (set), tie (reading).
struct Rules {
  program::ProgramBuilder builder;
  program::Program program;

  Rules() {
    const auto hours = builder.add_dimension("hour");
    program::Unit unit;
    unit.name = "person_day";
    unit.spellings = {"person_day", "person_days"};
    unit.dimension = hours;
    unit.scale = Number(8);
    const auto person_day = builder.add_unit(unit);
    const auto risk = builder.add_enum("Risk", {"low", "medium", "high"}, true);

    Type days;
    days.kind = TypeKind::number;
    days.dimension = hours;
    days.unit = person_day;
    days.low = Number(0);
    days.step = Number(4);
    add("days", days);
    Type people;
    people.kind = TypeKind::number;
    people.whole = true;
    people.low = Number(1);
    add("people", people);
    Type share;
    share.kind = TypeKind::number;
    share.unit = percent();
    share.high = Number::ratio(3, 10);
    add("share", share);
    add("day", simple(TypeKind::date));
    Type level = simple(TypeKind::enumeration);
    level.enumeration = risk;
    add("risk", level);
    add("name", simple(TypeKind::text));
    Type gone = simple(TypeKind::date);
    gone.optional = true;
    add("gone_on", gone);
    program::Record site;
    site.name = "Site";
    site.fields.push_back({"name", builder.simple(TypeKind::text), {}, {}, {}, {}});
    site.fields.push_back({"people", builder.type(people), {}, {}, {}, {}});
    Type sites = simple(TypeKind::list);
    sites.element = builder.record(builder.add_record(site));
    sites.unique_by = 0;
    add("sites", sites);
    Type levels = simple(TypeKind::set);
    levels.enumeration = risk;
    add("levels", levels);
    add("tie", level, program::FactKind::reading);
    program = builder.take();
  }

  static Type simple(TypeKind kind) {
    Type type;
    type.kind = kind;
    return type;
  }
  program::UnitId percent() {
    for (std::size_t i = 0; i < builder.program().units.size(); ++i)
      if (builder.program().units[i].name == "%") return program::UnitId::from_index(i);
    return {};
  }
  void add(const char* name, const Type& type, program::FactKind kind = program::FactKind::fact) {
    program::Fact fact;
    fact.name = name;
    fact.kind = kind;
    fact.type = builder.type(type);
    builder.add_fact(fact);
  }
};

struct Bound {
  CaseFacts facts;
  DiagnosticSink sink;
  bool ok = false;

  [[nodiscard]] const eval::Value& operator[](std::size_t i) const { return facts.facts[i]; }
  [[nodiscard]] std::string only() const {
    if (sink.diagnostics().size() != 1) return std::to_string(sink.diagnostics().size()) + " diagnostics";
    return std::string(information(sink.diagnostics()[0].kind).code) + " " + sink.diagnostics()[0].data->pointer;
  }
};

bool is_ratio(const eval::Value& value, std::int64_t numerator, std::uint32_t denominator) {
  return value.tag == eval::Tag::number && compare(value.ratio(), SmallRatio{numerator, denominator}) == 0;
}

std::unique_ptr<Bound> bound_facts(const Rules& rules, std::string_view text) {
  auto bound = std::make_unique<Bound>();
  const DocumentSource source{"facts.json", 0, 1};
  const auto document = read_json(text, source, {}, bound->sink);
  REQUIRE(document);
  bound->facts.clear(rules.program, {});
  bound->ok = bind_facts(rules.program, {}, *document, source, bound->facts, bound->sink);
  return bound;
}

}  // namespace

TEST_CASE("a bare number stands in the declared unit and is kept in base units") {
  const Rules rules;
  const auto bound = bound_facts(rules, R"({"days": 4.5, "share": 30, "people": 12})");
  REQUIRE(bound->ok);
  CHECK(is_ratio((*bound)[0], 36, 1));  // 4.5 * 8 hours
  CHECK(is_ratio((*bound)[2], 3, 10));
  CHECK((*bound)[1].bits == 12);
}

TEST_CASE("a fraction may be written as text") {
  const Rules rules;
  const auto bound = bound_facts(rules, R"({"share": "35/3"})");
  REQUIRE(bound->ok);
  CHECK(is_ratio((*bound)[2], 7, 60));  // 35/300
}

TEST_CASE("ranges and steps hold at both ends") {
  const Rules rules;
  CHECK(bound_facts(rules, R"({"people": 1})")->ok);
  CHECK(bound_facts(rules, R"({"people": 0})")->only() == "fact-out-of-range /people");
  CHECK(bound_facts(rules, R"({"people": 1.5})")->only() == "fact-not-whole /people");
  CHECK(bound_facts(rules, R"({"people": 1.0})")->ok);
  CHECK(bound_facts(rules, R"({"share": 30.0001})")->only() == "fact-out-of-range /share");
  CHECK(bound_facts(rules, R"({"days": 0})")->ok);
  CHECK(bound_facts(rules, R"({"days": -0.5})")->only() == "fact-out-of-range /days");
  CHECK(bound_facts(rules, R"({"days": 0.25})")->only() == "fact-off-step /days");
}

TEST_CASE("no value is taken for one of another type") {
  const Rules rules;
  CHECK(bound_facts(rules, R"({"people": "twelve"})")->only() == "fact-wrong-type /people");
  CHECK(bound_facts(rules, R"({"people": true})")->only() == "fact-wrong-type /people");
  CHECK(bound_facts(rules, R"({"share": "30%"})")->only() == "fact-wrong-type /share");
  CHECK(bound_facts(rules, R"({"day": 45296})")->only() == "fact-wrong-type /day");
  CHECK(bound_facts(rules, R"({"name": 7})")->only() == "fact-wrong-type /name");
  CHECK(bound_facts(rules, R"({"levels": {}})")->only() == "fact-wrong-type /levels");
  CHECK(bound_facts(rules, R"({"sites": [[]]})")->only() == "fact-wrong-type /sites/0");
}

TEST_CASE("numbers are judged by their digits") {
  const Rules rules;
  CHECK(bound_facts(rules, R"({"people": 01})")->only() == "fact-bad-number /people");
  CHECK(bound_facts(rules, R"({"people": 1e400})")->ok);
  CHECK(bound_facts(rules, R"({"people": -2645e-1141622225})")->only() == "fact-number-too-long /people");
}

TEST_CASE("dates must exist and be written as year-month-day") {
  const Rules rules;
  CHECK(bound_facts(rules, R"({"day": "2024-02-29"})")->ok);
  for (const char* day : {"2023-02-29", "0000-00-00", "2024-1-5", "05/01/2024", "2024-01-05T00:00:00+14:00"})
    CHECK(bound_facts(rules, std::string(R"({"day": ")") + day + "\"}")->only() == "fact-bad-date /day");
}

TEST_CASE("a misspelt fact, value or field is refused with the near name") {
  const Rules rules;
  const auto fact = bound_facts(rules, R"({"poeple": 12})");
  CHECK(fact->only() == "fact-unknown-name /poeple");
  CHECK(fact->sink.diagnostics()[0].help == std::vector<std::string>{"did you mean `people`?"});
  CHECK(bound_facts(rules, R"({"risk": "hihg"})")->only() == "fact-unknown-value /risk");
  CHECK(bound_facts(rules, R"({"sites": [{"name": "a", "poeple": 3}]})")->only() == "fact-unknown-field /sites/0/poeple");
}

TEST_CASE("all faults are reported, not only the first") {
  const Rules rules;
  CHECK(bound_facts(rules, R"({"people": 0, "risk": "x", "day": "y"})")->sink.diagnostics().size() == 3);
}

TEST_CASE("null is unknown, none is a value of an optional type only") {
  const Rules rules;
  const auto bound = bound_facts(rules, R"({"people": null, "gone_on": "none"})");
  REQUIRE(bound->ok);
  CHECK((*bound)[1].tag == eval::Tag::unknown);
  CHECK((*bound)[6].tag == eval::Tag::none);
  CHECK(bound_facts(rules, R"({"gone_on": null})")->facts.facts[6].tag == eval::Tag::unknown);
  CHECK(bound_facts(rules, R"({"day": "none"})")->only() == "fact-none-not-allowed /day");
  CHECK(bound_facts(rules, R"({"name": "none"})")->ok);
}

TEST_CASE("a missing part of a member is unknown under its own name") {
  const Rules rules;
  const auto bound = bound_facts(rules, R"({"sites": [{"name": "a"}]})");
  REQUIRE(bound->ok);
  const auto& list = *(*bound)[7].as<eval::ListValue>();
  const auto& site = *list.members[0].as<eval::RecordValue>();
  REQUIRE(site.fields[1].tag == eval::Tag::unknown);
  CHECK(eval::unknown_of(site.fields[1]).causes->causes[0].path == "[\"a\"].people");
}

TEST_CASE("keys of unique lists and values of sets stand once") {
  const Rules rules;
  CHECK(bound_facts(rules, R"({"sites": [{"name": "a"}, {"name": "a"}]})")->only() == "fact-repeated-member /sites/1/name");
  CHECK(bound_facts(rules, R"({"levels": ["low", "low"]})")->only() == "fact-repeated-member /levels/1");
  CHECK(bound_facts(rules, R"({"levels": []})")->ok);
}

TEST_CASE("a list with a key may be an object of its members") {
  const Rules rules;
  const auto bound = bound_facts(rules, R"({"sites": {"a": 3, "b": {"none": true}, "c": null}})");
  CHECK(bound->only() == "fact-none-not-allowed /sites/b");
  const auto good = bound_facts(rules, R"({"sites": {"a": 3, "c": null}})");
  REQUIRE(good->ok);
  const auto& list = *(*good)[7].as<eval::ListValue>();
  REQUIRE(list.count == 2);
  CHECK(is_ratio(list.members[0].as<eval::RecordValue>()->fields[1], 3, 1));
  const auto& unknown = list.members[1].as<eval::RecordValue>()->fields[1];
  REQUIRE(unknown.tag == eval::Tag::unknown);
  CHECK(eval::unknown_of(unknown).causes->causes[0].path == "[\"c\"].people");
  CHECK(bound_facts(rules, R"({"sites": {}})")->ok);
}

TEST_CASE("readings stand under policy, nowhere else") {
  const Rules rules;
  CHECK(bound_facts(rules, R"({"policy": {"tie": "low"}})")->facts.facts[9].tag == eval::Tag::enumeration);
  CHECK(bound_facts(rules, R"({"tie": "low"})")->only() == "reading-among-facts /tie");
  CHECK(bound_facts(rules, R"({"policy": {"tei": "low"}})")->only() == "policy-unknown-name /policy/tei");
}

TEST_CASE("evidence names a fact of the document") {
  const Rules rules;
  const auto bound = bound_facts(rules, R"({"people": 12, "evidence": {"/people": {"by": "Li", "document": "D-7"}}})");
  REQUIRE(bound->ok);
  CHECK(bound->facts.evidence.at("/people").document == "D-7");
  CHECK(bound_facts(rules, R"({"evidence": {"/people": {}}})")->only() == "evidence-without-fact /evidence/~1people");
  CHECK(bound_facts(rules, R"({"people": 1, "evidence": {"/people": {"bye": "x"}}})")->only() == "fact-bad-evidence /evidence/~1people/bye");
}
