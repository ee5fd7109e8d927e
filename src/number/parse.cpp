#include "number/parse.hpp"

#include "number/number_parts.hpp"

namespace norma {

using number_detail::Integer;
using number_detail::Parts;

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

unsigned digit_value(char c) { return static_cast<unsigned>(c - '0'); }

/// Splits a text of JSON's number grammar into its digits without evaluating them.
class DecimalScanner {
 public:
  DecimalScanner(std::string_view text, const ParseLimits& limits)
      : text_(text), limits_(limits) {}

  /// Scans the sign and the integer digits; false with a fault. Stops behind them.
  bool scan_integer() {
    if (text_.empty()) {
      return fail(ParseFault::empty);
    }
    if (peek() == '+') {
      return fail(ParseFault::leading_plus);
    }
    negative_ = peek() == '-';
    position_ += negative_ ? 1 : 0;
    const std::size_t start = position_;
    if (!scan_digits()) {
      return false;
    }
    integer_ = text_.substr(start, position_ - start);
    if (integer_.empty()) {
      const bool bare = position_ == text_.size() || peek() == '.';
      return fail(bare ? ParseFault::missing_integer_digits : ParseFault::unexpected_character);
    }
    if (integer_.size() > 1 && integer_.front() == '0') {
      position_ = start;
      return fail(ParseFault::leading_zero);
    }
    return true;
  }

  bool scan_fraction() {
    if (peek() != '.') {
      return true;
    }
    const std::size_t start = ++position_;
    if (!scan_digits()) {
      return false;
    }
    fraction_ = text_.substr(start, position_ - start);
    return !fraction_.empty() || fail(ParseFault::missing_fraction_digits);
  }

  bool scan_exponent() {
    if (peek() != 'e' && peek() != 'E') {
      return true;
    }
    ++position_;
    const bool negative = peek() == '-';
    position_ += peek() == '-' || peek() == '+' ? 1 : 0;
    const std::size_t start = position_;
    std::uint64_t magnitude = 0;
    while (is_digit(peek())) {
      magnitude = magnitude * 10 + digit_value(peek());
      if (magnitude > limits_.exponent) {
        position_ = start;
        return fail(ParseFault::exponent_too_large);
      }
      ++position_;
    }
    if (position_ == start) {
      return fail(ParseFault::missing_exponent_digits);
    }
    exponent_ = negative ? -static_cast<std::int64_t>(magnitude)
                         : static_cast<std::int64_t>(magnitude);
    return true;
  }

  bool scan_end() {
    return position_ == text_.size() || fail(ParseFault::unexpected_character);
  }

  /// The character at the position; NUL at the end, which no rule accepts.
  char peek() const { return position_ < text_.size() ? text_[position_] : '\0'; }

  ParsedNumber fault() const { return {Number(), fault_, position_}; }

  bool negative() const { return negative_; }
  std::string_view integer() const { return integer_; }
  std::string_view fraction() const { return fraction_; }
  std::int64_t exponent() const { return exponent_; }
  std::size_t position() const { return position_; }

 private:
  bool scan_digits() {
    while (is_digit(peek())) {
      if (++digits_ > limits_.digits) {
        return fail(ParseFault::too_many_digits);
      }
      ++position_;
    }
    return true;
  }

  bool fail(ParseFault fault) {
    fault_ = fault;
    return false;
  }

