#pragma once
// SHA-256 (FIPS 180-4).
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace norma::record {

/// The digest as 32 bytes.
std::array<std::uint8_t, 32> sha256(std::string_view bytes);
/// The digest as 64 hexadecimal digits in small letters.
std::string sha256_text(std::string_view bytes);

}  // namespace norma::record
