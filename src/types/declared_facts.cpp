// Facts of packages and of decisions, and the conditions under which facts are asked and enum values apply.
#include <fmt/format.h>

#include "types/declarations.hpp"

namespace norma::types {

using names::SymbolKind;

Frame frame_of(const Session& session, SymbolId id, const ast::Attributes& attributes) {
  const names::Symbol& symbol = session.symbol(id);
  Frame frame;
  frame.file = symbol.file;
  frame.package = symbol.package;
  frame.clause = first_clause(attributes);
  return frame;
}

program::Fact fact_of(Session& session, Frame& frame, const ast::Fact& written) {
  ExpressionChecker checker(session, frame);
  program::Fact fact;
  fact.name = written.name.text;
  fact.kind = static_cast<program::FactKind>(written.kind);
  fact.type = checker.resolve_type(written.type);
  fact.labels = written.attributes.labels;
  fact.question = written.question;
  fact.citations = written.attributes.citations;
  fact.from = written.attributes.from;
  fact.until = written.attributes.until;
  fact.package = frame.package;
  fact.span = written.name.span;
  if (written.default_value.valid()) {
    frame.constants_only = true;
    const Typed value = checker.check_as(written.default_value, fact.type, true, fact.name);
    frame.constants_only = false;
    fact.default_value = value.node;
    if (session.program().nodes[value.node.index()].op == program::Op::check_range)
      session.sink.add(checker.report(DiagnosticKind::default_out_of_range, checker.span_of(written.default_value))
                           .message("the default of `{}` is outside of its own range", fact.name)
                          .help("a default is one of the values that may be chosen"));
  }
  return fact;
}

namespace {

// A condition that stands outside of every callable: with variables of its own it needs a frame, hence a definition.
NodeId package_condition(Session& session, Frame& frame, const std::string& name, ast::ExpressionId condition, Span span) {
  ExpressionChecker checker(session, frame);
  const Typed value = checker.condition(condition);
  if (frame.size == 0 || session.is_invalid(value.type)) return value.node;
  program::Callable callable;
  callable.name = name;
  callable.package = frame.package;
  callable.frame_size = frame.size;
  callable.result = session.builder.boolean();
  callable.body = value.node;
  callable.depends_on_anchor = frame.depends_on_anchor;
  callable.span = callable.head = span;
  const CallableId id = session.builder.add_callable(std::move(callable));
  return session.builder.add(program::Op::definition, session.builder.boolean(), {}, id.value(), 0, span);
}

void elaborate_asked_when(Session& session, SymbolId id, const ast::Fact& written) {
  if (!written.asked_when.valid()) return;
  Frame frame = frame_of(session, id, written.attributes);
  const NodeId node = package_condition(session, frame, written.name.text, written.asked_when, written.span);
  session.program().facts[session.state(id).id].asked_when = node;
}

void elaborate_value_conditions(Session& session, SymbolId id, const ast::Enum& written) {
  for (std::size_t i = 0; i < written.values.size(); ++i) {
    const ast::EnumValue& value = written.values[i];
    if (!value.applies_when.valid()) continue;
    Frame frame = frame_of(session, id, value.attributes);
    const NodeId node = package_condition(session, frame, value.name.text, value.applies_when, value.name.span);
    session.program().enums[session.state(id).id].values[i].applies_when = node;
  }
}

}  // namespace

void elaborate_conditions(Session& session, SymbolId id) {
  const auto& form = session.symbol(id).declaration->form;
  if (const auto* fact = std::get_if<ast::Fact>(&form)) elaborate_asked_when(session, id, *fact);
  if (const auto* enumeration = std::get_if<ast::Enum>(&form)) elaborate_value_conditions(session, id, *enumeration);
}

// In the order of packages and files: results show facts in this order.
void declare_facts(Session& session) {
  const auto& symbols = session.names.symbols();
  for (std::size_t i = 0; i < symbols.size(); ++i) {
    if (symbols[i].kind != SymbolKind::fact) continue;
    const SymbolId id = SymbolId::from_index(i);
    const auto& written = std::get<ast::Fact>(symbols[i].declaration->form);
    Frame frame = frame_of(session, id, written.attributes);
    session.state(id).id = session.builder.add_fact(fact_of(session, frame, written)).value();
  }
}

}  // namespace norma::types
