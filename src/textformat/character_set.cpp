#include "textformat/character_set.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace norma {
namespace {

struct NamedClass {
  std::string_view name;
  CharacterClass characters;
};

constexpr std::array<NamedClass, 8> named_classes = {{
    {"digits", CharacterClass::digits},
    {"letters", CharacterClass::letters},
    {"capitals", CharacterClass::capitals},
    {"small_letters", CharacterClass::small_letters},
    {"letters_or_digits", CharacterClass::letters_or_digits},
    {"capitals_or_digits", CharacterClass::capitals_or_digits},
    {"any", CharacterClass::any},
    {"han", CharacterClass::han},
}};

/// Unicode 15.1 script Han.
std::vector<CodePointRange> han_ranges() {
  return {{0x2E80, 0x2E99},   {0x2E9B, 0x2EF3},   {0x2F00, 0x2FD5},   {0x3005, 0x3005},   {0x3007, 0x3007},
          {0x3021, 0x3029},   {0x3038, 0x303B},   {0x3400, 0x4DBF},   {0x4E00, 0x9FFF},   {0xF900, 0xFA6D},
          {0xFA70, 0xFAD9},   {0x16FE2, 0x16FE3}, {0x16FF0, 0x16FF1}, {0x20000, 0x2A6DF}, {0x2A700, 0x2B739},
          {0x2B740, 0x2B81D}, {0x2B820, 0x2CEA1}, {0x2CEB0, 0x2EBE0}, {0x2EBF0, 0x2EE5D}, {0x2F800, 0x2FA1D},
          {0x30000, 0x3134A}, {0x31350, 0x323AF}};
}

/// Spaces, controls, invisible format characters, surrogates and non-characters.
std::vector<CodePointRange> excluded_from_any() {
  std::vector<CodePointRange> excluded = {
      {0x0000, 0x0020}, {0x007F, 0x00A0}, {0x00AD, 0x00AD}, {0x034F, 0x034F}, {0x061C, 0x061C},
      {0x115F, 0x1160}, {0x1680, 0x1680}, {0x17B4, 0x17B5}, {0x180B, 0x180F}, {0x2000, 0x200F},
      {0x2028, 0x202F}, {0x205F, 0x206F}, {0x3000, 0x3000}, {0x3164, 0x3164}, {0xD800, 0xDFFF},
      {0xFDD0, 0xFDEF}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}, {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFFB},
      {0xFFFE, 0xFFFF}};
  for (char32_t plane = 0x10000; plane <= 0xD0000; plane += 0x10000) {
    excluded.push_back({plane + 0xFFFE, plane + 0xFFFF});
  }
  excluded.push_back({0xE0000, 0xE0FFF});
  for (char32_t plane = 0xE0000; plane <= 0x100000; plane += 0x10000) {
    excluded.push_back({plane + 0xFFFE, plane + 0xFFFF});
  }
  return excluded;
}

std::vector<CodePointRange> any_ranges() {
  std::vector<CodePointRange> ranges;
  char32_t next = 0;
  for (const CodePointRange& hole : excluded_from_any()) {
    if (hole.first > next) ranges.push_back({next, hole.first - 1});
    next = hole.last + 1;
  }
  return ranges;  // the last hole ends at U+10FFFF
}

constexpr CodePointRange digit_range{U'0', U'9'};
constexpr CodePointRange capital_range{U'A', U'Z'};
constexpr CodePointRange small_range{U'a', U'z'};

}  // namespace

std::string_view name_of(CharacterClass characters) {
  for (const NamedClass& entry : named_classes) {
    if (entry.characters == characters) return entry.name;
  }
  return {};
}

std::optional<CharacterClass> character_class_named(std::string_view name) {
  for (const NamedClass& entry : named_classes) {
    if (entry.name == name) return entry.characters;
  }
  return std::nullopt;
}

CharacterSet CharacterSet::of(CharacterClass characters) {
  switch (characters) {
    case CharacterClass::digits: return CharacterSet({digit_range});
    case CharacterClass::letters: return CharacterSet({capital_range, small_range});
    case CharacterClass::capitals: return CharacterSet({capital_range});
    case CharacterClass::small_letters: return CharacterSet({small_range});
    case CharacterClass::letters_or_digits: return CharacterSet({digit_range, capital_range, small_range});
    case CharacterClass::capitals_or_digits: return CharacterSet({digit_range, capital_range});
    case CharacterClass::any: return CharacterSet(any_ranges());
    case CharacterClass::han: return CharacterSet(han_ranges());
  }
  return CharacterSet({});
}

bool CharacterSet::contains(char32_t code_point) const {
  const auto range = std::lower_bound(ranges_.begin(), ranges_.end(), code_point,
                                      [](const CodePointRange& r, char32_t value) { return r.last < value; });
  return range != ranges_.end() && range->first <= code_point;
}

std::optional<char32_t> CharacterSet::common_member(const CharacterSet& a, const CharacterSet& b) {
  for (const char32_t familiar : {U'1', U'A', U'a', U'中'}) {
    if (a.contains(familiar) && b.contains(familiar)) return familiar;
  }
  for (auto left = a.ranges_.begin(), right = b.ranges_.begin(); left != a.ranges_.end() && right != b.ranges_.end();) {
    const char32_t candidate = std::max(left->first, right->first);
    if (candidate <= std::min(left->last, right->last)) return candidate;
    if (left->last < right->last) ++left;
    else ++right;
  }
  return std::nullopt;
}

}  // namespace norma
