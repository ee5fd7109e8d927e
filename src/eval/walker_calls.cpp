// Facts, definitions, calls, versions: everything that has a frame or is kept for the case.
#include <algorithm>

#include "eval/joiner.hpp"
#include "eval/machine.hpp"

namespace norma::eval {

template <bool R>
Machine::FrameScope<R>::FrameScope(Machine& owner, CallableId entered, std::uint32_t size, NodeId walked)
    : machine(owner), frame(owner.frame_), proofs(owner.frame_proofs_), callable(owner.current_),
      local_anchor(owner.local_anchor_), height(0), mark(owner.frames_.mark()), proof_mark(owner.proof_frames_.mark()) {
  machine.frame_ = machine.frames_.push(size);
  std::fill_n(machine.frame_, size, Value{});
  if constexpr (R) {
    machine.frame_proofs_ = machine.proof_frames_.push(size);
    std::fill_n(machine.frame_proofs_, size, ProofId());
  }
  machine.current_ = entered;
  machine.local_anchor_ = false;
  const NodeCost cost = walked.valid() ? machine.prepared.cost(walked) : machine.prepared.cost(entered);
  height = machine.enter(cost);
}

template <bool R>
Machine::FrameScope<R>::~FrameScope() {
  machine.depth_ -= height;
  machine.frame_ = frame;
  machine.frame_proofs_ = proofs;
  machine.current_ = callable;
  machine.local_anchor_ = local_anchor;
  machine.frames_.release(mark);
  machine.proof_frames_.release(proof_mark);
}

template struct Machine::FrameScope<false>;
template struct Machine::FrameScope<true>;

namespace {

bool same_word(Value x, Value y) { return x.bits == y.bits && x.aux == y.aux && x.tag == y.tag; }

bool same_words(std::span<const Value> x, std::span<const Value> y) {
  return std::equal(x.begin(), x.end(), y.begin(), y.end(), same_word);
}

}  // namespace

// ---- facts -----------------------------------------------------------------------------------------------------------------

// An unknown of this type that rests on these causes; what is known of it already, its bounds, stays.
Value Machine::unknown_because(Value known, TypeId type, const CauseSet* causes) {
  if (known.tag != Tag::unknown || known.bits == 0) return unknown_of_type(type, causes);
  Unknown bounded = unknown_of(known);
  bounded.causes = causes;
  return Value::pointer(Tag::unknown, arena.make<Unknown>(bounded));
}

template <bool R>
[[gnu::noinline]] Value Machine::missing_fact(FactId id, NodeId) {
  const program::Fact& fact = program.facts[id.index()];
  if (missing_epochs_[id.index()] == epoch_) {
    if constexpr (R) recorder.push(missing_proofs_[id.index()]);
    return missing_facts_[id.index()];
  }
  const std::size_t mark = recorder.mark();
  Value value;
  bool defaulted = false;
  const NodeCost own = prepared.cost(fact.default_value.valid() ? fact.default_value : fact.asked_when);
  const std::uint32_t height = enter(own);
  if (steps_left_ < 0) {
    value = halted_;
  } else if (fact.default_value.valid() && facts_[id.index()].tag == Tag::absent) {
    value = walk<R>(fact.default_value);
    defaulted = true;
  } else {
    Cause cause;
    cause.id = id.value();
    const Value asked = applies<R>(id);
    if (asked.tag == Tag::error) {
      value = asked;
    } else if (asked.is_false()) {
      value = program[fact.type].optional ? Value::none() : error(ErrorCode::fact_not_applicable, NodeId(), fact.name);
    } else {
      CauseCollector causes;
      causes.add(single_cause(arena, cause));
      causes.add(asked);
      value = unknown_because(facts_[id.index()], fact.type, causes.finish(arena));
    }
  }
  depth_ -= height;
  missing_facts_[id.index()] = value;
  missing_epochs_[id.index()] = epoch_;
  if constexpr (R) {
    ProofNode proof;
    proof.kind = defaulted ? ProofKind::default_used : ProofKind::fact;
    proof.fact = id;
    proof.value = value;
    missing_proofs_[id.index()] = recorder.close(proof, mark);
  }
  return value;
}

template <bool R>
Value Machine::applies(FactId id) {
  const NodeId condition = program.facts[id.index()].asked_when;
  return condition.valid() ? walk<R>(condition) : Value::boolean(true);
}

Value Machine::applicability(FactId id) { return applies<false>(id); }

template <bool R>
Value Machine::default_of(NodeId id) {
  const Node& n = nodes_[id.index()];
  const Value optional = walk<R>(child(n, 0));
  if (optional.tag == Tag::none) return walk<R>(child(n, 1));
  if (optional.tag != Tag::unknown || !unknown_of(optional).may_be_none) return optional;
  Unknown present = unknown_of(optional);
  present.may_be_none = false;
  Joiner joiner(*this);
  joiner.guard(optional);
  joiner.add(unknown(present));
  joiner.add(walk<R>(child(n, 1)));
  return joiner.finish(id);
}

// ---- definitions and calls ---------------------------------------------------------------------------------------------------

template <bool R>
Value Machine::definition(NodeId id) {
  const CallableId callable(nodes_[id.index()].a);
  const CallState& state = states_[callable.index()];
  if (state.epoch == epoch_ && (!program[callable].depends_on_anchor || same_word(state.anchor, anchor_))) [[likely]] {
    if constexpr (R) recorder.push(state.proof);
    return state.result;
  }
  return compute_definition<R>(callable);
}

template <bool R>
[[gnu::noinline]] Value Machine::compute_definition(CallableId callable) {
  const std::size_t mark = recorder.mark();
  const Value value = run_body<R>(callable, {}, {});
  CallState& state = states_[callable.index()];
  state.epoch = epoch_;
  state.anchor = anchor_;
  state.result = value;
  if constexpr (R) {
    state.proof = recorder.mark() > mark ? recorder.last() : ProofId();
  }
  return value;
}

// A frame, the arguments in it, the body. What a declaration is decides what its body is.
template <bool R>
Value Machine::run_body(CallableId id, std::span<const Value> arguments, std::span<const ProofId> proofs) {
  const Callable& callable = program[id];
  if (callable.kind == program::CallableKind::decision) return decision_record<R>(id, arguments, proofs);
  const std::size_t mark = recorder.mark();
  FrameScope<R> scope(*this, id, std::max(callable.frame_size, static_cast<std::uint32_t>(arguments.size())));
  if (scope.refused()) return halted_;
  std::copy(arguments.begin(), arguments.end(), frame_);
  if constexpr (R) std::copy(proofs.begin(), proofs.end(), frame_proofs_);
  const bool requirement = callable.kind == program::CallableKind::requirement || callable.kind == program::CallableKind::advice;
  Value value;
  if (requirement && !callable.for_each.empty()) {
    std::vector<RequirementResult> results;
    requirement_members<R>(id, false, results);
    if constexpr (R) { for (const RequirementResult& result : results) recorder.push(result.proof); }
    value = kleene_of(results);
  } else {
    value = requirement ? requirement_once<R>(callable) : walk<R>(callable.body);
  }
  if constexpr (R) {
    ProofNode proof;
    proof.kind = requirement ? ProofKind::requirement : ProofKind::definition;
    proof.callable = id;
    proof.node = callable.body;
    proof.value = value;
    recorder.close(proof, mark);
  }
  return value;
}

// The arguments are walked straight into the new frame, and nothing is kept.
Value Machine::call_cheap(const Step& n) {
  const Callable& callable = program.callables[n.a];
  const auto mark = frames_.mark();
  const std::uint32_t size = std::max(callable.frame_size, n.child_count);
  Value* const inner = frames_.push(size);
  for (std::uint32_t i = 0; i < n.child_count; ++i) inner[i] = walk_step(n.kids[i]);
  for (std::uint32_t i = n.child_count; i < size; ++i) inner[i] = Value{};
  Value* const outer = frame_;
  const CallableId outer_callable = current_;
  const bool outer_anchor = local_anchor_;
  frame_ = inner;
  current_ = CallableId(n.a);
  local_anchor_ = false;
  const std::uint32_t height = enter(prepared.cost(current_));
  const Value value = steps_left_ < 0 ? halted_ : walk<false>(callable.body);
  depth_ -= height;
  frame_ = outer;
  current_ = outer_callable;
  local_anchor_ = outer_anchor;
  frames_.release(mark);
  return value;
}

template <bool R>
Value Machine::call(NodeId id) {
  const Node& n = nodes_[id.index()];
  if (n.b == 1) [[unlikely]] return run_at_top<R>(CallableId(n.a));
  constexpr std::size_t few = 6;
  std::array<Value, few> small;
  std::array<ProofId, few> small_proofs;
  std::vector<Value> large;
  std::vector<ProofId> large_proofs;
  Value* arguments = small.data();
  ProofId* proofs = small_proofs.data();
  if (n.child_count > few) [[unlikely]] {
    large.resize(n.child_count);
    large_proofs.resize(n.child_count);
    arguments = large.data();
    proofs = large_proofs.data();
  }
  for (std::uint32_t i = 0; i < n.child_count; ++i) {
    arguments[i] = walk<R>(child(n, i));
    if constexpr (R) proofs[i] = recorder.last();
  }
  return call_with<R>(CallableId(n.a), {arguments, n.child_count}, {proofs, R ? n.child_count : 0U}, id);
}

template <bool R>
Value Machine::call_with(CallableId id, std::span<const Value> arguments, std::span<const ProofId> proofs, NodeId) {
  // OPTIMISATION: a case that calls something only a few times compares the last arguments; it never hashes.
  constexpr std::uint32_t calls_before_table = 32;
  CallState& state = states_[id.index()];
  const bool anchored = program[id].depends_on_anchor;
  if (state.epoch != epoch_) {
    state.epoch = epoch_;
    state.calls = 0;
    if (!state.memo.empty()) state.memo.clear();
  } else if (state.result.tag != Tag::absent && same_words(state.arguments, arguments) &&
             (!anchored || same_word(state.anchor, anchor_))) {
    if constexpr (R) recorder.push(state.proof);
    return state.result;
  }
  MemoKey key;
  const bool tabled = ++state.calls > calls_before_table;
  if (tabled) {
    for (const Value argument : arguments)
      key.arguments.push_back(argument.tag == Tag::number ? Value::number(normalise(argument.ratio())) : argument);
    if (anchored) key.anchor = anchor_;
    const auto found = state.memo.find(key);
    if (found != state.memo.end()) {
      if constexpr (R) recorder.push(found->second.proof);
      return found->second.value;
    }
  }
  state.result = Value{};
  const Value value = run_body<R>(id, arguments, proofs);
  state.arguments.assign(arguments.begin(), arguments.end());
  state.anchor = anchor_;
  state.result = value;
  if constexpr (R) state.proof = recorder.last();
  if (tabled && charge(sizeof(MemoEntry) + arguments.size_bytes() + 64)) state.memo.emplace(std::move(key), MemoEntry{value, state.proof});
  return value;
}

template <bool R>
Value Machine::local_definition(NodeId id) {
  const Node& n = nodes_[id.index()];
  if (!local_anchor_ && frame_[n.a].tag != Tag::absent) {
    if constexpr (R) recorder.push(frame_proofs_[n.a]);
    return frame_[n.a];
  }
  const std::size_t mark = recorder.mark();
  const Value value = walk<R>(child(n, 0));
  ProofId made;
  if constexpr (R) {
    ProofNode proof;
    proof.kind = ProofKind::local_definition;
    // A decision's own requirement computes in the decision's frame: the definition is the decision's.
    const CallableId owner = program[current_].owner;
    proof.callable = owner.valid() ? owner : current_;
    proof.index = n.a;
    proof.node = child(n, 0);
    proof.value = value;
    made = recorder.close(proof, mark);
  }
  if (!local_anchor_) {
    frame_[n.a] = value;
    if constexpr (R) frame_proofs_[n.a] = made;
  }
  return value;
}

// ---- time ----------------------------------------------------------------------------------------------------------------

Value Machine::in_force(const std::optional<Date>& from, const std::optional<Date>& until) {
  if (!from && !until) return Value::boolean(true);
  if (anchor_.tag == Tag::date) {
    return Value::boolean((!from || from->day_number() <= anchor_.bits) && (!until || anchor_.bits <= until->day_number()));
  }
  if (anchor_.tag == Tag::error) return anchor_;
  if (anchor_.tag == Tag::unknown) {
    const Value after = from ? less(Value::date(*from), anchor_, true) : Value::boolean(true);
    const Value before = until ? less(anchor_, Value::date(*until), true) : Value::boolean(true);
    if (after.is_false() || before.is_false()) return Value::boolean(false);
    return after.is_true() ? before : after;
  }
  Cause cause;
  cause.kind = Cause::Kind::anchor;
  return unknown_truth(single_cause(arena, cause));
}

Value Machine::silent_version(CallableId callable) {
  Cause cause;
  cause.kind = Cause::Kind::no_version;
  cause.id = callable.value();
  return unknown_of_type(program[callable].result, single_cause(arena, cause));
}

template <bool R>
Value Machine::version(NodeId id) {
  const Node& n = nodes_[id.index()];
  const program::VersionGroup& group = program.version_groups[n.a];
  std::vector<Value> arguments(n.child_count);
  std::vector<ProofId> proofs(R ? n.child_count : 0U);
  for (std::uint32_t i = 0; i < n.child_count; ++i) {
    arguments[i] = walk<R>(child(n, i));
    if constexpr (R) proofs[i] = recorder.last();
  }
  Joiner joiner(*this);
  bool certain = false;
  for (const CallableId candidate : group.versions) {
    const Value applies_now = in_force(program[candidate].from, program[candidate].until);
    if (applies_now.tag == Tag::error) return applies_now;
    if (applies_now.is_false()) continue;
    if (applies_now.tag == Tag::unknown) joiner.guard(applies_now);
    joiner.add(n.b == 1 ? run_at_top<R>(candidate) : call_with<R>(candidate, arguments, proofs, id));
    certain = applies_now.is_true();
    if (certain) break;
  }
  // Without an anchor every version is possible; whether a day without any is possible too follows from their periods.
  if (!certain && (joiner.empty() || anchor_.tag == Tag::unknown)) joiner.add(silent_version(group.versions.front()));
  return joiner.finish(id);
}

template <bool R>
Value Machine::as_of(NodeId id) {
  const Node& n = nodes_[id.index()];
  const Value date = walk<R>(child(n, 1));
  if (date.tag == Tag::error) return date;
  const Value outer = anchor_;
  const bool outer_local = local_anchor_;
  anchor_ = date;
  local_anchor_ = true;
  const Value value = walk<R>(child(n, 0));
  anchor_ = outer;
  local_anchor_ = outer_local;
  return value;
}

#define NORMA_INSTANTIATE(R)                                                                                              \
  template Value Machine::missing_fact<R>(FactId, NodeId);                                                                \
  template Value Machine::applies<R>(FactId);                                                                             \
  template Value Machine::default_of<R>(NodeId);                                                                          \
  template Value Machine::definition<R>(NodeId);                                                                          \
  template Value Machine::run_body<R>(CallableId, std::span<const Value>, std::span<const ProofId>);                      \
  template Value Machine::call<R>(NodeId);                                                                                \
  template Value Machine::call_with<R>(CallableId, std::span<const Value>, std::span<const ProofId>, NodeId);             \
  template Value Machine::local_definition<R>(NodeId);                                                                    \
  template Value Machine::version<R>(NodeId);                                                                             \
  template Value Machine::as_of<R>(NodeId);
NORMA_INSTANTIATE(false)
NORMA_INSTANTIATE(true)
#undef NORMA_INSTANTIATE

}  // namespace norma::eval
