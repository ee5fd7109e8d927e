#include "syntax/keyword.hpp"

#include <array>

namespace norma::syntax {
namespace {

constexpr bool reserved = true;
constexpr bool contextual = false;

constexpr auto keywords = std::to_array<KeywordInformation>({
    {"", "", contextual},
#define NORMA_KEYWORD(id, english, chinese, reservation) {english, chinese, reservation},
#include "grammar/keywords.def"
#undef NORMA_KEYWORD
});

constexpr std::size_t table_size = 1024;

constexpr std::uint32_t hash_of(std::string_view word) {
  std::uint32_t hash = 2166136261U;
  for (const char character : word) {
    hash = (hash ^ static_cast<unsigned char>(character)) * 16777619U;
  }
  return hash ^ (hash >> 15);
}

struct Slot {
  std::string_view word;
  Keyword keyword = Keyword::no_keyword;
};
using Table = std::array<Slot, table_size>;

constexpr void insert(Table& table, std::string_view word, Keyword keyword) {
  if (word.empty()) return;
  std::size_t place = hash_of(word) % table_size;
  while (!table[place].word.empty()) {
    if (table[place].word == word) throw "a word is two keywords";
    place = (place + 1) % table_size;
  }
  table[place] = {word, keyword};
}

constexpr Table make_table() {
  Table table{};
  for (std::size_t index = 1; index < keywords.size(); ++index) {
    insert(table, keywords[index].english, static_cast<Keyword>(index));
    insert(table, keywords[index].chinese, static_cast<Keyword>(index));
  }
  return table;
}

constexpr Table table = make_table();

constexpr std::size_t longest_word() {
  std::size_t longest = 0;
  for (const Slot& slot : table) longest = slot.word.size() > longest ? slot.word.size() : longest;
  return longest;
}

}  // namespace

std::size_t keyword_count() { return keywords.size() - 1; }

const KeywordInformation& information(Keyword keyword) { return keywords[static_cast<std::size_t>(keyword)]; }

Keyword find_keyword(std::string_view word) {
  if (word.size() > longest_word()) return Keyword::no_keyword;
  for (std::size_t place = hash_of(word) % table_size; !table[place].word.empty(); place = (place + 1) % table_size) {
    if (table[place].word == word) return table[place].keyword;
  }
  return Keyword::no_keyword;
}

bool is_reserved_word(std::string_view word) {
  const Keyword keyword = find_keyword(word);
  return keyword != Keyword::no_keyword && information(keyword).reserved;
}

}  // namespace norma::syntax
