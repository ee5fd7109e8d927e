#include "facts/document.hpp"

#include <algorithm>

namespace norma::facts {

const DocumentNode* DocumentNode::find(std::string_view key) const {
  const auto at = std::find_if(members.begin(), members.end(), [&](const DocumentMember& m) { return m.key == key; });
  return at == members.end() ? nullptr : &at->value;
}

std::string pointer_token(std::string_view key) {
  std::string token;
  for (const char c : key) {
    if (c == '~') token += "~0";
    else if (c == '/') token += "~1";
    else token += c;
  }
  return token;
}

}  // namespace norma::facts
