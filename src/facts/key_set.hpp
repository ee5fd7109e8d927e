#pragma once
// Duplicate keys of one object, found while it is read.
#include <cstddef>
#include <map>
#include <string>

#include "base/unicode.hpp"
#include "diagnostics/sink.hpp"

namespace norma::facts {

/// Ordered, so that chosen keys cannot slow it down.
class KeySet {
 public:
  /// Reports a key that stands twice (naming the first place) or is not in NFC; false then.
  bool add(const std::string& key, DataPosition at, DiagnosticSink& sink) {
    if (!is_nfc(key)) {
      sink.add(diagnose(DiagnosticKind::fact_key_not_nfc, at)
                   .message("the key `{}` is not in Unicode normalization form C", key)
                   .help("write it as `{}`, composed", to_nfc(key)));
      return false;
    }
    const auto [first, added] = places_.emplace(key, std::pair{at.line, at.column});
    if (added) return true;
    sink.add(diagnose(DiagnosticKind::fact_duplicate_key, at)
                 .message("the key `{}` stands twice; it stood at line {}, column {} already", key, first->second.first,
                          first->second.second)
                 .help("keep one of the two"));
    return false;
  }

 private:
  std::map<std::string, std::pair<std::size_t, std::size_t>> places_;
};

}  // namespace norma::facts
