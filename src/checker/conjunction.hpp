#pragma once
// Kleene's conjunction of many truths (reference, section 7): false decides, then an error, then an unknown.
#include "checker/value.hpp"

namespace norma::checker {

class Conjunction {
 public:
  /// False once nothing can change the result any more.
  bool add(const Value& truth) {
    if (truth.no()) decided_ = true;
    else if (truth.is(Kind::error) && !failed_.is(Kind::error)) failed_ = truth;
    else if (truth.is(Kind::unknown)) {
      open_ = true;
      join(causes_, truth);
    }
    return !decided_;
  }
  [[nodiscard]] Value finish() const {
    if (decided_) return boolean(false);
    if (failed_.is(Kind::error)) return failed_;
    return open_ ? unknown_truth(causes_) : boolean(true);
  }

 private:
  Value failed_;
  Causes causes_;
  bool decided_ = false, open_ = false;
};

}  // namespace norma::checker
