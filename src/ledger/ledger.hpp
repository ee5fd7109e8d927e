#pragma once
// The ledger of a package: every clause of its text with what became of it, and the gaps in both directions.
#include <map>
#include <string>
#include <vector>

#include "facts/schema.hpp"
#include "ledger/carriers.hpp"
#include "scenario/coverage.hpp"

namespace norma::ledger {

struct LedgerLine {
  ClauseSheet sheet;
  bool in_scenario = false;  ///< cited in the proof of some scenario
};

struct Ledger {
  std::string package, source;             ///< `cnca`, number of the text
  std::vector<LedgerLine> lines;           ///< in the order of the registry
  std::vector<Carrier> uncited;            ///< declarations without a clause
  std::size_t scenarios = 0, failed = 0;   ///< scenarios of the package that were run, and those of them that did not pass

  /// A clause that is said to be in the rules and that no declaration cites.
  [[nodiscard]] static bool without_declaration(const LedgerLine& line);
  /// A clause that a declaration carries and that stands in no proof of a scenario. A definition may be carried by a type,
  /// which no proof shows.
  [[nodiscard]] static bool without_scenario(const LedgerLine& line);
  [[nodiscard]] std::size_t count(bool (*test)(const LedgerLine&)) const;
  /// status -> how many
  [[nodiscard]] std::map<std::string, std::size_t> by_status() const;
  /// Nothing is missing in the direction from the text to the rules and their scenarios.
  [[nodiscard]] bool complete() const { return count(without_declaration) == 0 && count(without_scenario) == 0; }
};

/// `coverage` has seen the scenarios of the package.
Ledger make_ledger(const Compilation& compilation, const scenario::Coverage& coverage);

/// With `all` each clause on a line of its own, otherwise sums and gaps.
std::string ledger_text(const Ledger&, const Compilation&, facts::Language, bool all);
std::string ledger_markdown(const Ledger&, const Compilation&, facts::Language);
std::string ledger_json(const Ledger&, const Compilation&);

}  // namespace norma::ledger
