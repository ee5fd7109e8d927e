#include "record/verify_proof.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "base/json_text.hpp"
#include "checker/read_value.hpp"
#include "program/dump.hpp"
#include "program/walk.hpp"

namespace norma::record {
namespace {

using checker::Json;
using program::CallableId;
using program::NodeId;
using program::Op;
using program::Program;
using program::TypeId;

constexpr std::uint32_t nothing = 0xffffffffU;

/// One row, its parts looked up; `wrong` says why it is no step.
struct Row {
  std::string kind;            // empty: an expression
  std::uint32_t node = nothing, declaration = nothing, fact = nothing, index = nothing;
  std::string value, wrong;
  const Json* value_json = nullptr;
  std::vector<std::size_t> children;
};

bool read_number(const Json& json, std::uint32_t& number) {
  const char* end = json.text.data() + json.text.size();
  const auto read = std::from_chars(json.text.data(), end, number);
  return json.is(Json::Form::number) && read.ec == std::errc() && read.ptr == end && json.text == std::to_string(number);
}

class RowReader {
 public:
  explicit RowReader(const Program& program) : program_(program) {}

  Row read(const Json& json) const {
    Row row;
    row.wrong = parts(json, row);
    if (row.wrong.empty()) row.wrong = ids(row);
    if (row.wrong.empty() && checker::written(json) != text_of(row)) row.wrong = "its name, operation or form is not that of its declaration";
    return row;
  }

  // Whether a value stands for a list member, a declaration or an expression decides its type.
  TypeId type_of(const Row& row) const {
    if (row.kind == "variable") return program_[program_.node_info[row.node].type].element;
    if (row.kind == "decision" || row.kind == "requirement" || row.kind == "member") return program_.callables[row.declaration].result;
    if (row.node != nothing) return program_.node_info[row.node].type;
    if (row.fact != nothing) return program_.facts[row.fact].type;
    return row.declaration != nothing ? program_.callables[row.declaration].parameters[row.index].type : TypeId();
  }

 private:
  static std::string parts(const Json& json, Row& row) {
    for (const auto& [key, content] : json.members) {
      if (key == "kind") row.kind = content.text;
      else if (key == "value") row.value_json = &content;
      else if (key == "children") {
        for (const Json& child : content.items) {
          std::uint32_t number = 0;
          if (!read_number(child, number)) return "its children are no row numbers";
          row.children.push_back(number);
        }
      } else if (std::uint32_t* number = key == "node" ? &row.node : key == "declaration" ? &row.declaration : key == "fact" ? &row.fact
                                                                   : key == "index" ? &row.index : nullptr) {
        if (!read_number(content, *number)) return "`" + key + "` is no number";
      } else if (key != "op" && key != "name") {
        return "`" + key + "` is no part of a step";
      }
    }
    if (row.value_json == nullptr) return "it has no value";
    row.value = checker::written(*row.value_json);
    return {};
  }

  std::string ids(const Row& row) const {
    if (row.node != nothing && row.node >= program_.nodes.size()) return "the rules have no such expression";
    if (row.fact != nothing && row.fact >= program_.facts.size()) return "the rules have no such fact";
    if (row.declaration != nothing && row.declaration >= program_.callables.size()) return "the rules have no such declaration";
    const auto needs = [&](std::initializer_list<const char*> kinds, std::uint32_t part) {
      return part == nothing && std::find(kinds.begin(), kinds.end(), row.kind) != kinds.end();
    };
    static const std::set<std::string> kinds{"", "fact", "default", "given", "variable", "local definition", "definition", "decision", "requirement",
                                             "member", "output", "truncated"};
    if (!kinds.contains(row.kind)) return "there is no such kind of step";
    if (needs({"", "variable", "local definition", "output"}, row.node)) return "its expression is missing";
    if (needs({"given", "local definition", "definition", "decision", "requirement", "member", "output"}, row.declaration)) return "its declaration is missing";
    if (needs({"given", "variable", "output", "local definition", "member"}, row.index)) return "its index is missing";
    if (row.kind == "fact" && row.fact == nothing) return "its fact is missing";
    if (row.kind == "default" && row.fact == nothing && (row.declaration == nothing || row.index == nothing)) return "its fact is missing";
    if (row.kind == "output" && row.index >= program_.callables[row.declaration].outputs.size()) return "the decision gives no such value";
    if ((row.kind == "given" || (row.kind == "default" && row.declaration != nothing)) &&
        row.index >= program_.callables[row.declaration].parameters.size())
      return "the declaration has no such given fact";
    return {};
  }

