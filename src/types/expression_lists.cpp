// Lists, sets and what is computed over their members.
#include <fmt/format.h>

#include "types/declarations.hpp"
#include "types/expressions.hpp"

namespace norma::types {

using program::Op;
using program::Type;
using program::TypeKind;

std::optional<TypeId> ExpressionChecker::element_type(Typed collection, Span span) {
  const Type type = session_.type(collection.type);
  if (type.kind == TypeKind::invalid) return session_.invalid_type();
  if (!require_required(collection, span)) return std::nullopt;
  if (type.kind == TypeKind::list) return type.element;
  if (type.kind == TypeKind::set && type.enumeration.valid()) return session_.builder.enumeration(type.enumeration);
  session_.sink.add(report(DiagnosticKind::type_mismatch, span)
                        .message("a list or a set is needed here, but this is {}", describe(session_.program(), collection.type)));
  return std::nullopt;
}

std::vector<program::Generator> ExpressionChecker::generators(const std::vector<ast::Generator>& written) {
  std::vector<program::Generator> result;
  for (const ast::Generator& generator : written) {
    const Typed collection = check(generator.collection);
    const auto element = element_type(collection, span_of(generator.collection));
    check_local_name(session_, frame_, generator.variable, false);
    Local variable;
    variable.kind = Local::Kind::variable;
    variable.name = generator.variable.text;
    variable.slot = frame_.new_slot();
    variable.type = element ? *element : session_.invalid_type();
    variable.span = generator.variable.span;
    result.push_back({variable.slot, collection.node, variable.name});
    frame_.variables.push_back(std::move(variable));
  }
  return result;
}

void ExpressionChecker::check_orderable(Typed value, Span span, std::string_view what) {
  if (session_.is_invalid(value.type) || !require_required(value, span)) return;
  const Type& type = session_.peek(value.type);
  if (ordered(session_.program(), type)) return;
  session_.sink.add(report(DiagnosticKind::no_order, span).message("{} needs an order, and {} has none", what, describe(session_.program(), value.type)));
}

std::vector<program::SortKey> ExpressionChecker::sort_keys(const std::vector<ast::SortKey>& keys) {
  std::vector<program::SortKey> result;
  for (const ast::SortKey& key : keys) {
    const Typed value = check(key.key);
    if (session_.kind(value.type) != TypeKind::text && session_.kind(value.type) != TypeKind::boolean)
      check_orderable(value, span_of(key.key), "sorting");
    result.push_back({value.node, key.descending});
  }
  return result;
}

Typed ExpressionChecker::form(const ast::Comprehension& comprehension, const Place& place) {
  return comprehension.generators.empty() ? aggregate_of_collection(comprehension, place) : aggregate(comprehension, place);
}

Typed ExpressionChecker::aggregate(const ast::Comprehension& comprehension, const Place& place) {
  const Scope scope(frame_);
  program::Comprehension result;
  result.kind = comprehension.kind;
  result.generators = generators(comprehension.generators);
  if (comprehension.where.valid()) {
    result.where = condition(comprehension.where).node;
    assume(comprehension.where, true);
  }
  Typed element{{}, session_.builder.boolean()};
  Span element_span = place.span;
  if (comprehension.element.valid()) {
    Wanted wanted;
    const TypeId outer = place.wanted.type;
    if (outer.valid() && comprehension.kind == ast::Comprehension::Kind::list && session_.kind(outer) == TypeKind::list)
      wanted.type = session_.peek(outer).element;
    if (outer.valid() && comprehension.kind == ast::Comprehension::Kind::set && session_.kind(outer) == TypeKind::set &&
        session_.peek(outer).enumeration.valid())
      wanted.type = session_.builder.enumeration(session_.peek(outer).enumeration);
    element = check(comprehension.element, wanted);
    element_span = span_of(comprehension.element);
    result.element = element.node;
  }
  result.keys = sort_keys(comprehension.sorted_by);
  const Typed typed = aggregate_result(comprehension.kind, element, place.span, element_span, place);
  if (session_.is_invalid(typed.type)) return typed;
  const auto id = session_.builder.add_comprehension(std::move(result));
  return node(Op::comprehension, typed.type, {}, place.span, id.value());
}

// Only the type of the result counts here.
Typed ExpressionChecker::aggregate_result(ast::Comprehension::Kind kind, Typed element, Span span, Span element_span, const Place& place) {
  using Kind = ast::Comprehension::Kind;
  if (session_.is_invalid(element.type)) return session_.invalid(span);
  const TypeId plain = without_range(session_.builder, element.type);
  const auto typed = [](TypeId type) { return Typed{{}, type}; };
  switch (kind) {
    case Kind::count: {
      Type count = session_.type(session_.builder.integer());
      count.low = 0;
      return typed(session_.builder.type(count));
    }
    case Kind::sum: {
      if (session_.kind(plain) == TypeKind::span && require_required(element, element_span)) return typed(plain);
      return require_number(element, element_span) ? typed(plain) : session_.invalid(span);
    }
    case Kind::minimum:
    case Kind::maximum:
      if (!require_required(element, element_span)) return session_.invalid(span);
      check_orderable(element, element_span, kind == Kind::minimum ? "`min`" : "`max`");
      return typed(session_.builder.optional_of(plain));
    case Kind::set: {
      const Type type = session_.type(plain);
      if (!require_required(element, element_span)) return session_.invalid(span);
      if (type.kind == TypeKind::enumeration) return typed(session_.builder.set_of(type.enumeration));
      session_.sink.add(report(DiagnosticKind::type_mismatch, element_span)
                            .message("a set holds values of an enum, but this is {}", describe(session_.program(), element.type)));
      return session_.invalid(span);
    }
    case Kind::list: break;
  }
  Type list = session_.type(session_.builder.list_of(element.type));
  if (place.wanted.type.valid() && session_.kind(place.wanted.type) == TypeKind::list &&
      same_shape(session_.program(), place.wanted.type, session_.builder.type(list)))
    list.unique_by = session_.peek(place.wanted.type).unique_by;
  return typed(session_.builder.type(list));
}

Typed ExpressionChecker::aggregate_of_collection(const ast::Comprehension& comprehension, const Place& place) {
  using Kind = ast::Comprehension::Kind;
  const Typed collection = check(comprehension.element);
  const Span span = span_of(comprehension.element);
  const auto element = element_type(collection, span);
  if (!element || session_.is_invalid(*element)) return session_.invalid(place.span);
  const Typed result = aggregate_result(comprehension.kind, {collection.node, *element}, place.span, span, place);
  if (session_.is_invalid(result.type)) return result;
  const Op op = comprehension.kind == Kind::count     ? Op::count_of
                : comprehension.kind == Kind::sum     ? Op::sum_of
                : comprehension.kind == Kind::minimum ? Op::minimum_of
                                                      : Op::maximum_of;
  if (comprehension.kind == Kind::list || comprehension.kind == Kind::set) return {collection.node, collection.type};
  return node(op, result.type, {collection.node}, place.span);
}

Typed ExpressionChecker::form(const ast::Quantifier& quantifier, const Place& place) {
  const Scope scope(frame_);
  program::Comprehension result;
  result.generators = generators(quantifier.generators);
  if (quantifier.where.valid()) {
    result.where = condition(quantifier.where).node;
    assume(quantifier.where, true);
  }
  if (quantifier.satisfy.valid()) result.element = condition(quantifier.satisfy).node;
  const auto kind = static_cast<std::uint32_t>(quantifier.kind);
  const auto id = session_.builder.add_comprehension(std::move(result));
  return node(Op::quantifier, session_.builder.boolean(), {}, place.span, id.value(), kind);
}

Typed ExpressionChecker::form(const ast::Pick& pick, const Place& place) {
  program::Comprehension result;
  TypeId element;
  {
    const Scope scope(frame_);
    result.generators = generators({pick.generator});
    element = frame_.variables.back().type;
    if (pick.where.valid()) {
      result.where = condition(pick.where).node;
      assume(pick.where, true);
    }
    for (const ast::ExpressionId key : pick.keys) {
      const Typed value = check(key);
      if (session_.kind(value.type) != TypeKind::text && session_.kind(value.type) != TypeKind::boolean)
        check_orderable(value, span_of(key), "`by`");
      result.keys.push_back({value.node, false});
    }
  }
  if (session_.is_invalid(element)) return session_.invalid(place.span);
  TypeId type = session_.builder.optional_of(element);
  if (pick.otherwise.valid()) {
    const Typed fallback = check(pick.otherwise, {element});
    const auto joined = join(session_.builder, element, fallback.type);
    if (!joined) {
      mismatch({{}, element}, fallback, place.span, span_of(pick.otherwise));
      return session_.invalid(place.span);
    }
    type = *joined;
    result.otherwise = fallback.node;
  }
  const std::uint32_t flags = (pick.last ? 1U : 0U) | (pick.otherwise.valid() ? 2U : 0U);
  const auto id = session_.builder.add_comprehension(std::move(result));
  return node(Op::pick, type, {}, place.span, id.value(), flags);
}

Typed ExpressionChecker::form(const ast::ItemOf& item, const Place& place) {
  const Typed position = check(item.position);
  const Typed list = check(item.list);
  const auto element = element_type(list, span_of(item.list));
  const bool whole = require_whole(position, span_of(item.position));
  if (!element || !whole || session_.is_invalid(*element)) return session_.invalid(place.span);
  return node(Op::item_of, session_.builder.optional_of(*element), {position.node, list.node}, place.span);
}

Typed ExpressionChecker::form(const ast::IndexOf& index, const Place& place) {
  const Typed list = check(index.list);
  const Type type = session_.type(list.type);
  const Span span = span_of(index.list);
  if (type.kind == TypeKind::invalid || !require_required(list, span)) return session_.invalid(place.span);
  if (type.kind != TypeKind::list || !type.unique_by) {
    session_.sink.add(report(DiagnosticKind::not_a_keyed_list, span)
                          .message("only a list `unique by` a field has a member for a key, but this is {}", describe(session_.program(), list.type))
                          .help("write `first x in … where …`, or declare the list `unique by`"));
    return session_.invalid(place.span);
  }
  const program::RecordId record = session_.peek(type.element).record;
  const TypeId key_type = session_.program().records[record.index()].fields[*type.unique_by].type;
  const Typed key = check_as(index.key, without_range(session_.builder, key_type));
  if (session_.is_invalid(key.type)) return session_.invalid(place.span);
  return node(Op::index_of, session_.builder.optional_of(type.element), {list.node, key.node}, place.span);
}

Typed ExpressionChecker::form(const ast::ListLiteral& literal, const Place& place) { return collection_literal(literal.elements, false, place); }
Typed ExpressionChecker::form(const ast::SetLiteral& literal, const Place& place) { return collection_literal(literal.elements, true, place); }

Typed ExpressionChecker::collection_literal(const std::vector<ast::GuardedElement>& elements, bool set, const Place& place) {
  Wanted wanted{{}, place.wanted.bare_in_unit};
  const Type outer = place.wanted.type.valid() ? session_.type(place.wanted.type) : Type{};
  if (set && outer.kind == TypeKind::set && outer.enumeration.valid()) wanted.type = session_.builder.enumeration(outer.enumeration);
  if (!set && outer.kind == TypeKind::list) wanted.type = outer.element;
  std::optional<TypeId> joined;
  std::vector<NodeId> children;
  bool guarded = false;
  bool faulty = false;
  Span first;
  for (const ast::GuardedElement& element : elements) {
    const Scope scope(frame_);
    NodeId guard;
    if (element.guard.valid()) {
      guard = condition(element.guard).node;
      assume(element.guard, true);
      guarded = true;
    }
    const Typed value = wanted.type.valid() && !set ? check_as(element.value, wanted.type, wanted.bare_in_unit) : check(element.value, wanted);
    children.push_back(value.node);
    children.push_back(guard);
    const auto met = joined ? join(session_.builder, *joined, value.type) : std::optional(value.type);
    if (!met) mismatch({{}, *joined}, value, first, span_of(element.value));
    if (!joined) first = span_of(element.value);
    faulty = faulty || !met || session_.is_invalid(value.type);
    joined = met ? *met : session_.invalid_type();
    if (!wanted.type.valid() && !session_.is_invalid(*joined) && set) wanted.type = *joined;
  }
  if (faulty) return session_.invalid(place.span);
  TypeId type;
  if (set) {
    Type result;
    result.kind = TypeKind::set;
    result.enumeration = joined ? session_.peek(*joined).enumeration : outer.enumeration;
    if (joined && session_.kind(*joined) != TypeKind::enumeration) {
      session_.sink.add(report(DiagnosticKind::type_mismatch, first)
                            .message("a set holds values of an enum, but this is {}", describe(session_.program(), *joined))
                            .help("write a list: `[ … ]`"));
      return session_.invalid(place.span);
    }
    type = session_.builder.type(result);
  } else if (outer.kind == TypeKind::list) {
    type = session_.builder.required_of(place.wanted.type);
  } else {
    type = session_.builder.list_of(joined ? without_range(session_.builder, *joined) : session_.invalid_type());
  }
  return {session_.builder.add(set ? Op::set : Op::list, type, children, 0, guarded ? 1 : 0, place.span), type};
}

// `union`, `minus`, `intersect` of two sets of one enum.
Typed ExpressionChecker::set_operation(Typed left, const ast::ChainLink& link, Span left_span) {
  const Typed right = check(link.operand, {left.type});
  const Span right_span = span_of(link.operand);
  const Span span = Span::covering(left_span, right_span);
  for (const auto& [value, place] : {std::pair(left, left_span), std::pair(right, right_span)}) {
    if (session_.is_invalid(value.type) || !require_required(value, place)) return session_.invalid(span);
    if (session_.kind(value.type) == TypeKind::set) continue;
    session_.sink.add(report(DiagnosticKind::type_mismatch, place)
                          .message("a set is needed here, but this is {}", describe(session_.program(), value.type)));
    return session_.invalid(span);
  }
  const auto joined = join(session_.builder, left.type, right.type);
  if (!joined) {
    mismatch(left, right, left_span, right_span);
    return session_.invalid(span);
  }
  const Op op = link.operation == ast::BinaryOperator::set_union   ? Op::set_union
                : link.operation == ast::BinaryOperator::set_minus ? Op::set_minus
                                                                   : Op::set_intersect;
  return node(op, *joined, {left.node, right.node}, span);
}

}  // namespace norma::types
