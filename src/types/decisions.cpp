// Decisions: given facts as parameters, local definitions and requirements on demand, what is given.
#include <fmt/format.h>

#include "types/declarations.hpp"

namespace norma::types {

using program::CallableKind;
using program::Op;
using program::TypeKind;

namespace {

class DecisionChecker {
 public:
  DecisionChecker(Session& session, SymbolId id, const ast::Decide& decide)
      : session_(session), id_(id), decide_(decide), callable_(session.state(id).id), frame_(frame_of(session, id, decide.attributes)),
        checker_(session, frame_) {}

  void elaborate() {
    declare_given();
    declare_items();
    declare_outputs();
    frame_.elaborate = [this](std::size_t index) { works_[index](); };
    conditions_of_given();
    anchor();
    for (std::size_t i = first_item_; i < frame_.outer.size(); ++i) work_out(i);
    for (const ast::DecisionItem& item : decide_.items) {
      if (const auto* use = std::get_if<ast::RequireUse>(&item)) use_requirement(*use);
      else if (const auto* require = std::get_if<ast::Require>(&item)) own_requirement(*require);
    }
    finish();
  }

 private:
  program::Callable& made() { return session_.program().callables[callable_.index()]; }

  // ---- what is declared ---------------------------------------------------------------------------------------------------------
  void declare_given() {
    std::vector<program::Fact> facts;
    std::vector<program::Parameter> parameters;
    for (const ast::Fact& written : decide_.given) {
      check_local_name(session_, frame_, written.name, true);
      facts.push_back(fact_of(session_, frame_, written));
      Local local;
      local.name = written.name.text;
      local.slot = frame_.new_slot();
      local.type = facts.back().type;
      local.span = written.name.span;
      parameters.push_back({local.name, local.type, local.span});
      works_.emplace_back();
      frame_.declare(std::move(local));
    }
    made().given = std::move(facts);
    made().parameters = std::move(parameters);
    first_item_ = frame_.outer.size();
  }

  void declare_item(Local::Kind kind, const std::string& name, Span span, std::function<void()> work) {
    Local local;
    local.kind = kind;
    local.name = name;
    local.slot = kind == Local::Kind::definition ? frame_.new_slot() : 0;
    local.span = span;
    local.progress = Progress::untouched;
    works_.push_back(std::move(work));
    frame_.declare(std::move(local));
  }

  void declare_items() {
    for (const ast::DecisionItem& item : decide_.items) {
      const std::size_t index = frame_.outer.size();
      if (const auto* define = std::get_if<ast::Define>(&item)) {
        check_local_name(session_, frame_, define->name, false);
        declare_item(Local::Kind::definition, define->name.text, define->name.span, [this, index, define] { local_definition(index, *define); });
      } else if (const auto* require = std::get_if<ast::Require>(&item)) {
        check_local_name(session_, frame_, require->name, false);
        declare_item(Local::Kind::requirement, require->name.text, require->name.span, [this, index, require] { requirement(index, *require); });
        frame_.outer.back().requirement = reserve(*require);
      }
    }
  }

  CallableId reserve(const ast::Require& require) {
    program::Callable callable;
    callable.name = require.name.text;
    callable.kind = require.advisory ? CallableKind::advice : CallableKind::requirement;
    callable.package = frame_.package;
    callable.labels = require.attributes.labels;
    callable.citations = require.attributes.citations;
    callable.from = require.attributes.from;
    callable.until = require.attributes.until;
    callable.result = session_.builder.boolean();
    callable.owner = callable_;
    callable.span = require.span;
    callable.head = require.name.span;
    return session_.builder.add_callable(std::move(callable));
  }

  // What is given can be named by what is given after it, unless its name has a meaning already: `gives days = days`.
  void declare_outputs() {
    for (const ast::Gives& gives : decide_.gives) {
      const std::size_t index = frame_.outer.size();
      const bool visible = frame_.find(gives.name.text) != nullptr ||
                           session_.names.find_value(frame_.package, {gives.name}).outcome != names::Lookup::Outcome::not_found;
      first_output_ = std::min(first_output_, index);
      declare_item(Local::Kind::definition, visible ? "gives " + gives.name.text : gives.name.text, gives.name.span,
                   [this, index, &gives] { output(index, gives); });
    }
  }

  void conditions_of_given() {
    for (std::size_t i = 0; i < decide_.given.size(); ++i) {
      if (!decide_.given[i].asked_when.valid()) continue;
      const NodeId condition = checker_.condition(decide_.given[i].asked_when).node;
      made().given[i].asked_when = condition;
    }
  }

