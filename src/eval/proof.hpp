#pragma once
// What happened while a case was evaluated: a directed graph without cycles, recorded by the walker itself. Every expression that
// was walked has a node; definitions and calls that were computed once are one node, however often they were read.
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "base/arena.hpp"
#include "eval/value.hpp"
#include "program/program.hpp"

namespace norma::eval {

using ProofId = TypedId<struct ProofTag>;

enum class ProofKind : std::uint8_t {
  constant,
  fact,              // a package's fact that was read; `fact`
  given,             // a given fact or parameter bound in a frame; `callable`, `index`: which parameter
  default_used,      // a discretion or reading that was left at its default; `fact`, or `callable` and `index`
  local,             // a read of a parameter, given fact or variable; child: what was bound
  variable,          // a member bound to a variable of a `for each`; `index`: its position from 0
  local_definition,  // `callable`, `index`: frame slot; child: the body
  definition,        // `callable`; children: arguments (kind given), body
  call,              // a use of a definition; last child: the definition
  decision,          // `callable`; children: given facts, requirements, outputs
  requirement,       // `callable`; children: conditions walked; of a `for each`: one `member` each
  member,            // one member of a requirement `for each`; `index`: its position from 0
  output,            // `callable`, `index`: which output
  comparison,
  logic,
  operation,         // arithmetic, dates, text, collections
  rounding,          // children: unrounded value, step or places
  conditional,       // `index`: which pair of children was taken, no_index: none or unknown
  guarded,           // a guarded definition; `tried` lists what was considered, `index` is the place in it of what applied
  table,             // `index`: row taken
  aggregate,         // sums, counts, quantifiers, picks, comprehensions
  silent,
  refused,
  version,           // `callable`: the version chosen by the anchor
  truncated,         // the limit on nodes was reached; what follows was not recorded
};

/// An arm or a row that was considered.
struct Tried {
  enum class Kind : std::uint8_t { exception, arm, otherwise, row } kind = Kind::arm;
  Truth truth = Truth::no;        // of its guard
  bool failed = false;            // its guard is an error
  bool overridden = false;        // an exception that another one beats
  std::uint32_t group = 0;        // arm: which group
  std::uint32_t index = 0;        // within exceptions, the group or the rows
  ProofId condition;              // invalid for rows
};

struct ProofNode {
  ProofKind kind = ProofKind::operation;
  std::uint32_t index = 0xffffffffU;
  program::NodeId node;           // the expression, where there is one
  program::CallableId callable;
  program::FactId fact;
  Value value;
  std::uint32_t first_child = 0, child_count = 0;
  std::uint32_t first_tried = 0, tried_count = 0;
};

/// A proof that was taken from an evaluator. Ids are positions in the order of creation; a child's id is smaller than its parent's.
/// It owns its values; program and calendars must outlive it.
class Proof {
 public:
  std::vector<ProofNode> nodes;
  std::vector<ProofId> child_ids;
  std::vector<Tried> tried_arms;
  ProofId root;
  bool truncated = false;

  [[nodiscard]] const ProofNode& operator[](ProofId id) const { return nodes[id.index()]; }
  [[nodiscard]] std::span<const ProofId> children(const ProofNode& node) const {
    return {child_ids.data() + node.first_child, node.child_count};
  }
  [[nodiscard]] std::span<const Tried> tried(const ProofNode& node) const {
    return {tried_arms.data() + node.first_tried, node.tried_count};
  }
  /// Copies every value into memory of its own.
  void own_values();

 private:
  std::shared_ptr<Arena> arena_;
};

}  // namespace norma::eval
