#pragma once
// A second reading of the language reference: walks the resolved program as the reference says it means, one plain function for
// each form. It shares no code with the evaluator; numbers, days and unknowns are its own.
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

#include "checker/cannot_tell.hpp"
#include "checker/show.hpp"
#include "checker/value.hpp"

namespace norma::checker {

enum class State { met, not_met, undetermined, not_applicable, failed };
enum class Verdict { met, not_met, undetermined, refused };

struct RequirementOutcome {
  CallableId requirement;
  bool advisory = false;
  State state = State::met;
  std::string member;   ///< of a `for each`: key, value or position; otherwise empty
  Value value;
};

struct DecisionOutcome {
  Verdict verdict = Verdict::met;
  std::vector<RequirementOutcome> requirements;
  std::vector<Value> outputs;            ///< parallel to Callable::outputs
  Causes missing;
  std::vector<std::string> errors;       ///< codes
};

/// What was seen in a case, as canonical JSON, whatever the frame.
struct Trace {
  using Values = std::unordered_set<std::string>;
  std::vector<Values> nodes;                          ///< of each node
  std::vector<Values> callables;                      ///< requirements and their members, decisions
  std::vector<Values> facts;                          ///< facts of packages
  std::vector<Values> bound;                          ///< members bound by a generator, by the node of its collection
  std::map<std::pair<std::uint32_t, std::uint32_t>, Values> given;  ///< given facts, by decision and position
};

struct Limits {
  std::uint64_t steps = 20'000'000;
  std::uint32_t depth = 2'500;
};

/// One case at a time. Every function may throw CannotTell.
class Evaluation {
 public:
  explicit Evaluation(const Program& program, const Limits& limits = {}) : program_(program), limits_(limits) {}

  /// One value for each fact of the program; `missing` and unknown ones are looked into.
  void begin(std::vector<Value> facts, std::optional<Day> on);
  /// The given facts of a decision that an expression runs at the top.
  void give(CallableId decision, std::vector<Value> given) { given_[decision.value()] = std::move(given); }
  void trace(bool on);
  [[nodiscard]] const Trace& seen() const { return trace_; }

  DecisionOutcome decide(CallableId decision, const std::vector<Value>& given);
  Value evaluate(CallableId callable, const std::vector<Value>& arguments);
  Value evaluate_node(NodeId node, std::uint32_t frame_size);
  /// Whether a fact applies: its `asked when`.
  Value applies(FactId fact);
  /// What a fact of the package is worth in this case.
  Value fact(FactId id);

  /// A strict operation on operands that someone else found.
  Value applied(NodeId id, const std::vector<Value>& operands);

  class Join;

 private:
  using Node = program::Node;
  using Callable = program::Callable;
  using Frame = std::vector<Value>;

  /// One round of `for each`.
  struct Round {
    Truth belongs = Truth::yes;
    Causes causes;            // of an unknown belonging
    bool any_number = false;  // stands for all members of a list that is not known
    Value error;              // of a list or of the condition; missing: none
    std::size_t position = 0;
  };
  /// Answers whether to go on.
  using Visit = std::function<bool(const Round&)>;
  class Agreement;
  class SetInProgress;
  class FrameScope;

  // ---- walking (evaluation.cpp)
  Value walk(NodeId id);
  Value walked(NodeId id);
  Value constant(const Node& node) const;
  std::vector<Value> walk_children(const Node& node);
  Value logic(const Node& node, bool conjunction);
  Value conditional(NodeId id);
  Value default_of(NodeId id);
  Value definition(CallableId id);
  Value call(CallableId id, const std::vector<Value>& arguments);
  Value body(CallableId id, const std::vector<Value>& arguments);
  Value local_definition(const Node& node);
  Value version(NodeId id);
  Value as_of(const Node& node);
  Value in_force(const std::optional<Date>& from, const std::optional<Date>& until);
  Value refused(const Node& node);

