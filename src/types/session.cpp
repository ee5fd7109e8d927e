#include "types/session.hpp"

#include <algorithm>

#include "types/chain_length.hpp"
#include "types/declarations.hpp"

namespace norma::types {

namespace {

const ast::Attributes* attributes_of(const ast::Declaration& declaration) {
  return std::visit(
      [](const auto& form) -> const ast::Attributes* {
        if constexpr (requires { form.attributes; }) return &form.attributes;
        return nullptr;
      },
      declaration.form);
}

}  // namespace

std::string first_clause(const ast::Attributes& attributes) {
  if (attributes.citations.empty()) return {};
  const ast::Citation& citation = attributes.citations.front();
  return citation.package.empty() ? citation.clause : citation.package + ":" + citation.clause;
}

Session::Session(const names::NameTable& table, const std::vector<names::PackageFiles>& files, DiagnosticSink& diagnostics)
    : names(table), packages(files), sink(diagnostics), states_(table.symbols().size()) {}

bool Session::elaborate(Progress& progress, const std::string& name, Span declared, Span use,
                        const std::function<void()>& work) {
  if (progress == Progress::done) return true;
  if (progress == Progress::running) {
    report_cycle(progress, name, use);
    return false;
  }
  if (stack_.size() >= longest_chain) {
    sink.add(diagnose(DiagnosticKind::call_chain_too_long, declared)
                 .message("`{}` rests on a chain of more than {} definitions", stack_.front().name, longest_chain)
                 .help("compute steps together in fewer definitions"));
    return false;
  }
  progress = Progress::running;
  stack_.push_back({name, declared, &progress});
  work();
  stack_.pop_back();
  progress = Progress::done;
  return true;
}

void Session::report_cycle(const Progress& progress, const std::string& name, Span use) {
  const auto start = std::find_if(stack_.begin(), stack_.end(), [&](const Running& item) { return item.progress == &progress; });
  std::string path;
  for (auto item = start; item != stack_.end(); ++item) path += item->name + " → ";
  auto report = diagnose(DiagnosticKind::cyclic_definition, use)
                    .message("`{}` depends on itself: {}", name, path + name)
                    .label("leads back to `{}`", name);
  for (auto item = start; item != stack_.end(); ++item) report.secondary(item->declared, "`{}` stands in the cycle", item->name);
  sink.add(report.help("one of them must not rest on the others"));
}

CallableId Session::callable(SymbolId id, Span use) {
  State& target = state(id);
  const names::Symbol& declared = symbol(id);
  const bool finished = elaborate(target.progress, declared.name, declared.name_span, use,
                                  [&] { elaborate_callable(*this, id); });
  return finished ? CallableId(target.id) : CallableId();
}

bool Session::conditions(SymbolId id, Span use) {
  const names::Symbol& declared = symbol(id);
  return elaborate(state(id).progress, declared.name, declared.name_span, use, [&] { elaborate_conditions(*this, id); });
}

bool Session::dated(SymbolId first) const {
  const names::Symbol& declared = names[first];
  if (!declared.versions.empty()) return true;
  const ast::Attributes* attributes = attributes_of(*declared.declaration);
  return attributes != nullptr && (attributes->from || attributes->until);
}

std::optional<std::uint32_t> Session::version_group(SymbolId first) {
  if (!dated(first)) return std::nullopt;
  const auto known = version_groups_.find(first.value());
  if (known != version_groups_.end()) return known->second;
  program::VersionGroup group;
  group.name = symbol(first).name;
  std::vector<SymbolId> versions = symbol(first).versions;
  if (versions.empty()) versions.push_back(first);
  for (const SymbolId version : versions) group.versions.push_back(CallableId(state(version).id));
  program().version_groups.push_back(std::move(group));
  const auto index = static_cast<std::uint32_t>(program().version_groups.size() - 1);
  version_groups_.emplace(first.value(), index);
  return index;
}

}  // namespace norma::types
