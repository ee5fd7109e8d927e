#include "names/builtins.hpp"

#include <algorithm>
#include <array>

namespace norma::names {
namespace {

constexpr std::array<std::string_view, 18> functions = {
    "sqrt", "abs", "min", "max", "floor", "ceil", "next_value", "previous_value", "text", "days_covered", "intersection",
    "working_day_after", "working_day_before", "working_day_on_or_after", "working_day_on_or_before",
    "working_days_between", "is_working_day", "calendar_with"};

constexpr std::array<std::string_view, 18> types = {
    "boolean", "integer", "number", "day", "days", "week", "weeks", "month", "months", "year", "years", "span", "date",
    "period", "text", "calendar", "month_end_policy", "Weekday"};

}  // namespace

bool is_builtin_function(std::string_view name) {
  return std::find(functions.begin(), functions.end(), name) != functions.end();
}

bool is_builtin_type(std::string_view name) { return std::find(types.begin(), types.end(), name) != types.end(); }

}  // namespace norma::names
