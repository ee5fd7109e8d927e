#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <array>
#include <sstream>
#include <vector>

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

class YamlReader : public YAML::EventHandler {
 public:
  YamlReader(const DocumentSource& source, const DocumentLimits& limits, DiagnosticSink& sink)
      : source_(source), limits_(limits), sink_(sink) {}

  std::optional<DocumentNode> read(std::string_view text) {
    std::istringstream stream{std::string(text)};
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

  DataPosition at(const YAML::Mark& mark) const {
    const auto number = [](int n) { return n < 0 ? std::size_t{1} : static_cast<std::size_t>(n) + 1; };
    return {source_.file, number(mark.line), number(mark.column), source_.record, ""};
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

  const DocumentSource& source_;
  const DocumentLimits& limits_;
  DiagnosticSink& sink_;
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
  return YamlReader(source, limits, sink).read(text);
}

}  // namespace norma::facts
