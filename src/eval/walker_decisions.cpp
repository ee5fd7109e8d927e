// Requirements and decisions, and what is asked of the machine from outside.
#include <algorithm>

#include "eval/generators.hpp"
#include "eval/show.hpp"

namespace norma::eval {
namespace {

RequirementState state_of(Value value) {
  switch (value.tag) {
    case Tag::boolean: return value.bits != 0 ? RequirementState::met : RequirementState::not_met;
    case Tag::not_applicable: return RequirementState::not_applicable;
    case Tag::error: return RequirementState::failed;
    default: return RequirementState::undetermined;
  }
}

bool holds_as_condition(Value value) { return value.is_true() || value.tag == Tag::not_applicable; }

// As a condition: not applicable counts as met.
Value as_condition(Value value) { return value.tag == Tag::not_applicable ? Value::boolean(true) : value; }

}  // namespace

// One requirement in the current frame: true, false, unknown, error or not applicable.
template <bool R>
Value Machine::requirement_once(const Callable& requirement) {
  if (!requirement.from && !requirement.until && !requirement.when.valid() && !requirement.exceptions) return walk<R>(requirement.condition);
  const Value now = in_force(requirement.from, requirement.until);
  if (now.is_false()) return {0, 1, Tag::not_applicable};
  if (now.tag == Tag::error) return now;
  Value applicable = requirement.when.valid() ? walk<R>(requirement.when) : Value::boolean(true);
  if (applicable.is_true()) applicable = now;
  if (applicable.is_false()) return {0, 1, Tag::not_applicable};
  if (applicable.tag == Tag::error) return applicable;
  Value value = requirement_exceptions<R>(requirement);
  if (applicable.is_true() || holds_as_condition(value)) return value;
  // Perhaps not applicable: then a condition that fails does not matter, and neither does an error in it.
  CauseCollector causes;
  causes.add(applicable);
  causes.add(now);
  causes.add(value);
  return unknown_truth(causes.finish(arena));
}

template <bool R>
Value Machine::requirement_exceptions(const Callable& requirement) {
  if (!requirement.exceptions) return walk<R>(requirement.condition);
  const program::Switch& definition = program.switches[*requirement.exceptions];
  Joiner joiner(*this);
  std::vector<Tried> tried;
  std::uint32_t taken = no_index;
  const bool decided = exceptions<R>(definition, joiner, tried, taken, requirement.condition);
  if (!decided) joiner.add(walk<R>(requirement.condition));
  const Value value = joiner.finish(requirement.condition);
  if constexpr (R) recorder.note(tried, taken);
  return value;
}

// Written in the frame of the declaration; what it walks is not part of the proof.
template <bool R>
std::string Machine::message_text(const std::optional<program::MessageTemplate>& message, std::vector<Value>* values) {
  std::string text;
  if (!message) return text;
  const std::size_t mark = recorder.mark();
  const Recorder::Noted noted = recorder.set_aside();
  for (const program::MessagePart& part : message->parts) {
    if (!part.value.valid()) {
      text += part.literal;
      continue;
    }
    const TypeId type = type_of(part.value);
    const program::TypeKind kind = program[type].kind;
    const Value value = walk<R>(part.value);
    if (values != nullptr) values->push_back(value);
    const bool bare = kind == program::TypeKind::text || kind == program::TypeKind::format;
    text += bare ? to_bare_text(value, type, program) : to_text(value, type, program);
  }
  recorder.drop_to(mark);
  recorder.put_back(noted);
  return text;
}

template <bool R>
void Machine::write_message(const Callable& requirement, RequirementResult& result) {
  if (!writes_messages || result.state == RequirementState::met || result.state == RequirementState::not_applicable) return;
  const program::Message& message = requirement.resolved_message;
  const bool written = message.en || message.zh;
  const program::Message& used = written ? message : requirement.resolved_labels;
  result.message_en = message_text<R>(used.en, &result.message_values);
  result.message_zh = message_text<R>(used.zh, &result.message_values);
}

template <bool R>
Value Machine::refused(NodeId id) {
  const std::uint32_t notice = nodes_[id.index()].a;
  const Value result = error(ErrorCode::refused, id);
  auto* value = const_cast<ErrorValue*>(result.as<ErrorValue>());
  value->notice = notice;
  value->message_en = arena.copy(message_text<R>(program.notices[notice].resolved_labels.en));
  value->message_zh = arena.copy(message_text<R>(program.notices[notice].resolved_labels.zh));
  return result;
}

Value Machine::kleene_of(const std::vector<RequirementResult>& results) {
  Value failed;
  CauseCollector causes;
  for (const RequirementResult& result : results) {
    if (result.advisory) continue;
    if (result.value.is_false()) return result.value;
    if (result.value.tag == Tag::error && failed.tag == Tag::absent) failed = result.value;
    causes.add(result.value);
  }
  if (failed.tag == Tag::error) return failed;
  return causes.empty() ? Value::boolean(true) : unknown_truth(causes.finish(arena));
}

std::string Machine::member_key(const program::Generator& generator, std::uint32_t position) {
  const program::Type& type = program[type_of(generator.collection)];
  const Value member = frame_[generator.slot];
  if (type.kind == program::TypeKind::set && member.tag == Tag::enumeration)
    return program.enums[type.enumeration.index()].values[static_cast<std::size_t>(member.bits)].name;
  if (type.unique_by && member.tag == Tag::record && type.element.valid()) {
    const program::Record& form = program.records[program[type.element].record.index()];
    const Value key = member.as<RecordValue>()->fields[*type.unique_by];
    if (key.tag != Tag::unknown && key.tag != Tag::error) return to_bare_text(key, form.fields[*type.unique_by].type, program);
  }
  if (member.tag == Tag::enumeration || member.tag == Tag::text || member.tag == Tag::format)
    return to_bare_text(member, type.element, program);
  return std::to_string(position + 1);
}

// A requirement `for each` in the current frame: one result per member.
template <bool R>
void Machine::requirement_members(CallableId id, bool advisory, std::vector<RequirementResult>& results) {
  const Callable& requirement = program[id];
  auto visit = [&](const Tuple& tuple) {
    const std::size_t mark = recorder.mark();
    RequirementResult result;
    result.requirement = id;
    result.advisory = advisory;
    if (tuple.error.tag == Tag::error) {
      result.value = tuple.error;
    } else {
      for (const program::Generator& generator : requirement.for_each) {
        if (tuple.open) break;
        if (!result.member.empty()) result.member += ", ";
        result.member += member_key(generator, tuple.position);
      }
      const Value value = requirement_once<R>(requirement);
      result.value = value;
      if (tuple.membership != Truth::yes && !holds_as_condition(value)) {
        CauseCollector causes;
        causes.add(tuple.causes);
        if (!tuple.open) causes.add(value);
        result.value = unknown_truth(causes.finish(arena));
      }
      // A list without known members says nothing of how many there are.
      if (tuple.open && holds_as_condition(value)) return true;
      const Value member = frame_[requirement.for_each.front().slot];
      const program::Type& type = program[type_of(requirement.for_each.front().collection)];
      const program::EnumId enumeration = type.kind == program::TypeKind::set ? type.enumeration
                                          : type.element.valid() ? program[type.element].enumeration : program::EnumId();
      if (member.tag == Tag::enumeration && enumeration.valid()) {
        result.member_enum = enumeration;
        result.member_value = static_cast<std::uint32_t>(member.bits);
      }
    }
    result.state = state_of(result.value);
    if (tuple.error.tag != Tag::error) write_message<R>(requirement, result);
    if constexpr (R) {
      ProofNode proof;
      proof.kind = ProofKind::member;
      proof.callable = id;
      proof.node = requirement.condition;
      proof.value = result.value;
      proof.index = tuple.position;
      recorder.push(frame_proofs_[requirement.for_each.front().slot]);
      result.proof = recorder.close(proof, mark);
    }
    results.push_back(std::move(result));
    return !halted();
  };
  each_tuple<R>(requirement.for_each, requirement.where, prepared.cost(id).steps, visit);
}

// In the current frame.
template <bool R>
void Machine::requirement(CallableId id, bool advisory, std::vector<RequirementResult>& results) {
  const Callable& requirement = program[id];
  const std::size_t mark = recorder.mark();
  const std::size_t before = results.size();
  const CallableId outer = current_;
  current_ = id;
  const std::uint32_t height = enter(prepared.cost(id));
  if (halted()) {
    RequirementResult& result = results.emplace_back();
    result.requirement = id;
    result.advisory = advisory;
    result.value = halted_;
    result.state = RequirementState::failed;
  } else if (!requirement.for_each.empty()) {
    requirement_members<R>(id, advisory, results);
  } else {
    const Value value = requirement_once<R>(requirement);
    RequirementResult& result = results.emplace_back();
    result.requirement = id;
    result.advisory = advisory;
    result.value = value;
    result.state = state_of(value);
    write_message<R>(requirement, result);
  }
  current_ = outer;
  depth_ -= height;
  if constexpr (R) {
    ProofNode proof;
    proof.kind = ProofKind::requirement;
    proof.callable = id;
    proof.node = requirement.condition;
    const std::vector<RequirementResult> own(results.begin() + static_cast<std::ptrdiff_t>(before), results.end());
    proof.value = requirement.for_each.empty() ? results.back().value : kleene_of(own);
    const ProofId made = recorder.close(proof, mark);
    if (requirement.for_each.empty()) results.back().proof = made;
  }
}

// A requirement of the package that takes part in a decision: its arguments come from the decision's frame.
template <bool R>
void Machine::used_requirement(const program::RequirementUse& use, std::vector<RequirementResult>& results) {
  const Callable& callable = program[use.requirement];
  const bool advisory = use.advisory || callable.kind == program::CallableKind::advice;
  if (callable.owner.valid()) return requirement<R>(use.requirement, advisory, results);
  std::vector<Value> arguments;
  std::vector<ProofId> proofs;
  for (const NodeId argument : use.arguments) {
    arguments.push_back(walk<R>(argument));
    if constexpr (R) proofs.push_back(recorder.last());
  }
  FrameScope<R> scope(*this, use.requirement, std::max(callable.frame_size, static_cast<std::uint32_t>(arguments.size())));
  std::copy(arguments.begin(), arguments.end(), frame_);
  if constexpr (R) std::copy(proofs.begin(), proofs.end(), frame_proofs_);
  requirement<R>(use.requirement, advisory, results);
}

template <bool R>
Value Machine::requirement_holds(NodeId id) {
  const Node& n = nodes_[id.index()];
  const CallableId requirement_id(n.a);
  if (!program[requirement_id].owner.valid()) return as_condition(call<R>(id));
  std::vector<RequirementResult> results;
  requirement<R>(requirement_id, false, results);
  return kleene_of(results);
}

// ---- decisions -------------------------------------------------------------------------------------------------------------

// Puts what is given into the frame; what is missing becomes unknown, a default, or not applicable.
template <bool R>
void Machine::fill_given(CallableId id, std::span<const Value> given) {
  const Callable& decision = program[id];
  const auto is_missing = [&](std::size_t i) {
    return i >= given.size() || given[i].tag == Tag::absent || (given[i].tag == Tag::unknown && given[i].bits == 0);
  };
  if (!R && given.size() == decision.parameters.size()) {
    bool all_there = true;
    Value* const frame = frame_;
    for (std::size_t i = 0; i < given.size(); ++i) {
      frame[i] = given[i];
      all_there = all_there && given[i].tag != Tag::absent && given[i].tag != Tag::unknown;
    }
    if (all_there) return;
  }
  bool any_missing = false;
  for (std::uint32_t i = 0; i < decision.parameters.size(); ++i) {
    if (!is_missing(i)) {
      frame_[i] = given[i];
      any_missing = any_missing || given[i].tag == Tag::unknown;
      continue;
    }
    any_missing = true;
    Cause cause;
    cause.kind = Cause::Kind::given;
    cause.id = id.value();
    cause.index = i;
    frame_[i] = unknown_of_type(decision.parameters[i].type, single_cause(arena, cause));
  }
  if (!R && !any_missing) return;
  for (std::uint32_t i = 0; i < decision.parameters.size(); ++i) {
    const std::size_t mark = recorder.mark();
    bool defaulted = false;
    // Asked and not known is open as well; only what was not asked has a default.
    if (i < decision.given.size() && (is_missing(i) || given[i].tag == Tag::unknown)) {
      const program::Fact& fact = decision.given[i];
      const bool absent = i >= given.size() || given[i].tag == Tag::absent;
      if (fact.default_value.valid() && absent) {
        frame_[i] = walk<R>(fact.default_value);
        defaulted = true;
      } else if (fact.asked_when.valid()) {
        const Value asked = walk<R>(fact.asked_when);
        if (asked.is_false()) {
          frame_[i] = program[decision.parameters[i].type].optional ? Value::none()
                                                                    : error(ErrorCode::fact_not_applicable, NodeId(), fact.name);
        } else if (asked.tag == Tag::error) {
          frame_[i] = asked;
        } else if (asked.tag == Tag::unknown) {
          CauseCollector causes;
          causes.add(frame_[i]);
          causes.add(asked);
          frame_[i] = unknown_because(frame_[i], decision.parameters[i].type, causes.finish(arena));
        }
      }
    }
    if constexpr (R) {
      ProofNode proof;
      proof.kind = defaulted ? ProofKind::default_used : ProofKind::given;
      proof.callable = id;
      proof.index = i;
      proof.value = frame_[i];
      frame_proofs_[i] = recorder.close(proof, mark);
      recorder.drop_last();
    }
  }
}

// The decision whose frame is set up.
template <bool R>
void Machine::decide_in_frame(CallableId id, DecisionResult& result) {
  const Callable& decision = program[id];
  const Value outer_anchor = anchor_;
  if (decision.anchor.valid()) anchor_ = walk<R>(decision.anchor);
  for (const program::RequirementUse& use : decision.requirements) used_requirement<R>(use, result.requirements);
  result.outputs.resize(decision.outputs.size());
  for (std::uint32_t i = 0; i < decision.outputs.size(); ++i) {
    const std::size_t mark = recorder.mark();
    OutputResult& output = result.outputs[i];
    output.output = &decision.outputs[i];
    output.value = walk<R>(decision.outputs[i].value);
    if constexpr (R) {
      ProofNode proof;
      proof.kind = ProofKind::output;
      proof.callable = id;
      proof.index = i;
      proof.node = decision.outputs[i].value;
      proof.value = output.value;
      output.proof = recorder.close(proof, mark);
    }
  }
  anchor_ = outer_anchor;
}

namespace {

ProofNode decision_proof(CallableId id, Value value) {
  ProofNode proof;
  proof.kind = ProofKind::decision;
  proof.callable = id;
  proof.value = value;
  return proof;
}

// What most records are: every requirement met or not, every value known.
bool settle_plainly(DecisionResult& result) {
  bool plain = true;
  bool not_met = false;
  for (const RequirementResult& requirement : result.requirements) {
    plain = plain && requirement.state != RequirementState::failed && requirement.state != RequirementState::undetermined;
    not_met = not_met || (requirement.state == RequirementState::not_met && !requirement.advisory);
  }
  for (const OutputResult& output : result.outputs) plain = plain && output.value.is_known();
  result.verdict = not_met ? Verdict::not_met : Verdict::met;
  return plain;
}

void settle_verdict(Machine& machine, DecisionResult& result) {
  if (settle_plainly(result)) return;
  CauseCollector requirement_causes, output_causes;
  bool not_met = false;
  bool failed = false;
  bool open = false;
  for (const RequirementResult& requirement : result.requirements) {
    if (requirement.state == RequirementState::failed) result.errors.push_back(requirement.value);
    if (requirement.advisory) continue;
    not_met = not_met || requirement.state == RequirementState::not_met;
    failed = failed || requirement.state == RequirementState::failed;
    open = open || requirement.state == RequirementState::undetermined;
    if (requirement.state == RequirementState::undetermined) requirement_causes.add(requirement.value);
  }
  for (const OutputResult& output : result.outputs) {
    if (output.value.tag == Tag::error) result.errors.push_back(output.value);
    output_causes.add(output.value);
  }
  // A decision without requirements is what it gives: an error there refuses it.
  if (result.requirements.empty() && !result.errors.empty()) failed = true;
  result.verdict = not_met ? Verdict::not_met : failed ? Verdict::refused : open ? Verdict::undetermined : Verdict::met;
  if (requirement_causes.empty() && output_causes.empty()) return;
  CauseCollector missing;
  const CauseSet* from_requirements = requirement_causes.finish(machine.arena);
  const CauseSet* from_outputs = output_causes.finish(machine.arena);
  if (result.verdict == Verdict::undetermined) missing.add(from_requirements);
  missing.add(from_outputs);
  const CauseSet* all = missing.finish(machine.arena);
  result.missing.assign(all->begin(), all->end());
}

}  // namespace

template <bool R>
Value Machine::decision_record(CallableId id, std::span<const Value> arguments, std::span<const ProofId> proofs) {
  const Callable& decision = program[id];
  const std::size_t mark = recorder.mark();
  FrameScope<R> scope(*this, id, std::max(decision.frame_size, static_cast<std::uint32_t>(arguments.size())));
  if (scope.refused()) return halted_;
  std::copy(arguments.begin(), arguments.end(), frame_);
  if constexpr (R) std::copy(proofs.begin(), proofs.end(), frame_proofs_);
  return record_in_frame<R>(id, mark);
}

// The same with the given facts of the case in place of arguments.
template <bool R>
Value Machine::run_at_top(CallableId id) {
  const Callable& callable = program[id];
  if (callable.kind != program::CallableKind::decision) return call_with<R>(id, {}, {}, NodeId());
  const std::size_t mark = recorder.mark();
  FrameScope<R> scope(*this, id, std::max(callable.frame_size, static_cast<std::uint32_t>(callable.parameters.size())));
  if (scope.refused()) return halted_;
  fill_given<R>(id, given_of(id));
  return record_in_frame<R>(id, mark);
}

template <bool R>
Value Machine::record_in_frame(CallableId id, std::size_t mark) {
  DecisionResult result;
  decide_in_frame<R>(id, result);
  const std::span<Value> fields = array<Value>(result.outputs.size() + 1);
  for (std::size_t i = 0; i < result.outputs.size(); ++i) fields[i] = result.outputs[i].value;
  fields.back() = kleene_of(result.requirements);
  const Value record = Value::pointer(Tag::record, arena.make<RecordValue>(RecordValue{static_cast<std::uint32_t>(fields.size()), fields.data()}));
  if constexpr (R) recorder.close(decision_proof(id, record), mark);
  return record;
}

template <bool R>
void Machine::decide(CallableId id, std::span<const Value> given, DecisionResult& result) {
  const Callable& decision = program[id];
  if (decision.kind != program::CallableKind::decision) return require_from_outside<R>(id, given, result);
  const std::size_t mark = recorder.mark();
  FrameScope<R> scope(*this, id, std::max(decision.frame_size, static_cast<std::uint32_t>(decision.parameters.size())));
  if (!scope.refused()) fill_given<R>(id, given);
  if constexpr (R) {
    for (std::size_t i = 0; i < decision.parameters.size(); ++i) recorder.push(frame_proofs_[i]);
  }
  if (!halted()) decide_in_frame<R>(id, result);
  if (halted()) {
    result.verdict = Verdict::refused;
    result.errors.assign(1, halted_);
  } else {
    settle_verdict(*this, result);
  }
  if constexpr (R) {
    const Value satisfied = halted() ? halted_ : kleene_of(result.requirements);
    result.proof = recorder.close(decision_proof(id, satisfied), mark);
  }
}

template <bool R>
void Machine::require_from_outside(CallableId id, std::span<const Value> arguments, DecisionResult& result) {
  const Callable& callable = program[id];
  FrameScope<R> scope(*this, id, std::max(callable.frame_size, static_cast<std::uint32_t>(arguments.size())));
  std::copy(arguments.begin(), arguments.end(), frame_);
  requirement<R>(id, false, result.requirements);
  if (halted()) {
    result.verdict = Verdict::refused;
    result.errors.assign(1, halted_);
  } else {
    settle_verdict(*this, result);
  }
  if constexpr (R) result.proof = recorder.last();
}

template <bool R>
Value Machine::call_from_outside(CallableId id, std::span<const Value> arguments) {
  const Value value = call_with<R>(id, arguments, {}, NodeId());
  return halted() ? halted_ : value;
}

template <bool R>
Value Machine::walk_in_frame(NodeId id, std::uint32_t frame_size) {
  FrameScope<R> scope(*this, CallableId(), frame_size, id);
  const Value value = scope.refused() ? halted_ : walk<R>(id);
  return halted() ? halted_ : value;
}

#define NORMA_INSTANTIATE(R)                                                                                   \
  template Value Machine::requirement_once<R>(const Callable&);                                               \
  template void Machine::requirement_members<R>(CallableId, bool, std::vector<RequirementResult>&);           \
  template Value Machine::refused<R>(NodeId);                                                                 \
  template Value Machine::requirement_holds<R>(NodeId);                                                       \
  template Value Machine::run_at_top<R>(CallableId);                                                          \
  template Value Machine::decision_record<R>(CallableId, std::span<const Value>, std::span<const ProofId>);   \
  template void Machine::decide<R>(CallableId, std::span<const Value>, DecisionResult&);                      \
  template void Machine::require_from_outside<R>(CallableId, std::span<const Value>, DecisionResult&);        \
  template Value Machine::call_from_outside<R>(CallableId, std::span<const Value>);                           \
  template Value Machine::walk_in_frame<R>(NodeId, std::uint32_t);
NORMA_INSTANTIATE(false)
NORMA_INSTANTIATE(true)
#undef NORMA_INSTANTIATE

}  // namespace norma::eval
