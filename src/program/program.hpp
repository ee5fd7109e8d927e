#pragma once
// The resolved program: what the front end hands to the evaluator, to explanations and to documentation. Names have become slots,
// units have become factors, every expression is a node in one pool. It is immutable once built and can be shared by threads.
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/span.hpp"
#include "number/rounding.hpp"
#include "program/types.hpp"

namespace norma::program {

using FactId = Id<struct FactTag>;
using CallableId = Id<struct CallableTag>;
using SwitchId = Id<struct SwitchTag>;
using TableId = Id<struct TableTag>;
using ComprehensionId = Id<struct ComprehensionTag>;

// One operation of the tree. The meaning of `children` and `a`, `b` stands beside each. "children" are node ids in
// Program::children[first_child .. first_child + child_count).
enum class Op : std::uint8_t {
  // constants
  small_constant,       // a: index into Program::small_constants (a SmallRatio)
  number_constant,      // a: index into Program::numbers
  boolean_constant,     // a: 0 or 1
  date_constant,        // a: day number (int32 bit pattern)
  span_constant,        // a: months (int32 bit pattern)
  text_constant,        // a: index into Program::texts
  enum_constant,        // a: value index; type gives the enum
  none_constant,
  calendar_constant,    // a: CalendarId
  unknown_constant,     // a field that a record in the inputs of a scenario leaves out: not asked
  policy_constant,      // a: MonthEndPolicy
  // reads
  fact,                 // a: FactId (a fact of the package)
  local,                // a: frame slot (parameter, given fact, comprehension variable)
  local_definition,     // a: frame slot where the value is kept, children[0]: body; computed at most once per frame
  definition,           // a: CallableId without parameters; computed at most once per case
  call,                 // a: CallableId, children: arguments in parameter order. b: 1 when a scenario names a decision without arguments:
                        //    it is then run at the top, there are no children, its given facts come from the case
  version,              // a: index into Program::version_groups; children: arguments; chooses by the anchor; b as for `call`
  as_of,                // children: value, date: evaluates value with the anchor set to date
  field,                // children: record (or format value), a: field index
  date_year, date_month, date_day, date_weekday,   // children: date
  period_from, period_to, period_days,             // children: period
  // numbers (children's dimensions were checked)
  add,                  // n-ary; a term that is subtracted is a `negate` child with flag bit 0
  multiply,             // n-ary
  divide,               // children: numerator, denominator
  floor_divide, modulo,
  power, negate, absolute, square_root,
  minimum, maximum,     // n-ary; numbers, dates, spans, ordered enums
  round_to_step,        // children: value, step; a: RoundingMode
  round_to_places,      // children: value, places; a: RoundingMode; b: UnitId in whose measure the places are counted (0xffffffff: plain)
  // dates
  date_add_span,        // children: date, span, policy; a: 1 to subtract
  date_add_days,        // children: date, days; a: 1 to subtract
  date_difference,      // children: later, earlier: days
  span_add,             // n-ary like add
  span_scale,           // children: span, whole number
  span_of,              // children: whole number; a: months per unit (12 or 1)
  // comparison and logic
  equal, not_equal, less, less_equal, greater, greater_equal,   // children: two of one type
  logical_and, logical_or,  // n-ary
  logical_not,
  is_none, is_empty,
  in_list, in_set, in_range, in_period,   // in_range: value, low, high (b bit 0: high excluded; child none_constant: open)
  subset_of, overlaps,
  // control
  conditional,          // children: condition, value, condition, value, …, otherwise
  switch_,              // a: SwitchId (guarded definition with unordered branches and exceptions)
  table,                // a: TableId; children: inputs
  default_of,           // children: optional, fallback
  silent, refuse,       // a: index into Program::notices
  check_range,          // children: value; type: the constrained type it must satisfy; a: parameter name text index
  // text
  matches_format, as_format,      // children: text; a: FormatId
  compose_format,                 // a: FormatId; children: field values in order
  text_of,                        // children: any
  // collections
  record,               // children: fields in order
  list,                 // children: element, guard (none_constant node id invalid = always) pairs; b: 1 when any guard stands
  set,                  // like list
  integer_range,        // children: from, to (whole numbers) -> list
  period,               // children: from, to (none_constant: open)
  set_union, set_minus, set_intersect,
  comprehension,        // a: ComprehensionId
  quantifier,           // a: ComprehensionId (b: 0 all, 1 some, 2 none)
  pick,                 // a: ComprehensionId (b bit 0: last, bit 1: has otherwise child)
  item_of,              // children: position, list
  index_of,             // children: list, key
  values_of,            // a: EnumId
  successor, predecessor,         // ordered enum -> optional
  count_of, sum_of, minimum_of, maximum_of,   // children: a list or set
  // periods and calendars
  days_covered, period_intersection,
  working_day_after, working_day_before,                  // children: date, n, calendar
  working_day_on_or_after, working_day_on_or_before,      // children: date, calendar
  working_days_between, is_working_day, calendar_with,
  // decisions
  requirement_holds,    // a: CallableId of a requirement; children: arguments: true when met or not applicable
  not_applicable,       // value of an exception to a requirement
  invalid,              // never in a program that was handed on
};

struct Node {
  Op op = Op::invalid;
  std::uint8_t flags = 0;            // bit 0: a `negate` that was written as a subtraction
  std::uint32_t first_child = 0;
  std::uint32_t child_count = 0;
  std::uint32_t a = 0;
  std::uint32_t b = 0;
};

// Cold data of a node: parallel to Program::nodes.
struct NodeInfo {
  TypeId type;
  Span span;             // expression as written
};

// A text with values in it, in each language it is written in. The nodes are evaluated in the frame of the declaration that carries it.
struct MessagePart { std::string literal; NodeId value; };   // `literal` is used when `value` is invalid
struct MessageTemplate { std::vector<MessagePart> parts; };
struct Message { std::optional<MessageTemplate> en, zh; };

struct Notice {          // silent, refuse
  Labels labels;
  Message resolved_labels;           // the same, names resolved
  std::vector<Citation> citations;
  PackageId package;
  Span span;
};

enum class FactKind : std::uint8_t { fact, judgement, discretion, reading };

// A fact of a package, or a given fact of a decision.
struct Fact {
  std::string name;
  FactKind kind = FactKind::fact;
  TypeId type;
  Labels labels, question;
  std::vector<Citation> citations;
  NodeId default_value;           // discretion, reading: a constant expression
  NodeId asked_when;
  std::optional<Date> from, until;
  PackageId package;
  Span span;                      // its name
};

struct Arm {
  NodeId condition, value;
  std::string name;               // exceptions
  Labels labels;
  std::vector<Citation> citations;
  std::optional<Date> from, until;
  Span span;
};
// A guarded value: exceptions first (`over[i]` lists the exceptions that exception i beats), then groups of unordered
// arms tried in order, then `otherwise`.
struct Switch {
  std::vector<Arm> exceptions;
  std::vector<std::vector<std::uint32_t>> over;
  std::vector<std::vector<Arm>> groups;
  std::optional<Arm> otherwise;   // condition invalid
};

struct TableCell {
  enum class Kind : std::uint8_t { any, number_range, date_range, values, texts, one_of } kind = Kind::any;
  bool negated = false;
  std::optional<Number> low, high;           // number_range, base units
  bool low_open = false, high_open = false;
  std::optional<Date> first, last;           // date_range
  std::vector<bool> values;                  // enum or boolean (false, true): per value index
  std::vector<std::string> texts;            // text equality
  std::vector<TableCell> alternatives;       // one_of: `{a, b}` over numbers or dates; fits if one of these does
  bool accepts_none = false;                 // cell `none` for an optional input
  Span span;
};
struct TableRow {
  std::vector<TableCell> cells;
  NodeId value;                   // record node when the table has several outputs
  std::vector<Citation> citations;
  Labels labels;
  std::optional<Date> from, until;
  Span span;
};
struct Table {
  ast::HitPolicy policy = ast::HitPolicy::unique;
  std::vector<TableRow> rows;
  std::optional<TableRow> otherwise;
};

struct Generator { std::uint32_t slot; NodeId collection; std::string variable; };
struct SortKey { NodeId key; bool descending = false; };
struct Comprehension {
  ast::Comprehension::Kind kind = ast::Comprehension::Kind::list;
  std::vector<Generator> generators;
  NodeId where, element, otherwise;   // quantifier: element is the `satisfy` condition; pick: otherwise is D
  std::vector<SortKey> keys;
};

enum class CallableKind : std::uint8_t { definition, table, requirement, advice, decision };

struct Parameter {
  std::string name;
  TypeId type;
  Span span;
};

struct Output {          // a value that a decision gives
  std::string name;
  TypeId type;
  NodeId value;
  Labels labels;
  std::vector<Citation> citations;
  Span span;
};

// A requirement taking part in a decision: own or used, evaluated in the decision's frame.
struct RequirementUse {
  CallableId requirement;
  std::vector<NodeId> arguments;
  bool advisory = false;
  Span span;
};

struct Callable {
  std::string name;
  CallableKind kind = CallableKind::definition;
  PackageId package;
  std::vector<Parameter> parameters;   // a decision's given facts: `given[i]` describes parameter i
  std::vector<Fact> given;
  std::uint32_t frame_size = 0;        // parameters, local definitions and comprehension variables
  TypeId result;                       // a decision: a record of its outputs and `satisfied`; a requirement: boolean
  NodeId body;                         // definition, table
  Labels labels;
  std::vector<Citation> citations;
  std::optional<Date> from, until;
  bool depends_on_anchor = false;      // some version it rests on is chosen by the anchor
  Span span;                           // whole declaration
  Span head;

