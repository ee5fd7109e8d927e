#include "program/builder.hpp"

#include <utility>

#include "number/small_ratio.hpp"

namespace norma::program {
namespace {

std::size_t mix(std::size_t seed, std::size_t value) { return (seed ^ value) * 0x9E3779B97F4A7C15ULL + (seed >> 29); }

std::size_t hash_number(const std::optional<Number>& number) { return number ? number->hash() + 1 : 0; }

std::size_t hash_type(const Type& type) {
  std::size_t hash = static_cast<std::size_t>(type.kind) * 2 + (type.optional ? 1 : 0);
  hash = mix(hash, type.dimension.value());
  hash = mix(hash, type.unit.value());
  hash = mix(hash, hash_number(type.low));
  hash = mix(hash, hash_number(type.high));
  hash = mix(hash, hash_number(type.step));
  hash = mix(hash, type.enumeration.value());
  hash = mix(hash, type.record.value());
  hash = mix(hash, type.format.value());
  return mix(hash, type.element.value());
}

template <class Tag, class T>
Id<Tag> append(std::vector<T>& items, T item) {
  items.push_back(std::move(item));
  return Id<Tag>::from_index(items.size() - 1);
}

}  // namespace

ProgramBuilder::ProgramBuilder() {
  program_.dimension_names = {"number", "day"};
  Unit percent;
  percent.name = "%";
  percent.spellings = {"%"};
  percent.dimension = plain_dimension;
  percent.scale = Number::ratio(1, 100);
  add_unit(percent);
  Unit day;
  day.name = "day";
  day.spellings = {"day", "days"};
  day.dimension = day_dimension;
  day.scale = 1;
  add_unit(day);
  Unit week;
  week.name = "week";
  week.spellings = {"week", "weeks"};
  week.dimension = day_dimension;
  week.scale = 7;
  add_unit(week);
  program_.weekday_enum =
      add_enum("Weekday", {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}, true);
}

TypeId ProgramBuilder::type(const Type& type) {
  std::vector<TypeId>& candidates = types_by_hash_[hash_type(type)];
  for (const TypeId candidate : candidates) {
    if (program_[candidate] == type) return candidate;
  }
  candidates.push_back(append<TypeTag>(program_.types, type));
  return candidates.back();
}

TypeId ProgramBuilder::simple(TypeKind kind) {
  Type result;
  result.kind = kind;
  return type(result);
}

TypeId ProgramBuilder::integer() {
  Type result;
  result.kind = TypeKind::number;
  result.whole = true;
  return type(result);
}

TypeId ProgramBuilder::quantity(UnitId unit) {
  Type result;
  result.kind = TypeKind::number;
  result.unit = unit;
  result.dimension = program_.units[unit.index()].dimension;
  return type(result);
}

TypeId ProgramBuilder::enumeration(EnumId id) {
  Type result;
  result.kind = TypeKind::enumeration;
  result.enumeration = id;
  return type(result);
}

TypeId ProgramBuilder::record(RecordId id) {
  Type result;
  result.kind = TypeKind::record;
  result.record = id;
  return type(result);
}

TypeId ProgramBuilder::list_of(TypeId element, std::optional<std::uint32_t> unique_by) {
  Type result;
  result.kind = TypeKind::list;
  result.element = element;
  result.unique_by = unique_by;
  return type(result);
}

TypeId ProgramBuilder::set_of(EnumId id) {
  Type result;
  result.kind = TypeKind::set;
  result.enumeration = id;
  return type(result);
}

TypeId ProgramBuilder::optional_of(TypeId inner) {
  Type result = program_[inner];
  result.optional = true;
  return type(result);
}

TypeId ProgramBuilder::required_of(TypeId outer) {
  Type result = program_[outer];
  result.optional = false;
  return type(result);
}

NodeId ProgramBuilder::add(Op operation, TypeId type, std::span<const NodeId> children, std::uint32_t a, std::uint32_t b,
                           norma::Span span, std::uint8_t flags) {
  Node node;
  node.op = operation;
  node.flags = flags;
  node.first_child = static_cast<std::uint32_t>(program_.children.size());
  node.child_count = static_cast<std::uint32_t>(children.size());
  node.a = a;
  node.b = b;
  program_.children.insert(program_.children.end(), children.begin(), children.end());
  program_.nodes.push_back(node);
  program_.node_info.push_back({type, span});
  return NodeId::from_index(program_.nodes.size() - 1);
}

NodeId ProgramBuilder::number_node(const Number& value, TypeId type, norma::Span span) {
  if (!type.valid()) type = number();
  SmallRatio small;
  if (from_number(value, small)) {
    program_.small_constants.push_back({small.numerator, small.denominator});
    return add(Op::small_constant, type, {}, static_cast<std::uint32_t>(program_.small_constants.size() - 1), 0, span);
  }
  program_.numbers.push_back(value);
  return add(Op::number_constant, type, {}, static_cast<std::uint32_t>(program_.numbers.size() - 1), 0, span);
}

NodeId ProgramBuilder::boolean_node(bool value, norma::Span span) {
  return add(Op::boolean_constant, boolean(), {}, value ? 1 : 0, 0, span);
}

NodeId ProgramBuilder::date_node(Date value, norma::Span span) {
  return add(Op::date_constant, simple(TypeKind::date), {}, static_cast<std::uint32_t>(value.day_number()), 0, span);
}

NodeId ProgramBuilder::span_node(std::int32_t months, norma::Span span) {
  return add(Op::span_constant, simple(TypeKind::span), {}, static_cast<std::uint32_t>(months), 0, span);
}

NodeId ProgramBuilder::text_node(std::string_view value, norma::Span span) {
  return add(Op::text_constant, simple(TypeKind::text), {}, text(value), 0, span);
}

NodeId ProgramBuilder::enum_node(EnumId id, std::uint32_t value, norma::Span span) {
  return add(Op::enum_constant, enumeration(id), {}, value, 0, span);
}

NodeId ProgramBuilder::none_node(norma::Span span) {
  return add(Op::none_constant, simple(TypeKind::none), {}, 0, 0, span);
}

NodeId ProgramBuilder::policy_node(MonthEndPolicy policy, norma::Span span) {
  return add(Op::policy_constant, simple(TypeKind::month_end_policy), {}, static_cast<std::uint32_t>(policy), 0, span);
}

std::uint32_t ProgramBuilder::text(std::string_view value) {
  const auto [place, added] = texts_.try_emplace(std::string(value), static_cast<std::uint32_t>(program_.texts.size()));
  if (added) program_.texts.emplace_back(value);
  return place->second;
}

std::uint32_t ProgramBuilder::notice(Notice notice) {
  program_.notices.push_back(std::move(notice));
  return static_cast<std::uint32_t>(program_.notices.size() - 1);
}

UnitId ProgramBuilder::add_unit(Unit unit) { return append<UnitTag>(program_.units, std::move(unit)); }

DimensionId ProgramBuilder::add_dimension(std::string name) {
  return append<DimensionTag>(program_.dimension_names, std::move(name));
}

EnumId ProgramBuilder::add_enum(Enumeration enumeration) {
  return append<EnumTag>(program_.enums, std::move(enumeration));
}

EnumId ProgramBuilder::add_enum(std::string name, std::initializer_list<const char*> values, bool ordered) {
  Enumeration result;
  result.name = std::move(name);
  result.ordered = ordered;
  for (const char* value : values) {
    result.values.emplace_back();
    result.values.back().name = value;
  }
  return add_enum(std::move(result));
}

RecordId ProgramBuilder::add_record(Record record) { return append<RecordTag>(program_.records, std::move(record)); }
FactId ProgramBuilder::add_fact(Fact fact) { return append<FactTag>(program_.facts, std::move(fact)); }
CallableId ProgramBuilder::add_callable(Callable callable) {
  return append<CallableTag>(program_.callables, std::move(callable));
}
SwitchId ProgramBuilder::add_switch(Switch value) { return append<SwitchTag>(program_.switches, std::move(value)); }
TableId ProgramBuilder::add_table(Table table) { return append<TableTag>(program_.tables, std::move(table)); }
ComprehensionId ProgramBuilder::add_comprehension(Comprehension comprehension) {
  return append<ComprehensionTag>(program_.comprehensions, std::move(comprehension));
}

}  // namespace norma::program
