#include "checker/facts_reader.hpp"

#include <algorithm>
#include <set>

#include "checker/show.hpp"

namespace norma::checker {
namespace {

/// Why a document was refused; caught at the end of this file.
struct Refused { std::string why; };

[[noreturn]] void refuse(const std::string& place, const std::string& why) { throw Refused{place + ": " + why}; }

using program::Fact;
using program::FactKind;
using program::Type;

class Binder {
 public:
  explicit Binder(const Program& program) : program_(program) {}

  // `cause` is what an unknown inside rests on: it is also the place in messages.
  Value bind(const Json& json, TypeId id, const std::string& cause) const {
    const Type& type = program_[id];
    if (json.is(Json::Form::null)) return unknown_of(program_, id, {cause});
    if (is_none(json, type)) {
      if (!type.optional) refuse(cause, "it cannot be none");
      return none();
    }
    switch (type.kind) {
      case TypeKind::boolean:
        if (!json.is(Json::Form::boolean)) refuse(cause, "true or false is expected");
        return boolean(json.yes);
      case TypeKind::number: return number_in(json, type, cause);
      case TypeKind::date: return date_in(json, type, cause);
      case TypeKind::span: return span_in(json, cause);
      case TypeKind::period: return period_in(json, cause);
      case TypeKind::text: return text(text_in(json, cause));
      case TypeKind::format: {
        Value value = formatted(program_.formats[type.format.index()].format, text_in(json, cause));
        if (value.is(Kind::error)) refuse(cause, "the text does not have its format");
        return value;
      }
      case TypeKind::enumeration: return word(Kind::enumeration, enum_index(json, type, cause));
      case TypeKind::record: return record_in(json, type, cause);
      case TypeKind::list: return list_in(json, type, cause);
      case TypeKind::set: return set_in(json, type, cause);
      default: refuse(cause, "a fact cannot have its type");
    }
  }

 private:
  static std::string text_in(const Json& json, const std::string& cause) {
    if (!json.is(Json::Form::text)) refuse(cause, "a text is expected");
    return json.text;
  }

  // A text that is `none` by itself says it as {"none": true}.
  bool is_none(const Json& json, const Type& type) const {
    if (json.is(Json::Form::object) && json.members.size() == 1 && json.members[0].first == "none" && type.kind != TypeKind::record)
      return json.members[0].second.is(Json::Form::boolean) && json.members[0].second.yes;
    if (!json.is_text("none") || type.kind == TypeKind::text) return false;
    if (type.kind != TypeKind::enumeration) return true;
    const auto& values = program_.enums[type.enumeration.index()].values;
    return std::none_of(values.begin(), values.end(), [](const auto& value) { return value.name == "none"; });
  }

  Value number_in(const Json& json, const Type& type, const std::string& cause) const {
    const bool numeric = json.is(Json::Form::number) || json.is(Json::Form::text);
    const auto written = numeric && json.text.find("sqrt") == std::string::npos ? exact_of(std::string_view(json.text)) : std::nullopt;
    if (!written) refuse(cause, "a number is expected");
    if (type.whole && !written->whole()) refuse(cause, "a whole number is expected");
    const Exact base = type.unit.valid() ? multiply(*written, exact_of(program_.units[type.unit.index()].scale)).value : *written;
    Bounds range;
    if (type.low) range.low = {0, exact_of(*type.low), type.low_open};
    if (type.high) range.high = {0, exact_of(*type.high), type.high_open};
    if (!range.contains(base)) refuse(cause, "it lies outside of its range");
    if (type.step && !divide(base, exact_of(*type.step)).value.whole()) refuse(cause, "it is not on its step");
    return number(base);
  }

  static Value date_in(const Json& json, const Type& type, const std::string& cause) {
    const auto day = day_from(text_in(json, cause));
    if (!day) refuse(cause, "a date is expected");
    if ((type.earliest && *day < type.earliest->day_number()) || (type.latest && *day > type.latest->day_number()))
      refuse(cause, "it lies outside of its range");
    return word(Kind::date, *day);
  }

  static Value span_in(const Json& json, const std::string& cause) {
    const std::string written = text_in(json, cause);
    const std::size_t blank = written.find(' ');
    const std::string count = written.substr(0, blank);
    const std::string unit = blank == std::string::npos ? "" : written.substr(blank + 1);
    const bool years = unit == "year" || unit == "years";
    const bool months = unit == "month" || unit == "months";
    const std::string digits = count.starts_with('-') ? count.substr(1) : count;
    if (!(years || months) || digits.empty() || digits.size() > 9 || digits.find_first_not_of("0123456789") != std::string::npos)
      refuse(cause, "a span is expected");
    return word(Kind::span, std::stoll(count) * (years ? 12 : 1));
  }

