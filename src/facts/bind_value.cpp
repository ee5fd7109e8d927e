#include "facts/bind_value.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "base/nearest.hpp"
#include "eval/format_value.hpp"
#include "facts/schema.hpp"
#include "number/format.hpp"
#include "number/parse.hpp"

namespace norma::facts {

using eval::Value;
using program::TypeKind;

namespace {

constexpr std::size_t longest_excerpt = 60;

std::string clipped(std::string_view text) {
  if (text.size() <= longest_excerpt) return std::string(text);
  std::size_t end = longest_excerpt;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return std::string(text.substr(0, end)) + "…";
}

Value number_value(Arena& arena, const Number& value) {
  SmallRatio small;
  if (from_number(value, small)) return Value::number(small);
  return Value::pointer(eval::Tag::big_number, arena.make<Number>(value));
}

}  // namespace

std::string describe(const DocumentNode& node) {
  switch (node.kind) {
    case DocumentKind::null: return "null";
    case DocumentKind::boolean: return node.boolean ? "true" : "false";
    case DocumentKind::number: return "the number " + clipped(node.text);
    case DocumentKind::text: return "the text \"" + clipped(node.text) + "\"";
    case DocumentKind::list: return "a list";
    case DocumentKind::object: return "an object";
  }
  return "";
}

Value ValueBinder::bind(const DocumentNode& node, program::TypeId id, const std::string& pointer, const eval::Cause& cause) {
  const Type& type = program_[id];
  if (node.kind == DocumentKind::null) return eval::make_unknown(program_, arena_, id, cause);
  if (is_none(node, type)) {
    if (type.optional) return Value::none();
    return report(fault(DiagnosticKind::fact_none_not_allowed, node, pointer)
                      .message("`none` stands here, but the fact cannot be none; expected: {}", expected(type))
                      .help("write `null` if it is not known, or leave the fact out"));
  }
  switch (type.kind) {
    case TypeKind::boolean: return boolean(node, type, pointer);
    case TypeKind::number: return number(node, type, pointer);
    case TypeKind::date: return date(node, type, pointer);
    case TypeKind::span: return span(node, type, pointer);
    case TypeKind::period: return period(node, type, pointer, cause);
    case TypeKind::text: return text(node, type, pointer);
    case TypeKind::format: return format(node, type, pointer);
    case TypeKind::enumeration: return enumeration(node, type, pointer);
    case TypeKind::record: return record(node, type, pointer, cause);
    case TypeKind::list: return list(node, type, pointer, cause);
    case TypeKind::set: return set(node, type, pointer);
    default: return wrong_type(node, type, pointer);
  }
}

// "none" as text, except for types that are texts themselves: there only {"none": true} is.
bool ValueBinder::is_none(const DocumentNode& node, const Type& type) const {
  if (node.kind == DocumentKind::object && node.members.size() == 1 && node.members[0].key == "none")
    return node.members[0].value.kind == DocumentKind::boolean && node.members[0].value.boolean && type.kind != TypeKind::record;
  if (node.kind != DocumentKind::text || node.text != "none" || type.kind == TypeKind::text) return false;
  if (type.kind != TypeKind::enumeration) return true;
  const auto& values = program_.enums[type.enumeration.index()].values;
  return std::none_of(values.begin(), values.end(), [](const auto& value) { return value.name == "none"; });
}

Value ValueBinder::boolean(const DocumentNode& node, const Type& type, const std::string& pointer) {
  return node.kind == DocumentKind::boolean ? Value::boolean(node.boolean) : wrong_type(node, type, pointer);
}

Value ValueBinder::number(const DocumentNode& node, const Type& type, const std::string& pointer) {
  if (node.kind != DocumentKind::number && node.kind != DocumentKind::text) return wrong_type(node, type, pointer);
  const ParsedNumber parsed = parse_number_text(node.text);
  if (parsed) return checked_number(node, type, parsed.value, pointer);
  if (is_limit(parsed.fault))
    return report(fault(DiagnosticKind::fact_number_too_long, node, pointer).message("the number {}: {}", clipped(node.text), norma::describe(parsed.fault)));
  if (node.kind == DocumentKind::text) return wrong_type(node, type, pointer);
  return report(fault(DiagnosticKind::fact_bad_number, node, pointer).message("`{}` is not a number: {}", clipped(node.text), norma::describe(parsed.fault)));
}

Value ValueBinder::checked_number(const DocumentNode& node, const Type& type, const Number& in_unit, const std::string& pointer) {
  if (type.whole && !in_unit.is_integer())
    return report(fault(DiagnosticKind::fact_not_whole, node, pointer).message("{} is not whole; expected: {}", describe(node), expected(type)));
  const Number base = type.unit.valid() ? multiply(in_unit, program_.units[type.unit.index()].scale).value : in_unit;
  const bool below = type.low && (base < *type.low || (type.low_open && base == *type.low));
  const bool above = type.high && (base > *type.high || (type.high_open && base == *type.high));
  if (below || above)
    return report(fault(DiagnosticKind::fact_out_of_range, node, pointer).message("{} is not in the declared range: {}", describe(node), expected(type)));
  if (type.step && !divide(base, *type.step).value.is_integer())
    return report(fault(DiagnosticKind::fact_off_step, node, pointer).message("{} is not on the declared step: {}", describe(node), expected(type)));
  return number_value(arena_, base);
}

Value ValueBinder::date(const DocumentNode& node, const Type& type, const std::string& pointer) {
  if (node.kind != DocumentKind::text) return wrong_type(node, type, pointer);
  const auto parsed = Date::parse_iso(node.text);
  if (!parsed)
    return report(fault(DiagnosticKind::fact_bad_date, node, pointer)
                      .message("\"{}\" is not a date", clipped(node.text))
                      .help("write an existing day as YYYY-MM-DD"));
  const Date day = *parsed;
  if ((type.earliest && day < *type.earliest) || (type.latest && day > *type.latest))
    return report(fault(DiagnosticKind::fact_out_of_range, node, pointer).message("{} is not in the declared range: {}", describe(node), expected(type)));
  return Value::date(day);
}

Value ValueBinder::span(const DocumentNode& node, const Type& type, const std::string& pointer) {
  if (node.kind != DocumentKind::text) return wrong_type(node, type, pointer);
  const std::size_t blank = node.text.find(' ');
  std::int32_t count = 0;
  const char* end = node.text.data() + std::min(blank, node.text.size());
  const auto parsed = std::from_chars(node.text.data(), end, count);
  const std::string unit = blank == std::string::npos ? "" : node.text.substr(blank + 1);
  const bool years = unit == "year" || unit == "years";
  if (parsed.ec != std::errc() || parsed.ptr != end || !(years || unit == "month" || unit == "months"))
    return wrong_type(node, type, pointer);
  return Value::span(std::int64_t{count} * (years ? 12 : 1));
}

Value ValueBinder::period_end(const DocumentNode& node, const char* name, const std::string& pointer, const eval::Cause& cause) {
  Type end;
  end.kind = TypeKind::date;
  const DocumentNode* at = node.find(name);
  if (at == nullptr || at->kind == DocumentKind::null) {
    for (std::size_t i = 0; i < program_.types.size(); ++i)
      if (program_.types[i] == end) return eval::make_unknown(program_, arena_, program::TypeId::from_index(i), inside(cause, std::string(".") + name));
    return report(fault(DiagnosticKind::fact_wrong_type, node, pointer).message("a period needs `{}`", name).help("write \"none\" where it is open"));
  }
  if (at->kind == DocumentKind::text && at->text == "none") return Value::none();
  return date(*at, end, pointer + "/" + name);
}

Value ValueBinder::period(const DocumentNode& node, const Type& type, const std::string& pointer, const eval::Cause& cause) {
  if (node.kind != DocumentKind::object) return wrong_type(node, type, pointer);
  for (const DocumentMember& member : node.members)
    if (member.key != "from" && member.key != "to")
      return report(fault(DiagnosticKind::fact_unknown_field, member.value, pointer + "/" + pointer_token(member.key))
                        .message("a period has no `{}`", member.key)
                        .help("its parts are `from` and `to`"));
  const Value from = period_end(node, "from", pointer, cause);
  const Value to = period_end(node, "to", pointer, cause);
  if (from.tag == eval::Tag::absent || to.tag == eval::Tag::absent) return {};
  if (from.tag == eval::Tag::date && to.tag == eval::Tag::date && from.bits > to.bits)
    return report(fault(DiagnosticKind::fact_reversed_period, node, pointer).message("the period ends before it begins").help("write the earlier day under `from`"));
  return Value::pointer(eval::Tag::period, arena_.make<eval::PeriodValue>(eval::PeriodValue{from, to}));
}

Value ValueBinder::text(const DocumentNode& node, const Type& type, const std::string& pointer) {
  if (node.kind != DocumentKind::text) return wrong_type(node, type, pointer);
  return Value::pointer(eval::Tag::text, arena_.make<eval::TextValue>(eval::TextValue{arena_.copy(node.text)}));
}

Value ValueBinder::format(const DocumentNode& node, const Type& type, const std::string& pointer) {
  if (node.kind != DocumentKind::text) return wrong_type(node, type, pointer);
  const CompiledFormat& declared = program_.formats[type.format.index()].format;
  const MatchOutcome match = declared.match(node.text);
  if (!match)
    return report(fault(DiagnosticKind::fact_not_in_format, node, pointer)
                      .message("{} is not in the format `{}`: {}", describe(node), program_.formats[type.format.index()].name,
                               norma::describe(match.failure, declared)));
  return eval::format_value(arena_, declared, *match.values);
}

Value ValueBinder::enumeration(const DocumentNode& node, const Type& type, const std::string& pointer) {
  if (node.kind != DocumentKind::text) return wrong_type(node, type, pointer);
  const auto& values = program_.enums[type.enumeration.index()].values;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i].name == node.text) return Value::enumeration(static_cast<std::uint32_t>(i));
    names.push_back(values[i].name);
  }
  return report(fault(DiagnosticKind::fact_unknown_value, node, pointer)
                    .message("{} is not one of its values: {}", describe(node), expected(type))
                    .suggest(nearest_name(node.text, names)));
}

