#include <array>

#include "run/report.hpp"
#include "run/value_text.hpp"

namespace norma::run {
namespace {

using eval::Proof;
using eval::ProofId;
using eval::ProofKind;
using eval::ProofNode;
using program::Program;
using program::TypeId;

// In the order of eval::ProofKind.
constexpr std::array<const char*, 25> kind_words = {
    "constant", "fact", "given", "default_used", "local", "variable", "local_definition", "definition", "call", "decision",
    "requirement", "member", "output", "comparison", "logic", "operation", "rounding", "conditional", "guarded", "table",
    "aggregate", "silent", "refused", "version", "truncated"};
static_assert(static_cast<std::size_t>(ProofKind::truncated) + 1 == kind_words.size());

class ProofWriter {
 public:
  ProofWriter(JsonWriter& json, const Program& program, const SourceSet& sources, const Proof& proof)
      : json_(json), program_(program), sources_(sources), proof_(proof) {}

  void write() {
    json_.begin_array();
    for (std::size_t i = 0; i < proof_.nodes.size(); ++i) node(i, proof_.nodes[i]);
    json_.end_array();
  }

 private:
  void node(std::size_t id, const ProofNode& node) {
    json_.begin_object();
    json_.key("id").number(std::to_string(id));
    json_.text_member("kind", kind_words[static_cast<std::size_t>(node.kind)]);
    if (const std::string name = name_of(node); !name.empty()) json_.text_member("name", name);
    clauses(node);
    expression(node);
    value(node);
    children(node);
    json_.end_object();
  }

  std::string name_of(const ProofNode& node) const {
    if (node.fact.valid()) return program_.facts[node.fact.index()].name;
    if (!node.callable.valid()) return {};
    const program::Callable& callable = program_[node.callable];
    if (node.kind == ProofKind::output && node.index < callable.outputs.size()) return callable.outputs[node.index].name;
    if (node.kind == ProofKind::given && node.index < callable.parameters.size()) return callable.parameters[node.index].name;
    if (node.kind == ProofKind::local_definition)
      for (const auto& local : callable.locals)
        if (local.slot == node.index) return local.name;
    return callable.name;
  }

  void clauses(const ProofNode& node) {
    const std::vector<program::Citation>* citations = citations_of(node);
    if (citations == nullptr || citations->empty()) return;
    json_.key("clauses").begin_array();
    for (const program::Citation& citation : *citations) json_.text(clause_text(citation));
    json_.end_array();
  }

  const std::vector<program::Citation>* citations_of(const ProofNode& node) const {
    if (node.fact.valid()) return &program_.facts[node.fact.index()].citations;
    if (node.kind == ProofKind::table && node.node.valid()) {
      const program::Table& table = program_.tables[program_.nodes[node.node.index()].a];
      return node.index < table.rows.size() ? &table.rows[node.index].citations : nullptr;
    }
    if (!node.callable.valid()) return nullptr;
    const program::Callable& callable = program_[node.callable];
    if (node.kind == ProofKind::output && node.index < callable.outputs.size()) return &callable.outputs[node.index].citations;
    return &callable.citations;
  }

  void expression(const ProofNode& node) {
    if (!node.node.valid()) return;
    const Span span = program_.node_info[node.node.index()].span;
    if (!span.valid() || !sources_.contains(span.file)) return;
    json_.text_member("expression", sources_.text(span));
    json_.text_member("place", place_text(sources_, span));
  }

  void value(const ProofNode& node) {
    const TypeId type = type_of(node);
    if (!type.valid() || node.value.tag == eval::Tag::absent) return;
    json_.text_member("value", value_text(program_, node.value, type, Language::en, Digits::exact));
  }

  TypeId type_of(const ProofNode& node) const {
    if (node.fact.valid()) return program_.facts[node.fact.index()].type;
    if (node.node.valid()) return program_.node_info[node.node.index()].type;
    if (!node.callable.valid()) return {};
    const program::Callable& callable = program_[node.callable];
    switch (node.kind) {
      case ProofKind::output: return node.index < callable.outputs.size() ? callable.outputs[node.index].type : TypeId{};
      case ProofKind::given: return node.index < callable.parameters.size() ? callable.parameters[node.index].type : TypeId{};
      case ProofKind::definition:
      case ProofKind::requirement: return callable.result;
      default: return {};
    }
  }

  void children(const ProofNode& node) {
    if (node.child_count == 0) return;
    json_.key("children").begin_array();
    for (const ProofId child : proof_.children(node)) json_.number(std::to_string(child.value()));
    json_.end_array();
  }

  JsonWriter& json_;
  const Program& program_;
  const SourceSet& sources_;
  const Proof& proof_;
};

}  // namespace

void write_proof(JsonWriter& json, const Program& program, const SourceSet& sources, const Proof& proof) {
  ProofWriter(json, program, sources, proof).write();
}

}  // namespace norma::run
