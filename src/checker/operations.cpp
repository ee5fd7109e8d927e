// Arithmetic, rounding, comparison and membership on values that are walked already (reference, sections 6 and 7).
#include <algorithm>

#include "checker/conjunction.hpp"
#include "checker/evaluation.hpp"
#include "checker/show.hpp"

namespace norma::checker {
namespace {

constexpr std::uint32_t no_unit = 0xffffffffU;

bool any(const std::vector<Value>& values, Kind kind) {
  return std::any_of(values.begin(), values.end(), [kind](const Value& value) { return value.is(kind); });
}

Causes all_causes(const std::vector<Value>& values) {
  Causes causes;
  for (const Value& value : values) join(causes, value);
  return causes;
}

Value value_of(const Result& result) { return result ? number(result.value) : error(result.error); }

}  // namespace

// ---- sums ------------------------------------------------------------------------------------------------------------------------

void Sum::add(const Value& term, bool subtracted) {
  if (term.is(Kind::error)) return fail(term);
  if (term.is(Kind::unknown)) {
    join(causes_, term);
    return add_bounds(subtracted ? negate(bounds_of(term)) : bounds_of(term));
  }
  if (!term.is(Kind::number)) return fail(error("none-used"));
  const Result sum = subtracted ? subtract(known_, *term.digits) : checker::add(known_, *term.digits);
  if (sum) known_ = sum.value;
  else fail(error(sum.error));
}

void Sum::add_bounds(const Bounds& bounds) {
  open_ = true;
  bounds_ = checker::add(bounds_, bounds);
}

void Sum::add_possible(const Value& term, const Causes& causes) {
  join(causes_, causes);
  join(causes_, term);
  if (term.is(Kind::error)) add_bounds(Bounds());
  else if (term.is(Kind::unknown) || term.is(Kind::number)) add_bounds(hull(Bounds::only(Exact()), bounds_of(term)));
}

void Sum::add_repeated(const Value& term, const Causes& causes) {
  join(causes_, causes);
  Bounds repeated;
  if (term.is(Kind::unknown) || term.is(Kind::number)) {
    const Bounds one = bounds_of(term);
    if (one.low.infinite == 0 && one.low.value.sign() >= 0) repeated.low = {0, Exact(), false};
    if (one.high.infinite == 0 && one.high.value.sign() <= 0) repeated.high = {0, Exact(), false};
  }
  add_bounds(repeated);
}

Value Sum::finish() const {
  if (failed_.is(Kind::error)) return failed_;
  if (!open_) return number(known_);
  return within(Open::Form::number, checker::add(bounds_, Bounds::only(known_)), causes_);
}

Value Evaluation::sum(NodeId id) {
  const Node& n = node(id);
  Sum total;
  for (std::uint32_t i = 0; i < n.child_count; ++i) {
    const bool subtracted = is_subtracted(n, i);
    total.add(walk(subtracted ? child(node(child(n, i)), 0) : child(n, i)), subtracted);
  }
  return total.finish();
}

// ---- which operation -------------------------------------------------------------------------------------------------------------

Value Evaluation::apply(NodeId id, const std::vector<Value>& arguments) {
  const Node& n = node(id);
  switch (n.op) {
    case Op::multiply: {
      Value product = arguments.front();
      for (std::size_t i = 1; i < arguments.size() && !product.is(Kind::error); ++i) product = arithmetic(n, {product, arguments[i]});
      return product;
    }
    case Op::divide: case Op::floor_divide: case Op::modulo: case Op::power: case Op::negate: case Op::absolute: case Op::square_root:
      return arithmetic(n, arguments);
    case Op::minimum: case Op::maximum: {
      if (any(arguments, Kind::none) || any(arguments, Kind::not_applicable)) return error("none-used");
      Value best = arguments.front();
      for (std::size_t i = 1; i < arguments.size(); ++i) best = extreme_of_two(best, arguments[i], n.op == Op::maximum);
      return best;
    }
    case Op::round_to_step: case Op::round_to_places: return rounding(id, arguments);
    case Op::equal: case Op::not_equal: case Op::less: case Op::less_equal: case Op::greater: case Op::greater_equal: case Op::is_none:
    case Op::in_range:
      return comparison(n, arguments);
    case Op::is_empty: case Op::in_list: case Op::in_set: case Op::subset_of: case Op::overlaps: return membership(id, arguments);
    case Op::matches_format: case Op::as_format: case Op::compose_format: case Op::text_of: return text_operation(id, arguments);
    case Op::date_add_span: case Op::date_add_days: case Op::date_difference: case Op::span_add: case Op::span_scale: case Op::span_of:
    case Op::date_year: case Op::date_month: case Op::date_day: case Op::date_weekday:
      return day_operation(id, arguments);
    case Op::period: case Op::period_from: case Op::period_to: case Op::period_days: case Op::in_period: case Op::days_covered:
    case Op::period_intersection:
      return period_operation(id, arguments);
    case Op::working_day_after: case Op::working_day_before: case Op::working_day_on_or_after: case Op::working_day_on_or_before:
    case Op::working_days_between: case Op::is_working_day: case Op::calendar_with:
      return working_day(id, arguments);
    case Op::record: return record(arguments);
    case Op::set_union: case Op::set_minus: case Op::set_intersect: return set_operation(id, arguments);
    default: return collection_operation(id, arguments);
  }
}

// ---- arithmetic ------------------------------------------------------------------------------------------------------------------

namespace {

Result calculated(Op operation, const std::vector<Value>& arguments) {
  const Exact left = exact_of(arguments[0]);
  switch (operation) {
    case Op::negate: return negate(left);
    case Op::absolute: return left.sign() < 0 ? negate(left) : left;
    case Op::square_root: return square_root(left);
    default: break;
  }
  const Exact right = exact_of(arguments[1]);
  switch (operation) {
    case Op::multiply: return multiply(left, right);
    case Op::divide: return divide(left, right);
    case Op::floor_divide: return floor_divide(left, right);
    case Op::modulo: return modulo(left, right);
    default: return power(left, right);
  }
}

Bounds bounded(Op operation, const std::vector<Value>& arguments) {
  const Bounds left = bounds_of(arguments[0]);
  switch (operation) {
    case Op::negate: return negate(left);
    case Op::absolute: return absolute(left);
    case Op::square_root: return square_root(left);
    case Op::power: return power(left, arguments[1].is(Kind::number) ? arguments[1].digits.get() : nullptr);
    default: break;
  }
  const Bounds right = bounds_of(arguments[1]);
  switch (operation) {
    case Op::multiply: return multiply(left, right);
    case Op::divide: return divide(left, right);
    case Op::floor_divide: return floor_divide(left, right);
    default: return modulo(right);
  }
}

}  // namespace

Value Evaluation::arithmetic(const Node& n, const std::vector<Value>& arguments) const {
  if (any(arguments, Kind::none) || any(arguments, Kind::not_applicable)) return error("none-used");
  if (n.op == Op::negate && arguments[0].is(Kind::span)) return word(Kind::span, -arguments[0].word);
  if (!any(arguments, Kind::unknown)) return value_of(calculated(n.op, arguments));
  const bool divides = n.op == Op::divide || n.op == Op::floor_divide || n.op == Op::modulo;
  if (divides && arguments[1].is(Kind::number) && arguments[1].digits->is_zero()) return error("division-by-zero");
  if (n.op == Op::square_root) {
    const Bounds under = bounds_of(arguments[0]);
    if (under.high.infinite == 0 && under.high.value.sign() < 0) return error("root-of-negative");
  }
  Bounds bounds = bounded(n.op, arguments);
  // A divisor that may be zero may still be an error: the quotient is not known even if only one is possible.
  if (divides && bounds_of(arguments[1]).contains(Exact())) bounds = {};
  const Value& subject = arguments[0].is(Kind::unknown) ? arguments[0] : arguments.back();
  return within(form_of(subject) == Open::Form::span ? Open::Form::span : Open::Form::number, bounds, all_causes(arguments));
}

Value Evaluation::rounding(NodeId id, const std::vector<Value>& arguments) const {
  const Node& n = node(id);
  if (any(arguments, Kind::none) || any(arguments, Kind::not_applicable)) return error("none-used");
  if (arguments[1].is(Kind::unknown)) return open_node(id, arguments);
  Exact step = exact_of(arguments[1]);
  if (n.op == Op::round_to_places) {
    if (!step.whole() || Exact(1000) < step || step < Exact(-1000)) return error("places-limit");
    step = power(Exact(10), negate(step)).value;
    if (n.b != no_unit) step = multiply(step, exact_of(program_.units[n.b].scale)).value;
  }
  if (step.sign() <= 0) return error("step-not-positive");
  const auto mode = static_cast<Rounding>(n.a);
  if (!arguments[0].is(Kind::unknown)) return value_of(round(exact_of(arguments[0]), step, mode));
  const Bounds rounded = mapped(bounds_of(arguments[0]), [&](const Exact& end) { return round(end, step, mode); });
  return within(Open::Form::number, rounded, causes_of(arguments[0]));
}

Value extreme_of_two(const Value& best, const Value& other, bool largest) {
  if (best.is(Kind::error)) return best;
  if (other.is(Kind::error)) return other;
  if (!best.is(Kind::unknown) && !other.is(Kind::unknown)) {
    const int order = order_of(other, best);
    return (largest ? order > 0 : order < 0) ? other : best;
  }
  Causes causes;
  join(causes, best);
  join(causes, other);
  std::vector<bool> x, y;
  if (choices_of(best, x) && choices_of(other, y)) {
    Open open;
    open.form = Open::Form::choices;
    open.choices.assign(std::max(x.size(), y.size()), false);
    for (std::size_t i = 0; i < x.size(); ++i)
      for (std::size_t j = 0; j < y.size(); ++j)
        if (x[i] && y[j]) open.choices[largest ? std::max(i, j) : std::min(i, j)] = true;
    if (std::count(open.choices.begin(), open.choices.end(), true) == 1)
      return word(Kind::enumeration, std::find(open.choices.begin(), open.choices.end(), true) - open.choices.begin());
    return unknown(std::move(open), std::move(causes));
  }
  const Open::Form form = form_of(best.is(Kind::unknown) ? best : other);
  return within(form, extreme(bounds_of(best), bounds_of(other), largest), std::move(causes));
}

// The range that a parameter's type declares.
Value Evaluation::check_range(NodeId id, const Value& value) const {
  const program::Type& type = program_[type_of(id)];
  bool fits = true;
  if (value.is(Kind::number)) {
    Bounds range;
    if (type.low) range.low = {0, exact_of(*type.low), type.low_open};
    if (type.high) range.high = {0, exact_of(*type.high), type.high_open};
    fits = range.contains(*value.digits);
    std::optional<Exact> grain;
    if (type.step) grain = exact_of(*type.step);
    else if (type.whole) grain = type.unit.valid() ? exact_of(program_.units[type.unit.index()].scale) : Exact(1);
    if (fits && grain) {
      const Result steps = divide(*value.digits, *grain);
      fits = steps && steps.value.whole();
    }
  } else if (value.is(Kind::date)) {
    fits = (!type.earliest || value.word >= type.earliest->day_number()) && (!type.latest || value.word <= type.latest->day_number());
  } else if (value.is(Kind::unknown) && (type.kind == TypeKind::number || type.kind == TypeKind::date)) {
    const Open::Form form = form_of(value);
    if (form != Open::Form::number && form != Open::Form::date) return value;
    const bool constrained = type.low || type.high || type.step || type.whole || type.earliest || type.latest;
    fits = !constrained || is_equal(bounds_of(value), bounds_of(unknown_of(program_, type_of(id), {}))) != Known::no;
  }
  return fits ? value : error("range-violated");
}

// ---- comparison ------------------------------------------------------------------------------------------------------------------

Value Evaluation::comparison(const Node& n, const std::vector<Value>& arguments) const {
  switch (n.op) {
    case Op::equal: return equal(arguments[0], arguments[1]);
    case Op::not_equal: return opposite(equal(arguments[0], arguments[1]));
    case Op::less: return less(arguments[0], arguments[1], false);
    case Op::less_equal: return less(arguments[0], arguments[1], true);
    case Op::greater: return less(arguments[1], arguments[0], false);
    case Op::greater_equal: return less(arguments[1], arguments[0], true);
    case Op::is_none:
      if (!arguments[0].is(Kind::unknown)) return boolean(arguments[0].is(Kind::none));
      return arguments[0].parts->open.may_be_none ? unknown_truth(causes_of(arguments[0])) : boolean(false);
    default: break;
  }
  // value, low, high; an end that is `none` is open
  Conjunction within_both;
  if (!arguments[1].is(Kind::none)) within_both.add(less(arguments[1], arguments[0], true));
  if (!arguments[2].is(Kind::none)) within_both.add(less(arguments[0], arguments[2], (n.b & 1U) == 0));
  return within_both.finish();
}

// ---- membership ------------------------------------------------------------------------------------------------------------------

namespace {

Value belongs(const Value& collection, std::size_t i) {
  if (truth_of(collection, i) == Truth::unknown) return unknown_truth(causes_of(collection, i));
  return boolean(truth_of(collection, i) == Truth::yes);
}

Value in_list(const Value& value, const Value& list) {
  Conjunction differs_from_all;
  for (std::size_t i = 0; i < size_of(list); ++i) {
    const Value same = equal(value, list.parts->items[i]);
    Value is_it = same;
    if (truth_of(list, i) == Truth::no) is_it = boolean(false);
    if (truth_of(list, i) == Truth::unknown && !same.no()) {
      Causes causes = causes_of(list, i);
      join(causes, same);
      is_it = unknown_truth(std::move(causes));
    }
    if (!differs_from_all.add(opposite(is_it))) break;
  }
  return opposite(differs_from_all.finish());
}

Value in_set(const Value& value, const Value& set) {
  if (!value.is(Kind::unknown)) {
    const auto i = static_cast<std::size_t>(value.word);
    return value.word >= 0 && i < size_of(set) ? belongs(set, i) : boolean(false);
  }
  std::vector<bool> choices;
  const bool limited = choices_of(value, choices);
  bool all_in = true;
  bool all_out = true;
  Causes causes = causes_of(value);
  for (std::size_t i = 0; i < size_of(set); ++i) {
    if (limited && (i >= choices.size() || !choices[i])) continue;
    all_in = all_in && truth_of(set, i) == Truth::yes;
    all_out = all_out && truth_of(set, i) == Truth::no;
    if (truth_of(set, i) == Truth::unknown) join(causes, causes_of(set, i));
  }
  return all_in || all_out ? boolean(all_in) : unknown_truth(std::move(causes));
}

Value is_empty(const Value& value) {
  if (value.is(Kind::text) || value.is(Kind::formatted)) return boolean(value.parts->text.empty());
  Conjunction all_out;
  for (std::size_t i = 0; i < size_of(value); ++i)
    if (!all_out.add(opposite(belongs(value, i)))) break;
  return all_out.finish();
}

// `p` or `q`, by De Morgan.
Value either(const Value& p, const Value& q) {
  Conjunction neither;
  neither.add(opposite(p));
  neither.add(opposite(q));
  return opposite(neither.finish());
}

Value subset_of_sets(const Value& left, const Value& right, bool subset) {
  Conjunction all;
  for (std::size_t i = 0; i < std::min(size_of(left), size_of(right)); ++i) {
    const Value other = subset ? belongs(right, i) : opposite(belongs(right, i));
    if (!all.add(either(opposite(belongs(left, i)), other))) break;
  }
  return all.finish();
}

Value subset_of_lists(const Value& left, const Value& right, bool subset) {
  Conjunction all;
  for (std::size_t i = 0; i < size_of(left); ++i) {
    if (truth_of(left, i) == Truth::no) continue;
    Value fits = in_list(left.parts->items[i], right);
    if (!subset) fits = opposite(fits);
    if (truth_of(left, i) == Truth::unknown && !fits.yes()) {
      Causes causes = causes_of(left, i);
      join(causes, fits);
      fits = unknown_truth(std::move(causes));
    }
    if (!all.add(fits)) break;
  }
  return all.finish();
}

// An end that is `none` is open.
Value periods_overlap(const Value& left, const Value& right) {
  const auto reaches = [](const Value& from, const Value& to) {
    return from.is(Kind::none) || to.is(Kind::none) ? boolean(true) : less(from, to, true);
  };
  Conjunction all;
  all.add(reaches(left.parts->items[0], right.parts->items[1]));
  all.add(reaches(right.parts->items[0], left.parts->items[1]));
  return all.finish();
}

Value period_within(const Value& inner, const Value& outer) {
  Conjunction all;
  const Value& from = outer.parts->items[0];
  const Value& to = outer.parts->items[1];
  if (!from.is(Kind::none)) all.add(inner.parts->items[0].is(Kind::none) ? boolean(false) : less(from, inner.parts->items[0], true));
  if (!to.is(Kind::none)) all.add(inner.parts->items[1].is(Kind::none) ? boolean(false) : less(inner.parts->items[1], to, true));
  return all.finish();
}

}  // namespace

Value Evaluation::membership(NodeId id, const std::vector<Value>& arguments) const {
  const Op operation = node(id).op;
  const Value& container = arguments.back();
  const bool of_one = operation == Op::in_list || operation == Op::in_set;
  if (container.is(Kind::unknown) || (!of_one && arguments[0].is(Kind::unknown))) return open_node(id, arguments);
  if (container.is(Kind::none)) return error("none-used");
  if (operation == Op::is_empty) return is_empty(arguments[0]);
  if (of_one) return container.is(Kind::list) ? in_list(arguments[0], container) : in_set(arguments[0], container);
  const bool subset = operation == Op::subset_of;
  if (arguments[0].is(Kind::period)) return subset ? period_within(arguments[0], container) : periods_overlap(arguments[0], container);
  const Value related = arguments[0].is(Kind::list) ? subset_of_lists(arguments[0], container, subset)
                                                    : subset_of_sets(arguments[0], container, subset);
  return subset ? related : opposite(related);
}

// ---- text ------------------------------------------------------------------------------------------------------------------------

Value Evaluation::text_operation(NodeId id, const std::vector<Value>& arguments) const {
  const Node& n = node(id);
  if (any(arguments, Kind::unknown)) return open_node(id, arguments);
  if (n.op == Op::text_of) return text(plain_text_of(program_, arguments[0], type_of(child(n, 0))));
  const CompiledFormat& format = program_.formats[n.a].format;
  if (n.op == Op::compose_format) {
    FieldValues fields;
    for (const Value& argument : arguments) {
      if (argument.is(Kind::none)) fields.emplace_back();
      else fields.push_back(FieldValue::of_text(argument.is(Kind::number) ? text_of(*argument.digits) : argument.parts->text));
    }
    const ComposeOutcome composed = format.compose(fields);
    return composed ? formatted(format, *composed.text) : error("not-in-format");
  }
  if (arguments[0].is(Kind::none)) return error("none-used");
  const Value taken_apart = formatted(format, arguments[0].parts->text);
  if (n.op == Op::matches_format) return boolean(!taken_apart.is(Kind::error));
  return taken_apart.is(Kind::error) ? none() : taken_apart;
}

}  // namespace norma::checker
