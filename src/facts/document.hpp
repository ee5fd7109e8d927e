#pragma once
// A facts document as it was written, before types are looked at: what JSON and YAML have in common. Numbers keep their digits.
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diagnostics/sink.hpp"

namespace norma::facts {

enum class DocumentKind : std::uint8_t { null, boolean, number, text, list, object };

struct DocumentNode;
struct DocumentMember;

/// One value of a document and the place where it begins.
struct DocumentNode {
  DocumentKind kind = DocumentKind::null;
  bool boolean = false;
  std::string text;                     ///< the digits of a number, the characters of a text
  std::vector<DocumentNode> items;      ///< list
  std::vector<DocumentMember> members;  ///< object, in the order written; INVARIANT (unique keys): no key twice
  std::size_t line = 0, column = 0;     ///< from 1
  bool implied_field = false;           ///< a field not written as such: it has the place of its object

  [[nodiscard]] const DocumentNode* find(std::string_view key) const;
};

struct DocumentMember {
  std::string key;  ///< in NFC
  DocumentNode value;
};

struct DocumentLimits {
  std::size_t bytes = std::size_t{64} * 1024 * 1024;  ///< of one document
  std::size_t depth = 64;                              ///< lists and objects within one another
};

/// Where a document comes from, for messages.
struct DocumentSource {
  std::string file;          ///< as people know it; "-" for standard input
  std::size_t record = 0;    ///< NDJSON: from 1; otherwise 0
  std::size_t first_line = 1;
};

/// Reads exactly one JSON value (RFC 8259), which must be an object. Refused: duplicate keys, numbers not in JSON's grammar,
/// lone surrogates, anything after the value, keys not in NFC, more than the limits.
std::optional<DocumentNode> read_json(std::string_view text, const DocumentSource&, const DocumentLimits&, DiagnosticSink&);

/// Reads exactly one YAML document whose top is a mapping, by the core schema of YAML 1.2. Refused: anchors, aliases, tags, merge
/// keys, several documents, duplicate keys, and plain scalars that another reading of YAML would take for something else
/// (`no`, `017`, `1:20`, `12_000`).
std::optional<DocumentNode> read_yaml(std::string_view text, const DocumentSource&, const DocumentLimits&, DiagnosticSink&);

/// "bad/key" -> "bad~1key" (RFC 6901).
std::string pointer_token(std::string_view key);

}  // namespace norma::facts
