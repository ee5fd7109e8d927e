#pragma once
// `for each x in L, y in M where C`: walks the tuples that belong or may belong. Templates of Machine, included where they are used.
#include "eval/joiner.hpp"
#include "eval/machine.hpp"

namespace norma::eval {

/// A member in place of all members of a list that is not known.
inline Value unknown_member(Machine& machine, NodeId collection, const CauseSet* causes) {
  const program::Type& type = machine.program[machine.type_of(collection)];
  if (type.element.valid()) return machine.unknown_of_type(type.element, causes);
  Unknown member;
  member.causes = causes;
  if (type.enumeration.valid()) {
    const std::size_t size = machine.program.enums[type.enumeration.index()].values.size();
    if (size <= 64) {
      member.kind = Unknown::Kind::choices;
      member.choices = size == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << size) - 1;
    }
  }
  return machine.unknown(member);
}

inline const CauseSet* merged(Arena& arena, const CauseSet* left, const CauseSet* right) {
  if (left == nullptr || right == nullptr) return left == nullptr ? right : left;
  CauseCollector causes;
  causes.add(left);
  causes.add(right);
  return causes.finish(arena);
}

/// Visit answers whether to go on; the result is false when it did not.
template <bool R, class Visit>
bool Machine::each_tuple(std::span<const program::Generator> generators, NodeId where, std::uint32_t round_steps, Visit& visit) {
  Tuple tuple;
  tuple.steps = round_steps;
  return each_member<R>(generators, 0, where, tuple, visit);
}

template <bool R, class Visit>
bool Machine::each_member(std::span<const program::Generator> generators, std::size_t depth, NodeId where, Tuple tuple, Visit& visit) {
  if (depth == generators.size()) {
    steps_left_ -= tuple.steps;
    if (steps_left_ < 0) [[unlikely]] {
      tuple.error = halt(ErrorCode::step_limit, where);
      visit(tuple);
      return false;
    }
    if (!where.valid()) return visit(tuple);
    const Value guard = walk<R>(where);
    if (guard.is_false()) return true;
    if (guard.tag == Tag::error) tuple.error = guard;
    if (guard.tag == Tag::unknown) {
      tuple.membership = Truth::unknown;
      tuple.causes = merged(arena, tuple.causes, unknown_of(guard).causes);
    }
    return visit(tuple);
  }
  const program::Generator& generator = generators[depth];
  const Value collection = walk<R>(generator.collection);
  if (collection.tag == Tag::list) {
    const ListValue& list = *collection.as<ListValue>();
    for (std::uint32_t i = 0; i < list.count; ++i) {
      const Truth membership = list.membership == nullptr ? Truth::yes : list.membership[i];
      if (membership == Truth::no) continue;
      bind<R>(generator.slot, list.members[i], i, generator.collection);
      if (depth == 0) tuple.position = i;
      const CauseSet* causes = list.membership_causes == nullptr ? nullptr : list.membership_causes[i];
      if (!each_checked<R>(generators, depth + 1, where, tuple, membership, causes, visit)) return false;
    }
    return true;
  }
  if (collection.tag == Tag::set) {
    const SetValue& set = *collection.as<SetValue>();
    for (std::uint32_t i = 0; i < set.size; ++i) {
      if (set.members[i] == Truth::no) continue;
      bind<R>(generator.slot, Value::enumeration(i), i, generator.collection);
      if (depth == 0) tuple.position = i;
      const CauseSet* causes = set.causes == nullptr ? nullptr : set.causes[i];
      if (!each_checked<R>(generators, depth + 1, where, tuple, set.members[i], causes, visit)) return false;
    }
    return true;
  }
  if (collection.tag == Tag::unknown) {
    const CauseSet* causes = unknown_of(collection).causes;
    bind<R>(generator.slot, unknown_member(*this, generator.collection, causes), 0, generator.collection);
    tuple.open = true;
    return each_checked<R>(generators, depth + 1, where, tuple, Truth::unknown, causes, visit);
  }
  tuple.error = collection.tag == Tag::error ? collection : error(ErrorCode::none_used, generator.collection);
  return visit(tuple);
}

template <bool R, class Visit>
bool Machine::each_checked(std::span<const program::Generator> generators, std::size_t depth, NodeId where, const Tuple& tuple,
                           Truth membership, const CauseSet* causes, Visit& visit) {
  if (membership == Truth::yes) return each_member<R>(generators, depth, where, tuple, visit);
  Tuple open = tuple;
  open.membership = Truth::unknown;
  open.causes = merged(arena, tuple.causes, causes);
  return each_member<R>(generators, depth, where, open, visit);
}

template <bool R>
void Machine::bind(std::uint32_t slot, Value value, std::uint32_t position, NodeId node) {
  frame_[slot] = value;
  if constexpr (R) {
    ProofNode proof;
    proof.kind = ProofKind::variable;
    proof.node = node;
    proof.value = value;
    proof.index = position;
    frame_proofs_[slot] = recorder.close(proof, recorder.mark());
    recorder.drop_last();
  }
}

}  // namespace norma::eval
