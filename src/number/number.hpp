#pragma once

/// The number of the language: an element of Q, or a + b * sqrt(c) with rational a, b and c,
/// kept exactly. See README.md in this folder for the representation and its invariants.

#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>

#include "number/rounding.hpp"

namespace norma {

namespace number_detail {
struct LargeNumber;
class Access;
}  // namespace number_detail

/// Built-in integers whose every value fits 64 signed bits.
template <typename T>
concept MachineInteger = std::integral<T> && !std::same_as<T, bool> &&
                         sizeof(T) <= sizeof(std::int64_t) &&
                         (std::signed_integral<T> || sizeof(T) < sizeof(std::int64_t));

/// An immutable exact number with value semantics. Copies are cheap; equal values are
/// indistinguishable through ==, <=> and hash().
class Number {
 public:
  /// Zero.
  Number() noexcept = default;

  template <MachineInteger T>
  Number(T value) noexcept : numerator_(value) {}

  /// Binary floating point has no place in this language.
  template <std::floating_point T>
  Number(T) = delete;

  /// numerator / denominator in canonical form.
  /// The denominator must not be zero; use `divide` where it is not known.
  static Number ratio(std::int64_t numerator, std::int64_t denominator);

  bool is_rational() const noexcept;
  bool is_integer() const noexcept;
  bool is_zero() const noexcept { return large_ == nullptr && numerator_ == 0; }

  /// A rational whose reduced numerator and denominator fit 64 signed bits.
  bool is_small() const noexcept { return large_ == nullptr; }

  /// Reduced parts; only for small numbers. The denominator is positive.
  std::int64_t small_numerator() const noexcept { return numerator_; }
  std::int64_t small_denominator() const noexcept { return denominator_; }

  /// Reduced parts of a rational as decimal digits; of an irrational number those of a, in
  /// a + b * sqrt(c). The denominator is positive.
  std::string numerator() const;
  std::string denominator() const;

  /// -1, 0 or 1; exact for irrational numbers as well.
  int sign() const;

  /// Bits in the longest integer of the representation: the measure a Budget limits, and a fair
  /// price for one operation on this value.
  std::size_t bit_size() const;

  /// Equal values have equal hashes, whatever their radicands.
  std::size_t hash() const;

  friend bool operator==(const Number& x, const Number& y) {
    if (x.is_small() && y.is_small()) {
      return x.numerator_ == y.numerator_ && x.denominator_ == y.denominator_;
    }
    return equal_large(x, y);
  }

  friend std::strong_ordering operator<=>(const Number& x, const Number& y) {
    if (x.is_small() && y.is_small() && x.denominator_ == y.denominator_) {
      return x.numerator_ <=> y.numerator_;
    }
    return compare_general(x, y);
  }

 private:
  friend class number_detail::Access;

  static bool equal_large(const Number& x, const Number& y);
  static std::strong_ordering compare_general(const Number& x, const Number& y);

  // INVARIANT (canonical): large_ is null exactly when the value is a rational whose reduced
  // numerator and denominator fit; then these two members hold it, reduced, denominator positive.
  std::int64_t numerator_ = 0;
  std::int64_t denominator_ = 1;
  std::shared_ptr<const number_detail::LargeNumber> large_;
};

/// Why an operation has no value.
enum class ArithmeticFault : std::uint8_t {
  none,
  division_by_zero,      ///< divisor or modulus zero, or zero to a negative power
  root_of_negative,      ///< square root of a negative number
  root_of_irrational,    ///< square root of a number that is itself irrational
  mixed_radicands,       ///< the result would need two different square roots: round first
  size_limit,            ///< the result would exceed the budget
  exponent_not_integer,  ///< only integer exponents are defined
  step_not_positive,     ///< rounding to a step of zero or less
  places_limit           ///< rounding to more places than `largest_places` either way
};

/// A short lower-case phrase naming the fault, for messages; empty for none.
const char* describe(ArithmeticFault fault);

/// A value, or the reason why there is none (the value is then zero).
struct Outcome {
  Number value;
  ArithmeticFault fault = ArithmeticFault::none;

  explicit operator bool() const noexcept { return fault == ArithmeticFault::none; }
};

/// What a single operation may cost. It is checked before the operation, by estimate.
struct Budget {
  /// The most bits any integer in a result may have; at least 256.
  std::uint32_t bits = 1U << 16;
};

/// The most decimal places `round_to_places` accepts, left or right of the point.
inline constexpr int largest_places = 1000;

Outcome add(const Number& x, const Number& y, const Budget& budget = {});
Outcome subtract(const Number& x, const Number& y, const Budget& budget = {});
Outcome multiply(const Number& x, const Number& y, const Budget& budget = {});

/// x / y, exact; division by an irrational number is rationalised.
Outcome divide(const Number& x, const Number& y, const Budget& budget = {});

Number negate(const Number& x);
Number absolute(const Number& x);

/// base ^ exponent for an integer exponent. 0^0 is 1; 0 to a negative power is division_by_zero.
/// Powers of 0, 1 and -1 are defined for every integer exponent, however large.
Outcome power(const Number& base, const Number& exponent, const Budget& budget = {});

/// The exact square root of a rational number that is not negative.
Outcome square_root(const Number& x, const Budget& budget = {});

/// The greatest integer not above x; the least integer not below x; the integer part toward zero.
Number floor(const Number& x);
Number ceiling(const Number& x);
Number truncate(const Number& x);

/// floor(x / y).
Outcome floor_division(const Number& x, const Number& y, const Budget& budget = {});

/// x - y * floor(x / y): zero or of the sign of y, and smaller than y in magnitude.
Outcome modulo(const Number& x, const Number& y, const Budget& budget = {});

/// The integer next to x that the mode selects.
Number round_to_integer(const Number& x, RoundingMode mode);

/// The multiple of the step next to x that the mode selects; the step must be positive.
Outcome round_to_step(const Number& x, const Number& step, RoundingMode mode,
                      const Budget& budget = {});

/// x rounded to a multiple of 10^-places; places may be negative (-2 rounds to hundreds).
Outcome round_to_places(const Number& x, int places, RoundingMode mode,
                        const Budget& budget = {});

inline Number minimum(const Number& x, const Number& y) { return y < x ? y : x; }
inline Number maximum(const Number& x, const Number& y) { return y > x ? y : x; }

}  // namespace norma

template <>
struct std::hash<norma::Number> {
  std::size_t operator()(const norma::Number& x) const { return x.hash(); }
};
