#include "checker/value.hpp"

#include <algorithm>

#include "checker/conjunction.hpp"
#include "number/format.hpp"

namespace norma::checker {
namespace {

const Causes nothing;

Value with(Kind kind, Parts parts) { return {kind, 0, nullptr, std::make_shared<const Parts>(std::move(parts))}; }

std::vector<bool> all_choices(std::size_t count) { return std::vector<bool>(count, true); }

constexpr std::size_t most_choices = 64;

Bounds declared_bounds(const program::Type& type) {
  Bounds bounds;
  if (type.low) bounds.low = {0, exact_of(*type.low), type.low_open};
  if (type.high) bounds.high = {0, exact_of(*type.high), type.high_open};
  return bounds;
}

Bounds declared_days(const program::Type& type) {
  const Day low = type.earliest ? type.earliest->day_number() : earliest_day;
  const Day high = type.latest ? type.latest->day_number() : latest_day;
  return {{0, Exact(low), false}, {0, Exact(high), false}};
}

}  // namespace

// ---- making ------------------------------------------------------------------------------------------------------------------

Value number(Exact value) { return {Kind::number, 0, std::make_shared<const Exact>(std::move(value)), nullptr}; }
Value boolean(bool value) { return {Kind::boolean, value ? 1 : 0, nullptr, nullptr}; }
Value word(Kind kind, std::int64_t value) { return {kind, value, nullptr, nullptr}; }
Value none() { return word(Kind::none, 0); }
Value not_applicable() { return word(Kind::not_applicable, 0); }

Value text(std::string value) {
  Parts parts;
  parts.text = std::move(value);
  return with(Kind::text, std::move(parts));
}

Value error(std::string code) {
  Parts parts;
  parts.text = std::move(code);
  Value made = with(Kind::error, std::move(parts));
  made.word = -1;
  return made;
}

Value record(std::vector<Value> fields) {
  Parts parts;
  parts.items = std::move(fields);
  return with(Kind::record, std::move(parts));
}

Value period(Value from, Value to) {
  Parts parts;
  parts.items = {std::move(from), std::move(to)};
  return with(Kind::period, std::move(parts));
}

Value list(std::vector<Value> members) {
  const std::size_t count = members.size();
  return list(std::move(members), std::vector<Truth>(count, Truth::yes), std::vector<Causes>(count));
}

Value list(std::vector<Value> members, std::vector<Truth> truths, std::vector<Causes> causes) {
  Parts parts;
  parts.items = std::move(members);
  parts.truths = std::move(truths);
  parts.causes = std::move(causes);
  return with(Kind::list, std::move(parts));
}

Value set(std::vector<Truth> members, std::vector<Causes> causes) {
  Parts parts;
  parts.truths = std::move(members);
  parts.causes = std::move(causes);
  return with(Kind::set, std::move(parts));
}

Value unknown(Open open, Causes causes) {
  Parts parts;
  parts.open = std::move(open);
  parts.causes = {std::move(causes)};
  return with(Kind::unknown, std::move(parts));
}

Value unknown_truth(Causes causes) {
  Open open;
  open.form = Open::Form::choices;
  open.choices = all_choices(2);
  return unknown(std::move(open), std::move(causes));
}

Value within(Open::Form form, const Bounds& bounds, Causes causes, bool may_be_none) {
  if (bounds.single() && !may_be_none) {
    if (form == Open::Form::number) return number(bounds.low.value);
    const auto whole = static_cast<std::int64_t>(bounds.low.value.plain().top);
    return word(form == Open::Form::date ? Kind::date : Kind::span, whole);
  }
  Open open;
  open.form = form;
  open.may_be_none = may_be_none;
  open.bounds = bounds;
  return unknown(std::move(open), std::move(causes));
}

Value unknown_of(const Program& program, TypeId id, Causes causes) {
  const program::Type& type = program[id];
  Open open;
  open.may_be_none = type.optional;
  const auto choose = [&](std::size_t count) {
    if (count > most_choices) return;
    open.form = Open::Form::choices;
    open.choices = all_choices(count);
  };
  switch (type.kind) {
    case TypeKind::number: open.form = Open::Form::number; open.bounds = declared_bounds(type); break;
    case TypeKind::date: open.form = Open::Form::date; open.bounds = declared_days(type); break;
    case TypeKind::span: open.form = Open::Form::span; break;
    case TypeKind::boolean: choose(2); break;
    case TypeKind::enumeration: choose(program.enums[type.enumeration.index()].values.size()); break;
    default: break;
  }
  return unknown(std::move(open), std::move(causes));
}

// ---- reading -----------------------------------------------------------------------------------------------------------------

const Causes& causes_of(const Value& value) { return value.is(Kind::unknown) ? value.parts->causes.front() : nothing; }
void join(Causes& into, const Causes& more) { into.insert(more.begin(), more.end()); }
void join(Causes& into, const Value& value) { join(into, causes_of(value)); }
std::size_t size_of(const Value& collection) { return collection.parts->truths.size(); }
Truth truth_of(const Value& collection, std::size_t i) { return collection.parts->truths[i]; }
const Causes& causes_of(const Value& collection, std::size_t i) { return collection.parts->causes[i]; }

Exact exact_of(const norma::Number& constant) { return *exact_of(std::string_view(norma::to_exact_text(constant))); }

Exact exact_of(const Value& value) { return value.is(Kind::number) ? *value.digits : Exact(value.word); }

Bounds bounds_of(const Value& value) { return value.is(Kind::unknown) ? value.parts->open.bounds : Bounds::only(exact_of(value)); }

Open::Form form_of(const Value& value) {
  switch (value.kind) {
    case Kind::number: return Open::Form::number;
    case Kind::date: return Open::Form::date;
    case Kind::span: return Open::Form::span;
    case Kind::boolean: case Kind::enumeration: return Open::Form::choices;
    case Kind::unknown: return value.parts->open.form;
    default: return Open::Form::other;
  }
}

bool choices_of(const Value& value, std::vector<bool>& choices) {
  if (value.is(Kind::unknown)) {
    choices = value.parts->open.choices;
    return value.parts->open.form == Open::Form::choices;
  }
  if ((!value.is(Kind::boolean) && !value.is(Kind::enumeration)) || value.word >= static_cast<std::int64_t>(most_choices)) return false;
  choices.assign(static_cast<std::size_t>(value.word) + 1, false);
  choices.back() = true;
  return true;
}

// ---- equality and order ----------------------------------------------------------------------------------------------------------

namespace {

bool is_text(const Value& value) { return value.is(Kind::text) || value.is(Kind::formatted); }
bool never_none(const Value& value) { return value.is(Kind::unknown) ? !value.parts->open.may_be_none : !value.is(Kind::none); }

bool share_a_choice(const std::vector<bool>& x, const std::vector<bool>& y) {
  for (std::size_t i = 0; i < std::min(x.size(), y.size()); ++i)
    if (x[i] && y[i]) return true;
  return false;
}

Value equal_unknown(const Value& left, const Value& right) {
  Causes causes;
  join(causes, left);
  join(causes, right);
  Value open = unknown_truth(std::move(causes));
  if (left.is(Kind::none)) return never_none(right) ? boolean(false) : open;
  if (right.is(Kind::none)) return never_none(left) ? boolean(false) : open;
  if (!never_none(left) && !never_none(right)) return open;
  std::vector<bool> x, y;
  if (choices_of(left, x) && choices_of(right, y)) return share_a_choice(x, y) ? open : boolean(false);
  const Open::Form form = form_of(left);
  if (form != form_of(right) || form == Open::Form::other || form == Open::Form::choices) return open;
  return is_equal(bounds_of(left), bounds_of(right)) == Known::no ? boolean(false) : open;
}

Value equal_items(const Value& left, const Value& right) {
  Conjunction all;
  for (std::size_t i = 0; i < std::min(left.parts->items.size(), right.parts->items.size()); ++i)
    if (!all.add(equal(left.parts->items[i], right.parts->items[i]))) break;
  return all.finish();
}

Value equal_lists(const Value& left, const Value& right) {
  Causes causes;
  bool open = false;
  for (const Value* side : {&left, &right})
    for (std::size_t i = 0; i < size_of(*side); ++i)
      if (truth_of(*side, i) == Truth::unknown) {
        open = true;
        join(causes, causes_of(*side, i));
      }
  if (open) return unknown_truth(std::move(causes));
  return size_of(left) == size_of(right) ? equal_items(left, right) : boolean(false);
}

Value equal_sets(const Value& left, const Value& right) {
  Conjunction all;
  for (std::size_t i = 0; i < std::min(size_of(left), size_of(right)); ++i) {
    Value same = boolean(truth_of(left, i) == truth_of(right, i));
    if (truth_of(left, i) == Truth::unknown || truth_of(right, i) == Truth::unknown) {
      Causes causes;
      if (truth_of(left, i) == Truth::unknown) join(causes, causes_of(left, i));
      if (truth_of(right, i) == Truth::unknown) join(causes, causes_of(right, i));
      same = unknown_truth(std::move(causes));
    }
    if (!all.add(same)) break;
  }
  return all.finish();
}

}  // namespace

Value equal(const Value& left, const Value& right) {
  if (left.is(Kind::error)) return left;
  if (right.is(Kind::error)) return right;
  if (left.is(Kind::unknown) || right.is(Kind::unknown)) return equal_unknown(left, right);
  if (is_text(left) && is_text(right)) return boolean(left.parts->text == right.parts->text);
  if (left.kind != right.kind) return boolean(false);
  switch (left.kind) {
    case Kind::number: return boolean(*left.digits == *right.digits);
    case Kind::record: case Kind::period: return equal_items(left, right);
    case Kind::list: return equal_lists(left, right);
    case Kind::set: return equal_sets(left, right);
    case Kind::calendar: return boolean(left.parts == right.parts);
    default: return boolean(left.word == right.word);
  }
}

int order_of(const Value& left, const Value& right) {
  if (left.is(Kind::number) && right.is(Kind::number)) return compare(*left.digits, *right.digits);
  if (is_text(left) && is_text(right)) {
    const int order = left.parts->text.compare(right.parts->text);
    return order < 0 ? -1 : (order > 0 ? 1 : 0);
  }
  if (left.kind != right.kind) return left.is(Kind::none) ? -1 : 1;
  return left.word < right.word ? -1 : (left.word > right.word ? 1 : 0);
}

Value less(const Value& left, const Value& right, bool or_equal) {
  if (left.is(Kind::none) || right.is(Kind::none)) return error("none-used");
  if (!left.is(Kind::unknown) && !right.is(Kind::unknown)) return boolean(or_equal ? order_of(left, right) <= 0 : order_of(left, right) < 0);
  Known known = Known::open;
  std::vector<bool> x, y;
  if (choices_of(left, x) && choices_of(right, y)) {
    const auto range = [](const std::vector<bool>& choices) {
      const auto first = std::find(choices.begin(), choices.end(), true) - choices.begin();
      const auto last = choices.rend() - std::find(choices.rbegin(), choices.rend(), true) - 1;
      return Bounds{{0, Exact(std::int64_t{first}), false}, {0, Exact(std::int64_t{last}), false}};
    };
    known = or_equal ? is_less_equal(range(x), range(y)) : is_less(range(x), range(y));
  } else if (const Open::Form form = form_of(left); form == form_of(right) && form != Open::Form::other && form != Open::Form::choices) {
    known = or_equal ? is_less_equal(bounds_of(left), bounds_of(right)) : is_less(bounds_of(left), bounds_of(right));
  }
  if (known != Known::open) return boolean(known == Known::yes);
  Causes causes;
  join(causes, left);
  join(causes, right);
  return unknown_truth(std::move(causes));
}

Value both(const Value& left, const Value& right) {
  if (left.no() || right.no()) return boolean(false);
  if (left.is(Kind::error)) return left;
  if (right.is(Kind::error)) return right;
  if (left.yes()) return right;
  if (right.yes()) return left;
  Causes causes;
  join(causes, left);
  join(causes, right);
  return unknown_truth(std::move(causes));
}

Value opposite(const Value& truth) { return truth.is(Kind::boolean) ? boolean(truth.word == 0) : truth; }

// ---- keys ------------------------------------------------------------------------------------------------------------------

namespace {

std::string end_key(const End& end) { return end.infinite != 0 ? "~" : text_of(end.value) + (end.open ? "!" : ""); }

void append_causes(std::string& key, const Causes& causes) {
  for (const std::string& cause : causes) key += cause + ";";
}

}  // namespace

std::string key_of(const Value& value) {
  std::string key = std::to_string(static_cast<int>(value.kind)) + ":" + std::to_string(value.word);
  if (value.digits != nullptr) key += "=" + text_of(*value.digits);
  if (value.parts == nullptr) return key;
  const Parts& parts = *value.parts;
  if (!parts.text.empty()) key += "'" + std::to_string(parts.text.size()) + "'" + parts.text;
  for (const Value& item : parts.items) key += "(" + key_of(item) + ")";
  for (const Truth truth : parts.truths) key += std::to_string(static_cast<int>(truth));
  for (const Causes& causes : parts.causes) {
    key += "{";
    append_causes(key, causes);
    key += "}";
  }
  if (value.is(Kind::unknown)) {
    key += "?" + std::to_string(static_cast<int>(parts.open.form)) + (parts.open.may_be_none ? "n" : "") + end_key(parts.open.bounds.low) + ".." +
           end_key(parts.open.bounds.high);
    for (const bool choice : parts.open.choices) key += choice ? '1' : '0';
  }
  if (value.is(Kind::calendar)) {
    key += parts.days.name();
    for (const auto& [day, worked] : parts.days.changes()) key += "," + std::to_string(day) + (worked ? "+" : "-");
  }
  return key;
}

}  // namespace norma::checker
