// Names and fields: locals first, then what the package sees, then enum values.
#include <algorithm>
#include <fmt/format.h>

#include "base/nearest.hpp"
#include "types/declarations.hpp"
#include "types/expressions.hpp"

namespace norma::types {

using names::SymbolKind;
using program::Op;
using program::Type;
using program::TypeKind;

namespace {

std::string spelled(const ast::Path& path) {
  std::string text;
  for (const ast::Name& name : path) text += (text.empty() ? "" : ".") + name.text;
  return text;
}

std::optional<std::uint32_t> index_of(const program::Enumeration& enumeration, std::string_view name) {
  for (std::uint32_t i = 0; i < enumeration.values.size(); ++i) {
    if (enumeration.values[i].name == name) return i;
  }
  return std::nullopt;
}

std::optional<MonthEndPolicy> policy_named(std::string_view name) {
  if (name == "last_day") return MonthEndPolicy::last_day;
  if (name == "next_day") return MonthEndPolicy::next_day;
  if (name == "refuse") return MonthEndPolicy::refuse;
  return std::nullopt;
}

bool found(const names::Lookup& lookup) { return lookup.outcome == names::Lookup::Outcome::found; }

}  // namespace

Typed ExpressionChecker::form(const ast::NameUse& use, const Place& place) {
  return name_path(use.path, place.span, place.wanted);
}

Typed ExpressionChecker::form(const ast::FieldOf& access, const Place& place) {
  if (const auto path = flatten(access)) return name_path(*path, place.span, place.wanted);
  return field(check(access.object), access.field, place.span);
}

Typed ExpressionChecker::path_value(const ast::Path& path) {
  return name_path(path, Span::covering(path.front().span, path.back().span), {});
}

// The longest part of the path that names something; the rest are fields.
Typed ExpressionChecker::name_path(const ast::Path& path, Span span, Wanted wanted) {
  if (const auto word = wanted_word(path, span, wanted)) return *word;
  Typed value;
  std::size_t used = 0;
  ast::Path head{path.front()};
  const Span first{path.front().span};
  const names::Lookup first_lookup = session_.names.find_value(frame_.package, head);
  names::Lookup lookup = first_lookup;
  if (const Local* local = frame_.find(head.front().text)) {
    value = local_use(*local, first);
    used = 1;
  } else {
    for (used = 1; !found(lookup) && used < path.size();) {
      head.push_back(path[used++]);
      lookup = session_.names.find_value(frame_.package, head);
    }
    if (found(lookup)) {
      value = symbol_use(lookup.symbol, Span::covering(first, path[used - 1].span));
    } else if (path.size() > 1) {
      if (const auto qualified = qualified_enum_value(path, span)) return *qualified;
      unknown_name({path.front()}, first, first_lookup);
      return session_.invalid(span);
    } else {
      return bare_enum_value(path, span, lookup);
    }
  }
  ast::Path so_far(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(used));
  value = narrowed(value, path_key(so_far));
  for (; used < path.size() && !session_.is_invalid(value.type); ++used) {
    so_far.push_back(path[used]);
    value = narrowed(field(value, path[used], Span::covering(first, path[used].span)), path_key(so_far));
  }
  return value;
}

// A bare word whose meaning the place decides: an enum value where its enum is wanted, a month end policy.
std::optional<Typed> ExpressionChecker::wanted_word(const ast::Path& path, Span span, Wanted wanted) {
  if (path.size() != 1 || !wanted.type.valid()) return std::nullopt;
  const Type& type = session_.peek(wanted.type);
  const std::string& name = path.front().text;
  if (type.kind == TypeKind::month_end_policy && frame_.find(name) == nullptr) {
    const auto policy = policy_named(name);
    if (policy) return Typed{session_.builder.policy_node(*policy, span), wanted.type};
  }
  if (type.kind != TypeKind::enumeration || !type.enumeration.valid()) return std::nullopt;
  const program::EnumId enumeration = type.enumeration;
  const auto index = index_of(session_.program().enums[enumeration.index()], name);
  if (!index) return std::nullopt;
  const auto visible = type_of_visible(path);
  if (visible && session_.kind(*visible) == TypeKind::enumeration && session_.peek(*visible).enumeration == enumeration) {
    refuse_ambiguous_word(path.front(), enumeration);
    return session_.invalid(span);
  }
  return enum_value(enumeration, *index, span);
}

void ExpressionChecker::refuse_ambiguous_word(const ast::Name& name, program::EnumId enumeration) {
  const program::Enumeration& declared = session_.program().enums[enumeration.index()];
  auto problem = report(DiagnosticKind::enum_value_or_name, name.span)
                     .message("`{}` is both a value of {} and a name of that type", name.text,
                              declared.name.empty() ? "the enum wanted here" : fmt::format("`{}`", declared.name));
  if (!declared.name.empty()) problem.help("write `{}.{}` for the value", declared.name, name.text);
  const names::Lookup lookup = session_.names.find_value(frame_.package, {name});
  if (const Local* local = frame_.find(name.text)) problem.secondary(local->span, "the name");
  else if (found(lookup)) problem.secondary(session_.symbol(lookup.symbol).name_span, "the name");
  session_.sink.add(problem);
}

// The type of a visible local, fact or definition; nothing for one that is being elaborated: it cannot be meant.
std::optional<TypeId> ExpressionChecker::type_of_visible(const ast::Path& name) {
  if (const Local* local = frame_.find(name.front().text)) {
    if (local->type.valid()) return local->type;
    return std::nullopt;
  }
  const names::Lookup lookup = session_.names.find_value(frame_.package, name);
  if (!found(lookup) || frame_.constants_only) return std::nullopt;
  const names::Symbol& symbol = session_.symbol(lookup.symbol);
  if (symbol.kind == SymbolKind::fact) return session_.program().facts[session_.state(lookup.symbol).id].type;
  if (symbol.kind != SymbolKind::definition || session_.state(lookup.symbol).progress == Progress::running) return std::nullopt;
  const CallableId callable = session_.callable(lookup.symbol, name.front().span);
  if (!callable.valid() || !session_.program()[callable].parameters.empty()) return std::nullopt;
  return session_.program()[callable].result;
}

Typed ExpressionChecker::enum_value(program::EnumId id, std::uint32_t index, Span span) {
  const program::EnumValue& value = session_.program().enums[id.index()].values[index];
  if (value.from || value.until) frame_.depends_on_anchor = true;
  return {session_.builder.enum_node(id, index, span), session_.builder.enumeration(id)};
}

std::optional<Typed> ExpressionChecker::qualified_enum_value(const ast::Path& path, Span span) {
  const ast::Path owner(path.begin(), path.end() - 1);
  const ast::Name& name = path.back();
  std::optional<program::EnumId> enumeration;
  const names::Lookup lookup = session_.names.find_type(frame_.package, owner);
  if (found(lookup) && session_.symbol(lookup.symbol).kind == SymbolKind::enumeration)
    enumeration = program::EnumId(session_.state(lookup.symbol).id);
  else if (owner.size() == 1 && owner.front().text == "Weekday")
    enumeration = session_.program().weekday_enum;
  if (!enumeration) return std::nullopt;
  const program::Enumeration& declared = session_.program().enums[enumeration->index()];
  if (const auto index = index_of(declared, name.text)) return enum_value(*enumeration, *index, span);
  std::vector<std::string> values;
  for (const auto& value : declared.values) values.push_back(value.name);
  session_.sink.add(report(DiagnosticKind::unknown_enum_value, name.span)
                        .message("`{}` has no value `{}`", declared.name, name.text)
                        .suggest(nearest_name(name.text, values)));
  return session_.invalid(span);
}

Typed ExpressionChecker::bare_enum_value(const ast::Path& path, Span span, const names::Lookup& lookup) {
  if (lookup.outcome == names::Lookup::Outcome::not_found) {
    const auto uses = session_.names.enum_values(frame_.package, path.front().text);
    if (uses.size() == 1)
      return enum_value(program::EnumId(session_.state(uses.front().enumeration).id), uses.front().index, span);
    if (uses.size() > 1) {
      std::string owners;
      for (const auto& use : uses)
        owners += (owners.empty() ? "`" : ", `") + session_.symbol(use.enumeration).name + "." + path.front().text + "`";
      session_.sink.add(report(DiagnosticKind::ambiguous_enum_value, span)
                            .message("`{}` is a value of more than one enum, and the place does not tell which", path.front().text)
                            .help("write one of {}", owners));
      return session_.invalid(span);
    }
    const auto weekday = index_of(session_.program().enums[session_.program().weekday_enum.index()], path.front().text);
    if (weekday) return enum_value(session_.program().weekday_enum, *weekday, span);
  }
  unknown_name(path, span, lookup);
  return session_.invalid(span);
}

void ExpressionChecker::unknown_name(const ast::Path& path, Span span, const names::Lookup& lookup) {
  if (lookup.reported) return;
  if (lookup.outcome == names::Lookup::Outcome::ambiguous) {
    auto problem = report(DiagnosticKind::ambiguous_name, span)
                       .message("`{}` is declared by more than one package used here", spelled(path))
                       .help("write the last part of the package's name before it");
    for (const SymbolId candidate : lookup.candidates)
      problem.secondary(session_.symbol(candidate).name_span, "one `{}`", path.back().text);
    session_.sink.add(problem);
    return;
  }
  std::vector<std::string> near;
  for (const Local& local : frame_.outer) near.push_back(local.name);
  for (const Local& local : frame_.variables) near.push_back(local.name);
  auto suggestion = nearest_name(path.back().text, near);
  if (!suggestion && !lookup.nearest.empty()) suggestion = lookup.nearest;
  auto problem = report(DiagnosticKind::unknown_name, span).message("nothing is named `{}` here", spelled(path)).suggest(suggestion);
  if (is_builtin(path.back().text)) problem.help("`{}` is a function: write its arguments in parentheses", path.back().text);
  session_.sink.add(problem);
}

bool ExpressionChecker::refuse_not_constant(Span span, std::string_view name) {
  if (!frame_.constants_only) return false;
  session_.sink.add(report(DiagnosticKind::constraint_not_constant, span)
                        .message("`{}` is not known before the rules run, and only constants may stand here", name)
                        .help("write the value itself"));
  return true;
}

Typed ExpressionChecker::local_use(const Local& local, Span span) {
  const Local::Kind kind = local.kind;
  if (kind == Local::Kind::parameter || kind == Local::Kind::variable)
    return {session_.builder.add(Op::local, local.type, {}, local.slot, 0, span), local.type};
  const std::size_t index = *frame_.find_outer(local.name);
  const bool usable = session_.elaborate(frame_.outer[index].progress, local.name, local.span, span, [&] {
    std::vector<Local> variables;
    std::vector<std::string> present;
    std::swap(variables, frame_.variables);
    std::swap(present, frame_.present);
    frame_.elaborate(index);
    std::swap(variables, frame_.variables);
    std::swap(present, frame_.present);
  });
  if (!usable) return session_.invalid(span);
  const Local& ready = frame_.outer[index];
  if (kind == Local::Kind::requirement)
    return node(Op::requirement_holds, session_.builder.boolean(), {}, span, ready.requirement.value());
  return node(Op::local_definition, ready.type, {ready.body}, span, ready.slot);
}

Typed ExpressionChecker::symbol_use(SymbolId id, Span span) {
  const names::Symbol& symbol = session_.symbol(id);
  if (refuse_not_constant(span, symbol.name)) return session_.invalid(span);
  switch (symbol.kind) {
    case SymbolKind::fact: return fact_use(id, span);
    case SymbolKind::calendar: {
      const TypeId type = session_.builder.simple(TypeKind::calendar);
      return node(Op::calendar_constant, type, {}, span, session_.state(id).id);
    }
    case SymbolKind::definition:
    case SymbolKind::table:
    case SymbolKind::requirement:
    case SymbolKind::decision: return callable_use(id, span);
    default: break;
  }
  session_.sink.add(report(DiagnosticKind::not_a_value, span)
                        .message("`{}` is an exception, which has no value of its own", symbol.name)
                        .secondary(symbol.name_span, "declared here"));
  return session_.invalid(span);
}

Typed ExpressionChecker::fact_use(SymbolId id, Span span) {
  if (!session_.conditions(id, span)) return session_.invalid(span);
  const FactId fact(session_.state(id).id);
  const program::Fact& declared = session_.program().facts[fact.index()];
  if (declared.from || declared.until) frame_.depends_on_anchor = true;
  return node(Op::fact, declared.type, {}, span, fact.value());
}

void ExpressionChecker::use_callable(CallableId id) {
  const program::Callable& callable = session_.program()[id];
  if (callable.depends_on_anchor && !callable.anchor.valid()) frame_.depends_on_anchor = true;
}

Typed ExpressionChecker::callable_use(SymbolId id, Span span) {
  const CallableId callable = session_.callable(id, span);
  if (!callable.valid()) return session_.invalid(span);
  const program::Callable& declared = session_.program()[callable];
  if (declared.parameters.empty()) return finish_call(id, callable, {}, span);
  if (declared.kind == program::CallableKind::decision && frame_.scenario) {
    const TypeId result = declared.result;
    const auto group = session_.version_group(id);
    return node(group ? Op::version : Op::call, result, {}, span, group ? *group : callable.value(), 1);
  }
  std::string parameters;
  for (const auto& parameter : declared.parameters) parameters += (parameters.empty() ? "" : ", ") + parameter.name;
  session_.sink.add(report(DiagnosticKind::missing_argument, span)
                        .message("`{}` needs arguments", declared.name)
                        .secondary(declared.head, "declared with parameters here")
                        .help("write `{}({})`", declared.name, parameters));
  return session_.invalid(span);
}

// ---- fields ---------------------------------------------------------------------------------------------------------------

Typed ExpressionChecker::field(Typed object, const ast::Name& name, Span span) {
  const Type type = session_.type(object.type);
  if (type.kind == TypeKind::invalid || !require_required(object, span)) return session_.invalid(span);
  std::optional<Typed> result;
  if (type.kind == TypeKind::date) result = date_field(object, name.text, span);
  if (type.kind == TypeKind::period) result = period_field(object, name.text, span);
  if (type.kind == TypeKind::record) {
    const auto fields = session_.program().records[type.record.index()].fields;
    return record_field(object, fields, name, span);
  }
  if (type.kind == TypeKind::format) {
    const auto fields = session_.program().formats[type.format.index()].fields;
    return record_field(object, fields, name, span);
  }
  if (result) return *result;
  session_.sink.add(report(DiagnosticKind::unknown_field, name.span)
                        .message("{} has no field `{}`", describe(session_.program(), object.type), name.text));
  return session_.invalid(span);
}

Typed ExpressionChecker::record_field(Typed object, const std::vector<program::RecordField>& fields, const ast::Name& name, Span span) {
  std::vector<std::string> near;
  for (std::uint32_t i = 0; i < fields.size(); ++i) {
    if (fields[i].name == name.text) return node(Op::field, fields[i].type, {object.node}, span, i);
    near.push_back(fields[i].name);
  }
  session_.sink.add(report(DiagnosticKind::unknown_field, name.span)
                        .message("{} has no field `{}`", describe(session_.program(), object.type), name.text)
                        .suggest(nearest_name(name.text, near)));
  return session_.invalid(span);
}

std::optional<Typed> ExpressionChecker::date_field(Typed object, std::string_view name, Span span) {
  if (name == "weekday")
    return node(Op::date_weekday, session_.builder.enumeration(session_.program().weekday_enum), {object.node}, span);
  Type type;
  type.kind = TypeKind::number;
  type.whole = true;
  type.low = 1;
  type.high = name == "year" ? 9999 : name == "month" ? 12 : 31;
  const Op op = name == "year" ? Op::date_year : name == "month" ? Op::date_month : Op::date_day;
  if (name != "year" && name != "month" && name != "day") return std::nullopt;
  return node(op, session_.builder.type(type), {object.node}, span);
}

std::optional<Typed> ExpressionChecker::period_field(Typed object, std::string_view name, Span span) {
  const TypeId end = session_.builder.optional_of(session_.builder.simple(TypeKind::date));
  if (name == "from") return node(Op::period_from, end, {object.node}, span);
  if (name == "to") return node(Op::period_to, end, {object.node}, span);
  if (name != "days") return std::nullopt;
  Type type;
  type.kind = TypeKind::number;
  type.dimension = program::day_dimension;
  type.unit = UnitId{1};
  type.whole = true;
  return node(Op::period_days, session_.builder.type(type), {object.node}, span);
}

}  // namespace norma::types
