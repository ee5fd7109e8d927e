#include <algorithm>
#include <string_view>

#include "driver/files.hpp"

namespace norma {

std::string path_join(const std::string& folder, const std::string& name) {
  if (folder.empty() || folder == ".") return name;
  if (name.empty()) return folder;
  return folder.ends_with('/') ? folder + name : folder + '/' + name;
}

std::string path_parent(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

std::string path_name(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

bool is_plain_relative_path(const std::string& relative) {
  if (relative.find('\0') != std::string::npos || relative.find('\\') != std::string::npos) return false;
  std::size_t begin = 0;
  while (true) {
    const std::size_t end = std::min(relative.find('/', begin), relative.size());
    const std::string_view part = std::string_view(relative).substr(begin, end - begin);
    if (part.empty() || part == "." || part == "..") return false;
    if (end == relative.size()) return true;
    begin = end + 1;
  }
}

}  // namespace norma
