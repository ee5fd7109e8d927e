#include "syntax/parse.hpp"

#include "grammar/grammar.hpp"
#include "syntax/failure_report.hpp"
#include "syntax/scan.hpp"
#include "syntax/state.hpp"

namespace norma::syntax {
namespace {

using Input = tao::pegtl::memory_input<tao::pegtl::tracking_mode::lazy, tao::pegtl::eol::lf, const char*>;

// Appends the nodes of one declaration, which were built children first, parents first.
void append_in_preorder(std::vector<Node>& out, const std::vector<Node>& postorder) {
  const auto count = static_cast<std::uint32_t>(postorder.size());
  const auto base = static_cast<std::uint32_t>(out.size());
  out.resize(base + count);
  std::vector<std::uint32_t> place(count);  // where a node goes
  std::uint32_t end = count;                // of the roots that are still to be placed
  for (std::uint32_t root = count; root > 0;) {
    const std::uint32_t index = root - 1;
    place[index] = end - postorder[index].size;
    end = place[index];
    root -= postorder[index].size;
  }
  for (std::uint32_t index = count; index-- > 0;) {
    const Node& node = postorder[index];
    out[base + place[index]] = node;
    std::uint32_t children_end = place[index] + node.size;
    std::uint32_t child = index;
    for (std::uint32_t left = node.size - 1; left > 0;) {
      --child;
      const std::uint32_t size = postorder[child].size;
      place[child] = children_end - size;
      children_end = place[child];
      left -= size;
      child -= size - 1;
    }
  }
}

class FileParser {
 public:
  FileParser(const SourceText& source, FileId file, const ParseLimits& limits, DiagnosticSink& sink)
      : source_(source), file_(file), limits_(limits), sink_(sink) {}

  bool refuse_large_file() {
    if (source_.text().size() <= limits_.file_bytes) return false;
    sink_.add(diagnose(DiagnosticKind::file_too_large, Span{file_, 0, 0})
                  .message("the file has {} bytes, more than the limit of {}", source_.text().size(), limits_.file_bytes)
                  .help("distribute the rules over several files of the package"));
    tree.has_errors = true;
    return true;
  }

  void run() {
    if (refuse_large_file()) return;
    if (!check_bytes(source_, file_, sink_)) {
      tree.has_errors = true;
      return;
    }
    const std::vector<Chunk> chunks = cut_into_declarations(source_.text());
    if (chunks.empty()) return report_nothing();
    check_language(chunks.front());
    for (const Chunk& chunk : chunks) {
      if (sink_.full()) break;
      read_chunk(chunk);
    }
    if (chunks.size() <= 2 && !tree.has_errors) report_only_headers(chunks.back());
    collect_comments();
  }

  void run_expression() {
    if (refuse_large_file()) return;
    if (!check_bytes(source_, file_, sink_)) {
      tree.has_errors = true;
      return;
    }
    const auto size = static_cast<std::uint32_t>(source_.text().size());
    const Lexer whole(source_.text(), 0, size);
    read<grammar::lone_expression>(whole.skip_trivia(0), size);
    collect_comments();
  }

  ConcreteTree tree;

 private:
  Span at_start() const {
    const auto size = static_cast<std::uint32_t>(source_.text().size());
    return {file_, 0, size == 0 ? 0U : 1U};
  }

  void report_nothing() {
    tree.has_errors = true;
    sink_.add(diagnose(DiagnosticKind::no_rules, at_start())
                  .message("the file declares nothing")
                  .help("a rule file begins with `language 1` and `package NAME`, followed by declarations"));
  }

  // A language line and a package header make a file, but hold no rule; a header alone may only carry `use`.
  void report_only_headers(const Chunk& last) {
    const Keyword word = Lexer(source_.text(), last.begin, last.end).read(last.begin).keyword;
    if (word == Keyword::language) report_nothing();
  }

