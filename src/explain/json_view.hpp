#pragma once
// The argument as JSON: the stable form that explanation.schema.json describes.
#include <string>

#include "explain/argument.hpp"

namespace norma::explain {

/// One object; steps stand in an array with their ids, `children` name steps by id. Texts come in both languages, exact values in
/// a form of their own. With `indent` 0 on one line. No line end at the end.
std::string explain_json(const Argument& argument, int indent = 2);

}  // namespace norma::explain
