#pragma once
// What the grammar's rules share while one declaration is read, and the error they raise. Used by rules.hpp alone.

#include <array>
#include <cstdint>
#include <vector>

#include "syntax/token.hpp"
#include "syntax/tree.hpp"

namespace norma::syntax {

enum class Expectation : std::uint8_t {
#define NORMA_EXPECTATION(name, expected, help) name,
#include "syntax/expectations.def"
#undef NORMA_EXPECTATION
};

/// Raised at a point where nothing but the expected could stand; caught at the next point of recovery.
struct SyntaxFailure {
  Expectation expected;
  std::uint32_t position;
  std::uint32_t opener;      ///< of an unclosed bracket; else equal to `position`
  bool row_bounded;          ///< the end of the line counted as the end
};

class ParseState {
 public:
  ParseState(Lexer text, std::uint32_t depth_limit) : lexer(text), depth_limit_(depth_limit) {}

  /// The token at `position`, remembered for a while: alternatives ask again and again.
  Token& token(std::uint32_t position) {
    Token& slot = memo_[position % memo_.size()];
    if (slot.begin != position || !known_[position % memo_.size()]) {
      slot = lexer.read(position);
      known_[position % memo_.size()] = true;
      if (position > furthest) furthest = position;
    }
    return slot;
  }

  /// Whether the row, if there is one, is over at this token.
  bool ends_row(const Token& token) const {
    return row_bounded && token.first_on_line && token.begin != row_begin;
  }

  /// Removes what alternatives that failed later have left behind. Nodes from `position` on are always a suffix,
  /// because a node is appended after everything beneath it.
  void drop_from(std::uint32_t position) {
    while (!nodes.empty() && nodes.back().begin >= position) nodes.pop_back();
  }

  void append_leaf(NodeKind kind, std::uint32_t begin, std::uint32_t end) {
    drop_from(begin);
    nodes.push_back({kind, begin, end, 1});
  }

  void enter(std::uint32_t position) {
    if (++depth > depth_limit_) throw SyntaxFailure{Expectation::nesting, position, position, row_bounded};
  }
  std::uint32_t depth_limit() const { return depth_limit_; }

  Lexer lexer;
  std::vector<Node> nodes;            ///< in post-order
  std::vector<std::uint32_t> marks;   ///< sizes of `nodes` where the open nodes began
  std::uint32_t furthest = 0;
  std::uint32_t depth = 0;
  std::uint32_t row_begin = 0;
  bool row_bounded = false;
  std::vector<std::uint32_t> columns;  ///< of the open `optional` groups
  std::vector<SyntaxFailure> failures;

 private:
  std::array<Token, 32> memo_{};
  std::array<bool, 32> known_{};
  std::uint32_t depth_limit_;
};

/// Restores what rules change for the time of one rule, also when it raises.
class ScopeKeeper {
 public:
  explicit ScopeKeeper(ParseState& state)
      : state_(state), depth_(state.depth), row_begin_(state.row_begin), row_bounded_(state.row_bounded),
        columns_(state.columns.size()) {}
  ScopeKeeper(const ScopeKeeper&) = delete;
  ScopeKeeper& operator=(const ScopeKeeper&) = delete;
  ~ScopeKeeper() { restore(); }
  void restore() {
    state_.depth = depth_;
    state_.row_begin = row_begin_;
    state_.row_bounded = row_bounded_;
    state_.columns.resize(columns_);
  }

 private:
  ParseState& state_;
  std::uint32_t depth_;
  std::uint32_t row_begin_;
  bool row_bounded_;
  std::size_t columns_;
};

}  // namespace norma::syntax
