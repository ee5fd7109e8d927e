// The order of declarations and files never changes a result.
#include "rule_texts.hpp"
#include "run/value_text.hpp"

namespace norma::property_test {
namespace {

// All that a report says but the places of requirements. What is missing and what was chosen is listed in the order of the
// declarations, so these lists are compared as sets.
std::string content(const program::Program& program, const run::CaseReport& report) {
  std::string out = report.decision + " " + run::verdict_word(report.verdict) + "\n";
  std::set<std::string> unordered;
  for (const auto& value : report.values) out += value.name + " = " + run::value_text(program, value.value, value.type, run::Language::en) + "\n";
  for (const auto& line : report.requirements) {
    out += line.name + "[" + line.member + "] " + run::state_word(line.state) + " " + line.message.en + "\n";
    for (const std::string& clause : line.clauses) out += "  per " + clause + "\n";
    for (const std::string& missing : line.missing) unordered.insert(line.name + " lacks " + missing);
  }
  for (const auto& error : report.errors) out += error.code + " in " + error.rule + "\n";
  for (const auto& line : report.missing) unordered.insert("missing " + line.name);
  for (const auto& line : report.silent) unordered.insert(line.reason + " " + line.name);
  for (const auto& line : report.choices)
    unordered.insert("chosen " + line.name + " = " + run::value_text(program, line.value, line.type, run::Language::en));
  for (const std::string& line : unordered) out += line + "\n";
  return out;
}

MemoryFiles with_stdlib() {
  MemoryFiles files;
  for (const auto& path : rule_files("stdlib")) files.add("stdlib/" + path.filename().string(), text_of_file(path));
  return files;
}

Compilation compile_in_memory(const MemoryFiles& files, const std::string& path) { return compile(path, {"stdlib", "rules"}, files); }

std::string shuffled(Random& random, const std::string& text) {
  std::vector<std::string> pieces = pieces_of(text);
  std::shuffle(pieces.begin() + 1, pieces.end(), random);
  std::string out;
  for (const std::string& piece : pieces) out += piece;
  return out;
}

// The declarations of a package dealt out anew to files with other names.
MemoryFiles dealt_out(Random& random, const std::vector<std::filesystem::path>& paths, const std::string& folder) {
  std::vector<std::string> declarations, headers;
  for (const auto& path : paths) {
    const std::vector<std::string> pieces = pieces_of(text_of_file(path));
    headers.push_back(pieces.front());
    declarations.insert(declarations.end(), pieces.begin() + 1, pieces.end());
  }
  std::shuffle(headers.begin(), headers.end(), random);
  std::shuffle(declarations.begin(), declarations.end(), random);
  for (const std::string& declaration : declarations) headers[below(random, headers.size())] += declaration;
  MemoryFiles files = with_stdlib();
  for (std::size_t i = 0; i < headers.size(); ++i) files.add(folder + "/f" + std::to_string(i) + ".rule", headers[i]);
  return files;
}

const std::vector<std::pair<std::string, std::string>>& cases() {
  static const std::vector<std::pair<std::string, std::string>> all = [] {
    std::vector<std::pair<std::string, std::string>> found;
    for (const char* name : {"surveillance.json", "initial_missing.json"})
      found.emplace_back(name, text_of_file(source_directory() + "/rules/cnca/examples/" + name));
    return found;
  }();
  return all;
}

std::vector<std::string> results(Rules& rules) {
  std::vector<std::string> out;
  for (const program::Callable& callable : rules.program().callables) {
    if (callable.kind != program::CallableKind::decision || callable.package != program::PackageId(0)) continue;
    for (const auto& [name, text] : cases()) {
      DiagnosticSink sink;
      const auto document = facts::read_json(text, {name, 0, 1}, {}, sink);
      facts::CaseFacts bound;
      const program::CallableId decision = run::find_decision(rules.program(), callable.name, {}).found;
      bound.clear(rules.program(), decision);
      if (!document || !facts::bind_facts(rules.program(), decision, *document, {name, 0, 1}, bound, sink)) continue;
      out.push_back(content(rules.program(), rules.decide(text, callable.name)));
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

TEST_CASE("declarations of a package may stand in any order and in any of its files") {
  const auto paths = rule_files("rules/cnca");
  MemoryFiles files = with_stdlib();
  for (const auto& path : paths) files.add("rules/cnca/" + path.filename().string(), text_of_file(path));
  Rules original(compile_in_memory(files, "rules/cnca"));
  const auto expected = results(original);
  const auto scenarios = outcomes(original.compilation());
  REQUIRE(expected.size() > 1);
  REQUIRE(scenarios.size() > 10);
  Random random(27001);
  for (int round = 0; round < 8; ++round) {
    Rules other(compile_in_memory(dealt_out(random, paths, "rules/cnca"), "rules/cnca"));
    CHECK(results(other) == expected);
    CHECK(outcomes(other.compilation()) == scenarios);
  }
}

TEST_CASE("hard clauses come out the same in any order of their declarations") {
  Random random(28);
  for (const auto& path : rule_files("tests/rules/hard-clauses")) {
    CAPTURE(path.string());
    const std::string text = text_of_file(path);
    const Rules original(compile_text("p.rule", text, roots(), DiskFiles()));
    const auto expected = outcomes(original.compilation());
    REQUIRE_FALSE(expected.empty());
    for (int round = 0; round < 5; ++round)
      CHECK(outcomes(Rules(compile_text("p.rule", shuffled(random, text), roots(), DiskFiles())).compilation()) == expected);
  }
}

}  // namespace norma::property_test
