#pragma once
// A package that is compiled once and decided many times.
#include <catch2/catch.hpp>

#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "diagnostics/render.hpp"
#include "driver/compile.hpp"
#include "facts/case_facts.hpp"
#include "run/run_case.hpp"

namespace norma::property_test {

using Random = std::mt19937_64;

/// A number from 0 to `count` - 1.
inline std::size_t below(Random& random, std::size_t count) { return static_cast<std::size_t>(random() % count); }

inline const std::string& source_directory() {
  static const std::string path = NORMA_SOURCE_DIRECTORY;
  return path;
}
inline Roots roots() { return {source_directory() + "/stdlib", source_directory() + "/rules"}; }

class Rules {
 public:
  explicit Rules(Compilation compilation) : compilation_(std::move(compilation)) {
    INFO(render_text(compilation_.diagnostics.sorted(), compilation_.sources, {false}));
    REQUIRE(compilation_.ok());
    runner_ = std::make_unique<run::CaseRunner>(program(), compilation_.sources);
  }
  explicit Rules(const std::string& declarations)
      : Rules(compile_text("p.rule", "language 1\npackage p\n" + declarations, {}, MemoryFiles())) {}

  [[nodiscard]] const program::Program& program() const { return *compilation_.program; }
  [[nodiscard]] const Compilation& compilation() const { return compilation_; }

  [[nodiscard]] run::CaseReport decide(const std::string& facts, const std::string& decision = "d", bool yaml = false) {
    bind(facts, decision, yaml);
    return runner_->decide(run::find_decision(program(), decision, {}).found, facts_, {});
  }
  [[nodiscard]] std::string decide_as_json(const std::string& facts, const std::string& decision = "d", bool yaml = false) {
    JsonWriter json;
    json.begin_object();
    run::write_json(json, decide(facts, decision, yaml), {});
    json.end_object();
    return json.take();
  }
  /// The facts bound last, for an evaluator of one's own.
  [[nodiscard]] const facts::CaseFacts& bound() const { return facts_; }
  void bind(const std::string& facts, const std::string& decision, bool yaml = false) {
    DiagnosticSink sink;
    const facts::DocumentSource source{"facts", 0, 1};
    const auto document = yaml ? facts::read_yaml(facts, source, {}, sink) : facts::read_json(facts, source, {}, sink);
    const program::CallableId callable = run::find_decision(program(), decision, {}).found;
    facts_.clear(program(), callable);
    const bool bound = document && facts::bind_facts(program(), callable, *document, source, facts_, sink);
    INFO(facts << "\n" << render_text(sink.sorted(), compilation_.sources, {false}));
    REQUIRE(bound);
  }

 private:
  Compilation compilation_;
  facts::CaseFacts facts_;
  std::unique_ptr<run::CaseRunner> runner_;
};

}  // namespace norma::property_test
