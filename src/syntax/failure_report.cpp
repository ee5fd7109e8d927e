#include "syntax/failure_report.hpp"

#include <array>
#include <string>

#include "base/full_width.hpp"
#include "base/nearest.hpp"
#include "base/unicode.hpp"
#include "base/utf8.hpp"
#include "calendar/date.hpp"

namespace norma::syntax {
namespace {

struct ExpectationText {
  std::string_view expected;
  std::string_view help;
};

constexpr auto expectations = std::to_array<ExpectationText>({
#define NORMA_EXPECTATION(name, expected, help) {expected, help},
#include "syntax/expectations.def"
#undef NORMA_EXPECTATION
});

const ExpectationText& text_of(Expectation expectation) { return expectations[static_cast<std::size_t>(expectation)]; }

constexpr std::size_t longest_quotation = 40;

// A part of the source as a message may quote it: safe, and never longer than a glance.
std::string quote(std::string_view text) {
  if (text.size() <= longest_quotation) return escape_for_display(text);
  std::size_t cut = longest_quotation;
  while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U) --cut;
  return escape_for_display(text.substr(0, cut)) + "…";
}

constexpr auto declaration_words = std::to_array<std::string_view>(
    {"fact", "judgement", "discretion", "reading", "define", "table", "exception", "require", "advise", "decide", "unit",
     "currency", "enum", "record", "calendar", "format", "clauses", "scenario", "package", "language"});

class Reporter {
 public:
  Reporter(const SyntaxFailure& failure, const Lexer& lexer, FileId file, std::uint32_t depth_limit)
      : failure_(failure), lexer_(lexer), file_(file), depth_limit_(depth_limit), token_(lexer.read(failure.position)) {}

  Diagnostic run() {
    if (failure_.expected == Expectation::nesting) return nesting();
    if (token_.type == TokenType::word) {
      // `en "no end`: what could have begun here was given up because of what follows it.
      const Token following = lexer_.read(token_.next);
      if (following.type == TokenType::bad && !following.first_on_line) token_ = following;
    }
    if (token_.type == TokenType::bad) return bad_token();
    if (auto slip = known_slip()) return *slip;
    return unexpected();
  }

 private:
  Span span(std::uint32_t begin, std::uint32_t end) const { return {file_, begin, end}; }
  Span token_span() const {
    // An end has no bytes of its own: the last byte before it is shown.
    if (token_.type == TokenType::end) return end_span(token_.begin);
    if (at_line_end()) return end_span(token_.begin);
    return span(token_.begin, token_.end);
  }
  Span end_span(std::uint32_t position) const {
    const std::uint32_t end = end_of_tokens_before(position);
    return end > lexer_.begin() ? span(end - 1, end) : span(end, end);
  }
  // The end of the last token before `position`: blanks, line ends and whole comments are stepped over.
  std::uint32_t end_of_tokens_before(std::uint32_t position) const {
    std::uint32_t last = lexer_.begin();
    for (std::uint32_t place = line_start_with_token(position); place < position;) {
      const Token token = lexer_.read(place);
      if (token.type == TokenType::end || token.begin >= position) break;
      last = token.end;
      place = token.next;
    }
    return last;
  }
  std::uint32_t line_start_with_token(std::uint32_t position) const {
    const std::string_view text = lexer_.text();
    std::uint32_t place = position;
    while (place > lexer_.begin()) {
      const std::size_t before = place - 1;
      const std::size_t newline = before == 0 ? std::string_view::npos : text.rfind('\n', before - 1);
      place = newline == std::string_view::npos || newline < lexer_.begin() ? lexer_.begin()
                                                                            : static_cast<std::uint32_t>(newline) + 1;
      const std::uint32_t first = lexer_.skip_trivia(place);
      if (first < position) return first;
    }
    return lexer_.begin();
  }
  std::string_view slice(std::uint32_t begin, std::uint32_t end) const { return lexer_.text().substr(begin, end - begin); }
  std::string spelling_of(const Token& token) const { return quote(slice(token.begin, token.end)); }
  bool at_line_end() const {
    return failure_.row_bounded && token_.first_on_line && token_.begin != lexer_.begin();
  }
  std::string_view expected() const { return text_of(failure_.expected).expected; }

  Diagnostic nesting() const {
    return diagnose(DiagnosticKind::nesting_too_deep, token_span())
        .message("brackets, signs or types are nested deeper than {}", depth_limit_)
        .label("level {}", depth_limit_ + 1)
        .help("give the inner part a name with `define`");
  }

