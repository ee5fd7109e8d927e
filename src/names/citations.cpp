// Visits every place of a file that can carry attributes or cite a clause.
#include "names/name_resolver.hpp"

namespace norma::names {
namespace {

class AttributeVisitor {
 public:
  AttributeVisitor(const NameTable& table, PackageId package, DiagnosticSink& sink)
      : table_(table), package_(package), sink_(sink) {}

  void visit(const ast::Ast& file) {
    if (file.package.source) visit_source(*file.package.source);
    for (const ast::Declaration& declaration : file.declarations) {
      std::visit([this](const auto& form) { visit(form); }, declaration.form);
    }
    for (const ast::Type& type : file.types) {
      if (const auto* inline_enum = std::get_if<ast::InlineEnumType>(&type.form)) visit_all(inline_enum->values);
    }
    for (const ast::Expression& expression : file.expressions) {
      if (const auto* silent = std::get_if<ast::Silent>(&expression.form)) visit_citations(silent->citations);
      if (const auto* refuse = std::get_if<ast::Refuse>(&expression.form)) visit_citations(refuse->citations);
    }
  }

 private:
  void visit_citations(const std::vector<ast::Citation>& citations) {
    for (const ast::Citation& citation : citations) table_.check_citation(package_, citation, sink_);
  }

  void visit(const ast::Attributes& attributes) {
    visit_citations(attributes.citations);
    if (attributes.from && attributes.until) check_order(*attributes.from, *attributes.until, attributes.until_span);
  }

  void check_order(Date from, Date until, Span span) {
    if (!(until < from)) return;
    sink_.add(diagnose(DiagnosticKind::reversed_validity, span)
                  .message("the last day {} stands before the first day {}", until.to_iso(), from.to_iso())
                  .help("both days are included: `until` must not be earlier than `from`"));
  }

  void visit_source(const ast::SourceInfo& source) {
    if (source.in_force_from && source.in_force_until) {
      check_order(*source.in_force_from, *source.in_force_until, source.span);
    }
  }

  template <class Holder>
  void visit_all(const std::vector<Holder>& holders) {
    for (const Holder& holder : holders) visit(holder);
  }

  void visit(const ast::EnumValue& value) { visit(value.attributes); }
  void visit(const ast::RecordField& field) { visit(field.attributes); }
  void visit(const ast::Branch& branch) { visit(branch.attributes); }
  void visit(const ast::TableRow& row) { visit(row.attributes); }
  void visit(const ast::Gives& gives) { visit(gives.attributes); }
  void visit(const ast::Fact& fact) { visit(fact.attributes); }
  void visit(const ast::Exception& exception) { visit(exception.attributes); }
  void visit(const ast::Require& require) { visit(require.attributes); }
  void visit(const ast::RequireUse&) {}
  void visit(const ast::Unit& unit) { visit(unit.attributes); }
  void visit(const ast::Calendar& calendar) { visit(calendar.attributes); }
  void visit(const ast::Format& format) { visit(format.attributes); }
  void visit(const ast::Clauses&) {}

  void visit(const ast::Define& define) {
    visit(define.attributes);
    visit_all(define.body.branches);
  }
  void visit(const ast::Table& table) {
    visit(table.attributes);
    visit_all(table.rows);
  }
  void visit(const ast::Enum& enumeration) {
    visit(enumeration.attributes);
    visit_all(enumeration.values);
  }
  void visit(const ast::Record& record) {
    visit(record.attributes);
    visit_all(record.fields);
  }
  void visit(const ast::Decide& decide) {
    visit(decide.attributes);
    visit_all(decide.given);
    for (const ast::DecisionItem& item : decide.items) {
      std::visit([this](const auto& form) { visit(form); }, item);
    }
    visit_all(decide.gives);
  }
  void visit(const ast::Scenario& scenario) {
    visit(scenario.attributes);
    for (const ast::Expectation& expectation : scenario.expectations) visit_citations(expectation.citing);
  }

  const NameTable& table_;
  PackageId package_;
  DiagnosticSink& sink_;
};

}  // namespace

void NameResolver::check_attributes(PackageId package) {
  AttributeVisitor visitor(table_, package, sink_);
  for (const ast::Ast* file : files_[package.index()].files) visitor.visit(*file);
}

}  // namespace norma::names
