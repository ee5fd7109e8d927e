#include "explain/json_view.hpp"

#include "base/json_writer.hpp"
#include "explain/missing.hpp"
#include "explain/number_text.hpp"
#include "explain/step_text.hpp"
#include "explain/value_text.hpp"
#include "number/format.hpp"

namespace norma::explain {
namespace {

using eval::Cause;
using eval::Tried;
using program::Op;

const char* name_of(StepKind kind) {
  switch (kind) {
    case StepKind::decision: return "decision";
    case StepKind::requirement: return "requirement";
    case StepKind::advice: return "advice";
    case StepKind::member: return "member";
    case StepKind::output: return "output";
    case StepKind::definition: return "definition";
    case StepKind::table: return "table";
    case StepKind::fact: return "fact";
    case StepKind::parameter: return "parameter";
    case StepKind::variable: return "variable";
    case StepKind::comparison: return "comparison";
    case StepKind::logic: return "logic";
    case StepKind::rounding: return "rounding";
    case StepKind::conditional: return "conditional";
    case StepKind::guarded: return "guarded";
    case StepKind::aggregate: return "aggregate";
    case StepKind::silent: return "silent";
    case StepKind::refused: return "refused";
    case StepKind::operation: return "operation";
    case StepKind::truncated: return "truncated";
  }
  return "operation";
}

const char* name_of(StepState state) {
  switch (state) {
    case StepState::value: return "value";
    case StepState::met: return "met";
    case StepState::not_met: return "not_met";
    case StepState::undetermined: return "undetermined";
    case StepState::not_applicable: return "not_applicable";
    case StepState::refused: return "refused";
    case StepState::error: return "error";
  }
  return "value";
}

const char* name_of(FactSource source) {
  switch (source) {
    case FactSource::none: return "none";
    case FactSource::given: return "given";
    case FactSource::judgement: return "judgement";
    case FactSource::discretion_exercised: return "discretion_exercised";
    case FactSource::discretion_default: return "discretion_default";
    case FactSource::reading_taken: return "reading_taken";
    case FactSource::reading_default: return "reading_default";
    case FactSource::argument: return "argument";
    case FactSource::missing: return "missing";
  }
  return "none";
}

const char* name_of(eval::Verdict verdict) {
  switch (verdict) {
    case eval::Verdict::met: return "met";
    case eval::Verdict::not_met: return "not_met";
    case eval::Verdict::undetermined: return "undetermined";
    case eval::Verdict::refused: break;
  }
  return "refused";
}

const char* name_of(Cause::Kind kind) {
  switch (kind) {
    case Cause::Kind::fact: return "fact";
    case Cause::Kind::given: return "given";
    case Cause::Kind::anchor: return "anchor";
    case Cause::Kind::notice: return "silent";
    case Cause::Kind::no_version: return "no_version";
    case Cause::Kind::not_applicable: return "not_applicable";
  }
  return "fact";
}

const char* name_of(Tried::Kind kind) {
  switch (kind) {
    case Tried::Kind::exception: return "exception";
    case Tried::Kind::arm: return "branch";
    case Tried::Kind::otherwise: return "otherwise";
    case Tried::Kind::row: return "row";
  }
  return "branch";
}

const char* name_of(program::FactKind kind) {
  switch (kind) {
    case program::FactKind::fact: return "fact";
    case program::FactKind::judgement: return "judgement";
    case program::FactKind::discretion: return "discretion";
    case program::FactKind::reading: return "reading";
  }
  return "fact";
}

const char* name_of(RoundingMode mode) {
  switch (mode) {
    case RoundingMode::half_up: return "half_up";
    case RoundingMode::half_even: return "half_even";
    case RoundingMode::half_down: return "half_down";
    case RoundingMode::up: return "up";
    case RoundingMode::down: return "down";
    case RoundingMode::ceiling: return "ceiling";
    case RoundingMode::floor: return "floor";
  }
  return "half_up";
}

const char* name_of(Op operation) {
  switch (operation) {
    case Op::equal: return "equal";
    case Op::not_equal: return "not_equal";
    case Op::less: return "less";
    case Op::less_equal: return "less_equal";
    case Op::greater: return "greater";
    case Op::greater_equal: return "greater_equal";
    case Op::in_range: return "in_range";
    case Op::in_list: return "in_list";
    case Op::in_set: return "in_set";
    case Op::in_period: return "in_period";
    case Op::subset_of: return "subset_of";
    case Op::overlaps: return "overlaps";
    default: return "other";
  }
}

class JsonView {
 public:
  JsonView(const Argument& argument, int indent)
      : argument_(argument), json_(indent), en_(argument, Language::en), zh_(argument, Language::zh) {}

