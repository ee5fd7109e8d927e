#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/typed_id.hpp"

namespace norma {

struct SymbolTag;
/// Names one distinct string of an Interner.
using SymbolId = TypedId<SymbolTag>;

/// Gives equal strings equal ids. Ids count up from 0 in order of first appearance, so they do not depend on hashing.
/// Views returned by `text` stay valid as long as the interner.
class Interner {
 public:
  Interner() = default;
  Interner(const Interner&) = delete;
  Interner& operator=(const Interner&) = delete;
  Interner(Interner&&) = default;
  Interner& operator=(Interner&&) = default;

  SymbolId intern(std::string_view text) {
    if (const auto found = find(text)) return *found;
    const SymbolId id = SymbolId::from_index(texts_.size());
    ids_.emplace(texts_.emplace_back(text), id);
    return id;
  }
  std::optional<SymbolId> find(std::string_view text) const {
    const auto found = ids_.find(text);
    return found == ids_.end() ? std::nullopt : std::optional(found->second);
  }
  std::string_view text(SymbolId id) const { return texts_[id.index()]; }
  std::size_t size() const { return texts_.size(); }

 private:
  std::deque<std::string> texts_;  // a deque never moves its elements, so the keys below stay valid
  std::unordered_map<std::string_view, SymbolId> ids_;
};

}  // namespace norma
