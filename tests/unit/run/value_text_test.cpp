#include <catch2/catch.hpp>

#include "program/builder.hpp"
#include "run/value_text.hpp"

using namespace norma;
using eval::Tag;
using eval::Truth;
using eval::Value;
using run::Digits;
using run::Language;

namespace {

struct Fixture {
  program::ProgramBuilder builder;
  program::UnitId hour, person_day;
  program::EnumId risk;
  Arena arena;

  Fixture() {
    const program::DimensionId work = builder.add_dimension("hour");
    program::Unit unit;
    unit.name = "hour";
    unit.spellings = {"hour", "hours"};
    unit.dimension = work;
    unit.scale = 1;
    hour = builder.add_unit(unit);
    unit.name = "person_day";
    unit.spellings = {"person_day", "person_days"};
    unit.scale = 8;
    person_day = builder.add_unit(unit);
    risk = builder.add_enum("Risk", {"low", "medium", "high"}, true);
  }

  std::string text(Value value, program::TypeId type, Digits digits = Digits::exact, Language language = Language::en) const {
    return run::value_text(builder.program(), value, type, language, digits);
  }
  std::string json(Value value, program::TypeId type, bool texts = false) const {
    JsonWriter json;
    run::write_value(json, builder.program(), value, type, texts);
    return json.take();
  }
  Value ratio(std::int64_t numerator, std::uint32_t denominator) const { return Value::number({numerator, denominator}); }
};

}  // namespace

TEST_CASE("quantities are shown in their unit, in the singular for one", "[run]") {
  Fixture f;
  const auto days = f.builder.quantity(f.person_day);
  CHECK(f.text(f.ratio(36, 1), days) == "4.5 person_days");
  CHECK(f.text(f.ratio(8, 1), days) == "1 person_day");
  CHECK(f.text(f.ratio(36, 1), f.builder.quantity(f.hour)) == "36 hours");
  CHECK(f.json(f.ratio(36, 1), days) == "\"4.5\"");
}

TEST_CASE("the declared type decides between a JSON number and a text", "[run]") {
  Fixture f;
  program::Type stepped = f.builder.program().types[f.builder.quantity(f.person_day).index()];
  stepped.step = Number(4);
  CHECK(f.json(f.ratio(36, 1), f.builder.type(stepped)) == "4.5");
  CHECK(f.json(f.ratio(36, 1), f.builder.type(stepped), true) == "\"4.5\"");
  CHECK(f.json(f.ratio(3, 1), f.builder.integer()) == "3");
  CHECK(f.json(f.ratio(3, 1), f.builder.number()) == "\"3\"");
  CHECK(f.json(f.ratio(35, 3), f.builder.number()) == "\"35/3\"");
}

TEST_CASE("an endless decimal is exact, or marked as cut", "[run]") {
  Fixture f;
  CHECK(f.text(f.ratio(7, 3), f.builder.number()) == "7/3");
  CHECK(f.text(f.ratio(7, 3), f.builder.number(), Digits::readable) == "7/3 ≈ 2.3333…");
}

TEST_CASE("spans are told in years where they are whole years", "[run]") {
  Fixture f;
  const auto span = f.builder.simple(program::TypeKind::span);
  CHECK(f.text(Value::span(36), span) == "3 years");
  CHECK(f.text(Value::span(12), span) == "1 year");
  CHECK(f.text(Value::span(18), span) == "18 months");
  CHECK(f.text(Value::span(1), span) == "1 month");
}

TEST_CASE("none is a word, and an object where it could be a text", "[run]") {
  Fixture f;
  const auto date = f.builder.optional_of(f.builder.simple(program::TypeKind::date));
  const auto text = f.builder.optional_of(f.builder.simple(program::TypeKind::text));
  CHECK(f.json(Value::none(), date) == "\"none\"");
  CHECK(f.json(Value::none(), text) == "{\"none\":true}");
  CHECK(f.text(Value::none(), date) == "none");
}

TEST_CASE("a list of uncertain members is not written as if it were known", "[run]") {
  Fixture f;
  const Value members[] = {Value::enumeration(0), Value::enumeration(2)};
  const Truth membership[] = {Truth::yes, Truth::unknown};
  const eval::ListValue list{2, members, membership, nullptr};
  const Value value = Value::pointer(Tag::list, &list);
  const auto type = f.builder.list_of(f.builder.enumeration(f.risk));
  CHECK(f.json(value, type) == "null");
  CHECK(f.text(value, type) == "[low, high?]");
  CHECK(run::has_unknown(f.builder.program(), value, type));
}

TEST_CASE("an unknown number tells its bounds", "[run]") {
  Fixture f;
  program::Type bounded = f.builder.program().types[f.builder.quantity(f.person_day).index()];
  bounded.low = Number(0);
  bounded.high = Number(80);
  bounded.high_open = true;
  const auto type = f.builder.type(bounded);
  const Value value = eval::make_unknown(f.builder.program(), f.arena, type, eval::Cause{});
  CHECK(f.text(value, type) == "undetermined (at least 0 person_days, below 10 person_days)");
  CHECK(f.json(value, type) == "null");
}

TEST_CASE("causes of all unknown parts are gathered once each", "[run]") {
  Fixture f;
  const auto number = f.builder.number();
  program::Record record;
  record.name = "Pair";
  record.fields.resize(2);
  record.fields[0].name = "a";
  record.fields[1].name = "b";
  record.fields[0].type = record.fields[1].type = number;
  const auto type = f.builder.record(f.builder.add_record(record));
  const eval::Cause cause{eval::Cause::Kind::fact, 3, 0, {}};
  const Value parts[] = {eval::make_unknown(f.builder.program(), f.arena, number, cause),
                         eval::make_unknown(f.builder.program(), f.arena, number, cause)};
  const eval::RecordValue pair{2, parts};
  const auto causes = run::causes_inside(f.builder.program(), Value::pointer(Tag::record, &pair), type);
  REQUIRE(causes.size() == 1);
  CHECK(causes.front() == cause);
}