eval::Cause ValueBinder::inside(const eval::Cause& whole, std::string_view part) {
  eval::Cause cause = whole;
  cause.path = arena_.copy(std::string(whole.path) + std::string(part));
  return cause;
}

// The default of a field. The checker lets only literals stand there.
Value ValueBinder::literal(program::NodeId id, program::TypeId type) {
  const program::Node& node = program_.nodes[id.index()];
  switch (node.op) {
    case program::Op::small_constant:
      return Value::number({program_.small_constants[node.a].numerator, program_.small_constants[node.a].denominator});
    case program::Op::number_constant: return number_value(arena_, program_.numbers[node.a]);
    case program::Op::boolean_constant: return Value::boolean(node.a != 0);
    case program::Op::date_constant: return Value::of(static_cast<std::int32_t>(node.a), 1, eval::Tag::date);
    case program::Op::span_constant: return Value::span(static_cast<std::int32_t>(node.a));
    case program::Op::text_constant:
      return Value::pointer(eval::Tag::text, arena_.make<eval::TextValue>(eval::TextValue{program_.texts[node.a]}));
    case program::Op::enum_constant: return Value::enumeration(node.a);
    case program::Op::list: return Value::pointer(eval::Tag::list, arena_.make<eval::ListValue>());
    case program::Op::set: return set(DocumentNode{DocumentKind::list, {}, {}, {}, {}, 0, 0, false}, program_[type], "");
    default: return Value::none();
  }
}

