#include "ast/dump.hpp"

#include <fmt/format.h>

#include <array>

#include "ast/words.hpp"
#include "base/unicode.hpp"

namespace norma::ast {
namespace {

std::string text_of(const Path& path) {
  std::string out;
  for (const Name& name : path) {
    if (!out.empty()) out += '.';
    out += name.text;
  }
  return out;
}

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char character : text) {
    if (character == '"' || character == '\\') out += '\\';
    if (character == '\n') {
      out += "\\n";
    } else {
      out += character;
    }
  }
  return out + '"';
}

std::string text_of(const Template& message) {
  std::string out;
  for (const TemplatePart& part : message.parts) {
    if (!out.empty()) out += ' ';
    out += part.path.empty() ? quoted(part.literal) : fmt::format("{{{}}}", text_of(part.path));
  }
  return out.empty() ? "\"\"" : out;
}

std::string text_of(const Citation& citation) {
  return citation.package.empty() ? citation.clause : citation.package + ":" + citation.clause;
}

constexpr std::array<std::string_view, 18> operator_names = {
    "+", "-", "union", "minus", "intersect", "*",      "/",         "div",     "mod",
    "=", "is-not", "<", "<=",   ">",         ">=",     "in",        "not-in",  "subset-of"};

std::string_view name_of(BinaryOperator operation) {
  return operation == BinaryOperator::overlaps ? "overlaps" : operator_names[static_cast<std::size_t>(operation)];
}
std::string_view name_of(Comparison comparison) {
  constexpr std::array<std::string_view, 4> names = {"<", "<=", ">", ">="};
  return names[static_cast<std::size_t>(comparison)];
}
std::string_view name_of(RoundingMode mode) {
  constexpr std::array<std::string_view, 7> names = {"half_up", "half_even", "half_down", "up",
                                                     "down",    "ceiling",   "floor"};
  return names[static_cast<std::size_t>(mode)];
}
std::string_view name_of(FactKind kind) {
  constexpr std::array<std::string_view, 4> names = {"fact", "judgement", "discretion", "reading"};
  return names[static_cast<std::size_t>(kind)];
}

// Writes one line of brackets; recursion follows the depth of the tree, which the reader limits.
class LineWriter {
 public:
  explicit LineWriter(const Ast& ast) : ast_(&ast) {}