  Value period_end(const Json& json, const char* name, const std::string& cause) const {
    const Json* end = json.find(name);
    if (end != nullptr && end->is_text("none")) return none();
    if (end != nullptr && !end->is(Json::Form::null)) return date_in(*end, Type(), cause + "." + name);
    Open open;
    open.form = Open::Form::date;
    open.bounds = {{0, Exact(earliest_day), false}, {0, Exact(latest_day), false}};
    return unknown(std::move(open), {cause + "." + name});
  }

  Value period_in(const Json& json, const std::string& cause) const {
    if (!json.is(Json::Form::object)) refuse(cause, "a period is expected");
    for (const auto& [name, value] : json.members)
      if (name != "from" && name != "to") refuse(cause, "a period has no `" + name + "`");
    Value from = period_end(json, "from", cause);
    Value to = period_end(json, "to", cause);
    if (from.is(Kind::date) && to.is(Kind::date) && to.word < from.word) refuse(cause, "the period ends before it begins");
    return period(std::move(from), std::move(to));
  }

  std::int64_t enum_index(const Json& json, const Type& type, const std::string& cause) const {
    const std::string name = text_in(json, cause);
    const auto& values = program_.enums[type.enumeration.index()].values;
    const auto found = std::find_if(values.begin(), values.end(), [&](const auto& value) { return value.name == name; });
    if (found == values.end()) refuse(cause, "`" + name + "` is none of its values");
    return found - values.begin();
  }

  // The default of a field, which is a literal.
  Value literal(program::NodeId id, TypeId type) const {
    const program::Node& n = program_.nodes[id.index()];
    switch (n.op) {
      case program::Op::small_constant:
        return number(Exact(Fraction(Integer(program_.small_constants[n.a].numerator), Integer(program_.small_constants[n.a].denominator))));
      case program::Op::number_constant: return number(exact_of(program_.numbers[n.a]));
      case program::Op::boolean_constant: return boolean(n.a != 0);
      case program::Op::date_constant: return word(Kind::date, static_cast<std::int32_t>(n.a));
      case program::Op::span_constant: return word(Kind::span, static_cast<std::int32_t>(n.a));
      case program::Op::text_constant: return text(program_.texts[n.a]);
      case program::Op::enum_constant: return word(Kind::enumeration, n.a);
      case program::Op::list: return list(std::vector<Value>());
      case program::Op::set: {
        const std::size_t size = program_.enums[program_[type].enumeration.index()].values.size();
        return set(std::vector<Truth>(size, Truth::no), std::vector<Causes>(size));
      }
      default: return none();
    }
  }

  Value record_in(const Json& json, const Type& type, const std::string& cause) const {
    if (!json.is(Json::Form::object)) refuse(cause, "an object is expected");
    const auto& fields = program_.records[type.record.index()].fields;
    for (const auto& member : json.members)
      if (std::none_of(fields.begin(), fields.end(), [&](const auto& field) { return field.name == member.first; }))
        refuse(cause, "it has no `" + member.first + "`");
    std::vector<Value> values;
    for (const auto& field : fields) {
      const Json* written = json.find(field.name);
      if (written != nullptr) values.push_back(bind(*written, field.type, cause + "." + field.name));
      else if (field.default_value.valid()) values.push_back(literal(field.default_value, field.type));
      else values.push_back(unknown_of(program_, field.type, {cause + "." + field.name}));
    }
    return record(std::move(values));
  }

  // An object in place of a list: its keys are the members' keys, its values the members, or their one other field.
  Json unfolded(const Json& json, const Type& type) const {
    const auto& fields = program_.records[program_[type.element].record.index()].fields;
    const auto& key = fields[*type.unique_by];
    Json list;
    list.form = Json::Form::list;
    for (const auto& [name, value] : json.members) {
      Json member = value;
      if (fields.size() == 2) {
        member = Json();
        member.form = Json::Form::object;
        member.members.emplace_back(fields[1 - *type.unique_by].name, value);
      }
      if (member.is(Json::Form::object) && member.find(key.name) == nullptr) {
        Json written;
        written.form = program_[key.type].kind == TypeKind::number ? Json::Form::number : Json::Form::text;
        written.text = name;
        member.members.emplace_back(key.name, std::move(written));
      }
      list.items.push_back(std::move(member));
    }
    return list;
  }

  std::string way_to(const Json& member, const Type& type, std::size_t i) const {
    if (type.unique_by && member.is(Json::Form::object)) {
      const Json* key = member.find(program_.records[program_[type.element].record.index()].fields[*type.unique_by].name);
      if (key != nullptr && key->is(Json::Form::text)) return "[\"" + key->text + "\"]";
      if (key != nullptr && key->is(Json::Form::number)) return "[" + key->text + "]";
    }
    return "[" + std::to_string(i + 1) + "]";
  }

