#include "program/dump.hpp"

#include "number/format.hpp"
#include "program/walk.hpp"

namespace norma::program {

std::string_view operation_name(Op operation) {
  switch (operation) {
    case Op::small_constant: return "small_constant";
    case Op::number_constant: return "number_constant";
    case Op::boolean_constant: return "boolean_constant";
    case Op::date_constant: return "date_constant";
    case Op::span_constant: return "span_constant";
    case Op::text_constant: return "text_constant";
    case Op::enum_constant: return "enum_constant";
    case Op::none_constant: return "none_constant";
    case Op::calendar_constant: return "calendar_constant";
    case Op::unknown_constant: return "unknown_constant";
    case Op::policy_constant: return "policy_constant";
    case Op::fact: return "fact";
    case Op::local: return "local";
    case Op::local_definition: return "local_definition";
    case Op::definition: return "definition";
    case Op::call: return "call";
    case Op::version: return "version";
    case Op::as_of: return "as_of";
    case Op::field: return "field";
    case Op::date_year: return "date_year";
    case Op::date_month: return "date_month";
    case Op::date_day: return "date_day";
    case Op::date_weekday: return "date_weekday";
    case Op::period_from: return "period_from";
    case Op::period_to: return "period_to";
    case Op::period_days: return "period_days";
    case Op::add: return "add";
    case Op::multiply: return "multiply";
    case Op::divide: return "divide";
    case Op::floor_divide: return "floor_divide";
    case Op::modulo: return "modulo";
    case Op::power: return "power";
    case Op::negate: return "negate";
    case Op::absolute: return "absolute";
    case Op::square_root: return "square_root";
    case Op::minimum: return "minimum";
    case Op::maximum: return "maximum";
    case Op::round_to_step: return "round_to_step";
    case Op::round_to_places: return "round_to_places";
    case Op::date_add_span: return "date_add_span";
    case Op::date_add_days: return "date_add_days";
    case Op::date_difference: return "date_difference";
    case Op::span_add: return "span_add";
    case Op::span_scale: return "span_scale";
    case Op::span_of: return "span_of";
    case Op::equal: return "equal";
    case Op::not_equal: return "not_equal";
    case Op::less: return "less";
    case Op::less_equal: return "less_equal";
    case Op::greater: return "greater";
    case Op::greater_equal: return "greater_equal";
    case Op::logical_and: return "logical_and";
    case Op::logical_or: return "logical_or";
    case Op::logical_not: return "logical_not";
    case Op::is_none: return "is_none";
    case Op::is_empty: return "is_empty";
    case Op::in_list: return "in_list";
    case Op::in_set: return "in_set";
    case Op::in_range: return "in_range";
    case Op::in_period: return "in_period";
    case Op::subset_of: return "subset_of";
    case Op::overlaps: return "overlaps";
    case Op::conditional: return "conditional";
    case Op::switch_: return "switch";
    case Op::table: return "table";
    case Op::default_of: return "default_of";
    case Op::silent: return "silent";
    case Op::refuse: return "refuse";
    case Op::check_range: return "check_range";
    case Op::matches_format: return "matches_format";
    case Op::as_format: return "as_format";
    case Op::compose_format: return "compose_format";
    case Op::text_of: return "text_of";
    case Op::record: return "record";
    case Op::list: return "list";
    case Op::set: return "set";
    case Op::integer_range: return "integer_range";
    case Op::period: return "period";
    case Op::set_union: return "set_union";
    case Op::set_minus: return "set_minus";
    case Op::set_intersect: return "set_intersect";
    case Op::comprehension: return "comprehension";
    case Op::quantifier: return "quantifier";
    case Op::pick: return "pick";
    case Op::item_of: return "item_of";
    case Op::index_of: return "index_of";
    case Op::values_of: return "values_of";
    case Op::successor: return "successor";
    case Op::predecessor: return "predecessor";
    case Op::count_of: return "count_of";
    case Op::sum_of: return "sum_of";
    case Op::minimum_of: return "minimum_of";
    case Op::maximum_of: return "maximum_of";
    case Op::days_covered: return "days_covered";
    case Op::period_intersection: return "period_intersection";
    case Op::working_day_after: return "working_day_after";
    case Op::working_day_before: return "working_day_before";
    case Op::working_day_on_or_after: return "working_day_on_or_after";
    case Op::working_day_on_or_before: return "working_day_on_or_before";
    case Op::working_days_between: return "working_days_between";
    case Op::is_working_day: return "is_working_day";
    case Op::calendar_with: return "calendar_with";
    case Op::requirement_holds: return "requirement_holds";
    case Op::not_applicable: return "not_applicable";
    case Op::invalid: return "invalid";
  }
  return "?";
}

namespace {

class Dumper {
 public:
  explicit Dumper(const Program& program) : program_(program) {}

  std::string dump() {
    for (std::size_t i = 0; i < program_.facts.size(); ++i) {
      const Fact& fact = program_.facts[i];
      text_ += "fact " + std::to_string(i) + " " + fact.name + " : type " + std::to_string(fact.type.value()) + "\n";
      named("default", fact.default_value);
      named("asked when", fact.asked_when);
    }
    for (std::size_t i = 0; i < program_.callables.size(); ++i) callable(i);
    return std::move(text_);
  }