  void anchor() {
    if (!decide_.anchor) return;
    const Typed value = checker_.path_value(*decide_.anchor);
    const Span span = decide_.anchor->front().span;
    const TypeId date = session_.builder.simple(TypeKind::date);
    const bool optional = session_.peek(value.type).optional && session_.kind(value.type) == TypeKind::date;
    const NodeId node = optional ? value.node : checker_.coerce(value, date, span).node;
    made().anchor = node;
  }

  // ---- elaboration ----------------------------------------------------------------------------------------------------------------
  void work_out(std::size_t index) {
    const std::string name = frame_.outer[index].name;
    const Span span = frame_.outer[index].span;
    session_.elaborate(frame_.outer[index].progress, name, span, span, works_[index]);
  }

  void local_definition(std::size_t index, const ast::Define& define) {
    if (!define.parameters.empty()) {
      session_.sink.add(checker_.report(DiagnosticKind::local_with_parameters, define.name.span)
                            .message("a definition inside a decision has no parameters")
                            .help("declare `{}` outside of the decision", define.name.text));
      frame_.outer[index].type = session_.invalid_type();
      return;
    }
    std::optional<TypeId> declared;
    if (define.type.valid()) declared = checker_.resolve_type(define.type);
    const Typed value = guarded_value(session_, frame_, {define.name.text, define.name.span, define.body, declared, {}});
    const TypeId type = declared ? *declared : without_bounds(session_.builder, value.type);
    frame_.outer[index].type = type;
    frame_.outer[index].body = value.node;
    program::Callable::Local local{define.name.text, frame_.outer[index].slot, value.node, type, define.attributes.citations,
                                   define.attributes.labels, define.name.span};
    made().locals.push_back(std::move(local));
  }

  void requirement(std::size_t index, const ast::Require& require) {
    if (!require.parameters.empty())
      session_.sink.add(checker_.report(DiagnosticKind::local_with_parameters, require.name.span)
                            .message("a requirement of a decision has no parameters")
                            .help("declare `{}` outside, and write `require {}(…)` here", require.name.text, require.name.text));
    fill_requirement(session_, frame_, frame_.outer[index].requirement, require, {});
  }

  void output(std::size_t index, const ast::Gives& gives) {
    Typed value = gives.for_each.empty() ? plain_output(gives) : listed_output(gives);
    frame_.outer[index].type = value.type;
    frame_.outer[index].body = value.node;
  }

  Typed plain_output(const ast::Gives& gives) {
    const Span span = gives.name.span;
    if (gives.type.valid()) {
      const TypeId type = checker_.resolve_type(gives.type);
      return {checker_.check_as(gives.value, type, false, gives.name.text).node, type};
    }
    const std::size_t errors = session_.sink.error_count();
    const Typed value = checker_.check(gives.value);
    const bool known = value.type != session_.any_type() && session_.kind(value.type) != TypeKind::none;
    if (!known && session_.sink.error_count() == errors)
      session_.sink.add(checker_.report(DiagnosticKind::type_not_known, span)
                            .message("nothing tells the type of `{}`", gives.name.text)
                            .help("write `gives {} : TYPE = …`", gives.name.text));
    return {value.node, without_bounds(session_.builder, value.type)};
  }

  // `NAME for each x in L : FIELD = E, …`: a list of records without a name.
  Typed listed_output(const ast::Gives& gives) {
    const Scope scope(frame_);
    program::Comprehension list;
    list.generators = checker_.generators(gives.for_each);
    if (gives.where.valid()) {
      list.where = checker_.condition(gives.where).node;
      checker_.assume(gives.where, true);
    }
    program::Record record;
    record.package = frame_.package;
    record.span = gives.span;
    std::vector<NodeId> fields;
    for (const ast::GivenField& field : gives.fields) {
      const Typed value = checker_.check(field.value);
      fields.push_back(value.node);
      record.fields.push_back({field.name.text, without_bounds(session_.builder, value.type), {}, {}, field.name.span, {}});
    }
    const TypeId element = session_.builder.record(session_.builder.add_record(std::move(record)));
    list.element = session_.builder.add(Op::record, element, fields, 0, 0, gives.span);
    const TypeId type = session_.builder.list_of(element);
    const auto id = session_.builder.add_comprehension(std::move(list));
    return {session_.builder.add(Op::comprehension, type, {}, id.value(), 0, gives.span), type};
  }

