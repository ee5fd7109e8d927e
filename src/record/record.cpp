#include "record/record.hpp"

#include <set>

#include "base/json_text.hpp"
#include "norma/version.hpp"
#include "record/canonical.hpp"
#include "record/proof_table.hpp"
#include "record/sha256.hpp"
#include "record/value_json.hpp"

namespace norma::record {
namespace {

constexpr int language_version = 1;

class RecordWriter {
 public:
  explicit RecordWriter(const DecidedCase& decided) : case_(decided), program_(decided.program) {}

  std::string write() {
    head();
    rules();
    facts();
    asked();
    result();
    list("proof", proof_table(program_, case_.proof));
    return sealed();
  }

 private:
  void member(const char* name, const std::string& json) { text_ += (text_.empty() ? "" : ",\n") + json_string(name) + ": " + json; }

  void list(const char* name, const std::vector<std::string>& items) {
    std::string json = "[";
    for (const std::string& item : items) json += (json.size() > 1 ? ",\n  " : "\n  ") + item;
    member(name, json + (items.empty() ? "]" : "\n]"));
  }

  void head() {
    member("record", std::to_string(form_number));
    member("engine", json_string(version()));
    member("language", std::to_string(language_version));
    if (program_.packages.empty()) return;
    const program::Package& package = program_.packages.front();
    std::string json = "{\"name\":" + json_string(package.name);
    if (!package.source.number.empty()) json += ",\"source\":" + json_string(package.source.number);
    if (!package.source.edition.empty()) json += ",\"edition\":" + json_string(package.source.edition);
    member("package", json + "}");
  }

  void rules() {
    const std::vector<RuleFile> files = rule_files(program_, case_.sources);
    member("rules_hash", json_string("sha256:" + hash_of(files)));
    std::vector<std::string> items;
    for (const RuleFile& file : files)
      items.push_back("{\"package\":" + json_string(file.package) + ",\"file\":" + json_string(file.file) + ",\"hash\":" +
                      json_string("sha256:" + file.hash) + "}");
    list("rules", items);
  }

  void facts() {
    member("facts_hash", json_string("sha256:" + sha256_text(canonical_facts(case_.document))));
    member("facts", ordered_json(case_.document));
  }

  void asked() {
    member("decision", json_string(program_[case_.decision].name));
    member("declaration", std::to_string(case_.decision.value()));
    member("on", case_.on ? json_string(case_.on->to_iso()) : "null");
    std::string readings = "[";
    for (const std::string& reading : case_.readings) readings += (readings.size() > 1 ? "," : "") + json_string(reading);
    member("readings", readings + "]");
    std::vector<std::string> given;
    const auto& parameters = program_[case_.decision].given;
    for (std::size_t i = 0; i < parameters.size() && i < case_.facts.given.size(); ++i) add_given(given, parameters[i], case_.facts.given[i]);
    for (std::size_t i = 0; i < program_.facts.size(); ++i) add_given(given, program_.facts[i], case_.facts.facts[i]);
    list("given", given);
  }

  void add_given(std::vector<std::string>& given, const program::Fact& fact, eval::Value value) const {
    if (value.tag == eval::Tag::absent) return;
    given.push_back("{\"name\":" + json_string(fact.name) + ",\"value\":" + value_json(program_, value, fact.type) + "}");
  }

  void result() {
    member("verdict", json_string(verdict_word(case_.result.verdict)));
    std::vector<std::string> requirements, values;
    for (const eval::RequirementResult& requirement : case_.result.requirements) {
      const program::Callable& declared = program_[requirement.requirement];
      requirements.push_back("{\"name\":" + json_string(declared.name) + ",\"member\":" + json_string(requirement.member) + ",\"advice\":" +
                             (requirement.advisory ? "true" : "false") + ",\"state\":" + json_string(state_word(requirement.state)) + ",\"value\":" +
                             value_json(program_, requirement.value, declared.result) + "}");
    }
    for (const eval::OutputResult& output : case_.result.outputs)
      values.push_back("{\"name\":" + json_string(output.output->name) + ",\"value\":" + value_json(program_, output.value, output.output->type) + "}");
    list("requirements", requirements);
    list("values", values);
    std::set<std::string> causes;
    for (const eval::Cause& cause : case_.result.missing) causes.insert(cause_text(program_, cause));
    std::vector<std::string> missing;
    for (const std::string& cause : causes) missing.push_back(json_string(cause));
    list("missing", missing);
    std::vector<std::string> errors;
    for (const eval::Value error : case_.result.errors) errors.push_back(json_string(eval::code_text(error.as<eval::ErrorValue>()->code)));
    list("errors", errors);
  }

  // The seal is the hash of the canonical form of everything else.
  std::string sealed() {
    DiagnosticSink sink;
    const auto document = facts::read_json("{" + text_ + "}", {"record", 0, 1}, {}, sink);
    if (document) member("seal", json_string("sha256:" + sha256_text(canonical_json(*document))));
    return "{\n" + text_ + "\n}\n";
  }

  const DecidedCase& case_;
  const program::Program& program_;
  std::string text_;
};

}  // namespace

std::string write_record(const DecidedCase& decided) { return RecordWriter(decided).write(); }

const char* verdict_word(eval::Verdict verdict) {
  switch (verdict) {
    case eval::Verdict::met: return "met";
    case eval::Verdict::not_met: return "not met";
    case eval::Verdict::undetermined: return "undetermined";
    case eval::Verdict::refused: break;
  }
  return "refused";
}

const char* state_word(eval::RequirementState state) {
  switch (state) {
    case eval::RequirementState::met: return "met";
    case eval::RequirementState::not_met: return "not met";
    case eval::RequirementState::undetermined: return "undetermined";
    case eval::RequirementState::not_applicable: return "not applicable";
    case eval::RequirementState::failed: break;
  }
  return "failed";
}

}  // namespace norma::record
