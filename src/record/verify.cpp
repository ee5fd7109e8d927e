#include "record/verify.hpp"

#include <charconv>
#include <map>
#include <set>

#include "base/json_text.hpp"
#include "base/unicode.hpp"
#include "checker/evaluation.hpp"
#include "checker/facts_reader.hpp"
#include "norma/version.hpp"
#include "record/canonical.hpp"
#include "record/record.hpp"
#include "record/sha256.hpp"
#include "record/verify_proof.hpp"

namespace norma::record {
namespace {

using checker::Json;
using program::CallableId;
using program::Program;

std::string in_quotes(const std::string& text) { return "`" + text + "`"; }

void compose(Json& json) {
  if (json.is(Json::Form::text)) json.text = to_nfc(json.text);
  for (Json& item : json.items) compose(item);
  for (auto& member : json.members) compose(member.second);
}

const char* word_of(checker::Verdict verdict) {
  switch (verdict) {
    case checker::Verdict::met: return "met";
    case checker::Verdict::not_met: return "not met";
    case checker::Verdict::undetermined: return "undetermined";
    case checker::Verdict::refused: break;
  }
  return "refused";
}

const char* word_of(checker::State state) {
  switch (state) {
    case checker::State::met: return "met";
    case checker::State::not_met: return "not met";
    case checker::State::undetermined: return "undetermined";
    case checker::State::not_applicable: return "not applicable";
    case checker::State::failed: break;
  }
  return "failed";
}

class Verifier {
 public:
  Verifier(const Program& program, const SourceSet& sources) : program_(program), sources_(sources) {}

  Verification verify(std::string_view text) {
    auto read = checker::read_json(text);
    if (!read || !read->is(Json::Form::object)) {
      differ("this is no record: it is not a JSON object");
      return std::move(result_);
    }
    record_ = std::move(*read);
    if (!has_form()) return std::move(result_);
    seal();
    head();
    const bool same_rules = rules();
    facts_hash();
    // With other rules every value may differ, and saying so would only hide the reason.
    if (same_rules) derive();
    return std::move(result_);
  }

 private:
  void differ(std::string what) { result_.differences.push_back(std::move(what)); }

  const Json& at(const char* key) const { return *record_.find(key); }

  void expect(const char* what, const std::string& recorded, const std::string& found) {
    ++result_.values;
    if (recorded != found) differ(std::string(what) + ": the record says " + recorded.substr(0, 300) + ", derived " + found.substr(0, 300));
  }

  bool has_form() {
    static const std::set<std::string> keys{"record", "engine", "language", "package", "rules_hash", "rules", "facts_hash", "facts", "decision",
                                            "declaration", "on", "readings", "given", "verdict", "requirements", "values", "missing", "errors",
                                            "proof", "seal"};
    for (const auto& member : record_.members)
      if (!keys.contains(member.first)) differ("a record has no " + in_quotes(member.first));
    for (const std::string& key : keys)
      if (record_.find(key) == nullptr) differ("the record has no " + in_quotes(key));
    if (result_.differences.empty() && checker::written(at("record")) != std::to_string(form_number))
      differ("the record is of form " + checker::written(at("record")) + "; this program reads form " + std::to_string(form_number));
    return result_.differences.empty();
  }

  void seal() {
    Json rest = record_;
    std::erase_if(rest.members, [](const auto& member) { return member.first == "seal"; });
    const std::string hash = "sha256:" + sha256_text(checker::canonical(rest));
    if (!at("seal").is_text(hash)) differ("the seal does not fit the record: something in it was changed after it was made");
  }

  void head() {
    expect("version of the engine", at("engine").text, std::string(version()));
    expect("version of the language", checker::written(at("language")), "1");
    if (program_.packages.empty()) return;
    const program::Package& package = program_.packages.front();
    std::string written = "{\"name\":" + json_string(package.name);
    if (!package.source.number.empty()) written += ",\"source\":" + json_string(package.source.number);
    if (!package.source.edition.empty()) written += ",\"edition\":" + json_string(package.source.edition);
    expect("package", checker::written(at("package")), written + "}");
  }

  bool rules() {
    const std::size_t before = result_.differences.size();
    const std::vector<RuleFile> files = rule_files(program_, sources_);
    std::map<std::pair<std::string, std::string>, std::string> now;
    for (const RuleFile& file : files) now[{file.package, file.file}] = "sha256:" + file.hash;
    for (const Json& item : at("rules").items) {
      const std::string package = item.text_at("package").value_or("");
      const std::string file = item.text_at("file").value_or("");
      const auto found = now.find({package, file});
      if (found == now.end()) differ("rule file " + in_quotes(file) + " of package " + in_quotes(package) + " is not there");
      else if (item.text_at("hash").value_or("") != found->second) differ("rule file " + in_quotes(file) + " of package " + in_quotes(package) + " was changed");
      if (item.members.size() != 3) differ("the entry of rule file " + in_quotes(file) + " is not of its form");
      if (found != now.end()) now.erase(found);
    }
    for (const auto& [file, hash] : now) differ("rule file " + in_quotes(file.second) + " of package " + in_quotes(file.first) + " is not in the record");
    const bool same = result_.differences.size() == before;
    if (!at("rules_hash").is_text("sha256:" + hash_of(files))) differ("the hash of the rules is another one");
    return same;
  }

