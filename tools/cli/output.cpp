#include "output.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace norma::cli {
namespace {

/// 0, or the error number.
int write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

}  // namespace

void Output::write(std::string_view text) {
  if (failed()) return;
  buffer_ += text;
  if (buffer_.size() >= buffer_size) flush();
}

bool Output::flush() {
  if (!failed()) error_ = write_all(descriptor_, buffer_);
  buffer_.clear();
  return !failed();
}

bool Output::close() {
  flush();
  if (::close(descriptor_) != 0 && !failed() && errno != EINTR) error_ = errno;
  return !failed();
}

bool Output::reader_gone() const { return error_ == EPIPE; }

std::string Output::reason() const { return std::strerror(error_); }

void write_error(std::string_view text) { write_all(STDERR_FILENO, text); }

void occupy_standard_descriptors() {
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(descriptor, F_GETFD) != -1 || errno != EBADF) continue;
    // Opened the wrong way round on purpose: using it must fail. Standard error alone may be lost silently.
    const int mode = descriptor == STDOUT_FILENO ? O_RDONLY : O_WRONLY;
    const int opened = ::open("/dev/null", mode);
    if (opened > descriptor) ::close(opened);
  }
}

}  // namespace norma::cli
