// The walker's hot part: leaves, arithmetic on machine words, comparisons and logic. Everything else is called out of line.
#include <algorithm>
#include <array>
#include <type_traits>

#include "eval/machine.hpp"
#include "number/small_root.hpp"

namespace norma::eval {
namespace {

ProofKind kind_of(Op operation) {
  if (operation <= Op::policy_constant) return ProofKind::constant;
  switch (operation) {
    case Op::fact: return ProofKind::fact;
    case Op::local: return ProofKind::local;
    case Op::local_definition:
    case Op::definition:
    case Op::call:
    case Op::requirement_holds: return ProofKind::call;
    case Op::version: return ProofKind::version;
    case Op::equal: case Op::not_equal: case Op::less: case Op::less_equal: case Op::greater: case Op::greater_equal:
    case Op::in_list: case Op::in_set: case Op::in_range: case Op::in_period: case Op::subset_of: case Op::overlaps:
    case Op::matches_format: return ProofKind::comparison;
    case Op::logical_and: case Op::logical_or: case Op::logical_not: return ProofKind::logic;
    case Op::round_to_step: case Op::round_to_places: return ProofKind::rounding;
    case Op::conditional: return ProofKind::conditional;
    case Op::switch_: return ProofKind::guarded;
    case Op::table: return ProofKind::table;
    case Op::comprehension: case Op::quantifier: case Op::pick: case Op::count_of: case Op::sum_of:
    case Op::minimum_of: case Op::maximum_of: return ProofKind::aggregate;
    case Op::silent: return ProofKind::silent;
    case Op::refuse: return ProofKind::refused;
    default: return ProofKind::operation;
  }
}

[[gnu::always_inline]] inline bool both_numbers(Value left, Value right) { return left.tag == Tag::number && right.tag == Tag::number; }

// Tags whose values are equal exactly when their bits are, and ordered by them.
[[gnu::always_inline]] inline bool is_word(Tag tag) {
  return tag == Tag::boolean || tag == Tag::date || tag == Tag::span || tag == Tag::enumeration;
}

[[gnu::always_inline]] inline bool ordered_as(Op operation, std::strong_ordering order) {
  switch (operation) {
    case Op::equal: return order == 0;
    case Op::not_equal: return order != 0;
    case Op::less: return order < 0;
    case Op::less_equal: return order <= 0;
    case Op::greater: return order > 0;
    default: return order >= 0;
  }
}

[[gnu::always_inline]] inline bool compared_small(Op operation, Value left, Value right, bool& result) {
  if (both_numbers(left, right)) {
    result = ordered_as(operation, compare(left.ratio(), right.ratio()));
    return true;
  }
  if (left.tag != right.tag || !is_word(left.tag)) return false;
  result = ordered_as(operation, left.bits <=> right.bits);
  return true;
}

[[gnu::always_inline]] inline bool multiplied_small(Value left, Value right, SmallRatio& result) {
  return both_numbers(left, right) && multiply(left.ratio(), right.ratio(), result);
}

// Absent where it does not fit. OPTIMISATION: values are handed back, never written through a reference, which would keep them in memory.
Value multiplied_surd(Arena& arena, Value left, Value right) {
  if (left.tag == Tag::number) std::swap(left, right);
  if (left.tag != Tag::surd || right.tag != Tag::number) return {};
  SmallSurd product;
  if (!multiply(*left.as<SmallSurd>(), right.ratio(), product)) return {};
  return Value::pointer(Tag::surd, arena.make<SmallSurd>(product));
}

bool rounded_small(Value value, Value step, RoundingMode mode, SmallRatio& result) {
  if (both_numbers(value, step)) return round_to_step(value.ratio(), step.ratio(), mode, result);
  if (value.tag != Tag::surd || step.tag != Tag::number || step.bits != 1 || step.aux != 1) return false;
  std::int64_t whole = 0;
  const SmallSurd& surd = *value.as<SmallSurd>();
  if (mode == RoundingMode::ceiling ? !ceiling(surd, whole) : mode != RoundingMode::floor || !floor(surd, whole)) return false;
  result = {whole, 1};
  return true;
}

// Absent where it does not fit.
Value root_small(Arena& arena, Value value) {
  if (value.tag != Tag::number) return {};
  SmallRatio root;
  SmallSurd surd;
  const SmallRootKind kind = square_root(value.ratio(), root, surd);
  if (kind == SmallRootKind::does_not_fit) return {};
  return kind == SmallRootKind::rational ? Value::number(root) : Value::pointer(Tag::surd, arena.make<SmallSurd>(surd));
}

// Keeps the first if both are equal.
[[gnu::always_inline]] inline Value extreme_small(Value left, Value right, bool largest) {
  const auto order = compare(right.ratio(), left.ratio());
  return (largest ? order > 0 : order < 0) ? right : left;
}

}  // namespace

Value Machine::walk_recorded(NodeId id) {
  const std::size_t mark = recorder.mark();
  const Node& n = nodes_[id.index()];
  const Value value = recording_handlers[static_cast<std::size_t>(n.op)](*this, n);
  ProofNode proof;
  proof.kind = kind_of(n.op);
  proof.node = id;
  proof.value = value;
  if (proof.kind == ProofKind::fact) proof.fact = FactId(n.a);
  recorder.close(proof, mark);
  return value;
}

// One function per frequent operation. OPTIMISATION: each saves only the registers it needs, and none counts steps or depth:
// both were charged when its declaration was entered.
template <bool R>
struct Handlers {
  using Site = std::conditional_t<R, Node, Step>;
  using Handler = Value (*)(Machine&, const Site&);