Value ValueBinder::record(const DocumentNode& node, const Type& type, const std::string& pointer, const eval::Cause& cause) {
  if (node.kind != DocumentKind::object) return wrong_type(node, type, pointer);
  const program::Record& record = program_.records[type.record.index()];
  std::vector<std::string> names;
  for (const program::RecordField& field : record.fields) names.push_back(field.name);
  for (const DocumentMember& member : node.members)
    if (std::find(names.begin(), names.end(), member.key) == names.end())
      report(fault(DiagnosticKind::fact_unknown_field, member.value, pointer + "/" + pointer_token(member.key))
                 .message("`{}` is not a field of `{}`", member.key, record.name)
                 .suggest(nearest_name(member.key, names)));
  const auto fields = arena_.make_array<Value>(record.fields.size());
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const program::RecordField& field = record.fields[i];
    const DocumentNode* at = node.find(field.name);
    const eval::Cause part = inside(cause, "." + field.name);
    const std::string place = at != nullptr && at->implied_field ? pointer : pointer + "/" + pointer_token(field.name);
    if (at != nullptr) fields[i] = bind(*at, field.type, place, part);
    else if (field.default_value.valid()) fields[i] = literal(field.default_value, field.type);
    else fields[i] = eval::make_unknown(program_, arena_, field.type, part);
  }
  return Value::pointer(eval::Tag::record, arena_.make<eval::RecordValue>(eval::RecordValue{static_cast<std::uint32_t>(fields.size()), fields.data()}));
}

