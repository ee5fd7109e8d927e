#include "build_spec.hpp"

using namespace norma;
using namespace norma::build;

namespace {

using Readings = std::vector<FieldReading>;

/// Both readings of a refused format, in an order that does not matter.
bool has_readings(const FormatFault& fault, const Readings& a, const Readings& b) {
  return (fault.first_reading == a && fault.second_reading == b) ||
         (fault.first_reading == b && fault.second_reading == a);
}

}  // namespace

TEST_CASE("two runs of digits of variable length are ambiguous") {
  const FormatFault fault = refused({field("a", digits(1, 3)), field("b", digits(1, 2))});
  CHECK(fault.kind == FormatFaultKind::ambiguous);
  CHECK(fault.witness == "111");
  CHECK(has_readings(fault, {{"a", "1"}, {"b", "11"}}, {{"a", "11"}, {"b", "1"}}));
  CHECK(describe(fault).find("\"111\" can be read in two ways: a \"1") == 0);
}

TEST_CASE("a fixed neighbour makes a variable run unambiguous") {
  const CompiledFormat format = compiled({field("a", digits(1, 3)), field("b", digits(2))});
  CHECK(taken_apart(format, "123") == "1|23");
  CHECK(taken_apart(format, "12345") == "123|45");
  CHECK(taken_apart(format, "12") == "at character 3: the text ends, expected a digit (a) or a digit (b)");
}

TEST_CASE("a separator outside the class makes runs unambiguous") {
  CHECK(taken_apart(compiled({field("a", digits(1, std::nullopt)), literal({"/"}), field("b", digits(1, std::nullopt))}),
                    "12/345") == "12|345");
}

TEST_CASE("a separator inside the class does not") {
  const FormatFault fault = refused({field("a", digits(1, std::nullopt)), literal({"0"}),
                                     field("b", digits(1, std::nullopt))});
  CHECK(fault.kind == FormatFaultKind::ambiguous);
  CHECK(fault.witness.size() == 4);  // two zeros in the middle: "1001" and its like
}

TEST_CASE("a leading zero forbidden by plain can make a format unambiguous") {
  // Zeros end where the number begins; with leading zeros allowed they do not.
  const auto zeros = field("zeros", std::vector<FieldAlternative>{{std::string("0")}, {std::string("00")}});
  CHECK(taken_apart(compiled({zeros, plain("number", 1)}), "0012") == "00|12");
  CHECK(refused({zeros, integer("number", digits(1, std::nullopt), 1)}).kind == FormatFaultKind::ambiguous);
  CHECK(taken_apart(compiled({zeros, plain("number")}), "000") == "00|0");  // "0" and "00" is no reading
}

TEST_CASE("a range can make a format unambiguous") {
  const auto month = [](std::int64_t least, std::int64_t greatest) {
    return integer("month", digits(1, 2), least, greatest);
  };
  CHECK(taken_apart(compiled({plain("day", 1, 3), integer("month", digits(2), 1, 12)}), "312") == "3|12");
  CHECK(refused({plain("day", 1, 31), month(1, 12)}).kind == FormatFaultKind::ambiguous);
}

TEST_CASE("an optional group that can hide in its neighbour is ambiguous") {
  const FormatFault fault =
      refused({field("a", run(CharacterClass::capitals, 1, 2)), optional({field("b", run(CharacterClass::capitals, 1))})});
  CHECK(fault.witness == "AA");
  CHECK(has_readings(fault, {{"a", "AA"}}, {{"a", "A"}, {"b", "A"}}));
}

TEST_CASE("two optional groups that look alike are ambiguous") {
  const FormatFault fault = refused({optional({literal({"-"}), field("a", digits(1))}),
                                     optional({literal({"-"}), field("b", digits(1))})});
  CHECK(fault.witness == "-1");
  CHECK(has_readings(fault, {{"a", "1"}}, {{"b", "1"}}));
}

TEST_CASE("an optional group nested in another is unambiguous where the two in a row were not") {
  const CompiledFormat format = compiled({optional(
      {literal({"-"}), field("a", digits(1)), optional({literal({"-"}), field("b", digits(1))})})});
  CHECK(taken_apart(format, "") == "-|-");
  CHECK(taken_apart(format, "-1") == "1|-");
  CHECK(taken_apart(format, "-1-2") == "1|2");
}

TEST_CASE("classes that share letters are told apart by what follows") {
  CHECK(refused({field("a", run(CharacterClass::any, 1, std::nullopt)), field("b", run(CharacterClass::han, 1, 2))})
            .witness == "1中中");
  CHECK(taken_apart(compiled({field("a", run(CharacterClass::letters, 1, std::nullopt)),
                              field("b", run(CharacterClass::han, 1, std::nullopt))}),
                    "ab准绳") == "ab|准绳");
}

TEST_CASE("variants of a literal and overlapping alternatives of a field are no ambiguity") {
  const CompiledFormat format =
      compiled({literal({"No", "No."}), literal({"", "."}),
                field("a", std::vector<FieldAlternative>{{digits(1, 3)}, {digits(2, 4)}})});
  CHECK(taken_apart(format, "No.12") == "12");
  CHECK(format.canonical("No.12") == "No12");
}

TEST_CASE("a field whose place is uncertain is ambiguous even if its text is not") {
  const FormatFault fault =
      refused({literal({"A", ""}), field("a", run(CharacterClass::capitals, 1)), literal({"A", ""})});
  CHECK(describe(fault) == "\"AA\" can be read in two ways, with the same values in different places");
}

TEST_CASE("the largest formats are decided quickly") {
  const FormatFault fault = refused({field("a", run(CharacterClass::any, 1, 500)), literal({"x"}),
                                     field("b", run(CharacterClass::any, 1, 500))});
  CHECK(fault.kind == FormatFaultKind::ambiguous);
  CHECK(taken_apart(compiled({field("a", run(CharacterClass::letters, 1, 500)), literal({"/"}),
                              field("b", run(CharacterClass::letters, 1, 500))}),
                    "ab/c") == "ab|c");
}
