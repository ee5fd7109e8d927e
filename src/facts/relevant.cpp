#include "facts/relevant.hpp"

#include "program/walk.hpp"

namespace norma::facts {
namespace {

using program::CallableId;
using program::FactId;
using program::NodeId;

// Reaches everything once, with a list of work instead of recursion.
class Reach {
 public:
  explicit Reach(const program::Program& program)
      : program_(program), nodes_(program.nodes.size()), callables_(program.callables.size()), facts_(program.facts.size()) {}

  void from(CallableId start) {
    add(start);
    while (!work_.empty()) {
      const NodeId node = work_.back();
      work_.pop_back();
      if (program_.nodes[node.index()].op == program::Op::fact) add_fact(program_.nodes[node.index()].a);
      program::visit_uses(program_, node, [&](NodeId used) { add(used); }, [&](CallableId used) { add(used); });
    }
  }

  std::vector<FactId> facts() const {
    std::vector<FactId> result;
    for (std::size_t i = 0; i < facts_.size(); ++i)
      if (facts_[i]) result.push_back(FactId::from_index(i));
    return result;
  }

 private:
  void add(NodeId node) {
    if (nodes_[node.index()]) return;
    nodes_[node.index()] = true;
    work_.push_back(node);
  }
  void add(CallableId callable) {
    if (callables_[callable.index()]) return;
    callables_[callable.index()] = true;
    program::visit_uses(program_, callable, [&](NodeId used) { add(used); }, [&](CallableId used) { add(used); });
    for (const program::Fact& given : program_[callable].given)
      if (given.asked_when.valid()) add(given.asked_when);
  }
  void add_fact(std::uint32_t fact) {
    if (facts_[fact]) return;
    facts_[fact] = true;
    if (program_.facts[fact].asked_when.valid()) add(program_.facts[fact].asked_when);
  }

  const program::Program& program_;
  std::vector<bool> nodes_, callables_, facts_;
  std::vector<NodeId> work_;
};

}  // namespace

std::vector<FactId> relevant_facts(const program::Program& program, CallableId start) {
  if (start.valid()) {
    Reach reach(program);
    reach.from(start);
    return reach.facts();
  }
  std::vector<FactId> all;
  for (std::size_t i = 0; i < program.facts.size(); ++i)
    if (!program.packages[program.facts[i].package.index()].bundled) all.push_back(FactId::from_index(i));
  return all;
}

}  // namespace norma::facts
