// Certificate numbers of CNCA-ISMS-01:2026, appendix C.
#include "build_spec.hpp"

using namespace norma;
using namespace norma::build;

namespace {

CompiledFormat certificate_number() {
  return compiled({
      field("body", std::vector<FieldAlternative>{{digits(3, 4)}, {std::string("F"), digits(3)}}),
      integer("year", digits(2)),
      literal({"IS"}),
      integer("sequence", digits(5), 1, 99999),
      literal({"R"}),
      plain("cycle"),
      field("accreditation", run(CharacterClass::capitals_or_digits, 2)),
      optional({literal({"-", "–", "—"}), plain("sub", 1)}),
  });
}

/// C.1 note: CNCA-R/RF-year-running number.
CompiledFormat approval_number() {
  const auto dash = literal({"-", "–", "—"});
  return compiled({literal({"CNCA"}), dash,
                   field("kind", std::vector<FieldAlternative>{{std::string("R")}, {std::string("RF")}}), dash,
                   integer("year", digits(4)), dash, field("running", digits(1, std::nullopt))});
}

}  // namespace

TEST_CASE("a certificate number is taken apart") {
  const CompiledFormat format = certificate_number();
  CHECK(taken_apart(format, "25026IS00007R0M1") == "250|26|00007|0|M1|-");
  CHECK(taken_apart(format, "250126IS00007R0M1") == "2501|26|00007|0|M1|-");
  CHECK(taken_apart(format, "F01226IS99999R1AB") == "F012|26|99999|1|AB|-");
  CHECK(taken_apart(format, "25026IS00007R0M1-12") == "250|26|00007|0|M1|12");
}

TEST_CASE("the accreditation code is the last two characters before the dash") {
  const CompiledFormat format = certificate_number();
  CHECK(taken_apart(format, "25026IS00007R1000") == "250|26|00007|10|00|-");
  CHECK(taken_apart(format, "25026IS00007R000") == "250|26|00007|0|00|-");
  CHECK(taken_apart(format, "25026IS00007R1A0") == "250|26|00007|1|A0|-");
  CHECK(taken_apart(format, "25026IS00007R123400-1") == "250|26|00007|1234|00|1");
}

TEST_CASE("integer fields carry their value") {
  const auto values = certificate_number().match("25026IS00007R1000-3").values;
  REQUIRE(values.has_value());
  CHECK((*values)[0] == FieldValue{"250", std::nullopt});
  CHECK((*values)[1] == FieldValue{"26", 26});
  CHECK((*values)[2] == FieldValue{"00007", 7});
  CHECK((*values)[3] == FieldValue{"10", 10});
  CHECK((*values)[4] == FieldValue{"00", std::nullopt});
  CHECK((*values)[5] == FieldValue{"3", 3});
}

TEST_CASE("every dash is accepted and the short one is canonical") {
  const CompiledFormat format = certificate_number();
  for (const char* text : {"25026IS00007R0M1-12", "25026IS00007R0M1–12", "25026IS00007R0M1—12"}) {
    CHECK(format.canonical(text) == "25026IS00007R0M1-12");
  }
}

TEST_CASE("numbers against appendix C are refused where they go wrong") {
  const CompiledFormat format = certificate_number();
  CHECK(taken_apart(format, "25026IS00000R000") ==
        "at character 12: found \"0\", expected a digit (sequence, 1 to 99999)");
  CHECK(taken_apart(format, "25026XS00007R000") == "at character 6: found \"X\", expected a digit (year) or \"IS\"");
  CHECK(taken_apart(format, "25026IS0007R000") ==
        "at character 12: found \"R\", expected a digit (sequence, 1 to 99999)");
  CHECK(taken_apart(format, "25026IS00007R0M1-") ==
        "at character 18: the text ends, expected a digit (sub, 1 or more)");
  CHECK(taken_apart(format, "25026IS00007R0M1-01") ==
        "at character 18: found \"0\", expected a digit (sub, 1 or more)");
  CHECK(taken_apart(format, "25026IS00007R0M1 ") ==
        "at character 17: found \" \", expected \"-\" or \"–\" or \"—\" or the end");
}

TEST_CASE("numbers against appendix C do not match") {
  const CompiledFormat format = certificate_number();
  for (const char* text :
       {"", "25026IS00007R0", "25026IS00007R00", "25026IS00007R0m1", "f01226IS00007R0M1", "F01226is00007R0M1",
        "25026IS100000R000", "5026IS00007R000", "25025026IS00007R000", "25026IS00007R0100", "25026IS00007R000--1",
        "25026IS00007R000-1-2", " 25026IS00007R000", "２5026IS00007R000", "25026IS00007-R000"}) {
    INFO(text);
    CHECK_FALSE(format.matches(text));
  }
}

TEST_CASE("a certificate number is composed and its successor formed") {
  const CompiledFormat format = certificate_number();
  FieldValues values = *format.match("25026IS00007R9M1").values;
  values[1] = FieldValue::of_integer(29);
  values[2] = FieldValue::of_integer(41);
  values[3] = FieldValue::of_integer(*values[3]->integer + 1);
  CHECK(format.compose(values).text == "25029IS00041R10M1");
  values[5] = FieldValue::of_integer(2);
  CHECK(format.compose(values).text == "25029IS00041R10M1-2");
  CHECK(taken_apart(format, "25029IS00041R10M1-2") == "250|29|00041|10|M1|2");
}

TEST_CASE("no sequence number past 99999 is composed") {
  const CompiledFormat format = certificate_number();
  FieldValues values = *format.match("25026IS00007R000").values;
  values[2] = FieldValue::of_integer(100000);
  CHECK(format.compose(values).fault == ComposeFault{ComposeFaultKind::does_not_fit, 2});
  values[2] = FieldValue::of_integer(0);
  CHECK(describe(format.compose(values).fault, format) == "the value does not fit sequence, 1 to 99999");
}

TEST_CASE("approval numbers are read with any dash") {
  const CompiledFormat format = approval_number();
  CHECK(taken_apart(format, "CNCA-R-2002-012") == "R|2002|012");
  CHECK(taken_apart(format, "CNCA—RF—2015—7") == "RF|2015|7");
  CHECK(format.canonical("CNCA–RF—2015-7") == "CNCA-RF-2015-7");
  CHECK_FALSE(format.matches("CNCA-RX-2015-7"));
}
