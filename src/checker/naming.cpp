#include "checker/naming.hpp"

#include "checker/show.hpp"

namespace norma::checker {

std::string member_path(const Program& program, const Value& member, const program::Type& list, std::size_t index) {
  if (list.unique_by && member.is(Kind::record)) {
    const program::RecordField& field = program.records[program[list.element].record.index()].fields[*list.unique_by];
    const Value& key = member.parts->items[*list.unique_by];
    const std::string text = plain_text_of(program, key, field.type);
    if (key.is(Kind::number)) return "[" + text + "]";
    if (key.known()) return "[" + quoted(text) + "]";
  }
  return "[" + std::to_string(index + 1) + "]";
}

Value with_named_unknowns(const Program& program, const Value& value, TypeId id, const std::string& cause) {
  const program::Type& type = program[id];
  if (value.is(Kind::unknown)) return unknown_of(program, id, {cause});
  if (value.is(Kind::record)) {
    const auto& fields = program.records[type.record.index()].fields;
    std::vector<Value> named;
    for (std::size_t i = 0; i < fields.size(); ++i)
      named.push_back(with_named_unknowns(program, value.parts->items[i], fields[i].type, cause + "." + fields[i].name));
    return record(std::move(named));
  }
  if (value.is(Kind::list)) {
    std::vector<Value> named;
    for (std::size_t i = 0; i < size_of(value); ++i) {
      const Value& member = value.parts->items[i];
      named.push_back(with_named_unknowns(program, member, type.element, cause + member_path(program, member, type, i)));
    }
    return list(std::move(named), value.parts->truths, value.parts->causes);
  }
  return value;
}

}  // namespace norma::checker
