#include "facts/schema.hpp"
#include "number/number.hpp"
#include "number/format.hpp"

namespace norma::facts {
namespace {

using program::Type;
using program::TypeKind;

std::string plain_text(const ast::Template& text) {
  std::string result;
  for (const ast::TemplatePart& part : text.parts) {
    if (part.path.empty()) {
      result += part.literal;
      continue;
    }
    result += '{';
    for (std::size_t i = 0; i < part.path.size(); ++i) result += (i ? "." : "") + part.path[i].text;
    result += '}';
  }
  return result;
}

struct Words {
  bool chinese;
  const char* operator()(const char* english, const char* chinese_word) const { return chinese ? chinese_word : english; }
};

std::string in_unit(const program::Program& program, const Type& type, const Number& base) {
  if (!type.unit.valid()) return to_exact_text(base);
  return to_exact_text(divide(base, program.units[type.unit.index()].scale).value);
}

std::string describe_number(const program::Program& program, const Type& type, const Words& say) {
  std::string text = type.whole ? say("whole number", "整数") : say("number", "数");
  if (type.unit.valid()) text = text + (say(" of ", "，单位 ")) + program.units[type.unit.index()].name;
  if (type.low) text += (type.low_open ? say(" above ", "，大于 ") : say(" from ", "，不小于 ")) + in_unit(program, type, *type.low);
  if (type.high) text += (type.high_open ? say(" below ", "，小于 ") : say(" up to ", "，不大于 ")) + in_unit(program, type, *type.high);
  if (type.step) text += say(" in steps of ", "，步长 ") + in_unit(program, type, *type.step);
  return text;
}

std::string describe_date(const Type& type, const Words& say) {
  std::string text = say("date (YYYY-MM-DD)", "日期（YYYY-MM-DD）");
  if (type.earliest) text += say(" from ", "，不早于 ") + type.earliest->to_iso();
  if (type.latest) text += say(" to ", "，不晚于 ") + type.latest->to_iso();
  return text;
}

std::string describe_enum(const program::Enumeration& enumeration, Language language) {
  std::string text;
  for (const program::EnumValue& value : enumeration.values) {
    if (!text.empty()) text += " | ";
    text += value.name;
    const std::string label = label_text(value.labels, language, value.name);
    if (label != value.name) text += " (" + label + ")";
  }
  return text;
}

}  // namespace

std::string label_text(const program::Labels& labels, Language language, std::string_view fallback) {
  const auto& wanted = language == Language::en ? labels.en : labels.zh;
  const auto& other = language == Language::en ? labels.zh : labels.en;
  if (wanted) return plain_text(*wanted);
  if (other) return plain_text(*other);
  return std::string(fallback);
}

std::string describe_type(const program::Program& program, program::TypeId id, Language language) {
  const Type& type = program[id];
  const Words say{language == Language::zh};
  std::string text;
  switch (type.kind) {
    case TypeKind::boolean: text = "true | false"; break;
    case TypeKind::number: text = describe_number(program, type, say); break;
    case TypeKind::date: text = describe_date(type, say); break;
    case TypeKind::span: text = say("span (\"3 years\", \"6 months\")", "日历时段（\"3 years\"、\"6 months\"）"); break;
    case TypeKind::period: text = say("period (from, to; \"none\" where open)", "期间（from、to；开放端写 \"none\"）"); break;
    case TypeKind::text: text = say("text", "文本"); break;
    case TypeKind::format: text = say("text in the format ", "格式文本 ") + program.formats[type.format.index()].name; break;
    case TypeKind::enumeration: text = describe_enum(program.enums[type.enumeration.index()], language); break;
    case TypeKind::set:
      text = say("set of ", "集合：") + describe_enum(program.enums[type.enumeration.index()], language);
      break;
    case TypeKind::record: text = say("record ", "记录 ") + program.records[type.record.index()].name; break;
    case TypeKind::list: text = say("list of ", "列表：") + describe_type(program, type.element, language); break;
    default: text = "?"; break;
  }
  if (type.optional) text += say(", or \"none\"", "，或 \"none\"");
  return text;
}

}  // namespace norma::facts
