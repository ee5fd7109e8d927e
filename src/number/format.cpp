#include "number/format.hpp"

#include <algorithm>

#include "number/number_parts.hpp"

namespace norma {

using number_detail::Access;
using number_detail::Integer;
using number_detail::Parts;
using number_detail::Rational;

namespace {

/// The places a terminating decimal needs, or nothing. The denominator is in lowest terms.
std::optional<unsigned> decimal_places(const Integer& denominator, unsigned limit) {
  const auto twos = static_cast<unsigned>(boost::multiprecision::lsb(denominator));
  Integer rest = denominator >> twos;
  // 5^limit has fewer than 3 * limit bits; a longer rest cannot terminate within the limit.
  if (twos > limit || number_detail::bit_length(rest) > std::size_t{3} * limit + 1) {
    return std::nullopt;
  }
  unsigned fives = 0;
  while (rest != 1) {
    if (boost::multiprecision::integer_modulus(rest, 5U) != 0 || ++fives > limit) {
      return std::nullopt;
    }
    rest /= 5;
  }
  return std::max(twos, fives);
}

/// The digits of an integer scaled by 10^-places, with its point.
std::string with_point(std::string digits, unsigned places) {
  if (places == 0) {
    return digits;
  }
  const bool negative = digits.front() == '-';
  digits.erase(0, negative ? 1 : 0);
  if (digits.size() <= places) {
    digits.insert(0, places + 1 - digits.size(), '0');
  }
  digits.insert(digits.size() - places, 1, '.');
  return negative ? "-" + digits : digits;
}

/// OPTIMISATION: decimals of words, the bulk of all output, without big integers.
std::optional<std::string> small_decimal_text(const Number& x) {
  std::int64_t rest = x.small_denominator();
  std::int64_t numerator = x.small_numerator();
  unsigned places = 0;
  while (rest != 1) {
    const std::int64_t factor = rest % 10 == 0 ? 1 : rest % 5 == 0 ? 2 : rest % 2 == 0 ? 5 : 0;
    if (factor == 0 || __builtin_mul_overflow(numerator, factor, &numerator)) {
      return std::nullopt;
    }
    rest /= 10 / factor;
    ++places;
  }
  return with_point(std::to_string(numerator), places);
}

std::optional<std::string> decimal_text(const Rational& x, unsigned limit) {
  const std::optional<unsigned> places = decimal_places(x.denominator, limit);
  if (!places) {
    return std::nullopt;
  }
  const Integer scaled = x.numerator * (number_detail::power_of_ten(*places) / x.denominator);
  return with_point(scaled.str(), *places);
}

/// Replaces the middle of a long run of digits, if clipping is asked for.
std::string clipped(std::string text, const TextOptions& options) {
  const auto digits = static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }));
  if (options.clip_digits == 0 || digits <= std::max(options.clip_digits, 2 * options.clip_ends)) {
    return text;
  }
  const std::size_t head = options.clip_ends + (text.front() == '-' ? 1 : 0);
  return text.substr(0, head) + "…" + text.substr(text.size() - options.clip_ends) + " (" +
         std::to_string(digits) + " digits)";
}

std::string fraction_text(const Rational& x, const TextOptions& options) {
  const std::string numerator = clipped(x.numerator.str(), options);
  return x.denominator == 1 ? numerator
                            : numerator + "/" + clipped(x.denominator.str(), options);
}

/// |coefficient| * sqrt(radicand), the factor 1 left out.
std::string root_text(const Parts& x, const TextOptions& options) {
  Rational factor = x.coefficient;
  factor.numerator = boost::multiprecision::abs(factor.numerator);
  const std::string root = "sqrt(" + clipped(x.radicand.str(), options) + ")";
  const bool one = factor.numerator == 1 && factor.denominator == 1;
  return one ? root : fraction_text(factor, options) + "*" + root;
}

std::string surd_text(const Parts& x, const TextOptions& options) {
  const bool negative = x.coefficient.sign() < 0;
  const std::string root = root_text(x, options);
  if (x.rational.is_zero()) {
    return negative ? "-" + root : root;
  }
  return fraction_text(x.rational, options) + (negative ? " - " : " + ") + root;
}

constexpr TextOptions unclipped{0, 0, 0};

/// 10^exponent as a factor: numerator for positive, denominator for negative exponents.
Parts scaled_by_ten(Parts x, int exponent) {
  const Integer power =
      number_detail::power_of_ten(static_cast<unsigned>(exponent < 0 ? -exponent : exponent));
  for (Rational* part : {&x.rational, &x.coefficient}) {
    (exponent < 0 ? part->denominator : part->numerator) *= power;
  }
  return x;
}

