#include "checker/json.hpp"

#include <algorithm>
#include <set>

#include "base/json_text.hpp"
#include "base/utf8.hpp"
#include "checker/exact.hpp"

namespace norma::checker {
namespace {

constexpr int deepest = 100;

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::optional<Json> read() {
    Json value;
    if (find_invalid_utf8(text_) || !this->value(value, 0)) return std::nullopt;
    skip_blanks();
    return at_ == text_.size() ? std::optional<Json>(std::move(value)) : std::nullopt;
  }

 private:
  void skip_blanks() {
    while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos) ++at_;
  }
  bool take(std::string_view wanted) {
    skip_blanks();
    if (!text_.substr(at_).starts_with(wanted)) return false;
    at_ += wanted.size();
    return true;
  }

  bool value(Json& out, int depth) {
    if (depth > deepest) return false;
    skip_blanks();
    if (at_ == text_.size()) return false;
    switch (text_[at_]) {
      case '{': return object(out, depth);
      case '[': return list(out, depth);
      case '"': out.form = Json::Form::text; return string(out.text);
      case 't': out.form = Json::Form::boolean; out.yes = true; return take("true");
      case 'f': out.form = Json::Form::boolean; return take("false");
      case 'n': return take("null");
      default: return number(out);
    }
  }

  bool object(Json& out, int depth) {
    out.form = Json::Form::object;
    std::set<std::string> keys;
    if (!take("{")) return false;
    if (take("}")) return true;
    do {
      auto& member = out.members.emplace_back();
      skip_blanks();
      if (!string(member.first) || !keys.insert(member.first).second || !take(":") || !value(member.second, depth + 1)) return false;
    } while (take(","));
    return take("}");
  }

  bool list(Json& out, int depth) {
    out.form = Json::Form::list;
    if (!take("[")) return false;
    if (take("]")) return true;
    do {
      if (!value(out.items.emplace_back(), depth + 1)) return false;
    } while (take(","));
    return take("]");
  }

  bool number(Json& out) {
    out.form = Json::Form::number;
    const std::size_t end = std::min(text_.find_first_not_of("+-.0123456789eE", at_), text_.size());
    out.text = text_.substr(at_, end - at_);
    at_ = end;
    return out.text.find('/') == std::string::npos && exact_of(std::string_view(out.text)).has_value();
  }

  bool hexadecimal(char32_t& unit) {
    unit = 0;
    for (int i = 0; i < 4; ++i, ++at_) {
      const char c = at_ < text_.size() ? text_[at_] : ' ';
      const auto digit = std::string_view("0123456789abcdef").find(c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c);
      if (digit == std::string_view::npos) return false;
      unit = unit * 16 + static_cast<char32_t>(digit);
    }
    return true;
  }

  bool escape(std::string& out) {
    const char c = at_ < text_.size() ? text_[at_++] : ' ';
    constexpr std::string_view written = "\"\\/bfnrt";
    constexpr std::string_view meant = "\"\\/\b\f\n\r\t";
    if (const auto i = written.find(c); i != std::string_view::npos) {
      out += meant[i];
      return true;
    }
    char32_t unit = 0;
    if (c != 'u' || !hexadecimal(unit)) return false;
    if (unit >= 0xDC00 && unit < 0xE000) return false;
    if (unit >= 0xD800 && unit < 0xDC00) {
      char32_t low = 0;
      if (!text_.substr(at_).starts_with("\\u")) return false;
      at_ += 2;
      if (!hexadecimal(low) || low < 0xDC00 || low >= 0xE000) return false;
      unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
    }
    append_utf8(out, unit);
    return true;
  }

  bool string(std::string& out) {
    if (at_ == text_.size() || text_[at_] != '"') return false;
    for (++at_; at_ < text_.size();) {
      const char c = text_[at_++];
      if (c == '"') return true;
      if (static_cast<unsigned char>(c) < 0x20) return false;
      if (c != '\\') out += c;
      else if (!escape(out)) return false;
    }
    return false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

void append(std::string& out, const Json& value, bool in_order) {
  switch (value.form) {
    case Json::Form::null: out += "null"; return;
    case Json::Form::boolean: out += value.yes ? "true" : "false"; return;
    case Json::Form::number: out += in_order ? value.text : text_of(*exact_of(std::string_view(value.text))); return;
    case Json::Form::text: append_json_string(out, value.text); return;
    case Json::Form::list:
      out += '[';
      for (std::size_t i = 0; i < value.items.size(); ++i) {
        if (i > 0) out += ',';
        append(out, value.items[i], in_order);
      }
      out += ']';
      return;
    case Json::Form::object: break;
  }
  std::vector<const std::pair<std::string, Json>*> sorted;
  for (const auto& member : value.members) sorted.push_back(&member);
  if (!in_order) std::sort(sorted.begin(), sorted.end(), [](const auto* x, const auto* y) { return x->first < y->first; });
  out += '{';
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    if (i > 0) out += ',';
    append_json_string(out, sorted[i]->first);
    out += ':';
    append(out, sorted[i]->second, in_order);
  }
  out += '}';
}

}  // namespace

const Json* Json::find(std::string_view key) const {
  for (const auto& [name, value] : members)
    if (name == key) return &value;
  return nullptr;
}

std::optional<std::string> Json::text_at(std::string_view key) const {
  const Json* value = find(key);
  return value != nullptr && value->is(Form::text) ? std::optional<std::string>(value->text) : std::nullopt;
}

std::optional<Json> read_json(std::string_view text) { return Reader(text).read(); }

std::string canonical(const Json& value) {
  std::string out;
  append(out, value, false);
  return out;
}

std::string written(const Json& value) {
  std::string out;
  append(out, value, true);
  return out;
}

}  // namespace norma::checker
