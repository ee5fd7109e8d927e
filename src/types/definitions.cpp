// Definitions: parameters, guarded values, exceptions.
#include <algorithm>
#include <fmt/format.h>
#include <unordered_set>

#include "base/nearest.hpp"
#include "types/declarations.hpp"

namespace norma::types {

using names::SymbolKind;
using program::Op;
using program::Switch;

// ---- names of a declaration's own ---------------------------------------------------------------------------------------------

// A parameter or a given fact may stand for a fact of the package, and may have the name of a decision: what is asked and what
// is decided are often called the same. A decision is not a value, so that no expression changes its meaning unseen.
bool check_local_name(Session& session, const Frame& frame, const ast::Name& name, bool fact_allowed) {
  const Local* local = frame.find(name.text);
  const names::Lookup lookup = session.names.find_value(frame.package, {name});
  const bool visible = lookup.outcome == names::Lookup::Outcome::found;
  const SymbolKind kind = visible ? session.symbol(lookup.symbol).kind : SymbolKind::fact;
  const bool may_be_hidden = fact_allowed && (kind == SymbolKind::fact || kind == SymbolKind::decision);
  if (local == nullptr && (!visible || may_be_hidden)) return true;
  const Span other = local != nullptr ? local->span : session.symbol(lookup.symbol).name_span;
  session.sink.add(diagnose(DiagnosticKind::name_already_visible, name.span)
                       .message("`{}` has a meaning here already", name.text)
                       .clause(frame.clause)
                       .secondary(other, "declared here first")
                       .help("choose another name: nothing is shadowed"));
  return false;
}

namespace {

// The type of the fact a parameter stands for.
TypeId type_of_fact(Session& session, const Frame& frame, const ast::Name& name) {
  const names::Lookup lookup = session.names.find_value(frame.package, {name});
  if (lookup.outcome == names::Lookup::Outcome::found && session.symbol(lookup.symbol).kind == SymbolKind::fact)
    return session.program().facts[session.state(lookup.symbol).id].type;
  if (!lookup.reported)
    session.sink.add(diagnose(DiagnosticKind::parameter_without_type, name.span)
                         .clause(frame.clause)
                         .message("the parameter `{}` has no type, and no fact has its name", name.text)
                         .help("write `{} : TYPE`", name.text));
  return session.invalid_type();
}

}  // namespace

std::vector<program::Parameter> declare_parameters(Session& session, Frame& frame, const std::vector<ast::Parameter>& parameters) {
  ExpressionChecker checker(session, frame);
  std::vector<program::Parameter> result;
  for (const ast::Parameter& parameter : parameters) {
    check_local_name(session, frame, parameter.name, true);
    const TypeId type = parameter.type.valid() ? checker.resolve_type(parameter.type) : type_of_fact(session, frame, parameter.name);
    Local local;
    local.name = parameter.name.text;
    local.slot = frame.new_slot();
    local.type = type;
    local.span = parameter.name.span;
    frame.declare(std::move(local));
    result.push_back({parameter.name.text, type, parameter.name.span});
  }
  return result;
}

// ---- guarded values --------------------------------------------------------------------------------------------------------------

namespace {

program::Arm arm_of(const ast::Attributes& attributes, Span span) {
  program::Arm arm;
  arm.labels = attributes.labels;
  arm.citations = attributes.citations;
  arm.from = attributes.from;
  arm.until = attributes.until;
  arm.span = span;
  return arm;
}

bool dated(const ast::Attributes& attributes) { return attributes.from || attributes.until; }

// Collects the branches of one body into a switch and unifies their types.
class BranchChecker {
 public:
  BranchChecker(Session& session, Frame& frame, const GuardedValue& value)
      : session_(session), frame_(frame), checker_(session, frame), value_(value) {
    if (value.type) wanted_.type = *value.type;
  }

  Typed check() {
    if (value_.body.plain && value_.exceptions.empty()) return value_of(value_.body.branches.front().value);
    {
      const Scope scope(frame_);
      for (const ast::Branch& branch : value_.body.branches) add(branch);
    }
    TypeId joined = result_type();
    add_exceptions(session_, frame_, value_.exceptions, joined, result_, joined);
    if (!result_.otherwise) check_branches_cover(session_, frame_, result_, value_.name, value_.head);
    const program::SwitchId id = session_.builder.add_switch(std::move(result_));
    const NodeId node = session_.builder.add(Op::switch_, joined, {}, id.value(), 0, value_.head);
    return {node, joined};
  }

