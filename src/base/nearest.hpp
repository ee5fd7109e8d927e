#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace norma {

/// Insertions, deletions, substitutions and swaps of neighbours needed to turn one text into the other, counted in
/// code points; letters that differ only in ASCII case count as equal.
std::size_t edit_distance(std::string_view left, std::string_view right);

/// The candidate most like `wanted`, when one is close enough to be a plausible slip: at most one edit per three
/// code points (at least one for names of two or more). Among equals the first in byte order wins, whatever the
/// order of the candidates. A candidate equal to `wanted` is never offered.
std::optional<std::string> nearest_name(std::string_view wanted, std::span<const std::string_view> candidates);
std::optional<std::string> nearest_name(std::string_view wanted, std::span<const std::string> candidates);

}  // namespace norma
