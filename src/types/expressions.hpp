#pragma once
// Checks expressions and elaborates them into nodes. Bidirectional: `wanted` tells what the place would like to have (an enum
// whose values may stand bare, an optional), `check_as` insists on it. The methods are spread over the files expression_*.cpp.
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "types/session.hpp"
#include "types/type_words.hpp"

namespace norma::types {

struct Wanted {
  TypeId type;                 // invalid: nothing known
  bool bare_in_unit = false;   // a bare number stands in the unit of `type`
};

class ExpressionChecker {
 public:
  ExpressionChecker(Session& session, Frame& frame) : session_(session), frame_(frame) {}

  Typed check(ast::ExpressionId id, Wanted wanted = {});
  /// The value as one of `type`: reports what does not fit, adds a range check where the range is not implied. `parameter`
  /// names what receives the value, for the message at run time.
  Typed check_as(ast::ExpressionId id, TypeId type, bool bare_in_unit = false, std::string_view parameter = {});
  Typed condition(ast::ExpressionId id);
  Typed coerce(Typed value, TypeId type, Span span, std::string_view parameter = {});

  /// A dotted name as in a template or after `anchored on`.
  Typed path_value(const ast::Path& path);
  /// A call with the arguments of a `require NAME(…)`.
  std::vector<NodeId> arguments_for(const std::string& name, Span span, const std::vector<program::Parameter>& parameters,
                                    const std::vector<ast::Argument>& arguments);

  /// Knowledge about `none` that follows from the condition being true (or false).
  void assume(ast::ExpressionId condition, bool truth);

  /// A number known at check time, in base units.
  std::optional<Number> constant_number(ast::ExpressionId id, TypeId type);
  std::optional<Date> constant_date(ast::ExpressionId id);
  /// A value that stands there as such: the default of a field. Invalid after a report.
  NodeId literal(ast::ExpressionId id, TypeId type, std::string_view name);
  std::optional<Number> fold(NodeId node) const;

  TypeId resolve_type(ast::TypeId id);
  std::optional<names::SymbolId> find_type(const ast::Path& path, std::string_view what);

  /// `for each x in L, …` and `where`: declares the variables in the frame.
  std::vector<program::Generator> generators(const std::vector<ast::Generator>& generators);

  DiagnosticBuilder report(DiagnosticKind kind, Span span) const { return diagnose(kind, span).clause(frame_.clause); }
  [[nodiscard]] const ast::Ast& file() const { return *frame_.file; }
  [[nodiscard]] Span span_of(ast::ExpressionId id) const { return file()[id].span; }
  [[nodiscard]] Session& session() { return session_; }
  [[nodiscard]] Frame& frame() { return frame_; }

 private:
  friend class Builtins;
  struct Place { const ast::Expression& expression; Span span; Wanted wanted; };

  // ---- one per form; expression_*.cpp
  Typed form(const ast::Invalid&, const Place&);
  Typed form(const ast::NumberLiteral&, const Place&);
  Typed form(const ast::DateLiteral&, const Place&);
  Typed form(const ast::TextLiteral&, const Place&);
  Typed form(const ast::BooleanLiteral&, const Place&);
  Typed form(const ast::NoneLiteral&, const Place&);
  Typed form(const ast::NameUse&, const Place&);
  Typed form(const ast::QuantityOf&, const Place&);
  Typed form(const ast::FieldOf&, const Place&);
  Typed form(const ast::Call&, const Place&);
  Typed form(const ast::IndexOf&, const Place&);
  Typed form(const ast::DefaultOf&, const Place&);
  Typed form(const ast::AsFormat&, const Place&);
  Typed form(const ast::AsOf&, const Place&);
  Typed form(const ast::Negate&, const Place&);
  Typed form(const ast::Not&, const Place&);
  Typed form(const ast::Power&, const Place&);
  Typed form(const ast::Chain&, const Place&);
  Typed form(const ast::Logic&, const Place&);
  Typed form(const ast::Compare&, const Place&);
  Typed form(const ast::IsNone&, const Place&);
  Typed form(const ast::IsEmpty&, const Place&);
  Typed form(const ast::Matches&, const Place&);
  Typed form(const ast::Range&, const Place&);
  Typed form(const ast::ListLiteral&, const Place&);
  Typed form(const ast::SetLiteral&, const Place&);
  Typed form(const ast::Round&, const Place&);
  Typed form(const ast::Comprehension&, const Place&);
  Typed form(const ast::Quantifier&, const Place&);
  Typed form(const ast::Pick&, const Place&);
  Typed form(const ast::ItemOf&, const Place&);
  Typed form(const ast::ValuesOf&, const Place&);
  Typed form(const ast::Conditional&, const Place&);
  Typed form(const ast::Silent&, const Place&);
  Typed form(const ast::Refuse&, const Place&);
  Typed form(const ast::NotApplicable&, const Place&);