 private:
  TypeId result_type() { return value_.type ? *value_.type : joined_.value_or(session_.invalid_type()); }

  void add(const ast::Branch& branch) {
    program::Arm arm = arm_of(branch.attributes, branch.span);
    if (dated(branch.attributes)) frame_.depends_on_anchor = true;
    if (branch.kind == ast::Branch::Kind::otherwise) {
      forget_group();
      arm.value = value_of(branch.value).node;
      result_.otherwise = std::move(arm);
      return;
    }
    if (branch.kind == ast::Branch::Kind::else_when) forget_group();
    if (branch.kind == ast::Branch::Kind::else_when || result_.groups.empty()) result_.groups.emplace_back();
    arm.condition = checker_.condition(branch.condition).node;
    group_.push_back({branch.condition, dated(branch.attributes)});
    const Scope inside(frame_);
    checker_.assume(branch.condition, true);
    arm.value = value_of(branch.value).node;
    result_.groups.back().push_back(std::move(arm));
  }

  // The next group is reached when no branch of this one applied.
  void forget_group() {
    for (const auto& [condition, has_period] : group_) {
      if (!has_period) checker_.assume(condition, false);
    }
    group_.clear();
  }

  Typed value_of(ast::ExpressionId id) {
    const Span span = checker_.span_of(id);
    if (value_.type) {
      const Typed value = checker_.check_as(id, *value_.type, false, value_.name);
      return {value.node, *value_.type};
    }
    const Typed value = checker_.check(id, wanted_);
    const auto met = joined_ ? join(session_.builder, *joined_, value.type) : std::optional(value.type);
    if (!met) report_mismatch(value, span);
    joined_ = met ? without_bounds(session_.builder, *met) : session_.invalid_type();
    if (!first_.valid()) first_ = span;
    if (!wanted_.type.valid() && !session_.is_invalid(*joined_)) wanted_.type = without_range(session_.builder, *joined_);
    return {value.node, *joined_};
  }

  void report_mismatch(Typed value, Span span) {
    session_.sink.add(checker_.report(DiagnosticKind::branches_differ, span)
                          .message("the branches of `{}` have different types: {} here, {} before", value_.name,
                                   describe(session_.program(), value.type), describe(session_.program(), *joined_))
                          .label("{}", describe(session_.program(), value.type))
                          .secondary(first_, "{}", describe(session_.program(), *joined_)));
  }