std::string ValueBinder::member_path(const DocumentNode& item, const Type& list, std::size_t index) const {
  if (list.unique_by && item.kind == DocumentKind::object) {
    const auto& fields = program_.records[program_[list.element].record.index()].fields;
    const DocumentNode* key = item.find(fields[*list.unique_by].name);
    if (key != nullptr && key->kind == DocumentKind::text) return "[\"" + clipped(key->text) + "\"]";
    if (key != nullptr && key->kind == DocumentKind::number) return "[" + clipped(key->text) + "]";
  }
  return "[" + std::to_string(index + 1) + "]";
}

// The member that one entry of an object keyed by `key` stands for. A record of two fields is written as the value of the
// other one: `{"2024": 50}`.
DocumentNode ValueBinder::member_of_key(const DocumentMember& entry, const program::Record& record, std::size_t key) const {
  DocumentNode written;
  written.kind = program_[record.fields[key].type].kind == TypeKind::number ? DocumentKind::number : DocumentKind::text;
  written.text = entry.key;
  written.line = entry.value.line;
  written.column = entry.value.column;
  written.implied_field = true;
  DocumentNode member;
  if (record.fields.size() == 2) {
    member.members.push_back({record.fields[1 - key].name, entry.value});
    member.members.back().value.implied_field = true;
  } else if (entry.value.kind == DocumentKind::object) {
    member = entry.value;
  } else {
    return entry.value;
  }
  member.kind = DocumentKind::object;
  member.line = written.line;
  member.column = written.column;
  if (member.find(record.fields[key].name) == nullptr) member.members.push_back({record.fields[key].name, std::move(written)});
  return member;
}

Value ValueBinder::keyed_list(const DocumentNode& node, const Type& type, const std::string& pointer, const eval::Cause& cause) {
  const program::Record& record = program_.records[program_[type.element].record.index()];
  DocumentNode list;
  list.line = node.line;
  list.column = node.column;
  std::vector<std::string> places;
  for (const DocumentMember& entry : node.members) {
    list.items.push_back(member_of_key(entry, record, *type.unique_by));
    places.push_back(pointer + "/" + pointer_token(entry.key));
  }
  return members(list, type, places, cause);
}

Value ValueBinder::list(const DocumentNode& node, const Type& type, const std::string& pointer, const eval::Cause& cause) {
  if (node.kind == DocumentKind::object && type.unique_by) return keyed_list(node, type, pointer, cause);
  if (node.kind != DocumentKind::list) return wrong_type(node, type, pointer);
  std::vector<std::string> places;
  for (std::size_t i = 0; i < node.items.size(); ++i) places.push_back(pointer + "/" + std::to_string(i));
  return members(node, type, places, cause);
}

