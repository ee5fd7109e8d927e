// The JSON form against its published schema, with the keywords that the schema uses.
#include <catch2/catch.hpp>

#include <fstream>
#include <set>
#include <sstream>

#include "credits_program.hpp"
#include "explain/json_view.hpp"
#include "facts/document.hpp"

using namespace norma;
using namespace norma::explain;
using namespace norma::explain::test;
using facts::DocumentKind;
using facts::DocumentNode;

namespace {

DocumentNode parsed(const std::string& text) {
  DiagnosticSink sink;
  const auto document = facts::read_json(text, {"test", 0, 1}, {}, sink);
  REQUIRE(document);
  return *document;
}

DocumentNode schema() {
  std::ifstream file(NORMA_SOURCE_DIRECTORY "/src/explain/explanation.schema.json");
  std::stringstream text;
  text << file.rdbuf();
  return parsed(text.str());
}

class Validator {
 public:
  explicit Validator(const DocumentNode& root) : root_(root) {}

  std::string fault(const DocumentNode& rule, const DocumentNode& value, const std::string& place) const {
    if (const DocumentNode* reference = rule.find("$ref")) return fault(*root_.find("$defs")->find(reference->text.substr(8)), value, place);
    if (const DocumentNode* type = rule.find("type"))
      if (!is(type->text, value)) return place + " is no " + type->text;
    if (const DocumentNode* constant = rule.find("const"))
      if (constant->text != value.text) return place + " is not " + constant->text;
    if (const DocumentNode* choices = rule.find("enum")) {
      bool found = false;
      for (const DocumentNode& choice : choices->items) found = found || choice.text == value.text;
      if (!found) return place + " is " + value.text;
    }
    if (const DocumentNode* items = rule.find("items"))
      for (const DocumentNode& item : value.items)
        if (std::string found = fault(*items, item, place + "/*"); !found.empty()) return found;
    return members(rule, value, place);
  }

 private:
  static bool is(const std::string& type, const DocumentNode& value) {
    if (type == "object") return value.kind == DocumentKind::object;
    if (type == "array") return value.kind == DocumentKind::list;
    if (type == "string") return value.kind == DocumentKind::text;
    if (type == "boolean") return value.kind == DocumentKind::boolean;
    return value.kind == DocumentKind::number;
  }

  std::string members(const DocumentNode& rule, const DocumentNode& value, const std::string& place) const {
    if (const DocumentNode* required = rule.find("required"))
      for (const DocumentNode& name : required->items)
        if (value.find(name.text) == nullptr) return place + " lacks " + name.text;
    const DocumentNode* properties = rule.find("properties");
    if (properties == nullptr) return {};
    for (const facts::DocumentMember& member : value.members) {
      const DocumentNode* own = properties->find(member.key);
      if (own == nullptr) return place + " has " + member.key;
      if (std::string found = fault(*own, member.value, place + "/" + member.key); !found.empty()) return found;
    }
    return {};
  }

  const DocumentNode& root_;
};

DocumentNode explained(std::vector<Value> facts) {
  Credits credits = make_credits();
  eval::Evaluator evaluator(credits.program);
  evaluator.begin_case(facts);
  evaluator.record_proof(true);
  evaluator.decide(credits.decision, {}, credits.result);
  const eval::Proof proof = evaluator.take_proof(credits.result.proof);
  ArgumentOptions options;
  options.sources = &credits.sources;
  return parsed(explain_json(build_argument(credits.program, credits.result, proof, options)));
}

}  // namespace

TEST_CASE("every explanation is valid by its schema") {
  const DocumentNode rules = schema();
  const Validator validator(rules);
  for (const auto& facts : std::vector<std::vector<Value>>{{Value::integer(90), Value::boolean(true), Value{}},
                                                           {Value::integer(130), Value::boolean(true), Value::integer(3)},
                                                           {Value{}, Value{}, Value{}}}) {
    CHECK(validator.fault(rules, explained(facts), "") == "");
  }
}

TEST_CASE("ids of steps are unique and every reference names a step") {
  const DocumentNode document = explained({Value::integer(90), Value::boolean(true), Value{}});
  std::set<std::string> ids;
  for (const DocumentNode& step : document.find("steps")->items) CHECK(ids.insert(step.find("id")->text).second);
  for (const DocumentNode& step : document.find("steps")->items)
    for (const DocumentNode& child : step.find("children")->items) CHECK(ids.count(child.text) == 1);
  CHECK(ids.count(document.find("root")->text) == 1);
}

TEST_CASE("a comparison carries its exact gap and unit") {
  const DocumentNode document = explained({Value::integer(90), Value::boolean(true), Value{}});
  const std::string first = document.find("requirements")->items[0].text;
  for (const DocumentNode& step : document.find("steps")->items) {
    if (step.find("id")->text != first) continue;
    const DocumentNode* gap = step.find("comparison")->find("gap");
    CHECK(gap->find("exact")->text == "30");
    CHECK(gap->find("unit")->text == "CPE");
  }
}
