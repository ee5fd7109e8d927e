#include "facts/schema.hpp"

#include <algorithm>

#include "base/json_writer.hpp"
#include "facts/case_facts.hpp"
#include "facts/relevant.hpp"
#include "number/number.hpp"
#include "number/format.hpp"

namespace norma::facts {
namespace {

using program::Program;
using program::Type;
using program::TypeKind;

constexpr std::string_view date_pattern = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";
constexpr std::string_view span_pattern = "^-?[0-9]+ (years?|months?)$";

class SchemaWriter {
 public:
  explicit SchemaWriter(const Program& program) : program_(program), json_(2) {}

  std::string write(program::CallableId decision) {
    json_.begin_object();
    json_.text_member("$schema", "https://json-schema.org/draft/2020-12/schema");
    json_.text_member("title", decision.valid() ? program_[decision].name : title());
    json_.text_member("type", "object");
    json_.key("properties").begin_object();
    if (decision.valid())
      for (const program::Fact& given : program_[decision].given) fact(given);
    for (const program::FactId id : relevant_facts(program_, decision))
      if (program_.facts[id.index()].kind != program::FactKind::reading) fact(program_.facts[id.index()]);
    policy(decision);
    if (!declares_evidence(decision)) evidence();
    json_.end_object();
    json_.key("additionalProperties").boolean(false);
    json_.end_object();
    return json_.take() + "\n";
  }

 private:
  std::string title() const {
    for (const program::Package& package : program_.packages)
      if (!package.bundled) return package.name;
    return "facts";
  }

  void fact(const program::Fact& fact) {
    json_.key(fact.name).begin_object();
    describe(fact);
    json_.key("anyOf").begin_array();
    alternatives(fact.type);
    json_.begin_object().text_member("type", "null").end_object();
    json_.end_array();
    json_.end_object();
  }

  void describe(const program::Fact& fact) {
    if (fact.labels.en) json_.text_member("title", label_text(fact.labels, Language::en, ""));
    if (fact.labels.zh) json_.text_member("x-title-zh", label_text(fact.labels, Language::zh, ""));
    if (!fact.question.empty()) json_.text_member("description", label_text(fact.question, Language::en, ""));
    if (fact.citations.empty()) return;
    json_.key("x-per").begin_array();
    for (const program::Citation& citation : fact.citations) json_.text(citation.clause);
    json_.end_array();
  }

  // The readings and discretions of the run, under their reserved key.
  void policy(program::CallableId decision) {
    json_.key("policy").begin_object().text_member("type", "object");
    json_.key("properties").begin_object();
    for (const program::FactId id : relevant_facts(program_, decision)) {
      const program::Fact& choice = program_.facts[id.index()];
      if (choice.kind != program::FactKind::reading && choice.kind != program::FactKind::discretion) continue;
      json_.key(choice.name).begin_object();
      describe(choice);
      json_.key("anyOf").begin_array();
      alternatives(choice.type);
      json_.end_array().end_object();
    }
    json_.end_object();
    json_.key("additionalProperties").boolean(false);
    json_.end_object();
  }

  // Where the rules declare a fact of this name it stands among the facts.
  bool declares_evidence(program::CallableId decision) const {
    const auto named = [](const program::Fact& fact) { return fact.name == evidence_key; };
    if (std::any_of(program_.facts.begin(), program_.facts.end(), named)) return true;
    return decision.valid() && std::any_of(program_[decision].given.begin(), program_[decision].given.end(), named);
  }

  void evidence() {
    json_.key("evidence").begin_object().text_member("type", "object");
    json_.text_member("description", "evidence for facts, keyed by JSON pointer");
    json_.key("additionalProperties").begin_object().text_member("type", "object").key("properties").begin_object();
    for (const char* name : {"by", "document", "on", "note"}) json_.key(name).begin_object().text_member("type", "string").end_object();
    json_.end_object().key("additionalProperties").boolean(false).end_object();
    json_.end_object();
  }

  // One or more schemas inside an open "anyOf".
  void alternatives(program::TypeId id) {
    const Type& type = program_[id];
    json_.begin_object();
    value(type);
    json_.end_object();
    if (type.kind == TypeKind::number && !type.whole)
      json_.begin_object().text_member("type", "string").text_member("pattern", "^-?(0|[1-9][0-9]*)(\\.[0-9]+|/[1-9][0-9]*)?$").end_object();
    if (type.kind == TypeKind::list && type.unique_by) by_key(type);
    if (!type.optional) return;
    if (type.kind == TypeKind::text)
      json_.begin_object().text_member("type", "object").key("properties").begin_object().key("none").begin_object().key("const").boolean(true)
          .end_object().end_object().key("required").begin_array().text("none").end_array().end_object();
    else
      json_.begin_object().text_member("const", "none").end_object();
  }

  void value(const Type& type) {
    switch (type.kind) {
      case TypeKind::boolean: json_.text_member("type", "boolean"); break;
      case TypeKind::number: number(type); break;
      case TypeKind::date: json_.text_member("type", "string").text_member("format", "date").text_member("pattern", date_pattern); break;
      case TypeKind::span: json_.text_member("type", "string").text_member("pattern", span_pattern); break;
      case TypeKind::period: period(); break;
      case TypeKind::text:
      case TypeKind::format: json_.text_member("type", "string"); break;
      case TypeKind::enumeration: names(type); break;
      case TypeKind::set:
        json_.text_member("type", "array").key("uniqueItems").boolean(true).key("items").begin_object();
        names(type);
        json_.end_object();
        break;
      case TypeKind::list: list(type); break;
      case TypeKind::record: record(program_.records[type.record.index()]); break;
      default: break;
    }
  }

