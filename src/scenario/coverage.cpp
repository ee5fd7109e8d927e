#include "scenario/coverage.hpp"

#include <algorithm>

#include "run/names.hpp"

namespace norma::scenario {
namespace {

using eval::RequirementState;
using eval::Tried;
using program::CallableKind;
using program::Op;

// Place and first line of what was not seen.
std::string shown(const SourceSet& sources, Span span) {
  std::string text(sources.text(span));
  if (const std::size_t end = text.find('\n'); end != std::string::npos) text.erase(end);
  return run::place_text(sources, span) + ": " + text;
}

void count(CoverageCount& counted, bool covered, const std::string& name) {
  ++counted.total;
  if (covered) ++counted.covered;
  else counted.uncovered.push_back(name);
}

bool is_counted(ast::ClauseStatus status) { return status != ast::ClauseStatus::informative && status != ast::ClauseStatus::open; }

}  // namespace

bool Coverage::own(Span span) const {
  const auto& files = program_.packages.front().files;
  return span.valid() && std::find(files.begin(), files.end(), span.file) != files.end();
}

void Coverage::add(const eval::Proof& proof) {
  for (CitedClause& clause : cited_clauses(program_, proof)) clauses_.insert(std::move(clause));
  for (const eval::ProofNode& node : proof.nodes) {
    if (node.kind == eval::ProofKind::requirement && node.value.is_true()) met_.insert(node.callable.value());
    if (node.kind == eval::ProofKind::requirement && node.value.is_false()) not_met_.insert(node.callable.value());
    if (!node.node.valid()) continue;
    const program::Node& written = program_.nodes[node.node.index()];
    if (written.op == Op::table && node.index < program_.tables[written.a].rows.size()) rows_.emplace(written.a, node.index);
    for (const Tried& tried : proof.tried(node)) {
      if (tried.truth != eval::Truth::yes || tried.overridden) continue;
      if (written.op == Op::table && tried.kind == Tried::Kind::row) rows_.emplace(written.a, tried.index);
      if (written.op == Op::switch_) arms_.insert({written.a, static_cast<std::uint32_t>(tried.kind), tried.group, tried.index});
    }
  }
}

bool Coverage::saw(const std::string& package, const std::string& clause) const { return clauses_.contains({package, clause}); }

void Coverage::add(const eval::DecisionResult& result) {
  for (const eval::RequirementResult& requirement : result.requirements) {
    if (requirement.state == RequirementState::met) met_.insert(requirement.requirement.value());
    if (requirement.state == RequirementState::not_met) not_met_.insert(requirement.requirement.value());
  }
}

void Coverage::count_arms(CoverageSummary& summary, const SourceSet& sources) const {
  const auto seen = [&](std::size_t index, Tried::Kind kind, std::size_t group, std::size_t arm) {
    return arms_.contains({static_cast<std::uint32_t>(index), static_cast<std::uint32_t>(kind), static_cast<std::uint32_t>(group),
                           static_cast<std::uint32_t>(arm)});
  };
  const auto add = [&](const program::Arm& arm, bool covered) {
    if (own(arm.span)) count(summary.branches, covered, shown(sources, arm.span));
  };
  for (std::size_t i = 0; i < program_.switches.size(); ++i) {
    const program::Switch& guarded = program_.switches[i];
    for (std::size_t j = 0; j < guarded.exceptions.size(); ++j) add(guarded.exceptions[j], seen(i, Tried::Kind::exception, 0, j));
    for (std::size_t group = 0; group < guarded.groups.size(); ++group)
      for (std::size_t j = 0; j < guarded.groups[group].size(); ++j) add(guarded.groups[group][j], seen(i, Tried::Kind::arm, group, j));
    if (guarded.otherwise) add(*guarded.otherwise, seen(i, Tried::Kind::otherwise, 0, 0));
  }
}

void Coverage::count_rows(CoverageSummary& summary, const SourceSet& sources) const {
  for (std::size_t i = 0; i < program_.tables.size(); ++i)
    for (std::size_t row = 0; row < program_.tables[i].rows.size(); ++row) {
      const Span span = program_.tables[i].rows[row].span;
      if (!own(span)) continue;
      count(summary.rows, rows_.contains({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(row)}), shown(sources, span));
    }
}

CoverageSummary Coverage::summary(const SourceSet& sources) const {
  CoverageSummary summary;
  if (program_.packages.empty()) return summary;
  const program::Package& package = program_.packages.front();
  for (const program::ClauseEntry& clause : package.clauses)
    if (is_counted(clause.status)) count(summary.clauses, clauses_.contains({package.name, clause.id}), clause.id);
  count_arms(summary, sources);
  count_rows(summary, sources);
  for (std::size_t i = 0; i < program_.callables.size(); ++i) {
    const program::Callable& callable = program_.callables[i];
    if (callable.kind != CallableKind::requirement || !own(callable.head)) continue;
    const auto id = static_cast<std::uint32_t>(i);
    count(summary.requirements, met_.contains(id) && not_met_.contains(id), shown(sources, callable.head));
  }
  return summary;
}

}  // namespace norma::scenario
