#pragma once
// The state of one evaluator and the walker over the tree. Internal to this folder: others use evaluator.hpp.
//
// `walk<R>` is one source in two instantiations: with R it records a proof, without it the recording compiles to nothing.
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/arena.hpp"
#include "eval/error.hpp"
#include "eval/evaluator.hpp"
#include "eval/limits.hpp"
#include "eval/prepared.hpp"
#include "eval/recorder.hpp"
#include "eval/unknown.hpp"
#include "eval/value.hpp"

namespace norma::eval {

using program::Callable;
using program::CallableId;
using program::FactId;
using program::Node;
using program::NodeId;
using program::Op;
using program::Program;
using program::TypeId;

template <bool R> struct Handlers;

/// Frames one behind another in memory that never moves.
template <class T>
class FrameStack {
 public:
  FrameStack() { open_block(0); }
  T* push(std::size_t size) {
    if (static_cast<std::size_t>(end_ - next_) < size) [[unlikely]] next_block(size);
    T* frame = next_;
    next_ += size;
    return frame;
  }
  struct Mark { std::size_t block; T* next; };
  [[nodiscard]] Mark mark() const { return {block_, next_}; }
  void release(Mark mark) {
    next_ = mark.next;
    if (mark.block != block_) [[unlikely]] {
      block_ = mark.block;
      end_ = blocks_[block_].data() + blocks_[block_].size();
    }
  }

 private:
  [[gnu::noinline]] void next_block(std::size_t size) {
    ++block_;
    open_block(size);
  }
  void open_block(std::size_t size) {
    constexpr std::size_t usual = 4096;
    if (block_ == blocks_.size()) blocks_.emplace_back(size > usual ? size : usual);
    // INVARIANT (frames stand still): a block behind the current one holds no frame, so it may be replaced.
    if (blocks_[block_].size() < size) blocks_[block_] = std::vector<T>(size);
    next_ = blocks_[block_].data();
    end_ = next_ + blocks_[block_].size();
  }
  std::vector<std::vector<T>> blocks_;
  std::size_t block_ = 0;
  T* next_ = nullptr;
  T* end_ = nullptr;
};

/// Results of a parameterised callable that was called often in one case.
struct MemoKey {
  std::vector<Value> arguments;
  Value anchor;
  bool operator==(const MemoKey& other) const;
};
struct MemoKeyHash { std::size_t operator()(const MemoKey& key) const; };
struct MemoEntry { Value value; ProofId proof; };
using MemoTable = std::unordered_map<MemoKey, MemoEntry, MemoKeyHash>;

struct CallState {
  std::uint64_t epoch = 0;         // the case it belongs to
  std::uint32_t calls = 0;
  Value result;                    // of the last arguments
  Value anchor;
  ProofId proof;
  std::vector<Value> arguments;    // the last ones; capacity is kept between cases
  MemoTable memo;
};

/// A tuple of variables that a `for each` is at.
struct Tuple {
  Truth membership = Truth::yes;
  bool open = false;                   // stands for any number of members of a list that is itself unknown
  Value error;                         // of the list or its condition; absent if there is none
  const CauseSet* causes = nullptr;    // of an unknown membership
  std::uint32_t position = 0;          // of the first variable's member, from 0
  std::uint32_t steps = 1;             // what a round costs
};

class Machine {
 public:
  Machine(const Prepared& prepared, const EvaluatorLimits& limits);

  // ---- a case ---------------------------------------------------------------------------------------------------------
  void begin_case(std::span<const Value> facts, std::optional<Date> anchor);
  /// What the case gives a decision that an expression runs at the top.
  void give(CallableId decision, std::span<const Value> given);
  template <bool R> Value walk(NodeId id);
  template <bool R> Value call_from_outside(CallableId id, std::span<const Value> arguments);
  template <bool R> void decide(CallableId id, std::span<const Value> given, DecisionResult& result);
  template <bool R> void require_from_outside(CallableId id, std::span<const Value> arguments, DecisionResult& result);
  template <bool R> Value walk_in_frame(NodeId id, std::uint32_t frame_size);
  [[nodiscard]] bool halted() const { return halted_.tag == Tag::error; }
  Value applicability(FactId id);

