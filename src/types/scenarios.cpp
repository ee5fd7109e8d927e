// Scenarios: inputs against facts, expectations against what they name.
#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/nearest.hpp"
#include "types/declarations.hpp"

namespace norma::types {

using names::SymbolKind;
using program::CallableKind;
using program::Op;
using Kind = ast::Expectation::Kind;

namespace {

constexpr std::array error_codes = std::to_array<std::string_view>({
#define NORMA_EVALUATION_ERROR(name, code, limit, sentence) code,
#include "program/evaluation_errors.def"
#undef NORMA_EVALUATION_ERROR
});

class ScenarioChecker {
 public:
  ScenarioChecker(Session& session, PackageId package, const ast::Ast& file, const ast::Scenario& scenario)
      : session_(session), written_(scenario), checker_(session, frame_) {
    frame_.file = &file;
    frame_.package = package;
    frame_.clause = first_clause(scenario.attributes);
    frame_.scenario = true;
  }

  // Expectations first: they tell which decisions run, hence whose given facts the inputs are.
  void elaborate(Span span) {
    made_.title = written_.title;
    made_.package = frame_.package;
    made_.on = written_.on;
    made_.span = span;
    const std::size_t first_node = session_.program().nodes.size();
    for (const ast::Expectation& expectation : written_.expectations) add(expectation);
    for (std::size_t i = first_node; i < session_.program().nodes.size(); ++i) note_decision(session_.program().nodes[i]);
    for (const ast::Expectation& expectation : written_.expectations) check_missing(expectation);
    for (const ast::ScenarioValue& value : written_.given) input(value, false);
    for (const ast::ScenarioValue& value : written_.readings) input(value, true);
    made_.frame_size = frame_.size;
    session_.program().scenarios.push_back(std::move(made_));
  }

 private:
  void note_decision(const program::Node& node) {
    if (node.b != 1) return;
    if (node.op == Op::call) decisions_.push_back(CallableId(node.a));
    if (node.op == Op::version)
      for (const CallableId version : session_.program().version_groups[node.a].versions) decisions_.push_back(version);
  }

  // ---- inputs ----------------------------------------------------------------------------------------------------------------------
  void input(const ast::ScenarioValue& value, bool reading) {
    const auto type = type_of_input(value.name, reading);
    if (!type) return;
    program::ScenarioInput made;
    made.name = value.name.text;
    made.unknown = value.unknown;
    made.reading = reading;
    made.span = value.name.span;
    if (!value.unknown) made.value = checker_.check_as(value.value, *type, true, value.name.text).node;
    made_.inputs.push_back(std::move(made));
  }

  std::optional<TypeId> type_of_input(const ast::Name& name, bool reading) {
    if (const auto given = given_of_decisions(name)) return given;
    const names::Lookup lookup = session_.names.find_value(frame_.package, {name});
    if (lookup.outcome == names::Lookup::Outcome::found && session_.symbol(lookup.symbol).kind == SymbolKind::fact) {
      const program::Fact& fact = session_.program().facts[session_.state(lookup.symbol).id];
      const bool chosen = fact.kind == program::FactKind::reading || fact.kind == program::FactKind::discretion;
      if (!reading || chosen) return fact.type;
      session_.sink.add(checker_.report(DiagnosticKind::not_a_reading, name.span)
                            .message("`{}` is neither a reading nor a discretion", name.text)
                            .secondary(fact.span, "declared here")
                            .help("write `given {} = …`", name.text));
      return std::nullopt;
    }
    if (!lookup.reported) unknown_fact(name, lookup);
    return std::nullopt;
  }

  void unknown_fact(const ast::Name& name, const names::Lookup& lookup) {
    auto suggestion = nearest_name(name.text, given_names());
    if (!suggestion && !lookup.nearest.empty()) suggestion = lookup.nearest;
    auto problem = checker_.report(DiagnosticKind::unknown_fact, name.span)
                       .message("no fact of the package, and none given to the decisions expected here, is named `{}`", name.text)
                       .suggest(suggestion);
    session_.sink.add(problem);
  }

  std::vector<std::string> given_names() const {
    std::vector<std::string> names;
    for (const CallableId decision : decisions_) {
      for (const auto& parameter : session_.program()[decision].parameters) names.push_back(parameter.name);
    }
    return names;
  }

  std::optional<TypeId> given_of_decisions(const ast::Name& name) {
    std::optional<TypeId> type;
    for (const CallableId decision : decisions_) {
      for (const auto& parameter : session_.program()[decision].parameters) {
        if (parameter.name != name.text) continue;
        if (!type) type = parameter.type;
        if (same_shape(session_.program(), *type, parameter.type)) continue;
        session_.sink.add(checker_.report(DiagnosticKind::type_mismatch, name.span)
                              .message("`{}` has different types in the decisions expected here", name.text)
                              .help("write a scenario for each decision"));
        return std::nullopt;
      }
    }
    return type;
  }