  Diagnostic unexpected() const {
    DiagnosticBuilder builder = diagnose(DiagnosticKind::unexpected_token, token_span());
    if (failure_.expected == Expectation::closing) {
      const char opener = lexer_.text()[failure_.opener];
      const char closer = opener == '(' ? ')' : opener == '[' ? ']' : '}';
      builder.message("expected `{}`, but {} stands here", closer, seen());
      builder.secondary(span(failure_.opener, failure_.opener + 1), "opened here");
      return builder;
    }
    builder.message("expected {}, but {} stands here", expected(), seen());
    if (failure_.expected == Expectation::declaration && token_.type == TokenType::word) {
      builder.suggest(nearest_name(slice(token_.begin, token_.end), declaration_words));
    }
    const std::string_view help = text_of(failure_.expected).help;
    if (!help.empty()) builder.help("{}", help);
    return builder;
  }

  std::string seen() const {
    if (token_.type == TokenType::end) {
      return token_.begin >= lexer_.text().size() ? "the end of the file" : "the end of the declaration";
    }
    if (at_line_end()) return "the end of the line";
    if (token_.type == TokenType::word && token_.keyword != Keyword::no_keyword && information(token_.keyword).reserved) {
      return fmt::format("the keyword `{}`", spelling_of(token_));
    }
    return fmt::format("`{}`", spelling_of(token_));
  }

  bool expects_name() const {
    switch (failure_.expected) {
      case Expectation::name:
      case Expectation::name_to_declare:
      case Expectation::generator:
      case Expectation::scenario_name: return true;
      default: return false;
    }
  }
  bool expects_value() const {
    switch (failure_.expected) {
      case Expectation::expression:
      case Expectation::operand:
      case Expectation::condition:
      case Expectation::cell:
      case Expectation::row_value:
      case Expectation::bound: return true;
      default: return false;
    }
  }

  // The token before the failure, if it stands directly before on the same line.
  Token previous() const {
    Token last;
    for (std::uint32_t place = line_start_with_token(failure_.position); place < failure_.position;) {
      const Token token = lexer_.read(place);
      if (token.type == TokenType::end || token.begin >= failure_.position) break;
      last = token;
      place = token.next;
    }
    return last;
  }

  std::optional<Diagnostic> known_slip() const {
    if (token_.type == TokenType::symbol) return symbol_slip();
    if (token_.type != TokenType::word || at_line_end()) return std::nullopt;
    const bool reserved = token_.keyword != Keyword::no_keyword && information(token_.keyword).reserved;
    if (reserved && (expects_name() || keyword_used_as_operand())) return keyword_as_name();
    return std::nullopt;
  }

  // `define table = 3` or `from + 1`: the keyword is followed by what could follow a name.
  bool keyword_used_as_operand() const {
    if (!expects_value()) return false;
    if (token_.first_on_line) return false;
    const Token following = lexer_.read(token_.next);
    if (following.type == TokenType::end || following.first_on_line) return true;
    if (following.type != TokenType::symbol) return false;
    switch (following.symbol) {
      case Symbol::open_parenthesis: case Symbol::open_bracket: case Symbol::open_brace: case Symbol::colon: return false;
      default: return true;
    }
  }

  Diagnostic keyword_as_name() const {
    const std::string word = spelling_of(token_);
    return diagnose(DiagnosticKind::keyword_as_name, token_span())
        .message("`{}` is a keyword and cannot be a name here", word)
        .help("write the name between backquotes: `` `{}` ``, or choose another name", word);
  }

  Diagnostic instead(std::uint32_t end, std::string_view meant) const {
    const std::string wrong = quote(slice(token_.begin, end));
    return diagnose(DiagnosticKind::unknown_operator, span(token_.begin, end))
        .message("`{}` is not an operator of the language", wrong)
        .help("write `{}`", meant);
  }

