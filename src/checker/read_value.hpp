#pragma once
// Values from their canonical form: the inverse of json_of.
#include <optional>

#include "checker/json.hpp"
#include "checker/value.hpp"

namespace norma::checker {

/// Nothing if the text is no value of the type, or is one that is only named (a calendar).
std::optional<Value> value_of(const Program& program, const Json& json, TypeId type);

}  // namespace norma::checker
