#include "textformat/construction.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "base/utf8.hpp"

namespace norma {
namespace {

/// How the significant digits read so far compare with as many leading digits of a bound.
enum class Comparison : std::uint8_t { less, equal, greater };

/// What has to be remembered of the digits read so far to know whether the number is in its range.
struct DigitProgress {
  std::uint32_t read = 0;         ///< digits read, no further than the count can matter
  std::uint32_t significant = 0;  ///< of these, without leading zeros, no further than they can matter
  Comparison to_least = Comparison::equal;
  Comparison to_greatest = Comparison::equal;

  friend auto operator<=>(const DigitProgress&, const DigitProgress&) = default;
};

/// The rules a run of digits must keep to as an integer: width, leading zeros, range.
class IntegerRules {
 public:
  IntegerRules(const FieldSpec& field, const CharacterRun& run)
      : run_(run),
        plain_(field.plain),
        least_(field.least.value_or(0) > 0 ? std::to_string(*field.least) : std::string()),
        greatest_(field.greatest ? std::to_string(*field.greatest) : std::string()),
        has_greatest_(field.greatest.has_value()) {}

  /// Nothing if no number in the rules begins like this.
  std::optional<DigitProgress> after(DigitProgress progress, char digit) const {
    if (run_.maximum && progress.read >= *run_.maximum) return std::nullopt;
    if (plain_ && progress.read > 0 && progress.significant == 0) return std::nullopt;
    progress.read = std::min(progress.read + 1, run_.maximum.value_or(std::max(run_.minimum, 1U)));
    if (progress.significant == 0 && digit == '0') return progress;
    progress.significant = std::min(progress.significant + 1, longest_bound() + 1);
    progress.to_least = compared(progress.to_least, least_, progress.significant, digit);
    progress.to_greatest = compared(progress.to_greatest, greatest_, progress.significant, digit);
    return progress;
  }

  bool accepts(const DigitProgress& progress) const {
    if (progress.read < run_.minimum || progress.read == 0) return false;
    const bool not_below = least_.empty() || against(least_, progress.significant, progress.to_least) != Comparison::less;
    const bool not_above =
        !has_greatest_ || against(greatest_, progress.significant, progress.to_greatest) != Comparison::greater;
    return not_below && not_above;
  }

 private:
  std::uint32_t longest_bound() const {
    return static_cast<std::uint32_t>(std::max(least_.size(), greatest_.size()));
  }

  static Comparison compared(Comparison before, const std::string& bound, std::uint32_t position, char digit) {
    if (position > bound.size()) return Comparison::greater;
    if (before != Comparison::equal || digit == bound[position - 1]) return before;
    return digit < bound[position - 1] ? Comparison::less : Comparison::greater;
  }

  /// A number with more digits is greater; with as many, the digits have been compared already.
  static Comparison against(const std::string& bound, std::uint32_t significant, Comparison digits) {
    if (significant > bound.size()) return Comparison::greater;
    if (significant < bound.size()) return bound == "0" ? Comparison::equal : Comparison::less;
    return digits;
  }

  CharacterRun run_;
  bool plain_;
  std::string least_;  ///< empty: no lower bound
  std::string greatest_;
  bool has_greatest_;
};

class Constructor {
 public:
  std::optional<Automaton> format(const FormatSpec& spec) {
    const StateId start = builder_.add_state();
    const StateId accept = add_items(spec.items, start);
    return builder_.finish(start, accept);
  }

  std::optional<Automaton> field(const FieldSpec& spec, std::int16_t number) {
    const StateId start = builder_.add_state();
    next_field_ = number;
    const StateId accept = add_field(spec, start);
    return builder_.finish(start, accept);
  }

 private:
  // Each add_… function builds on from `from` and returns the state in which the part is complete.

  StateId add_items(const std::vector<FormatItemSpec>& items, StateId from) {
    for (const FormatItemSpec& item : items) from = add_item(item, from);
    return from;
  }

  StateId add_item(const FormatItemSpec& item, StateId from) {
    if (const auto* spec = std::get_if<FieldSpec>(&item.form)) return add_field(*spec, from);
    if (const auto* spec = std::get_if<LiteralSpec>(&item.form)) return add_literal(*spec, from);
    const StateId end = builder_.add_state();
    builder_.add_empty_step(add_items(std::get<OptionalSpec>(item.form).items, from), end);
    builder_.add_empty_step(from, end);
    return end;
  }

