#include "norma/version.hpp"

namespace norma {

std::string_view version() noexcept { return NORMA_VERSION; }

}  // namespace norma
