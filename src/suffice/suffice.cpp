#include "suffice/suffice.hpp"

#include <algorithm>
#include <limits>
#include <set>

#include "run/value_text.hpp"

namespace norma::suffice {
namespace {

using eval::Tag;
using eval::Value;
using eval::Verdict;
using program::TypeKind;

Result as_result(Verdict verdict) { return static_cast<Result>(verdict); }

class SufficiencyFinder {
 public:
  SufficiencyFinder(const program::Program& program, program::CallableId decision, const facts::CaseFacts& facts, std::optional<Date> on,
                    const SufficeOptions& options, Sufficiency& out)
      : program_(program), decision_(decision), on_(on), options_(options), evaluator_(program, options.limits), changed_(facts), out_(out) {
    evaluator_.write_messages(false);
    for (const Leaf& leaf : leaves_of(program, decision, facts, out.left_out)) {
      out.facts.emplace_back();
      out.facts.back().leaf = leaf;
    }
  }

  void run() {
    changed_.reset();
    out_.verdict = decide().verdict;
    for (FactEffect& effect : out_.facts) examine(effect);
    if (out_.verdict == Verdict::not_met) find_sets();
  }

 private:
  const eval::DecisionResult& decide() {
    evaluator_.begin_case(changed_.facts(), on_);
    evaluator_.decide(decision_, changed_.given(), result_);
    return result_;
  }

  Verdict verdict_with(const Leaf& leaf, Value value) {
    changed_.reset();
    changed_.set(leaf, value);
    return decide().verdict;
  }

  // ---- one fact alone -------------------------------------------------------------------------------------------------------
  void examine(FactEffect& effect) {
    const program::Type& type = program_[effect.leaf.type];
    effect.on_line = type.kind == TypeKind::number || type.kind == TypeKind::date;
    if (effect.on_line) on_line(effect, type);
    else by_choice(effect, type);
  }

  void by_choice(FactEffect& effect, const program::Type& type) {
    const std::size_t count = type.kind == TypeKind::boolean ? 2 : program_.enums[type.enumeration.index()].values.size();
    for (std::uint32_t i = 0; i < count; ++i) {
      const Value value = type.kind == TypeKind::boolean ? Value::boolean(i == 0) : Value::enumeration(i);
      effect.choices.push_back({value, verdict_with(effect.leaf, value)});
    }
    for (const Flip& choice : effect.choices)
      if (choice.verdict != out_.verdict && (!effect.nearest || closer(effect, type, choice.value))) effect.nearest = choice;
  }

  // In an ordered enum the value fewer places away is nearer; otherwise the first stays.
  bool closer(const FactEffect& effect, const program::Type& type, Value value) const {
    if (type.kind == TypeKind::boolean || !program_.enums[type.enumeration.index()].ordered) return false;
    return std::abs(value.bits - effect.leaf.value.bits) < std::abs(effect.nearest->value.bits - effect.leaf.value.bits);
  }

  static Line line_of(const program::Type& type) {
    Line line;
    if (type.kind == TypeKind::number) {
      line.range = {type.low, type.high, type.low_open, type.high_open};
      if (type.step) line.step = *type.step;
      else if (type.whole) line.step = Number(1);
      return line;
    }
    line.range = {Number(type.earliest.value_or(Date::first()).day_number()), Number(type.latest.value_or(Date::last()).day_number()), false, false};
    line.step = Number(1);
    return line;
  }

  Value value_at(const program::Type& type, const Number& number) {
    if (type.kind == TypeKind::date) return Value{number.small_numerator(), 1, Tag::date};
    SmallRatio small;
    if (number.is_small() && to_small(number, small)) return Value::number(small);
    return Value::pointer(Tag::big_number, out_.arena.make<Number>(number));
  }

  static bool to_small(const Number& number, SmallRatio& small) {
    if (number.small_denominator() > std::numeric_limits<std::uint32_t>::max()) return false;
    small = {number.small_numerator(), static_cast<std::uint32_t>(number.small_denominator())};
    return true;
  }

