#include "ast/from_syntax.hpp"

#include "ast/lowering.hpp"

namespace norma::ast {

void Lowering::file() {
  for (Children parts(tree_); !parts.done(); parts.advance()) declaration(parts.index());
  require_package_header();
}

ExpressionId Lowering::lone_expression() { return expression(1); }

void Lowering::declaration(std::uint32_t node) {
  Declaration result;
  result.span = span(node);
  const std::size_t line_end = source_.text().substr(0, result.span.end).find('\n', result.span.begin);
  result.head = result.span;
  if (line_end != std::string_view::npos) result.head.end = static_cast<std::uint32_t>(line_end);
  switch (kind(node)) {
    case Kind::fact_declaration: result.form = fact(node); break;
    case Kind::define_declaration: result.form = define(node); break;
    case Kind::exception_declaration: result.form = exception(node); break;
    case Kind::table_declaration: result.form = table(node); break;
    case Kind::require_declaration: result.form = require(node); break;
    case Kind::decide_declaration: result.form = decide(node); break;
    case Kind::unit_declaration: result.form = unit(node, false); break;
    case Kind::currency_declaration: result.form = unit(node, true); break;
    case Kind::enum_declaration: result.form = enumeration(node); break;
    case Kind::record_declaration: result.form = record(node); break;
    case Kind::calendar_declaration: result.form = calendar(node); break;
    case Kind::format_declaration: result.form = format(node); break;
    case Kind::clauses_declaration: result.form = clauses(node); break;
    case Kind::scenario_declaration: result.form = scenario(node); break;
    case Kind::package_header: return package_header(node);
    case Kind::language_line:
      if (tree_.nodes[node].begin != source_.text().find_first_not_of(" \t\r\n") && node != 0) {
        sink_.add(diagnose(DiagnosticKind::misplaced_header, span(node))
                      .message("`language` stands once, in the first line")
                      .help("remove this line"));
      }
      return;
    default: return broken(node);
  }
  ast_.declarations.push_back(std::move(result));
}

void Lowering::require_package_header() {
  if (has_package_ || tree_.has_errors) return;
  const auto size = static_cast<std::uint32_t>(source_.text().size());
  sink_.add(diagnose(DiagnosticKind::missing_package, Span{file_, 0, size == 0 ? 0U : 1U})
                .message("the file does not say which package it belongs to")
                .help("write `package NAME` after the language version"));
}

Ast lower(const syntax::ConcreteTree& tree, const SourceText& source, FileId file, DiagnosticSink& sink) {
  Lowering lowering(tree, source, file, sink);
  lowering.file();
  return lowering.take();
}

LoneExpression lower_expression(const syntax::ConcreteTree& tree, const SourceText& source, FileId file,
                                DiagnosticSink& sink) {
  Lowering lowering(tree, source, file, sink);
  ExpressionId root;
  const bool readable =
      !tree.has_errors && !tree.nodes.empty() && tree.nodes.front().kind == syntax::NodeKind::expression_root;
  if (readable) root = lowering.lone_expression();
  return {lowering.take(), root};
}

}  // namespace norma::ast
