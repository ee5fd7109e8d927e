// Decision tables: cells against parameters, values against the result; then gaps and overlaps.
#include <algorithm>
#include <fmt/format.h>

#include "types/declarations.hpp"
#include "types/table_coverage.hpp"

namespace norma::types {

using program::Op;
using program::TableCell;
using program::Type;
using program::TypeKind;

namespace {

class TableChecker {
 public:
  TableChecker(Session& session, SymbolId id, const ast::Table& table)
      : session_(session), id_(id), table_(table), frame_(frame_of(session, id, table.attributes)), checker_(session, frame_) {}

  void elaborate() {
    parameters_ = declare_parameters(session_, frame_, table_.parameters);
    result_ = checker_.resolve_type(table_.type);
    outputs_ = output_types();
    made_.policy = table_.policy;
    const std::size_t errors = session_.sink.error_count();
    for (const ast::TableRow& row : table_.rows) add(row);
    if (session_.sink.error_count() == errors && usable()) check_coverage();
    finish();
  }

 private:
  bool usable() const {
    return std::none_of(parameters_.begin(), parameters_.end(), [&](const auto& parameter) { return session_.is_invalid(parameter.type); });
  }

  // Several values on a row fill the fields of a record in order.
  std::vector<TypeId> output_types() {
    const Type type = session_.type(result_);
    const bool several = std::any_of(table_.rows.begin(), table_.rows.end(), [](const ast::TableRow& row) { return row.values.size() > 1; });
    if (!several || type.kind != TypeKind::record) return {result_};
    std::vector<TypeId> types;
    for (const auto& field : session_.program().records[type.record.index()].fields) types.push_back(field.type);
    return types;
  }

  void add(const ast::TableRow& row) {
    program::TableRow made;
    made.citations = row.attributes.citations;
    made.labels = row.attributes.labels;
    made.from = row.attributes.from;
    made.until = row.attributes.until;
    made.span = row.span;
    if (made.from || made.until) frame_.depends_on_anchor = true;
    made.value = value_of(row);
    if (row.otherwise) {
      made_.otherwise = std::move(made);
      return;
    }
    if (row.cells.size() != parameters_.size()) {
      session_.sink.add(checker_.report(DiagnosticKind::row_arity, row.span)
                            .message("this row has {} cell{}, but `{}` has {} parameter{}", row.cells.size(), plural(row.cells.size()),
                                     table_.name.text, parameters_.size(), plural(parameters_.size())));
      return;
    }
    for (std::size_t i = 0; i < row.cells.size(); ++i) made.cells.push_back(cell(row.cells[i], parameters_[i].type));
    made_.rows.push_back(std::move(made));
  }

  static std::string_view plural(std::size_t count) { return count == 1 ? "" : "s"; }

  NodeId value_of(const ast::TableRow& row) {
    if (row.values.size() == 1 && is_notice(row.values.front())) return checker_.check(row.values.front(), {result_}).node;
    if (row.values.size() != outputs_.size()) {
      session_.sink.add(checker_.report(DiagnosticKind::row_arity, row.span)
                            .message("this row gives {} value{}, but `{}` has {}", row.values.size(), plural(row.values.size()), table_.name.text, outputs_.size()));
      return session_.invalid_node(row.span);
    }
    std::vector<NodeId> values;
    for (std::size_t i = 0; i < outputs_.size(); ++i) values.push_back(checker_.check_as(row.values[i], outputs_[i], true, table_.name.text).node);
    if (values.size() == 1 && outputs_.front() == result_) return values.front();
    return session_.builder.add(Op::record, result_, values, 0, 0, row.span);
  }

  bool is_notice(ast::ExpressionId id) const {
    const auto& form = checker_.file()[id].form;
    return std::holds_alternative<ast::Silent>(form) || std::holds_alternative<ast::Refuse>(form);
  }

  // ---- cells ------------------------------------------------------------------------------------------------------------------
  TableCell cell(const ast::Cell& written, TypeId type) {
    TableCell made;
    made.span = written.span;
    made.negated = written.negated;
    const TypeKind kind = session_.kind(type);
    if (written.kind == ast::Cell::Kind::any || kind == TypeKind::invalid) return made;
    switch (kind) {
      case TypeKind::number:
      case TypeKind::date: range_cell(written, type, made); break;
      case TypeKind::boolean:
      case TypeKind::enumeration: value_cell(written, type, made); break;
      case TypeKind::text: text_cell(written, type, made); break;
      default:
        session_.sink.add(checker_.report(DiagnosticKind::cell_not_possible, written.span)
                              .message("{} can only have the cell `any`", describe(session_.program(), type)));
    }
    return made;
  }

  bool is_none(ast::ExpressionId id) const { return id.valid() && std::holds_alternative<ast::NoneLiteral>(checker_.file()[id].form); }

