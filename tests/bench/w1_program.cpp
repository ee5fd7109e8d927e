#include "w1_program.hpp"

#include <algorithm>

#include "number/small_root.hpp"

namespace norma::bench {
namespace {

using namespace norma::program;

struct Step {
  std::int64_t up_to;
  std::int64_t half_days;
};
constexpr std::array<Step, 21> steps{{{15, 12},   {25, 14},   {45, 17},   {65, 20},   {85, 22},   {125, 24},  {175, 26},
                                      {275, 28},  {425, 30},  {625, 33},  {875, 35},  {1175, 37}, {1550, 39}, {2025, 42},
                                      {2675, 44}, {3450, 46}, {4350, 48}, {5450, 50}, {6800, 52}, {8500, 54}, {10700, 56}}};
constexpr std::size_t step_count = steps.size();
constexpr std::array<std::int64_t, 3> risk_tenths{9, 10, 11};
constexpr std::array<std::int64_t, 3> stage_thirds{3, 1, 2};
constexpr std::array<std::int64_t, 3> sample_tenths{10, 6, 8};

class PlanBuilder {
 public:
  Plan build() {
    number_ = b_.number();
    whole_ = b_.integer();
    risk_ = b_.add_enum("Risk", {"low", "medium", "high"}, true);
    stage_ = b_.add_enum("Stage", {"initial", "surveillance", "recertification"});
    const CallableId base = base_time();
    const CallableId risk = by_enum("risk_factor", risk_, {Number::ratio(9, 10), 1, Number::ratio(11, 10)});
    const CallableId stage = by_enum("stage_factor", stage_, {1, Number::ratio(1, 3), Number::ratio(2, 3)});
    const CallableId sample = by_enum("sample_factor", stage_, {1, Number::ratio(6, 10), Number::ratio(8, 10)});
    const CallableId decision = plan(base, risk, stage, sample);
    return {b_.take(), decision};
  }

 private:
  NodeId value(const Number& number) { return b_.number_node(number); }
  NodeId parameter(std::uint32_t slot, TypeId type) { return b_.add(Op::local, type, {}, slot); }

  CallableId define(const char* name, TypeId input, NodeId body, CallableKind kind) {
    Callable callable;
    callable.name = name;
    callable.kind = kind;
    callable.parameters.push_back({"input", input, {}});
    callable.frame_size = 1;
    callable.result = number_;
    callable.body = body;
    return b_.add_callable(callable);
  }

  CallableId base_time() {
    Table table;
    for (std::size_t i = 0; i < step_count; ++i) {
      TableRow row;
      row.cells.resize(1);
      row.cells[0].kind = TableCell::Kind::number_range;
      if (i > 0) {
        row.cells[0].low = Number(steps[i - 1].up_to);
        row.cells[0].low_open = true;
      }
      row.cells[0].high = Number(steps[i].up_to);
      row.value = value(Number::ratio(steps[i].half_days, 2));
      table.rows.push_back(row);
    }
    const NodeId input = parameter(0, whole_);
    const NodeId above = b_.add(Op::add, number_, {input, value(-10700)});
    const NodeId steps_above = b_.add(Op::round_to_step, number_, {b_.add(Op::divide, number_, {above, value(2200)}), value(1)},
                                      static_cast<std::uint32_t>(RoundingMode::ceiling));
    TableRow last;
    last.cells.resize(1);
    last.cells[0].kind = TableCell::Kind::number_range;
    last.cells[0].low = Number(10700);
    last.cells[0].low_open = true;
    last.value = b_.add(Op::add, number_, {value(28), steps_above});
    table.rows.push_back(last);
    const TableId id = b_.add_table(table);
    return define("base_time", whole_, b_.add(Op::table, number_, {parameter(0, whole_)}, id.value()), CallableKind::table);
  }

  CallableId by_enum(const char* name, EnumId enumeration, std::array<Number, 3> factors) {
    const TypeId type = b_.enumeration(enumeration);
    Table table;
    for (std::size_t i = 0; i < factors.size(); ++i) {
      TableRow row;
      row.cells.resize(1);
      row.cells[0].kind = TableCell::Kind::values;
      row.cells[0].values.resize(factors.size());
      row.cells[0].values[i] = true;
      row.value = value(factors[i]);
      table.rows.push_back(row);
    }
    const TableId id = b_.add_table(table);
    return define(name, type, b_.add(Op::table, number_, {parameter(0, type)}, id.value()), CallableKind::table);
  }

  NodeId call(CallableId callable, NodeId argument) { return b_.add(Op::call, number_, {argument}, callable.value()); }
  NodeId local_definition(Callable& decision, const char* name, NodeId body) {
    const std::uint32_t slot = decision.frame_size++;
    decision.locals.push_back({name, slot, body, number_, {}, {}, {}});
    return b_.add(Op::local_definition, number_, {body}, slot);
  }
  NodeId rounded(NodeId number, const Number& step, RoundingMode mode) {
    return b_.add(Op::round_to_step, number_, {number, value(step)}, static_cast<std::uint32_t>(mode));
  }
  static Output output(const char* name, TypeId type, NodeId node) {
    Output result;
    result.name = name;
    result.type = type;
    result.value = node;
    return result;
  }

