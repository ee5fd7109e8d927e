// Units with their chains of conversion, enums, records, calendars.
#include <algorithm>
#include <fmt/format.h>

#include "types/declarations.hpp"

namespace norma::types {

using names::Symbol;
using names::SymbolKind;

namespace {

template <class Form, class Work>
void for_each_symbol(Session& session, SymbolKind kind, const Work& work) {
  const auto& symbols = session.names.symbols();
  for (std::size_t i = 0; i < symbols.size(); ++i) {
    if (symbols[i].kind != kind) continue;
    if (const auto* form = std::get_if<Form>(&symbols[i].declaration->form)) work(SymbolId::from_index(i), *form);
  }
}

// ---- units ---------------------------------------------------------------------------------------------------------------------

struct Base {
  UnitId unit;       // already declared
  bool failed = false;
};

class UnitDeclarer {
 public:
  explicit UnitDeclarer(Session& session) : session_(session) {}

  // Follows `= FACTOR UNIT` to a unit that is known, then declares the units on the way back: chains may be long.
  void declare(SymbolId symbol) {
    std::vector<SymbolId> chain;
    Base base = follow(symbol, chain);
    for (auto link = chain.rbegin(); link != chain.rend(); ++link) {
      Session::State& state = session_.state(*link);
      state.progress = Progress::done;
      if (base.failed) continue;
      base = make(*link, base.unit);
      if (!base.failed) state.id = base.unit.value();
    }
  }

 private:
  Base follow(SymbolId symbol, std::vector<SymbolId>& chain) {
    while (true) {
      Session::State& state = session_.state(symbol);
      if (state.progress == Progress::done) return {UnitId(state.id), state.id == 0xffffffff};
      if (state.progress == Progress::running) return report_cycle(symbol, chain);
      state.progress = Progress::running;
      chain.push_back(symbol);
      const auto& unit = written(symbol);
      if (!unit.of) return {};
      const names::Lookup lookup = session_.names.find_type(session_.symbol(symbol).package, {*unit.of});
      if (lookup.outcome == names::Lookup::Outcome::found && session_.symbol(lookup.symbol).kind == SymbolKind::unit) {
        symbol = lookup.symbol;
        continue;
      }
      return built_in(symbol, *unit.of, lookup);
    }
  }

  const ast::Unit& written(SymbolId symbol) const { return std::get<ast::Unit>(session_.symbol(symbol).declaration->form); }

  Base built_in(SymbolId symbol, const ast::Name& name, const names::Lookup& lookup) {
    for (std::uint32_t i = 1; i < 3; ++i) {
      for (const std::string& spelling : session_.program().units[i].spellings) {
        if (spelling == name.text) return {UnitId(i)};
      }
    }
    if (!lookup.reported) {
      auto problem = diagnose(DiagnosticKind::unknown_unit, name.span).message("no unit is named `{}`", name.text);
      if (!lookup.nearest.empty()) problem.suggest(lookup.nearest);
      session_.sink.add(problem.secondary(session_.symbol(symbol).name_span, "needed for this unit"));
    }
    return {{}, true};
  }

  Base report_cycle(SymbolId symbol, const std::vector<SymbolId>& chain) {
    std::string path;
    const auto start = std::find(chain.begin(), chain.end(), symbol);
    for (auto link = start; link != chain.end(); ++link) path += session_.symbol(*link).name + " → ";
    const Symbol& first = session_.symbol(symbol);
    session_.sink.add(diagnose(DiagnosticKind::cyclic_units, first.name_span)
                          .message("the unit `{}` is defined by itself: {}{}", first.name, path, first.name)
                          .help("one unit of a chain has no `=`"));
    return {{}, true};
  }