  std::string write() {
    json_.begin_object();
    json_.text_member("format", "norma-explanation");
    json_.key("version").number("1");
    if (argument_.verdict) json_.text_member("verdict", name_of(*argument_.verdict));
    if (argument_.root != no_step) json_.key("root").number(id(argument_.root));
    references("requirements", argument_.requirements);
    references("values", argument_.outputs);
    references("choices", argument_.choices);
    references("silent", argument_.silent);
    missing();
    json_.key("truncated").boolean(argument_.truncated);
    json_.key("steps").begin_array();
    for (const Step& step : argument_.steps) write(step);
    json_.end_array();
    json_.end_object();
    return json_.take();
  }

 private:
  std::string id(StepIndex index) const { return std::to_string(argument_.steps[index].id.value()); }

  void references(const char* name, const std::vector<StepIndex>& steps) {
    json_.key(name).begin_array();
    for (const StepIndex step : steps) json_.number(id(step));
    json_.end_array();
  }

  void both(const char* name, const std::string& en, const std::string& zh) {
    json_.key(name).begin_object().text_member("en", en).text_member("zh", zh).end_object();
  }
  void both(const char* name, const BothLanguages& text) {
    if (!text.empty()) both(name, text.en, text.zh);
  }

  void clauses(const std::vector<std::string>& clauses) {
    json_.key("clauses").begin_array();
    for (const std::string& clause : clauses) json_.text(clause);
    json_.end_array();
  }

  void dates(const std::optional<Date>& from, const std::optional<Date>& until) {
    if (from) json_.text_member("from", from->to_iso());
    if (until) json_.text_member("until", until->to_iso());
  }

  void unit_of(program::TypeId type) {
    const program::Program& program = *argument_.program;
    if (program[type].kind != program::TypeKind::number) return;
    const program::UnitId unit = display_unit(program, program[type]);
    if (unit.valid()) json_.text_member("unit", program.units[unit.index()].name);
  }

  void value(const char* name, const TypedValue& value) {
    if (!value.type.valid()) return;
    json_.key(name).begin_object();
    const std::string exact = exact_text(*argument_.program, value.value, value.type);
    if (!exact.empty()) json_.text_member("exact", exact);
    unit_of(value.type);
    both("text", en_.value(value), zh_.value(value));
    json_.end_object();
  }

  void gap(const Comparison& comparison) {
    if (!comparison.gap) return;
    const program::Program& program = *argument_.program;
    json_.key("gap").begin_object();
    switch (comparison.left.value.tag) {
      case eval::Tag::date: json_.text_member("exact", to_exact_text(*comparison.gap)).text_member("unit", "day"); break;
      case eval::Tag::span: json_.text_member("exact", to_exact_text(*comparison.gap)).text_member("unit", "month"); break;
      default: {
        const program::TypeId type = comparison.left.type.valid() ? comparison.left.type : comparison.right.type;
        const program::UnitId unit = type.valid() ? display_unit(program, program[type]) : program::UnitId();
        json_.text_member("exact", to_exact_text(in_unit(program, *comparison.gap, unit)));
        if (unit.valid()) json_.text_member("unit", program.units[unit.index()].name);
        break;
      }
    }
    json_.end_object();
  }

  void comparison(const Comparison& comparison) {
    json_.key("comparison").begin_object();
    json_.text_member("operation", name_of(comparison.operation));
    json_.key("demanded").boolean(comparison.demanded);
    if (comparison.known) json_.key("holds").boolean(comparison.holds);
    value("left", comparison.left);
    value("right", comparison.right);
    if (comparison.operation == Op::in_range) value("high", comparison.high);
    gap(comparison);
    both("text", en_.comparison(comparison), zh_.comparison(comparison));
    json_.end_object();
  }

