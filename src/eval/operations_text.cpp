// Text in declared formats.
#include "eval/format_value.hpp"
#include "eval/joiner.hpp"
#include "eval/machine.hpp"
#include "eval/show.hpp"

namespace norma::eval {
namespace {

std::string_view string_of(Value value) {
  return value.tag == Tag::format ? value.as<FormatValue>()->text : value.as<TextValue>()->text;
}

std::optional<FieldValue> given_field(Value value) {
  if (value.tag == Tag::none) return std::nullopt;
  if (value.tag == Tag::text || value.tag == Tag::format) return FieldValue::of_text(std::string(string_of(value)));
  const Number number = number_of(value);
  if (number.is_small() && number.is_integer()) return FieldValue::of_integer(number.small_numerator());
  return FieldValue::of_text(number.numerator());
}

Value composed_format(Machine& machine, NodeId id, const CompiledFormat& format, std::span<const Value> arguments) {
  FieldValues values;
  for (const Value argument : arguments) values.push_back(given_field(argument));
  const ComposeOutcome composed = format.compose(values);
  if (!composed) return machine.error(ErrorCode::not_in_format, id, describe(composed.fault, format));
  const MatchOutcome matched = format.match(*composed.text);
  if (!matched) return machine.error(ErrorCode::not_in_format, id, describe(matched.failure, format));
  return format_value(machine.arena, format, *matched.values);
}

}  // namespace

Value Machine::apply_text(NodeId id, std::span<const Value> arguments) {
  const Node& n = nodes_[id.index()];
  for (const Value argument : arguments) {
    if (argument.tag == Tag::unknown) return merged_causes_unknown(id, arguments);
  }
  if (n.op == Op::text_of) return text(to_bare_text(arguments[0], type_of(child(n, 0)), program));
  const CompiledFormat& format = program.formats[n.a].format;
  if (n.op == Op::compose_format) return composed_format(*this, id, format, arguments);
  if (arguments[0].tag == Tag::none) return error(ErrorCode::none_used, id);
  const MatchOutcome matched = format.match(string_of(arguments[0]));
  if (n.op == Op::matches_format) return Value::boolean(static_cast<bool>(matched));
  return matched ? format_value(arena, format, *matched.values) : Value::none();
}

}  // namespace norma::eval
