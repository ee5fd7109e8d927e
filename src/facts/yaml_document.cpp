#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <array>
#include <sstream>
#include <vector>

#include "base/line_table.hpp"
#include "base/text_hazard.hpp"
#include "base/utf8.hpp"
#include "facts/document.hpp"
#include "facts/key_set.hpp"

namespace norma::facts {
namespace {

// Thrown through the YAML parser to stop it once something was refused; never leaves this file.
struct Refused {};

bool is_json_number(std::string_view text) {
  std::size_t i = 0;
  const auto digits = [&] {
    const std::size_t start = i;
    while (i < text.size() && text[i] >= '0' && text[i] <= '9') ++i;
    return i > start;
  };
  if (i < text.size() && text[i] == '-') ++i;
  const bool leading_zero = i < text.size() && text[i] == '0';
  const std::size_t first = i;
  if (!digits() || (leading_zero && i - first > 1)) return false;
  if (i < text.size() && text[i] == '.') {
    ++i;
    if (!digits()) return false;
  }
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    ++i;
    if (i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
    if (!digits()) return false;
  }
  return i == text.size();
}

std::string lower_case(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return result;
}

// A plain scalar that YAML 1.1, or a person, would take for a truth value or a number although it is none here.
bool is_dubious(std::string_view text) {
  static constexpr std::array words{"yes", "no", "on", "off", "y", "n", "true", "false", "null", ".inf", "-.inf", "+.inf", ".nan", "=", "<<"};
  const std::string lower = lower_case(text);
  for (const char* word : words)
    if (lower == word) return true;
  const bool starts_like_a_number = text[0] == '+' || text[0] == '.' || text[0] == '-' || (text[0] >= '0' && text[0] <= '9');
  if (!starts_like_a_number) return false;
  bool digit = false;
  for (const char c : text) {
    const bool numeric = (c >= '0' && c <= '9') || c == '+' || c == '.' || c == '_' || c == ':' || c == ',' || c == '-' ||
                         c == 'x' || c == 'X' || c == 'o' || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    if (!numeric) return false;
    digit = digit || (c >= '0' && c <= '9');
  }
  return digit;
}

bool is_iso_date(std::string_view text) {
  if (text.size() != 10) return false;
  for (std::size_t i = 0; i < 10; ++i) {
    const bool dash = i == 4 || i == 7;
    if (dash ? text[i] != '-' : (text[i] < '0' || text[i] > '9')) return false;
  }
  return true;
}

// What the parser behind this would replace, take for the end of the text, or pass on unseen.
std::string unreadable(const TextHazard& hazard, std::string_view text) {
  switch (hazard.kind) {
    case TextHazardKind::invalid_utf8:
      return looks_like_utf16(text) ? "the facts are not well-formed UTF-8; they look like UTF-16" : "the facts are not well-formed UTF-8";
    case TextHazardKind::nul:
    case TextHazardKind::control_character: return fmt::format("a control character stands here: U+{:04X}", static_cast<std::uint32_t>(hazard.code_point));
    case TextHazardKind::lone_carriage_return: return "a carriage return stands without a line feed";
    default: return "";
  }
}

// Whether the quotation mark at `offset` has its partner.
bool is_closed(std::string_view text, std::size_t offset) {
  const char mark = text[offset];
  for (std::size_t i = offset + 1; i < text.size(); ++i) {
    if (mark == '"' && text[i] == '\\') {
      ++i;
    } else if (text[i] == mark) {
      if (mark == '"' || i + 1 == text.size() || text[i + 1] != mark) return true;
      ++i;
    }
  }
  return false;
}

class YamlReader : public YAML::EventHandler {
 public:
  YamlReader(std::string_view text, const DocumentSource& source, const DocumentLimits& limits, DiagnosticSink& sink)
      : text_(text), lines_(text), source_(source), limits_(limits), sink_(sink) {}

