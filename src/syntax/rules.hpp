#pragma once
// The PEGTL rules that the grammar is made of: tokens, brackets, rows, points of no return and of recovery.
// Included by one translation unit (and by the test that analyses the grammar).

#include <tao/pegtl.hpp>
#include <tao/pegtl/contrib/analyze_traits.hpp>

#include "syntax/state.hpp"

namespace norma::syntax::rules {

namespace pegtl = tao::pegtl;

template <class Input>
std::uint32_t position_of(const Input& in, const ParseState& state) {
  return static_cast<std::uint32_t>(in.current() - state.lexer.text().data());
}

template <class Input>
Token& next_token(const Input& in, ParseState& state) {
  return state.token(position_of(in, state));
}

template <class Input>
void consume(Input& in, ParseState& state, const Token& token, NodeKind kind) {
  state.append_leaf(kind, token.begin, token.end);
  in.bump_in_this_line(token.next - token.begin);
}

// Every rule that matches one token derives from this.
struct token_tag {};
template <class Rule>
struct token_rule {
  using rule_t = token_tag;
  using subs_t = pegtl::type_list<>;
  template <pegtl::apply_mode, pegtl::rewind_mode, template <class...> class, template <class...> class, class Input>
  static bool match(Input& in, ParseState& state) {
    return Rule::accept(in, state);
  }
};
// A look-ahead or a condition: consumes nothing.
struct condition_tag {};
template <class Rule>
struct condition_rule {
  using rule_t = condition_tag;
  using subs_t = pegtl::type_list<>;
  template <pegtl::apply_mode, pegtl::rewind_mode, template <class...> class, template <class...> class, class Input>
  static bool match(Input& in, ParseState& state) {
    return Rule::accept(in, state);
  }
};

// ---- tokens ---------------------------------------------------------------------------------------------------------

template <Keyword Word>
struct keyword : token_rule<keyword<Word>> {
  template <class Input>
  static bool accept(Input& in, ParseState& state) {
    const Token& token = next_token(in, state);
    if (token.keyword != Word || token.type != TokenType::word || state.ends_row(token)) return false;
    consume(in, state, token, kind_of(Word));
    return true;
  }
};

template <Symbol Mark>
struct symbol : token_rule<symbol<Mark>> {
  template <class Input>
  static bool accept(Input& in, ParseState& state) {
    const Token& token = next_token(in, state);
    if (token.type != TokenType::symbol || token.symbol != Mark || state.ends_row(token)) return false;
    consume(in, state, token, kind_of(Mark));
    return true;
  }
};

inline bool is_name(const Token& token) {
  if (token.type == TokenType::quoted_name) return true;
  if (token.type != TokenType::word) return false;
  return token.keyword == Keyword::no_keyword || !information(token.keyword).reserved;
}

struct name : token_rule<name> {
  template <class Input>
  static bool accept(Input& in, ParseState& state) {
    const Token& token = next_token(in, state);
    if (!is_name(token) || state.ends_row(token)) return false;
    consume(in, state, token, NodeKind::name);
    return true;
  }
};

// A word that may be a keyword: fields after a dot (`.from`), kinds and statuses of clauses.
struct any_word : token_rule<any_word> {
  template <class Input>
  static bool accept(Input& in, ParseState& state) {
    const Token& token = next_token(in, state);
    if ((token.type != TokenType::word && token.type != TokenType::quoted_name) || state.ends_row(token)) return false;
    consume(in, state, token, NodeKind::word);
    return true;
  }
};

// A unit right of its number, a policy right of a date sum: on the same line, and no keyword without backquotes.
struct juxtaposed_name : token_rule<juxtaposed_name> {
  template <class Input>
  static bool accept(Input& in, ParseState& state) {
    const Token& token = next_token(in, state);
    const bool keyword = token.keyword != Keyword::no_keyword && token.keyword != Keyword::month;  // `1 month`
    if (!is_name(token) || keyword || token.first_on_line) return false;
    consume(in, state, token, NodeKind::name);
    return true;
  }
};

template <TokenType Type, NodeKind Kind>
struct literal : token_rule<literal<Type, Kind>> {
  template <class Input>
  static bool accept(Input& in, ParseState& state) {
    const Token& token = next_token(in, state);
    if (token.type != Type || state.ends_row(token)) return false;
    consume(in, state, token, Kind);
    return true;
  }
};
using number = literal<TokenType::number, NodeKind::number>;
using percentage = literal<TokenType::percentage, NodeKind::percentage>;
using date = literal<TokenType::date, NodeKind::date>;
using text = literal<TokenType::text, NodeKind::text>;

template <class Input>
bool match_raw(Input& in, ParseState& state, std::uint32_t end, NodeKind kind) {
  const std::uint32_t begin = position_of(in, state);
  if (end == begin) return false;
  if (state.row_bounded && begin != state.row_begin && state.lexer.is_first_on_line(begin)) return false;
  state.append_leaf(kind, begin, end);
  in.bump_in_this_line(state.lexer.skip_trivia(end) - begin);
  return true;
}

struct clause_token : token_rule<clause_token> {
  template <class Input>
  static bool accept(Input& in, ParseState& state) {
    return match_raw(in, state, state.lexer.clause_end(position_of(in, state)), NodeKind::clause);
  }
};

// In a list of enum values the word after a comma is the next value; a clause there begins with a digit.
struct clause_with_digit : token_rule<clause_with_digit> {
  template <class Input>
  static bool accept(Input& in, ParseState& state) {
    const std::uint32_t begin = position_of(in, state);
    if (begin >= state.lexer.end()) return false;
    const char character = state.lexer.text()[begin];
    if (character < '0' || character > '9') return false;
    return match_raw(in, state, state.lexer.clause_end(begin), NodeKind::clause);
  }
};

// `PACKAGE:` before a clause: a dotted name, a colon and the clause without a blank between them.
struct clause_package : token_rule<clause_package> {
  template <class Input>
  static bool accept(Input& in, ParseState& state) {
    const std::uint32_t begin = position_of(in, state);
    const std::uint32_t end = state.lexer.clause_end(begin);
    const std::string_view all = state.lexer.text().substr(0, state.lexer.end());
    if (end == begin || end >= all.size() || all[end] != ':') return false;
    if (state.lexer.clause_end(end + 1) == end + 1) return false;
    state.append_leaf(NodeKind::clause, begin, end);
    state.append_leaf(kind_of(Symbol::colon), end, end + 1);
    in.bump_in_this_line(end + 1 - begin);
    return true;
  }
};

struct code_token : token_rule<code_token> {
  template <class Input>
  static bool accept(Input& in, ParseState& state) {
    return match_raw(in, state, state.lexer.code_end(position_of(in, state)), NodeKind::code);
  }
};

// ---- operators ------------------------------------------------------------------------------------------------------

// How far a chain of operators reaches: a sum, or everything down to `or`. Precedence is settled afterwards; see the
// table in section 6 of the reference.
enum class Reach : std::uint8_t { sum, logic };

constexpr bool is_sum_operator(const Token& token) {
  if (token.type == TokenType::symbol) {
    switch (token.symbol) {
      case Symbol::plus: case Symbol::hyphen: case Symbol::star: case Symbol::slash: case Symbol::caret: return true;
      default: return false;
    }
  }
  switch (token.keyword) {
    case Keyword::set_union: case Keyword::minus: case Keyword::intersect: case Keyword::div: case Keyword::mod:
      return token.type == TokenType::word;
    default: return false;
  }
}

constexpr bool is_logic_operator(const Token& token) {
  if (token.type == TokenType::symbol) {
    switch (token.symbol) {
      case Symbol::equal: case Symbol::less: case Symbol::less_equal: case Symbol::greater: case Symbol::greater_equal:
        return true;
      default: return false;
    }
  }
  switch (token.keyword) {
    case Keyword::and_: case Keyword::or_: case Keyword::in: case Keyword::subset_of: case Keyword::overlaps:
      return token.type == TokenType::word;
    default: return false;
  }
}

template <Reach Extent>
struct single_operator : token_rule<single_operator<Extent>> {
  template <class Input>
  static bool accept(Input& in, ParseState& state) {
    const Token& token = next_token(in, state);
    if (token.type != TokenType::symbol && token.keyword == Keyword::no_keyword) return false;
    if (!is_sum_operator(token) && !(Extent == Reach::logic && is_logic_operator(token))) return false;
    if (state.ends_row(token)) return false;
    const NodeKind kind = token.type == TokenType::symbol ? kind_of(token.symbol) : kind_of(token.keyword);
    consume(in, state, token, kind);
    return true;
  }
};

// Signs and `not` before an operand; a run of them is limited like brackets. `..` may lead a range.
template <Reach Extent>
struct prefix_operators : condition_rule<prefix_operators<Extent>> {
  template <class Input>
  static bool accept(Input& in, ParseState& state) {
    for (std::uint32_t count = 0;; ++count) {
      const Token& token = next_token(in, state);
      const bool sign = token.type == TokenType::symbol && token.symbol == Symbol::hyphen;
      const bool range = token.type == TokenType::symbol && token.symbol == Symbol::range && Extent == Reach::logic;
      const bool negation = token.type == TokenType::word && token.keyword == Keyword::not_ && Extent == Reach::logic;
      if ((!sign && !range && !negation) || state.ends_row(token)) return true;
      if (count >= state.depth_limit()) {
        throw SyntaxFailure{Expectation::nesting, token.begin, token.begin, state.row_bounded};
      }
      consume(in, state, token, negation ? kind_of(Keyword::not_) : kind_of(token.symbol));
    }
  }
};

// ---- conditions -----------------------------------------------------------------------------------------------------

// The next token stands on the same line as the one before it.
struct on_same_line : condition_rule<on_same_line> {
  template <class Input>
  static bool accept(Input& in, ParseState& state) {
    const Token& token = next_token(in, state);
    return token.type != TokenType::end && !token.first_on_line;
  }
};

// A word that begins a form (`sum of`, `first x in`): only then is it more than a name.
struct before_form : condition_rule<before_form> {
  template <class Input>
  static bool accept(Input& in, ParseState& state) {
    const Token& token = next_token(in, state);
    if (token.type != TokenType::word || state.ends_row(token)) return false;
    switch (token.keyword) {
      case Keyword::sum: case Keyword::count: case Keyword::min: case Keyword::max: case Keyword::list: case Keyword::set:
      case Keyword::values: case Keyword::all: case Keyword::some: case Keyword::no: case Keyword::first:
      case Keyword::last: case Keyword::item: return followed_by_form(state.lexer.read(token.next));
      case Keyword::round: return true;
      default: return false;
    }
  }

