#pragma once
// The walk from the concrete to the abstract syntax; used by the lower_*.cpp files of this folder alone.

#include <string>
#include <string_view>
#include <utility>

#include "ast/ast.hpp"
#include "diagnostics/sink.hpp"
#include "syntax/tree.hpp"

namespace norma::ast {

class Lowering {
 public:
  Lowering(const syntax::ConcreteTree& tree, const SourceText& source, FileId file, DiagnosticSink& sink)
      : tree_(tree), source_(source), file_(file), sink_(sink) {
    ast_.file = file;
  }

  void file();
  /// Precondition: the tree is that of a lone expression, read without errors.
  ExpressionId lone_expression();
  Ast take() { return std::move(ast_); }

 private:
  using Children = syntax::Children;
  using Kind = syntax::NodeKind;
  using Keyword = syntax::Keyword;
  using Symbol = syntax::Symbol;
  class ChainReader;

  // places and texts
  Span span(std::uint32_t node) const { return {file_, tree_.nodes[node].begin, tree_.nodes[node].end}; }
  Span span_of(const Children& children) const { return span(children.index()); }
  std::string_view spelling(std::uint32_t node) const;
  Children children(std::uint32_t node) const { return Children(tree_, node); }
  Kind kind(std::uint32_t node) const { return tree_.nodes[node].kind; }
  ExpressionId add(Expression expression);
  template <class Form>
  ExpressionId add(Form form, Span place) {
    return add(Expression{std::move(form), place});
  }
  ExpressionId invalid(Span place) { return add(Invalid{}, place); }

  // parts (lower_parts.cpp)
  Name name(std::uint32_t node) const;
  Name next_name(Children& children) const;
  Path path(std::uint32_t node) const;
  std::string text(std::uint32_t node);
  Template message(std::uint32_t text_node);
  bool interpolation(std::uint32_t begin, std::uint32_t end, Path& path);
  void label(std::uint32_t node, Labels& labels);
  Labels labels(Children& children);
  Citation citation(std::uint32_t node) const;
  std::vector<Citation> citations(std::uint32_t node) const;
  std::optional<Date> date(std::uint32_t node);
  std::optional<std::uint32_t> small_number(std::uint32_t node);
  bool attribute(Children& children, Attributes& attributes);
  void attributes(Children& children, Attributes& attributes);
  void dated(std::uint32_t node, std::string_view word, std::optional<Date>& place, Span& place_span);
  void repeated(Span place, std::string_view what);

  // types (lower_types.cpp)
  TypeId type(std::uint32_t node);
  TypeId typed(Children& children);
  void type_form(Children& children, Type& result);
  void add_constraint(std::uint32_t node, Type& result);
  std::vector<EnumValue> enum_values(Children& children);
  EnumValue enum_value(std::uint32_t node);
  std::vector<Parameter> parameters(std::uint32_t node);
  std::vector<Parameter> optional_parameters(Children& children);

  // expressions (lower_expressions.cpp, lower_chain.cpp)
  ExpressionId expression(std::uint32_t node);
  ExpressionId next_expression(Children& children);
  ExpressionId chain(std::uint32_t node);
  ExpressionId conditional(std::uint32_t node);
  ExpressionId postfix(std::uint32_t node);
  ExpressionId suffixed(ExpressionId operand, std::uint32_t suffix, Span place);
  ExpressionId number_literal(std::uint32_t node, bool percent);
  ExpressionId quantity(std::uint32_t node);
  ExpressionId call(std::uint32_t node);
  std::vector<Argument> arguments(Children& children);
  std::vector<GuardedElement> elements(std::uint32_t node);
  ExpressionId round(std::uint32_t node);
  ExpressionId aggregate(std::uint32_t node);
  bool check_aggregate(std::uint32_t node, const Comprehension& form, std::uint32_t element);
  ExpressionId quantifier(std::uint32_t node);
  ExpressionId pick(std::uint32_t node);
  ExpressionId item_of(std::uint32_t node);
  Generator generator(std::uint32_t node);
  std::vector<Generator> generators(Children& children);
  ExpressionId after_keyword(std::uint32_t node);
  ExpressionId value(std::uint32_t node);

  // declarations (lower_declarations.cpp, lower_decisions.cpp, lower_scenarios.cpp)
  void declaration(std::uint32_t node);
  void broken(std::uint32_t node);
  void package_header(std::uint32_t node);
  SourceInfo source_info(std::uint32_t node);
  Clauses clauses(std::uint32_t node);
  ClauseEntry clause_entry(std::uint32_t node);
  Unit unit(std::uint32_t node, bool currency);
  void unit_factor(std::uint32_t node, Unit& result);
  Enum enumeration(std::uint32_t node);
  Record record(std::uint32_t node);
  Fact fact(std::uint32_t node);
  void fact_parts(Children& children, Fact& result);
  Define define(std::uint32_t node);
  Branch branch(std::uint32_t node);
  Exception exception(std::uint32_t node);
  Table table(std::uint32_t node);
  TableRow table_row(std::uint32_t node);
  Cell cell(std::uint32_t node);
  Require require(std::uint32_t node);
  RequireUse require_use(std::uint32_t node);
  Decide decide(std::uint32_t node);
  Gives gives(std::uint32_t node);
  Calendar calendar(std::uint32_t node);
  std::uint8_t weekday(std::uint32_t node);
  std::optional<DayRange> day_range(std::uint32_t node);
  Format format(std::uint32_t node);
  std::vector<FormatItem> format_items(Children& children);
  FormatField format_field(std::uint32_t node);
  std::vector<FormatPiece> format_pattern(std::uint32_t node);
  FormatPiece format_class(std::uint32_t node);
  Scenario scenario(std::uint32_t node);
  void scenario_values(std::uint32_t node, std::vector<ScenarioValue>& out);
  Expectation expectation(std::uint32_t node);
  void expected_outcome(std::uint32_t node, Expectation& result);
  std::vector<MemberName> members(std::uint32_t node);
  std::vector<MemberName> parts_of_facts(std::uint32_t node);
  MemberName part_of_fact(std::uint32_t node);
  MemberName member(std::uint32_t node);
  void require_package_header();

  const syntax::ConcreteTree& tree_;
  const SourceText& source_;
  FileId file_;
  DiagnosticSink& sink_;
  Ast ast_;
  bool has_package_ = false;
};

}  // namespace norma::ast
