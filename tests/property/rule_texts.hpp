#pragma once
// Rule files as they stand in the repository, and how they are cut into declarations.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "rules_under_test.hpp"
#include "scenario/scenario_runner.hpp"

namespace norma::property_test {

inline std::string text_of_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// The `.rule` files of a folder, in the order of their names.
inline std::vector<std::filesystem::path> rule_files(const std::string& folder) {
  std::vector<std::filesystem::path> out;
  for (const auto& entry : std::filesystem::directory_iterator(source_directory() + "/" + folder))
    if (entry.path().extension() == ".rule") out.push_back(entry.path());
  std::sort(out.begin(), out.end());
  return out;
}

/// The language line with the package header, then each declaration; a comment belongs to what follows it.
inline std::vector<std::string> pieces_of(const std::string& text) {
  std::vector<std::string> pieces{""};
  std::istringstream lines(text);
  std::string comments;
  for (std::string line; std::getline(lines, line);) {
    const bool comment = line.starts_with('#');
    const bool opens = !line.empty() && !comment && std::string(" \t)]}").find(line.front()) == std::string::npos;
    if (comment) {
      comments += line + "\n";
      continue;
    }
    bool header = false;
    for (const char* word : {"language ", "语言 ", "package ", "包 "}) header = header || line.starts_with(word);
    if (opens && !header) pieces.emplace_back();
    pieces.back() += comments + line + "\n";
    comments.clear();
  }
  return pieces;
}

/// What each scenario came to, by its name.
inline std::vector<std::pair<std::string, bool>> outcomes(const Compilation& compilation) {
  std::vector<std::pair<std::string, bool>> out;
  for (const auto& result : scenario::run_scenarios(*compilation.program, compilation.sources))
    out.emplace_back(result.scenario->title, result.passed());
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace norma::property_test
