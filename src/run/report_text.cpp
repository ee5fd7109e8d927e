#include <algorithm>

#include "base/unicode.hpp"
#include "run/report.hpp"
#include "run/value_text.hpp"

namespace norma::run {
namespace {

using eval::RequirementState;
using eval::Verdict;

/// Rows of cells, each column as wide as its widest cell; the last one is not padded.
class Columns {
 public:
  void add(std::vector<std::string> cells) {
    for (std::string& cell : cells) cell = escape_for_display(cell);
    rows_.push_back(std::move(cells));
  }

  std::string text() const {
    std::vector<std::size_t> widths;
    for (const auto& row : rows_)
      for (std::size_t i = 0; i < row.size(); ++i) {
        if (i == widths.size()) widths.push_back(0);
        widths[i] = std::max(widths[i], display_width(row[i]));
      }
    std::string out;
    for (const auto& row : rows_) out += line(row, widths);
    return out;
  }

 private:
  static std::string line(const std::vector<std::string>& row, const std::vector<std::size_t>& widths) {
    std::string out = "  ";
    for (std::size_t i = 0; i < row.size(); ++i) {
      out += row[i];
      if (widths[i] > 0) out.append(widths[i] - display_width(row[i]) + 2, ' ');
    }
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out + "\n";
  }

  std::vector<std::vector<std::string>> rows_;
};

std::string joined(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : ", ") + text;
  return out;
}

class TextReport {
 public:
  TextReport(const program::Program& program, Language language) : program_(program), language_(language) {}

  const char* say(const char* english, const char* chinese) const { return language_ == Language::zh ? chinese : english; }

  std::string verdict(Verdict verdict) const {
    switch (verdict) {
      case Verdict::met: return say("met", "满足");
      case Verdict::not_met: return say("not met", "不满足");
      case Verdict::undetermined: return say("undetermined", "待定");
      case Verdict::refused: return say("refused", "拒绝作答");
    }
    return {};
  }

  std::string state(RequirementState state) const {
    switch (state) {
      case RequirementState::met: return say("met", "满足");
      case RequirementState::not_met: return say("not met", "不满足");
      case RequirementState::undetermined: return say("undetermined", "待定");
      case RequirementState::not_applicable: return say("not applicable", "不适用");
      case RequirementState::failed: return say("error", "错误");
    }
    return {};
  }

  void heading(const char* english, const char* chinese) { out_ += std::string(out_.empty() ? "" : "\n") + say(english, chinese) + "\n"; }

  void title(const CaseReport& report) {
    const std::string& label = report.label.in(language_);
    out_ += escape_for_display(report.decision + (label.empty() ? "" : std::string(say(": ", "：")) + label)) + "\n";
    out_ += std::string(say("verdict: ", "结论：")) + verdict(report.verdict) + "\n";
  }

  void values(const std::vector<ValueLine>& lines) {
    if (lines.empty()) return;
    heading("values", "数值");
    Columns columns;
    for (const ValueLine& line : lines) columns.add({line.name, shown(line.value, line.type), joined(line.clauses), line.label.in(language_)});
    out_ += columns.text();
  }

  void requirements(const std::vector<RequirementLine>& lines, bool advisory) {
    Columns columns;
    bool any = false;
    for (const RequirementLine& line : lines) {
      if (line.advisory != advisory) continue;
      any = true;
      columns.add({state(line.state), line.member.empty() ? line.name : line.name + "[" + line.member + "]", joined(line.clauses), remark(line)});
    }
    if (!any) return;
    if (advisory) heading("advice", "提示");
    else heading("requirements", "要求");
    out_ += columns.text();
  }

  void missing(const std::vector<MissingLine>& lines) {
    if (lines.empty()) return;
    heading("missing: these facts still matter", "缺少的事实（仍有影响）");
    Columns columns;
    for (const MissingLine& line : lines) columns.add({line.name, line.label.in(language_), line.question.in(language_)});
    out_ += columns.text();
  }

  void silent(const std::vector<SilentLine>& lines) {
    if (lines.empty()) return;
    heading("no fact settles", "事实无法解决");
    Columns columns;
    for (const SilentLine& line : lines) columns.add({reason(line), line.name, joined(line.clauses), line.label.in(language_)});
    out_ += columns.text();
  }

  void choices(const std::vector<ChoiceLine>& lines) {
    if (lines.empty()) return;
    heading("readings and discretions", "解读与裁量");
    Columns columns;
    for (const ChoiceLine& line : lines)
      columns.add({line.name, "= " + shown(line.value, line.type), line.by_default ? say("default", "默认") : say("chosen", "选定"),
                   joined(line.clauses), line.label.in(language_)});
    out_ += columns.text();
  }

  void errors(const std::vector<ErrorLine>& lines) {
    if (lines.empty()) return;
    heading("errors", "错误");
    Columns columns;
    for (const ErrorLine& line : lines) {
      std::string text = line.notice.empty() ? line.message : line.notice.in(language_);
      if (!line.also.empty()) text += (text.empty() ? "" : "; ") + joined(line.also);
      columns.add({line.code, line.rule, joined(line.clauses), line.place, text});
    }
    out_ += columns.text();
  }

  std::string shown(eval::Value value, program::TypeId type) const { return value_text(program_, value, type, language_); }
  std::string take() { return std::move(out_); }
  void line(const std::string& text) { out_ += escape_for_display(text) + "\n"; }

 private:
  std::string remark(const RequirementLine& line) const {
    if (line.state == RequirementState::undetermined && !line.missing.empty())
      return std::string(say("missing: ", "缺少：")) + joined(line.missing);
    const bool wants_message = line.state == RequirementState::not_met || line.state == RequirementState::failed;
    return wants_message && !line.message.empty() ? line.message.in(language_) : line.label.in(language_);
  }

  std::string reason(const SilentLine& line) const {
    if (line.reason == "silent") return say("the text is silent", "文本未作规定");
    if (line.reason == "no-version") return say("no version is in force", "无有效版本");
    return say("not applicable", "不适用");
  }

  const program::Program& program_;
  Language language_;
  std::string out_;
};

}  // namespace

std::string text_of(const CaseReport& report, const ReportOptions& options) {
  TextReport text(*report.program, options.language);
  text.title(report);
  text.values(report.values);
  text.requirements(report.requirements, false);
  text.requirements(report.requirements, true);
  text.missing(report.missing);
  text.silent(report.silent);
  text.choices(report.choices);
  text.errors(report.errors);
  return text.take();
}

std::string text_of(const ValueReport& report, const ReportOptions& options) {
  TextReport text(*report.program, options.language);
  if (report.errors.empty()) text.line(text.shown(report.line.value, report.line.type));
  text.missing(report.missing);
  text.silent(report.silent);
  text.choices(report.choices);
  text.errors(report.errors);
  return text.take();
}

}  // namespace norma::run