 private:
  static bool followed_by_form(const Token& token) {
    return token.type == TokenType::number || is_name(token) || token.keyword == Keyword::of ||
           token.keyword == Keyword::for_;
  }
};

// The end of the row: the next token is the first of its line, or there is none.
struct row_end : condition_rule<row_end> {
  template <class Input>
  static bool accept(Input& in, ParseState& state) {
    const Token& token = next_token(in, state);
    return token.type == TokenType::end || token.first_on_line;
  }
};

struct declaration_end : condition_rule<declaration_end> {
  template <class Input>
  static bool accept(Input& in, ParseState& state) {
    return next_token(in, state).type == TokenType::end;
  }
};

// `require NAME …` declares a requirement if `:`, `for` or `when` follows the name and its parentheses; else it uses one.
struct requirement_follows : condition_rule<requirement_follows> {
  template <class Input>
  static bool accept(Input& in, ParseState& state) {
    Token token = state.lexer.read(position_of(in, state));
    if (!is_name(token)) return false;
    token = state.lexer.read(token.next);
    if (token.type == TokenType::symbol && token.symbol == Symbol::dot) return false;
    if (opens(token)) token = after_parentheses(state, token);
    if (token.type == TokenType::symbol) return token.symbol == Symbol::colon;
    return token.keyword == Keyword::for_ || token.keyword == Keyword::when;
  }

