#include "types/expressions.hpp"

#include <fmt/format.h>

#include "types/declarations.hpp"

namespace norma::types {

using program::Op;
using program::Type;
using program::TypeKind;

namespace {

// Expressions inside each other, those of the definitions they lead to included: bounds the stack.
constexpr std::uint32_t deepest_expression = 2000;

}  // namespace

Typed ExpressionChecker::check(ast::ExpressionId id, Wanted wanted) {
  if (!id.valid()) return session_.invalid({});
  const ast::Expression& expression = file()[id];
  if (session_.expression_depth >= deepest_expression) {
    session_.sink.add(report(DiagnosticKind::call_chain_too_long, expression.span)
                          .message("expressions and the definitions they rest on are nested too deeply")
                          .help("compute steps together in fewer definitions"));
    return session_.invalid(expression.span);
  }
  ++session_.expression_depth;
  const Place place{expression, expression.span, wanted};
  const Typed result = std::visit([&](const auto& one) { return form(one, place); }, expression.form);
  --session_.expression_depth;
  return result;
}

Typed ExpressionChecker::check_as(ast::ExpressionId id, TypeId type, bool bare_in_unit, std::string_view parameter) {
  if (!id.valid()) return session_.invalid({});
  return coerce(check(id, {type, bare_in_unit}), type, span_of(id), parameter);
}

Typed ExpressionChecker::condition(ast::ExpressionId id) { return check_as(id, session_.builder.boolean()); }

bool ExpressionChecker::require_required(Typed value, Span span, std::string_view spelled) {
  const Type& type = session_.peek(value.type);
  if (!type.optional && type.kind != TypeKind::none) return true;
  auto problem = report(DiagnosticKind::optional_not_handled, span)
                     .message("{} may be `none` here", spelled.empty() ? std::string("this value") : fmt::format("`{}`", spelled))
                     .label("{}", describe(session_.program(), value.type))
                     .help("guard the use by `… is not none and`, or write `… default VALUE`");
  session_.sink.add(problem);
  return false;
}

Typed ExpressionChecker::coerce(Typed value, TypeId wanted, Span span, std::string_view parameter) {
  const Type from = session_.type(value.type);
  const Type to = session_.type(wanted);
  if (from.kind == TypeKind::invalid || to.kind == TypeKind::invalid) return {value.node, value.type};
  if (from.kind == TypeKind::none && to.optional) return value;
  if ((from.optional && !to.optional) || (from.kind == TypeKind::none && to.kind != TypeKind::none)) {
    if (from.kind != TypeKind::none && !same_shape(session_.program(), value.type, wanted)) {
      mismatch({{}, wanted}, value, {}, span);
    } else {
      require_required(value, span);
    }
    return session_.invalid(span);
  }
  if (!same_shape(session_.program(), value.type, wanted)) {
    mismatch({{}, wanted}, value, {}, span);
    return session_.invalid(span);
  }
  if (from.kind == TypeKind::number && to.whole && !whole_in(session_.program(), from, to.unit)) {
    session_.sink.add(report(DiagnosticKind::not_whole, span)
                          .message("a whole number is needed here, but this may have a fraction")
                          .label("{}", describe(session_.program(), value.type))
                          .help("round it: `floor(…)`, `ceil(…)` or `round … to 1 MODE`"));
    return session_.invalid(span);
  }
  if (!has_range(to) || range_implied(session_.program(), from, to)) return value;
  const std::uint32_t name = parameter.empty() ? 0xffffffff : session_.builder.text(parameter);
  return node(Op::check_range, wanted, {value.node}, span, name);
}

// ---- literals ------------------------------------------------------------------------------------------------------------

Typed ExpressionChecker::form(const ast::Invalid&, const Place& place) { return session_.invalid(place.span); }

Typed ExpressionChecker::number_type_node(const Number& base_value, UnitId unit, Span span) {
  Type type;
  type.kind = TypeKind::number;
  type.unit = unit;
  if (unit.valid()) type.dimension = session_.program().units[unit.index()].dimension;
  type.whole = divide(base_value, scale_of(session_.program(), unit)).value.is_integer();
  type.low = type.high = base_value;
  const TypeId id = session_.builder.type(type);
  return {session_.builder.number_node(base_value, id, span), id};
}

Typed ExpressionChecker::form(const ast::NumberLiteral& literal, const Place& place) {
  if (literal.percent) {
    const UnitId percent{0};   // the value of the literal `30%` is 3/10 already
    return number_type_node(literal.value, percent, place.span);
  }
  if (place.wanted.bare_in_unit && place.wanted.type.valid()) {
    const Type& type = session_.peek(place.wanted.type);
    if (type.kind == TypeKind::number && type.unit.valid()) {
      const UnitId unit = type.unit;
      return number_type_node(multiply(literal.value, scale_of(session_.program(), unit)).value, unit, place.span);
    }
  }
  return number_type_node(literal.value, {}, place.span);
}

Typed ExpressionChecker::form(const ast::DateLiteral& literal, const Place& place) {
  Type type;
  type.kind = TypeKind::date;
  type.earliest = type.latest = literal.value;
  const NodeId constant = session_.builder.date_node(literal.value, place.span);
  return {constant, session_.builder.type(type)};
}

Typed ExpressionChecker::form(const ast::TextLiteral& literal, const Place& place) {
  const NodeId text = session_.builder.text_node(literal.value, place.span);
  const TypeId wanted = place.wanted.type;
  if (!place.wanted.bare_in_unit || !wanted.valid() || session_.kind(wanted) != TypeKind::format)
    return {text, session_.builder.simple(TypeKind::text)};
  const program::FormatId format = session_.peek(wanted).format;
  const program::Format& declared = session_.program().formats[format.index()];
  if (!declared.format.matches(literal.value)) {
    session_.sink.add(report(DiagnosticKind::text_not_in_format, place.span)
                          .message("\"{}\" is not in the format `{}`", literal.value, declared.name)
                          .label("{}", norma::describe(declared.format.match(literal.value).failure, declared.format)));
    return session_.invalid(place.span);
  }
  return node(Op::as_format, session_.builder.required_of(wanted), {text}, place.span, format.value());
}

Typed ExpressionChecker::form(const ast::BooleanLiteral& literal, const Place& place) {
  return {session_.builder.boolean_node(literal.value, place.span), session_.builder.boolean()};
}

Typed ExpressionChecker::form(const ast::NoneLiteral&, const Place& place) {
  return {session_.builder.none_node(place.span), session_.builder.simple(TypeKind::none)};
}

// ---- control -----------------------------------------------------------------------------------------------------------------

Typed ExpressionChecker::form(const ast::Conditional& conditional, const Place& place) {
  const Scope scope(frame_);
  std::vector<NodeId> children;
  Wanted wanted = place.wanted;
  std::optional<TypeId> joined;
  Span first_span;
  const auto add_value = [&](ast::ExpressionId id) {
    const Typed value = check(id, wanted);
    const auto met = joined ? join(session_.builder, *joined, value.type) : std::optional(value.type);
    if (!met) mismatch({{}, *joined}, value, first_span, span_of(id));
    if (!joined) first_span = span_of(id);
    joined = met ? *met : session_.invalid_type();
    if (!wanted.type.valid() && !session_.is_invalid(*joined)) wanted.type = *joined;
    children.push_back(value.node);
  };
  for (const ast::ConditionalArm& arm : conditional.arms) {
    children.push_back(condition(arm.condition).node);
    {
      const Scope inside(frame_);
      assume(arm.condition, true);
      add_value(arm.value);
    }
    assume(arm.condition, false);
  }
  add_value(conditional.otherwise);
  const TypeId type = *joined;
  return {session_.builder.add(Op::conditional, type, children, 0, 0, place.span), type};
}

Typed ExpressionChecker::form(const ast::DefaultOf& use, const Place& place) {
  const Typed value = check(use.optional, place.wanted);
  if (session_.is_invalid(value.type)) return value;
  if (!session_.peek(value.type).optional && session_.kind(value.type) != TypeKind::none)
    session_.sink.add(report(DiagnosticKind::default_not_needed, span_of(use.optional))
                          .message("this is never `none`, so the default is never used")
                          .label("{}", describe(session_.program(), value.type)));
  const TypeId inner = session_.builder.required_of(value.type);
  const Typed fallback = check(use.fallback, {inner, place.wanted.bare_in_unit});
  const auto joined = join(session_.builder, inner, fallback.type);
  if (!joined) {
    mismatch(value, fallback, span_of(use.optional), span_of(use.fallback));
    return session_.invalid(place.span);
  }
  return node(Op::default_of, *joined, {value.node, fallback.node}, place.span);
}

Typed ExpressionChecker::form(const ast::IsNone& use, const Place& place) {
  const Typed operand = check(use.operand);
  if (session_.is_invalid(operand.type)) return operand;
  const Typed test = node(Op::is_none, session_.builder.boolean(), {operand.node}, place.span);
  if (!session_.peek(operand.type).optional && session_.kind(operand.type) != TypeKind::none)
    session_.sink.add(report(DiagnosticKind::comparison_always_the_same, place.span)
                          .message("this is never `none`, so the answer is always the same")
                          .label("{}", describe(session_.program(), operand.type)));
  return negate_if(use.negated, test, place.span);
}

Typed ExpressionChecker::form(const ast::AsOf& use, const Place& place) {
  const bool outer = frame_.depends_on_anchor;
  const Typed value = check(use.value, place.wanted);
  frame_.depends_on_anchor = outer;
  const Typed date = check_as(use.date, session_.builder.simple(TypeKind::date));
  return node(Op::as_of, value.type, {value.node, date.node}, place.span);
}

namespace {

// `silent` and `refuse` stand where any type does: their type is that of the other branches.
Typed notice(ExpressionChecker& checker, Op op, const ast::Labels& labels, const std::vector<ast::Citation>& citations, Span span,
             TypeId wanted) {
  Session& session = checker.session();
  program::Notice made;
  made.labels = labels;
  made.resolved_labels = resolve_message(checker, labels);
  made.citations = citations;
  made.package = checker.frame().package;
  made.span = span;
  const std::uint32_t index = session.builder.notice(std::move(made));
  const TypeId any = session.any_type();
  return {session.builder.add(op, wanted.valid() ? wanted : any, {}, index, 0, span), any};
}

}  // namespace

Typed ExpressionChecker::form(const ast::Silent& silent, const Place& place) {
  return notice(*this, Op::silent, silent.labels, silent.citations, place.span, place.wanted.type);
}

Typed ExpressionChecker::form(const ast::Refuse& refuse, const Place& place) {
  return notice(*this, Op::refuse, refuse.labels, refuse.citations, place.span, place.wanted.type);
}

Typed ExpressionChecker::form(const ast::NotApplicable&, const Place& place) {
  const TypeId any = session_.any_type();
  return {session_.builder.add(Op::not_applicable, any, {}, 0, 0, place.span), any};
}

}  // namespace norma::types
