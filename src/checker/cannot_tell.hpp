#pragma once
// Thrown and caught within the checker: something is beyond its limits, so it neither agrees nor contradicts.
#include <stdexcept>
#include <string>

namespace norma::checker {

class CannotTell : public std::runtime_error {
 public:
  explicit CannotTell(const std::string& why) : std::runtime_error(why) {}
};

}  // namespace norma::checker
