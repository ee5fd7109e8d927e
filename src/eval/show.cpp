#include "eval/show.hpp"

#include "base/json_text.hpp"
#include "eval/error.hpp"
#include "eval/joiner.hpp"
#include "number/format.hpp"

namespace norma::eval {
namespace {

using program::Type;
using program::TypeKind;

std::string day_text(std::int64_t day_number) {
  const auto date = Date::from_day_number(day_number);
  return date ? date->to_iso() : "?";
}

std::string months_text(std::int64_t months) {
  const bool years = months != 0 && months % 12 == 0;
  const std::int64_t count = years ? months / 12 : months;
  const bool one = count == 1 || count == -1;
  return std::to_string(count) + (years ? (one ? " year" : " years") : (one ? " month" : " months"));
}

std::string_view string_of(Value value) {
  return value.tag == Tag::format ? value.as<FormatValue>()->text : value.as<TextValue>()->text;
}

// In the unit of the type.
Number in_unit(Value value, const Type& type, const Program& program) {
  const Number number = number_of(value);
  if (!type.unit.valid()) return number;
  const Outcome scaled = divide(number, program.units[type.unit.index()].scale);
  return scaled ? scaled.value : number;
}

class Printer {
 public:
  Printer(const Program& program, bool units) : program_(program), units_(units) {}

  std::string print(Value value, TypeId type_id) {
    static const Type untyped;
    const Type& type = type_id.valid() ? program_[type_id] : untyped;
    switch (value.tag) {
      case Tag::number: case Tag::surd: case Tag::big_number: return number(value, type);
      case Tag::boolean: return value.bits != 0 ? "true" : "false";
      case Tag::date: return day_text(value.bits);
      case Tag::span: return months_text(value.bits);
      case Tag::enumeration: return enumeration(value.bits, type);
      case Tag::text: case Tag::format: return units_ ? '"' + std::string(string_of(value)) + '"' : std::string(string_of(value));
      case Tag::record: return record(*value.as<RecordValue>(), type);
      case Tag::list: return list(*value.as<ListValue>(), type);
      case Tag::set: return set(*value.as<SetValue>(), type);
      case Tag::period: return period(*value.as<PeriodValue>());
      case Tag::calendar: return value.as<WorkingCalendar>()->name();
      case Tag::policy: return value.bits == 0 ? "last_day" : value.bits == 1 ? "next_day" : "refuse";
      case Tag::none: return "none";
      case Tag::unknown: return "unknown";
      case Tag::error: return "error(" + std::string(code_text(value.as<ErrorValue>()->code)) + ")";
      case Tag::not_applicable: return "not applicable";
      case Tag::absent: return "unknown";
    }
    return "?";
  }

 private:
  std::string number(Value value, const Type& type) {
    std::string text = to_exact_text(in_unit(value, type, program_));
    if (!units_ || !type.unit.valid()) return text;
    const program::Unit& unit = program_.units[type.unit.index()];
    return unit.name == "%" ? text + "%" : text + " " + unit.name;
  }

  std::string enumeration(std::int64_t index, const Type& type) {
    if (!type.enumeration.valid()) return "#" + std::to_string(index);
    return program_.enums[type.enumeration.index()].values[static_cast<std::size_t>(index)].name;
  }

  std::string record(const RecordValue& value, const Type& type) {
    if (!type.record.valid()) return "record";
    const program::Record& form = program_.records[type.record.index()];
    std::string text = form.name + "(";
    for (std::uint32_t i = 0; i < value.field_count && i < form.fields.size(); ++i) {
      if (i > 0) text += ", ";
      text += form.fields[i].name + ": " + print(value.fields[i], form.fields[i].type);
    }
    return text + ")";
  }

  std::string list(const ListValue& value, const Type& type) {
    std::string text = "[";
    for (std::uint32_t i = 0; i < value.count; ++i) {
      const Truth membership = value.membership == nullptr ? Truth::yes : value.membership[i];
      if (membership == Truth::no) continue;
      if (text.size() > 1) text += ", ";
      text += print(value.members[i], type.element);
      if (membership == Truth::unknown) text += "?";
    }
    return text + "]";
  }

  std::string set(const SetValue& value, const Type& type) {
    std::string text = "{";
    for (std::uint32_t i = 0; i < value.size; ++i) {
      if (value.members[i] == Truth::no) continue;
      if (text.size() > 1) text += ", ";
      text += enumeration(i, type);
      if (value.members[i] == Truth::unknown) text += "?";
    }
    return text + "}";
  }

