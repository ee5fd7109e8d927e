#pragma once
// A text in both languages, and the choice between them.
#include <string>

#include "facts/schema.hpp"

namespace norma::explain {

using facts::Language;

struct BothLanguages {
  std::string en, zh;

  [[nodiscard]] const std::string& in(Language language) const { return language == Language::en ? en : zh; }
  [[nodiscard]] bool empty() const { return en.empty() && zh.empty(); }
};

/// The one of two fixed texts that the language asks for.
inline const char* say(Language language, const char* english, const char* chinese) {
  return language == Language::en ? english : chinese;
}

}  // namespace norma::explain