  Message resolved_labels;             // requirement, advice, decision: `labels` with names resolved

  // requirement; outside of its `from` and `until` it is not applicable
  std::vector<Generator> for_each;     // bound in the frame
  NodeId where, when, condition;
  Labels message;
  Message resolved_message;            // `message` with names resolved
  std::optional<std::uint32_t> exceptions;  // SwitchId whose value overrides the condition
  CallableId owner;                    // own requirement of a decision: shares the decision's frame

  // decision
  NodeId anchor;                       // a date
  std::vector<RequirementUse> requirements;
  std::vector<Output> outputs;
  struct Local { std::string name; std::uint32_t slot; NodeId body; TypeId type; std::vector<Citation> citations; Labels labels; Span span; };
  std::vector<Local> locals;
};

// Declarations of one name with disjoint periods.
struct VersionGroup {
  std::string name;
  std::vector<CallableId> versions;    // sorted by `from`
};

struct ClauseEntry {
  std::string id;
  std::string kind;
  ast::ClauseStatus status = ast::ClauseStatus::encoded;
  Labels labels;
  Span span;
};

struct Package {
  std::string name;
  Labels title;
  ast::SourceInfo source;
  std::optional<MonthEndPolicy> month_end;
  std::vector<ClauseEntry> clauses;    // in the text's order
  bool bundled = false;                // part of the standard library
  std::vector<FileId> files;
};

struct ScenarioInput { std::string name; NodeId value; bool unknown = false; bool reading = false; Span span; };
struct ExpectedMember { std::string name; std::optional<std::string> key; };
struct Expectation {
  ast::Expectation::Kind kind = ast::Expectation::Kind::condition;
  NodeId expression;                   // condition, or the subject
  NodeId left, right;                  // for `A is B`: the two sides, to be shown when it fails
  CallableId subject;                  // verdict: decision or requirement
  ast::ExpectedVerdict verdict = ast::ExpectedVerdict::met;
  std::string error_code;
  std::optional<std::vector<ExpectedMember>> failing, advising;
  std::optional<std::vector<std::string>> missing;
  std::vector<Citation> citing;
  Span span;
};
struct Scenario {
  std::string title;
  PackageId package;
  std::vector<ScenarioInput> inputs;   // facts of the package, given facts of the decisions named, discretions, readings
  std::optional<Date> on;
  std::vector<Expectation> expectations;
  std::uint32_t frame_size = 0;
  Span span;
};

struct SmallConstant { std::int64_t numerator; std::uint32_t denominator; };

struct Program {
  std::vector<Type> types;
  std::vector<Unit> units;
  std::vector<std::string> dimension_names;
  std::vector<Enumeration> enums;
  std::vector<Record> records;
  std::vector<Format> formats;
  std::vector<Calendar> calendars;
  std::vector<Package> packages;

  std::vector<Node> nodes;
  std::vector<NodeInfo> node_info;     // parallel to nodes
  std::vector<NodeId> children;
  std::vector<SmallConstant> small_constants;
  std::vector<Number> numbers;
  std::vector<std::string> texts;
  std::vector<Notice> notices;
  std::vector<Switch> switches;
  std::vector<Table> tables;
  std::vector<Comprehension> comprehensions;

  std::vector<Fact> facts;             // of packages; FactId is the index
  std::vector<Callable> callables;
  std::vector<VersionGroup> version_groups;
  std::vector<Scenario> scenarios;
  EnumId weekday_enum;

  [[nodiscard]] const Type& operator[](TypeId id) const { return types[id.index()]; }
  [[nodiscard]] const Callable& operator[](CallableId id) const { return callables[id.index()]; }
};

}  // namespace norma::program
