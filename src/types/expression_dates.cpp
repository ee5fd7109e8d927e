// Quantities with a unit, calendar spans, dates and month end policies.
#include <fmt/format.h>

#include "types/expressions.hpp"

namespace norma::types {

using program::Op;
using program::Type;
using program::TypeKind;

namespace {

constexpr UnitId day_unit{1};
constexpr std::uint8_t written_as_subtraction = 1;

std::optional<std::int32_t> months_in(std::string_view word) {
  if (word == "month" || word == "months") return 1;
  if (word == "year" || word == "years") return 12;
  return std::nullopt;
}

}  // namespace

std::optional<UnitId> ExpressionChecker::find_unit(const ast::Name& name) {
  const names::Lookup lookup = session_.names.find_type(frame_.package, {name});
  if (lookup.outcome == names::Lookup::Outcome::found && session_.symbol(lookup.symbol).kind == names::SymbolKind::unit)
    return UnitId(session_.state(lookup.symbol).id);
  const auto& units = session_.program().units;
  for (std::uint32_t i = 0; i < 3; ++i) {
    for (const std::string& spelling : units[i].spellings) {
      if (spelling == name.text) return UnitId(i);
    }
  }
  if (!lookup.reported) {
    auto problem = report(DiagnosticKind::unknown_unit, name.span).message("no unit is named `{}`", name.text);
    if (!lookup.nearest.empty()) problem.suggest(lookup.nearest);
    session_.sink.add(problem);
  }
  return std::nullopt;
}

Typed ExpressionChecker::form(const ast::QuantityOf& quantity, const Place& place) {
  const names::Lookup lookup = session_.names.find_type(frame_.package, {quantity.unit});
  const auto months = months_in(quantity.unit.text);
  if (months && lookup.outcome != names::Lookup::Outcome::found) return calendar_quantity(quantity, *months, place.span);
  const auto unit = find_unit(quantity.unit);
  const Typed magnitude = check(quantity.magnitude);
  const Span span = span_of(quantity.magnitude);
  if (!unit || !require_plain(magnitude, span)) return session_.invalid(place.span);
  const Number scale = scale_of(session_.program(), *unit);
  if (const auto constant = fold(magnitude.node)) return number_type_node(multiply(*constant, scale).value, *unit, place.span);
  const Type from = session_.type(magnitude.type);
  Type type;
  type.kind = TypeKind::number;
  type.dimension = session_.program().units[unit->index()].dimension;
  type.unit = *unit;
  type.whole = whole_in(session_.program(), from, {});
  const TypeId result = session_.builder.type(type);
  if (scale == Number(1)) return node(Op::multiply, result, {magnitude.node, number_type_node(1, {}, place.span).node}, place.span);
  return node(Op::multiply, result, {magnitude.node, number_type_node(scale, {}, place.span).node}, place.span);
}

Typed ExpressionChecker::calendar_quantity(const ast::QuantityOf& quantity, std::int32_t months, Span span) {
  const Typed magnitude = check(quantity.magnitude);
  if (!require_whole(magnitude, span_of(quantity.magnitude))) return session_.invalid(span);
  const TypeId type = session_.builder.simple(TypeKind::span);
  if (const auto constant = fold(magnitude.node)) {
    constexpr std::int64_t most_months = 12 * 9999;
    if (absolute(*constant) <= Number(most_months / months))
      return {session_.builder.span_node(static_cast<std::int32_t>(constant->small_numerator()) * months, span), type};
    session_.sink.add(report(DiagnosticKind::span_too_long, span).message("no date is that far from another"));
    return session_.invalid(span);
  }
  return node(Op::span_of, type, {magnitude.node}, span, static_cast<std::uint32_t>(months));
}

// ---- sums --------------------------------------------------------------------------------------------------------------------

Typed ExpressionChecker::date_sum(Typed left, Typed right, const ast::ChainLink& link, Span span) {
  const Type type = session_.type(right.type);
  const TypeId date = session_.builder.simple(TypeKind::date);
  const bool subtract = link.operation == ast::BinaryOperator::subtract;
  const Span right_span = span_of(link.operand);
  if (type.kind == TypeKind::span) {
    const NodeId policy = policy_node(link, span);
    if (!policy.valid()) return session_.invalid(span);
    return node(Op::date_add_span, date, {left.node, right.node, policy}, span, subtract ? 1 : 0);
  }
  if (type.kind == TypeKind::date && subtract) {
    Type days;
    days.kind = TypeKind::number;
    days.dimension = program::day_dimension;
    days.unit = day_unit;
    days.whole = true;
    return node(Op::date_difference, session_.builder.type(days), {left.node, right.node}, span);
  }
  if (type.kind == TypeKind::number && type.dimension == program::day_dimension) {
    const bool constant = type.low && type.high && *type.low == *type.high;
    if (!constant || type.low->is_integer())
      return node(Op::date_add_days, date, {left.node, right.node}, span, subtract ? 1 : 0);
    session_.sink.add(report(DiagnosticKind::fractional_day_count, right_span).message("a date moves by whole days only")
                          .help("round the number of days first"));
    return session_.invalid(span);
  }
  auto problem = report(DiagnosticKind::type_mismatch, right_span)
                     .message("{} cannot be {} a date", describe(session_.program(), right.type), subtract ? "taken from" : "added to")
                     .secondary(Span::covering(span, span), "a date on the left");
  if (type.kind == TypeKind::number && type.dimension == program::plain_dimension)
    problem.help("say of what: `(…) days`, `(…) months` or `(…) years`");
  session_.sink.add(problem);
  return session_.invalid(span);
}

// The word or parameter after the sum, else the policy of the package. Invalid after a report.
NodeId ExpressionChecker::policy_node(const ast::ChainLink& link, Span span) {
  const TypeId type = session_.builder.simple(TypeKind::month_end_policy);
  if (link.policy) {
    const ast::Path& path = link.policy->path;
    const Typed policy = name_path(path, path.front().span, {type});
    const Typed fitting = coerce(policy, type, path.front().span);
    return session_.is_invalid(fitting.type) ? NodeId() : fitting.node;
  }
  const auto& declared = session_.names.packages()[frame_.package.index()].month_end;
  if (declared) return session_.builder.policy_node(*declared, span);
  session_.sink.add(report(DiagnosticKind::missing_month_end_policy, span)
                        .message("the text does not say what this sum is where the month lacks the day")
                        .help("write `last_day`, `next_day` or `refuse` after the sum")
                        .help("or declare `month end …` in the header of the package"));
  return {};
}

Typed ExpressionChecker::span_sum(Typed left, Typed right, bool subtract, Span span) {
  const TypeId type = session_.builder.simple(TypeKind::span);
  NodeId term = right.node;
  if (subtract) term = node(Op::negate, type, {right.node}, span, 0, 0, written_as_subtraction).node;
  return node(Op::span_add, type, {left.node, term}, span);
}

Typed ExpressionChecker::span_product(Typed span_value, Typed factor, Span factor_span, Span span) {
  if (!require_whole(factor, factor_span)) return session_.invalid(span);
  return node(Op::span_scale, session_.builder.simple(TypeKind::span), {span_value.node, factor.node}, span);
}

// ---- ranges ------------------------------------------------------------------------------------------------------------------

Typed ExpressionChecker::form(const ast::Range& range, const Place& place) {
  const Typed from = range.from.valid() ? check(range.from) : Typed{session_.builder.none_node(place.span), {}};
  const Typed to = range.to.valid() ? check(range.to) : Typed{session_.builder.none_node(place.span), {}};
  const auto bad = [&](Typed value) { return value.type.valid() && session_.is_invalid(value.type); };
  if (bad(from) || bad(to)) return session_.invalid(place.span);
  const Typed& known = from.type.valid() ? from : to;
  if (session_.kind(known.type) == TypeKind::number && from.type.valid() && to.type.valid()) {
    if (!require_whole(from, span_of(range.from)) || !require_whole(to, span_of(range.to))) return session_.invalid(place.span);
    return node(Op::integer_range, session_.builder.list_of(session_.builder.integer()), {from.node, to.node}, place.span,
                0, range.upper_excluded ? 1 : 0);
  }
  // The end of a period may be `none`: it is then open.
  const TypeId end = session_.builder.optional_of(session_.builder.simple(TypeKind::date));
  const Typed first = from.type.valid() ? coerce(from, end, span_of(range.from)) : from;
  const Typed last = to.type.valid() ? coerce(to, end, span_of(range.to)) : to;
  if (bad(first) || bad(last)) return session_.invalid(place.span);
  return node(Op::period, session_.builder.simple(TypeKind::period), {first.node, last.node}, place.span, 0, range.upper_excluded ? 1 : 0);
}

}  // namespace norma::types
