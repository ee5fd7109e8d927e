#include "checker/exact.hpp"

#include "checker/cannot_tell.hpp"

namespace norma::checker {
namespace {

namespace mp = boost::multiprecision;

// Numbers beyond this are left to the evaluator's own limit.
constexpr unsigned most_bits = 1U << 17;

void check_size(const Fraction& x) {
  if ((x.top != 0 && mp::msb(mp::abs(x.top)) > most_bits) || mp::msb(x.bottom) > most_bits) throw CannotTell("a number is too large");
}

bool is_square(const Integer& x, Integer& root) {
  if (x < 0) return false;
  root = mp::sqrt(x);
  return root * root == x;
}

// sqrt(x) = outside * sqrt(inside), `inside` free of the squares of small primes and not a square itself unless it is 1.
void take_squares(const Integer& x, Integer& outside, Integer& inside) {
  outside = 1;
  inside = x;
  Integer root;
  for (unsigned prime = 2; prime < 300'000 && Integer(prime) * prime <= inside; ++prime) {
    const Integer square = Integer(prime) * prime;
    while (inside % square == 0) {
      inside /= square;
      outside *= prime;
    }
    if (prime % 1024 == 0 && is_square(inside, root)) break;
  }
  if (is_square(inside, root)) {
    outside *= root;
    inside = 1;
  }
}

// The sign of a + b * sqrt(c).
int sign_of(const Fraction& a, const Fraction& b, const Integer& c) {
  const int left = a.sign();
  const int right = c.is_zero() ? 0 : b.sign();
  if (left == 0 || right == 0 || left == right) return left != 0 ? left : right;
  const Fraction difference = a * a - b * b * Fraction(c);
  return difference.sign() == 0 ? 0 : (difference.sign() > 0 ? left : right);
}

// floor(b * sqrt(c)) for a whole b, c no square.
Integer floor_of_root(const Integer& b, const Integer& c) {
  const Integer root = mp::sqrt(Integer(b * b * c));
  if (b.sign() >= 0) return root;
  return -root - (root * root == b * b * c ? 0 : 1);
}

Integer floor_quotient(const Integer& top, const Integer& bottom) {
  Integer quotient, rest;
  mp::divide_qr(top, bottom, quotient, rest);
  return rest.sign() < 0 ? Integer(quotient - 1) : quotient;
}

// Gives y the root of x, if the product of the two roots is a square.
bool align(const Exact& x, const Exact& y, Exact& aligned) {
  if (x.rational() || y.rational() || x.root() == y.root()) {
    aligned = y;
    return true;
  }
  Integer root;
  if (!is_square(x.root() * y.root(), root)) return false;
  // sqrt(d) = sqrt(c * d) / c * sqrt(c)
  aligned = Exact(y.plain(), y.factor() * Fraction(root, x.root()), Fraction(x.root()));
  return true;
}

}  // namespace

Fraction::Fraction(Integer numerator, Integer denominator) : top(std::move(numerator)), bottom(std::move(denominator)) {
  if (bottom < 0) {
    top = -top;
    bottom = -bottom;
  }
  const Integer common = mp::gcd(top, bottom);
  if (common > 1) {
    top /= common;
    bottom /= common;
  }
  check_size(*this);
}

Fraction operator+(const Fraction& x, const Fraction& y) { return {x.top * y.bottom + y.top * x.bottom, x.bottom * y.bottom}; }
Fraction operator-(const Fraction& x, const Fraction& y) { return {x.top * y.bottom - y.top * x.bottom, x.bottom * y.bottom}; }
Fraction operator*(const Fraction& x, const Fraction& y) { return {x.top * y.top, x.bottom * y.bottom}; }
Fraction operator/(const Fraction& x, const Fraction& y) { return {x.top * y.bottom, x.bottom * y.top}; }
Fraction operator-(const Fraction& x) { return {-x.top, x.bottom}; }

Exact::Exact(Fraction plain, const Fraction& factor, const Fraction& under) : plain_(std::move(plain)) {
  if (factor.sign() == 0 || under.sign() == 0) return;
  // sqrt(p/q) = sqrt(p * q) / q
  Integer outside, inside;
  take_squares(under.top * under.bottom, outside, inside);
  const Fraction scaled = factor * Fraction(outside, under.bottom);
  if (inside == 1) {
    plain_ = plain_ + scaled;
    return;
  }
  factor_ = scaled;
  root_ = inside;
}

int Exact::sign() const { return sign_of(plain_, factor_, root_); }

int compare(const Exact& x, const Exact& y) {
  const Fraction plain = x.plain() - y.plain();
  if (x.rational() || y.rational() || x.root() == y.root()) {
    const Integer& root = x.rational() ? y.root() : x.root();
    return sign_of(plain, (x.rational() ? Fraction() : x.factor()) - (y.rational() ? Fraction() : y.factor()), root);
  }
  // plain + b sqrt(c) against d sqrt(e): by signs, then by squares.
  const int left = sign_of(plain, x.factor(), x.root());
  const int right = y.factor().sign();
  if (left != right) return left < right ? -1 : 1;
  const Fraction squared = plain * plain + x.factor() * x.factor() * Fraction(x.root()) - y.factor() * y.factor() * Fraction(y.root());
  return left * sign_of(squared, plain * x.factor() * Fraction(2), x.root());
}

Exact negate(const Exact& x) { return x.rational() ? Exact(-x.plain()) : Exact(-x.plain(), -x.factor(), Fraction(x.root())); }

Result add(const Exact& x, const Exact& y) {
  Exact other;
  if (!align(x, y, other)) return Result::failed("mixed-radicands");
  if (x.rational() && other.rational()) return Exact(x.plain() + other.plain());
  return Exact(x.plain() + other.plain(), x.factor() + other.factor(), Fraction(x.rational() ? other.root() : x.root()));
}

Result subtract(const Exact& x, const Exact& y) { return add(x, negate(y)); }

Result multiply(const Exact& x, const Exact& y) {
  if (x.is_zero() || y.is_zero()) return Exact();
  if (x.rational() && y.rational()) return Exact(x.plain() * y.plain());
  Exact other;
  if (align(x, y, other)) {
    const Integer root = x.rational() ? other.root() : x.root();
    const Fraction squared = x.factor() * other.factor() * Fraction(root);
    return Exact(x.plain() * other.plain() + squared, x.plain() * other.factor() + x.factor() * other.plain(), Fraction(root));
  }
  if (x.plain().sign() != 0 || y.plain().sign() != 0) return Result::failed("mixed-radicands");
  return Exact(Fraction(), x.factor() * y.factor(), Fraction(x.root() * y.root()));
}

Result divide(const Exact& x, const Exact& y) {
  if (y.is_zero()) return Result::failed("division-by-zero");
  if (y.rational()) return x.rational() ? Exact(x.plain() / y.plain()) : Exact(x.plain() / y.plain(), x.factor() / y.plain(), Fraction(x.root()));
  // 1 / (a + b sqrt(c)) = (a - b sqrt(c)) / (a^2 - b^2 c)
  const Fraction norm = y.plain() * y.plain() - y.factor() * y.factor() * Fraction(y.root());
  return multiply(x, Exact(y.plain() / norm, -(y.factor() / norm), Fraction(y.root())));
}

Result power(const Exact& base, const Exact& exponent) {
  if (!exponent.whole()) return Result::failed("exponent-not-integer");
  const Integer n = exponent.plain().top;
  if (n == 0 || base == Exact(1)) return Exact(1);
  if (base.is_zero()) return n < 0 ? Result::failed("division-by-zero") : Result(Exact());
  if (base == Exact(-1)) return Exact(n % 2 == 0 ? 1 : -1);
  if (mp::abs(n) > 100'000) throw CannotTell("a power is too large");
  Result factor = n < 0 ? divide(Exact(1), base) : Result(base);
  Result product{Exact(1)};
  for (auto rest = static_cast<unsigned>(mp::abs(n)); rest > 0 && factor && product; rest /= 2) {
    if (rest % 2 == 1) product = multiply(product.value, factor.value);
    if (rest > 1) factor = multiply(factor.value, factor.value);
  }
  return factor ? product : factor;
}

Result square_root(const Exact& x) {
  if (x.sign() < 0) return Result::failed("root-of-negative");
  if (!x.rational()) return Result::failed("root-of-irrational");
  return Exact(Fraction(), Fraction(1), x.plain());
}

Integer floor(const Exact& x) {
  if (x.rational()) return floor_quotient(x.plain().top, x.plain().bottom);
  // (P + Q sqrt(c)) / D
  const Integer below = x.plain().bottom * x.factor().bottom;
  const Integer p = x.plain().top * x.factor().bottom;
  const Integer q = x.factor().top * x.plain().bottom;
  return floor_quotient(p + floor_of_root(q, x.root()), below);
}

Result floor_divide(const Exact& x, const Exact& y) {
  const Result quotient = divide(x, y);
  return quotient ? Result(Exact(floor(quotient.value))) : quotient;
}

Result modulo(const Exact& x, const Exact& y) {
  const Result whole = floor_divide(x, y);
  if (!whole) return whole;
  const Result product = multiply(y, whole.value);
  return product ? subtract(x, product.value) : product;
}

Integer round(const Exact& x, Rounding mode) {
  const Integer low = floor(x);
  if (x == Exact(low)) return low;
  const int half = compare(x, Exact(Fraction(2 * low + 1, 2)));
  const bool negative = x.sign() < 0;
  bool up = half > 0;
  switch (mode) {
    case Rounding::ceiling: up = true; break;
    case Rounding::floor: up = false; break;
    case Rounding::up: up = !negative; break;
    case Rounding::down: up = negative; break;
    case Rounding::half_up: up = half > 0 || (half == 0 && !negative); break;
    case Rounding::half_down: up = half > 0 || (half == 0 && negative); break;
    case Rounding::half_even: up = half > 0 || (half == 0 && low % 2 != 0); break;
  }
  return up ? Integer(low + 1) : low;
}

Result round(const Exact& x, const Exact& step, Rounding mode) {
  if (step.sign() <= 0) return Result::failed("step-not-positive");
  const Result steps = divide(x, step);
  return steps ? multiply(Exact(round(steps.value, mode)), step) : steps;
}

// ---- text --------------------------------------------------------------------------------------------------------------------

namespace {

constexpr unsigned most_places = 1000;

std::string fraction_text(const Fraction& x) { return x.whole() ? x.top.str() : x.top.str() + "/" + x.bottom.str(); }

// A decimal that ends, or a fraction.
std::string plain_text(const Fraction& x) {
  Integer rest = x.bottom;
  unsigned twos = 0;
  unsigned fives = 0;
  for (; rest % 2 == 0; rest /= 2) ++twos;
  for (; rest % 5 == 0; rest /= 5) ++fives;
  const unsigned places = std::max(twos, fives);
  if (rest != 1 || places > most_places) return fraction_text(x);
  if (places == 0) return x.top.str();
  Integer digits_value = mp::abs(x.top) * mp::pow(Integer(10), places) / x.bottom;
  std::string digits = digits_value.str();
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  digits.insert(digits.size() - places, 1, '.');
  return x.sign() < 0 ? "-" + digits : digits;
}

bool all_digits(std::string_view text) { return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos; }

bool is_integer(std::string_view text) {
  if (!text.empty() && text.front() == '-') text.remove_prefix(1);
  return all_digits(text) && text.size() <= 40'000 && (text.size() == 1 || text.front() != '0');
}

Integer integer_of(std::string_view text) {
  const bool negative = text.front() == '-';
  const Integer value{std::string(negative ? text.substr(1) : text)};
  return negative ? Integer(-value) : value;
}

std::optional<Fraction> decimal_of(std::string_view text) {
  const std::size_t mark = text.find_first_of("eE");
  int exponent = 0;
  if (mark != std::string_view::npos) {
    std::string_view power = text.substr(mark + 1);
    const bool negative = power.starts_with('-');
    if (negative || power.starts_with('+')) power.remove_prefix(1);
    if (!all_digits(power) || power.size() > 5) return std::nullopt;
    exponent = std::stoi(std::string(power)) * (negative ? -1 : 1);
    if (exponent > 1000 || exponent < -1000) return std::nullopt;
    text = text.substr(0, mark);
  }
  const std::size_t point = text.find('.');
  std::string digits(text.substr(0, point));
  if (!is_integer(digits)) return std::nullopt;
  const bool negative = digits.front() == '-';
  if (point != std::string_view::npos) {
    const std::string_view places = text.substr(point + 1);
    if (!all_digits(places) || places.size() > 40'000) return std::nullopt;
    digits += places;
    exponent -= static_cast<int>(places.size());
  }
  digits.erase(0, negative ? 1 : 0);
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
  Integer value(digits);
  if (negative) value = -value;
  const Integer scale = mp::pow(Integer(10), static_cast<unsigned>(exponent < 0 ? -exponent : exponent));
  return exponent < 0 ? Fraction(value, scale) : Fraction(value * scale);
}

std::optional<Fraction> plain_of(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return decimal_of(text);
  const std::string_view below = text.substr(slash + 1);
  if (!is_integer(text.substr(0, slash)) || !is_integer(below) || below.front() == '-' || below == "0") return std::nullopt;
  return Fraction(integer_of(text.substr(0, slash)), integer_of(below));
}

// `3*sqrt(5)`, `sqrt(5)`, with a minus sign in front perhaps.
std::optional<Exact> root_of(std::string_view text, const Fraction& plain, bool subtracted) {
  const std::size_t start = text.find("sqrt(");
  if (start == std::string_view::npos || !text.ends_with(')')) return std::nullopt;
  const std::string_view under = text.substr(start + 5, text.size() - start - 6);
  Fraction factor(1);
  std::string_view before = text.substr(0, start);
  if (before == "-") factor = Fraction(-1);
  else if (!before.empty()) {
    if (!before.ends_with('*')) return std::nullopt;
    const auto read = plain_of(before.substr(0, before.size() - 1));
    if (!read) return std::nullopt;
    factor = *read;
  }
  if (!is_integer(under) || under.front() == '-') return std::nullopt;
  return Exact(plain, subtracted ? -factor : factor, Fraction(integer_of(under)));
}

}  // namespace

std::string text_of(const Exact& x) {
  if (x.rational()) return plain_text(x.plain());
  Fraction factor = x.factor();
  const bool negative = factor.sign() < 0;
  if (negative) factor = -factor;
  const std::string root = (factor == Fraction(1) ? "" : fraction_text(factor) + "*") + "sqrt(" + x.root().str() + ")";
  if (x.plain().sign() == 0) return negative ? "-" + root : root;
  return fraction_text(x.plain()) + (negative ? " - " : " + ") + root;
}

std::optional<Exact> exact_of(std::string_view text) {
  if (text.find("sqrt") == std::string_view::npos) {
    const auto plain = plain_of(text);
    return plain ? std::optional<Exact>(*plain) : std::nullopt;
  }
  std::size_t sign = text.find(" + ");
  const bool subtracted = sign == std::string_view::npos;
  if (subtracted) sign = text.find(" - ");
  if (sign == std::string_view::npos) return root_of(text, Fraction(), false);
  const auto plain = plain_of(text.substr(0, sign));
  return plain ? root_of(text.substr(sign + 3), *plain, subtracted) : std::nullopt;
}

}  // namespace norma::checker
