#pragma once
// Which clauses a proof rests on.
#include <string>
#include <vector>

#include "eval/proof.hpp"
#include "program/program.hpp"

namespace norma::scenario {

/// A clause and the package whose text it belongs to.
struct CitedClause {
  std::string package, clause;
  auto operator<=>(const CitedClause&) const = default;
};

/// Every clause cited by something the proof went through: declarations, facts, branches and rows that applied, values given,
/// notices. Sorted, each once.
std::vector<CitedClause> cited_clauses(const program::Program&, const eval::Proof&);

/// Whether an expected citation, written in `package`, stands among them.
bool is_cited(const program::Program&, program::PackageId package, const program::Citation& expected,
              const std::vector<CitedClause>& cited);

}  // namespace norma::scenario
