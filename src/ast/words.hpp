#pragma once
// Words that the abstract syntax keeps in English only, whatever the tongue of the file.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ast/ast.hpp"
#include "syntax/tree.hpp"

namespace norma::ast {

/// `日期` gives `date`; any other word is returned as it is.
std::string english_type_word(std::string_view word);
/// `年` gives `years`; any other word is returned as it is.
std::string english_unit_word(std::string_view word);
/// `encoded`, `已编` …
std::optional<ClauseStatus> clause_status(std::string_view word);
std::string_view name_of(ClauseStatus status);
/// `monday`, `周一`, `星期一`: 1 to 7.
std::optional<std::uint8_t> weekday_number(std::string_view word);
/// Precondition: the kind is one of `<`, `<=`, `>`, `>=`.
Comparison comparison_of(syntax::NodeKind kind);
/// Precondition: the keyword is a rounding mode.
RoundingMode rounding_mode(syntax::Keyword keyword);

}  // namespace norma::ast