  std::string name_of(const Row& row) const {
    if (row.fact != nothing) return program_.facts[row.fact].name;
    if (row.declaration == nothing) return {};
    const program::Callable& callable = program_.callables[row.declaration];
    if (row.kind == "output") return callable.outputs[row.index].name;
    if (row.kind == "given" || row.kind == "default") return callable.parameters[row.index].name;
    return callable.name;
  }

  // As proof_table writes it.
  std::string text_of(const Row& row) const {
    std::string text;
    const auto part = [&](const char* name, std::uint32_t number) {
      if (number != nothing) text += ",\"" + std::string(name) + "\":" + std::to_string(number);
    };
    if (row.kind.empty()) {
      text = "{\"op\":" + json_string(program::operation_name(program_.nodes[row.node].op));
    } else {
      text = "{\"kind\":" + json_string(row.kind);
      part("fact", row.fact);
      part("declaration", row.declaration);
      part("index", row.index);
      if (const std::string name = name_of(row); !name.empty()) text += ",\"name\":" + json_string(name);
    }
    part("node", row.node);
    text += ",\"value\":" + row.value + ",\"children\":[";
    for (std::size_t i = 0; i < row.children.size(); ++i) text += (i > 0 ? "," : "") + std::to_string(row.children[i]);
    return text + "]}";
  }

  const Program& program_;
};

/// What an expression or a declaration may rest on.
struct Uses {
  std::set<std::uint32_t> nodes, callables;
};

class ProofVerifier {
 public:
  ProofVerifier(const Program& program, checker::Evaluation& evaluation, std::vector<std::string>& differences)
      : program_(program), evaluation_(evaluation), seen_(evaluation.seen()), reader_(program), differences_(differences) {}

  std::size_t verify(CallableId decision, const Json& table) {
    if (!table.is(Json::Form::list) || table.items.empty()) {
      differences_.push_back("the proof has no steps");
      return 0;
    }
    if (!read(table) || !in_order()) return 0;
    if (rows_.back().kind != "decision" || rows_.back().declaration != decision.value()) differ(rows_.size() - 1, "the proof does not end with the decision");
    for (std::size_t i = 0; i < rows_.size() && differences_.size() < most_differences; ++i) check(i);
    return rows_.size();
  }

 private:
  static constexpr std::size_t most_differences = 20;

  void differ(std::size_t i, const std::string& why) {
    const Row& row = rows_[i];
    std::string what = row.kind;
    if (row.kind.empty() && row.node < program_.nodes.size()) what = program::operation_name(program_.nodes[row.node].op);
    if (row.declaration < program_.callables.size()) what += " `" + program_.callables[row.declaration].name + "`";
    else if (row.fact < program_.facts.size()) what += " `" + program_.facts[row.fact].name + "`";
    differences_.push_back("step " + std::to_string(i) + " of the proof (" + what + "): " + why);
  }

  bool read(const Json& table) {
    std::set<std::string> texts;
    for (const Json& item : table.items) {
      rows_.push_back(reader_.read(item));
      const std::size_t i = rows_.size() - 1;
      if (!rows_[i].wrong.empty()) differ(i, rows_[i].wrong);
      else if (!texts.insert(checker::written(item)).second) differ(i, "it stands twice");
      for (const std::size_t child : rows_[i].children)
        if (child >= i) differ(i, "it rests on a later step");
      if (differences_.size() >= most_differences) return false;
    }
    return differences_.empty();
  }

