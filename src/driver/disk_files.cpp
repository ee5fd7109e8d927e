#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <string_view>
#include <system_error>

#include "driver/files.hpp"

namespace norma {
namespace {

FileFault system_fault(int error) {
  const bool missing = error == ENOENT || error == ENOTDIR;
  return {missing ? FileFault::Kind::missing : FileFault::Kind::unreadable, std::generic_category().message(error)};
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};
struct FreeText {
  void operator()(char* text) const { ::free(text); }
};

FileResult<std::string> real_path(const std::string& path) {
  // A NUL would end the path early and name another file.
  if (path.empty() || path.find('\0') != std::string::npos) return FileFault{FileFault::Kind::missing, "no such file"};
  const std::unique_ptr<char, FreeText> real(::realpath(path.c_str(), nullptr));
  if (!real) return system_fault(errno);
  return std::string(real.get());
}

FileResult<FileEntry> entry_at(const std::string& real) {
  struct stat status {};
  if (::lstat(real.c_str(), &status) != 0) return system_fault(errno);
  const auto kind = S_ISREG(status.st_mode)   ? FileEntry::Kind::file
                    : S_ISDIR(status.st_mode) ? FileEntry::Kind::folder
                                              : FileEntry::Kind::other;
  return FileEntry{kind, real};
}

bool lies_below(const std::string& path, const std::string& root) {
  if (root == "/") return path.starts_with('/');
  return path.size() > root.size() && path.starts_with(root) && path[root.size()] == '/';
}

char lower(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + ('a' - 'A')) : letter; }

bool equal_but_for_case(std::string_view left, std::string_view right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](char a, char b) { return lower(a) == lower(b); });
}

// Whether the folder has an entry of exactly this name. A disk that ignores case would open others too, and the same rules would
// then mean something else on another machine.
std::optional<FileFault> fault_of_name(const std::string& folder, const std::string& name) {
  const auto names = DiskFiles().list(folder);
  if (!names) return names.fault();
  if (std::binary_search(names->begin(), names->end(), name)) return std::nullopt;
  for (const std::string& other : *names) {
    if (equal_but_for_case(name, other)) return FileFault{FileFault::Kind::case_differs, other};
  }
  return FileFault{FileFault::Kind::missing, "no such file or folder"};
}

bool same_file(const struct stat& left, const struct stat& right) {
  return left.st_dev == right.st_dev && left.st_ino == right.st_ino;
}

bool unchanged(const struct stat& left, const struct stat& right) {
  return left.st_size == right.st_size && left.st_mtime == right.st_mtime;
}

FileResult<std::string> read_all(int descriptor, std::size_t maximum) {
  std::string bytes;
  char buffer[65536];
  while (true) {
    const ssize_t count = ::read(descriptor, buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return system_fault(errno);
    if (count == 0) return bytes;
    bytes.append(buffer, static_cast<std::size_t>(count));
    if (bytes.size() > maximum) return FileFault{FileFault::Kind::too_large, {}};
  }
}

}  // namespace

FileResult<FileEntry> DiskFiles::find(const std::string& path) const {
  const auto real = real_path(path);
  if (!real) return real.fault();
  return entry_at(*real);
}

FileResult<FileEntry> DiskFiles::find_inside(const std::string& root, const std::string& relative) const {
  if (!is_plain_relative_path(relative)) return FileFault{FileFault::Kind::outside_root, relative};
  const auto real_root = real_path(root);
  if (!real_root) return real_root.fault();
  std::string folder = *real_root;
  for (std::size_t begin = 0; begin <= relative.size();) {
    const std::size_t end = std::min(relative.find('/', begin), relative.size());
    const std::string part = relative.substr(begin, end - begin);
    if (const auto fault = fault_of_name(folder, part)) return *fault;
    const auto real = real_path(path_join(folder, part));
    if (!real) return real.fault();
    // Checked at every step: not even the names in a folder outside may be looked at.
    if (!lies_below(*real, *real_root)) return FileFault{FileFault::Kind::outside_root, relative};
    folder = *real;
    begin = end + 1;
  }
  return entry_at(folder);
}

FileResult<std::vector<std::string>> DiskFiles::list(const std::string& folder) const {
  const std::unique_ptr<DIR, CloseFolder> open(::opendir(folder.c_str()));
  if (!open) return system_fault(errno);
  std::vector<std::string> names;
  errno = 0;
  while (const dirent* entry = ::readdir(open.get())) {
    const std::string name = entry->d_name;
    if (name != "." && name != "..") names.push_back(name);
    errno = 0;
  }
  if (errno != 0) return system_fault(errno);
  std::sort(names.begin(), names.end());
  return names;
}

FileResult<std::string> DiskFiles::read(const std::string& path, std::size_t maximum) const {
  // O_NONBLOCK: opening a pipe must not wait for a writer. O_NOFOLLOW: the path was resolved before; a link that has taken its
  // place since is not followed.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK | O_NOFOLLOW));
  if (file.number() < 0) {
    if (errno == ELOOP || errno == ENXIO) return FileFault{FileFault::Kind::not_regular, {}};
    return system_fault(errno);
  }
  struct stat before {};
  if (::fstat(file.number(), &before) != 0) return system_fault(errno);
  if (!S_ISREG(before.st_mode)) return FileFault{FileFault::Kind::not_regular, {}};
  // A folder on the way may have been replaced by a link since the path was resolved: what is open must be what stands there.
  struct stat named {};
  const auto real = real_path(path);
  if (!real || *real != path || ::lstat(path.c_str(), &named) != 0 || !same_file(before, named)) {
    return FileFault{FileFault::Kind::changed, {}};
  }
  auto bytes = read_all(file.number(), maximum);
  struct stat after {};
  if (bytes && (::fstat(file.number(), &after) != 0 || !unchanged(before, after))) {
    return FileFault{FileFault::Kind::changed, {}};
  }
  return bytes;
}

}  // namespace norma
