#pragma once
// The clauses of a package beside the declarations that carry them, for someone who holds the text.
#include <string>
#include <vector>

#include "base/json_writer.hpp"
#include "driver/compile.hpp"

namespace norma::cli {

/// A declaration, or a part of one, that cites a clause.
struct Carrier {
  std::string kind, name;  ///< `table row`, `base_time`
  Span span;               ///< all of it
};

struct ClauseSheet {
  const program::ClauseEntry* clause = nullptr;
  std::vector<Carrier> carriers;  ///< in the order of the text; no part of one that is listed whole
};

/// One sheet for each registered clause of the package asked for, in the order of the registry.
std::vector<ClauseSheet> clause_sheets(const Compilation& compilation);

enum class Languages : std::uint8_t { en, zh, both };

std::string sheets_text(const std::vector<ClauseSheet>& sheets, const Compilation& compilation, Languages languages);
void write_sheets(JsonWriter& json, const std::vector<ClauseSheet>& sheets, const Compilation& compilation);

}  // namespace norma::cli
