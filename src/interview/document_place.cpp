#include "interview/document_place.hpp"

#include <algorithm>
#include <charconv>
#include <string>

namespace norma::interview {
namespace {

using facts::DocumentKind;
using facts::DocumentNode;
using program::Program;
using program::Type;
using program::TypeKind;

/// One step of a path: a field, a key or a position from 1.
struct PathStep {
  enum class Kind : std::uint8_t { field, key, position } kind = Kind::field;
  std::string text;
};

PathStep take_step(std::string_view& path) {
  PathStep step;
  if (path.starts_with("[\"")) {
    const std::size_t end = std::min(path.find("\"]"), path.size());
    step = {PathStep::Kind::key, std::string(path.substr(2, end - 2))};
    path.remove_prefix(std::min(end + 2, path.size()));
  } else if (path.starts_with("[")) {
    const std::size_t end = std::min(path.find(']'), path.size());
    step = {PathStep::Kind::position, std::string(path.substr(1, end - 1))};
    path.remove_prefix(std::min(end + 1, path.size()));
  } else {
    path.remove_prefix(path.starts_with(".") ? 1 : 0);
    const std::size_t end = std::min(path.find_first_of(".["), path.size());
    step.text = path.substr(0, end);
    path.remove_prefix(end);
  }
  return step;
}

const program::RecordField* field_of(const Program& program, const Type& type, std::string_view name) {
  if (type.kind != TypeKind::record) return nullptr;
  for (const program::RecordField& field : program.records[type.record.index()].fields)
    if (field.name == name) return &field;
  return nullptr;
}

DocumentNode& member_named(DocumentNode& object, const std::string& name) {
  object.kind = DocumentKind::object;
  for (facts::DocumentMember& member : object.members)
    if (member.key == name) return member.value;
  object.members.push_back({name, {}});
  return object.members.back().value;
}

// The member with this key, or at this position where the list has no key.
DocumentNode* member_of_list(const Program& program, DocumentNode& list, const Type& type, const PathStep& step) {
  if (list.kind == DocumentKind::object) return &member_named(list, step.text);
  if (type.unique_by) {
    const std::string& key = program.records[program[type.element].record.index()].fields[*type.unique_by].name;
    for (DocumentNode& item : list.items)
      if (const DocumentNode* written = item.find(key); written != nullptr && written->text == step.text) return &item;
  }
  std::size_t position = 0;
  std::from_chars(step.text.data(), step.text.data() + step.text.size(), position);
  return position >= 1 && position <= list.items.size() ? &list.items[position - 1] : nullptr;
}

}  // namespace

program::TypeId type_inside(const Program& program, program::TypeId whole, std::string_view path) {
  while (!path.empty()) {
    const PathStep step = take_step(path);
    const Type& type = program[whole];
    if (type.kind == TypeKind::list) {
      whole = type.element;
    } else if (const program::RecordField* field = field_of(program, type, step.text)) {
      whole = field->type;
    } else {
      return whole;
    }
  }
  return whole;
}

void put_inside(const Program& program, DocumentNode& document, const program::Fact& fact, std::string_view path, DocumentNode value) {
  DocumentNode* place = &member_named(document, fact.name);
  program::TypeId type = fact.type;
  while (!path.empty()) {
    const PathStep step = take_step(path);
    const Type& here = program[type];
    if (here.kind == TypeKind::list) {
      DocumentNode* member = member_of_list(program, *place, here, step);
      if (member == nullptr) return;
      // `{"2024": null}`: the member is written as its only other field.
      const Type& element = program[here.element];
      const bool plain = place->kind == DocumentKind::object && element.kind == TypeKind::record && program.records[element.record.index()].fields.size() == 2;
      place = member;
      type = here.element;
      if (plain) {
        *place = std::move(value);
        return;
      }
    } else if (const program::RecordField* field = field_of(program, here, step.text)) {
      place = &member_named(*place, step.text);
      type = field->type;
    } else {
      return;
    }
  }
  *place = std::move(value);
}

}  // namespace norma::interview
