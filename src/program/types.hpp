#pragma once
// The types of a checked program, and what they refer to: units, enums, records, formats, calendars. Everything a later stage
// (facts, evaluator, explanation, documentation) needs to know of a value's type stands here; nothing refers back to the
// abstract syntax.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ast/ast.hpp"  // Labels, Citation, Name
#include "base/span.hpp"
#include "calendar/date.hpp"
#include "calendar/working_calendar.hpp"
#include "number/number.hpp"
#include "textformat/compiled_format.hpp"

namespace norma::program {

using ast::Citation;
using ast::Labels;

template <class Tag>
using Id = TypedId<Tag>;
using NodeId = Id<struct NodeTag>;
using TypeId = Id<struct TypeTag>;
using UnitId = Id<struct UnitTag>;
using DimensionId = Id<struct DimensionTag>;
using EnumId = Id<struct EnumTag>;
using RecordId = Id<struct RecordTag>;
using FormatId = Id<struct FormatTag>;
using CalendarId = Id<struct CalendarTag>;
using PackageId = Id<struct PackageTag>;

// INVARIANT (plain dimension): dimension 0 is the plain number; dimension 1 is the calendar day ("day", "week").
inline constexpr DimensionId plain_dimension{0};
inline constexpr DimensionId day_dimension{1};

// INVARIANT (base unit): inside the evaluator a quantity is always a number of its dimension's base unit; `scale` says how many base
// units one of this unit is. "%" is a unit of the plain dimension with scale 1/100.
struct Unit {
  std::string name;
  std::vector<std::string> spellings;
  DimensionId dimension;
  Number scale;
  bool currency = false;
  Labels labels;
  PackageId package;
  Span span;
};

struct EnumValue {
  std::string name;
  Labels labels;
  std::vector<Citation> citations;
  std::optional<Date> from, until;
  NodeId applies_when;                // invalid: always
  Span span;
};
struct Enumeration {
  std::string name;       // empty for an inline enum
  bool ordered = false;
  std::vector<EnumValue> values;
  Labels labels;
  std::vector<Citation> citations;
  PackageId package;
  Span span;
};

struct RecordField {
  std::string name;
  TypeId type;
  Labels labels;
  std::vector<Citation> citations;
  Span span;
  NodeId default_value;   // a literal; invalid: what is left out is unknown
};
struct Record {
  std::string name;       // empty for the result of a decision or of `gives … for each`
  std::vector<RecordField> fields;
  Labels labels;
  PackageId package;
  Span span;
};

struct Format {
  std::string name;
  CompiledFormat format;
  std::vector<RecordField> fields;  // in the order of the format's fields; types integer or text, optional when under `optional`
  Labels labels;
  std::vector<Citation> citations;
  PackageId package;
  Span span;
};

struct Calendar {
  std::string name;
  WorkingCalendar calendar;
  Labels labels;
  std::vector<Citation> citations;
  PackageId package;
  Span span;
};

enum class TypeKind : std::uint8_t {
  invalid,      // after a reported error; silences its consequences
  boolean,
  number,       // plain or quantity
  date,
  span,         // calendar span, counted in months
  period,
  text,
  enumeration,
  record,
  list,
  set,          // of an enumeration
  format,       // text in a declared format
  calendar,
  month_end_policy,
  none,         // the type of the literal `none` before it meets a `T or none`
};

struct Type {
  TypeKind kind = TypeKind::invalid;
  bool optional = false;             // `or none`

  // number
  DimensionId dimension = plain_dimension;
  UnitId unit;                       // unit of input and display; invalid: plain number
  bool whole = false;                // integers only (in `unit`)
  std::optional<Number> low, high;   // in base units
  bool low_open = false, high_open = false;
  std::optional<Number> step;        // in base units

  // date
  std::optional<Date> earliest, latest;

  EnumId enumeration;                // enumeration, set
  RecordId record;
  FormatId format;
  TypeId element;                    // list
  std::optional<std::uint32_t> unique_by;  // list of records: field index

  bool operator==(const Type&) const = default;
};

}  // namespace norma::program
