#include "textformat/compiled_format.hpp"

#include <algorithm>
#include <charconv>

#include "base/utf8.hpp"
#include "textformat/ambiguity.hpp"
#include "textformat/check_spec.hpp"
#include "textformat/construction.hpp"
#include "textformat/simulation.hpp"

namespace norma {
namespace {

/// A field with what is needed to check and write one value of it.
struct FieldRules {
  Automaton automaton;     ///< reads this field alone
  std::size_t width = 0;   ///< integers: padded to this width
};

std::string without_leading_zeros(std::string_view digits) {
  const std::size_t first = std::min(digits.find_first_not_of('0'), digits.size() - 1);
  return std::string(digits.substr(first));
}

std::string padded(std::string_view digits, std::size_t width) {
  const std::string significant = without_leading_zeros(digits);
  return std::string(width - std::min(width, significant.size()), '0') + significant;
}

std::optional<std::int64_t> small_integer(std::string_view digits) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::vector<FieldReading> readings_of(const std::vector<DoubleReading>& text, std::int16_t DoubleReading::*side,
                                      const std::vector<FieldInfo>& fields) {
  std::vector<std::string> texts(fields.size());
  for (const DoubleReading& character : text) {
    if (character.*side == Expectation::no_field) continue;
    append_utf8(texts[static_cast<std::size_t>(character.*side)], character.code_point);
  }
  std::vector<FieldReading> result;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (!texts[i].empty()) result.push_back({fields[i].name, texts[i]});
  }
  return result;
}

FormatFault ambiguity_fault(const std::vector<DoubleReading>& text, const std::vector<FieldInfo>& fields) {
  FormatFault fault;
  fault.kind = FormatFaultKind::ambiguous;
  for (const DoubleReading& character : text) append_utf8(fault.witness, character.code_point);
  fault.first_reading = readings_of(text, &DoubleReading::first_field, fields);
  fault.second_reading = readings_of(text, &DoubleReading::second_field, fields);
  return fault;
}

CompileOutcome refused(FormatFault fault) { return {std::nullopt, std::move(fault)}; }

CompileOutcome refused(FormatFaultKind kind, std::string subject = {}) {
  FormatFault fault;
  fault.kind = kind;
  fault.subject = std::move(subject);
  return refused(std::move(fault));
}

void collect_fields(const std::vector<FormatItemSpec>& items, bool optional, std::vector<FieldInfo>& infos,
                    std::vector<const FieldSpec*>& specs) {
  for (const FormatItemSpec& item : items) {
    if (const auto* field = std::get_if<FieldSpec>(&item.form)) {
      infos.push_back({field->name, field->as_integer, optional, field->least, field->greatest});
      specs.push_back(field);
    } else if (const auto* group = std::get_if<OptionalSpec>(&item.form)) {
      collect_fields(group->items, true, infos, specs);
    }
  }
}

std::size_t field_count_of(const FormatItemSpec& item) {
  if (std::holds_alternative<FieldSpec>(item.form)) return 1;
  const auto* group = std::get_if<OptionalSpec>(&item.form);
  if (group == nullptr) return 0;
  std::size_t count = 0;
  for (const FormatItemSpec& inner : group->items) count += field_count_of(inner);
  return count;
}

std::size_t pad_width(const FieldSpec& spec) {
  if (!spec.as_integer || spec.plain) return 0;
  return std::get<CharacterRun>(spec.alternatives.front().front()).minimum;
}

}  // namespace

struct CompiledFormat::Content {
  FormatSpec spec;
  std::vector<FieldInfo> fields;
  std::vector<FieldRules> rules;  ///< one for each field
  Automaton automaton;

  FieldValue value_of(std::size_t field, std::string_view text) const {
    if (!fields[field].as_integer) return FieldValue::of_text(std::string(text));
    std::string digits = padded(text, rules[field].width);
    const auto integer = small_integer(digits);
    return {std::move(digits), integer};
  }
};

namespace {

/// Writes the items one after the other; stops at the first fault.
class Composer {
 public:
  Composer(const std::vector<FieldInfo>& fields, const std::vector<FieldRules>& rules, const FieldValues& values)
      : fields_(fields), rules_(rules), values_(values) {}

  ComposeOutcome run(const FormatSpec& spec) {
    add_items(spec.items);
    if (fault_) return {std::nullopt, *fault_};
    return {std::move(text_), {}};
  }

 private:
  void add_items(const std::vector<FormatItemSpec>& items) {
    for (const FormatItemSpec& item : items) {
      if (fault_) return;
      if (std::holds_alternative<FieldSpec>(item.form)) add_field(next_field_++);
      else if (const auto* literal = std::get_if<LiteralSpec>(&item.form)) text_ += literal->variants.front();
      else add_group(item);
    }
  }

