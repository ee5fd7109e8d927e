// Builtin functions and `values of`.
#include <array>
#include <fmt/format.h>
#include <string_view>

#include "types/expressions.hpp"

namespace norma::types {

using program::Op;
using program::Type;
using program::TypeKind;

namespace {

constexpr std::array<std::string_view, 18> builtin_names{
    "sqrt", "abs", "min", "max", "floor", "ceil", "next_value", "previous_value", "text", "days_covered", "intersection",
    "working_day_after", "working_day_before", "working_day_on_or_after", "working_day_on_or_before", "working_days_between",
    "is_working_day", "calendar_with"};

// What stands at each place of a builtin whose types are fixed.
enum class Kind : std::uint8_t { date, count, calendar, dates, period };
struct Signature {
  std::string_view name;
  Op op;
  std::vector<Kind> arguments;
  TypeKind result;
};

const Signature* signature(std::string_view name) {
  static const std::array<Signature, 9> signatures{{
      {"intersection", Op::period_intersection, {Kind::period, Kind::period}, TypeKind::period},
      {"working_day_after", Op::working_day_after, {Kind::date, Kind::count, Kind::calendar}, TypeKind::date},
      {"working_day_before", Op::working_day_before, {Kind::date, Kind::count, Kind::calendar}, TypeKind::date},
      {"working_day_on_or_after", Op::working_day_on_or_after, {Kind::date, Kind::calendar}, TypeKind::date},
      {"working_day_on_or_before", Op::working_day_on_or_before, {Kind::date, Kind::calendar}, TypeKind::date},
      {"working_days_between", Op::working_days_between, {Kind::date, Kind::date, Kind::calendar}, TypeKind::number},
      {"is_working_day", Op::is_working_day, {Kind::date, Kind::calendar}, TypeKind::boolean},
      {"calendar_with", Op::calendar_with, {Kind::calendar, Kind::dates, Kind::dates}, TypeKind::calendar},
      {"", Op::invalid, {}, TypeKind::invalid},
  }};
  for (const Signature& one : signatures) {
    if (one.name == name) return &one;
  }
  return nullptr;
}

}  // namespace

bool is_builtin(std::string_view name) {
  for (const std::string_view known : builtin_names) {
    if (known == name) return true;
  }
  return false;
}

// One call of a builtin, while it is being checked.
class Builtins {
 public:
  Builtins(ExpressionChecker& checker, const ast::Call& call, const ExpressionChecker::Place& place)
      : checker_(checker), session_(checker.session()), call_(call), place_(place), name_(call.callee.back().text) {}

  Typed check() {
    for (const ast::Argument& argument : call_.arguments) {
      if (!argument.name) continue;
      fail(DiagnosticKind::unknown_argument, argument.name->span, fmt::format("the arguments of `{}` have no names", name_));
      return invalid();
    }
    if (const Signature* fixed = signature(name_)) return with_signature(*fixed);
    if (name_ == "min" || name_ == "max") return extreme();
    if (name_ == "floor" || name_ == "ceil") return round_to_whole();
    if (!count_is(1)) return invalid();
    if (name_ == "sqrt") return square_root();
    if (name_ == "abs") return absolute_value();
    if (name_ == "text") return text();
    if (name_ == "days_covered") return days_covered();
    return neighbour();
  }

 private:
  Typed invalid() { return session_.invalid(place_.span); }
  ast::ExpressionId argument(std::size_t i) const { return call_.arguments[i].value; }
  Span argument_span(std::size_t i) const { return checker_.span_of(argument(i)); }
  void fail(DiagnosticKind kind, Span span, const std::string& message) { session_.sink.add(checker_.report(kind, span).message("{}", message)); }

  bool count_is(std::size_t wanted) {
    const std::size_t given = call_.arguments.size();
    if (given == wanted) return true;
    const bool more = given > wanted;
    fail(more ? DiagnosticKind::too_many_arguments : DiagnosticKind::missing_argument,
         more ? argument_span(wanted) : call_.callee.back().span,
         fmt::format("`{}` takes {} argument{}, not {}", name_, wanted, wanted == 1 ? "" : "s", given));
    return false;
  }

  TypeId type_of(Kind kind) {
    auto& builder = session_.builder;
    switch (kind) {
      case Kind::date: return builder.simple(TypeKind::date);
      case Kind::count: return builder.integer();
      case Kind::calendar: return builder.simple(TypeKind::calendar);
      case Kind::dates: return builder.list_of(builder.simple(TypeKind::date));
      case Kind::period: return builder.simple(TypeKind::period);
    }
    return {};
  }

  Typed with_signature(const Signature& fixed) {
    if (!count_is(fixed.arguments.size())) return invalid();
    std::vector<NodeId> children;
    bool faulty = false;
    for (std::size_t i = 0; i < fixed.arguments.size(); ++i) {
      const Typed value = checker_.check_as(argument(i), type_of(fixed.arguments[i]));
      faulty = faulty || session_.is_invalid(value.type);
      children.push_back(value.node);
    }
    if (faulty) return invalid();
    TypeId result = fixed.result == TypeKind::number ? session_.builder.integer() : session_.builder.simple(fixed.result);
    if (fixed.result == TypeKind::period) result = session_.builder.optional_of(result);
    return made(fixed.op, result, children);
  }

  Typed made(Op op, TypeId type, const std::vector<NodeId>& children, std::uint32_t a = 0) {
    return {session_.builder.add(op, type, children, a, 0, place_.span), type};
  }

