// Requirements and decisions (reference, section 5).
#include <algorithm>

#include "checker/conjunction.hpp"
#include "checker/evaluation.hpp"
#include "checker/show.hpp"

namespace norma::checker {
namespace {

State state_of(const Value& value) {
  switch (value.kind) {
    case Kind::boolean: return value.yes() ? State::met : State::not_met;
    case Kind::not_applicable: return State::not_applicable;
    case Kind::error: return State::failed;
    default: return State::undetermined;
  }
}

// As a condition a requirement is true when it is met or not applicable.
Value as_condition(const Value& value) { return value.is(Kind::not_applicable) ? boolean(true) : value; }

}  // namespace

// In the frame that is set up.
Value Evaluation::requirement_once(const Callable& requirement) {
  const Value now = in_force(requirement.from, requirement.until);
  if (now.no()) return not_applicable();
  if (now.is(Kind::error)) return now;
  const Value asked = requirement.when.valid() ? walk(requirement.when) : boolean(true);
  if (asked.no()) return not_applicable();
  if (asked.is(Kind::error)) return asked;
  Value value;
  if (requirement.exceptions) {
    Join join(program_, type_of(requirement.condition));
    const bool decided = exceptions(program_.switches[*requirement.exceptions], join, requirement.condition);
    if (!decided) join.add(walk(requirement.condition));
    value = join.finish();
  } else {
    value = walk(requirement.condition);
  }
  look_at(requirement.resolved_message);
  look_at(requirement.resolved_labels);
  const Value applicable = both(asked, now);
  if (applicable.yes() || as_condition(value).yes()) return value;
  // Perhaps it does not apply: then neither its condition nor an error in it matters.
  Causes causes;
  join(causes, asked);
  join(causes, now);
  join(causes, value);
  return unknown_truth(std::move(causes));
}

// A call that is met in a message first is one step of a proof with the same call elsewhere.
void Evaluation::look_at(const program::Message& message) {
  if (!tracing_) return;
  for (const auto* text : {&message.en, &message.zh})
    for (std::size_t i = 0; *text && i < (*text)->parts.size(); ++i)
      if ((*text)->parts[i].value.valid()) walk((*text)->parts[i].value);
}

std::string Evaluation::member_key(const program::Generator& generator, std::size_t position) const {
  const program::Type& type = program_[type_of(generator.collection)];
  const Value& member = (*frame_)[generator.slot];
  if (type.kind == TypeKind::set && member.is(Kind::enumeration))
    return program_.enums[type.enumeration.index()].values[static_cast<std::size_t>(member.word)].name;
  if (type.unique_by && member.is(Kind::record) && type.element.valid()) {
    const Value& key = member.parts->items[*type.unique_by];
    const auto& fields = program_.records[program_[type.element].record.index()].fields;
    if (key.known()) return plain_text_of(program_, key, fields[*type.unique_by].type);
  }
  if (member.is(Kind::enumeration) || member.is(Kind::text) || member.is(Kind::formatted)) return plain_text_of(program_, member, type.element);
  return std::to_string(position + 1);
}

// One result for each member.
void Evaluation::members(CallableId id, bool advisory, std::vector<RequirementOutcome>& results) {
  const Callable& requirement = program_[id];
  each(requirement.for_each, requirement.where, [&](const Round& round) {
    RequirementOutcome result{id, advisory, State::met, {}, round.error};
    if (!round.error.is(Kind::error)) {
      for (const program::Generator& generator : requirement.for_each) {
        if (round.any_number) break;
        if (!result.member.empty()) result.member += ", ";
        result.member += member_key(generator, round.position);
      }
      result.value = requirement_once(requirement);
      const bool holds = as_condition(result.value).yes();
      // A list that is not known says nothing of how many members it has.
      if (round.any_number && holds) return true;
      if (round.belongs != Truth::yes && !holds) {
        Causes causes = round.causes;
        if (!round.any_number) join(causes, result.value);
        result.value = unknown_truth(std::move(causes));
      }
    }
    result.state = state_of(result.value);
    see(id, result.value);
    results.push_back(std::move(result));
    return true;
  });
}

void Evaluation::requirement(CallableId id, bool advisory, std::vector<RequirementOutcome>& results) {
  const Callable& declared = program_[id];
  if (!declared.for_each.empty()) {
    std::vector<RequirementOutcome> own;
    members(id, advisory, own);
    see(id, together(own));
    results.insert(results.end(), own.begin(), own.end());
    return;
  }
  const Value value = requirement_once(declared);
  see(id, value);
  results.push_back({id, advisory, state_of(value), {}, value});
}

// A decision's own requirement shares its frame; one of the package gets arguments.
void Evaluation::used(const program::RequirementUse& use, std::vector<RequirementOutcome>& results) {
  const Callable& callable = program_[use.requirement];
  const bool advisory = use.advisory || callable.kind == program::CallableKind::advice;
  if (callable.owner.valid()) return requirement(use.requirement, advisory, results);
  std::vector<Value> arguments;
  for (const NodeId argument : use.arguments) arguments.push_back(walk(argument));
  const FrameScope scope(*this, callable.frame_size, arguments);
  requirement(use.requirement, advisory, results);
}

Value Evaluation::together(const std::vector<RequirementOutcome>& results) {
  Conjunction all;
  for (const RequirementOutcome& result : results)
    if (!result.advisory && !all.add(result.value)) break;
  return all.finish();
}

Value Evaluation::requirement_holds(const Node& n) {
  const CallableId id(n.a);
  if (!program_[id].owner.valid()) return as_condition(n.b == 1 ? at_top(id) : call(id, walk_children(n)));
  std::vector<RequirementOutcome> results;
  requirement(id, false, results);
  return together(results);
}

// ---- decisions -------------------------------------------------------------------------------------------------------------------

// A given fact that is missing takes its default, is not applicable, or is unknown.
void Evaluation::fill_given(CallableId id, const std::vector<Value>& given) {
  const Callable& decision = program_[id];
  const auto is_open = [](const Value& value) { return value.is(Kind::missing) || value.is(Kind::unknown); };
  for (std::size_t i = 0; i < decision.parameters.size(); ++i) {
    const bool open = i >= given.size() || is_open(given[i]);
    (*frame_)[i] = open ? unknown_of(program_, decision.parameters[i].type, {"given " + decision.parameters[i].name}) : given[i];
  }
  for (std::size_t i = 0; i < decision.given.size(); ++i) {
    const program::Fact& fact = decision.given[i];
    const bool absent = i >= given.size() || given[i].is(Kind::missing);
    if (!absent && !given[i].is(Kind::unknown)) continue;
    if (absent && fact.default_value.valid()) {
      (*frame_)[i] = walk(fact.default_value);
    } else if (fact.asked_when.valid()) {
      const Value asked = walk(fact.asked_when);
      if (asked.is(Kind::error)) (*frame_)[i] = asked;
      if (asked.no()) (*frame_)[i] = program_[decision.parameters[i].type].optional ? none() : error("fact-not-applicable");
      if (asked.is(Kind::unknown)) {
        Causes causes = causes_of((*frame_)[i]);
        join(causes, asked);
        (*frame_)[i] = unknown_of(program_, decision.parameters[i].type, std::move(causes));
      }
    }
  }
  for (std::uint32_t i = 0; tracing_ && i < decision.parameters.size(); ++i)
    trace_.given[{id.value(), i}].insert(json_of(program_, (*frame_)[i], decision.parameters[i].type));
}

void Evaluation::decide_in_frame(CallableId id, DecisionOutcome& outcome) {
  const Callable& decision = program_[id];
  const Value outer = anchor_;
  if (decision.anchor.valid()) anchor_ = walk(decision.anchor);
  for (const program::RequirementUse& use : decision.requirements) used(use, outcome.requirements);
  for (const program::Output& output : decision.outputs) outcome.outputs.push_back(walk(output.value));
  anchor_ = outer;
}

// The result as a record: what it gives, and whether it is satisfied.
Value Evaluation::decision_record(CallableId id) {
  DecisionOutcome outcome;
  decide_in_frame(id, outcome);
  std::vector<Value> fields = std::move(outcome.outputs);
  fields.push_back(together(outcome.requirements));
  Value made = record(std::move(fields));
  see(id, made);
  return made;
}

Value Evaluation::at_top(CallableId id) {
  const Callable& callable = program_[id];
  if (callable.kind != program::CallableKind::decision) return call(id, {});
  const FrameScope scope(*this, std::max<std::size_t>(callable.frame_size, callable.parameters.size()));
  fill_given(id, given_[id.value()]);
  return decision_record(id);
}

namespace {

void settle(DecisionOutcome& outcome) {
  bool not_met = false;
  bool failed = false;
  bool open = false;
  for (const RequirementOutcome& requirement : outcome.requirements) {
    if (requirement.state == State::failed) outcome.errors.push_back(requirement.value.parts->text);
    if (requirement.advisory) continue;
    not_met = not_met || requirement.state == State::not_met;
    failed = failed || requirement.state == State::failed;
    open = open || requirement.state == State::undetermined;
  }
  for (const Value& output : outcome.outputs)
    if (output.is(Kind::error)) outcome.errors.push_back(output.parts->text);
  // A decision without requirements is what it gives.
  if (outcome.requirements.empty() && !outcome.errors.empty()) failed = true;
  outcome.verdict = not_met ? Verdict::not_met : failed ? Verdict::refused : open ? Verdict::undetermined : Verdict::met;
  for (const RequirementOutcome& requirement : outcome.requirements)
    if (outcome.verdict == Verdict::undetermined && !requirement.advisory && requirement.state == State::undetermined)
      join(outcome.missing, requirement.value);
  for (const Value& output : outcome.outputs) join(outcome.missing, output);
}

}  // namespace

DecisionOutcome Evaluation::decide(CallableId id, const std::vector<Value>& given) {
  const Callable& callable = program_[id];
  DecisionOutcome outcome;
  const FrameScope scope(*this, std::max<std::size_t>(callable.frame_size, callable.parameters.size()), {});
  if (callable.kind == program::CallableKind::decision) {
    fill_given(id, given);
    decide_in_frame(id, outcome);
    see(id, together(outcome.requirements));
  } else {
    std::copy_n(given.begin(), std::min(given.size(), frame_->size()), frame_->begin());
    requirement(id, false, outcome.requirements);
  }
  settle(outcome);
  return outcome;
}

}  // namespace norma::checker
