#include "eval/prepared.hpp"

#include <algorithm>
#include <limits>

#include "program/walk.hpp"

namespace norma::eval {
namespace {

using program::Program;
using program::Table;
using program::TableCell;
using program::Type;
using program::TypeKind;

bool take_bound(const std::optional<Number>& bound, bool& present, SmallRatio& value) {
  present = bound.has_value();
  return !present || from_number(*bound, value);
}

PreparedRange prepare_range(const Program& program, const Type& type) {
  PreparedRange range;
  if (type.kind == TypeKind::date) {
    range.has_low = type.earliest.has_value();
    range.has_high = type.latest.has_value();
    if (range.has_low) range.low = {type.earliest->day_number(), 1};
    if (range.has_high) range.high = {type.latest->day_number(), 1};
    range.constrained = range.has_low || range.has_high;
    return range;
  }
  if (type.kind != TypeKind::number) return range;
  range.small = take_bound(type.low, range.has_low, range.low) && take_bound(type.high, range.has_high, range.high);
  range.low_open = type.low_open;
  range.high_open = type.high_open;
  std::optional<Number> grain = type.step;
  if (!grain && type.whole) grain = type.unit.valid() ? program.units[type.unit.index()].scale : Number(1);
  range.small = take_bound(grain, range.has_grain, range.grain) && range.small;
  range.constrained = range.has_low || range.has_high || range.has_grain;
  return range;
}

// A point of the number line and the side from which a row begins.
struct Cut {
  SmallRatio at;
  bool excludes = false;
  std::int32_t row = -1;
};

bool before(const Cut& x, const Cut& y) {
  const auto order = compare(x.at, y.at);
  return order < 0 || (order == 0 && !x.excludes && y.excludes);
}

struct RowRange {
  std::optional<Cut> begin, end;
  std::int32_t row = 0;
};

bool is_plain_range(const TableCell& cell) {
  return cell.kind == TableCell::Kind::number_range && !cell.negated && !cell.accepts_none;
}

bool row_ranges(const Table& table, std::vector<RowRange>& ranges) {
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const auto& row = table.rows[i];
    if (row.cells.size() != 1 || !is_plain_range(row.cells[0]) || row.from || row.until) return false;
    const TableCell& cell = row.cells[0];
    RowRange range;
    range.row = static_cast<std::int32_t>(i);
    SmallRatio bound;
    if (cell.low) {
      if (!from_number(*cell.low, bound)) return false;
      range.begin = Cut{bound, cell.low_open, range.row};
    }
    if (cell.high) {
      if (!from_number(*cell.high, bound)) return false;
      range.end = Cut{bound, !cell.high_open, -1};
    }
    ranges.push_back(range);
  }
  return !ranges.empty();
}

bool make_cuts(std::vector<RowRange> ranges, std::int32_t gap, std::vector<Cut>& cuts, std::int32_t& first_row) {
  std::stable_sort(ranges.begin(), ranges.end(), [](const RowRange& x, const RowRange& y) {
    return y.begin && (!x.begin || before(*x.begin, *y.begin));
  });
  first_row = gap;
  bool closed = true;  // the rows so far end at the last cut
  for (const RowRange& range : ranges) {
    if (!closed) return false;
    if (!range.begin) {
      if (&range != &ranges.front()) return false;
      first_row = range.row;
    } else {
      if (!cuts.empty() && before(*range.begin, cuts.back())) return false;
      if (!cuts.empty() && !before(cuts.back(), *range.begin)) cuts.pop_back();
      cuts.push_back(*range.begin);
    }
    closed = range.end.has_value();
    if (closed) {
      if (range.begin && !before(*range.begin, *range.end)) return false;
      cuts.push_back(*range.end);
      cuts.back().row = gap;
    }
  }
  return true;
}

std::int64_t least_integer_behind(const Cut& cut) {
  if (!cut.excludes) return ceiling(cut.at);
  const std::int64_t whole = floor(cut.at);
  return whole == std::numeric_limits<std::int64_t>::max() ? whole : whole + 1;
}

PreparedCuts prepare_cuts(const Table& table) {
  PreparedCuts result;
  std::vector<RowRange> ranges;
  std::vector<Cut> cuts;
  std::int32_t first_row = -1;
  if (table.policy == ast::HitPolicy::collect || !row_ranges(table, ranges)) return result;
  if (!make_cuts(std::move(ranges), -1, cuts, first_row)) return result;
  result.rows.push_back(first_row);
  for (const Cut& cut : cuts) {
    result.integer_cuts.push_back(least_integer_behind(cut));
    result.cuts.push_back(cut.at);
    result.excludes.push_back(cut.excludes);
    result.rows.push_back(cut.row);
  }
  return result;
}

bool is_simple(program::Op operation) {
  using program::Op;
  switch (operation) {
    case Op::small_constant: case Op::boolean_constant: case Op::date_constant: case Op::enum_constant: case Op::none_constant:
    case Op::fact: case Op::local: case Op::field: case Op::add: case Op::multiply: case Op::divide: case Op::negate:
    case Op::minimum: case Op::maximum: case Op::round_to_step: case Op::square_root: case Op::equal: case Op::not_equal:
    case Op::less: case Op::less_equal: case Op::greater: case Op::greater_equal: case Op::logical_and: case Op::logical_or:
    case Op::logical_not: case Op::conditional: case Op::is_none: case Op::in_range: case Op::check_range: return true;
    default: return false;
  }
}

// Few nodes, all of them simple.
bool is_small_tree(const Program& program, program::NodeId root) {
  constexpr std::size_t most_nodes = 24;
  std::vector<program::NodeId> open{root};
  for (std::size_t seen = 0; !open.empty(); ++seen) {
    const program::NodeId id = open.back();
    open.pop_back();
    const program::Node& node = program.nodes[id.index()];
    if (seen >= most_nodes || node.child_count > most_nodes || !is_simple(node.op)) return false;
    for (std::uint32_t i = 0; i < node.child_count; ++i) open.push_back(program.children[node.first_child + i]);
  }
  return true;
}

bool is_cheap_callable(const Program& program, const program::Callable& callable) {
  using program::CallableKind;
  if (!callable.body.valid() || (callable.kind != CallableKind::definition && callable.kind != CallableKind::table)) return false;
  const program::Node& body = program.nodes[callable.body.index()];
  if (body.op != program::Op::table) return is_small_tree(program, callable.body);
  const Table& table = program.tables[body.a];
  const bool rows_small = std::all_of(table.rows.begin(), table.rows.end(),
                                      [&](const program::TableRow& row) { return is_small_tree(program, row.value); });
  if (!rows_small || (table.otherwise && !is_small_tree(program, table.otherwise->value))) return false;
  for (std::uint32_t i = 0; i < body.child_count; ++i) {
    if (!is_small_tree(program, program.children[body.first_child + i])) return false;
  }
  return table.rows.size() <= 64 || prepare_cuts(table).usable();
}

// The first row for each value; empty if the table is of another kind.
std::vector<std::int32_t> rows_by_value(const Table& table) {
  std::vector<std::int32_t> rows;
  if (table.policy == ast::HitPolicy::collect || table.policy == ast::HitPolicy::same) return rows;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const program::TableRow& row = table.rows[i];
    if (row.cells.size() != 1 || row.cells[0].kind != TableCell::Kind::values || row.cells[0].negated || row.cells[0].accepts_none ||
        row.from || row.until)
      return {};
    rows.resize(std::max(rows.size(), row.cells[0].values.size()), -1);
    for (std::size_t value = 0; value < row.cells[0].values.size(); ++value) {
      if (row.cells[0].values[value] && rows[value] < 0) rows[value] = static_cast<std::int32_t>(i);
    }
  }
  return rows;
}

