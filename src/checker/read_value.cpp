#include "checker/read_value.hpp"

#include <algorithm>

#include "checker/show.hpp"

namespace norma::checker {
namespace {

const program::Type no_type;

/// Thrown and caught here: not a value of the type.
struct NoValue {};

class Reader {
 public:
  explicit Reader(const Program& program) : program_(program) {}

  Value read(const Json& json, TypeId id) const {
    const program::Type& type = id.valid() ? program_[id] : no_type;
    if (json.is(Json::Form::boolean)) return boolean(json.yes);
    if (json.is_text("none")) return none();
    if (json.is_text("not applicable")) return not_applicable();
    if (!json.is(Json::Form::object) || json.members.empty()) throw NoValue();
    const auto& [form, content] = json.members.front();
    if (form == "number") return number(json, type);
    if (json.members.size() != 1) throw NoValue();
    if (form == "date") return word(Kind::date, day(content));
    if (form == "months") return word(Kind::span, whole(content));
    if (form == "value") return word(Kind::enumeration, static_cast<std::int64_t>(index(content, type)));
    if (form == "text") return text_value(content, type);
    if (form == "record") return record_value(content, type);
    if (form == "list") return list_value(content, type);
    if (form == "set") return set_value(content, type);
    if (form == "period" && content.items.size() == 2) return period(read(content.items[0], {}), read(content.items[1], {}));
    if (form == "policy") return word(Kind::policy, content.text == "last_day" ? 0 : (content.text == "next_day" ? 1 : 2));
    if (form == "error") return error(content.text);
    if (form == "unknown") return open_value(content, type);
    throw NoValue();
  }

 private:
  static Exact digits(const Json& json) {
    const auto value = json.is(Json::Form::text) ? exact_of(std::string_view(json.text)) : std::nullopt;
    if (!value) throw NoValue();
    return *value;
  }
  static std::int64_t whole(const Json& json) {
    const Exact value = digits(json);
    if (!value.whole()) throw NoValue();
    return static_cast<std::int64_t>(value.plain().top);
  }
  static Day day(const Json& json) {
    const auto value = day_from(json.text);
    if (!value) throw NoValue();
    return *value;
  }
  Exact in_base(const Exact& written, const program::Type& type) const {
    return type.unit.valid() ? multiply(written, exact_of(program_.units[type.unit.index()].scale)).value : written;
  }
  std::size_t enum_size(const program::Type& type) const { return program_.enums[type.enumeration.index()].values.size(); }

  Value number(const Json& json, const program::Type& type) const {
    const auto unit = json.text_at("unit");
    const bool expected = type.unit.valid();
    if (unit.has_value() != expected || json.members.size() != (expected ? 2U : 1U)) throw NoValue();
    if (expected && *unit != program_.units[type.unit.index()].name) throw NoValue();
    return checker::number(in_base(digits(json.members.front().second), type));
  }

  std::size_t index(const Json& json, const program::Type& type) const {
    if (!json.is(Json::Form::text)) throw NoValue();
    if (!type.enumeration.valid()) {
      if (!json.text.starts_with('#') || json.text.size() > 6 || json.text.find_first_not_of("0123456789", 1) != std::string::npos) throw NoValue();
      return static_cast<std::size_t>(std::stoul(json.text.substr(1)));
    }
    const auto& values = program_.enums[type.enumeration.index()].values;
    const auto found = std::find_if(values.begin(), values.end(), [&](const auto& value) { return value.name == json.text; });
    if (found == values.end()) throw NoValue();
    return static_cast<std::size_t>(found - values.begin());
  }

  Value text_value(const Json& json, const program::Type& type) const {
    if (type.kind != TypeKind::format) return text(json.text);
    Value value = formatted(program_.formats[type.format.index()].format, json.text);
    if (value.is(Kind::error)) throw NoValue();
    return value;
  }

