#include <algorithm>

#include "base/nearest.hpp"
#include "facts/bind_value.hpp"
#include "facts/case_facts.hpp"
#include "facts/relevant.hpp"

namespace norma::facts {
namespace {

using program::CallableId;
using program::Fact;
using program::FactId;
using program::FactKind;
using program::Program;

bool is_choice(const Fact& fact) { return fact.kind == FactKind::reading || fact.kind == FactKind::discretion; }

class FactBinder {
 public:
  FactBinder(const Program& program, CallableId decision, const DocumentSource& source, CaseFacts& facts, DiagnosticSink& sink)
      : program_(program), decision_(decision), source_(source), case_(facts), sink_(sink), values_(program, facts.arena, source, sink) {}

  bool bind(const DocumentNode& document) {
    for (const DocumentMember& member : document.members) {
      if (member.key == policy_key) policy(member.value);
      else if (member.key == evidence_key && !is_declared(evidence_key)) evidence(member.value, document);
      else fact(member);
    }
    return ok_ && !values_.failed();
  }

 private:
  DataPosition at(const DocumentNode& node, const std::string& pointer) const {
    return {source_.file, node.line, node.column, source_.record, pointer};
  }
  void report(const DiagnosticBuilder& diagnostic) {
    sink_.add(diagnostic);
    ok_ = false;
  }

  // Where the rules declare a fact of a reserved name, the document speaks of that fact.
  bool is_declared(std::string_view name) const {
    const auto named = [&](const Fact& fact) { return fact.name == name; };
    if (std::any_of(program_.facts.begin(), program_.facts.end(), named)) return true;
    return decision_.valid() && std::any_of(program_[decision_].given.begin(), program_[decision_].given.end(), named);
  }

  void fact(const DocumentMember& member) {
    const std::string pointer = "/" + pointer_token(member.key);
    if (decision_.valid()) {
      const auto& given = program_[decision_].given;
      for (std::size_t i = 0; i < given.size(); ++i)
        if (given[i].name == member.key) {
          const eval::Cause cause{eval::Cause::Kind::given, decision_.value(), static_cast<std::uint32_t>(i), {}};
          case_.given[i] = values_.bind(member.value, given[i].type, pointer, cause);
          return;
        }
    }
    for (std::size_t i = 0; i < program_.facts.size(); ++i)
      if (program_.facts[i].name == member.key && program_.facts[i].kind != FactKind::reading) return package_fact(i, member.value, pointer);
    unknown_name(member, pointer);
  }

  void package_fact(std::size_t index, const DocumentNode& node, const std::string& pointer) {
    const eval::Cause cause{eval::Cause::Kind::fact, static_cast<std::uint32_t>(index), 0, {}};
    case_.facts[index] = values_.bind(node, program_.facts[index].type, pointer, cause);
  }

  void unknown_name(const DocumentMember& member, const std::string& pointer) {
    std::vector<std::string> names;
    if (decision_.valid())
      for (const Fact& given : program_[decision_].given) names.push_back(given.name);
    for (const Fact& declared : program_.facts)
      if (declared.kind != FactKind::reading) names.push_back(declared.name);
    for (const Fact& reading : program_.facts)
      if (reading.kind == FactKind::reading && reading.name == member.key)
        return report(diagnose(DiagnosticKind::reading_among_facts, at(member.value, pointer))
                          .message("`{}` is a reading, not a fact", member.key)
                          .help("readings stand under `{}`: {{\"{}\": {{\"{}\": …}}}}", policy_key, policy_key, member.key));
    report(diagnose(DiagnosticKind::fact_unknown_name, at(member.value, pointer))
               .message("the rules declare no fact `{}`{}", member.key, decision_.valid() ? " for this decision" : "")
               .suggest(nearest_name(member.key, names)));
  }

  void policy(const DocumentNode& node) {
    const std::string pointer = "/" + std::string(policy_key);
    if (node.kind != DocumentKind::object)
      return report(diagnose(DiagnosticKind::fact_wrong_type, at(node, pointer)).message("`{}` is an object of readings and discretions", policy_key));
    for (const DocumentMember& member : node.members) choice(member, pointer + "/" + pointer_token(member.key));
  }

