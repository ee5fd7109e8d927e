#pragma once
// The checker's own numbers: a + b * sqrt(c) over big integers, written for plainness. Nothing here is shared with src/number.
#include <optional>
#include <string>
#include <string_view>

#include <boost/multiprecision/cpp_int.hpp>

namespace norma::checker {

using Integer = boost::multiprecision::cpp_int;

/// A reduced fraction; the denominator is positive.
struct Fraction {
  Integer top = 0, bottom = 1;

  Fraction() = default;
  Fraction(Integer whole) : top(std::move(whole)) {}
  Fraction(int whole) : top(whole) {}
  Fraction(Integer numerator, Integer denominator);

  [[nodiscard]] int sign() const { return top.sign(); }
  [[nodiscard]] bool whole() const { return bottom == 1; }
  bool operator==(const Fraction&) const = default;
};
Fraction operator+(const Fraction& x, const Fraction& y);
Fraction operator-(const Fraction& x, const Fraction& y);
Fraction operator*(const Fraction& x, const Fraction& y);
/// `y` is not zero.
Fraction operator/(const Fraction& x, const Fraction& y);
Fraction operator-(const Fraction& x);

/// plain + factor * sqrt(root). INVARIANT: `factor` is zero exactly if `root` is 0; otherwise `root` is above 1 and no square.
class Exact {
 public:
  Exact() = default;
  Exact(Fraction value) : plain_(std::move(value)) {}
  Exact(Integer whole) : plain_(std::move(whole)) {}
  Exact(std::int64_t whole) : plain_(Integer(whole)) {}
  Exact(int whole) : plain_(whole) {}
  /// `under` is not negative.
  Exact(Fraction plain, const Fraction& factor, const Fraction& under);

  [[nodiscard]] const Fraction& plain() const { return plain_; }
  [[nodiscard]] const Fraction& factor() const { return factor_; }
  [[nodiscard]] const Integer& root() const { return root_; }
  [[nodiscard]] bool rational() const { return root_.is_zero(); }
  [[nodiscard]] bool whole() const { return rational() && plain_.whole(); }
  [[nodiscard]] int sign() const;
  [[nodiscard]] bool is_zero() const { return sign() == 0; }

 private:
  Fraction plain_, factor_;
  Integer root_ = 0;
};

/// -1, 0, 1; exact between any two numbers.
int compare(const Exact& x, const Exact& y);
inline bool operator==(const Exact& x, const Exact& y) { return compare(x, y) == 0; }
inline bool operator<(const Exact& x, const Exact& y) { return compare(x, y) < 0; }

/// A number, or the code of the error in its place (reference, section 7).
struct Result {
  Exact value;
  const char* error = nullptr;

  Result(Exact number) : value(std::move(number)) {}
  static Result failed(const char* code) { Result result{Exact()}; result.error = code; return result; }
  explicit operator bool() const { return error == nullptr; }
};

Exact negate(const Exact& x);
Result add(const Exact& x, const Exact& y);
Result subtract(const Exact& x, const Exact& y);
Result multiply(const Exact& x, const Exact& y);
Result divide(const Exact& x, const Exact& y);
Result power(const Exact& base, const Exact& exponent);
Result square_root(const Exact& x);
Integer floor(const Exact& x);
/// x - y * floor(x / y), and floor(x / y).
Result modulo(const Exact& x, const Exact& y);
Result floor_divide(const Exact& x, const Exact& y);

enum class Rounding { half_up, half_even, half_down, up, down, ceiling, floor };
Integer round(const Exact& x, Rounding mode);
/// To a multiple of the step.
Result round(const Exact& x, const Exact& step, Rounding mode);

/// `8.5`, `-7/3`, `1/2 - 3*sqrt(5)`: exact and in full; a decimal of more than 1000 places is written as a fraction.
std::string text_of(const Exact& x);
/// Reads what text_of writes, and decimals with an exponent. Nothing for anything else.
std::optional<Exact> exact_of(std::string_view text);

}  // namespace norma::checker
