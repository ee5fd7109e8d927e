#include <catch2/catch.hpp>

#include <atomic>
#include <thread>

#include "sample_rules.hpp"

using norma::Result;
using norma::Rules;

namespace {

// Calls `work` with 0 … 3, each in a thread of its own. Catch2 cannot check in threads: `work` answers whether all was well.
template <class Work>
bool in_four_threads(const Work& work) {
  std::atomic<int> well = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) threads.emplace_back([&work, &well, i] { well += work(i) ? 1 : 0; });
  for (std::thread& thread : threads) thread.join();
  return well == 4;
}

}  // namespace

TEST_CASE("one package runs cases in many threads") {
  const Rules rules = sample_rules();
  REQUIRE(rules.ok());
  const bool well = in_four_threads([&](int thread) {
    // Up to 15 people 6 person-days, of which 1.5 is within 30 %; from 16 on 7.
    const bool small = thread % 2 == 0;
    const std::string facts = std::string("{\"headcount\": ") + (small ? "15" : "16") + ", \"reduction\": 1.5}";
    for (int i = 0; i < 100; ++i) {
      const Result result = rules.decide(facts);
      if (result.values().size() != 1 || result.values()[0].text != (small ? "4.5 person_days" : "5.5 person_days")) return false;
    }
    return true;
  });
  CHECK(well);
}

TEST_CASE("one result is read in many threads") {
  const Result result = sample_rules().decide(R"({"headcount": 15, "reduction": 2})");
  const std::string json = result.json(), explanation = result.explanation(), structure = result.explanation_json();
  CHECK(in_four_threads([&](int) {
    for (int i = 0; i < 25; ++i)
      if (result.json() != json || result.explanation() != explanation || result.explanation_json() != structure) return false;
    return true;
  }));
}
