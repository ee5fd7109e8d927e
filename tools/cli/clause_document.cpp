#include "clause_document.hpp"

#include <algorithm>
#include <unordered_map>

#include "base/unicode.hpp"
#include "facts/schema.hpp"
#include "run/names.hpp"

namespace norma::cli {
namespace {

using ast::Attributes;
using ast::Citation;

std::size_t indentation(std::string_view line) { return std::min(line.find_first_not_of(" \t"), line.size()); }

bool is_text(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(" \t\r");
  return begin != std::string_view::npos && line[begin] != '#';
}

std::string_view without_line_end(std::string_view line) {
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
  return line;
}

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

  CarrierFinder(const ast::Ast& file, const SourceText& source, const std::string& package, ByClause& found)
      : file_(file), source_(source), package_(package), found_(found) {}

  void run() {
    for (const ast::Declaration& declaration : file_.declarations) {
      whole_ = declaration.span;
      std::visit([&](const auto& form) { visit(form); }, declaration.form);
    }
  }

 private:
  void cite(const std::vector<Citation>& citations, const std::string& kind, const std::string& name, Span span) {
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
  Span whole_;
};

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

/// Text of a span without comments and blank lines at its end.
std::string_view trimmed_source(const SourceSet& sources, Span span) {
  std::string_view text = sources.text(span);
  for (;;) {
    text = without_line_end(text);
    const std::size_t line = text.rfind('\n') == std::string_view::npos ? 0 : text.rfind('\n') + 1;
    if (line == 0 || is_text(text.substr(line))) return text;
    text = text.substr(0, line);
  }
}

/// The source with the least indentation of its further lines taken off and a margin put before each.
std::string quoted_source(const SourceSet& sources, Span span, const std::string& margin) {
  const std::string_view text = trimmed_source(sources, span);
  std::string out;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = without_line_end(text.substr(begin, end - begin));
    const std::size_t inset = begin == 0 ? 0 : indentation(line);
    out += margin + std::string(inset, ' ') + escape_for_display(line.substr(inset)) + "\n";
    begin = end + 1;
  }
  return out;
}

std::string file_and_line(const SourceSet& sources, Span span) {
  const SourceText& source = sources[span.file];
  return source.name() + ":" + std::to_string(source.position(span.begin).line);
}

bool needs_carrier(ast::ClauseStatus status) {
  return status == ast::ClauseStatus::encoded || status == ast::ClauseStatus::definition || status == ast::ClauseStatus::judgement ||
         status == ast::ClauseStatus::discretion;
}

}  // namespace

std::vector<ClauseSheet> clause_sheets(const Compilation& compilation) {
  std::vector<ClauseSheet> sheets;
  if (!compilation.program || compilation.packages.empty()) return sheets;
  const names::PackageFiles& package = compilation.packages.front();
  CarrierFinder::ByClause found;
  for (const ast::Ast* file : package.files) CarrierFinder(*file, compilation.sources[file->file], package.name, found).run();
  for (const program::ClauseEntry& clause : compilation.program->packages.front().clauses) {
    ClauseSheet sheet{&clause, {}};
    if (const auto carriers = found.find(clause.id); carriers != found.end()) sheet.carriers = carriers->second;
    std::sort(sheet.carriers.begin(), sheet.carriers.end(), [](const Carrier& left, const Carrier& right) { return left.span < right.span; });
    sheets.push_back(std::move(sheet));
  }
  return sheets;
}

std::string sheets_text(const std::vector<ClauseSheet>& sheets, const Compilation& compilation, Languages languages) {
  const program::Package& package = compilation.program->packages.front();
  std::string out = escape_for_display(package.name);
  if (!package.source.number.empty()) out += "  " + escape_for_display(package.source.number);
  out += "\n";
  std::size_t bare = 0;
  for (const ClauseSheet& sheet : sheets) {
    const program::ClauseEntry& clause = *sheet.clause;
    out += "\n" + escape_for_display(clause.id + "  [" + clause.kind + ", " + status_word(clause.status) + "]") + "\n";
    const run::Bilingual paraphrase = run::bilingual(clause.labels);
    if (languages != Languages::zh && !paraphrase.en.empty()) out += "  " + escape_for_display(paraphrase.en) + "\n";
    if (languages != Languages::en && !paraphrase.zh.empty()) out += "  " + escape_for_display(paraphrase.zh) + "\n";
    for (const Carrier& carrier : sheet.carriers) {
      out += "    " + carrier.kind + " " + escape_for_display(carrier.name) + "  (" +
             escape_for_display(file_and_line(compilation.sources, carrier.span)) + ")\n";
      out += quoted_source(compilation.sources, carrier.span, "      | ");
    }
    if (!sheet.carriers.empty()) continue;
    out += needs_carrier(clause.status) ? "    ! no declaration cites this clause\n" : "    no declaration cites this clause\n";
    bare += needs_carrier(clause.status) ? 1U : 0U;
  }
  return out + "\n" + std::to_string(sheets.size()) + " clauses, " + std::to_string(bare) + " without a declaration that should have one\n";
}

void write_sheets(JsonWriter& json, const std::vector<ClauseSheet>& sheets, const Compilation& compilation) {
  json.begin_array();
  for (const ClauseSheet& sheet : sheets) {
    const program::ClauseEntry& clause = *sheet.clause;
    const run::Bilingual paraphrase = run::bilingual(clause.labels);
    json.begin_object().text_member("clause", clause.id).text_member("kind", clause.kind).text_member("status", status_word(clause.status));
    if (!paraphrase.en.empty()) json.text_member("en", paraphrase.en);
    if (!paraphrase.zh.empty()) json.text_member("zh", paraphrase.zh);
    json.key("declarations").begin_array();
    for (const Carrier& carrier : sheet.carriers) {
      json.begin_object().text_member("kind", carrier.kind).text_member("name", carrier.name);
      json.text_member("place", file_and_line(compilation.sources, carrier.span));
      json.text_member("source", trimmed_source(compilation.sources, carrier.span)).end_object();
    }
    json.end_array().end_object();
  }
  json.end_array();
}

}  // namespace norma::cli
