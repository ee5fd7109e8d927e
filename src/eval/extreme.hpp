#pragma once
// The smallest or largest of members that may be unknown or not be there at all.
#include <vector>

#include "eval/joiner.hpp"

namespace norma::eval {

class ExtremeAccumulator {
 public:
  ExtremeAccumulator(Machine& machine, bool largest) : machine_(machine), largest_(largest) {}
  void add(Value value, Truth membership, const CauseSet* causes);
  /// None without a member.
  [[nodiscard]] Value finish(NodeId id);

 private:
  Machine& machine_;
  bool largest_;
  bool open_ = false;
  Value best_, error_;
  std::vector<Value> possible_;
  CauseCollector causes_;
};

}  // namespace norma::eval
