#include "explain/text_view.hpp"

#include <algorithm>

#include "base/unicode.hpp"
#include "explain/missing.hpp"
#include "explain/step_text.hpp"

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
  TextView(const Argument& argument, Language language, const TextViewOptions& options)
      : argument_(argument), language_(language), options_(options), writer_(argument, language), uses_(argument.steps.size(), 0),
        numbers_(argument.steps.size(), 0), told_(argument.steps.size(), false) {}

  std::string write() {
    if (!options_.focus.empty()) return focus();
    count_uses();
    verdict();
    requirements();
    outputs();
    missing();
    choices();
    silent();
    if (argument_.truncated) line(0, "", say("The proof was too long to record in full.", "证明过长，未能完整记录。"));
    return std::move(out_);
  }

 private:
  const char* say(const char* english, const char* chinese) const { return explain::say(language_, english, chinese); }
  const Step& step(StepIndex index) const { return argument_.steps[index]; }

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

  void heading(const char* english, const char* chinese) { out_ += std::string("\n") + say(english, chinese) + "\n"; }

  std::string focus() {
    const StepIndex found = find_step(argument_, options_.focus);
    if (found == no_step) return {};
    count_uses();
    tell(found, 0, options_.depth, true);
    return std::move(out_);
  }

  // A step that is told in full once and has something to tell is referred to by its number.
  void count_uses() {
    for (const Step& one : argument_.steps)
      for (const StepIndex child : one.children) ++uses_[child];
  }

  void verdict() {
    if (argument_.root == no_step) return;
    const Step& root = step(argument_.root);
    line(0, root.state == StepState::value ? "" : StepWriter::mark(root.state), writer_.headline(root), root.state);
    told_[argument_.root] = true;
    if (argument_.verdict) return tally();
    for (const std::string& detail : writer_.details(root)) line(2, "", detail);
    for (const StepIndex child : root.children) tell(child, 2, options_.depth, true);
    more(root, 2);
  }

  void tally() {
    std::size_t all = 0, failed = 0, open = 0;
    for (const StepIndex index : argument_.requirements) {
      if (step(index).kind == StepKind::advice) continue;
      ++all;
      failed += step(index).state == StepState::not_met ? 1 : 0;
      open += step(index).state == StepState::undetermined ? 1 : 0;
    }
    if (all < 2 || failed + open == 0) return;
    const std::string count = std::to_string(failed > 0 ? failed : open), total = std::to_string(all);
    if (language_ == Language::en) {
      line(2, "", count + " of " + total + " requirements " + (count == "1" ? "is " : "are ") + (failed > 0 ? "not met" : "undetermined"));
    } else {
      line(2, "", total + " 项要求中有 " + count + " 项" + (failed > 0 ? "不符合" : "无法判定"));
    }
  }

  static int rank(const Step& one) {
    if (one.kind == StepKind::advice) return 10 + (one.state == StepState::not_met ? 0 : 1);
    switch (one.state) {
      case StepState::not_met: return 0;
      case StepState::refused: case StepState::error: return 1;
      case StepState::undetermined: return 2;
      case StepState::not_applicable: return 4;
      default: return 3;
    }
  }

  // What made the verdict is told in full.
  bool decides(const Step& one) const {
    if (options_.everything) return true;
    if (one.kind == StepKind::advice) return one.state == StepState::not_met;
    if (one.state == StepState::refused || one.state == StepState::error) return true;
    return argument_.root == no_step || one.state == step(argument_.root).state;
  }

  void requirements() {
    if (argument_.requirements.empty()) return;
    std::vector<StepIndex> sorted = argument_.requirements;
    std::stable_sort(sorted.begin(), sorted.end(), [&](StepIndex x, StepIndex y) { return rank(step(x)) < rank(step(y)); });
    heading("Requirements", "要求");
    for (const StepIndex index : sorted) tell(index, 2, options_.depth, decides(step(index)));
  }

  void outputs() {
    if (argument_.outputs.empty()) return;
    heading("Values", "结果");
    for (const StepIndex index : argument_.outputs) tell(index, 2, options_.depth, true);
  }

  void missing() {
    if (argument_.missing.empty()) return;
    heading("What is missing", "尚缺");
    for (const Missing& one : argument_.missing) line(2, "-", missing_line(one, language_));
  }

  void choices() {
    if (argument_.choices.empty()) return;
    heading("Readings and discretions", "解读与裁量");
    for (const StepIndex index : argument_.choices) line(2, "-", writer_.headline(step(index)));
  }

  void silent() {
    if (argument_.silent.empty()) return;
    heading("Where the text is silent", "文本未作规定之处");
    for (const StepIndex index : argument_.silent) line(2, "-", writer_.headline(step(index)));
  }

  void more(const Step& one, std::size_t indent) {
    if (one.omitted == 0) return;
    const std::string count = std::to_string(one.omitted);
    line(indent, "", language_ == Language::en ? "… " + count + " more" : "… 另外 " + count + " 项");
  }

  std::string mark_of(const Step& one) const {
    const bool conclusion = one.kind == StepKind::requirement || one.kind == StepKind::advice || one.kind == StepKind::member ||
                            one.kind == StepKind::decision;
    if (one.kind == StepKind::advice && one.state == StepState::not_met) return "!";
    if (conclusion || one.state == StepState::error || one.state == StepState::refused) return StepWriter::mark(one.state);
    return one.state == StepState::undetermined ? "?" : "-";
  }

  void tell(StepIndex index, std::size_t indent, std::size_t depth, bool expand) {
    const Step& one = step(index);
    const std::vector<std::string> details = writer_.details(one);
    const bool has_more = !details.empty() || !one.children.empty();
    std::string text = writer_.headline(one);
    if (told_[index] && has_more && numbers_[index] > 0) {
      const std::string number = std::to_string(numbers_[index]);
      line(indent, mark_of(one), text + (language_ == Language::en ? " (see step " + number + ")" : "（见步骤 " + number + "）"), one.state);
      return;
    }
    if (expand && has_more && uses_[index] > 1) {
      numbers_[index] = ++last_number_;
      text += (language_ == Language::en ? " (step " : "（步骤 ") + std::to_string(numbers_[index]) + say(")", "）");
    }
    line(indent, mark_of(one), text, one.state);
    if (one.comparison && !expand) line(indent + 4, "", writer_.comparison(*one.comparison));
    if (!expand) return;
    told_[index] = true;
    for (const std::string& detail : details) line(indent + 4, "", detail);
    if (depth <= 1) {
      const std::size_t left = one.children.size() + one.omitted;
      if (left > 0) line(indent + 4, "", language_ == Language::en ? "… " + std::to_string(left) + " more" : "… 另外 " + std::to_string(left) + " 项");
      return;
    }
    for (const StepIndex child : one.children) tell(child, indent + 2, depth - 1, true);
    more(one, indent + 4);
  }

  const Argument& argument_;
  Language language_;
  const TextViewOptions& options_;
  StepWriter writer_;
  std::vector<std::size_t> uses_, numbers_;
  std::vector<bool> told_;
  std::size_t last_number_ = 0;
  std::string out_;
};

}  // namespace

std::string explain_text(const Argument& argument, Language language, const TextViewOptions& options) {
  return TextView(argument, language, options).write();
}

}  // namespace norma::explain