  // ---- guards (guards.cpp)
  Value arm_guard(const program::Arm& arm);
  bool exceptions(const program::Switch& guarded, Join& join, NodeId id);
  bool arms(const std::vector<program::Arm>& group, Join& join, NodeId id);
  Value guarded(NodeId id);
  Value table(NodeId id);
  Value collected_rows(const program::Table& table, const std::vector<std::pair<std::size_t, Value>>& fitting);
  Value cell(const program::TableCell& cell, const Value& input) const;

  // ---- for each (rounds.cpp)
  bool each(std::span<const program::Generator> generators, NodeId where, const Visit& visit);
  bool each_member(std::span<const program::Generator> generators, std::size_t depth, NodeId where, Round round, const Visit& visit);
  Value list_literal(const Node& node);
  Value set_literal(NodeId id);
  Value values_of(const Node& node);
  Value comprehension(NodeId id);
  Value sum_over(NodeId id, const program::Comprehension& form);
  Value count_over(const program::Comprehension& form);
  Value extreme_over(NodeId id, const program::Comprehension& form, bool largest);
  Value list_over(NodeId id, const program::Comprehension& form);
  Value set_over(NodeId id, const program::Comprehension& form);
  Value quantifier(const Node& node);
  Value pick(NodeId id);

  // ---- operations on walked values (operations.cpp, day_operations.cpp, collection_operations.cpp)
  Value apply(NodeId id, const std::vector<Value>& arguments);
  Value sum(NodeId id);
  Value arithmetic(const Node& node, const std::vector<Value>& arguments) const;
  Value rounding(NodeId id, const std::vector<Value>& arguments) const;
  Value comparison(const Node& node, const std::vector<Value>& arguments) const;
  Value membership(NodeId id, const std::vector<Value>& arguments) const;
  Value check_range(NodeId id, const Value& value) const;
  Value text_operation(NodeId id, const std::vector<Value>& arguments) const;
  Value day_operation(NodeId id, const std::vector<Value>& arguments) const;
  Value period_operation(NodeId id, const std::vector<Value>& arguments) const;
  Value working_day(NodeId id, const std::vector<Value>& arguments) const;
  Value collection_operation(NodeId id, const std::vector<Value>& arguments);
  Value set_operation(NodeId id, const std::vector<Value>& arguments) const;
  Value field(NodeId id, const Value& record) const;

  // ---- decisions (decisions.cpp)
  Value requirement_once(const Callable& requirement);
  void members(CallableId id, bool advisory, std::vector<RequirementOutcome>& results);
  void requirement(CallableId id, bool advisory, std::vector<RequirementOutcome>& results);
  void used(const program::RequirementUse& use, std::vector<RequirementOutcome>& results);
  Value requirement_holds(const Node& node);
  void fill_given(CallableId id, const std::vector<Value>& given);
  void decide_in_frame(CallableId id, DecisionOutcome& outcome);
  Value decision_record(CallableId id);
  Value at_top(CallableId id);
  std::string member_key(const program::Generator& generator, std::size_t position) const;
  static Value together(const std::vector<RequirementOutcome>& results);

  // ---- small things
  void see(CallableId id, const Value& value) {
    if (tracing_) trace_.callables[id.index()].insert(json_of(program_, value, program_[id].result));
  }
  void clear_trace();
  void look_at(const program::Message& message);
  [[nodiscard]] const Node& node(NodeId id) const { return program_.nodes[id.index()]; }
  /// A written subtraction: the term is the operand of a `negate` with a flag.
  [[nodiscard]] bool is_subtracted(const Node& sum, std::uint32_t i) const {
    const Node& term = node(child(sum, i));
    return i > 0 && term.op == Op::negate && (term.flags & 1U) != 0;
  }
  [[nodiscard]] NodeId child(const Node& node, std::uint32_t i) const { return program_.children[node.first_child + i]; }
  [[nodiscard]] TypeId type_of(NodeId id) const { return program_.node_info[id.index()].type; }
  [[nodiscard]] Value open_node(NodeId id, Causes causes) const { return unknown_of(program_, type_of(id), std::move(causes)); }
  /// Unknown of the node's type, resting on all that the arguments rest on.
  [[nodiscard]] Value open_node(NodeId id, const std::vector<Value>& arguments) const;

