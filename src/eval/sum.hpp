#pragma once
// Adds up numbers, known and unknown, in any representation.
#include "eval/joiner.hpp"

namespace norma::eval {

class SumAccumulator {
 public:
  SumAccumulator(Machine& machine, NodeId node) : machine_(machine), node_(node) {}

  void add(Value term, bool subtracted = false) {
    SmallRatio next;
    if (term.tag == Tag::number && !wide_ &&
        (subtracted ? subtract(small_, term.ratio(), next) : norma::add(small_, term.ratio(), next))) [[likely]] {
      small_ = next;
      return;
    }
    add_general(term, subtracted);
  }
  /// A term that may or may not be there, with the causes of that.
  void add_possible(Value term, const CauseSet* causes);
  /// Any number of terms like this one.
  void add_repeated(Value term, const CauseSet* causes);
  void fail(Value error) { if (error_.tag == Tag::absent) error_ = error; }
  [[nodiscard]] Value finish() const;

 private:
  void add_general(Value term, bool subtracted);
  void add_interval(const Interval& interval);

  Machine& machine_;
  NodeId node_;
  SmallRatio small_{0, 1};
  bool wide_ = false;      // the known part has left small_ for number_
  Number number_;
  bool open_ = false;
  Interval interval_ = Interval::exactly(0);
  CauseCollector causes_;
  Value error_;
};

}  // namespace norma::eval