  Value list_in(const Json& json, const Type& type, const std::string& cause) const {
    if (json.is(Json::Form::object) && type.unique_by) return list_in(unfolded(json, type), type, cause);
    if (!json.is(Json::Form::list)) refuse(cause, "a list is expected");
    std::vector<Value> members;
    std::set<std::string> keys;
    for (std::size_t i = 0; i < json.items.size(); ++i) {
      members.push_back(bind(json.items[i], type.element, cause + way_to(json.items[i], type, i)));
      if (!type.unique_by || !members.back().is(Kind::record)) continue;
      const Value& key = members.back().parts->items[*type.unique_by];
      if (key.known() && !keys.insert(key_of(key)).second) refuse(cause, "two members have the same key");
    }
    return list(std::move(members));
  }

  Value set_in(const Json& json, const Type& type, const std::string& cause) const {
    if (!json.is(Json::Form::list)) refuse(cause, "a list of values is expected");
    const std::size_t size = program_.enums[type.enumeration.index()].values.size();
    std::vector<Truth> truths(size, Truth::no);
    for (const Json& item : json.items) {
      Truth& truth = truths[static_cast<std::size_t>(enum_index(item, type, cause))];
      if (truth == Truth::yes) refuse(cause, "a value stands twice in it");
      truth = Truth::yes;
    }
    return set(std::move(truths), std::vector<Causes>(size));
  }

  const Program& program_;
};

bool is_choice(const Fact& fact) { return fact.kind == FactKind::reading || fact.kind == FactKind::discretion; }

/// Puts each member of a document where it belongs.
class Placer {
 public:
  Placer(const Program& program, CallableId decision, Facts& facts) : program_(program), decision_(decision), facts_(facts), binder_(program) {}

  void place(const Json& document) {
    if (!document.is(Json::Form::object)) refuse("facts", "an object is expected");
    for (const auto& [name, value] : document.members) {
      const bool evidence = name == "evidence" && !is_declared(name);
      if ((evidence || name == "policy") && !value.is(Json::Form::object)) refuse(name, "an object is expected");
      if (evidence) continue;
      if (name != "policy") fact(name, value);
      else for (const auto& [choice_name, choice_value] : value.members) choice(choice_name, choice_value);
    }
  }

  bool is_declared(const std::string& name) const {
    const auto named = [&](const Fact& fact) { return fact.name == name; };
    if (std::any_of(program_.facts.begin(), program_.facts.end(), named)) return true;
    return decision_.valid() && std::any_of(program_[decision_].given.begin(), program_[decision_].given.end(), named);
  }

  void choice(const std::string& name, const Json& value) {
    for (std::size_t i = 0; i < program_.facts.size(); ++i)
      if (is_choice(program_.facts[i]) && program_.facts[i].name == name) {
        facts_.facts[i] = binder_.bind(value, program_.facts[i].type, "fact " + name);
        return;
      }
    refuse(name, "the rules have no such reading or discretion");
  }

 private:
  void fact(const std::string& name, const Json& value) {
    if (decision_.valid()) {
      const auto& given = program_[decision_].given;
      for (std::size_t i = 0; i < given.size(); ++i)
        if (given[i].name == name) {
          facts_.given[i] = binder_.bind(value, given[i].type, "given " + name);
          return;
        }
    }
    for (std::size_t i = 0; i < program_.facts.size(); ++i)
      if (program_.facts[i].kind != FactKind::reading && program_.facts[i].name == name) {
        facts_.facts[i] = binder_.bind(value, program_.facts[i].type, "fact " + name);
        return;
      }
    refuse(name, "the rules have no such fact");
  }

  const Program& program_;
  CallableId decision_;
  Facts& facts_;
  Binder binder_;
};

}  // namespace

Facts read_facts(const Program& program, CallableId decision, const Json& document) {
  Facts facts;
  facts.facts.resize(program.facts.size());
  if (decision.valid()) facts.given.resize(program[decision].given.size());
  try {
    Placer(program, decision, facts).place(document);
  } catch (const Refused& refused) {
    facts.fault = refused.why;
  }
  return facts;
}

void set_choice(const Program& program, const std::string& name, const std::string& value, Facts& facts) {
  Json json;
  json.form = value == "true" || value == "false" ? Json::Form::boolean : Json::Form::text;
  json.yes = value == "true";
  json.text = value;
  try {
    Placer(program, {}, facts).choice(name, json);
  } catch (const Refused& refused) {
    facts.fault = refused.why;
  }
}

}  // namespace norma::checker
