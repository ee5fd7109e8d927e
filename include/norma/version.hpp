#pragma once

#include <string_view>

namespace norma {

/// The version of this library, as `major.minor.patch`.
std::string_view version() noexcept;

}  // namespace norma
