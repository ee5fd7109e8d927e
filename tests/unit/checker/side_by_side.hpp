#pragma once
// What evaluator and checker came to, side by side.
#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "checker/evaluation.hpp"
#include "checker/show.hpp"
#include "driver/compile.hpp"
#include "eval/evaluator.hpp"
#include "record/value_json.hpp"

namespace norma::checker_test {

using program::CallableId;
using program::Program;

inline const std::string source = NORMA_SOURCE_DIRECTORY;

struct Tally {
  std::size_t scenarios = 0, values = 0, decisions = 0, requirements = 0, unknown = 0, errors = 0, cannot_tell = 0;
  std::vector<std::string> differences;

  void compare(const std::string& where, const std::string& evaluator, const std::string& checker) {
    ++values;
    if (evaluator.find("\"unknown\"") != std::string::npos) ++unknown;
    if (evaluator.find("{\"error\"") != std::string::npos) ++errors;
    if (evaluator != checker) differences.push_back(where + "\n    evaluator " + evaluator + "\n    checker   " + checker);
  }

  void compare(const Program& program, CallableId subject, const std::string& place, const eval::DecisionResult& left,
               const checker::DecisionOutcome& right) {
    ++decisions;
    const std::string where = place + " " + program[subject].name;
    compare(where + " verdict", std::to_string(static_cast<int>(left.verdict)), std::to_string(static_cast<int>(right.verdict)));
    compare(where + " requirements", std::to_string(left.requirements.size()), std::to_string(right.requirements.size()));
    for (std::size_t i = 0; i < std::min(left.requirements.size(), right.requirements.size()); ++i) {
      const auto& a = left.requirements[i];
      const auto& b = right.requirements[i];
      ++requirements;
      const program::TypeId type = program[a.requirement].result;
      compare(where + "." + program[a.requirement].name, a.member + " " + std::to_string(static_cast<int>(a.state)) + record::value_json(program, a.value, type),
                     b.member + " " + std::to_string(static_cast<int>(b.state)) + checker::json_of(program, b.value, type));
    }
    for (std::size_t i = 0; i < left.outputs.size(); ++i) {
      const program::Output& output = program[subject].outputs[i];
      compare(where + "." + output.name, record::value_json(program, left.outputs[i].value, output.type),
                     i < right.outputs.size() ? checker::json_of(program, right.outputs[i], output.type) : "nothing");
    }
    checker::Causes missing;
    for (const eval::Cause& cause : left.missing) missing.insert(record::cause_text(program, cause));
    std::string a, b;
    for (const std::string& cause : missing) a += cause + "; ";
    for (const std::string& cause : right.missing) b += cause + "; ";
    compare(where + " missing", a, b);
  }

  [[nodiscard]] std::string text() const {
    return std::to_string(scenarios) + " cases, " + std::to_string(values) + " values compared (" + std::to_string(unknown) + " unknown, " +
           std::to_string(errors) + " errors), " + std::to_string(decisions) + " decisions, " + std::to_string(requirements) + " requirements, " +
           std::to_string(cannot_tell) + " times the checker could not tell, " + std::to_string(differences.size()) + " differences";
  }
  [[nodiscard]] std::string first_differences(std::size_t most) const {
    std::string out;
    for (std::size_t i = 0; i < std::min(differences.size(), most); ++i) out += differences[i] + "\n";
    return out;
  }
};

/// Every package of the rules, the standard library and the rules of the tests.
inline std::vector<std::string> packages() {
  std::vector<std::string> found;
  for (const char* folder : {"/rules", "/tests/rules"})
    for (const auto& entry : std::filesystem::directory_iterator(source + folder))
      if (entry.is_directory()) {
        const bool apart = entry.path().filename() == "hard-clauses" || entry.path().filename() == "builtins";
        if (!apart) found.push_back(entry.path().string());
        else for (const auto& file : std::filesystem::directory_iterator(entry)) found.push_back(file.path().string());
      }
  for (const auto& file : std::filesystem::directory_iterator(source + "/stdlib"))
    if (file.path().extension() == ".rule") found.push_back(file.path().string());
  std::sort(found.begin(), found.end());
  return found;
}

inline Compilation compiled(const std::string& package) { return compile(package, {source + "/stdlib", source + "/rules"}, DiskFiles()); }

}  // namespace norma::checker_test