  // ---- shared by the operations (machine.cpp) -----------------------------------------------------------------------------
  const Prepared& prepared;
  const Program& program;
  EvaluatorLimits limits;
  Arena arena;
  Recorder recorder;
  bool writes_messages = true;
  Value error(ErrorCode code, NodeId node, std::string_view detail = {});
  Value fault(ArithmeticFault fault, NodeId node);
  Value calendar_fault(const CalendarFault& fault, NodeId node);
  Value number(const Number& value);              // small where it fits
  Value unknown(const Unknown& unknown);
  /// Unknown, or the only value the interval leaves.
  Value bounded(Unknown::Kind kind, Interval interval, const CauseSet* causes, bool may_be_none = false);
  /// Unknown in all respects but its type.
  Value unknown_of_node(NodeId node, const CauseSet* causes);
  Value unknown_truth(const CauseSet* causes);
  Value unknown_of_type(TypeId type, const CauseSet* causes) { return make_unknown(program, arena, type, causes); }
  Value unknown_because(Value known, TypeId type, const CauseSet* causes);
  Value text(std::string_view value);             // copies
  bool charge(std::size_t bytes);                 // false: the case has used its memory
  Value list(const std::vector<Value>& members);
  /// A list some of whose members may not be there.
  Value open_list(const std::vector<Value>& members, const std::vector<Truth>& membership, const std::vector<const CauseSet*>& causes);
  Value merged_causes_unknown(NodeId node, std::span<const Value> arguments);
  template <class T>
  std::span<T> array(std::size_t count) { return arena.make_array<T>(count); }
  [[nodiscard]] program::TypeId type_of(NodeId id) const { return program.node_info[id.index()].type; }
  [[nodiscard]] NodeId child(const Node& node, std::uint32_t i) const { return children_[node.first_child + i]; }
  [[nodiscard]] const Node& node(NodeId id) const { return nodes_[id.index()]; }

  // ---- strict operations on walked children (operations_*.cpp); none of the arguments is an error ----------------------------
  Value apply(NodeId id, std::span<const Value> arguments);
  Value apply_arithmetic(NodeId id, std::span<const Value> arguments);
  Value apply_rounding(NodeId id, std::span<const Value> arguments);
  Value apply_extreme(NodeId id, std::span<const Value> arguments);
  Value apply_date(NodeId id, std::span<const Value> arguments);
  Value apply_period(NodeId id, std::span<const Value> arguments);
  Value apply_comparison(NodeId id, std::span<const Value> arguments);
  Value apply_membership(NodeId id, std::span<const Value> arguments);
  Value apply_set(NodeId id, std::span<const Value> arguments);
  Value apply_collection(NodeId id, std::span<const Value> arguments);
  Value apply_text(NodeId id, std::span<const Value> arguments);
  Value apply_working_day(NodeId id, std::span<const Value> arguments);
  Value check_range(NodeId id, Value value);
  Value read_field(NodeId id, Value record);
  /// The smaller or larger of two; with an unknown the bounds of that.
  Value extreme_of_two(Value best, Value other, bool largest);

  /// Kleene equality of two values of one type: true, false, unknown or an error inside of them.
  Value equal(Value left, Value right);
  /// Order of two known values of one ordered type.
  std::strong_ordering order(Value left, Value right);
  Value less(Value left, Value right, bool or_equal);

