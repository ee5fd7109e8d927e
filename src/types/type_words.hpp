#pragma once
// Types in the words of the people who write rules, and how types relate to each other.
#include <optional>
#include <string>

#include "number/number.hpp"
#include "program/builder.hpp"

namespace norma::types {

/// "a number", "a quantity in `hour`", "a `Risk`", "a list of dates" …
std::string describe(const program::Program& program, program::TypeId id);

/// A number for a message: in the unit of the type, "8.5 person_day", "30%", "7/3".
std::string describe_number(const program::Program& program, const Number& base_value, const program::Type& type);
std::string plain_number(const Number& value);

/// Base units in one of this unit; 1 for plain numbers.
Number scale_of(const program::Program& program, program::UnitId unit);

/// The type without ranges and steps: that of a result computed from it.
program::TypeId without_range(program::ProgramBuilder& builder, program::TypeId id);

/// The type without ranges, its step kept: that of a name for the same value. A number in steps is written in full in JSON.
program::TypeId without_bounds(program::ProgramBuilder& builder, program::TypeId id);

/// The type of a value that is one or the other; nothing where they do not meet.
std::optional<program::TypeId> join(program::ProgramBuilder& builder, program::TypeId first, program::TypeId second);

/// Same but for ranges, steps, units of one dimension and `or none`.
bool same_shape(const program::Program& program, program::TypeId first, program::TypeId second);

/// Whether every number of type `from` is whole in the unit of `to`.
bool whole_in(const program::Program& program, const program::Type& from, program::UnitId unit);

/// Whether every value of `from` lies in the range and on the step of `to`.
bool range_implied(const program::Program& program, const program::Type& from, const program::Type& to);
bool has_range(const program::Type& type);

/// Has an order: numbers, dates, spans, ordered enums.
bool ordered(const program::Program& program, const program::Type& type);

}  // namespace norma::types
