// Guarded values: conditionals with an unknown guard, exceptions and branches, decision tables.
#include "eval/joiner.hpp"
#include "eval/machine.hpp"

namespace norma::eval {
namespace {

Truth truth_of(Value guard) {
  if (guard.is_true()) return Truth::yes;
  return guard.is_false() ? Truth::no : Truth::unknown;
}

Value both(Machine& machine, Value left, Value right) {
  if (left.is_false() || right.is_false()) return Value::boolean(false);
  if (left.tag == Tag::error) return left;
  if (right.tag == Tag::error) return right;
  if (left.is_true()) return right;
  if (right.is_true()) return left;
  CauseCollector causes;
  causes.add(left);
  causes.add(right);
  return machine.unknown_truth(causes.finish(machine.arena));
}

Value conflict(Machine& machine, NodeId id, Span first, Span second, std::string_view detail) {
  const Value result = machine.error(ErrorCode::conflict, id, detail);
  auto* error = const_cast<ErrorValue*>(result.as<ErrorValue>());
  error->first = first;
  error->second = second;
  return result;
}

// Values of which each certainly applies: one value, or why there is none.
class Agreement {
 public:
  Agreement(Machine& machine, NodeId id) : machine_(machine), id_(id) {}

  void add(Value value, Span place, const std::string& name) {
    if (value_.tag == Tag::absent) {
      value_ = value;
      place_ = place;
      name_ = name;
      return;
    }
    if (value_.tag == Tag::error) return;
    if (value.tag == Tag::error) {
      value_ = value;
      return;
    }
    const Value equal = machine_.equal(value_, value);
    if (equal.tag == Tag::error) value_ = equal;
    if (equal.is_false()) {
      const std::string detail = name_.empty() || name.empty() ? "" : name_ + " and " + name;
      value_ = conflict(machine_, id_, place_, place, detail);
    }
    if (equal.tag == Tag::unknown) {
      Joiner joiner(machine_);
      joiner.guard(equal);
      joiner.add(value_);
      joiner.add(value);
      value_ = joiner.finish(id_);
    }
  }
  [[nodiscard]] bool empty() const { return value_.tag == Tag::absent; }
  [[nodiscard]] Value value() const { return value_; }

