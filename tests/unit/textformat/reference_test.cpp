// Random small formats against a reference that tries everything.
#include <random>
#include <set>

#include "build_spec.hpp"

using namespace norma;
using namespace norma::build;

namespace {

/// A reading as one letter for each character of the text: the field's number, or "." outside every field.
using Readings = std::set<std::string>;

/// Every way to read a prefix of the remaining text, by backtracking; the continuation takes the rest.
class Reference {
 public:
  explicit Reference(std::string text) : text_(std::move(text)) {}

  Readings read(const FormatSpec& spec) {
    std::vector<std::string> ends = {""};
    int field = 0;
    for (const FormatItemSpec& item : spec.items) ends = after_item(item, ends, field);
    Readings complete;
    for (const std::string& end : ends) {
      if (end.size() == text_.size()) complete.insert(end);
    }
    return complete;
  }

 private:
  // A partial reading is as long as the text it has read.
  using Partial = std::vector<std::string>;

  Partial after_item(const FormatItemSpec& item, const Partial& starts, int& field) {
    if (const auto* literal = std::get_if<LiteralSpec>(&item.form)) {
      Partial ends;
      for (const std::string& variant : literal->variants) append(ends, after_text(variant, starts, '.'));
      return ends;
    }
    if (const auto* spec = std::get_if<FieldSpec>(&item.form)) return after_field(*spec, starts, field);
    Partial inside = starts;
    for (const FormatItemSpec& inner : std::get<OptionalSpec>(item.form).items) inside = after_item(inner, inside, field);
    append(inside, starts);
    return inside;
  }

  Partial after_field(const FieldSpec& spec, const Partial& starts, int& field) {
    const char mark = static_cast<char>('a' + field++);
    Partial ends;
    for (const std::string& start : starts) {
      for (const FieldAlternative& alternative : spec.alternatives) {
        Partial reached = {start};
        for (const FieldPiece& piece : alternative) {
          const auto* text = std::get_if<std::string>(&piece);
          reached = text ? after_text(*text, reached, mark) : after_run(std::get<CharacterRun>(piece), reached, mark);
        }
        for (const std::string& end : reached) {
          if (fits(spec, text_.substr(start.size(), end.size() - start.size()))) ends.push_back(end);
        }
      }
    }
    return ends;
  }

  static bool fits(const FieldSpec& spec, const std::string& text) {
    if (!spec.as_integer) return true;
    if (spec.plain && text.size() > 1 && text[0] == '0') return false;
    const long long value = std::stoll(text);
    return value >= spec.least.value_or(0) && value <= spec.greatest.value_or(1'000'000'000);
  }

  Partial after_text(const std::string& expected, const Partial& starts, char mark) const {
    Partial ends;
    for (const std::string& start : starts) {
      if (text_.compare(start.size(), expected.size(), expected) == 0) {
        ends.push_back(start + std::string(expected.size(), mark));
      }
    }
    return ends;
  }

  Partial after_run(const CharacterRun& run, const Partial& starts, char mark) const {
    Partial ends;
    for (std::string at : starts) {
      for (std::uint32_t count = 0;; ++count) {
        if (count >= run.minimum) ends.push_back(at);
        if (count >= run.maximum.value_or(99) || at.size() == text_.size()) break;
        const char next = text_[at.size()];
        const bool is_digit = next >= '0' && next <= '9';
        if (run.characters == CharacterClass::digits ? !is_digit : run.characters == CharacterClass::capitals && is_digit) break;
        at += mark;
      }
    }
    return ends;
  }

  static void append(Partial& all, const Partial& more) { all.insert(all.end(), more.begin(), more.end()); }

  std::string text_;
};

class Generator {
 public:
  FormatSpec format() {
    next_name_ = 0;
    FormatSpec spec;
    const int count = 1 + pick(4);
    for (int i = 0; i < count; ++i) spec.items.push_back(item(2));
    return spec;
  }

 private:
  int pick(int count) { return static_cast<int>(random_() % static_cast<unsigned>(count)); }

  FormatItemSpec item(int depth) {
    const int kind = pick(depth > 0 ? 6 : 4);
    if (kind == 0) return literal_item();
    if (kind < 4) return field_item();
    std::vector<FormatItemSpec> items = {field_item()};
    const int more = pick(3);
    for (int i = 0; i < more; ++i) items.insert(items.begin() + pick(2), item(depth - 1));
    return optional(std::move(items));
  }

