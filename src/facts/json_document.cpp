#include <simdjson.h>

#include "facts/document.hpp"
#include "facts/key_set.hpp"

namespace norma::facts {
namespace {

namespace ondemand = simdjson::ondemand;

std::string_view trimmed(std::string_view token) {
  while (!token.empty() && (token.back() == ' ' || token.back() == '\n' || token.back() == '\r' || token.back() == '\t'))
    token.remove_suffix(1);
  return token;
}

class JsonReader {
 public:
  JsonReader(std::string_view text, const DocumentSource& source, const DocumentLimits& limits, DiagnosticSink& sink)
      : text_(text), padded_(text), source_(source), limits_(limits), sink_(sink) {}

  std::optional<DocumentNode> read() {
    simdjson::ondemand::parser parser;
    ondemand::document document;
    document_ = &document;
    if (const auto error = parser.iterate(padded_).get(document)) return fail_at_start(error);
    ondemand::json_type type{};
    if (const auto error = document.type().get(type)) return fail_at_start(error);
    DocumentNode root;
    place(root, padded_.data());
    if (type != ondemand::json_type::object) return not_an_object(root);
    ondemand::object object;
    if (const auto error = document.get_object().get(object)) return fail_at_start(error);
    if (!read_object(object, root, 2, "")) return std::nullopt;
    const char* rest = nullptr;
    if (document.current_location().get(rest)) return root;  // nothing is left
    fail(simdjson::TRAILING_CONTENT, rest, "");
    return std::nullopt;
  }

 private:
  // Where reading stands after a fault.
  const char* here() const {
    const char* at = nullptr;
    return document_->current_location().get(at) ? padded_.data() + text_.size() : at;
  }

  DataPosition position(const char* at, const std::string& pointer) const {
    const std::size_t offset = at >= padded_.data() && at <= padded_.data() + text_.size()
                                   ? static_cast<std::size_t>(at - padded_.data())
                                   : text_.size();
    advance(offset);
    return {source_.file, source_.first_line + line_ - 1, column_, source_.record, pointer};
  }

  // Tokens come in the order of the text, so one walk over it serves all places; a place before the last one (an object that turns
  // out to be wrong) starts the walk again, which happens once per document.
  void advance(std::size_t offset) const {
    if (offset < walked_) {
      walked_ = 0;
      line_ = column_ = 1;
    }
    for (; walked_ < offset; ++walked_) {
      const auto byte = static_cast<unsigned char>(text_[walked_]);
      if (byte == '\n') {
        ++line_;
        column_ = 1;
      } else if ((byte & 0xC0U) != 0x80U) {
        ++column_;
      }
    }
  }

  void place(DocumentNode& node, const char* at) const {
    const DataPosition where = position(at, "");
    node.line = where.line;
    node.column = where.column;
  }

  std::optional<DocumentNode> fail_at_start(simdjson::error_code error) {
    const bool at_the_end = error == simdjson::INCOMPLETE_ARRAY_OR_OBJECT || error == simdjson::UNCLOSED_STRING;
    fail(error, padded_.data() + (at_the_end ? text_.size() : 0), "");
    return std::nullopt;
  }

  bool fail(simdjson::error_code error, const char* at, const std::string& pointer) {
    if (error == simdjson::EMPTY)
      sink_.add(diagnose(DiagnosticKind::facts_malformed, position(at, pointer)).message("there are no facts: the text is empty").help("write `{{}}` for no facts"));
    else if (error == simdjson::UTF8_ERROR)
      sink_.add(diagnose(DiagnosticKind::facts_malformed, position(at, pointer)).message("the facts are not well-formed UTF-8"));
    else if (error == simdjson::STRING_ERROR)
      sink_.add(diagnose(DiagnosticKind::facts_malformed, position(at, pointer))
                    .message("a text holds an escape or a surrogate that stands for no character"));
    else
      sink_.add(diagnose(DiagnosticKind::facts_malformed, position(at, pointer))
                    .message("this is not JSON: {}", reason(error)));
    return false;
  }

  static std::string_view reason(simdjson::error_code error) {
    switch (error) {
      case simdjson::UNCLOSED_STRING: return "a text has no closing quotation mark";
      case simdjson::UNESCAPED_CHARS: return "a text holds a control character that is not escaped";
      case simdjson::INCOMPLETE_ARRAY_OR_OBJECT: return "a bracket or brace is not closed, or something follows the last one";
      case simdjson::TAPE_ERROR: return "a comma, a colon or a value is missing or misplaced here";
      case simdjson::TRAILING_CONTENT: return "something follows the closing brace";
      default: return "something unexpected stands here";
    }
  }

  std::optional<DocumentNode> not_an_object(const DocumentNode& node) {
    sink_.add(diagnose(DiagnosticKind::facts_not_an_object, DataPosition{source_.file, node.line, node.column, source_.record, ""})
                  .message("facts are an object of names and values")
                  .help("write `{{\"name\": value, …}}`"));
    return std::nullopt;
  }

