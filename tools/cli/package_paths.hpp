#pragma once
// Which packages a person means who names a folder.
#include <string>
#include <vector>

#include "session.hpp"

namespace norma::cli {

/// A file is a package. A folder with rule files is one package, or, where every file names a package of its own, one for each file.
/// With `below`, the folders beneath it count too; names that begin with a dot are passed over, links are not followed. In the order
/// of paths; empty if there is nothing.
std::vector<std::string> find_packages(const Session& session, const std::string& path, bool below);

}  // namespace norma::cli
