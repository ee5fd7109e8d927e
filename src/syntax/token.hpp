#pragma once

#include <cstdint>
#include <string_view>

#include "syntax/keyword.hpp"
#include "syntax/tree.hpp"

namespace norma::syntax {

enum class TokenType : std::uint8_t {
  end,           ///< of the declaration
  word,          ///< a name or keyword
  quoted_name,   ///< between backquotes
  number,
  percentage,
  date,
  text,
  symbol,
  bad,           ///< see `fault`
};

/// Why a piece of text is no token.
enum class TokenFault : std::uint8_t {
  none,
  unterminated_text,
  bad_escape,
  unterminated_name,
  bad_quoted_name,
  malformed_number,
  number_then_letters,
  thousands_separator,
  leading_zero,
  missing_integer_digits,
  missing_fraction_digits,
  missing_exponent_digits,
  doubled_percent,
  bad_date,
  full_width,
  mixed_scripts,
  comment_without_blank,
  unexpected_character,
};

struct Token {
  TokenType type = TokenType::end;
  Keyword keyword = Keyword::no_keyword;
  Symbol symbol{};
  TokenFault fault = TokenFault::none;
  bool first_on_line = false;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t next = 0;         ///< where the next token begins: blanks, line ends and comments are skipped
  std::uint32_t fault_begin = 0;  ///< the narrowest part at fault
  std::uint32_t fault_end = 0;
};

/// Reads tokens of one declaration, [begin, end) of the text. Holds no state between calls.
class Lexer {
 public:
  Lexer(std::string_view text, std::uint32_t begin, std::uint32_t end) : text_(text), begin_(begin), end_(end) {}

  std::uint32_t begin() const { return begin_; }
  std::uint32_t end() const { return end_; }
  std::string_view text() const { return text_; }
  /// The token that begins at `position`, which is the end or the begin of a token.
  Token read(std::uint32_t position) const;
  /// A clause token (`5.4.3.3(1)`) at `position`: its end, or `position` if there is none.
  std::uint32_t clause_end(std::uint32_t position) const;
  /// Lower-case letters and hyphens: an error code. Its end, or `position`.
  std::uint32_t code_end(std::uint32_t position) const;
  /// Past blanks, line ends and comments.
  std::uint32_t skip_trivia(std::uint32_t position) const;
  bool is_first_on_line(std::uint32_t position) const;

 private:
  char at(std::uint32_t position) const { return position < end_ ? text_[position] : '\0'; }
  std::uint32_t digits_end(std::uint32_t position) const;
  std::uint32_t word_end(std::uint32_t position) const;
  bool continues_word(std::uint32_t position) const;
  void read_word(Token& token) const;
  void read_quoted_name(Token& token) const;
  void read_number(Token& token) const;
  bool read_date(Token& token) const;
  void check_after_number(Token& token) const;
  void read_text(Token& token) const;
  void read_symbol(Token& token) const;
  void read_other(Token& token) const;
  std::uint32_t escape_end(std::uint32_t position) const;

  std::string_view text_;
  std::uint32_t begin_;
  std::uint32_t end_;
};

/// Whether `position` of `text` begins a well-formed escape, and what it stands for. Shared with the reading of texts.
struct Escape {
  std::uint32_t end = 0;  ///< 0: malformed
  char32_t code_point = 0;
};
Escape read_escape(std::string_view text, std::uint32_t position);

}  // namespace norma::syntax
