#include "checker/show.hpp"

#include "base/json_text.hpp"

namespace norma::checker {
namespace {

const program::Type no_type;

const program::Type& type_at(const Program& program, TypeId id) { return id.valid() ? program[id] : no_type; }

Exact in_unit(const Program& program, const Exact& base, const program::Type& type) {
  return type.unit.valid() ? divide(base, exact_of(program.units[type.unit.index()].scale)).value : base;
}

std::string member(const char* name, const std::string& json) { return "{\"" + std::string(name) + "\":" + json + "}"; }

std::string enum_name(const Program& program, std::int64_t index, const program::Type& type) {
  if (!type.enumeration.valid()) return "#" + std::to_string(index);
  return program.enums[type.enumeration.index()].values[static_cast<std::size_t>(index)].name;
}

const char* policy_word(std::int64_t policy) { return policy == 0 ? "last_day" : (policy == 1 ? "next_day" : "refuse"); }

/// Writes one value; types are not recursive, so neither is this beyond the nesting of a type.
class Writer {
 public:
  explicit Writer(const Program& program) : program_(program) {}

  std::string json(const Value& value, TypeId id) const {
    const program::Type& type = type_at(program_, id);
    switch (value.kind) {
      case Kind::number: return number(*value.digits, type);
      case Kind::boolean: return value.yes() ? "true" : "false";
      case Kind::date: return member("date", quoted(text_of_day(value.word)));
      case Kind::span: return member("months", quoted(std::to_string(value.word)));
      case Kind::enumeration: return member("value", quoted(enum_name(program_, value.word, type)));
      case Kind::text: case Kind::formatted: return member("text", quoted(value.parts->text));
      case Kind::record: return member("record", record(value, type));
      case Kind::list: return member("list", list(value, type));
      case Kind::set: return member("set", set(value, type));
      case Kind::period: return member("period", "[" + json(value.parts->items[0], {}) + "," + json(value.parts->items[1], {}) + "]");
      case Kind::calendar: return member("calendar", quoted(value.parts->days.name()));
      case Kind::policy: return member("policy", quoted(policy_word(value.word)));
      case Kind::none: return "\"none\"";
      case Kind::unknown: return member("unknown", open(value, type));
      case Kind::error: return member("error", quoted(value.parts->text));
      case Kind::not_applicable: return "\"not applicable\"";
      case Kind::missing: return "null";
    }
    return "null";
  }

 private:
  std::string number(const Exact& base, const program::Type& type) const {
    const std::string digits = "{\"number\":" + quoted(text_of(in_unit(program_, base, type)));
    return digits + (type.unit.valid() ? ",\"unit\":" + quoted(program_.units[type.unit.index()].name) : "") + "}";
  }

  std::string record(const Value& value, const program::Type& type) const {
    std::string out = "{";
    for (std::size_t i = 0; i < value.parts->items.size(); ++i) {
      const bool named = type.record.valid() && i < program_.records[type.record.index()].fields.size();
      const auto* field = named ? &program_.records[type.record.index()].fields[i] : nullptr;
      out += (i > 0 ? "," : "") + quoted(named ? field->name : std::to_string(i)) + ":" + json(value.parts->items[i], named ? field->type : TypeId());
    }
    return out + "}";
  }

  static std::string belonging(const Value& collection, std::size_t i, const std::string& json) {
    return truth_of(collection, i) == Truth::yes ? json : "{\"perhaps\":" + json + ",\"rests on\":" + causes(causes_of(collection, i)) + "}";
  }

  std::string list(const Value& value, const program::Type& type) const {
    std::string out = "[";
    for (std::size_t i = 0; i < size_of(value); ++i) {
      if (truth_of(value, i) == Truth::no) continue;
      out += (out.size() > 1 ? "," : "") + belonging(value, i, json(value.parts->items[i], type.element));
    }
    return out + "]";
  }

  std::string set(const Value& value, const program::Type& type) const {
    std::string out = "[";
    for (std::size_t i = 0; i < size_of(value); ++i) {
      if (truth_of(value, i) == Truth::no) continue;
      out += (out.size() > 1 ? "," : "") + belonging(value, i, quoted(enum_name(program_, static_cast<std::int64_t>(i), type)));
    }
    return out + "]";
  }

  static std::string causes(const Causes& causes) {
    std::string out = "[";
    for (const std::string& cause : causes) out += (out.size() > 1 ? "," : "") + quoted(cause);
    return out + "]";
  }

  std::string end(const End& end, const Open& open, const program::Type& type) const {
    if (open.form == Open::Form::date) return quoted(text_of_day(static_cast<Day>(end.value.plain().top)));
    return quoted(text_of(open.form == Open::Form::number ? in_unit(program_, end.value, type) : end.value));
  }

