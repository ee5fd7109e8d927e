// The ledger as text, Markdown and JSON.
#include <fmt/format.h>

#include "base/json_writer.hpp"
#include "base/unicode.hpp"
#include "ledger/ledger.hpp"
#include "run/names.hpp"

namespace norma::ledger {
namespace {

using facts::Language;

struct Words {
  const char *clauses, *no_declaration, *no_scenario, *no_clause, *scenarios, *none, *clause, *kind, *status, *says, *carried_by, *in_scenario, *yes,
      *no;
};
constexpr Words english{"clauses", "Clauses without a declaration", "Clauses without a scenario", "Declarations without a clause",
                        "scenarios",  "none",   "Clause",  "Kind", "Status", "What it says", "Declared by", "In a scenario", "yes", "no"};
constexpr Words chinese{"条条款", "没有声明的条款", "没有情景的条款", "没有条款的声明", "个情景", "无", "条款", "类别", "状态", "内容", "声明", "有情景", "是", "否"};

const Words& words(Language language) { return language == Language::zh ? chinese : english; }

std::string paraphrase(const LedgerLine& line, Language language) { return run::bilingual(line.sheet.clause->labels).in(language); }

std::string heading(const Ledger& ledger) { return ledger.package + (ledger.source.empty() ? "" : "  " + ledger.source); }

std::string sums(const Ledger& ledger, Language language) {
  std::string out = fmt::format("{} {}", ledger.lines.size(), words(language).clauses);
  const char* between = ": ";
  for (const auto& [status, count] : ledger.by_status()) {
    out += fmt::format("{}{} {}", between, count, status);
    between = ", ";
  }
  const bool one = language == Language::en && ledger.scenarios == 1;
  return out + fmt::format("; {} {}", ledger.scenarios, one ? "scenario" : words(language).scenarios);
}

// Each carrier once by kind and name: of a table with twenty rows the rows are one entry.
std::string carriers_text(const LedgerLine& line) {
  std::string out;
  std::string last;
  for (const Carrier& carrier : line.sheet.carriers) {
    const std::string text = carrier.kind + " " + carrier.name;
    if (text == last) continue;
    out += (out.empty() ? "" : ", ") + text;
    last = text;
  }
  return out;
}

/// Characters that would end a cell or begin markup are taken as they are.
std::string cell(const std::string& text) {
  std::string out;
  for (const char c : escape_for_display(text)) {
    if (c == '|' || c == '\\' || c == '`' || c == '*' || c == '_' || c == '<' || c == '[') out += '\\';
    out += c;
  }
  return out;
}

class TextLedger {
 public:
  TextLedger(const Ledger& ledger, const Compilation& compilation, Language language)
      : ledger_(ledger), compilation_(compilation), language_(language), words_(words(language)) {}

  std::string write(bool all) {
    out_ = escape_for_display(heading(ledger_)) + "\n" + sums(ledger_, language_) + "\n";
    if (all) every_clause();
    gaps(words_.no_declaration, Ledger::without_declaration);
    gaps(words_.no_scenario, Ledger::without_scenario);
    uncited();
    return out_;
  }

 private:
  std::string clause(const LedgerLine& line) const {
    const program::ClauseEntry& entry = *line.sheet.clause;
    return escape_for_display(fmt::format("  {}  [{}, {}]  {}", entry.id, entry.kind, status_word(entry.status), paraphrase(line, language_))) + "\n";
  }
  void every_clause() {
    out_ += "\n";
    for (const LedgerLine& line : ledger_.lines) {
      out_ += clause(line);
      const std::string by = carriers_text(line);
      if (!by.empty()) out_ += fmt::format("      {}{}\n", escape_for_display(by), line.in_scenario ? "  ✓" : "");
    }
  }
  void title(const char* what, std::size_t count) { out_ += fmt::format("\n{}: {}\n", what, count == 0 ? words_.none : std::to_string(count)); }
  void gaps(const char* what, bool (*test)(const LedgerLine&)) {
    title(what, ledger_.count(test));
    for (const LedgerLine& line : ledger_.lines)
      if (test(line)) out_ += clause(line);
  }
  void uncited() {
    title(words_.no_clause, ledger_.uncited.size());
    for (const Carrier& carrier : ledger_.uncited)
      out_ += escape_for_display(fmt::format("  {} {}  ({})", carrier.kind, carrier.name, file_and_line(compilation_.sources, carrier.span))) + "\n";
  }

  const Ledger& ledger_;
  const Compilation& compilation_;
  Language language_;
  const Words& words_;
  std::string out_;
};

class MarkdownLedger {
 public:
  MarkdownLedger(const Ledger& ledger, const Compilation& compilation, Language language)
      : ledger_(ledger), compilation_(compilation), language_(language), words_(words(language)) {}