  // Children before parents, in the order in which a walk from the root leaves them; nothing else.
  bool in_order() {
    std::vector<bool> left(rows_.size(), false);
    std::size_t next = 0;
    std::vector<std::pair<std::size_t, std::size_t>> path{{rows_.size() - 1, 0}};
    while (!path.empty()) {
      auto& [row, child] = path.back();
      if (child < rows_[row].children.size()) {
        const std::size_t below = rows_[row].children[child++];
        if (!left[below]) path.emplace_back(below, 0);
        continue;
      }
      const std::size_t done = row;
      path.pop_back();
      if (left[done]) continue;
      left[done] = true;
      if (done != next++) {
        differences_.push_back("step " + std::to_string(done) + " of the proof does not stand where its children put it");
        return false;
      }
    }
    if (next == rows_.size()) return true;
    differences_.push_back("step " + std::to_string(next) + " of the proof belongs to nothing");
    return false;
  }

  void check(std::size_t i) {
    const Row& row = rows_[i];
    if (row.kind == "truncated") return;
    if (!was_seen(row)) return differ(i, "the value " + row.value.substr(0, 200) + " is not derived");
    for (const std::size_t child : row.children)
      if (!may_rest_on(row, rows_[child])) return differ(i, "it does not rest on step " + std::to_string(child));
    if (row.kind.empty()) expression(i);
    else if (row.kind == "requirement" || row.kind == "member") condition(i);
    else if ((row.kind == "definition" || row.kind == "local definition" || row.kind == "output") && row.node != nothing) body(i);
  }

  bool was_seen(const Row& row) const {
    if (row.kind == "given" || (row.kind == "default" && row.fact == nothing)) {
      const auto found = seen_.given.find({row.declaration, row.index});
      return found != seen_.given.end() && found->second.contains(row.value);
    }
    if (row.kind == "variable") return seen_.bound[row.node].contains(row.value);
    if (row.kind == "decision" || row.kind == "requirement" || row.kind == "member") return seen_.callables[row.declaration].contains(row.value);
    if (row.node != nothing) return seen_.nodes[row.node].contains(row.value);
    return seen_.facts[row.fact].contains(row.value);
  }

  // ---- what rests on what --------------------------------------------------------------------------------------------------

  void add_uses(Uses& uses, std::uint32_t node) const {
    if (node == nothing) return;
    program::visit_uses(program_, NodeId(node),
                        [&](NodeId used) {
                          uses.nodes.insert(used.value());
                          const program::Node& term = program_.nodes[used.index()];
                          if (term.op == Op::negate) uses.nodes.insert(program_.children[term.first_child].value());
                        },
                        [&](CallableId used) { uses.callables.insert(used.value()); });
  }

  const Uses& uses_of(const Row& row) {
    const auto key = std::make_tuple(row.kind, row.node, row.declaration);
    const auto [found, is_new] = uses_.try_emplace(key);
    if (!is_new) return found->second;
    Uses& uses = found->second;
    if (row.kind.empty()) add_uses(uses, row.node);
    else if (row.node != nothing) uses.nodes.insert(row.node);
    if (row.declaration != nothing && row.kind != "given" && row.kind != "default" && row.kind != "local definition" && row.kind != "output")
      program::visit_uses(program_, CallableId(row.declaration), [&](NodeId used) { uses.nodes.insert(used.value()); },
                          [&](CallableId used) { uses.callables.insert(used.value()); });
    if (row.declaration != nothing) uses.callables.insert(row.declaration);
    return uses;
  }

  bool may_rest_on_default(const program::Fact& fact, const Row& child) const {
    return child.kind.empty() && (child.node == fact.default_value.value() || child.node == fact.asked_when.value());
  }

  bool may_rest_on(const Row& row, const Row& child) {
    if (child.kind == "truncated") return true;
    if (row.fact != nothing) return may_rest_on_default(program_.facts[row.fact], child);
    if (row.kind == "given" || row.kind == "default") {
      const auto& given = program_.callables[row.declaration].given;
      return row.index < given.size() && may_rest_on_default(given[row.index], child);
    }
    const Op op = row.kind.empty() ? program_.nodes[row.node].op : Op::invalid;
    if (op == Op::local) return true;  // its value is compared
    if (op == Op::fact) return child.fact == program_.nodes[row.node].a && child.node == nothing;
    if (op == Op::local_definition) return child.kind == "local definition" && child.index == program_.nodes[row.node].a;
    const Uses& uses = uses_of(row);
    if (child.kind.empty()) return uses.nodes.contains(child.node);
    if (child.kind == "variable") return row.kind == "member";
    return child.declaration != nothing && uses.callables.contains(child.declaration);
  }

