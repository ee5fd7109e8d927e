#pragma once

#include "ast/ast.hpp"
#include "diagnostics/sink.hpp"
#include "syntax/tree.hpp"

namespace norma::ast {

/// The abstract syntax of a file from its concrete tree (`source` and `file` as they were parsed). Always gives a usable
/// tree: what is at fault is reported and left out or replaced by `Invalid`.
Ast lower(const syntax::ConcreteTree& tree, const SourceText& source, FileId file, DiagnosticSink& sink);

/// An expression that stands alone, and the nodes it is made of.
struct LoneExpression {
  Ast ast;             ///< holds the nodes; it has no declarations
  ExpressionId root;   ///< invalid when the text could not be read
};
/// From a tree made by `syntax::parse_expression`.
LoneExpression lower_expression(const syntax::ConcreteTree& tree, const SourceText& source, FileId file,
                                DiagnosticSink& sink);

}  // namespace norma::ast
