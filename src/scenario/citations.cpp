#include "scenario/citations.hpp"

#include <algorithm>

#include "eval/error.hpp"

namespace norma::scenario {
namespace {

using eval::Proof;
using eval::ProofKind;
using eval::ProofNode;
using eval::Tried;
using program::Callable;
using program::Citation;
using program::PackageId;
using program::Program;

class Gatherer {
 public:
  Gatherer(const Program& program, const Proof& proof) : program_(program), proof_(proof) {}

  std::vector<CitedClause> run() {
    for (const ProofNode& node : proof_.nodes) visit(node);
    std::sort(found_.begin(), found_.end());
    found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
    return std::move(found_);
  }

 private:
  void visit(const ProofNode& node) {
    PackageId package = package_of(node);
    if (node.fact.valid()) add(program_.facts[node.fact.index()].citations, program_.facts[node.fact.index()].package);
    if (node.callable.valid()) callable(node, program_[node.callable]);
    if (node.node.valid()) expression(node, package);
    if (node.value.tag == eval::Tag::error) error(*node.value.as<eval::ErrorValue>());
    if (node.value.tag == eval::Tag::enumeration && node.node.valid()) enumerator(node);
  }

  PackageId package_of(const ProofNode& node) const {
    if (node.callable.valid()) return program_[node.callable].package;
    if (!node.node.valid()) return {};
    const FileId file = program_.node_info[node.node.index()].span.file;
    for (std::size_t i = 0; i < program_.packages.size(); ++i)
      if (const auto& files = program_.packages[i].files; std::find(files.begin(), files.end(), file) != files.end())
        return PackageId::from_index(i);
    return {};
  }

  void callable(const ProofNode& node, const Callable& declared) {
    switch (node.kind) {
      case ProofKind::output:
        if (node.index < declared.outputs.size()) add(declared.outputs[node.index].citations, declared.package);
        break;
      case ProofKind::given:
      case ProofKind::default_used:
        if (node.index < declared.given.size()) add(declared.given[node.index].citations, declared.package);
        break;
      case ProofKind::local_definition:
        for (const Callable::Local& local : declared.locals)
          if (local.slot == node.index) add(local.citations, declared.package);
        break;
      default: add(declared.citations, declared.package);
    }
  }

  void expression(const ProofNode& node, PackageId package) {
    const program::Node& written = program_.nodes[node.node.index()];
    if (written.op == program::Op::table && node.index < program_.tables[written.a].rows.size())
      add(program_.tables[written.a].rows[node.index].citations, package);
    if (written.op == program::Op::table) rows(node, program_.tables[written.a], package);
    if (written.op == program::Op::switch_) arms(node, program_.switches[written.a], package);
    if (written.op == program::Op::silent || written.op == program::Op::refuse) {
      const program::Notice& notice = program_.notices[written.a];
      add(notice.citations, notice.package);
    }
  }

  void rows(const ProofNode& node, const program::Table& table, PackageId package) {
    for (const Tried& tried : proof_.tried(node)) {
      if (tried.truth != eval::Truth::yes) continue;
      if (tried.kind == Tried::Kind::otherwise && table.otherwise) add(table.otherwise->citations, package);
      if (tried.kind == Tried::Kind::row && tried.index < table.rows.size()) add(table.rows[tried.index].citations, package);
    }
  }

  void arms(const ProofNode& node, const program::Switch& guarded, PackageId package) {
    for (const Tried& tried : proof_.tried(node)) {
      if (tried.truth != eval::Truth::yes || tried.overridden) continue;
      if (tried.kind == Tried::Kind::exception && tried.index < guarded.exceptions.size())
        add(guarded.exceptions[tried.index].citations, package);
      if (tried.kind == Tried::Kind::arm && tried.group < guarded.groups.size() && tried.index < guarded.groups[tried.group].size())
        add(guarded.groups[tried.group][tried.index].citations, package);
      if (tried.kind == Tried::Kind::otherwise && guarded.otherwise) add(guarded.otherwise->citations, package);
    }
  }

  void error(const eval::ErrorValue& error) {
    if (error.notice == eval::no_index) return;
    add(program_.notices[error.notice].citations, program_.notices[error.notice].package);
  }

  // A member of a set of enum values cites the clause of its value.
  void enumerator(const ProofNode& node) {
    const program::Type& type = program_[program_.node_info[node.node.index()].type];
    if (!type.enumeration.valid()) return;
    const program::Enumeration& enumeration = program_.enums[type.enumeration.index()];
    const auto index = static_cast<std::size_t>(node.value.bits);
    if (index < enumeration.values.size()) add(enumeration.values[index].citations, enumeration.package);
  }

  void add(const std::vector<Citation>& citations, PackageId package) {
    for (const Citation& citation : citations) {
      const std::string own = package.valid() ? program_.packages[package.index()].name : std::string();
      found_.push_back({citation.package.empty() ? own : citation.package, citation.clause});
    }
  }

  const Program& program_;
  const Proof& proof_;
  std::vector<CitedClause> found_;
};

}  // namespace

std::vector<CitedClause> cited_clauses(const Program& program, const Proof& proof) { return Gatherer(program, proof).run(); }

bool is_cited(const Program& program, PackageId package, const Citation& expected, const std::vector<CitedClause>& cited) {
  const std::string own = package.valid() ? program.packages[package.index()].name : std::string();
  const std::string& wanted = expected.package.empty() ? own : expected.package;
  return std::any_of(cited.begin(), cited.end(), [&](const CitedClause& clause) {
    return clause.clause == expected.clause && (clause.package == wanted || clause.package.empty());
  });
}

}  // namespace norma::scenario
