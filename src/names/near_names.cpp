#include "names/near_names.hpp"

#include <algorithm>
#include <bit>

#include "base/nearest.hpp"
#include "base/utf8.hpp"

namespace norma::names {
namespace {

std::uint64_t letters_of(std::string_view name) {
  std::uint64_t letters = 0;
  for (const auto& item : CodePoints(name)) {
    const bool upper = item.code_point >= U'A' && item.code_point <= U'Z';
    letters |= std::uint64_t{1} << ((upper ? item.code_point + (U'a' - U'A') : item.code_point) % 64);
  }
  return letters;
}

// One edit changes the length by at most one and the set of letters by at most two.
constexpr std::size_t letters_per_edit = 2;

}  // namespace

void NearNames::add(std::string_view name) {
  entries_.push_back({std::string(name), count_code_points(name), letters_of(name)});
}

std::optional<std::string> NearNames::nearest(std::string_view wanted) const {
  if (entries_.size() > maximum_names) return std::nullopt;
  const std::size_t length = count_code_points(wanted);
  const std::size_t edits = std::max<std::size_t>(1, length / 3);
  const std::uint64_t letters = letters_of(wanted);
  std::vector<std::string_view> plausible;
  for (const Entry& entry : entries_) {
    const std::size_t longer = std::max(length, entry.length) - std::min(length, entry.length);
    const auto different = static_cast<std::size_t>(std::popcount(letters ^ entry.letters));
    if (longer <= edits && different <= letters_per_edit * edits) plausible.push_back(entry.name);
  }
  return nearest_name(wanted, plausible);
}

}  // namespace norma::names
