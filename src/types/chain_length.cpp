#include "types/chain_length.hpp"

#include <algorithm>
#include <vector>

#include "program/walk.hpp"

namespace norma::types {
namespace {

using program::CallableId;
using program::NodeId;

class ChainMeasure {
 public:
  explicit ChainMeasure(const program::Program& program)
      : program_(program), lengths_(program.callables.size(), 0), seen_for_(program.nodes.size()) {}

  /// The first callable found whose chain, itself included, is longer than allowed; invalid if there is none.
  CallableId find_too_long() {
    for (std::size_t i = 0; i < lengths_.size(); ++i) {
      if (lengths_[i] == 0) open(CallableId::from_index(i));
      while (!path_.empty())
        if (const CallableId found = step(); found.valid()) return found;
    }
    return {};
  }

 private:
  // A callable on the way down, and those of its uses that are still to be measured.
  struct Level {
    CallableId callable;
    std::vector<CallableId> uses;
    std::size_t longest_use = 0;
  };

  CallableId step() {
    Level& level = path_.back();
    if (level.uses.empty()) return close();
    const std::size_t length = lengths_[level.uses.back().index()];
    if (length == 0) {
      open(level.uses.back());
    } else {
      level.longest_use = std::max(level.longest_use, length);
      level.uses.pop_back();
    }
    return {};
  }

  void open(CallableId callable) { path_.push_back({callable, uses_of(callable)}); }

  CallableId close() {
    const Level level = std::move(path_.back());
    path_.pop_back();
    lengths_[level.callable.index()] = level.longest_use + 1;
    return level.longest_use + 1 > longest_chain ? level.callable : CallableId();
  }

  std::vector<CallableId> uses_of(CallableId callable) {
    std::vector<CallableId> uses;
    std::vector<NodeId> pending;
    const auto on_callable = [&](CallableId used) { uses.push_back(used); };
    const auto on_node = [&](NodeId node) {
      if (seen_for_[node.index()] == callable) return;
      seen_for_[node.index()] = callable;
      pending.push_back(node);
    };
    program::visit_uses(program_, callable, on_node, on_callable);
    while (!pending.empty()) {
      const NodeId node = pending.back();
      pending.pop_back();
      program::visit_uses(program_, node, on_node, on_callable);
    }
    return uses;
  }

  const program::Program& program_;
  std::vector<std::size_t> lengths_;      // 0: not measured yet
  std::vector<CallableId> seen_for_;      // the callable a node was last visited for
  std::vector<Level> path_;
};

}  // namespace

void refuse_long_chains(const program::Program& program, DiagnosticSink& sink) {
  const CallableId found = ChainMeasure(program).find_too_long();
  if (!found.valid()) return;
  const program::Callable& callable = program[found];
  sink.add(diagnose(DiagnosticKind::call_chain_too_long, callable.head)
               .message("`{}` rests on a chain of more than {} definitions", callable.name, longest_chain)
               .help("compute steps together in fewer definitions"));
}

}  // namespace norma::types
