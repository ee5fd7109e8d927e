#include "program/verify.hpp"

#include "program/dump.hpp"
#include "program/walk.hpp"

namespace norma::program {
namespace {

struct Arity { std::uint32_t least, most; };
constexpr std::uint32_t any_number = 0xffffffffU;

Arity arity_of(Op operation) {
  if (operation <= Op::local) return {0, 0};
  switch (operation) {
    case Op::local_definition: case Op::field: case Op::date_year: case Op::date_month: case Op::date_day: case Op::date_weekday:
    case Op::period_from: case Op::period_to: case Op::period_days: case Op::negate: case Op::absolute: case Op::square_root:
    case Op::span_of: case Op::logical_not: case Op::is_none: case Op::is_empty: case Op::check_range: case Op::matches_format:
    case Op::as_format: case Op::text_of: case Op::successor: case Op::predecessor: case Op::count_of: case Op::sum_of:
    case Op::minimum_of: case Op::maximum_of: case Op::days_covered: return {1, 1};
    case Op::as_of: case Op::divide: case Op::floor_divide: case Op::modulo: case Op::power: case Op::round_to_step:
    case Op::round_to_places: case Op::date_add_days: case Op::date_difference: case Op::span_scale: case Op::equal: case Op::not_equal:
    case Op::less: case Op::less_equal: case Op::greater: case Op::greater_equal: case Op::in_list: case Op::in_set: case Op::in_period:
    case Op::subset_of: case Op::overlaps: case Op::default_of: case Op::integer_range: case Op::period: case Op::item_of:
    case Op::index_of: case Op::period_intersection: case Op::working_day_on_or_after: case Op::working_day_on_or_before:
    case Op::is_working_day: return {2, 2};
    case Op::date_add_span: case Op::in_range: case Op::working_day_after: case Op::working_day_before: case Op::working_days_between:
    case Op::calendar_with: return {3, 3};
    case Op::definition: case Op::switch_: case Op::silent: case Op::refuse: case Op::comprehension: case Op::quantifier:
    case Op::pick: case Op::values_of: case Op::not_applicable: return {0, 0};
    case Op::add: case Op::multiply: case Op::minimum: case Op::maximum: case Op::span_add: case Op::logical_and: case Op::logical_or:
    case Op::table: return {1, any_number};
    case Op::conditional: return {3, any_number};
    default: return {0, any_number};
  }
}

// How many things `a` may point to; any_number where it is no index.
std::size_t index_limit(const Program& program, Op operation) {
  switch (operation) {
    case Op::small_constant: return program.small_constants.size();
    case Op::number_constant: return program.numbers.size();
    case Op::text_constant: return program.texts.size();
    case Op::calendar_constant: return program.calendars.size();
    case Op::fact: return program.facts.size();
    case Op::definition: case Op::call: case Op::requirement_holds: return program.callables.size();
    case Op::version: return program.version_groups.size();
    case Op::switch_: return program.switches.size();
    case Op::table: return program.tables.size();
    case Op::silent: case Op::refuse: return program.notices.size();
    case Op::matches_format: case Op::as_format: case Op::compose_format: return program.formats.size();
    case Op::comprehension: case Op::quantifier: case Op::pick: return program.comprehensions.size();
    case Op::values_of: return program.enums.size();
    default: return any_number;
  }
}

class Verifier {
 public:
  Verifier(const Program& program, std::size_t most) : program_(program), most_(most) {}

  std::vector<std::string> run() {
    if (program_.node_info.size() != program_.nodes.size()) report("node_info is not parallel to nodes");
    for (std::size_t i = 0; i < program_.nodes.size() && !full(); ++i) check_node(i);
    if (!problems_.empty()) return std::move(problems_);
    for (std::size_t i = 0; i < program_.nodes.size() && !full(); ++i) check_uses(i);
    check_frames();
    check_cycles();
    return std::move(problems_);
  }

 private:
  [[nodiscard]] bool full() const { return problems_.size() >= most_; }
  void report(std::string problem) {
    if (!full()) problems_.push_back(std::move(problem));
  }
  [[nodiscard]] std::string name_of(std::size_t node) const {
    return "node " + std::to_string(node) + " (" + std::string(operation_name(program_.nodes[node].op)) + ")";
  }