  bool takes_none(ast::ExpressionId id, TypeId type, TableCell& made) {
    if (!is_none(id)) return false;
    made.accepts_none = true;
    if (session_.peek(type).optional) return true;
    session_.sink.add(checker_.report(DiagnosticKind::type_mismatch, checker_.span_of(id))
                          .message("this input is never `none`: it is {}", describe(session_.program(), type)));
    return true;
  }

  void range_cell(const ast::Cell& written, TypeId type, TableCell& made) {
    const bool number = session_.kind(type) == TypeKind::number;
    const auto kind = number ? TableCell::Kind::number_range : TableCell::Kind::date_range;
    made.kind = kind;
    switch (written.kind) {
      case ast::Cell::Kind::value:
        if (takes_none(written.low, type, made)) made.kind = TableCell::Kind::one_of;
        else bounds(made, type, written.low, written.low);
        break;
      case ast::Cell::Kind::range: bounds(made, type, written.low, written.high); break;
      case ast::Cell::Kind::half_open_range:
        bounds(made, type, written.low, written.high);
        exclude_high(made);
        break;
      case ast::Cell::Kind::comparison: comparison(made, type, written); break;
      default:
        made.kind = TableCell::Kind::one_of;
        for (const ast::ExpressionId value : written.values) {
          if (takes_none(value, type, made)) continue;
          TableCell alternative;
          alternative.kind = kind;
          alternative.span = checker_.span_of(value);
          bounds(alternative, type, value, value);
          made.alternatives.push_back(std::move(alternative));
        }
    }
    const bool reversed = (made.low && made.high && *made.low > *made.high) || (made.first && made.last && *made.first > *made.last);
    if (reversed) session_.sink.add(checker_.report(DiagnosticKind::empty_range, written.span).message("this range ends before it begins"));
  }

  void bounds(TableCell& made, TypeId type, ast::ExpressionId low, ast::ExpressionId high) {
    if (made.kind == TableCell::Kind::date_range) {
      if (low.valid()) made.first = checker_.constant_date(low);
      if (high.valid()) made.last = high == low ? made.first : checker_.constant_date(high);
      return;
    }
    const TypeId plain = without_range(session_.builder, type);
    if (low.valid()) made.low = checker_.constant_number(low, plain);
    if (high.valid()) made.high = high == low ? made.low : checker_.constant_number(high, plain);
  }

  void exclude_high(TableCell& made) {
    made.high_open = made.high.has_value();
    if (made.last) made.last = shifted(*made.last, -1);
  }

  static Date shifted(Date date, std::int64_t days) {
    const auto moved = add_days(date, days);
    return moved ? *moved : date;
  }

  void comparison(TableCell& made, TypeId type, const ast::Cell& written) {
    const bool upper = written.comparison == ast::Comparison::less || written.comparison == ast::Comparison::less_equal;
    const bool open = written.comparison == ast::Comparison::less || written.comparison == ast::Comparison::greater;
    bounds(made, type, upper ? ast::ExpressionId() : written.low, upper ? written.low : ast::ExpressionId());
    if (!open) return;
    if (upper) return exclude_high(made);
    made.low_open = made.low.has_value();
    if (made.first) made.first = shifted(*made.first, 1);
  }

  void value_cell(const ast::Cell& written, TypeId type, TableCell& made) {
    made.kind = TableCell::Kind::values;
    const Type declared = session_.type(type);
    const std::size_t count = declared.kind == TypeKind::boolean ? 2 : session_.program().enums[declared.enumeration.index()].values.size();
    made.values.assign(count, false);
    switch (written.kind) {
      case ast::Cell::Kind::value:
        if (!takes_none(written.low, type, made)) mark(made, value_index(written.low, type));
        break;
      case ast::Cell::Kind::one_of:
        for (const ast::ExpressionId value : written.values) {
          if (!takes_none(value, type, made)) mark(made, value_index(value, type));
        }
        break;
      default: mark_range(written, type, made);
    }
  }

  static constexpr std::uint32_t value_index_none = 0xffffffff;

  static void mark(TableCell& made, std::uint32_t index) {
    if (index < made.values.size()) made.values[index] = true;
  }

  void mark_range(const ast::Cell& written, TypeId type, TableCell& made) {
    if (!ordered(session_.program(), session_.peek(type))) {
      session_.sink.add(checker_.report(DiagnosticKind::no_order, written.span).message("{} has no order, so it has no ranges", describe(session_.program(), type)));
      return;
    }
    const auto last = static_cast<std::uint32_t>(made.values.size());
    std::uint32_t low = 0;
    std::uint32_t high = last;   // excluded
    const bool comparison = written.kind == ast::Cell::Kind::comparison;
    const bool upper = comparison && (written.comparison == ast::Comparison::less || written.comparison == ast::Comparison::less_equal);
    const ast::ExpressionId from = upper ? ast::ExpressionId() : written.low;
    const ast::ExpressionId to = upper ? written.low : comparison ? ast::ExpressionId() : written.high;
    if (from.valid()) low = value_index(from, type) + (comparison && written.comparison == ast::Comparison::greater ? 1 : 0);
    const bool high_excluded = written.kind == ast::Cell::Kind::half_open_range || (comparison && written.comparison == ast::Comparison::less);
    if (to.valid()) high = value_index(to, type) + (high_excluded ? 0 : 1);
    for (std::uint32_t i = low; i < std::min(high, last); ++i) made.values[i] = true;
  }

