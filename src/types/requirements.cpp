// Requirements, and messages with the values of names in them.
#include <fmt/format.h>

#include "types/declarations.hpp"

namespace norma::types {

namespace {

std::optional<program::MessageTemplate> resolve_template(ExpressionChecker& checker, const std::optional<ast::Template>& written) {
  if (!written) return std::nullopt;
  program::MessageTemplate result;
  for (const ast::TemplatePart& part : written->parts) {
    if (part.path.empty()) result.parts.push_back({part.literal, {}});
    else result.parts.push_back({{}, checker.path_value(part.path).node});
  }
  return result;
}

}  // namespace

program::Message resolve_message(ExpressionChecker& checker, const ast::Labels& labels) {
  return {resolve_template(checker, labels.en), resolve_template(checker, labels.zh)};
}

void fill_requirement(Session& session, Frame& frame, CallableId id, const ast::Require& require, const std::vector<SymbolId>& exceptions) {
  const bool outer_anchor = std::exchange(frame.depends_on_anchor, false);
  const std::string outer_clause = frame.clause;
  if (!require.attributes.citations.empty()) frame.clause = first_clause(require.attributes);
  const Scope scope(frame);
  ExpressionChecker checker(session, frame);
  const auto generators = checker.generators(require.for_each);
  NodeId where;
  NodeId when;
  if (require.where.valid()) {
    where = checker.condition(require.where).node;
    checker.assume(require.where, true);
  }
  if (require.when.valid()) {
    when = checker.condition(require.when).node;
    checker.assume(require.when, true);
  }
  const NodeId condition = checker.condition(require.condition).node;
  std::optional<std::uint32_t> overriding;
  if (!exceptions.empty()) {
    program::Switch guarded;
    TypeId joined = session.builder.boolean();
    add_exceptions(session, frame, exceptions, session.builder.boolean(), guarded, joined);
    overriding = session.builder.add_switch(std::move(guarded)).value();
  }
  const auto message = resolve_message(checker, require.message);
  const auto labels = resolve_message(checker, require.attributes.labels);
  program::Callable& made = session.program().callables[id.index()];
  made.for_each = generators;
  made.where = where;
  made.when = when;
  made.condition = condition;
  made.message = require.message;
  made.resolved_message = message;
  made.resolved_labels = labels;
  made.exceptions = overriding;
  made.result = session.builder.boolean();
  made.frame_size = frame.size;
  made.depends_on_anchor = frame.depends_on_anchor || made.from || made.until;
  frame.depends_on_anchor = outer_anchor || made.depends_on_anchor;
  frame.clause = outer_clause;
}

void elaborate_require(Session& session, SymbolId id, const ast::Require& require) {
  Frame frame = frame_of(session, id, require.attributes);
  const auto parameters = declare_parameters(session, frame, require.parameters);
  const CallableId callable(session.state(id).id);
  session.program().callables[callable.index()].parameters = parameters;
  fill_requirement(session, frame, callable, require, session.exceptions_of[id.value()]);
}

}  // namespace norma::types
