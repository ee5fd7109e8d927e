#include "base/arena.hpp"

#include <catch2/catch.hpp>
#include <cstdint>
#include <string>

using norma::Arena;

namespace {
struct Recorder {
  std::string* log;
  char name;
  ~Recorder() { log->push_back(name); }
};
}  // namespace

TEST_CASE("objects are aligned and keep their values") {
  Arena arena(128);
  for (std::uint64_t i = 0; i < 100; ++i) {
    arena.make<char>('x');
    auto* number = arena.make<std::uint64_t>(i);
    CHECK(reinterpret_cast<std::uintptr_t>(number) % alignof(std::uint64_t) == 0);
    CHECK(*number == i);
  }
}

TEST_CASE("arrays are initialised and may exceed a block") {
  Arena arena(64);
  const auto numbers = arena.make_array<int>(1000);
  CHECK(numbers.size() == 1000);
  CHECK(numbers[999] == 0);
  CHECK(arena.make_array<int>(0).empty());
}

TEST_CASE("text is copied") {
  Arena arena;
  std::string text = "准绳";
  const std::string_view copy = arena.copy(text);
  text.clear();
  CHECK(copy == "准绳");
  CHECK(arena.copy("").empty());
}

TEST_CASE("destructors run at reset and at the end, last made first") {
  std::string log;
  {
    Arena arena;
    arena.make<Recorder>(&log, 'a');
    arena.make<Recorder>(&log, 'b');
    arena.reset();
    CHECK(log == "ba");
    arena.make<Recorder>(&log, 'c');
  }
  CHECK(log == "bac");
}

TEST_CASE("a reset arena reuses its blocks") {
  Arena arena(256);
  const auto fill = [&arena] {
    for (int i = 0; i < 50; ++i) arena.make_array<std::uint64_t>(7);
    arena.make_array<std::uint64_t>(500);
  };
  fill();
  const std::size_t capacity = arena.capacity();
  for (int i = 0; i < 10; ++i) {
    arena.reset();
    fill();
  }
  CHECK(arena.capacity() == capacity);
}
