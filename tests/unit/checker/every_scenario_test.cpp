// Every scenario of the rules, the standard library and the rules of the tests goes through the evaluator and through the checker.
// Both must come to the same values, unknowns with bounds and causes included, the same states and the same errors.
#include <catch2/catch.hpp>

#include <map>

#include "checker/naming.hpp"
#include "diagnostics/render.hpp"
#include "scenario/unknown_parts.hpp"
#include "side_by_side.hpp"

namespace norma::checker_test {
namespace {

bool same_shape(const Program& program, program::TypeId left, program::TypeId right) {
  const program::Type& a = program[left];
  const program::Type& b = program[right];
  if (a.kind != b.kind) return false;
  if (a.kind == program::TypeKind::list) return same_shape(program, a.element, b.element);
  return a.kind != program::TypeKind::record || a.record == b.record;
}

/// One scenario in both: the inputs are computed by each for itself.
class Both {
 public:
  Both(const Compilation& compilation, const program::Scenario& scenario, Tally& tally)
      : program_(*compilation.program), sources_(compilation.sources), scenario_(scenario), tally_(tally), inputs_(program_), evaluator_(program_),
        checker_(program_) {}

  void run() {
    ++tally_.scenarios;
    read_inputs();
    for (const program::Expectation& expectation : scenario_.expectations) {
      try {
        begin();
        if (expectation.kind == ast::Expectation::Kind::verdict) decide(expectation);
        else for (const program::NodeId node : {expectation.expression, expectation.left, expectation.right})
          if (node.valid()) value(node);
      } catch (const checker::CannotTell&) {
        ++tally_.cannot_tell;
      }
    }
  }

 private:
  struct Input { std::string name; eval::Value left; checker::Value right; program::TypeId type; };

  std::string place(Span span) const { return sources_[span.file].name() + ":" + std::to_string(sources_[span.file].position(span.begin).line); }
  std::optional<checker::Day> on() const { return scenario_.on ? std::optional<checker::Day>(scenario_.on->day_number()) : std::nullopt; }

  void read_inputs() {
    left_.assign(program_.facts.size(), {});
    right_.assign(program_.facts.size(), {});
    inputs_.begin_case(left_, scenario_.on);
    checker_.begin({}, on());
    for (const program::ScenarioInput& input : scenario_.inputs) {
      Input read{input.name, {}, {}, {}};
      if (!input.unknown) {
        read.type = program_.node_info[input.value.index()].type;
        read.left = inputs_.evaluate_node(input.value, scenario_.frame_size);
        read.right = checker_.evaluate_node(input.value, scenario_.frame_size);
        tally_.compare(place(input.span) + " " + input.name, record::value_json(program_, read.left, read.type),
                       checker::json_of(program_, read.right, read.type));
      }
      given_.push_back(read);
      place_fact(input, read);
    }
  }

  void place_fact(const program::ScenarioInput& input, const Input& read) {
    std::optional<std::size_t> at;
    for (std::size_t i = 0; i < program_.facts.size(); ++i)
      if (program_.facts[i].name == input.name && (!at || program_.facts[i].package == scenario_.package)) at = i;
    if (!at) return;
    const program::TypeId type = program_.facts[*at].type;
    const eval::Cause cause{eval::Cause::Kind::fact, static_cast<std::uint32_t>(*at), 0, {}};
    const std::string named = "fact " + input.name;
    if (input.unknown) {
      left_[*at] = eval::make_unknown(program_, inputs_.arena(), type, cause);
      right_[*at] = checker::unknown_of(program_, type, {named});
    } else {
      left_[*at] = scenario::with_named_unknowns(program_, inputs_.arena(), read.left, read.type, type, cause);
      right_[*at] = same_shape(program_, read.type, type) ? checker::with_named_unknowns(program_, read.right, type, named) : read.right;
    }
  }

  void begin() {
    evaluator_.begin_case(left_, scenario_.on);
    checker_.begin(right_, on());
    left_given_.assign(program_.callables.size(), {});
    for (std::size_t i = 0; i < program_.callables.size(); ++i) {
      if (program_.callables[i].kind != program::CallableKind::decision) continue;
      given_of(i);
      evaluator_.give(CallableId::from_index(i), left_given_[i]);
      checker_.give(CallableId::from_index(i), right_given_[i]);
    }
  }

  void given_of(std::size_t decision) {
    const auto& given = program_.callables[decision].given;
    left_given_[decision].resize(given.size());
    right_given_[decision].assign(given.size(), {});
    for (std::size_t i = 0; i < given.size(); ++i)
      for (const Input& input : given_) {
        if (input.name != given[i].name || input.left.tag == eval::Tag::absent) continue;
        const eval::Cause cause{eval::Cause::Kind::given, static_cast<std::uint32_t>(decision), static_cast<std::uint32_t>(i), {}};
        left_given_[decision][i] = scenario::with_named_unknowns(program_, inputs_.arena(), input.left, input.type, given[i].type, cause);
        right_given_[decision][i] = same_shape(program_, input.type, given[i].type)
                                        ? checker::with_named_unknowns(program_, input.right, given[i].type, "given " + input.name)
                                        : input.right;
      }
  }

  void value(program::NodeId node) {
    const program::TypeId type = program_.node_info[node.index()].type;
    tally_.compare(place(program_.node_info[node.index()].span), record::value_json(program_, evaluator_.evaluate_node(node, scenario_.frame_size), type),
                   checker::json_of(program_, checker_.evaluate_node(node, scenario_.frame_size), type));
  }

  CallableId version_of(CallableId subject) const {
    for (const program::VersionGroup& group : program_.version_groups) {
      if (!scenario_.on || std::find(group.versions.begin(), group.versions.end(), subject) == group.versions.end()) continue;
      for (const CallableId version : group.versions) {
        const auto& callable = program_[version];
        if ((!callable.from || *callable.from <= *scenario_.on) && (!callable.until || *scenario_.on <= *callable.until)) return version;
      }
    }
    return subject;
  }

  void decide(const program::Expectation& expectation) {
    const CallableId subject = version_of(expectation.subject);
    eval::DecisionResult left;
    evaluator_.decide(subject, left_given_[subject.index()], left);
    const checker::DecisionOutcome right = checker_.decide(subject, right_given_[subject.index()]);
    tally_.compare(program_, subject, place(expectation.span), left, right);
  }

  const Program& program_;
  const SourceSet& sources_;
  const program::Scenario& scenario_;
  Tally& tally_;
  eval::Evaluator inputs_, evaluator_;
  checker::Evaluation checker_;
  std::vector<eval::Value> left_;
  std::vector<checker::Value> right_;
  std::vector<Input> given_;
  std::vector<std::vector<eval::Value>> left_given_;
  std::map<std::size_t, std::vector<checker::Value>> right_given_;
};

TEST_CASE("the checker comes to what the evaluator comes to in every scenario") {
  Tally tally;
  for (const std::string& package : packages()) {
    const Compilation compilation = compiled(package);
    if (!compilation.ok()) WARN(package << " does not compile: " << render_text(compilation.diagnostics.sorted(), compilation.sources, {false}).substr(0, 600));
    if (!compilation.ok()) continue;
    for (const program::Scenario& scenario : compilation.program->scenarios)
      if (!scenario.package.valid() || scenario.package.index() == 0) Both(compilation, scenario, tally).run();
  }
  INFO(tally.text() << "\n" << tally.first_differences(40));
  CHECK(tally.scenarios > 1000);
  CHECK(tally.cannot_tell == 0);
  CHECK(tally.differences.empty());
}

}  // namespace
}  // namespace norma::checker_test
