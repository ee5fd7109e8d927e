// The walker's hot part: leaves, arithmetic on machine words, comparisons and logic. Everything else is called out of line.
#include <algorithm>
#include <array>

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

bool both_numbers(Value left, Value right) { return left.tag == Tag::number && right.tag == Tag::number; }

// Tags whose values are equal exactly when their bits are, and ordered by them.
bool is_word(Tag tag) {
  return tag == Tag::boolean || tag == Tag::date || tag == Tag::span || tag == Tag::enumeration;
}

bool ordered_as(Op operation, std::strong_ordering order) {
  switch (operation) {
    case Op::equal: return order == 0;
    case Op::not_equal: return order != 0;
    case Op::less: return order < 0;
    case Op::less_equal: return order <= 0;
    case Op::greater: return order > 0;
    default: return order >= 0;
  }
}

bool compared_small(Op operation, Value left, Value right, bool& result) {
  if (both_numbers(left, right)) {
    result = ordered_as(operation, compare(left.ratio(), right.ratio()));
    return true;
  }
  if (left.tag != right.tag || !is_word(left.tag)) return false;
  result = ordered_as(operation, left.bits <=> right.bits);
  return true;
}

bool multiplied_small(Value left, Value right, SmallRatio& result) {
  return both_numbers(left, right) && multiply(left.ratio(), right.ratio(), result);
}

bool multiplied_surd(Arena& arena, Value left, Value right, Value& result) {
  if (left.tag == Tag::number) std::swap(left, right);
  if (left.tag != Tag::surd || right.tag != Tag::number) return false;
  SmallSurd product;
  if (!multiply(*left.as<SmallSurd>(), right.ratio(), product)) return false;
  result = Value::pointer(Tag::surd, arena.make<SmallSurd>(product));
  return true;
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

bool root_small(Arena& arena, Value value, Value& result) {
  if (value.tag != Tag::number) return false;
  SmallRatio root;
  SmallSurd surd;
  const SmallRootKind kind = square_root(value.ratio(), root, surd);
  if (kind == SmallRootKind::does_not_fit) return false;
  result = kind == SmallRootKind::rational ? Value::number(root) : Value::pointer(Tag::surd, arena.make<SmallSurd>(surd));
  return true;
}

// Keeps the first if both are equal.
Value extreme_small(Value left, Value right, bool largest) {
  const auto order = compare(right.ratio(), left.ratio());
  return (largest ? order > 0 : order < 0) ? right : left;
}

}  // namespace

Value Machine::walk_recorded(NodeId id) {
  const std::size_t mark = recorder.mark();
  const Value value = dispatch<true>(id);
  ProofNode proof;
  proof.kind = kind_of(nodes_[id.index()].op);
  proof.node = id;
  proof.value = value;
  if (proof.kind == ProofKind::fact) proof.fact = FactId(nodes_[id.index()].a);
  recorder.close(proof, mark);
  return value;
}

