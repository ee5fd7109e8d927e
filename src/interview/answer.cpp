#include "interview/answer.hpp"

#include <algorithm>

#include "base/json_writer.hpp"
#include "base/unicode.hpp"
#include "run/names.hpp"

namespace norma::interview {
namespace {

using facts::DocumentKind;
using facts::DocumentNode;
using program::Program;
using program::Type;
using program::TypeKind;

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

DocumentNode node_of(DocumentKind kind, std::string_view text = {}) {
  DocumentNode node;
  node.kind = kind;
  node.text = text;
  node.line = node.column = 1;
  return node;
}

DocumentNode boolean_node(bool value) {
  DocumentNode node = node_of(DocumentKind::boolean);
  node.boolean = value;
  return node;
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::vector<std::string_view> parts_of(std::string_view line) {
  static constexpr std::string_view wide_comma = "，", list_comma = "、";
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= line.size(); ++i) {
    const std::size_t length = i == line.size() || line[i] == ',' ? 1 : line.substr(i).starts_with(wide_comma) || line.substr(i).starts_with(list_comma) ? 3 : 0;
    if (length == 0) continue;
    const std::string_view part = trimmed(line.substr(begin, i - begin));
    if (!part.empty()) parts.push_back(part);
    begin = i + length;
    i += length - 1;
  }
  return parts;
}

class AnswerReader {
 public:
  AnswerReader(const Program& program, Language language, std::string& problem) : program_(program), language_(language), problem_(problem) {}

  std::optional<DocumentNode> read(const Type& type, std::string_view line) {
    if (type.optional && is_one_of(line, {"none", "无"})) return none(type);
    switch (type.kind) {
      case TypeKind::boolean: return boolean(line);
      case TypeKind::enumeration: return value_of(type, line);
      case TypeKind::number: return number(type, line);
      case TypeKind::list: case TypeKind::set: return list(type, line);
      default: return node_of(DocumentKind::text, line);
    }
  }

 private:
  std::optional<DocumentNode> fail(const char* english, const char* chinese) {
    problem_ = language_ == Language::zh ? chinese : english;
    return std::nullopt;
  }

  static DocumentNode none(const Type& type) {
    if (type.kind != TypeKind::text) return node_of(DocumentKind::text, "none");
    DocumentNode node = node_of(DocumentKind::object);
    node.members.push_back({"none", boolean_node(true)});
    return node;
  }

  std::optional<DocumentNode> boolean(std::string_view line) {
    if (is_one_of(line, {"yes", "y", "true", "是", "真"})) return boolean_node(true);
    if (is_one_of(line, {"no", "n", "false", "否", "假"})) return boolean_node(false);
    return fail("answer yes or no", "请回答 是 或 否");
  }

  std::optional<DocumentNode> value_of(const Type& type, std::string_view line) {
    const auto& values = program_.enums[type.enumeration.index()].values;
    for (std::size_t i = 0; i < values.size(); ++i) {
      const run::Bilingual label = run::bilingual(values[i].labels);
      if (line == values[i].name || line == label.en || line == label.zh || line == std::to_string(i + 1))
        return node_of(DocumentKind::text, values[i].name);
    }
    return fail("this is none of the values", "不在可选值之内");
  }

  // `30%` for a share and `12 hours` for hours say no more than the digits do.
  std::optional<DocumentNode> number(const Type& type, std::string_view line) {
    if (type.unit.valid()) {
      const program::Unit& unit = program_.units[type.unit.index()];
      for (const std::string& spelling : unit.spellings)
        if (line.ends_with(spelling)) line = trimmed(line.substr(0, line.size() - spelling.size()));
      if (unit.name == "%" && line.ends_with('%')) line = trimmed(line.substr(0, line.size() - 1));
    }
    const bool digits = !line.empty() && line.find_first_not_of("0123456789.-") == std::string_view::npos;
    return node_of(digits ? DocumentKind::number : DocumentKind::text, line);
  }

  std::optional<DocumentNode> list(const Type& type, std::string_view line) {
    DocumentNode node = node_of(DocumentKind::list);
    Type element = type.kind == TypeKind::list ? program_[type.element] : type;
    if (type.kind == TypeKind::set) element.kind = TypeKind::enumeration;
    element.optional = false;
    if (is_one_of(line, {"-", "[]"})) return node;
    for (const std::string_view part : parts_of(line)) {
      const auto member = read(element, part);
      if (!member) return std::nullopt;
      node.items.push_back(*member);
    }
    return node;
  }

  const Program& program_;
  Language language_;
  std::string& problem_;
};

void write(JsonWriter& json, const DocumentNode& node) {
  switch (node.kind) {
    case DocumentKind::null: json.null(); return;
    case DocumentKind::boolean: json.boolean(node.boolean); return;
    case DocumentKind::number: json.number(node.text); return;
    case DocumentKind::text: json.text(node.text); return;
    case DocumentKind::list:
      json.begin_array();
      for (const DocumentNode& item : node.items) write(json, item);
      json.end_array();
      return;
    case DocumentKind::object:
      json.begin_object();
      for (const facts::DocumentMember& member : node.members) {
        json.key(member.key);
        write(json, member.value);
      }
      json.end_object();
  }
}

}  // namespace

bool fits_one_line(const Program& program, program::TypeId id) {
  const Type& type = program[id];
  if (type.kind == TypeKind::record || type.kind == TypeKind::period) return false;
  return type.kind != TypeKind::list || (program[type.element].kind != TypeKind::list && fits_one_line(program, type.element));
}

std::optional<DocumentNode> read_answer(const Program& program, program::TypeId type, std::string_view line, Language language,
                                        std::string& problem) {
  return AnswerReader(program, language, problem).read(program[type], trimmed(line));
}

std::string answer_hint(const Program& program, program::TypeId id, Language language) {
  const Type& type = program[id];
  const bool zh = language == Language::zh;
  const std::string none = type.optional ? (zh ? " | 无" : " | none") : "";
  if (type.kind == TypeKind::boolean) return (zh ? "是 | 否" : "yes | no") + none;
  if (type.kind != TypeKind::enumeration && type.kind != TypeKind::set) return facts::describe_type(program, id, language);
  std::string out;
  const auto& values = program.enums[type.enumeration.index()].values;
  for (std::size_t i = 0; i < values.size(); ++i) {
    out += (out.empty() ? "" : " | ") + std::to_string(i + 1) + " " + values[i].name;
    const std::string label = run::bilingual(values[i].labels).in(language);
    if (!label.empty() && label != values[i].name) out += zh ? "（" + label + "）" : " (" + label + ")";
  }
  return escape_for_display(out) + none;
}

std::string document_json(const DocumentNode& document) {
  JsonWriter json(2);
  write(json, document);
  return json.take();
}

}  // namespace norma::interview
