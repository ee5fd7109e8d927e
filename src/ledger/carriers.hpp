#pragma once
// The clauses of a package with the declarations that carry them, and the declarations that carry none.
#include <string>
#include <vector>

#include "driver/compile.hpp"

namespace norma::ledger {

/// A declaration, or a part of one, that cites a clause.
struct Carrier {
  std::string kind, name;  ///< `table row`, `base_time`
  Span span;               ///< all of it
};

struct ClauseSheet {
  const program::ClauseEntry* clause = nullptr;
  std::vector<Carrier> carriers;  ///< in the order of the text; no part of one that is listed whole
};

struct CarrierSheets {
  std::vector<ClauseSheet> sheets;  ///< one for each registered clause, in the order of the registry
  std::vector<Carrier> uncited;     ///< facts, definitions, tables, requirements, decisions in which no clause is cited
};

/// For the package asked for; nothing without a program. The sheets point into the compilation.
CarrierSheets clause_sheets(const Compilation& compilation);

/// As written in a registry: `encoded`, `judgement` …
const char* status_word(ast::ClauseStatus status);
/// True of a clause that is said to be in the rules: everything but `informative` and `open`.
bool needs_carrier(ast::ClauseStatus status);
/// `rules/cnca/appendix_b.rule:12`
std::string file_and_line(const SourceSet& sources, Span span);

}  // namespace norma::ledger
