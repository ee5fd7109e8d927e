#include "explain/value_text.hpp"

#include "base/unicode.hpp"
#include "eval/error.hpp"
#include "eval/joiner.hpp"
#include "eval/unknown.hpp"
#include "explain/number_text.hpp"
#include "number/format.hpp"

namespace norma::explain {
namespace {

using eval::Tag;
using eval::Truth;
using eval::Value;
using program::Program;
using program::Type;
using program::TypeKind;

constexpr std::size_t shown_members = 8;
constexpr unsigned deepest = 6;  // records and lists within one another; more is written `…`

class ValueWriter {
 public:
  ValueWriter(const Program& program, Language language) : program_(program), language_(language) {}

  std::string write(Value value, program::TypeId type_id, unsigned depth) const {
    if (depth > deepest) return "…";
    const Type& type = program_[type_id];
    switch (value.tag) {
      case Tag::number: case Tag::surd: case Tag::big_number:
        return number_text(program_, eval::number_of(value), display_unit(program_, type), language_);
      case Tag::boolean: return value.is_true() ? word("yes", "是") : word("no", "否");
      case Tag::date: return date(value);
      case Tag::span: return span_text(value.bits, language_);
      case Tag::enumeration: return enumeration(type, static_cast<std::uint32_t>(value.bits));
      case Tag::text: return quoted(value.as<eval::TextValue>()->text);
      case Tag::format: return quoted(value.as<eval::FormatValue>()->text);
      case Tag::record: return record(*value.as<eval::RecordValue>(), type, depth);
      case Tag::list: return list(*value.as<eval::ListValue>(), type, depth);
      case Tag::set: return set(*value.as<eval::SetValue>(), type);
      case Tag::period: return period(*value.as<eval::PeriodValue>());
      case Tag::calendar: return escape_for_display(value.as<WorkingCalendar>()->name());
      case Tag::policy: return policy(static_cast<MonthEndPolicy>(value.bits));
      case Tag::none: return word("none", "无");
      case Tag::unknown: return unknown(eval::unknown_of(value), type);
      case Tag::error: return word("error: ", "错误：") + std::string(eval::code_text(value.as<eval::ErrorValue>()->code));
      case Tag::not_applicable: return word("not applicable", "不适用");
      case Tag::absent: return word("not given", "未提供");
    }
    return "?";
  }

 private:
  std::string word(const char* english, const char* chinese) const { return say(language_, english, chinese); }

  std::string quoted(std::string_view text) const { return "“" + escape_for_display(text) + "”"; }

  std::string date(Value value) const {
    const auto made = Date::from_day_number(value.bits);
    return made ? date_text(*made, language_) : "?";
  }

  std::string enumeration(const Type& type, std::uint32_t index) const {
    return type.enumeration.valid() ? enum_text(program_, type.enumeration, index, language_) : std::to_string(index);
  }

  std::string policy(MonthEndPolicy policy) const {
    switch (policy) {
      case MonthEndPolicy::last_day: return word("last day", "取月末");
      case MonthEndPolicy::next_day: return word("next day", "取次日");
      case MonthEndPolicy::refuse: break;
    }
    return word("refuse", "不允许");
  }

  std::string record(const eval::RecordValue& record, const Type& type, unsigned depth) const {
    if (!type.record.valid()) return "(…)";
    const auto& fields = program_.records[type.record.index()].fields;
    std::string text = "(";
    for (std::size_t i = 0; i < fields.size() && i < record.field_count; ++i) {
      if (i > 0) text += word(", ", "，");
      if (i == shown_members) return text + "…)";
      text += escape_for_display(facts::label_text(fields[i].labels, language_, readable_name(fields[i].name)));
      text += word(": ", "：") + write(record.fields[i], fields[i].type, depth + 1);
    }
    return text + ")";
  }

  // A member of a list with a key is named by its key alone.
  std::string member(Value value, const Type& list, unsigned depth) const {
    if (!list.element.valid()) return "?";
    const Type& element = program_[list.element];
    if (!list.unique_by || value.tag != Tag::record || !element.record.valid()) return write(value, list.element, depth + 1);
    const program::RecordField& key = program_.records[element.record.index()].fields[*list.unique_by];
    return write(value.as<eval::RecordValue>()->fields[*list.unique_by], key.type, depth + 1);
  }

  std::string list(const eval::ListValue& list, const Type& type, unsigned depth) const {
    std::vector<std::string> items;
    std::size_t count = 0;
    for (std::uint32_t i = 0; i < list.count; ++i) {
      const Truth truth = list.membership == nullptr ? Truth::yes : list.membership[i];
      if (truth == Truth::no) continue;
      if (++count > shown_members) continue;
      items.push_back((truth == Truth::unknown ? word("perhaps ", "可能有 ") : "") + member(list.members[i], type, depth));
    }
    return cut(items, count);
  }

  std::string cut(std::vector<std::string>& items, std::size_t count) const {
    if (count == 0) return word("(empty)", "（空）");
    if (count > items.size()) {
      const std::string more = std::to_string(count - items.size());
      items.push_back(language_ == Language::en ? more + " more" : "另外 " + more + " 项");
    }
    return joined(items, language_);
  }