 private:
  static bool opens(const Token& token) {
    return token.type == TokenType::symbol && token.symbol == Symbol::open_parenthesis;
  }
  static Token after_parentheses(const ParseState& state, Token token) {
    for (std::uint32_t open = 0; token.type != TokenType::end; token = state.lexer.read(token.next)) {
      if (opens(token)) ++open;
      if (token.type == TokenType::symbol && token.symbol == Symbol::close_parenthesis && --open == 0) {
        return state.lexer.read(token.next);
      }
    }
    return token;
  }
};

// ---- structure ------------------------------------------------------------------------------------------------------

// A point of no return: if the rules do not match here, the declaration is wrong, and this is what was expected.
template <Expectation Expected, class... Rules>
struct need {
  using rule_t = typename pegtl::seq<Rules...>::rule_t;
  using subs_t = typename pegtl::seq<Rules...>::subs_t;

  template <pegtl::apply_mode A, pegtl::rewind_mode, template <class...> class Action, template <class...> class Control,
            class Input>
  static bool match(Input& in, ParseState& state) {
    if ((Control<Rules>::template match<A, pegtl::rewind_mode::dontcare, Action, Control>(in, state) && ...)) return true;
    throw SyntaxFailure{Expected, position_of(in, state), position_of(in, state), state.row_bounded};
  }
};

// A bracket, what it holds, and its partner. Inside, line ends mean nothing; nesting is limited.
template <Symbol Open, class Content, Symbol Close>
struct brackets {
  using rule_t = typename pegtl::seq<symbol<Open>, Content, symbol<Close>>::rule_t;
  using subs_t = typename pegtl::seq<symbol<Open>, Content, symbol<Close>>::subs_t;

