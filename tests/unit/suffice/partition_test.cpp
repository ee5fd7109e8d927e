#include <catch2/catch.hpp>

#include "suffice/partition.hpp"
#include "suffice/simplest.hpp"

using namespace norma;
using suffice::Line;
using suffice::LineDecider;
using suffice::Partition;
using suffice::Result;

namespace {

// 1 from the border on, 0 below it; an interval is decided when it lies on one side.
LineDecider border_at(const Number& border) {
  LineDecider decider;
  decider.at = [border](const Number& x) { return static_cast<Result>(x >= border); };
  decider.over = [border](const eval::Interval& interval) -> std::optional<Result> {
    if (interval.low && *interval.low >= border) return Result{1};
    if (interval.high && (*interval.high < border || (*interval.high == border && interval.high_open))) return Result{0};
    return std::nullopt;
  };
  return decider;
}

Line line(std::optional<Number> low, std::optional<Number> high, std::optional<Number> step) { return {{low, high, false, false}, step}; }

}  // namespace

TEST_CASE("the simplest fraction between two") {
  CHECK(suffice::simplest_between(Number(1), Number(2)) == Number::ratio(3, 2));
  CHECK(suffice::simplest_between(Number::ratio(1, 3), Number::ratio(1, 2)) == Number::ratio(2, 5));
  CHECK(suffice::simplest_between(Number::ratio(461, 100), Number::ratio(463, 100)) == Number::ratio(37, 8));
  CHECK(suffice::simplest_between(Number::ratio(-1, 2), Number::ratio(-1, 3)) == Number::ratio(-2, 5));
  CHECK(suffice::simplest_between(Number(-1), Number(1)) == Number(0));
  CHECK(suffice::simplest_between(Number::ratio(5, 2), Number(9)) == Number(3));
}

TEST_CASE("a border between whole numbers is found on the grid, also on an endless line") {
  const Partition found = suffice::partition(line(Number(1), std::nullopt, Number(1)), border_at(Number(10701)), Number(15), 1000);
  REQUIRE(found.settled);
  REQUIRE(found.pieces.size() == 2);
  CHECK(*found.pieces[0].interval.low == Number(1));
  CHECK(*found.pieces[0].interval.high == Number(10700));
  CHECK(*found.pieces[1].interval.low == Number(10701));
  CHECK_FALSE(found.pieces[1].interval.high.has_value());
}

TEST_CASE("a border off the grid lies between two of its points") {
  const Partition found = suffice::partition(line(Number(0), Number(10), Number::ratio(1, 4)), border_at(Number::ratio(301, 100)), Number(0), 1000);
  REQUIRE(found.pieces.size() == 2);
  CHECK(*found.pieces[0].interval.high == Number(3));
  CHECK(*found.pieces[1].interval.low == Number::ratio(13, 4));
}

TEST_CASE("a border that is a fraction is found exactly without a grid") {
  const Partition found = suffice::partition(line(Number(0), std::nullopt, std::nullopt), border_at(Number::ratio(231, 50)), Number(0), 1000);
  REQUIRE(found.settled);
  REQUIRE(found.pieces.size() == 2);
  CHECK(*found.pieces[0].interval.high == Number::ratio(231, 50));
  CHECK(found.pieces[0].interval.high_open);
  CHECK(*found.pieces[1].interval.low == Number::ratio(231, 50));
  CHECK_FALSE(found.pieces[1].interval.low_open);
}

TEST_CASE("a border that is no fraction is said to be unsettled") {
  const Partition found = suffice::partition(line(Number(0), Number(10), std::nullopt), border_at(square_root(Number(2)).value), Number(0), 500);
  CHECK_FALSE(found.settled);
  CHECK(found.pieces.empty());
}

TEST_CASE("a line with nothing on it has no pieces") {
  const Partition found = suffice::partition(line(Number(3), Number(2), Number(1)), border_at(Number(2)), Number(2), 100);
  CHECK(found.settled);
  CHECK(found.pieces.empty());
}
