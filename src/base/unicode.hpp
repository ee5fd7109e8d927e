#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace norma {

/// Whether the text is in Unicode normalization form C (UAX #15). Malformed UTF-8 is not.
bool is_nfc(std::string_view text);
/// The text in normalization form C; malformed bytes become U+FFFD.
std::string to_nfc(std::string_view text);

/// May begin a name (UAX #31 XID_Start without the invisible fillers).
bool is_xid_start(char32_t code_point);
/// May continue a name (UAX #31 XID_Continue without default-ignorable code points).
bool is_xid_continue(char32_t code_point);

/// Two letters of one name whose scripts may not be mixed.
struct ScriptMix {
  std::string first_script;   ///< for example `Latin`
  std::string second_script;  ///< for example `Cyrillic`
  std::size_t offset;         ///< byte offset of the first letter of the second script
};
/// Latin, Cyrillic and Greek letters look alike and may not be mixed in one name; any other mix is fine.
std::optional<ScriptMix> find_script_mix(std::string_view name);

/// UTS #39 skeleton: two names with equal skeletons look alike.
std::string confusable_skeleton(std::string_view name);

/// Columns the code point takes on a terminal: 0 for combining and format characters, 2 for wide ones, else 1.
int display_width(char32_t code_point);
std::size_t display_width(std::string_view text);

/// `U+202E`: at least four hexadecimal digits.
std::string code_point_label(char32_t code_point);
/// `U+202E RIGHT-TO-LEFT OVERRIDE`, or the label alone when the code point has no name.
std::string name_of_code_point(char32_t code_point);

/// The text safe to show a person on one line: control, bidirectional, zero-width and line-separating characters
/// are spelt out as `<U+202E>`, malformed bytes as `<byte FF>`, a tab becomes one space.
std::string escape_for_display(std::string_view text);

}  // namespace norma