  std::optional<Diagnostic> symbol_slip() const {
    const Token before = previous();
    const bool adjacent = before.type == TokenType::symbol && before.end == token_.begin;
    const auto pair = [&](Symbol first, Symbol second) {
      return adjacent && before.symbol == first && token_.symbol == second;
    };
    const auto report_pair = [&](std::string_view meant) {
      return diagnose(DiagnosticKind::unknown_operator, span(before.begin, token_.end))
          .message("`{}` is not an operator of the language", quote(slice(before.begin, token_.end)))
          .help("write `{}`", meant);
    };
    if (pair(Symbol::equal, Symbol::equal)) return report_pair("is");
    if (pair(Symbol::less, Symbol::greater)) return report_pair("is not");
    if (pair(Symbol::equal, Symbol::greater)) return report_pair(">=");
    if (pair(Symbol::equal, Symbol::less)) return report_pair("<=");
    const bool digits_follow = token_.end < lexer_.end() && slice(token_.end, token_.end + 1).find_first_of("0123456789") == 0;
    if (token_.symbol == Symbol::comma && before.type == TokenType::number && before.end == token_.begin && digits_follow &&
        failure_.expected == Expectation::end_of_declaration) {
      return diagnose(DiagnosticKind::number_literal_malformed, span(before.begin, token_.end))
          .message("a comma stands inside a number")
          .help("write the digits without separators, and `.` before the decimals");
    }
    if (token_.symbol == Symbol::percent && before.type == TokenType::number && !token_.first_on_line) {
      return diagnose(DiagnosticKind::number_literal_malformed, span(before.begin, token_.end))
          .message("a percentage is written without a blank before `%`")
          .help("write `{}%`", quote(slice(before.begin, before.end)));
    }
    if (token_.symbol == Symbol::percent && expects_value()) {
      return diagnose(DiagnosticKind::number_literal_malformed, token_span())
          .message("`%` stands after its number")
          .help("write for example `5%`");
    }
    return std::nullopt;
  }

  DiagnosticBuilder malformed(std::string_view message) const {
    return diagnose(DiagnosticKind::number_literal_malformed, span(token_.fault_begin, token_.fault_end))
        .message("{}", message);
  }

  Diagnostic bad_token() const {
    const Span fault = span(token_.fault_begin, token_.fault_end);
    const std::string text = quote(slice(token_.fault_begin, token_.fault_end));
    switch (token_.fault) {
      case TokenFault::unterminated_text:
        return diagnose(DiagnosticKind::unterminated_string, fault)
            .message("the text that begins here has no closing `\"` on its line")
            .help("a text ends on the line it begins on; write `\\n` for a line break and `\\\"` for a quotation mark");
      case TokenFault::bad_escape:
        return diagnose(DiagnosticKind::bad_escape, fault)
            .message("`{}` is no escape that the language knows", text)
            .help("the escapes are `\\\"`, `\\\\`, `\\n`, `\\t` and `\\u{{HEX}}` with a visible character's code point");
      case TokenFault::unterminated_name:
        return diagnose(DiagnosticKind::unterminated_name, fault)
            .message("the name that begins here has no closing backquote on its line")
            .help("a name between backquotes ends on its line");
      case TokenFault::bad_quoted_name:
        return diagnose(DiagnosticKind::bad_quoted_name, fault)
            .message("{} is not a name", text)
            .help("between backquotes stands one name: letters, digits and `_`, not beginning with a digit");
      case TokenFault::malformed_number:
        return malformed(fmt::format("`{}` is not a number", text)).help("a number has one decimal point, as in `1234.5`");
      case TokenFault::number_then_letters: return number_then_letters(text);
      case TokenFault::thousands_separator: return thousands();
      case TokenFault::leading_zero:
        return malformed(fmt::format("`{}` begins with a zero", text)).help("write the number without leading zeros");
      case TokenFault::missing_integer_digits:
        return malformed(fmt::format("`{}` has no digit before the point", text)).help("write `0{}`", text);
      case TokenFault::missing_fraction_digits:
        return malformed(fmt::format("`{}` has no digit after the point", text))
            .help("write `{}`", quote(slice(token_.fault_begin, token_.fault_end - 1)));
      case TokenFault::missing_exponent_digits:
        return malformed(fmt::format("`{}` has no digits in its exponent", text)).help("write for example `1e3`");
      case TokenFault::doubled_percent:
        return malformed(fmt::format("`{}` has more than one `%`", text)).help("write a percentage as `50%`");
      case TokenFault::bad_date: return bad_date();
      case TokenFault::full_width: return full_width(text);
      case TokenFault::mixed_scripts:
        return diagnose(DiagnosticKind::mixed_scripts, fault)
            .message("`{}` in the name `{}` belongs to another script than the letters around it", text, spelling_of(token_))
            .label("{}", name_of_code_point(decode_utf8(lexer_.text(), token_.fault_begin).code_point))
            .help("Latin, Cyrillic and Greek letters look alike; write the name in one of them");
      case TokenFault::comment_without_blank:
        return diagnose(DiagnosticKind::comment_without_blank, fault)
            .message("`#` begins a comment only at the start of a line or after a blank")
            .help("put a blank before `#`");
      case TokenFault::none:
      case TokenFault::unexpected_character: break;
    }
    return unexpected_character(fault);
  }

