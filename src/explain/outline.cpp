#include "explain/outline.hpp"

#include <algorithm>

#include "explain/missing.hpp"
#include "explain/step_text.hpp"

namespace norma::explain {
namespace {

class OutlineMaker {
 public:
  OutlineMaker(const Argument& argument, Language language, const OutlineOptions& options)
      : argument_(argument), language_(language), options_(options), writer_(argument, language), uses_(argument.steps.size(), 0),
        numbers_(argument.steps.size(), 0), told_(argument.steps.size(), false) {
    for (const Step& one : argument.steps)
      for (const StepIndex child : one.children) ++uses_[child];
  }

  Outline make() {
    if (!options_.focus.empty()) {
      focus();
    } else {
      verdict();
      requirements();
      outputs();
      missing();
      lines("Readings and discretions", "解读与裁量", argument_.choices);
      lines("Where the text is silent", "文本未作规定之处", argument_.silent);
      if (argument_.truncated) outline_.cut = say("The proof was too long to record in full.", "证明过长，未能完整记录。");
    }
    for (Chapter& chapter : outline_.chapters)
      for (Passage& passage : chapter.passages) number(passage);
    number(outline_.verdict);
    return std::move(outline_);
  }

 private:
  const char* say(const char* english, const char* chinese) const { return explain::say(language_, english, chinese); }
  const Step& step(StepIndex index) const { return argument_.steps[index]; }

  Chapter& chapter(const char* english, const char* chinese) {
    outline_.chapters.push_back({say(english, chinese), {}});
    return outline_.chapters.back();
  }

  void focus() {
    const StepIndex found = find_step(argument_, options_.focus);
    if (found != no_step) chapter("", "").passages.push_back(tell(found, options_.depth, true));
  }

  void verdict() {
    if (argument_.root == no_step) return;
    const Step& root = step(argument_.root);
    outline_.has_verdict = true;
    Passage& passage = outline_.verdict;
    passage.step = argument_.root;
    passage.state = root.state;
    passage.mark = root.state == StepState::value ? "" : StepWriter::mark(root.state);
    passage.text = writer_.headline(root);
    told_[argument_.root] = true;
    if (argument_.verdict) return tally();
    passage.details = writer_.details(root);
    for (const StepIndex child : root.children) passage.inner.push_back(tell(child, options_.depth, true));
    passage.left_out = root.omitted;
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
    if (language_ == Language::en)
      outline_.tally = count + " of " + total + " requirements " + (count == "1" ? "is " : "are ") + (failed > 0 ? "not met" : "undetermined");
    else
      outline_.tally = total + " 项要求中有 " + count + " 项" + (failed > 0 ? "不符合" : "无法判定");
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
    Chapter& told = chapter("Requirements", "要求");
    for (const StepIndex index : sorted) told.passages.push_back(tell(index, options_.depth, decides(step(index))));
  }

  void outputs() {
    if (argument_.outputs.empty()) return;
    Chapter& told = chapter("Values", "结果");
    for (const StepIndex index : argument_.outputs) told.passages.push_back(tell(index, options_.depth, true));
  }

  void missing() {
    if (argument_.missing.empty()) return;
    Chapter& told = chapter("What is missing", "尚缺");
    for (const Missing& one : argument_.missing) told.passages.push_back(plain(missing_line(one, language_)));
  }

  void lines(const char* english, const char* chinese, const std::vector<StepIndex>& steps) {
    if (steps.empty()) return;
    Chapter& told = chapter(english, chinese);
    for (const StepIndex index : steps) {
      told.passages.push_back(plain(writer_.headline(step(index))));
      told.passages.back().step = index;
    }
  }

  static Passage plain(std::string text) {
    Passage passage;
    passage.mark = "-";
    passage.text = std::move(text);
    return passage;
  }

  std::string mark_of(const Step& one) const {
    const bool conclusion = one.kind == StepKind::requirement || one.kind == StepKind::advice || one.kind == StepKind::member ||
                            one.kind == StepKind::decision;
    if (one.kind == StepKind::advice && one.state == StepState::not_met) return "!";
    if (conclusion || one.state == StepState::error || one.state == StepState::refused) return StepWriter::mark(one.state);
    return one.state == StepState::undetermined ? "?" : "-";
  }

  // A step that has something to tell is told in full where it comes first, and referred to afterwards.
  Passage tell(StepIndex index, std::size_t depth, bool expand) {
    const Step& one = step(index);
    Passage passage;
    passage.step = index;
    passage.state = one.state;
    passage.mark = mark_of(one);
    passage.text = writer_.headline(one);
    std::vector<std::string> details = writer_.details(one);
    const bool has_more = !details.empty() || !one.children.empty();
    if (told_[index] && has_more && numbers_[index] > 0) {
      passage.see = numbers_[index];
      return passage;
    }
    if (expand && has_more && uses_[index] > 1) passage.number = numbers_[index] = ++last_number_;
    if (!expand) {
      if (one.comparison) passage.details.push_back(writer_.comparison(*one.comparison));
      return passage;
    }
    told_[index] = true;
    passage.details = std::move(details);
    passage.left_out = depth <= 1 ? one.children.size() + one.omitted : one.omitted;
    if (depth > 1)
      for (const StepIndex child : one.children) passage.inner.push_back(tell(child, depth - 1, true));
    return passage;
  }

  // The number is part of what is read.
  void number(Passage& passage) {
    passage.text += reference_text(passage, language_);
    for (Passage& inner : passage.inner) number(inner);
  }

  const Argument& argument_;
  Language language_;
  const OutlineOptions& options_;
  StepWriter writer_;
  std::vector<std::size_t> uses_, numbers_;
  std::vector<bool> told_;
  std::size_t last_number_ = 0;
  Outline outline_;
};

}  // namespace

Outline make_outline(const Argument& argument, Language language, const OutlineOptions& options) {
  return OutlineMaker(argument, language, options).make();
}

std::string left_out_text(std::size_t count, Language language) {
  return language == Language::en ? "… " + std::to_string(count) + " more" : "… 另外 " + std::to_string(count) + " 项";
}

std::string reference_text(const Passage& passage, Language language) {
  if (passage.see > 0) return language == Language::en ? " (see step " + std::to_string(passage.see) + ")" : "（见步骤 " + std::to_string(passage.see) + "）";
  if (passage.number == 0) return {};
  return language == Language::en ? " (step " + std::to_string(passage.number) + ")" : "（步骤 " + std::to_string(passage.number) + "）";
}

}  // namespace norma::explain
