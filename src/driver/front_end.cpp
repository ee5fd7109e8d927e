#include "driver/front_end.hpp"

#include <string_view>
#include <utility>

#include "ast/from_syntax.hpp"
#include "base/unicode.hpp"
#include "base/utf8.hpp"
#include "syntax/keyword.hpp"

namespace norma {
namespace {

// The words of a text that could not be read, strings and comments included: rather one name too many than a report that only
// follows from another.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (const auto& item : CodePoints(text)) {
    const bool part = item.code_point == U'_' || (word.empty() ? is_xid_start(item.code_point) : is_xid_continue(item.code_point));
    if (part) {
      word.append(text.substr(item.offset, item.length));
    } else if (!word.empty()) {
      words.push_back(std::exchange(word, {}));
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

void note_unread(ParsedFile& file, std::string_view text, bool whole_declaration) {
  std::vector<std::string> words = words_of(text);
  if (whole_declaration && !words.empty()) {
    const syntax::Keyword first = syntax::find_keyword(words.front());
    file.broken_clauses = file.broken_clauses || first == syntax::Keyword::clauses;
    // A lost header hides which packages are used.
    file.incomplete = file.incomplete || first == syntax::Keyword::package;
  }
  for (std::string& word : words) file.broken_names.push_back(std::move(word));
}

// Where recovery left something out.
void note_damage(ParsedFile& file, const SourceText& source) {
  const syntax::ConcreteTree& tree = file.tree;
  for (syntax::Children declarations(tree); !declarations.done(); declarations.advance()) {
    const syntax::NodeKind kind = declarations.kind();
    for (std::uint32_t i = declarations.index(); i < declarations.index() + declarations.node().size; ++i) {
      const syntax::Node& node = tree.nodes[i];
      if (node.kind != syntax::NodeKind::unread) continue;
      note_unread(file, source.text().substr(node.begin, node.end - node.begin), kind == syntax::NodeKind::broken_declaration);
      file.broken_clauses = file.broken_clauses || kind == syntax::NodeKind::clauses_declaration;
      file.incomplete = file.incomplete || kind == syntax::NodeKind::package_header;
    }
  }
}

}  // namespace

ParsedFile parse_file(FileId file, const SourceText& source, const syntax::ParseLimits& limits, DiagnosticSink& sink) {
  ParsedFile out;
  out.tree = syntax::parse(source, file, limits, sink).tree;
  // Nothing read at all, or reading given up: there is no telling what is missing.
  out.incomplete = out.tree.has_errors && (out.tree.nodes.empty() || sink.full());
  if (out.tree.has_errors) note_damage(out, source);
  out.ast = ast::lower(out.tree, source, file, sink);
  return out;
}

}  // namespace norma
