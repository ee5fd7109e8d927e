#pragma once
// The text's clauses one after another, each with the source of the declarations that carry it, for someone who holds the text.
#include <string>
#include <vector>

#include "base/json_writer.hpp"
#include "ledger/carriers.hpp"

namespace norma::ledger {

enum class Languages : std::uint8_t { en, zh, both };

std::string sheets_text(const std::vector<ClauseSheet>& sheets, const Compilation& compilation, Languages languages);
void write_sheets(JsonWriter& json, const std::vector<ClauseSheet>& sheets, const Compilation& compilation);

}  // namespace norma::ledger
