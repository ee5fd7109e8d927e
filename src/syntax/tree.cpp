#include "syntax/tree.hpp"

#include <array>
#include <fmt/format.h>

#include "base/unicode.hpp"

namespace norma::syntax {
namespace {

constexpr auto symbol_spellings = std::to_array<std::string_view>({
#define NORMA_SYMBOL(name, spelling) spelling,
#include "syntax/symbols.def"
#undef NORMA_SYMBOL
});

constexpr auto kind_names = std::to_array<std::string_view>({
#define NORMA_NODE(name) #name,
#include "syntax/node_kinds.def"
#undef NORMA_NODE
});

// What lies between two tokens: nothing but blanks, line ends and comments.
bool is_trivia(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  for (std::uint32_t place = begin; place < end; ++place) {
    if (text[place] == '#') {
      while (place < end && text[place] != '\n') ++place;
    } else if (text[place] != ' ' && text[place] != '\t' && text[place] != '\n' && text[place] != '\r') {
      return false;
    }
  }
  return true;
}

class Verifier {
 public:
  Verifier(const ConcreteTree& tree, const SourceText& source) : tree_(tree), text_(source.text()) {}

  std::optional<std::string> run() {
    std::vector<std::uint32_t> open;  // indices of the nodes around the current one
    for (std::uint32_t index = 0; index < tree_.nodes.size(); ++index) {
      while (!open.empty() && index >= open.back() + tree_.nodes[open.back()].size) {
        if (auto problem = close(open.back())) return problem;
        open.pop_back();
      }
      if (auto problem = check(index, open)) return problem;
      open.push_back(index);
    }
    for (; !open.empty(); open.pop_back()) {
      if (auto problem = close(open.back())) return problem;
    }
    const auto size = static_cast<std::uint32_t>(text_.size());
    if (!is_trivia(text_, leaf_end_, size)) return fmt::format("bytes {} to {} belong to no node", leaf_end_, size);
    return std::nullopt;
  }

 private:
  std::optional<std::string> check(std::uint32_t index, const std::vector<std::uint32_t>& open) {
    const Node& node = tree_.nodes[index];
    if (node.begin >= node.end || node.end > text_.size()) return fmt::format("node {} has no bytes", index);
    if (node.size == 0 || index + node.size > tree_.nodes.size()) return fmt::format("node {} has a wrong size", index);
    if (!open.empty()) {
      const Node& parent = tree_.nodes[open.back()];
      if (index + node.size > open.back() + parent.size) return fmt::format("node {} outgrows its parent", index);
      if (node.begin < parent.begin || node.end > parent.end) return fmt::format("node {} leaves its parent", index);
    }
    if (is_leaf(node.kind) != (node.size == 1)) return fmt::format("node {} is no proper leaf", index);
    return is_leaf(node.kind) ? check_leaf(index, node) : std::nullopt;
  }

  std::optional<std::string> check_leaf(std::uint32_t index, const Node& node) {
    if (node.begin < leaf_end_) return fmt::format("leaf {} overlaps the one before it", index);
    if (!is_trivia(text_, leaf_end_, node.begin)) {
      return fmt::format("bytes {} to {} belong to no node", leaf_end_, node.begin);
    }
    leaf_end_ = node.end;
    return std::nullopt;
  }

  std::optional<std::string> close(std::uint32_t index) const {
    if (tree_.nodes[index].end == leaf_end_) return std::nullopt;
    return fmt::format("node {} does not end with its last leaf", index);
  }

  const ConcreteTree& tree_;
  std::string_view text_;
  std::uint32_t leaf_end_ = 0;
};

}  // namespace

std::string_view spelling(Symbol symbol) { return symbol_spellings[static_cast<std::size_t>(symbol)]; }

std::string name_of(NodeKind kind) {
  if (is_keyword(kind)) {
    const KeywordInformation& keyword = information(keyword_of(kind));
    return fmt::format("keyword {}", keyword.english.empty() ? keyword.chinese : keyword.english);
  }
  const auto value = static_cast<std::size_t>(kind);
  if (!is_symbol(kind)) return std::string(kind_names[value]);
  return fmt::format("symbol {}", symbol_spellings[value - static_cast<std::size_t>(NodeKind::first_symbol)]);
}

std::optional<std::string> verify(const ConcreteTree& tree, const SourceText& source) {
  return Verifier(tree, source).run();
}

std::string dump(const ConcreteTree& tree, const SourceText& source) {
  std::string out;
  std::vector<std::uint32_t> ends;
  for (std::uint32_t index = 0; index < tree.nodes.size(); ++index) {
    while (!ends.empty() && index >= ends.back()) ends.pop_back();
    const Node& node = tree.nodes[index];
    out.append(2 * ends.size(), ' ');
    fmt::format_to(std::back_inserter(out), "{} [{}, {})", name_of(node.kind), node.begin, node.end);
    if (is_leaf(node.kind)) {
      out += ' ';
      out += escape_for_display(source.text().substr(node.begin, node.end - node.begin));
    }
    out += '\n';
    ends.push_back(index + node.size);
  }
  return out;
}

}  // namespace norma::syntax
