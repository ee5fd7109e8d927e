#pragma once
// What all parts of the checker share: the names, the program being built, and how far each declaration has come. Declarations
// are elaborated on demand, so that what something rests on is finished before it; meeting a running one is a cycle.
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "diagnostics/sink.hpp"
#include "names/symbols.hpp"
#include "program/builder.hpp"
#include "types/frame.hpp"

namespace norma::types {

using names::SymbolId;
using program::EnumId;
using program::FactId;
using program::RecordId;
using program::UnitId;

/// A checked expression. A type of kind `invalid` stands for one that was reported.
struct Typed {
  NodeId node;
  TypeId type;
};

class Session {
 public:
  Session(const names::NameTable& table, const std::vector<names::PackageFiles>& packages, DiagnosticSink& sink);

  const names::NameTable& names;
  const std::vector<names::PackageFiles>& packages;
  DiagnosticSink& sink;
  program::ProgramBuilder builder;

  [[nodiscard]] program::Program& program() { return builder.program(); }
  /// A copy: types move when another is interned.
  [[nodiscard]] program::Type type(TypeId id) const { return builder.program()[id]; }
  [[nodiscard]] const program::Type& peek(TypeId id) const { return builder.program()[id]; }
  [[nodiscard]] program::TypeKind kind(TypeId id) const { return builder.program()[id].kind; }
  [[nodiscard]] const names::Symbol& symbol(SymbolId id) const { return names[id]; }
  [[nodiscard]] TypeId invalid_type() { return builder.simple(program::TypeKind::invalid); }
  /// The type of `silent`, `refuse` and `not applicable`: whatever the other branches have. It behaves as invalid, but is no error.
  [[nodiscard]] TypeId any_type() { return builder.optional_of(invalid_type()); }
  [[nodiscard]] bool is_invalid(TypeId id) const { return kind(id) == program::TypeKind::invalid; }

  // ---- what a declaration became; index is the symbol --------------------------------------------------------------------
  struct State {
    Progress progress = Progress::untouched;
    std::uint32_t id = 0xffffffff;       // unit, enum, record, format, calendar, fact or callable
    bool conditional_done = false;       // facts, enums: their conditions were checked
  };
  State& state(SymbolId id) { return states_[id.index()]; }

  /// The callable of a definition, table, requirement or decision, fully elaborated; invalid after a cycle or a limit.
  CallableId callable(SymbolId id, Span use);
  /// Makes sure the condition under which a fact is asked, or the values of an enum apply, was checked.
  bool conditions(SymbolId id, Span use);
  /// Index of the version group of a callable that has a period or several versions.
  [[nodiscard]] std::optional<std::uint32_t> version_group(SymbolId first);
  [[nodiscard]] bool dated(SymbolId first) const;

  /// Runs `work` as the elaboration of something named; reports a cycle or a chain of calls that is too long.
  bool elaborate(Progress& progress, const std::string& name, Span declared, Span use, const std::function<void()>& work);

  std::unordered_map<std::uint32_t, std::vector<SymbolId>> exceptions_of;   // by symbol of the target
  std::unordered_map<std::uint32_t, SymbolId> fact_symbols, enum_symbols;     // by id in the program

  [[nodiscard]] NodeId invalid_node(Span span) { return builder.add(program::Op::invalid, invalid_type(), {}, 0, 0, span); }
  [[nodiscard]] Typed invalid(Span span) { return {invalid_node(span), invalid_type()}; }

  std::uint32_t expression_depth = 0;

 private:
  struct Running { std::string name; Span declared; const Progress* progress; };
  void report_cycle(const Progress& progress, const std::string& name, Span use);

  std::vector<State> states_;
  std::vector<Running> stack_;
  std::unordered_map<std::uint32_t, std::uint32_t> version_groups_;
};

/// The first clause cited, for messages; empty if there is none.
std::string first_clause(const ast::Attributes& attributes);

}  // namespace norma::types
