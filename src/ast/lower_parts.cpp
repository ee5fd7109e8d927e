// Names, texts, labels, citations, dates and attributes.
#include <algorithm>

#include "ast/lowering.hpp"
#include "base/unicode.hpp"
#include "base/utf8.hpp"
#include "number/parse.hpp"
#include "syntax/token.hpp"

namespace norma::ast {

std::string_view Lowering::spelling(std::uint32_t node) const {
  const syntax::Node& at = tree_.nodes[node];
  return source_.text().substr(at.begin, at.end - at.begin);
}

ExpressionId Lowering::add(Expression expression) {
  ast_.expressions.push_back(std::move(expression));
  return ExpressionId(static_cast<std::uint32_t>(ast_.expressions.size() - 1));
}

Name Lowering::name(std::uint32_t node) const {
  std::string_view written = spelling(node);
  if (written.starts_with('`')) written = written.substr(1, written.size() - 2);
  return {std::string(written), span(node)};
}

Name Lowering::next_name(Children& children) const {
  const Name result = name(children.index());
  children.advance();
  return result;
}

Path Lowering::path(std::uint32_t node) const {
  Path result;
  for (Children parts = children(node); !parts.done(); parts.advance()) {
    if (!parts.at(Symbol::dot)) result.push_back(name(parts.index()));
  }
  return result;
}

// The text between the quotation marks with its escapes resolved.
std::string Lowering::text(std::uint32_t node) {
  const std::string_view written = spelling(node).substr(0, spelling(node).size() - 1);
  if (written.find('\\') == std::string_view::npos) return std::string(written.substr(1));
  std::string result;
  for (std::uint32_t place = 1; place < written.size();) {
    if (written[place] != '\\') {
      result += written[place++];
      continue;
    }
    const syntax::Escape escape = syntax::read_escape(written, place);
    append_utf8(result, escape.code_point);
    place = escape.end;
  }
  return to_nfc(result);
}

// Splits a message at `{name}`; `{{` and `}}` stand for braces.
Template Lowering::message(std::uint32_t text_node) {
  Template result;
  result.span = span(text_node);
  const std::string_view all = source_.text();
  const std::uint32_t end = result.span.end - 1;
  std::string literal;
  const auto flush = [&] {
    if (literal.empty()) return;
    result.parts.push_back({to_nfc(literal), {}});
    literal.clear();
  };
  for (std::uint32_t place = result.span.begin + 1; place < end;) {
    const char character = all[place];
    const bool doubled = place + 1 < end && all[place + 1] == character;
    if (character == '\\') {
      const syntax::Escape escape = syntax::read_escape(all, place);
      append_utf8(literal, escape.code_point);
      place = escape.end;
    } else if ((character == '{' || character == '}') && doubled) {
      literal += character;
      place += 2;
    } else if (character == '{' || character == '}') {
      const std::size_t close = all.substr(0, end).find('}', place);
      const bool closed = character == '{' && close != std::string_view::npos;
      const std::uint32_t part_end = closed ? static_cast<std::uint32_t>(close) + 1 : place + 1;
      Path path;
      if (closed && interpolation(place + 1, part_end - 1, path)) {
        flush();
        result.parts.push_back({"", std::move(path)});
      } else {
        sink_.add(diagnose(DiagnosticKind::bad_interpolation, Span{file_, place, part_end})
                      .message("`{}` puts no name into the text", all.substr(place, std::min(part_end - place, 40U)))
                      .help("write `{{name}}` or `{{name.field}}`; a brace itself is written `{{{{` or `}}}}`"));
      }
      place = part_end;
    } else {
      literal += character;
      ++place;
    }
  }
  flush();
  return result;
}

// A dotted name and nothing else, between the braces of a message.
bool Lowering::interpolation(std::uint32_t begin, std::uint32_t end, Path& path) {
  const syntax::Lexer lexer(source_.text(), begin, end);
  std::uint32_t place = lexer.skip_trivia(begin);
  while (true) {
    const syntax::Token word = lexer.read(place);
    const bool named = word.type == syntax::TokenType::word || word.type == syntax::TokenType::quoted_name;
    if (!named) return false;
    std::string_view written = source_.text().substr(word.begin, word.end - word.begin);
    if (written.starts_with('`')) written = written.substr(1, written.size() - 2);
    path.push_back({std::string(written), Span{file_, word.begin, word.end}});
    const syntax::Token dot = lexer.read(word.next);
    if (dot.type == syntax::TokenType::end) return true;
    if (dot.type != syntax::TokenType::symbol || dot.symbol != Symbol::dot) return false;
    place = dot.next;
  }
}

void Lowering::repeated(Span place, std::string_view what) {
  sink_.add(diagnose(DiagnosticKind::repeated_attribute, place)
                .message("`{}` stands more than once in one declaration", what)
                .help("keep one of them"));
}

void Lowering::label(std::uint32_t node, Labels& labels) {
  Children parts = children(node);
  const bool english = parts.at(Keyword::en);
  std::optional<Template>& place = english ? labels.en : labels.zh;
  if (place) repeated(span(node), english ? "en" : "zh");
  parts.advance();
  place = message(parts.index());
}

Labels Lowering::labels(Children& children) {
  Labels result;
  for (; children.at(Kind::label); children.advance()) label(children.index(), result);
  return result;
}

Citation Lowering::citation(std::uint32_t node) const {
  Citation result;
  result.span = span(node);
  for (Children parts = children(node); !parts.done(); parts.advance()) {
    if (parts.at(Symbol::colon)) {
      result.package = std::exchange(result.clause, {});
    } else {
      result.clause = spelling(parts.index());
    }
  }
  return result;
}

std::vector<Citation> Lowering::citations(std::uint32_t node) const {
  std::vector<Citation> result;
  for (Children parts = children(node); !parts.done(); parts.advance()) {
    if (parts.at(Kind::citation)) result.push_back(citation(parts.index()));
  }
  return result;
}

// The reader lets only existing dates through.
std::optional<Date> Lowering::date(std::uint32_t node) {
  const CalendarResult<Date> result = Date::parse_iso(spelling(node));
  return result ? std::optional<Date>(*result) : std::nullopt;
}

std::optional<std::uint32_t> Lowering::small_number(std::uint32_t node) {
  const std::string_view written = spelling(node);
  std::uint32_t result = 0;
  const bool plain = written.size() <= 6 && std::all_of(written.begin(), written.end(), [](char digit) {
                       return digit >= '0' && digit <= '9';
                     });
  if (!plain) {
    sink_.add(diagnose(DiagnosticKind::bad_character_count, span(node))
                  .message("`{}` is not a count", written.substr(0, 40))
                  .help("a count is a whole number of at most six digits"));
    return std::nullopt;
  }
  for (const char digit : written) result = result * 10 + static_cast<std::uint32_t>(digit - '0');
  return result;
}

void Lowering::dated(std::uint32_t node, std::string_view word, std::optional<Date>& place, Span& place_span) {
  if (place) repeated(span(node), word);
  Children parts = children(node);
  parts.advance();
  place = date(parts.index());
  place_span = span(node);
}

// Takes the current child if it is an attribute.
bool Lowering::attribute(Children& children, Attributes& attributes) {
  if (children.done()) return false;
  const std::uint32_t node = children.index();
  switch (children.kind()) {
    case Kind::label: label(node, attributes.labels); break;
    case Kind::per_part:
      if (!attributes.citations.empty()) repeated(span(node), "per");
      for (Citation& found : citations(node)) attributes.citations.push_back(std::move(found));
      break;
    case Kind::from_part: dated(node, "from", attributes.from, attributes.from_span); break;
    case Kind::until_part: dated(node, "until", attributes.until, attributes.until_span); break;
    default: return false;
  }
  children.advance();
  return true;
}

void Lowering::attributes(Children& children, Attributes& attributes) {
  while (attribute(children, attributes)) {
  }
}

}  // namespace norma::ast