  CallableId plan(CallableId base, CallableId risk, CallableId stage, CallableId sample_factor) {
    Callable decision;
    decision.name = "audit_plan";
    decision.kind = CallableKind::decision;
    const std::array<std::pair<const char*, TypeId>, 5> given{{{"headcount", whole_}, {"risk", b_.enumeration(risk_)},
        {"stage", b_.enumeration(stage_)}, {"reduction_pct", number_}, {"similar_sites", whole_}}};
    for (const auto& [name, type] : given) {
      decision.parameters.push_back({name, type, {}});
      decision.given.emplace_back();
      decision.given.back().name = name;
      decision.given.back().type = type;
    }
    decision.frame_size = 5;
    const NodeId reduction = parameter(3, number_);
    const NodeId share = b_.add(Op::divide, number_, {b_.add(Op::minimum, number_, {reduction, value(30)}), value(100)});
    const NodeId negated = b_.add(Op::negate, number_, {share}, 0, 0, {}, 1);
    const NodeId kept = b_.add(Op::add, number_, {value(1), negated});
    const NodeId raw = b_.add(Op::multiply, number_, {call(base, parameter(0, whole_)), call(risk, parameter(1, b_.enumeration(risk_))),
                                                      call(stage, parameter(2, b_.enumeration(stage_))), kept});
    const NodeId days = local_definition(decision, "days", rounded(raw, Number::ratio(1, 2), RoundingMode::half_up));
    const NodeId onsite = rounded(b_.add(Op::multiply, number_, {days, value(Number::ratio(7, 10))}), Number::ratio(1, 2), RoundingMode::up);
    const NodeId root = b_.add(Op::square_root, number_, {parameter(4, whole_)});
    const NodeId scaled = b_.add(Op::multiply, number_, {call(sample_factor, parameter(2, b_.enumeration(stage_))), root});
    const NodeId sample = rounded(scaled, 1, RoundingMode::ceiling);
    const CallableId id = CallableId::from_index(b_.program().callables.size() + 1);
    Callable within;
    within.name = "within_cap";
    within.kind = CallableKind::requirement;
    within.result = b_.boolean();
    within.condition = b_.add(Op::less_equal, b_.boolean(), {reduction, value(30)});
    within.owner = id;
    decision.requirements.push_back({b_.add_callable(within), {}, false, {}});
    decision.outputs = {output("days", number_, days), output("onsite", number_, onsite), output("sample", whole_, sample)};
    return b_.add_callable(decision);
  }

  ProgramBuilder b_;
  TypeId number_, whole_;
  EnumId risk_, stage_;
};

std::int64_t half_up(std::int64_t numerator, std::int64_t denominator) { return (2 * numerator + denominator) / (2 * denominator); }
std::int64_t ceiling_of(std::int64_t numerator, std::int64_t denominator) { return (numerator + denominator - 1) / denominator; }

std::int64_t base_half_days(std::int64_t headcount) {
  for (std::size_t i = 0; i < step_count; ++i) {
    if (headcount <= steps[i].up_to) return steps[i].half_days;
  }
  return 56 + 2 * ceiling_of(headcount - 10700, 2200);
}

std::int64_t in_halves(eval::Value value) { return value.bits * 2 / value.aux; }

}  // namespace

Plan make_plan() { return PlanBuilder().build(); }

std::array<eval::Value, 5> slots_of(const Record& record) {
  using eval::Value;
  return {Value::integer(record.headcount), Value::enumeration(record.risk), Value::enumeration(record.stage),
          Value::number({record.reduction, 100}), Value::integer(record.sites)};
}

Answer by_hand(const Record& record) {
  Answer answer;
  answer.ok = record.reduction <= 3000;
  const std::int64_t kept = 10'000 - std::min<std::int64_t>(record.reduction, 3000);
  // half days * tenths * thirds * ten-thousandths
  const std::int64_t raw = base_half_days(record.headcount) * risk_tenths[record.risk] * stage_thirds[record.stage] * kept;
  answer.half_days = half_up(raw, 10 * 3 * 10'000);
  answer.onsite_half_days = ceiling_of(answer.half_days * 7, 10);
  const std::int64_t tenths = sample_tenths[record.stage];
  const std::int64_t square = tenths * tenths * record.sites;   // of ten times the sample
  const auto root = static_cast<std::int64_t>(wide::integer_root(static_cast<std::uint64_t>(square)));
  answer.sample = ceiling_of(root * root == square ? root : root + 1, 10);
  return answer;
}

Answer by_number(const Record& record) {
  Answer answer;
  const Number reduction = Number::ratio(record.reduction, 100);
  answer.ok = reduction <= Number(30);
  const Number capped = minimum(reduction, Number(30));
  const Number kept = subtract(1, divide(capped, 100).value).value;
  Number raw = Number::ratio(base_half_days(record.headcount), 2);
  raw = multiply(raw, Number::ratio(risk_tenths[record.risk], 10)).value;
  raw = multiply(raw, Number::ratio(stage_thirds[record.stage], 3)).value;
  raw = multiply(raw, kept).value;
  const Number half = Number::ratio(1, 2);
  const Number days = divide(floor(add(multiply(raw, 2).value, half).value), 2).value;
  const Number onsite = divide(ceiling(divide(multiply(multiply(days, 2).value, 7).value, 10).value), 2).value;
  const Number sample = ceiling(multiply(Number::ratio(sample_tenths[record.stage], 10), square_root(Number(record.sites)).value).value);
  answer.half_days = multiply(days, 2).value.small_numerator();
  answer.onsite_half_days = multiply(onsite, 2).value.small_numerator();
  answer.sample = sample.small_numerator();
  return answer;
}

Answer answer_of(const eval::DecisionResult& result) {
  Answer answer;
  answer.ok = result.verdict == eval::Verdict::met;
  answer.half_days = in_halves(result.outputs[0].value);
  answer.onsite_half_days = in_halves(result.outputs[1].value);
  answer.sample = result.outputs[2].value.bits / result.outputs[2].value.aux;
  return answer;
}

}  // namespace norma::bench
