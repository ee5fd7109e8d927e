#include "explain/html_view.hpp"

#include <map>

#include "base/unicode.hpp"
#include "explain/wording.hpp"

namespace norma::explain {
namespace {

constexpr std::string_view style = R"css(
:root { --ink: #1b1f24; --soft: #59636e; --line: #d1d9e0; --good: #1a7f37; --bad: #cf222e; --open: #9a6700; --paper: #ffffff; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9198a1; --line: #3d444d; --good: #3fb950; --bad: #f85149; --open: #d29922; --paper: #0d1117; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1 { font-size: 1.5rem; line-height: 1.3; margin: 0 0 .5rem; }
h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); }
p { margin: .25rem 0; }
.source, .tally, .detail, .more { color: var(--soft); }
ul { list-style: none; margin: 0; padding: 0; }
ul ul { margin-left: .45rem; padding-left: 1rem; border-left: 1px solid var(--line); }
li { margin: .3rem 0; overflow-wrap: anywhere; }
summary { cursor: pointer; }
.leaf { padding-left: 1.05rem; }
.detail { margin: .1rem 0 .1rem 1.05rem; font-size: .92rem; }
.mark { display: inline-block; min-width: 1.1em; text-align: center; font-weight: 700; }
.met > .head .mark, h1.met .mark { color: var(--good); }
.not_met > .head .mark, h1.not_met .mark { color: var(--bad); }
.undetermined > .head .mark, h1.undetermined .mark, .refused > .head .mark, .error > .head .mark { color: var(--open); }
.advice { color: var(--open); }
a { color: inherit; text-decoration: underline dotted; }
:target > .head, :target > details > summary { outline: 2px solid var(--open); outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); }
@media print {
  :root { --ink: #000; --soft: #333; --line: #999; --good: #000; --bad: #000; --open: #000; --paper: #fff; }
  main { max-width: none; padding: 0; }
  details::details-content { content-visibility: visible; block-size: auto; display: block; }
  summary::marker { content: ""; }
  li, tr { break-inside: avoid-page; }
  h2 { break-after: avoid-page; }
  a { text-decoration: none; }
}
)css";

const char* class_of(StepState state) {
  switch (state) {
    case StepState::met: return "met";
    case StepState::not_met: return "not_met";
    case StepState::undetermined: return "undetermined";
    case StepState::not_applicable: return "not_applicable";
    case StepState::refused: return "refused";
    case StepState::error: return "error";
    case StepState::value: break;
  }
  return "value";
}

class HtmlView {
 public:
  HtmlView(const Argument& argument, const Outline& outline, Language language) : argument_(argument), outline_(outline), language_(language) {}

  std::string write() {
    head();
    if (outline_.has_verdict) verdict();
    for (const Chapter& chapter : outline_.chapters) section(chapter);
    if (!outline_.cut.empty()) out_ += "<p class=\"more\">" + html_escaped(outline_.cut) + "</p>\n";
    clause_index();
    out_ += "</main></body></html>\n";
    return std::move(out_);
  }

 private:
  const char* say(const char* english, const char* chinese) const { return explain::say(language_, english, chinese); }

  void head() {
    const std::string title = outline_.has_verdict ? outline_.verdict.text : say("Explanation", "说明");
    out_ += std::string("<!DOCTYPE html>\n<html lang=\"") + say("en", "zh-Hans") + "\">\n<head>\n<meta charset=\"utf-8\">\n";
    out_ += "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n";
    out_ += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
    out_ += "<title>" + html_escaped(title) + "</title>\n<style>" + std::string(style) + "</style>\n</head>\n<body><main>\n";
  }

  void verdict() {
    const Passage& verdict = outline_.verdict;
    out_ += std::string("<h1 class=\"") + class_of(verdict.state) + "\">" + mark(verdict) + html_escaped(verdict.text) + "</h1>\n";
    rules();
    if (!outline_.tally.empty()) out_ += "<p class=\"tally\">" + html_escaped(outline_.tally) + "</p>\n";
    details(verdict);
    list(verdict.inner, verdict.left_out);
  }

  // Which text this follows.
  void rules() {
    const auto& packages = argument_.program->packages;
    if (packages.empty()) return;
    const std::string title = label_of(packages.front().title, packages.front().name).in(language_);
    const std::string number = escape_for_display(packages.front().source.number);
    out_ += "<p class=\"source\">" + html_escaped(title) + (number.empty() ? "" : say(", ", "，") + html_escaped(number)) + "</p>\n";
  }

