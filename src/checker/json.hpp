#pragma once
// A small reader of JSON (RFC 8259). Numbers keep their digits; keys are unique.
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace norma::checker {

struct Json {
  enum class Form { null, boolean, number, text, list, object } form = Form::null;
  bool yes = false;
  std::string text;                                  ///< characters of a text, digits of a number
  std::vector<Json> items;
  std::vector<std::pair<std::string, Json>> members;  ///< in the order written

  [[nodiscard]] bool is(Form wanted) const { return form == wanted; }
  [[nodiscard]] bool is_text(std::string_view wanted) const { return form == Form::text && text == wanted; }
  [[nodiscard]] const Json* find(std::string_view key) const;
  /// The text of a member, or nothing.
  [[nodiscard]] std::optional<std::string> text_at(std::string_view key) const;
};

/// The whole text as one value; nothing if it is not JSON, nests deeper than 100, or has a key twice.
std::optional<Json> read_json(std::string_view text);

/// The canonical form: no blanks, keys in the order of their bytes, numbers as exact decimals without exponent, texts as they are.
std::string canonical(const Json& value);
/// Without blanks, but in the order and with the digits in which it was written.
std::string written(const Json& value);

}  // namespace norma::checker
