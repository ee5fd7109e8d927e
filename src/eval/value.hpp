#pragma once
// The value of an expression while a case is being evaluated: sixteen bytes, trivially copyable, returned in two registers.
// What does not fit stands in the case's arena and lives until the next case begins.
#include <bit>
#include <cstdint>
#include <string_view>

#include "calendar/date.hpp"
#include "number/small_ratio.hpp"
#include "program/program.hpp"

namespace norma::eval {

// OPTIMISATION: as wide as the room it has; padding would be copied apart from the rest.
enum class Tag : std::uint32_t {
  number,        // a SmallRatio: bits = numerator, aux = denominator (not necessarily reduced)
  surd,          // bits = const SmallSurd*
  big_number,    // bits = const Number* (large rational or surd)
  boolean,       // bits = 0 or 1
  date,          // bits = day number
  span,          // bits = months
  enumeration,   // bits = value index
  text,          // bits = const TextValue*
  format,        // bits = const FormatValue*
  record,        // bits = const RecordValue*
  list,          // bits = const ListValue*
  set,           // bits = const SetValue*
  period,        // bits = const PeriodValue*
  calendar,      // bits = const WorkingCalendar*
  policy,        // bits = MonthEndPolicy
  none,          // "there was none"
  unknown,       // bits = const Unknown*
  error,         // bits = const ErrorValue*
  not_applicable,
  absent,        // a slot that has not been computed; never the result of an expression
};

struct Value {
  std::int64_t bits = 0;
  std::uint32_t aux = 1;
  Tag tag = Tag::absent;

  template <class T>
  [[nodiscard]] const T* as() const { return reinterpret_cast<const T*>(bits); }

  // OPTIMISATION: put together as two words. Written field by field, the second word would have to wait in memory before it can be
  // returned in a register.
  static Value of(std::int64_t bits, std::uint32_t aux, Tag tag) {
    if constexpr (std::endian::native == std::endian::little) {
      struct Words { std::int64_t first; std::uint64_t second; };
      return std::bit_cast<Value>(Words{bits, aux | static_cast<std::uint64_t>(tag) << 32});
    } else {
      return {bits, aux, tag};
    }
  }
  static Value number(SmallRatio r) { return of(r.numerator, r.denominator, Tag::number); }
  static Value integer(std::int64_t n) { return of(n, 1, Tag::number); }
  static Value boolean(bool b) { return of(b ? 1 : 0, 1, Tag::boolean); }
  static Value date(Date d) { return of(d.day_number(), 1, Tag::date); }
  static Value span(std::int64_t months) { return of(months, 1, Tag::span); }
  static Value enumeration(std::uint32_t index) { return of(index, 1, Tag::enumeration); }
  static Value none() { return of(0, 1, Tag::none); }
  template <class T>
  static Value pointer(Tag tag, const T* p) { return of(reinterpret_cast<std::int64_t>(p), 1, tag); }

  [[nodiscard]] SmallRatio ratio() const { return {bits, aux}; }
  [[nodiscard]] bool is_true() const { return tag == Tag::boolean && bits != 0; }
  [[nodiscard]] bool is_false() const { return tag == Tag::boolean && bits == 0; }
  [[nodiscard]] bool is_known() const { return tag != Tag::unknown && tag != Tag::error; }
};
static_assert(sizeof(Value) == 16);

enum class Truth : std::uint8_t { no, yes, unknown };

struct CauseSet;  // facts and silent clauses an unknown rests on; see unknown.hpp

struct TextValue { std::string_view text; };
struct FormatValue { std::string_view text; std::uint32_t field_count; const Value* fields; };
struct RecordValue { std::uint32_t field_count; const Value* fields; };
// A list whose members and membership may be partly unknown. `complete` is false when the list itself is unknown (absent):
// then it has `count` known members and possibly more. `membership[i]` (null: all yes) is the truth of member i's condition,
// `membership_causes[i]` what an unknown membership rests on.
struct ListValue {
  std::uint32_t count = 0;
  const Value* members = nullptr;
  const Truth* membership = nullptr;
  const CauseSet* const* membership_causes = nullptr;
};
// One truth value per value of the enumeration.
struct SetValue {
  std::uint32_t size = 0;
  const Truth* members = nullptr;
  const CauseSet* const* causes = nullptr;   // null when no member is unknown
};
struct PeriodValue { Value from, to; };     // dates, none (open) or unknown

}  // namespace norma::eval
