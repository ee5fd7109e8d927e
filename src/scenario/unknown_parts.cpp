#include "scenario/unknown_parts.hpp"

#include "run/value_text.hpp"

namespace norma::scenario {
namespace {

using eval::Cause;
using eval::Tag;
using eval::Value;

// Types are not recursive, so neither is this beyond the nesting of a type.
class Naming {
 public:
  Naming(const program::Program& program, Arena& arena) : program_(program), arena_(arena) {}

  Value name(Value value, program::TypeId type, const Cause& cause) {
    if (value.tag == Tag::unknown) return eval::make_unknown(program_, arena_, type, cause);
    if (value.tag == Tag::record) return record(value, program_[type], cause);
    if (value.tag == Tag::list) return list(value, program_[type], cause);
    return value;
  }

 private:
  Cause inside(const Cause& cause, const std::string& part) {
    Cause longer = cause;
    longer.path = arena_.copy(std::string(cause.path) + part);
    return longer;
  }

  Value record(Value value, const program::Type& type, const Cause& cause) {
    const auto& written = *value.as<eval::RecordValue>();
    const auto& fields = program_.records[type.record.index()].fields;
    const auto named = arena_.make_array<Value>(fields.size());
    for (std::size_t i = 0; i < fields.size(); ++i) named[i] = name(written.fields[i], fields[i].type, inside(cause, "." + fields[i].name));
    return Value::pointer(Tag::record, arena_.make<eval::RecordValue>(eval::RecordValue{written.field_count, named.data()}));
  }

  Value list(Value value, const program::Type& type, const Cause& cause) {
    eval::ListValue copy = *value.as<eval::ListValue>();
    const auto named = arena_.make_array<Value>(copy.count);
    for (std::size_t i = 0; i < named.size(); ++i) named[i] = name(copy.members[i], type.element, inside(cause, member_path(copy.members[i], type, i)));
    copy.members = named.data();
    return Value::pointer(Tag::list, arena_.make<eval::ListValue>(copy));
  }

  // As facts documents name members: by the key of the list, else by position from 1.
  std::string member_path(Value member, const program::Type& type, std::size_t index) const {
    if (type.unique_by && member.tag == Tag::record) {
      const program::RecordField& field = program_.records[program_[type.element].record.index()].fields[*type.unique_by];
      const Value key = member.as<eval::RecordValue>()->fields[*type.unique_by];
      if (key.tag != Tag::unknown) {
        JsonWriter json(0);
        run::write_value(json, program_, key, field.type);
        return "[" + json.take() + "]";
      }
    }
    return "[" + std::to_string(index + 1) + "]";
  }

  const program::Program& program_;
  Arena& arena_;
};

bool same_shape(const program::Program& program, program::TypeId left, program::TypeId right) {
  const program::Type& a = program[left];
  const program::Type& b = program[right];
  if (a.kind != b.kind) return false;
  if (a.kind == program::TypeKind::list) return same_shape(program, a.element, b.element);
  return a.kind != program::TypeKind::record || a.record == b.record;
}

}  // namespace

Value with_named_unknowns(const program::Program& program, Arena& arena, Value value, program::TypeId written, program::TypeId type,
                         const Cause& cause) {
  if (!same_shape(program, written, type)) return value;
  return Naming(program, arena).name(value, type, cause);
}

}  // namespace norma::scenario
