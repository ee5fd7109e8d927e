#include "ledger/carriers.hpp"

#include <algorithm>
#include <unordered_map>

#include "ledger/source_lines.hpp"

namespace norma::ledger {
namespace {

using ast::Attributes;
using ast::Citation;

/// From a name to the end of its entry: its line, and the following lines that stand further in than the name.
Span whole_entry(const SourceText& source, Span name) {
  const std::string_view text = source.text();
  const LineColumn place = source.position(name.begin);
  Span span = name;
  std::size_t end = std::min(text.find('\n', name.begin), text.size());
  while (end < text.size()) {
    const std::string_view line = source.line_text(source.position(end + 1).line);
    if (!is_text(line) || indentation(line) < place.column) break;
    end = std::min(text.find('\n', end + 1), text.size());
  }
  span.end = static_cast<std::uint32_t>(end);
  return span;
}

/// Everything in one file that cites, by clause.
class CarrierFinder {
 public:
  using ByClause = std::unordered_map<std::string, std::vector<Carrier>>;

  CarrierFinder(const ast::Ast& file, const SourceText& source, const std::string& package, ByClause& found, std::vector<Carrier>& bare)
      : file_(file), source_(source), package_(package), found_(found), bare_(bare) {}

  void run() {
    for (const ast::Declaration& declaration : file_.declarations) {
      whole_ = declaration.span;
      cited_ = false;
      std::visit([&](const auto& form) { visit(form); }, declaration.form);
      if (!cited_) std::visit([&](const auto& form) { note_bare(form); }, declaration.form);
    }
  }

 private:
  void cite(const std::vector<Citation>& citations, const std::string& kind, const std::string& name, Span span) {
    cited_ = cited_ || !citations.empty();
    for (const Citation& citation : citations) {
      if (!citation.package.empty() && citation.package != package_) continue;
      std::vector<Carrier>& carriers = found_[citation.clause];
      const bool listed = std::any_of(carriers.begin(), carriers.end(), [&](const Carrier& carrier) {
        return carrier.span.file == span.file && carrier.span.begin <= span.begin && span.end <= carrier.span.end;
      });
      if (!listed) carriers.push_back({kind, name, span});
    }
  }
  void cite(const Attributes& attributes, const std::string& kind, const std::string& name, Span span) {
    cite(attributes.citations, kind, name, span);
  }

  // What decides something without saying by which clause. Types, units, calendars and scenarios need none.
  void note_bare(const ast::Fact& fact) { bare_.push_back({fact_word(fact.kind), fact.name.text, whole_}); }
  void note_bare(const ast::Define& define) { bare_.push_back({"define", define.name.text, whole_}); }
  void note_bare(const ast::Exception& exception) { bare_.push_back({"exception", exception.name.text, whole_}); }
  void note_bare(const ast::Table& table) { bare_.push_back({"table", table.name.text, whole_}); }
  void note_bare(const ast::Require& require) { bare_.push_back({require.advisory ? "advise" : "require", require.name.text, whole_}); }
  void note_bare(const ast::Decide& decide) { bare_.push_back({"decide", decide.name.text, whole_}); }
  template <typename Other>
  void note_bare(const Other&) {}

  static const char* fact_word(ast::FactKind kind) {
    switch (kind) {
      case ast::FactKind::fact: return "fact";
      case ast::FactKind::judgement: return "judgement";
      case ast::FactKind::discretion: return "discretion";
      case ast::FactKind::reading: return "reading";
    }
    return "";
  }

  // `silent` and `refuse` cite inside of expressions; they belong to the declaration whose text they stand in.
  void notices(const std::string& name, Span within) {
    for (const ast::Expression& expression : file_.expressions) {
      if (expression.span.begin < within.begin || within.end < expression.span.end) continue;
      if (const auto* silent = std::get_if<ast::Silent>(&expression.form)) cite(silent->citations, "silent", name, expression.span);
      if (const auto* refuse = std::get_if<ast::Refuse>(&expression.form)) cite(refuse->citations, "refuse", name, expression.span);
    }
  }

  void fact(const ast::Fact& fact, const std::string& kind, Span span) { cite(fact.attributes, kind, fact.name.text, span); }
  void visit(const ast::Fact& declared) { fact(declared, fact_word(declared.kind), whole_); }

  void body(const ast::GuardedBody& body, const std::string& name) {
    for (const ast::Branch& branch : body.branches) cite(branch.attributes, "branch", name, branch.span);
  }

  void visit(const ast::Define& define) {
    cite(define.attributes, "define", define.name.text, whole_);
    body(define.body, define.name.text);
    notices(define.name.text, whole_);
  }

  void visit(const ast::Exception& exception) {
    cite(exception.attributes, "exception", exception.name.text, whole_);
    notices(exception.name.text, whole_);
  }

