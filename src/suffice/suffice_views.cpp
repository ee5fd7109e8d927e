// What would change a decision, as text and as data.
#include "base/unicode.hpp"
#include "explain/value_text.hpp"
#include "run/value_text.hpp"
#include "suffice/suffice.hpp"

namespace norma::suffice {
namespace {

using eval::Tag;
using eval::Value;
using eval::Verdict;
using facts::Language;
using program::TypeKind;

class Words {
 public:
  Words(const program::Program& program, Language language) : program_(program), language_(language) {}

  const char* say(const char* english, const char* chinese) const { return language_ == Language::zh ? chinese : english; }

  const char* verdict(Verdict verdict) const {
    switch (verdict) {
      case Verdict::met: return say("met", "符合");
      case Verdict::not_met: return say("not met", "不符合");
      case Verdict::undetermined: return say("undetermined", "无法判定");
      case Verdict::refused: break;
    }
    return say("refused", "不予判定");
  }

  std::string value(Value value, program::TypeId type) const { return explain::value_text(program_, value, type, language_); }

  std::string end(const Number& number, program::TypeId id) const {
    const program::Type& type = program_[id];
    if (type.kind == TypeKind::date) return value(Value{number.small_numerator(), 1, Tag::date}, id);
    return value(Value::pointer(Tag::big_number, &number), id);
  }

  std::string interval(const eval::Interval& interval, program::TypeId type) const {
    if (interval.is_single()) return end(*interval.low, type);
    std::string text;
    if (interval.low) text = std::string(interval.low_open ? say("above ", "大于 ") : say("from ", "自 ")) + end(*interval.low, type);
    if (interval.high) {
      if (!text.empty()) text += " ";
      text += std::string(interval.high_open ? say("below ", "小于 ") : say("up to ", "至 ")) + end(*interval.high, type);
    }
    return text.empty() ? say("any value", "任何值") : text;
  }

 private:
  const program::Program& program_;
  Language language_;
};

class SufficiencyText {
 public:
  SufficiencyText(const program::Program& program, const Sufficiency& result, Language language) : result_(result), words_(program, language) {}

  std::string write() {
    out_ = std::string(words_.say("verdict: ", "结论：")) + words_.verdict(result_.verdict) + "\n";
    heading("Each fact alone", "单独改变每一事实");
    for (const FactEffect& effect : result_.facts)
      if (effect.nearest || effect.unsettled != Unsettled::no) fact(effect);
    without_effect();
    if (result_.facts.empty()) out_ += std::string("  ") + words_.say("no fact is known", "没有已知事实") + "\n";
    if (!result_.left_out.empty()) left_out();
    if (result_.verdict == Verdict::not_met) sets();
    return out_;
  }

 private:
  void heading(const char* english, const char* chinese) { out_ += std::string("\n") + words_.say(english, chinese) + "\n"; }

  void fact(const FactEffect& effect) {
    const program::TypeId type = effect.leaf.type;
    out_ += "  " + escape_for_display(effect.leaf.name) + " = " + words_.value(effect.leaf.value, type) + "\n";
    if (effect.unsettled != Unsettled::no) {
      out_ += std::string("      ") + words_.say("not settled: the borders were not found within the budget", "未能确定：在限额内未找到界限") + "\n";
      return;
    }
    for (const Piece& piece : effect.pieces)
      out_ += std::string("      ") + words_.verdict(static_cast<Verdict>(piece.result)) + words_.say(": ", "：") + words_.interval(piece.interval, type) + "\n";
    for (const Verdict verdict : {Verdict::met, Verdict::not_met, Verdict::undetermined, Verdict::refused}) choices(effect, verdict);
    out_ += std::string("      ") + words_.say("nearest change: ", "最近的改变：") + (effect.border_open ? words_.say("beyond ", "越过 ") : "") +
            words_.value(effect.nearest->value, type) + words_.say(", then ", "，则") + words_.verdict(effect.nearest->verdict) + "\n";
  }

  // The values of an enum that lead to one verdict, on one line.
  void choices(const FactEffect& effect, Verdict verdict) {
    constexpr std::size_t most = 12;
    std::string values;
    std::size_t count = 0;
    for (const Flip& choice : effect.choices)
      if (choice.verdict == verdict && ++count <= most) values += (values.empty() ? "" : words_.say(", ", "、")) + words_.value(choice.value, effect.leaf.type);
    if (count > most) values += words_.say(" … ", " … 另外 ") + std::to_string(count - most) + words_.say(" more", " 项");
    if (count > 0) out_ += std::string("      ") + words_.verdict(verdict) + words_.say(": ", "：") + values + "\n";
  }

