#include "ledger/clause_document.hpp"

#include "base/unicode.hpp"
#include "ledger/source_lines.hpp"
#include "run/names.hpp"

namespace norma::ledger {
namespace {

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

}  // namespace

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

}  // namespace norma::ledger