  void visit(const ast::Table& table) {
    cite(table.attributes, "table", table.name.text, whole_);
    for (const ast::TableRow& row : table.rows) cite(row.attributes, "table row", table.name.text, row.span);
    notices(table.name.text, whole_);
  }

  void require(const ast::Require& require, Span span) {
    cite(require.attributes, require.advisory ? "advise" : "require", require.name.text, span);
  }
  void visit(const ast::Require& declared) {
    require(declared, whole_);
    notices(declared.name.text, whole_);
  }

  void visit(const ast::Decide& decide) {
    const std::string& name = decide.name.text;
    // Most of a decision is its parts, and each may cite a clause of its own: the whole is shown by its first line.
    cite(decide.attributes, "decide", name, first_line(decide.name.span));
    for (const ast::Fact& given : decide.given) fact(given, "given", whole_entry(source_, given.name.span));
    for (const ast::DecisionItem& item : decide.items) {
      if (const auto* define = std::get_if<ast::Define>(&item)) local(*define);
      if (const auto* own = std::get_if<ast::Require>(&item)) require(*own, own->span);
    }
    for (const ast::Gives& gives : decide.gives) cite(gives.attributes, "gives", name + "." + gives.name.text, gives.span);
    notices(name, whole_);
  }

  void local(const ast::Define& define) {
    Span span = whole_entry(source_, define.name.span);
    for (const ast::Branch& branch : define.body.branches)
      if (branch.span.valid()) span = Span::covering(span, branch.span);
    cite(define.attributes, "define", define.name.text, span);
    body(define.body, define.name.text);
  }

  void visit(const ast::Unit& unit) {
    if (!unit.spellings.empty()) cite(unit.attributes, unit.currency ? "currency" : "unit", unit.spellings.front().text, whole_);
  }
  void visit(const ast::Enum& declared) {
    cite(declared.attributes, "enum", declared.name.text, whole_);
    for (const ast::EnumValue& value : declared.values)
      cite(value.attributes, "value", declared.name.text + "." + value.name.text, whole_entry(source_, value.name.span));
  }
  void visit(const ast::Record& record) {
    cite(record.attributes, "record", record.name.text, whole_);
    for (const ast::RecordField& field : record.fields)
      cite(field.attributes, "field", record.name.text + "." + field.name.text, whole_entry(source_, field.name.span));
  }
  void visit(const ast::Calendar& calendar) { cite(calendar.attributes, "calendar", calendar.name.text, whole_); }
  void visit(const ast::Format& format) { cite(format.attributes, "format", format.name.text, whole_); }
  void visit(const ast::Clauses&) {}
  void visit(const ast::Scenario&) {}  // a test of a clause does not carry it

  Span first_line(Span name) const {
    Span span = whole_entry(source_, name);
    span.begin = whole_.begin;
    return span;
  }

  const ast::Ast& file_;
  const SourceText& source_;
  const std::string& package_;
  ByClause& found_;
  std::vector<Carrier>& bare_;
  Span whole_;
  bool cited_ = false;  ///< something in the present declaration cites
};

}  // namespace

CarrierSheets clause_sheets(const Compilation& compilation) {
  CarrierSheets result;
  if (!compilation.program || compilation.packages.empty()) return result;
  const names::PackageFiles& package = compilation.packages.front();
  CarrierFinder::ByClause found;
  for (const ast::Ast* file : package.files)
    CarrierFinder(*file, compilation.sources[file->file], package.name, found, result.uncited).run();
  for (const program::ClauseEntry& clause : compilation.program->packages.front().clauses) {
    ClauseSheet sheet{&clause, {}};
    if (const auto carriers = found.find(clause.id); carriers != found.end()) sheet.carriers = carriers->second;
    std::sort(sheet.carriers.begin(), sheet.carriers.end(), [](const Carrier& left, const Carrier& right) { return left.span < right.span; });
    result.sheets.push_back(std::move(sheet));
  }
  return result;
}

const char* status_word(ast::ClauseStatus status) {
  switch (status) {
    case ast::ClauseStatus::encoded: return "encoded";
    case ast::ClauseStatus::definition: return "definition";
    case ast::ClauseStatus::judgement: return "judgement";
    case ast::ClauseStatus::discretion: return "discretion";
    case ast::ClauseStatus::informative: return "informative";
    case ast::ClauseStatus::open: return "open";
  }
  return "";
}

bool needs_carrier(ast::ClauseStatus status) {
  return status == ast::ClauseStatus::encoded || status == ast::ClauseStatus::definition || status == ast::ClauseStatus::judgement ||
         status == ast::ClauseStatus::discretion;
}

std::string file_and_line(const SourceSet& sources, Span span) {
  const SourceText& source = sources[span.file];
  return source.name() + ":" + std::to_string(source.position(span.begin).line);
}

}  // namespace norma::ledger
