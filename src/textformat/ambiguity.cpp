#include "textformat/ambiguity.hpp"

#include <algorithm>

namespace norma {
namespace {

/// Two runs of the automaton over the same text, and whether they have differed in a field so far.
struct RunPair {
  StateId first = 0;
  StateId second = 0;
  bool differ = false;
  std::uint32_t previous = 0;  ///< index of the pair before the last character
  DoubleReading last;
};

/// Breadth first, so that the first difference found has the shortest text.
class ProductSearch {
 public:
  explicit ProductSearch(const Automaton& automaton)
      : automaton_(automaton), seen_(automaton.state_count() * automaton.state_count() * 2, false) {}

  std::optional<std::vector<DoubleReading>> run() {
    visit(RunPair{});
    for (std::size_t at = 0; at < pairs_.size(); ++at) {
      const RunPair pair = pairs_[at];
      if (pair.differ && automaton_.accepting[pair.first] && automaton_.accepting[pair.second]) return text_up_to(at);
      for (const Edge& first : automaton_.edges_of(pair.first)) {
        for (const Edge& second : automaton_.edges_of(pair.second)) step(at, pair, first, second);
      }
    }
    return std::nullopt;
  }

 private:
  void step(std::size_t at, const RunPair& pair, const Edge& first, const Edge& second) {
    const bool differ = pair.differ || first.field != second.field;
    if (seen_[index_of(first.target, second.target, differ)]) return;
    const auto common = CharacterSet::common_member(automaton_.sets[first.set], automaton_.sets[second.set]);
    if (!common) return;
    visit({first.target, second.target, differ, static_cast<std::uint32_t>(at), {*common, first.field, second.field}});
  }

  void visit(const RunPair& pair) {
    seen_[index_of(pair.first, pair.second, pair.differ)] = true;
    pairs_.push_back(pair);
  }

  std::size_t index_of(StateId first, StateId second, bool differ) const {
    return (first * automaton_.state_count() + second) * 2 + (differ ? 1 : 0);
  }

  std::vector<DoubleReading> text_up_to(std::size_t at) const {
    std::vector<DoubleReading> text;
    for (; at != 0; at = pairs_[at].previous) text.push_back(pairs_[at].last);
    std::reverse(text.begin(), text.end());
    return text;
  }

  const Automaton& automaton_;
  std::vector<bool> seen_;
  std::vector<RunPair> pairs_;
};

}  // namespace

std::optional<std::vector<DoubleReading>> find_double_reading(const Automaton& automaton) {
  return ProductSearch(automaton).run();
}

}  // namespace norma
