#include "norma/version.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

TEST_CASE("the version has three parts") {
  const std::string_view version = norma::version();
  CHECK(std::count(version.begin(), version.end(), '.') == 2);
  CHECK(version.find_first_not_of("0123456789.") == std::string_view::npos);
}
