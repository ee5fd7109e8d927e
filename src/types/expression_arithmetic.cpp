// Numbers and quantities. Quantities are kept in base units: only the factors of units are applied here, to literals.
#include <fmt/format.h>

#include "types/expressions.hpp"

namespace norma::types {

using program::Op;
using program::plain_dimension;
using program::Type;
using program::TypeKind;

namespace {

constexpr std::uint8_t written_as_subtraction = 1;
constexpr UnitId percent{0};

}  // namespace

bool ExpressionChecker::require_number(Typed value, Span span) {
  const Type& type = session_.peek(value.type);
  if (type.kind == TypeKind::invalid) return false;
  if (!require_required(value, span)) return false;
  if (type.kind == TypeKind::number) return true;
  session_.sink.add(report(DiagnosticKind::type_mismatch, span)
                        .message("a number is needed here, but this is {}", describe(session_.program(), value.type)));
  return false;
}

bool ExpressionChecker::require_plain(Typed value, Span span) {
  if (!require_number(value, span)) return false;
  const Type& type = session_.peek(value.type);
  if (type.dimension == plain_dimension) return true;
  const std::string unit = session_.program().units[type.unit.index()].name;
  session_.sink.add(report(DiagnosticKind::unit_mismatch, span)
                        .message("a plain number is needed here, but this is {}", describe(session_.program(), value.type))
                        .help("divide by `1 {}` to obtain a number", unit));
  return false;
}

bool ExpressionChecker::require_whole(Typed value, Span span) {
  if (!require_plain(value, span)) return false;
  if (whole_in(session_.program(), session_.type(value.type), {})) return true;
  session_.sink.add(report(DiagnosticKind::not_whole, span)
                        .message("a whole number is needed here, but this may have a fraction")
                        .help("round it: `floor(…)`, `ceil(…)` or `round … to 1 MODE`"));
  return false;
}

Typed ExpressionChecker::expect_number(ast::ExpressionId id, Wanted wanted) {
  const Typed value = check(id, wanted);
  return require_number(value, span_of(id)) ? value : session_.invalid(span_of(id));
}

// Both are numbers. Names both operands and the declarations of their units.
bool ExpressionChecker::same_dimension(Typed left, Typed right, Span left_span, Span right_span) {
  const Type a = session_.type(left.type);
  const Type b = session_.type(right.type);
  if (a.dimension == b.dimension) return true;
  const auto& units = session_.program().units;
  const bool right_plain = b.dimension == plain_dimension;
  const bool left_plain = a.dimension == plain_dimension;
  auto problem = report(DiagnosticKind::unit_mismatch, right_span)
                     .message("{} stands here, where {} is needed", describe(session_.program(), right.type), describe(session_.program(), left.type))
                     .label("{}", describe(session_.program(), right.type));
  if (left_span.valid()) problem.secondary(left_span, "{}", describe(session_.program(), left.type));
  for (const Type* type : {&a, &b}) {
    if (!type->unit.valid() || type->dimension == plain_dimension) continue;
    const program::Unit& unit = units[type->unit.index()];
    if (unit.span.valid()) problem.secondary(unit.span, "`{}` is declared here", unit.name);
  }
  const Type& bare = right_plain ? b : a;
  if (left_plain != right_plain && bare.low && bare.high && *bare.low == *bare.high && !bare.unit.valid())
    problem.help("write `{} {}`", plain_number(*bare.low), units[(right_plain ? a : b).unit.index()].name);
  session_.sink.add(problem);
  return false;
}

Typed ExpressionChecker::form(const ast::Negate& negation, const Place& place) {
  const Typed operand = check(negation.operand, place.wanted);
  Type type = session_.type(operand.type);
  if (type.kind == TypeKind::invalid || !require_required(operand, span_of(negation.operand))) return session_.invalid(place.span);
  if (type.kind == TypeKind::span) {
    const NodeId minus_one = session_.builder.number_node(-1, session_.builder.integer(), place.span);
    return node(Op::span_scale, operand.type, {operand.node, minus_one}, place.span);
  }
  if (!require_number(operand, span_of(negation.operand))) return session_.invalid(place.span);
  const bool constant = type.low && type.high && *type.low == *type.high;
  const TypeId plain = without_range(session_.builder, operand.type);
  if (!constant) return node(Op::negate, plain, {operand.node}, place.span);
  type.low = type.high = norma::negate(*type.low);
  const TypeId exact = session_.builder.type(type);
  return {session_.builder.number_node(*type.low, exact, place.span), exact};
}

Typed ExpressionChecker::form(const ast::Power& power, const Place& place) {
  const Typed base = check(power.base);
  const Typed exponent = check(power.exponent);
  if (!require_plain(base, span_of(power.base)) || !require_whole(exponent, span_of(power.exponent)))
    return session_.invalid(place.span);
  const Type exponent_type = session_.type(exponent.type);
  Type type;
  type.kind = TypeKind::number;
  type.whole = whole_in(session_.program(), session_.type(base.type), {}) && exponent_type.low && exponent_type.low->sign() >= 0;
  return node(Op::power, session_.builder.type(type), {base.node, exponent.node}, place.span);
}

// ---- chains ---------------------------------------------------------------------------------------------------------------------

// Sums and products of numbers are one node however many terms they have; `terms` holds those of the running one, whose node is
// made when it is complete. Chains of other operations nest, so their length is bounded.
Typed ExpressionChecker::form(const ast::Chain& chain, const Place& place) {
  constexpr std::size_t longest_nested = 200;
  Typed value = check(chain.first, place.wanted);
  Span so_far = span_of(chain.first);
  Terms terms;
  std::size_t nested = 0;
  for (const ast::ChainLink& link : chain.links) {
    const bool product = link.operation >= ast::BinaryOperator::multiply;
    value = product ? product_link(value, so_far, link, terms) : sum_link(value, so_far, link, place.wanted, terms);
    so_far = Span::covering(so_far, span_of(link.operand));
    if (terms.empty() && ++nested > longest_nested) {
      session_.sink.add(report(DiagnosticKind::call_chain_too_long, so_far)
                            .message("more than {} operations follow one another", longest_nested)
                          .help("give the first part a name with `define`"));
      return session_.invalid(place.span);
    }
  }
  return complete(value, chain.links.back().operation >= ast::BinaryOperator::multiply ? Op::multiply : Op::add, terms, place.span);
}

Typed ExpressionChecker::complete(Typed value, program::Op op, Terms& terms, Span span) {
  if (terms.empty() || session_.is_invalid(value.type)) return value;
  value.node = session_.builder.add(op, value.type, terms, 0, 0, span);
  terms.clear();
  return value;
}

Typed ExpressionChecker::sum_link(Typed left, Span left_span, const ast::ChainLink& link, Wanted wanted, Terms& terms) {
  if (link.operation != ast::BinaryOperator::add && link.operation != ast::BinaryOperator::subtract)
    return set_operation(left, link, left_span);
  const Typed right = check(link.operand, wanted);
  const Span right_span = span_of(link.operand);
  const Span span = Span::covering(left_span, right_span);
  if (session_.is_invalid(left.type) || session_.is_invalid(right.type)) return session_.invalid(span);
  if (!require_required(left, left_span) || !require_required(right, right_span)) return session_.invalid(span);
  const TypeKind a = session_.kind(left.type);
  const TypeKind b = session_.kind(right.type);
  const bool subtract = link.operation == ast::BinaryOperator::subtract;
  if (link.policy && !(a == TypeKind::date && b == TypeKind::span))
    session_.sink.add(report(DiagnosticKind::policy_not_needed, link.policy->path.front().span)
                          .message("a month end policy only means something after a date and a calendar span are added")
                          .help("remove it"));
  if (a == TypeKind::date) return date_sum(left, right, link, span);
  if (a == TypeKind::span && b == TypeKind::span) return span_sum(left, right, subtract, span);
  if (!require_number(left, left_span) || !require_number(right, right_span)) return session_.invalid(span);
  return add_numbers(left, right, subtract, span, left_span, right_span, terms);
}

Typed ExpressionChecker::add_numbers(Typed left, Typed right, bool subtract, Span span, Span left_span, Span right_span,
                                     Terms& terms) {
  if (!same_dimension(left, right, left_span, right_span)) return session_.invalid(span);
  const Type a = session_.type(left.type);
  const Type b = session_.type(right.type);
  Type type;
  type.kind = TypeKind::number;
  type.dimension = a.dimension;
  type.unit = a.unit;
  type.whole = whole_in(session_.program(), a, a.unit) && whole_in(session_.program(), b, a.unit);
  const TypeId result = session_.builder.type(type);
  NodeId term = right.node;
  if (subtract) term = node(Op::negate, right.type, {right.node}, right_span, 0, 0, written_as_subtraction).node;
  if (terms.empty()) terms.push_back(left.node);
  terms.push_back(term);
  return {left.node, result};
}

Typed ExpressionChecker::product_link(Typed left, Span left_span, const ast::ChainLink& link, Terms& terms) {
  const Typed right = check(link.operand);
  const Span right_span = span_of(link.operand);
  const Span span = Span::covering(left_span, right_span);
  if (session_.is_invalid(left.type) || session_.is_invalid(right.type)) return session_.invalid(span);
  if (!require_required(left, left_span) || !require_required(right, right_span)) return session_.invalid(span);
  const bool multiplies = link.operation == ast::BinaryOperator::multiply;
  if (multiplies && session_.kind(left.type) == TypeKind::span) return span_product(left, right, right_span, span);
  if (multiplies && session_.kind(right.type) == TypeKind::span) return span_product(right, left, left_span, span);
  if (!require_number(left, left_span) || !require_number(right, right_span)) return session_.invalid(span);
  if (multiplies) return multiply_numbers(left, right, link, left_span, span, terms);
  return divide_numbers(complete(left, Op::multiply, terms, left_span), right, link, left_span, span);
}

Typed ExpressionChecker::multiply_numbers(Typed left, Typed right, const ast::ChainLink& link, Span left_span, Span span,
                                          Terms& terms) {
  const Type a = session_.type(left.type);
  const Type b = session_.type(right.type);
  if (a.dimension != plain_dimension && b.dimension != plain_dimension) {
    session_.sink.add(report(DiagnosticKind::product_of_quantities, link.operator_span)
                          .message("two quantities cannot be multiplied")
                          .secondary(left_span, "{}", describe(session_.program(), left.type))
                          .secondary(span_of(link.operand), "{}", describe(session_.program(), right.type))
                          .help("one of the two is a plain number"));
    return session_.invalid(span);
  }
  const Type& quantity = a.dimension != plain_dimension ? a : b;
  const Type& factor = a.dimension != plain_dimension ? b : a;
  Type type;
  type.kind = TypeKind::number;
  type.dimension = quantity.dimension;
  if (quantity.dimension != plain_dimension || (a.unit == percent && b.unit == percent)) type.unit = quantity.unit;
  type.whole = whole_in(session_.program(), quantity, type.unit) && whole_in(session_.program(), factor, {});
  if (terms.empty()) terms.push_back(left.node);
  terms.push_back(right.node);
  return {left.node, session_.builder.type(type)};
}

Typed ExpressionChecker::divide_numbers(Typed left, Typed right, const ast::ChainLink& link, Span left_span, Span span) {
  const Type a = session_.type(left.type);
  const Type b = session_.type(right.type);
  const Span right_span = span_of(link.operand);
  const bool exact = link.operation == ast::BinaryOperator::divide;
  const bool by_number = exact && b.dimension == plain_dimension;
  if (!by_number && !same_dimension(left, right, left_span, right_span)) return session_.invalid(span);
  if (b.low && b.high && b.low->is_zero() && b.high->is_zero()) {
    session_.sink.add(report(DiagnosticKind::division_by_zero, right_span).message("the divisor is zero"));
    return session_.invalid(span);
  }
  Type type;
  type.kind = TypeKind::number;
  if (by_number || link.operation == ast::BinaryOperator::modulo) {
    type.dimension = a.dimension;
    if (a.dimension != plain_dimension || (a.unit == percent && !exact)) type.unit = a.unit;
  }
  type.whole = link.operation == ast::BinaryOperator::floor_divide ||
               (!exact && whole_in(session_.program(), a, type.unit) && whole_in(session_.program(), b, type.unit));
  const Op op = exact ? Op::divide : link.operation == ast::BinaryOperator::modulo ? Op::modulo : Op::floor_divide;
  return node(op, session_.builder.type(type), {left.node, right.node}, span);
}

// ---- rounding -------------------------------------------------------------------------------------------------------------------

Typed ExpressionChecker::form(const ast::Round& round, const Place& place) {
  const Typed value = expect_number(round.value);
  const Typed step = expect_number(round.step_or_places);
  if (session_.is_invalid(value.type) || session_.is_invalid(step.type)) return session_.invalid(place.span);
  const Span step_span = span_of(round.step_or_places);
  Type type = session_.type(without_range(session_.builder, value.type));
  const auto mode = static_cast<std::uint32_t>(round.mode);
  const Type step_type = session_.type(step.type);
  const bool constant = step_type.low && step_type.high && *step_type.low == *step_type.high;
  if (round.places) {
    if (!require_whole(step, step_span)) return session_.invalid(place.span);
    type.whole = type.whole || (constant && step_type.low->sign() <= 0);
    return node(Op::round_to_places, session_.builder.type(type), {value.node, step.node}, place.span, mode, type.unit.value());
  }
  if (!same_dimension(value, step, span_of(round.value), step_span)) return session_.invalid(place.span);
  if (constant && step_type.low->sign() <= 0) {
    session_.sink.add(report(DiagnosticKind::step_not_positive, step_span).message("a step of rounding is greater than zero"));
    return session_.invalid(place.span);
  }
  type.whole = whole_in(session_.program(), step_type, type.unit);
  if (constant) type.step = *step_type.low;
  return node(Op::round_to_step, session_.builder.type(type), {value.node, step.node}, place.span, mode);
}

// ---- constants -------------------------------------------------------------------------------------------------------------------

std::optional<Number> ExpressionChecker::fold(NodeId id) const {
  const program::Program& program = session_.builder.program();
  const program::Node& node = program.nodes[id.index()];
  if (node.op == Op::small_constant)
    return Number::ratio(program.small_constants[node.a].numerator, program.small_constants[node.a].denominator);
  if (node.op == Op::number_constant) return program.numbers[node.a];
  if (node.op != Op::add && node.op != Op::multiply && node.op != Op::divide && node.op != Op::negate && node.op != Op::power)
    return std::nullopt;
  std::optional<Number> result;
  for (std::uint32_t i = 0; i < node.child_count; ++i) {
    const auto child = fold(program.children[node.first_child + i]);
    if (!child) return std::nullopt;
    if (!result) {
      result = node.op == Op::negate ? norma::negate(*child) : *child;
      continue;
    }
    const Outcome outcome = node.op == Op::add        ? norma::add(*result, *child)
                            : node.op == Op::multiply ? norma::multiply(*result, *child)
                            : node.op == Op::divide   ? norma::divide(*result, *child)
                                                      : norma::power(*result, *child);
    if (!outcome) return std::nullopt;
    result = outcome.value;
  }
  return result;
}

std::optional<Number> ExpressionChecker::constant_number(ast::ExpressionId id, TypeId type) {
  const bool outer = frame_.constants_only;
  frame_.constants_only = true;
  const Typed value = check(id, {type, true});
  frame_.constants_only = outer;
  if (session_.is_invalid(value.type) || !require_number(value, span_of(id))) return std::nullopt;
  if (!same_dimension({{}, type}, value, {}, span_of(id))) return std::nullopt;
  const auto folded = fold(value.node);
  if (!folded)
    session_.sink.add(report(DiagnosticKind::constraint_not_constant, span_of(id)).message("only a constant may stand here"));
  return folded;
}

NodeId ExpressionChecker::literal(ast::ExpressionId id, TypeId type, std::string_view name) {
  const bool outer = frame_.constants_only;
  frame_.constants_only = true;
  const Typed value = check_as(id, type, true, name);
  frame_.constants_only = outer;
  if (session_.is_invalid(value.type)) return {};
  if (const auto folded = fold(value.node)) return session_.builder.number_node(*folded, type, span_of(id));
  switch (const program::Node& node = session_.program().nodes[value.node.index()]; node.op) {
    case Op::boolean_constant: case Op::date_constant: case Op::span_constant: case Op::text_constant: case Op::enum_constant:
    case Op::none_constant: return value.node;
    case Op::list: case Op::set:
      if (node.child_count == 0) return value.node;
      break;
    case Op::check_range:
      session_.sink.add(report(DiagnosticKind::default_out_of_range, span_of(id))
                            .message("the default of `{}` is outside of its own range", name)
                            .help("a default is one of the values that may be chosen"));
      return {};
    default: break;
  }
  session_.sink.add(report(DiagnosticKind::constraint_not_constant, span_of(id))
                        .message("only a value as such may stand here, or an empty list")
                        .help("what depends on other facts belongs in a definition"));
  return {};
}

std::optional<Date> ExpressionChecker::constant_date(ast::ExpressionId id) {
  if (const auto* literal = std::get_if<ast::DateLiteral>(&file()[id].form)) return literal->value;
  const bool outer = frame_.constants_only;
  frame_.constants_only = true;
  const Typed value = check(id);
  frame_.constants_only = outer;
  if (session_.is_invalid(value.type)) return std::nullopt;
  if (session_.kind(value.type) == TypeKind::date)
    session_.sink.add(report(DiagnosticKind::constraint_not_constant, span_of(id)).message("only a date as such may stand here"));
  else
    mismatch({{}, session_.builder.simple(TypeKind::date)}, value, {}, span_of(id));
  return std::nullopt;
}

}  // namespace norma::types
