#include "types/check.hpp"

#include "types/chain_length.hpp"
#include "types/declarations.hpp"

namespace norma::types {

namespace {

using names::SymbolKind;

bool has_body(SymbolKind kind) {
  return kind == SymbolKind::definition || kind == SymbolKind::table || kind == SymbolKind::requirement || kind == SymbolKind::decision;
}

void declare_types(Session& session) {
  declare_enums(session);
  declare_units(session);
  declare_formats(session);
  declare_records(session);
  declare_record_fields(session);
  declare_calendars(session);
}

// All versions of a name share their parameters and result, so that a use fits whichever governs.
void check_versions(Session& session, SymbolId first) {
  const names::Symbol& symbol = session.symbol(first);
  for (std::size_t i = 1; i < symbol.versions.size(); ++i) {
    const auto& a = session.program()[CallableId(session.state(symbol.versions.front()).id)];
    const auto& b = session.program()[CallableId(session.state(symbol.versions[i]).id)];
    bool same = a.kind == b.kind && a.parameters.size() == b.parameters.size() &&
                (a.kind == program::CallableKind::decision || same_shape(session.program(), a.result, b.result));
    for (std::size_t p = 0; same && p < a.parameters.size(); ++p)
      same = a.parameters[p].name == b.parameters[p].name && same_shape(session.program(), a.parameters[p].type, b.parameters[p].type);
    if (same) continue;
    session.sink.add(diagnose(DiagnosticKind::versions_differ, b.head)
                         .message("the versions of `{}` differ in parameters or type", symbol.name)
                         .secondary(a.head, "another version")
                          .help("give all versions the same parameters and the same type"));
  }
}

void elaborate_bodies(Session& session) {
  const auto& symbols = session.names.symbols();
  for (std::size_t i = 0; i < symbols.size(); ++i) {
    const SymbolId id = SymbolId::from_index(i);
    if (has_body(symbols[i].kind)) session.callable(id, symbols[i].name_span);
    if (symbols[i].kind == SymbolKind::fact || symbols[i].kind == SymbolKind::enumeration) session.conditions(id, symbols[i].name_span);
  }
  for (std::size_t i = 0; i < symbols.size(); ++i) check_versions(session, SymbolId::from_index(i));
}

void elaborate_scenarios(Session& session) {
  for (std::size_t p = 0; p < session.packages.size(); ++p) {
    for (const ast::Ast* file : session.packages[p].files) {
      for (const ast::Declaration& declaration : file->declarations) {
        if (std::holds_alternative<ast::Scenario>(declaration.form)) elaborate_scenario(session, PackageId::from_index(p), *file, declaration);
      }
    }
  }
}

// What is taken out of an empty list has no type, and nothing reported that: `sum of []`. Such a program must not run.
void refuse_unknown_types(Session& session) {
  const program::Program& program = session.program();
  for (std::size_t i = 0; i < program.nodes.size(); ++i) {
    if (program.nodes[i].op != program::Op::invalid) continue;
    session.sink.add(diagnose(DiagnosticKind::type_not_known, program.node_info[i].span)
                         .message("nothing tells the type of what stands here")
                         .help("an empty list is understood only where a list of a known type is wanted"));
    return;
  }
}

}  // namespace

CheckResult check(const names::NameTable& table, const std::vector<names::PackageFiles>& packages, DiagnosticSink& sink) {
  Session session(table, packages, sink);
  session.program().packages = table.packages();
  declare_types(session);
  reserve_callables(session);
  declare_facts(session);
  attach_exceptions(session);
  elaborate_bodies(session);
  elaborate_scenarios(session);
  if (!sink.has_errors()) refuse_unknown_types(session);
  if (!sink.has_errors()) refuse_long_chains(session.program(), sink);
  if (sink.has_errors()) return {};
  return {session.builder.take()};
}

}  // namespace norma::types
