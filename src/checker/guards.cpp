// Guarded definitions, exceptions and tables (reference, section 4), and the join of what is still possible.
#include <algorithm>

#include "checker/evaluation.hpp"

namespace norma::checker {

// ---- the join --------------------------------------------------------------------------------------------------------------------

Value Evaluation::Join::finish() const {
  if (!guarded_) return outcomes_.front();
  const auto failed = [](const Value& value) { return value.is(Kind::error); };
  if (std::all_of(outcomes_.begin(), outcomes_.end(), failed)) return outcomes_.front();
  const auto agrees = [&](const Value& value) { return value.known() && equal(outcomes_.front(), value).yes(); };
  if (std::all_of(outcomes_.begin(), outcomes_.end(), agrees)) return outcomes_.front();
  // An error that is only possible is neither reported nor forgotten.
  std::vector<Value> possible;
  std::copy_if(outcomes_.begin(), outcomes_.end(), std::back_inserter(possible), [&](const Value& value) { return !failed(value); });
  const bool clean = possible.size() == outcomes_.size();
  const auto all_are = [&](Kind kind) { return std::all_of(possible.begin(), possible.end(), [kind](const Value& v) { return v.is(kind); }); };
  if (clean && all_are(Kind::set)) return sets(possible);
  if (clean && all_are(Kind::record)) return records(possible);
  return hull_of(possible, clean);
}

Value Evaluation::Join::records(const std::vector<Value>& outcomes) const {
  const auto& declared = program_.records[program_[type_].record.index()].fields;
  std::vector<Value> fields;
  for (std::size_t i = 0; i < outcomes.front().parts->items.size(); ++i) {
    Join field(program_, declared[i].type);
    field.guard(causes_);
    for (const Value& outcome : outcomes) field.add(outcome.parts->items[i]);
    fields.push_back(field.finish());
  }
  return record(std::move(fields));
}

Value Evaluation::Join::sets(const std::vector<Value>& outcomes) const {
  std::vector<Truth> truths = outcomes.front().parts->truths;
  std::vector<Causes> causes(truths.size());
  for (std::size_t i = 0; i < truths.size(); ++i) {
    Causes collected = causes_;
    for (const Value& outcome : outcomes) {
      if (truth_of(outcome, i) != truths[i]) truths[i] = Truth::unknown;
      join(collected, causes_of(outcome, i));
    }
    if (truths[i] == Truth::unknown) causes[i] = std::move(collected);
  }
  return set(std::move(truths), std::move(causes));
}

Value Evaluation::Join::hull_of(const std::vector<Value>& outcomes, bool settle) const {
  Causes causes = causes_;
  for (const Value& outcome : outcomes) join(causes, outcome);
  Open open;
  bool begun = false;
  for (const Value& outcome : outcomes) {
    if (outcome.is(Kind::none) || (outcome.is(Kind::unknown) && outcome.parts->open.may_be_none)) open.may_be_none = true;
    if (outcome.is(Kind::none)) continue;
    const Open::Form form = form_of(outcome);
    std::vector<bool> choices;
    if (form == Open::Form::other || (begun && form != open.form) || (form == Open::Form::choices && !choices_of(outcome, choices))) {
      Open wide;
      wide.may_be_none = open.may_be_none || program_[type_].optional;
      return unknown(std::move(wide), std::move(causes));
    }
    if (form == Open::Form::choices) {
      open.choices.resize(std::max(open.choices.size(), choices.size()), false);
      for (std::size_t i = 0; i < choices.size(); ++i) open.choices[i] = open.choices[i] || choices[i];
    } else {
      open.bounds = begun ? hull(open.bounds, bounds_of(outcome)) : bounds_of(outcome);
    }
    open.form = form;
    begun = true;
  }
  // Branches that are unknown themselves may still leave one value between them.
  if (settle && !open.may_be_none && open.form == Open::Form::choices && std::count(open.choices.begin(), open.choices.end(), true) == 1) {
    const auto only = std::find(open.choices.begin(), open.choices.end(), true) - open.choices.begin();
    return word(program_[type_].kind == TypeKind::boolean ? Kind::boolean : Kind::enumeration, only);
  }
  if (settle && !open.may_be_none && open.form != Open::Form::choices && open.form != Open::Form::other)
    return within(open.form, open.bounds, std::move(causes));
  return unknown(std::move(open), std::move(causes));
}

void Evaluation::Agreement::add(const Value& value) {
  if (empty()) {
    value_ = value;
    return;
  }
  if (value_.is(Kind::error)) return;
  const Value same = equal(value_, value);
  if (same.is(Kind::error)) value_ = same;
  else if (same.no()) value_ = error("conflict");
  else if (same.is(Kind::unknown)) {
    Join join(program_, type_);
    join.guard(same);
    join.add(value_);
    join.add(value);
    value_ = join.finish();
  }
}

// ---- exceptions and branches -----------------------------------------------------------------------------------------------------

Value Evaluation::arm_guard(const program::Arm& arm) {
  const Value now = in_force(arm.from, arm.until);
  return now.no() || !arm.condition.valid() ? now : both(now, walk(arm.condition));
}

// Adds what the exceptions may say; true when one of them applies for sure.
bool Evaluation::exceptions(const program::Switch& guarded, Join& join, NodeId id) {
  const std::size_t count = guarded.exceptions.size();
  std::vector<Value> guards;
  for (const program::Arm& arm : guarded.exceptions) {
    guards.push_back(arm_guard(arm));
    if (!guards.back().is(Kind::error)) continue;
    join.add(guards.back());
    return true;
  }
  const auto stands_over = [&](std::size_t winner, std::size_t loser) {
    if (winner == loser || winner >= guarded.over.size()) return false;
    const auto& beaten = guarded.over[winner];
    return std::find(beaten.begin(), beaten.end(), loser) != beaten.end();
  };
  Agreement agreement(program_, type_of(id));
  std::vector<std::pair<Value, Value>> possible;  // what is unknown, the value
  bool certain = false;
  for (std::size_t i = 0; i < count; ++i) {
    if (guards[i].no()) continue;
    const Value* rival = nullptr;
    bool beaten = false;
    for (std::size_t other = 0; other < count; ++other) {
      if (!stands_over(other, i)) continue;
      beaten = beaten || guards[other].yes();
      if (rival == nullptr && guards[other].is(Kind::unknown)) rival = &guards[other];
    }
    if (beaten) continue;
    certain = certain || guards[i].yes();
    Value value = walk(guarded.exceptions[i].value);
    if (guards[i].yes() && rival == nullptr) agreement.add(value);
    else possible.emplace_back(guards[i].yes() ? *rival : guards[i], std::move(value));
  }
  if (!agreement.empty()) {
    certain = true;
    join.add(agreement.value());
    if (agreement.value().is(Kind::error)) return true;
  }
  for (const auto& [guard, value] : possible) {
    join.guard(guard);
    join.add(value);
  }
  return certain;
}

bool Evaluation::arms(const std::vector<program::Arm>& group, Join& join, NodeId id) {
  Agreement agreement(program_, type_of(id));
  std::vector<std::pair<Value, Value>> possible;
  for (const program::Arm& arm : group) {
    const Value guard = arm_guard(arm);
    if (guard.is(Kind::error)) {
      join.add(guard);
      return true;
    }
    if (guard.no()) continue;
    Value value = walk(arm.value);
    if (guard.yes()) agreement.add(value);
    else possible.emplace_back(guard, std::move(value));
  }
  if (!agreement.empty()) join.add(agreement.value());
  if (!agreement.empty() && agreement.value().is(Kind::error)) return true;
  for (const auto& [guard, value] : possible) {
    join.guard(guard);
    join.add(value);
  }
  return !agreement.empty();
}

Value Evaluation::guarded(NodeId id) {
  const program::Switch& definition = program_.switches[node(id).a];
  Join join(program_, type_of(id));
  if (exceptions(definition, join, id)) return join.finish();
  for (const auto& group : definition.groups)
    if (arms(group, join, id)) return join.finish();
  if (definition.otherwise) join.add(walk(definition.otherwise->value));
  else if (join.empty()) join.add(error("no-branch"));
  return join.finish();
}

// ---- tables ----------------------------------------------------------------------------------------------------------------------

namespace {

Value number_fits(const program::TableCell& cell, const Value& input) {
  const Bounds given = bounds_of(input);
  const auto compared = [](const Bounds& x, const Bounds& y, bool open) { return open ? is_less(x, y) : is_less_equal(x, y); };
  const Known above = cell.low ? compared(Bounds::only(exact_of(*cell.low)), given, cell.low_open) : Known::yes;
  const Known below = cell.high ? compared(given, Bounds::only(exact_of(*cell.high)), cell.high_open) : Known::yes;
  if (above == Known::no || below == Known::no) return boolean(false);
  return above == Known::yes && below == Known::yes ? boolean(true) : unknown_truth(causes_of(input));
}

Value date_fits(const program::TableCell& cell, const Value& input) {
  const Value after = cell.first ? less(word(Kind::date, cell.first->day_number()), input, !cell.low_open) : boolean(true);
  const Value before = cell.last ? less(input, word(Kind::date, cell.last->day_number()), !cell.high_open) : boolean(true);
  return both(after, before);
}

Value value_fits(const program::TableCell& cell, const Value& input) {
  const auto wanted = [&](std::size_t i) { return i < cell.values.size() && cell.values[i]; };
  if (!input.is(Kind::unknown)) return boolean(wanted(static_cast<std::size_t>(input.word)));
  std::vector<bool> choices;
  if (!choices_of(input, choices)) return unknown_truth(causes_of(input));
  bool some_in = false;
  bool some_out = false;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    some_in = some_in || (choices[i] && wanted(i));
    some_out = some_out || (choices[i] && !wanted(i));
  }
  return some_in && some_out ? unknown_truth(causes_of(input)) : boolean(some_in);
}

Value text_fits(const program::TableCell& cell, const Value& input) {
  if (input.is(Kind::unknown)) return unknown_truth(causes_of(input));
  return boolean(std::find(cell.texts.begin(), cell.texts.end(), input.parts->text) != cell.texts.end());
}

}  // namespace