Value ValueBinder::members(const DocumentNode& list, const Type& type, const std::vector<std::string>& places, const eval::Cause& cause) {
  const auto members = arena_.make_array<Value>(list.items.size());
  for (std::size_t i = 0; i < members.size(); ++i)
    members[i] = bind(list.items[i], type.element, places[i], inside(cause, member_path(list.items[i], type, i)));
  check_unique(list, type, places);
  eval::ListValue value;
  value.count = static_cast<std::uint32_t>(members.size());
  value.members = members.data();
  return Value::pointer(eval::Tag::list, arena_.make<eval::ListValue>(value));
}

// Keys are compared as they were written; numbers of one value written in two ways are one.
void ValueBinder::check_unique(const DocumentNode& node, const Type& type, const std::vector<std::string>& places) {
  if (!type.unique_by) return;
  const std::string& field = program_.records[program_[type.element].record.index()].fields[*type.unique_by].name;
  std::set<std::string> seen;
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    const DocumentNode* key = node.items[i].find(field);
    if (key == nullptr || (key->kind != DocumentKind::text && key->kind != DocumentKind::number)) continue;
    const ParsedNumber number = key->kind == DocumentKind::number ? parse_number_text(key->text) : ParsedNumber{};
    const std::string written = key->kind == DocumentKind::number && number ? to_exact_text(number.value) : key->text;
    if (!seen.insert(written).second)
      report(fault(DiagnosticKind::fact_repeated_member, *key, places[i] + "/" + pointer_token(field))
                 .message("two members of the list have the `{}` {}", field, clipped(written)).help("a list `unique by {}` tells its members apart by it: correct one of them", field));
  }
}

Value ValueBinder::set(const DocumentNode& node, const Type& type, const std::string& pointer) {
  if (node.kind != DocumentKind::list) return wrong_type(node, type, pointer);
  const std::size_t size = program_.enums[type.enumeration.index()].values.size();
  const auto members = arena_.make_array<eval::Truth>(size);
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    const std::string inner = pointer + "/" + std::to_string(i);
    const Value value = enumeration(node.items[i], type, inner);
    if (value.tag != eval::Tag::enumeration) continue;
    eval::Truth& member = members[static_cast<std::size_t>(value.bits)];
    if (member == eval::Truth::yes)
      report(fault(DiagnosticKind::fact_repeated_member, node.items[i], inner).message("{} stands twice in a set", describe(node.items[i])).help("keep one of them"));
    member = eval::Truth::yes;
  }
  eval::SetValue value;
  value.size = static_cast<std::uint32_t>(size);
  value.members = members.data();
  return Value::pointer(eval::Tag::set, arena_.make<eval::SetValue>(value));
}

Value ValueBinder::wrong_type(const DocumentNode& node, const Type& type, const std::string& pointer) {
  auto diagnostic = fault(DiagnosticKind::fact_wrong_type, node, pointer);
  diagnostic.message("{} stands here; expected: {}", describe(node), expected(type));
  if (type.kind == TypeKind::number && node.kind == DocumentKind::text && node.text.ends_with("%"))
    diagnostic.help("write the number alone: a bare number is in the declared unit");
  if (type.kind == TypeKind::boolean) diagnostic.help("write true or false");
  return report(diagnostic);
}

DiagnosticBuilder ValueBinder::fault(DiagnosticKind kind, const DocumentNode& node, const std::string& pointer) const {
  return diagnose(kind, DataPosition{source_.file, node.line, node.column, source_.record, pointer});
}

Value ValueBinder::report(const DiagnosticBuilder& diagnostic) {
  sink_.add(diagnostic);
  failed_ = true;
  return {};
}

std::string ValueBinder::expected(const Type& type) const {
  for (std::size_t i = 0; i < program_.types.size(); ++i)
    if (program_.types[i] == type) return describe_type(program_, program::TypeId::from_index(i), Language::en);
  return type.kind == TypeKind::date ? "date (YYYY-MM-DD)" : "another type";
}

}  // namespace norma::facts
