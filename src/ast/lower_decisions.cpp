// Requirements, decisions, calendars, text formats and scenarios.
#include "ast/lowering.hpp"
#include "ast/words.hpp"

namespace norma::ast {

Require Lowering::require(std::uint32_t node) {
  Require result;
  result.span = span(node);
  Children parts = children(node);
  result.advisory = parts.at(Keyword::advise);
  parts.advance();
  result.name = next_name(parts);
  result.parameters = optional_parameters(parts);
  if (parts.at(Kind::for_each_part)) {
    Children inside = children(parts.index());
    inside.accept(Keyword::for_);
    inside.accept(Keyword::each);
    result.for_each = generators(inside);
    parts.advance();
  }
  if (parts.at(Kind::where_part)) {
    result.where = after_keyword(parts.index());
    parts.advance();
  }
  if (parts.at(Kind::applicability)) {
    result.when = after_keyword(parts.index());
    parts.advance();
  }
  parts.accept(Symbol::colon);
  result.condition = next_expression(parts);
  while (!parts.done()) {
    if (attribute(parts, result.attributes)) continue;
    Children inside = children(parts.index());
    inside.advance();
    result.message = labels(inside);
    parts.advance();
  }
  return result;
}

RequireUse Lowering::require_use(std::uint32_t node) {
  RequireUse result;
  result.span = span(node);
  Children parts = children(node);
  result.advisory = parts.at(Keyword::advise);
  parts.advance();
  if (parts.at(Kind::path)) {
    result.name = path(parts.index());
    return result;
  }
  Children inside = children(parts.index());
  result.name = path(inside.index());
  inside.advance();
  result.arguments = arguments(inside);
  return result;
}

Decide Lowering::decide(std::uint32_t node) {
  Decide result;
  Children parts = children(node);
  parts.advance();
  result.name = next_name(parts);
  if (parts.at(Kind::anchor_part)) {
    Children inside = children(parts.index());
    inside.accept(Keyword::anchored);
    inside.accept(Keyword::on);
    result.anchor = path(inside.index());
    parts.advance();
  }
  while (!parts.done()) {
    if (attribute(parts, result.attributes)) continue;
    const std::uint32_t item = parts.index();
    Children inside = children(item);
    switch (parts.kind()) {
      case Kind::given_block:
        for (; !inside.done(); inside.advance()) {
          if (!inside.at(Kind::given_fact)) continue;
          Fact given;
          given.span = span_of(inside);
          Children fact_children = children(inside.index());
          fact_parts(fact_children, given);
          if (given.default_value.valid()) {
            sink_.add(diagnose(DiagnosticKind::default_not_allowed, ast_[given.default_value].span)
                          .message("`{}` is observed and has no default", given.name.text)
                          .help("what is not known stays unknown; only a discretion or a reading has a default"));
          }
          result.given.push_back(std::move(given));
        }
        break;
      case Kind::gives_block:
        for (; !inside.done(); inside.advance()) {
          if (inside.at(Kind::gives_item)) result.gives.push_back(gives(inside.index()));
        }
        break;
      case Kind::define_declaration: result.items.emplace_back(define(item)); break;
      case Kind::require_declaration: result.items.emplace_back(require(item)); break;
      case Kind::require_use: result.items.emplace_back(require_use(item)); break;
      default: break;
    }
    parts.advance();
  }
  return result;
}

Gives Lowering::gives(std::uint32_t node) {
  Gives result;
  result.span = span(node);
  Children parts = children(node);
  result.name = next_name(parts);
  result.type = typed(parts);
  if (parts.at(Kind::for_each_part)) {
    Children inside = children(parts.index());
    inside.accept(Keyword::for_);
    inside.accept(Keyword::each);
    result.for_each = generators(inside);
    parts.advance();
  }
  if (parts.at(Kind::where_part)) {
    result.where = after_keyword(parts.index());
    parts.advance();
  }
  while (!parts.done()) {
    if (attribute(parts, result.attributes)) continue;
    if (parts.at(Kind::given_field)) {
      Children inside = children(parts.index());
      GivenField field;
      field.name = next_name(inside);
      inside.accept(Symbol::equal);
      field.value = expression(inside.index());
      result.fields.push_back(std::move(field));
    } else if (!syntax::is_symbol(parts.kind())) {
      result.value = expression(parts.index());
    }
    parts.advance();
  }
  return result;
}

std::uint8_t Lowering::weekday(std::uint32_t node) {
  if (const auto number = weekday_number(spelling(node))) return *number;
  sink_.add(diagnose(DiagnosticKind::unknown_weekday, span(node))
                .message("`{}` is no weekday", spelling(node))
                .help("write monday, tuesday, wednesday, thursday, friday, saturday or sunday"));
  return 1;
}

std::optional<DayRange> Lowering::day_range(std::uint32_t node) {
  Children parts = children(node);
  const std::optional<Date> first = date(parts.index());
  parts.advance();
  const std::optional<Date> last = parts.accept(Symbol::range) ? date(parts.index()) : first;
  if (!first || !last) return std::nullopt;
  if (*last < *first) {
    sink_.add(diagnose(DiagnosticKind::reversed_validity, span(node))
                  .message("the last day {} stands before the first day {}", last->to_iso(), first->to_iso())
                  .help("both days are included: write the earlier one first"));
    return std::nullopt;
  }
  return DayRange{*first, *last, span(node)};
}

Calendar Lowering::calendar(std::uint32_t node) {
  Calendar result;
  Children parts = children(node);
  parts.advance();
  result.name = next_name(parts);
  while (!parts.done()) {
    if (attribute(parts, result.attributes)) continue;
    Children inside = children(parts.index());
    const bool published = parts.at(Kind::published_row);
    if (parts.at(Kind::weekdays_row)) {
      if (result.has_weekdays) repeated(span_of(parts), "weekdays");
      inside.advance();
      result.has_weekdays = true;
      result.first_weekday = weekday(inside.index());
      inside.advance();
      inside.accept(Symbol::range);
      result.last_weekday = weekday(inside.index());
    }
    std::vector<DayRange>& days = parts.at(Kind::holiday_row) ? result.holidays : result.working;
    for (; !inside.done(); inside.advance()) {
      if (!inside.at(Kind::day_range)) continue;
      const std::optional<DayRange> range = day_range(inside.index());
      if (published && result.published) repeated(span_of(parts), "published");
      if (published) {
        result.published = range;
      } else if (range) {
        days.push_back(*range);
      }
    }
    parts.advance();
  }
  return result;
}

Format Lowering::format(std::uint32_t node) {
  Format result;
  Children parts = children(node);
  parts.advance();
  result.name = next_name(parts);
  attributes(parts, result.attributes);
  result.items = format_items(parts);
  return result;
}

// The depth of groups in groups is limited by the reader.
std::vector<FormatItem> Lowering::format_items(Children& parts) {
  std::vector<FormatItem> result;
  for (; !parts.done(); parts.advance()) {
    const Span place = span_of(parts);
    Children inside = children(parts.index());
    if (parts.at(Kind::format_field)) {
      result.push_back({format_field(parts.index()), place});
    } else if (parts.at(Kind::format_literal)) {
      FormatLiteral literal;
      for (; !inside.done(); inside.advance()) {
        if (inside.at(Kind::text)) literal.spellings.push_back(text(inside.index()));
      }
      result.push_back({std::move(literal), place});
    } else if (parts.at(Kind::format_optional)) {
      inside.advance();
      result.push_back({FormatOptional{format_items(inside)}, place});
    }
  }
  return result;
}

FormatField Lowering::format_field(std::uint32_t node) {
  FormatField result;
  Children parts = children(node);
  result.name = next_name(parts);
  for (; !parts.done(); parts.advance()) {
    if (parts.at(Kind::format_pattern)) result.alternatives.push_back(format_pattern(parts.index()));
    if (!parts.at(Kind::format_integer)) continue;
    result.as_integer = true;
    for (Children inside = children(parts.index()); !inside.done(); inside.advance()) {
      if (inside.at(Keyword::plain)) result.plain = true;
      if (syntax::is_keyword(inside.kind()) || syntax::is_symbol(inside.kind())) continue;
      (result.low.valid() ? result.high : result.low) = expression(inside.index());
    }
  }
  return result;
}

std::vector<FormatPiece> Lowering::format_pattern(std::uint32_t node) {
  std::vector<FormatPiece> result;
  for (Children parts = children(node); !parts.done(); parts.advance()) {
    if (parts.at(Kind::format_class)) {
      result.push_back(format_class(parts.index()));
    } else {
      FormatPiece piece;
      piece.literal = text(parts.index());
      piece.span = span_of(parts);
      result.push_back(std::move(piece));
    }
  }
  return result;
}

// CLASS, CLASS n, CLASS n .. m, CLASS n ..
FormatPiece Lowering::format_class(std::uint32_t node) {
  FormatPiece result;
  result.span = span(node);
  Children parts = children(node);
  result.character_class = information(syntax::keyword_of(parts.kind())).english;
  parts.advance();
  if (parts.done()) return result;
  const auto minimum = small_number(parts.index());
  result.minimum = minimum.value_or(1);
  result.faulty = !minimum;
  parts.advance();
  if (!parts.accept(Symbol::range)) {
    result.maximum = result.minimum;
  } else if (!parts.done()) {
    result.maximum = small_number(parts.index());
    result.faulty = result.faulty || !result.maximum;
    if (result.maximum && *result.maximum < result.minimum && !result.faulty) {
      sink_.add(diagnose(DiagnosticKind::bad_character_count, result.span)
                    .message("the greater count stands first")
                    .help("write `{} .. {}`", *result.maximum, result.minimum));
      result.maximum = result.minimum;
    }
  }
  return result;
}

Scenario Lowering::scenario(std::uint32_t node) {
  Scenario result;
  Children parts = children(node);
  parts.advance();
  result.title = text(parts.index());
  parts.advance();
  while (!parts.done()) {
    if (attribute(parts, result.attributes)) continue;
    Children inside = children(parts.index());
    switch (parts.kind()) {
      case Kind::scenario_given: scenario_values(parts.index(), result.given); break;
      case Kind::scenario_reading: scenario_values(parts.index(), result.readings); break;
      case Kind::scenario_on:
        if (result.on) repeated(span_of(parts), "on");
        inside.advance();
        result.on = date(inside.index());
        break;
      case Kind::expectation: result.expectations.push_back(expectation(parts.index())); break;
      default: break;
    }
    parts.advance();
  }
  return result;
}

void Lowering::scenario_values(std::uint32_t node, std::vector<ScenarioValue>& out) {
  for (Children parts = children(node); !parts.done(); parts.advance()) {
    if (!parts.at(Kind::scenario_value)) continue;
    Children inside = children(parts.index());
    ScenarioValue value;
    value.name = next_name(inside);
    inside.accept(Symbol::equal);
    value.unknown = inside.at(Keyword::unknown);
    if (!value.unknown) value.value = expression(inside.index());
    out.push_back(std::move(value));
  }
}

Expectation Lowering::expectation(std::uint32_t node) {
  Expectation result;
  result.span = span(node);
  Children parts = children(node);
  parts.advance();
  result.expression = next_expression(parts);
  for (; !parts.done(); parts.advance()) {
    const std::uint32_t part = parts.index();
    switch (parts.kind()) {
      case Kind::verdict_part:
      case Kind::error_part: expected_outcome(part, result); break;
      case Kind::failing_part:
        if (result.failing) repeated(span(part), "failing");
        result.failing = members(part);
        break;
      case Kind::advising_part:
        if (result.advising) repeated(span(part), "advising");
        result.advising = members(part);
        break;
      case Kind::missing_part: {
        if (result.missing) repeated(span(part), "missing");
        result.missing = parts_of_facts(part);
        break;
      }
      default:
        for (Citation& found : citations(part)) result.citing.push_back(std::move(found));
    }
  }
  return result;
}

// A name or call `undetermined` may be a decision or a value; both are an expected verdict here.
void Lowering::expected_outcome(std::uint32_t node, Expectation& result) {
  Children parts = children(node);
  if (kind(node) == Kind::error_part) {
    parts.advance();
    result.kind = Expectation::Kind::value_error;
    result.error_code = spelling(parts.index());
    return;
  }
  const auto& form = ast_[result.expression].form;
  const bool named = std::holds_alternative<NameUse>(form) || std::holds_alternative<Call>(form) ||
                     std::holds_alternative<IndexOf>(form);
  result.kind = Expectation::Kind::verdict;
  if (parts.accept(Keyword::not_)) {
    result.verdict = ExpectedVerdict::not_met;
  } else if (parts.at(Keyword::refused)) {
    result.verdict = ExpectedVerdict::refused;
  } else if (parts.at(Keyword::undetermined)) {
    result.verdict = ExpectedVerdict::undetermined;
    if (!named) result.kind = Expectation::Kind::value_undetermined;
  }
}

std::vector<MemberName> Lowering::members(std::uint32_t node) {
  std::vector<MemberName> result;
  for (Children parts = children(node); !parts.done(); parts.advance()) {
    if (parts.at(Kind::member_name)) result.push_back(member(parts.index()));
  }
  return result;
}

MemberName Lowering::member(std::uint32_t node) {
  MemberName result;
  Children parts = children(node);
  result.name.span = span_of(parts);
  for (const Name& part : path(parts.index())) {
    if (!result.name.text.empty()) result.name.text += '.';
    result.name.text += part.text;
  }
  parts.advance();
  for (; !parts.done(); parts.advance()) {
    if (parts.at(Symbol::dot) || (result.key && !syntax::is_symbol(parts.kind()))) {
      sink_.add(diagnose(DiagnosticKind::unexpected_token, span(parts.index()))
                    .message("a member of a requirement has one key and no fields")
                    .help("write `NAME[KEY]`"));
      return result;
    }
    if (syntax::is_symbol(parts.kind())) continue;
    result.key = parts.at(Kind::text) ? text(parts.index()) : name(parts.index()).text;
  }
  return result;
}

std::vector<MemberName> Lowering::parts_of_facts(std::uint32_t node) {
  std::vector<MemberName> result;
  for (Children parts = children(node); !parts.done(); parts.advance())
    if (parts.at(Kind::member_name)) result.push_back(part_of_fact(parts.index()));
  return result;
}

// `members["Li"].hours`: the name of the fact, and the way inside it as causes of unknown values spell it.
MemberName Lowering::part_of_fact(std::uint32_t node) {
  MemberName result;
  Children parts = children(node);
  result.name.span = span_of(parts);
  const std::vector<Name> words = path(parts.index());
  result.name.text = words.front().text;
  for (std::size_t i = 1; i < words.size(); ++i) result.within += "." + words[i].text;
  bool field = false;
  for (parts.advance(); !parts.done(); parts.advance()) {
    if (syntax::is_symbol(parts.kind())) {
      field = parts.at(Symbol::dot);
      continue;
    }
    if (field) result.within += "." + name(parts.index()).text;
    else if (parts.at(Kind::number)) result.within += "[" + std::string(spelling(parts.index())) + "]";
    else result.within += "[\"" + (parts.at(Kind::text) ? text(parts.index()) : name(parts.index()).text) + "\"]";
  }
  return result;
}

}  // namespace norma::ast