  static NodeId id_of(Machine& m, const Site& n) {
    if constexpr (R) return NodeId::from_index(static_cast<std::size_t>(&n - m.nodes_));
    else return n.id;
  }
  [[gnu::always_inline]] static Value walk(Machine& m, const Site& n, std::uint32_t i) {
    if constexpr (R) return m.walk_recorded(m.children_[n.first_child + i]);
    else return m.walk_step(n.kids[i]);
  }
  static const Site& kid(Machine& m, const Site& n, std::uint32_t i) {
    if constexpr (R) return m.nodes_[m.children_[n.first_child + i].index()];
    else return n.kids[i];
  }

  static Value small_constant(Machine& m, const Site& n) {
    const program::SmallConstant& constant = m.program.small_constants[n.a];
    return Value::of(constant.numerator, constant.denominator, Tag::number);
  }
  static Value enum_constant(Machine&, const Site& n) { return Value::enumeration(n.a); }
  static Value boolean_constant(Machine&, const Site& n) { return Value::boolean(n.a != 0); }
  static Value fact(Machine& m, const Site& n) {
    const Value value = m.facts_[n.a];
    if (value.tag == Tag::absent || value.tag == Tag::unknown) [[unlikely]] return m.missing_fact<R>(FactId(n.a), id_of(m, n));
    return value;
  }
  static Value local(Machine& m, const Site& n) {
    if constexpr (R) m.recorder.push(m.frame_proofs_[n.a]);
    return m.frame_[n.a];
  }
  static Value definition(Machine& m, const Site& n) { return m.definition<R>(id_of(m, n)); }
  static Value local_definition(Machine& m, const Site& n) {
    if constexpr (!R) {
      if (!m.local_anchor_) [[likely]] {
        if (m.frame_[n.a].tag != Tag::absent) return m.frame_[n.a];
        const Value value = walk(m, n, 0);
        m.frame_[n.a] = value;
        return value;
      }
    }
    return m.local_definition<R>(id_of(m, n));
  }
  static Value add(Machine& m, const Site& n) {
    Value sum = walk(m, n, 0);
    for (std::uint32_t i = 1; i < n.child_count; ++i) {
      // A written subtraction: its operand is walked itself, so that a proof shows `a - b` and not `a + -b`.
      const Site& term_site = kid(m, n, i);
      const bool subtracted = term_site.op == Op::negate && (term_site.flags & 1U) != 0;
      const Value term = subtracted ? walk(m, term_site, 0) : walk(m, n, i);
      SmallRatio next;
      if (both_numbers(sum, term) &&
          (subtracted ? norma::subtract(sum.ratio(), term.ratio(), next) : norma::add(sum.ratio(), term.ratio(), next))) [[likely]] {
        sum = Value::number(next);
      } else {
        return m.add_rest<R>(id_of(m, n), i + 1, sum, term, subtracted);
      }
    }
    return sum;
  }
  static Value logical_and(Machine& m, const Site& n) { return m.logic<R>(id_of(m, n), true); }
  static Value logical_or(Machine& m, const Site& n) { return m.logic<R>(id_of(m, n), false); }
  static Value conditional(Machine& m, const Site& n) {
    for (std::uint32_t i = 0; i + 1 < n.child_count; i += 2) {
      const Value guard = walk(m, n, i);
      if (guard.tag != Tag::boolean) [[unlikely]] return guard.tag == Tag::error ? guard : m.conditional_unknown<R>(id_of(m, n), i, guard);
      if (guard.bits != 0) {
        const Value value = walk(m, n, i + 1);
        if constexpr (R) m.recorder.note(i / 2);
        return value;
      }
    }
    const Value value = walk(m, n, n.child_count - 1);
    if constexpr (R) m.recorder.note(n.child_count / 2);
    return value;
  }
  // A call of a table of one parameter: the constant of the row, without a frame.
  static Value number_table(Machine& m, const Site& n) {
    const Value argument = walk(m, n, 0);
    if constexpr (!R) {
      const PreparedTable& table = *static_cast<const PreparedTable*>(n.detail);
      if (argument.tag == Tag::number) [[likely]] {
        const std::int32_t row = table.cuts.row_of(argument.ratio());
        if (row >= 0 && table.row_values[static_cast<std::size_t>(row)].tag != Tag::absent) [[likely]]
          return table.row_values[static_cast<std::size_t>(row)];
      }
    }
    return table_call(m, n, argument);
  }
  static Value enum_table(Machine& m, const Site& n) {
    const Value argument = walk(m, n, 0);
    if constexpr (!R) {
      const PreparedTable& table = *static_cast<const PreparedTable*>(n.detail);
      if (argument.tag == Tag::enumeration && static_cast<std::size_t>(argument.bits) < table.by_value.size()) [[likely]] {
        const std::int32_t row = table.by_value[static_cast<std::size_t>(argument.bits)];
        if (row >= 0 && table.row_values[static_cast<std::size_t>(row)].tag != Tag::absent) [[likely]]
          return table.row_values[static_cast<std::size_t>(row)];
      }
    }
    return table_call(m, n, argument);
  }
  static Value table_call(Machine& m, const Site& n, Value argument) {
    return argument.tag == Tag::error ? argument : m.call_with<R>(CallableId(n.a), {&argument, 1}, {}, id_of(m, n));
  }
  // round(k * sqrt(x)) to whole numbers, up or down.
  static Value rounded_root(Machine& m, const Site& n) {
    if constexpr (!R) {
      const Site& product = n.kids[0];
      const Value factor = walk(m, product, 0);
      const Value radicand = walk(m, product.kids[1], 0);
      std::int64_t whole = 0;
      const bool up = static_cast<RoundingMode>(n.a) == RoundingMode::ceiling;
      if (both_numbers(factor, radicand) && (up ? ceiling_of_scaled_root(factor.ratio(), radicand.ratio(), whole)
                                                : floor_of_scaled_root(factor.ratio(), radicand.ratio(), whole))) [[likely]]
        return Value::integer(whole);
    }
    return round_to_step(m, n);
  }
  static Value table(Machine& m, const Site& n) { return m.table<R>(id_of(m, n)); }
  static Value call(Machine& m, const Site& n) {
    if constexpr (!R) {
      if (m.prepared.is_cheap(n.a)) return m.call_cheap(n);
    }
    return m.call<R>(id_of(m, n));
  }
  static Value rare(Machine& m, const Site& n) { return m.dispatch_rare<R>(id_of(m, n)); }