  // ---- requirements -----------------------------------------------------------------------------------------------------------------
  void own_requirement(const ast::Require& require) {
    const auto index = frame_.find_outer(require.name.text);
    if (!index || frame_.outer[*index].kind != Local::Kind::requirement) return;
    made().requirements.push_back({frame_.outer[*index].requirement, {}, require.advisory, require.span});
  }

  void use_requirement(const ast::RequireUse& use) {
    const names::Lookup lookup = session_.names.find_value(frame_.package, use.name);
    const ast::Name& name = use.name.back();
    if (lookup.outcome != names::Lookup::Outcome::found || session_.symbol(lookup.symbol).kind != names::SymbolKind::requirement) {
      if (lookup.reported) return;
      auto problem = checker_.report(DiagnosticKind::not_a_requirement, name.span).message("`{}` is not a requirement of the package", name.text);
      if (!lookup.nearest.empty()) problem.suggest(lookup.nearest);
      session_.sink.add(problem);
      return;
    }
    std::vector<SymbolId> versions = session_.symbol(lookup.symbol).versions;
    if (versions.empty()) versions.push_back(lookup.symbol);
    for (const SymbolId version : versions) {
      const CallableId requirement = session_.callable(version, name.span);
      if (!requirement.valid()) return;
      const program::Callable& callable = session_.program()[requirement];
      if (callable.depends_on_anchor) frame_.depends_on_anchor = true;
      const bool advisory = use.advisory || callable.kind == CallableKind::advice;
      const auto parameters = callable.parameters;
      auto arguments = checker_.arguments_for(name.text, name.span, parameters, use.arguments);
      made().requirements.push_back({requirement, std::move(arguments), advisory, use.span});
    }
  }

  // ---- result -------------------------------------------------------------------------------------------------------------------
  void finish() {
    std::vector<program::Output> outputs;
    program::Record result;
    result.package = frame_.package;
    result.span = frame_.outer.empty() ? Span{} : session_.symbol(id_).name_span;
    for (std::size_t i = 0; i < decide_.gives.size(); ++i) {
      const ast::Gives& gives = decide_.gives[i];
      const Local& local = frame_.outer[first_output_ + i];
      const TypeId type = local.type.valid() ? local.type : session_.invalid_type();
      const NodeId body = local.body.valid() ? local.body : session_.invalid_node(gives.span);
      const NodeId value = session_.builder.add(Op::local_definition, type, {body}, local.slot, 0, gives.name.span);
      outputs.push_back({gives.name.text, type, value, gives.attributes.labels, gives.attributes.citations, gives.name.span});
      result.fields.push_back({gives.name.text, type, gives.attributes.labels, gives.attributes.citations, gives.name.span, {}});
    }
    result.fields.push_back({"satisfied", session_.builder.boolean(), {}, {}, result.span, {}});
    check_output_names(result.fields);
    const TypeId record = session_.builder.record(session_.builder.add_record(std::move(result)));
    const auto labels = resolve_message(checker_, decide_.attributes.labels);
    program::Callable& callable = made();
    callable.outputs = std::move(outputs);
    callable.result = record;
    callable.resolved_labels = labels;
    callable.frame_size = frame_.size;
    callable.depends_on_anchor = frame_.depends_on_anchor;
    for (const Local& local : frame_.outer) {
      if (local.requirement.valid()) session_.program().callables[local.requirement.index()].frame_size = frame_.size;
    }
  }

  void check_output_names(const std::vector<program::RecordField>& fields) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        if (fields[i].name != fields[j].name) continue;
        const bool satisfied = i + 1 == fields.size();
        if (satisfied) {
          session_.sink.add(checker_.report(DiagnosticKind::name_of_builtin, fields[j].span)
                                .message("`satisfied` is the verdict of every decision and cannot be declared")
                                .help("choose another name"));
        } else {
          session_.sink.add(checker_.report(DiagnosticKind::repeated_value, fields[i].span)
                                .message("`{}` is given twice", fields[i].name)
                                .secondary(fields[j].span, "given here first")
                                .help("keep one of the two, or choose another name"));
        }
      }
    }
  }

  Session& session_;
  SymbolId id_;
  const ast::Decide& decide_;
  CallableId callable_;
  Frame frame_;
  ExpressionChecker checker_;
  std::vector<std::function<void()>> works_;   // by index in frame_.outer
  std::size_t first_item_ = 0;
  std::size_t first_output_ = static_cast<std::size_t>(-1);
};

}  // namespace

void elaborate_decide(Session& session, SymbolId id, const ast::Decide& decide) { DecisionChecker(session, id, decide).elaborate(); }

}  // namespace norma::types
