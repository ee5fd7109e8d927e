// Calls of what is declared: definitions, tables, requirements, decisions, records, formats.
#include <algorithm>
#include <fmt/format.h>

#include "base/nearest.hpp"
#include "types/expressions.hpp"

namespace norma::types {

using names::SymbolKind;
using program::Op;
using program::Type;
using program::TypeKind;

Typed ExpressionChecker::form(const ast::Call& call, const Place& place) {
  const ast::Name& last = call.callee.back();
  if (const Local* local = frame_.find(call.callee.front().text); local != nullptr && call.callee.size() == 1) {
    session_.sink.add(report(DiagnosticKind::not_callable, last.span)
                          .message("`{}` takes no arguments", last.text)
                          .secondary(local->span, "declared here"));
    return session_.invalid(place.span);
  }
  const names::Lookup value = session_.names.find_value(frame_.package, call.callee);
  if (value.outcome == names::Lookup::Outcome::found) return call_symbol(value.symbol, call, place.span);
  const names::Lookup type = session_.names.find_type(frame_.package, call.callee);
  if (type.outcome == names::Lookup::Outcome::found) {
    const names::Symbol& symbol = session_.symbol(type.symbol);
    const std::uint32_t id = session_.state(type.symbol).id;
    if (symbol.kind == SymbolKind::record) return construct_record(program::RecordId(id), call, place);
    if (symbol.kind == SymbolKind::format) return compose_format(program::FormatId(id), call, place);
  }
  if (call.callee.size() == 1 && is_builtin(last.text)) return builtin_call(call, place);
  unknown_name(call.callee, last.span, value);
  return session_.invalid(place.span);
}

Typed ExpressionChecker::call_symbol(SymbolId id, const ast::Call& call, Span span) {
  const names::Symbol& symbol = session_.symbol(id);
  if (refuse_not_constant(span, symbol.name)) return session_.invalid(span);
  if (symbol.kind == SymbolKind::fact || symbol.kind == SymbolKind::calendar || symbol.kind == SymbolKind::exception) {
    session_.sink.add(report(DiagnosticKind::not_callable, call.callee.back().span)
                          .message("`{}` takes no arguments", symbol.name)
                          .secondary(symbol.name_span, "declared here"));
    return session_.invalid(span);
  }
  const CallableId callable = session_.callable(id, span);
  if (!callable.valid()) return session_.invalid(span);
  const auto parameters = session_.program()[callable].parameters;
  const std::vector<NodeId> arguments = arguments_for(symbol.name, call.callee.back().span, parameters, call.arguments);
  return finish_call(id, callable, arguments, span);
}

std::vector<NodeId> ExpressionChecker::arguments_for(const std::string& name, Span span,
                                                     const std::vector<program::Parameter>& parameters,
                                                     const std::vector<ast::Argument>& arguments) {
  std::vector<std::string> wanted;
  for (const auto& parameter : parameters) wanted.push_back(parameter.name);
  const auto matched = match_arguments(name, span, wanted, arguments, std::vector<bool>(wanted.size(), false));
  std::vector<NodeId> nodes;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const bool given = i < matched.size() && matched[i].valid();
    nodes.push_back(given ? check_as(matched[i], parameters[i].type, false, parameters[i].name).node : session_.invalid_node(span));
  }
  return nodes;
}

// One expression per name, invalid where nothing was given (reported unless it may be missing).
std::vector<ast::ExpressionId> ExpressionChecker::match_arguments(const std::string& callee, Span span,
                                                                  const std::vector<std::string>& names,
                                                                  const std::vector<ast::Argument>& arguments,
                                                                  const std::vector<bool>& may_miss) {
  std::vector<ast::ExpressionId> matched(names.size());
  std::size_t position = 0;
  bool faulty = false;
  for (const ast::Argument& argument : arguments) {
    std::size_t index = position;
    if (argument.name) {
      index = static_cast<std::size_t>(std::find(names.begin(), names.end(), argument.name->text) - names.begin());
      if (index == names.size()) {
        session_.sink.add(report(DiagnosticKind::unknown_argument, argument.name->span)
                              .message("`{}` has no parameter `{}`", callee, argument.name->text)
                              .suggest(nearest_name(argument.name->text, names)));
        check(argument.value);
        faulty = true;
        continue;
      }
    } else if (++position; index >= names.size()) {
      session_.sink.add(report(DiagnosticKind::too_many_arguments, span_of(argument.value))
                            .message("`{}` takes {} argument{}", callee, names.size(), names.size() == 1 ? "" : "s"));
      return matched;
    }
    if (matched[index].valid()) {
      session_.sink.add(report(DiagnosticKind::duplicate_argument, span_of(argument.value))
                            .message("`{}` is given twice", names[index])
                            .secondary(span_of(matched[index]), "given here first"));
      faulty = true;
      continue;
    }
    matched[index] = argument.value;
  }
  std::string missing;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!matched[i].valid() && !may_miss[i]) missing += (missing.empty() ? "`" : ", `") + names[i] + "`";
  }
  if (!missing.empty() && !faulty)
    session_.sink.add(report(DiagnosticKind::missing_argument, span).message("`{}` is called without {}", callee, missing));
  return matched;
}

