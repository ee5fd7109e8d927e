#pragma once
// Standard output, so that no result is lost unnoticed: every write is checked, also the last one.
#include <string>
#include <string_view>

namespace norma::cli {

class Output {
 public:
  explicit Output(int descriptor) : descriptor_(descriptor) {}
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  void write(std::string_view text);
  /// Writes what is buffered. False after a failure, now or earlier.
  bool flush();
  /// Flushes and closes; some file systems report a failed write only then.
  bool close();

  /// The reader went away: no fault of ours, nothing to say.
  [[nodiscard]] bool reader_gone() const;
  [[nodiscard]] bool failed() const { return error_ != 0; }
  /// The system's reason after a failure.
  [[nodiscard]] std::string reason() const;

 private:
  static constexpr std::size_t buffer_size = 1U << 16;

  int descriptor_;
  int error_ = 0;
  std::string buffer_;
};

/// Writes to standard error; there is nobody to tell about a failure.
void write_error(std::string_view text);

/// Makes sure that descriptors 0 to 2 are open, so that no file opened later is mistaken for one of them. Reading from or writing
/// to one that was closed then fails.
void occupy_standard_descriptors();

}  // namespace norma::cli