  Number number_at(const program::Type& type, Value value) const {
    return type.kind == TypeKind::date ? Number(value.bits) : run::number_of(value).value_or(Number(0));
  }

  Value unknown_over(const program::Type& type, const eval::Interval& interval) {
    eval::Unknown unknown;
    unknown.kind = type.kind == TypeKind::date ? eval::Unknown::Kind::date : eval::Unknown::Kind::number;
    unknown.interval = interval;
    unknown.causes = eval::single_cause(scratch_, {});
    return Value::pointer(Tag::unknown, scratch_.make<eval::Unknown>(unknown));
  }

  void on_line(FactEffect& effect, const program::Type& type) {
    const Number present = number_at(type, effect.leaf.value);
    LineDecider decider;
    decider.at = [&](const Number& number) { return as_result(verdict_with(effect.leaf, value_at(type, number))); };
    decider.over = [&](const eval::Interval& interval) -> std::optional<Result> {
      scratch_.reset();
      const Verdict verdict = verdict_with(effect.leaf, unknown_over(type, interval));
      // "undetermined" may only mean that the bounds are too coarse.
      if (verdict == Verdict::undetermined) return std::nullopt;
      return as_result(verdict);
    };
    Partition found = partition(line_of(type), decider, present, options_.decisions_per_fact);
    effect.unsettled = found.settled ? Unsettled::no : Unsettled::too_many_decisions;
    effect.pieces = std::move(found.pieces);
    nearest_on_line(effect, type, present);
  }

  // The end of the neighbouring piece that lies nearer to the present value.
  void nearest_on_line(FactEffect& effect, const program::Type& type, const Number& present) {
    std::optional<Number> best;
    for (const Piece& piece : effect.pieces) {
      if (piece.result == as_result(out_.verdict)) continue;
      const bool above = piece.interval.low && *piece.interval.low >= present;
      const auto& end = above ? piece.interval.low : piece.interval.high;
      if (!end) continue;
      const Number distance = absolute(subtract(*end, present).value);
      if (best && *best <= distance) continue;
      best = distance;
      effect.nearest = Flip{value_at(type, *end), static_cast<Verdict>(piece.result)};
      effect.border_open = above ? piece.interval.low_open : piece.interval.high_open;
    }
  }

  // ---- sets of changes ------------------------------------------------------------------------------------------------------
  // Candidates: of each fact the values, nearest first, that lead to another result of some failing requirement.
  void find_sets() {
    candidates();
    std::vector<Change> chosen;
    for (std::size_t size = 1; size <= options_.facts_in_set && out_.sets.size() < options_.sets; ++size) combine(chosen, 0, size);
  }

  void candidates() {
    changed_.reset();
    std::vector<std::pair<std::uint32_t, std::string>> failing;
    for (const eval::RequirementResult& requirement : decide().requirements)
      if (!requirement.advisory && requirement.state == eval::RequirementState::not_met) failing.emplace_back(requirement.requirement.value(), requirement.member);
    for (std::size_t i = 0; i < out_.facts.size(); ++i) {
      std::set<Number> numbers;
      std::set<std::int64_t> others;
      for (const auto& requirement : failing) candidate(i, requirement, numbers, others);
    }
  }

  bool met_with(const Leaf& leaf, Value value, const std::pair<std::uint32_t, std::string>& wanted) {
    verdict_with(leaf, value);
    for (const eval::RequirementResult& requirement : result_.requirements)
      if (requirement.requirement.value() == wanted.first && requirement.member == wanted.second)
        return requirement.state == eval::RequirementState::met || requirement.state == eval::RequirementState::not_applicable;
    return true;  // a member that is gone fails no more
  }

