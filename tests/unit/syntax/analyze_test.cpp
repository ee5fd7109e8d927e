// The grammar itself: no rule recurses without consuming, no repetition is empty.
#include <catch2/catch.hpp>
#include <tao/pegtl/contrib/analyze.hpp>

#include "grammar/grammar.hpp"

namespace norma::syntax {

TEST_CASE("the grammar has neither left recursion nor empty loops") {
  CHECK(tao::pegtl::analyze<grammar::declaration>() == 0);
  CHECK(tao::pegtl::analyze<grammar::lone_expression>() == 0);
}

}  // namespace norma::syntax
