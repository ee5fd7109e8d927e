#include <chrono>

#include "build_spec.hpp"

using namespace norma;
using namespace norma::build;

namespace {

CompiledFormat one_of(CharacterClass characters) { return compiled({field("a", run(characters, 1))}); }

/// Whether `text` is accepted exactly when its value is in the range, for every text of up to four digits.
void check_all_numbers(const FieldSpec& spec) {
  const CompiledFormat format = compiled({{spec}});
  const CharacterRun width = std::get<CharacterRun>(spec.alternatives.front().front());
  for (std::size_t length = 1; length <= 4; ++length) {
    const int count = length == 1 ? 10 : length == 2 ? 100 : length == 3 ? 1000 : 10000;
    for (int value = 0; value < count; ++value) {
      std::string text = std::to_string(value);
      text.insert(0, length - text.size(), '0');
      const bool leading_zero = text.size() > 1 && text[0] == '0';
      const bool expected = length >= width.minimum && length <= width.maximum.value_or(99) &&
                            !(spec.plain && leading_zero) && value >= spec.least.value_or(0) &&
                            value <= spec.greatest.value_or(99999);
      if (format.matches(text) != expected) FAIL(text << " should be " << (expected ? "accepted" : "refused"));
    }
  }
}

}  // namespace

TEST_CASE("a range of an integer admits exactly its members") {
  for (const bool plain_digits : {false, true}) {
    for (const CharacterRun width : {digits(1, std::nullopt), digits(2), digits(1, 3), digits(3, std::nullopt), digits(4)}) {
      for (const auto& [least, greatest] : std::vector<std::pair<std::optional<int>, std::optional<int>>>{
               {{}, {}}, {1, {}}, {{}, 7000}, {0, 0}, {7, 12}, {10, 99}, {99, 100}, {123, 987}, {100, 100}, {905, 1095}}) {
        FieldSpec spec{"a", {{width}}, true, plain_digits, least, greatest};
        const auto outcome = CompiledFormat::compile({{{spec}}});
        if (!outcome) CHECK(outcome.fault.kind == FormatFaultKind::nothing_in_range);
        else check_all_numbers(spec);
      }
    }
  }
}

TEST_CASE("classes take ASCII unless they say otherwise") {
  CHECK(one_of(CharacterClass::digits).matches("7"));
  CHECK_FALSE(one_of(CharacterClass::digits).matches("７"));
  CHECK(one_of(CharacterClass::letters).matches("z"));
  CHECK_FALSE(one_of(CharacterClass::letters).matches("é"));
  CHECK_FALSE(one_of(CharacterClass::capitals).matches("a"));
  CHECK_FALSE(one_of(CharacterClass::small_letters).matches("A"));
  CHECK_FALSE(one_of(CharacterClass::capitals_or_digits).matches("a"));
  CHECK(one_of(CharacterClass::letters_or_digits).matches("a"));
}

TEST_CASE("any takes what can be seen") {
  const CompiledFormat format = one_of(CharacterClass::any);
  for (const char* text : {"!", "~", "é", "准", "〇", "（", "\U0001F600", "¡"}) CHECK(format.matches(text));
  for (const char* text : {" ", "\t", "\n", "\x7f", "\u00a0", "\u00ad", "\u200b", "\u202e", "\u3000", "\ufeff", "\u0085"}) {
    CHECK_FALSE(format.matches(text));
  }
  CHECK_FALSE(format.matches(std::string_view("\0", 1)));
}

TEST_CASE("han takes ideographs one code point at a time") {
  const CompiledFormat format = compiled({field("region", run(CharacterClass::han, 1, 2)), literal({"字第"}),
                                          plain("number"), literal({"号", "號"})});
  CHECK(taken_apart(format, "京字第12号") == "京|12");
  CHECK(taken_apart(format, "〇𠀀字第0號") == "〇𠀀|0");
  CHECK(format.canonical("京字第12號") == "京字第12号");
  CHECK(taken_apart(format, "K字第1号") == "at character 1: found \"K\", expected a Chinese character (region)");
  // The second character may belong to the region or begin the literal.
  CHECK(taken_apart(format, "京字号") == "at character 3: found \"号\", expected \"字第\" or \"第\"");
}

TEST_CASE("a failure names byte and character") {
  const CompiledFormat format = compiled({literal({"证"}), field("a", digits(1))});
  const MatchFailure failure = format.match("证x").failure;
  CHECK(failure.offset == 3);
  CHECK(failure.character == 1);
  CHECK(failure.found == "x");
  REQUIRE(failure.expected.size() == 1);
  CHECK(failure.expected[0].characters == CharacterClass::digits);
  CHECK(failure.expected[0].field == 0U);
  CHECK_FALSE(failure.end_expected);
}

TEST_CASE("malformed UTF-8 never matches") {
  const CompiledFormat format = compiled({field("a", run(CharacterClass::any, 1, std::nullopt))});
  const MatchFailure failure = format.match("ab\xff").failure;
  CHECK(failure.malformed_utf8);
  CHECK(failure.offset == 2);
  CHECK_FALSE(format.matches("\xed\xa0\x80"));
  CHECK_FALSE(format.matches("\xc0\xaf"));
  CHECK_FALSE(format.matches("\xe5\x87"));
}

TEST_CASE("a long text takes time in proportion") {
  // The end of `a` is known only two characters later, so every digit keeps two readings alive.
  const CompiledFormat format =
      compiled({plain("a"), field("b", run(CharacterClass::capitals_or_digits, 2)), optional({literal({"-"}), plain("c")})});
  const std::string text(1'000'000, '7');
  const auto start = std::chrono::steady_clock::now();
  const auto values = format.match(text + "-" + text).values;
  REQUIRE(values.has_value());
  CHECK((*values)[0]->text.size() == 999'998);
  CHECK_FALSE((*values)[0]->integer.has_value());
  CHECK_FALSE(format.matches(text + "!"));
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(5));
}

TEST_CASE("integers past 64 bits keep their digits") {
  const CompiledFormat format = compiled({plain("a")});
  CHECK((*format.match("9223372036854775807").values)[0]->integer == 9223372036854775807);
  CHECK((*format.match("9223372036854775808").values)[0] == FieldValue{"9223372036854775808", std::nullopt});
  CHECK(compiled({plain("a", {}, 9223372036854775807)}).matches("9223372036854775807"));
  CHECK_FALSE(compiled({plain("a", {}, 9223372036854775807)}).matches("9223372036854775808"));
}

TEST_CASE("a format by default takes only the empty text") {
  const CompiledFormat format;
  CHECK(format.matches(""));
  CHECK_FALSE(format.matches("a"));
  CHECK(format.compose({}).text == "");
}
