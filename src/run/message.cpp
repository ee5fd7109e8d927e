#include "run/message.hpp"

#include <unordered_set>
#include <vector>

#include "run/value_text.hpp"

namespace norma::run {
namespace {

using eval::Proof;
using eval::ProofId;
using eval::ProofKind;
using eval::ProofNode;
using eval::Tag;
using eval::Value;
using program::Node;
using program::NodeId;
using program::Op;

bool is_local(Op op) { return op == Op::local || op == Op::local_definition; }

/// Finds what stood in a frame slot. A definition has a frame of its own, so the search does not enter one.
class SlotSearch {
 public:
  SlotSearch(const program::Program& program, const Proof& proof, std::uint32_t slot) : program_(program), proof_(proof), slot_(slot) {}

  Value run(ProofId root) {
    std::vector<ProofId> open{root};
    while (!open.empty()) {
      const ProofId id = open.back();
      open.pop_back();
      if (!id.valid() || id.index() >= proof_.nodes.size() || !seen_.insert(id.value()).second) continue;
      const ProofNode& node = proof_[id];
      if (holds_slot(node)) return node.value;
      if (node.kind == ProofKind::definition && id != root) continue;
      for (const ProofId child : proof_.children(node)) open.push_back(child);
    }
    return {};
  }

 private:
  bool holds_slot(const ProofNode& node) const {
    if (!node.node.valid()) return false;
    const Node& expression = program_.nodes[node.node.index()];
    return is_local(expression.op) && expression.a == slot_;
  }

  const program::Program& program_;
  const Proof& proof_;
  std::uint32_t slot_;
  std::unordered_set<std::uint32_t> seen_;
};

class MessageWriter {
 public:
  explicit MessageWriter(const MessageFrame& frame) : frame_(frame) {}

  std::string text(const std::optional<program::MessageTemplate>& message, Language language) {
    std::string out;
    if (!message) return out;
    for (const program::MessagePart& part : message->parts) out += part.value.valid() ? shown(part.value, language) : part.literal;
    return out;
  }

 private:
  std::string shown(NodeId id, Language language) {
    const Value value = value_of(id);
    const program::TypeId type = frame_.program.node_info[id.index()].type;
    if (value.tag == Tag::absent) return "…";
    if (value.tag == Tag::text) return std::string(value.as<eval::TextValue>()->text);
    return value_text(frame_.program, value, type, language);
  }

  Value value_of(NodeId id) {
    const Node& node = frame_.program.nodes[id.index()];
    if (is_local(node.op)) return local(node.a);
    if (node.op == Op::field) return field(node);
    if (node.op == Op::fact || node.op == Op::definition || node.op == Op::call) return frame_.evaluator.evaluate_node(id);
    return {};
  }

  Value local(std::uint32_t slot) {
    if (const Value own = SlotSearch(frame_.program, frame_.proof, slot).run(frame_.requirement); own.tag != Tag::absent) return own;
    if (slot < frame_.given.size() && frame_.given[slot].tag != Tag::absent) return frame_.given[slot];
    return SlotSearch(frame_.program, frame_.proof, slot).run(frame_.proof.root);
  }

  Value field(const Node& node) {
    const Value object = value_of(frame_.program.children[node.first_child]);
    if (object.tag == Tag::record) return object.as<eval::RecordValue>()->fields[node.a];
    if (object.tag == Tag::format) return object.as<eval::FormatValue>()->fields[node.a];
    return {};
  }

  const MessageFrame& frame_;
};

}  // namespace

Bilingual message_text(const program::Message& message, const MessageFrame& frame) {
  MessageWriter writer(frame);
  return {writer.text(message.en, Language::en), writer.text(message.zh, Language::zh)};
}

}  // namespace norma::run
