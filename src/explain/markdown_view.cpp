#include "explain/markdown_view.hpp"

namespace norma::explain {
namespace {

// CommonMark's punctuation that can begin markup. Texts are safe to display already: no controls, no line ends.
std::string escaped(const std::string& text) {
  static const std::string markup = "\\`*_{}[]<>#|~&!$";
  std::string out;
  for (const char character : text) {
    if (markup.find(character) != std::string::npos) out += '\\';
    out += character;
  }
  return out;
}

class MarkdownView {
 public:
  MarkdownView(const Outline& outline, Language language) : outline_(outline), language_(language) {}

  std::string write() {
    if (outline_.has_verdict) verdict();
    for (const Chapter& chapter : outline_.chapters) {
      if (!chapter.heading.empty()) out_ += "\n## " + escaped(chapter.heading) + "\n\n";
      for (const Passage& passage : chapter.passages) tell(passage, 0);
    }
    if (!outline_.cut.empty()) out_ += "\n" + escaped(outline_.cut) + "\n";
    return std::move(out_);
  }

 private:
  void verdict() {
    const Passage& verdict = outline_.verdict;
    out_ += "# " + marked(verdict) + "\n";
    if (!outline_.tally.empty()) out_ += "\n" + escaped(outline_.tally) + "\n";
    for (const std::string& detail : verdict.details) out_ += "\n" + escaped(detail) + "\n";
    if (!verdict.inner.empty()) out_ += "\n";
    for (const Passage& inner : verdict.inner) tell(inner, 0);
    left_out(verdict, 0);
  }

  static std::string marked(const Passage& passage) {
    const bool bare = passage.mark.empty() || passage.mark == "-";
    return (bare ? "" : escaped(passage.mark) + " ") + escaped(passage.text);
  }

  void tell(const Passage& passage, std::size_t indent) {
    const std::string margin(indent, ' ');
    out_ += margin + "- " + marked(passage) + "\n";
    for (const std::string& detail : passage.details) out_ += margin + "  <br>" + escaped(detail) + "\n";
    for (const Passage& inner : passage.inner) tell(inner, indent + 2);
    left_out(passage, indent + 2);
  }

  void left_out(const Passage& passage, std::size_t indent) {
    if (passage.left_out > 0) out_ += std::string(indent, ' ') + "- " + left_out_text(passage.left_out, language_) + "\n";
  }

  const Outline& outline_;
  Language language_;
  std::string out_;
};

}  // namespace

std::string explain_markdown(const Argument& argument, Language language, const OutlineOptions& options) {
  const Outline outline = make_outline(argument, language, options);
  return MarkdownView(outline, language).write();
}

}  // namespace norma::explain
