#include "textformat/simulation.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace norma {
namespace {

/// The states reached after the same characters, each with the extents of the fields on its way.
struct Front {
  std::vector<StateId> states;
  std::vector<FieldExtent> extents;  ///< field_count for each state

  void clear() {
    states.clear();
    extents.clear();
  }
};

class Simulation {
 public:
  Simulation(const Automaton& automaton, std::size_t field_count)
      : automaton_(automaton), field_count_(field_count), reached_in_(automaton.state_count(), 0) {
    current_.states.push_back(0);
    current_.extents.resize(field_count);
  }

  SimulationResult run(std::string_view text) {
    std::size_t offset = 0;
    while (offset < text.size()) {
      const DecodedCodePoint decoded = decode_utf8(text, offset);
      if (!decoded.valid) return stopped(offset, true);
      advance(decoded.code_point, offset, offset + decoded.length);
      if (next_.states.empty()) return stopped(offset, false);
      std::swap(current_, next_);
      offset += decoded.length;
    }
    for (std::size_t i = 0; i < current_.states.size(); ++i) {
      if (automaton_.accepting[current_.states[i]]) return accepted(i);
    }
    return stopped(offset, false);
  }

 private:
  void advance(char32_t code_point, std::size_t begin, std::size_t end) {
    next_.clear();
    ++generation_;
    for (std::size_t i = 0; i < current_.states.size(); ++i) {
      for (const Edge& edge : automaton_.edges_of(current_.states[i])) {
        if (reached_in_[edge.target] == generation_ || !automaton_.takes(edge, code_point)) continue;
        reached_in_[edge.target] = generation_;
        follow(i, edge, begin, end);
      }
    }
  }

  void follow(std::size_t from, const Edge& edge, std::size_t begin, std::size_t end) {
    next_.states.push_back(edge.target);
    const auto first = current_.extents.begin() + static_cast<std::ptrdiff_t>(from * field_count_);
    next_.extents.insert(next_.extents.end(), first, first + static_cast<std::ptrdiff_t>(field_count_));
    if (edge.field == Expectation::no_field || field_count_ == 0) return;
    FieldExtent& extent = *(next_.extents.end() - static_cast<std::ptrdiff_t>(field_count_) + edge.field);
    if (extent.begin == FieldExtent::absent) extent.begin = begin;
    extent.end = end;
  }

  SimulationResult accepted(std::size_t index) const {
    SimulationResult result;
    result.accepted = true;
    const auto first = current_.extents.begin() + static_cast<std::ptrdiff_t>(index * field_count_);
    result.fields.assign(first, first + static_cast<std::ptrdiff_t>(field_count_));
    return result;
  }

  SimulationResult stopped(std::size_t offset, bool malformed) const {
    SimulationResult result;
    result.stopped_at = offset;
    result.malformed_utf8 = malformed;
    for (const StateId state : current_.states) {
      result.end_expected = result.end_expected || automaton_.accepting[state];
      for (const Edge& edge : automaton_.edges_of(state)) result.expectations.push_back(edge.expectation);
    }
    std::sort(result.expectations.begin(), result.expectations.end());
    result.expectations.erase(std::unique(result.expectations.begin(), result.expectations.end()),
                              result.expectations.end());
    return result;
  }

  const Automaton& automaton_;
  std::size_t field_count_;
  Front current_;
  Front next_;
  std::vector<std::uint64_t> reached_in_;  ///< the character before which a state was last reached
  std::uint64_t generation_ = 0;
};

}  // namespace

SimulationResult simulate(const Automaton& automaton, std::size_t field_count, std::string_view text) {
  return Simulation(automaton, field_count).run(text);
}

}  // namespace norma
