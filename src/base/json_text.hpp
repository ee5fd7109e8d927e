#pragma once

#include <string>
#include <string_view>

namespace norma {

/// Appends `text` as a JSON string (RFC 8259, 7) with its quotation marks. Quotation mark, backslash and control
/// characters are escaped; so are bidirectional and zero-width controls, U+2028 and U+2029 and `<`, which keeps the
/// result safe inside a terminal, a script element or a diff. Malformed UTF-8 bytes become U+FFFD.
void append_json_string(std::string& out, std::string_view text);
std::string json_string(std::string_view text);

}  // namespace norma