Value Evaluation::cell(const program::TableCell& written, const Value& input) const {
  using CellKind = program::TableCell::Kind;
  if (written.kind == CellKind::any) return boolean(!written.negated);
  Value holds = boolean(written.accepts_none);
  if (!input.is(Kind::none)) {
    switch (written.kind) {
      case CellKind::number_range: holds = number_fits(written, input); break;
      case CellKind::date_range: holds = date_fits(written, input); break;
      case CellKind::values: holds = value_fits(written, input); break;
      case CellKind::one_of: {
        Causes causes;
        bool open = false;
        holds = boolean(false);
        for (const program::TableCell& alternative : written.alternatives) {
          const Value fits = cell(alternative, input);
          if (fits.yes()) holds = fits;
          open = open || fits.is(Kind::unknown);
          join(causes, fits);
        }
        if (open && !holds.yes()) holds = unknown_truth(std::move(causes));
        break;
      }
      default: holds = text_fits(written, input); break;
    }
    const bool perhaps_none = input.is(Kind::unknown) && input.parts->open.may_be_none;
    if (perhaps_none && holds.is(Kind::boolean) && holds.yes() != written.accepts_none) holds = unknown_truth(causes_of(input));
  }
  return written.negated ? opposite(holds) : holds;
}

Value Evaluation::table(NodeId id) {
  const program::Table& declared = program_.tables[node(id).a];
  const std::vector<Value> inputs = walk_children(node(id));
  for (const Value& input : inputs)
    if (input.is(Kind::error)) return input;
  const bool one_only = declared.policy == ast::HitPolicy::unique || declared.policy == ast::HitPolicy::first;
  std::vector<std::pair<std::size_t, Value>> fitting;
  for (std::size_t i = 0; i < declared.rows.size(); ++i) {
    Value holds = in_force(declared.rows[i].from, declared.rows[i].until);
    for (std::size_t column = 0; column < declared.rows[i].cells.size() && !holds.no(); ++column)
      holds = both(holds, cell(declared.rows[i].cells[column], inputs[column]));
    if (holds.is(Kind::error)) return holds;
    if (holds.no()) continue;
    // No two rows of a unique table fit together.
    if (holds.yes() && declared.policy == ast::HitPolicy::unique) fitting.clear();
    fitting.emplace_back(i, holds);
    if (holds.yes() && one_only) break;
  }
  if (declared.policy == ast::HitPolicy::collect) return collected_rows(declared, fitting);
  Join join(program_, type_of(id));
  Agreement agreement(program_, type_of(id));
  for (const auto& [row, holds] : fitting) {
    Value value = walk(declared.rows[row].value);
    if (holds.yes()) {
      agreement.add(value);
    } else {
      join.guard(holds);
      join.add(std::move(value));
    }
  }
  if (!agreement.empty()) {
    if (agreement.value().is(Kind::error) && declared.policy != ast::HitPolicy::first) return agreement.value();
    join.add(agreement.value());
  } else if (declared.otherwise) {
    join.add(walk(declared.otherwise->value));
  } else if (join.empty()) {
    join.add(error("no-branch"));
  }
  return join.finish();
}

