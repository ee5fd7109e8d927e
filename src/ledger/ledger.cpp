#include "ledger/ledger.hpp"

#include <algorithm>

namespace norma::ledger {

bool Ledger::without_declaration(const LedgerLine& line) {
  return needs_carrier(line.sheet.clause->status) && line.sheet.carriers.empty();
}

bool Ledger::without_scenario(const LedgerLine& line) {
  return needs_carrier(line.sheet.clause->status) && line.sheet.clause->status != ast::ClauseStatus::definition &&
         !line.sheet.carriers.empty() && !line.in_scenario;
}

std::size_t Ledger::count(bool (*test)(const LedgerLine&)) const {
  return static_cast<std::size_t>(std::count_if(lines.begin(), lines.end(), test));
}

std::map<std::string, std::size_t> Ledger::by_status() const {
  std::map<std::string, std::size_t> counts;
  for (const LedgerLine& line : lines) ++counts[status_word(line.sheet.clause->status)];
  return counts;
}

Ledger make_ledger(const Compilation& compilation, const scenario::Coverage& coverage) {
  Ledger ledger;
  CarrierSheets carriers = clause_sheets(compilation);
  if (!compilation.program || compilation.program->packages.empty()) return ledger;
  const program::Package& package = compilation.program->packages.front();
  ledger.package = package.name;
  ledger.source = package.source.number;
  ledger.uncited = std::move(carriers.uncited);
  for (ClauseSheet& sheet : carriers.sheets) {
    const bool seen = coverage.saw(package.name, sheet.clause->id);
    ledger.lines.push_back({std::move(sheet), seen});
  }
  return ledger;
}

}  // namespace norma::ledger