  // ---- operations ------------------------------------------------------------------------------------------------------------

  [[nodiscard]] std::optional<checker::Value> value_of(const Row& row) const { return checker::value_of(program_, *row.value_json, reader_.type_of(row)); }

  // Equal, whatever unit each is written in.
  [[nodiscard]] bool same(const Row& x, const Row& y) const {
    if (x.value == y.value) return true;
    const auto left = value_of(x);
    const auto right = value_of(y);
    return !left || !right || checker::key_of(*left) == checker::key_of(*right);
  }

  void expression(std::size_t i) {
    const Row& row = rows_[i];
    const program::Node& node = program_.nodes[row.node];
    const Row* last = row.children.empty() ? nullptr : &rows_[row.children.back()];
    switch (node.op) {
      case Op::local: case Op::fact: case Op::local_definition: case Op::definition: case Op::call:
        if (last != nullptr && last->kind != "truncated" && !same(*last, row)) differ(i, "its value is not that of the step it reads");
        return;
      case Op::logical_and: case Op::logical_or: return logic(i, node.op == Op::logical_and);
      case Op::quantifier: return quantifier(i);
      case Op::version: case Op::as_of: case Op::conditional: case Op::switch_: case Op::table: case Op::default_of: return choice(i);
      case Op::requirement_holds: return held(i);
      case Op::list: case Op::set: case Op::values_of: case Op::comprehension: case Op::pick: case Op::silent: case Op::refuse:
      case Op::not_applicable: case Op::unknown_constant:
        return;
      default: break;
    }
    if (node.child_count == 0) return;
    operation(i);
  }

  // ---- forms that do not walk all their parts: their value is held against the parts that were walked ---------------------------

  [[nodiscard]] const Row* child_of(const Row& row, NodeId node) const {
    for (const std::size_t child : row.children)
      if (rows_[child].kind.empty() && rows_[child].node == node.value()) return &rows_[child];
    return nullptr;
  }
  [[nodiscard]] bool any_child_is(const Row& row, NodeId node, const char* value) const {
    return std::any_of(row.children.begin(), row.children.end(),
                       [&](std::size_t child) { return rows_[child].kind.empty() && rows_[child].node == node.value() && rows_[child].value == value; });
  }

  void body(std::size_t i) {
    const Row* walked = child_of(rows_[i], NodeId(rows_[i].node));
    if (walked != nullptr && !same(*walked, rows_[i])) differ(i, "its value is not that of its body");
  }

  // Without exceptions a requirement that applies is what its condition is.
  void condition(std::size_t i) {
    const Row& row = rows_[i];
    const program::Callable& requirement = program_.callables[row.declaration];
    if (requirement.exceptions || (row.kind == "requirement" && !requirement.for_each.empty())) return;
    const Row* walked = child_of(row, requirement.condition);
    if (walked != nullptr && (row.value == "true" || row.value == "false") && walked->value != row.value) differ(i, "its value is not that of its condition");
  }

  // The parts were walked in order, up to one that decides.
  void logic(std::size_t i, bool conjunction) {
    const Row& row = rows_[i];
    const program::Node& node = program_.nodes[row.node];
    if (row.children.empty() || row.children.size() > node.child_count) return differ(i, "it does not have its conditions");
    const std::string deciding = conjunction ? "false" : "true";
    const std::string other = conjunction ? "true" : "false";
    bool settled = true;
    for (std::uint32_t k = 0; k < row.children.size(); ++k) {
      const Row& child = rows_[row.children[k]];
      if (child.kind == "truncated") return;
      if (child.node != program_.children[node.first_child + k].value()) return differ(i, "a condition is not its own");
      const bool last = k + 1 == row.children.size();
      if (child.value == deciding) {
        if (!last || row.value != deciding) differ(i, "its conditions do not give " + row.value.substr(0, 200));
        return;
      }
      settled = settled && child.value == other;
    }
    if (row.children.size() < node.child_count || row.value == deciding || (settled && row.value != other))
      differ(i, "its conditions do not give " + row.value.substr(0, 200));
  }