  Value record_value(const Json& json, const program::Type& type) const {
    if (!type.record.valid()) throw NoValue();
    const auto& fields = program_.records[type.record.index()].fields;
    if (fields.size() != json.members.size()) throw NoValue();
    std::vector<Value> values;
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (json.members[i].first != fields[i].name) throw NoValue();
      values.push_back(read(json.members[i].second, fields[i].type));
    }
    return record(std::move(values));
  }

  static Causes causes(const Json* json) {
    if (json == nullptr) throw NoValue();
    Causes causes;
    for (const Json& item : json->items) causes.insert(item.text);
    return causes;
  }

  Value list_value(const Json& json, const program::Type& type) const {
    std::vector<Value> members;
    std::vector<Truth> truths;
    std::vector<Causes> rests_on;
    for (const Json& item : json.items) {
      const Json* perhaps = item.find("perhaps");
      members.push_back(read(perhaps == nullptr ? item : *perhaps, type.element));
      truths.push_back(perhaps == nullptr ? Truth::yes : Truth::unknown);
      rests_on.push_back(perhaps == nullptr ? Causes{} : causes(item.find("rests on")));
    }
    return list(std::move(members), std::move(truths), std::move(rests_on));
  }

  Value set_value(const Json& json, const program::Type& type) const {
    if (!type.enumeration.valid()) throw NoValue();
    std::vector<Truth> truths(enum_size(type), Truth::no);
    std::vector<Causes> rests_on(truths.size());
    for (const Json& item : json.items) {
      const Json* perhaps = item.find("perhaps");
      const std::size_t i = index(perhaps == nullptr ? item : *perhaps, type);
      truths[i] = perhaps == nullptr ? Truth::yes : Truth::unknown;
      if (perhaps != nullptr) rests_on[i] = causes(item.find("rests on"));
    }
    return set(std::move(truths), std::move(rests_on));
  }

  End end(const Json& json, const Open& open, const program::Type& type, bool excluded) const {
    if (open.form == Open::Form::date) return {0, Exact(day(json)), excluded};
    return {0, open.form == Open::Form::number ? in_base(digits(json), type) : digits(json), excluded};
  }

  Value open_value(const Json& json, const program::Type& type) const {
    Open open;
    switch (type.kind) {
      case TypeKind::number: open.form = Open::Form::number; break;
      case TypeKind::date: open.form = Open::Form::date; break;
      case TypeKind::span: open.form = Open::Form::span; break;
      default: break;
    }
    if (json.find("above") != nullptr || json.find("from") != nullptr || json.find("below") != nullptr || json.find("to") != nullptr) {
      if (!type.enumeration.valid() && open.form == Open::Form::other) open.form = Open::Form::date;  // an end of a period
    }
    if (const Json* choices = json.find("one of")) {
      open.form = Open::Form::choices;
      open.choices.assign(type.enumeration.valid() ? enum_size(type) : 2, false);
      for (const Json& choice : choices->items)
        open.choices[choice.is(Json::Form::boolean) ? (choice.yes ? 1U : 0U) : index(choice, type)] = true;
    }
    if (const Json* low = json.find("from")) open.bounds.low = end(*low, open, type, false);
    if (const Json* low = json.find("above")) open.bounds.low = end(*low, open, type, true);
    if (const Json* high = json.find("to")) open.bounds.high = end(*high, open, type, false);
    if (const Json* high = json.find("below")) open.bounds.high = end(*high, open, type, true);
    open.may_be_none = json.find("or none") != nullptr;
    return unknown(std::move(open), causes(json.find("rests on")));
  }

  const Program& program_;
};

}  // namespace

std::optional<Value> value_of(const Program& program, const Json& json, TypeId type) {
  try {
    Value value = Reader(program).read(json, type);
    // Written again it must be the same text, so that nothing was passed over.
    if (read_json(json_of(program, value, type)).has_value() && canonical(*read_json(json_of(program, value, type))) != canonical(json)) return std::nullopt;
    return value;
  } catch (const NoValue&) {
    return std::nullopt;
  }
}

}  // namespace norma::checker