  void choice(const DocumentMember& member, const std::string& pointer) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < program_.facts.size(); ++i) {
      if (!is_choice(program_.facts[i])) continue;
      if (program_.facts[i].name == member.key) return package_fact(i, member.value, pointer);
      names.push_back(program_.facts[i].name);
    }
    report(diagnose(DiagnosticKind::policy_unknown_name, at(member.value, pointer))
               .message("the rules declare no reading or discretion `{}`", member.key)
               .suggest(nearest_name(member.key, names)));
  }

  void evidence(const DocumentNode& node, const DocumentNode& document) {
    if (node.kind != DocumentKind::object)
      return report(diagnose(DiagnosticKind::fact_bad_evidence, at(node, "/evidence")).message("evidence is an object keyed by JSON pointer"));
    for (const DocumentMember& entry : node.members) {
      const std::string pointer = "/evidence/" + pointer_token(entry.key);
      if (!points_into(document, entry.key))
        report(diagnose(DiagnosticKind::evidence_without_fact, at(entry.value, pointer))
                   .message("`{}` points at no fact of this document", entry.key)
                   .help("a pointer looks like `/sites/0/headcount`"));
      else take_evidence(entry, pointer);
    }
  }

  void take_evidence(const DocumentMember& entry, const std::string& pointer) {
    Evidence evidence;
    for (const DocumentMember& part : entry.value.members) {
      std::string* const target = part.key == "by" ? &evidence.by : part.key == "document" ? &evidence.document
                                  : part.key == "on" ? &evidence.on : part.key == "note" ? &evidence.note : nullptr;
      if (target == nullptr || part.value.kind != DocumentKind::text)
        return report(diagnose(DiagnosticKind::fact_bad_evidence, at(part.value, pointer + "/" + pointer_token(part.key)))
                          .message("`{}` is not a text that evidence can have", part.key)
                          .help("its parts are `by`, `document`, `on`, `note`, each a text"));
      *target = part.value.text;
    }
    case_.evidence.emplace(entry.key, std::move(evidence));
  }

  // RFC 6901.
  static bool points_into(const DocumentNode& document, std::string_view pointer) {
    const DocumentNode* node = &document;
    while (!pointer.empty()) {
      if (pointer.front() != '/') return false;
      pointer.remove_prefix(1);
      const std::string_view token = pointer.substr(0, pointer.find('/'));
      pointer.remove_prefix(token.size());
      node = step(*node, token);
      if (node == nullptr) return false;
    }
    return node != &document;
  }

  static const DocumentNode* step(const DocumentNode& node, std::string_view token) {
    for (const DocumentMember& member : node.members)
      if (pointer_token(member.key) == token) return &member.value;
    for (std::size_t i = 0; i < node.items.size(); ++i)
      if (std::to_string(i) == token) return &node.items[i];
    return nullptr;
  }

  const Program& program_;
  CallableId decision_;
  const DocumentSource& source_;
  CaseFacts& case_;
  DiagnosticSink& sink_;
  ValueBinder values_;
  bool ok_ = true;
};

}  // namespace

void CaseFacts::clear(const Program& program, CallableId decision) {
  arena.reset();
  facts.assign(program.facts.size(), {});
  given.assign(decision.valid() ? program[decision].given.size() : 0, {});
  evidence.clear();
}

bool bind_facts(const Program& program, CallableId decision, const DocumentNode& document, const DocumentSource& source,
                CaseFacts& facts, DiagnosticSink& sink) {
  return FactBinder(program, decision, source, facts, sink).bind(document);
}

bool bind_policy(const Program& program, std::string_view name, std::string_view value, CaseFacts& facts, DiagnosticSink& sink) {
  DocumentNode node;
  node.kind = value == "true" || value == "false" ? DocumentKind::boolean : DocumentKind::text;
  node.boolean = value == "true";
  node.text = value;
  DocumentNode policy, document;
  policy.kind = document.kind = DocumentKind::object;
  policy.members.push_back({std::string(name), std::move(node)});
  document.members.push_back({std::string(policy_key), std::move(policy)});
  return bind_facts(program, {}, document, {"--reading " + std::string(name), 0, 1}, facts, sink);
}

}  // namespace norma::facts
