#include <algorithm>
#include <string_view>

#include "driver/files.hpp"

namespace norma {
namespace {

char lower(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + ('a' - 'A')) : letter; }

bool equal_but_for_case(std::string_view left, std::string_view right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](char a, char b) { return lower(a) == lower(b); });
}

bool is_folder(const std::map<std::string, std::string>& files, const std::string& path) {
  if (path == ".") return true;
  const auto next = files.lower_bound(path + "/");
  return next != files.end() && next->first.starts_with(path + "/");
}

std::string without_trailing_slash(std::string path) {
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  return path;
}

}  // namespace

FileResult<FileEntry> MemoryFiles::find(const std::string& written) const {
  const std::string path = without_trailing_slash(written);
  if (files_.contains(path)) return FileEntry{FileEntry::Kind::file, path};
  if (is_folder(files_, path)) return FileEntry{FileEntry::Kind::folder, path};
  return FileFault{FileFault::Kind::missing, "no such file or folder"};
}

FileResult<FileEntry> MemoryFiles::find_inside(const std::string& root, const std::string& relative) const {
  if (!is_plain_relative_path(relative)) return FileFault{FileFault::Kind::outside_root, relative};
  const std::string path = path_join(root, relative);
  const auto found = find(path);
  if (found) return found;
  for (const auto& [name, bytes] : files_) {
    const std::string_view start = std::string_view(name).substr(0, path.size());
    const bool whole = name.size() == path.size() || (name.size() > path.size() && name[path.size()] == '/');
    if (whole && equal_but_for_case(start, path)) {
      return FileFault{FileFault::Kind::case_differs, path_name(std::string(start))};
    }
  }
  return found;
}

FileResult<std::vector<std::string>> MemoryFiles::list(const std::string& folder) const {
  if (!is_folder(files_, folder)) return FileFault{FileFault::Kind::not_regular, "no such folder"};
  const std::string prefix = folder == "." ? "" : folder + "/";
  std::vector<std::string> names;
  for (auto file = files_.lower_bound(prefix); file != files_.end() && file->first.starts_with(prefix); ++file) {
    const std::string rest = file->first.substr(prefix.size());
    names.push_back(rest.substr(0, rest.find('/')));
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

FileResult<std::string> MemoryFiles::read(const std::string& path, std::size_t maximum) const {
  const auto found = files_.find(path);
  if (found == files_.end()) return FileFault{FileFault::Kind::missing, "no such file"};
  if (found->second.size() > maximum) return FileFault{FileFault::Kind::too_large, {}};
  return found->second;
}

}  // namespace norma
