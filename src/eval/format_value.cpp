#include "eval/format_value.hpp"

#include "number/number.hpp"
#include "number/parse.hpp"

namespace norma::eval {
namespace {

Value text_value(Arena& arena, std::string_view text) {
  return Value::pointer(Tag::text, arena.make<TextValue>(TextValue{arena.copy(text)}));
}

// Digits beyond a machine word stay exact; padding zeros do not count.
Value integer_value(Arena& arena, const FieldValue& field) {
  if (field.integer) return Value::integer(*field.integer);
  const std::size_t first = std::min(field.text.find_first_not_of('0'), field.text.size() - 1);
  return Value::pointer(Tag::big_number, arena.make<Number>(parse_decimal(std::string_view(field.text).substr(first)).value));
}

}  // namespace

Value format_value(Arena& arena, const CompiledFormat& format, const FieldValues& fields) {
  const auto values = arena.make_array<Value>(fields.size());
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (!fields[i]) values[i] = Value::none();
    else values[i] = format.fields()[i].as_integer ? integer_value(arena, *fields[i]) : text_value(arena, fields[i]->text);
  }
  const std::string canonical = format.compose(fields).text.value_or("");
  return Value::pointer(Tag::format, arena.make<FormatValue>(FormatValue{arena.copy(canonical), static_cast<std::uint32_t>(fields.size()), values.data()}));
}

}  // namespace norma::eval
