#include "calendar/fault.hpp"

namespace norma {
namespace {

const char* phrase(CalendarFaultKind kind) {
  switch (kind) {
    case CalendarFaultKind::malformed: return "a date is written YYYY-MM-DD";
    case CalendarFaultKind::bad_month: return "the month is not between 01 and 12";
    case CalendarFaultKind::bad_day: return "the month has no such day";
    case CalendarFaultKind::out_of_range: return "the date is not between 0001-01-01 and 9999-12-31";
    case CalendarFaultKind::no_such_day: return "is the last day of the month reached";
    case CalendarFaultKind::reversed_period: return "the period ends before it begins";
    case CalendarFaultKind::open_period: return "the period has an open end";
    case CalendarFaultKind::holiday_and_working: return "is both a holiday and a make-up working day";
    case CalendarFaultKind::outside_calendar: return "is outside the calendar";
    case CalendarFaultKind::bad_count: return "the count of working days is below 1";
  }
  return "unknown calendar fault";
}

bool phrase_follows_date(CalendarFaultKind kind) {
  return kind == CalendarFaultKind::no_such_day || kind == CalendarFaultKind::holiday_and_working || kind == CalendarFaultKind::outside_calendar;
}

}  // namespace

std::string describe(const CalendarFault& fault) {
  const std::string text = phrase(fault.kind);
  if (!phrase_follows_date(fault.kind)) return fault.date ? fault.date->to_iso() + ": " + text : text;
  return (fault.date ? fault.date->to_iso() : std::string("the day")) + " " + text;
}

}  // namespace norma
