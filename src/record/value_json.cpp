#include "record/value_json.hpp"

#include <set>

#include "base/json_text.hpp"
#include "eval/error.hpp"
#include "number/format.hpp"
#include "number/small_ratio.hpp"
#include "number/small_root.hpp"
#include "run/value_text.hpp"

namespace norma::record {
namespace {

using eval::Tag;
using eval::Truth;
using eval::Unknown;
using eval::Value;
using program::Program;
using program::Type;
using program::TypeId;

const Type no_type;

const char* policy_word(std::int64_t policy) { return policy == 0 ? "last_day" : (policy == 1 ? "next_day" : "refuse"); }

std::string member(const char* name, const std::string& json) { return "{\"" + std::string(name) + "\":" + json + "}"; }

class Writer {
 public:
  explicit Writer(const Program& program) : program_(program) {}

  std::string json(Value value, TypeId id) const {
    const Type& type = id.valid() ? program_[id] : no_type;
    switch (value.tag) {
      case Tag::number: case Tag::surd: case Tag::big_number: return number(*run::number_of(value), type);
      case Tag::boolean: return value.bits != 0 ? "true" : "false";
      case Tag::date: return member("date", json_string(day(value.bits)));
      case Tag::span: return member("months", json_string(std::to_string(value.bits)));
      case Tag::enumeration: return member("value", json_string(enum_name(value.bits, type)));
      case Tag::text: return member("text", json_string(value.as<eval::TextValue>()->text));
      case Tag::format: return member("text", json_string(value.as<eval::FormatValue>()->text));
      case Tag::record: return member("record", record(*value.as<eval::RecordValue>(), type));
      case Tag::list: return member("list", list(*value.as<eval::ListValue>(), type));
      case Tag::set: return member("set", set(*value.as<eval::SetValue>(), type));
      case Tag::period: {
        const auto& period = *value.as<eval::PeriodValue>();
        return member("period", "[" + json(period.from, {}) + "," + json(period.to, {}) + "]");
      }
      case Tag::calendar: return member("calendar", json_string(value.as<WorkingCalendar>()->name()));
      case Tag::policy: return member("policy", json_string(policy_word(value.bits)));
      case Tag::none: return "\"none\"";
      case Tag::unknown: return member("unknown", open(eval::unknown_of(value), type));
      case Tag::error: return member("error", json_string(eval::code_text(value.as<eval::ErrorValue>()->code)));
      case Tag::not_applicable: return "\"not applicable\"";
      case Tag::absent: return "null";
    }
    return "null";
  }

 private:
  static std::string day(std::int64_t number) {
    const auto date = Date::from_day_number(number);
    return date ? date->to_iso() : "?";
  }

  std::string enum_name(std::int64_t index, const Type& type) const {
    if (!type.enumeration.valid()) return "#" + std::to_string(index);
    return program_.enums[type.enumeration.index()].values[static_cast<std::size_t>(index)].name;
  }

  Number in_unit(const Number& base, const Type& type) const {
    return type.unit.valid() ? divide(base, program_.units[type.unit.index()].scale).value : base;
  }

  std::string number(const Number& base, const Type& type) const {
    const std::string digits = "{\"number\":" + json_string(to_exact_text(in_unit(base, type)));
    return digits + (type.unit.valid() ? ",\"unit\":" + json_string(program_.units[type.unit.index()].name) : "") + "}";
  }

  std::string record(const eval::RecordValue& value, const Type& type) const {
    std::string out = "{";
    for (std::uint32_t i = 0; i < value.field_count; ++i) {
      const bool named = type.record.valid() && i < program_.records[type.record.index()].fields.size();
      const auto* field = named ? &program_.records[type.record.index()].fields[i] : nullptr;
      out += (i > 0 ? "," : "") + json_string(named ? field->name : std::to_string(i)) + ":" + json(value.fields[i], named ? field->type : TypeId());
    }
    return out + "}";
  }

  std::string belonging(Truth truth, const eval::CauseSet* causes, const std::string& json) const {
    return truth == Truth::yes ? json : "{\"perhaps\":" + json + ",\"rests on\":" + rests_on(causes) + "}";
  }

  std::string list(const eval::ListValue& value, const Type& type) const {
    std::string out = "[";
    for (std::uint32_t i = 0; i < value.count; ++i) {
      const Truth truth = value.membership == nullptr ? Truth::yes : value.membership[i];
      if (truth == Truth::no) continue;
      const eval::CauseSet* causes = value.membership_causes == nullptr ? nullptr : value.membership_causes[i];
      out += (out.size() > 1 ? "," : "") + belonging(truth, causes, json(value.members[i], type.element));
    }
    return out + "]";
  }

  std::string set(const eval::SetValue& value, const Type& type) const {
    std::string out = "[";
    for (std::uint32_t i = 0; i < value.size; ++i) {
      if (value.members[i] == Truth::no) continue;
      const eval::CauseSet* causes = value.causes == nullptr ? nullptr : value.causes[i];
      out += (out.size() > 1 ? "," : "") + belonging(value.members[i], causes, json_string(enum_name(i, type)));
    }
    return out + "]";
  }

  std::string rests_on(const eval::CauseSet* causes) const {
    std::set<std::string> texts;
    if (causes != nullptr)
      for (const eval::Cause& cause : *causes) texts.insert(cause_text(program_, cause));
    std::string out = "[";
    for (const std::string& text : texts) out += (out.size() > 1 ? "," : "") + json_string(text);
    return out + "]";
  }

  std::string end(const Number& value, const Unknown& unknown, const Type& type) const {
    if (unknown.kind == Unknown::Kind::date) return json_string(day(value.small_numerator()));
    return json_string(to_exact_text(unknown.kind == Unknown::Kind::number ? in_unit(value, type) : value));
  }

  std::string open(const Unknown& unknown, const Type& type) const {
    std::string out = "{";
    if (unknown.kind == Unknown::Kind::choices) {
      out += "\"one of\":[";
      bool begun = false;
      for (unsigned i = 0; i < 64; ++i) {
        if ((unknown.choices >> i & 1U) == 0) continue;
        out += begun ? "," : "";
        out += type.enumeration.valid() ? json_string(enum_name(i, type)) : (i == 1 ? "true" : "false");
        begun = true;
      }
      out += "],";
    } else if (unknown.kind != Unknown::Kind::other) {
      const eval::Interval& bounds = unknown.interval;
      if (bounds.low) out += std::string(bounds.low_open ? "\"above\":" : "\"from\":") + end(*bounds.low, unknown, type) + ",";
      if (bounds.high) out += std::string(bounds.high_open ? "\"below\":" : "\"to\":") + end(*bounds.high, unknown, type) + ",";
    }
    if (unknown.may_be_none) out += "\"or none\":true,";
    return out + "\"rests on\":" + rests_on(unknown.causes) + "}";
  }

  const Program& program_;
};

}  // namespace

std::string value_json(const Program& program, Value value, TypeId type) { return Writer(program).json(value, type); }

std::string cause_text(const Program& program, const eval::Cause& cause) {
  using Kind = eval::Cause::Kind;
  switch (cause.kind) {
    case Kind::fact: return "fact " + program.facts[cause.id].name + std::string(cause.path);
    case Kind::given: return "given " + program.callables[cause.id].given[cause.index].name + std::string(cause.path);
    case Kind::anchor: return "anchor";
    case Kind::notice: return "silent " + std::to_string(cause.id);
    case Kind::no_version: return "no version " + program.callables[cause.id].name;
    case Kind::not_applicable: return "not applicable " + program.facts[cause.id].name;
  }
  return {};
}

}  // namespace norma::record