  // `all` is false because of a member that is, `some` true; the other way no such member may be there.
  void quantifier(std::size_t i) {
    const Row& row = rows_[i];
    const program::Node& node = program_.nodes[row.node];
    const program::Comprehension& form = program_.comprehensions[node.a];
    const NodeId part = form.element.valid() ? form.element : form.where;
    if (!part.valid() || (row.value != "true" && row.value != "false")) return;
    const bool decided = any_child_is(row, part, node.b == 0 ? "false" : "true");
    const bool says_decided = (row.value == "true") == (node.b == 1);
    if (decided != says_decided) differ(i, "its members do not give " + row.value);
  }

  // A value that is known is that of one of the parts.
  void choice(std::size_t i) {
    const Row& row = rows_[i];
    const bool open = row.value.find("\"unknown\"") != std::string::npos || row.value.find("\"error\"") != std::string::npos ||
                      row.value.find("\"perhaps\"") != std::string::npos;
    const auto gives = [&](std::size_t child) { return rows_[child].kind == "truncated" || same(rows_[child], row); };
    const bool known = !open && !row.value.starts_with("{\"list\"") && !row.value.starts_with("{\"record\"");
    if (known && std::none_of(row.children.begin(), row.children.end(), gives)) differ(i, "none of its parts gives " + row.value.substr(0, 200));
  }

  // As a condition a requirement is true when it does not apply.
  void held(std::size_t i) {
    const Row& row = rows_[i];
    if (row.children.empty()) return;
    const Row& requirement = rows_[row.children.back()];
    const std::string meant = requirement.value == "\"not applicable\"" ? "true" : requirement.value;
    if (requirement.kind == "requirement" && program_.callables[requirement.declaration].for_each.empty() && meant != row.value)
      differ(i, "its value is not that of its requirement");
  }

  void operation(std::size_t i) {
    const Row& row = rows_[i];
    const program::Node& node = program_.nodes[row.node];
    if (row.children.size() != node.child_count) return differ(i, "it does not have its operands");
    std::vector<checker::Value> operands;
    for (std::uint32_t k = 0; k < node.child_count; ++k) {
      const Row& child = rows_[row.children[k]];
      NodeId wanted = program_.children[node.first_child + k];
      const program::Node& term = program_.nodes[wanted.index()];
      if (node.op == Op::add && k > 0 && term.op == Op::negate && (term.flags & 1U) != 0) wanted = program_.children[term.first_child];
      if (child.kind == "truncated") return;
      if (child.node != wanted.value()) return differ(i, "an operand is not its own");
      const auto operand = value_of(child);
      if (!operand) return;  // a calendar is only named
      operands.push_back(*operand);
    }
    const checker::Value result = evaluation_.applied(NodeId(row.node), operands);
    if (checker::json_of(program_, result, reader_.type_of(row)) != row.value) differ(i, "its operands do not give " + row.value.substr(0, 200));
  }

  const Program& program_;
  checker::Evaluation& evaluation_;
  const checker::Trace& seen_;
  RowReader reader_;
  std::vector<std::string>& differences_;
  std::vector<Row> rows_;
  std::map<std::tuple<std::string, std::uint32_t, std::uint32_t>, Uses> uses_;
};

}  // namespace

std::size_t verify_proof(const Program& program, CallableId decision, const Json& table, checker::Evaluation& evaluation,
                         std::vector<std::string>& differences) {
  std::vector<std::string> found;
  const std::size_t steps = ProofVerifier(program, evaluation, found).verify(decision, table);
  differences.insert(differences.end(), found.begin(), found.end());
  return steps;
}

}  // namespace norma::record
