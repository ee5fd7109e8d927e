#include "explain/text_view.hpp"

#include <algorithm>

#include "base/unicode.hpp"

namespace norma::explain {
namespace {

std::size_t length_of_character(std::string_view text, std::size_t at) {
  std::size_t length = 1;
  while (at + length < text.size() && (static_cast<unsigned char>(text[at + length]) & 0xC0U) == 0x80U) ++length;
  return length;
}

bool is_wide(std::string_view character) { return display_width(character) > 1; }

// Closing punctuation does not begin a line.
bool stays_behind(std::string_view character) {
  static constexpr std::string_view closing = "，。；：、）”】";
  return character.size() == 3 && closing.find(character) != std::string_view::npos;
}

/// Breaks at blanks, and between wide characters, which need none.
std::vector<std::string> wrapped(const std::string& text, std::size_t width) {
  std::vector<std::string> lines;
  std::string line;
  std::size_t columns = 0, break_at = 0;  // break_at: bytes of `line` that may stand alone; 0: nowhere
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = length_of_character(text, i);
    const std::string_view character = std::string_view(text).substr(i, length);
    const std::size_t own = display_width(character);
    if (is_wide(character) && !line.empty() && !stays_behind(character)) break_at = line.size();
    if (columns + own > width && break_at > 0) {
      std::string rest = line.substr(break_at);
      line.resize(break_at);
      while (!line.empty() && line.back() == ' ') line.pop_back();
      lines.push_back(line);
      rest.erase(0, std::min(rest.find_first_not_of(' '), rest.size()));
      line = rest;
      columns = display_width(line);
      break_at = 0;
    }
    line.append(character);
    columns += own;
    if (character == " " || is_wide(character)) break_at = line.size();
    i += length;
  }
  lines.push_back(line);
  return lines;
}

class TextView {
 public:
  TextView(const Outline& outline, Language language, const TextViewOptions& options) : outline_(outline), language_(language), options_(options) {}

  std::string write() {
    if (outline_.has_verdict) verdict();
    for (const Chapter& chapter : outline_.chapters) {
      if (!chapter.heading.empty()) out_ += "\n" + chapter.heading + "\n";
      for (const Passage& passage : chapter.passages) tell(passage, chapter.heading.empty() ? 0 : 2);
    }
    if (!outline_.cut.empty()) line(0, "", outline_.cut);
    return std::move(out_);
  }

 private:
  std::string coloured(const std::string& mark, StepState state) const {
    if (!options_.colour || mark.empty()) return mark;
    const char* code = state == StepState::met ? "32" : state == StepState::not_met ? "31" : "33";
    return "\033[" + std::string(code) + "m" + mark + "\033[0m";
  }

  void line(std::size_t indent, const std::string& mark, const std::string& text, StepState state = StepState::value) {
    const std::size_t hang = indent + (mark.empty() ? 0 : display_width(mark) + 1);
    const std::size_t width = options_.width == 0 ? std::string::npos : std::max<std::size_t>(options_.width, hang + 20) - hang;
    bool first = true;
    for (const std::string& part : wrapped(text, width)) {
      if (first && !mark.empty()) {
        out_ += std::string(indent, ' ') + coloured(mark, state) + " " + part + "\n";
      } else {
        out_ += std::string(hang, ' ') + part + "\n";
      }
      first = false;
    }
  }

  void verdict() {
    const Passage& verdict = outline_.verdict;
    line(0, verdict.mark, verdict.text, verdict.state);
    if (!outline_.tally.empty()) line(2, "", outline_.tally);
    for (const std::string& detail : verdict.details) line(2, "", detail);
    for (const Passage& inner : verdict.inner) tell(inner, 2);
    if (verdict.left_out > 0) line(2, "", left_out_text(verdict.left_out, language_));
  }

  void tell(const Passage& passage, std::size_t indent) {
    line(indent, passage.mark, passage.text, passage.state);
    for (const std::string& detail : passage.details) line(indent + 4, "", detail);
    for (const Passage& inner : passage.inner) tell(inner, indent + 2);
    if (passage.left_out > 0) line(indent + 4, "", left_out_text(passage.left_out, language_));
  }

  const Outline& outline_;
  Language language_;
  const TextViewOptions& options_;
  std::string out_;
};

}  // namespace

std::string explain_text(const Argument& argument, Language language, const TextViewOptions& options) {
  const Outline outline = make_outline(argument, language, options);
  return TextView(outline, language, options).write();
}

}  // namespace norma::explain
