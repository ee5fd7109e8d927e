#pragma once
// A proof as a table: one row for each different step, children before parents, the root last.
#include <string>
#include <vector>

#include "eval/proof.hpp"
#include "program/program.hpp"

namespace norma::record {

/// Rows as JSON objects on one line each. Steps that are equal in everything, children included, are one row; rows stand in the order in
/// which a walk from the root, children in order, leaves them. So a proof has exactly one table.
std::vector<std::string> proof_table(const program::Program& program, const eval::Proof& proof);

}  // namespace norma::record