  void add_group(const FormatItemSpec& item) {
    const std::size_t count = field_count_of(item);
    const auto first = values_.begin() + static_cast<std::ptrdiff_t>(next_field_);
    const bool present = std::any_of(first, first + static_cast<std::ptrdiff_t>(count),
                                     [](const auto& value) { return value.has_value(); });
    if (present) add_items(std::get<OptionalSpec>(item.form).items);
    else next_field_ += count;
  }

  void add_field(std::size_t field) {
    if (!values_[field]) {
      fault_ = ComposeFault{ComposeFaultKind::missing_field, field};
      return;
    }
    std::string text = values_[field]->text;
    if (fields_[field].as_integer && all_digits(text)) text = padded(text, rules_[field].width);
    if (!simulate(rules_[field].automaton, 0, text).accepted) {
      fault_ = ComposeFault{ComposeFaultKind::does_not_fit, field};
      return;
    }
    text_ += text;
  }

  const std::vector<FieldInfo>& fields_;
  const std::vector<FieldRules>& rules_;
  const FieldValues& values_;
  std::string text_;
  std::size_t next_field_ = 0;
  std::optional<ComposeFault> fault_;
};

}  // namespace

CompiledFormat::CompiledFormat() {
  auto content = std::make_shared<Content>();
  content->automaton.first_edge = {0, 0};
  content->automaton.accepting = {true};
  content_ = std::move(content);
}

CompileOutcome CompiledFormat::compile(const FormatSpec& spec) {
  if (auto fault = find_spec_fault(spec)) return refused(std::move(*fault));
  auto content = std::make_shared<Content>();
  content->spec = spec;
  std::vector<const FieldSpec*> specs;
  collect_fields(content->spec.items, false, content->fields, specs);
  for (std::size_t i = 0; i < specs.size(); ++i) {
    auto automaton = construct_field(*specs[i], static_cast<std::int16_t>(i));
    if (!automaton) return refused(FormatFaultKind::too_large, specs[i]->name);
    if (automaton->edges.empty()) return refused(FormatFaultKind::nothing_in_range, specs[i]->name);
    content->rules.push_back({std::move(*automaton), pad_width(*specs[i])});
  }
  auto automaton = construct_format(content->spec);
  if (!automaton) return refused(FormatFaultKind::too_large);
  if (const auto reading = find_double_reading(*automaton)) {
    return refused(ambiguity_fault(*reading, content->fields));
  }
  content->automaton = std::move(*automaton);
  return {CompiledFormat(std::move(content)), {}};
}

const std::vector<FieldInfo>& CompiledFormat::fields() const { return content_->fields; }

std::optional<std::size_t> CompiledFormat::field_index(std::string_view name) const {
  for (std::size_t i = 0; i < content_->fields.size(); ++i) {
    if (content_->fields[i].name == name) return i;
  }
  return std::nullopt;
}

MatchOutcome CompiledFormat::match(std::string_view text) const {
  const SimulationResult result = simulate(content_->automaton, content_->fields.size(), text);
  MatchOutcome outcome;
  if (result.accepted) {
    FieldValues& values = outcome.values.emplace(content_->fields.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
      const FieldExtent& extent = result.fields[i];
      if (extent.begin == FieldExtent::absent) continue;
      values[i] = content_->value_of(i, text.substr(extent.begin, extent.end - extent.begin));
    }
    return outcome;
  }
  MatchFailure& failure = outcome.failure;
  failure.offset = result.stopped_at;
  failure.character = count_code_points(text.substr(0, result.stopped_at));
  failure.malformed_utf8 = result.malformed_utf8;
  failure.end_expected = result.end_expected;
  if (failure.offset < text.size()) {
    failure.found = text.substr(failure.offset, decode_utf8(text, failure.offset).length);
  }
  for (const std::uint16_t index : result.expectations) {
    const Expectation& expected = content_->automaton.expectations[index];
    std::optional<std::size_t> field;
    if (expected.field != Expectation::no_field) field = static_cast<std::size_t>(expected.field);
    failure.expected.push_back({expected.characters, expected.literal, field});
  }
  return outcome;
}

ComposeOutcome CompiledFormat::compose(const FieldValues& values) const {
  if (values.size() != content_->fields.size()) return {std::nullopt, {ComposeFaultKind::wrong_field_count, 0}};
  return Composer(content_->fields, content_->rules, values).run(content_->spec);
}

std::optional<std::string> CompiledFormat::canonical(std::string_view text) const {
  const MatchOutcome outcome = match(text);
  return outcome ? compose(*outcome.values).text : std::nullopt;
}

}  // namespace norma
