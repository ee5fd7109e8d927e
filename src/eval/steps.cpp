#include "eval/steps.hpp"

#include "eval/machine.hpp"

namespace norma::eval {
namespace {

Value constant_of(const Program& program, const Node& node) {
  switch (node.op) {
    case Op::small_constant: {
      const program::SmallConstant& constant = program.small_constants[node.a];
      return Value::of(constant.numerator, constant.denominator, Tag::number);
    }
    case Op::enum_constant: return Value::enumeration(node.a);
    case Op::boolean_constant: return Value::boolean(node.a != 0);
    case Op::date_constant: return Value::of(static_cast<std::int32_t>(node.a), 1, Tag::date);
    case Op::span_constant: return Value::span(static_cast<std::int32_t>(node.a));
    case Op::none_constant: return Value::none();
    default: return {};
  }
}

bool is_one(const Step& step) { return step.constant.tag == Tag::number && step.constant.bits == 1 && step.constant.aux == 1; }

// `ceil(k * sqrt(x))` and the like are decided at once, without making the root.
bool rounds_a_root(const Step& step) {
  const auto mode = static_cast<RoundingMode>(step.a);
  if (step.op != Op::round_to_step || (mode != RoundingMode::ceiling && mode != RoundingMode::floor) || !is_one(step.kids[1])) return false;
  const Step& product = step.kids[0];
  return product.op == Op::multiply && product.child_count == 2 && product.kids[1].op == Op::square_root;
}

}  // namespace

Steps::Steps(const Program& program) : nodes_(program.nodes.size()), children_(program.children.size()) {
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    const Node& node = program.nodes[i];
    Step& step = nodes_[i];
    step.op = node.op;
    step.flags = node.flags;
    step.child_count = node.child_count;
    step.a = node.a;
    step.b = node.b;
    step.id = NodeId::from_index(i);
    step.kids = children_.data() + node.first_child;
    step.constant = constant_of(program, node);
    step.handler = Machine::plain_handlers[static_cast<std::size_t>(node.op)];
  }
  for (std::size_t i = 0; i < children_.size(); ++i) {
    if (program.children[i].valid()) children_[i] = nodes_[program.children[i].index()];
  }
  for (std::vector<Step>* steps : {&nodes_, &children_}) {
    for (Step& step : *steps) {
      if (rounds_a_root(step)) step.handler = Machine::rounded_root_handler;
    }
  }
}

void Steps::bind_tables(const std::vector<const PreparedTable*>& direct) {
  for (std::vector<Step>* steps : {&nodes_, &children_}) {
    for (Step& step : *steps) {
      if (step.op != Op::call || step.child_count != 1 || direct[step.a] == nullptr) continue;
      step.detail = direct[step.a];
      step.handler = direct[step.a]->cuts.usable() ? Machine::number_table_handler : Machine::enum_table_handler;
    }
  }
}

}  // namespace norma::eval