  void facts_hash() {
    Json composed = at("facts");
    compose(composed);
    if (!at("facts_hash").is_text("sha256:" + sha256_text(checker::canonical(composed)))) differ("the facts do not have the hash in the record: they were altered");
  }

  // ---- deriving it again -----------------------------------------------------------------------------------------------------

  bool find_decision() {
    std::uint32_t number = 0;
    const std::string digits = checker::written(at("declaration"));
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (read.ec != std::errc() || read.ptr != digits.data() + digits.size() || number >= program_.callables.size()) {
      differ("the rules have no declaration " + digits);
      return false;
    }
    decision_ = CallableId(number);
    const program::Callable& callable = program_[decision_];
    if (callable.name == at("decision").text && callable.kind == program::CallableKind::decision) return true;
    differ("declaration " + digits + " is not the decision " + in_quotes(at("decision").text));
    return false;
  }

  bool read_case() {
    if (!at("on").is(Json::Form::null)) {
      on_ = checker::day_from(at("on").text);
      if (!on_) differ(in_quotes(at("on").text) + " is no date");
      if (!on_) return false;
    }
    facts_ = checker::read_facts(program_, decision_, at("facts"));
    for (const Json& reading : at("readings").items) {
      const std::size_t equals = reading.text.find('=');
      if (equals == std::string::npos) facts_.fault = in_quotes(reading.text) + " sets no reading";
      else if (facts_.fault.empty()) checker::set_choice(program_, reading.text.substr(0, equals), reading.text.substr(equals + 1), facts_);
    }
    if (!facts_.fault.empty()) differ("the facts are none of these rules: " + facts_.fault);
    return facts_.fault.empty();
  }

  void given() {
    std::string found = "[";
    const auto add = [&](const program::Fact& fact, const checker::Value& value) {
      if (value.is(checker::Kind::missing)) return;
      found += (found.size() > 1 ? "," : "") + ("{\"name\":" + json_string(fact.name)) + ",\"value\":" + checker::json_of(program_, value, fact.type) + "}";
    };
    for (std::size_t i = 0; i < facts_.given.size(); ++i) add(program_[decision_].given[i], facts_.given[i]);
    for (std::size_t i = 0; i < facts_.facts.size(); ++i) add(program_.facts[i], facts_.facts[i]);
    found += "]";
    const auto read = checker::read_json(found);
    const Json& recorded = at("given");
    if (!read || read->items.size() != recorded.items.size()) return differ("the facts as understood are not those of the document");
    for (std::size_t i = 0; i < read->items.size(); ++i)
      expect("fact", checker::written(recorded.items[i]), checker::written(read->items[i]));
  }

  void derive() {
    if (!find_decision() || !read_case()) return;
    given();
    checker::Evaluation evaluation(program_);
    evaluation.trace(true);
    try {
      evaluation.begin(facts_.facts, on_);
      results(evaluation.decide(decision_, facts_.given));
      result_.steps = verify_proof(program_, decision_, at("proof"), evaluation, result_.differences);
    } catch (const checker::CannotTell& beyond) {
      result_.beyond = beyond.what();
    }
  }

  void compare_list(const char* what, const Json& recorded, const std::vector<std::string>& found) {
    if (recorded.items.size() != found.size())
      differ(std::string(what) + ": the record has " + std::to_string(recorded.items.size()) + ", derived " + std::to_string(found.size()));
    for (std::size_t i = 0; i < std::min(recorded.items.size(), found.size()); ++i) expect(what, checker::written(recorded.items[i]), found[i]);
  }

  void results(const checker::DecisionOutcome& outcome) {
    const program::Callable& decision = program_[decision_];
    expect("verdict", at("verdict").text, word_of(outcome.verdict));
    std::vector<std::string> requirements, values, missing, errors;
    for (const checker::RequirementOutcome& requirement : outcome.requirements) {
      const program::Callable& declared = program_[requirement.requirement];
      requirements.push_back("{\"name\":" + json_string(declared.name) + ",\"member\":" + json_string(requirement.member) + ",\"advice\":" +
                             (requirement.advisory ? "true" : "false") + ",\"state\":" + json_string(word_of(requirement.state)) + ",\"value\":" +
                             checker::json_of(program_, requirement.value, declared.result) + "}");
    }
    for (std::size_t i = 0; i < outcome.outputs.size(); ++i)
      values.push_back("{\"name\":" + json_string(decision.outputs[i].name) + ",\"value\":" +
                       checker::json_of(program_, outcome.outputs[i], decision.outputs[i].type) + "}");
    for (const std::string& cause : outcome.missing) missing.push_back(json_string(cause));
    for (const std::string& error : outcome.errors) errors.push_back(json_string(error));
    compare_list("requirement", at("requirements"), requirements);
    compare_list("value", at("values"), values);
    compare_list("missing fact", at("missing"), missing);
    compare_list("error", at("errors"), errors);
  }

  const Program& program_;
  const SourceSet& sources_;
  Json record_;
  CallableId decision_;
  std::optional<checker::Day> on_;
  checker::Facts facts_;
  Verification result_;
};

}  // namespace

Verification verify_record(std::string_view record, const Program& program, const SourceSet& sources) {
  return Verifier(program, sources).verify(record);
}

}  // namespace norma::record
