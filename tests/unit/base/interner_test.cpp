#include "base/interner.hpp"

#include <catch2/catch.hpp>

using namespace norma;

TEST_CASE("equal strings get equal ids in order of first appearance") {
  Interner interner;
  CHECK(interner.intern("score").value() == 0);
  CHECK(interner.intern("准绳").value() == 1);
  CHECK(interner.intern("score").value() == 0);
  CHECK(interner.intern("").value() == 2);
  CHECK(interner.size() == 3);
  CHECK(interner.text(SymbolId(1)) == "准绳");
}

TEST_CASE("looking up does not add") {
  Interner interner;
  CHECK_FALSE(interner.find("score").has_value());
  CHECK(interner.size() == 0);
}

TEST_CASE("texts stay in place while the interner grows and moves") {
  Interner interner;
  const std::string_view first = interner.text(interner.intern("short"));
  for (int i = 0; i < 1000; ++i) interner.intern(std::to_string(i));
  const Interner moved = std::move(interner);
  CHECK(moved.text(SymbolId(0)).data() == first.data());
  CHECK(moved.find("short") == SymbolId(0));
}
