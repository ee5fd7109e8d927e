#pragma once
// Unknown values: what they may still be, and what they rest on.
#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/arena.hpp"
#include "eval/interval.hpp"
#include "eval/value.hpp"

namespace norma::eval {

/// One thing an unknown rests on.
struct Cause {
  enum class Kind : std::uint8_t {
    fact,            // id: FactId; the fact is missing (or, with a path, a part of it)
    given,           // id: CallableId of the decision, index: which given fact
    anchor,          // the run has no date that chooses among versions
    notice,          // id: index into Program::notices; the text is silent
    no_version,      // id: CallableId; no version is in force at the anchor
    not_applicable,  // id: FactId; nothing can settle it
  };
  Kind kind = Kind::fact;
  std::uint32_t id = 0;
  std::uint32_t index = 0;
  std::string_view path;  // `[2].headcount` behind the name of the fact; empty: the fact itself

  auto operator<=>(const Cause&) const = default;
  bool operator==(const Cause&) const = default;
};

/// INVARIANT (causes): sorted, without repeats, so equal sets are equal bytes whatever order they were met in.
struct CauseSet {
  std::uint32_t count = 0;
  const Cause* causes = nullptr;

  [[nodiscard]] const Cause* begin() const { return causes; }
  [[nodiscard]] const Cause* end() const { return causes + count; }
};

/// Gathers causes and sorts them once: a union one by one would be quadratic.
class CauseCollector {
 public:
  void add(const CauseSet* set) {
    if (set != nullptr && set->count > 0 && (sets_.empty() || sets_.back() != set)) sets_.push_back(set);
  }
  void add(Value value);  // the causes of an unknown; nothing for others
  [[nodiscard]] bool empty() const { return sets_.empty(); }
  [[nodiscard]] const CauseSet* finish(Arena& arena) const;

 private:
  std::vector<const CauseSet*> sets_;
};

const CauseSet* single_cause(Arena& arena, const Cause& cause);

/// What an unknown may still be. A set of possible values is kept for booleans and for enums of at most 64 values.
struct Unknown {
  enum class Kind : std::uint8_t { other, number, date, span, choices } kind = Kind::other;
  bool may_be_none = false;
  Interval interval;               // number (base units), date (day numbers), span (months)
  std::uint64_t choices = 0;       // bit i: value i is possible
  const CauseSet* causes = nullptr;
};

inline const Unknown& unknown_of(Value value) { return *value.as<Unknown>(); }

/// An unknown value of the type, with the bounds the type declares. Lives in the arena.
Value make_unknown(const program::Program& program, Arena& arena, program::TypeId type, const CauseSet* causes);

/// The same for one missing fact, given fact, or part of one: what a facts document puts in place of `null` inside a record.
Value make_unknown(const program::Program& program, Arena& arena, program::TypeId type, const Cause& cause);

}  // namespace norma::eval
