// A rule file whose reserved words are put into Chinese is the same program.
#include <map>

#include "ast/dump.hpp"
#include "rule_texts.hpp"

namespace norma::property_test {
namespace {

enum class Reservation : std::uint8_t { reserved, contextual };

// Words that are names only between backquotes, so that each of them can be translated wherever it stands.
const std::map<std::string, std::string>& chinese() {
  static const std::map<std::string, std::string> words = [] {
    std::map<std::string, std::string> out;
    [[maybe_unused]] constexpr auto reserved = Reservation::reserved, contextual = Reservation::contextual;
#define NORMA_KEYWORD(id, english_word, chinese_word, reservation) \
  if (reservation == Reservation::reserved && *english_word != '\0' && *chinese_word != '\0') out.emplace(english_word, chinese_word);
#include "../../grammar/keywords.def"
#undef NORMA_KEYWORD
    return out;
  }();
  return words;
}

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || (c & 0x80) != 0; }

class Translator {
 public:
  explicit Translator(const std::string& text) : text_(text) {}

  std::string translate() {
    while (at_ < text_.size()) step();
    return out_;
  }

 private:
  void step() {
    const char c = text_[at_];
    if (at_ == 0 || text_[at_ - 1] == '\n') in_registry_ = text_.compare(at_, 7, "clauses") == 0 || (in_registry_ && c == ' ');
    if (c == '"' || c == '`') return copy_quoted(c);
    if (c == '#' && (at_ == 0 || text_[at_ - 1] == ' ' || text_[at_ - 1] == '\n')) return copy_until(text_.find('\n', at_));
    if (!is_word(c)) return copy_until(at_ + 1);
    std::size_t end = at_;
    while (end < text_.size() && is_word(text_[end])) ++end;
    word(text_.substr(at_, end - at_), end);
  }
  void word(const std::string& word, std::size_t end) {
    const auto found = chinese().find(word);
    // Behind a dot or in a clause a word is no keyword; `subset of` is one keyword in Chinese.
    const bool joined = (at_ > 0 && std::string(".-/").find(text_[at_ - 1]) != std::string::npos) ||
                        (end < text_.size() && std::string("-/").find(text_[end]) != std::string::npos);
    const bool subset = word == "of" && out_.ends_with("subset ");
    if (found == chinese().end() || joined || subset || in_registry_) return copy_until(end);
    const auto beside_word = [](char c) { return is_word(c); };
    if (!out_.empty() && beside_word(out_.back())) out_ += ' ';
    out_ += found->second;
    if (end < text_.size() && beside_word(text_[end])) out_ += ' ';
    at_ = end;
    ++translated;
  }
  void copy_quoted(char mark) {
    std::size_t end = at_ + 1;
    while (end < text_.size() && text_[end] != mark) end += text_[end] == '\\' ? 2 : 1;
    copy_until(end + 1);
  }
  void copy_until(std::size_t end) {
    end = std::min(end, text_.size());
    out_ += text_.substr(at_, end - at_);
    at_ = end;
  }

  const std::string& text_;
  std::string out_;
  std::size_t at_ = 0;
  bool in_registry_ = false;   // there the words are kinds and states of clauses

 public:
  int translated = 0;
};

std::string dumped(const Compilation& compilation) {
  std::string out;
  for (const LoadedFile& file : compilation.files.files) out += ast::dump(file.ast);
  return out;
}

}  // namespace

TEST_CASE("keywords in Chinese and in English make the same program") {
  int translated_words = 0;
  for (const auto& path : rule_files("tests/rules/hard-clauses")) {
    CAPTURE(path.string());
    const std::string text = text_of_file(path);
    Translator translator(text);
    const std::string translated = translator.translate();
    CAPTURE(translated);
    translated_words += translator.translated;
    const Rules english(compile_text("p.rule", text, roots(), DiskFiles()));
    const Rules other(compile_text("p.rule", translated, roots(), DiskFiles()));
    CHECK(dumped(other.compilation()) == dumped(english.compilation()));
    CHECK(outcomes(other.compilation()) == outcomes(english.compilation()));
  }
  CHECK(translated_words > 500);
}

}  // namespace norma::property_test
