#pragma once
// What the parts of a fact that are not known are called: `sites[2].headcount`.
#include "checker/value.hpp"

namespace norma::checker {

/// The value with every unknown part resting on `cause` and its way inside. `kind` is `fact` or `given`, `name` that of the fact.
Value with_named_unknowns(const Program& program, const Value& value, TypeId type, const std::string& cause);

/// The way to a member of a list: its key where the list has one and it is known, else its position from 1.
std::string member_path(const Program& program, const Value& member, const program::Type& list, std::size_t index);

}  // namespace norma::checker
