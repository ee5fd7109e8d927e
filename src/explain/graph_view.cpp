#include "explain/graph_view.hpp"

#include <set>
#include <utility>

#include "explain/step_text.hpp"

namespace norma::explain {
namespace {

/// The steps within reach, breadth first, and the edges between them.
struct Graph {
  struct Edge { StepIndex from, to; };
  std::vector<StepIndex> steps;
  std::vector<Edge> edges;
};

class GraphReader {
 public:
  GraphReader(const Argument& argument, const GraphOptions& options)
      : argument_(argument), options_(options), depth_of_(argument.steps.size(), 0) {}

  Graph read() {
    if (!options_.focus.empty()) {
      add(find_step(argument_, options_.focus), 1);
    } else {
      add(argument_.root, 1);
      if (argument_.verdict) conclusions();
    }
    for (std::size_t i = 0; i < graph_.steps.size(); ++i) {
      const StepIndex from = graph_.steps[i];
      if (depth_of_[from] > options_.depth) continue;
      for (const StepIndex to : argument_.steps[from].children) edge(from, to);
    }
    return std::move(graph_);
  }

 private:
  // A decision rests on its requirements; what it gives stands beside them.
  void conclusions() {
    for (const StepIndex requirement : argument_.requirements) edge(argument_.root, requirement);
    for (const StepIndex output : argument_.outputs) edge(argument_.root, output);
  }

  void edge(StepIndex from, StepIndex to) {
    add(to, depth_of_[from] + 1);
    if (seen_.emplace(from, to).second) graph_.edges.push_back({from, to});
  }

  void add(StepIndex step, std::size_t depth) {
    if (step == no_step || depth_of_[step] > 0) return;
    depth_of_[step] = depth;
    graph_.steps.push_back(step);
  }

  const Argument& argument_;
  const GraphOptions& options_;
  std::vector<std::size_t> depth_of_;  // 0: not met yet
  std::set<std::pair<StepIndex, StepIndex>> seen_;
  Graph graph_;
};

std::string dot_text(const std::string& text) {
  std::string out;
  for (const char character : text) {
    if (character == '"' || character == '\\') out += '\\';
    out += character;
  }
  return out;
}

// Mermaid reads entities within quoted labels.
std::string mermaid_text(const std::string& text) {
  std::string out;
  for (const char character : text) {
    switch (character) {
      case '"': out += "#quot;"; break;
      case '<': out += "#lt;"; break;
      case '>': out += "#gt;"; break;
      case '#': out += "#35;"; break;
      case '&': out += "#amp;"; break;
      case '`': out += "#96;"; break;
      default: out += character;
    }
  }
  return out;
}

std::string label_of(const StepWriter& writer, const Step& step) {
  const bool marked = step.state != StepState::value;
  return (marked ? std::string(StepWriter::mark(step.state)) + " " : "") + writer.headline(step);
}

const char* colour_of(StepState state) {
  switch (state) {
    case StepState::met: return "#1a7f37";
    case StepState::not_met: return "#cf222e";
    case StepState::undetermined: case StepState::refused: case StepState::error: return "#9a6700";
    default: return "#59636e";
  }
}

}  // namespace

std::string explain_dot(const Argument& argument, Language language, const GraphOptions& options) {
  const Graph graph = GraphReader(argument, options).read();
  if (graph.steps.empty()) return {};
  const StepWriter writer(argument, language);
  std::string out = "digraph explanation {\n  rankdir=LR;\n  node [shape=box, style=rounded, fontname=\"sans-serif\"];\n";
  for (const StepIndex index : graph.steps) {
    const Step& step = argument.steps[index];
    out += "  s" + std::to_string(index) + " [label=\"" + dot_text(label_of(writer, step)) + "\", color=\"" + colour_of(step.state) + "\"];\n";
  }
  for (const Graph::Edge& edge : graph.edges) out += "  s" + std::to_string(edge.from) + " -> s" + std::to_string(edge.to) + ";\n";
  return out + "}\n";
}

std::string explain_mermaid(const Argument& argument, Language language, const GraphOptions& options) {
  const Graph graph = GraphReader(argument, options).read();
  if (graph.steps.empty()) return {};
  const StepWriter writer(argument, language);
  std::string out = "flowchart LR\n";
  for (const StepIndex index : graph.steps) {
    const Step& step = argument.steps[index];
    out += "  s" + std::to_string(index) + "[\"" + mermaid_text(label_of(writer, step)) + "\"]\n";
    out += "  style s" + std::to_string(index) + " stroke:" + colour_of(step.state) + "\n";
  }
  for (const Graph::Edge& edge : graph.edges) out += "  s" + std::to_string(edge.from) + " --> s" + std::to_string(edge.to) + "\n";
  return out;
}

}  // namespace norma::explain