 private:
  friend class Joiner;
  template <bool R> friend struct Handlers;
  friend class Steps;
  using RecordingHandler = Value (*)(Machine&, const Node&);
  static constexpr std::size_t handler_count = static_cast<std::size_t>(Op::invalid) + 1;
  static const std::array<StepHandler, handler_count> plain_handlers;
  static const std::array<RecordingHandler, handler_count> recording_handlers;
  static const StepHandler rounded_root_handler, number_table_handler, enum_table_handler;
  Value walk_step(const Step& step);
  Value walk_recorded(NodeId id);
  Value call_cheap(const Step& n);
  template <bool R> Value dispatch_rare(NodeId id);
  template <bool R> Value strict(NodeId id);
  template <bool R> Value strict_binary(NodeId id, Value left, Value right);
  template <bool R> Value add_rest(NodeId id, std::uint32_t next, Value sum, Value term, bool subtracted);
  template <bool R> Value missing_fact(FactId id, NodeId node);
  template <bool R> Value applies(FactId id);
  template <bool R> Value logic(NodeId id, bool conjunction);
  template <bool R> Value conditional_unknown(NodeId id, std::uint32_t pair, Value guard);
  template <bool R> Value guarded(NodeId id);
  template <bool R> bool exceptions(const program::Switch& definition, class Joiner& joiner, std::vector<Tried>& tried,
                                    std::uint32_t& taken, NodeId id);
  template <bool R> bool group_of_arms(const program::Switch& definition, std::uint32_t group, class Joiner& joiner,
                                       std::vector<Tried>& tried, std::uint32_t& taken, NodeId id);
  template <bool R> Value arm_guard(const program::Arm& arm);
  template <bool R> Value table(NodeId id);
  template <bool R> Value table_rows(NodeId id, std::span<const Value> inputs);
  template <bool R> Value table_row(NodeId id, std::int32_t row);
  template <bool R> Value default_of(NodeId id);
  template <bool R> Value definition(NodeId id);
  template <bool R> Value compute_definition(CallableId callable);
  template <bool R> Value call(NodeId id);
  template <bool R> Value run_at_top(CallableId id);
  [[nodiscard]] std::span<const Value> given_of(CallableId decision) const;
  template <bool R> Value call_with(CallableId callable, std::span<const Value> arguments, std::span<const ProofId> proofs, NodeId node);
  template <bool R> Value run_body(CallableId callable, std::span<const Value> arguments, std::span<const ProofId> proofs);
  template <bool R> Value version(NodeId id);
  template <bool R> Value as_of(NodeId id);
  template <bool R> Value local_definition(NodeId id);
  template <bool R> Value local(NodeId id);
  template <bool R> Value element_list(NodeId id);
  template <bool R> Value element_set(NodeId id);
  template <bool R> Value comprehension(NodeId id);
  template <bool R> Value quantifier(NodeId id);
  template <bool R> Value pick(NodeId id);
  template <bool R> Value sum_over(NodeId id, const program::Comprehension& form);
  template <bool R> Value count_over(NodeId id, const program::Comprehension& form);
  template <bool R> Value extreme_over(NodeId id, const program::Comprehension& form, bool largest);
  template <bool R> Value list_over(NodeId id, const program::Comprehension& form);
  template <bool R> Value set_over(NodeId id, const program::Comprehension& form);
  template <bool R> Value values_of(NodeId id);
  template <bool R> Value requirement_holds(NodeId id);
  template <bool R> std::string message_text(const std::optional<program::MessageTemplate>& message, std::vector<Value>* values = nullptr);
  template <bool R> void write_message(const Callable& requirement, RequirementResult& result);
  template <bool R> Value refused(NodeId id);
  template <bool R> Value requirement_once(const Callable& requirement);
  template <bool R> Value requirement_exceptions(const Callable& requirement);
  /// The values in a text, for the proof: they become children of the node that carries the text.
  void record_message(const program::Message& message);
  template <bool R> void requirement(CallableId id, bool advisory, std::vector<RequirementResult>& results);
  template <bool R> void used_requirement(const program::RequirementUse& use, std::vector<RequirementResult>& results);
  /// Kleene conjunction of results: not applicable counts as met.
  Value kleene_of(const std::vector<RequirementResult>& results);
  template <bool R> void requirement_members(CallableId id, bool advisory, std::vector<RequirementResult>& results);
  template <bool R> Value decision_record(CallableId id, std::span<const Value> arguments, std::span<const ProofId> proofs);
  template <bool R> Value record_in_frame(CallableId id, std::size_t mark);
  template <bool R> void decide_in_frame(CallableId id, DecisionResult& result);
  template <bool R> void fill_given(CallableId id, std::span<const Value> given);
  template <bool R, class Visit>
  bool each_tuple(std::span<const program::Generator> generators, NodeId where, std::uint32_t round_steps, Visit& visit);
  template <bool R, class Visit>
  bool each_member(std::span<const program::Generator> generators, std::size_t depth, NodeId where, Tuple tuple, Visit& visit);
  template <bool R, class Visit>
  bool each_checked(std::span<const program::Generator> generators, std::size_t depth, NodeId where, const Tuple& tuple,
                    Truth membership, const CauseSet* causes, Visit& visit);
  template <bool R> void bind(std::uint32_t slot, Value value, std::uint32_t position, NodeId node);

