#include "run/value_text.hpp"

#include <algorithm>

#include "base/json_text.hpp"
#include "number/format.hpp"
#include "number/small_ratio.hpp"
#include "number/small_root.hpp"

namespace norma::run {
namespace {

using eval::ListValue;
using eval::PeriodValue;
using eval::RecordValue;
using eval::SetValue;
using eval::Tag;
using eval::Truth;
using eval::Unknown;
using eval::Value;
using program::Program;
using program::Type;
using program::TypeId;
using program::TypeKind;

bool chinese(Language language) { return language == Language::zh; }

Number in_unit(const Program& program, const Number& base, const Type& type) {
  if (!type.unit.valid()) return base;
  return divide(base, program.units[type.unit.index()].scale).value;
}

std::string date_text(Value value) { return Date::from_day_number(value.bits)->to_iso(); }

std::string span_text(std::int64_t months) {
  const bool years = months != 0 && months % 12 == 0;
  const std::int64_t count = years ? months / 12 : months;
  return std::to_string(count) + (years ? " year" : " month") + (count == 1 ? "" : "s");
}

const char* policy_word(Value value) {
  switch (static_cast<MonthEndPolicy>(value.bits)) {
    case MonthEndPolicy::last_day: return "last_day";
    case MonthEndPolicy::next_day: return "next_day";
    case MonthEndPolicy::refuse: return "refuse";
  }
  return "";
}

// The unit as written behind a number: the name for one, otherwise the second spelling if there is one.
const std::string& unit_spelling(const program::Unit& unit, const Number& magnitude) {
  if (magnitude == Number(1)) return unit.name;
  for (const std::string& spelling : unit.spellings)
    if (spelling != unit.name) return spelling;
  return unit.name;
}

std::string digits_text(const Number& number, Digits digits) {
  return digits == Digits::exact ? to_exact_text(number) : to_text(number);
}

/// Writes values for people.
class TextWriter {
 public:
  TextWriter(const Program& program, Language language, Digits digits) : program_(program), language_(language), digits_(digits) {}

  std::string text(Value value, TypeId id) const {
    const Type& type = program_[id];
    switch (value.tag) {
      case Tag::number:
      case Tag::surd:
      case Tag::big_number: return number(value, type);
      case Tag::boolean: return value.bits != 0 ? say("true", "是") : say("false", "否");
      case Tag::date: return date_text(value);
      case Tag::span: return span_text(value.bits);
      case Tag::enumeration: return enumerator(type, static_cast<std::size_t>(value.bits));
      case Tag::text: return json_string(value.as<eval::TextValue>()->text);
      case Tag::format: return std::string(value.as<eval::FormatValue>()->text);
      case Tag::record: return record(*value.as<RecordValue>(), type);
      case Tag::list: return list(*value.as<ListValue>(), type);
      case Tag::set: return set(*value.as<SetValue>(), type);
      case Tag::period: return period(*value.as<PeriodValue>());
      case Tag::calendar: return say("a calendar", "日历");
      case Tag::policy: return policy_word(value);
      case Tag::none: return say("none", "无");
      case Tag::unknown: return unknown(value, id);
      case Tag::error: return say("error", "错误");
      case Tag::not_applicable: return say("not applicable", "不适用");
      case Tag::absent: return say("not given", "未提供");
    }
    return {};
  }

  std::string bounds(const Unknown& value, TypeId id) const {
    const Type& type = program_[id];
    switch (value.kind) {
      case Unknown::Kind::number: return interval(value.interval, [&](const Number& n) { return quantity_text(program_, n, type); });
      case Unknown::Kind::date: return interval(value.interval, [](const Number& n) { return day(n); });
      case Unknown::Kind::span: return interval(value.interval, [](const Number& n) { return span_text(n.small_numerator()); });
      case Unknown::Kind::choices: return choices(value.choices, type);
      case Unknown::Kind::other: break;
    }
    return {};
  }

 private:
  const char* say(const char* english, const char* chinese_word) const { return chinese(language_) ? chinese_word : english; }

  std::string number(Value value, const Type& type) const { return quantity_text(program_, *number_of(value), type, digits_); }


  std::string enumerator(const Type& type, std::size_t index) const {
    const program::EnumValue& value = program_.enums[type.enumeration.index()].values[index];
    const std::string label = facts::label_text(value.labels, language_, value.name);
    return label == value.name ? label : value.name + (chinese(language_) ? "（" : " (") + label + (chinese(language_) ? "）" : ")");
  }

