#include "explain/expression.hpp"

#include <algorithm>

namespace norma::explain {
namespace {

using eval::ProofId;
using eval::ProofKind;
using eval::ProofNode;
using eval::Tag;
using program::Op;

constexpr std::size_t longest_expression = 2000;  // bytes; a longer one is not shown

bool is_read(Op operation, ProofKind kind) {
  switch (operation) {
    case Op::fact: case Op::local: case Op::local_definition: case Op::definition: case Op::call: case Op::version: case Op::as_of:
    case Op::field: case Op::requirement_holds: case Op::index_of: case Op::item_of: case Op::date_year: case Op::date_month:
    case Op::date_day: case Op::date_weekday: case Op::period_from: case Op::period_to: case Op::period_days:
      return true;
    default: return kind == ProofKind::aggregate || kind == ProofKind::guarded || kind == ProofKind::table;
  }
}

// Values that say more than their name when they stand in a line.
bool fits_in_line(eval::Value value) {
  switch (value.tag) {
    case Tag::record: case Tag::list: case Tag::calendar: case Tag::policy: case Tag::absent: return false;
    default: return true;
  }
}

bool inside(Span inner, Span outer) {
  return inner.valid() && inner.file == outer.file && inner.begin >= outer.begin && inner.end <= outer.end && inner.size() > 0;
}

}  // namespace

std::string written(const SourceSet* sources, Span span) {
  if (sources == nullptr || !span.valid() || !sources->contains(span.file) || span.size() > longest_expression) return {};
  return std::string(sources->text(span));
}

std::string written(const program::Program& program, const SourceSet* sources, program::NodeId node) {
  return node.valid() ? written(sources, program.node_info[node.index()].span) : std::string();
}

WrittenExpression written_expression(const program::Program& program, const eval::Proof& proof, const ProofReader& reader,
                                     const SourceSet* sources, ProofId root) {
  WrittenExpression result;
  if (!proof[root].node.valid()) return result;
  const Span whole = program.node_info[proof[root].node.index()].span;
  result.text = written(sources, whole);
  if (result.text.empty()) return result;
  std::vector<ProofId> waiting{root};
  while (!waiting.empty() && result.operands.size() < 100) {
    const ProofNode& node = proof[waiting.back()];
    waiting.pop_back();
    if (!node.node.valid()) continue;
    const Span span = program.node_info[node.node.index()].span;
    if (!inside(span, whole)) continue;
    if (is_read(reader.operation(node), node.kind)) {
      if (fits_in_line(node.value))
        result.operands.push_back({span.begin - whole.begin, span.end - whole.begin, {node.value, reader.type_of(node)}});
      continue;
    }
    for (const ProofId child : proof.children(node)) waiting.push_back(child);
  }
  std::sort(result.operands.begin(), result.operands.end(), [](const Operand& x, const Operand& y) { return x.begin < y.begin; });
  std::size_t end = 0;
  std::erase_if(result.operands, [&](const Operand& operand) {
    const bool overlaps = operand.begin < end;
    if (!overlaps) end = operand.end;
    return overlaps;
  });
  return result;
}

}  // namespace norma::explain