  // ---- names
  Typed name_path(const ast::Path& path, Span span, Wanted wanted);
  Typed local_use(const Local& local, Span span);
  Typed symbol_use(SymbolId id, Span span);
  Typed callable_use(SymbolId id, Span span);
  Typed fact_use(SymbolId id, Span span);
  Typed field(Typed object, const ast::Name& name, Span span);
  Typed record_field(Typed object, const std::vector<program::RecordField>& fields, const ast::Name& name, Span span);
  std::optional<Typed> date_field(Typed object, std::string_view name, Span span);
  std::optional<Typed> period_field(Typed object, std::string_view name, Span span);
  std::optional<Typed> wanted_word(const ast::Path& path, Span span, Wanted wanted);
  std::optional<Typed> qualified_enum_value(const ast::Path& path, Span span);
  Typed bare_enum_value(const ast::Path& path, Span span, const names::Lookup& lookup);
  void refuse_ambiguous_word(const ast::Name& name, program::EnumId enumeration);
  std::optional<TypeId> type_of_visible(const ast::Path& name);
  std::optional<ast::Path> flatten(ast::ExpressionId id) const;
  std::optional<ast::Path> flatten(const ast::FieldOf& access) const;
  bool names_value(ast::ExpressionId id) const;
  std::optional<std::string> path_key(ast::ExpressionId id) const;
  std::optional<std::string> path_key(const ast::Path& path) const;
  bool is_present(const std::string& key) const;
  Typed narrowed(Typed value, const std::optional<std::string>& key);
  void unknown_name(const ast::Path& path, Span span, const names::Lookup& lookup);
  Typed enum_value(program::EnumId id, std::uint32_t index, Span span);
  bool refuse_not_constant(Span span, std::string_view name);

  // ---- calls
  Typed call_symbol(SymbolId id, const ast::Call& call, Span span);
  Typed construct_record(program::RecordId id, const ast::Call& call, const Place& place);
  Typed compose_format(program::FormatId id, const ast::Call& call, const Place& place);
  std::vector<ast::ExpressionId> match_arguments(const std::string& callee, Span span, const std::vector<std::string>& names,
                                                 const std::vector<ast::Argument>& arguments, const std::vector<bool>& may_miss);
  Typed finish_call(SymbolId id, CallableId callable, std::vector<NodeId> arguments, Span span);
  Typed builtin_call(const ast::Call& call, const Place& place);
  void use_callable(CallableId id);

  // ---- numbers, dates
  using Terms = std::vector<NodeId>;
  Typed sum_link(Typed left, Span left_span, const ast::ChainLink& link, Wanted wanted, Terms& terms);
  Typed product_link(Typed left, Span left_span, const ast::ChainLink& link, Terms& terms);
  Typed complete(Typed value, program::Op op, Terms& terms, Span span);
  Typed add_numbers(Typed left, Typed right, bool subtract, Span span, Span left_span, Span right_span, Terms& terms);
  Typed date_sum(Typed left, Typed right, const ast::ChainLink& link, Span span);
  Typed span_sum(Typed left, Typed right, bool subtract, Span span);
  Typed span_product(Typed span_value, Typed factor, Span factor_span, Span span);
  Typed set_operation(Typed left, const ast::ChainLink& link, Span left_span);
  Typed multiply_numbers(Typed left, Typed right, const ast::ChainLink& link, Span left_span, Span span, Terms& terms);
  Typed divide_numbers(Typed left, Typed right, const ast::ChainLink& link, Span left_span, Span span);
  NodeId policy_node(const ast::ChainLink& link, Span span);
  Typed calendar_quantity(const ast::QuantityOf& quantity, std::int32_t months, Span span);
  std::optional<UnitId> find_unit(const ast::Name& name);
  Typed number_type_node(const Number& base_value, UnitId unit, Span span);
  bool same_dimension(Typed left, Typed right, Span left_span, Span right_span);
  Typed expect_number(ast::ExpressionId id, Wanted wanted = {});
  bool require_number(Typed value, Span span);
  bool require_plain(Typed value, Span span);
  bool require_whole(Typed value, Span span);
  bool require_required(Typed value, Span span, std::string_view spelled = {});
  Typed node(program::Op op, TypeId type, std::initializer_list<NodeId> children, Span span, std::uint32_t a = 0,
             std::uint32_t b = 0, std::uint8_t flags = 0) {
    return {session_.builder.add(op, type, children, a, b, span, flags), type};
  }

  // ---- comparison
  Typed equality(const ast::Compare& compare, Typed left, Typed right, Span span);
  Typed membership(const ast::Compare& compare, Span span);
  Typed membership_in_range(const ast::Range& range, Typed value, Span span, Span value_span, bool negated);
  Typed membership_in_value(const ast::Compare& compare, Typed value, Span span, bool negated);
  Typed sets_or_periods(const ast::Compare& compare, Span span);
  std::pair<Typed, Typed> both_sides(ast::ExpressionId left, ast::ExpressionId right);
  Typed negate_if(bool negated, Typed value, Span span);
  bool comparable(Typed left, Typed right, Span left_span, Span right_span);
  void mismatch(Typed left, Typed right, Span left_span, Span right_span);

  // ---- collections
  Typed aggregate(const ast::Comprehension& comprehension, const Place& place);
  Typed aggregate_result(ast::Comprehension::Kind kind, Typed element, Span span, Span element_span, const Place& place);
  Typed aggregate_of_collection(const ast::Comprehension& comprehension, const Place& place);
  std::optional<TypeId> element_type(Typed collection, Span span);
  std::vector<program::SortKey> sort_keys(const std::vector<ast::SortKey>& keys);
  void check_orderable(Typed value, Span span, std::string_view what);
  Typed collection_literal(const std::vector<ast::GuardedElement>& elements, bool set, const Place& place);

  // ---- types; type_expressions.cpp
  TypeId named_type(const ast::NamedType& named, Span span);
  std::optional<TypeId> builtin_type(std::string_view name);
  TypeId list_type(const ast::ListType& list, Span span);
  TypeId inline_enum(const ast::InlineEnumType& inline_enum, Span span);
  void apply_constraint(program::Type& type, TypeId plain, const ast::Constraint& constraint);
  void apply_bound(program::Type& type, TypeId plain, ast::Comparison comparison, ast::ExpressionId value);

  Session& session_;
  Frame& frame_;
};

/// Builtin functions; expression_builtins.cpp.
bool is_builtin(std::string_view name);

}  // namespace norma::types
