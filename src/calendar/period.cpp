#include "calendar/period.hpp"

#include <algorithm>
#include <limits>

namespace norma {
namespace {

/// The ends as numbers; an open end lies beyond every date.
std::int64_t start_number(const Period& period) {
  return period.from() ? period.from()->day_number() : std::numeric_limits<std::int32_t>::min();
}

std::int64_t end_number(const Period& period) {
  return period.to() ? period.to()->day_number() : std::numeric_limits<std::int32_t>::max();
}

std::optional<Date> later_start(const Period& a, const Period& b) {
  return start_number(a) >= start_number(b) ? a.from() : b.from();
}

std::optional<Date> earlier_end(const Period& a, const Period& b) {
  return end_number(a) <= end_number(b) ? a.to() : b.to();
}

}  // namespace

CalendarResult<Period> Period::make(std::optional<Date> from, std::optional<Date> to) {
  if (from && to && *to < *from) return CalendarFault{CalendarFaultKind::reversed_period, *to};
  return Period(from, to);
}

bool Period::contains(Date day) const { return (!from_ || *from_ <= day) && (!to_ || day <= *to_); }

bool Period::contains(const Period& other) const {
  return start_number(*this) <= start_number(other) && end_number(other) <= end_number(*this);
}

bool Period::overlaps(const Period& other) const {
  return start_number(*this) <= end_number(other) && start_number(other) <= end_number(*this);
}

std::optional<Period> Period::intersection(const Period& other) const {
  if (!overlaps(other)) return std::nullopt;
  return Period(later_start(*this, other), earlier_end(*this, other));
}

CalendarResult<std::int64_t> Period::length_in_days() const {
  if (!is_closed()) return CalendarFaultKind::open_period;
  return days_between(*from_, *to_) + 1;
}

std::vector<Period> union_of(std::span<const Period> periods) {
  std::vector<Period> sorted(periods.begin(), periods.end());
  std::sort(sorted.begin(), sorted.end(),
            [](const Period& a, const Period& b) { return start_number(a) < start_number(b); });
  std::vector<Period> merged;
  for (const Period& next : sorted) {
    if (merged.empty() || start_number(next) > end_number(merged.back()) + 1) {
      merged.push_back(next);
    } else if (end_number(next) > end_number(merged.back())) {
      // The start does not move and the end only grows, so PERIOD-NOT-EMPTY holds.
      merged.back() = *Period::make(merged.back().from(), next.to());
    }
  }
  return merged;
}

CalendarResult<std::int64_t> days_covered(std::span<const Period> periods) {
  std::int64_t total = 0;
  for (const Period& period : union_of(periods)) {
    const auto length = period.length_in_days();
    if (!length) return length.fault();
    total += *length;
  }
  return total;
}

}  // namespace norma