  StateId add_literal(const LiteralSpec& spec, StateId from) {
    const StateId end = builder_.add_state();
    for (const std::string& variant : spec.variants) {
      builder_.add_empty_step(add_text(variant, from, Expectation::no_field), end);
    }
    return end;
  }

  StateId add_text(std::string_view text, StateId from, std::int16_t field) {
    for (const auto& [offset, code_point, length] : CodePoints(text)) {
      const StateId next = builder_.add_state();
      builder_.add_step(from, next, CharacterSet::single(code_point),
                        {std::nullopt, std::string(text.substr(offset)), field});
      from = next;
    }
    return from;
  }

  StateId add_field(const FieldSpec& spec, StateId from) {
    const std::int16_t number = next_field_++;
    if (spec.as_integer) {
      return add_integer(spec, std::get<CharacterRun>(spec.alternatives.front().front()), from, number);
    }
    const StateId end = builder_.add_state();
    for (const FieldAlternative& alternative : spec.alternatives) {
      StateId at = from;
      for (const FieldPiece& piece : alternative) at = add_piece(piece, at, number);
      builder_.add_empty_step(at, end);
    }
    return end;
  }

  StateId add_piece(const FieldPiece& piece, StateId from, std::int16_t field) {
    if (const auto* text = std::get_if<std::string>(&piece)) return add_text(*text, from, field);
    return add_run(std::get<CharacterRun>(piece), from, field);
  }

  StateId add_run(const CharacterRun& run, StateId from, std::int16_t field) {
    const CharacterSet set = CharacterSet::of(run.characters);
    const Expectation expected{run.characters, {}, field};
    const auto one_more = [&](StateId at) {
      const StateId next = builder_.add_state();
      builder_.add_step(at, next, set, expected);
      return next;
    };
    for (std::uint32_t i = 0; i < run.minimum; ++i) from = one_more(from);
    const StateId end = builder_.add_state();
    builder_.add_empty_step(from, end);
    if (!run.maximum) {  // `end` belongs to this run alone, so that the loop starts nowhere else
      builder_.add_step(end, end, set, expected);
      return leave(end);
    }
    for (std::uint32_t i = run.minimum; i < *run.maximum; ++i) {
      from = one_more(from);
      builder_.add_empty_step(from, end);
    }
    return end;
  }

  StateId leave(StateId loop) {
    const StateId end = builder_.add_state();
    builder_.add_empty_step(loop, end);
    return end;
  }

  /// One state for each progress that can occur; digits that lead to the same one share a step.
  StateId add_integer(const FieldSpec& spec, const CharacterRun& run, StateId from, std::int16_t field) {
    const IntegerRules rules(spec, run);
    const Expectation expected{CharacterClass::digits, {}, field};
    const StateId end = builder_.add_state();
    std::map<DigitProgress, StateId> states = {{DigitProgress{}, from}};
    std::vector<DigitProgress> pending = {DigitProgress{}};
    while (!pending.empty() && !builder_.overflowed()) {
      const DigitProgress progress = pending.back();
      pending.pop_back();
      const StateId state = states.at(progress);
      if (rules.accepts(progress)) builder_.add_empty_step(state, end);
      std::map<StateId, std::vector<CodePointRange>> digits_to;
      for (char digit = '0'; digit <= '9'; ++digit) {
        const auto next = rules.after(progress, digit);
        if (!next) continue;
        const auto [entry, is_new] = states.try_emplace(*next, 0);
        if (is_new) {
          entry->second = builder_.add_state();
          pending.push_back(*next);
        }
        extend(digits_to[entry->second], digit);
      }
      for (const auto& [target, ranges] : digits_to) {
        builder_.add_step(state, target, CharacterSet(ranges), expected);
      }
    }
    return end;
  }

  static void extend(std::vector<CodePointRange>& ranges, char digit) {
    const auto code_point = static_cast<char32_t>(digit);
    if (!ranges.empty() && ranges.back().last + 1 == code_point) ranges.back().last = code_point;
    else ranges.push_back({code_point, code_point});
  }

  AutomatonBuilder builder_;
  std::int16_t next_field_ = 0;
};

}  // namespace

std::optional<Automaton> construct_format(const FormatSpec& spec) { return Constructor().format(spec); }

std::optional<Automaton> construct_field(const FieldSpec& spec, std::int16_t field) {
  return Constructor().field(spec, field);
}

}  // namespace norma
