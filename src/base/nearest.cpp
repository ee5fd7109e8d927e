#include "base/nearest.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/utf8.hpp"

namespace norma {
namespace {

// Longer names are not compared: the cost is quadratic and a slip in them is visible anyway.
constexpr std::size_t longest_compared = 128;

std::u32string folded(std::string_view text) {
  std::u32string out = decode_all_utf8(text);
  for (char32_t& code_point : out) {
    if (code_point >= U'A' && code_point <= U'Z') code_point += U'a' - U'A';
  }
  return out;
}

std::size_t distance_between(const std::u32string& left, const std::u32string& right) {
  std::vector<std::size_t> before(right.size() + 1);
  std::vector<std::size_t> above(right.size() + 1);
  std::vector<std::size_t> row(right.size() + 1);
  for (std::size_t j = 0; j <= right.size(); ++j) above[j] = j;
  for (std::size_t i = 1; i <= left.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const std::size_t substitution = above[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, substitution});
      const bool swapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, above);
    std::swap(above, row);
  }
  return above[right.size()];
}

template <typename Candidate>
std::optional<std::string> nearest_among(std::string_view wanted, std::span<const Candidate> candidates) {
  const std::u32string wanted_letters = folded(wanted);
  if (wanted_letters.empty() || wanted_letters.size() > longest_compared) return std::nullopt;
  std::size_t allowed = wanted_letters.size() == 1 ? 0 : std::max<std::size_t>(1, wanted_letters.size() / 3);
  std::optional<std::string_view> best;
  for (const std::string_view candidate : candidates) {
    if (candidate == wanted || candidate.size() > 4 * (wanted_letters.size() + allowed)) continue;
    const std::size_t distance = distance_between(wanted_letters, folded(candidate));
    if (distance > allowed || (best && distance == allowed && candidate >= *best)) continue;
    best = candidate;
    allowed = distance;
  }
  return best ? std::optional<std::string>(*best) : std::nullopt;
}

}  // namespace

std::size_t edit_distance(std::string_view left, std::string_view right) {
  return distance_between(folded(left), folded(right));
}

std::optional<std::string> nearest_name(std::string_view wanted, std::span<const std::string_view> candidates) {
  return nearest_among(wanted, candidates);
}

std::optional<std::string> nearest_name(std::string_view wanted, std::span<const std::string> candidates) {
  return nearest_among(wanted, candidates);
}

}  // namespace norma
