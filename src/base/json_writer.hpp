#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace norma {

/// Writes JSON piece by piece. The caller opens and closes in pairs and gives a key before each value inside an object;
/// numbers are handed over as text, so that none passes through a machine type. With `indent` of 0 everything stands on
/// one line.
class JsonWriter {
 public:
  explicit JsonWriter(int indent = 0) : indent_(indent) {}

  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }

  JsonWriter& key(std::string_view name);
  JsonWriter& text(std::string_view value);
  /// `digits` must be a JSON number.
  JsonWriter& number(std::string_view digits) { return raw(digits); }
  JsonWriter& boolean(bool value) { return raw(value ? "true" : "false"); }
  JsonWriter& null() { return raw("null"); }
  /// A value that is JSON already.
  JsonWriter& raw(std::string_view json);

  JsonWriter& text_member(std::string_view name, std::string_view value) { return key(name).text(value); }

  const std::string& result() const { return out_; }
  std::string take() { return std::move(out_); }

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  void before_value();
  void new_line();

  std::string out_;
  int indent_;
  std::vector<bool> has_items_;  // per open bracket
  bool after_key_ = false;
};

}  // namespace norma
