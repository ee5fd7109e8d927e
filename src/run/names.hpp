#pragma once
// What declarations, clauses, causes and errors are called in results and messages.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/source_text.hpp"
#include "eval/error.hpp"
#include "eval/unknown.hpp"
#include "facts/schema.hpp"
#include "program/program.hpp"

namespace norma::run {

using facts::Language;

/// The same text in both languages; an empty part means "the same as the other".
struct Bilingual {
  std::string en, zh;

  [[nodiscard]] bool empty() const { return en.empty() && zh.empty(); }
  [[nodiscard]] const std::string& in(Language language) const {
    return language == Language::zh ? (zh.empty() ? en : zh) : (en.empty() ? zh : en);
  }
};

Bilingual bilingual(const program::Labels& labels);

/// `4.2`, or `OTHER:4.2` for a clause of another package.
std::string clause_text(const program::Citation& citation);
std::vector<std::string> clause_texts(const std::vector<program::Citation>& citations);

/// `rules/audit.rule:14:3`; empty for a span without a place.
std::string place_text(const SourceSet& sources, Span span);

/// A decision as far as a person has to name it.
struct Candidates {
  program::CallableId found;                 ///< invalid: none, or more than one without a name given
  std::vector<std::string> names;            ///< all there are
  std::vector<program::CallableId> versions; ///< several declarations of the name, with disjoint periods
};

/// The decision of this name in packages that are not bundled; without a name the only one of the first package. Where a name has
/// versions, `on` chooses; without it, `found` is invalid and `versions` holds them.
Candidates find_decision(const program::Program&, std::string_view name, std::optional<Date> on);
/// The same for anything that has a value: definitions, tables, requirements and decisions.
Candidates find_callable(const program::Program&, std::string_view name, std::optional<Date> on);

/// `headcount`, `sites[2].headcount`: the fact a cause means; `on` for a missing anchor; empty for others.
std::string cause_name(const program::Program&, const eval::Cause&);
/// The fact behind a cause, or null.
const program::Fact* cause_fact(const program::Program&, const eval::Cause&);
/// Whether a person can settle it: a missing fact or date, as opposed to a text that is silent.
bool is_missing(const eval::Cause&);

}  // namespace norma::run