  std::optional<DocumentNode> read() {
    if (!check_bytes()) return std::nullopt;
    std::istringstream stream{std::string(text_)};
    try {
      YAML::Parser parser(stream);
      if (!parser.HandleNextDocument(*this) || !has_root_) return refuse_empty();
      if (parser.HandleNextDocument(*this)) return std::nullopt;
    } catch (const YAML::Exception& exception) {
      sink_.add(diagnose(DiagnosticKind::facts_malformed, at(exception.mark)).message("this is not YAML: {}", exception.msg));
      return std::nullopt;
    } catch (const Refused&) {
      return std::nullopt;
    }
    if (root_.kind == DocumentKind::object) return std::move(root_);
    sink_.add(diagnose(DiagnosticKind::facts_not_an_object, position_of(root_)).message("facts are a mapping of names to values"));
    return std::nullopt;
  }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (has_root_) refuse(DiagnosticKind::facts_malformed, mark, "a second document begins here; a facts file holds one");
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    check(mark, "", anchor);
    if (expects_key()) refuse(DiagnosticKind::facts_malformed, mark, "a key is missing here");
    begin(mark, DocumentKind::null);
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    refuse(DiagnosticKind::fact_yaml_feature, mark, "an alias (`*…`) stands here; write the value out");
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value) override {
    check(mark, tag, anchor);
    if (tag == "!") check_quotes(mark);
    if (expects_key()) return take_key(mark, value);
    if (tag != "!") return plain(mark, value);
    begin(mark, DocumentKind::text).text = value;
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
    open(mark, tag, anchor, DocumentKind::list);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
    open(mark, tag, anchor, DocumentKind::object);
  }
  void OnMapEnd() override { close(); }

 private:
  struct Level {
    DocumentNode* node;
    KeySet keys;
    std::string key;
    bool has_key = false;
  };

  bool check_bytes() {
    for (auto hazard = find_text_hazard(text_); hazard; hazard = find_text_hazard(text_, hazard->offset + hazard->length)) {
      const std::string reason = unreadable(*hazard, text_);
      if (reason.empty()) continue;
      const LineColumn place = lines_.position(text_, hazard->offset);
      sink_.add(diagnose(DiagnosticKind::facts_malformed, DataPosition{source_.file, place.line, place.column, source_.record, ""}).message("{}", reason));
      return false;
    }
    return true;
  }
  // The parser takes the end of the text for the end of a quoted one.
  void check_quotes(const YAML::Mark& mark) {
    const std::size_t offset = offset_of(mark);
    if (offset >= text_.size() || (text_[offset] != '"' && text_[offset] != '\'')) return;
    if (!is_closed(text_, offset)) refuse(DiagnosticKind::facts_malformed, mark, "the text that begins here has no closing quotation mark");
  }

  // The parser counts bytes.
  std::size_t offset_of(const YAML::Mark& mark) const {
    if (mark.line < 0 || mark.column < 0) return 0;
    const std::size_t line = std::min(static_cast<std::size_t>(mark.line) + 1, lines_.line_count());
    return std::min(lines_.line_start(line) + static_cast<std::size_t>(mark.column), text_.size());
  }
  // Places come in the order of the text, so on one line the count goes on from the last one.
  DataPosition at(const YAML::Mark& mark) const {
    const std::size_t offset = offset_of(mark);
    const std::size_t line = lines_.line_at(offset);
    if (lines_.line_start(line) > counted_ || counted_ > offset) {
      counted_ = lines_.line_start(line);
      column_ = 1;
    }
    column_ += count_code_points(text_.substr(counted_, offset - counted_));
    counted_ = offset;
    return {source_.file, line, column_, source_.record, ""};
  }
  DataPosition position_of(const DocumentNode& node) const { return {source_.file, node.line, node.column, source_.record, ""}; }