  std::uint32_t value_index(ast::ExpressionId id, TypeId type) {
    frame_.constants_only = true;
    const TypeId required = session_.builder.required_of(type);
    const Typed value = checker_.check_as(id, required);
    frame_.constants_only = false;
    if (session_.is_invalid(value.type)) return value_index_none;
    const program::Node& node = session_.program().nodes[value.node.index()];
    if (node.op == Op::enum_constant || node.op == Op::boolean_constant) return node.a;
    session_.sink.add(checker_.report(DiagnosticKind::constraint_not_constant, checker_.span_of(id)).message("only a value as such may stand in a cell"));
    return value_index_none;
  }

  void text_cell(const ast::Cell& written, TypeId type, TableCell& made) {
    made.kind = TableCell::Kind::texts;
    const auto add_text = [&](ast::ExpressionId id) {
      if (takes_none(id, type, made)) return;
      if (const auto* text = id.valid() ? std::get_if<ast::TextLiteral>(&checker_.file()[id].form) : nullptr) {
        made.texts.push_back(text->value);
        return;
      }
      session_.sink.add(checker_.report(DiagnosticKind::type_mismatch, id.valid() ? checker_.span_of(id) : written.span)
                            .message("a text between quotation marks is needed in this cell"));
    };
    if (written.kind == ast::Cell::Kind::value) add_text(written.low);
    else if (written.kind == ast::Cell::Kind::one_of) std::for_each(written.values.begin(), written.values.end(), add_text);
    else
      session_.sink.add(checker_.report(DiagnosticKind::no_order, written.span).message("a text has no order, so it has no ranges"));
  }

  // ---- coverage ---------------------------------------------------------------------------------------------------------------
  void check_coverage() {
    std::vector<CoverageInput> inputs;
    for (const auto& parameter : parameters_) inputs.push_back({parameter.name, parameter.type});
    const CoverageResult result = analyse_coverage(session_.program(), made_, inputs);
    const Span head = session_.symbol(id_).declaration->head;
    for (const std::string& gap : result.gaps)
      session_.sink.add(checker_.report(DiagnosticKind::table_gap, head)
                            .message("no row of `{}` fits {}", table_.name.text, gap)
                            .help("add a row, or `otherwise : VALUE`, or `otherwise : silent …` where the text says nothing"));
    for (const Overlap& overlap : result.overlaps)
      session_.sink.add(checker_.report(DiagnosticKind::table_overlap, made_.rows[overlap.second].span)
                            .message("two rows of `{}` fit {}", table_.name.text, overlap.sample)
                            .label("this row fits")
                            .secondary(made_.rows[overlap.first].span, "and so does this one")
                            .help("separate the rows, or choose a policy: `policy first`, `policy same` or `policy collect`"));
    for (const std::size_t row : result.unreachable)
      session_.sink.add(checker_.report(DiagnosticKind::unreachable_row, made_.rows[row].span)
                            .message("this row of `{}` is never chosen: the rows before it fit whatever it fits", table_.name.text));
    if (result.too_large)
      session_.sink.add(checker_.report(DiagnosticKind::table_too_large, head)
                            .message("the rows of `{}` interleave too much to be checked for gaps and overlaps", table_.name.text)
                            .help("split the table, or take inputs out of it"));
  }

  void finish() {
    std::vector<NodeId> inputs;
    for (std::uint32_t i = 0; i < parameters_.size(); ++i)
      inputs.push_back(session_.builder.add(Op::local, parameters_[i].type, {}, i, 0, parameters_[i].span));
    TypeId type = result_;
    if (table_.policy == ast::HitPolicy::collect) type = session_.builder.list_of(result_);
    const Span head = session_.symbol(id_).declaration->head;
    const program::TableId table = session_.builder.add_table(std::move(made_));
    const NodeId body = session_.builder.add(Op::table, type, inputs, table.value(), 0, head);
    program::Callable& callable = session_.program().callables[session_.state(id_).id];
    callable.parameters = parameters_;
    callable.result = type;
    callable.body = body;
    callable.frame_size = frame_.size;
    callable.depends_on_anchor = frame_.depends_on_anchor;
  }

  Session& session_;
  SymbolId id_;
  const ast::Table& table_;
  Frame frame_;
  ExpressionChecker checker_;
  std::vector<program::Parameter> parameters_;
  TypeId result_;
  std::vector<TypeId> outputs_;
  program::Table made_;
};

}  // namespace

void elaborate_table(Session& session, SymbolId id, const ast::Table& table) { TableChecker(session, id, table).elaborate(); }

}  // namespace norma::types
