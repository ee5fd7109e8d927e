#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>

namespace norma {

/// A 32-bit index that can only be compared with ids of the same `Tag`.
/// Default construction gives the invalid id; `index()` may be called on valid ids only.
template <typename Tag>
class TypedId {
 public:
  using Value = std::uint32_t;
  static constexpr Value invalid_value = std::numeric_limits<Value>::max();

  constexpr TypedId() = default;
  constexpr explicit TypedId(Value value) : value_(value) {}
  static constexpr TypedId from_index(std::size_t index) { return TypedId(static_cast<Value>(index)); }

  constexpr bool valid() const { return value_ != invalid_value; }
  constexpr explicit operator bool() const { return valid(); }
  constexpr Value value() const { return value_; }
  constexpr std::size_t index() const { return value_; }

  friend constexpr bool operator==(TypedId, TypedId) = default;
  friend constexpr auto operator<=>(TypedId, TypedId) = default;

 private:
  Value value_ = invalid_value;
};

}  // namespace norma

template <typename Tag>
struct std::hash<norma::TypedId<Tag>> {
  std::size_t operator()(norma::TypedId<Tag> id) const noexcept { return std::hash<std::uint32_t>{}(id.value()); }
};