  void write(ExpressionId id) {
    if (!id.valid()) {
      out_ += '_';
      return;
    }
    std::visit([this](const auto& form) { put(form); }, (*ast_)[id].form);
  }
  void write(TypeId id) {
    if (!id.valid()) {
      out_ += '_';
      return;
    }
    const Type& type = (*ast_)[id];
    std::visit([this](const auto& form) { put(form); }, type.form);
    for (const Constraint& constraint : type.constraints) put(constraint);
    if (type.or_none) out_ += " or-none";
  }
  void put(const Labels& labels) {
    if (labels.en) add(" en {}", text_of(*labels.en));
    if (labels.zh) add(" zh {}", text_of(*labels.zh));
  }
  void put(const Attributes& attributes) {
    put(attributes.labels);
    put(attributes.citations);
    if (attributes.from) add(" from {}", attributes.from->to_iso());
    if (attributes.until) add(" until {}", attributes.until->to_iso());
  }
  void put(const std::vector<Citation>& citations, std::string_view word = "per") {
    for (const Citation& citation : citations) add(" {} {}", word, text_of(citation));
  }
  void put(const EnumValue& value) {
    out_ += value.name.text;
    put(value.attributes);
    if (value.applies_when.valid()) part(" when ", value.applies_when);
  }
  void put(const std::vector<Generator>& generators) {
    for (const Generator& generator : generators) {
      add(" (each {} ", generator.variable.text);
      write(generator.collection);
      out_ += ')';
    }
  }
  void put(const std::vector<Argument>& arguments) {
    for (const Argument& argument : arguments) {
      out_ += ' ';
      if (argument.name) add("{}: ", argument.name->text);
      write(argument.value);
    }
  }
  void put(const std::vector<Parameter>& parameters) {
    for (const Parameter& parameter : parameters) {
      add(" ({} : ", parameter.name.text);
      write(parameter.type);
      out_ += ')';
    }
  }
  void put(const Cell& cell) {
    if (cell.negated) out_ += "not ";
    switch (cell.kind) {
      case Cell::Kind::any: out_ += "any"; break;
      case Cell::Kind::value: write(cell.low); break;
      case Cell::Kind::range: put(Range{cell.low, cell.high, false}); break;
      case Cell::Kind::half_open_range: put(Range{cell.low, cell.high, true}); break;
      case Cell::Kind::comparison: part(fmt::format("({} ", name_of(cell.comparison)), cell.low), out_ += ')'; break;
      case Cell::Kind::one_of: list("one-of", cell.values); break;
    }
  }
  void part(std::string_view before, ExpressionId id) {
    out_ += before;
    write(id);
  }
  template <class... Arguments>
  void add(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Arguments>(arguments)...);
  }
  std::string take() { return std::move(out_); }

 private:
  void list(std::string_view head, const std::vector<ExpressionId>& parts) {
    add("({}", head);
    for (const ExpressionId id : parts) part(" ", id);
    out_ += ')';
  }
  template <class... Ids>
  void form(std::string_view head, Ids... ids) {
    list(head, {ids...});
  }

  // types
  void put(const NamedType& type) { out_ += text_of(type.path); }
  void put(const PercentType&) { out_ += '%'; }
  void put(const ListType& type) {
    out_ += "(list ";
    write(type.element);
    if (type.unique_by) add(" unique-by {}", type.unique_by->text);
    out_ += ')';
  }
  void put(const SetType& type) {
    out_ += "(set ";
    write(type.element);
    out_ += ')';
  }
  void put(const InlineEnumType& type) {
    out_ += "(enum";
    for (const EnumValue& value : type.values) {
      out_ += ' ';
      put(value);
    }
    out_ += ')';
  }
  void put(const Constraint& constraint) {
    out_ += ' ';
    switch (constraint.kind) {
      case Constraint::Kind::bound: return form(name_of(constraint.comparison), constraint.low);
      case Constraint::Kind::step: return form("steps", constraint.low);
      case Constraint::Kind::range: return put(Range{constraint.low, constraint.high, false});
      case Constraint::Kind::half_open_range: return put(Range{constraint.low, constraint.high, true});
    }
  }

  // expressions
  void put(const Invalid&) { out_ += "invalid"; }
  void put(const NumberLiteral& literal) { out_ += literal.spelling; }
  void put(const DateLiteral& literal) { out_ += literal.value.to_iso(); }
  void put(const TextLiteral& literal) { out_ += quoted(literal.value); }
  void put(const BooleanLiteral& literal) { out_ += literal.value ? "true" : "false"; }
  void put(const NoneLiteral&) { out_ += "none"; }
  void put(const NameUse& use) { out_ += text_of(use.path); }
  void put(const QuantityOf& quantity) {
    part("(quantity ", quantity.magnitude);
    add(" {})", quantity.unit.text);
  }
  void put(const FieldOf& field) {
    part("(field ", field.object);
    add(" {})", field.field.text);
  }
  void put(const Call& call) {
    add("(call {}", text_of(call.callee));
    put(call.arguments);
    out_ += ')';
  }
  void put(const IndexOf& index) { form("index", index.list, index.key); }
  void put(const DefaultOf& choice) { form("default", choice.optional, choice.fallback); }
  void put(const AsFormat& reading) {
    part("(as ", reading.text);
    add(" {})", text_of(reading.format));
  }
  void put(const AsOf& version) { form("as-of", version.value, version.date); }
  void put(const Negate& sign) { form("negate", sign.operand); }
  void put(const Not& negation) { form("not", negation.operand); }
  void put(const Power& power) { form("^", power.base, power.exponent); }
  void put(const Chain& chain) {
    part("(chain ", chain.first);
    for (const ChainLink& link : chain.links) {
      part(fmt::format(" {} ", name_of(link.operation)), link.operand);
      if (link.policy) add(" policy {}", text_of(link.policy->path));
    }
    out_ += ')';
  }
  void put(const Logic& logic) { list(logic.conjunction ? "and" : "or", logic.operands); }
  void put(const Compare& compare) { form(name_of(compare.operation), compare.left, compare.right); }
  void put(const IsNone& test) { form(test.negated ? "is-not-none" : "is-none", test.operand); }
  void put(const IsEmpty& test) { form(test.negated ? "is-not-empty" : "is-empty", test.operand); }
  void put(const Matches& test) {
    part("(matches ", test.text);
    add(" {})", text_of(test.format));
  }
  void put(const Range& range) { form(range.upper_excluded ? "..<" : "..", range.from, range.to); }
  void put(const std::vector<GuardedElement>& elements) {
    for (const GuardedElement& element : elements) {
      out_ += ' ';
      if (element.guard.valid()) {
        form("when", element.guard, element.value);
      } else {
        write(element.value);
      }
    }
  }
  void put(const ListLiteral& literal) {
    out_ += "(list";
    put(literal.elements);
    out_ += ')';
  }
  void put(const SetLiteral& literal) {
    out_ += "(set";
    put(literal.elements);
    out_ += ')';
  }
  void put(const Round& round) {
    part("(round ", round.value);
    part(round.places ? " places " : " step ", round.step_or_places);
    add(" {})", name_of(round.mode));
  }
  void put(const Comprehension& comprehension) {
    constexpr std::array<std::string_view, 6> names = {"list-of", "set-of", "sum-of", "count-of", "min-of", "max-of"};
    add("({}", names[static_cast<std::size_t>(comprehension.kind)]);
    if (comprehension.element.valid()) part(" ", comprehension.element);
    put(comprehension.generators);
    if (comprehension.where.valid()) part(" where ", comprehension.where);
    for (const SortKey& key : comprehension.sorted_by) part(key.descending ? " descending " : " ascending ", key.key);
    out_ += ')';
  }
  void put(const Quantifier& quantifier) {
    constexpr std::array<std::string_view, 3> names = {"all", "some", "no"};
    add("({}", names[static_cast<std::size_t>(quantifier.kind)]);
    put(quantifier.generators);
    if (quantifier.where.valid()) part(" where ", quantifier.where);
    if (quantifier.satisfy.valid()) part(" satisfy ", quantifier.satisfy);
    out_ += ')';
  }
  void put(const Pick& pick) {
    out_ += pick.last ? "(last" : "(first";
    put(std::vector<Generator>{pick.generator});
    if (pick.where.valid()) part(" where ", pick.where);
    for (const ExpressionId key : pick.keys) part(" by ", key);
    if (pick.otherwise.valid()) part(" otherwise ", pick.otherwise);
    out_ += ')';
  }
  void put(const ItemOf& item) { form("item", item.position, item.list); }
  void put(const ValuesOf& values) { add("(values-of {})", text_of(values.enumeration)); }
  void put(const Conditional& conditional) {
    out_ += "(choose";
    for (const ConditionalArm& arm : conditional.arms) {
      out_ += ' ';
      form("when", arm.condition, arm.value);
    }
    part(" otherwise ", conditional.otherwise);
    out_ += ')';
  }
  void put(const Silent& silent) {
    out_ += "(silent";
    put(silent.labels);
    put(silent.citations);
    out_ += ')';
  }
  void put(const Refuse& refuse) {
    out_ += "(refuse";
    put(refuse.labels);
    put(refuse.citations);
    out_ += ')';
  }
  void put(const NotApplicable&) { out_ += "not-applicable"; }

  const Ast* ast_;
  std::string out_;
};