  struct Passed { ast::ExpressionId condition; bool has_period; };
  Session& session_;
  Frame& frame_;
  ExpressionChecker checker_;
  const GuardedValue& value_;
  Wanted wanted_;
  std::optional<TypeId> joined_;
  Span first_;
  Switch result_;
  std::vector<Passed> group_;
};

// ---- exceptions ------------------------------------------------------------------------------------------------------------------

void link_order(Session& session, const std::vector<SymbolId>& exceptions, Switch& result) {
  result.over.resize(exceptions.size());
  for (std::size_t i = 0; i < exceptions.size(); ++i) {
    const auto& written = std::get<ast::Exception>(session.symbol(exceptions[i]).declaration->form);
    std::vector<std::string> others;
    for (std::size_t other = 0; other < exceptions.size(); ++other)
      if (other != i) others.push_back(session.symbol(exceptions[other]).name);
    for (const ast::Name& over : written.over) {
      const auto beaten = std::find_if(exceptions.begin(), exceptions.end(), [&](SymbolId other) { return session.symbol(other).name == over.text; });
      if (beaten != exceptions.end()) {
        result.over[i].push_back(static_cast<std::uint32_t>(beaten - exceptions.begin()));
        continue;
      }
      session.sink.add(diagnose(DiagnosticKind::unknown_exception, over.span)
                           .message("`{}` is not an exception to the same rule", over.text)
                           .clause(first_clause(written.attributes))
                           .suggest(nearest_name(over.text, others))
                           .help("`over` names exceptions to `{}`", written.target.back().text));
    }
  }
}

// `over` must not lead back: removes what beats nothing left until nothing changes.
void check_order(Session& session, const std::vector<SymbolId>& exceptions, const Switch& result) {
  std::vector<std::uint32_t> beaten_by(exceptions.size(), 0);
  for (const auto& over : result.over) {
    for (const std::uint32_t other : over) ++beaten_by[other];
  }
  std::vector<std::size_t> free;
  for (std::size_t i = 0; i < exceptions.size(); ++i) {
    if (beaten_by[i] == 0) free.push_back(i);
  }
  std::size_t removed = 0;
  while (!free.empty()) {
    const std::size_t next = free.back();
    free.pop_back();
    ++removed;
    for (const std::uint32_t other : result.over[next]) {
      if (--beaten_by[other] == 0) free.push_back(other);
    }
  }
  if (removed == exceptions.size()) return;
  for (std::size_t i = 0; i < exceptions.size(); ++i) {
    if (beaten_by[i] == 0) continue;
    const names::Symbol& symbol = session.symbol(exceptions[i]);
    session.sink.add(diagnose(DiagnosticKind::cyclic_exceptions, symbol.name_span)
                         .message("the exception `{}` stands over itself through the order of exceptions", symbol.name)
                          .help("remove one `over` of the circle"));
    return;
  }
}

}  // namespace

void add_exceptions(Session& session, Frame& frame, const std::vector<SymbolId>& exceptions, TypeId type, Switch& result, TypeId& joined) {
  for (const SymbolId id : exceptions) {
    const names::Symbol& symbol = session.symbol(id);
    const auto& written = std::get<ast::Exception>(symbol.declaration->form);
    // An exception is written elsewhere: its names are those of its own file, besides the parameters.
    const ast::Ast* file = std::exchange(frame.file, symbol.file);
    const PackageId package = std::exchange(frame.package, symbol.package);
    const std::string clause = std::exchange(frame.clause, first_clause(written.attributes));
    {
      const Scope scope(frame);
      ExpressionChecker checker(session, frame);
      program::Arm arm = arm_of(written.attributes, symbol.declaration->span);
      arm.name = symbol.name;
      arm.condition = checker.condition(written.condition).node;
      checker.assume(written.condition, true);
      if (dated(written.attributes)) frame.depends_on_anchor = true;
      const Typed value = checker.check_as(written.value, type, false, symbol.name);
      if (session.is_invalid(joined) && !session.is_invalid(value.type)) joined = without_range(session.builder, value.type);
      arm.value = value.node;
      result.exceptions.push_back(std::move(arm));
    }
    frame.file = file;
    frame.package = package;
    frame.clause = clause;
  }
  link_order(session, exceptions, result);
  check_order(session, exceptions, result);
}

Typed guarded_value(Session& session, Frame& frame, const GuardedValue& value) {
  const std::size_t errors = session.sink.error_count();
  const Typed result = BranchChecker(session, frame, value).check();
  if (result.type == session.any_type() && session.sink.error_count() == errors)
    session.sink.add(diagnose(DiagnosticKind::type_not_known, value.head)
                         .clause(frame.clause)
                         .message("no branch of `{}` tells its type", value.name)
                         .help("write `define {} : TYPE`", value.name));
  const bool only_none = session.kind(result.type) == program::TypeKind::none;
  if (only_none && session.sink.error_count() == errors)
    session.sink.add(diagnose(DiagnosticKind::type_not_known, value.head)
                         .clause(frame.clause)
                         .message("`{}` is only ever `none`, so its type is not known", value.name)
                         .help("write `define {} : TYPE or none`", value.name));
  return result;
}

void elaborate_define(Session& session, SymbolId id, const ast::Define& define) {
  const names::Symbol& symbol = session.symbol(id);
  Frame frame = frame_of(session, id, define.attributes);
  const auto parameters = declare_parameters(session, frame, define.parameters);
  std::optional<TypeId> declared;
  if (define.type.valid()) declared = ExpressionChecker(session, frame).resolve_type(define.type);
  const CallableId callable(session.state(id).id);
  session.program().callables[callable.index()].parameters = parameters;
  const Typed value = guarded_value(session, frame, {symbol.name, symbol.declaration->head, define.body, declared, session.exceptions_of[id.value()]});
  program::Callable& made = session.program().callables[callable.index()];
  made.result = declared ? *declared : without_bounds(session.builder, value.type);
  made.body = value.node;
  made.frame_size = frame.size;
  made.depends_on_anchor = frame.depends_on_anchor;
}

// ---- reservation -----------------------------------------------------------------------------------------------------------------

namespace {

program::CallableKind kind_of(const ast::Declaration& declaration) {
  if (std::holds_alternative<ast::Table>(declaration.form)) return program::CallableKind::table;
  if (std::holds_alternative<ast::Decide>(declaration.form)) return program::CallableKind::decision;
  const auto* require = std::get_if<ast::Require>(&declaration.form);
  if (require == nullptr) return program::CallableKind::definition;
  return require->advisory ? program::CallableKind::advice : program::CallableKind::requirement;
}

program::Callable reserve(const names::Symbol& symbol, TypeId unknown) {
  program::Callable callable;
  callable.name = symbol.name;
  callable.kind = kind_of(*symbol.declaration);
  callable.package = symbol.package;
  callable.result = unknown;
  callable.span = symbol.declaration->span;
  callable.head = symbol.declaration->head;
  std::visit(
      [&](const auto& form) {
        if constexpr (requires { form.attributes; }) {
          callable.labels = form.attributes.labels;
          callable.citations = form.attributes.citations;
          callable.from = form.attributes.from;
          callable.until = form.attributes.until;
        }
      },
      symbol.declaration->form);
  return callable;
}

bool is_callable(SymbolKind kind) {
  return kind == SymbolKind::definition || kind == SymbolKind::table || kind == SymbolKind::requirement || kind == SymbolKind::decision;
}

}  // namespace

void reserve_callables(Session& session) {
  const auto& symbols = session.names.symbols();
  for (std::size_t i = 0; i < symbols.size(); ++i) {
    if (!is_callable(symbols[i].kind)) continue;
    const CallableId id = session.builder.add_callable(reserve(symbols[i], session.invalid_type()));
    session.state(SymbolId::from_index(i)).id = id.value();
  }
}

void attach_exceptions(Session& session) {
  const auto& symbols = session.names.symbols();
  for (std::size_t i = 0; i < symbols.size(); ++i) {
    if (symbols[i].kind != SymbolKind::exception) continue;
    const auto& written = std::get<ast::Exception>(symbols[i].declaration->form);
    const names::Lookup lookup = session.names.find_value(symbols[i].package, written.target);
    if (lookup.outcome != names::Lookup::Outcome::found) {
      if (lookup.reported) continue;
      auto problem = diagnose(DiagnosticKind::unknown_name, written.target.back().span)
                         .message("no definition or requirement is named `{}`", written.target.back().text);
      if (!lookup.nearest.empty()) problem.suggest(lookup.nearest);
      session.sink.add(problem);
      continue;
    }
    const names::Symbol& target = session.symbol(lookup.symbol);
    if (target.kind != SymbolKind::definition && target.kind != SymbolKind::requirement) {
      session.sink.add(diagnose(DiagnosticKind::not_overridable, written.target.back().span)
                           .message("only a definition or a requirement can have exceptions")
                           .secondary(target.name_span, "`{}` is declared here", target.name));
      continue;
    }
    std::vector<SymbolId> versions = target.versions;
    if (versions.empty()) versions.push_back(lookup.symbol);
    for (const SymbolId version : versions) session.exceptions_of[version.value()].push_back(SymbolId::from_index(i));
  }
}

void elaborate_callable(Session& session, SymbolId id) {
  const auto& form = session.symbol(id).declaration->form;
  if (const auto* define = std::get_if<ast::Define>(&form)) elaborate_define(session, id, *define);
  if (const auto* table = std::get_if<ast::Table>(&form)) elaborate_table(session, id, *table);
  if (const auto* require = std::get_if<ast::Require>(&form)) elaborate_require(session, id, *require);
  if (const auto* decide = std::get_if<ast::Decide>(&form)) elaborate_decide(session, id, *decide);
}

}  // namespace norma::types
