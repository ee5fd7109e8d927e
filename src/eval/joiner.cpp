#include "eval/joiner.hpp"

#include <algorithm>

#include "number/small_root.hpp"

namespace norma::eval {

bool is_number(Value value) { return value.tag == Tag::number || value.tag == Tag::surd || value.tag == Tag::big_number; }

Number number_of(Value value) {
  switch (value.tag) {
    case Tag::number: return to_number(value.ratio());
    case Tag::surd: return to_number(*value.as<SmallSurd>());
    case Tag::big_number: return *value.as<Number>();
    default: return Number(value.bits);  // dates and spans
  }
}

Interval interval_of(Value value) {
  if (value.tag == Tag::unknown) return unknown_of(value).interval;
  return Interval::exactly(number_of(value));
}

Unknown::Kind unknown_kind_of(Value value) {
  switch (value.tag) {
    case Tag::number: case Tag::surd: case Tag::big_number: return Unknown::Kind::number;
    case Tag::date: return Unknown::Kind::date;
    case Tag::span: return Unknown::Kind::span;
    case Tag::boolean: case Tag::enumeration: return Unknown::Kind::choices;
    case Tag::unknown: return unknown_of(value).kind;
    default: return Unknown::Kind::other;
  }
}

bool choices_of(Value value, std::uint64_t& mask) {
  if (value.tag == Tag::unknown) {
    mask = unknown_of(value).choices;
    return unknown_of(value).kind == Unknown::Kind::choices;
  }
  if ((value.tag != Tag::boolean && value.tag != Tag::enumeration) || value.bits >= 64) return false;
  mask = std::uint64_t{1} << value.bits;
  return true;
}

Value Joiner::finish(NodeId node) {
  if (!guarded_) return outcomes_.front();
  const auto failed = std::count_if(outcomes_.begin(), outcomes_.end(), [](Value v) { return v.tag == Tag::error; });
  if (static_cast<std::size_t>(failed) == outcomes_.size()) return outcomes_.front();
  const Value first = outcomes_.front();
  const bool agree = failed == 0 && std::all_of(outcomes_.begin(), outcomes_.end(), [&](Value v) {
    return v.tag != Tag::unknown && machine_.equal(first, v).is_true();
  });
  if (agree) return first;
  // An error that is only possible is neither reported nor forgotten: the value stays unknown.
  std::erase_if(outcomes_, [](Value v) { return v.tag == Tag::error; });
  if (failed == 0 && std::all_of(outcomes_.begin(), outcomes_.end(), [](Value v) { return v.tag == Tag::set; })) return join_sets();
  for (const Value outcome : outcomes_) causes_.add(outcome);
  return join_bounds(node, causes_.finish(machine_.arena));
}

Value Joiner::join_bounds(NodeId node, const CauseSet* causes) {
  Unknown result;
  result.causes = causes;
  bool begun = false;
  for (const Value outcome : outcomes_) {
    if (outcome.tag == Tag::none) { result.may_be_none = true; continue; }
    if (outcome.tag == Tag::unknown && unknown_of(outcome).may_be_none) result.may_be_none = true;
    const Unknown::Kind kind = unknown_kind_of(outcome);
    std::uint64_t mask = 0;
    if (kind == Unknown::Kind::other || (begun && kind != result.kind) ||
        (kind == Unknown::Kind::choices && !choices_of(outcome, mask))) {
      Unknown wide;
      wide.causes = causes;
      wide.may_be_none = result.may_be_none ||
          machine_.program[machine_.type_of(node)].optional;
      return machine_.unknown(wide);
    }
    if (kind == Unknown::Kind::choices) result.choices |= mask;
    else result.interval = begun ? hull(result.interval, interval_of(outcome)) : interval_of(outcome);
    result.kind = kind;
    begun = true;
  }
  return machine_.unknown(result);
}

Value Joiner::join_sets() {
  const SetValue& first = *outcomes_.front().as<SetValue>();
  const CauseSet* guards = causes_.finish(machine_.arena);
  const std::span<Truth> members = machine_.array<Truth>(first.size);
  const std::span<const CauseSet*> causes = machine_.array<const CauseSet*>(first.size);
  for (std::uint32_t i = 0; i < first.size; ++i) {
    members[i] = first.members[i];
    CauseCollector collected;
    for (const Value outcome : outcomes_) {
      const SetValue& set = *outcome.as<SetValue>();
      if (set.members[i] != members[i]) members[i] = Truth::unknown;
      if (set.causes != nullptr) collected.add(set.causes[i]);
    }
    if (members[i] != Truth::unknown) continue;
    collected.add(guards);
    causes[i] = collected.finish(machine_.arena);
  }
  return Value::pointer(Tag::set, machine_.arena.make<SetValue>(first.size, members.data(), causes.data()));
}

}  // namespace norma::eval
