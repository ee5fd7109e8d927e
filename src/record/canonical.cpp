#include "record/canonical.hpp"

#include <algorithm>

#include "base/json_text.hpp"
#include "base/unicode.hpp"
#include "number/format.hpp"
#include "number/parse.hpp"
#include "record/sha256.hpp"

namespace norma::record {
namespace {

using facts::DocumentKind;
using facts::DocumentMember;
using facts::DocumentNode;

// Depth is bounded by the limits of documents.
class Writer {
 public:
  Writer(bool sorted, bool composed) : sorted_(sorted), composed_(composed) {}

  void write(const DocumentNode& node) {
    switch (node.kind) {
      case DocumentKind::null: out += "null"; return;
      case DocumentKind::boolean: out += node.boolean ? "true" : "false"; return;
      case DocumentKind::number: out += number(node.text); return;
      case DocumentKind::text: append_json_string(out, composed_ ? to_nfc(node.text) : node.text); return;
      case DocumentKind::list: return list(node);
      case DocumentKind::object: return object(node);
    }
  }

  std::string out;

 private:
  static std::string number(const std::string& digits) {
    const ParsedNumber parsed = parse_decimal(digits);
    return parsed ? to_exact_text(parsed.value) : digits;
  }

  void list(const DocumentNode& node) {
    out += '[';
    for (std::size_t i = 0; i < node.items.size(); ++i) {
      if (i > 0) out += ',';
      write(node.items[i]);
    }
    out += ']';
  }

  void object(const DocumentNode& node) {
    std::vector<const DocumentMember*> members;
    for (const DocumentMember& member : node.members) members.push_back(&member);
    if (sorted_) std::sort(members.begin(), members.end(), [](const auto* x, const auto* y) { return x->key < y->key; });
    out += '{';
    for (std::size_t i = 0; i < members.size(); ++i) {
      if (i > 0) out += ',';
      append_json_string(out, members[i]->key);
      out += ':';
      write(members[i]->value);
    }
    out += '}';
  }

  bool sorted_, composed_;
};

std::string base_name(std::string_view path) {
  const std::size_t slash = path.find_last_of("/\\");
  return std::string(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

}  // namespace

std::string canonical_json(const DocumentNode& document) {
  Writer writer(true, false);
  writer.write(document);
  return writer.out;
}

std::string canonical_facts(const DocumentNode& document) {
  Writer writer(true, true);
  writer.write(document);
  return writer.out;
}

std::string ordered_json(const DocumentNode& document) {
  Writer writer(false, false);
  writer.write(document);
  return writer.out;
}

std::vector<RuleFile> rule_files(const program::Program& program, const SourceSet& sources) {
  std::vector<RuleFile> files;
  for (const program::Package& package : program.packages)
    for (const FileId file : package.files)
      if (sources.contains(file)) files.push_back({package.name, base_name(sources[file].name()), sha256_text(sources[file].text())});
  std::sort(files.begin(), files.end(), [](const RuleFile& x, const RuleFile& y) { return std::tie(x.package, x.file) < std::tie(y.package, y.file); });
  return files;
}

std::string hash_of(const std::vector<RuleFile>& files) {
  std::string lines;
  for (const RuleFile& file : files) lines += file.package + "\n" + file.file + "\n" + file.hash + "\n";
  return sha256_text(lines);
}

}  // namespace norma::record