  template <pegtl::apply_mode A, pegtl::rewind_mode, template <class...> class Action, template <class...> class Control,
            class Input>
  static bool match(Input& in, ParseState& state) {
    const std::uint32_t opener = position_of(in, state);
    if (!symbol<Open>::accept(in, state)) return false;
    ScopeKeeper keeper(state);
    state.enter(opener);
    state.row_bounded = false;
    if (!Control<Content>::template match<A, pegtl::rewind_mode::dontcare, Action, Control>(in, state) ||
        !symbol<Close>::accept(in, state)) {
      throw SyntaxFailure{Expectation::closing, position_of(in, state), opener, false};
    }
    return true;
  }
};

// One level of nesting without brackets.
template <class... Rules>
struct nested {
  using rule_t = typename pegtl::seq<Rules...>::rule_t;
  using subs_t = typename pegtl::seq<Rules...>::subs_t;

  template <pegtl::apply_mode A, pegtl::rewind_mode, template <class...> class Action, template <class...> class Control,
            class Input>
  static bool match(Input& in, ParseState& state) {
    ScopeKeeper keeper(state);
    state.enter(position_of(in, state));
    return (Control<Rules>::template match<A, pegtl::rewind_mode::dontcare, Action, Control>(in, state) && ...);
  }
};

// Inside, the end of the line is the end, except within brackets.
template <class... Rules>
struct one_line {
  using rule_t = typename pegtl::seq<Rules...>::rule_t;
  using subs_t = typename pegtl::seq<Rules...>::subs_t;

