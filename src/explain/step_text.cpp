#include "explain/step_text.hpp"

#include "base/unicode.hpp"
#include "explain/number_text.hpp"
#include "explain/value_text.hpp"

namespace norma::explain {

using eval::Tag;
using eval::Tried;

namespace {

// On one line, with single blanks, safe to show.
std::string on_one_line(std::string_view text) {
  std::string result;
  bool blank = false;
  for (const char character : text) {
    const bool is_blank = character == ' ' || character == '\n' || character == '\r' || character == '\t';
    if (!is_blank && blank && !result.empty()) result += ' ';
    blank = is_blank;
    if (!is_blank) result += character;
  }
  return escape_for_display(result);
}

}  // namespace

const char* StepWriter::mark(StepState state) {
  switch (state) {
    case StepState::met: return "✓";
    case StepState::not_met: return "✗";
    case StepState::undetermined: return "?";
    case StepState::not_applicable: return "–";
    case StepState::refused: case StepState::error: return "!";
    case StepState::value: break;
  }
  return "·";
}

const char* StepWriter::state(StepState state) const {
  switch (state) {
    case StepState::met: return say("met", "符合");
    case StepState::not_met: return say("not met", "不符合");
    case StepState::undetermined: return say("undetermined", "无法判定");
    case StepState::not_applicable: return say("not applicable", "不适用");
    case StepState::refused: return say("refused", "不予判定");
    case StepState::error: return say("error", "出错");
    case StepState::value: break;
  }
  return say("done", "已得出");
}

std::string StepWriter::clauses(const std::vector<std::string>& clauses) const {
  std::string text;
  for (const std::string& clause : clauses) text += (text.empty() ? "" : ", ") + clause;
  return text.empty() ? text : " [" + text + "]";
}

std::string StepWriter::value(const TypedValue& value) const {
  if (!value.type.valid()) return {};
  return value_text(*argument_.program, value.value, value.type, language_);
}

std::string StepWriter::source(const Step& step) const {
  switch (step.source) {
    case FactSource::given: return say("given", "已提供");
    case FactSource::judgement: return say("judgement", "人员判定");
    case FactSource::discretion_exercised: return say("discretion exercised", "已行使裁量");
    case FactSource::discretion_default: return say("discretion, left at its default", "裁量，取默认值");
    case FactSource::reading_taken: return say("reading chosen", "所选解读");
    case FactSource::reading_default: return say("reading, left at its default", "解读，取默认值");
    case FactSource::argument: return say("passed on", "传入");
    case FactSource::missing: return say("missing", "缺少");
    case FactSource::none: break;
  }
  return {};
}

std::string StepWriter::headline(const Step& step) const {
  const std::string& label = step.label.in(language_);
  const std::string& message = step.message.in(language_);
  const char* colon = say(": ", "：");
  switch (step.kind) {
    case StepKind::decision: return label + colon + state(step.state) + clauses(step.clauses);
    case StepKind::requirement: case StepKind::advice: case StepKind::member:
      return label + (message.empty() ? "" : colon + message) + clauses(step.clauses);
    case StepKind::silent:
      return say("the text gives no answer", "文本未作规定") + (message.empty() ? "" : colon + message) + clauses(step.clauses);
    case StepKind::refused: return say("refused", "不予判定") + (message.empty() ? "" : colon + message) + clauses(step.clauses);
    case StepKind::truncated: return say("(not recorded any further)", "（此后未再记录）");
    case StepKind::comparison: {
      const std::string shown = step.comparison ? comparison(*step.comparison) : std::string(state(step.state));
      return step.expression.empty() ? shown : on_one_line(step.expression) + colon + shown;
    }
    case StepKind::logic: {
      const std::string written = on_one_line(step.expression);
      const char* verdict = step.state == StepState::met       ? say("holds", "成立")
                            : step.state == StepState::not_met ? say("does not hold", "不成立")
                                                               : state(step.state);
      return written.empty() ? verdict : written + colon + verdict;
    }
    default: break;
  }
  std::string text = label;
  const std::string shown = value(step.value);
  if (!shown.empty()) text += (text.empty() ? "" : " = ") + shown;
  text += clauses(step.clauses);
  if (const std::string from = source(step); !from.empty()) text += language_ == Language::en ? " (" + from + ")" : "（" + from + "）";
  if (step.state == StepState::error && !message.empty()) text += colon + message;
  return text;
}

// The expression with the values of its names in their places.
std::string StepWriter::with_values(const Step& step) const {
  std::string text;
  std::size_t end = 0;
  for (const Operand& operand : step.operands) {
    if (operand.begin < end || operand.end > step.expression.size()) continue;
    const std::string shown = value(operand.value);
    if (shown.empty()) continue;
    text += step.expression.substr(end, operand.begin - end) + shown;
    end = operand.end;
  }
  return on_one_line(text + step.expression.substr(end));
}

std::string StepWriter::rounding(const Rounding& rounding, const TypedValue& result) const {
  struct Mode { const char *en, *zh; };
  Mode mode{"", ""};
  switch (rounding.mode) {
    case RoundingMode::half_up: mode = {"half up", "四舍五入"}; break;
    case RoundingMode::half_even: mode = {"half to even", "四舍六入五成双"}; break;
    case RoundingMode::half_down: mode = {"half down", "五舍六入"}; break;
    case RoundingMode::up: mode = {"away from zero", "向远离零方向取整"}; break;
    case RoundingMode::down: mode = {"toward zero", "向零取整"}; break;
    case RoundingMode::ceiling: mode = {"up", "向上取整"}; break;
    case RoundingMode::floor: mode = {"down", "向下取整"}; break;
  }
  const bool english = language_ == Language::en;
  std::string to = rounding.step.type.valid() ? value(rounding.step) : "";
  if (rounding.places) to = english ? std::to_string(*rounding.places) + " places" : std::to_string(*rounding.places) + " 位小数";
  const std::string unrounded = value(rounding.unrounded), rounded = value(result);
  if (english) return "rounded " + std::string(mode.en) + " to " + (to == "1" ? "a whole number" : (rounding.places ? "" : "a multiple of ") + to) + ": " + unrounded + " → " + rounded;
  return std::string(mode.zh) + (to == "1" ? "到整数" : "到 " + to) + (rounding.places || to == "1" ? "" : " 的倍数") + "：" + unrounded + " → " + rounded;
}

std::string StepWriter::branch(const Branch& branch) const {
  const std::string written = on_one_line(branch.written);
  std::string text;
  switch (branch.kind) {
    case Tried::Kind::exception:
      text = say("exception ", "例外 ") + (branch.label.in(language_).empty() ? readable_name(branch.name) : branch.label.in(language_));
      if (!written.empty()) text += say(", when ", "，当 ") + written;
      break;
    case Tried::Kind::arm: text = written.empty() ? say("branch ", "分支 ") + std::to_string(branch.index + 1) : say("when ", "当 ") + written; break;
    case Tried::Kind::otherwise: text = say("otherwise", "其他情形"); break;
    case Tried::Kind::row:
      text = language_ == Language::en ? "row " + std::to_string(branch.index + 1) : "第 " + std::to_string(branch.index + 1) + " 行";
      if (!branch.label.empty()) text += say(": ", "：") + branch.label.in(language_);
      if (!written.empty()) text += say(", ", "，") + written;
      break;
  }
  if (branch.from) text += say(", from ", "，自 ") + date_text(*branch.from, language_);
  if (branch.until) text += say(", until ", "，至 ") + date_text(*branch.until, language_);
  return text + clauses(branch.clauses);
}

std::string StepWriter::reason(const Branch& branch) const {
  if (branch.overridden) return say("another exception prevails", "另有例外优先");
  if (branch.failed) return say("its condition has an error", "其条件出错");
  if (branch.truth == eval::Truth::unknown) return say("it is not known whether it applies", "尚不能确定是否适用");
  if (branch.truth == eval::Truth::yes) return say("it applies as well", "同样适用");
  if (branch.condition != no_step) {
    const Step& condition = argument_.steps[branch.condition];
    if (condition.comparison) return comparison(*condition.comparison);
    return headline(condition);
  }
  return branch.from || branch.until ? say("not in force then, or its condition does not hold", "当时未生效或条件不成立")
                                     : say("its condition does not hold", "其条件不成立");
}

std::string StepWriter::evidence(const facts::Evidence& evidence) const {
  std::vector<std::string> parts;
  for (const std::string* part : {&evidence.document, &evidence.by, &evidence.on, &evidence.note})
    if (!part->empty()) parts.push_back(escape_for_display(*part));
  std::string text = say("evidence: ", "证据：");
  for (std::size_t i = 0; i < parts.size(); ++i) text += (i > 0 ? say(", ", "，") : "") + parts[i];
  return text;
}

std::string StepWriter::terms(const Step& step) const {
  std::vector<std::string> items;
  for (const TypedValue& term : step.terms) items.push_back(value(term));
  if (step.term_count > items.size()) {
    const std::string more = std::to_string(step.term_count - items.size());
    items.push_back(language_ == Language::en ? more + " more" : "另外 " + more + " 项");
  }
  return say("over ", "各项为 ") + joined(items, language_);
}

std::vector<std::string> StepWriter::details(const Step& step) const {
  std::vector<std::string> lines;
  const bool named = step.kind != StepKind::comparison && step.kind != StepKind::logic;
  if (step.comparison && named) lines.push_back(comparison(*step.comparison));
  if (!step.expression.empty() && named) {
    const std::string written = on_one_line(step.expression), filled = with_values(step);
    // The operands of a comparison stand in the line before.
    lines.push_back(filled == written || step.comparison ? written : written + " = " + filled);
  }
  if (step.taken) lines.push_back(branch(*step.taken));
  for (const Branch& tried : step.tried)
    lines.push_back(say("not ", "未取 ") + branch(tried) + say(": ", "：") + reason(tried));
  if (step.rounding) lines.push_back(rounding(*step.rounding, step.value));
  if (!step.terms.empty()) lines.push_back(terms(step));
  if (step.from || step.until) {
    std::string force = say("in force", "有效期");
    if (step.from) force += say(" from ", "自 ") + date_text(*step.from, language_);
    if (step.until) force += say(" until ", "至 ") + date_text(*step.until, language_);
    lines.push_back(force);
  }
  for (const facts::Evidence& one : step.evidence) lines.push_back(evidence(one));
  return lines;
}

}  // namespace norma::explain
