// What each stage costs: reading and checking rules, then the real audit plan of rules/cnca from slots, with a proof, and from a
// facts document to its result, beside the same plan by hand. `--check` compares the two ways of planning on random cases.
#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstring>
#include <random>

#include "ast/from_syntax.hpp"
#include "driver/compile.hpp"
#include "facts/case_facts.hpp"
#include "plan_by_hand.hpp"
#include "run/run_case.hpp"
#include "run/value_text.hpp"
#include "syntax/parse.hpp"

namespace norma::bench {
namespace {

const std::string rules_folder = std::string(NORMA_SOURCE_DIRECTORY) + "/rules/cnca";
const Roots roots{std::string(NORMA_SOURCE_DIRECTORY) + "/stdlib", std::string(NORMA_SOURCE_DIRECTORY) + "/rules"};

// ---- rules --------------------------------------------------------------------------------------------------------------------

// Declarations of all sorts over and over under other names, at least `bytes` long.
std::string generated_rules(std::size_t bytes) {
  std::string text = "language 1\npackage generated\n";
  for (int i = 0; text.size() < bytes; ++i) {
    const std::string n = std::to_string(i);
    text += "# clause " + n + "\nfact headcount" + n + " : integer >= 1  en \"people\"  zh \"人数\"  per 4.1\n" +
            "table base_time" + n + "(headcount" + n + ") : number  per 4.1\n  ..15 : 6\n  16..25 : 7.5\n  26.. : silent en \"ends\"\n" +
            "define share" + n + " = round (0.6 * sqrt(headcount" + n + ") + 30% * (12 - 2)) to 0.5 half_up  per 4.2\n" +
            "require enough" + n + " when headcount" + n + " > 3 : share" + n + " >= 2 and not (share" + n + " > 100 or share" + n + " = 7)\n" +
            "  otherwise en \"{share" + n + "} is not enough\"  zh \"{share" + n + "} 不足\"\n";
  }
  return text;
}

void parse(benchmark::State& state) {
  SourceSet sources;
  const FileId file = sources.add("generated.rule", generated_rules(static_cast<std::size_t>(state.range(0)) << 20));
  for (auto _ : state) {
    DiagnosticSink sink;
    const auto result = syntax::parse(sources[file], file, {}, sink);
    if (sink.has_errors()) state.SkipWithError("the generated rules do not parse");
    benchmark::DoNotOptimize(result.tree.has_errors);
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(sources[file].text().size()));
}
BENCHMARK(parse)->Arg(1)->Arg(10)->Unit(benchmark::kMillisecond);

void parse_and_lower(benchmark::State& state) {
  SourceSet sources;
  const FileId file = sources.add("generated.rule", generated_rules(1 << 20));
  for (auto _ : state) {
    DiagnosticSink sink;
    const auto result = syntax::parse(sources[file], file, {}, sink);
    benchmark::DoNotOptimize(ast::lower(result.tree, sources[file], file, sink).declarations.size());
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(sources[file].text().size()));
}
BENCHMARK(parse_and_lower)->Unit(benchmark::kMillisecond);

void compile_generated(benchmark::State& state) {
  const std::string text = generated_rules(1 << 20);
  for (auto _ : state) {
    const Compilation compilation = compile_text("generated.rule", text, roots, MemoryFiles());
    if (!compilation.ok()) state.SkipWithError("the generated rules are not accepted");
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(compile_generated)->Unit(benchmark::kMillisecond);

void compile_audit_plan(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(compile(rules_folder, roots, DiskFiles()).ok());
}
BENCHMARK(compile_audit_plan)->Unit(benchmark::kMillisecond);

// ---- cases --------------------------------------------------------------------------------------------------------------------

PlanCase make_case(std::mt19937_64& random) {
  const auto below = [&](std::uint64_t count) { return static_cast<std::int64_t>(random() % count); };
  PlanCase plan;
  plan.stage = static_cast<AuditStage>(below(3));
  plan.codes = {std::vector<std::string_view>{"04.08", "03.01", "02.06"}[static_cast<std::size_t>(below(3))]};
  plan.offsite_halves = below(8);
  plan.reduction_reason = below(2) == 0;
  plan.increase_reason = below(2) == 0;
  const std::int64_t sites = 1 + below(10);
  for (std::int64_t i = 0; i < sites; ++i)
    plan.sites.push_back({1 + below(i == 0 ? 400 : 60), i == 0, below(3) != 0, i == 0 || below(2) == 0, below(3) == 0, below(8)});
  return plan;
}

std::vector<PlanCase> make_cases(std::size_t count) {
  std::mt19937_64 random(270012026);
  std::vector<PlanCase> cases;
  for (std::size_t i = 0; i < count; ++i) cases.push_back(make_case(random));
  return cases;
}

/// The rules, and cases bound to slots.
struct AuditPlan {
  Compilation compilation = compile(rules_folder, roots, DiskFiles());
  program::CallableId decision = run::find_decision(*compilation.program, "audit_plan", {}).found;
  std::vector<PlanCase> cases = make_cases(256);
  std::vector<std::string> documents;
  std::vector<facts::CaseFacts> bound;

  AuditPlan() : bound(cases.size()) {
    for (const PlanCase& plan : cases) documents.push_back(plan_as_json(plan));
    for (std::size_t i = 0; i < cases.size(); ++i) bind(documents[i], bound[i]);
  }
  void bind(const std::string& text, facts::CaseFacts& facts) const {
    DiagnosticSink sink;
    const auto document = facts::read_json(text, {"facts", 0, 1}, {}, sink);
    facts.clear(*compilation.program, decision);
    if (!document || !facts::bind_facts(*compilation.program, decision, *document, {"facts", 0, 1}, facts, sink)) std::abort();
  }
};

/// Nodes of the tree that an average case walks: those of its proof.
std::size_t average_nodes(const AuditPlan& plan) {
  eval::Evaluator evaluator(*plan.compilation.program);
  eval::DecisionResult result;
  std::size_t nodes = 0;
  for (const facts::CaseFacts& facts : plan.bound) {
    evaluator.begin_case(facts.facts);
    evaluator.record_proof(true);
    evaluator.decide(plan.decision, facts.given, result);
    nodes += evaluator.take_proof(result.proof).nodes.size();
  }
  return nodes / plan.bound.size();
}

void decide(benchmark::State& state, bool proof, bool messages) {
  const AuditPlan plan;
  eval::Evaluator evaluator(*plan.compilation.program);
  eval::DecisionResult result;
  std::size_t next = 0;
  for (auto _ : state) {
    const facts::CaseFacts& facts = plan.bound[next];
    evaluator.begin_case(facts.facts);
    evaluator.write_messages(messages);
    evaluator.record_proof(proof);
    evaluator.decide(plan.decision, facts.given, result);
    benchmark::DoNotOptimize(result.verdict);
    next = (next + 1) % plan.bound.size();
  }
  state.SetItemsProcessed(state.iterations());
  const double nodes_walked = static_cast<double>(average_nodes(plan));  // the library counts so
  state.counters["nodes"] = benchmark::Counter(nodes_walked);
  state.counters["per_node"] = benchmark::Counter(nodes_walked,
                                                  benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}
void plan_from_slots(benchmark::State& state) { decide(state, false, false); }
void plan_with_messages(benchmark::State& state) { decide(state, false, true); }
void plan_with_proof(benchmark::State& state) { decide(state, true, true); }
BENCHMARK(plan_from_slots);
BENCHMARK(plan_with_messages);
BENCHMARK(plan_with_proof);

void plan_from_document(benchmark::State& state) {
  const AuditPlan plan;
  run::CaseRunner runner(*plan.compilation.program, plan.compilation.sources);
  facts::CaseFacts facts;
  std::size_t next = 0;
  for (auto _ : state) {
    plan.bind(plan.documents[next], facts);
    JsonWriter json;
    json.begin_object();
    run::write_json(json, runner.decide(plan.decision, facts, {}), {});
    json.end_object();
    benchmark::DoNotOptimize(json.take().size());
    next = (next + 1) % plan.documents.size();
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(plan_from_document);

void plan_written_by_hand(benchmark::State& state) {
  const std::vector<PlanCase> cases = make_cases(256);
  std::size_t next = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(plan_by_hand(cases[next]));
    next = (next + 1) % cases.size();
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(plan_written_by_hand);

// ---- agreement ----------------------------------------------------------------------------------------------------------------

PlanAnswer answer_of(const run::CaseReport& report) {
  PlanAnswer answer;
  answer.met = report.verdict == eval::Verdict::met;
  for (const run::RequirementLine& line : report.requirements)
    if (line.state == eval::RequirementState::not_met) ++(line.advisory ? answer.advice : answer.failed);
  // Values count in base units, which are hours: 8 to a person-day.
  const auto whole = [&](const char* name, std::int64_t per_unit, std::int64_t base) {
    for (const run::ValueLine& value : report.values)
      if (value.name == name) {
        const auto number = run::number_of(value.value);
        if (number && number->is_small()) return number->small_numerator() * per_unit / (base * number->small_denominator());
      }
    return std::int64_t{-1};
  };
  answer.people = whole("effective_headcount", 1, 1);
  answer.total_time = whole("total_time", 600, 8);
  answer.similar_sample = whole("similar_sample_size", 1, 1);
  answer.other_sites = whole("other_sites_to_visit", 1, 1);
  return answer;
}

int check() {
  const AuditPlan plan;
  run::CaseRunner runner(*plan.compilation.program, plan.compilation.sources);
  facts::CaseFacts facts;
  std::size_t differing = 0;
  const std::vector<PlanCase> cases = make_cases(5000);
  for (const PlanCase& one : cases) {
    plan.bind(plan_as_json(one), facts);
    if (answer_of(runner.decide(plan.decision, facts, {})) == plan_by_hand(one)) continue;
    if (differing++ == 0) std::printf("first: %s\n", plan_as_json(one).c_str());
  }
  std::printf("%zu of %zu plans differ\n", differing, cases.size());
  return differing == 0 ? 0 : 1;
}

}  // namespace
}  // namespace norma::bench

int main(int count, char** arguments) {
  if (count > 1 && std::strcmp(arguments[1], "--check") == 0) return norma::bench::check();
  benchmark::Initialize(&count, arguments);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
