#pragma once
// The abstract syntax of one rule file. Plain data: nodes stand in vectors of `Ast` and name each other by typed 32-bit ids,
// so that names, types, explanations and editors can keep side tables keyed by id. Chains (a + b + c, a and b, v when c
// otherwise …) are n-ary nodes: the depth of the tree is the depth of brackets, never the length of a chain.
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/span.hpp"
#include "base/typed_id.hpp"
#include "calendar/date.hpp"
#include "number/number.hpp"
#include "number/rounding.hpp"

namespace norma::ast {

template <class Tag>
using Id = TypedId<Tag>;
using ExpressionId = Id<struct ExpressionTag>;
using TypeId = Id<struct TypeTag>;
using DeclarationId = Id<struct DeclarationTag>;

// A spelled name with its place; `text` is the bare spelling in NFC (without backquotes).
struct Name {
  std::string text;
  Span span;
};

// A dotted name: `package.name`, `Risk.high`.
using Path = std::vector<Name>;

// Text shown to people. `parts` alternates literal text and interpolated names; a label without braces is one literal.
struct TemplatePart {
  std::string literal;   // used when `path` is empty
  Path path;             // `{name.field}`
};
struct Template {
  std::vector<TemplatePart> parts;
  Span span;
};
struct Labels {
  std::optional<Template> en, zh;
  [[nodiscard]] bool empty() const { return !en && !zh; }
};

struct Citation {
  std::string package;  // empty: the own package
  std::string clause;   // "5.4.3.3(1)"
  Span span;
};

// What may stand after the head or the body of a declaration, each kind once.
struct Attributes {
  Labels labels;
  std::vector<Citation> citations;
  std::optional<Date> from, until;
  Span from_span, until_span;
};

// ---- types -----------------------------------------------------------------------------------------------------------

enum class Comparison : std::uint8_t { less, less_equal, greater, greater_equal };

struct Constraint {
  enum class Kind : std::uint8_t { bound, range, half_open_range, step } kind = Kind::bound;
  Comparison comparison = Comparison::greater_equal;  // bound
  ExpressionId low, high;                              // range ends (either may be absent); bound and step use `low`
  Span span;
};

struct EnumValue {
  Name name;
  Attributes attributes;
  ExpressionId applies_when;  // invalid: always
};

struct NamedType { Path path; };                                   // boolean, date, a unit, an enum, a record …
struct PercentType {};
struct ListType { TypeId element; std::optional<Name> unique_by; };
struct SetType { TypeId element; };
struct InlineEnumType { std::vector<EnumValue> values; };

struct Type {
  std::variant<NamedType, PercentType, ListType, SetType, InlineEnumType> form;
  std::vector<Constraint> constraints;
  bool or_none = false;
  Span span;
};

// ---- expressions -----------------------------------------------------------------------------------------------------

enum class BinaryOperator : std::uint8_t {
  add, subtract, set_union, set_minus, set_intersect,          // members of a SumChain
  multiply, divide, floor_divide, modulo,                      // members of a ProductChain
  equal, not_equal, less, less_equal, greater, greater_equal,  // Compare
  in, not_in, subset_of, overlaps,
};

// The policy word or parameter after a date sum: `next_day`, or the name of a month_end_policy parameter.
struct PolicyUse { Path path; };

struct NumberLiteral { Number value; std::string spelling; bool percent = false; };
struct DateLiteral { Date value; };
struct TextLiteral { std::string value; };
struct BooleanLiteral { bool value; };
struct NoneLiteral {};
struct NameUse { Path path; };                                     // resolved by names: local, fact, definition, enum value …
struct QuantityOf { ExpressionId magnitude; Name unit; };          // `8 hours`, `(n) months`
struct FieldOf { ExpressionId object; Name field; };
struct Argument { std::optional<Name> name; ExpressionId value; };
struct Call { Path callee; std::vector<Argument> arguments; };
struct IndexOf { ExpressionId list, key; };
struct DefaultOf { ExpressionId optional, fallback; };             // `x default y`
struct AsFormat { ExpressionId text; Path format; };               // `t as F`
struct AsOf { ExpressionId value; ExpressionId date; };            // `NAME as of DATE`
struct Negate { ExpressionId operand; };
struct Not { ExpressionId operand; };
struct Power { ExpressionId base, exponent; };
struct ChainLink { BinaryOperator operation; Span operator_span; ExpressionId operand; std::optional<PolicyUse> policy; };
struct Chain { ExpressionId first; std::vector<ChainLink> links; };  // sum or product chain, left-associative
struct Logic { bool conjunction; std::vector<ExpressionId> operands; };  // and / or, two or more
struct Compare { BinaryOperator operation; Span operator_span; ExpressionId left, right; };
struct IsNone { ExpressionId operand; bool negated; };
struct IsEmpty { ExpressionId operand; bool negated; };
struct Matches { ExpressionId text; Path format; };
struct Range { ExpressionId from, to; bool upper_excluded = false; };  // either end may be invalid (open)
struct GuardedElement { ExpressionId value; ExpressionId guard; };     // guard invalid: always
struct ListLiteral { std::vector<GuardedElement> elements; };
struct SetLiteral { std::vector<GuardedElement> elements; };
struct Round { ExpressionId value; bool places = false; ExpressionId step_or_places; RoundingMode mode; };

struct Generator { Name variable; ExpressionId collection; };
struct SortKey { ExpressionId key; bool descending = false; };
struct Comprehension {
  enum class Kind : std::uint8_t { list, set, sum, count, minimum, maximum } kind;
  ExpressionId element;               // invalid for a plain count; with no generator it is the collection itself (`sum of L`)
  std::vector<Generator> generators;
  ExpressionId where;
  std::vector<SortKey> sorted_by;
};
struct Quantifier {
  enum class Kind : std::uint8_t { all, some, none } kind;
  std::vector<Generator> generators;
  ExpressionId where, satisfy;        // either may be invalid
};
struct Pick {                          // first / last x in L where C by K otherwise D
  bool last = false;
  Generator generator;
  ExpressionId where;
  std::vector<ExpressionId> keys;
  ExpressionId otherwise;
};
struct ItemOf { ExpressionId position, list; };
struct ValuesOf { Path enumeration; };

// A value position that may also be silent or refuse.
struct Silent { Labels labels; std::vector<Citation> citations; };
struct Refuse { Labels labels; std::vector<Citation> citations; };
struct NotApplicable {};               // only as the value of an exception to a requirement

struct ConditionalArm { ExpressionId value, condition; };
struct Conditional { std::vector<ConditionalArm> arms; ExpressionId otherwise; };

struct Invalid {};                     // an error node: reported once, silences its consequences

struct Expression {
  std::variant<Invalid, NumberLiteral, DateLiteral, TextLiteral, BooleanLiteral, NoneLiteral, NameUse, QuantityOf, FieldOf, Call,
               IndexOf, DefaultOf, AsFormat, AsOf, Negate, Not, Power, Chain, Logic, Compare, IsNone, IsEmpty, Matches, Range,
               ListLiteral, SetLiteral, Round, Comprehension, Quantifier, Pick, ItemOf, ValuesOf, Conditional, Silent, Refuse,
               NotApplicable>
      form;
  Span span;
};

// ---- declarations ----------------------------------------------------------------------------------------------------

struct Parameter {
  Name name;
  TypeId type;  // invalid: the type of the fact of this name
};

enum class FactKind : std::uint8_t { fact, judgement, discretion, reading };

struct Fact {
  FactKind kind = FactKind::fact;
  Name name;
  TypeId type;
  ExpressionId default_value;  // discretion, reading
  Labels question;
  ExpressionId asked_when;
  Attributes attributes;
  Span span;
};

struct Branch {
  enum class Kind : std::uint8_t { when, else_when, otherwise } kind;
  ExpressionId condition;  // invalid for otherwise
  ExpressionId value;
  Attributes attributes;
  Span span;
};

// Either a single expression (`= E`: one `otherwise` branch with `plain` set) or guarded branches.
struct GuardedBody {
  bool plain = false;
  std::vector<Branch> branches;
};

struct Define {
  Name name;
  std::vector<Parameter> parameters;
  TypeId type;  // may be invalid
  GuardedBody body;
  Attributes attributes;
};

struct Exception {
  Name name;
  Path target;
  std::vector<Name> over;
  ExpressionId condition, value;
  Attributes attributes;
};

struct Cell {
  enum class Kind : std::uint8_t { any, value, range, half_open_range, comparison, one_of } kind = Kind::any;
  bool negated = false;
  Comparison comparison = Comparison::less;
  ExpressionId low, high;              // value and comparison use `low`
  std::vector<ExpressionId> values;    // one_of
  Span span;
};
enum class HitPolicy : std::uint8_t { unique, first, same, collect };
struct TableRow {
  std::vector<Cell> cells;             // empty for the `otherwise` row
  bool otherwise = false;
  std::vector<ExpressionId> values;
  Attributes attributes;
  Span span;
};
struct Table {
  Name name;
  std::vector<Parameter> parameters;
  TypeId type;
  HitPolicy policy = HitPolicy::unique;
  std::vector<TableRow> rows;
  Attributes attributes;
};

struct Require {
  bool advisory = false;
  Name name;
  std::vector<Parameter> parameters;
  std::vector<Generator> for_each;     // empty: a single requirement
  ExpressionId where;
  ExpressionId when;                   // applicability
  ExpressionId condition;
  Labels message;                      // otherwise
  Attributes attributes;
  Span span;
};

// `require NAME(ARGUMENTS)` inside a decision: a requirement of the package takes part.
struct RequireUse {
  bool advisory = false;
  Path name;
  std::vector<Argument> arguments;
  Span span;
};

struct GivenField { Name name; ExpressionId value; };
struct Gives {
  Name name;
  TypeId type;                          // may be invalid
  ExpressionId value;                   // plain
  std::vector<Generator> for_each;      // or a list of records
  ExpressionId where;
  std::vector<GivenField> fields;
  Attributes attributes;
  Span span;
};

using DecisionItem = std::variant<Define, Require, RequireUse>;
struct Decide {
  Name name;
  std::optional<Path> anchor;
  std::vector<Fact> given;
  std::vector<DecisionItem> items;      // in the order of the text
  std::vector<Gives> gives;
  Attributes attributes;
};

struct Unit {
  std::vector<Name> spellings;          // the first is the name
  ExpressionId factor;                  // `= FACTOR UNIT`; invalid for a base unit
  std::optional<Name> of;
  bool currency = false;
  Attributes attributes;
};
struct Enum { Name name; bool ordered = false; std::vector<EnumValue> values; Attributes attributes; };
struct RecordField { Name name; TypeId type; Attributes attributes; ExpressionId default_value; };  // the default may be missing
struct Record { Name name; std::vector<RecordField> fields; Attributes attributes; };

struct DayRange { Date first, last; Span span; };
struct Calendar {
  Name name;
  std::uint8_t first_weekday = 1, last_weekday = 5;  // Monday is 1
  bool has_weekdays = false;
  std::optional<DayRange> published;
  std::vector<DayRange> holidays, working;
  Attributes attributes;
};

struct FormatPiece {                     // one of a literal and a class run
  std::optional<std::string> literal;
  std::string character_class;           // digits, letters, …
  std::uint32_t minimum = 1;
  std::optional<std::uint32_t> maximum;  // absent: unbounded
  Span span;
  bool faulty = false;                   // its count could not be read, which is reported
};
struct FormatItem;
struct FormatField {
  Name name;
  std::vector<std::vector<FormatPiece>> alternatives;
  bool as_integer = false, plain = false;
  ExpressionId low, high;                // `in a .. b`
};
struct FormatLiteral { std::vector<std::string> spellings; };
struct FormatOptional { std::vector<FormatItem> items; };
struct FormatItem {
  std::variant<FormatField, FormatLiteral, FormatOptional> form;
  Span span;
};
struct Format { Name name; std::vector<FormatItem> items; Attributes attributes; };

enum class ClauseStatus : std::uint8_t { encoded, definition, judgement, discretion, informative, open };
struct ClauseEntry {
  std::string id;
  Span id_span;
  Name kind;
  ClauseStatus status = ClauseStatus::encoded;
  Labels labels;
  Span span;
};
struct Clauses { std::vector<ClauseEntry> entries; };

struct ScenarioValue { Name name; ExpressionId value; bool unknown = false; };
struct MemberName {
  Name name;
  std::optional<std::string> key;  // NAME[KEY]
  std::string within;              // after `missing`: the part of the fact NAME, as `["Li"].hours`
};
enum class ExpectedVerdict : std::uint8_t { met, not_met, undetermined, refused };
struct Expectation {
  enum class Kind : std::uint8_t { condition, verdict, value_undetermined, value_error } kind = Kind::condition;
  ExpressionId expression;               // condition; subject of value_undetermined / value_error; the decision or requirement of a verdict
  ExpectedVerdict verdict = ExpectedVerdict::met;
  std::string error_code;
  std::optional<std::vector<MemberName>> failing, advising, missing;
  std::vector<Citation> citing;
  Span span;
};
struct Scenario {
  std::string title;
  std::vector<ScenarioValue> given, readings;
  std::optional<Date> on;
  std::vector<Expectation> expectations;
  Attributes attributes;
};

struct SourceInfo {
  std::string number, edition;
  Labels issuer;
  std::optional<Date> published, in_force_from, in_force_until;
  Span span;
};
struct Use { Path package; std::optional<Name> alias; Span span; };
struct PackageHeader {
  Path name;
  bool full = false;                     // carries title, source or month end
  Labels title;
  std::optional<SourceInfo> source;
  std::optional<Name> month_end;
  std::vector<Use> uses;
  Span span;
};

struct Declaration {
  std::variant<Fact, Define, Exception, Table, Require, Decide, Unit, Enum, Record, Calendar, Format, Clauses, Scenario> form;
  Span span;                              // the whole declaration
  Span head;                              // its first line: what a message underlines
};

struct Ast {
  FileId file;
  std::uint32_t language = 1;
  PackageHeader package;
  std::vector<Declaration> declarations;  // in the order of the text
  std::vector<Expression> expressions;
  std::vector<Type> types;
  std::vector<Name> unread;               // declarations that could not be read: uses of these names are not reported

  [[nodiscard]] const Expression& operator[](ExpressionId id) const { return expressions[id.index()]; }
  [[nodiscard]] const Type& operator[](TypeId id) const { return types[id.index()]; }
};

}  // namespace norma::ast
