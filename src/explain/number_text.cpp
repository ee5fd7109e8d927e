#include "explain/number_text.hpp"

#include "base/unicode.hpp"
#include "number/format.hpp"

namespace norma::explain {
namespace {

using program::Program;
using program::Unit;
using program::UnitId;

// Commas between groups of three in a run of at least five digits that begins a number.
std::string grouped(const std::string& text) {
  const std::size_t first = text.starts_with('-') ? 1 : 0;
  std::size_t end = first;
  while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
  const bool decimal = end == text.size() || text[end] == '.';
  if (!decimal || end - first < 5) return text;
  std::string result = text.substr(0, first);
  for (std::size_t i = first; i < end; ++i) {
    if (i > first && (end - i) % 3 == 0) result += ',';
    result += text[i];
  }
  return result + text.substr(end);
}

std::string with_blanks(std::string name) {
  for (char& character : name)
    if (character == '_') character = ' ';
  return name;
}

bool is_one(const Number& count) { return absolute(count) == Number(1); }

// The units of the language itself carry no labels in the rules.
const char* known_chinese(const Unit& unit) {
  if (unit.dimension != program::day_dimension) return nullptr;
  if (unit.name == "day") return "天";
  return unit.name == "week" ? "周" : nullptr;
}

std::string english_unit(const Unit& unit, bool one) {
  if (unit.spellings.size() < 2 || unit.currency) return facts::label_text({unit.labels.en, {}}, Language::en, with_blanks(unit.name));
  return with_blanks(one ? unit.spellings[0] : unit.spellings[1]);
}

}  // namespace

UnitId display_unit(const Program& program, const program::Type& type) {
  if (type.unit.valid() || type.dimension == program::plain_dimension) return type.unit;
  UnitId any;
  for (std::size_t i = 0; i < program.units.size(); ++i) {
    if (program.units[i].dimension != type.dimension) continue;
    if (program.units[i].scale == Number(1)) return UnitId::from_index(i);
    if (!any.valid()) any = UnitId::from_index(i);
  }
  return any;
}

Number in_unit(const Program& program, const Number& base, UnitId unit) {
  if (!unit.valid()) return base;
  const Outcome result = divide(base, program.units[unit.index()].scale);
  return result ? result.value : base;
}

std::string plain_number_text(const Number& number) { return grouped(to_text(number)); }

std::string unit_text(const Program& program, UnitId id, const Number& count, Language language) {
  const Unit& unit = program.units[id.index()];
  std::string text;
  if (language == Language::en) {
    text = english_unit(unit, is_one(count));
  } else if (const char* known = known_chinese(unit)) {
    text = known;
  } else {
    text = unit.labels.zh ? facts::label_text(unit.labels, Language::zh, unit.name) : english_unit(unit, true);
  }
  return escape_for_display(text);
}

std::string number_text(const Program& program, const Number& base, UnitId unit, Language language) {
  if (!unit.valid()) return plain_number_text(base);
  const Number count = in_unit(program, base, unit);
  const std::string text = plain_number_text(count);
  if (program.units[unit.index()].name != "%") return text + " " + unit_text(program, unit, count, language);
  // `1/3%` would be read as a third of one hundredth: brackets where the text is more than digits.
  return text.find_first_of(" /*") == std::string::npos ? text + "%" : "(" + text + ")%";
}

std::string span_text(std::int64_t months, Language language) {
  const std::int64_t years = months / 12, rest = months % 12;
  std::string text;
  const auto part = [&](std::int64_t count, const char* english, const char* chinese) {
    if (!text.empty()) text += ' ';
    text += std::to_string(count) + " ";
    text += say(language, english, chinese);
    if (language == Language::en && count != 1 && count != -1) text += 's';
  };
  if (years != 0) part(years, "year", "年");
  if (rest != 0 || years == 0) part(years < 0 ? -rest : rest, "month", "个月");
  return text;
}

std::string date_text(Date date, Language language) {
  if (language == Language::en) return date.to_iso();
  const CivilDay day = date.civil();
  return std::to_string(day.year) + "年" + std::to_string(day.month) + "月" + std::to_string(day.day) + "日";
}

}  // namespace norma::explain
