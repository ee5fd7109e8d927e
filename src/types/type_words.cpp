#include "types/type_words.hpp"

#include <fmt/format.h>

namespace norma::types {

using program::Program;
using program::Type;
using program::TypeId;
using program::TypeKind;

namespace {

std::string describe_required(const Program& program, const Type& type) {
  switch (type.kind) {
    case TypeKind::invalid: return "something in error";
    case TypeKind::boolean: return "a condition (true or false)";
    case TypeKind::number:
      if (type.unit.valid() && type.dimension != program::plain_dimension)
        return fmt::format("a quantity in `{}`", program.units[type.unit.index()].name);
      return type.whole ? "an integer" : type.unit.valid() ? "a percentage" : "a number";
    case TypeKind::date: return "a date";
    case TypeKind::span: return "a calendar span";
    case TypeKind::period: return "a period";
    case TypeKind::text: return "a text";
    case TypeKind::enumeration: {
      const auto& enumeration = program.enums[type.enumeration.index()];
      if (!enumeration.name.empty()) return fmt::format("a `{}`", enumeration.name);
      std::string values;
      for (const auto& value : enumeration.values) values += (values.empty() ? "" : ", ") + value.name;
      return fmt::format("one of `{}`", values);
    }
    case TypeKind::record: {
      const auto& record = program.records[type.record.index()];
      return record.name.empty() ? "a record" : fmt::format("a `{}`", record.name);
    }
    case TypeKind::list: return fmt::format("a list of which each member is {}", describe(program, type.element));
    case TypeKind::set:
      return type.enumeration.valid() ? fmt::format("a set of `{}`", program.enums[type.enumeration.index()].name) : "an empty set";
    case TypeKind::format: return fmt::format("a text in the format `{}`", program.formats[type.format.index()].name);
    case TypeKind::calendar: return "a calendar";
    case TypeKind::month_end_policy: return "a month end policy";
    case TypeKind::none: return "`none`";
  }
  return "a value";
}

Number ratio(const Program& program, program::UnitId from, program::UnitId to) {
  return divide(scale_of(program, from), scale_of(program, to)).value;
}

bool low_implied(const Type& from, const Type& to) {
  if (!to.low) return true;
  if (!from.low || *from.low < *to.low) return false;
  return *from.low > *to.low || !to.low_open || from.low_open;
}

bool high_implied(const Type& from, const Type& to) {
  if (!to.high) return true;
  if (!from.high || *from.high > *to.high) return false;
  return *from.high < *to.high || !to.high_open || from.high_open;
}

bool step_implied(const Program& program, const Type& from, const Type& to) {
  if (!to.step) return true;
  if (from.low && from.high && *from.low == *from.high) return divide(*from.low, *to.step).value.is_integer();
  if (from.step) return divide(*from.step, *to.step).value.is_integer();
  return from.whole && divide(scale_of(program, from.unit), *to.step).value.is_integer();
}

}  // namespace

std::string plain_number(const Number& value) {
  if (!value.is_rational()) return "an irrational number";
  if (value.is_integer()) return value.numerator();
  for (int places = 1; places <= 12; ++places) {
    const Number shifted = multiply(value, power(10, places).value).value;
    if (!shifted.is_integer()) continue;
    std::string digits = absolute(shifted).numerator();
    const auto width = static_cast<std::size_t>(places);
    if (digits.size() <= width) digits.insert(0, width + 1 - digits.size(), '0');
    digits.insert(digits.size() - width, ".");
    return (value.sign() < 0 ? "-" : "") + digits;
  }
  return value.numerator() + "/" + value.denominator();
}

std::string describe_number(const Program& program, const Number& base_value, const Type& type) {
  if (!type.unit.valid()) return plain_number(base_value);
  const auto& unit = program.units[type.unit.index()];
  const std::string digits = plain_number(divide(base_value, unit.scale).value);
  return unit.name == "%" ? digits + "%" : digits + " " + unit.name;
}

std::string describe(const Program& program, TypeId id) {
  const Type& type = program[id];
  return describe_required(program, type) + (type.optional ? " or none" : "");
}

Number scale_of(const Program& program, program::UnitId unit) {
  return unit.valid() ? program.units[unit.index()].scale : Number(1);
}

TypeId without_range(program::ProgramBuilder& builder, TypeId id) {
  Type type = builder.program()[id];
  type.low.reset();
  type.high.reset();
  type.step.reset();
  type.low_open = type.high_open = false;
  type.earliest.reset();
  type.latest.reset();
  return builder.type(type);
}

TypeId without_bounds(program::ProgramBuilder& builder, TypeId id) {
  Type type = builder.program()[without_range(builder, id)];
  type.step = builder.program()[id].step;
  return builder.type(type);
}

bool whole_in(const Program& program, const Type& from, program::UnitId unit) {
  if (from.low && from.high && *from.low == *from.high)
    return divide(*from.low, scale_of(program, unit)).value.is_integer();
  if (from.whole && ratio(program, from.unit, unit).is_integer()) return true;
  return from.step && divide(*from.step, scale_of(program, unit)).value.is_integer();
}

std::optional<TypeId> join(program::ProgramBuilder& builder, TypeId first, TypeId second) {
  if (first == second) return first;
  const Type a = builder.program()[first];
  const Type b = builder.program()[second];
  // Of a reported error and the type of `silent` (invalid, optional) the error stays.
  if (a.kind == TypeKind::invalid && b.kind == TypeKind::invalid) return a.optional ? second : first;
  if (a.kind == TypeKind::invalid) return second;
  if (b.kind == TypeKind::invalid) return first;
  if (a.kind == TypeKind::none) return builder.optional_of(second);
  if (b.kind == TypeKind::none) return builder.optional_of(first);
  if (!same_shape(builder.program(), first, second)) return std::nullopt;
  Type result = builder.program()[without_range(builder, first)];
  result.optional = a.optional || b.optional;
  if (a.kind == TypeKind::number) {
    if (a.unit != b.unit && a.dimension == program::plain_dimension) result.unit = {};
    result.whole = whole_in(builder.program(), a, result.unit) && whole_in(builder.program(), b, result.unit);
    if (a.step == b.step) result.step = a.step;
  }
  if (a.kind == TypeKind::set && !a.enumeration.valid()) result.enumeration = b.enumeration;
  if (a.kind == TypeKind::list) {
    result.element = *join(builder, a.element, b.element);
    if (a.unique_by != b.unique_by) result.unique_by.reset();
  }
  return builder.type(result);
}

bool same_shape(const Program& program, TypeId first, TypeId second) {
  const Type& a = program[first];
  const Type& b = program[second];
  if (a.kind == TypeKind::invalid || b.kind == TypeKind::invalid) return true;
  if (a.kind != b.kind) return false;
  switch (a.kind) {
    case TypeKind::number: return a.dimension == b.dimension;
    case TypeKind::enumeration: return a.enumeration == b.enumeration;
    case TypeKind::set: return a.enumeration == b.enumeration || !a.enumeration.valid() || !b.enumeration.valid();
    case TypeKind::record: return a.record == b.record;
    case TypeKind::format: return a.format == b.format;
    case TypeKind::list: return same_shape(program, a.element, b.element);
    default: return true;
  }
}

bool has_range(const Type& type) {
  return type.low || type.high || type.step || type.earliest || type.latest;
}

bool range_implied(const Program& program, const Type& from, const Type& to) {
  if (to.kind == TypeKind::date)
    return (!to.earliest || (from.earliest && *from.earliest >= *to.earliest)) &&
           (!to.latest || (from.latest && *from.latest <= *to.latest));
  return low_implied(from, to) && high_implied(from, to) && step_implied(program, from, to);
}

bool ordered(const Program& program, const Type& type) {
  switch (type.kind) {
    case TypeKind::invalid:
    case TypeKind::number:
    case TypeKind::date:
    case TypeKind::span: return true;
    case TypeKind::enumeration: return program.enums[type.enumeration.index()].ordered;
    default: return false;
  }
}

}  // namespace norma::types