  static Value multiply(Machine& m, const Site& n) {
    Value result = walk(m, n, 0);
    for (std::uint32_t i = 1; i < n.child_count; ++i) {
      const Value factor = walk(m, n, i);
      SmallRatio product;
      if (multiplied_small(result, factor, product)) [[likely]] {
        result = Value::number(product);
      } else {
        const Value surd = multiplied_surd(m.arena, result, factor);
        result = surd.tag != Tag::absent ? surd : m.strict_binary<R>(id_of(m, n), result, factor);
      }
    }
    return result;
  }
  static Value divide(Machine& m, const Site& n) {
    const Value left = walk(m, n, 0);
    const Value right = walk(m, n, 1);
    SmallRatio quotient;
    if (both_numbers(left, right) && norma::divide(left.ratio(), right.ratio(), quotient)) [[likely]] return Value::number(quotient);
    return m.strict_binary<R>(id_of(m, n), left, right);
  }
  static Value extreme(Machine& m, const Site& n) {
    Value result = walk(m, n, 0);
    for (std::uint32_t i = 1; i < n.child_count; ++i) {
      const Value other = walk(m, n, i);
      result = both_numbers(result, other) ? extreme_small(result, other, n.op == Op::maximum)
                                           : m.strict_binary<R>(id_of(m, n), result, other);
    }
    return result;
  }
  static Value round_to_step(Machine& m, const Site& n) {
    const Value value = walk(m, n, 0);
    const Value step = walk(m, n, 1);
    SmallRatio rounded;
    if (rounded_small(value, step, static_cast<RoundingMode>(n.a), rounded)) [[likely]] return Value::number(rounded);
    return m.strict_binary<R>(id_of(m, n), value, step);
  }
  static Value square_root(Machine& m, const Site& n) {
    const Value value = walk(m, n, 0);
    const Value root = root_small(m.arena, value);
    if (root.tag != Tag::absent) [[likely]] return root;
    return value.tag == Tag::error ? value : m.apply(id_of(m, n), {&value, 1});
  }
  template <Op operation>
  static Value comparison(Machine& m, const Site& n) {
    const Value left = walk(m, n, 0);
    const Value right = walk(m, n, 1);
    bool holds = false;
    if (compared_small(operation, left, right, holds)) [[likely]] return Value::boolean(holds);
    return m.strict_binary<R>(id_of(m, n), left, right);
  }
  static Value logical_not(Machine& m, const Site& n) {
    const Value value = walk(m, n, 0);
    return value.tag == Tag::boolean ? Value::boolean(value.bits == 0) : value;
  }
  static Value field(Machine& m, const Site& n) {
    const Value record = walk(m, n, 0);
    return record.tag == Tag::record ? record.as<RecordValue>()->fields[n.a] : m.read_field(id_of(m, n), record);
  }
  static Value check_range(Machine& m, const Site& n) { return m.check_range(id_of(m, n), walk(m, n, 0)); }

