// Types, constraints, enum values and parameters.
#include <array>

#include "ast/lowering.hpp"
#include "ast/words.hpp"

namespace norma::ast {

TypeId Lowering::typed(Children& children) {
  if (!children.accept(Symbol::colon)) return {};
  const TypeId result = type(children.index());
  children.advance();
  return result;
}

TypeId Lowering::type(std::uint32_t node) {
  Type result;
  result.span = span(node);
  Children parts = children(node);
  type_form(parts, result);
  for (; !parts.done(); parts.advance()) {
    if (parts.at(Kind::or_none)) {
      result.or_none = true;
    } else {
      add_constraint(parts.index(), result);
    }
  }
  ast_.types.push_back(std::move(result));
  return TypeId(static_cast<std::uint32_t>(ast_.types.size() - 1));
}

void Lowering::type_form(Children& parts, Type& result) {
  const std::uint32_t form = parts.index();
  parts.advance();
  Children inside = children(form);
  switch (kind(form)) {
    case Kind::path: {
      Path named = path(form);
      if (named.size() == 1) named.front().text = english_type_word(named.front().text);
      result.form = NamedType{std::move(named)};
      return;
    }
    case Kind::list_type: {
      inside.advance();
      inside.advance();
      ListType list;
      list.element = type(inside.index());
      inside.advance();
      if (inside.accept(Keyword::unique) && inside.accept(Keyword::by)) list.unique_by = name(inside.index());
      result.form = std::move(list);
      return;
    }
    case Kind::set_type:
      inside.advance();
      inside.advance();
      result.form = SetType{type(inside.index())};
      return;
    case Kind::inline_enum_type: result.form = InlineEnumType{enum_values(inside)}; return;
    case Kind::grouped_type: {
      inside.advance();
      const TypeId inner = type(inside.index());
      const Span place = result.span;
      result = ast_[inner];
      result.span = place;
      return;
    }
    default: result.form = PercentType{}; return;
  }
}

void Lowering::add_constraint(std::uint32_t node, Type& result) {
  Constraint constraint;
  constraint.span = span(node);
  Children parts = children(node);
  if (kind(node) == Kind::bound_constraint) {
    constraint.comparison = comparison_of(parts.kind());
    parts.advance();
    constraint.low = next_expression(parts);
  } else if (kind(node) == Kind::step_constraint) {
    constraint.kind = Constraint::Kind::step;
    parts.accept(Keyword::in);
    parts.accept(Keyword::steps);
    parts.accept(Keyword::of);
    constraint.low = next_expression(parts);
  } else {
    parts.accept(Keyword::in);
    constraint.kind = Constraint::Kind::range;
    bool after_range = false;
    for (; !parts.done(); parts.advance()) {
      if (parts.at(Symbol::half_open_range)) constraint.kind = Constraint::Kind::half_open_range;
      if (parts.at(Symbol::range) || parts.at(Symbol::half_open_range)) {
        after_range = true;
      } else {
        (after_range ? constraint.high : constraint.low) = expression(parts.index());
      }
    }
  }
  result.constraints.push_back(constraint);
}

std::vector<EnumValue> Lowering::enum_values(Children& children) {
  std::vector<EnumValue> result;
  for (; !children.done(); children.advance()) {
    if (children.at(Kind::enum_value)) result.push_back(enum_value(children.index()));
  }
  return result;
}

EnumValue Lowering::enum_value(std::uint32_t node) {
  EnumValue result;
  Children parts = children(node);
  result.name = next_name(parts);
  while (!parts.done()) {
    if (attribute(parts, result.attributes)) continue;
    if (result.applies_when.valid()) repeated(span_of(parts), "when");
    result.applies_when = after_keyword(parts.index());
    parts.advance();
  }
  return result;
}

std::vector<Parameter> Lowering::parameters(std::uint32_t node) {
  std::vector<Parameter> result;
  for (Children parts = children(node); !parts.done(); parts.advance()) {
    if (!parts.at(Kind::parameter)) continue;
    Children inside = children(parts.index());
    Parameter parameter;
    parameter.name = next_name(inside);
    parameter.type = typed(inside);
    result.push_back(std::move(parameter));
  }
  return result;
}

std::vector<Parameter> Lowering::optional_parameters(Children& children) {
  if (!children.at(Kind::parameters)) return {};
  std::vector<Parameter> result = parameters(children.index());
  children.advance();
  return result;
}

}  // namespace norma::ast
