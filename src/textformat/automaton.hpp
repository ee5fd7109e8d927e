#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "textformat/character_set.hpp"

namespace norma {

/// What a text could have had at some place; the raw material of "expected …".
struct Expectation {
  static constexpr std::int16_t no_field = -1;

  std::optional<CharacterClass> characters;  ///< a character of this class, or
  std::string literal;                       ///< this text
  std::int16_t field = no_field;             ///< the field it would belong to

  friend bool operator==(const Expectation&, const Expectation&) = default;
};

using StateId = std::uint32_t;

/// One step over one character. `field` says to which field the character belongs; steps of different fields are
/// what makes two readings of a text different.
struct Edge {
  StateId target = 0;
  std::uint16_t set = 0;          ///< index into Automaton::sets
  std::int16_t field = Expectation::no_field;
  std::uint16_t expectation = 0;  ///< index into Automaton::expectations

  friend auto operator<=>(const Edge&, const Edge&) = default;
};

/// A nondeterministic automaton without empty steps. INVARIANT (TRIM): state 0 is the start, and every other state
/// lies on a path from the start to an accepting state.
struct Automaton {
  std::vector<CharacterSet> sets;
  std::vector<Expectation> expectations;
  std::vector<std::uint32_t> first_edge;  ///< one more than there are states
  std::vector<Edge> edges;
  std::vector<bool> accepting;

  std::size_t state_count() const { return accepting.size(); }
  std::span<const Edge> edges_of(StateId state) const {
    return std::span(edges).subspan(first_edge[state], first_edge[state + 1] - first_edge[state]);
  }
  bool takes(const Edge& edge, char32_t code_point) const { return sets[edge.set].contains(code_point); }
};

/// A state with the steps of all states that empty steps lead to.
struct ClosedState {
  std::vector<Edge> edges;
  bool accepting = false;
};

/// Collects states and steps, empty ones included, and turns them into an Automaton.
class AutomatonBuilder {
 public:
  StateId add_state();
  void add_empty_step(StateId from, StateId to) { nodes_[from].empty_steps.push_back(to); }
  void add_step(StateId from, StateId to, const CharacterSet& set, const Expectation& expectation);

  /// True once a limit has been passed; the builder then holds part of the states only.
  bool overflowed() const { return overflowed_; }

  /// Nothing if a limit is passed. Where no text is accepted, the result has one state that does not accept.
  std::optional<Automaton> finish(StateId start, StateId accept) const;

 private:
  struct Node {
    std::vector<Edge> edges;
    std::vector<StateId> empty_steps;
  };
  ClosedState close(StateId state, StateId accept) const;
  std::optional<std::vector<ClosedState>> close_reachable(StateId start, StateId accept) const;
  Automaton trim(const std::vector<ClosedState>& states) const;

  std::vector<Node> nodes_;
  std::vector<CharacterSet> sets_;
  std::vector<Expectation> expectations_;
  bool overflowed_ = false;
};

}  // namespace norma
