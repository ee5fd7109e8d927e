// Comparisons in words: both operands, and how far they lie apart.
#include "eval/joiner.hpp"
#include "explain/number_text.hpp"
#include "explain/step_text.hpp"

namespace norma::explain {

using eval::Tag;
using program::Op;

namespace {

bool is_ordered(Op operation) {
  return operation == Op::less || operation == Op::less_equal || operation == Op::greater || operation == Op::greater_equal;
}

bool wants_more(Op operation) { return operation == Op::greater || operation == Op::greater_equal; }

bool is_strict(Op operation) { return operation == Op::less || operation == Op::greater; }

bool is_date(const Comparison& comparison) { return comparison.left.value.tag == Tag::date; }

// How far the left operand stands on the wrong side (positive) or on the right one (negative).
Number shortfall(const Comparison& comparison) {
  return wants_more(comparison.operation) ? *comparison.gap : negate(*comparison.gap);
}

}  // namespace

std::string StepWriter::amount(const Number& gap, const Comparison& comparison) const {
  const Number size = absolute(gap);
  if (is_date(comparison)) {
    const std::string days = plain_number_text(size);
    return language_ == Language::en ? days + (size == Number(1) ? " day" : " days") : days + " 天";
  }
  if (comparison.left.value.tag == Tag::span) return size.is_small() ? span_text(size.small_numerator(), language_) : "?";
  const program::Program& program = *argument_.program;
  const program::TypeId type = comparison.left.type.valid() ? comparison.left.type : comparison.right.type;
  return number_text(program, size, type.valid() ? display_unit(program, program[type]) : program::UnitId(), language_);
}

// `90 of 120 CPE; 30 short`: only where both are counted in one unit, and neither is a share.
std::string StepWriter::of_wanted(const Comparison& comparison) const {
  const program::Program& program = *argument_.program;
  const bool numbers = eval::is_number(comparison.left.value) && eval::is_number(comparison.right.value);
  if (language_ != Language::en || !numbers || comparison.operation != Op::greater_equal) return {};
  if (!comparison.left.type.valid() || !comparison.right.type.valid()) return {};
  const program::UnitId unit = display_unit(program, program[comparison.left.type]);
  if (unit != display_unit(program, program[comparison.right.type])) return {};
  if (unit.valid() && program.units[unit.index()].name == "%") return {};
  const auto count = [&](const Number& base) { return plain_number_text(in_unit(program, base, unit)); };
  const std::string have = count(eval::number_of(comparison.left.value)), gap = count(*comparison.gap);
  if ((have + gap).find("≈") != std::string::npos) return {};
  return have + " of " + value(comparison.right) + "; " + gap + " short";
}

// What is missing or to spare: `30 CPE short`, `2 days late`.
std::string StepWriter::surplus(const Comparison& comparison) const {
  const Number wrong = shortfall(comparison);
  const bool more = wants_more(comparison.operation), date = is_date(comparison), english = language_ == Language::en;
  if (wrong.is_zero()) {
    if (!is_strict(comparison.operation)) return say("exactly the limit", "恰好达到界限");
    return say("exactly the limit, which is not enough", "恰为界限值，不满足");
  }
  const std::string size = amount(wrong, comparison);
  if (wrong.sign() > 0) {
    if (date) return english ? size + (more ? " too early" : " too late") : (more ? "早 " : "晚 ") + size;
    if (more) return english ? size + " short" : "差 " + size;
    return english ? size + " too much" : "超出 " + size;
  }
  if (date) return english ? size + (more ? " after it" : " before it") : (more ? "晚 " : "早 ") + size;
  return english ? size + " to spare" : (more ? "多出 " : "余 ") + size;
}

// As a requirement reads it: what is there, what is wanted, the difference.
std::string StepWriter::demanded(const Comparison& comparison) const {
  if (!comparison.holds)
    if (const std::string text = of_wanted(comparison); !text.empty()) return text;
  const bool more = wants_more(comparison.operation), strict = is_strict(comparison.operation), date = is_date(comparison);
  const std::string left = value(comparison.left), right = value(comparison.right), rest = surplus(comparison);
  if (language_ == Language::en) {
    const char* limit = date ? (more ? (strict ? "after " : "not before ") : (strict ? "before " : "not after "))
                             : (more ? (strict ? "more than " : "at least ") : (strict ? "less than " : "at most "));
    return left + ", " + limit + right + (more ? " wanted; " : " allowed; ") + rest;
  }
  const char* limit = date ? (more ? (strict ? "应晚于 " : "应不早于 ") : (strict ? "应早于 " : "应不晚于 "))
                           : (more ? (strict ? "应多于 " : "应至少 ") : (strict ? "应少于 " : "应至多 "));
  return std::string(limit) + right + "，实为 " + left + "；" + rest;
}

// As it stands, where nothing is demanded.
std::string StepWriter::observed(const Comparison& comparison) const {
  const std::string left = value(comparison.left), right = value(comparison.right);
  const int sign = comparison.gap->sign();  // right - left
  const bool date = is_date(comparison), english = language_ == Language::en;
  if (sign == 0) return english ? left + " is exactly " + right : left + " 等于 " + right;
  const std::string size = amount(*comparison.gap, comparison);
  if (english) return left + (date ? (sign > 0 ? " is before " : " is after ") : (sign > 0 ? " is less than " : " is more than ")) + right + ", by " + size;
  return left + (date ? (sign > 0 ? " 早于 " : " 晚于 ") : (sign > 0 ? " 小于 " : " 大于 ")) + right + "，相差 " + size;
}

std::string StepWriter::ordered(const Comparison& comparison) const {
  const bool english = language_ == Language::en;
  if (comparison.gap) return comparison.demanded ? demanded(comparison) : observed(comparison);
  const bool more = wants_more(comparison.operation), strict = is_strict(comparison.operation);
  const char* words = more ? (strict ? say(" above ", " 高于 ") : say(" at least ", " 不低于 "))
                           : (strict ? say(" below ", " 低于 ") : say(" at most ", " 不高于 "));
  const char* verb = comparison.holds ? say(" is", "") : say(" is not", " 并非");
  if (!comparison.known) return value(comparison.left) + (english ? ", to be" : "，应") + words + value(comparison.right);
  return value(comparison.left) + verb + words + value(comparison.right);
}

std::string StepWriter::comparison(const Comparison& comparison) const {
  const std::string left = value(comparison.left), right = value(comparison.right);
  const bool holds = comparison.holds, known = comparison.known;
  const auto says = [&](const char* english_yes, const char* english_no, const char* chinese_yes, const char* chinese_no) {
    return left + " " + (holds ? say(english_yes, chinese_yes) : say(english_no, chinese_no)) + " " + right;
  };
  if (is_ordered(comparison.operation)) return ordered(comparison);
  if (!known) return left + say(" against ", "，对照 ") + right;
  switch (comparison.operation) {
    case Op::equal:
      if (!holds && comparison.demanded) return left + say("; wanted is ", "；应为 ") + right;
      return holds ? left : left + say(", not ", "，不是 ") + right;
    case Op::not_equal: return holds ? left + say(", not ", "，不是 ") + right : left + say(", which is excluded", "，属排除情形");
    case Op::in_range: {
      const std::string range = right + say(" to ", " 至 ") + value(comparison.high);
      return left + (holds ? say(" is within ", " 在范围内：") : say(" is outside ", " 不在范围内：")) + range;
    }
    case Op::in_list:
    case Op::in_set: return says("is among", "is not among", "属于", "不属于");
    case Op::in_period: return says("is within", "is outside", "在期间内：", "不在期间内：");
    case Op::subset_of: return says("is contained in", "is not contained in", "包含于", "不包含于");
    case Op::overlaps: return says("overlaps", "does not overlap", "重叠于", "不重叠于");
    default: return left + say(" and ", " 与 ") + right;
  }
}

}  // namespace norma::explain
