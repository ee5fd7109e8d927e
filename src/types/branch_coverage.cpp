// Guarded values without `otherwise`: allowed where the conditions cover one enum or boolean completely.
#include <fmt/format.h>

#include "types/declarations.hpp"

namespace norma::types {

using program::Node;
using program::Op;
using program::Program;
using program::TypeKind;

namespace {

// Equal expressions by shape: same operations on the same names and constants.
bool same_expression(const Program& program, NodeId first, NodeId second) {
  const Node& a = program.nodes[first.index()];
  const Node& b = program.nodes[second.index()];
  if (a.op != b.op || a.a != b.a || a.b != b.b || a.child_count != b.child_count) return false;
  if (a.op == Op::local_definition) return true;
  if (a.op == Op::comprehension || a.op == Op::quantifier || a.op == Op::pick || a.op == Op::switch_) return false;
  for (std::uint32_t i = 0; i < a.child_count; ++i) {
    const NodeId x = program.children[a.first_child + i];
    const NodeId y = program.children[b.first_child + i];
    if (x.valid() != y.valid() || (x.valid() && !same_expression(program, x, y))) return false;
  }
  return true;
}

// What a condition says when it is about one subject alone: the values for which it is true.
struct Cover {
  NodeId subject;
  std::vector<bool> values;
};

class CoverReader {
 public:
  explicit CoverReader(const Program& program) : program_(program) {}

  std::optional<Cover> read(NodeId condition) const {
    const Node& node = program_.nodes[condition.index()];
    switch (node.op) {
      case Op::equal:
      case Op::not_equal: return equality(node);
      case Op::in_set: return membership(node);
      case Op::logical_not: return complement(read(child(node, 0)));
      case Op::logical_or: return disjunction(node);
      default: return subject_itself(condition);
    }
  }

 private:
  NodeId child(const Node& node, std::uint32_t i) const { return program_.children[node.first_child + i]; }

  std::size_t size_of(NodeId subject) const {
    const auto& type = program_[program_.node_info[subject.index()].type];
    if (type.kind == TypeKind::boolean) return 2;
    return type.kind == TypeKind::enumeration ? program_.enums[type.enumeration.index()].values.size() : 0;
  }

  std::optional<Cover> equality(const Node& node) const {
    NodeId subject = child(node, 0);
    NodeId value = child(node, 1);
    const auto constant = [&](NodeId id) {
      const Op op = program_.nodes[id.index()].op;
      return op == Op::enum_constant || op == Op::boolean_constant;
    };
    if (constant(subject)) std::swap(subject, value);
    if (!constant(value) || constant(subject)) return std::nullopt;
    Cover cover{subject, std::vector<bool>(size_of(subject), false)};
    const std::uint32_t index = program_.nodes[value.index()].a;
    if (index >= cover.values.size()) return std::nullopt;
    cover.values[index] = true;
    return node.op == Op::equal ? std::optional(cover) : complement(cover);
  }

  std::optional<Cover> membership(const Node& node) const {
    const Node& set = program_.nodes[child(node, 1).index()];
    Cover cover{child(node, 0), std::vector<bool>(size_of(child(node, 0)), false)};
    if (set.op != Op::set || set.b != 0) return std::nullopt;
    for (std::uint32_t i = 0; i < set.child_count; i += 2) {
      const Node& value = program_.nodes[child(set, i).index()];
      if (value.op != Op::enum_constant || value.a >= cover.values.size()) return std::nullopt;
      cover.values[value.a] = true;
    }
    return cover;
  }

  static std::optional<Cover> complement(std::optional<Cover> cover) {
    if (cover) cover->values.flip();
    return cover;
  }

  std::optional<Cover> disjunction(const Node& node) const {
    std::optional<Cover> whole;
    for (std::uint32_t i = 0; i < node.child_count; ++i) {
      const auto part = read(child(node, i));
      if (!part || (whole && !same_expression(program_, whole->subject, part->subject))) return std::nullopt;
      if (!whole) whole = part;
      for (std::size_t v = 0; v < part->values.size(); ++v) whole->values[v] = whole->values[v] || part->values[v];
    }
    return whole;
  }

  std::optional<Cover> subject_itself(NodeId condition) const {
    const auto& type = program_[program_.node_info[condition.index()].type];
    if (type.kind != TypeKind::boolean || type.optional) return std::nullopt;
    return Cover{condition, {false, true}};
  }

  const Program& program_;
};

std::string value_name(const Program& program, NodeId subject, std::size_t index) {
  const auto& type = program[program.node_info[subject.index()].type];
  if (type.kind == TypeKind::boolean) return index == 1 ? "true" : "false";
  return program.enums[type.enumeration.index()].values[index].name;
}

bool any_invalid(const Program& program, const program::Switch& guarded) {
  for (const auto& group : guarded.groups) {
    for (const program::Arm& arm : group) {
      const auto& type = program[program.node_info[arm.condition.index()].type];
      if (type.kind == TypeKind::invalid || program.nodes[arm.condition.index()].op == Op::invalid) return true;
    }
  }
  return false;
}

// The values left over by the branches about the subject of the first branch that is about one at all.
std::optional<Cover> covered(const Program& program, const program::Switch& guarded) {
  const CoverReader reader(program);
  std::optional<Cover> whole;
  for (const auto& group : guarded.groups) {
    for (const program::Arm& arm : group) {
      if (arm.from || arm.until) continue;
      const auto part = reader.read(arm.condition);
      if (!part || part->values.empty()) continue;
      if (!whole) {
        whole = part;
      } else if (same_expression(program, whole->subject, part->subject)) {
        for (std::size_t v = 0; v < part->values.size(); ++v) whole->values[v] = whole->values[v] || part->values[v];
      }
    }
  }
  return whole;
}

}  // namespace

void check_branches_cover(Session& session, const Frame& frame, const program::Switch& guarded, const std::string& name, Span head) {
  const Program& program = session.program();
  if (any_invalid(program, guarded)) return;
  const auto cover = covered(program, guarded);
  std::string missing;
  for (std::size_t v = 0; cover && v < cover->values.size(); ++v) {
    if (!cover->values[v]) missing += (missing.empty() ? "`" : ", `") + value_name(program, cover->subject, v) + "`";
  }
  if (cover && missing.empty()) return;
  auto problem = diagnose(DiagnosticKind::missing_otherwise, head)
                     .clause(frame.clause)
                     .message("`{}` has no value when none of its branches applies", name)
                     .help("add `otherwise : VALUE`, or `otherwise : silent …` where the text says nothing");
  if (!missing.empty() && cover->values.size() > 2) problem.help("not covered: {}", missing);
  session.sink.add(problem);
}

}  // namespace norma::types
