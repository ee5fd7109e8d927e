#pragma once
// Values in the canonical form of records: exact, complete, independent of how the evaluator holds them. README.md describes it.
#include <string>

#include "eval/unknown.hpp"
#include "eval/value.hpp"
#include "program/program.hpp"

namespace norma::record {

/// `{"number":"4.5","unit":"person_day"}`, `true`, `{"date":"2026-03-01"}`; numbers exactly, in the unit of the type. A type without an
/// id writes enum values by their index and fields by their position.
std::string value_json(const program::Program& program, eval::Value value, program::TypeId type);

/// `fact sites[2].headcount`, `given headcount`, `anchor`, `silent 4`, `no version fee`: what an unknown rests on.
std::string cause_text(const program::Program& program, const eval::Cause& cause);

}  // namespace norma::record