  void rounding(const Rounding& rounding) {
    json_.key("rounding").begin_object();
    json_.text_member("mode", name_of(rounding.mode));
    value("unrounded", rounding.unrounded);
    value("step", rounding.step);
    if (rounding.places) json_.key("places").number(std::to_string(*rounding.places));
    json_.end_object();
  }

  void branch(const Branch& branch, bool taken) {
    json_.begin_object();
    json_.text_member("kind", name_of(branch.kind));
    json_.key("index").number(std::to_string(branch.index));
    if (!branch.name.empty()) json_.text_member("name", branch.name);
    both("label", branch.label);
    clauses(branch.clauses);
    if (!branch.written.empty()) json_.text_member("written", branch.written);
    dates(branch.from, branch.until);
    if (!taken) both("reason", en_.reason(branch), zh_.reason(branch));
    if (branch.condition != no_step) json_.key("condition").number(id(branch.condition));
    json_.end_object();
  }

  void expression(const Step& step) {
    if (step.expression.empty()) return;
    json_.text_member("expression", step.expression);
    json_.key("operands").begin_array();
    for (const Operand& operand : step.operands) {
      json_.begin_object();
      json_.text_member("written", step.expression.substr(operand.begin, operand.end - operand.begin));
      value("value", operand.value);
      json_.end_object();
    }
    json_.end_array();
  }

  void evidence(const Step& step) {
    if (step.evidence.empty()) return;
    json_.key("evidence").begin_array();
    for (const facts::Evidence& one : step.evidence) {
      json_.begin_object();
      if (!one.by.empty()) json_.text_member("by", one.by);
      if (!one.document.empty()) json_.text_member("document", one.document);
      if (!one.on.empty()) json_.text_member("on", one.on);
      if (!one.note.empty()) json_.text_member("note", one.note);
      json_.end_object();
    }
    json_.end_array();
  }

  void terms(const Step& step) {
    if (step.terms.empty()) return;
    json_.key("terms").begin_array();
    for (const TypedValue& term : step.terms) {
      json_.begin_object();
      value("value", term);
      json_.end_object();
    }
    json_.end_array();
    json_.key("term_count").number(std::to_string(step.term_count));
  }

  void write(const Step& step) {
    json_.begin_object();
    json_.key("id").number(std::to_string(step.id.value()));
    json_.text_member("kind", name_of(step.kind));
    json_.text_member("state", name_of(step.state));
    if (!step.name.empty()) json_.text_member("name", step.name);
    both("label", step.label);
    clauses(step.clauses);
    value("value", step.value);
    both("message", step.message);
    expression(step);
    if (step.comparison) comparison(*step.comparison);
    if (step.rounding) rounding(*step.rounding);
    if (step.taken) {
      json_.key("taken");
      branch(*step.taken, true);
    }
    if (!step.tried.empty()) {
      json_.key("tried").begin_array();
      for (const Branch& tried : step.tried) branch(tried, false);
      json_.end_array();
    }
    terms(step);
    if (step.source != FactSource::none) json_.text_member("source", name_of(step.source));
    evidence(step);
    dates(step.from, step.until);
    references("children", step.children);
    if (step.omitted > 0) json_.key("omitted").number(std::to_string(step.omitted));
    json_.end_object();
  }

  void missing() {
    json_.key("missing").begin_array();
    for (const Missing& missing : argument_.missing) {
      json_.begin_object();
      json_.text_member("kind", name_of(missing.kind));
      if (!missing.name.empty()) json_.text_member("name", missing.name);
      if (missing.type.valid()) json_.text_member("fact_kind", name_of(missing.fact_kind));
      both("label", missing.label);
      both("question", missing.question);
      clauses(missing.clauses);
      both("text", missing_line(missing, Language::en), missing_line(missing, Language::zh));
      json_.end_object();
    }
    json_.end_array();
  }

  const Argument& argument_;
  JsonWriter json_;
  StepWriter en_, zh_;
};

}  // namespace

std::string explain_json(const Argument& argument, int indent) { return JsonView(argument, indent).write(); }

}  // namespace norma::explain