template <bool R>
Value Machine::dispatch(NodeId id) {
  const Node& n = nodes_[id.index()];
  if (--steps_left_ < 0) [[unlikely]] return halt(ErrorCode::step_limit, id);
  switch (n.op) {
    case Op::small_constant: {
      const program::SmallConstant& constant = constants_[n.a];
      return {constant.numerator, constant.denominator, Tag::number};
    }
    case Op::enum_constant: return Value::enumeration(n.a);
    case Op::boolean_constant: return Value::boolean(n.a != 0);
    case Op::fact: {
      const Value value = facts_[n.a];
      if (value.tag == Tag::absent || value.tag == Tag::unknown) [[unlikely]] return missing_fact<R>(FactId(n.a), id);
      return value;
    }
    case Op::local:
      if constexpr (R) recorder.push(frame_proofs_[n.a]);
      return frame_[n.a];
    default: break;
  }
  if (depth_ >= limits.depth) [[unlikely]] return halt(ErrorCode::depth_limit, id);
  ++depth_;
  const NodeId* kids = children_ + n.first_child;
  Value result;
  switch (n.op) {
    case Op::definition: result = definition<R>(id); break;
    case Op::local_definition: result = local_definition<R>(id); break;
    case Op::add: result = add_terms<R>(id); break;
    case Op::multiply: {
      result = walk<R>(kids[0]);
      for (std::uint32_t i = 1; i < n.child_count; ++i) {
        const Value factor = walk<R>(kids[i]);
        SmallRatio product;
        if (multiplied_small(result, factor, product)) [[likely]] {
          result = Value::number(product);
        } else if (!multiplied_surd(arena, result, factor, result)) {
          result = strict_binary<R>(id, result, factor);
        }
      }
      break;
    }
    case Op::divide: {
      const Value left = walk<R>(kids[0]);
      const Value right = walk<R>(kids[1]);
      SmallRatio quotient;
      result = both_numbers(left, right) && divide(left.ratio(), right.ratio(), quotient) ? Value::number(quotient)
                                                                                          : strict_binary<R>(id, left, right);
      break;
    }
    case Op::minimum:
    case Op::maximum: {
      result = walk<R>(kids[0]);
      for (std::uint32_t i = 1; i < n.child_count; ++i) {
        const Value other = walk<R>(kids[i]);
        result = both_numbers(result, other) ? extreme_small(result, other, n.op == Op::maximum) : strict_binary<R>(id, result, other);
      }
      break;
    }
    case Op::round_to_step: {
      const Value value = walk<R>(kids[0]);
      const Value step = walk<R>(kids[1]);
      SmallRatio rounded;
      result = rounded_small(value, step, static_cast<RoundingMode>(n.a), rounded) ? Value::number(rounded)
                                                                                  : strict_binary<R>(id, value, step);
      break;
    }
    case Op::square_root: {
      const Value value = walk<R>(kids[0]);
      if (!root_small(arena, value, result)) {
        const std::array<Value, 1> arguments{value};
        result = value.tag == Tag::error ? value : apply(id, arguments);
      }
      break;
    }
    case Op::equal: case Op::not_equal: case Op::less: case Op::less_equal: case Op::greater: case Op::greater_equal: {
      const Value left = walk<R>(kids[0]);
      const Value right = walk<R>(kids[1]);
      bool holds = false;
      result = compared_small(n.op, left, right, holds) ? Value::boolean(holds) : strict_binary<R>(id, left, right);
      break;
    }
    case Op::logical_and: result = logic<R>(id, true); break;
    case Op::logical_or: result = logic<R>(id, false); break;
    case Op::logical_not: {
      const Value value = walk<R>(kids[0]);
      result = value.tag == Tag::boolean ? Value::boolean(value.bits == 0) : value;
      break;
    }
    case Op::conditional: result = conditional<R>(id); break;
    case Op::table: result = table<R>(id); break;
    case Op::call: result = call<R>(id); break;
    case Op::field: {
      const Value record = walk<R>(kids[0]);
      result = record.tag == Tag::record ? record.as<RecordValue>()->fields[n.a] : read_field(id, record);
      break;
    }
    case Op::check_range: {
      const Value value = walk<R>(kids[0]);
      result = check_range(id, value);
      break;
    }
    default: result = dispatch_rare<R>(id); break;
  }
  --depth_;
  return result;
}

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
Value Machine::add_terms(NodeId id) {
  const Node& n = nodes_[id.index()];
  Value sum = walk<R>(child(n, 0));
  for (std::uint32_t i = 1; i < n.child_count; ++i) {
    NodeId term_id = child(n, i);
    // A written subtraction: its operand is walked itself, so that a proof shows `a - b` and not `a + -b`.
    const Node& term_node = nodes_[term_id.index()];
    const bool subtracted = term_node.op == Op::negate && (term_node.flags & 1U) != 0;
    if (subtracted) term_id = child(term_node, 0);
    const Value term = walk<R>(term_id);
    SmallRatio next;
    if (both_numbers(sum, term) && (subtracted ? subtract(sum.ratio(), term.ratio(), next) : add(sum.ratio(), term.ratio(), next)))
        [[likely]] {
      sum = Value::number(next);
    } else {
      return add_rest<R>(id, i + 1, sum, term, subtracted);
    }
  }
  return sum;
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

template <bool R>
Value Machine::conditional(NodeId id) {
  const Node& n = nodes_[id.index()];
  const NodeId* kids = children_ + n.first_child;
  for (std::uint32_t i = 0; i + 1 < n.child_count; i += 2) {
    const Value guard = walk<R>(kids[i]);
    if (guard.tag != Tag::boolean) [[unlikely]] return guard.tag == Tag::error ? guard : conditional_unknown<R>(id, i, guard);
    if (guard.bits != 0) {
      const Value value = walk<R>(kids[i + 1]);
      if constexpr (R) recorder.note(i / 2);
      return value;
    }
  }
  const Value value = walk<R>(kids[n.child_count - 1]);
  if constexpr (R) recorder.note(n.child_count / 2);
  return value;
}

template Value Machine::dispatch<false>(NodeId);
template Value Machine::dispatch<true>(NodeId);
template Value Machine::dispatch_rare<false>(NodeId);
template Value Machine::dispatch_rare<true>(NodeId);

}  // namespace norma::eval