  void without_effect() {
    std::string names;
    for (const FactEffect& effect : result_.facts)
      if (!effect.nearest && effect.unsettled == Unsettled::no) names += (names.empty() ? "" : ", ") + escape_for_display(effect.leaf.name);
    if (!names.empty()) out_ += std::string("  ") + words_.say("alone, no value of these changes the verdict: ", "以下各项单独改变均不影响结论：") + names + "\n";
  }

  void left_out() {
    out_ += std::string("  ") + words_.say("not varied (neither in a row nor a list of values): ", "未作改变（取值不可排列）：");
    for (std::size_t i = 0; i < result_.left_out.size(); ++i) out_ += (i == 0 ? "" : ", ") + escape_for_display(result_.left_out[i]);
    out_ += "\n";
  }

  void sets() {
    heading("What would suffice", "如何改变方可符合");
    if (result_.sets.empty()) out_ += std::string("  ") + words_.say("no change of up to three facts was found", "未找到至多三项事实的改变") + "\n";
    for (const auto& set : result_.sets) {
      std::string line;
      for (const Change& change : set) {
        const Leaf& leaf = result_.facts[change.fact].leaf;
        line += (line.empty() ? "" : words_.say(" and ", " 且 ")) + escape_for_display(leaf.name) + " = " + words_.value(change.value, leaf.type);
      }
      out_ += "  - " + line + "\n";
    }
  }

  const Sufficiency& result_;
  Words words_;
  std::string out_;
};

const char* verdict_word(Verdict verdict) { return run::verdict_word(verdict); }

class SufficiencyJson {
 public:
  SufficiencyJson(JsonWriter& json, const program::Program& program, const Sufficiency& result) : json_(json), program_(program), result_(result) {}

  void write() {
    json_.text_member("verdict", verdict_word(result_.verdict)).key("facts").begin_array();
    for (const FactEffect& effect : result_.facts) fact(effect);
    json_.end_array().key("not_varied").begin_array();
    for (const std::string& name : result_.left_out) json_.text(name);
    json_.end_array().key("sufficient").begin_array();
    for (const auto& set : result_.sets) changes(set);
    json_.end_array();
  }

 private:
  void value(Value value, program::TypeId type) { run::write_value(json_, program_, value, type); }

  void end(const std::optional<Number>& number, program::TypeId id) {
    if (!number) json_.null();
    else if (program_[id].kind == TypeKind::date) value(Value{number->small_numerator(), 1, Tag::date}, id);
    else value(Value::pointer(Tag::big_number, &*number), id);
  }

  void fact(const FactEffect& effect) {
    const program::TypeId type = effect.leaf.type;
    json_.begin_object().text_member("name", effect.leaf.name).key("value");
    value(effect.leaf.value, type);
    json_.key("settled").boolean(effect.unsettled == Unsettled::no);
    if (effect.unsettled != Unsettled::no) json_.text_member("reason", "the borders were not found within the budget");
    json_.key("verdicts").begin_array();
    for (const Piece& piece : effect.pieces) {
      json_.begin_object().text_member("verdict", verdict_word(static_cast<Verdict>(piece.result))).key("from");
      end(piece.interval.low, type);
      json_.key("from_included").boolean(!piece.interval.low_open).key("to");
      end(piece.interval.high, type);
      json_.key("to_included").boolean(!piece.interval.high_open).end_object();
    }
    for (const Flip& choice : effect.choices) {
      json_.begin_object().text_member("verdict", verdict_word(choice.verdict)).key("value");
      value(choice.value, type);
      json_.end_object();
    }
    json_.end_array();
    if (effect.nearest) {
      json_.key("nearest_change").begin_object().key("value");
      value(effect.nearest->value, type);
      json_.key("beyond").boolean(effect.border_open).text_member("verdict", verdict_word(effect.nearest->verdict)).end_object();
    }
    json_.end_object();
  }

  void changes(const std::vector<Change>& set) {
    json_.begin_array();
    for (const Change& change : set) {
      const Leaf& leaf = result_.facts[change.fact].leaf;
      json_.begin_object().text_member("name", leaf.name).key("value");
      value(change.value, leaf.type);
      json_.end_object();
    }
    json_.end_array();
  }

  JsonWriter& json_;
  const program::Program& program_;
  const Sufficiency& result_;
};

}  // namespace

std::string sufficiency_text(const program::Program& program, const Sufficiency& result, Language language) {
  return SufficiencyText(program, result, language).write();
}

void write_sufficiency(JsonWriter& json, const program::Program& program, const Sufficiency& result) {
  SufficiencyJson(json, program, result).write();
}

}  // namespace norma::suffice