  std::string write() {
    out_ = "# " + cell(heading(ledger_)) + "\n\n" + sums(ledger_, language_) + "\n\n";
    out_ += fmt::format("| {} | {} | {} | {} | {} | {} |\n|---|---|---|---|---|---|\n", words_.clause, words_.kind, words_.status, words_.says,
                        words_.carried_by, words_.in_scenario);
    for (const LedgerLine& line : ledger_.lines) row(line);
    gaps(words_.no_declaration, Ledger::without_declaration);
    gaps(words_.no_scenario, Ledger::without_scenario);
    title(words_.no_clause);
    for (const Carrier& carrier : ledger_.uncited)
      out_ += fmt::format("- {} {} ({})\n", carrier.kind, cell(carrier.name), cell(file_and_line(compilation_.sources, carrier.span)));
    if (ledger_.uncited.empty()) out_ += fmt::format("{}\n", words_.none);
    return out_;
  }

 private:
  void row(const LedgerLine& line) {
    const program::ClauseEntry& entry = *line.sheet.clause;
    out_ += fmt::format("| {} | {} | {} | {} | {} | {} |\n", cell(entry.id), cell(entry.kind), status_word(entry.status),
                        cell(paraphrase(line, language_)), cell(carriers_text(line)), line.in_scenario ? words_.yes : words_.no);
  }
  void title(const char* what) { out_ += fmt::format("\n## {}\n\n", what); }
  void gaps(const char* what, bool (*test)(const LedgerLine&)) {
    title(what);
    for (const LedgerLine& line : ledger_.lines)
      if (test(line)) out_ += fmt::format("- {}: {}\n", cell(line.sheet.clause->id), cell(paraphrase(line, language_)));
    if (ledger_.count(test) == 0) out_ += fmt::format("{}\n", words_.none);
  }

  const Ledger& ledger_;
  const Compilation& compilation_;
  Language language_;
  const Words& words_;
  std::string out_;
};

void write_carriers(JsonWriter& json, const std::vector<Carrier>& carriers, const SourceSet& sources) {
  json.begin_array();
  for (const Carrier& carrier : carriers)
    json.begin_object().text_member("kind", carrier.kind).text_member("name", carrier.name)
        .text_member("place", file_and_line(sources, carrier.span)).end_object();
  json.end_array();
}

void write_clauses(JsonWriter& json, const Ledger& ledger, bool (*test)(const LedgerLine&)) {
  json.begin_array();
  for (const LedgerLine& line : ledger.lines)
    if (test(line)) json.text(line.sheet.clause->id);
  json.end_array();
}

void write_line(JsonWriter& json, const LedgerLine& line, const SourceSet& sources) {
  const program::ClauseEntry& entry = *line.sheet.clause;
  const run::Bilingual says = run::bilingual(entry.labels);
  json.begin_object().text_member("clause", entry.id).text_member("kind", entry.kind).text_member("status", status_word(entry.status));
  if (!says.en.empty()) json.text_member("en", says.en);
  if (!says.zh.empty()) json.text_member("zh", says.zh);
  json.key("declarations");
  write_carriers(json, line.sheet.carriers, sources);
  json.key("in_scenario").boolean(line.in_scenario).end_object();
}

}  // namespace

std::string ledger_text(const Ledger& ledger, const Compilation& compilation, Language language, bool all) {
  return TextLedger(ledger, compilation, language).write(all);
}

std::string ledger_markdown(const Ledger& ledger, const Compilation& compilation, Language language) {
  return MarkdownLedger(ledger, compilation, language).write();
}

std::string ledger_json(const Ledger& ledger, const Compilation& compilation) {
  JsonWriter json(2);
  json.begin_object().text_member("package", ledger.package).text_member("source", ledger.source);
  json.key("counts").begin_object();
  for (const auto& [status, count] : ledger.by_status()) json.key(status).number(std::to_string(count));
  json.end_object().key("scenarios").number(std::to_string(ledger.scenarios)).key("complete").boolean(ledger.complete());
  json.key("clauses").begin_array();
  for (const LedgerLine& line : ledger.lines) write_line(json, line, compilation.sources);
  json.end_array().key("clauses_without_declaration");
  write_clauses(json, ledger, Ledger::without_declaration);
  json.key("clauses_without_scenario");
  write_clauses(json, ledger, Ledger::without_scenario);
  json.key("declarations_without_clause");
  write_carriers(json, ledger.uncited, compilation.sources);
  json.end_object();
  return json.take() + "\n";
}

}  // namespace norma::ledger
