#pragma once
// Small programs for tests: facts by name, expressions by hand.
#include <catch2/catch.hpp>

#include <map>
#include <string>
#include <vector>

#include "eval/evaluator.hpp"
#include "eval/show.hpp"
#include "program/builder.hpp"

namespace norma::eval {

using namespace norma::program;

/// Facts `fact(name, type)`, values `given[name]`, expressions through `b`. A fact without a value is missing.
struct Fixture {
  ProgramBuilder b;
  std::map<std::string, FactId> ids;
  std::map<std::string, Value> given;
  EvaluatorLimits limits;
  std::unique_ptr<Evaluator> evaluator;
  std::optional<Date> anchor;

  NodeId n(const Number& value) { return b.number_node(value); }
  NodeId fact(const std::string& name, TypeId type) {
    const auto known = ids.find(name);
    if (known != ids.end()) return b.add(Op::fact, type, {}, known->second.value());
    Fact made;
    made.name = name;
    made.type = type;
    ids[name] = b.add_fact(made);
    return b.add(Op::fact, type, {}, ids[name].value());
  }
  TypeId between(const Number& low, const Number& high) {
    Type type;
    type.kind = TypeKind::number;
    type.low = low;
    type.high = high;
    return b.type(type);
  }
  NodeId truth(const std::string& name) { return fact(name, b.boolean()); }
  NodeId op(Op operation, std::vector<NodeId> children, std::uint32_t a = 0, std::uint32_t extra = 0) {
    return b.add(operation, b.number(), children, a, extra);
  }
  NodeId condition(Op operation, std::vector<NodeId> children, std::uint32_t a = 0, std::uint32_t extra = 0) {
    return b.add(operation, b.boolean(), children, a, extra);
  }
  NodeId minus(NodeId operand) { return b.add(Op::negate, b.number(), {operand}, 0, 0, {}, 1); }
  NodeId round(NodeId value, const Number& step, RoundingMode mode) {
    return op(Op::round_to_step, {value, n(step)}, static_cast<std::uint32_t>(mode));
  }
  CallableId define(const std::string& name, std::vector<TypeId> parameters, NodeId body, std::uint32_t frame = 0) {
    Callable callable;
    callable.name = name;
    for (const TypeId type : parameters) callable.parameters.push_back({"p", type, {}});
    callable.frame_size = std::max(frame, static_cast<std::uint32_t>(parameters.size()));
    callable.body = body;
    callable.result = b.program().node_info[body.index()].type;
    return b.add_callable(callable);
  }
  Evaluator& start() {
    evaluator = std::make_unique<Evaluator>(b.program(), limits);
    return begin();
  }
  Evaluator& begin() {
    slots.assign(b.program().facts.size(), Value{});
    for (const auto& [name, value] : given) slots[ids.at(name).index()] = value;
    evaluator->begin_case(slots, anchor);
    return *evaluator;
  }
  Value value(NodeId node, std::uint32_t frame = 8) { return start().evaluate_node(node, frame); }
  std::string show(NodeId node, std::uint32_t frame = 8) {
    const Value result = value(node, frame);
    return to_text(result, b.program().node_info[node.index()].type, b.program());
  }
  /// `low .. high` with `(` or `)` for excluded ends; the names of the missing facts behind.
  std::string bounds(NodeId node) {
    const Value result = value(node);
    if (result.tag != Tag::unknown) return to_text(result, b.program().node_info[node.index()].type, b.program());
    const Unknown& unknown = unknown_of(result);
    const Interval& x = unknown.interval;
    std::string text = x.low ? (x.low_open ? "(" : "[") + digits(*x.low) : "(";
    text += " .. ";
    text += x.high ? digits(*x.high) + (x.high_open ? ")" : "]") : ")";
    return text + names(unknown.causes);
  }
  static std::string digits(const Number& x) { return x.numerator() + (x.denominator() == "1" ? "" : "/" + x.denominator()); }
  std::string names(const CauseSet* causes) {
    std::string text;
    for (const Cause& cause : *causes) {
      text += ' ';
      text += cause.kind == Cause::Kind::fact ? b.program().facts[cause.id].name : cause.kind == Cause::Kind::notice ? "silent" : "other";
      text += cause.path;
    }
    return text;
  }
  std::string missing(NodeId node) {
    const Value result = value(node);
    return result.tag == Tag::unknown ? names(unknown_of(result).causes) : "";
  }
  Value numbers(std::vector<Value> members) {
    auto kept = memory.make_array<Value>(members.size());
    std::copy(members.begin(), members.end(), kept.begin());
    ListValue list;
    list.count = static_cast<std::uint32_t>(kept.size());
    list.members = kept.data();
    return Value::pointer(Tag::list, memory.make<ListValue>(list));
  }
  Value record(std::vector<Value> fields) {
    auto kept = memory.make_array<Value>(fields.size());
    std::copy(fields.begin(), fields.end(), kept.begin());
    return Value::pointer(Tag::record, memory.make<RecordValue>(RecordValue{static_cast<std::uint32_t>(kept.size()), kept.data()}));
  }
  Value part_unknown(TypeId type, const std::string& fact_name, const std::string& path) {
    Cause cause;
    cause.id = ids.at(fact_name).value();
    cause.path = path;
    return make_unknown(b.program(), memory, type, cause);
  }

  Arena memory;
  std::vector<Value> slots;
};

}  // namespace norma::eval