  std::string period(const PeriodValue& value) {
    std::string text;
    if (value.from.tag != Tag::none) text += print(value.from, TypeId()) + " ";
    text += "..";
    if (value.to.tag != Tag::none) text += " " + print(value.to, TypeId());
    return text;
  }

  const Program& program_;
  bool units_;
};

class JsonWriter {
 public:
  JsonWriter(std::string& out, const Program& program, JsonNumbers numbers) : out_(out), program_(program), numbers_(numbers) {}

  void write(Value value, TypeId type_id) {
    const Type& type = program_[type_id];
    switch (value.tag) {
      case Tag::number: case Tag::surd: case Tag::big_number: return number(value, type);
      case Tag::boolean: out_ += value.bits != 0 ? "true" : "false"; return;
      case Tag::unknown: case Tag::absent: out_ += "null"; return;
      case Tag::error:
        out_ += "{\"error\":";
        append_json_string(out_, code_text(value.as<ErrorValue>()->code));
        out_ += '}';
        return;
      case Tag::none: out_ += type.kind == TypeKind::text ? "{\"none\":true}" : "\"none\""; return;
      case Tag::record: return record(*value.as<RecordValue>(), type);
      case Tag::list: return list(*value.as<ListValue>(), type);
      case Tag::set: return set(*value.as<SetValue>(), type);
      case Tag::period: return period(*value.as<PeriodValue>());
      default: append_json_string(out_, to_bare_text(value, type_id, program_)); return;
    }
  }

 private:
  void number(Value value, const Type& type) {
    const Number number = in_unit(value, type, program_);
    const bool plain = numbers_ == JsonNumbers::by_type && (type.whole || type.step.has_value() || number.is_integer());
    const std::optional<std::string> digits = plain ? to_decimal_text(number) : std::nullopt;
    if (digits) out_ += *digits;
    else append_json_string(out_, number.is_rational() ? to_fraction_text(number) : to_exact_text(number));
  }

  void record(const RecordValue& value, const Type& type) {
    const program::Record& form = program_.records[type.record.index()];
    out_ += '{';
    for (std::uint32_t i = 0; i < value.field_count && i < form.fields.size(); ++i) {
      if (i > 0) out_ += ',';
      append_json_string(out_, form.fields[i].name);
      out_ += ':';
      write(value.fields[i], form.fields[i].type);
    }
    out_ += '}';
  }

  // A list whose members are not settled is not known: half a list would look complete.
  void list(const ListValue& value, const Type& type) {
    for (std::uint32_t i = 0; value.membership != nullptr && i < value.count; ++i) {
      if (value.membership[i] == Truth::unknown) {
        out_ += "null";
        return;
      }
    }
    char separator = '[';
    for (std::uint32_t i = 0; i < value.count; ++i) {
      if (value.membership != nullptr && value.membership[i] == Truth::no) continue;
      out_ += separator;
      separator = ',';
      write(value.members[i], type.element);
    }
    out_ += separator == '[' ? "[]" : "]";
  }

  void set(const SetValue& value, const Type& type) {
    char separator = '[';
    std::string text;
    for (std::uint32_t i = 0; i < value.size; ++i) {
      if (value.members[i] == Truth::unknown) {
        out_ += "null";
        return;
      }
      if (value.members[i] == Truth::no) continue;
      text += separator;
      separator = ',';
      append_json_string(text, program_.enums[type.enumeration.index()].values[i].name);
    }
    out_ += separator == '[' ? "[]" : text + "]";
  }

  void end(const char* name, Value value) {
    append_json_string(out_, name);
    out_ += ':';
    if (value.tag == Tag::date) append_json_string(out_, day_text(value.bits));
    else out_ += value.tag == Tag::none ? "\"none\"" : "null";
  }

  void period(const PeriodValue& value) {
    out_ += '{';
    end("from", value.from);
    out_ += ',';
    end("to", value.to);
    out_ += '}';
  }

  std::string& out_;
  const Program& program_;
  JsonNumbers numbers_;
};

}  // namespace

std::string to_text(Value value, TypeId type, const Program& program) { return Printer(program, true).print(value, type); }

std::string to_bare_text(Value value, TypeId type, const Program& program) { return Printer(program, false).print(value, type); }

void append_json(std::string& out, Value value, TypeId type, const Program& program, JsonNumbers numbers) {
  JsonWriter(out, program, numbers).write(value, type);
}

std::string to_json(Value value, TypeId type, const Program& program, JsonNumbers numbers) {
  std::string out;
  append_json(out, value, type, program, numbers);
  return out;
}

}  // namespace norma::eval