  Value halt(ErrorCode code, NodeId id);
  /// Charges a declaration or expression; the answer is to be given back to `depth_` when it is left. Beyond a limit the case halts.
  std::uint32_t enter(NodeCost cost) {
    depth_ += cost.height;
    steps_left_ -= cost.steps;
    if (steps_left_ < 0) [[unlikely]] halt(ErrorCode::step_limit, NodeId());
    if (depth_ > limits.depth) [[unlikely]] halt(ErrorCode::depth_limit, NodeId());
    return cost.height;
  }
  Value silent_version(CallableId callable);
  /// Whether a period holds at the anchor: true, false or unknown.
  Value in_force(const std::optional<Date>& from, const std::optional<Date>& until);
  std::string member_key(const program::Generator& generator, std::uint32_t position);

  // OPTIMISATION: what every step touches stands together.
  const Node* nodes_ = nullptr;
  const NodeId* children_ = nullptr;
  const Step* steps_ = nullptr;
  const Value* facts_ = nullptr;
  Value* frame_ = nullptr;
  std::int64_t steps_left_ = 0;
  std::uint32_t depth_ = 0;
  bool local_anchor_ = false;       // inside `as of`: local definitions are not kept
  std::uint64_t epoch_ = 0;
  CallableId current_;
  Value anchor_;                    // a date, an unknown, or absent
  Value halted_;
  std::size_t fact_count_ = 0;
  std::size_t bytes_left_ = 0;
  ProofId* frame_proofs_ = nullptr;
  std::vector<CallState> states_;
  std::vector<std::pair<CallableId, std::span<const Value>>> given_;
  std::vector<Value> missing_facts_;
  std::vector<std::uint64_t> missing_epochs_;
  std::vector<ProofId> missing_proofs_;
  FrameStack<Value> frames_;
  FrameStack<ProofId> proof_frames_;

  /// A frame for the time of one call.
  template <bool R>
  struct FrameScope {
    /// Charges what walking the declaration (or `walked`) costs; a scope that is refused must not be walked in.
    FrameScope(Machine& machine, CallableId callable, std::uint32_t size, NodeId walked = {});
    [[nodiscard]] bool refused() const { return machine.steps_left_ < 0; }
    ~FrameScope();
    FrameScope(const FrameScope&) = delete;
    FrameScope& operator=(const FrameScope&) = delete;
    Machine& machine;
    Value* frame;
    ProofId* proofs;
    CallableId callable;
    bool local_anchor;
    std::uint32_t height;
    FrameStack<Value>::Mark mark;
    FrameStack<ProofId>::Mark proof_mark;
  };
};

// OPTIMISATION: constants, parameters and known facts are read where they are used; only what has children is a call.
[[gnu::always_inline]] inline Value Machine::walk_step(const Step& step) {
  if (step.constant.tag != Tag::absent) return step.constant;
  if (step.op == Op::local) return frame_[step.a];
  return step.handler(*this, step);
}

template <bool R>
[[gnu::always_inline]] inline Value Machine::walk(NodeId id) {
  if constexpr (R) return walk_recorded(id);
  else return walk_step(steps_[id.index()]);
}

}  // namespace norma::eval