  Base make(SymbolId id, UnitId of) {
    const Symbol& symbol = session_.symbol(id);
    const ast::Unit& unit = written(id);
    program::Unit made;
    made.name = symbol.name;
    for (const ast::Name& spelling : unit.spellings) made.spellings.push_back(spelling.text);
    made.currency = unit.currency;
    made.labels = unit.attributes.labels;
    made.package = symbol.package;
    made.span = symbol.name_span;
    made.scale = 1;
    if (!unit.of) {
      made.dimension = session_.builder.add_dimension(symbol.name);
      return {session_.builder.add_unit(std::move(made))};
    }
    Frame frame = frame_of(session_, id, unit.attributes);
    ExpressionChecker checker(session_, frame);
    const auto factor = checker.constant_number(unit.factor, session_.builder.number());
    if (!factor) return {{}, true};
    if (factor->sign() <= 0 || !factor->is_rational()) {
      session_.sink.add(diagnose(DiagnosticKind::factor_not_positive, checker.span_of(unit.factor)).message("the factor of a unit is greater than zero"));
      return {{}, true};
    }
    const program::Unit& base = session_.program().units[of.index()];
    made.dimension = base.dimension;
    const Outcome scale = multiply(*factor, base.scale);
    if (!scale) {
      session_.sink.add(diagnose(DiagnosticKind::factor_too_large, checker.span_of(unit.factor)).message("the factor is too large: {}", norma::describe(scale.fault)));
      return {{}, true};
    }
    made.scale = scale.value;
    return {session_.builder.add_unit(std::move(made))};
  }