  void check_language(const Chunk& first) {
    const Lexer lexer(source_.text(), first.begin, first.end);
    const Token word = lexer.read(first.begin);
    if (word.keyword != Keyword::language) {
      tree.has_errors = true;
      sink_.add(diagnose(DiagnosticKind::missing_language_line, Span{file_, word.begin, word.end})
                    .message("the file does not begin with the language version")
                    .help("write `language 1` in the first line"));
      return;
    }
    const Token version = lexer.read(word.next);
    if (version.type != TokenType::number) return;  // the grammar reports it
    const std::string_view number = source_.text().substr(version.begin, version.end - version.begin);
    if (number == "1") return;
    tree.has_errors = true;
    sink_.add(diagnose(DiagnosticKind::unknown_language_version, Span{file_, version.begin, version.end})
                  .message("this program reads version 1 of the language, not {}", number.substr(0, 20))
                  .help("write `language 1`"));
  }

  void read_chunk(const Chunk& chunk) {
    if (chunk.indented) {
      tree.has_errors = true;
      const Token token = Lexer(source_.text(), chunk.begin, chunk.end).read(chunk.begin);
      sink_.add(diagnose(DiagnosticKind::indented_declaration, Span{file_, token.begin, token.end})
                    .message("a declaration starts in the first column")
                    .help("remove the blanks before it"));
    }
    read<grammar::declaration>(chunk.begin, chunk.end);
  }

  template <class Rule>
  void read(std::uint32_t begin, std::uint32_t end) {
    ParseState state(Lexer(source_.text(), begin, end), limits_.nesting);
    const char* const data = source_.text().data();
    Input in(data + begin, data + end, "");
    bool whole = true;
    try {
      whole = tao::pegtl::parse<Rule, tao::pegtl::nothing, rules::control>(in, state);
    } catch (const SyntaxFailure& failure) {
      state.failures.push_back(failure);
      whole = false;
    }
    for (const SyntaxFailure& failure : state.failures) {
      sink_.add(describe(failure, state.lexer, file_, limits_.nesting));
    }
    tree.has_errors = tree.has_errors || !state.failures.empty();
    if (!whole) keep_unread(state);
    append_in_preorder(tree.nodes, state.nodes);
  }

  // What could not be read is one leaf under `broken_declaration`, so that later stages see that something was there.
  static void keep_unread(ParseState& state) {
    const Lexer& lexer = state.lexer;
    std::uint32_t last = lexer.end();
    while (last > lexer.begin() && static_cast<unsigned char>(lexer.text()[last - 1]) <= ' ') --last;
    state.nodes.clear();
    if (last == lexer.begin()) return;
    state.append_leaf(NodeKind::unread, lexer.begin(), last);
    state.nodes.push_back({NodeKind::broken_declaration, lexer.begin(), last, 2});
  }

  // Comments lie between leaves.
  void collect_comments() {
    std::uint32_t from = 0;
    for (const Node& node : tree.nodes) {
      if (!is_leaf(node.kind)) continue;
      collect_between(from, node.begin);
      from = node.end;
    }
    collect_between(from, static_cast<std::uint32_t>(source_.text().size()));
  }

  void collect_between(std::uint32_t begin, std::uint32_t end) {
    const std::string_view text = source_.text().substr(0, end);
    for (std::size_t place = text.find('#', begin); place != std::string_view::npos; place = text.find('#', place)) {
      std::size_t line_end = text.find('\n', place);
      if (line_end == std::string_view::npos) line_end = end;
      const std::size_t visible = line_end > place && text[line_end - 1] == '\r' ? line_end - 1 : line_end;
      tree.comments.push_back({static_cast<std::uint32_t>(place), static_cast<std::uint32_t>(visible)});
      place = line_end;
    }
  }

  const SourceText& source_;
  FileId file_;
  const ParseLimits& limits_;
  DiagnosticSink& sink_;
};

}  // namespace

ParseResult parse(const SourceText& source, FileId file, const ParseLimits& limits, DiagnosticSink& sink) {
  FileParser parser(source, file, limits, sink);
  parser.run();
  return {std::move(parser.tree)};
}

ParseResult parse_expression(const SourceText& source, FileId file, const ParseLimits& limits, DiagnosticSink& sink) {
  FileParser parser(source, file, limits, sink);
  parser.run_expression();
  return {std::move(parser.tree)};
}

}  // namespace norma::syntax
