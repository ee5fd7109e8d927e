// Comparison, membership and logic.
#include <fmt/format.h>

#include "types/expressions.hpp"

namespace norma::types {

using program::Op;
using program::Type;
using program::TypeKind;

namespace {

Op comparison_op(ast::BinaryOperator operation) {
  switch (operation) {
    case ast::BinaryOperator::equal: return Op::equal;
    case ast::BinaryOperator::not_equal: return Op::not_equal;
    case ast::BinaryOperator::less: return Op::less;
    case ast::BinaryOperator::less_equal: return Op::less_equal;
    case ast::BinaryOperator::greater: return Op::greater;
    default: return Op::greater_equal;
  }
}

bool is_equality(ast::BinaryOperator operation) {
  return operation == ast::BinaryOperator::equal || operation == ast::BinaryOperator::not_equal;
}

bool has_equality(TypeKind kind) {
  switch (kind) {
    case TypeKind::boolean:
    case TypeKind::number:
    case TypeKind::date:
    case TypeKind::span:
    case TypeKind::text:
    case TypeKind::enumeration:
    case TypeKind::set:
    case TypeKind::period:
    case TypeKind::record:
    case TypeKind::list:
    case TypeKind::format: return true;
    default: return false;
  }
}

}  // namespace

Typed ExpressionChecker::negate_if(bool negated, Typed value, Span span) {
  return negated ? node(Op::logical_not, session_.builder.boolean(), {value.node}, span) : value;
}

// `left` may lack a node and a span when it is what a place demands.
void ExpressionChecker::mismatch(Typed left, Typed right, Span left_span, Span right_span) {
  const Type a = session_.type(left.type);
  const Type b = session_.type(right.type);
  if (a.kind == TypeKind::invalid || b.kind == TypeKind::invalid) return;
  if (a.kind == TypeKind::number && b.kind == TypeKind::number && a.dimension != b.dimension) {
    same_dimension(left, right, left_span, right_span);
    return;
  }
  const std::string wanted = describe(session_.program(), left.type);
  const std::string found = describe(session_.program(), right.type);
  auto problem = report(DiagnosticKind::type_mismatch, right_span).message("{} is needed here, but this is {}", wanted, found).label("{}", found);
  if (left_span.valid()) problem.secondary(left_span, "{}", wanted);
  if (b.kind == TypeKind::span && a.kind == TypeKind::number && a.dimension == program::day_dimension)
    problem.help("how many days a calendar span has depends on the date it starts from: add it to a date");
  if (b.kind == TypeKind::format && a.kind == TypeKind::text) problem.help("write `text(…)` for its text");
  session_.sink.add(problem);
}

bool ExpressionChecker::comparable(Typed left, Typed right, Span left_span, Span right_span) {
  if (session_.is_invalid(left.type) || session_.is_invalid(right.type)) return false;
  if (!require_required(left, left_span) || !require_required(right, right_span)) return false;
  if (same_shape(session_.program(), left.type, right.type)) return true;
  mismatch(left, right, left_span, right_span);
  return false;
}

// A name that no local or declaration has: a bare enum value, to be understood from the other side.
bool ExpressionChecker::names_value(ast::ExpressionId id) const {
  const auto* use = std::get_if<ast::NameUse>(&file()[id].form);
  if (use == nullptr || use->path.size() != 1) return true;
  if (frame_.find(use->path.front().text) != nullptr) return true;
  return session_.names.find_value(frame_.package, use->path).outcome == names::Lookup::Outcome::found;
}

std::pair<Typed, Typed> ExpressionChecker::both_sides(ast::ExpressionId left, ast::ExpressionId right) {
  if (!names_value(left) && names_value(right)) {
    const Typed second = check(right);
    const Typed first = check(left, {second.type, frame_.scenario});
    return {first, second};
  }
  const Typed first = check(left);
  const Typed second = check(right, {first.type, frame_.scenario && session_.kind(first.type) != TypeKind::number});
  return {first, second};
}

Typed ExpressionChecker::form(const ast::Compare& compare, const Place& place) {
  switch (compare.operation) {
    case ast::BinaryOperator::in:
    case ast::BinaryOperator::not_in: return membership(compare, place.span);
    case ast::BinaryOperator::subset_of:
    case ast::BinaryOperator::overlaps: return sets_or_periods(compare, place.span);
    default: break;
  }
  const auto [left, right] = both_sides(compare.left, compare.right);
  if (is_equality(compare.operation)) return equality(compare, left, right, place.span);
  if (!comparable(left, right, span_of(compare.left), span_of(compare.right))) return session_.invalid(place.span);
  if (!ordered(session_.program(), session_.peek(left.type))) {
    auto problem = report(DiagnosticKind::no_order, compare.operator_span)
                       .message("{} has no order", describe(session_.program(), left.type));
    if (session_.kind(left.type) == TypeKind::enumeration) problem.help("declare the enum `ordered`");
    session_.sink.add(problem);
    return session_.invalid(place.span);
  }
  return node(comparison_op(compare.operation), session_.builder.boolean(), {left.node, right.node}, place.span);
}

Typed ExpressionChecker::equality(const ast::Compare& compare, Typed left, Typed right, Span span) {
  const Span left_span = span_of(compare.left);
  const Span right_span = span_of(compare.right);
  const TypeId boolean = session_.builder.boolean();
  const Op op = comparison_op(compare.operation);
  // What a scenario expects of an optional value implies that there is one.
  if (frame_.scenario && session_.peek(left.type).optional && !session_.peek(right.type).optional) {
    const Typed inner{left.node, session_.builder.required_of(left.type)};
    if (!comparable(inner, right, left_span, right_span)) return session_.invalid(span);
    const NodeId absent = node(Op::is_none, boolean, {left.node}, span).node;
    const NodeId same = node(op, boolean, {left.node, right.node}, span).node;
    const NodeId if_absent = session_.builder.boolean_node(op == Op::not_equal, span);
    return node(Op::conditional, boolean, {absent, if_absent, same}, span);
  }
  if (!comparable(left, right, left_span, right_span)) return session_.invalid(span);
  if (!has_equality(session_.kind(left.type))) {
    session_.sink.add(report(DiagnosticKind::no_equality, compare.operator_span)
                          .message("{} cannot be compared", describe(session_.program(), left.type)));
    return session_.invalid(span);
  }
  return node(op, boolean, {left.node, right.node}, span);
}

Typed ExpressionChecker::membership(const ast::Compare& compare, Span span) {
  const bool negated = compare.operation == ast::BinaryOperator::not_in;
  const auto& form = file()[compare.right].form;
  const Span left_span = span_of(compare.left);
  const Typed value = check(compare.left);
  if (session_.is_invalid(value.type)) {
    return session_.invalid(span);
  }
  if (!require_required(value, left_span)) return session_.invalid(span);
  if (const auto* range = std::get_if<ast::Range>(&form)) return membership_in_range(*range, value, span, left_span, negated);
  return membership_in_value(compare, value, span, negated);
}

Typed ExpressionChecker::membership_in_range(const ast::Range& range, Typed value, Span span, Span value_span, bool negated) {
  const auto end = [&](ast::ExpressionId id) -> NodeId {
    if (!id.valid()) return session_.builder.none_node(span);
    const Typed limit = check(id, {value.type});
    return comparable(value, limit, value_span, span_of(id)) ? limit.node : NodeId();
  };
  const NodeId low = end(range.from);
  const NodeId high = end(range.to);
  if (!low.valid() || !high.valid()) return session_.invalid(span);
  if (!ordered(session_.program(), session_.peek(value.type))) {
    session_.sink.add(report(DiagnosticKind::no_order, value_span).message("{} has no order", describe(session_.program(), value.type)));
    return session_.invalid(span);
  }
  const Typed test = node(Op::in_range, session_.builder.boolean(), {value.node, low, high}, span, 0, range.upper_excluded ? 1 : 0);
  return negate_if(negated, test, span);
}

Typed ExpressionChecker::membership_in_value(const ast::Compare& compare, Typed value, Span span, bool negated) {
  const Span right_span = span_of(compare.right);
  const Type element = session_.type(value.type);
  const bool of_enum = element.kind == TypeKind::enumeration;
  const auto* braces = std::get_if<ast::SetLiteral>(&file()[compare.right].form);
  Typed collection;
  if (braces != nullptr && !of_enum) {
    const Place place{file()[compare.right], right_span, {session_.builder.list_of(without_range(session_.builder, value.type))}};
    collection = collection_literal(braces->elements, false, place);
  } else {
    collection = check(compare.right, {of_enum ? session_.builder.set_of(element.enumeration) : TypeId()});
  }
  const Type type = session_.type(collection.type);
  if (type.kind == TypeKind::invalid || !require_required(collection, right_span)) return session_.invalid(span);
  std::optional<Op> op;
  if (type.kind == TypeKind::list && same_shape(session_.program(), type.element, value.type)) op = Op::in_list;
  if (type.kind == TypeKind::set && of_enum && (!type.enumeration.valid() || type.enumeration == element.enumeration)) op = Op::in_set;
  if (type.kind == TypeKind::period && element.kind == TypeKind::date) op = Op::in_period;
  if (op) return negate_if(negated, node(*op, session_.builder.boolean(), {value.node, collection.node}, span), span);
  session_.sink.add(report(DiagnosticKind::type_mismatch, right_span)
                        .message("{} cannot be in {}", describe(session_.program(), value.type), describe(session_.program(), collection.type))
                        .secondary(span_of(compare.left), "{}", describe(session_.program(), value.type)));
  return session_.invalid(span);
}

Typed ExpressionChecker::sets_or_periods(const ast::Compare& compare, Span span) {
  const auto [left, right] = both_sides(compare.left, compare.right);
  if (!comparable(left, right, span_of(compare.left), span_of(compare.right))) return session_.invalid(span);
  const TypeKind kind = session_.kind(left.type);
  const bool subset = compare.operation == ast::BinaryOperator::subset_of;
  if (kind == TypeKind::set || (kind == TypeKind::period && !subset))
    return node(subset ? Op::subset_of : Op::overlaps, session_.builder.boolean(), {left.node, right.node}, span);
  session_.sink.add(report(DiagnosticKind::type_mismatch, span_of(compare.left))
                        .message("{} is needed here, but this is {}", subset ? "a set" : "a period or a set",
                                 describe(session_.program(), left.type)));
  return session_.invalid(span);
}

Typed ExpressionChecker::form(const ast::Not& negation, const Place& place) {
  const Typed operand = condition(negation.operand);
  return node(Op::logical_not, session_.builder.boolean(), {operand.node}, place.span);
}

// What one operand tells about `none` holds in those after it.
Typed ExpressionChecker::form(const ast::Logic& logic, const Place& place) {
  const Scope scope(frame_);
  std::vector<NodeId> children;
  for (const ast::ExpressionId operand : logic.operands) {
    children.push_back(condition(operand).node);
    assume(operand, logic.conjunction);
  }
  const TypeId type = session_.builder.boolean();
  return {session_.builder.add(logic.conjunction ? Op::logical_and : Op::logical_or, type, children, 0, 0, place.span), type};
}

Typed ExpressionChecker::form(const ast::IsEmpty& use, const Place& place) {
  const Typed operand = check(use.operand);
  if (session_.is_invalid(operand.type) || !require_required(operand, span_of(use.operand))) return session_.invalid(place.span);
  const TypeKind kind = session_.kind(operand.type);
  if (kind == TypeKind::list || kind == TypeKind::set)
    return negate_if(use.negated, node(Op::is_empty, session_.builder.boolean(), {operand.node}, place.span), place.span);
  session_.sink.add(report(DiagnosticKind::type_mismatch, span_of(use.operand))
                        .message("a list or a set is needed here, but this is {}", describe(session_.program(), operand.type)));
  return session_.invalid(place.span);
}

}  // namespace norma::types