Typed ExpressionChecker::finish_call(SymbolId id, CallableId callable, std::vector<NodeId> arguments, Span span) {
  const auto& versions = session_.symbol(id).versions;
  std::vector<CallableId> all{callable};
  for (std::size_t i = 1; i < versions.size(); ++i) {
    const CallableId version = session_.callable(versions[i], span);
    if (!version.valid()) return session_.invalid(span);
    all.push_back(version);
  }
  for (const CallableId one : all) use_callable(one);
  const program::Callable& declared = session_.program()[callable];
  const TypeId type = declared.result;
  if (session_.dated(id)) frame_.depends_on_anchor = true;
  if (declared.kind == program::CallableKind::requirement || declared.kind == program::CallableKind::advice) {
    std::vector<NodeId> holds;
    for (const CallableId one : all)
      holds.push_back(session_.builder.add(Op::requirement_holds, type, arguments, one.value(), 0, span));
    if (holds.size() == 1) return {holds.front(), type};
    return {session_.builder.add(Op::logical_and, type, holds, 0, 0, span), type};
  }
  if (const auto group = session_.version_group(id))
    return {session_.builder.add(Op::version, type, arguments, *group, 0, span), type};
  const Op op = declared.kind == program::CallableKind::definition && arguments.empty() ? Op::definition : Op::call;
  return {session_.builder.add(op, type, arguments, callable.value(), 0, span), type};
}

Typed ExpressionChecker::construct_record(program::RecordId id, const ast::Call& call, const Place& place) {
  const program::Record record = session_.program().records[id.index()];
  std::vector<std::string> names;
  std::vector<bool> may_miss;
  for (const auto& field : record.fields) {
    names.push_back(field.name);
    // What a scenario leaves out of a record is unknown, as in a facts document.
    may_miss.push_back(field.default_value.valid() || (frame_.scenario && place.wanted.bare_in_unit));
  }
  const auto matched = match_arguments(record.name, call.callee.back().span, names, call.arguments, may_miss);
  std::vector<NodeId> children;
  for (std::size_t i = 0; i < record.fields.size(); ++i) {
    const auto& field = record.fields[i];
    if (matched[i].valid()) children.push_back(check_as(matched[i], field.type, place.wanted.bare_in_unit, field.name).node);
    else if (field.default_value.valid()) children.push_back(field.default_value);
    else if (may_miss[i]) children.push_back(node(Op::unknown_constant, field.type, {}, place.span).node);
    else children.push_back(session_.invalid_node(place.span));
  }
  const TypeId type = session_.builder.record(id);
  return {session_.builder.add(Op::record, type, children, 0, 0, place.span), type};
}

Typed ExpressionChecker::compose_format(program::FormatId id, const ast::Call& call, const Place& place) {
  const program::Format format = session_.program().formats[id.index()];
  std::vector<std::string> names;
  std::vector<bool> may_miss;
  for (const auto& field : format.fields) {
    names.push_back(field.name);
    may_miss.push_back(session_.peek(field.type).optional);
  }
  const auto matched = match_arguments(format.name, call.callee.back().span, names, call.arguments, may_miss);
  std::vector<NodeId> children;
  for (std::size_t i = 0; i < names.size(); ++i)
    children.push_back(matched[i].valid() ? check_as(matched[i], format.fields[i].type, false, names[i]).node
                                          : session_.builder.none_node(place.span));
  Type type;
  type.kind = TypeKind::format;
  type.format = id;
  const TypeId result = session_.builder.type(type);
  return {session_.builder.add(Op::compose_format, result, children, id.value(), 0, place.span), result};
}

// ---- text formats ---------------------------------------------------------------------------------------------------------

Typed ExpressionChecker::form(const ast::Matches& use, const Place& place) {
  const Typed text = check_as(use.text, session_.builder.simple(TypeKind::text));
  const auto symbol = find_type(use.format, "format");
  if (!symbol) return session_.invalid(place.span);
  if (session_.symbol(*symbol).kind != SymbolKind::format) {
    session_.sink.add(report(DiagnosticKind::not_a_format, use.format.back().span).message("`{}` is not a format", use.format.back().text));
    return session_.invalid(place.span);
  }
  return node(Op::matches_format, session_.builder.boolean(), {text.node}, place.span, session_.state(*symbol).id);
}

Typed ExpressionChecker::form(const ast::AsFormat& use, const Place& place) {
  const Typed text = check_as(use.text, session_.builder.simple(TypeKind::text));
  const auto symbol = find_type(use.format, "format");
  if (!symbol) return session_.invalid(place.span);
  if (session_.symbol(*symbol).kind != SymbolKind::format) {
    session_.sink.add(report(DiagnosticKind::not_a_format, use.format.back().span).message("`{}` is not a format", use.format.back().text));
    return session_.invalid(place.span);
  }
  Type type;
  type.kind = TypeKind::format;
  type.optional = true;
  type.format = program::FormatId(session_.state(*symbol).id);
  return node(Op::as_format, session_.builder.type(type), {text.node}, place.span, session_.state(*symbol).id);
}

}  // namespace norma::types