  std::string record(const RecordValue& value, const Type& type) const {
    const program::Record& record = program_.records[type.record.index()];
    std::string out = record.name + "(";
    for (std::uint32_t i = 0; i < value.field_count; ++i) {
      if (i > 0) out += ", ";
      out += record.fields[i].name + ": " + text(value.fields[i], record.fields[i].type);
    }
    return out + ")";
  }

  std::string list(const ListValue& value, const Type& type) const {
    std::string out = "[";
    for (std::uint32_t i = 0; i < value.count; ++i) {
      if (value.membership != nullptr && value.membership[i] == Truth::no) continue;
      if (out.size() > 1) out += ", ";
      out += text(value.members[i], type.element);
      if (value.membership != nullptr && value.membership[i] == Truth::unknown) out += "?";
    }
    return out + "]";
  }

  std::string set(const SetValue& value, const Type& type) const {
    std::string out = "{";
    for (std::uint32_t i = 0; i < value.size; ++i) {
      if (value.members[i] == Truth::no) continue;
      if (out.size() > 1) out += ", ";
      out += enumerator(type, i) + (value.members[i] == Truth::unknown ? "?" : "");
    }
    return out + "}";
  }

  std::string period(const PeriodValue& value) const { return period_end(value.from) + " .. " + period_end(value.to); }
  std::string period_end(Value end) const {
    return end.tag == Tag::date ? date_text(end) : end.tag == Tag::none ? "" : say("unknown", "未知");
  }

  std::string unknown(Value value, TypeId id) const {
    const std::string narrowed = bounds(eval::unknown_of(value), id);
    const std::string word = say("undetermined", "待定");
    return narrowed.empty() ? word : word + (chinese(language_) ? "（" : " (") + narrowed + (chinese(language_) ? "）" : ")");
  }

  static std::string day(const Number& number) { return Date::from_day_number(number.small_numerator())->to_iso(); }

  template <class Show>
  std::string interval(const eval::Interval& interval, Show show) const {
    std::string out;
    if (interval.low) out = std::string(interval.low_open ? say("above ", "大于 ") : say("at least ", "不小于 ")) + show(*interval.low);
    if (!interval.high) return out;
    if (!out.empty()) out += say(", ", "，");
    return out + (interval.high_open ? say("below ", "小于 ") : say("at most ", "不大于 ")) + show(*interval.high);
  }

  std::string choices(std::uint64_t possible, const Type& type) const {
    if (type.kind != TypeKind::enumeration) return {};
    const std::size_t size = program_.enums[type.enumeration.index()].values.size();
    std::string out;
    std::size_t count = 0;
    for (std::size_t i = 0; i < size; ++i) {
      if ((possible >> i & 1U) == 0) continue;
      out += (count++ > 0 ? " | " : "") + enumerator(type, i);
    }
    return count == size ? std::string() : out;
  }

  const Program& program_;
  Language language_;
  Digits digits_;
};

/// Writes values for programs.
class ValueWriter {
 public:
  ValueWriter(JsonWriter& json, const Program& program, bool all_numbers_text)
      : json_(json), program_(program), all_numbers_text_(all_numbers_text) {}

  void write(Value value, TypeId id) {
    const Type& type = program_[id];
    switch (value.tag) {
      case Tag::number:
      case Tag::surd:
      case Tag::big_number: number(*number_of(value), type); break;
      case Tag::boolean: json_.boolean(value.bits != 0); break;
      case Tag::date: json_.text(date_text(value)); break;
      case Tag::span: json_.text(span_text(value.bits)); break;
      case Tag::enumeration: enumerator(type, static_cast<std::size_t>(value.bits)); break;
      case Tag::text: json_.text(value.as<eval::TextValue>()->text); break;
      case Tag::format: json_.text(value.as<eval::FormatValue>()->text); break;
      case Tag::record: record(*value.as<RecordValue>(), type); break;
      case Tag::list: list(*value.as<ListValue>(), type); break;
      case Tag::set: set(*value.as<SetValue>(), type); break;
      case Tag::period: period(*value.as<PeriodValue>()); break;
      case Tag::policy: json_.text(policy_word(value)); break;
      case Tag::none: none(type); break;
      default: json_.null(); break;
    }
  }

