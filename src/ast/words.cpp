#include "ast/words.hpp"

#include <array>
#include <utility>

namespace norma::ast {
namespace {

using WordPair = std::pair<std::string_view, std::string_view>;

constexpr auto type_words = std::to_array<WordPair>({
    {"布尔", "boolean"}, {"整数", "integer"}, {"数值", "number"}, {"日期", "date"}, {"期间", "period"},
    {"时长", "span"},    {"文本", "text"},    {"日历", "calendar"}, {"天", "day"},  {"周", "week"},
});
constexpr auto unit_words = std::to_array<WordPair>({
    {"年", "years"}, {"个月", "months"}, {"月", "months"}, {"天", "days"}, {"日", "days"}, {"周", "weeks"},
});
constexpr auto status_words = std::to_array<WordPair>({
    {"encoded", "已编"},      {"definition", "术语"},  {"judgement", "判断"},
    {"discretion", "裁量"},   {"informative", "资料"}, {"open", "待定"},
});
constexpr auto weekday_words = std::to_array<std::array<std::string_view, 3>>({
    {"monday", "周一", "星期一"},   {"tuesday", "周二", "星期二"}, {"wednesday", "周三", "星期三"},
    {"thursday", "周四", "星期四"}, {"friday", "周五", "星期五"},  {"saturday", "周六", "星期六"},
    {"sunday", "周日", "星期日"},
});

template <class Table>
std::string translate(const Table& table, std::string_view word) {
  for (const auto& [chinese, english] : table) {
    if (word == chinese) return std::string(english);
  }
  return std::string(word);
}

}  // namespace

std::string english_type_word(std::string_view word) { return translate(type_words, word); }
std::string english_unit_word(std::string_view word) { return translate(unit_words, word); }

std::optional<ClauseStatus> clause_status(std::string_view word) {
  for (std::size_t index = 0; index < status_words.size(); ++index) {
    if (word == status_words[index].first || word == status_words[index].second) return static_cast<ClauseStatus>(index);
  }
  return std::nullopt;
}

std::string_view name_of(ClauseStatus status) { return status_words[static_cast<std::size_t>(status)].first; }

std::optional<std::uint8_t> weekday_number(std::string_view word) {
  for (std::size_t index = 0; index < weekday_words.size(); ++index) {
    for (const std::string_view spelling : weekday_words[index]) {
      if (word == spelling) return static_cast<std::uint8_t>(index + 1);
    }
  }
  return std::nullopt;
}

Comparison comparison_of(syntax::NodeKind kind) {
  if (kind == syntax::kind_of(syntax::Symbol::less)) return Comparison::less;
  if (kind == syntax::kind_of(syntax::Symbol::less_equal)) return Comparison::less_equal;
  if (kind == syntax::kind_of(syntax::Symbol::greater)) return Comparison::greater;
  return Comparison::greater_equal;
}

RoundingMode rounding_mode(syntax::Keyword keyword) {
  switch (keyword) {
    case syntax::Keyword::half_even: return RoundingMode::half_even;
    case syntax::Keyword::half_down: return RoundingMode::half_down;
    case syntax::Keyword::up: return RoundingMode::up;
    case syntax::Keyword::down: return RoundingMode::down;
    case syntax::Keyword::ceiling: return RoundingMode::ceiling;
    case syntax::Keyword::floor: return RoundingMode::floor;
    default: return RoundingMode::half_up;
  }
}

}  // namespace norma::ast
