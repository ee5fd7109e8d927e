#include "textformat/automaton.hpp"

#include <algorithm>
#include <limits>

namespace norma {
namespace {

constexpr StateId dropped = std::numeric_limits<StateId>::max();

/// The index of `value` in `values`, added at the end if it is new. The most recent values are the likeliest.
template <class Value>
std::uint16_t index_of(std::vector<Value>& values, const Value& value) {
  const auto found = std::find(values.rbegin(), values.rend(), value);
  if (found != values.rend()) return static_cast<std::uint16_t>(values.rend() - found - 1);
  values.push_back(value);
  return static_cast<std::uint16_t>(values.size() - 1);
}

/// The states that lie on a path from the start to an accepting state; the start in any case.
std::vector<bool> useful_states(const std::vector<ClosedState>& states) {
  std::vector<std::vector<StateId>> before(states.size());
  std::vector<StateId> pending;
  std::vector<bool> useful(states.size(), false);
  for (StateId state = 0; state < states.size(); ++state) {
    for (const Edge& edge : states[state].edges) before[edge.target].push_back(state);
    if (!states[state].accepting) continue;
    useful[state] = true;
    pending.push_back(state);
  }
  while (!pending.empty()) {
    const StateId state = pending.back();
    pending.pop_back();
    for (const StateId previous : before[state]) {
      if (useful[previous]) continue;
      useful[previous] = true;
      pending.push_back(previous);
    }
  }
  if (!useful.empty()) useful[0] = true;
  return useful;
}

}  // namespace

StateId AutomatonBuilder::add_state() {
  if (nodes_.size() >= FormatLimits::raw_states) {
    overflowed_ = true;
    return 0;
  }
  nodes_.emplace_back();
  return static_cast<StateId>(nodes_.size() - 1);
}

void AutomatonBuilder::add_step(StateId from, StateId to, const CharacterSet& set, const Expectation& expectation) {
  if (overflowed_) return;
  nodes_[from].edges.push_back({to, index_of(sets_, set), expectation.field, index_of(expectations_, expectation)});
}

ClosedState AutomatonBuilder::close(StateId state, StateId accept) const {
  ClosedState closed;
  std::vector<StateId> members = {state};
  std::vector<bool> seen(nodes_.size(), false);
  seen[state] = true;
  for (std::size_t at = 0; at < members.size(); ++at) {
    const Node& node = nodes_[members[at]];
    if (members[at] == accept) closed.accepting = true;
    closed.edges.insert(closed.edges.end(), node.edges.begin(), node.edges.end());
    for (const StateId next : node.empty_steps) {
      if (!seen[next]) members.push_back(next);
      seen[next] = true;
    }
  }
  return closed;
}

/// Closes each state reached by a step, numbered in the order of discovery: the start is 0.
std::optional<std::vector<ClosedState>> AutomatonBuilder::close_reachable(StateId start, StateId accept) const {
  std::vector<ClosedState> states;
  std::vector<StateId> order = {start};
  std::vector<StateId> number_of(nodes_.size(), dropped);
  number_of[start] = 0;
  std::size_t edge_count = 0;
  for (std::size_t at = 0; at < order.size(); ++at) {
    ClosedState state = close(order[at], accept);
    for (Edge& edge : state.edges) {
      if (number_of[edge.target] == dropped) {
        number_of[edge.target] = static_cast<StateId>(order.size());
        order.push_back(edge.target);
      }
      edge.target = number_of[edge.target];
    }
    std::sort(state.edges.begin(), state.edges.end());
    state.edges.erase(std::unique(state.edges.begin(), state.edges.end()), state.edges.end());
    edge_count += state.edges.size();
    if (edge_count > 8 * FormatLimits::edges) return std::nullopt;
    states.push_back(std::move(state));
  }
  return states;
}

/// Drops what cannot lead to acceptance: establishes TRIM.
Automaton AutomatonBuilder::trim(const std::vector<ClosedState>& states) const {
  const std::vector<bool> useful = useful_states(states);
  std::vector<StateId> renumbered(states.size(), dropped);
  StateId count = 0;
  for (StateId state = 0; state < states.size(); ++state) {
    if (useful[state]) renumbered[state] = count++;
  }
  Automaton result{sets_, expectations_, {}, {}, {}};
  for (StateId state = 0; state < states.size(); ++state) {
    if (!useful[state]) continue;
    result.first_edge.push_back(static_cast<std::uint32_t>(result.edges.size()));
    result.accepting.push_back(states[state].accepting);
    for (Edge edge : states[state].edges) {
      if (!useful[edge.target]) continue;
      edge.target = renumbered[edge.target];
      result.edges.push_back(edge);
    }
  }
  result.first_edge.push_back(static_cast<std::uint32_t>(result.edges.size()));
  return result;
}

std::optional<Automaton> AutomatonBuilder::finish(StateId start, StateId accept) const {
  if (overflowed_) return std::nullopt;
  const auto states = close_reachable(start, accept);
  if (!states) return std::nullopt;
  Automaton result = trim(*states);
  if (result.state_count() > FormatLimits::states || result.edges.size() > FormatLimits::edges) return std::nullopt;
  return result;
}

}  // namespace norma