  // ---- expectations ----------------------------------------------------------------------------------------------------------------
  void add(const ast::Expectation& written) {
    program::Expectation made;
    made.kind = written.kind;
    made.verdict = written.verdict;
    made.error_code = written.error_code;
    made.citing = written.citing;
    made.span = written.span;
    const bool undetermined = written.kind == Kind::value_undetermined || (written.kind == Kind::verdict && written.verdict == ast::ExpectedVerdict::undetermined);
    if (undetermined) made.kind = subject(written.expression).valid() ? Kind::verdict : Kind::value_undetermined;
    if (undetermined) made.verdict = ast::ExpectedVerdict::undetermined;
    if (made.kind == Kind::verdict) verdict(written, made);
    else value(written, made);
    copy_names(written, made);
    made_.expectations.push_back(std::move(made));
  }

  // The decision or requirement that an expression names, bare or with arguments.
  CallableId subject(ast::ExpressionId id) {
    if (!id.valid()) return {};
    const auto& form = checker_.file()[id].form;
    const ast::Path* path = nullptr;
    if (const auto* use = std::get_if<ast::NameUse>(&form)) path = &use->path;
    if (const auto* call = std::get_if<ast::Call>(&form)) path = &call->callee;
    if (path == nullptr) return {};
    const names::Lookup lookup = session_.names.find_value(frame_.package, *path);
    if (lookup.outcome != names::Lookup::Outcome::found) return {};
    const SymbolKind kind = session_.symbol(lookup.symbol).kind;
    if (kind != SymbolKind::decision && kind != SymbolKind::requirement) return {};
    return CallableId(session_.state(lookup.symbol).id);
  }

  void verdict(const ast::Expectation& written, program::Expectation& made) {
    made.subject = subject(written.expression);
    if (!made.subject.valid()) {
      const std::size_t errors = session_.sink.error_count();
      checker_.check(written.expression);
      if (session_.sink.error_count() == errors)
        session_.sink.add(checker_.report(DiagnosticKind::not_a_decision, checker_.span_of(written.expression))
                              .message("only a decision or a requirement is met, not met, undetermined or refused")
                              .help("write `expect … is …` for a value"));
      return;
    }
    made.expression = checker_.check(written.expression).node;
  }

  void value(const ast::Expectation& written, program::Expectation& made) {
    if (written.kind == Kind::condition) {
      made.expression = checker_.condition(written.expression).node;
      note_sides(made);
      return;
    }
    made.expression = checker_.check(written.expression).node;
    if (written.kind != Kind::value_error) return;
    if (std::find(error_codes.begin(), error_codes.end(), written.error_code) != error_codes.end()) return;
    session_.sink.add(checker_.report(DiagnosticKind::unknown_error_code, written.span)
                          .message("`{}` is not the code of an error of evaluation", written.error_code)
                          .suggest(nearest_name(written.error_code, error_codes)));
  }

  // `A is B` keeps both sides, to be shown when it fails; with an optional `A` the comparison stands inside a conditional.
  void note_sides(program::Expectation& made) {
    const auto& program = session_.program();
    program::Node node = program.nodes[made.expression.index()];
    if (node.op == Op::conditional && node.child_count == 3) node = program.nodes[program.children[node.first_child + 2].index()];
    if (node.op != Op::equal) return;
    made.left = program.children[node.first_child];
    made.right = program.children[node.first_child + 1];
  }

  void copy_names(const ast::Expectation& written, program::Expectation& made) {
    const auto members = [&](const std::optional<std::vector<ast::MemberName>>& from, std::optional<std::vector<program::ExpectedMember>>& to) {
      if (!from) return;
      to.emplace();
      for (const ast::MemberName& member : *from) {
        check_requirement(member.name, made.subject);
        to->push_back({member.name.text, member.key});
      }
    };
    members(written.failing, made.failing);
    members(written.advising, made.advising);
    if (!written.missing) return;
    made.missing.emplace();
    for (const ast::MemberName& fact : *written.missing) made.missing->push_back(fact.name.text + fact.within);
  }

  void check_requirement(const ast::Name& name, CallableId subject) {
    if (!subject.valid()) return;
    const program::Callable& callable = session_.program()[subject];
    if (callable.kind != CallableKind::decision) return;
    std::vector<std::string> names;
    for (const auto& use : callable.requirements) names.push_back(session_.program()[use.requirement].name);
    if (std::find(names.begin(), names.end(), name.text) != names.end()) return;
    session_.sink.add(checker_.report(DiagnosticKind::unknown_requirement, name.span)
                          .message("`{}` has no requirement `{}`", callable.name, name.text)
                          .suggest(nearest_name(name.text, names)));
  }

  void check_missing(const ast::Expectation& written) {
    if (!written.missing) return;
    const auto given = given_names();
    for (const ast::MemberName& expected : *written.missing) {
      const ast::Name& name = expected.name;
      if (std::find(given.begin(), given.end(), name.text) != given.end()) continue;
      const names::Lookup lookup = session_.names.find_value(frame_.package, {name});
      const bool fact = lookup.outcome == names::Lookup::Outcome::found && session_.symbol(lookup.symbol).kind == SymbolKind::fact;
      if (!fact && !lookup.reported) unknown_fact(name, lookup);
    }
  }

  Session& session_;
  const ast::Scenario& written_;
  Frame frame_;
  ExpressionChecker checker_;
  program::Scenario made_;
  std::vector<CallableId> decisions_;
};

}  // namespace

void elaborate_scenario(Session& session, PackageId package, const ast::Ast& file, const ast::Declaration& declaration) {
  ScenarioChecker(session, package, file, std::get<ast::Scenario>(declaration.form)).elaborate(declaration.span);
}

}  // namespace norma::types