class FileWriter {
 public:
  explicit FileWriter(const Ast& ast) : ast_(ast) {}

  std::string run() {
    header(ast_.package);
    for (const Declaration& declaration : ast_.declarations) {
      std::visit([this](const auto& form) { put(form, 0); }, declaration.form);
    }
    for (const Name& name : ast_.unread) line(0).add("unread {}", name.text);
    flush();
    return std::move(out_);
  }

 private:
  // Begins a line; what was begun before is finished.
  LineWriter& line(std::size_t depth) {
    flush();
    out_.append(2 * depth, ' ');
    open_ = true;
    return writer_;
  }
  void flush() {
    if (!open_) return;
    out_ += writer_.take();
    writer_ = LineWriter(ast_);
    out_ += '\n';
    open_ = false;
  }

  void header(const PackageHeader& package) {
    line(0).add("language {}", ast_.language);
    line(0).add("package {}", text_of(package.name));
    if (!package.title.empty()) line(1).add("title"), writer_.put(package.title);
    if (package.source) put(*package.source);
    if (package.month_end) line(1).add("month end {}", package.month_end->text);
    for (const Use& use : package.uses) {
      line(1).add("use {}", text_of(use.package));
      if (use.alias) writer_.add(" as {}", use.alias->text);
    }
  }
  void put(const SourceInfo& source) {
    line(1).add("source {}", quoted(source.number));
    if (!source.edition.empty()) writer_.add(" edition {}", quoted(source.edition));
    if (!source.issuer.empty()) writer_.add(" issuer"), writer_.put(source.issuer);
    if (source.published) writer_.add(" published {}", source.published->to_iso());
    if (source.in_force_from) writer_.add(" in-force from {}", source.in_force_from->to_iso());
    if (source.in_force_until) writer_.add(" until {}", source.in_force_until->to_iso());
  }

