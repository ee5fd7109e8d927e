/// Costs of the number hot path: each figure is one operation on a few varying operands.

#include <benchmark/benchmark.h>

#include <array>

#include "number/number.hpp"
#include "number/parse.hpp"
#include "number/small_root.hpp"

namespace {

using norma::Number;
using norma::RoundingMode;
using norma::SmallRatio;

constexpr std::array<SmallRatio, 8> ratios{{{17, 2}, {1, 1}, {9, 10}, {2, 3},
                                            {120, 1}, {7, 10}, {-5, 4}, {11, 10}}};
constexpr std::array<SmallRatio, 8> integers{{{17, 1}, {1, 1}, {9, 1}, {2, 1},
                                              {120, 1}, {7, 1}, {-5, 1}, {11, 1}}};

template <typename Operation>
void run(benchmark::State& state, const std::array<SmallRatio, 8>& operands,
         Operation operation) {
  unsigned i = 0;
  for (auto _ : state) {
    ++i;
    SmallRatio result;
    benchmark::DoNotOptimize(operation(operands[i & 7], operands[(i * 3 + 1) & 7], result));
    benchmark::DoNotOptimize(result);
  }
}

void add_integers(benchmark::State& state) {
  run(state, integers, [](SmallRatio x, SmallRatio y, SmallRatio& r) { return add(x, y, r); });
}
BENCHMARK(add_integers);

void add_ratios(benchmark::State& state) {
  run(state, ratios, [](SmallRatio x, SmallRatio y, SmallRatio& r) { return add(x, y, r); });
}
BENCHMARK(add_ratios);

void multiply_ratios(benchmark::State& state) {
  run(state, ratios,
      [](SmallRatio x, SmallRatio y, SmallRatio& r) { return multiply(x, y, r); });
}
BENCHMARK(multiply_ratios);

void divide_ratios(benchmark::State& state) {
  run(state, ratios, [](SmallRatio x, SmallRatio y, SmallRatio& r) { return divide(x, y, r); });
}
BENCHMARK(divide_ratios);

void compare_ratios(benchmark::State& state) {
  run(state, ratios,
      [](SmallRatio x, SmallRatio y, SmallRatio&) { return compare(x, y) < 0; });
}
BENCHMARK(compare_ratios);

void round_to_half(benchmark::State& state) {
  run(state, ratios, [](SmallRatio x, SmallRatio, SmallRatio& r) {
    return round_to_step(x, {1, 2}, RoundingMode::half_up, r);
  });
}
BENCHMARK(round_to_half);

void normalise_ratio(benchmark::State& state) {
  run(state, ratios, [](SmallRatio x, SmallRatio y, SmallRatio& r) {
    r = norma::normalise({x.numerator * 210, y.denominator * 6});
    return true;
  });
}
BENCHMARK(normalise_ratio);

void ceiling_of_root(benchmark::State& state) {
  run(state, integers, [](SmallRatio x, SmallRatio, SmallRatio& r) {
    return norma::ceiling_of_scaled_root({6, 10}, {x.numerator * x.numerator + 40, 1},
                                         r.numerator);
  });
}
BENCHMARK(ceiling_of_root);

void parse_decimal(benchmark::State& state) {
  SmallRatio result;
  for (auto _ : state) {
    benchmark::DoNotOptimize(norma::parse_small_decimal("12.25", result));
    benchmark::DoNotOptimize(result);
  }
}
BENCHMARK(parse_decimal);

void add_numbers(benchmark::State& state) {
  const Number x = Number::ratio(17, 6);
  const Number y = Number::ratio(9, 10);
  for (auto _ : state) {
    benchmark::DoNotOptimize(norma::add(x, y));
  }
}
BENCHMARK(add_numbers);

void add_large_numbers(benchmark::State& state) {
  const Number x = norma::power(10, 40).value;
  const Number y = norma::divide(x, Number(7)).value;
  for (auto _ : state) {
    benchmark::DoNotOptimize(norma::add(x, y));
  }
}
BENCHMARK(add_large_numbers);

void root_of_longest_number(benchmark::State& state) {
  const Number x = norma::add(norma::power(10, 19'000).value, Number(1)).value;
  for (auto _ : state) {
    benchmark::DoNotOptimize(norma::square_root(x));
  }
}
BENCHMARK(root_of_longest_number);

void floor_of_longest_surd(benchmark::State& state) {
  const Number long_number = norma::add(norma::power(10, 19'000).value, Number(1)).value;
  const Number x = norma::multiply(norma::square_root(2).value, long_number).value;
  for (auto _ : state) {
    benchmark::DoNotOptimize(norma::floor(x));
  }
}
BENCHMARK(floor_of_longest_surd);

void add_longest_fractions(benchmark::State& state) {
  const Number x = norma::power(Number::ratio(1, 3), 20'000).value;
  const Number y = norma::power(Number::ratio(1, 6), 10'000).value;
  for (auto _ : state) {
    benchmark::DoNotOptimize(norma::add(x, y));
  }
}
BENCHMARK(add_longest_fractions);

}  // namespace

BENCHMARK_MAIN();
