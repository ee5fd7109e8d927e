#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/source_text.hpp"
#include "syntax/keyword.hpp"

namespace norma::syntax {

enum class Symbol : std::uint8_t {
#define NORMA_SYMBOL(name, spelling) name,
#include "syntax/symbols.def"
#undef NORMA_SYMBOL
};
std::string_view spelling(Symbol symbol);

/// The kind of a node. Values from `first_symbol` stand for punctuation, from `first_keyword` for keywords.
enum class NodeKind : std::uint16_t {
#define NORMA_NODE(name) name,
#include "syntax/node_kinds.def"
#undef NORMA_NODE
  first_symbol = 512,
  first_keyword = 1024,
};

constexpr NodeKind kind_of(Symbol symbol) {
  return static_cast<NodeKind>(static_cast<std::uint16_t>(NodeKind::first_symbol) + static_cast<std::uint16_t>(symbol));
}
constexpr NodeKind kind_of(Keyword keyword) {
  return static_cast<NodeKind>(static_cast<std::uint16_t>(NodeKind::first_keyword) +
                               static_cast<std::uint16_t>(keyword));
}
constexpr bool is_keyword(NodeKind kind) { return kind >= NodeKind::first_keyword; }
constexpr bool is_symbol(NodeKind kind) { return kind >= NodeKind::first_symbol && kind < NodeKind::first_keyword; }
/// Precondition: `is_keyword(kind)`.
constexpr Keyword keyword_of(NodeKind kind) {
  return static_cast<Keyword>(static_cast<std::uint16_t>(kind) - static_cast<std::uint16_t>(NodeKind::first_keyword));
}
constexpr bool is_leaf(NodeKind kind) { return kind <= NodeKind::unread || kind >= NodeKind::first_symbol; }
/// `table_row`, `keyword define`, `symbol (`.
std::string name_of(NodeKind kind);

/// One node: the bytes from the begin of its first token to the end of its last one. INVARIANT: `size` counts the node
/// and everything beneath it; the node's descendants are the `size - 1` nodes that follow it.
struct Node {
  NodeKind kind;
  std::uint32_t begin;
  std::uint32_t end;
  std::uint32_t size;
};

struct ByteRange {
  std::uint32_t begin;
  std::uint32_t end;
};

/// Everything that was read from one file, in the order of the text. Together with the source nothing is lost: every
/// token is a leaf, and what lies between two leaves is blanks, line ends and comments.
struct ConcreteTree {
  std::vector<Node> nodes;            ///< the declarations one after another, each in pre-order
  std::vector<ByteRange> comments;    ///< from `#` to the end of the line
  bool has_errors = false;            ///< something in the file could not be read
};

/// Walks the children of one node, or the declarations of a tree.
class Children {
 public:
  Children(const ConcreteTree& tree, std::uint32_t parent)
      : nodes_(&tree.nodes), next_(parent + 1), end_(parent + tree.nodes[parent].size) {}
  explicit Children(const ConcreteTree& tree)
      : nodes_(&tree.nodes), next_(0), end_(static_cast<std::uint32_t>(tree.nodes.size())) {}

  bool done() const { return next_ >= end_; }
  /// Index of the current child. Precondition: not `done()`.
  std::uint32_t index() const { return next_; }
  const Node& node() const { return (*nodes_)[next_]; }
  NodeKind kind() const { return node().kind; }
  bool at(NodeKind wanted) const { return !done() && kind() == wanted; }
  bool at(Keyword keyword) const { return at(kind_of(keyword)); }
  bool at(Symbol symbol) const { return at(kind_of(symbol)); }
  void advance() { next_ += node().size; }
  /// Moves past the current child if it is of the kind.
  template <class Kind>
  bool accept(Kind wanted) {
    if (!at(wanted)) return false;
    advance();
    return true;
  }

 private:
  const std::vector<Node>* nodes_;
  std::uint32_t next_;
  std::uint32_t end_;
};

/// The first violation of the tree's invariants as a sentence, or nothing: nodes nest in order, sizes add up, leaves do
/// not overlap, and every byte outside the leaves is a blank, a line end or part of a comment.
std::optional<std::string> verify(const ConcreteTree& tree, const SourceText& source);

/// Indented text, one node a line: the kind, the bytes, and the text of a leaf. Stable: tests and people compare it.
std::string dump(const ConcreteTree& tree, const SourceText& source);

}  // namespace norma::syntax
