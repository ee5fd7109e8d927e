#include "build_spec.hpp"

using namespace norma;
using namespace norma::build;

namespace {

CompiledFormat sample() {
  return compiled({field("kind", std::vector<FieldAlternative>{{std::string("A")}, {std::string("B"), digits(0, 2)}}),
                   literal({"/", ""}), integer("year", digits(4), 2000, 2099),
                   optional({literal({"-"}), plain("part", 1), optional({literal({"."}), plain("detail")})})});
}

std::optional<FieldValue> text(const char* value) { return FieldValue::of_text(value); }
std::optional<FieldValue> number(std::int64_t value) { return FieldValue::of_integer(value); }
const std::optional<FieldValue> none;

}  // namespace

TEST_CASE("values are composed with canonical literals") {
  CHECK(sample().compose({text("A"), number(2026), none, none}).text == "A/2026");
  CHECK(sample().compose({text("B07"), number(2026), number(3), none}).text == "B07/2026-3");
  CHECK(sample().compose({text("B"), number(2026), number(3), number(0)}).text == "B/2026-3.0");
}

TEST_CASE("values that do not fit are refused with their field") {
  const auto fault = [](FieldValues values) { return sample().compose(values).fault; };
  CHECK(fault({text("C"), number(2026), none, none}) == ComposeFault{ComposeFaultKind::does_not_fit, 0});
  CHECK(fault({text("A"), number(1999), none, none}) == ComposeFault{ComposeFaultKind::does_not_fit, 1});
  CHECK(fault({text("A"), number(-1), none, none}) == ComposeFault{ComposeFaultKind::does_not_fit, 1});
  CHECK(fault({text("A"), text(""), none, none}) == ComposeFault{ComposeFaultKind::does_not_fit, 1});
  CHECK(fault({text("A"), text("2 26"), none, none}) == ComposeFault{ComposeFaultKind::does_not_fit, 1});
  CHECK(fault({text("A"), number(2026), number(0), none}) == ComposeFault{ComposeFaultKind::does_not_fit, 2});
  CHECK(fault({none, number(2026), none, none}) == ComposeFault{ComposeFaultKind::missing_field, 0});
  CHECK(fault({text("A"), number(2026)}).kind == ComposeFaultKind::wrong_field_count);
}

TEST_CASE("a group that is present must be complete") {
  const CompiledFormat format = sample();
  const ComposeOutcome outcome = format.compose({text("A"), number(2026), none, number(1)});
  CHECK(outcome.fault == ComposeFault{ComposeFaultKind::missing_field, 2});
  CHECK(describe(outcome.fault, format) == "part is missing");
}

TEST_CASE("integers are padded to the minimum width and no further") {
  const CompiledFormat format = compiled({integer("a", digits(3, 5))});
  CHECK(format.compose({number(7)}).text == "007");
  CHECK(format.compose({number(0)}).text == "000");
  CHECK(format.compose({number(12345)}).text == "12345");
  CHECK_FALSE(format.compose({number(123456)}));
  CHECK(format.compose({text("0000000012")}).text == "012");
  CHECK(format.canonical("00012") == "012");
  CHECK(format.canonical("01234") == "1234");
  CHECK((*format.match("00012").values)[0] == FieldValue{"012", 12});
}

TEST_CASE("plain integers are written without padding") {
  FormatItemSpec item = plain("a");
  std::get<FieldSpec>(item.form).alternatives = {{digits(2, std::nullopt)}};
  const CompiledFormat format = compiled({item});
  CHECK(format.compose({number(12)}).text == "12");
  CHECK(format.compose({number(7)}).fault.kind == ComposeFaultKind::does_not_fit);
  CHECK_FALSE(format.matches("07"));
}

TEST_CASE("composing and matching undo each other") {
  const CompiledFormat format = sample();
  for (const auto& kind : {text("A"), text("B"), text("B1"), text("B22")}) {
    for (const auto& part : {none, number(1), number(120)}) {
      for (const auto& detail : {none, number(0), number(45)}) {
        if (!part && detail) continue;
        const FieldValues values = {kind, number(2031), part, detail};
        const ComposeOutcome composed = format.compose(values);
        REQUIRE(composed);
        REQUIRE(format.match(*composed.text).values == values);
        REQUIRE(format.canonical(*composed.text) == composed.text);
      }
    }
  }
}

TEST_CASE("the canonical form is the same for every accepted spelling") {
  const CompiledFormat format = sample();
  CHECK(format.canonical("B1/2026-3") == "B1/2026-3");
  CHECK(format.canonical("A2026-3") == "A/2026-3");
  CHECK_FALSE(format.canonical("A2026-03").has_value());
}