  std::string open(const Value& value, const program::Type& type) const {
    const Open& open = value.parts->open;
    std::string out = "{";
    if (open.form == Open::Form::choices) {
      out += "\"one of\":[";
      bool begun = false;
      for (std::size_t i = 0; i < open.choices.size(); ++i) {
        if (!open.choices[i]) continue;
        out += begun ? "," : "";
        out += type.enumeration.valid() ? quoted(enum_name(program_, static_cast<std::int64_t>(i), type)) : (i == 1 ? "true" : "false");
        begun = true;
      }
      out += "],";
    } else if (open.form != Open::Form::other) {
      if (open.bounds.low.infinite == 0) out += std::string(open.bounds.low.open ? "\"above\":" : "\"from\":") + end(open.bounds.low, open, type) + ",";
      if (open.bounds.high.infinite == 0) out += std::string(open.bounds.high.open ? "\"below\":" : "\"to\":") + end(open.bounds.high, open, type) + ",";
    }
    if (open.may_be_none) out += "\"or none\":true,";
    return out + "\"rests on\":" + causes(causes_of(value)) + "}";
  }

  const Program& program_;
};

}  // namespace

std::string quoted(const std::string& text) { return json_string(text); }

std::string json_of(const Program& program, const Value& value, TypeId type) { return Writer(program).json(value, type); }

namespace {

std::string months_text(std::int64_t months) {
  const bool years = months != 0 && months % 12 == 0;
  const std::int64_t count = years ? months / 12 : months;
  return std::to_string(count) + (years ? " year" : " month") + (count == 1 || count == -1 ? "" : "s");
}

std::string joined(const std::vector<std::string>& parts, const char* before, const char* after) {
  std::string out = before;
  for (std::size_t i = 0; i < parts.size(); ++i) out += (i > 0 ? ", " : "") + parts[i];
  return out + after;
}

std::string period_text(const Value& value) {
  const Value& from = value.parts->items[0];
  const Value& to = value.parts->items[1];
  const auto shown = [](const Value& end) { return end.is(Kind::date) ? text_of_day(end.word) : std::string("unknown"); };
  return (from.is(Kind::none) ? "" : shown(from) + " ") + ".." + (to.is(Kind::none) ? "" : " " + shown(to));
}

}  // namespace

std::string plain_text_of(const Program& program, const Value& value, TypeId id) {
  const program::Type& type = type_at(program, id);
  switch (value.kind) {
    case Kind::number: return text_of(in_unit(program, *value.digits, type));
    case Kind::boolean: return value.yes() ? "true" : "false";
    case Kind::date: return text_of_day(value.word);
    case Kind::span: return months_text(value.word);
    case Kind::enumeration: return enum_name(program, value.word, type);
    case Kind::text: case Kind::formatted: return value.parts->text;
    case Kind::period: return period_text(value);
    case Kind::calendar: return value.parts->days.name();
    case Kind::policy: return policy_word(value.word);
    case Kind::none: return "none";
    case Kind::error: return "error(" + value.parts->text + ")";
    case Kind::not_applicable: return "not applicable";
    case Kind::unknown: case Kind::missing: return "unknown";
    default: break;
  }
  std::vector<std::string> parts;
  if (value.is(Kind::record)) {
    if (!type.record.valid()) return "record";
    const program::Record& form = program.records[type.record.index()];
    for (std::size_t i = 0; i < value.parts->items.size() && i < form.fields.size(); ++i)
      parts.push_back(form.fields[i].name + ": " + plain_text_of(program, value.parts->items[i], form.fields[i].type));
    return joined(parts, (form.name + "(").c_str(), ")");
  }
  for (std::size_t i = 0; i < size_of(value); ++i) {
    if (truth_of(value, i) == Truth::no) continue;
    const std::string shown = value.is(Kind::list) ? plain_text_of(program, value.parts->items[i], type.element)
                                                   : enum_name(program, static_cast<std::int64_t>(i), type);
    parts.push_back(shown + (truth_of(value, i) == Truth::unknown ? "?" : ""));
  }
  return value.is(Kind::list) ? joined(parts, "[", "]") : joined(parts, "{", "}");
}

Value formatted(const CompiledFormat& format, const std::string& text_given) {
  const MatchOutcome matched = format.match(text_given);
  if (!matched) return error("not-in-format");
  Parts parts;
  parts.text = format.compose(*matched.values).text.value_or("");
  for (std::size_t i = 0; i < matched.values->size(); ++i) {
    const auto& field = (*matched.values)[i];
    if (!field) {
      parts.items.push_back(none());
    } else if (format.fields()[i].as_integer) {
      const std::string digits = field->text.substr(std::min(field->text.find_first_not_of('0'), field->text.size() - 1));
      parts.items.push_back(number(*exact_of(std::string_view(digits))));
    } else {
      parts.items.push_back(text(field->text));
    }
  }
  return {Kind::formatted, 0, nullptr, std::make_shared<const Parts>(std::move(parts))};
}

}  // namespace norma::checker
