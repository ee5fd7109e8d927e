#include "eval/unknown.hpp"

#include <algorithm>

namespace norma::eval {
namespace {

using program::Type;
using program::TypeKind;

void set_date_bounds(const Type& type, Interval& interval) {
  interval.low = Number((type.earliest ? *type.earliest : Date::first()).day_number());
  interval.high = Number((type.latest ? *type.latest : Date::last()).day_number());
}

void set_choices(Unknown& unknown, std::size_t size) {
  if (size > 64) return;
  unknown.kind = Unknown::Kind::choices;
  unknown.choices = size == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << size) - 1;
}

}  // namespace

void CauseCollector::add(Value value) {
  if (value.tag == Tag::unknown) add(unknown_of(value).causes);
}

const CauseSet* CauseCollector::finish(Arena& arena) const {
  if (sets_.size() == 1) return sets_.front();
  std::vector<Cause> all;
  for (const CauseSet* set : sets_) all.insert(all.end(), set->begin(), set->end());
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  const std::span<Cause> kept = arena.make_array<Cause>(all.size());
  std::copy(all.begin(), all.end(), kept.begin());
  return arena.make<CauseSet>(static_cast<std::uint32_t>(kept.size()), kept.data());
}

const CauseSet* single_cause(Arena& arena, const Cause& cause) {
  Cause* kept = arena.make<Cause>(cause);
  return arena.make<CauseSet>(1U, kept);
}

Value make_unknown(const program::Program& program, Arena& arena, program::TypeId type_id, const CauseSet* causes) {
  const Type& type = program[type_id];
  Unknown unknown;
  unknown.causes = causes;
  unknown.may_be_none = type.optional;
  switch (type.kind) {
    case TypeKind::number:
      unknown.kind = Unknown::Kind::number;
      unknown.interval = {type.low, type.high, type.low_open, type.high_open};
      break;
    case TypeKind::date:
      unknown.kind = Unknown::Kind::date;
      set_date_bounds(type, unknown.interval);
      break;
    case TypeKind::span:
      unknown.kind = Unknown::Kind::span;
      break;
    case TypeKind::boolean:
      set_choices(unknown, 2);
      break;
    case TypeKind::enumeration:
      set_choices(unknown, program.enums[type.enumeration.index()].values.size());
      break;
    default:
      break;
  }
  return Value::pointer(Tag::unknown, arena.make<Unknown>(std::move(unknown)));
}

Value make_unknown(const program::Program& program, Arena& arena, program::TypeId type, const Cause& cause) {
  Cause kept = cause;
  kept.path = arena.copy(cause.path);
  return make_unknown(program, arena, type, single_cause(arena, kept));
}

}  // namespace norma::eval
