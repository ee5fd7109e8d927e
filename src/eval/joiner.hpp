#pragma once
// The join of the values a guarded expression may still have.
#include <vector>

#include "eval/machine.hpp"

namespace norma::eval {

/// Outcomes are added as they are found possible; an unknown guard adds its causes.
class Joiner {
 public:
  explicit Joiner(Machine& machine) : machine_(machine) {}
  void add(Value outcome) { outcomes_.push_back(outcome); }
  void guard(Value unknown_guard) { causes_.add(unknown_guard); guarded_ = true; }
  void guard(const CauseSet* causes) { causes_.add(causes); guarded_ = true; }
  [[nodiscard]] bool empty() const { return outcomes_.empty(); }
  [[nodiscard]] bool open() const { return guarded_; }
  [[nodiscard]] const std::vector<Value>& outcomes() const { return outcomes_; }
  /// Precondition: an outcome was added. Without an unknown guard it is the first outcome.
  Value finish(NodeId node);

 private:
  Value join(TypeId type);
  Value join_sets();
  Value join_records(TypeId type);
  Value join_bounds(TypeId type, const CauseSet* causes);
  Value collapsed(TypeId type, Value joined);
  [[nodiscard]] bool all_are(Tag tag) const;

  Machine& machine_;
  std::vector<Value> outcomes_;
  CauseCollector causes_;
  bool guarded_ = false;
};

/// The interval of a number, date or span, known or unknown.
Interval interval_of(Value value);
/// A known number of any representation.
Number number_of(Value value);
bool is_number(Value value);
/// The kind an unknown in its place would have.
Unknown::Kind unknown_kind_of(Value value);
/// Possible values of a boolean or enum value, as a mask; false if they are not known.
bool choices_of(Value value, std::uint64_t& mask);

}  // namespace norma::eval
