#include "build_spec.hpp"

using namespace norma;
using namespace norma::build;

namespace {

FormatFaultKind kind(std::vector<FormatItemSpec> items) { return refused(std::move(items)).kind; }

FormatItemSpec nested(std::size_t depth) {
  FormatItemSpec item = optional({field("innermost", digits(1))});
  for (std::size_t i = 1; i < depth; ++i) {
    item = optional({literal({"-"}), field("field" + std::to_string(i), digits(1)), item});
  }
  return item;
}

}  // namespace

TEST_CASE("declarations that make no sense are refused") {
  CHECK(kind({}) == FormatFaultKind::no_items);
  CHECK(kind({field("a", digits(1)), literal({"-"}), field("a", digits(1))}) == FormatFaultKind::duplicate_field);
  CHECK(kind({literal({})}) == FormatFaultKind::empty_literal);
  CHECK(kind({literal({""})}) == FormatFaultKind::empty_literal);
  CHECK(kind({literal({"-", "-"})}) == FormatFaultKind::duplicate_variant);
  CHECK(kind({literal({"\xff"})}) == FormatFaultKind::malformed_text);
  CHECK(kind({field("a", FieldPiece("\xc0\xaf"))}) == FormatFaultKind::malformed_text);
  CHECK(kind({field("a", std::vector<FieldAlternative>{})}) == FormatFaultKind::empty_alternative);
  CHECK(kind({field("a", std::vector<FieldAlternative>{{}})}) == FormatFaultKind::empty_alternative);
}

TEST_CASE("counts that admit nothing are refused") {
  CHECK(kind({field("a", digits(3, 2))}) == FormatFaultKind::bad_count);
  CHECK(kind({field("a", digits(0))}) == FormatFaultKind::bad_count);
  CHECK(kind({field("a", digits(0, 2))}) == FormatFaultKind::field_may_be_empty);
  CHECK(kind({field("a", FieldPiece(""))}) == FormatFaultKind::field_may_be_empty);
  CHECK(compiled({field("a", std::vector<FieldAlternative>{{std::string("F"), digits(0, 2)}})}).matches("F"));
}

TEST_CASE("integer attributes belong on a run of digits") {
  CHECK(kind({integer("a", run(CharacterClass::letters, 1))}) == FormatFaultKind::integer_not_digits);
  FormatItemSpec two_pieces = integer("a", digits(1));
  std::get<FieldSpec>(two_pieces.form).alternatives = {{digits(1), std::string("0")}};
  CHECK(kind({two_pieces}) == FormatFaultKind::integer_not_digits);
  FormatItemSpec text = integer("a", digits(1), 1);
  std::get<FieldSpec>(text.form).as_integer = false;
  CHECK(kind({text}) == FormatFaultKind::range_without_integer);
  text = plain("a");
  std::get<FieldSpec>(text.form).as_integer = false;
  CHECK(kind({text}) == FormatFaultKind::plain_without_integer);
}

TEST_CASE("ranges without members are refused") {
  CHECK(kind({integer("a", digits(2), 5, 4)}) == FormatFaultKind::empty_range);
  CHECK(kind({integer("a", digits(2), -1, 4)}) == FormatFaultKind::empty_range);
  CHECK(kind({integer("a", digits(2), {}, -1)}) == FormatFaultKind::empty_range);
  CHECK(kind({integer("a", digits(2), 100, 200)}) == FormatFaultKind::nothing_in_range);
  CHECK(refused({integer("year", digits(2), 2000)}).subject == "year");
}

TEST_CASE("an optional group needs a field of its own") {
  CHECK(kind({optional({literal({"-"})})}) == FormatFaultKind::group_without_field);
  CHECK(kind({optional({literal({"-"}), optional({field("a", digits(1))})})}) == FormatFaultKind::group_without_field);
  CHECK(kind({optional({})}) == FormatFaultKind::group_without_field);
}

TEST_CASE("limits are refused and not approached slowly") {
  CHECK(kind({field("a", digits(1001))}) == FormatFaultKind::too_large);
  CHECK(kind({field("a", digits(1, 4000000000U))}) == FormatFaultKind::too_large);
  CHECK(kind({field("a", digits(1000)), field("b", digits(1000))}) == FormatFaultKind::too_large);
  CHECK(kind({nested(17)}) == FormatFaultKind::too_large);
  CHECK(kind(std::vector<FormatItemSpec>(257, literal({"x"}))) == FormatFaultKind::too_large);
  CHECK(kind({literal({std::string(100000, 'x')})}) == FormatFaultKind::too_large);
  std::vector<FormatItemSpec> fields;
  for (int i = 0; i < 65; ++i) fields.push_back(field("f" + std::to_string(i), digits(1)));
  CHECK(kind(fields) == FormatFaultKind::too_large);
  fields.pop_back();
  CHECK(compiled(fields).fields().size() == 64);
  CHECK(compiled({nested(16)}).matches("-1-1"));
}

TEST_CASE("fields are listed in order with what is known of them") {
  const CompiledFormat format = compiled({integer("a", digits(2), 1, 12), optional({literal({"-"}), plain("b", 3)})});
  REQUIRE(format.fields().size() == 2);
  CHECK(format.fields()[0].name == "a");
  CHECK(format.fields()[0].as_integer);
  CHECK_FALSE(format.fields()[0].optional);
  CHECK(format.fields()[0].greatest == 12);
  CHECK(format.fields()[1].optional);
  CHECK(format.field_index("b") == 1U);
  CHECK_FALSE(format.field_index("c").has_value());
}

TEST_CASE("class names are those of the language") {
  for (const char* name : {"digits", "letters", "capitals", "small_letters", "letters_or_digits", "capitals_or_digits",
                           "any", "han"}) {
    REQUIRE(character_class_named(name).has_value());
    CHECK(name_of(*character_class_named(name)) == name);
  }
  CHECK_FALSE(character_class_named("digit").has_value());
}
