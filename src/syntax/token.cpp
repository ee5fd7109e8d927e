#include "syntax/token.hpp"

#include <algorithm>
#include <array>

#include "base/full_width.hpp"
#include "base/text_hazard.hpp"
#include "base/unicode.hpp"
#include "base/utf8.hpp"
#include "calendar/date.hpp"

namespace norma::syntax {
namespace {

constexpr bool is_digit(char character) { return character >= '0' && character <= '9'; }
constexpr bool is_ascii(char character) { return static_cast<unsigned char>(character) < 0x80; }
constexpr bool is_ascii_letter(char character) {
  return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
}
constexpr bool is_hexadecimal(char character) {
  return is_digit(character) || (character >= 'a' && character <= 'f') || (character >= 'A' && character <= 'F');
}

constexpr std::array<bool, 128> ascii_word_characters = [] {
  std::array<bool, 128> result{};
  for (char character = 0; is_ascii(character); ++character) {
    result[static_cast<unsigned char>(character)] =
        is_digit(character) || is_ascii_letter(character) || character == '_';
    if (character == 127) break;
  }
  return result;
}();

constexpr bool is_ascii_word_character(char character) {
  return is_ascii(character) && ascii_word_characters[static_cast<unsigned char>(character)];
}

void set_fault(Token& token, TokenFault fault, std::uint32_t begin, std::uint32_t end) {
  token.type = TokenType::bad;
  if (token.fault != TokenFault::none) return;
  token.fault = fault;
  token.fault_begin = begin;
  token.fault_end = end;
}

}  // namespace

std::uint32_t Lexer::skip_trivia(std::uint32_t position) const {
  while (position < end_) {
    const char character = text_[position];
    if (character == ' ' || character == '\n' || character == '\t' || character == '\r') {
      ++position;
    } else if (character == '#' && (position == begin_ || text_[position - 1] <= ' ')) {
      const std::size_t line_end = text_.substr(0, end_).find('\n', position);
      position = line_end == std::string_view::npos ? end_ : static_cast<std::uint32_t>(line_end);
    } else {
      break;
    }
  }
  return position;
}

bool Lexer::is_first_on_line(std::uint32_t position) const {
  while (position > begin_ && (text_[position - 1] == ' ' || text_[position - 1] == '\t')) --position;
  return position == begin_ || text_[position - 1] == '\n';
}

Token Lexer::read(std::uint32_t position) const {
  Token token;
  token.begin = token.end = token.next = position;
  if (position >= end_) return token;
  token.first_on_line = is_first_on_line(position);
  const char character = text_[position];
  if (is_digit(character)) {
    read_number(token);
  } else if (is_ascii_word_character(character)) {
    read_word(token);
  } else if (character == '"') {
    read_text(token);
  } else if (character == '`') {
    read_quoted_name(token);
  } else if (is_ascii(character)) {
    read_symbol(token);
  } else {
    read_other(token);
  }
  token.next = skip_trivia(token.end);
  return token;
}

bool Lexer::continues_word(std::uint32_t position) const {
  if (position >= end_) return false;
  const char character = text_[position];
  if (is_ascii(character)) return is_ascii_word_character(character);
  const DecodedCodePoint decoded = decode_utf8(text_, position);
  return decoded.valid && is_xid_continue(decoded.code_point) &&
         ascii_form_of_full_width(decoded.code_point).empty();
}

std::uint32_t Lexer::word_end(std::uint32_t position) const {
  while (true) {
    while (position < end_ && is_ascii_word_character(text_[position])) ++position;
    if (position >= end_ || is_ascii(text_[position]) || !continues_word(position)) return position;
    position += static_cast<std::uint32_t>(decode_utf8(text_, position).length);
  }
}

void Lexer::read_word(Token& token) const {
  token.type = TokenType::word;
  token.end = word_end(token.begin);
  const std::string_view word = text_.substr(token.begin, token.end - token.begin);
  token.keyword = find_keyword(word);
  if (token.keyword != Keyword::no_keyword) return;
  if (std::all_of(word.begin(), word.end(), is_ascii)) return;
  if (const auto mix = find_script_mix(word)) {
    const auto letter = static_cast<std::uint32_t>(token.begin + mix->offset);
    const auto length = static_cast<std::uint32_t>(decode_utf8(text_, letter).length);
    set_fault(token, TokenFault::mixed_scripts, letter, letter + length);
  }
}

void Lexer::read_quoted_name(Token& token) const {
  const std::uint32_t inside = token.begin + 1;
  const std::size_t close = text_.substr(0, end_).find_first_of("`\n", inside);
  if (close == std::string_view::npos || text_[close] == '\n') {
    token.end = close == std::string_view::npos ? end_ : static_cast<std::uint32_t>(close);
    set_fault(token, TokenFault::unterminated_name, token.begin, token.begin + 1);
    return;
  }
  token.type = TokenType::quoted_name;
  token.end = static_cast<std::uint32_t>(close) + 1;
  const bool is_name = inside < close && !is_digit(text_[inside]) && word_end(inside) == close;
  if (!is_name) set_fault(token, TokenFault::bad_quoted_name, token.begin, token.end);
}

std::uint32_t Lexer::digits_end(std::uint32_t position) const {
  while (position < end_ && is_digit(text_[position])) ++position;
  return position;
}

// Digits and hyphens without blanks that look like a date are read as one, so that a mistyped date never becomes a
// subtraction: d-d-d, dddd-dd, dddd-ddd and dddd-Wdd.
bool Lexer::read_date(Token& token) const {
  const std::uint32_t year_end = digits_end(token.begin);
  if (at(year_end) != '-') return false;
  const std::uint32_t month_begin = year_end + 1;
  const std::uint32_t month_end = digits_end(month_begin);
  const bool week = at(month_begin) == 'W' && is_digit(at(month_begin + 1));
  if (month_end == month_begin && !week) return false;
  const bool three_parts = at(month_end) == '-' && is_digit(at(month_end + 1));
  const std::uint32_t second = month_end - month_begin;
  const bool two_parts = year_end - token.begin == 4 && (week || second == 2 || second == 3);
  if (!three_parts && !two_parts) return false;
  token.end = month_end;
  while (is_ascii_word_character(at(token.end)) || (at(token.end) == '-' && is_ascii_word_character(at(token.end + 1)))) {
    ++token.end;
  }
  token.type = TokenType::date;
  if (!Date::parse_iso(text_.substr(token.begin, token.end - token.begin))) {
    set_fault(token, TokenFault::bad_date, token.begin, token.end);
  }
  return true;
}

void Lexer::read_number(Token& token) const {
  if (read_date(token)) return;
  token.type = TokenType::number;
  const std::uint32_t integer_end = digits_end(token.begin);
  token.end = integer_end;
  if (at(token.begin) == '0' && integer_end > token.begin + 1) {
    set_fault(token, TokenFault::leading_zero, token.begin, integer_end);
  }
  if (at(token.end) == '.' && at(token.end + 1) != '.') {
    token.end = digits_end(token.end + 1);
    if (token.end == integer_end + 1) set_fault(token, TokenFault::missing_fraction_digits, token.begin, token.end);
  }
  if (at(token.end) == 'e' || at(token.end) == 'E') {
    std::uint32_t exponent = token.end + 1;
    if (at(exponent) == '+' || at(exponent) == '-') ++exponent;
    const std::uint32_t exponent_end = digits_end(exponent);
    if (exponent_end == exponent) set_fault(token, TokenFault::missing_exponent_digits, token.begin, exponent);
    token.end = exponent_end;
  }
  check_after_number(token);
}

// What may not stand right after a number: letters, an underscore, a second point, a group of thousands.
void Lexer::check_after_number(Token& token) const {
  const std::uint32_t number_end = token.end;
  if (continues_word(token.end)) {
    token.end = word_end(token.end);
    set_fault(token, TokenFault::number_then_letters, token.begin, token.end);
    return;
  }
  if (at(token.end) == '.' && is_digit(at(token.end + 1))) {
    while (is_digit(at(token.end)) || (at(token.end) == '.' && is_digit(at(token.end + 1)))) ++token.end;
    set_fault(token, TokenFault::malformed_number, token.begin, token.end);
    return;
  }
  const auto group_at = [&](std::uint32_t comma) {
    return at(comma) == ',' && digits_end(comma + 1) == comma + 4;
  };
  if (group_at(number_end) && number_end - token.begin <= 3) {
    while (group_at(token.end)) token.end += 4;
    if (at(token.end) == '.' && is_digit(at(token.end + 1))) token.end = digits_end(token.end + 1);
    set_fault(token, TokenFault::thousands_separator, token.begin, token.end);
    return;
  }
  if (at(token.end) != '%') return;
  ++token.end;
  if (token.type == TokenType::number) token.type = TokenType::percentage;
  if (at(token.end) == '%') {
    while (at(token.end) == '%') ++token.end;
    set_fault(token, TokenFault::doubled_percent, token.begin, token.end);
  }
}

Escape read_escape(std::string_view text, std::uint32_t position) {
  const auto at = [&](std::uint32_t place) { return place < text.size() ? text[place] : '\0'; };
  switch (at(position + 1)) {
    case '"': return {position + 2, U'"'};
    case '\\': return {position + 2, U'\\'};
    case 'n': return {position + 2, U'\n'};
    case 't': return {position + 2, U'\t'};
    case 'u': break;
    default: return {};
  }
  if (at(position + 2) != '{') return {};
  std::uint32_t place = position + 3;
  std::uint32_t value = 0;
  for (; is_hexadecimal(at(place)) && place < position + 9; ++place) {
    const char digit = at(place);
    const int amount = is_digit(digit) ? digit - '0' : (digit | 0x20) - 'a' + 10;
    value = value * 16 + static_cast<std::uint32_t>(amount);
  }
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (at(place) != '}' || place == position + 3 || value > 0x10FFFF || surrogate || value == 0) return {};
  if (is_bidi_or_zero_width_control(static_cast<char32_t>(value))) return {};
  return {place + 1, static_cast<char32_t>(value)};
}

void Lexer::read_text(Token& token) const {
  token.type = TokenType::text;
  std::uint32_t position = token.begin + 1;
  while (position < end_) {
    const std::size_t found = text_.substr(0, end_).find_first_of("\"\\\n", position);
    if (found == std::string_view::npos || text_[found] == '\n') {
      position = found == std::string_view::npos ? end_ : static_cast<std::uint32_t>(found);
      break;
    }
    position = static_cast<std::uint32_t>(found);
    if (text_[position] == '"') {
      token.end = position + 1;
      return;
    }
    position = escape_end(position);
    if (position == found + 2 && read_escape(text_, static_cast<std::uint32_t>(found)).end == 0) {
      set_fault(token, TokenFault::bad_escape, static_cast<std::uint32_t>(found), position);
    }
  }
  token.end = std::min(position, end_);
  token.fault = TokenFault::none;
  set_fault(token, TokenFault::unterminated_text, token.begin, token.begin + 1);
}

// Past a well-formed escape; past the backslash and the byte after it otherwise, but never past the line.
std::uint32_t Lexer::escape_end(std::uint32_t position) const {
  const Escape escape = read_escape(text_.substr(0, end_), position);
  if (escape.end != 0) return escape.end;
  return at(position + 1) == '\n' || position + 1 >= end_ ? position + 1 : position + 2;
}

void Lexer::read_symbol(Token& token) const {
  token.type = TokenType::symbol;
  token.end = token.begin + 1;
  const char following = at(token.begin + 1);
  const auto longer = [&](char expected, Symbol symbol, Symbol otherwise) {
    token.symbol = following == expected ? symbol : otherwise;
    token.end += following == expected ? 1U : 0U;
  };
  switch (text_[token.begin]) {
    case '(': token.symbol = Symbol::open_parenthesis; return;
    case ')': token.symbol = Symbol::close_parenthesis; return;
    case '[': token.symbol = Symbol::open_bracket; return;
    case ']': token.symbol = Symbol::close_bracket; return;
    case '{': token.symbol = Symbol::open_brace; return;
    case '}': token.symbol = Symbol::close_brace; return;
    case ',': token.symbol = Symbol::comma; return;
    case ':': token.symbol = Symbol::colon; return;
    case '=': token.symbol = Symbol::equal; return;
    case '+': token.symbol = Symbol::plus; return;
    case '-': token.symbol = Symbol::hyphen; return;
    case '*': token.symbol = Symbol::star; return;
    case '/': token.symbol = Symbol::slash; return;
    case '^': token.symbol = Symbol::caret; return;
    case '%': token.symbol = Symbol::percent; return;
    case '<': longer('=', Symbol::less_equal, Symbol::less); return;
    case '>': longer('=', Symbol::greater_equal, Symbol::greater); return;
    case '.': break;
    case '#': set_fault(token, TokenFault::comment_without_blank, token.begin, token.end); return;
    default: set_fault(token, TokenFault::unexpected_character, token.begin, token.end); return;
  }
  longer('.', Symbol::range, Symbol::dot);
  if (token.symbol == Symbol::range && at(token.end) == '<') {
    token.symbol = Symbol::half_open_range;
    ++token.end;
  }
  const bool after_word = token.begin > begin_ && (continues_word(token.begin - 1) || text_[token.begin - 1] == ')' ||
                                                   text_[token.begin - 1] == ']' || text_[token.begin - 1] == '`');
  if (token.symbol == Symbol::dot && is_digit(following) && !after_word) {
    token.end = digits_end(token.begin + 1);
    set_fault(token, TokenFault::missing_integer_digits, token.begin, token.end);
  }
}

void Lexer::read_other(Token& token) const {
  const DecodedCodePoint decoded = decode_utf8(text_, token.begin);
  const auto length = static_cast<std::uint32_t>(decoded.length);
  token.end = token.begin + length;
  if (!ascii_form_of_full_width(decoded.code_point).empty()) {
    set_fault(token, TokenFault::full_width, token.begin, token.end);
  } else if (is_xid_start(decoded.code_point)) {
    read_word(token);
  } else {
    set_fault(token, TokenFault::unexpected_character, token.begin, token.end);
  }
}

std::uint32_t Lexer::clause_end(std::uint32_t position) const {
  const std::uint32_t start = position;
  std::uint32_t open = 0;
  std::uint32_t last_good = start;
  while (position < end_) {
    const char character = text_[position];
    if (character == '(') {
      ++open;
    } else if (character == ')') {
      if (open == 0) break;
      --open;
    } else if (character != '.' && character != '-' && character != '/' && !continues_word(position)) {
      break;
    }
    position += is_ascii(character) ? 1U : static_cast<std::uint32_t>(decode_utf8(text_, position).length);
    if (open == 0) last_good = position;
  }
  const bool begins_well = start < end_ && continues_word(start);
  return begins_well ? last_good : start;
}

std::uint32_t Lexer::code_end(std::uint32_t position) const {
  std::uint32_t place = position;
  while ((at(place) >= 'a' && at(place) <= 'z') || (at(place) == '-' && place > position)) ++place;
  return place;
}

}  // namespace norma::syntax
