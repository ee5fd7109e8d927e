// Decisions per second on the workload "ISMS audit plan": the evaluator without and with a proof, beside the formula by hand.
// `--check` compares all three ways of computing on random records instead of measuring.
#include <benchmark/benchmark.h>

#include <array>
#include <cstdio>
#include <cstring>
#include <random>
#include <vector>

#include "w1_program.hpp"

namespace norma::bench {
namespace {

std::vector<Record> make_records(std::size_t count) {
  std::mt19937_64 random(20260101);
  std::vector<Record> records(count);
  for (Record& record : records) {
    // Spread over the orders of magnitude up to 31,622 by whole numbers alone.
    const std::uint64_t magnitude = random() % 15;
    record.headcount = 1 + static_cast<std::int64_t>(random() % (std::uint64_t{2} << magnitude)) % 31'622;
    record.risk = static_cast<std::uint32_t>(std::array<unsigned, 4>{0, 1, 1, 2}[random() % 4]);
    record.stage = static_cast<std::uint32_t>(std::array<unsigned, 4>{0, 1, 1, 2}[random() % 4]);
    const std::uint64_t form = random() % 10;
    record.reduction = static_cast<std::int64_t>(form < 3 ? random() % 41 * 100 : form < 5 ? random() % 80 * 50 : random() % 4001);
    record.sites = static_cast<std::int64_t>(random() % 401);
  }
  return records;
}

const std::vector<Record>& records() {
  static const std::vector<Record> made = make_records(1 << 14);
  return made;
}

void decide(benchmark::State& state, bool proof) {
  const Plan plan = make_plan();
  eval::Evaluator evaluator(plan.program);
  std::vector<std::array<eval::Value, 5>> slots;
  for (const Record& record : records()) slots.push_back(slots_of(record));
  eval::DecisionResult result;
  std::size_t next = 0;
  for (auto _ : state) {
    evaluator.begin_case({});
    evaluator.record_proof(proof);
    evaluator.decide(plan.decision, slots[next], result);
    benchmark::DoNotOptimize(result.verdict);
    next = (next + 1) & (slots.size() - 1);
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}

void without_proof(benchmark::State& state) { decide(state, false); }
void with_proof(benchmark::State& state) { decide(state, true); }

void written_by_hand(benchmark::State& state) {
  std::size_t next = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(by_hand(records()[next]));
    next = (next + 1) & (records().size() - 1);
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}

BENCHMARK(without_proof);
BENCHMARK(with_proof);
BENCHMARK(written_by_hand);

int check() {
  const Plan plan = make_plan();
  eval::Evaluator evaluator(plan.program);
  eval::DecisionResult result;
  std::size_t differing = 0;
  for (const Record& record : make_records(200'000)) {
    evaluator.begin_case({});
    const auto slots = slots_of(record);
    evaluator.decide(plan.decision, slots, result);
    const Answer answer = answer_of(result);
    if (answer != by_hand(record) || answer != by_number(record)) ++differing;
  }
  std::printf("%zu of 200000 records differ\n", differing);
  return differing == 0 ? 0 : 1;
}

}  // namespace
}  // namespace norma::bench

int main(int count, char** arguments) {
  if (count > 1 && std::strcmp(arguments[1], "--check") == 0) return norma::bench::check();
  benchmark::Initialize(&count, arguments);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
