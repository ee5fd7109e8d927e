#pragma once

#include <cassert>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "calendar/date.hpp"

namespace norma {

/// Everything that can go wrong in calendar arithmetic. A fault is a value; nothing here throws or wraps.
enum class CalendarFaultKind {
  malformed,           ///< the text is not written YYYY-MM-DD
  bad_month,           ///< the month is not 01 … 12
  bad_day,             ///< the month of that year has no such day
  out_of_range,        ///< before 0001-01-01 or after 9999-12-31
  no_such_day,         ///< policy `refuse`: the month reached does not have that day
  reversed_period,     ///< the end of a period lies before its beginning
  open_period,         ///< a closed period is needed
  holiday_and_working, ///< a day is named both as a holiday and as a make-up working day
  outside_calendar,    ///< a day that would have to be looked at is outside the calendar's published range
  bad_count,           ///< "the n-th working day" with n below 1
};

/// A fault and, where one day is to blame, that day.
struct CalendarFault {
  CalendarFaultKind kind = CalendarFaultKind::malformed;
  std::optional<Date> date;

  friend bool operator==(const CalendarFault&, const CalendarFault&) = default;
};

/// The fault in plain English, without a full stop, for example "2027-01-01 is outside the calendar".
std::string describe(const CalendarFault& fault);

/// Either a value or the fault that prevented it.
template <class Value>
class [[nodiscard]] CalendarResult {
 public:
  CalendarResult(Value value) : content_(std::in_place_index<0>, std::move(value)) {}
  CalendarResult(CalendarFault fault) : content_(std::in_place_index<1>, fault) {}
  CalendarResult(CalendarFaultKind kind) : CalendarResult(CalendarFault{kind, std::nullopt}) {}

  bool has_value() const { return content_.index() == 0; }
  explicit operator bool() const { return has_value(); }

  /// Precondition: `has_value()`.
  const Value& value() const {
    assert(has_value());
    return *std::get_if<0>(&content_);
  }
  const Value& operator*() const { return value(); }
  const Value* operator->() const { return &value(); }

  /// Precondition: not `has_value()`.
  const CalendarFault& fault() const {
    assert(!has_value());
    return *std::get_if<1>(&content_);
  }

 private:
  std::variant<Value, CalendarFault> content_;
};

}  // namespace norma
