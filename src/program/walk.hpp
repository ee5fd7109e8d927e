#pragma once
// Visits what a node or a callable rests on, directly. Analyses of the resolved program (which facts matter, which clauses are
// reached) stand on these two functions, so that a new kind of node is taught in one place.
#include "program/program.hpp"

namespace norma::program {

/// Calls `on_node(NodeId)` for each node and `on_callable(CallableId)` for each callable that `id` uses directly.
template <class OnNode, class OnCallable>
void visit_uses(const Program& program, NodeId id, OnNode&& on_node, OnCallable&& on_callable) {
  const auto visit = [&](NodeId used) {
    if (used.valid()) on_node(used);
  };
  const auto visit_arm = [&](const Arm& arm) {
    visit(arm.condition);
    visit(arm.value);
  };
  const Node& node = program.nodes[id.index()];
  for (std::uint32_t i = 0; i < node.child_count; ++i) visit(program.children[node.first_child + i]);
  switch (node.op) {
    case Op::definition:
    case Op::call:
    case Op::requirement_holds: on_callable(CallableId(node.a)); break;
    case Op::version:
      for (const CallableId version : program.version_groups[node.a].versions) on_callable(version);
      break;
    case Op::switch_: {
      const Switch& guarded = program.switches[node.a];
      for (const Arm& arm : guarded.exceptions) visit_arm(arm);
      for (const auto& group : guarded.groups)
        for (const Arm& arm : group) visit_arm(arm);
      if (guarded.otherwise) visit_arm(*guarded.otherwise);
      break;
    }
    case Op::table: {
      const Table& table = program.tables[node.a];
      for (const TableRow& row : table.rows) visit(row.value);
      if (table.otherwise) visit(table.otherwise->value);
      break;
    }
    case Op::comprehension:
    case Op::quantifier:
    case Op::pick: {
      const Comprehension& comprehension = program.comprehensions[node.a];
      for (const Generator& generator : comprehension.generators) visit(generator.collection);
      visit(comprehension.where);
      visit(comprehension.element);
      visit(comprehension.otherwise);
      for (const SortKey& key : comprehension.keys) visit(key.key);
      break;
    }
    case Op::values_of:
      for (const EnumValue& value : program.enums[node.a].values) visit(value.applies_when);
      break;
    default: break;
  }
}

/// The same for a callable: its body, conditions, requirements and outputs.
template <class OnNode, class OnCallable>
void visit_uses(const Program& program, CallableId id, OnNode&& on_node, OnCallable&& on_callable) {
  const auto visit = [&](NodeId used) {
    if (used.valid()) on_node(used);
  };
  const Callable& callable = program[id];
  visit(callable.body);
  for (const Generator& generator : callable.for_each) visit(generator.collection);
  visit(callable.where);
  visit(callable.when);
  visit(callable.condition);
  if (callable.exceptions)
    for (const Arm& arm : program.switches[*callable.exceptions].exceptions) {
      visit(arm.condition);
      visit(arm.value);
    }
  visit(callable.anchor);
  for (const RequirementUse& use : callable.requirements) {
    on_callable(use.requirement);
    for (const NodeId argument : use.arguments) visit(argument);
  }
  for (const Output& output : callable.outputs) visit(output.value);
  for (const Callable::Local& local : callable.locals) visit(local.body);
}

}  // namespace norma::program
