#include "run/names.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace norma::run {
namespace {

using eval::Cause;
using program::Callable;
using program::CallableId;
using program::CallableKind;
using program::Program;

bool in_force(const Callable& callable, Date day) {
  return (!callable.from || *callable.from <= day) && (!callable.until || day <= *callable.until);
}

bool is_bundled(const Program& program, const Callable& callable) {
  return callable.package.valid() && program.packages[callable.package.index()].bundled;
}

// Own requirements of a decision are named through it.
bool can_be_named(const Callable& callable) { return !callable.name.empty() && !callable.owner.valid(); }

template <class Wanted>
Candidates find(const Program& program, std::string_view name, std::optional<Date> on, const Wanted& wanted) {
  Candidates result;
  for (std::size_t i = 0; i < program.callables.size(); ++i) {
    const Callable& callable = program.callables[i];
    if (!can_be_named(callable) || !wanted(callable)) continue;
    if (std::find(result.names.begin(), result.names.end(), callable.name) == result.names.end()) result.names.push_back(callable.name);
    if (callable.name == name) result.versions.push_back(CallableId::from_index(i));
  }
  if (result.versions.size() == 1) result.found = result.versions.front();
  else if (on)
    for (const CallableId version : result.versions)
      if (in_force(program[version], *on)) result.found = version;
  return result;
}

}  // namespace

Bilingual bilingual(const program::Labels& labels) {
  Bilingual result;
  if (labels.en) result.en = facts::label_text(labels, Language::en, "");
  if (labels.zh) result.zh = facts::label_text(labels, Language::zh, "");
  return result;
}

std::string clause_text(const program::Citation& citation) {
  return citation.package.empty() ? citation.clause : citation.package + ":" + citation.clause;
}

std::vector<std::string> clause_texts(const std::vector<program::Citation>& citations) {
  std::vector<std::string> texts;
  for (const program::Citation& citation : citations) texts.push_back(clause_text(citation));
  return texts;
}

std::string place_text(const SourceSet& sources, Span span) {
  if (!span.valid() || !sources.contains(span.file)) return {};
  const SourceText& source = sources[span.file];
  const LineColumn place = source.position(span.begin);
  return fmt::format("{}:{}:{}", source.name(), place.line, place.column);
}

Candidates find_decision(const Program& program, std::string_view name, std::optional<Date> on) {
  const auto decides = [&](const Callable& callable) { return callable.kind == CallableKind::decision && !is_bundled(program, callable); };
  if (!name.empty()) return find(program, name, on, decides);
  // INVARIANT (first package): packages[0] is the one that was asked for; those it uses follow.
  const auto own = [&](const Callable& callable) { return decides(callable) && callable.package.valid() && callable.package.index() == 0; };
  Candidates all = find(program, name, on, own);
  if (all.names.empty()) all = find(program, name, on, decides);
  if (all.names.size() == 1) return find(program, all.names.front(), on, decides);
  return all;
}

Candidates find_callable(const Program& program, std::string_view name, std::optional<Date> on) {
  return find(program, name, on, [](const Callable&) { return true; });
}

const program::Fact* cause_fact(const Program& program, const Cause& cause) {
  switch (cause.kind) {
    case Cause::Kind::fact:
    case Cause::Kind::not_applicable: return &program.facts[cause.id];
    case Cause::Kind::given: return &program.callables[cause.id].given[cause.index];
    default: return nullptr;
  }
}

std::string cause_name(const Program& program, const Cause& cause) {
  if (const program::Fact* fact = cause_fact(program, cause)) return fact->name + std::string(cause.path);
  return cause.kind == Cause::Kind::anchor ? "on" : "";
}

bool is_missing(const Cause& cause) {
  return cause.kind == Cause::Kind::fact || cause.kind == Cause::Kind::given || cause.kind == Cause::Kind::anchor;
}

}  // namespace norma::run
