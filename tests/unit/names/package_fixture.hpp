#pragma once
// Builds packages as abstract syntax by hand. Each name gets a span of its own, so that reports can be told apart by place.
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "diagnostics/sink.hpp"
#include "names/symbols.hpp"

namespace norma::names_test {

inline Date day(const char* text) { return *Date::parse_iso(text); }

/// One file of a package; declarations are added in the order of the text.
class FileOf {
 public:
  explicit FileOf(ast::Ast& ast) : ast_(&ast) {}

  ast::Name name(const std::string& text) {
    const Span span{ast_->file, next_, next_ + 1};
    next_ += 10;
    return {text, span};
  }
  Span last_span() const { return {ast_->file, next_ - 10, next_ - 9}; }

  ast::Path path(const std::vector<std::string>& parts) {
    ast::Path out;
    for (const std::string& part : parts) out.push_back(name(part));
    return out;
  }
  ast::Citation citation(const std::string& clause, const std::string& package = {}) {
    return {package, clause, name("").span};
  }

  FileOf& title() {
    ast_->package.full = true;
    ast_->package.span = name("").span;
    return *this;
  }
  FileOf& use(const std::vector<std::string>& package, const std::string& alias = {}) {
    ast::Use use;
    use.package = path(package);
    use.span = use.package.front().span;
    if (!alias.empty()) use.alias = name(alias);
    ast_->package.uses.push_back(use);
    return *this;
  }
  template <class Form>
  Form& add(Form form) {
    ast_->declarations.push_back({std::move(form), {}, {}});
    return std::get<Form>(ast_->declarations.back().form);
  }
  template <class Form>
  Form& named(const std::string& text) {
    Form form;
    form.name = name(text);
    return add(std::move(form));
  }
  FileOf& define(const std::string& text, const char* from = nullptr, const char* until = nullptr) {
    ast::Define& define = named<ast::Define>(text);
    if (from != nullptr) define.attributes.from = day(from);
    if (until != nullptr) {
      define.attributes.until = day(until);
      define.attributes.until_span = define.name.span;
    }
    return *this;
  }
  FileOf& fact(const std::string& text) {
    named<ast::Fact>(text);
    return *this;
  }
  FileOf& unit(const std::vector<std::string>& spellings) {
    ast::Unit unit;
    unit.spellings = path(spellings);
    add(std::move(unit));
    return *this;
  }
  FileOf& enumeration(const std::string& text, const std::vector<std::string>& values) {
    ast::Enum out;
    out.name = name(text);
    for (const std::string& value : values) {
      ast::EnumValue entry;
      entry.name = name(value);
      out.values.push_back(std::move(entry));
    }
    add(std::move(out));
    return *this;
  }
  FileOf& clauses(const std::vector<std::string>& ids) {
    ast::Clauses out;
    for (const std::string& id : ids) {
      ast::ClauseEntry entry;
      entry.id = id;
      entry.id_span = name("").span;
      out.entries.push_back(std::move(entry));
    }
    add(std::move(out));
    return *this;
  }
  ast::Ast& ast() { return *ast_; }

 private:
  ast::Ast* ast_;
  std::uint32_t next_ = 0;
};

/// Packages, the table they resolve to, and what was reported.
class Packages {
 public:
  /// A new file of the package of this name; the package is made when it is new.
  FileOf file(const std::string& package) {
    ast::Ast& ast = files_.emplace_back();
    ast.file = FileId::from_index(files_.size() - 1);
    of(package).files.push_back(&ast);
    return FileOf(ast);
  }
  names::PackageFiles& of(const std::string& package) {
    for (names::PackageFiles& known : packages_) {
      if (known.name == package) return known;
    }
    packages_.emplace_back().name = package;
    return packages_.back();
  }
  names::NameTable resolve() { return names::resolve_names({packages_.begin(), packages_.end()}, sink); }

  std::vector<std::string> codes() const {
    std::vector<std::string> out;
    for (const Diagnostic& diagnostic : sink.sorted()) out.emplace_back(information(diagnostic.kind).code);
    return out;
  }
  const Diagnostic& only() const { return sink.diagnostics().front(); }

  DiagnosticSink sink;

 private:
  std::deque<ast::Ast> files_;
  std::deque<names::PackageFiles> packages_;
};

using Codes = std::vector<std::string>;
inline names::PackageId package(std::size_t index) { return names::PackageId::from_index(index); }
inline ast::Path path(const std::vector<std::string>& parts) {
  ast::Path out;
  for (const std::string& part : parts) out.push_back({part, {}});
  return out;
}

}  // namespace norma::names_test
