#pragma once
// One value of a document against its declared type.
#include <string>

#include "eval/unknown.hpp"
#include "facts/case_facts.hpp"

namespace norma::facts {

/// Turns documents into values of one case. Reports faults with JSON pointers; after a fault the value is `absent`.
class ValueBinder {
 public:
  ValueBinder(const program::Program& program, Arena& arena, const DocumentSource& source, DiagnosticSink& sink)
      : program_(program), arena_(arena), source_(source), sink_(sink) {}

  /// `cause` names the fact this is (a part of): what an unknown inside it rests on.
  eval::Value bind(const DocumentNode& node, program::TypeId type, const std::string& pointer, const eval::Cause& cause);

  [[nodiscard]] bool failed() const { return failed_; }

 private:
  using Type = program::Type;

  eval::Value boolean(const DocumentNode&, const Type&, const std::string& pointer);
  eval::Value number(const DocumentNode&, const Type&, const std::string& pointer);
  eval::Value checked_number(const DocumentNode&, const Type&, const Number& in_unit, const std::string& pointer);
  eval::Value date(const DocumentNode&, const Type&, const std::string& pointer);
  eval::Value span(const DocumentNode&, const Type&, const std::string& pointer);
  eval::Value period(const DocumentNode&, const Type&, const std::string& pointer, const eval::Cause&);
  eval::Value period_end(const DocumentNode&, const char* name, const std::string& pointer, const eval::Cause&);
  eval::Value text(const DocumentNode&, const Type&, const std::string& pointer);
  eval::Value format(const DocumentNode&, const Type&, const std::string& pointer);
  eval::Value enumeration(const DocumentNode&, const Type&, const std::string& pointer);
  eval::Value record(const DocumentNode&, const Type&, const std::string& pointer, const eval::Cause&);
  eval::Value list(const DocumentNode&, const Type&, const std::string& pointer, const eval::Cause&);
  eval::Value literal(program::NodeId id, program::TypeId type);
  eval::Value set(const DocumentNode&, const Type&, const std::string& pointer);

  eval::Value keyed_list(const DocumentNode&, const Type&, const std::string& pointer, const eval::Cause&);
  eval::Value members(const DocumentNode& list, const Type&, const std::vector<std::string>& places, const eval::Cause&);
  DocumentNode member_of_key(const DocumentMember& entry, const program::Record&, std::size_t key) const;

  void check_unique(const DocumentNode&, const Type&, const std::vector<std::string>& places);
  eval::Cause inside(const eval::Cause& whole, std::string_view part);
  std::string member_path(const DocumentNode& item, const Type& list, std::size_t index) const;
  bool is_none(const DocumentNode&, const Type&) const;
  eval::Value wrong_type(const DocumentNode&, const Type&, const std::string& pointer);
  DiagnosticBuilder fault(DiagnosticKind kind, const DocumentNode&, const std::string& pointer) const;
  eval::Value report(const DiagnosticBuilder& diagnostic);
  std::string expected(const Type&) const;

  const program::Program& program_;
  Arena& arena_;
  const DocumentSource& source_;
  DiagnosticSink& sink_;
  bool failed_ = false;
};

/// "the number 7", "a list", "the text \"abc\"": what was seen, for messages.
std::string describe(const DocumentNode&);

}  // namespace norma::facts
