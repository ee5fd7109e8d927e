#include "run/report.hpp"
#include "run/value_text.hpp"

namespace norma::run {
namespace {

using eval::RequirementState;

class JsonReport {
 public:
  JsonReport(JsonWriter& json, const program::Program& program, const ReportOptions& options)
      : json_(json), program_(program), options_(options) {}

  void texts(const char* key, const std::vector<std::string>& texts) {
    json_.key(key).begin_array();
    for (const std::string& text : texts) json_.text(text);
    json_.end_array();
  }

  void label(const char* key, const Bilingual& text) {
    if (text.empty()) return;
    json_.key(key).begin_object();
    if (!text.en.empty()) json_.text_member("en", text.en);
    if (!text.zh.empty()) json_.text_member("zh", text.zh);
    json_.end_object();
  }

  void value(const ValueLine& line) { write_value(json_, program_, line.value, line.type, options_.all_numbers_text); }

  void unit(program::TypeId id) {
    const program::Type& type = program_[id];
    if (type.kind == program::TypeKind::number && type.unit.valid()) json_.text_member("unit", program_.units[type.unit.index()].name);
  }

  // The unit of every number that has one, beside the bare values.
  void units(const std::vector<ValueLine>& lines) {
    bool open = false;
    for (const ValueLine& line : lines) {
      const program::Type& type = program_[line.type];
      if (type.kind != program::TypeKind::number || !type.unit.valid()) continue;
      if (!open) json_.key("units").begin_object();
      open = true;
      json_.text_member(line.name, program_.units[type.unit.index()].name);
    }
    if (open) json_.end_object();
  }

  // What the values that are not known may still be, and the facts they rest on.
  void open_values(const std::vector<ValueLine>& lines) {
    bool open = false;
    for (const ValueLine& line : lines) {
      if (!has_unknown(program_, line.value, line.type)) continue;
      if (!open) json_.key("open_values").begin_object();
      open = true;
      json_.key(line.name);
      open_value(line);
    }
    if (open) json_.end_object();
  }

  void open_value(const ValueLine& line) {
    json_.begin_object();
    if (line.value.tag == eval::Tag::unknown) {
      const std::string bounds = bounds_text(program_, eval::unknown_of(line.value), line.type, Language::en);
      if (!bounds.empty()) json_.text_member("bounds", bounds);
    } else if (line.value.tag == eval::Tag::list || line.value.tag == eval::Tag::set) {
      json_.key("certain");
      write_members(json_, program_, line.value, line.type, eval::Truth::yes, options_.all_numbers_text);
      json_.key("possible");
      write_members(json_, program_, line.value, line.type, eval::Truth::unknown, options_.all_numbers_text);
    }
    texts("missing", line.missing);
    json_.end_object();
  }

  void requirement(const RequirementLine& line) {
    json_.begin_object();
    json_.text_member("name", line.name);
    if (!line.member.empty()) json_.text_member("member", line.member);
    json_.text_member("state", state_word(line.state));
    texts("clauses", line.clauses);
    label("label", line.label);
    if (line.state == RequirementState::not_met || line.state == RequirementState::failed) label("message", line.message);
    if (!line.missing.empty()) texts("missing", line.missing);
    if (!line.place.empty()) json_.text_member("place", line.place);
    json_.end_object();
  }

  void requirements(const char* key, const std::vector<RequirementLine>& lines, bool advisory) {
    json_.key(key).begin_array();
    for (const RequirementLine& line : lines)
      if (line.advisory == advisory) requirement(line);
    json_.end_array();
  }

  void failed(const std::vector<RequirementLine>& lines) {
    json_.key("failed").begin_array();
    for (const RequirementLine& line : lines)
      if (!line.advisory && line.state == RequirementState::not_met)
        json_.text(line.member.empty() ? line.name : line.name + "[" + line.member + "]");
    json_.end_array();
  }

  void missing(const std::vector<MissingLine>& lines) {
    json_.key("missing").begin_array();
    for (const MissingLine& line : lines) {
      json_.begin_object().text_member("name", line.name);
      label("label", line.label);
      label("question", line.question);
      json_.end_object();
    }
    json_.end_array();
  }

  void silent(const std::vector<SilentLine>& lines) {
    json_.key("silent").begin_array();
    for (const SilentLine& line : lines) {
      json_.begin_object().text_member("reason", line.reason);
      if (!line.name.empty()) json_.text_member("name", line.name);
      label("label", line.label);
      texts("clauses", line.clauses);
      json_.end_object();
    }
    json_.end_array();
  }

  void choices(const char* key, const std::vector<ChoiceLine>& lines, program::FactKind kind) {
    json_.key(key).begin_array();
    for (const ChoiceLine& line : lines) {
      if (line.kind != kind) continue;
      json_.begin_object().text_member("name", line.name).key("value");
      write_value(json_, program_, line.value, line.type, options_.all_numbers_text);
      unit(line.type);
      json_.key("default").boolean(line.by_default);
      texts("clauses", line.clauses);
      label("label", line.label);
      json_.end_object();
    }
    json_.end_array();
  }

  void errors(const std::vector<ErrorLine>& lines) {
    json_.key("errors").begin_array();
    for (const ErrorLine& line : lines) {
      json_.begin_object().text_member("code", line.code);
      if (!line.message.empty()) json_.text_member("message", line.message);
      label("notice", line.notice);
      if (!line.rule.empty()) json_.text_member("rule", line.rule);
      texts("clauses", line.clauses);
      if (!line.place.empty()) json_.text_member("place", line.place);
      if (!line.also.empty()) texts("between", line.also);
      json_.end_object();
    }
    json_.end_array();
  }

 private:
  JsonWriter& json_;
  const program::Program& program_;
  const ReportOptions& options_;
};

}  // namespace

void write_json(JsonWriter& json, const CaseReport& report, const ReportOptions& options) {
  JsonReport writer(json, *report.program, options);
  json.text_member("decision", report.decision);
  json.text_member("verdict", verdict_word(report.verdict));
  json.key("values").begin_object();
  for (const ValueLine& line : report.values) {
    json.key(line.name);
    writer.value(line);
  }
  json.end_object();
  writer.units(report.values);
  writer.open_values(report.values);
  writer.requirements("requirements", report.requirements, false);
  writer.failed(report.requirements);
  writer.missing(report.missing);
  writer.silent(report.silent);
  writer.requirements("advice", report.requirements, true);
  writer.choices("readings", report.choices, program::FactKind::reading);
  writer.choices("discretions", report.choices, program::FactKind::discretion);
  writer.errors(report.errors);
}

void write_json(JsonWriter& json, const ValueReport& report, const ReportOptions& options) {
  JsonReport writer(json, *report.program, options);
  json.text_member("name", report.line.name).key("value");
  writer.value(report.line);
  writer.unit(report.line.type);
  writer.open_values({report.line});
  writer.missing(report.missing);
  writer.silent(report.silent);
  writer.choices("readings", report.choices, program::FactKind::reading);
  writer.choices("discretions", report.choices, program::FactKind::discretion);
  writer.errors(report.errors);
}

}  // namespace norma::run
