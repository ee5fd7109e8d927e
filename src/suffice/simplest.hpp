#pragma once
#include "number/number.hpp"

namespace norma::suffice {

/// The fraction with the smallest denominator strictly between two rationals, `low < high`.
Number simplest_between(const Number& low, const Number& high);

}  // namespace norma::suffice