std::vector<Value> constant_rows(const Program& program, const Table& table) {
  std::vector<Value> values;
  for (const program::TableRow& row : table.rows) {
    const program::Node& node = program.nodes[row.value.index()];
    Value value;
    if (node.op == program::Op::small_constant)
      value = {program.small_constants[node.a].numerator, program.small_constants[node.a].denominator, Tag::number};
    if (node.op == program::Op::enum_constant) value = Value::enumeration(node.a);
    if (node.op == program::Op::boolean_constant) value = Value::boolean(node.a != 0);
    values.push_back(value);
  }
  return values;
}

const PreparedTable* direct_table_of(const Program& program, const program::Callable& callable, const std::vector<PreparedTable>& tables) {
  if (callable.kind == program::CallableKind::decision || callable.parameters.size() != 1 || !callable.body.valid()) return nullptr;
  const program::Node& body = program.nodes[callable.body.index()];
  if (body.op != program::Op::table || body.child_count != 1) return nullptr;
  const program::Node& input = program.nodes[program.children[body.first_child].index()];
  const PreparedTable& table = tables[body.a];
  if (input.op != program::Op::local || input.a != 0 || (!table.cuts.usable() && table.by_value.empty())) return nullptr;
  return &table;
}

std::uint32_t added(std::uint32_t x, std::uint32_t y) {
  std::uint32_t sum = 0;
  return __builtin_add_overflow(x, y, &sum) ? std::numeric_limits<std::uint32_t>::max() : sum;
}

