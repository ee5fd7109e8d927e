#include "explain/wording.hpp"

#include <algorithm>

#include "base/unicode.hpp"
#include "explain/value_text.hpp"

namespace norma::explain {
namespace {

using program::MessageTemplate;
using program::Program;

std::string filled(const Program& program, const MessageTemplate& text, std::span<const eval::Value> values, Language language) {
  std::string result;
  std::size_t next = 0;
  for (const program::MessagePart& part : text.parts) {
    if (!part.value.valid()) {
      result += escape_for_display(part.literal);
      continue;
    }
    result += next < values.size() ? value_text(program, values[next], program.node_info[part.value.index()].type, language) : "…";
    ++next;
  }
  return result;
}

std::size_t count_values(const std::optional<MessageTemplate>& text) {
  std::size_t count = 0;
  if (text)
    for (const program::MessagePart& part : text->parts) count += part.value.valid() ? 1 : 0;
  return count;
}

}  // namespace

BothLanguages label_of(const program::Labels& labels, std::string_view name) {
  const std::string readable = readable_name(name);
  // English names say more to a reader of English than a Chinese label.
  const std::string english = labels.en || readable.empty() ? facts::label_text(labels, Language::en, readable) : readable;
  return {escape_for_display(english),
          escape_for_display(facts::label_text(labels, Language::zh, readable))};
}

BothLanguages words_of(const program::Labels& labels) { return label_of(labels, ""); }

std::vector<std::string> clauses_of(const std::vector<program::Citation>& citations) {
  std::vector<std::string> clauses;
  for (const program::Citation& citation : citations)
    clauses.push_back(escape_for_display(citation.package.empty() ? citation.clause : citation.package + ":" + citation.clause));
  return clauses;
}

BothLanguages message_of(const Program& program, const program::Message& message, std::span<const eval::Value> values) {
  const std::size_t english = std::min(count_values(message.en), values.size());
  const auto of_english = values.first(english), of_chinese = values.subspan(english);
  BothLanguages result;
  if (message.en) result.en = filled(program, *message.en, of_english, Language::en);
  if (message.zh) result.zh = filled(program, *message.zh, of_chinese, Language::zh);
  // A reader of the other language gets the text there is, with values in his own.
  if (!message.en && message.zh) result.en = filled(program, *message.zh, of_chinese, Language::en);
  if (!message.zh && message.en) result.zh = filled(program, *message.en, of_english, Language::zh);
  return result;
}

}  // namespace norma::explain
