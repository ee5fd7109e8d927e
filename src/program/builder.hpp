#pragma once
// Adds to a Program: types and texts are interned, nodes are appended after their children. The type checker and tests use it;
// nothing here checks meaning (see verify.hpp for the shape).
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "program/program.hpp"

namespace norma::program {

class ProgramBuilder {
 public:
  /// A program with the units of the plain and day dimensions (`%`, `day`, `week`) and the enum `Weekday`.
  ProgramBuilder();

  /// For parts that need no help: units, packages, scenarios, and changing what was added.
  [[nodiscard]] Program& program() { return program_; }
  [[nodiscard]] const Program& program() const { return program_; }
  /// The finished program; the builder is empty afterwards.
  [[nodiscard]] Program take() { return std::move(program_); }

  // ---- types: equal types have equal ids ------------------------------------------------------------------------------
  TypeId type(const Type& type);
  TypeId simple(TypeKind kind);              // a type that is its kind alone
  TypeId boolean() { return simple(TypeKind::boolean); }
  TypeId number() { return simple(TypeKind::number); }
  TypeId integer();
  TypeId quantity(UnitId unit);
  TypeId enumeration(EnumId id);
  TypeId record(RecordId id);
  TypeId list_of(TypeId element, std::optional<std::uint32_t> unique_by = {});
  TypeId set_of(EnumId id);
  TypeId optional_of(TypeId inner);
  /// The type without `or none`.
  TypeId required_of(TypeId outer);

  // ---- nodes ----------------------------------------------------------------------------------------------------------
  /// INVARIANT (children first): a node is added after its children, so a child's id is smaller than its parent's.
  NodeId add(Op operation, TypeId type, std::span<const NodeId> children, std::uint32_t a = 0, std::uint32_t b = 0,
             norma::Span span = {}, std::uint8_t flags = 0);
  NodeId add(Op operation, TypeId type, std::initializer_list<NodeId> children, std::uint32_t a = 0, std::uint32_t b = 0,
             norma::Span span = {}, std::uint8_t flags = 0) {
    return add(operation, type, std::span<const NodeId>(children.begin(), children.size()), a, b, span, flags);
  }
  /// A number in base units: a small constant where it fits, otherwise a number constant. Without a type: a plain number.
  NodeId number_node(const Number& value, TypeId type = {}, norma::Span span = {});
  NodeId boolean_node(bool value, norma::Span span = {});
  NodeId date_node(Date value, norma::Span span = {});
  NodeId span_node(std::int32_t months, norma::Span span = {});
  NodeId text_node(std::string_view value, norma::Span span = {});
  NodeId enum_node(EnumId id, std::uint32_t value, norma::Span span = {});
  NodeId none_node(norma::Span span = {});
  NodeId policy_node(MonthEndPolicy policy, norma::Span span = {});

  // ---- tables of the program; each returns the id of what was added ------------------------------------------------------
  std::uint32_t text(std::string_view value);          // index into Program::texts, interned
  std::uint32_t notice(Notice notice);                 // index into Program::notices
  UnitId add_unit(Unit unit);
  DimensionId add_dimension(std::string name);
  EnumId add_enum(Enumeration enumeration);
  /// An enum from the names of its values.
  EnumId add_enum(std::string name, std::initializer_list<const char*> values, bool ordered = false);
  RecordId add_record(Record record);
  FactId add_fact(Fact fact);
  CallableId add_callable(Callable callable);
  SwitchId add_switch(Switch value);
  TableId add_table(Table table);
  ComprehensionId add_comprehension(Comprehension comprehension);

 private:
  Program program_;
  std::unordered_map<std::size_t, std::vector<TypeId>> types_by_hash_;
  std::unordered_map<std::string, std::uint32_t> texts_;
};

}  // namespace norma::program
