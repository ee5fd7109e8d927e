// What one step says: its declaration, its expression, its comparison, its branch, where its value comes from.
#include <algorithm>

#include "base/unicode.hpp"
#include "eval/joiner.hpp"
#include "explain/argument_builder.hpp"
#include "explain/expression.hpp"
#include "explain/value_text.hpp"
#include "explain/wording.hpp"

namespace norma::explain {

using eval::ProofId;
using eval::ProofKind;
using eval::ProofNode;
using eval::Tag;
using eval::Tried;
using program::CallableKind;
using program::FactKind;
using program::Op;

namespace {

FactSource source_of(FactKind kind, bool defaulted, eval::Value value) {
  if (value.tag == Tag::unknown || value.tag == Tag::absent) return FactSource::missing;
  switch (kind) {
    case FactKind::fact: return FactSource::given;
    case FactKind::judgement: return FactSource::judgement;
    case FactKind::discretion: return defaulted ? FactSource::discretion_default : FactSource::discretion_exercised;
    case FactKind::reading: return defaulted ? FactSource::reading_default : FactSource::reading_taken;
  }
  return FactSource::given;
}

StepKind kind_of(CallableKind kind) {
  switch (kind) {
    case CallableKind::definition: return StepKind::definition;
    case CallableKind::table: return StepKind::table;
    case CallableKind::requirement: return StepKind::requirement;
    case CallableKind::advice: return StepKind::advice;
    case CallableKind::decision: return StepKind::decision;
  }
  return StepKind::definition;
}

bool is_ordered(Tag tag) { return tag == Tag::date || tag == Tag::span; }

std::optional<Number> gap_between(eval::Value left, eval::Value right) {
  if (eval::is_number(left) && eval::is_number(right)) {
    const Outcome gap = subtract(eval::number_of(right), eval::number_of(left));
    return gap ? std::optional(gap.value) : std::nullopt;
  }
  if (left.tag != right.tag || !is_ordered(left.tag)) return std::nullopt;
  return Number(right.bits - left.bits);
}

void append(std::vector<std::string>& clauses, std::vector<std::string> more) {
  for (std::string& clause : more)
    if (std::find(clauses.begin(), clauses.end(), clause) == clauses.end()) clauses.push_back(std::move(clause));
}

}  // namespace

TypedValue ArgumentBuilder::typed(ProofId id) const { return {proof_[id].value, reader_.type_of(proof_[id])}; }

void ArgumentBuilder::describe(Step& step, const ProofNode& node) {
  switch (node.kind) {
    case ProofKind::decision: case ProofKind::definition: describe_callable(step, node.callable); break;
    case ProofKind::requirement: case ProofKind::member: describe_callable(step, node.callable); break;
    case ProofKind::fact: {
      const auto children = proof_.children(node);
      const bool defaulted = !children.empty() && proof_[children[0]].kind == ProofKind::default_used;
      describe_fact(step, program_.facts[node.fact.index()], defaulted);
      break;
    }
    case ProofKind::default_used:
      if (node.fact.valid()) {
        describe_fact(step, program_.facts[node.fact.index()], true);
      } else {
        describe_parameter(step, node);
      }
      break;
    case ProofKind::given: describe_parameter(step, node); break;
    case ProofKind::local_definition: describe_local(step, node); break;
    case ProofKind::output: describe_output(step, node); break;
    case ProofKind::silent: describe_notice(step, node); break;
    case ProofKind::refused: describe_notice(step, node); break;
    case ProofKind::variable: describe_variable(step, node); break;
    case ProofKind::comparison: step.kind = StepKind::comparison; break;
    case ProofKind::logic: step.kind = StepKind::logic; break;
    case ProofKind::rounding: step.kind = StepKind::rounding; break;
    case ProofKind::conditional: step.kind = StepKind::conditional; break;
    case ProofKind::guarded: step.kind = StepKind::guarded; break;
    case ProofKind::table: step.kind = StepKind::table; break;
    case ProofKind::aggregate: step.kind = StepKind::aggregate; break;
    case ProofKind::truncated: step.kind = StepKind::truncated; break;
    default: step.kind = StepKind::operation; break;
  }
  describe_refusal(step, node);
}

void ArgumentBuilder::describe_callable(Step& step, program::CallableId id) {
  if (!id.valid()) return;
  const program::Callable& callable = program_[id];
  step.kind = kind_of(callable.kind);
  step.name = callable.name;
  step.label = label_of(callable.labels, callable.name);
  step.clauses = clauses_of(callable.citations);
  step.from = callable.from;
  step.until = callable.until;
}

void ArgumentBuilder::describe_fact(Step& step, const program::Fact& fact, bool defaulted) {
  step.kind = StepKind::fact;
  step.name = fact.name;
  step.label = label_of(fact.labels, fact.name);
  step.clauses = clauses_of(fact.citations);
  step.from = fact.from;
  step.until = fact.until;
  step.source = source_of(fact.kind, defaulted, step.value.value);
  add_evidence(step);
}

void ArgumentBuilder::describe_parameter(Step& step, const ProofNode& node) {
  if (!node.callable.valid()) return;
  const program::Callable& callable = program_[node.callable];
  if (node.index < callable.given.size()) {
    describe_fact(step, callable.given[node.index], node.kind == ProofKind::default_used);
    if (node.child_count > 0 && step.source == FactSource::given) step.source = FactSource::argument;
    return;
  }
  step.kind = StepKind::parameter;
  step.source = FactSource::argument;
  if (node.index >= callable.parameters.size()) return;
  step.name = callable.parameters[node.index].name;
  step.label = label_of({}, step.name);
  // A parameter named like a fact stands for it.
  for (const program::Fact& fact : program_.facts)
    if (fact.name == step.name && fact.package == callable.package) step.label = label_of(fact.labels, fact.name);
}

void ArgumentBuilder::describe_local(Step& step, const ProofNode& node) {
  step.kind = StepKind::definition;
  const auto* local = reader_.local_of(node);
  if (local == nullptr) return;
  step.name = local->name;
  step.label = label_of(local->labels, local->name);
  step.clauses = clauses_of(local->citations);
}

// A variable is known by what it runs over.
void ArgumentBuilder::describe_variable(Step& step, const ProofNode& node) {
  step.kind = StepKind::variable;
  const auto take = [&](const std::vector<program::Generator>& generators) {
    for (const program::Generator& generator : generators)
      if (generator.collection == node.node) step.name = generator.variable;
  };
  for (const program::Comprehension& form : program_.comprehensions) take(form.generators);
  for (const program::Callable& callable : program_.callables) take(callable.for_each);
  step.label = label_of({}, step.name);
}

void ArgumentBuilder::describe_output(Step& step, const ProofNode& node) {
  const program::Output& output = program_[node.callable].outputs[node.index];
  step.kind = StepKind::output;
  step.name = output.name;
  step.label = label_of(output.labels, output.name);
  step.clauses = clauses_of(output.citations);
}

void ArgumentBuilder::describe_notice(Step& step, const ProofNode& node) {
  step.kind = node.kind == ProofKind::silent ? StepKind::silent : StepKind::refused;
  if (!node.node.valid()) return;
  const program::Notice& notice = program_.notices[program_.nodes[node.node.index()].a];
  if (step.value.value.tag == Tag::error) return describe_refusal(step, node);
  step.message = words_of(notice.labels);
  step.clauses = clauses_of(notice.citations);
}

// A refusal carries its clause and its words wherever it has travelled.
void ArgumentBuilder::describe_refusal(Step& step, const ProofNode& node) {
  if (node.value.tag != Tag::error || !step.message.empty()) return;
  const eval::ErrorValue& error = *node.value.as<eval::ErrorValue>();
  if (error.notice == eval::no_index) {
    const std::string detail = escape_for_display(error.detail);
    const std::string code(eval::code_text(error.code));
    step.message = {detail.empty() ? std::string(eval::sentence_of(error.code)) : detail, code};
    return;
  }
  const program::Notice& notice = program_.notices[error.notice];
  const std::string en(error.message_en), zh(error.message_zh);
  step.message = {escape_for_display(en.empty() ? zh : en), escape_for_display(zh.empty() ? en : zh)};
  if (step.message.empty()) step.message = words_of(notice.labels);
  append(step.clauses, clauses_of(notice.citations));
}

void ArgumentBuilder::describe_member(Step& step, ProofId id) {
  const ProofNode& node = proof_[id];
  const program::Callable* callable = node.callable.valid() ? &program_[node.callable] : nullptr;
  const auto found = results_.find(id);
  if (found != results_.end()) {
    const eval::RequirementResult& result = *found->second;
    if (result.advisory) step.kind = StepKind::advice;
    if (!result.member.empty()) {
      step.name += "[" + result.member + "]";
      BothLanguages key{escape_for_display(result.member), escape_for_display(result.member)};
      if (result.member_enum.valid() && result.member_value != eval::no_index) {
        key = {enum_text(program_, result.member_enum, result.member_value, Language::en),
               enum_text(program_, result.member_enum, result.member_value, Language::zh)};
        append(step.clauses, clauses_of(program_.enums[result.member_enum.index()].values[result.member_value].citations));
      }
      step.label = {step.label.en + " (" + key.en + ")", step.label.zh + "（" + key.zh + "）"};
    }
  }
  if (callable == nullptr || found == results_.end()) return;
  const eval::RequirementResult& result = *found->second;
  const bool has_message = callable->resolved_message.en || callable->resolved_message.zh;
  if (result.state == eval::RequirementState::met || result.state == eval::RequirementState::not_applicable) return;
  const BothLanguages text =
      message_of(program_, has_message ? callable->resolved_message : callable->resolved_labels, result.message_values);
  if (has_message) {
    if (result.state == eval::RequirementState::not_met) step.message = text;
  } else if (!text.empty() && result.member.empty()) {
    step.label = text;
  }
}

void ArgumentBuilder::add_evidence(Step& step) const {
  if (options_.facts == nullptr) return;
  const std::string pointer = "/" + facts::pointer_token(step.name);
  for (const auto& [key, evidence] : options_.facts->evidence)
    if (key == pointer || key.starts_with(pointer + "/")) step.evidence.push_back(evidence);
}

void ArgumentBuilder::detail(Step& step, ProofId subject) {
  const ProofNode& node = proof_[subject];
  const ProofNode& own = proof_[step.id];
  if (own.tried_count > 0 && (own.kind == ProofKind::requirement || own.kind == ProofKind::member)) detail_tried(step, own);
  switch (node.kind) {
    case ProofKind::comparison: detail_comparison(step, node); break;
    case ProofKind::rounding: detail_rounding(step, node); break;
    case ProofKind::conditional: detail_conditional(step, subject); return;
    case ProofKind::guarded: detail_tried(step, node); return;
    case ProofKind::table: detail_table(step, node); return;
    case ProofKind::aggregate: detail_aggregate(step, node); break;
    case ProofKind::constant: case ProofKind::fact: case ProofKind::given: case ProofKind::default_used:
    case ProofKind::silent: case ProofKind::refused: case ProofKind::decision: case ProofKind::variable: return;
    default: break;
  }
  take_expression(step, subject);
}

void ArgumentBuilder::take_expression(Step& step, ProofId id) {
  if (proof_[id].kind == ProofKind::constant) return;
  WrittenExpression expression = written_expression(program_, proof_, reader_, options_.sources, id);
  step.expression = std::move(expression.text);
  step.operands = std::move(expression.operands);
}

void ArgumentBuilder::detail_aggregate(Step& step, const ProofNode& node) {
  constexpr std::size_t shown_terms = 8;
  if (reader_.operation(node) != Op::comprehension) return;
  const program::NodeId element = program_.comprehensions[program_.nodes[node.node.index()].a].element;
  for (const ProofId child : proof_.children(node)) {
    if (!element.valid() || proof_[child].node != element) continue;
    if (step.term_count++ < shown_terms) step.terms.push_back(typed(child));
  }
}

void ArgumentBuilder::detail_comparison(Step& step, const ProofNode& node) {
  const auto children = proof_.children(node);
  const bool range = reader_.operation(node) == Op::in_range;
  if (children.size() != (range ? 3U : 2U)) return;
  Comparison comparison;
  comparison.operation = reader_.operation(node);
  comparison.left = typed(children[0]);
  comparison.right = typed(children[1]);
  if (range) comparison.high = typed(children[2]);
  if (range) comparison.high_excluded = (program_.nodes[node.node.index()].b & 1U) != 0;
  comparison.known = node.value.tag == Tag::boolean;
  comparison.holds = node.value.is_true();
  comparison.gap = gap_between(comparison.left.value, comparison.right.value);
  // A bare number is shown as what it is compared with.
  if (proof_[children[1]].kind == ProofKind::constant && eval::is_number(comparison.right.value)) comparison.right.type = comparison.left.type;
  if (proof_[children[0]].kind == ProofKind::constant && eval::is_number(comparison.left.value)) comparison.left.type = comparison.right.type;
  step.comparison = comparison;
}

void ArgumentBuilder::detail_rounding(Step& step, const ProofNode& node) {
  const auto children = proof_.children(node);
  if (children.size() != 2) return;
  Rounding rounding;
  rounding.unrounded = typed(children[0]);
  const program::Node& operation = program_.nodes[node.node.index()];
  rounding.mode = static_cast<RoundingMode>(operation.a);
  if (operation.op == Op::round_to_step) {
    rounding.step = typed(children[1]);
  } else if (proof_[children[1]].value.tag == Tag::number) {
    rounding.places = proof_[children[1]].value.bits / proof_[children[1]].value.aux;
  }
  step.rounding = rounding;
}

void ArgumentBuilder::detail_conditional(Step& step, ProofId id) {
  const ProofNode& node = proof_[id];
  if (!node.node.valid() || node.index == eval::no_index) return;
  const program::Node& conditional = program_.nodes[node.node.index()];
  const auto children = proof_.children(node);
  const std::uint32_t pairs = conditional.child_count / 2;
  for (std::uint32_t i = 0; i <= node.index && i <= pairs; ++i) {
    Branch branch;
    branch.kind = i == pairs ? Tried::Kind::otherwise : Tried::Kind::arm;
    branch.index = i;
    if (i < pairs) branch.written = written(program_, options_.sources, program_.children[conditional.first_child + 2 * i]);
    branch.truth = i == node.index ? eval::Truth::yes : eval::Truth::no;
    if (i < node.index && i < children.size()) conditions_.emplace_back(step.tried.size(), children[i]);
    if (i == node.index) {
      step.taken = branch;
    } else {
      step.tried.push_back(branch);
    }
  }
  if (!children.empty()) take_expression(step, children.back());
}

Branch ArgumentBuilder::branch_of(const Tried& tried, const program::Switch& definition) const {
  const program::Arm* arm = nullptr;
  switch (tried.kind) {
    case Tried::Kind::exception: arm = &definition.exceptions[tried.index]; break;
    case Tried::Kind::arm: arm = &definition.groups[tried.group][tried.index]; break;
    case Tried::Kind::otherwise: arm = definition.otherwise ? &*definition.otherwise : nullptr; break;
    case Tried::Kind::row: break;
  }
  Branch branch;
  branch.kind = tried.kind;
  branch.index = tried.index;
  branch.truth = tried.truth;
  branch.failed = tried.failed;
  branch.overridden = tried.overridden;
  if (arm == nullptr) return branch;
  branch.name = arm->name;
  branch.label = label_of(arm->labels, arm->name);
  branch.clauses = clauses_of(arm->citations);
  branch.written = written(program_, options_.sources, arm->condition);
  branch.from = arm->from;
  branch.until = arm->until;
  return branch;
}

void ArgumentBuilder::detail_tried(Step& step, const ProofNode& node) {
  const bool requirement = node.kind != ProofKind::guarded;
  if (!node.node.valid() || (requirement && (!node.callable.valid() || !program_[node.callable].exceptions))) return;
  const program::Switch& definition =
      program_.switches[requirement ? *program_[node.callable].exceptions : program_.nodes[node.node.index()].a];
  const auto tried = proof_.tried(node);
  for (std::uint32_t i = 0; i < tried.size(); ++i) {
    Branch branch = branch_of(tried[i], definition);
    const bool condition_walked = tried[i].condition.valid() && tried[i].kind != Tried::Kind::otherwise;
    if (i == node.index) {
      step.taken = std::move(branch);
      append(step.clauses, step.taken->clauses);
      continue;
    }
    const program::NodeId condition = tried[i].kind == Tried::Kind::exception ? definition.exceptions[tried[i].index].condition
                                      : tried[i].kind == Tried::Kind::arm    ? definition.groups[tried[i].group][tried[i].index].condition
                                                                             : program::NodeId();
    if (condition_walked && proof_[tried[i].condition].node == condition) conditions_.emplace_back(step.tried.size(), tried[i].condition);
    step.tried.push_back(std::move(branch));
  }
  if (!step.taken || node.kind != ProofKind::guarded) return;
  const Tried& taken = tried[node.index];
  const program::NodeId value = taken.kind == Tried::Kind::exception ? definition.exceptions[taken.index].value
                                : taken.kind == Tried::Kind::arm     ? definition.groups[taken.group][taken.index].value
                                                                     : definition.otherwise->value;
  for (const ProofId child : proof_.children(node))
    if (proof_[child].node == value) return take_expression(step, child);
}

Branch ArgumentBuilder::branch_of(const program::TableRow& row, Tried::Kind kind, std::uint32_t index) const {
  Branch branch;
  branch.kind = kind;
  branch.index = index;
  branch.truth = eval::Truth::yes;
  branch.label = label_of(row.labels, "");
  branch.clauses = clauses_of(row.citations);
  branch.from = row.from;
  branch.until = row.until;
  if (!row.cells.empty() && row.cells.front().span.valid())
    branch.written = written(options_.sources, Span::covering(row.cells.front().span, row.cells.back().span));
  return branch;
}

void ArgumentBuilder::detail_table(Step& step, const ProofNode& node) {
  if (!node.node.valid()) return;
  const program::Table& table = program_.tables[program_.nodes[node.node.index()].a];
  if (node.index < table.rows.size()) {
    step.taken = branch_of(table.rows[node.index], Tried::Kind::row, node.index);
  } else if (node.index == table.rows.size() && table.otherwise) {
    step.taken = branch_of(*table.otherwise, Tried::Kind::otherwise, node.index);
  }
  if (step.taken) append(step.clauses, step.taken->clauses);
  for (const Tried& tried : proof_.tried(node)) {
    if (tried.kind != Tried::Kind::row || tried.index == node.index || tried.index >= table.rows.size()) continue;
    Branch branch = branch_of(table.rows[tried.index], Tried::Kind::row, tried.index);
    branch.truth = tried.truth;
    step.tried.push_back(std::move(branch));
  }
}

// The steps that tell why a branch was not taken.
void ArgumentBuilder::resolve_conditions(StepIndex index, std::size_t depth) {
  const auto conditions = conditions_;
  for (const auto& [branch, condition] : conditions) {
    const std::vector<ProofId> steps = reader_.steps_below(std::span(&condition, 1));
    if (steps.empty()) continue;
    const StepIndex step = step_of(steps.front(), depth, false);
    argument_.steps[index].tried[branch].condition = step;
  }
}

}  // namespace norma::explain
