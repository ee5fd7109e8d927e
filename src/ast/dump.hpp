#pragma once

#include <string>

#include "ast/ast.hpp"

namespace norma::ast {

/// The abstract syntax as indented text: one line per declaration, part and expression. Stable: tests compare it.
std::string dump(const Ast& ast);
/// One expression on one line, fully bracketed: `(+ a (* 2 b))`.
std::string dump(const Ast& ast, ExpressionId expression);
/// One type on one line.
std::string dump(const Ast& ast, TypeId type);

}  // namespace norma::ast
