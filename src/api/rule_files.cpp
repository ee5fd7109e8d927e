#include "api/rule_files.hpp"

#include <utility>

namespace norma::api {

FilesBesideLibrary::FilesBesideLibrary(std::vector<RuleFile> files, const std::string& library) : library_(library) {
  for (RuleFile& file : files) memory_.add(std::move(file.path), std::move(file.text));
  if (library.empty()) return;
  if (const auto found = disk_.find(library)) resolved_ = found->path;
}

const FileReader& FilesBesideLibrary::reader_of(const std::string& path) const {
  if (!library_.empty() && path == library_) return disk_;
  if (!resolved_.empty() && (path == resolved_ || path.starts_with(resolved_ + "/"))) return disk_;
  return memory_;
}

FileResult<FileEntry> FilesBesideLibrary::find(const std::string& path) const { return memory_.find(path); }

FileResult<FileEntry> FilesBesideLibrary::find_inside(const std::string& root, const std::string& relative) const {
  return reader_of(root).find_inside(root, relative);
}

FileResult<std::vector<std::string>> FilesBesideLibrary::list(const std::string& folder) const { return reader_of(folder).list(folder); }

FileResult<std::string> FilesBesideLibrary::read(const std::string& path, std::size_t maximum) const {
  return reader_of(path).read(path, maximum);
}

}  // namespace norma::api
