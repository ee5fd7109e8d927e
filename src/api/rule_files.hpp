#pragma once
// Rules in memory beside a standard library on the disk.
#include <string>
#include <vector>

#include "driver/files.hpp"
#include "norma/norma.hpp"

namespace norma::api {

/// INVARIANT: nothing of the disk is seen except the folder `library` and what stands in it.
class FilesBesideLibrary final : public FileReader {
 public:
  FilesBesideLibrary(std::vector<RuleFile> files, const std::string& library);

  FileResult<FileEntry> find(const std::string& path) const override;
  FileResult<FileEntry> find_inside(const std::string& root, const std::string& relative) const override;
  FileResult<std::vector<std::string>> list(const std::string& folder) const override;
  FileResult<std::string> read(const std::string& path, std::size_t maximum) const override;

 private:
  [[nodiscard]] const FileReader& reader_of(const std::string& path) const;

  MemoryFiles memory_;
  DiskFiles disk_;
  std::string library_;   ///< as written by the caller
  std::string resolved_;  ///< free of links; empty if it is not there
};

}  // namespace norma::api
