#include "record/proof_table.hpp"

#include <unordered_map>

#include "base/json_text.hpp"
#include "program/dump.hpp"
#include "record/value_json.hpp"

namespace norma::record {
namespace {

using eval::Proof;
using eval::ProofId;
using eval::ProofKind;
using eval::ProofNode;
using program::Program;
using program::TypeId;

// What the steps that are no expressions are called; null for expressions.
const char* kind_word(const ProofNode& node) {
  switch (node.kind) {
    case ProofKind::fact: return node.node.valid() ? nullptr : "fact";
    case ProofKind::default_used: return "default";
    case ProofKind::given: return "given";
    case ProofKind::variable: return "variable";
    case ProofKind::local_definition: return "local definition";
    case ProofKind::definition: return "definition";
    case ProofKind::decision: return "decision";
    case ProofKind::requirement: return "requirement";
    case ProofKind::member: return "member";
    case ProofKind::output: return "output";
    case ProofKind::truncated: return "truncated";
    default: return nullptr;
  }
}

class TableWriter {
 public:
  TableWriter(const Program& program, const Proof& proof) : program_(program), proof_(proof) {}

  std::vector<std::string> write() {
    if (!proof_.root.valid()) return {};
    std::vector<std::pair<ProofId, std::size_t>> path{{proof_.root, 0}};
    // A walk with a stack of its own: proofs are deeper than the machine's.
    while (!path.empty()) {
      auto& [id, next] = path.back();
      const auto children = proof_.children(proof_[id]);
      if (next < children.size()) {
        const ProofId child = children[next++];
        if (!rows_of_.contains(child.value())) path.emplace_back(child, 0);
        continue;
      }
      const ProofId done = id;
      path.pop_back();
      if (!rows_of_.contains(done.value())) add(done);
    }
    return std::move(rows_);
  }

 private:
  void add(ProofId id) {
    std::string row = written(proof_[id]);
    const auto [found, is_new] = numbers_.try_emplace(row, rows_.size());
    if (is_new) rows_.push_back(std::move(row));
    rows_of_.emplace(id.value(), found->second);
  }

  static void member(std::string& row, const char* name, std::uint32_t number) { row += ",\"" + std::string(name) + "\":" + std::to_string(number); }

  std::string written(const ProofNode& node) const {
    std::string row;
    if (const char* kind = kind_word(node)) {
      row = "{\"kind\":" + json_string(kind);
      if (node.fact.valid()) member(row, "fact", node.fact.value());
      if (node.callable.valid()) member(row, "declaration", node.callable.value());
      if (node.index != 0xffffffffU) member(row, "index", node.index);
      if (const std::string name = name_of(node); !name.empty()) row += ",\"name\":" + json_string(name);
    } else {
      row = "{\"op\":" + json_string(program::operation_name(program_.nodes[node.node.index()].op));
    }
    if (node.node.valid()) member(row, "node", node.node.value());
    row += ",\"value\":" + value_json(program_, node.value, type_of(node)) + ",\"children\":[";
    bool begun = false;
    for (const ProofId child : proof_.children(node)) {
      if (begun) row += ',';
      row += std::to_string(rows_of_.at(child.value()));
      begun = true;
    }
    return row + "]}";
  }

  std::string name_of(const ProofNode& node) const {
    if (node.fact.valid()) return program_.facts[node.fact.index()].name;
    if (!node.callable.valid()) return {};
    const program::Callable& callable = program_[node.callable];
    if (node.kind == ProofKind::output) return callable.outputs[node.index].name;
    if (node.kind == ProofKind::given || node.kind == ProofKind::default_used) return callable.parameters[node.index].name;
    return callable.name;
  }

  TypeId type_of(const ProofNode& node) const {
    switch (node.kind) {
      case ProofKind::variable: return program_[program_.node_info[node.node.index()].type].element;
      case ProofKind::decision:
      case ProofKind::requirement:
      case ProofKind::member: return program_[node.callable].result;
      default: break;
    }
    if (node.node.valid()) return program_.node_info[node.node.index()].type;
    if (node.fact.valid()) return program_.facts[node.fact.index()].type;
    return node.callable.valid() && node.index < program_[node.callable].parameters.size() ? program_[node.callable].parameters[node.index].type
                                                                                           : TypeId();
  }

  const Program& program_;
  const Proof& proof_;
  std::vector<std::string> rows_;
  std::unordered_map<std::string, std::size_t> numbers_;          // row -> its number
  std::unordered_map<std::uint32_t, std::size_t> rows_of_;        // step -> its row
};

}  // namespace

std::vector<std::string> proof_table(const Program& program, const Proof& proof) { return TableWriter(program, proof).write(); }

}  // namespace norma::record