bool is_loop(program::Op operation) {
  return operation == program::Op::comprehension || operation == program::Op::quantifier || operation == program::Op::pick;
}

// Relies on INVARIANT (children first): what a node uses stands before it.
std::vector<NodeCost> prepare_costs(const Program& program) {
  std::vector<NodeCost> costs(program.nodes.size());
  for (std::size_t i = 0; i < costs.size(); ++i) {
    const program::Op operation = program.nodes[i].op;
    NodeCost cost{1, 0};
    std::uint32_t widest = 0;
    const auto take = [&](program::NodeId used) {
      const NodeCost inner = costs[used.index()];
      cost.height = std::max(cost.height, inner.height);
      widest = std::max(widest, inner.steps);
      cost.steps = added(cost.steps, inner.steps);
    };
    program::visit_uses(program, program::NodeId::from_index(i), take, [](program::CallableId) {});
    cost.height = added(cost.height, 1);
    // Computed once per frame, one row of many, once per round: charged elsewhere or once.
    if (operation == program::Op::local_definition || is_loop(operation)) cost.steps = 1;
    if (operation == program::Op::table) cost.steps = added(added(widest, program.nodes[i].child_count), 1);
    costs[i] = cost;
  }
  return costs;
}

NodeCost prepare_callable_cost(const Program& program, program::CallableId id, const std::vector<NodeCost>& costs) {
  NodeCost cost{1, 1};
  const auto take = [&](program::NodeId used) {
    cost.height = std::max(cost.height, costs[used.index()].height);
    cost.steps = added(cost.steps, costs[used.index()].steps);
  };
  program::visit_uses(program, id, take, [](program::CallableId) {});
  cost.height = added(cost.height, 1);
  return cost;
}

std::uint32_t steps_of_round(const program::Comprehension& form, const std::vector<NodeCost>& costs) {
  std::uint32_t steps = 1;
  const auto take = [&](program::NodeId used) {
    if (used.valid()) steps = added(steps, costs[used.index()].steps);
  };
  take(form.where);
  take(form.element);
  for (const program::SortKey& key : form.keys) take(key.key);
  return steps;
}

}  // namespace

std::int32_t PreparedCuts::row_of_ratio(SmallRatio input) const {
  std::size_t low = 0;
  std::size_t high = cuts.size();
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    const auto order = compare(input, cuts[middle]);
    const bool behind = order > 0 || (order == 0 && !excludes[middle]);
    (behind ? low : high) = behind ? middle + 1 : middle;
  }
  return rows[low];
}

Prepared::Prepared(const Program& program) : program_(program), steps_(program) {
  tables_.reserve(program.tables.size());
  for (const Table& table : program.tables) {
    PreparedTable prepared;
    prepared.cuts = prepare_cuts(table);
    prepared.by_value = rows_by_value(table);
    prepared.row_values = constant_rows(program, table);
    prepared.dated = std::any_of(table.rows.begin(), table.rows.end(),
                                 [](const program::TableRow& row) { return row.from || row.until; });
    tables_.push_back(std::move(prepared));
  }
  for (const Type& type : program.types) ranges_.push_back(prepare_range(program, type));
  for (const program::Callable& callable : program.callables) cheap_.push_back(is_cheap_callable(program, callable) ? 1 : 0);
  for (const program::Callable& callable : program.callables) direct_.push_back(direct_table_of(program, callable, tables_));
  steps_.bind_tables(direct_);
  costs_ = prepare_costs(program);
  for (std::size_t i = 0; i < program.callables.size(); ++i)
    callable_costs_.push_back(prepare_callable_cost(program, program::CallableId::from_index(i), costs_));
  for (const program::Comprehension& form : program.comprehensions) round_steps_.push_back(steps_of_round(form, costs_));
}

}  // namespace norma::eval