  void candidate(std::size_t fact, const std::pair<std::uint32_t, std::string>& requirement, std::set<Number>& numbers, std::set<std::int64_t>& others) {
    const FactEffect& effect = out_.facts[fact];
    const program::Type& type = program_[effect.leaf.type];
    if (!effect.on_line) {
      for (const Flip& choice : effect.choices)
        if (choice.value.bits != effect.leaf.value.bits && !others.contains(choice.value.bits) && met_with(effect.leaf, choice.value, requirement)) {
          others.insert(choice.value.bits);
          candidates_.push_back({fact, choice.value});
        }
      return;
    }
    const Number present = number_at(type, effect.leaf.value);
    LineDecider decider;
    decider.at = [&](const Number& number) { return met_with(effect.leaf, value_at(type, number), requirement) ? Result{1} : Result{0}; };
    decider.over = [&](const eval::Interval& interval) -> std::optional<Result> {
      scratch_.reset();
      verdict_with(effect.leaf, unknown_over(type, interval));
      for (const eval::RequirementResult& one : result_.requirements) {
        if (one.requirement.value() != requirement.first || one.member != requirement.second) continue;
        if (one.state == eval::RequirementState::undetermined) return std::nullopt;
        return one.state == eval::RequirementState::met || one.state == eval::RequirementState::not_applicable ? Result{1} : Result{0};
      }
      return std::nullopt;
    };
    const Partition found = partition(line_of(type), decider, present, options_.decisions_per_fact / 4);
    for (const Piece& piece : found.pieces) {
      if (piece.result == 0) continue;
      const bool above = piece.interval.low && *piece.interval.low >= present;
      const auto& end = above ? piece.interval.low : piece.interval.high;
      const bool open = above ? piece.interval.low_open : piece.interval.high_open;
      if (end && !open && numbers.insert(*end).second) candidates_.push_back({fact, value_at(type, *end)});
    }
  }

  void combine(std::vector<Change>& chosen, std::size_t from, std::size_t size) {
    if (out_.sets.size() >= options_.sets || tried_ >= options_.decisions_per_fact) return;
    if (chosen.size() == size) return test(chosen);
    for (std::size_t i = from; i < candidates_.size(); ++i) {
      if (std::any_of(chosen.begin(), chosen.end(), [&](const Change& other) { return other.fact == candidates_[i].fact; })) continue;
      chosen.push_back(candidates_[i]);
      if (!holds_a_set(chosen)) combine(chosen, i + 1, size);
      chosen.pop_back();
    }
  }

  // A set found before is smaller and is enough.
  bool holds_a_set(const std::vector<Change>& chosen) const {
    return std::any_of(out_.sets.begin(), out_.sets.end(), [&](const std::vector<Change>& set) {
      return std::all_of(set.begin(), set.end(), [&](const Change& one) {
        return std::any_of(chosen.begin(), chosen.end(), [&](const Change& other) {
          return other.fact == one.fact && other.value.bits == one.value.bits && other.value.aux == one.value.aux;
        });
      });
    });
  }

  void test(const std::vector<Change>& chosen) {
    ++tried_;
    changed_.reset();
    for (const Change& change : chosen) changed_.set(out_.facts[change.fact].leaf, change.value);
    if (decide().verdict == Verdict::met) out_.sets.push_back(chosen);
  }

  const program::Program& program_;
  program::CallableId decision_;
  std::optional<Date> on_;
  const SufficeOptions& options_;
  eval::Evaluator evaluator_;
  eval::DecisionResult result_;
  ChangedCase changed_;
  Arena scratch_;
  std::vector<Change> candidates_;
  std::size_t tried_ = 0;
  Sufficiency& out_;
};

}  // namespace

void find_sufficient(const program::Program& program, program::CallableId decision, const facts::CaseFacts& facts, std::optional<Date> on,
                     const SufficeOptions& options, Sufficiency& result) {
  SufficiencyFinder(program, decision, facts, on, options, result).run();
}

}  // namespace norma::suffice
