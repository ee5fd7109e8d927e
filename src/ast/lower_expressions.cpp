// Expressions; chains of operators are in lower_chain.cpp.
#include "ast/lowering.hpp"
#include "ast/words.hpp"
#include "number/parse.hpp"

namespace norma::ast {

ExpressionId Lowering::next_expression(Children& children) {
  const ExpressionId result = expression(children.index());
  children.advance();
  return result;
}

// The expression after the first child, a keyword: `where C`, `when C`, `default V`.
ExpressionId Lowering::after_keyword(std::uint32_t node) {
  Children parts = children(node);
  parts.advance();
  return expression(parts.index());
}

// A value of a branch or a row: an expression, `silent`, `refuse` or `not applicable`.
ExpressionId Lowering::value(std::uint32_t node) {
  Children parts = children(node);
  switch (kind(node)) {
    case Kind::silent:
      parts.advance();
      return add(Silent{labels(parts), {}}, span(node));
    case Kind::refuse:
      parts.advance();
      return add(Refuse{labels(parts), {}}, span(node));
    case Kind::not_applicable: return add(NotApplicable{}, span(node));
    default: return expression(node);
  }
}

ExpressionId Lowering::expression(std::uint32_t node) {
  const Span place = span(node);
  switch (kind(node)) {
    case Kind::conditional: return conditional(node);
    case Kind::chain: return chain(node);
    case Kind::postfix: return postfix(node);
    case Kind::quantity: return quantity(node);
    case Kind::number: return number_literal(node, false);
    case Kind::percentage: return number_literal(node, true);
    case Kind::date: {
      const std::optional<Date> day = date(node);
      return day ? add(DateLiteral{*day}, place) : invalid(place);
    }
    case Kind::text: return add(TextLiteral{text(node)}, place);
    case Kind::path: return add(NameUse{path(node)}, place);
    case Kind::call: return call(node);
    case Kind::parenthesised: {
      Children parts = children(node);
      parts.advance();
      return expression(parts.index());
    }
    case Kind::list_literal: return add(ListLiteral{elements(node)}, place);
    case Kind::set_literal: return add(SetLiteral{elements(node)}, place);
    case Kind::round: return round(node);
    case Kind::aggregate: return aggregate(node);
    case Kind::quantifier: return quantifier(node);
    case Kind::pick: return pick(node);
    case Kind::item_of: return item_of(node);
    case Kind::values_of: {
      Children parts = children(node);
      parts.advance();
      parts.advance();
      return add(ValuesOf{path(parts.index())}, place);
    }
    default: break;
  }
  if (kind(node) == syntax::kind_of(Keyword::true_)) return add(BooleanLiteral{true}, place);
  if (kind(node) == syntax::kind_of(Keyword::false_)) return add(BooleanLiteral{false}, place);
  if (kind(node) == syntax::kind_of(Keyword::none)) return add(NoneLiteral{}, place);
  return invalid(place);
}

// v when c otherwise v when c otherwise … w
ExpressionId Lowering::conditional(std::uint32_t node) {
  Conditional result;
  Children parts = children(node);
  ExpressionId last = next_expression(parts);
  while (parts.accept(Keyword::when)) {
    const ExpressionId condition = next_expression(parts);
    result.arms.push_back({last, condition});
    parts.accept(Keyword::otherwise);
    last = next_expression(parts);
  }
  result.otherwise = last;
  return add(std::move(result), span(node));
}

ExpressionId Lowering::postfix(std::uint32_t node) {
  constexpr std::uint32_t longest = 256;  // every suffix is one level of the tree
  Children parts = children(node);
  const std::uint32_t begin = tree_.nodes[node].begin;
  ExpressionId result = next_expression(parts);
  for (std::uint32_t count = 0; !parts.done(); parts.advance()) {
    if (++count > longest) {
      sink_.add(diagnose(DiagnosticKind::nesting_too_deep, span_of(parts))
                    .message("more than {} fields, keys or defaults follow one another", longest)
                    .help("give the first part a name with `define`"));
      return invalid(span(node));
    }
    const Span place{file_, begin, parts.node().end};
    result = suffixed(result, parts.index(), place);
  }
  return result;
}

ExpressionId Lowering::suffixed(ExpressionId operand, std::uint32_t suffix, Span place) {
  Children parts = children(suffix);
  parts.advance();
  switch (kind(suffix)) {
    case Kind::field_suffix: return add(FieldOf{operand, name(parts.index())}, place);
    case Kind::index_suffix: return add(IndexOf{operand, expression(parts.index())}, place);
    case Kind::default_suffix: return add(DefaultOf{operand, expression(parts.index())}, place);
    case Kind::as_suffix: return add(AsFormat{operand, path(parts.index())}, place);
    default:
      parts.accept(Keyword::of);
      return add(AsOf{operand, expression(parts.index())}, place);
  }
}

ExpressionId Lowering::number_literal(std::uint32_t node, bool percent) {
  std::string_view written = spelling(node);
  const Span place = span(node);
  if (percent) written.remove_suffix(1);
  const ParsedNumber parsed = parse_decimal(written);
  if (parsed) {
    const Number number = percent ? divide(parsed.value, Number(100)).value : parsed.value;
    return add(NumberLiteral{number, std::string(spelling(node)), percent}, place);
  }
  const bool limit = is_limit(parsed.fault);
  sink_.add(diagnose(limit ? DiagnosticKind::number_literal_too_long : DiagnosticKind::number_literal_malformed, place)
                .message("the number cannot be read: {}", describe(parsed.fault))
                .help("a number has at most {} digits and an exponent of at most {}", ParseLimits{}.digits, ParseLimits{}.exponent));
  return invalid(place);
}

ExpressionId Lowering::quantity(std::uint32_t node) {
  Children parts = children(node);
  const ExpressionId magnitude = next_expression(parts);
  Name unit = name(parts.index());
  unit.text = english_unit_word(unit.text);
  return add(QuantityOf{magnitude, std::move(unit)}, span(node));
}

ExpressionId Lowering::call(std::uint32_t node) {
  Children parts = children(node);
  Call result;
  result.callee = path(parts.index());
  parts.advance();
  result.arguments = arguments(parts);
  return add(std::move(result), span(node));
}

std::vector<Argument> Lowering::arguments(Children& parts) {
  std::vector<Argument> result;
  for (; !parts.done(); parts.advance()) {
    if (!parts.at(Kind::argument)) continue;
    Children inside = children(parts.index());
    Argument argument;
    if (inside.at(Kind::name)) {
      argument.name = next_name(inside);
      inside.accept(Symbol::colon);
    }
    argument.value = expression(inside.index());
    result.push_back(std::move(argument));
  }
  return result;
}

std::vector<GuardedElement> Lowering::elements(std::uint32_t node) {
  std::vector<GuardedElement> result;
  for (Children parts = children(node); !parts.done(); parts.advance()) {
    if (!parts.at(Kind::element)) continue;
    Children inside = children(parts.index());
    GuardedElement element;
    element.value = next_expression(inside);
    if (inside.accept(Keyword::when)) element.guard = expression(inside.index());
    result.push_back(element);
  }
  return result;
}

ExpressionId Lowering::round(std::uint32_t node) {
  Children parts = children(node);
  Round result;
  parts.advance();
  result.value = next_expression(parts);
  parts.accept(Keyword::to);
  result.step_or_places = next_expression(parts);
  result.places = parts.accept(Keyword::places);
  result.mode = rounding_mode(syntax::keyword_of(parts.kind()));
  return add(std::move(result), span(node));
}

Generator Lowering::generator(std::uint32_t node) {
  Children parts = children(node);
  Generator result;
  result.variable = next_name(parts);
  parts.accept(Keyword::in);
  result.collection = expression(parts.index());
  return result;
}

// Generators separated by commas, up to the next child that is neither.
std::vector<Generator> Lowering::generators(Children& parts) {
  std::vector<Generator> result;
  for (; parts.at(Kind::generator) || parts.at(Symbol::comma); parts.advance()) {
    if (parts.at(Kind::generator)) result.push_back(generator(parts.index()));
  }
  return result;
}

ExpressionId Lowering::aggregate(std::uint32_t node) {
  using Sort = Comprehension::Kind;
  Children parts = children(node);
  Comprehension result;
  switch (syntax::keyword_of(parts.kind())) {
    case Keyword::sum: result.kind = Sort::sum; break;
    case Keyword::count: result.kind = Sort::count; break;
    case Keyword::min: result.kind = Sort::minimum; break;
    case Keyword::max: result.kind = Sort::maximum; break;
    case Keyword::set: result.kind = Sort::set; break;
    default: result.kind = Sort::list; break;
  }
  parts.advance();
  parts.accept(Keyword::of);
  std::uint32_t element = 0;
  for (; !parts.done(); parts.advance()) {
    Children inside = children(parts.index());
    switch (parts.kind()) {
      case Kind::for_each_part:
        inside.accept(Keyword::for_);
        inside.accept(Keyword::each);
        result.generators = generators(inside);
        break;
      case Kind::where_part: result.where = after_keyword(parts.index()); break;
      case Kind::sorted_part:
        for (; !inside.done(); inside.advance()) {
          if (!inside.at(Kind::sort_key)) continue;
          Children key = children(inside.index());
          const ExpressionId by = next_expression(key);
          result.sorted_by.push_back({by, key.at(Keyword::descending)});
        }
        break;
      default:
        element = parts.index();
        result.element = expression(element);
    }
  }
  if (!check_aggregate(node, result, element)) return invalid(span(node));
  return add(std::move(result), span(node));
}

// False after a report: what was meant is not known.
bool Lowering::check_aggregate(std::uint32_t node, const Comprehension& form, std::uint32_t element) {
  using Sort = Comprehension::Kind;
  const bool collects = form.kind == Sort::list || form.kind == Sort::set;
  const Span word = span(node + 1);
  const std::string_view what = spelling(node + 1);
  if (form.generators.empty() && collects) {
    sink_.add(diagnose(DiagnosticKind::form_does_not_fit, span(node))
                  .message("`{} of` needs `for each` and a list", what)
                  .help("write `{} of EXPRESSION for each x in LIST`", what));
  } else if (form.generators.empty() && kind(element) == Kind::chain) {
    // `sum of xs + 1`: two readings, so neither is taken.
    sink_.add(diagnose(DiagnosticKind::parentheses_needed, span(element))
                  .message("it is not plain what `{} of` takes here", what)
                  .secondary(word, "takes a list")
                  .help("write `({} of LIST)` and then the operator, or put the list between parentheses", what));
  } else if (!form.generators.empty() && form.kind == Sort::count && form.element.valid()) {
    sink_.add(diagnose(DiagnosticKind::form_does_not_fit, span(element))
                  .message("`{}` with `for each` counts members, not values", what)
                  .help("write `{} for each x in LIST where CONDITION`", what));
  } else if (!form.sorted_by.empty() && form.kind != Sort::list) {
    sink_.add(diagnose(DiagnosticKind::form_does_not_fit, span(node))
                  .message("only `list of` is sorted; the order of members does not change `{}`", what)
                  .help("remove `sorted by`"));
  } else {
    return true;
  }
  return false;
}

ExpressionId Lowering::quantifier(std::uint32_t node) {
  using Sort = Quantifier::Kind;
  Children parts = children(node);
  Quantifier result;
  result.kind = parts.at(Keyword::all) ? Sort::all : parts.at(Keyword::some) ? Sort::some : Sort::none;
  parts.advance();
  result.generators = generators(parts);
  for (; !parts.done(); parts.advance()) {
    (parts.at(Kind::where_part) ? result.where : result.satisfy) = after_keyword(parts.index());
  }
  return add(std::move(result), span(node));
}

ExpressionId Lowering::pick(std::uint32_t node) {
  Children parts = children(node);
  Pick result;
  result.last = parts.at(Keyword::last);
  parts.advance();
  result.generator = generator(parts.index());
  parts.advance();
  for (; !parts.done(); parts.advance()) {
    if (parts.at(Kind::where_part)) {
      result.where = after_keyword(parts.index());
    } else if (parts.at(Kind::pick_otherwise)) {
      result.otherwise = after_keyword(parts.index());
    } else {
      Children keys = children(parts.index());
      for (keys.advance(); !keys.done(); keys.advance()) {
        if (!keys.at(Symbol::comma)) result.keys.push_back(expression(keys.index()));
      }
    }
  }
  return add(std::move(result), span(node));
}

ExpressionId Lowering::item_of(std::uint32_t node) {
  Children parts = children(node);
  parts.advance();
  const ExpressionId position = next_expression(parts);
  parts.accept(Keyword::of);
  return add(ItemOf{position, expression(parts.index())}, span(node));
}

}  // namespace norma::ast
