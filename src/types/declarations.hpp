#pragma once
// One function per kind of declaration. Each fills in what the session reserved for the symbol.
#include <optional>
#include <vector>

#include "types/expressions.hpp"
#include "types/session.hpp"

namespace norma::types {

// ---- before any expression: everything whose type others need -----------------------------------------------------------
void declare_units(Session& session);
void declare_enums(Session& session);
void declare_records(Session& session);
void declare_record_fields(Session& session);
void declare_formats(Session& session);
void declare_calendars(Session& session);
/// Reserves callables, so that their ids are known, and attaches exceptions to their targets.
void reserve_callables(Session& session);
void attach_exceptions(Session& session);
void declare_facts(Session& session);

// ---- on demand --------------------------------------------------------------------------------------------------------------
void elaborate_callable(Session& session, SymbolId id);
/// `asked when` of a fact, `when` of the values of an enum.
void elaborate_conditions(Session& session, SymbolId id);

void elaborate_define(Session& session, SymbolId id, const ast::Define& define);
void elaborate_table(Session& session, SymbolId id, const ast::Table& table);
void elaborate_require(Session& session, SymbolId id, const ast::Require& require);
void elaborate_decide(Session& session, SymbolId id, const ast::Decide& decide);
void elaborate_scenario(Session& session, PackageId package, const ast::Ast& file, const ast::Declaration& scenario);

// ---- shared by them ---------------------------------------------------------------------------------------------------------
Frame frame_of(const Session& session, SymbolId id, const ast::Attributes& attributes);
/// A fact of a package or of a decision, without its conditions.
program::Fact fact_of(Session& session, Frame& frame, const ast::Fact& fact);
/// Declares the parameters in the frame and gives them for the callable.
std::vector<program::Parameter> declare_parameters(Session& session, Frame& frame, const std::vector<ast::Parameter>& parameters);
/// Reports a local name that is visible already; `fact_allowed`: a fact of the package may be meant.
bool check_local_name(Session& session, const Frame& frame, const ast::Name& name, bool fact_allowed);

/// A guarded body in the frame. `type` is the declared type or invalid; the type of the result is returned with the node.
struct GuardedValue {
  const std::string& name;
  Span head;
  const ast::GuardedBody& body;
  std::optional<TypeId> type;
  std::vector<SymbolId> exceptions;
};
Typed guarded_value(Session& session, Frame& frame, const GuardedValue& value);
/// The exceptions of a definition or requirement as arms, each checked in the frame.
void add_exceptions(Session& session, Frame& frame, const std::vector<SymbolId>& exceptions, TypeId type,
                    program::Switch& result, TypeId& joined);
/// Reports `missing-otherwise` unless the conditions of the groups cover one enum or boolean.
void check_branches_cover(Session& session, const Frame& frame, const program::Switch& guarded, const std::string& name, Span head);

/// Elaborates a requirement, whose frame may be that of a decision, into the callable `id`.
void fill_requirement(Session& session, Frame& frame, CallableId id, const ast::Require& require,
                      const std::vector<SymbolId>& exceptions);

/// Resolves the names in labels in the frame.
program::Message resolve_message(ExpressionChecker& checker, const ast::Labels& labels);

}  // namespace norma::types
