#include <catch2/catch.hpp>

#include "credits_program.hpp"
#include "explain/missing.hpp"
#include "explain/text_view.hpp"

using namespace norma;
using namespace norma::explain;
using namespace norma::explain::test;

namespace {

std::string told(std::vector<Value> facts, Language language, TextViewOptions view = {}) {
  Credits credits = make_credits();
  eval::Evaluator evaluator(credits.program);
  evaluator.begin_case(facts);
  evaluator.record_proof(true);
  evaluator.decide(credits.decision, {}, credits.result);
  const eval::Proof proof = evaluator.take_proof(credits.result.proof);
  ArgumentOptions options;
  options.sources = &credits.sources;
  return explain_text(build_argument(credits.program, credits.result, proof, options), language, view);
}

bool has(const std::string& text, const std::string& part) {
  INFO(text);
  INFO(part);
  const bool found = text.find(part) != std::string::npos;
  CHECK(found);
  return found;
}

}  // namespace

TEST_CASE("a failed comparison is told with both operands, the gap, its clause and its message") {
  const std::string text = told({Value::integer(90), Value::boolean(true), Value{}}, Language::en);
  has(text, "✗ keeping the certificate: not met [4]");
  has(text, "1 of 2 requirements is not met");
  has(text, "✗ enough credits: 90 CPE are too few [4.1]");
  has(text, "90 of 120 CPE; 30 short");
  has(text, "counted >= 120 CPE\n");
  has(text, "earned + relief = 90 CPE + 0 CPE");
  has(text, "credits earned = 90 CPE [1.1] (given)");
  has(text, "✓ dues settled [4.2]");
}

TEST_CASE("the Chinese argument sets words and labels in Chinese") {
  const std::string text = told({Value::integer(90), Value::boolean(true), Value{}}, Language::zh);
  has(text, "✗ 保持证书：不符合 [4]");
  has(text, "2 项要求中有 1 项不符合");
  has(text, "应至少 120 CPE，实为 90 CPE；差 30 CPE");
  has(text, "已得学分 = 90 CPE [1.1]（已提供）");
}

TEST_CASE("failures come first and all of them are told") {
  const std::string text = told({Value::integer(130), Value::boolean(false), Value{}}, Language::en);
  CHECK(text.find("✗ dues settled [4.2]") < text.find("✓ enough credits [4.1]"));
  has(text, "130 CPE, at least 120 CPE wanted; 10 CPE to spare");
  const std::string both = told({Value::integer(0), Value::boolean(false), Value{}}, Language::en);
  has(both, "2 of 2 requirements are not met");
}

TEST_CASE("the unrounded value stands beside the rounded one") {
  const std::string text = told({Value::integer(120), Value::boolean(true), Value{}}, Language::en);
  // 120 / 7 = 17.142857…
  has(text, "yearly = 17 CPE [4.3]");
  has(text, "rounded half up to a multiple of 1 CPE: 120/7 ≈ 17.1428… CPE → 17 CPE");
  has(text, "exactly the limit");
}

TEST_CASE("a discretion says whether it was exercised or left at its default") {
  has(told({Value::integer(120), Value::boolean(true), Value{}}, Language::en),
      "- relief = 0 CPE [1.2] (discretion, left at its default)");
  has(told({Value::integer(120), Value::boolean(true), Value::integer(3)}, Language::en),
      "- relief = 3 CPE [1.2] (discretion exercised)");
}

TEST_CASE("an undetermined decision names what is missing, with question and clause") {
  const std::string text = told({Value{}, Value::boolean(true), Value{}}, Language::en);
  has(text, "? keeping the certificate: undetermined [4]");
  has(text, "- credits earned (earned): How many credits were earned? [1.1]");
  const std::string chinese = told({Value{}, Value::boolean(true), Value{}}, Language::zh);
  has(chinese, "- 已得学分（earned）：已得多少学分？ [1.1]");
}

TEST_CASE("what is used twice is told once and referred to") {
  const std::string text = told({Value::integer(90), Value::boolean(true), Value{}}, Language::en);
  has(text, "(step 1)");
  has(text, "(see step 1)");
}

TEST_CASE("lines keep within the width, Chinese text too") {
  TextViewOptions narrow;
  narrow.width = 40;
  for (const Language language : {Language::en, Language::zh}) {
    const std::string text = told({Value::integer(90), Value::boolean(true), Value{}}, language, narrow);
    CHECK(text.find("\n\n") != std::string::npos);
  }
}

TEST_CASE("a focus tells one step only, an unknown one nothing") {
  TextViewOptions focus;
  focus.focus = "counted";
  const std::string text = told({Value::integer(90), Value::boolean(true), Value{}}, Language::en, focus);
  has(text, "counted = 90 CPE");
  CHECK(text.find("Requirements") == std::string::npos);
  focus.focus = "nobody";
  CHECK(told({Value::integer(90), Value::boolean(true), Value{}}, Language::en, focus).empty());
}

TEST_CASE("caps leave out what lies deepest and count it") {
  Credits credits = make_credits();
  decide(credits, {Value::integer(90), Value::boolean(true), Value{}});
  ArgumentOptions options;
  options.depth = 1;
  const Argument argument = build_argument(credits.program, credits.result, credits.proof, options);
  CHECK(argument.steps[argument.requirements[0]].children.empty());
  CHECK(argument.steps[argument.requirements[0]].omitted == 1);
}