Value Evaluation::collected_rows(const program::Table& declared, const std::vector<std::pair<std::size_t, Value>>& fitting) {
  std::vector<Value> values;
  std::vector<Truth> truths;
  std::vector<Causes> causes;
  for (const auto& [row, holds] : fitting) {
    Value value = walk(declared.rows[row].value);
    if (value.is(Kind::error) && holds.yes()) return value;
    values.push_back(std::move(value));
    truths.push_back(holds.yes() ? Truth::yes : Truth::unknown);
    causes.push_back(causes_of(holds));
  }
  // Where no row fits `otherwise` is the only member.
  const bool some_row = std::any_of(fitting.begin(), fitting.end(), [](const auto& row) { return row.second.yes(); });
  if (declared.otherwise && !some_row) {
    Value value = walk(declared.otherwise->value);
    if (value.is(Kind::error) && fitting.empty()) return value;
    Causes guards;
    for (const auto& [row, holds] : fitting) join(guards, holds);
    if (!value.is(Kind::error)) {
      values.push_back(std::move(value));
      truths.push_back(fitting.empty() ? Truth::yes : Truth::unknown);
      causes.push_back(std::move(guards));
    }
  }
  return list(std::move(values), std::move(truths), std::move(causes));
}

}  // namespace norma::checker
