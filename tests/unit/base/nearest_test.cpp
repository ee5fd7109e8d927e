#include "base/nearest.hpp"

#include <catch2/catch.hpp>
#include <vector>

using namespace norma;

namespace {
std::optional<std::string> nearest(std::string_view wanted, std::vector<std::string> candidates) {
  return nearest_name(wanted, std::span<const std::string>(candidates));
}
}  // namespace

TEST_CASE("edits are counted in code points, a swap of neighbours is one") {
  CHECK(edit_distance("score", "score") == 0);
  CHECK(edit_distance("scroe", "score") == 1);
  CHECK(edit_distance("scor", "score") == 1);
  CHECK(edit_distance("kitten", "sitting") == 3);
  CHECK(edit_distance("满意度", "满意率") == 1);
  CHECK(edit_distance("", "abc") == 3);
  CHECK(edit_distance("Score", "score") == 0);
}

TEST_CASE("a plausible slip finds its name") {
  CHECK(nearest("scroe", {"paid", "score", "sites"}) == "score");
  CHECK(nearest("Score", {"score"}) == "score");
  CHECK(nearest("满意虑", {"满意率", "投诉"}) == "满意率");
}

TEST_CASE("nothing is offered when nothing is near") {
  CHECK_FALSE(nearest("score", {"paid", "sites"}).has_value());
  CHECK_FALSE(nearest("x", {"y", "xy"}).has_value());
  CHECK_FALSE(nearest("score", {}).has_value());
  CHECK_FALSE(nearest("", {"a"}).has_value());
  CHECK_FALSE(nearest("score", {"score"}).has_value());
}

TEST_CASE("ties are broken by byte order whatever the order of the candidates") {
  CHECK(nearest("site", {"bite", "kite"}) == "bite");
  CHECK(nearest("site", {"kite", "bite"}) == "bite");
}

TEST_CASE("very long names are not compared") {
  CHECK_FALSE(nearest(std::string(100000, 'a'), {std::string(100000, 'a') + "b"}).has_value());
  CHECK_FALSE(nearest("aaaa", {std::string(1000000, 'a')}).has_value());
}