  void expression(std::size_t depth, std::string_view word, ExpressionId id) {
    if (!id.valid()) return;
    line(depth).add("{} ", word);
    writer_.write(id);
  }
  void labels(std::size_t depth, std::string_view word, const Labels& labels) {
    if (labels.empty()) return;
    line(depth).add("{}", word);
    writer_.put(labels);
  }

  void put(const Fact& fact, std::size_t depth) {
    line(depth).add("{} {} : ", name_of(fact.kind), fact.name.text);
    writer_.write(fact.type);
    writer_.put(fact.attributes);
    expression(depth + 1, "default", fact.default_value);
    labels(depth + 1, "ask", fact.question);
    expression(depth + 1, "asked when", fact.asked_when);
  }
  void put(const Define& define, std::size_t depth) {
    line(depth).add("define {}", define.name.text);
    writer_.put(define.parameters);
    if (define.type.valid()) writer_.add(" : "), writer_.write(define.type);
    writer_.put(define.attributes);
    for (const Branch& branch : define.body.branches) put(branch, define.body.plain, depth + 1);
  }
  void put(const Branch& branch, bool plain, std::size_t depth) {
    constexpr std::array<std::string_view, 3> names = {"when ", "else when ", "otherwise"};
    line(depth).add("{}", plain ? "=" : names[static_cast<std::size_t>(branch.kind)]);
    if (branch.condition.valid()) writer_.write(branch.condition);
    writer_.part(plain ? " " : " : ", branch.value);
    writer_.put(branch.attributes);
  }
  void put(const Exception& exception, std::size_t depth) {
    line(depth).add("exception {} to {}", exception.name.text, text_of(exception.target));
    for (const Name& name : exception.over) writer_.add(" over {}", name.text);
    writer_.put(exception.attributes);
    expression(depth + 1, "when", exception.condition);
    expression(depth + 1, ":", exception.value);
  }
  void put(const Table& table, std::size_t depth) {
    constexpr std::array<std::string_view, 4> names = {"unique", "first", "same", "collect"};
    line(depth).add("table {}", table.name.text);
    writer_.put(table.parameters);
    writer_.add(" : ");
    writer_.write(table.type);
    writer_.add(" policy {}", names[static_cast<std::size_t>(table.policy)]);
    writer_.put(table.attributes);
    for (const TableRow& row : table.rows) put(row, depth + 1);
  }
  void put(const TableRow& row, std::size_t depth) {
    line(depth).add("row");
    if (row.otherwise) writer_.add(" otherwise");
    for (const Cell& cell : row.cells) writer_.add(" "), writer_.put(cell);
    writer_.add(" :");
    for (const ExpressionId value : row.values) writer_.part(" ", value);
    writer_.put(row.attributes);
  }
  void put(const Require& require, std::size_t depth) {
    line(depth).add("{} {}", require.advisory ? "advise" : "require", require.name.text);
    writer_.put(require.parameters);
    writer_.put(require.for_each);
    writer_.put(require.attributes);
    expression(depth + 1, "where", require.where);
    expression(depth + 1, "when", require.when);
    expression(depth + 1, ":", require.condition);
    labels(depth + 1, "otherwise", require.message);
  }
  void put(const RequireUse& use, std::size_t depth) {
    line(depth).add("use {} {}", use.advisory ? "advise" : "require", text_of(use.name));
    writer_.put(use.arguments);
  }
  void put(const Decide& decide, std::size_t depth) {
    line(depth).add("decide {}", decide.name.text);
    if (decide.anchor) writer_.add(" anchored-on {}", text_of(*decide.anchor));
    writer_.put(decide.attributes);
    for (const Fact& fact : decide.given) put(fact, depth + 1);
    for (const DecisionItem& item : decide.items) {
      std::visit([&](const auto& form) { put(form, depth + 1); }, item);
    }
    for (const Gives& gives : decide.gives) put(gives, depth + 1);
  }
  void put(const Gives& gives, std::size_t depth) {
    line(depth).add("gives {}", gives.name.text);
    if (gives.type.valid()) writer_.add(" : "), writer_.write(gives.type);
    writer_.put(gives.for_each);
    writer_.put(gives.attributes);
    expression(depth + 1, "where", gives.where);
    expression(depth + 1, "=", gives.value);
    for (const GivenField& field : gives.fields) expression(depth + 1, field.name.text + " =", field.value);
  }
  void put(const Unit& unit, std::size_t depth) {
    line(depth).add("{}", unit.currency ? "currency" : "unit");
    for (const Name& name : unit.spellings) writer_.add(" {}", name.text);
    if (unit.factor.valid()) writer_.part(" = ", unit.factor);
    if (unit.of) writer_.add(" {}", unit.of->text);
    writer_.put(unit.attributes);
  }
  void put(const Enum& enumeration, std::size_t depth) {
    line(depth).add("enum {}{}", enumeration.name.text, enumeration.ordered ? " ordered" : "");
    writer_.put(enumeration.attributes);
    for (const EnumValue& value : enumeration.values) line(depth + 1).put(value);
  }
  void put(const Record& record, std::size_t depth) {
    line(depth).add("record {}", record.name.text);
    writer_.put(record.attributes);
    for (const RecordField& field : record.fields) {
      line(depth + 1).add("{} : ", field.name.text);
      writer_.write(field.type);
      writer_.put(field.attributes);
      if (field.default_value.valid()) expression(depth + 2, "default", field.default_value);
    }
  }
  void put(const Calendar& calendar, std::size_t depth) {
    line(depth).add("calendar {}", calendar.name.text);
    writer_.put(calendar.attributes);
    if (calendar.has_weekdays) line(depth + 1).add("weekdays {} .. {}", calendar.first_weekday, calendar.last_weekday);
    if (calendar.published) put("published", *calendar.published, depth + 1);
    for (const DayRange& range : calendar.holidays) put("holiday", range, depth + 1);
    for (const DayRange& range : calendar.working) put("working", range, depth + 1);
  }
  void put(std::string_view word, const DayRange& range, std::size_t depth) {
    line(depth).add("{} {} .. {}", word, range.first.to_iso(), range.last.to_iso());
  }
  void put(const Format& format, std::size_t depth) {
    line(depth).add("format {}", format.name.text);
    writer_.put(format.attributes);
    for (const FormatItem& item : format.items) put(item, depth + 1);
  }
  void put(const FormatItem& item, std::size_t depth) {
    std::visit([&](const auto& form) { put(form, depth); }, item.form);
  }
  void put(const FormatLiteral& literal, std::size_t depth) {
    line(depth).add("literal");
    for (const std::string& spelling : literal.spellings) writer_.add(" {}", quoted(spelling));
  }
  void put(const FormatOptional& optional, std::size_t depth) {
    line(depth).add("optional");
    for (const FormatItem& item : optional.items) put(item, depth + 1);
  }
  void put(const FormatField& field, std::size_t depth) {
    line(depth).add("field {}", field.name.text);
    if (field.as_integer) writer_.add(" as-integer{}", field.plain ? " plain" : "");
    if (field.low.valid()) writer_.part(" in ", field.low), writer_.part(" .. ", field.high);
    for (const auto& pattern : field.alternatives) {
      line(depth + 1).add("pattern");
      for (const FormatPiece& piece : pattern) {
        if (piece.literal) {
          writer_.add(" {}", quoted(*piece.literal));
        } else {
          writer_.add(" {}[{}..", piece.character_class, piece.minimum);
          if (piece.maximum) writer_.add("{}", *piece.maximum);
          writer_.add("]");
        }
      }
    }
  }
  void put(const Clauses& clauses, std::size_t depth) {
    line(depth).add("clauses");
    for (const ClauseEntry& entry : clauses.entries) {
      line(depth + 1).add("{} {} {}", entry.id, entry.kind.text, ast::name_of(entry.status));
      writer_.put(entry.labels);
    }
  }
  void put(const Scenario& scenario, std::size_t depth) {
    line(depth).add("scenario {}", quoted(scenario.title));
    writer_.put(scenario.attributes);
    if (scenario.on) line(depth + 1).add("on {}", scenario.on->to_iso());
    for (const ScenarioValue& value : scenario.given) put("given", value, depth + 1);
    for (const ScenarioValue& value : scenario.readings) put("reading", value, depth + 1);
    for (const Expectation& expectation : scenario.expectations) put(expectation, depth + 1);
  }
  void put(std::string_view word, const ScenarioValue& value, std::size_t depth) {
    line(depth).add("{} {} = ", word, value.name.text);
    if (value.unknown) {
      writer_.add("unknown");
    } else {
      writer_.write(value.value);
    }
  }
  void members(std::string_view word, const std::optional<std::vector<MemberName>>& names) {
    if (!names) return;
    writer_.add(" {}", word);
    for (const MemberName& member : *names) {
      writer_.add(" {}", member.name.text);
      if (member.key) writer_.add("[{}]", quoted(*member.key));
    }
  }
  void put(const Expectation& expectation, std::size_t depth) {
    constexpr std::array<std::string_view, 4> verdicts = {"met", "not met", "undetermined", "refused"};
    line(depth).add("expect ");
    writer_.write(expectation.expression);
    switch (expectation.kind) {
      case Expectation::Kind::condition: break;
      case Expectation::Kind::verdict:
        writer_.add(" verdict {}", verdicts[static_cast<std::size_t>(expectation.verdict)]);
        break;
      case Expectation::Kind::value_undetermined: writer_.add(" value undetermined"); break;
      case Expectation::Kind::value_error: writer_.add(" error {}", expectation.error_code); break;
    }
    members("failing", expectation.failing);
    members("advising", expectation.advising);
    if (expectation.missing) {
      writer_.add(" missing");
      for (const MemberName& fact : *expectation.missing) writer_.add(" {}{}", fact.name.text, fact.within);
    }
    writer_.put(expectation.citing, "citing");
  }

  const Ast& ast_;
  LineWriter writer_{ast_};
  std::string out_;
  bool open_ = false;
};

}  // namespace

std::string dump(const Ast& ast) { return FileWriter(ast).run(); }

std::string dump(const Ast& ast, ExpressionId expression) {
  LineWriter writer(ast);
  writer.write(expression);
  return writer.take();
}

std::string dump(const Ast& ast, TypeId type) {
  LineWriter writer(ast);
  writer.write(type);
  return writer.take();
}

}  // namespace norma::ast
