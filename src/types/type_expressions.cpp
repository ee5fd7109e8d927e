// Types as written, with their constraints folded into base units.
#include <algorithm>
#include <fmt/format.h>

#include "types/expressions.hpp"

namespace norma::types {

using names::SymbolKind;
using program::Type;
using program::TypeKind;

std::optional<SymbolId> ExpressionChecker::find_type(const ast::Path& path, std::string_view what) {
  const names::Lookup lookup = session_.names.find_type(frame_.package, path);
  if (lookup.outcome == names::Lookup::Outcome::found) return lookup.symbol;
  if (lookup.reported) return std::nullopt;
  auto problem = report(DiagnosticKind::unknown_type, path.back().span).message("no {} is named `{}`", what, path.back().text);
  if (!lookup.nearest.empty()) problem.suggest(lookup.nearest);
  session_.sink.add(problem);
  return std::nullopt;
}

std::optional<TypeId> ExpressionChecker::builtin_type(std::string_view name) {
  auto& builder = session_.builder;
  if (name == "boolean") return builder.boolean();
  if (name == "integer") return builder.integer();
  if (name == "number") return builder.number();
  if (name == "date") return builder.simple(TypeKind::date);
  if (name == "span") return builder.simple(TypeKind::span);
  if (name == "period") return builder.simple(TypeKind::period);
  if (name == "text") return builder.simple(TypeKind::text);
  if (name == "calendar") return builder.simple(TypeKind::calendar);
  if (name == "month_end_policy") return builder.simple(TypeKind::month_end_policy);
  if (name == "day" || name == "days") return builder.quantity(UnitId{1});
  if (name == "week" || name == "weeks") return builder.quantity(UnitId{2});
  if (name == "Weekday") return builder.enumeration(session_.program().weekday_enum);
  return std::nullopt;
}

TypeId ExpressionChecker::named_type(const ast::NamedType& named, Span) {
  const names::Lookup lookup = session_.names.find_type(frame_.package, named.path);
  if (lookup.outcome != names::Lookup::Outcome::found && named.path.size() == 1) {
    if (const auto builtin = builtin_type(named.path.front().text)) return *builtin;
  }
  const auto symbol = find_type(named.path, "type");
  if (!symbol) return session_.invalid_type();
  const std::uint32_t id = session_.state(*symbol).id;
  Type type;
  switch (session_.symbol(*symbol).kind) {
    case SymbolKind::unit: return id == 0xffffffff ? session_.invalid_type() : session_.builder.quantity(UnitId(id));
    case SymbolKind::enumeration: return session_.builder.enumeration(program::EnumId(id));
    case SymbolKind::record: return session_.builder.record(program::RecordId(id));
    case SymbolKind::format:
      if (id == 0xffffffff) return session_.invalid_type();
      type.kind = TypeKind::format;
      type.format = program::FormatId(id);
      return session_.builder.type(type);
    default: return session_.invalid_type();
  }
}

TypeId ExpressionChecker::list_type(const ast::ListType& list, Span) {
  const TypeId element = resolve_type(list.element);
  if (session_.is_invalid(element) || !list.unique_by) return session_.builder.list_of(element);
  const Type type = session_.type(element);
  if (type.kind != TypeKind::record) {
    session_.sink.add(report(DiagnosticKind::type_mismatch, list.unique_by->span)
                          .message("only a list of records has a key, but a member is {}", describe(session_.program(), element)));
    return session_.builder.list_of(element);
  }
  const auto& fields = session_.program().records[type.record.index()].fields;
  const auto field = std::find_if(fields.begin(), fields.end(), [&](const auto& one) { return one.name == list.unique_by->text; });
  if (field != fields.end()) return session_.builder.list_of(element, static_cast<std::uint32_t>(field - fields.begin()));
  session_.sink.add(report(DiagnosticKind::unknown_field, list.unique_by->span)
                        .message("{} has no field `{}`", describe(session_.program(), element), list.unique_by->text));
  return session_.builder.list_of(element);
}

TypeId ExpressionChecker::inline_enum(const ast::InlineEnumType& written, Span span) {
  program::Enumeration enumeration;
  for (const ast::EnumValue& value : written.values) {
    program::EnumValue made;
    made.name = value.name.text;
    made.labels = value.attributes.labels;
    made.citations = value.attributes.citations;
    made.span = value.name.span;
    enumeration.values.push_back(std::move(made));
  }
  enumeration.package = frame_.package;
  enumeration.span = span;
  return session_.builder.enumeration(session_.builder.add_enum(std::move(enumeration)));
}

TypeId ExpressionChecker::resolve_type(ast::TypeId id) {
  if (!id.valid()) return session_.invalid_type();
  const ast::Type& written = file()[id];
  TypeId plain;
  if (const auto* named = std::get_if<ast::NamedType>(&written.form)) plain = named_type(*named, written.span);
  if (std::holds_alternative<ast::PercentType>(written.form)) plain = session_.builder.quantity(UnitId{0});
  if (const auto* list = std::get_if<ast::ListType>(&written.form)) plain = list_type(*list, written.span);
  if (const auto* inline_form = std::get_if<ast::InlineEnumType>(&written.form)) plain = inline_enum(*inline_form, written.span);
  if (const auto* set = std::get_if<ast::SetType>(&written.form)) {
    const TypeId element = resolve_type(set->element);
    if (session_.is_invalid(element)) return element;
    if (session_.kind(element) != TypeKind::enumeration) {
      session_.sink.add(report(DiagnosticKind::type_mismatch, file()[set->element].span)
                            .message("a set holds values of an enum, not {}", describe(session_.program(), element)));
      return session_.invalid_type();
    }
    plain = session_.builder.set_of(session_.peek(element).enumeration);
  }
  if (session_.is_invalid(plain)) return plain;
  Type type = session_.type(plain);
  for (const ast::Constraint& constraint : written.constraints) apply_constraint(type, plain, constraint);
  type.optional = written.or_none;
  const bool empty = (type.low && type.high && (*type.low > *type.high || (*type.low == *type.high && (type.low_open || type.high_open)))) ||
                     (type.earliest && type.latest && *type.earliest > *type.latest);
  if (empty) session_.sink.add(report(DiagnosticKind::empty_range, written.span).message("no value satisfies these constraints")
                          .help("write the smaller end first"));
  return session_.builder.type(type);
}

void ExpressionChecker::apply_constraint(Type& type, TypeId plain, const ast::Constraint& constraint) {
  if (type.kind != TypeKind::number && (type.kind != TypeKind::date || constraint.kind == ast::Constraint::Kind::step)) {
    session_.sink.add(report(DiagnosticKind::constraint_not_possible, constraint.span)
                          .message("{} cannot be constrained like this", describe(session_.program(), plain))
                          .help("bounds belong to numbers, quantities and dates, steps to numbers and quantities"));
    return;
  }
  switch (constraint.kind) {
    case ast::Constraint::Kind::bound: apply_bound(type, plain, constraint.comparison, constraint.low); break;
    case ast::Constraint::Kind::range:
    case ast::Constraint::Kind::half_open_range: {
      const bool open = constraint.kind == ast::Constraint::Kind::half_open_range;
      if (constraint.low.valid()) apply_bound(type, plain, ast::Comparison::greater_equal, constraint.low);
      if (constraint.high.valid()) apply_bound(type, plain, open ? ast::Comparison::less : ast::Comparison::less_equal, constraint.high);
      break;
    }
    case ast::Constraint::Kind::step:
      type.step = constant_number(constraint.low, plain);
      if (type.step && type.step->sign() <= 0) {
        session_.sink.add(report(DiagnosticKind::step_not_positive, constraint.span).message("a step is greater than zero"));
        type.step.reset();
      }
  }
}

void ExpressionChecker::apply_bound(Type& type, TypeId plain, ast::Comparison comparison, ast::ExpressionId value) {
  const bool lower = comparison == ast::Comparison::greater || comparison == ast::Comparison::greater_equal;
  const bool open = comparison == ast::Comparison::greater || comparison == ast::Comparison::less;
  if (type.kind == TypeKind::date) {
    auto date = constant_date(value);
    if (date && open) {
      const auto inside = add_days(*date, lower ? 1 : -1);
      if (inside) date = *inside;
    }
    if (date) (lower ? type.earliest : type.latest) = date;
    return;
  }
  const auto number = constant_number(value, plain);
  if (!number) return;
  (lower ? type.low : type.high) = number;
  (lower ? type.low_open : type.high_open) = open;
}

}  // namespace norma::types