  Diagnostic number_then_letters(const std::string& text) const {
    std::uint32_t digits = token_.fault_begin;
    const std::string_view all = lexer_.text();
    while (digits < token_.fault_end && all[digits] >= '0' && all[digits] <= '9') ++digits;
    const char after = all[digits];
    if (after == '_') {
      return malformed(fmt::format("`{}` is not a number", text)).help("digits stand together, without `_`");
    }
    if (after == 'x' || after == 'X' || after == 'b' || after == 'o') {
      return malformed(fmt::format("`{}` is not a number", text)).help("numbers are written with decimal digits");
    }
    return malformed(fmt::format("`{}` is neither a number nor a name", text))
        .help("put a blank between a number and its unit; a name does not begin with a digit");
  }

  Diagnostic thousands() const {
    std::string plain(slice(token_.fault_begin, token_.fault_end));
    std::erase(plain, ',');
    return malformed(fmt::format("`{}` looks like a number with thousands separators",
                                 quote(slice(token_.fault_begin, token_.fault_end))))
        .help("write `{}`, or put a blank after a comma that separates", quote(plain));
  }

  Diagnostic bad_date() const {
    const std::string_view written = slice(token_.fault_begin, token_.fault_end);
    DiagnosticBuilder builder =
        diagnose(DiagnosticKind::bad_date, span(token_.fault_begin, token_.fault_end));
    const auto date = Date::parse_iso(written);
    switch (date.fault().kind) {
      case CalendarFaultKind::bad_month:
        return builder.message("`{}` is no date: a month is 01 to 12", quote(written)).help("write year-month-day as `2026-03-01`");
      case CalendarFaultKind::bad_day:
        return builder.message("`{}` is no date: that month has no such day", quote(written)).help("write a day that exists");
      case CalendarFaultKind::out_of_range:
        return builder.message("`{}` is outside the calendar: dates run from 0001-01-01 to 9999-12-31", quote(written));
      default: break;
    }
    return builder.message("`{}` is not written as a date", quote(written))
        .help("write year-month-day as `2026-03-01`; for a subtraction put blanks around `-`");
  }

  Diagnostic full_width(const std::string& text) const {
    const char32_t code_point = decode_utf8(lexer_.text(), token_.fault_begin).code_point;
    return diagnose(DiagnosticKind::full_width_punctuation, span(token_.fault_begin, token_.fault_end))
        .message("the full-width character `{}` ({}) stands where the ASCII one is meant", text, code_point_label(code_point))
        .help("{} `{}`", ascii_form_of_full_width(code_point) == ";" ? "remove it; the language has no" : "write",
              ascii_form_of_full_width(code_point));
  }

  Diagnostic unexpected_character(Span fault) const {
    const std::string_view text = lexer_.text();
    const std::uint32_t place = token_.begin;
    const auto next_is = [&](char character) { return place + 1 < lexer_.end() && text[place + 1] == character; };
    if (text[place] == '&') return instead(place + (next_is('&') ? 2U : 1U), "and");
    if (text[place] == '|') return instead(place + (next_is('|') ? 2U : 1U), "or");
    if (text[place] == '!') return instead(place + (next_is('=') ? 2U : 1U), next_is('=') ? "is not" : "not");
    if (text[place] == '\'') {
      return diagnose(DiagnosticKind::unknown_character, fault)
          .message("`'` does not begin a text")
          .help("put texts between `\"`");
    }
    if (text[place] == ';') {
      return diagnose(DiagnosticKind::unknown_character, fault)
          .message("`;` has no meaning in the language")
          .help("end a line without a sign; separate by `,`");
    }
    const char32_t code_point = decode_utf8(text, place).code_point;
    return diagnose(DiagnosticKind::unknown_character, fault)
        .message("the character `{}` ({}) has no meaning here; expected {}", spelling_of(token_),
                 code_point_label(code_point), expected());
  }

  const SyntaxFailure& failure_;
  const Lexer& lexer_;
  FileId file_;
  std::uint32_t depth_limit_;
  Token token_;
};

}  // namespace

Diagnostic describe(const SyntaxFailure& failure, const Lexer& lexer, FileId file, std::uint32_t depth_limit) {
  return Reporter(failure, lexer, file, depth_limit).run();
}

}  // namespace norma::syntax