  std::string set(const eval::SetValue& set, const Type& type) const {
    std::vector<std::string> items;
    std::size_t count = 0;
    for (std::uint32_t i = 0; i < set.size; ++i) {
      if (set.members[i] == Truth::no) continue;
      if (++count > shown_members) continue;
      items.push_back((set.members[i] == Truth::unknown ? word("perhaps ", "可能有 ") : "") + enumeration(type, i));
    }
    return cut(items, count);
  }

  std::string period_end(Value value) const { return value.tag == Tag::date ? date(value) : word("an unknown day", "未知日期"); }

  std::string period(const eval::PeriodValue& period) const {
    const bool from_open = period.from.tag == Tag::none, to_open = period.to.tag == Tag::none;
    const bool english = language_ == Language::en;
    if (from_open && to_open) return word("always", "始终");
    if (to_open) return english ? "from " + period_end(period.from) : period_end(period.from) + "起";
    if (from_open) return english ? "until " + period_end(period.to) : "至" + period_end(period.to) + "止";
    return period_end(period.from) + word(" to ", "至") + period_end(period.to);
  }

  std::string bound(const eval::Unknown& unknown, const Number& value, const Type& type) const {
    if (unknown.kind == eval::Unknown::Kind::number) return number_text(program_, value, display_unit(program_, type), language_);
    if (!value.is_integer() || !value.is_small()) return plain_number_text(value);
    if (unknown.kind == eval::Unknown::Kind::span) return span_text(value.small_numerator(), language_);
    return date(Value{value.small_numerator(), 1, Tag::date});
  }

  std::string unknown(const eval::Unknown& unknown, const Type& type) const {
    const std::string limits = unknown.kind == eval::Unknown::Kind::choices ? choices(unknown, type) : bounds(unknown, type);
    const std::string plain = word("unknown", "未知");
    if (limits.empty()) return plain;
    return plain + word(" (", "（") + limits + word(")", "）");
  }

  std::string bounds(const eval::Unknown& unknown, const Type& type) const {
    std::string text;
    const eval::Interval& interval = unknown.interval;
    if (interval.low) text = word(interval.low_open ? "above " : "at least ", interval.low_open ? "大于 " : "至少 ") + bound(unknown, *interval.low, type);
    if (interval.high) {
      if (!text.empty()) text += word(", ", "，");
      text += word(interval.high_open ? "below " : "at most ", interval.high_open ? "小于 " : "至多 ") + bound(unknown, *interval.high, type);
    }
    return text;
  }

  std::string choices(const eval::Unknown& unknown, const Type& type) const {
    if (type.kind != TypeKind::enumeration) return {};
    std::vector<std::string> items;
    const std::size_t size = program_.enums[type.enumeration.index()].values.size();
    for (std::uint32_t i = 0; i < size && i < 64; ++i)
      if ((unknown.choices >> i & 1U) != 0) items.push_back(enumeration(type, i));
    if (items.empty() || items.size() == size || items.size() > shown_members) return {};
    std::string text;
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (i > 0) text += i + 1 == items.size() ? word(" or ", " 或 ") : word(", ", "、");
      text += items[i];
    }
    return text;
  }

  const Program& program_;
  Language language_;
};

struct WeekdayName { const char *en, *zh; };
constexpr WeekdayName weekday_names[] = {{"Monday", "星期一"},  {"Tuesday", "星期二"},  {"Wednesday", "星期三"}, {"Thursday", "星期四"},
                                         {"Friday", "星期五"},  {"Saturday", "星期六"}, {"Sunday", "星期日"}};

}  // namespace

std::string readable_name(std::string_view name) {
  std::string text(name);
  for (char& character : text)
    if (character == '_') character = ' ';
  return text;
}

std::string joined(const std::vector<std::string>& items, Language language) {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) text += i + 1 == items.size() ? say(language, " and ", " 和 ") : say(language, ", ", "、");
    text += items[i];
  }
  return text;
}

std::string enum_text(const Program& program, program::EnumId id, std::uint32_t value, Language language) {
  if (id == program.weekday_enum && value < 7) return say(language, weekday_names[value].en, weekday_names[value].zh);
  const auto& values = program.enums[id.index()].values;
  if (value >= values.size()) return std::to_string(value);
  const std::string name = readable_name(values[value].name);
  if (language == Language::en && !values[value].labels.en) return escape_for_display(name);
  return escape_for_display(facts::label_text(values[value].labels, language, name));
}

std::string value_text(const Program& program, Value value, program::TypeId type, Language language) {
  return ValueWriter(program, language).write(value, type, 0);
}

std::string exact_text(const Program& program, Value value, program::TypeId type_id) {
  const Type& type = program[type_id];
  switch (value.tag) {
    case Tag::number: case Tag::surd: case Tag::big_number:
      return to_exact_text(in_unit(program, eval::number_of(value), display_unit(program, type)));
    case Tag::boolean: return value.is_true() ? "true" : "false";
    case Tag::date: {
      const auto made = Date::from_day_number(value.bits);
      return made ? made->to_iso() : "";
    }
    case Tag::span: return span_text(value.bits, Language::en);
    case Tag::enumeration:
      return type.enumeration.valid() ? program.enums[type.enumeration.index()].values[static_cast<std::size_t>(value.bits)].name : "";
    case Tag::text: return std::string(value.as<eval::TextValue>()->text);
    case Tag::format: return std::string(value.as<eval::FormatValue>()->text);
    case Tag::none: return "none";
    default: return {};
  }
}

}  // namespace norma::explain