  template <pegtl::apply_mode A, pegtl::rewind_mode M, template <class...> class Action,
            template <class...> class Control, class Input>
  static bool match(Input& in, ParseState& state) {
    ScopeKeeper keeper(state);
    state.row_bounded = true;
    state.row_begin = position_of(in, state);
    return Control<pegtl::seq<Rules...>>::template match<A, M, Action, Control>(in, state);
  }
};

// A row begins on its own line.
struct row_begin : condition_rule<row_begin> {
  template <class Input>
  static bool accept(Input& in, ParseState& state) {
    const Token& token = next_token(in, state);
    return token.type != TokenType::end && token.first_on_line;
  }
};

template <class Input>
void skip_to(Input& in, ParseState& state, std::uint32_t begin, std::uint32_t target) {
  std::uint32_t last = target;
  const std::string_view bytes = state.lexer.text();
  while (last > begin && (bytes[last - 1] == ' ' || bytes[last - 1] == '\n' || bytes[last - 1] == '\t' ||
                          bytes[last - 1] == '\r')) {
    --last;
  }
  state.append_leaf(NodeKind::unread, begin, last);
  in.bump_in_this_line(target - position_of(in, state));
}

// The beginning of the first line after `from` whose first token satisfies the predicate, or the end.
template <class Predicate>
std::uint32_t find_line(const ParseState& state, std::uint32_t from, Predicate predicate) {
  const std::string_view lines = state.lexer.text().substr(0, state.lexer.end());
  for (std::size_t place = lines.find('\n', from); place != std::string_view::npos; place = lines.find('\n', place + 1)) {
    const std::size_t first = lines.find_first_not_of(" \t\r", place + 1);
    if (first == std::string_view::npos) break;
    if (lines[first] == '\n' || lines[first] == '#') continue;
    if (predicate(static_cast<std::uint32_t>(first))) return static_cast<std::uint32_t>(first);
  }
  return state.lexer.end();
}

// Where reading resumes after a failed row: the next line.
struct next_line {
  static std::uint32_t find(const ParseState& state, std::uint32_t from) {
    return find_line(state, from, [](std::uint32_t) { return true; });
  }
};

// Where reading resumes after a failed part of a decision or a scenario: a line that begins another part.
struct next_part {
  static std::uint32_t find(const ParseState& state, std::uint32_t from) {
    return find_line(state, from, [&](std::uint32_t first) {
      switch (state.lexer.read(first).keyword) {
        case Keyword::given: case Keyword::define: case Keyword::require: case Keyword::advise: case Keyword::gives:
        case Keyword::expect: case Keyword::reading: return true;
        default: return false;
      }
    });
  }
};

inline constexpr std::size_t failures_per_declaration = 100;

// A point of recovery: what cannot be read is recorded and skipped, and reading goes on where `Resume` says.
template <class Rule, class Resume>
struct recover {
  using rule_t = typename pegtl::seq<Rule>::rule_t;
  using subs_t = typename pegtl::seq<Rule>::subs_t;

  template <pegtl::apply_mode A, pegtl::rewind_mode M, template <class...> class Action,
            template <class...> class Control, class Input>
  static bool match(Input& in, ParseState& state) {
    const std::uint32_t begin = position_of(in, state);
    const std::size_t marks = state.marks.size();
    ScopeKeeper keeper(state);
    try {
      return Control<Rule>::template match<A, M, Action, Control>(in, state);
    } catch (const SyntaxFailure& failure) {
      if (failure.expected == Expectation::nesting || state.failures.size() + 1 >= failures_per_declaration) throw;
      state.failures.push_back(failure);
    }
    keeper.restore();
    state.marks.resize(marks);
    const std::uint32_t from = state.failures.back().position > begin ? state.failures.back().position : begin;
    const std::uint32_t target = Resume::find(state, resume_from(state, from, begin));
    state.drop_from(begin);
    rewind(in, state, begin);
    skip_to(in, state, begin, target);
    state.furthest = target;
    return true;
  }