  std::string_view text_;
  const ParseLimits& limits_;
  std::size_t position_ = 0;
  std::size_t digits_ = 0;
  bool negative_ = false;
  std::string_view integer_;
  std::string_view fraction_;
  std::int64_t exponent_ = 0;
  ParseFault fault_ = ParseFault::none;
};

/// Appends decimal digits to value, eighteen at a time.
void append_digits(std::string_view digits, Integer& value) {
  while (!digits.empty()) {
    const std::string_view chunk = digits.substr(0, 18);
    std::uint64_t part = 0;
    std::uint64_t scale = 1;
    for (const char c : chunk) {
      part = part * 10 + digit_value(c);
      scale *= 10;
    }
    value *= scale;
    value += part;
    digits.remove_prefix(chunk.size());
  }
}

/// 0 to 18 digits, read into a word.
std::int64_t word_of(std::string_view first, std::string_view second) {
  std::int64_t value = 0;
  for (const std::string_view digits : {first, second}) {
    for (const char c : digits) {
      value = value * 10 + digit_value(c);
    }
  }
  return value;
}

std::int64_t word_power_of_ten(std::size_t exponent) {
  std::int64_t power = 1;
  for (; exponent != 0; --exponent) {
    power *= 10;
  }
  return power;
}

Number evaluate(const DecimalScanner& scanner) {
  const std::string_view integer = scanner.integer();
  const std::string_view fraction = scanner.fraction();
  if (integer.size() + fraction.size() <= 18 && scanner.exponent() == 0) {
    const std::int64_t digits = word_of(integer, fraction);
    return Number::ratio(scanner.negative() ? -digits : digits,
                         word_power_of_ten(fraction.size()));
  }
  Integer digits;
  append_digits(integer, digits);
  append_digits(fraction, digits);
  if (scanner.negative()) {
    digits = -digits;
  }
  const std::int64_t scale = scanner.exponent() - static_cast<std::int64_t>(fraction.size());
  const Integer power =
      number_detail::power_of_ten(static_cast<unsigned>(scale < 0 ? -scale : scale));
  Parts parts;
  parts.rational = scale < 0 ? number_detail::make_rational(digits, power)
                             : number_detail::Rational{digits * power, 1};
  return number_detail::Access::make(std::move(parts));
}

/// The denominator of "p/q", from its text behind the slash.
ParsedNumber parse_denominator(std::string_view text, const ParseLimits& limits) {
  DecimalScanner scanner(text, limits);
  if (!text.empty() && text.front() == '-') {
    return {Number(), ParseFault::unexpected_character, 0};
  }
  if (!scanner.scan_integer()) {
    return scanner.fault();
  }
  if (scanner.peek() == '.' || scanner.peek() == 'e' || scanner.peek() == 'E') {
    return {Number(), ParseFault::fraction_of_decimals, scanner.position()};
  }
  if (!scanner.scan_end()) {
    return scanner.fault();
  }
  const Number value = evaluate(scanner);
  return {value, value.is_zero() ? ParseFault::zero_denominator : ParseFault::none, 0};
}

/// Both parts are below 10^digits; dividing them is bounded by what the limits admit.
Number quotient(const Number& numerator, const Number& denominator) {
  const Budget unbounded{std::numeric_limits<std::uint32_t>::max()};
  return divide(numerator, denominator, unbounded).value;
}

}  // namespace

ParsedNumber parse_decimal(std::string_view text, const ParseLimits& limits) {
  DecimalScanner scanner(text, limits);
  if (!scanner.scan_integer() || !scanner.scan_fraction() || !scanner.scan_exponent() ||
      !scanner.scan_end()) {
    return scanner.fault();
  }
  return {evaluate(scanner), ParseFault::none, 0};
}

ParsedNumber parse_number_text(std::string_view text, const ParseLimits& limits) {
  // A numerator has at most a sign and the permitted digits, so a slash further on means nothing.
  const std::size_t slash = text.substr(0, std::size_t{limits.digits} + 2).find('/');
  if (slash == std::string_view::npos) {
    return parse_decimal(text, limits);
  }
  DecimalScanner scanner(text.substr(0, slash), limits);
  if (!scanner.scan_integer()) {
    return scanner.fault();
  }
  if (scanner.peek() == '.' || scanner.peek() == 'e' || scanner.peek() == 'E') {
    return {Number(), ParseFault::fraction_of_decimals, scanner.position()};
  }
  if (!scanner.scan_end()) {
    return scanner.fault();
  }
  ParsedNumber denominator = parse_denominator(text.substr(slash + 1), limits);
  if (!denominator) {
    denominator.position += slash + 1;
    denominator.value = Number();
    return denominator;
  }
  return {quotient(evaluate(scanner), denominator.value), ParseFault::none, 0};
}

bool parse_small_decimal(std::string_view text, SmallRatio& result) {
  const bool negative = !text.empty() && text.front() == '-';
  text.remove_prefix(negative ? 1 : 0);
  if (text.empty() || text.size() > 19 || !is_digit(text.front()) || !is_digit(text.back()) ||
      (text.front() == '0' && text.size() > 1 && text[1] != '.')) {
    return false;
  }
  std::int64_t value = 0;
  std::uint32_t denominator = 1;
  std::size_t point = text.size();
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_digit(text[i])) {
      value = value * 10 + digit_value(text[i]);
      denominator *= point < i ? 10 : 1;
    } else if (text[i] == '.' && point == text.size() && text.size() - i <= 10) {
      point = i;
    } else {
      return false;
    }
  }
  if (point == text.size() && text.size() > 18) {
    return false;
  }
  result = {negative ? -value : value, denominator};
  return true;
}

const char* describe(ParseFault fault) {
  switch (fault) {
    case ParseFault::none: return "";
    case ParseFault::empty: return "empty text";
    case ParseFault::leading_plus: return "a number does not begin with `+`";
    case ParseFault::leading_zero: return "a number does not begin with an extra zero";
    case ParseFault::missing_integer_digits: return "digits missing before the point";
    case ParseFault::missing_fraction_digits: return "digits missing after the point";
    case ParseFault::missing_exponent_digits: return "digits missing in the exponent";
    case ParseFault::unexpected_character: return "unexpected character in a number";
    case ParseFault::too_many_digits: return "too many digits";
    case ParseFault::exponent_too_large: return "exponent too large";
    case ParseFault::fraction_of_decimals: return "a fraction needs whole numbers on both sides";
    case ParseFault::zero_denominator: return "denominator is zero";
  }
  return "";
}

}  // namespace norma
