#pragma once
// The argument as a graph: what rests on what. For Graphviz (DOT) and for Mermaid.
#include <string>

#include "explain/argument.hpp"

namespace norma::explain {

struct GraphOptions {
  std::size_t depth = 12;   // steps within one another, from the root
  std::string focus;        // only the step of this name and what it rests on
};

/// A digraph from each step to those it rests on; a step that is used twice stands once. Empty when `focus` names no step.
std::string explain_dot(const Argument& argument, Language language, const GraphOptions& options = {});
/// The same as a Mermaid flowchart.
std::string explain_mermaid(const Argument& argument, Language language, const GraphOptions& options = {});

}  // namespace norma::explain
