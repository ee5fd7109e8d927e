// What the operations share: making errors, unknowns and numbers; the budget of a case; proofs of the recorder.
#include "eval/machine.hpp"

#include <algorithm>

#include "eval/joiner.hpp"

namespace norma::eval {

std::string_view code_text(ErrorCode code) {
  switch (code) {
#define NORMA_EVALUATION_ERROR(name, text, limit, sentence) \
  case ErrorCode::name: return text;
#include "program/evaluation_errors.def"
#undef NORMA_EVALUATION_ERROR
  }
  return "error";
}

std::string_view sentence_of(ErrorCode code) {
  switch (code) {
#define NORMA_EVALUATION_ERROR(name, text, limit, sentence) \
  case ErrorCode::name: return sentence;
#include "program/evaluation_errors.def"
#undef NORMA_EVALUATION_ERROR
  }
  return "";
}

Machine::Machine(const Prepared& prepared_program, const EvaluatorLimits& given_limits)
    : prepared(prepared_program), program(prepared_program.program()), limits(given_limits),
      nodes_(program.nodes.data()), children_(program.children.data()),
      steps_(prepared_program.steps()), states_(program.callables.size()),
      missing_facts_(program.facts.size()), missing_epochs_(program.facts.size(), 0), missing_proofs_(program.facts.size()) {
  begin_case({}, {});
}

void Machine::begin_case(std::span<const Value> facts, std::optional<Date> anchor) {
  arena.reset();
  ++epoch_;
  facts_ = facts.data();
  fact_count_ = facts.size();
  steps_left_ = static_cast<std::int64_t>(limits.steps);
  bytes_left_ = limits.bytes;
  depth_ = 0;
  local_anchor_ = false;
  current_ = CallableId();
  anchor_ = anchor ? Value::date(*anchor) : Value{};
  halted_ = Value{};
  given_.clear();
}

void Machine::give(CallableId decision, std::span<const Value> given) { given_.emplace_back(decision, given); }

std::span<const Value> Machine::given_of(CallableId decision) const {
  for (const auto& [candidate, given] : given_) {
    if (candidate == decision) return given;
  }
  return {};
}

Value Machine::halt(ErrorCode code, NodeId id) {
  // Once a limit is passed nothing else can be trusted: every further step answers this error, and so does the case.
  if (halted_.tag != Tag::error) halted_ = error(code, id);
  steps_left_ = -1;
  return halted_;
}

Value Machine::error(ErrorCode code, NodeId node, std::string_view detail) {
  ErrorValue value;
  value.code = code;
  value.node = node;
  value.callable = current_;
  if (node.valid()) value.span = program.node_info[node.index()].span;
  value.detail = arena.copy(detail);
  return Value::pointer(Tag::error, arena.make<ErrorValue>(value));
}

Value Machine::fault(ArithmeticFault fault, NodeId node) {
  switch (fault) {
    case ArithmeticFault::division_by_zero: return error(ErrorCode::division_by_zero, node);
    case ArithmeticFault::root_of_negative: return error(ErrorCode::root_of_negative, node);
    case ArithmeticFault::root_of_irrational: return error(ErrorCode::root_of_irrational, node);
    case ArithmeticFault::mixed_radicands: return error(ErrorCode::mixed_radicands, node);
    case ArithmeticFault::exponent_not_integer: return error(ErrorCode::exponent_not_integer, node);
    case ArithmeticFault::step_not_positive: return error(ErrorCode::step_not_positive, node);
    case ArithmeticFault::places_limit: return error(ErrorCode::places_limit, node);
    default: return error(ErrorCode::size_limit, node);
  }
}

Value Machine::calendar_fault(const CalendarFault& fault, NodeId node) {
  const std::string detail = describe(fault);
  switch (fault.kind) {
    case CalendarFaultKind::no_such_day: return error(ErrorCode::day_does_not_exist, node, detail);
    case CalendarFaultKind::reversed_period: return error(ErrorCode::reversed_period, node, detail);
    case CalendarFaultKind::open_period: return error(ErrorCode::open_period, node, detail);
    case CalendarFaultKind::holiday_and_working: return error(ErrorCode::holiday_and_working, node, detail);
    case CalendarFaultKind::outside_calendar: return error(ErrorCode::outside_calendar, node, detail);
    case CalendarFaultKind::bad_count: return error(ErrorCode::bad_count, node, detail);
    default: return error(ErrorCode::date_out_of_range, node, detail);
  }
}

Value Machine::number(const Number& value) {
  SmallRatio small;
  if (from_number(value, small)) return Value::number(small);
  charge(value.bit_size() / 8 + sizeof(Number));
  return Value::pointer(Tag::big_number, arena.make<Number>(value));
}

Value Machine::unknown(const Unknown& unknown) { return Value::pointer(Tag::unknown, arena.make<Unknown>(unknown)); }

Value Machine::bounded(Unknown::Kind kind, Interval interval, const CauseSet* causes, bool may_be_none) {
  if (!may_be_none && interval.is_single()) {
    if (kind == Unknown::Kind::number) return number(*interval.low);
    const std::int64_t whole = interval.low->is_small() ? interval.low->small_numerator() : 0;
    if (kind == Unknown::Kind::date) return {whole, 1, Tag::date};
    if (kind == Unknown::Kind::span) return Value::span(whole);
  }
  Unknown result;
  result.kind = kind;
  result.may_be_none = may_be_none;
  result.interval = std::move(interval);
  result.causes = causes;
  return unknown(result);
}

Value Machine::unknown_of_node(NodeId node, const CauseSet* causes) {
  return make_unknown(program, arena, type_of(node), causes);
}

Value Machine::unknown_truth(const CauseSet* causes) {
  Unknown result;
  result.kind = Unknown::Kind::choices;
  result.choices = 3;
  result.causes = causes;
  return unknown(result);
}

Value Machine::text(std::string_view value) {
  charge(value.size());
  return Value::pointer(Tag::text, arena.make<TextValue>(arena.copy(value)));
}

bool Machine::charge(std::size_t bytes) {
  if (bytes <= bytes_left_) {
    bytes_left_ -= bytes;
    return true;
  }
  bytes_left_ = 0;
  halt(ErrorCode::size_limit, NodeId());
  return false;
}

Value Machine::list(const std::vector<Value>& members) {
  if (!charge(members.size() * sizeof(Value))) return halted_;
  const std::span<Value> kept = array<Value>(members.size());
  std::copy(members.begin(), members.end(), kept.begin());
  ListValue list;
  list.count = static_cast<std::uint32_t>(kept.size());
  list.members = kept.data();
  return Value::pointer(Tag::list, arena.make<ListValue>(list));
}

Value Machine::open_list(const std::vector<Value>& members, const std::vector<Truth>& membership,
                         const std::vector<const CauseSet*>& causes) {
  const Value made = list(members);
  if (made.tag != Tag::list) return made;
  auto* open = const_cast<ListValue*>(made.as<ListValue>());
  const std::span<Truth> truths = array<Truth>(members.size());
  const std::span<const CauseSet*> kept = array<const CauseSet*>(members.size());
  std::copy(membership.begin(), membership.end(), truths.begin());
  std::copy(causes.begin(), causes.end(), kept.begin());
  open->membership = truths.data();
  open->membership_causes = kept.data();
  return made;
}

Value Machine::merged_causes_unknown(NodeId node, std::span<const Value> arguments) {
  CauseCollector causes;
  for (const Value argument : arguments) causes.add(argument);
  return unknown_of_node(node, causes.finish(arena));
}

bool MemoKey::operator==(const MemoKey& other) const {
  const auto same = [](Value x, Value y) { return x.bits == y.bits && x.aux == y.aux && x.tag == y.tag; };
  return same(anchor, other.anchor) &&
         std::equal(arguments.begin(), arguments.end(), other.arguments.begin(), other.arguments.end(), same);
}

std::size_t MemoKeyHash::operator()(const MemoKey& key) const {
  std::uint64_t hash = static_cast<std::uint64_t>(key.anchor.bits);
  for (const Value& argument : key.arguments) {
    hash = (hash ^ static_cast<std::uint64_t>(argument.bits)) * 0x9E3779B97F4A7C15ULL;
    hash ^= (hash >> 32) + argument.aux;
  }
  return hash;
}

}  // namespace norma::eval
