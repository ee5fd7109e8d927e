#pragma once
// How the driver reads rule files: an interface, so that the engine can also run where there is no disk.
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace norma {

/// Why a file or folder could not be had.
struct FileFault {
  enum class Kind : std::uint8_t {
    missing,
    unreadable,     ///< `text` is the system's reason
    not_regular,    ///< a device, a pipe, a socket; for `list` also anything that is no folder
    too_large,
    outside_root,
    case_differs,   ///< `text` is the name as it is written on the disk
    changed,        ///< while it was read
  };
  Kind kind = Kind::missing;
  std::string text;
};

/// A value, or the reason why there is none.
template <class Value>
class FileResult {
 public:
  FileResult(Value value) : value_(std::move(value)) {}
  FileResult(FileFault fault) : fault_(std::move(fault)) {}
  explicit operator bool() const { return value_.has_value(); }
  const Value& operator*() const { return *value_; }
  const Value* operator->() const { return &*value_; }
  const FileFault& fault() const { return fault_; }

 private:
  std::optional<Value> value_;
  FileFault fault_;
};

/// A file or folder that was found. `path` is free of symbolic links, `.` and `..`.
struct FileEntry {
  enum class Kind : std::uint8_t { file, folder, other } kind = Kind::file;
  std::string path;
};

class FileReader {
 public:
  virtual ~FileReader() = default;

  /// What a person named: any path.
  virtual FileResult<FileEntry> find(const std::string& path) const = 0;
  /// What a rule file named: `relative` has parts between `/`, none of them empty, `.` or `..`; each must be written exactly as
  /// on the disk. Symbolic links are followed, but what they lead to must lie below `root`.
  virtual FileResult<FileEntry> find_inside(const std::string& root, const std::string& relative) const = 0;
  /// The names in a folder, in the order of their bytes.
  virtual FileResult<std::vector<std::string>> list(const std::string& folder) const = 0;
  /// The bytes of a regular file found before; `maximum` is the largest size accepted.
  virtual FileResult<std::string> read(const std::string& path, std::size_t maximum) const = 0;
};

/// Files of the machine. The only code of the libraries that does input.
class DiskFiles final : public FileReader {
 public:
  FileResult<FileEntry> find(const std::string& path) const override;
  FileResult<FileEntry> find_inside(const std::string& root, const std::string& relative) const override;
  FileResult<std::vector<std::string>> list(const std::string& folder) const override;
  FileResult<std::string> read(const std::string& path, std::size_t maximum) const override;
};

/// Files given as texts, for tests and embedding. Folders exist by the files in them; there are no links.
class MemoryFiles final : public FileReader {
 public:
  /// `path` without `.`, `..` and empty parts, for example `rules/audit/time.rule`.
  void add(std::string path, std::string bytes) { files_.insert_or_assign(std::move(path), std::move(bytes)); }

  FileResult<FileEntry> find(const std::string& path) const override;
  FileResult<FileEntry> find_inside(const std::string& root, const std::string& relative) const override;
  FileResult<std::vector<std::string>> list(const std::string& folder) const override;
  FileResult<std::string> read(const std::string& path, std::size_t maximum) const override;

 private:
  std::map<std::string, std::string> files_;
};

/// Paths are texts with `/` between the parts; these never look at a disk.
std::string path_join(const std::string& folder, const std::string& name);
/// Everything before the last `/`: `a/b` gives `a`, `/a` gives `/`, `a` gives `.`.
std::string path_parent(const std::string& path);
/// What follows the last `/`.
std::string path_name(const std::string& path);
/// Whether every part can be the name of a file: not empty, not `.` or `..`, without NUL and backslash.
bool is_plain_relative_path(const std::string& relative);

}  // namespace norma
