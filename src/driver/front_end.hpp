#pragma once
#include <string>
#include <vector>

#include "ast/ast.hpp"
#include "base/source_text.hpp"
#include "diagnostics/sink.hpp"
#include "syntax/parse.hpp"
#include "syntax/tree.hpp"

namespace norma {

/// One file after parsing and lowering.
struct ParsedFile {
  syntax::ConcreteTree tree;
  ast::Ast ast;
  std::vector<std::string> broken_names;  ///< every word of the declarations that hold a syntax error
  bool broken_clauses = false;            ///< one of them is a clause registry
  bool incomplete = false;                ///< there are errors, but not which declarations they spoil
};

ParsedFile parse_file(FileId file, const SourceText& source, const syntax::ParseLimits& limits, DiagnosticSink& sink);

}  // namespace norma
