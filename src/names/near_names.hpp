#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace norma::names {

/// Finds the name that was probably meant. Most names are ruled out by length and letters alone, so asking for every
/// unknown name of a large package stays cheap. The answer is that of `nearest_name` over the names added.
class NearNames {
 public:
  /// Above this many names no suggestion is made.
  static constexpr std::size_t maximum_names = 20000;

  void add(std::string_view name);
  std::optional<std::string> nearest(std::string_view wanted) const;

 private:
  struct Entry {
    std::string name;
    std::size_t length;      // code points
    std::uint64_t letters;   // bit set of the letters, case folded
  };
  std::vector<Entry> entries_;
};

}  // namespace norma::names