  void members(Value value, const Type& type, Truth wanted) {
    json_.begin_array();
    if (value.tag == Tag::list) {
      const ListValue& list = *value.as<ListValue>();
      for (std::uint32_t i = 0; i < list.count; ++i)
        if ((list.membership == nullptr ? Truth::yes : list.membership[i]) == wanted) write(list.members[i], type.element);
    } else if (value.tag == Tag::set) {
      const SetValue& set = *value.as<SetValue>();
      for (std::uint32_t i = 0; i < set.size; ++i)
        if (set.members[i] == wanted) enumerator(type, i);
    }
    json_.end_array();
  }

 private:
  void number(const Number& base, const Type& type) {
    const Number shown = in_unit(program_, base, type);
    // The declared type decides, never the value: the same output is a number in every case or a text in every case.
    const bool as_number = (type.whole || type.step) && !all_numbers_text_;
    const auto digits = as_number ? to_decimal_text(shown) : std::nullopt;
    if (digits) json_.number(*digits);
    else json_.text(to_exact_text(shown));
  }

  void enumerator(const Type& type, std::size_t index) { json_.text(program_.enums[type.enumeration.index()].values[index].name); }

  void none(const Type& type) {
    if (type.kind == TypeKind::text) json_.begin_object().key("none").boolean(true).end_object();
    else json_.text("none");
  }

  void record(const RecordValue& value, const Type& type) {
    const program::Record& record = program_.records[type.record.index()];
    json_.begin_object();
    for (std::uint32_t i = 0; i < value.field_count; ++i) {
      json_.key(record.fields[i].name);
      write(value.fields[i], record.fields[i].type);
    }
    json_.end_object();
  }

  // INVARIANT (whole lists): a list or set of uncertain members is not written as if it were known.
  void list(const ListValue& value, const Type& type) {
    for (std::uint32_t i = 0; value.membership != nullptr && i < value.count; ++i)
      if (value.membership[i] == Truth::unknown) {
        json_.null();
        return;
      }
    json_.begin_array();
    for (std::uint32_t i = 0; i < value.count; ++i)
      if (value.membership == nullptr || value.membership[i] == Truth::yes) write(value.members[i], type.element);
    json_.end_array();
  }

  void set(const SetValue& value, const Type& type) {
    for (std::uint32_t i = 0; i < value.size; ++i)
      if (value.members[i] == Truth::unknown) {
        json_.null();
        return;
      }
    json_.begin_array();
    for (std::uint32_t i = 0; i < value.size; ++i)
      if (value.members[i] == Truth::yes) enumerator(type, i);
    json_.end_array();
  }

  void period(const PeriodValue& value) {
    json_.begin_object().key("from");
    period_end(value.from);
    json_.key("to");
    period_end(value.to);
    json_.end_object();
  }
  void period_end(Value end) {
    if (end.tag == Tag::date) json_.text(date_text(end));
    else if (end.tag == Tag::none) json_.text("none");
    else json_.null();
  }

