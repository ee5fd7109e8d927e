/// Arithmetic against a naive model: big rationals of another implementation, without fast paths.

#include <boost/multiprecision/cpp_int.hpp>
#include <vector>

#include "support.hpp"

using namespace norma;
using namespace norma::test;

namespace {

using Model = boost::multiprecision::cpp_rational;
using ModelInteger = boost::multiprecision::cpp_int;

std::string text_of(const Model& x) {
  const std::string numerator = boost::multiprecision::numerator(x).str();
  const ModelInteger denominator = boost::multiprecision::denominator(x);
  return denominator == 1 ? numerator : numerator + "/" + denominator.str();
}

ModelInteger model_floor(const Model& x) {
  const ModelInteger numerator = boost::multiprecision::numerator(x);
  const ModelInteger denominator = boost::multiprecision::denominator(x);
  ModelInteger quotient = numerator / denominator;
  return numerator < quotient * denominator ? ModelInteger(quotient - 1) : quotient;
}

/// One value in both implementations, built from up to three words to reach 192 bits.
struct Pair {
  Number number;
  Model model;
};

Pair random_pair(std::mt19937_64& random) {
  ModelInteger parts[2] = {1, 1};
  for (ModelInteger& part : parts) {
    for (auto words = random() % 3 + 1; words != 0; --words) {
      part = part * (random_word(random) | 1) + random_word(random, 8);
    }
  }
  const Model model(parts[0], parts[1] == 0 ? ModelInteger(1) : parts[1]);
  return {number(text_of(model)), model};
}

/// Same value, and the same bytes whichever way it came about.
void check_same(const Outcome& actual, const Model& expected) {
  REQUIRE(actual.fault == ArithmeticFault::none);
  REQUIRE(to_fraction_text(actual.value) == text_of(expected));
  const Number read = number(text_of(expected));
  REQUIRE(actual.value == read);
  REQUIRE(actual.value.is_small() == read.is_small());
  REQUIRE(actual.value.hash() == read.hash());
}

}  // namespace

TEST_CASE("arithmetic agrees with the model", "[number][property]") {
  std::mt19937_64 random(3);
  for (int i = 0; i < 4000; ++i) {
    const Pair x = random_pair(random);
    const Pair y = random_pair(random);
    check_same(add(x.number, y.number), x.model + y.model);
    check_same(subtract(x.number, y.number), x.model - y.model);
    check_same(multiply(x.number, y.number), x.model * y.model);
    check_same(Outcome{negate(x.number)}, -x.model);
    check_same(Outcome{floor(x.number)}, Model(model_floor(x.model)));
    check_same(Outcome{ceiling(x.number)}, Model(-model_floor(-x.model)));
    if (y.model != 0) {
      const Model quotient = x.model / y.model;
      check_same(divide(x.number, y.number), quotient);
      check_same(floor_division(x.number, y.number), Model(model_floor(quotient)));
      check_same(modulo(x.number, y.number), x.model - y.model * Model(model_floor(quotient)));
    }
    REQUIRE((x.number < y.number) == (x.model < y.model));
    REQUIRE((x.number == y.number) == (x.model == y.model));
  }
}

TEST_CASE("word arithmetic agrees with the model", "[number][property]") {
  std::mt19937_64 random(4);
  for (int i = 0; i < 20'000; ++i) {
    const std::int64_t a = random_word(random);
    const std::int64_t b = random_word(random) | 1;
    const std::int64_t c = random_word(random);
    const std::int64_t d = i % 4 == 0 ? b : random_word(random) | 1;
    const Number x = Number::ratio(a, b);
    const Number y = Number::ratio(c, d);
    const Model p = Model(a) / b;
    const Model q = Model(c) / d;
    check_same(Outcome{x}, p);
    check_same(add(x, y), p + q);
    check_same(subtract(x, y), p - q);
    check_same(multiply(x, y), p * q);
    if (c != 0) {
      check_same(divide(x, y), p / q);
    }
    REQUIRE((x < y) == (p < q));
  }
}

TEST_CASE("rounding lands on the multiple the mode names", "[number][property]") {
  std::mt19937_64 random(7);
  for (int i = 0; i < 3000; ++i) {
    const Pair x = random_pair(random);
    const Model low = model_floor(x.model);
    const Model distance = x.model - low;
    const bool negative = x.model < 0;
    const bool odd = boost::multiprecision::numerator(low) % 2 != 0;
    const Model half(1, 2);
    const Model high = distance == 0 ? low : low + 1;
    const Model away = negative ? low : high;
    const Model toward = negative ? high : low;
    const Model nearest = distance < half ? low : high;
    const bool tie = distance == half;
    const auto rounded = [&x](RoundingMode mode) {
      return Outcome{round_to_integer(x.number, mode)};
    };
    check_same(rounded(RoundingMode::up), away);
    check_same(rounded(RoundingMode::down), toward);
    check_same(rounded(RoundingMode::ceiling), high);
    check_same(rounded(RoundingMode::floor), low);
    check_same(rounded(RoundingMode::half_up), tie ? away : nearest);
    check_same(rounded(RoundingMode::half_down), tie ? toward : nearest);
    check_same(rounded(RoundingMode::half_even), tie ? (odd ? high : low) : nearest);
  }
}

TEST_CASE("the order of numbers of all kinds is total", "[number][property]") {
  std::mt19937_64 random(8);
  std::vector<Number> numbers = {0, 1, -1, Number::ratio(1, 2), root("2"), negate(root("2")),
                                 root("8"), sum(1, root("2")), number("1e30"), root("1e31")};
  for (int i = 0; i < 25; ++i) {
    const Number a = Number::ratio(random_word(random, 6), 4);
    const Number b = Number::ratio(random_word(random, 6), 3);
    const Number c = value_of(square_root(static_cast<int>(random() % 40)));
    numbers.push_back(sum(a, product(b, c)));
  }
  for (const Number& x : numbers) {
    REQUIRE((x <=> x) == std::strong_ordering::equal);
    for (const Number& y : numbers) {
      REQUIRE((x <=> y) == (0 <=> (y <=> x)));
      REQUIRE((x == y) == ((x <=> y) == 0));
      if (x == y) {
        REQUIRE(x.hash() == y.hash());
      }
      const Outcome gap = subtract(x, y);
      if (gap) {
        REQUIRE((x <=> y) == (gap.value.sign() <=> 0));
      }
      for (const Number& z : numbers) {
        if (x <= y && y <= z && !(x <= z)) {
          FAIL("not transitive");
        }
      }
    }
  }
}

TEST_CASE("exact text of a rational is read back as the same number", "[number][property]") {
  std::mt19937_64 random(9);
  for (int i = 0; i < 3000; ++i) {
    const Pair x = random_pair(random);
    REQUIRE(number(to_exact_text(x.number)) == x.number);
    REQUIRE(number(to_fraction_text(x.number)) == x.number);
  }
}
