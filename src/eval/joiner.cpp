#include "eval/joiner.hpp"

#include <algorithm>
#include <bit>

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

Value Joiner::finish(NodeId node) { return join(machine_.type_of(node)); }

Value Joiner::join(TypeId type) {
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
  if (failed == 0 && all_are(Tag::set)) return join_sets();
  if (failed == 0 && all_are(Tag::record)) return join_records(type);
  for (const Value outcome : outcomes_) causes_.add(outcome);
  const Value joined = join_bounds(type, causes_.finish(machine_.arena));
  return failed == 0 ? collapsed(type, joined) : joined;
}

bool Joiner::all_are(Tag tag) const {
  return std::all_of(outcomes_.begin(), outcomes_.end(), [tag](Value v) { return v.tag == tag; });
}

// Branches that are unknown themselves may still leave a single value between them.
Value Joiner::collapsed(TypeId type, Value joined) {
  const Unknown& unknown = unknown_of(joined);
  if (unknown.may_be_none) return joined;
  if (unknown.kind == Unknown::Kind::choices && std::has_single_bit(unknown.choices)) {
    const auto index = static_cast<std::uint32_t>(std::countr_zero(unknown.choices));
    const bool boolean = machine_.program[type].kind == program::TypeKind::boolean;
    return boolean ? Value::boolean(index == 1) : Value::enumeration(index);
  }
  if (unknown.kind == Unknown::Kind::number || unknown.kind == Unknown::Kind::date || unknown.kind == Unknown::Kind::span)
    return machine_.bounded(unknown.kind, unknown.interval, unknown.causes);
  return joined;
}

// A record is joined field by field: what the branches agree on stays known.
Value Joiner::join_records(TypeId type) {
  const auto& declared = machine_.program.records[machine_.program[type].record.index()].fields;
  const std::uint32_t count = outcomes_.front().as<RecordValue>()->field_count;
  const CauseSet* guards = causes_.finish(machine_.arena);
  const std::span<Value> fields = machine_.array<Value>(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    Joiner field(machine_);
    field.guard(guards);
    for (const Value outcome : outcomes_) field.add(outcome.as<RecordValue>()->fields[i]);
    fields[i] = field.join(declared[i].type);
  }
  return Value::pointer(Tag::record, machine_.arena.make<RecordValue>(count, fields.data()));
}

Value Joiner::join_bounds(TypeId type, const CauseSet* causes) {
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
          machine_.program[type].optional;
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