  JsonWriter& json_;
  const Program& program_;
  bool all_numbers_text_;
};

/// The first part of the value for which `found` holds, or an absent value.
template <class Found>
Value find_part(const Program& program, Value value, TypeId id, const Found& found) {
  if (found(value)) return value;
  const Type& type = program[id];
  if (value.tag == Tag::record) {
    const RecordValue& record = *value.as<RecordValue>();
    const program::Record& declared = program.records[type.record.index()];
    for (std::uint32_t i = 0; i < record.field_count; ++i)
      if (const Value part = find_part(program, record.fields[i], declared.fields[i].type, found); part.tag != Tag::absent) return part;
  }
  if (value.tag == Tag::list) {
    const ListValue& list = *value.as<ListValue>();
    for (std::uint32_t i = 0; i < list.count; ++i)
      if (const Value part = find_part(program, list.members[i], type.element, found); part.tag != Tag::absent) return part;
  }
  return {};
}

bool uncertain(Value value) {
  if (value.tag == Tag::unknown) return true;
  if (value.tag == Tag::list) {
    const ListValue& list = *value.as<ListValue>();
    for (std::uint32_t i = 0; list.membership != nullptr && i < list.count; ++i)
      if (list.membership[i] == Truth::unknown) return true;
  }
  if (value.tag == Tag::set) {
    const SetValue& set = *value.as<SetValue>();
    for (std::uint32_t i = 0; i < set.size; ++i)
      if (set.members[i] == Truth::unknown) return true;
  }
  if (value.tag == Tag::period) {
    const PeriodValue& period = *value.as<PeriodValue>();
    return period.from.tag == Tag::unknown || period.to.tag == Tag::unknown;
  }
  return false;
}

std::vector<eval::Cause> causes_of(Value value) {
  if (value.tag != Tag::unknown || eval::unknown_of(value).causes == nullptr) return {};
  const eval::CauseSet& set = *eval::unknown_of(value).causes;
  return {set.begin(), set.end()};
}

// The causes of every unknown part of a value, each once.
void gather_causes(const Program& program, Value value, TypeId type, std::vector<eval::Cause>& causes) {
  const std::vector<eval::Cause> own = causes_of(value);
  causes.insert(causes.end(), own.begin(), own.end());
  const auto add_set = [&](const eval::CauseSet* set) {
    if (set != nullptr) causes.insert(causes.end(), set->begin(), set->end());
  };
  if (value.tag == Tag::record) {
    const RecordValue& record = *value.as<RecordValue>();
    const program::Record& declared = program.records[program[type].record.index()];
    for (std::uint32_t i = 0; i < record.field_count; ++i) gather_causes(program, record.fields[i], declared.fields[i].type, causes);
  } else if (value.tag == Tag::list) {
    const ListValue& list = *value.as<ListValue>();
    for (std::uint32_t i = 0; i < list.count; ++i) {
      gather_causes(program, list.members[i], program[type].element, causes);
      if (list.membership_causes != nullptr) add_set(list.membership_causes[i]);
    }
  } else if (value.tag == Tag::set) {
    const SetValue& set = *value.as<SetValue>();
    for (std::uint32_t i = 0; set.causes != nullptr && i < set.size; ++i) add_set(set.causes[i]);
  } else if (value.tag == Tag::period) {
    const PeriodValue& period = *value.as<PeriodValue>();
    for (const Value end : {period.from, period.to}) {
      const std::vector<eval::Cause> more = causes_of(end);
      causes.insert(causes.end(), more.begin(), more.end());
    }
  }
}

}  // namespace

std::optional<Number> number_of(Value value) {
  switch (value.tag) {
    case Tag::number: return to_number(value.ratio());
    case Tag::surd: return to_number(*value.as<SmallSurd>());
    case Tag::big_number: return *value.as<Number>();
    default: return std::nullopt;
  }
}

std::string quantity_text(const Program& program, const Number& base, const Type& type, Digits digits) {
  const Number shown = in_unit(program, base, type);
  std::string text = digits_text(shown, digits);
  if (!type.unit.valid()) return text;
  const program::Unit& unit = program.units[type.unit.index()];
  const std::string& spelling = unit_spelling(unit, shown);
  return spelling == "%" ? text + "%" : text + " " + spelling;
}

std::string value_text(const Program& program, Value value, TypeId type, Language language, Digits digits) {
  return TextWriter(program, language, digits).text(value, type);
}

std::string bounds_text(const Program& program, const Unknown& unknown, TypeId type, Language language) {
  return TextWriter(program, language, Digits::exact).bounds(unknown, type);
}

void write_value(JsonWriter& json, const Program& program, Value value, TypeId type, bool all_numbers_text) {
  ValueWriter(json, program, all_numbers_text).write(value, type);
}

void write_members(JsonWriter& json, const Program& program, Value value, TypeId type, Truth wanted, bool all_numbers_text) {
  ValueWriter(json, program, all_numbers_text).members(value, program[type], wanted);
}

std::vector<eval::Cause> causes_inside(const Program& program, Value value, TypeId type) {
  std::vector<eval::Cause> causes;
  gather_causes(program, value, type, causes);
  std::sort(causes.begin(), causes.end());
  causes.erase(std::unique(causes.begin(), causes.end()), causes.end());
  return causes;
}

bool has_unknown(const Program& program, Value value, TypeId type) {
  return find_part(program, value, type, uncertain).tag != Tag::absent;
}

Value error_inside(const Program& program, Value value, TypeId type) {
  return find_part(program, value, type, [](Value part) { return part.tag == Tag::error; });
}

}  // namespace norma::run
