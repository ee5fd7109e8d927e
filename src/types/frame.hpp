#pragma once
// The names and slots of one declaration while it is being elaborated: parameters, given facts, local definitions, variables.
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ast/ast.hpp"
#include "program/program.hpp"

namespace norma::types {

using program::CallableId;
using program::NodeId;
using program::PackageId;
using program::TypeId;

/// How far the elaboration of something has come; meeting `running` again is a cycle.
enum class Progress : std::uint8_t { untouched, running, done };

struct Local {
  enum class Kind : std::uint8_t { parameter, definition, requirement, variable };
  Kind kind = Kind::parameter;
  std::string name;
  std::uint32_t slot = 0;
  TypeId type;
  Span span;
  Progress progress = Progress::done;
  NodeId body;              // definition
  CallableId requirement;   // requirement: an own one of the decision
};

struct Frame {
  const ast::Ast* file = nullptr;
  PackageId package;
  std::string clause;             // the first citation of the declaration, for messages
  std::uint32_t size = 0;
  bool depends_on_anchor = false;
  bool constants_only = false;    // constraints, defaults, cells: names of values are refused
  bool scenario = false;          // decisions may be named without arguments; bare numbers stand in the unit of the fact
  std::vector<Local> outer;       // everything but variables; indices stay valid
  std::vector<Local> variables;   // of the comprehensions around the present place, innermost last
  std::vector<std::string> present;             // optional paths known not to be `none` at the present place
  std::function<void(std::size_t)> elaborate;   // works out `outer[i]`, a definition or requirement of a decision

  std::uint32_t new_slot() { return size++; }

  std::size_t declare(Local local) {
    by_name_.emplace(local.name, outer.size());
    outer.push_back(std::move(local));
    return outer.size() - 1;
  }
  [[nodiscard]] std::optional<std::size_t> find_outer(std::string_view name) const {
    const auto found = by_name_.find(std::string(name));
    if (found == by_name_.end()) return std::nullopt;
    return found->second;
  }
  [[nodiscard]] const Local* find_variable(std::string_view name) const {
    for (auto local = variables.rbegin(); local != variables.rend(); ++local) {
      if (local->name == name) return &*local;
    }
    return nullptr;
  }
  [[nodiscard]] const Local* find(std::string_view name) const {
    if (const Local* variable = find_variable(name)) return variable;
    const auto index = find_outer(name);
    return index ? &outer[*index] : nullptr;
  }

 private:
  std::unordered_map<std::string, std::size_t> by_name_;
};

/// Forgets at its end the variables and the knowledge about `none` that were added since.
class Scope {
 public:
  explicit Scope(Frame& frame) : frame_(frame), variables_(frame.variables.size()), present_(frame.present.size()) {}
  Scope(const Scope&) = delete;
  Scope& operator=(const Scope&) = delete;
  ~Scope() {
    frame_.variables.resize(variables_);
    frame_.present.resize(present_);
  }

 private:
  Frame& frame_;
  std::size_t variables_, present_;
};

}  // namespace norma::types
