#include "explain/proof_reader.hpp"

#include <algorithm>
#include <unordered_set>

#include "eval/error.hpp"

namespace norma::explain {

using eval::Proof;
using eval::ProofId;
using eval::ProofKind;
using eval::ProofNode;
using eval::Tag;
using program::Op;

namespace {

bool is_step(ProofKind kind) {
  switch (kind) {
    case ProofKind::constant: case ProofKind::local: case ProofKind::call: case ProofKind::operation: case ProofKind::version:
      return false;
    default: return true;
  }
}

enum class Outcome { yes, no, open, failed };

Outcome outcome_of(eval::Value value) {
  if (value.tag == Tag::error) return Outcome::failed;
  if (value.tag == Tag::boolean) return value.is_true() ? Outcome::yes : Outcome::no;
  return value.tag == Tag::unknown ? Outcome::open : Outcome::yes;
}

}  // namespace

Op ProofReader::operation(const ProofNode& node) const {
  return node.node.valid() ? program_.nodes[node.node.index()].op : Op::invalid;
}

const program::Callable::Local* ProofReader::local_of(const ProofNode& node) const {
  if (!node.callable.valid()) return nullptr;
  const program::Callable* callable = &program_[node.callable];
  if (callable->owner.valid()) callable = &program_[callable->owner];
  for (const auto& local : callable->locals)
    if (local.slot == node.index) return &local;
  return nullptr;
}

program::TypeId ProofReader::type_of(const ProofNode& node) const {
  switch (node.kind) {
    case ProofKind::decision:
    case ProofKind::requirement:
    case ProofKind::member: return {};
    case ProofKind::definition: return program_[node.callable].result;
    case ProofKind::output: return program_[node.callable].outputs[node.index].type;
    case ProofKind::local_definition:
      if (const auto* local = local_of(node)) return local->type;
      break;
    case ProofKind::fact: case ProofKind::given: case ProofKind::default_used:
      if (node.fact.valid()) return program_.facts[node.fact.index()].type;
      if (node.callable.valid() && node.index < program_[node.callable].parameters.size())
        return program_[node.callable].parameters[node.index].type;
      break;
    case ProofKind::variable: return member_type(node);
    default: break;
  }
  return node.node.valid() ? program_.node_info[node.node.index()].type : program::TypeId();
}

// `node` of a variable is the collection it runs over.
program::TypeId ProofReader::member_type(const ProofNode& variable) const {
  if (!variable.node.valid()) return {};
  const program::Type& collection = program_[program_.node_info[variable.node.index()].type];
  if (collection.element.valid()) return collection.element;
  for (std::size_t i = 0; i < program_.types.size(); ++i) {
    const program::Type& type = program_.types[i];
    if (type.kind == program::TypeKind::enumeration && !type.optional && type.enumeration == collection.enumeration)
      return program::TypeId::from_index(i);
  }
  return {};
}

std::string_view ProofReader::parameter_name(const ProofNode& node) const {
  if (!node.callable.valid() || node.index >= program_[node.callable].parameters.size()) return {};
  return program_[node.callable].parameters[node.index].name;
}

std::string_view ProofReader::name_of(const ProofNode& node) const {
  if (node.fact.valid()) return program_.facts[node.fact.index()].name;
  if (node.kind == ProofKind::given || node.kind == ProofKind::default_used) return parameter_name(node);
  if (const auto* local = node.kind == ProofKind::local_definition ? local_of(node) : nullptr) return local->name;
  if (node.kind == ProofKind::definition) return program_[node.callable].name;
  return {};
}

// Through reads and calls to the declaration that is read.
ProofId ProofReader::forwarded(ProofId id) const {
  while (true) {
    const ProofNode& node = proof_[id];
    const bool read = node.kind == ProofKind::local || node.kind == ProofKind::call || node.kind == ProofKind::version;
    if (!read || node.child_count == 0) return id;
    id = proof_.children(node).back();
  }
}

// An argument that is only another name's value under the same name is told once, where it comes from.
bool ProofReader::tells(ProofId id) const {
  const ProofNode& node = proof_[id];
  if (!is_step(node.kind)) return false;
  if (node.kind != ProofKind::given || node.child_count == 0 || everything_) return true;
  const ProofNode& target = proof_[forwarded(proof_.children(node).back())];
  return !is_step(target.kind) || name_of(target) != name_of(node);
}

// `audit_time(…).days` rests on one value of the decision.
ProofId ProofReader::field_of_decision(const ProofNode& field) const {
  if (operation(field) != Op::field || field.child_count != 1) return {};
  const ProofNode& target = proof_[forwarded(proof_.children(field)[0])];
  if (target.kind != ProofKind::decision) return {};
  for (const ProofId child : proof_.children(target)) {
    const ProofNode& node = proof_[child];
    if (node.kind == ProofKind::output && node.index == program_.nodes[field.node.index()].a) return child;
  }
  return {};
}

// What stands behind a node that is not told itself.
ProofReader::Ids ProofReader::passed(ProofId id) const {
  const ProofNode& node = proof_[id];
  if (const ProofId output = field_of_decision(node); output.valid()) return {output};
  const auto children = proof_.children(node);
  const bool read = node.kind == ProofKind::local || node.kind == ProofKind::call || node.kind == ProofKind::version;
  if (read && !children.empty()) return {children.back()};
  return Ids(children.begin(), children.end());
}

std::vector<ProofId> ProofReader::steps_below(std::span<const ProofId> starts) const {
  Ids found, waiting(starts.rbegin(), starts.rend());
  std::unordered_set<ProofId> seen;
  while (!waiting.empty()) {
    const ProofId id = waiting.back();
    waiting.pop_back();
    if (!seen.insert(id).second) continue;
    if (tells(id)) {
      found.push_back(id);
      continue;
    }
    const Ids next = passed(id);
    waiting.insert(waiting.end(), next.rbegin(), next.rend());
  }
  return found;
}

// Of a conjunction that fails the operands that fail, of one that is open the open ones; the mirror image for `or`.
ProofReader::Ids ProofReader::logic(const ProofNode& node) const {
  const auto children = proof_.children(node);
  Ids kept;
  const Outcome whole = outcome_of(node.value);
  if (operation(node) != Op::logical_not)
    std::copy_if(children.begin(), children.end(), std::back_inserter(kept),
                 [&](ProofId id) { return outcome_of(proof_[id].value) == whole; });
  return kept.empty() ? Ids(children.begin(), children.end()) : kept;
}

// The condition that held and the value; those before it are told as tried.
ProofReader::Ids ProofReader::conditional(const ProofNode& node) const {
  const auto children = proof_.children(node);
  const std::uint32_t pairs = node.node.valid() ? program_.nodes[node.node.index()].child_count / 2 : 0;
  if (node.index == eval::no_index || node.index >= pairs || children.size() < 2) return Ids(children.begin(), children.end());
  return Ids(children.end() - 2, children.end());
}

ProofReader::Ids ProofReader::guarded(const ProofNode& node) const {
  Ids kept;
  for (const ProofId child : proof_.children(node))
    if (!rejected(node, child)) kept.push_back(child);
  return kept;
}

// The condition of a branch or exception that does not apply: told as tried.
bool ProofReader::rejected(const ProofNode& node, ProofId child) const {
  const auto tried = proof_.tried(node);
  return std::any_of(tried.begin(), tried.end(), [&](const eval::Tried& one) {
    return one.condition == child && one.truth == eval::Truth::no && !one.failed;
  });
}

// The collections and the elements; which members the condition left out is told by what is left.
ProofReader::Ids ProofReader::terms(const ProofNode& node) const {
  const auto children = proof_.children(node);
  const program::Comprehension& form = program_.comprehensions[program_.nodes[node.node.index()].a];
  Ids kept;
  std::copy_if(children.begin(), children.end(), std::back_inserter(kept), [&](ProofId id) {
    return !form.where.valid() || proof_[id].node != form.where || proof_[id].value.tag == Tag::unknown || proof_[id].value.tag == Tag::error;
  });
  return kept;
}

// Of a quantifier that is decided the members that decide it.
ProofReader::Ids ProofReader::aggregate(const ProofNode& node) const {
  const auto children = proof_.children(node);
  const Ids all(children.begin(), children.end());
  const Op form = operation(node);
  if (form == Op::comprehension || form == Op::pick) return terms(node);
  if (form != Op::quantifier) return all;
  const program::Node& quantifier = program_.nodes[node.node.index()];
  const program::NodeId condition = program_.comprehensions[quantifier.a].element;
  const bool wanted = quantifier.b != 0;  // `some` and `no` are decided by a member that satisfies, `all` by one that does not
  Ids deciding;
  for (const ProofId child : children) {
    const ProofNode& member = proof_[child];
    if (member.node == condition && member.value.tag == Tag::boolean && member.value.is_true() == wanted) deciding.push_back(child);
  }
  const bool decided = node.value.tag == Tag::boolean && node.value.is_true() == (quantifier.b == 1);
  return decided && !deciding.empty() ? deciding : all;
}

ProofReader::Ids ProofReader::requirement(const ProofNode& node) const {
  const auto children = proof_.children(node);
  const Ids all(children.begin(), children.end());
  if (!node.callable.valid()) return all;
  const program::Callable& callable = program_[node.callable];
  Ids kept;
  const bool inapplicable = node.value.tag == Tag::not_applicable;
  for (const ProofId id : all) {
    const program::NodeId child = proof_[id].node;
    const bool guard = child.valid() && (child == callable.when || child == callable.where);
    const bool open = proof_[id].value.tag == Tag::unknown || proof_[id].value.tag == Tag::error;
    if (guard ? inapplicable || open : !rejected(node, id)) kept.push_back(id);
  }
  return kept;
}

// A fact that was not given may rest on the condition under which it is asked.
ProofReader::Ids ProofReader::asked_when(const ProofNode& node) const {
  Ids kept;
  for (const ProofId child : proof_.children(node)) {
    if (proof_[child].kind != ProofKind::fact || proof_[child].fact != node.fact) continue;
    for (const ProofId condition : proof_.children(proof_[child])) kept.push_back(condition);
  }
  return kept;
}

std::vector<ProofId> ProofReader::relevant_children(ProofId id) const {
  const ProofNode& node = proof_[id];
  const auto children = proof_.children(node);
  const Ids all(children.begin(), children.end());
  switch (node.kind) {
    case ProofKind::default_used: case ProofKind::variable: case ProofKind::silent: case ProofKind::refused: return {};
    case ProofKind::fact: return asked_when(node);
    case ProofKind::definition: return all.empty() ? all : Ids{all.back()};
    case ProofKind::requirement:
    case ProofKind::member: return everything_ ? all : requirement(node);
    default: break;
  }
  if (everything_) return all;
  switch (node.kind) {
    case ProofKind::logic: return logic(node);
    case ProofKind::conditional: return conditional(node);
    case ProofKind::guarded: return guarded(node);
    case ProofKind::aggregate: return aggregate(node);
    case ProofKind::rounding: return all.empty() ? all : Ids{all.front()};
    default: return all;
  }
}

ProofId ProofReader::subject(ProofId id) const {
  const ProofNode& node = proof_[id];
  ProofId found;
  if (node.kind == ProofKind::requirement || node.kind == ProofKind::member) {
    const Ids parts = requirement(node);
    if (parts.size() == 1) found = parts.front();
  } else if (node.kind == ProofKind::definition || node.kind == ProofKind::local_definition || node.kind == ProofKind::output) {
    if (node.child_count > 0) found = proof_.children(node).back();
  }
  while (found.valid() && operation(proof_[found]) == Op::check_range && proof_[found].child_count == 1)
    found = proof_.children(proof_[found])[0];
  return found;
}

}  // namespace norma::explain
