#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "calendar/date.hpp"

namespace norma {

/// Days from `from()` to `to()`, both included. A missing end is open: the period then has no first or no last day.
/// INVARIANT (PERIOD-NOT-EMPTY): if both ends are given, `from() <= to()`; a period always contains a day.
class Period {
 public:
  /// Every day.
  Period() = default;
  /// Fault: `reversed_period`, naming `to`.
  static CalendarResult<Period> make(std::optional<Date> from, std::optional<Date> to);
  static Period single_day(Date day) { return Period(day, day); }

  const std::optional<Date>& from() const { return from_; }
  const std::optional<Date>& to() const { return to_; }
  bool is_closed() const { return from_ && to_; }

  bool contains(Date day) const;
  /// True if every day of `other` is in this period.
  bool contains(const Period& other) const;
  bool overlaps(const Period& other) const;
  /// The days in both; empty if there are none.
  std::optional<Period> intersection(const Period& other) const;
  /// At least 1. Fault: `open_period`.
  CalendarResult<std::int64_t> length_in_days() const;

  friend bool operator==(const Period&, const Period&) = default;

 private:
  Period(std::optional<Date> from, std::optional<Date> to) : from_(from), to_(to) {}
  std::optional<Date> from_;
  std::optional<Date> to_;
};

/// The same days as `periods`, as the fewest periods, in order. Periods that overlap or follow one another without
/// a gap become one. O(n log n).
std::vector<Period> union_of(std::span<const Period> periods);

/// The number of different days in `periods`; a day in several counts once; 0 for none. Fault: `open_period`.
CalendarResult<std::int64_t> days_covered(std::span<const Period> periods);

}  // namespace norma