  void check_node(std::size_t index) {
    const Node& node = program_.nodes[index];
    const Arity arity = arity_of(node.op);
    if (node.op == Op::invalid) report(name_of(index) + " was handed on");
    if (node.child_count < arity.least || node.child_count > arity.most)
      report(name_of(index) + " has " + std::to_string(node.child_count) + " children");
    if (std::size_t{node.first_child} + node.child_count > program_.children.size()) report(name_of(index) + " has children out of range");
    if (index_limit(program_, node.op) != any_number && node.a >= index_limit(program_, node.op)) report(name_of(index) + " points out of range");
    const TypeId type = program_.node_info[index].type;
    if (!type.valid() || type.index() >= program_.types.size()) report(name_of(index) + " has no type");
  }

  void check_uses(std::size_t index) {
    visit_uses(
        program_, NodeId::from_index(index),
        [&](NodeId used) {
          if (used.index() >= index) report(name_of(index) + " uses node " + std::to_string(used.value()) + ", which does not stand before it");
        },
        [](CallableId) {});
  }

  // Slots that a callable's nodes use, except those of requirements that own a frame of their own.
  void check_frames() {
    for (std::size_t i = 0; i < program_.callables.size() && !full(); ++i) {
      const Callable& callable = program_.callables[i];
      const std::uint32_t size = callable.owner.valid() ? program_[callable.owner].frame_size : callable.frame_size;
      std::vector<bool> seen(program_.nodes.size());
      std::vector<NodeId> open;
      const auto add = [&](NodeId id) {
        if (seen[id.index()]) return;
        seen[id.index()] = true;
        open.push_back(id);
      };
      visit_uses(program_, CallableId::from_index(i), add, [](CallableId) {});
      while (!open.empty()) {
        const NodeId id = open.back();
        open.pop_back();
        const Node& node = program_.nodes[id.index()];
        if ((node.op == Op::local || node.op == Op::local_definition) && node.a >= size)
          report(name_of(id.index()) + " of `" + callable.name + "` uses slot " + std::to_string(node.a) + " of " + std::to_string(size));
        visit_uses(program_, id, add, [](CallableId) {});
      }
    }
  }

  void check_cycles() {
    enum class State : std::uint8_t { fresh, open, done };
    std::vector<State> states(program_.callables.size(), State::fresh);
    for (std::size_t start = 0; start < states.size(); ++start) {
      if (states[start] != State::fresh) continue;
      std::vector<std::pair<std::size_t, std::vector<std::size_t>>> path;
      const auto enter = [&](std::size_t callable) {
        states[callable] = State::open;
        path.emplace_back(callable, uses_of(callable));
      };
      enter(start);
      while (!path.empty()) {
        if (path.back().second.empty()) {
          states[path.back().first] = State::done;
          path.pop_back();
          continue;
        }
        const std::size_t next = path.back().second.back();
        path.back().second.pop_back();
        if (states[next] == State::open) report("`" + program_.callables[next].name + "` depends on itself");
        if (states[next] == State::fresh) enter(next);
      }
    }
  }

  [[nodiscard]] std::vector<std::size_t> uses_of(std::size_t callable) const {
    std::vector<std::size_t> used;
    std::vector<bool> seen(program_.nodes.size());
    std::vector<NodeId> open;
    const auto on_node = [&](NodeId id) {
      if (seen[id.index()]) return;
      seen[id.index()] = true;
      open.push_back(id);
    };
    const auto on_callable = [&](CallableId id) { used.push_back(id.index()); };
    visit_uses(program_, CallableId::from_index(callable), on_node, on_callable);
    while (!open.empty()) {
      const NodeId id = open.back();
      open.pop_back();
      visit_uses(program_, id, on_node, on_callable);
    }
    return used;
  }

  const Program& program_;
  std::size_t most_;
  std::vector<std::string> problems_;
};

}  // namespace

std::vector<std::string> verify(const Program& program, std::size_t most) { return Verifier(program, most).run(); }

}  // namespace norma::program