 private:
  // A failure at the first token of a line belongs to the line before: that line is not skipped.
  static std::uint32_t resume_from(const ParseState& state, std::uint32_t position, std::uint32_t begin) {
    if (position == begin || !state.lexer.is_first_on_line(position)) return position;
    while (position > begin && state.lexer.text()[position - 1] != '\n') --position;
    return position > begin ? position - 1 : begin;
  }
  template <class Input>
  static void rewind(Input& in, ParseState& state, std::uint32_t begin) {
    auto& iterator = in.iterator();
    iterator -= position_of(in, state) - begin;
  }
};

// `optional` of a format: what is indented deeper than it belongs to it.
struct open_group : token_rule<open_group> {
  template <class Input>
  static bool accept(Input& in, ParseState& state) {
    const Token& token = next_token(in, state);
    if (token.type != TokenType::word || token.keyword != Keyword::optional || !token.first_on_line) return false;
    const Token following = state.lexer.read(token.next);
    if (following.type == TokenType::symbol && following.symbol == Symbol::colon) return false;
    state.columns.push_back(column(state, token.begin));
    consume(in, state, token, kind_of(Keyword::optional));
    return true;
  }
  static std::uint32_t column(const ParseState& state, std::uint32_t position) {
    const std::size_t line_end = position == 0 ? std::string_view::npos : state.lexer.text().rfind('\n', position - 1);
    return position - (line_end == std::string_view::npos ? 0U : static_cast<std::uint32_t>(line_end) + 1U);
  }
};

struct inside_group : condition_rule<inside_group> {
  template <class Input>
  static bool accept(Input& in, ParseState& state) {
    const Token& token = next_token(in, state);
    if (token.type == TokenType::end) return false;
    return state.columns.empty() || open_group::column(state, token.begin) > state.columns.back();
  }
};

// ---- the tree -------------------------------------------------------------------------------------------------------

// A rule that leaves a node; `folded` leaves none around a single child.
template <NodeKind Kind, class... Rules>
struct node : pegtl::seq<Rules...> {
  static constexpr NodeKind node_kind = Kind;
  static constexpr bool is_folded = false;
};
template <NodeKind Kind, class... Rules>
struct folded : pegtl::seq<Rules...> {
  static constexpr NodeKind node_kind = Kind;
  static constexpr bool is_folded = true;
};

template <class Rule>
concept LeavesNode = requires { Rule::node_kind; };

// Nodes are appended when their rule has won; what a losing alternative left is dropped before the next append.
template <class Rule>
struct control : pegtl::normal<Rule> {
  static constexpr bool enable = LeavesNode<Rule>;

  template <class Input>
  static void start(const Input& in, ParseState& state) {
    state.drop_from(position_of(in, state));
    state.marks.push_back(static_cast<std::uint32_t>(state.nodes.size()));
  }
  template <class Input>
  static void failure(const Input&, ParseState& state) {
    state.marks.pop_back();
  }
  template <class Input>
  static void success(const Input& in, ParseState& state) {
    state.drop_from(position_of(in, state));
    const std::uint32_t mark = state.marks.back();
    state.marks.pop_back();
    const auto count = static_cast<std::uint32_t>(state.nodes.size()) - mark;
    if (count == 0 || (Rule::is_folded && state.nodes.back().size == count)) return;
    state.nodes.push_back({Rule::node_kind, begin_of(state, mark), state.nodes.back().end, count + 1});
  }

 private:
  // The first node above the mark is the leftmost leaf or a node that begins with it.
  static std::uint32_t begin_of(const ParseState& state, std::uint32_t mark) { return state.nodes[mark].begin; }
};

}  // namespace norma::syntax::rules

template <class Name>
struct tao::pegtl::analyze_traits<Name, norma::syntax::rules::token_tag> : tao::pegtl::analyze_any_traits<> {};
template <class Name>
struct tao::pegtl::analyze_traits<Name, norma::syntax::rules::condition_tag> : tao::pegtl::analyze_opt_traits<> {};