  FormatItemSpec literal_item() {
    static const std::vector<std::vector<std::string>> choices = {{"A"}, {"1"}, {"0"}, {"A", ""}, {"1A", "A"}, {"0", "00"}};
    return literal(choices[static_cast<std::size_t>(pick(6))]);
  }

  CharacterRun any_run() {
    static const CharacterClass classes[] = {CharacterClass::digits, CharacterClass::digits, CharacterClass::capitals,
                                             CharacterClass::capitals_or_digits};
    const auto minimum = static_cast<std::uint32_t>(1 + pick(2));
    const auto width = static_cast<std::uint32_t>(pick(3));
    if (pick(4) == 0) return run(classes[pick(4)], minimum, std::nullopt);
    return run(classes[pick(4)], minimum, minimum + width);
  }

  FormatItemSpec field_item() {
    const std::string name = "f" + std::to_string(next_name_++);
    if (pick(3) == 0) {
      CharacterRun width = any_run();
      width.characters = CharacterClass::digits;
      FormatItemSpec result = integer(name, width);
      auto& spec = std::get<FieldSpec>(result.form);
      spec.plain = pick(2) == 0;
      if (pick(2) == 0) spec.least = pick(2) * 10 + pick(2);
      if (pick(3) == 0) spec.greatest = 11 + pick(3) * 45;
      return result;
    }
    if (pick(3) == 0) return field(name, std::vector<FieldAlternative>{{any_run()}, {std::string("A"), any_run()}});
    return field(name, any_run());
  }

  std::mt19937 random_{20260301};
  int next_name_ = 0;
};

/// All texts over "0", "1", "A" of up to `length` characters.
std::vector<std::string> all_texts(std::size_t length) {
  std::vector<std::string> texts = {""};
  for (std::size_t begin = 0, at = 0; at < length; ++at) {
    const std::size_t end = texts.size();
    for (; begin < end; ++begin) {
      for (const char next : {'0', '1', 'A'}) texts.push_back(texts[begin] + next);
    }
  }
  return texts;
}

std::string marks_of(const CompiledFormat& format, const std::string& text, const Readings& readings) {
  const auto values = format.match(text).values;
  if (!values || readings.size() != 1) return values ? "match" : "no match";
  std::string fields;
  for (std::size_t i = 0; i < values->size(); ++i) {
    std::string expected;
    for (std::size_t at = 0; at < text.size(); ++at) {
      if ((*readings.begin())[at] == static_cast<char>('a' + i)) expected += text[at];
    }
    const bool same = format.fields()[i].as_integer && !expected.empty() && (*values)[i]
                          ? std::stoll(expected) == *(*values)[i]->integer
                          : expected == ((*values)[i] ? (*values)[i]->text : "");
    if (!same) fields += "field " + std::to_string(i) + " differs; ";
  }
  return fields;
}

}  // namespace

TEST_CASE("random formats are judged and read as by trying everything") {
  Generator generator;
  const std::vector<std::string> texts = all_texts(5);
  int accepted = 0;
  int ambiguous = 0;
  for (int round = 0; round < 1500; ++round) {
    const FormatSpec spec = generator.format();
    const CompileOutcome outcome = CompiledFormat::compile(spec);
    if (!outcome && outcome.fault.kind == FormatFaultKind::ambiguous) {
      ++ambiguous;
      INFO(round << " " << outcome.fault.witness);
      REQUIRE(Reference(outcome.fault.witness).read(spec).size() > 1);
      continue;
    }
    if (!outcome) continue;
    ++accepted;
    for (const std::string& text : texts) {
      const Readings readings = Reference(text).read(spec);
      const std::string marks = marks_of(*outcome.format, text, readings);
      if (marks != (readings.empty() ? "no match" : "")) FAIL(round << ": " << text << ": " << marks);
      if (readings.empty()) continue;
      const auto canonical = outcome.format->canonical(text);
      if (!canonical || outcome.format->canonical(*canonical) != canonical) FAIL(round << ": " << text);
      if (outcome.format->match(*canonical).values != outcome.format->match(text).values) FAIL(round << ": " << text);
    }
  }
  CHECK(accepted > 200);
  CHECK(ambiguous > 200);
}