  void bound(const Type& type, const std::optional<Number>& limit, bool open, const char* closed_name, const char* open_name) {
    if (!limit) return;
    const Number shown = type.unit.valid() ? divide(*limit, program_.units[type.unit.index()].scale).value : *limit;
    if (const auto digits = to_decimal_text(shown)) json_.key(open ? open_name : closed_name).number(*digits);
  }

  void number(const Type& type) {
    json_.text_member("type", type.whole ? "integer" : "number");
    bound(type, type.low, type.low_open, "minimum", "exclusiveMinimum");
    bound(type, type.high, type.high_open, "maximum", "exclusiveMaximum");
    bound(type, type.step, false, "multipleOf", "multipleOf");
    if (type.unit.valid()) json_.text_member("x-unit", program_.units[type.unit.index()].name);
  }

  void period() {
    json_.text_member("type", "object").key("properties").begin_object();
    for (const char* end : {"from", "to"})
      json_.key(end).begin_object().text_member("type", "string").text_member("pattern", std::string("^none$|") + std::string(date_pattern)).end_object();
    json_.end_object().key("additionalProperties").boolean(false);
  }

  void names(const Type& type) {
    json_.key("enum").begin_array();
    for (const program::EnumValue& value : program_.enums[type.enumeration.index()].values) json_.text(value.name);
    json_.end_array();
  }

  void list(const Type& type) {
    json_.text_member("type", "array").key("items").begin_object().key("anyOf").begin_array();
    alternatives(type.element);
    json_.begin_object().text_member("type", "null").end_object();
    json_.end_array().end_object();
  }

  // A list whose members are told apart by a field may be written as an object with that field's values as keys.
  void by_key(const Type& type) {
    program::Record rest = program_.records[program_[type.element].record.index()];
    rest.fields.erase(rest.fields.begin() + static_cast<std::ptrdiff_t>(*type.unique_by));
    json_.begin_object().text_member("type", "object").key("additionalProperties").begin_object().key("anyOf").begin_array();
    if (rest.fields.size() == 1) {
      alternatives(rest.fields[0].type);
      json_.begin_object().text_member("type", "null").end_object();
    } else {
      json_.begin_object();
      record(rest);
      json_.end_object();
    }
    json_.end_array().end_object().end_object();
  }

  void record(const program::Record& record) {
    json_.text_member("type", "object").key("properties").begin_object();
    for (const program::RecordField& field : record.fields) {
      json_.key(field.name).begin_object().key("anyOf").begin_array();
      alternatives(field.type);
      json_.begin_object().text_member("type", "null").end_object();
      json_.end_array().end_object();
    }
    json_.end_object().key("additionalProperties").boolean(false);
  }

  const Program& program_;
  JsonWriter json_;
};

std::string quoted_key(const std::string& name) { return "\"" + name + "\""; }

class FormWriter {
 public:
  FormWriter(const Program& program, Language language) : program_(program), language_(language) {}

  std::string write(program::CallableId decision) {
    if (decision.valid())
      for (const program::Fact& given : program_[decision].given) fact(given, "");
    bool policy = false;
    const auto relevant = relevant_facts(program_, decision);
    for (const program::FactId id : relevant)
      if (!is_choice(id)) fact(program_.facts[id.index()], "");
    for (const program::FactId id : relevant) {
      if (!is_choice(id)) continue;
      if (!policy) out_ += chinese() ? "# 裁量与解读；不改动即删去本行\n#policy:\n" : "# discretions and readings; left out, their defaults serve\n#policy:\n";
      policy = true;
      fact(program_.facts[id.index()], "#  ");
    }
    return out_.empty() ? "{}\n" : out_;
  }

 private:
  bool chinese() const { return language_ == Language::zh; }
  bool is_choice(program::FactId id) const {
    const auto kind = program_.facts[id.index()].kind;
    return kind == program::FactKind::reading || kind == program::FactKind::discretion;
  }

  void fact(const program::Fact& fact, const std::string& margin) {
    const std::string question = label_text(fact.question, language_, label_text(fact.labels, language_, fact.name));
    out_ += margin + "# " + question;
    for (std::size_t i = 0; i < fact.citations.size(); ++i) out_ += (i ? ", " : "  (") + fact.citations[i].clause;
    out_ += fact.citations.empty() ? "\n" : ")\n";
    out_ += margin + "#   " + describe_type(program_, fact.type, language_) + "\n";
    if (fact.asked_when.valid()) out_ += margin + (chinese() ? "#   仅在适用时填写\n" : "#   only where it applies\n");
    const Type& type = program_[fact.type];
    if (type.kind == TypeKind::list && program_[type.element].kind == TypeKind::record) return list_of_records(fact, type);
    out_ += margin + quoted_key(fact.name) + ": null\n\n";
  }

  // A list is complete once given, so the form leaves it unknown and shows one member to copy.
  void list_of_records(const program::Fact& fact, const Type& type) {
    out_ += quoted_key(fact.name) + ": null\n";
    const program::Record& record = program_.records[program_[type.element].record.index()];
    bool first = true;
    for (const program::RecordField& field : record.fields) {
      out_ += first ? "#  - " : "#    ";
      first = false;
      out_ += quoted_key(field.name) + ": null   # " + label_text(field.labels, language_, field.name) + ": " +
              describe_type(program_, field.type, language_) + "\n";
    }
    out_ += "\n";
  }

  const Program& program_;
  Language language_;
  std::string out_;
};

}  // namespace

std::string json_schema(const Program& program, program::CallableId decision) { return SchemaWriter(program).write(decision); }

std::string blank_form(const Program& program, program::CallableId decision, Language language) {
  return FormWriter(program, language).write(decision);
}

}  // namespace norma::facts