  const Program& program_;
  Limits limits_;
  std::uint64_t steps_ = 0;
  std::uint32_t depth_ = 0;
  std::vector<Value> facts_;
  Value anchor_;                 // missing: the run has no date
  Frame* frame_ = nullptr;
  bool as_of_ = false;           // inside `as of`: local definitions are computed anew
  std::map<std::uint32_t, std::vector<Value>> given_;
  std::map<std::string, Value> kept_;   // definitions and calls by arguments and anchor
  bool tracing_ = false;
  Trace trace_;
};

/// The values a guarded expression may still have.
class Evaluation::Join {
 public:
  Join(const Program& program, TypeId type) : program_(program), type_(type) {}

  void add(Value outcome) { outcomes_.push_back(std::move(outcome)); }
  void guard(const Causes& causes) {
    join(causes_, causes);
    guarded_ = true;
  }
  void guard(const Value& unknown_guard) { guard(causes_of(unknown_guard)); }
  [[nodiscard]] bool empty() const { return outcomes_.empty(); }
  [[nodiscard]] bool open() const { return guarded_; }
  [[nodiscard]] Value finish() const;

 private:
  [[nodiscard]] Value records(const std::vector<Value>& outcomes) const;
  [[nodiscard]] Value sets(const std::vector<Value>& outcomes) const;
  [[nodiscard]] Value hull_of(const std::vector<Value>& outcomes, bool settle) const;

  const Program& program_;
  TypeId type_;
  std::vector<Value> outcomes_;
  Causes causes_;
  bool guarded_ = false;
};

/// Values of which each certainly applies: one value, or why there is none.
class Evaluation::Agreement {
 public:
  Agreement(const Program& program, TypeId type) : program_(program), type_(type) {}
  void add(const Value& value);
  [[nodiscard]] bool empty() const { return value_.is(Kind::missing); }
  [[nodiscard]] const Value& value() const { return value_; }

 private:
  const Program& program_;
  TypeId type_;
  Value value_;
};

/// A frame of its own for a declaration; the one before comes back at the end.
class Evaluation::FrameScope {
 public:
  FrameScope(Evaluation& owner, std::size_t size, const std::vector<Value>& arguments = {});
  ~FrameScope();
  FrameScope(const FrameScope&) = delete;
  FrameScope& operator=(const FrameScope&) = delete;

 private:
  Evaluation& owner_;
  Frame frame_;
  Frame* outer_;
  bool outer_as_of_;
};

/// A sum while it is added up.
class Sum {
 public:
  void add(const Value& term, bool subtracted = false);
  /// A term that may or may not be there.
  void add_possible(const Value& term, const Causes& causes);
  /// Any number of terms like this one.
  void add_repeated(const Value& term, const Causes& causes);
  void fail(const Value& error) { if (failed_.is(Kind::missing)) failed_ = error; }
  [[nodiscard]] Value finish() const;

 private:
  void add_bounds(const Bounds& bounds);

  Exact known_;
  bool open_ = false;
  Bounds bounds_ = Bounds::only(Exact());
  Causes causes_;
  Value failed_;
};

/// The smaller or larger of two, known or not; the first of two that are equal.
Value extreme_of_two(const Value& best, const Value& other, bool largest);

/// The smallest or largest of members, some of which may not belong.
class Extreme {
 public:
  explicit Extreme(bool largest) : largest_(largest) {}
  void add(const Value& value, Truth belongs, const Causes& causes);
  /// `open`: an unknown of the result's type.
  [[nodiscard]] Value finish(const Program& program, TypeId type) const;

 private:
  bool largest_;
  Value best_, failed_;
  std::vector<Value> possible_;
  bool open_ = false;
  Causes causes_;
};

}  // namespace norma::checker