  bool too_deep(std::size_t depth, const char* at, const std::string& pointer) {
    if (depth <= limits_.depth) return false;
    sink_.add(diagnose(DiagnosticKind::facts_too_deep, position(at, ""))
                  .message("lists and objects stand in one another deeper than {}", limits_.depth));
    static_cast<void>(pointer);
    return true;
  }

  bool read_value(ondemand::value value, DocumentNode& node, std::size_t depth, const std::string& pointer) {
    const std::string_view token = trimmed(value.raw_json_token());
    place(node, token.data());
    ondemand::json_type type{};
    if (const auto error = value.type().get(type)) return fail(error, token.data(), pointer);
    switch (type) {
      case ondemand::json_type::object: {
        ondemand::object object;
        if (const auto error = value.get_object().get(object)) return fail(error, token.data(), pointer);
        return !too_deep(depth, token.data(), pointer) && read_object(object, node, depth + 1, pointer);
      }
      case ondemand::json_type::array: {
        ondemand::array array;
        if (const auto error = value.get_array().get(array)) return fail(error, token.data(), pointer);
        return !too_deep(depth, token.data(), pointer) && read_list(array, node, depth + 1, pointer);
      }
      case ondemand::json_type::string: return read_text(value, node, token.data(), pointer);
      case ondemand::json_type::number: return read_word(node, DocumentKind::number, token);
      case ondemand::json_type::boolean: return read_boolean(value, node, token, pointer);
      case ondemand::json_type::null: break;
    }
    if (token != "null") return fail(simdjson::TAPE_ERROR, token.data(), pointer);
    node.kind = DocumentKind::null;
    bool null = false;
    if (const auto error = value.is_null().get(null)) return fail(error, token.data(), pointer);
    return null || fail(simdjson::TAPE_ERROR, token.data(), pointer);
  }

  // The digits are judged by the binder, which knows the type and the limits.
  bool read_word(DocumentNode& node, DocumentKind kind, std::string_view token) {
    node.kind = kind;
    node.text = token;
    return true;
  }

  bool read_boolean(ondemand::value& value, DocumentNode& node, std::string_view token, const std::string& pointer) {
    node.kind = DocumentKind::boolean;
    if (const auto error = value.get_bool().get(node.boolean)) return fail(error, token.data(), pointer);
    return true;
  }

  bool read_text(ondemand::value& value, DocumentNode& node, const char* at, const std::string& pointer) {
    std::string_view text;
    if (const auto error = value.get_string().get(text)) return fail(error, at, pointer);
    node.kind = DocumentKind::text;
    node.text = text;
    return true;
  }

  bool read_list(ondemand::array array, DocumentNode& node, std::size_t depth, const std::string& pointer) {
    node.kind = DocumentKind::list;
    std::size_t index = 0;
    for (auto element : array) {
      ondemand::value value;
      if (const auto error = std::move(element).get(value)) return fail(error, here(), pointer);
      if (!read_value(value, node.items.emplace_back(), depth, pointer + "/" + std::to_string(index++))) return false;
    }
    return true;
  }

  bool read_object(ondemand::object object, DocumentNode& node, std::size_t depth, const std::string& pointer) {
    node.kind = DocumentKind::object;
    KeySet keys;
    for (auto member : object) {
      ondemand::field field;
      if (const auto error = std::move(member).get(field)) return fail(error, here(), pointer);
      const char* at = field.key().raw() - 1;  // the opening quotation mark
      std::string_view key;
      if (const auto error = field.unescaped_key().get(key)) return fail(error, at, pointer);
      std::string name(key);
      const std::string inner = pointer + "/" + pointer_token(name);
      if (!keys.add(name, position(at, inner), sink_)) return false;
      DocumentMember& added = node.members.emplace_back(DocumentMember{std::move(name), {}});
      if (!read_value(field.value(), added.value, depth, inner)) return false;
    }
    return true;
  }

  std::string_view text_;
  simdjson::padded_string padded_;
  ondemand::document* document_ = nullptr;  // while `read` runs
  mutable std::size_t walked_ = 0, line_ = 1, column_ = 1;
  const DocumentSource& source_;
  const DocumentLimits& limits_;
  DiagnosticSink& sink_;
};

std::string_view without_byte_order_mark(std::string_view text) {
  return text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text;
}

}  // namespace

std::optional<DocumentNode> read_json(std::string_view text, const DocumentSource& source, const DocumentLimits& limits,
                                      DiagnosticSink& sink) {
  if (text.size() > limits.bytes) {
    sink.add(diagnose(DiagnosticKind::facts_too_large, DataPosition{source.file, source.first_line, 1, source.record, ""})
                 .message("the facts have {} bytes; the limit is {}", text.size(), limits.bytes));
    return std::nullopt;
  }
  return JsonReader(without_byte_order_mark(text), source, limits, sink).read();
}

}  // namespace norma::facts