  Session& session_;
};

program::EnumValue enum_value_of(const ast::EnumValue& value) {
  program::EnumValue made;
  made.name = value.name.text;
  made.labels = value.attributes.labels;
  made.citations = value.attributes.citations;
  made.from = value.attributes.from;
  made.until = value.attributes.until;
  made.span = value.name.span;
  return made;
}

// ---- records -------------------------------------------------------------------------------------------------------------------

// The record a type holds, through lists and `or none`.
std::optional<program::RecordId> record_in(const program::Program& program, TypeId id) {
  while (program[id].kind == program::TypeKind::list) id = program[id].element;
  if (program[id].kind != program::TypeKind::record) return std::nullopt;
  return program[id].record;
}

// A record must not hold itself: facts could then be nested without end. Depth-first with an explicit stack.
void check_record_cycles(Session& session) {
  const auto& records = session.program().records;
  std::vector<Progress> progress(records.size(), Progress::untouched);
  struct Step { std::size_t record, field; };
  for (std::size_t root = 0; root < records.size(); ++root) {
    if (progress[root] != Progress::untouched) continue;
    std::vector<Step> stack{{root, 0}};
    progress[root] = Progress::running;
    while (!stack.empty()) {
      Step& step = stack.back();
      const auto& fields = records[step.record].fields;
      if (step.field == fields.size()) {
        progress[step.record] = Progress::done;
        stack.pop_back();
        continue;
      }
      const auto& field = fields[step.field++];
      const auto inner = record_in(session.program(), field.type);
      if (!inner || progress[inner->index()] == Progress::done) continue;
      if (progress[inner->index()] == Progress::untouched) {
        progress[inner->index()] = Progress::running;
        stack.push_back({inner->index(), 0});
        continue;
      }
      session.sink.add(diagnose(DiagnosticKind::cyclic_record, field.span)
                           .message("the record `{}` holds itself", records[inner->index()].name)
                           .secondary(records[inner->index()].span, "declared here")
                          .help("a record that holds itself would have no end: give it the key of the other one instead"));
    }
  }
}

void declare_record_fields(Session& session, SymbolId id, const ast::Record& record) {
  Frame frame = frame_of(session, id, record.attributes);
  ExpressionChecker checker(session, frame);
  std::vector<program::RecordField> fields;
  for (const ast::RecordField& field : record.fields) {
    fields.push_back({field.name.text, checker.resolve_type(field.type), field.attributes.labels, field.attributes.citations, field.name.span, {}});
    if (field.default_value.valid()) fields.back().default_value = checker.literal(field.default_value, fields.back().type, field.name.text);
  }
  session.program().records[session.state(id).id].fields = std::move(fields);
}

// ---- calendars -----------------------------------------------------------------------------------------------------------------

// Holidays over more days than this in one range are a slip of the pen.
constexpr std::int64_t longest_day_range = 366;

void add_days_of(Session& session, const std::vector<ast::DayRange>& ranges, std::vector<Date>& days) {
  for (const ast::DayRange& range : ranges) {
    const std::int64_t count = days_between(range.first, range.last) + 1;
    if (count > longest_day_range) {
      session.sink.add(diagnose(DiagnosticKind::faulty_calendar, range.span)
                           .message("this range of days is longer than a year")
                           .help("holidays and working days are ranges of at most {} days", longest_day_range));
      continue;
    }
    for (std::int64_t i = 0; i < count; ++i) days.push_back(*add_days(range.first, i));
  }
}

// The days from the first to the last, over the end of the week if need be.
WeekPattern week_from(std::uint8_t first, std::uint8_t last) {
  const auto worked = [&](Weekday day) {
    const auto number = static_cast<std::uint8_t>(day);
    return first <= last ? number >= first && number <= last : number >= first || number <= last;
  };
  const auto or_first = [&](Weekday day) { return worked(day) ? day : static_cast<Weekday>(first); };
  return {or_first(Weekday::monday), or_first(Weekday::tuesday), or_first(Weekday::wednesday), or_first(Weekday::thursday),
          or_first(Weekday::friday), or_first(Weekday::saturday), or_first(Weekday::sunday)};
}

void declare_calendar(Session& session, SymbolId id, const ast::Calendar& written) {
  const Symbol& symbol = session.symbol(id);
  WorkingCalendarData data;
  data.name = symbol.name;
  if (written.has_weekdays) {
    data.week = week_from(written.first_weekday, written.last_weekday);
  }
  if (written.published) {
    data.published_from = written.published->first;
    data.published_to = written.published->last;
  }
  add_days_of(session, written.holidays, data.holidays);
  add_days_of(session, written.working, data.make_up_days);
  const auto made = WorkingCalendar::make(data);
  if (!made) {
    session.sink.add(diagnose(DiagnosticKind::faulty_calendar, symbol.name_span)
                         .message("the calendar `{}` cannot be: {}", symbol.name, norma::describe(made.fault())));
    return;
  }
  program::Calendar calendar{symbol.name, *made, written.attributes.labels, written.attributes.citations, symbol.package, symbol.name_span};
  session.program().calendars.push_back(std::move(calendar));
  session.state(id).id = static_cast<std::uint32_t>(session.program().calendars.size() - 1);
}

}  // namespace

void declare_units(Session& session) {
  UnitDeclarer declarer(session);
  for_each_symbol<ast::Unit>(session, SymbolKind::unit, [&](SymbolId id, const ast::Unit&) { declarer.declare(id); });
}

void declare_enums(Session& session) {
  for_each_symbol<ast::Enum>(session, SymbolKind::enumeration, [&](SymbolId id, const ast::Enum& written) {
    const Symbol& symbol = session.symbol(id);
    program::Enumeration made;
    made.name = symbol.name;
    made.ordered = written.ordered;
    for (const ast::EnumValue& value : written.values) made.values.push_back(enum_value_of(value));
    made.labels = written.attributes.labels;
    made.citations = written.attributes.citations;
    made.package = symbol.package;
    made.span = symbol.name_span;
    session.state(id).id = session.builder.add_enum(std::move(made)).value();
  });
}

void declare_records(Session& session) {
  for_each_symbol<ast::Record>(session, SymbolKind::record, [&](SymbolId id, const ast::Record& written) {
    const Symbol& symbol = session.symbol(id);
    session.state(id).id = session.builder.add_record({symbol.name, {}, written.attributes.labels, symbol.package, symbol.name_span}).value();
  });
}

void declare_record_fields(Session& session) {
  for_each_symbol<ast::Record>(session, SymbolKind::record, [&](SymbolId id, const ast::Record& written) { declare_record_fields(session, id, written); });
  check_record_cycles(session);
}

void declare_calendars(Session& session) {
  for_each_symbol<ast::Calendar>(session, SymbolKind::calendar, [&](SymbolId id, const ast::Calendar& written) { declare_calendar(session, id, written); });
}

}  // namespace norma::types