  [[noreturn]] void refuse(DiagnosticKind kind, const YAML::Mark& mark, std::string_view message) {
    sink_.add(diagnose(kind, at(mark)).message("{}", message));
    throw Refused{};
  }
  std::optional<DocumentNode> refuse_empty() {
    sink_.add(diagnose(DiagnosticKind::facts_malformed, DataPosition{source_.file, 1, 1, source_.record, ""})
                  .message("there are no facts: the text is empty")
                  .help("write `{{}}` for no facts"));
    return std::nullopt;
  }

  void check(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    if (anchor != 0) refuse(DiagnosticKind::fact_yaml_feature, mark, "an anchor (`&…`) stands here; write the values out");
    if (!tag.empty() && tag != "?" && tag != "!") refuse(DiagnosticKind::fact_yaml_feature, mark, "a tag (`!…`) stands here; types come from the rules");
  }

  bool expects_key() const {
    return !levels_.empty() && levels_.back().node->kind == DocumentKind::object && !levels_.back().has_key;
  }
  void take_key(const YAML::Mark& mark, const std::string& key) {
    if (key == "<<") refuse(DiagnosticKind::fact_yaml_feature, mark, "a merge key (`<<`) stands here; write the values out");
    if (!levels_.back().keys.add(key, at(mark), sink_)) throw Refused{};
    levels_.back().key = key;
    levels_.back().has_key = true;
  }

  DocumentNode& begin(const YAML::Mark& mark, DocumentKind kind) {
    DocumentNode& node = slot();
    node.kind = kind;
    const DataPosition where = at(mark);
    node.line = where.line;
    node.column = where.column;
    return node;
  }
  DocumentNode& slot() {
    if (levels_.empty()) {
      has_root_ = true;
      return root_;
    }
    Level& level = levels_.back();
    if (level.node->kind == DocumentKind::list) return level.node->items.emplace_back();
    level.has_key = false;
    return level.node->members.emplace_back(DocumentMember{level.key, {}}).value;
  }

  void plain(const YAML::Mark& mark, const std::string& value) {
    if (value == "true" || value == "false") {
      begin(mark, DocumentKind::boolean).boolean = value == "true";
    } else if (value == "null" || value == "~" || value.empty()) {
      begin(mark, DocumentKind::null);
    } else if (is_json_number(value)) {
      begin(mark, DocumentKind::number).text = value;
    } else if (!is_iso_date(value) && is_dubious(value)) {
      refuse(DiagnosticKind::fact_yaml_dubious_scalar, mark,
             "`" + value + "` is read differently by different YAML readers; quote it if it is text, else write it as JSON would");
    } else {
      begin(mark, DocumentKind::text).text = value;
    }
  }

  void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, DocumentKind kind) {
    check(mark, tag, anchor);
    if (expects_key()) refuse(DiagnosticKind::facts_malformed, mark, "a key must be a plain name");
    if (levels_.size() >= limits_.depth)
      refuse(DiagnosticKind::facts_too_deep, mark, "lists and mappings stand in one another deeper than " + std::to_string(limits_.depth));
    levels_.push_back({&begin(mark, kind), {}, {}, false});
  }
  void close() { levels_.pop_back(); }

  std::string_view text_;
  LineTable lines_;
  const DocumentSource& source_;
  const DocumentLimits& limits_;
  DiagnosticSink& sink_;
  mutable std::size_t counted_ = 0, column_ = 1;
  DocumentNode root_;
  bool has_root_ = false;
  // Pointers into the tree stay good: only the last item of the innermost open level grows.
  std::vector<Level> levels_;
};

}  // namespace

std::optional<DocumentNode> read_yaml(std::string_view text, const DocumentSource& source, const DocumentLimits& limits,
                                      DiagnosticSink& sink) {
  if (text.size() > limits.bytes) {
    sink.add(diagnose(DiagnosticKind::facts_too_large, DataPosition{source.file, 1, 1, source.record, ""})
                 .message("the facts have {} bytes; the limit is {}", text.size(), limits.bytes));
    return std::nullopt;
  }
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return YamlReader(text, source, limits, sink).read();
}

}  // namespace norma::facts