  // The type is that of the first argument; the others must meet it.
  Typed extreme() {
    if (call_.arguments.size() < 2) {
      count_is(2);
      return invalid();
    }
    std::vector<NodeId> children;
    std::optional<TypeId> joined;
    bool faulty = false;
    for (std::size_t i = 0; i < call_.arguments.size(); ++i) {
      const Typed value = checker_.check(argument(i), {joined.value_or(place_.wanted.type)});
      faulty = faulty || session_.is_invalid(value.type) || !checker_.require_required(value, argument_span(i));
      if (faulty) continue;
      checker_.check_orderable(value, argument_span(i), fmt::format("`{}`", name_));
      const auto met = joined ? join(session_.builder, *joined, value.type) : std::optional(value.type);
      if (!met) checker_.mismatch({{}, *joined}, value, argument_span(0), argument_span(i));
      faulty = !met;
      if (met) joined = met;
      children.push_back(value.node);
    }
    if (faulty) return invalid();
    return made(name_ == "min" ? Op::minimum : Op::maximum, without_bounds(session_.builder, *joined), children);
  }

  Typed round_to_whole() {
    const auto mode = static_cast<std::uint32_t>(name_ == "floor" ? RoundingMode::floor : RoundingMode::ceiling);
    if (call_.arguments.size() == 2) return round_with_step(mode);
    if (!count_is(1)) return invalid();
    const Typed value = checker_.check(argument(0));
    if (!checker_.require_number(value, argument_span(0))) return invalid();
    const Type type = session_.type(value.type);
    if (type.dimension != program::plain_dimension) {
      const std::string unit = session_.program().units[type.unit.index()].name;
      session_.sink.add(checker_.report(DiagnosticKind::rounding_without_step, place_.span)
                            .message("`{}` of a quantity needs a step", name_)
                            .label("{}", describe(session_.program(), value.type))
                            .help("write `{}(…, 1 {})`", name_, unit));
      return invalid();
    }
    const Typed one = checker_.number_type_node(1, {}, place_.span);
    return made(Op::round_to_step, session_.builder.integer(), {value.node, one.node}, mode);
  }

  Typed round_with_step(std::uint32_t mode) {
    const Typed value = checker_.expect_number(argument(0));
    const Typed step = checker_.expect_number(argument(1));
    if (session_.is_invalid(value.type) || session_.is_invalid(step.type)) return invalid();
    if (!checker_.same_dimension(value, step, argument_span(0), argument_span(1))) return invalid();
    const Type step_type = session_.type(step.type);
    Type type = session_.type(without_range(session_.builder, value.type));
    type.whole = whole_in(session_.program(), step_type, type.unit);
    if (step_type.low && step_type.low == step_type.high) type.step = step_type.low;
    return made(Op::round_to_step, session_.builder.type(type), {value.node, step.node}, mode);
  }

  Typed square_root() {
    const Typed value = checker_.check(argument(0));
    if (!checker_.require_plain(value, argument_span(0))) return invalid();
    return made(Op::square_root, session_.builder.number(), {value.node});
  }

  Typed absolute_value() {
    const Typed value = checker_.check(argument(0));
    if (!checker_.require_number(value, argument_span(0))) return invalid();
    return made(Op::absolute, without_range(session_.builder, value.type), {value.node});
  }

  Typed text() {
    const Typed value = checker_.check(argument(0));
    if (session_.is_invalid(value.type) || !checker_.require_required(value, argument_span(0))) return invalid();
    return made(Op::text_of, session_.builder.simple(TypeKind::text), {value.node});
  }

  Typed days_covered() {
    const Typed value = checker_.check_as(argument(0), session_.builder.list_of(session_.builder.simple(TypeKind::period)));
    if (session_.is_invalid(value.type)) return invalid();
    Type days;
    days.kind = TypeKind::number;
    days.dimension = program::day_dimension;
    days.unit = UnitId{1};
    days.whole = true;
    return made(Op::days_covered, session_.builder.type(days), {value.node});
  }

  Typed neighbour() {
    const Typed value = checker_.check(argument(0));
    if (session_.is_invalid(value.type) || !checker_.require_required(value, argument_span(0))) return invalid();
    if (session_.kind(value.type) != TypeKind::enumeration || !ordered(session_.program(), session_.peek(value.type))) {
      fail(DiagnosticKind::no_order, argument_span(0),
           fmt::format("`{}` needs a value of an ordered enum, but this is {}", name_, describe(session_.program(), value.type)));
      return invalid();
    }
    return made(name_ == "next_value" ? Op::successor : Op::predecessor, session_.builder.optional_of(value.type), {value.node});
  }

  ExpressionChecker& checker_;
  Session& session_;
  const ast::Call& call_;
  const ExpressionChecker::Place& place_;
  const std::string& name_;
};

Typed ExpressionChecker::builtin_call(const ast::Call& call, const Place& place) { return Builtins(*this, call, place).check(); }

Typed ExpressionChecker::form(const ast::ValuesOf& use, const Place& place) {
  const auto symbol = find_type(use.enumeration, "enum");
  if (!symbol) return session_.invalid(place.span);
  if (session_.symbol(*symbol).kind != names::SymbolKind::enumeration) {
    session_.sink.add(report(DiagnosticKind::not_an_enum, use.enumeration.back().span).message("`{}` is not an enum", use.enumeration.back().text));
    return session_.invalid(place.span);
  }
  if (!session_.conditions(*symbol, place.span)) return session_.invalid(place.span);
  const program::EnumId id(session_.state(*symbol).id);
  for (const program::EnumValue& value : session_.program().enums[id.index()].values) {
    if (value.from || value.until) frame_.depends_on_anchor = true;
  }
  return node(Op::values_of, session_.builder.set_of(id), {}, place.span, id.value());
}

}  // namespace norma::types
