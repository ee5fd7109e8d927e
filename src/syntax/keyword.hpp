#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace norma::syntax {

/// Every keyword of the language, whatever the tongue it is written in. The words stand in grammar/keywords.def.
enum class Keyword : std::uint8_t {
  no_keyword,
#define NORMA_KEYWORD(id, english, chinese, reservation) id,
#include "grammar/keywords.def"
#undef NORMA_KEYWORD
};

/// Spellings of one keyword; one of the two may be empty.
struct KeywordInformation {
  std::string_view english;
  std::string_view chinese;
  bool reserved;  ///< never a name without backquotes
};

std::size_t keyword_count();
/// Precondition: not `no_keyword`.
const KeywordInformation& information(Keyword keyword);
/// The keyword spelt `word`, in either tongue, or `no_keyword`. Constant time.
Keyword find_keyword(std::string_view word);
/// Whether `word` must stand between backquotes to be a name.
bool is_reserved_word(std::string_view word);

}  // namespace norma::syntax
