#include <catch2/catch.hpp>

#include "base/nearest.hpp"
#include "names/near_names.hpp"

using namespace norma;

TEST_CASE("near names agree with a search over all of them") {
  const std::vector<std::string> names = {"headcount", "head_count", "reduction", "Risk", "风险级别", "审核时间", "a", "ab",
                                          "table_time", "taken_off", "base_time", "within_cap", "1.2.3", "TAB1-14"};
  names::NearNames near;
  for (const std::string& name : names) near.add(name);
  for (const std::string wanted : {"haedcount", "reductoin", "risk", "风险等级", "审核时", "b", "abc", "tabletime", "of",
                                   "base_times", "1.2.4", "TAB1-41", "", "quite_different"}) {
    CAPTURE(wanted);
    CHECK(near.nearest(wanted) == nearest_name(wanted, names));
  }
}

TEST_CASE("beyond the limit no name is offered") {
  names::NearNames near;
  for (std::size_t i = 0; i <= names::NearNames::maximum_names; ++i) near.add("name" + std::to_string(i));
  CHECK_FALSE(near.nearest("nmae5"));
}
