// Package header, clauses, units, types, facts, definitions, exceptions and tables.
#include <array>

#include "ast/lowering.hpp"
#include "ast/words.hpp"
#include "base/nearest.hpp"
#include "syntax/token.hpp"

namespace norma::ast {
namespace {

constexpr std::array<std::string_view, 6> status_names = {"encoded",    "definition",  "judgement",
                                                          "discretion", "informative", "open"};

}  // namespace

// A declaration that could not be read: its name is kept, so that uses of it need not be reported.
void Lowering::broken(std::uint32_t node) {
  const syntax::Node& at = tree_.nodes[node];
  const syntax::Lexer lexer(source_.text(), at.begin, at.end);
  const syntax::Token word = lexer.read(at.begin);
  if (word.keyword == Keyword::package) has_package_ = true;
  const syntax::Token declared = lexer.read(word.next);
  std::string_view written = source_.text().substr(declared.begin, declared.end - declared.begin);
  if (declared.type == syntax::TokenType::quoted_name) written = written.substr(1, written.size() - 2);
  if (declared.type != syntax::TokenType::word && declared.type != syntax::TokenType::quoted_name) return;
  ast_.unread.push_back({std::string(written), Span{file_, declared.begin, declared.end}});
}

void Lowering::package_header(std::uint32_t node) {
  if (has_package_ || !ast_.declarations.empty()) {
    sink_.add(diagnose(DiagnosticKind::misplaced_header, span(node))
                  .message("`package` stands once, right after the language version")
                  .help("a file belongs to one package: move what follows to a file of its own"));
    return;
  }
  has_package_ = true;
  PackageHeader& header = ast_.package;
  header.span = span(node);
  Children parts = children(node);
  parts.advance();
  header.name = path(parts.index());
  for (parts.advance(); !parts.done(); parts.advance()) {
    Children inside = children(parts.index());
    inside.advance();
    switch (parts.kind()) {
      case Kind::title_attribute:
        if (!header.title.empty()) repeated(span_of(parts), "title");
        header.title = labels(inside);
        header.full = true;
        break;
      case Kind::source_attribute:
        if (header.source) repeated(span_of(parts), "source");
        header.source = source_info(parts.index());
        header.full = true;
        break;
      case Kind::month_end_attribute: {
        if (header.month_end) repeated(span_of(parts), "month end");
        inside.accept(Keyword::end);
        const syntax::KeywordInformation& word = information(syntax::keyword_of(inside.kind()));
        header.month_end = Name{std::string(word.english), span_of(inside)};
        header.full = true;
        break;
      }
      default: {
        Use use{path(inside.index()), std::nullopt, span_of(parts)};
        inside.advance();
        if (inside.accept(Keyword::as)) use.alias = name(inside.index());
        header.uses.push_back(std::move(use));
      }
    }
  }
}

SourceInfo Lowering::source_info(std::uint32_t node) {
  SourceInfo result;
  result.span = span(node);
  Children parts = children(node);
  parts.advance();
  result.number = text(parts.index());
  for (parts.advance(); !parts.done(); parts.advance()) {
    Children inside = children(parts.index());
    inside.advance();
    switch (parts.kind()) {
      case Kind::edition_part:
        if (!result.edition.empty()) repeated(span_of(parts), "edition");
        result.edition = text(inside.index());
        break;
      case Kind::issuer_part:
        if (!result.issuer.empty()) repeated(span_of(parts), "issuer");
        result.issuer = labels(inside);
        break;
      case Kind::published_part:
        if (result.published) repeated(span_of(parts), "published");
        result.published = date(inside.index());
        break;
      default: {
        Span ignored;
        inside.accept(Keyword::force);
        dated(inside.index(), "in force", result.in_force_from, ignored);
        inside.advance();
        if (!inside.done()) dated(inside.index(), "until", result.in_force_until, ignored);
      }
    }
  }
  return result;
}

Clauses Lowering::clauses(std::uint32_t node) {
  Clauses result;
  for (Children rows = children(node); !rows.done(); rows.advance()) {
    if (rows.at(Kind::clause_row)) result.entries.push_back(clause_entry(rows.index()));
  }
  return result;
}

ClauseEntry Lowering::clause_entry(std::uint32_t node) {
  ClauseEntry result;
  result.span = span(node);
  Children parts = children(node);
  result.id = spelling(parts.index());
  result.id_span = span_of(parts);
  parts.advance();
  result.kind = next_name(parts);
  if (const auto status = clause_status(spelling(parts.index()))) {
    result.status = *status;
  } else {
    sink_.add(diagnose(DiagnosticKind::unknown_clause_status, span_of(parts))
                  .message("`{}` is no status of a clause", spelling(parts.index()))
                  .suggest(nearest_name(spelling(parts.index()), status_names))
                  .help("a status is one of: encoded, definition, judgement, discretion, informative, open"));
  }
  parts.advance();
  result.labels = labels(parts);
  return result;
}

Unit Lowering::unit(std::uint32_t node, bool currency) {
  Unit result;
  result.currency = currency;
  Children parts = children(node);
  parts.advance();
  while (!parts.done()) {
    if (parts.at(Kind::name)) {
      result.spellings.push_back(next_name(parts));
    } else if (parts.at(Kind::unit_factor)) {
      unit_factor(parts.index(), result);
      parts.advance();
    } else if (!attribute(parts, result.attributes)) {
      parts.advance();
    }
  }
  return result;
}

// `= 8 hours`, `= 1 / 60 hour`, `= (EXPRESSION) hours`.
void Lowering::unit_factor(std::uint32_t node, Unit& result) {
  Children parts = children(node);
  parts.accept(Symbol::equal);
  const std::uint32_t begin = parts.node().begin;
  Chain factor{next_expression(parts), {}};
  std::uint32_t end = begin;
  while (parts.at(Symbol::star) || parts.at(Symbol::slash)) {
    const BinaryOperator operation = parts.at(Symbol::star) ? BinaryOperator::multiply : BinaryOperator::divide;
    const Span place = span_of(parts);
    parts.advance();
    end = parts.node().end;
    factor.links.push_back({operation, place, next_expression(parts), std::nullopt});
  }
  result.factor = factor.links.empty() ? factor.first : add(std::move(factor), Span{file_, begin, end});
  Name base = name(parts.index());
  base.text = english_unit_word(base.text);
  result.of = std::move(base);
}

Enum Lowering::enumeration(std::uint32_t node) {
  Enum result;
  Children parts = children(node);
  parts.advance();
  result.name = next_name(parts);
  result.ordered = parts.accept(Keyword::ordered);
  while (!parts.done()) {
    if (attribute(parts, result.attributes)) continue;
    if (parts.at(Kind::enum_value)) result.values.push_back(enum_value(parts.index()));
    parts.advance();
  }
  return result;
}

Record Lowering::record(std::uint32_t node) {
  Record result;
  Children parts = children(node);
  parts.advance();
  result.name = next_name(parts);
  while (!parts.done()) {
    if (attribute(parts, result.attributes)) continue;
    if (parts.at(Kind::record_field)) {
      Children inside = children(parts.index());
      RecordField field;
      field.name = next_name(inside);
      field.type = typed(inside);
      while (!inside.done()) {
        if (attribute(inside, field.attributes)) continue;
        if (inside.at(Kind::default_part)) {
          if (field.default_value.valid()) repeated(span(inside.index()), "default");
          Children value = children(inside.index());
          value.advance();
          field.default_value = expression(value.index());
        }
        inside.advance();
      }
      result.fields.push_back(std::move(field));
    }
    parts.advance();
  }
  return result;
}

Fact Lowering::fact(std::uint32_t node) {
  Fact result;
  result.span = span(node);
  Children parts = children(node);
  if (parts.accept(Keyword::judgement)) result.kind = FactKind::judgement;
  else if (parts.accept(Keyword::discretion)) result.kind = FactKind::discretion;
  else if (parts.accept(Keyword::reading)) result.kind = FactKind::reading;
  else parts.accept(Keyword::fact);
  fact_parts(parts, result);
  const bool policy = result.kind == FactKind::discretion || result.kind == FactKind::reading;
  if (policy && !result.default_value.valid()) {
    sink_.add(diagnose(DiagnosticKind::missing_default, result.name.span)
                  .message("`{}` needs a default", result.name.text)
                  .help("a discretion and a reading hold without a choice of the user: write `default VALUE`"));
  } else if (!policy && result.default_value.valid()) {
    sink_.add(diagnose(DiagnosticKind::default_not_allowed, ast_[result.default_value].span)
                  .message("`{}` is observed and has no default", result.name.text)
                  .help("what is not known stays unknown; only a discretion or a reading has a default"));
  }
  return result;
}

// From the name on; shared with the given facts of a decision.
void Lowering::fact_parts(Children& parts, Fact& result) {
  result.name = next_name(parts);
  result.type = typed(parts);
  while (!parts.done()) {
    if (attribute(parts, result.attributes)) continue;
    const std::uint32_t part = parts.index();
    Children inside = children(part);
    inside.advance();
    if (parts.at(Kind::default_part)) {
      if (result.default_value.valid()) repeated(span(part), "default");
      result.default_value = expression(inside.index());
    } else if (parts.at(Kind::ask_part)) {
      if (!result.question.empty()) repeated(span(part), "ask");
      result.question = labels(inside);
    } else {
      if (result.asked_when.valid()) repeated(span(part), "asked when");
      inside.accept(Keyword::when);
      result.asked_when = expression(inside.index());
    }
    parts.advance();
  }
}

Define Lowering::define(std::uint32_t node) {
  Define result;
  Children parts = children(node);
  parts.advance();
  result.name = next_name(parts);
  result.parameters = optional_parameters(parts);
  result.type = typed(parts);
  while (!parts.done()) {
    if (attribute(parts, result.attributes)) continue;
    if (parts.at(Kind::plain_body)) {
      Children inside = children(parts.index());
      inside.advance();
      result.body.plain = true;
      Branch only{Branch::Kind::otherwise, {}, expression(inside.index()), {}, span_of(inside)};
      result.body.branches.push_back(std::move(only));
    } else {
      result.body.branches.push_back(branch(parts.index()));
    }
    parts.advance();
  }
  return result;
}

Branch Lowering::branch(std::uint32_t node) {
  Branch result;
  result.span = span(node);
  Children parts = children(node);
  if (parts.accept(Keyword::otherwise)) {
    result.kind = Branch::Kind::otherwise;
  } else {
    result.kind = parts.accept(Keyword::else_) ? Branch::Kind::else_when : Branch::Kind::when;
    parts.accept(Keyword::when);
    result.condition = next_expression(parts);
  }
  parts.accept(Symbol::colon);
  result.value = value(parts.index());
  parts.advance();
  attributes(parts, result.attributes);
  // What a branch cites is also what its `silent` or `refuse` cites.
  Expression& written = ast_.expressions[result.value.value()];
  if (auto* silent = std::get_if<Silent>(&written.form)) silent->citations = result.attributes.citations;
  if (auto* refuse = std::get_if<Refuse>(&written.form)) refuse->citations = result.attributes.citations;
  return result;
}

Exception Lowering::exception(std::uint32_t node) {
  Exception result;
  Children parts = children(node);
  parts.advance();
  result.name = next_name(parts);
  parts.accept(Keyword::to);
  result.target = path(parts.index());
  parts.advance();
  if (parts.at(Kind::over_part)) {
    for (Children names = children(parts.index()); !names.done(); names.advance()) {
      if (names.at(Kind::name)) result.over.push_back(name(names.index()));
    }
    parts.advance();
  }
  attributes(parts, result.attributes);
  parts.accept(Keyword::when);
  result.condition = next_expression(parts);
  parts.accept(Symbol::colon);
  result.value = value(parts.index());
  parts.advance();
  attributes(parts, result.attributes);
  Expression& written = ast_.expressions[result.value.value()];
  if (auto* silent = std::get_if<Silent>(&written.form)) silent->citations = result.attributes.citations;
  if (auto* refuse = std::get_if<Refuse>(&written.form)) refuse->citations = result.attributes.citations;
  return result;
}

Table Lowering::table(std::uint32_t node) {
  Table result;
  Children parts = children(node);
  parts.advance();
  result.name = next_name(parts);
  result.parameters = optional_parameters(parts);
  result.type = typed(parts);
  bool has_policy = false;
  for (; !parts.done(); parts.advance()) {
    while (attribute(parts, result.attributes)) {
    }
    if (parts.done()) break;
    if (parts.at(Kind::policy_part)) {
      if (has_policy) repeated(span_of(parts), "policy");
      has_policy = true;
      Children inside = children(parts.index());
      inside.advance();
      result.policy = inside.at(Keyword::first)     ? HitPolicy::first
                      : inside.at(Keyword::same)    ? HitPolicy::same
                      : inside.at(Keyword::collect) ? HitPolicy::collect
                                                    : HitPolicy::unique;
    } else if (!parts.at(Kind::unread)) {
      result.rows.push_back(table_row(parts.index()));
    }
  }
  return result;
}

TableRow Lowering::table_row(std::uint32_t node) {
  TableRow result;
  result.span = span(node);
  Children parts = children(node);
  result.otherwise = parts.accept(Keyword::otherwise);
  for (; !parts.at(Symbol::colon); parts.advance()) {
    if (!parts.at(Symbol::comma)) result.cells.push_back(cell(parts.index()));
  }
  parts.accept(Symbol::colon);
  while (!parts.done()) {
    if (attribute(parts, result.attributes)) continue;
    if (!parts.at(Symbol::comma)) result.values.push_back(value(parts.index()));
    parts.advance();
  }
  for (const ExpressionId id : result.values) {
    Expression& written = ast_.expressions[id.value()];
    if (auto* silent = std::get_if<Silent>(&written.form)) silent->citations = result.attributes.citations;
    if (auto* refuse = std::get_if<Refuse>(&written.form)) refuse->citations = result.attributes.citations;
  }
  return result;
}

Cell Lowering::cell(std::uint32_t node) {
  Cell result;
  Children parts = children(node);
  switch (kind(node)) {
    case Kind::cell_not:
      parts.advance();
      result = cell(parts.index());
      result.negated = !result.negated;
      break;
    case Kind::cell_one_of:
      result.kind = Cell::Kind::one_of;
      for (parts.advance(); !parts.done(); parts.advance()) {
        if (!syntax::is_symbol(parts.kind())) result.values.push_back(expression(parts.index()));
      }
      break;
    case Kind::cell_comparison:
      result.kind = Cell::Kind::comparison;
      result.comparison = comparison_of(parts.kind());
      parts.advance();
      result.low = expression(parts.index());
      break;
    case Kind::cell_range:
      result.kind = Cell::Kind::range;
      parts.advance();
      result.high = expression(parts.index());
      break;
    case Kind::cell_value:
      result.kind = Cell::Kind::value;
      result.low = next_expression(parts);
      if (parts.done()) break;
      result.kind = parts.at(Symbol::half_open_range) ? Cell::Kind::half_open_range : Cell::Kind::range;
      parts.advance();
      if (!parts.done()) result.high = expression(parts.index());
      break;
    default: break;
  }
  result.span = span(node);
  return result;
}

}  // namespace norma::ast
