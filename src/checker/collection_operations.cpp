// Fields, lookup, counts, extremes and set algebra on values that are walked already (reference, section 6, Lists).
#include <algorithm>

#include "checker/evaluation.hpp"

namespace norma::checker {

void Extreme::add(const Value& value, Truth belongs, const Causes& causes) {
  if (belongs == Truth::no) return;
  if (belongs == Truth::yes) {
    if (value.is(Kind::error)) failed_ = failed_.is(Kind::error) ? failed_ : value;
    else best_ = best_.is(Kind::missing) ? value : extreme_of_two(best_, value, largest_);
    return;
  }
  open_ = true;
  join(causes_, causes);
  if (!value.is(Kind::error)) possible_.push_back(value);
}

namespace {

// Counted over members that belong, and those that may.
Value count_of(const Value& collection) {
  std::int64_t certain = 0;
  std::int64_t possible = 0;
  Causes causes;
  for (std::size_t i = 0; i < size_of(collection); ++i) {
    if (truth_of(collection, i) == Truth::yes) ++certain;
    if (truth_of(collection, i) != Truth::unknown) continue;
    ++possible;
    join(causes, causes_of(collection, i));
  }
  if (possible == 0) return number(Exact(certain));
  return within(Open::Form::number, {{0, Exact(certain), false}, {0, Exact(certain + possible), false}}, std::move(causes));
}

Value sum_of(const Value& list) {
  Sum total;
  for (std::size_t i = 0; i < size_of(list); ++i) {
    if (truth_of(list, i) == Truth::yes) total.add(list.parts->items[i]);
    if (truth_of(list, i) == Truth::unknown) total.add_possible(list.parts->items[i], causes_of(list, i));
  }
  return total.finish();
}

Value integers(const Value& from, const Value& to) {
  if (!from.is(Kind::number) || !to.is(Kind::number)) return error("none-used");
  if (!from.digits->whole() || !to.digits->whole()) return error("exponent-not-integer");
  const Integer low = from.digits->plain().top;
  const Integer high = to.digits->plain().top;
  if (high - low > 10'000'000) return error("size-limit");
  if (high - low > 200'000) throw CannotTell("a range of more than 200000 integers");
  std::vector<Value> members;
  for (Integer i = low; i <= high; ++i) members.push_back(number(Exact(i)));
  return list(std::move(members));
}

// The value after or before one of an ordered enum; none at the end.
Value neighbour(const Value& value, std::int64_t size, int step) {
  if (!value.is(Kind::unknown)) {
    const std::int64_t next = value.word + step;
    return next < 0 || next >= size ? none() : word(Kind::enumeration, next);
  }
  Open open = value.parts->open;
  open.may_be_none = true;
  const std::vector<bool> before = open.choices;
  const auto count = static_cast<std::int64_t>(before.size());
  for (std::int64_t i = 0; i < count; ++i) {
    const std::int64_t from = i - step;
    open.choices[static_cast<std::size_t>(i)] = from >= 0 && from < count && before[static_cast<std::size_t>(from)];
  }
  return unknown(std::move(open), causes_of(value));
}

}  // namespace

Value Extreme::finish(const Program& program, TypeId type) const {
  if (failed_.is(Kind::error)) return failed_;
  const bool some = !best_.is(Kind::missing);
  if (!open_) return some ? best_ : none();
  Evaluation::Join join(program, type);
  join.guard(causes_);
  join.add(some ? best_ : none());
  for (const Value& value : possible_) join.add(some ? extreme_of_two(best_, value, largest_) : value);
  if (possible_.empty()) join.add(unknown_of(program, type, {}));
  return join.finish();
}

Value Evaluation::field(NodeId id, const Value& record) const {
  if (record.is(Kind::error)) return record;
  if (record.is(Kind::record) || record.is(Kind::formatted)) return record.parts->items[node(id).a];
  return record.is(Kind::unknown) ? open_node(id, causes_of(record)) : error("none-used");
}

Value Evaluation::collection_operation(NodeId id, const std::vector<Value>& arguments) {
  const Node& n = node(id);
  const Value& first = arguments[0];
  switch (n.op) {
    case Op::integer_range:
      return first.is(Kind::unknown) || arguments[1].is(Kind::unknown) ? open_node(id, arguments) : integers(first, arguments[1]);
    case Op::item_of: {
      const Value& members = arguments[1];
      if (first.is(Kind::unknown) || members.is(Kind::unknown)) return open_node(id, arguments);
      if (!first.is(Kind::number) || !members.is(Kind::list)) return error("none-used");
      std::int64_t position = 0;
      for (std::size_t i = 0; i < size_of(members); ++i) {
        if (truth_of(members, i) == Truth::unknown) return open_node(id, causes_of(members, i));
        if (truth_of(members, i) == Truth::yes && *first.digits == Exact(++position)) return members.parts->items[i];
      }
      return none();
    }
    case Op::index_of: {
      if (first.is(Kind::unknown)) return open_node(id, arguments);
      if (!first.is(Kind::list)) return error("none-used");
      const program::Type& type = program_[type_of(child(n, 0))];
      Join join(program_, type_of(id));
      for (std::size_t i = 0; i < size_of(first); ++i) {
        const Value& member = first.parts->items[i];
        if (truth_of(first, i) == Truth::no) continue;
        const bool keyed = type.unique_by && member.is(Kind::record);
        const Value found = equal(keyed ? member.parts->items[*type.unique_by] : member, arguments[1]);
        if (found.is(Kind::error)) return found;
        if (found.no()) continue;
        join.add(member);
        if (found.yes() && truth_of(first, i) == Truth::yes) return join.finish();
        join.guard(found);
        join.guard(causes_of(first, i));
      }
      join.add(none());
      return join.finish();
    }
    default: break;
  }
  if (first.is(Kind::none)) return error("none-used");
  if (n.op == Op::successor || n.op == Op::predecessor) {
    const std::size_t size = program_.enums[program_[type_of(id)].enumeration.index()].values.size();
    return neighbour(first, static_cast<std::int64_t>(size), n.op == Op::successor ? 1 : -1);
  }
  if (first.is(Kind::unknown)) {
    if (n.op == Op::count_of) return within(Open::Form::number, {{0, Exact(), false}, {1, {}, false}}, causes_of(first));
    const program::Type& type = program_[type_of(child(n, 0))];
    if (n.op != Op::sum_of || !type.element.valid()) return open_node(id, arguments);
    Sum total;
    total.add_repeated(unknown_of(program_, type.element, causes_of(first)), causes_of(first));
    return total.finish();
  }
  switch (n.op) {
    case Op::count_of: return count_of(first);
    case Op::sum_of: return sum_of(first);
    case Op::minimum_of: case Op::maximum_of: {
      Extreme extreme(n.op == Op::maximum_of);
      for (std::size_t i = 0; i < size_of(first); ++i)
        extreme.add(first.is(Kind::list) ? first.parts->items[i] : word(Kind::enumeration, static_cast<std::int64_t>(i)), truth_of(first, i), causes_of(first, i));
      return extreme.finish(program_, type_of(id));
    }
    default: throw CannotTell("an operation that the checker does not know");
  }
}

// Union is `or`, intersection `and`, difference `and not`, value by value.
Value Evaluation::set_operation(NodeId id, const std::vector<Value>& arguments) const {
  const Op operation = node(id).op;
  for (const Value& argument : arguments)
    if (!argument.is(Kind::set)) return open_node(id, arguments);
  std::vector<Truth> truths = arguments[0].parts->truths;
  std::vector<Causes> causes = arguments[0].parts->causes;
  const Truth deciding = operation == Op::set_union ? Truth::yes : Truth::no;
  for (std::size_t next = 1; next < arguments.size(); ++next) {
    for (std::size_t i = 0; i < truths.size(); ++i) {
      Truth right = truth_of(arguments[next], i);
      if (operation == Op::set_minus && right != Truth::unknown) right = right == Truth::yes ? Truth::no : Truth::yes;
      if (truths[i] == deciding || right == deciding) {
        truths[i] = deciding;
      } else if (truths[i] == Truth::unknown || right == Truth::unknown) {
        if (right == Truth::unknown) join(causes[i], causes_of(arguments[next], i));
        truths[i] = Truth::unknown;
      }
      if (truths[i] != Truth::unknown) causes[i].clear();
    }
  }
  return set(std::move(truths), std::move(causes));
}

}  // namespace norma::checker
