// Random arithmetic against fractions of machine integers that are reduced after every step.
#include <numeric>
#include <optional>

#include "rules_under_test.hpp"
#include "run/value_text.hpp"

namespace norma::property_test {
namespace {

__extension__ using Wide = __int128;

/// A fraction; nothing where the model gives up, `error` where there is no value.
struct Fraction {
  std::int64_t top = 0, bottom = 1;
  bool error = false;
};
using Modelled = std::optional<Fraction>;

std::int64_t floor_of(const Fraction& a) { return a.top / a.bottom - (a.top % a.bottom < 0 ? 1 : 0); }
Wide absolute(Wide a) { return a < 0 ? -a : a; }

Modelled reduced(Wide top, Wide bottom) {
  constexpr Wide most = Wide{1} << 40;
  if (absolute(top) > most || absolute(bottom) > most) return std::nullopt;
  if (bottom == 0) return Fraction{0, 1, true};
  const auto divisor = std::gcd(static_cast<std::int64_t>(top), static_cast<std::int64_t>(bottom));
  const std::int64_t sign = bottom < 0 ? -1 : 1;
  return Fraction{sign * static_cast<std::int64_t>(top) / divisor, sign * static_cast<std::int64_t>(bottom) / divisor, false};
}

Modelled whole(std::int64_t value) { return Fraction{value, 1, false}; }

Modelled apply(const std::string& operation, const Fraction& a, const Fraction& b) {
  if (a.error || b.error) return Fraction{0, 1, true};
  const Wide x = Wide{a.top} * b.bottom, y = Wide{b.top} * a.bottom, bottom = Wide{a.bottom} * b.bottom;
  if (operation == "+") return reduced(x + y, bottom);
  if (operation == "-") return reduced(x - y, bottom);
  if (operation == "*") return reduced(Wide{a.top} * b.top, bottom);
  if (operation == "min") return x < y ? a : b;
  if (operation == "max") return x < y ? b : a;
  const Modelled quotient = reduced(x, y);
  if (operation == "/" || !quotient || quotient->error) return quotient;
  const std::int64_t floor = floor_of(*quotient);
  return operation == "div" ? whole(floor) : reduced(x - Wide{floor} * y, bottom);
}

Modelled apply(const std::string& operation, const Fraction& a) {
  if (a.error) return a;
  if (operation == "abs") return Fraction{a.top < 0 ? -a.top : a.top, a.bottom, false};
  if (operation == "-") return Fraction{-a.top, a.bottom, false};
  if (operation == "floor") return whole(floor_of(a));
  return whole(-floor_of({-a.top, a.bottom, false}));
}

Modelled half_up(const Fraction& a) {
  if (a.error) return a;
  const std::int64_t size = floor_of({2 * (a.top < 0 ? -a.top : a.top) + a.bottom, 2 * a.bottom, false});
  return whole(a.top < 0 ? -size : size);
}

struct Expression {
  std::string text;
  Modelled value;
};

Expression make(Random& random, const std::vector<std::int64_t>& facts, int depth) {
  const std::size_t form = depth == 0 ? below(random, 2) : below(random, 9);
  if (form == 0) {
    const std::size_t fact = below(random, facts.size());
    return {"n" + std::to_string(fact), whole(facts[fact])};
  }
  if (form == 1) {
    const auto hundredths = static_cast<std::int64_t>(1 + below(random, 999));
    const std::string digits = std::to_string(hundredths % 100);
    return {std::to_string(hundredths / 100) + "." + (digits.size() == 1 ? "0" : "") + digits, reduced(hundredths, 100)};
  }
  const Expression a = make(random, facts, depth - 1);
  if (form == 2) {
    static const std::vector<std::string> names{"abs", "-", "floor", "ceil"};
    const std::string& name = names[below(random, names.size())];
    return {name + "(" + a.text + ")", a.value ? apply(name, *a.value) : std::nullopt};
  }
  if (form == 3) return {"(round " + a.text + " to 0 places half_up)", a.value ? half_up(*a.value) : std::nullopt};
  const Expression b = make(random, facts, depth - 1);
  static const std::vector<std::string> names{"+", "-", "*", "/", "div", "mod", "min", "max"};
  const std::string& name = names[below(random, names.size())];
  const Modelled value = a.value && b.value ? apply(name, *a.value, *b.value) : std::nullopt;
  if (name.starts_with('m') && name != "mod") return {name + "(" + a.text + ", " + b.text + ")", value};
  return {"(" + a.text + " " + name + " " + b.text + ")", value};
}

std::string shown(const Fraction& value) {
  return value.bottom == 1 ? std::to_string(value.top) : std::to_string(value.top) + "/" + std::to_string(value.bottom);
}

}  // namespace

TEST_CASE("arithmetic is that of fractions") {
  Random random(54);
  int compared = 0, errors = 0;
  for (int round = 0; round < 2000; ++round) {
    std::vector<std::int64_t> facts;
    std::string text, document;
    for (std::size_t i = 0; i < 3; ++i) {
      facts.push_back(static_cast<std::int64_t>(below(random, 21)) - 10);
      text += "fact n" + std::to_string(i) + " : integer\n";
      document += (i == 0 ? "{\"n" : ", \"n") + std::to_string(i) + "\": " + std::to_string(facts.back());
    }
    const Expression expression = make(random, facts, 4);
    if (!expression.value) continue;
    Rules rules(text + "define x : number = " + expression.text + "\ndecide d\n  gives v = x\n");
    CAPTURE(expression.text, document);
    const run::CaseReport report = rules.decide(document + "}");
    ++compared;
    if (expression.value->error) {
      ++errors;
      REQUIRE_FALSE(report.errors.empty());
      REQUIRE(report.errors.front().code == "division-by-zero");
      continue;
    }
    const auto number = run::number_of(report.values.front().value);
    REQUIRE(number);
    const std::string seen = number->denominator() == "1" ? number->numerator() : number->numerator() + "/" + number->denominator();
    REQUIRE(seen == shown(*expression.value));
  }
  CHECK(compared > 1000);
  CHECK(errors > 20);
}

}  // namespace norma::property_test
