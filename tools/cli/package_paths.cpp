#include "package_paths.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

namespace norma::cli {
namespace {

namespace fs = std::filesystem;

bool is_rule_file(const fs::directory_entry& entry) {
  std::error_code ignored;
  const std::string name = entry.path().filename().string();
  return name.ends_with(".rule") && name.front() != '.' && entry.is_regular_file(ignored);
}

/// Rule files by folder, in the order of paths.
std::map<std::string, std::set<std::string>> rule_files(const std::string& path, bool below) {
  std::map<std::string, std::set<std::string>> files;
  std::error_code failed;
  fs::recursive_directory_iterator at(path, fs::directory_options::skip_permission_denied, failed);
  for (; !failed && at != fs::recursive_directory_iterator(); at.increment(failed)) {
    std::error_code ignored;
    const bool hidden = at->path().filename().string().front() == '.';
    if (at->is_directory(ignored) && (hidden || !below)) at.disable_recursion_pending();
    if (is_rule_file(*at)) files[at->path().parent_path().string()].insert(at->path().string());
  }
  return files;
}

std::string package_name(const ast::Ast& file) {
  std::string name;
  for (const ast::Name& part : file.package.name) name += (name.empty() ? "" : ".") + part.text;
  return name;
}

// Whether every file, read alone, names a package that no other file of the folder names.
bool each_its_own(const Session& session, const std::set<std::string>& files) {
  std::set<std::string> names;
  for (const std::string& file : files) {
    const Compilation compilation = session.parse_package(file);
    if (compilation.files.files.empty()) return false;
    const std::string name = package_name(compilation.files.files.front().ast);
    if (name.empty() || !names.insert(name).second) return false;
  }
  return files.size() > 1;
}

}  // namespace

std::vector<std::string> find_packages(const Session& session, const std::string& path, bool below) {
  std::error_code ignored;
  if (!fs::is_directory(path, ignored)) return {path};
  std::vector<std::string> packages;
  for (const auto& [folder, files] : rule_files(path, below)) {
    if (each_its_own(session, files)) packages.insert(packages.end(), files.begin(), files.end());
    else packages.push_back(folder);
  }
  return packages;
}

}  // namespace norma::cli
