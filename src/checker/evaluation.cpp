#include "checker/evaluation.hpp"

#include <algorithm>

#include "checker/conjunction.hpp"

namespace norma::checker {

void Evaluation::begin(std::vector<Value> facts, std::optional<Day> on) {
  facts_ = std::move(facts);
  facts_.resize(program_.facts.size());
  anchor_ = on ? word(Kind::date, *on) : Value{};
  frame_ = nullptr;
  as_of_ = false;
  steps_ = 0;
  depth_ = 0;
  given_.clear();
  kept_.clear();
  clear_trace();
}

void Evaluation::clear_trace() {
  trace_ = Trace();
  if (!tracing_) return;
  trace_.nodes.resize(program_.nodes.size());
  trace_.bound.resize(program_.nodes.size());
  trace_.callables.resize(program_.callables.size());
  trace_.facts.resize(program_.facts.size());
}

void Evaluation::trace(bool on) {
  tracing_ = on;
  clear_trace();
}

Evaluation::FrameScope::FrameScope(Evaluation& owner, std::size_t size, const std::vector<Value>& arguments)
    : owner_(owner), frame_(std::max(size, arguments.size())), outer_(owner.frame_), outer_as_of_(owner.as_of_) {
  std::copy(arguments.begin(), arguments.end(), frame_.begin());
  owner_.frame_ = &frame_;
  owner_.as_of_ = false;
}

Evaluation::FrameScope::~FrameScope() {
  owner_.frame_ = outer_;
  owner_.as_of_ = outer_as_of_;
}

Value Evaluation::open_node(NodeId id, const std::vector<Value>& arguments) const {
  Causes causes;
  for (const Value& argument : arguments) join(causes, argument);
  return open_node(id, std::move(causes));
}

Value Evaluation::evaluate_node(NodeId id, std::uint32_t frame_size) {
  const FrameScope scope(*this, frame_size);
  return walk(id);
}

Value Evaluation::evaluate(CallableId callable, const std::vector<Value>& arguments) { return call(callable, arguments); }

// ---- walking -------------------------------------------------------------------------------------------------------------------

Value Evaluation::walk(NodeId id) {
  if (++steps_ > limits_.steps) throw CannotTell("the case takes more steps than the checker's limit");
  if (++depth_ > limits_.depth) throw CannotTell("the rules nest deeper than the checker's limit");
  Value value = walked(id);
  --depth_;
  if (tracing_) trace_.nodes[id.index()].insert(json_of(program_, value, type_of(id)));
  return value;
}

Value Evaluation::walked(NodeId id) {
  const Node& n = node(id);
  switch (n.op) {
    case Op::small_constant: case Op::number_constant: case Op::boolean_constant: case Op::date_constant: case Op::span_constant:
    case Op::text_constant: case Op::enum_constant: case Op::none_constant: case Op::calendar_constant: case Op::policy_constant:
      return constant(n);
    case Op::unknown_constant: return open_node(id, Causes{});
    case Op::fact: {
      Value value = fact(FactId(n.a));
      if (tracing_) trace_.facts[n.a].insert(json_of(program_, value, program_.facts[n.a].type));
      return value;
    }
    case Op::local: return (*frame_)[n.a];
    case Op::local_definition: return local_definition(n);
    case Op::definition: return definition(CallableId(n.a));
    case Op::call: return n.b == 1 ? at_top(CallableId(n.a)) : call(CallableId(n.a), walk_children(n));
    case Op::version: return version(id);
    case Op::as_of: return as_of(n);
    case Op::add: return sum(id);
    case Op::logical_and: return logic(n, true);
    case Op::logical_or: return logic(n, false);
    case Op::conditional: return conditional(id);
    case Op::switch_: return guarded(id);
    case Op::table: return table(id);
    case Op::default_of: return default_of(id);
    case Op::silent: return open_node(id, Causes{"silent " + std::to_string(n.a)});
    case Op::refuse: return refused(n);
    case Op::list: return list_literal(n);
    case Op::set: return set_literal(id);
    case Op::values_of: return values_of(n);
    case Op::comprehension: return comprehension(id);
    case Op::quantifier: return quantifier(n);
    case Op::pick: return pick(id);
    case Op::requirement_holds: return requirement_holds(n);
    case Op::not_applicable: return not_applicable();
    case Op::field: return field(id, walk(child(n, 0)));
    case Op::logical_not: return opposite(walk(child(n, 0)));
    case Op::check_range: return check_range(id, walk(child(n, 0)));
    case Op::invalid: throw CannotTell("the program holds an invalid expression");
    default: break;
  }
  // Every other operation on an error is that error, the first in the order of the text.
  const std::vector<Value> arguments = walk_children(n);
  for (const Value& argument : arguments)
    if (argument.is(Kind::error)) return argument;
  return apply(id, arguments);
}

Value Evaluation::constant(const Node& n) const {
  switch (n.op) {
    case Op::small_constant: {
      const program::SmallConstant& small = program_.small_constants[n.a];
      return number(Exact(Fraction(Integer(small.numerator), Integer(small.denominator))));
    }
    case Op::number_constant: return number(exact_of(program_.numbers[n.a]));
    case Op::boolean_constant: return boolean(n.a != 0);
    case Op::date_constant: return word(Kind::date, static_cast<std::int32_t>(n.a));
    case Op::span_constant: return word(Kind::span, static_cast<std::int32_t>(n.a));
    case Op::text_constant: return text(program_.texts[n.a]);
    case Op::enum_constant: return word(Kind::enumeration, n.a);
    case Op::policy_constant: return word(Kind::policy, n.a);
    case Op::calendar_constant: {
      Parts parts;
      parts.days = WorkDays(program_.calendars[n.a].calendar);
      return {Kind::calendar, 0, nullptr, std::make_shared<const Parts>(std::move(parts))};
    }
    default: return none();
  }
}

std::vector<Value> Evaluation::walk_children(const Node& n) {
  std::vector<Value> values;
  for (std::uint32_t i = 0; i < n.child_count; ++i) values.push_back(walk(child(n, i)));
  return values;
}

Value Evaluation::refused(const Node& n) {
  look_at(program_.notices[n.a].resolved_labels);
  Value failed = error("refused");
  failed.word = n.a;
  return failed;
}

// The first false of an `and`, the first true of an `or` decides; then an error; then what is unknown.
Value Evaluation::logic(const Node& n, bool conjunction) {
  Conjunction all;
  for (std::uint32_t i = 0; i < n.child_count; ++i) {
    const Value value = walk(child(n, i));
    if (!all.add(conjunction ? value : opposite(value))) break;
  }
  return conjunction ? all.finish() : opposite(all.finish());
}

Value Evaluation::conditional(NodeId id) {
  const Node& n = node(id);
  Join join(program_, type_of(id));
  std::uint32_t i = 0;
  for (; i + 1 < n.child_count; i += 2) {
    const Value guard = walk(child(n, i));
    if (guard.is(Kind::error)) {
      join.add(guard);
      return join.finish();
    }
    if (guard.no()) continue;
    if (!guard.yes()) join.guard(guard);
    join.add(walk(child(n, i + 1)));
    if (guard.yes()) return join.finish();
  }
  join.add(walk(child(n, n.child_count - 1)));
  return join.finish();
}

Value Evaluation::default_of(NodeId id) {
  const Node& n = node(id);
  const Value optional = walk(child(n, 0));
  if (optional.is(Kind::none)) return walk(child(n, 1));
  if (!optional.is(Kind::unknown) || !optional.parts->open.may_be_none) return optional;
  Open present = optional.parts->open;
  present.may_be_none = false;
  Join join(program_, type_of(id));
  join.guard(optional);
  join.add(unknown(std::move(present), causes_of(optional)));
  join.add(walk(child(n, 1)));
  return join.finish();
}

Value Evaluation::applied(NodeId id, const std::vector<Value>& operands) {
  const Node& n = node(id);
  switch (n.op) {
    case Op::add: {
      Sum total;
      for (std::uint32_t i = 0; i < n.child_count; ++i) total.add(operands[i], is_subtracted(n, i));
      return total.finish();
    }
    case Op::field: return field(id, operands[0]);
    case Op::logical_not: return opposite(operands[0]);
    case Op::check_range: return check_range(id, operands[0]);
    default: break;
  }
  for (const Value& operand : operands)
    if (operand.is(Kind::error)) return operand;
  return apply(id, operands);
}

// ---- facts ---------------------------------------------------------------------------------------------------------------------

Value Evaluation::applies(FactId id) {
  const NodeId condition = program_.facts[id.index()].asked_when;
  return condition.valid() ? walk(condition) : boolean(true);
}

Value Evaluation::fact(FactId id) {
  const Value& given = facts_[id.index()];
  if (!given.is(Kind::missing) && !given.is(Kind::unknown)) return given;
  const program::Fact& declared = program_.facts[id.index()];
  if (given.is(Kind::missing) && declared.default_value.valid()) return walk(declared.default_value);
  const Value asked = applies(id);
  if (asked.is(Kind::error)) return asked;
  if (asked.no()) return program_[declared.type].optional ? none() : error("fact-not-applicable");
  Causes causes{"fact " + declared.name};
  join(causes, asked);
  return unknown_of(program_, declared.type, std::move(causes));
}

// ---- definitions and calls -------------------------------------------------------------------------------------------------------

Value Evaluation::definition(CallableId id) { return call(id, {}); }

Value Evaluation::call(CallableId id, const std::vector<Value>& arguments) {
  std::string key = std::to_string(id.value()) + "@" + key_of(anchor_);
  for (const Value& argument : arguments) key += "|" + key_of(argument);
  if (const auto found = kept_.find(key); found != kept_.end()) return found->second;
  Value value = body(id, arguments);
  see(id, value);
  kept_.emplace(std::move(key), value);
  return value;
}

Value Evaluation::body(CallableId id, const std::vector<Value>& arguments) {
  const Callable& callable = program_[id];
  const FrameScope scope(*this, callable.frame_size, arguments);
  switch (callable.kind) {
    case program::CallableKind::decision: return decision_record(id);
    case program::CallableKind::requirement:
    case program::CallableKind::advice: {
      if (callable.for_each.empty()) return requirement_once(callable);
      std::vector<RequirementOutcome> results;
      members(id, false, results);
      return together(results);
    }
    default: return walk(callable.body);
  }
}

Value Evaluation::local_definition(const Node& n) {
  if (!as_of_ && !(*frame_)[n.a].is(Kind::missing)) return (*frame_)[n.a];
  Value value = walk(child(n, 0));
  if (!as_of_) (*frame_)[n.a] = value;
  return value;
}

// ---- time ----------------------------------------------------------------------------------------------------------------------

Value Evaluation::in_force(const std::optional<Date>& from, const std::optional<Date>& until) {
  if (!from && !until) return boolean(true);
  if (anchor_.is(Kind::error)) return anchor_;
  if (!anchor_.is(Kind::date) && !anchor_.is(Kind::unknown)) return unknown_truth({"anchor"});
  const Value after = from ? less(word(Kind::date, from->day_number()), anchor_, true) : boolean(true);
  const Value before = until ? less(anchor_, word(Kind::date, until->day_number()), true) : boolean(true);
  return both(after, before);
}

// Before the first version and after the last the text is silent.
Value Evaluation::version(NodeId id) {
  const Node& n = node(id);
  const program::VersionGroup& group = program_.version_groups[n.a];
  const std::vector<Value> arguments = walk_children(n);
  Join join(program_, type_of(id));
  for (const CallableId candidate : group.versions) {
    const Value now = in_force(program_[candidate].from, program_[candidate].until);
    if (now.is(Kind::error)) return now;
    if (now.no()) continue;
    if (now.is(Kind::unknown)) join.guard(now);
    join.add(n.b == 1 ? at_top(candidate) : call(candidate, arguments));
    if (now.yes()) return join.finish();
  }
  if (join.empty() || anchor_.is(Kind::unknown))
    join.add(unknown_of(program_, program_[group.versions.front()].result, {"no version " + program_[group.versions.front()].name}));
  return join.finish();
}

Value Evaluation::as_of(const Node& n) {
  Value date = walk(child(n, 1));
  if (date.is(Kind::error)) return date;
  std::swap(anchor_, date);
  const bool outer = as_of_;
  as_of_ = true;
  Value value = walk(child(n, 0));
  as_of_ = outer;
  std::swap(anchor_, date);
  return value;
}

}  // namespace norma::checker
