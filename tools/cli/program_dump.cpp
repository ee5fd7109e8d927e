#include "program_dump.hpp"

#include <array>

#include <fmt/format.h>

#include "facts/schema.hpp"
#include "program/walk.hpp"
#include "run/names.hpp"

namespace norma::cli {
namespace {

using program::Callable;
using program::CallableId;
using program::NodeId;
using program::Op;
using program::Program;

// In the order of program::Op.
constexpr std::array<const char*, 105> operation_words = {
    "small_constant", "number_constant", "boolean_constant", "date_constant", "span_constant", "text_constant",
    "enum_constant", "none_constant", "calendar_constant", "unknown_constant", "policy_constant", "fact", "local",
    "local_definition", "definition", "call", "version", "as_of", "field", "date_year", "date_month", "date_day",
    "date_weekday", "period_from", "period_to", "period_days", "add", "multiply", "divide", "floor_divide", "modulo",
    "power", "negate", "absolute", "square_root", "minimum", "maximum", "round_to_step", "round_to_places",
    "date_add_span", "date_add_days", "date_difference", "span_add", "span_scale", "span_of", "equal", "not_equal",
    "less", "less_equal", "greater", "greater_equal", "logical_and", "logical_or", "logical_not", "is_none", "is_empty",
    "in_list", "in_set", "in_range", "in_period", "subset_of", "overlaps", "conditional", "switch", "table", "default_of",
    "silent", "refuse", "check_range", "matches_format", "as_format", "compose_format", "text_of", "record", "list",
    "set", "integer_range", "period", "set_union", "set_minus", "set_intersect", "comprehension", "quantifier", "pick",
    "item_of", "index_of", "values_of", "successor", "predecessor", "count_of", "sum_of", "minimum_of", "maximum_of",
    "days_covered", "period_intersection", "working_day_after", "working_day_before", "working_day_on_or_after",
    "working_day_on_or_before", "working_days_between", "is_working_day", "calendar_with", "requirement_holds",
    "not_applicable", "invalid"
};
static_assert(static_cast<std::size_t>(Op::invalid) + 1 == operation_words.size());

// In the order of program::CallableKind and program::FactKind.
constexpr std::array<const char*, 5> callable_words = {"definition", "table", "requirement", "advice", "decision"};
constexpr std::array<const char*, 4> fact_words = {"fact", "judgement", "discretion", "reading"};

class Dump {
 public:
  Dump(const Program& program, const SourceSet& sources) : program_(program), sources_(sources) {}

  std::string run() {
    for (const program::Fact& fact : program_.facts)
      out_ += fmt::format("{} {} : {}\n", fact_words[static_cast<std::size_t>(fact.kind)], fact.name, type(fact.type));
    for (std::size_t i = 0; i < program_.callables.size(); ++i) callable(CallableId::from_index(i));
    return std::move(out_);
  }

 private:
  std::string type(program::TypeId id) const {
    return id.valid() ? facts::describe_type(program_, id, facts::Language::en) : std::string("-");
  }

  void callable(CallableId id) {
    const Callable& callable = program_[id];
    out_ += fmt::format("{} #{} {}", callable_words[static_cast<std::size_t>(callable.kind)], id.value(), callable.name);
    for (const program::Parameter& parameter : callable.parameters) out_ += fmt::format(" ({} : {})", parameter.name, type(parameter.type));
    out_ += fmt::format(" : {}, frame {}\n", type(callable.result), callable.frame_size);
    program::visit_uses(
        program_, id, [&](NodeId node) { tree(node, 1); }, [&](CallableId used) { out_ += fmt::format("  uses #{}\n", used.value()); });
  }

  // INVARIANT (depth): trees are as deep as brackets and calls, which the front end limits.
  void tree(NodeId id, std::size_t depth) {
    const program::Node& node = program_.nodes[id.index()];
    const program::NodeInfo& info = program_.node_info[id.index()];
    out_ += fmt::format("{:{}}{} {} a={} b={} : {}", "", depth * 2, id.value(), operation_words[static_cast<std::size_t>(node.op)], node.a,
                        node.b, type(info.type));
    if (const std::string place = run::place_text(sources_, info.span); !place.empty()) out_ += "  " + place;
    out_ += '\n';
    program::visit_uses(
        program_, id, [&](NodeId child) { tree(child, depth + 1); }, [](CallableId) {});
  }

  const Program& program_;
  const SourceSet& sources_;
  std::string out_;
};

}  // namespace

std::string dump_program(const Program& program, const SourceSet& sources) { return Dump(program, sources).run(); }

}  // namespace norma::cli