 private:
  void callable(std::size_t index) {
    static constexpr const char* kinds[] = {"definition", "table", "requirement", "advice", "decision"};
    const Callable& callable = program_.callables[index];
    text_ += std::string(kinds[static_cast<std::size_t>(callable.kind)]) + " " + std::to_string(index) + " " + callable.name + " (";
    for (std::size_t i = 0; i < callable.parameters.size(); ++i) text_ += (i > 0 ? ", " : "") + callable.parameters[i].name;
    text_ += ") frame " + std::to_string(callable.frame_size) + "\n";
    named("anchor", callable.anchor);
    for (const Callable::Local& local : callable.locals) named("local " + local.name + " = slot " + std::to_string(local.slot), local.body);
    named("body", callable.body);
    for (const Generator& generator : callable.for_each) named("for each slot " + std::to_string(generator.slot), generator.collection);
    named("where", callable.where);
    named("when", callable.when);
    named("condition", callable.condition);
    if (callable.exceptions) switch_arms(program_.switches[*callable.exceptions], 2);
    for (const RequirementUse& use : callable.requirements) {
      text_ += std::string("  ") + (use.advisory ? "advise " : "require ") + std::to_string(use.requirement.value()) + "\n";
      for (const NodeId argument : use.arguments) node(argument, 2);
    }
    for (const Output& output : callable.outputs) named("gives " + output.name, output.value);
  }

  void named(const std::string& name, NodeId id) {
    if (!id.valid()) return;
    text_ += "  " + name + "\n";
    node(id, 2);
  }

  void node(NodeId id, std::size_t depth) {
    constexpr std::size_t deepest = 200;
    text_.append(2 * depth, ' ');
    if (!id.valid()) {
      text_ += "-\n";
      return;
    }
    if (depth > deepest) {
      text_ += "...\n";
      return;
    }
    const Node& n = program_.nodes[id.index()];
    text_ += "%" + std::to_string(id.value()) + " " + std::string(operation_name(n.op)) + detail(n) + "\n";
    for (std::uint32_t i = 0; i < n.child_count; ++i) node(program_.children[n.first_child + i], depth + 1);
    if (n.op == Op::switch_) switch_arms(program_.switches[n.a], depth + 1);
    if (n.op == Op::table) table_rows(program_.tables[n.a], depth + 1);
    if (n.op == Op::comprehension || n.op == Op::quantifier || n.op == Op::pick) comprehension(program_.comprehensions[n.a], depth + 1);
  }

  std::string detail(const Node& n) const {
    switch (n.op) {
      case Op::small_constant: {
        const SmallConstant& constant = program_.small_constants[n.a];
        return " " + std::to_string(constant.numerator) + (constant.denominator == 1 ? "" : "/" + std::to_string(constant.denominator));
      }
      case Op::number_constant: return " " + to_exact_text(program_.numbers[n.a]);
      case Op::text_constant: return " \"" + program_.texts[n.a] + "\"";
      case Op::fact: return " " + program_.facts[n.a].name;
      case Op::definition: case Op::call: case Op::requirement_holds: return " " + program_.callables[n.a].name;
      case Op::version: return " " + program_.version_groups[n.a].name;
      default: return n.a == 0 && n.b == 0 ? "" : " " + std::to_string(static_cast<std::int32_t>(n.a)) + (n.b == 0 ? "" : " " + std::to_string(n.b));
    }
  }

  void arm(const char* kind, const Arm& arm, std::size_t depth) {
    text_.append(2 * depth, ' ');
    text_ += kind + (arm.name.empty() ? "" : " " + arm.name) + "\n";
    if (arm.condition.valid()) node(arm.condition, depth + 1);
    node(arm.value, depth + 1);
  }

  void switch_arms(const Switch& guarded, std::size_t depth) {
    for (const Arm& exception : guarded.exceptions) arm("exception", exception, depth);
    for (std::size_t group = 0; group < guarded.groups.size(); ++group) {
      for (const Arm& each : guarded.groups[group]) arm(group == 0 ? "when" : "else when", each, depth);
    }
    if (guarded.otherwise) arm("otherwise", *guarded.otherwise, depth);
  }

  void table_rows(const Table& table, std::size_t depth) {
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      text_.append(2 * depth, ' ');
      text_ += "row " + std::to_string(i) + "\n";
      node(table.rows[i].value, depth + 1);
    }
    if (!table.otherwise) return;
    text_.append(2 * depth, ' ');
    text_ += "otherwise\n";
    node(table.otherwise->value, depth + 1);
  }

  void comprehension(const Comprehension& form, std::size_t depth) {
    for (const Generator& generator : form.generators) {
      text_.append(2 * depth, ' ');
      text_ += "for each slot " + std::to_string(generator.slot) + "\n";
      node(generator.collection, depth + 1);
    }
    const auto part = [&](const char* name, NodeId id) {
      if (!id.valid()) return;
      text_.append(2 * depth, ' ');
      text_ += std::string(name) + "\n";
      node(id, depth + 1);
    };
    part("where", form.where);
    part("element", form.element);
    for (const SortKey& key : form.keys) part(key.descending ? "by descending" : "by", key.key);
    part("otherwise", form.otherwise);
  }

  const Program& program_;
  std::string text_;
};

}  // namespace

std::string dump(const Program& program) { return Dumper(program).dump(); }

}  // namespace norma::program
