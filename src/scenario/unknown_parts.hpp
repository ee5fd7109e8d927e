#pragma once
// A value written in a scenario may leave out fields of records. Those parts are unknown facts, and have names.
#include "base/arena.hpp"
#include "eval/unknown.hpp"

namespace norma::scenario {

/// The value, which was written as one of type `written`, with every part that was left out resting on `cause` and its way inside: `sites["Li"].hours`, `events[2].on`. Facts of
/// one name may differ in type from decision to decision: a value of another record than `type` is handed back as it is.
eval::Value with_named_unknowns(const program::Program& program, Arena& arena, eval::Value value, program::TypeId written, program::TypeId type,
                               const eval::Cause& cause);

}  // namespace norma::scenario