  static constexpr std::array<Handler, Machine::handler_count> make() {
    std::array<Handler, Machine::handler_count> made{};
    made.fill(&rare);
    const auto set = [&](Op operation, Handler handler) { made[static_cast<std::size_t>(operation)] = handler; };
    set(Op::small_constant, &small_constant);
    set(Op::enum_constant, &enum_constant);
    set(Op::boolean_constant, &boolean_constant);
    set(Op::fact, &fact);
    set(Op::local, &local);
    set(Op::definition, &definition);
    set(Op::local_definition, &local_definition);
    set(Op::add, &add);
    set(Op::multiply, &multiply);
    set(Op::divide, &divide);
    set(Op::minimum, &extreme);
    set(Op::maximum, &extreme);
    set(Op::round_to_step, &round_to_step);
    set(Op::square_root, &square_root);
    set(Op::equal, &comparison<Op::equal>);
    set(Op::not_equal, &comparison<Op::not_equal>);
    set(Op::less, &comparison<Op::less>);
    set(Op::less_equal, &comparison<Op::less_equal>);
    set(Op::greater, &comparison<Op::greater>);
    set(Op::greater_equal, &comparison<Op::greater_equal>);
    set(Op::logical_and, &logical_and);
    set(Op::logical_or, &logical_or);
    set(Op::logical_not, &logical_not);
    set(Op::conditional, &conditional);
    set(Op::table, &Handlers::table);
    set(Op::call, &call);
    set(Op::field, &field);
    set(Op::check_range, &check_range);
    return made;
  }
};

constinit const std::array<StepHandler, Machine::handler_count> Machine::plain_handlers = Handlers<false>::make();
constinit const std::array<Machine::RecordingHandler, Machine::handler_count> Machine::recording_handlers = Handlers<true>::make();
constinit const StepHandler Machine::rounded_root_handler = &Handlers<false>::rounded_root;
constinit const StepHandler Machine::number_table_handler = &Handlers<false>::number_table;
constinit const StepHandler Machine::enum_table_handler = &Handlers<false>::enum_table;

template <bool R>
[[gnu::noinline]] Value Machine::dispatch_rare(NodeId id) {
  const Node& n = nodes_[id.index()];
  switch (n.op) {
    case Op::number_constant: return number(program.numbers[n.a]);
    case Op::date_constant: return {static_cast<std::int32_t>(n.a), 1, Tag::date};
    case Op::span_constant: return Value::span(static_cast<std::int32_t>(n.a));
    case Op::text_constant: return Value::pointer(Tag::text, arena.make<TextValue>(std::string_view(program.texts[n.a])));
    case Op::none_constant: return Value::none();
    case Op::unknown_constant: return unknown_of_node(id, CauseCollector().finish(arena));
    case Op::calendar_constant: return Value::pointer(Tag::calendar, &program.calendars[n.a].calendar);
    case Op::policy_constant: return {static_cast<std::int64_t>(n.a), 1, Tag::policy};
    case Op::not_applicable: return {0, 1, Tag::not_applicable};
    case Op::version: return version<R>(id);
    case Op::as_of: return as_of<R>(id);
    case Op::switch_: return guarded<R>(id);
    case Op::default_of: return default_of<R>(id);
    case Op::silent: {
      Cause cause;
      cause.kind = Cause::Kind::notice;
      cause.id = n.a;
      return unknown_of_node(id, single_cause(arena, cause));
    }
    case Op::refuse: return refused<R>(id);
    case Op::list: return element_list<R>(id);
    case Op::set: return element_set<R>(id);
    case Op::comprehension: return comprehension<R>(id);
    case Op::quantifier: return quantifier<R>(id);
    case Op::pick: return pick<R>(id);
    case Op::values_of: return values_of<R>(id);
    case Op::requirement_holds: return requirement_holds<R>(id);
    case Op::invalid: return error(ErrorCode::no_branch, id, "an invalid expression was reached");
    default: return strict<R>(id);
  }
}

// Walks all children, then applies the operation. The first error in the order of the text wins.
template <bool R>
[[gnu::noinline]] Value Machine::strict(NodeId id) {
  const Node& n = nodes_[id.index()];
  std::array<Value, 4> few;
  std::vector<Value> many;
  Value* arguments = few.data();
  if (n.child_count > few.size()) {
    many.resize(n.child_count);
    arguments = many.data();
  }
  Value failed;
  for (std::uint32_t i = 0; i < n.child_count; ++i) {
    arguments[i] = walk<R>(child(n, i));
    if (arguments[i].tag == Tag::error && failed.tag == Tag::absent) failed = arguments[i];
  }
  return failed.tag == Tag::error ? failed : apply(id, {arguments, n.child_count});
}

template <bool R>
[[gnu::noinline]] Value Machine::strict_binary(NodeId id, Value left, Value right) {
  if (left.tag == Tag::error) return left;
  if (right.tag == Tag::error) return right;
  const std::array<Value, 2> arguments{left, right};
  return apply(id, arguments);
}

template <bool R>
[[gnu::noinline]] Value Machine::logic(NodeId id, bool conjunction) {
  const Node& n = nodes_[id.index()];
  Value failed, open;
  CauseCollector causes;
  std::uint32_t open_count = 0;
  for (std::uint32_t i = 0; i < n.child_count; ++i) {
    const Value value = walk<R>(child(n, i));
    if (value.tag == Tag::boolean) [[likely]] {
      if ((value.bits != 0) != conjunction) return value;
    } else if (value.tag == Tag::error) {
      if (failed.tag == Tag::absent) failed = value;
    } else {
      if (++open_count == 1) open = value;
      if (open_count == 2) causes.add(open);
      if (open_count >= 2) causes.add(value);
    }
  }
  if (failed.tag == Tag::error) return failed;
  if (open_count == 0) return Value::boolean(conjunction);
  return open_count == 1 ? open : unknown_truth(causes.finish(arena));
}

template Value Machine::dispatch_rare<false>(NodeId);
template Value Machine::dispatch_rare<true>(NodeId);

}  // namespace norma::eval
