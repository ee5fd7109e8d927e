// What conditions tell about optional values: which of them are not `none`.
#include <fmt/format.h>

#include "types/expressions.hpp"

namespace norma::types {

std::optional<ast::Path> ExpressionChecker::flatten(const ast::FieldOf& access) const {
  auto path = flatten(access.object);
  if (path) path->push_back(access.field);
  return path;
}

std::optional<ast::Path> ExpressionChecker::flatten(ast::ExpressionId id) const {
  if (!id.valid()) return std::nullopt;
  const auto& form = file()[id].form;
  if (const auto* use = std::get_if<ast::NameUse>(&form)) return use->path;
  if (const auto* access = std::get_if<ast::FieldOf>(&form)) return flatten(*access);
  return std::nullopt;
}

// Locals are told apart by their slot, everything else by the symbol it names; calls are not narrowed.
std::optional<std::string> ExpressionChecker::path_key(const ast::Path& path) const {
  std::string key;
  std::size_t fields = 1;
  if (const Local* local = frame_.find(path.front().text)) {
    key = fmt::format("{}:{}", local->kind == Local::Kind::requirement ? "r" : "l", local->slot);
  } else {
    ast::Path head;
    names::Lookup found;
    for (fields = 0; fields < path.size() && found.outcome != names::Lookup::Outcome::found;) {
      head.push_back(path[fields++]);
      found = session_.names.find_value(frame_.package, head);
    }
    if (found.outcome != names::Lookup::Outcome::found) return std::nullopt;
    key = fmt::format("s:{}", found.symbol.value());
  }
  for (; fields < path.size(); ++fields) key += "." + path[fields].text;
  return key;
}

std::optional<std::string> ExpressionChecker::path_key(ast::ExpressionId id) const {
  const auto path = flatten(id);
  return path ? path_key(*path) : std::nullopt;
}

bool ExpressionChecker::is_present(const std::string& key) const {
  for (const std::string& known : frame_.present) {
    if (known == key) return true;
  }
  return false;
}

Typed ExpressionChecker::narrowed(Typed value, const std::optional<std::string>& key) {
  if (!key || !session_.peek(value.type).optional || !is_present(*key)) return value;
  return {value.node, session_.builder.required_of(value.type)};
}

void ExpressionChecker::assume(ast::ExpressionId condition, bool truth) {
  if (!condition.valid()) return;
  const auto& form = file()[condition].form;
  if (const auto* test = std::get_if<ast::IsNone>(&form)) {
    if (test->negated != truth) return;
    if (auto key = path_key(test->operand)) frame_.present.push_back(std::move(*key));
  } else if (const auto* negation = std::get_if<ast::Not>(&form)) {
    assume(negation->operand, !truth);
  } else if (const auto* logic = std::get_if<ast::Logic>(&form)) {
    if (logic->conjunction != truth) return;
    for (const ast::ExpressionId operand : logic->operands) assume(operand, truth);
  }
}

}  // namespace norma::types