/// The exponent e with 10^e <= x < 10^(e+1), for positive x.
int decimal_exponent(const Parts& x) {
  Integer whole = number_detail::floor(x);
  int shift = 0;
  // A positive number of bounded size is bounded away from zero, so the doubling ends.
  while (whole.is_zero()) {
    shift = shift == 0 ? 20 : 2 * shift;
    whole = number_detail::floor(scaled_by_ten(x, shift));
  }
  return static_cast<int>(whole.str().size()) - 1 - shift;
}

constexpr int smallest_plain_exponent = -7;
constexpr int plain_exponent_end = 21;

/// Places the point in the significant digits of a number of the given decimal exponent.
std::string place_point(std::string digits, int exponent) {
  const auto count = static_cast<int>(digits.size());
  if (exponent < smallest_plain_exponent || exponent >= plain_exponent_end) {
    if (count > 1) {
      digits.insert(1, 1, '.');
    }
    return digits + "×10^" + std::to_string(exponent);
  }
  if (exponent < 0) {
    return "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
  }
  if (exponent + 1 < count) {
    digits.insert(static_cast<std::size_t>(exponent) + 1, 1, '.');
  } else {
    digits.append(static_cast<std::size_t>(exponent + 1 - count), '0');
  }
  return digits;
}

void strip_trailing_zeros(std::string& digits) {
  digits.erase(std::max<std::size_t>(digits.find_last_not_of('0') + 1, 1));
}

/// Digits of x > 0, of known decimal exponent, cut off after `significant` of them.
Approximation approximate_positive(const Parts& x, int exponent, unsigned significant) {
  const Parts scaled = scaled_by_ten(x, static_cast<int>(significant) - 1 - exponent);
  const Integer whole = number_detail::floor(scaled);
  Approximation result;
  result.exact = scaled.is_rational() &&
                 scaled.rational.numerator == whole * scaled.rational.denominator;
  std::string digits = whole.str();
  if (result.exact) {
    strip_trailing_zeros(digits);
  }
  result.text = place_point(std::move(digits), exponent);
  return result;
}

/// For readers: so many places after the point, or significant digits when far from one.
Approximation approximate_places(const Number& x, unsigned places) {
  const Parts parts = Access::parts(absolute(x));
  const int exponent = decimal_exponent(parts);
  const bool whole_digits = exponent >= 0 && exponent < plain_exponent_end;
  const bool leading_zeros = exponent < 0 && exponent >= smallest_plain_exponent;
  const unsigned before_point =
      whole_digits ? static_cast<unsigned>(exponent) + 1 : (leading_zeros ? 0 : 1);
  const unsigned significant = places + before_point;
  Approximation result = approximate_positive(parts, exponent, std::max(significant, 1U));
  if (x.sign() < 0) {
    result.text.insert(0, 1, '-');
  }
  return result;
}

std::string marked_approximation(const Number& x, const TextOptions& options) {
  const Approximation found = approximate_places(x, options.approximate_places);
  if (found.exact) {
    return " = " + found.text;
  }
  const std::size_t power = found.text.find("×");
  return " ≈ " + found.text.substr(0, power) + "…" +
         (power == std::string::npos ? "" : found.text.substr(power));
}

}  // namespace

Approximation approximate(const Number& x, unsigned significant_digits) {
  if (x.is_zero()) {
    return {"0", true};
  }
  const Parts parts = Access::parts(absolute(x));
  Approximation result =
      approximate_positive(parts, decimal_exponent(parts), std::max(significant_digits, 1U));
  if (x.sign() < 0) {
    result.text.insert(0, 1, '-');
  }
  return result;
}

std::optional<std::string> to_decimal_text(const Number& x, unsigned largest_decimal_places) {
  if (!x.is_rational()) {
    return std::nullopt;
  }
  // Where the shortcut applies a decimal has at most 37 places: for 2^a * 5^b below 2^63 the scaled
  // numerator, a multiple of 5^(a-b) or 2^(b-a), fits a word only if |a - b| <= 27.
  if (x.is_small() && largest_decimal_places >= 40) {
    if (std::optional<std::string> text = small_decimal_text(x)) {
      return text;
    }
  }
  return decimal_text(Access::parts(x).rational, largest_decimal_places);
}

std::string to_fraction_text(const Number& x) {
  const Parts parts = Access::parts(x);
  return parts.is_rational() ? fraction_text(parts.rational, unclipped)
                             : surd_text(parts, unclipped);
}

std::string to_exact_text(const Number& x) {
  std::optional<std::string> decimal = to_decimal_text(x);
  return decimal ? *std::move(decimal) : to_fraction_text(x);
}

std::string to_text(const Number& x, const TextOptions& options) {
  if (const std::optional<std::string> decimal = to_decimal_text(x)) {
    const std::string text = clipped(*decimal, options);
    return text == *decimal || x.is_integer() ? text : text + marked_approximation(x, options);
  }
  const Parts parts = Access::parts(x);
  const std::string exact = parts.is_rational() ? fraction_text(parts.rational, options)
                                                : surd_text(parts, options);
  return exact + marked_approximation(x, options);
}

}  // namespace norma