  void section(const Chapter& chapter) {
    out_ += "<section>\n";
    if (!chapter.heading.empty()) out_ += "<h2>" + html_escaped(chapter.heading) + "</h2>\n";
    list(chapter.passages, 0);
    out_ += "</section>\n";
  }

  static std::string mark(const Passage& passage) {
    const std::string shown = passage.mark == "-" ? "·" : passage.mark;
    return shown.empty() ? "" : "<span class=\"mark\">" + html_escaped(shown) + "</span> ";
  }

  void details(const Passage& passage) {
    for (const std::string& detail : passage.details) out_ += "<p class=\"detail\">" + html_escaped(detail) + "</p>\n";
  }

  void list(const std::vector<Passage>& passages, std::size_t left_out) {
    if (passages.empty() && left_out == 0) return;
    out_ += "<ul>\n";
    for (const Passage& passage : passages) item(passage);
    if (left_out > 0) out_ += "<li class=\"more\">" + html_escaped(left_out_text(left_out, language_)) + "</li>\n";
    out_ += "</ul>\n";
  }

  void item(const Passage& passage) {
    const std::string id = "p" + std::to_string(++last_id_);
    const std::string kind = passage.mark == "!" ? "advice" : class_of(passage.state);
    remember_clauses(passage, id);
    out_ += "<li id=\"" + id + "\" class=\"" + kind + "\">";
    const std::string anchor = passage.number > 0 ? "<a id=\"step" + std::to_string(passage.number) + "\"></a>" : "";
    const bool folds = !passage.details.empty() || !passage.inner.empty() || passage.left_out > 0;
    if (!folds) {
      out_ += "<div class=\"head leaf\">" + anchor + mark(passage) + headline(passage) + "</div></li>\n";
      return;
    }
    out_ += "<details open class=\"" + kind + "\"><summary class=\"head\">" + anchor + mark(passage) + headline(passage) + "</summary>\n";
    details(passage);
    list(passage.inner, passage.left_out);
    out_ += "</details></li>\n";
  }

  static std::string headline(const Passage& passage) {
    if (passage.see == 0) return html_escaped(passage.text);
    return "<a href=\"#step" + std::to_string(passage.see) + "\">" + html_escaped(passage.text) + "</a>";
  }

  void remember_clauses(const Passage& passage, const std::string& id) {
    if (passage.step == no_step) return;
    for (const std::string& clause : argument_.steps[passage.step].clauses) index_[clause].push_back({id, passage.step});
  }

  // In the order of the text; clauses of other packages follow.
  void clause_index() {
    if (index_.empty()) return;
    out_ += std::string("<section>\n<h2>") + say("Clauses", "条款索引") + "</h2>\n<table>\n";
    if (!argument_.program->packages.empty())
      for (const program::ClauseEntry& entry : argument_.program->packages.front().clauses) {
        const auto found = index_.find(escape_for_display(entry.id));
        if (found == index_.end()) continue;
        row(found->first, words_of(entry.labels).in(language_), found->second);
        index_.erase(found);
      }
    for (const auto& [clause, places] : index_) row(clause, "", places);
    out_ += "</table>\n</section>\n";
  }

  struct Place {
    std::string id;
    StepIndex step;
  };

  void row(const std::string& clause, const std::string& words, const std::vector<Place>& places) {
    out_ += "<tr><th scope=\"row\">" + html_escaped(clause) + "</th><td>" + html_escaped(words) + "</td><td>";
    std::size_t shown = 0;
    for (const Place& place : places) {
      if (++shown > 8) break;
      const Step& step = argument_.steps[place.step];
      const std::string& name = step.label.in(language_).empty() ? step.name : step.label.in(language_);
      out_ += (shown > 1 ? say(", ", "、") : "") + std::string("<a href=\"#") + place.id + "\">" + html_escaped(name.empty() ? clause : name) + "</a>";
    }
    if (places.size() > 8) out_ += " " + html_escaped(left_out_text(places.size() - 8, language_));
    out_ += "</td></tr>\n";
  }

  const Argument& argument_;
  const Outline& outline_;
  Language language_;
  std::map<std::string, std::vector<Place>> index_;
  std::size_t last_id_ = 0;
  std::string out_;
};

}  // namespace

std::string html_escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char character : text) {
    switch (character) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += character;
    }
  }
  return out;
}

std::string explain_html(const Argument& argument, Language language, const OutlineOptions& options) {
  const Outline outline = make_outline(argument, language, options);
  if (!outline.has_verdict && outline.chapters.empty()) return {};
  return HtmlView(argument, outline, language).write();
}

}  // namespace norma::explain
