#pragma once
// What the checker computes with. Plain shared parts instead of an arena: clearness before speed.
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "checker/bounds.hpp"
#include "checker/civil.hpp"
#include "program/program.hpp"

namespace norma::checker {

using program::CallableId;
using program::FactId;
using program::NodeId;
using program::Op;
using program::Program;
using program::TypeId;
using program::TypeKind;

enum class Kind {
  number,
  boolean,         // word: 0, 1
  date,            // word: day
  span,            // word: months
  enumeration,     // word: index of the value
  text,
  formatted,       // text in a declared format: parts.text, its fields in parts.items
  record, list, set, period, calendar,
  policy,          // word: MonthEnd
  none,
  unknown,
  error,           // parts.text: the code; word: the notice of a refusal, else -1
  not_applicable,
  missing,         // nothing was given; a slot not yet filled
};

enum class Truth { no, yes, unknown };

/// What an unknown rests on, each written out: `fact sites[2].headcount`, `given headcount`, `anchor`, `silent 4`, `no version fee`.
using Causes = std::set<std::string>;

/// What an unknown may still be.
struct Open {
  enum class Form { other, number, date, span, choices } form = Form::other;
  bool may_be_none = false;
  Bounds bounds;
  std::vector<bool> choices;  ///< booleans and enums of at most 64 values
};

struct Parts;

struct Value {
  Kind kind = Kind::missing;
  std::int64_t word = 0;
  std::shared_ptr<const Exact> digits;   // number
  std::shared_ptr<const Parts> parts;    // everything composed, and what is unknown

  [[nodiscard]] bool is(Kind wanted) const { return kind == wanted; }
  [[nodiscard]] bool yes() const { return kind == Kind::boolean && word == 1; }
  [[nodiscard]] bool no() const { return kind == Kind::boolean && word == 0; }
  [[nodiscard]] bool known() const { return kind != Kind::unknown && kind != Kind::error; }
};

struct Parts {
  std::string text;
  std::vector<Value> items;        // members, fields; from and to of a period
  std::vector<Truth> truths;       // list, set: whether each belongs
  std::vector<Causes> causes;      // list, set: why that is unknown; unknown: one entry
  Open open;
  WorkDays days;
};

Value number(Exact value);
Value boolean(bool value);
Value word(Kind kind, std::int64_t value);
Value text(std::string value);
Value none();
Value error(std::string code);
Value not_applicable();
Value record(std::vector<Value> fields);
Value period(Value from, Value to);
Value list(std::vector<Value> members);
/// `truths` and `causes` are parallel to the members.
Value list(std::vector<Value> members, std::vector<Truth> truths, std::vector<Causes> causes);
Value set(std::vector<Truth> members, std::vector<Causes> causes);
Value unknown(Open open, Causes causes);
Value unknown_truth(Causes causes);
/// A single possible value is that value.
Value within(Open::Form form, const Bounds& bounds, Causes causes, bool may_be_none = false);
/// Of the type, with the bounds it declares.
Value unknown_of(const Program& program, TypeId type, Causes causes);

const Causes& causes_of(const Value& value);
void join(Causes& into, const Causes& more);
/// Those of an unknown value; nothing for another.
void join(Causes& into, const Value& value);
std::size_t size_of(const Value& collection);
Truth truth_of(const Value& collection, std::size_t i);
const Causes& causes_of(const Value& collection, std::size_t i);

Bounds bounds_of(const Value& value);
Open::Form form_of(const Value& value);
/// False if the possible values are not a set of choices.
bool choices_of(const Value& value, std::vector<bool>& choices);
Exact exact_of(const norma::Number& constant);
/// As a number: numbers, days, months.
Exact exact_of(const Value& value);

/// True, false, unknown or an error.
Value equal(const Value& left, const Value& right);
/// Of known values of one type; none comes before everything else.
int order_of(const Value& left, const Value& right);
Value less(const Value& left, const Value& right, bool or_equal);
/// Kleene's conjunction and negation.
Value both(const Value& left, const Value& right);
Value opposite(const Value& truth);

/// Every part, written out: equal keys mean equal values.
std::string key_of(const Value& value);

}  // namespace norma::checker