 private:
  Machine& machine_;
  NodeId id_;
  Value value_;
  Span place_;
  std::string name_;
};

}  // namespace

template <bool R>
[[gnu::noinline]] Value Machine::conditional_unknown(NodeId id, std::uint32_t pair, Value guard) {
  const Node& n = nodes_[id.index()];
  Joiner joiner(*this);
  while (true) {
    joiner.guard(guard);
    joiner.add(walk<R>(child(n, pair + 1)));
    bool decided = false;
    for (pair += 2; pair + 1 < n.child_count; pair += 2) {
      guard = walk<R>(child(n, pair));
      if (guard.is_false()) continue;
      if (guard.tag == Tag::unknown) break;
      joiner.add(guard.tag == Tag::error ? guard : walk<R>(child(n, pair + 1)));
      decided = true;
      break;
    }
    if (decided) return joiner.finish(id);
    if (pair + 1 >= n.child_count) break;
  }
  joiner.add(walk<R>(child(n, n.child_count - 1)));
  return joiner.finish(id);
}

template <bool R>
Value Machine::arm_guard(const program::Arm& arm) {
  const Value now = in_force(arm.from, arm.until);
  if (now.is_false() || !arm.condition.valid()) return now;
  return both(*this, now, walk<R>(arm.condition));
}

// Adds what the exceptions say to the joiner; true when one certainly applies.
template <bool R>
bool Machine::exceptions(const program::Switch& definition, Joiner& joiner, std::vector<Tried>& tried, std::uint32_t& taken, NodeId id) {
  const std::size_t count = definition.exceptions.size();
  std::vector<Value> guards(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    guards[i] = arm_guard<R>(definition.exceptions[i]);
    ProofId condition;
    if constexpr (R) condition = recorder.last();
    tried.push_back({Tried::Kind::exception, truth_of(guards[i]), guards[i].tag == Tag::error, false, 0, i, condition});
    if (guards[i].tag == Tag::error) {
      joiner.add(guards[i]);
      return true;
    }
  }
  const auto beaten_by = [&](std::uint32_t loser, Tag tag) {
    for (std::uint32_t winner = 0; winner < count && winner < definition.over.size(); ++winner) {
      if (guards[winner].tag != tag || guards[winner].is_false()) continue;
      for (const std::uint32_t beaten : definition.over[winner]) {
        if (beaten == loser && winner != loser) return guards[winner];
      }
    }
    return Value{};
  };
  Agreement agreement(*this, id);
  std::vector<std::pair<Value, Value>> possible;  // guard, value
  for (std::uint32_t i = 0; i < count; ++i) {
    if (guards[i].is_false()) continue;
    if (beaten_by(i, Tag::boolean).is_true()) {
      tried[i].overridden = true;
      continue;
    }
    const program::Arm& arm = definition.exceptions[i];
    const Value rival = beaten_by(i, Tag::unknown);
    const Value value = walk<R>(arm.value);
    if (guards[i].is_true() && rival.tag == Tag::absent) {
      if (agreement.empty()) taken = static_cast<std::uint32_t>(i);
      agreement.add(value, arm.span, arm.name);
    } else {
      possible.emplace_back(guards[i].is_true() ? rival : guards[i], value);
    }
  }
  // With an unknown rival in front of every certain exception one of the two applies for sure.
  bool certain = !agreement.empty();
  for (std::uint32_t i = 0; i < count; ++i) certain = certain || (guards[i].is_true() && !tried[i].overridden);
  if (!agreement.empty()) joiner.add(agreement.value());
  if (!agreement.empty() && agreement.value().tag == Tag::error) return true;
  for (const auto& [guard, value] : possible) {
    joiner.guard(guard);
    joiner.add(value);
  }
  return certain;
}

template <bool R>
bool Machine::group_of_arms(const program::Switch& definition, std::uint32_t group, Joiner& joiner, std::vector<Tried>& tried,
                            std::uint32_t& taken, NodeId id) {
  Agreement agreement(*this, id);
  std::vector<std::pair<Value, Value>> possible;
  const std::vector<program::Arm>& arms = definition.groups[group];
  for (std::uint32_t i = 0; i < arms.size(); ++i) {
    const Value guard = arm_guard<R>(arms[i]);
    ProofId condition;
    if constexpr (R) condition = recorder.last();
    tried.push_back({Tried::Kind::arm, truth_of(guard), guard.tag == Tag::error, false, group, i, condition});
    if (guard.tag == Tag::error) {
      joiner.add(guard);
      return true;
    }
    if (guard.is_false()) continue;
    const Value value = walk<R>(arms[i].value);
    if (guard.is_true()) {
      if (agreement.empty()) taken = static_cast<std::uint32_t>(tried.size() - 1);
      agreement.add(value, arms[i].span, "");
    } else {
      possible.emplace_back(guard, value);
    }
  }
  if (!agreement.empty()) joiner.add(agreement.value());
  if (!agreement.empty() && agreement.value().tag == Tag::error) return true;
  for (const auto& [guard, value] : possible) {
    joiner.guard(guard);
    joiner.add(value);
  }
  return !agreement.empty();
}

template <bool R>
Value Machine::guarded(NodeId id) {
  const program::Switch& definition = program.switches[nodes_[id.index()].a];
  Joiner joiner(*this);
  std::vector<Tried> tried;
  std::uint32_t taken = no_index;
  bool decided = !definition.exceptions.empty() && exceptions<R>(definition, joiner, tried, taken, id);
  for (std::uint32_t group = 0; !decided && group < definition.groups.size(); ++group) {
    decided = group_of_arms<R>(definition, group, joiner, tried, taken, id);
  }
  if (!decided && definition.otherwise) {
    tried.push_back({Tried::Kind::otherwise, joiner.open() ? Truth::unknown : Truth::yes, false, false, 0, 0, ProofId()});
    if (!joiner.open()) taken = static_cast<std::uint32_t>(tried.size() - 1);
    joiner.add(walk<R>(definition.otherwise->value));
  } else if (!decided && joiner.empty()) {
    // Where some arm is still possible none is missing: without `otherwise` the arms cover their subject, as was checked.
    joiner.add(error(ErrorCode::no_branch, id));
  }
  if constexpr (R) recorder.note(tried, taken);
  return joiner.finish(id);
}

// ---- tables ----------------------------------------------------------------------------------------------------------------

namespace {

Value negated(Value truth) { return truth.tag == Tag::boolean ? Value::boolean(truth.bits == 0) : truth; }

Value in_number_range(Machine& machine, const program::TableCell& cell, Value input) {
  const Interval given = interval_of(input);
  const Decided above = cell.low ? (cell.low_open ? decide_less(Interval::exactly(*cell.low), given)
                                                  : decide_less_equal(Interval::exactly(*cell.low), given))
                                 : Decided::yes;
  const Decided below = cell.high ? (cell.high_open ? decide_less(given, Interval::exactly(*cell.high))
                                                    : decide_less_equal(given, Interval::exactly(*cell.high)))
                                  : Decided::yes;
  if (above == Decided::no || below == Decided::no) return Value::boolean(false);
  if (above == Decided::yes && below == Decided::yes) return Value::boolean(true);
  return machine.unknown_truth(unknown_of(input).causes);
}

Value in_date_range(Machine& machine, const program::TableCell& cell, Value input) {
  const Value after = cell.first ? machine.less(Value::date(*cell.first), input, cell.low_open ? false : true) : Value::boolean(true);
  const Value before = cell.last ? machine.less(input, Value::date(*cell.last), cell.high_open ? false : true) : Value::boolean(true);
  return both(machine, after, before);
}

Value among_values(Machine& machine, const program::TableCell& cell, Value input) {
  if (input.tag != Tag::unknown) {
    return Value::boolean(static_cast<std::size_t>(input.bits) < cell.values.size() && cell.values[static_cast<std::size_t>(input.bits)]);
  }
  std::uint64_t mask = 0;
  if (!choices_of(input, mask)) return machine.unknown_truth(unknown_of(input).causes);
  std::uint64_t wanted = 0;
  for (std::size_t i = 0; i < cell.values.size() && i < 64; ++i) wanted |= std::uint64_t{cell.values[i] ? 1U : 0U} << i;
  if ((mask & wanted) == 0) return Value::boolean(false);
  return (mask & ~wanted) == 0 ? Value::boolean(true) : machine.unknown_truth(unknown_of(input).causes);
}

Value among_texts(Machine& machine, const program::TableCell& cell, Value input) {
  if (input.tag == Tag::unknown) return machine.unknown_truth(unknown_of(input).causes);
  const std::string_view text = input.tag == Tag::format ? input.as<FormatValue>()->text : input.as<TextValue>()->text;
  for (const std::string& candidate : cell.texts) {
    if (candidate == text) return Value::boolean(true);
  }
  return Value::boolean(false);
}

Value cell_holds(Machine& machine, const program::TableCell& cell, Value input);

// Fits if one of the alternatives does; they are not nested further.
Value among_alternatives(Machine& machine, const program::TableCell& cell, Value input) {
  CauseCollector causes;
  for (const program::TableCell& alternative : cell.alternatives) {
    const Value holds = cell_holds(machine, alternative, input);
    if (holds.is_true()) return holds;
    causes.add(holds);
  }
  return causes.empty() ? Value::boolean(false) : machine.unknown_truth(causes.finish(machine.arena));
}

Value cell_holds(Machine& machine, const program::TableCell& cell, Value input) {
  using Kind = program::TableCell::Kind;
  if (cell.kind == Kind::any) return Value::boolean(!cell.negated);
  Value holds;
  if (input.tag == Tag::none) {
    holds = Value::boolean(cell.accepts_none);
  } else {
    switch (cell.kind) {
      case Kind::number_range: holds = in_number_range(machine, cell, input); break;
      case Kind::date_range: holds = in_date_range(machine, cell, input); break;
      case Kind::values: holds = among_values(machine, cell, input); break;
      case Kind::one_of: holds = among_alternatives(machine, cell, input); break;
      default: holds = among_texts(machine, cell, input); break;
    }
    const bool perhaps_none = input.tag == Tag::unknown && unknown_of(input).may_be_none;
    if (perhaps_none && holds.tag == Tag::boolean && holds.is_true() != cell.accepts_none)
      holds = machine.unknown_truth(unknown_of(input).causes);
  }
  return cell.negated ? negated(holds) : holds;
}

Value row_holds(Machine& machine, const program::TableRow& row, Value in_force, std::span<const Value> inputs) {
  Value all = in_force;
  for (std::size_t i = 0; i < row.cells.size() && i < inputs.size(); ++i) {
    if (all.is_false()) return all;
    all = both(machine, all, cell_holds(machine, row.cells[i], inputs[i]));
  }
  return all;
}

}  // namespace

template <bool R>
Value Machine::table(NodeId id) {
  const Node& n = nodes_[id.index()];
  const PreparedTable& table = prepared.table(n.a);
  if (n.child_count == 1 && table.cuts.usable()) {
    const Value input = walk<R>(children_[n.first_child]);
    if (input.tag == Tag::number) [[likely]] return table_row<R>(id, table.cuts.row_of(input.ratio()));
    return input.tag == Tag::error ? input : table_rows<R>(id, {&input, 1});
  }
  if (n.child_count == 1 && !table.by_value.empty()) {
    const Value input = walk<R>(children_[n.first_child]);
    if (input.tag == Tag::enumeration || input.tag == Tag::boolean) [[likely]] {
      const auto value = static_cast<std::size_t>(input.bits);
      return table_row<R>(id, value < table.by_value.size() ? table.by_value[value] : -1);
    }
    return input.tag == Tag::error ? input : table_rows<R>(id, {&input, 1});
  }
  std::vector<Value> inputs(n.child_count);
  Value failed;
  for (std::uint32_t i = 0; i < n.child_count; ++i) {
    inputs[i] = walk<R>(child(n, i));
    if (inputs[i].tag == Tag::error && failed.tag == Tag::absent) failed = inputs[i];
  }
  return failed.tag == Tag::error ? failed : table_rows<R>(id, inputs);
}

// The value of a row; -1: none of them, so `otherwise`.
template <bool R>
Value Machine::table_row(NodeId id, std::int32_t row) {
  const program::Table& table = program.tables[nodes_[id.index()].a];
  if (row < 0 && !table.otherwise) return error(ErrorCode::no_branch, id, "no row of the table fits");
  const Value value = walk<R>(row < 0 ? table.otherwise->value : table.rows[static_cast<std::size_t>(row)].value);
  if constexpr (R) recorder.note(row < 0 ? static_cast<std::uint32_t>(table.rows.size()) : static_cast<std::uint32_t>(row));
  return value;
}

template <bool R>
[[gnu::noinline]] Value Machine::table_rows(NodeId id, std::span<const Value> inputs) {
  using ast::HitPolicy;
  const program::Table& table = program.tables[nodes_[id.index()].a];
  std::vector<Tried> tried;
  std::vector<std::pair<std::uint32_t, Value>> fitting;  // rows that hold or may hold
  std::uint32_t certain = no_index;
  for (std::uint32_t i = 0; i < table.rows.size(); ++i) {
    const program::TableRow& row = table.rows[i];
    const Value holds = row_holds(*this, row, in_force(row.from, row.until), inputs);
    if (holds.is_false()) continue;
    if (holds.tag == Tag::error) return holds;
    if (R) tried.push_back({Tried::Kind::row, truth_of(holds), false, false, 0, i, ProofId()});
    // No two rows of a unique table fit together: a row that fits for sure leaves no other.
    if (holds.is_true() && table.policy == HitPolicy::unique) fitting.clear();
    fitting.emplace_back(i, holds);
    if (!holds.is_true()) continue;
    if (certain == no_index) certain = i;
    if (table.policy == HitPolicy::unique || table.policy == HitPolicy::first) break;
  }
  if (table.policy == HitPolicy::collect) {
    std::vector<Value> members;
    std::vector<Truth> truths;
    std::vector<const CauseSet*> causes;
    bool open = false;
    for (const auto& [row, holds] : fitting) {
      const Value value = walk<R>(table.rows[row].value);
      if (value.tag == Tag::error && holds.is_true()) return value;
      members.push_back(value);
      truths.push_back(truth_of(holds));
      causes.push_back(holds.tag == Tag::unknown ? unknown_of(holds).causes : nullptr);
      open = open || holds.tag == Tag::unknown;
    }
    // Where no row fits, `otherwise` gives the only member.
    if (certain == no_index && table.otherwise) {
      const Value value = table_row<R>(id, -1);
      if (fitting.empty() && value.tag == Tag::error) return value;
      CauseCollector guards;
      for (const auto& [row, holds] : fitting) guards.add(holds);
      if (value.tag != Tag::error) {
        members.push_back(value);
        truths.push_back(fitting.empty() ? Truth::yes : Truth::unknown);
        causes.push_back(fitting.empty() ? nullptr : guards.finish(arena));
      }
    }
    if constexpr (R) recorder.note(tried, no_index);
    return open ? open_list(members, truths, causes) : list(members);
  }
  Joiner joiner(*this);
  Agreement agreement(*this, id);
  for (const auto& [row, holds] : fitting) {
    const Value value = walk<R>(table.rows[row].value);
    if (holds.is_true()) {
      agreement.add(value, table.rows[row].span, "");
    } else {
      joiner.guard(holds);
      joiner.add(value);
    }
  }
  if (!agreement.empty()) {
    if (agreement.value().tag == Tag::error && table.policy != HitPolicy::first) return agreement.value();
    joiner.add(agreement.value());
  } else if (table.otherwise || joiner.empty()) {
    // Without `otherwise` the rows leave no gap, as was checked: where some row is still possible none is missing.
    joiner.add(table_row<R>(id, -1));
    if (!joiner.open()) certain = static_cast<std::uint32_t>(table.rows.size());
  }
  if constexpr (R) recorder.note(tried, joiner.open() ? no_index : certain);
  return joiner.finish(id);
}

#define NORMA_INSTANTIATE(R)                                                                                              \
  template Value Machine::conditional_unknown<R>(NodeId, std::uint32_t, Value);                                           \
  template bool Machine::exceptions<R>(const program::Switch&, Joiner&, std::vector<Tried>&, std::uint32_t&, NodeId);     \
  template Value Machine::guarded<R>(NodeId);                                                                             \
  template Value Machine::table<R>(NodeId);
NORMA_INSTANTIATE(false)
NORMA_INSTANTIATE(true)
#undef NORMA_INSTANTIATE

}  // namespace norma::eval
