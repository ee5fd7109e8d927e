#include "explain/wording.hpp"

#include "base/unicode.hpp"
#include "explain/value_text.hpp"

namespace norma::explain {
namespace {

using program::MessageTemplate;
using program::Program;

std::string filled(const Program& program, const MessageTemplate& text, const eval::Proof& proof, const eval::ProofNode& carrier,
                   Language language) {
  std::string result;
  for (const program::MessagePart& part : text.parts) {
    if (!part.value.valid()) {
      result += escape_for_display(part.literal);
      continue;
    }
    std::string shown = "…";
    for (const eval::ProofId id : proof.children(carrier)) {
      if (proof[id].node != part.value) continue;
      shown = value_text(program, proof[id].value, program.node_info[part.value.index()].type, language);
      break;
    }
    result += shown;
  }
  return result;
}

bool contains(const std::optional<MessageTemplate>& text, program::NodeId node) {
  if (!text) return false;
  for (const program::MessagePart& part : text->parts)
    if (part.value == node) return true;
  return false;
}

}  // namespace

BothLanguages label_of(const program::Labels& labels, std::string_view name) {
  const std::string readable = readable_name(name);
  return {escape_for_display(facts::label_text(labels, Language::en, readable)),
          escape_for_display(facts::label_text(labels, Language::zh, readable))};
}

BothLanguages words_of(const program::Labels& labels) { return label_of(labels, ""); }

std::vector<std::string> clauses_of(const std::vector<program::Citation>& citations) {
  std::vector<std::string> clauses;
  for (const program::Citation& citation : citations)
    clauses.push_back(escape_for_display(citation.package.empty() ? citation.clause : citation.package + ":" + citation.clause));
  return clauses;
}

BothLanguages message_of(const Program& program, const program::Message& message, const eval::Proof& proof,
                         const eval::ProofNode& carrier) {
  if (!message.en && !message.zh) return {};
  const MessageTemplate& en = message.en ? *message.en : *message.zh;
  const MessageTemplate& zh = message.zh ? *message.zh : *message.en;
  return {filled(program, en, proof, carrier, Language::en), filled(program, zh, proof, carrier, Language::zh)};
}

bool is_message_part(const program::Message& message, program::NodeId node) {
  return node.valid() && (contains(message.en, node) || contains(message.zh, node));
}

}  // namespace norma::explain
