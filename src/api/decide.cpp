// Runs one case for the library.
#include "api/findings.hpp"
#include "api/loaded_rules.hpp"

namespace norma::api {
namespace {

class Decider {
 public:
  Decider(DecidedCase& decided, const CaseOptions& options)
      : case_(decided), program_(decided.rules->program()), options_(options) {}

  /// False after a report.
  bool run(std::optional<std::string_view> asked, std::string_view document, DiagnosticSink& sink) {
    if (!read_date(options_.on, on_, sink) || !choose(asked, sink) || !bind(document, sink)) return false;
    const program::CallableId callable = case_.subject.callable;
    if (!case_.subject.value) case_.report = case_.runner->decide(callable, case_.facts, on_);
    else if (case_.subject.output) case_.report = case_.runner->output(callable, *case_.subject.output, case_.facts, on_);
    else case_.report = case_.runner->value(callable, arguments_, case_.facts, on_);
    return true;
  }

 private:
  bool choose(std::optional<std::string_view> asked, DiagnosticSink& sink) {
    if (!asked) {
      case_.subject = run::choose_decision(program_, options_.decision, on_, subject_help(), sink);
      return case_.subject.found();
    }
    const auto query = run::parse_value_query(*asked);
    if (!query) {
      sink.add(diagnose(DiagnosticKind::bad_option)
                   .message("`{}` is not a name, or a name with arguments", *asked)
                   .help("it is written `NAME`, `DECISION.VALUE` or `NAME(25, low)`"));
      return false;
    }
    case_.subject = run::choose_value(program_, *query, on_, subject_help(), sink);
    return case_.subject.found();
  }

  bool bind(std::string_view text, DiagnosticSink& sink) {
    const facts::DocumentSource source{options_.facts_name, 0, 1};
    const auto document = options_.format == FactsFormat::yaml ? facts::read_yaml(text, source, {}, sink)
                                                               : facts::read_json(text, source, {}, sink);
    if (!document || !bind_facts(*document, source, sink)) return false;
    case_.runner.emplace(case_.rules->prepared, case_.rules->compilation.sources, evaluator_limits(options_.limits));
    if (!case_.runner->check_applicable(*document, source, case_.facts, on_, sink)) return false;
    if (!case_.subject.value || case_.subject.output) return true;
    return run::bind_arguments(program_, case_.subject.callable, case_.subject.query, case_.facts, arguments_, sink);
  }

  bool bind_facts(const facts::DocumentNode& document, const facts::DocumentSource& source, DiagnosticSink& sink) {
    const program::CallableId callable = case_.subject.callable;
    const bool decides = program_[callable].kind == program::CallableKind::decision;
    const program::CallableId decision = decides ? callable : program::CallableId();
    case_.facts.clear(program_, decision);
    bool bound = facts::bind_facts(program_, decision, document, source, case_.facts, sink);
    for (const auto& [name, value] : options_.readings) bound = facts::bind_policy(program_, name, value, case_.facts, sink) && bound;
    return bound;
  }

  DecidedCase& case_;
  const program::Program& program_;
  const CaseOptions& options_;
  std::optional<Date> on_;
  std::vector<eval::Value> arguments_;
};

}  // namespace

std::shared_ptr<const DecidedCase> decide(std::shared_ptr<const LoadedRules> rules, std::optional<std::string_view> asked,
                                          std::string_view document, const CaseOptions& options) {
  auto decided = std::make_shared<DecidedCase>();
  decided->rules = std::move(rules);
  if (!decided->rules->ok()) {
    decided->findings = decided->rules->findings;
    return decided;
  }
  DiagnosticSink sink;
  Decider(*decided, options).run(asked, document, sink);
  decided->findings = findings_of(sink, decided->rules->compilation.sources);
  return decided;
}

}  // namespace norma::api
