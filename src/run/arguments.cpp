#include "run/arguments.hpp"

#include <algorithm>

#include "base/nearest.hpp"
#include "facts/bind_value.hpp"

namespace norma::run {
namespace {

using program::Callable;
using program::CallableId;

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// Splits at commas that stand in no bracket and no quotation marks.
std::optional<std::vector<std::string_view>> split_arguments(std::string_view text) {
  std::vector<std::string_view> parts;
  std::size_t depth = 0, begin = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c == '\\') ++i;
      else if (c == '"') quoted = false;
    } else if (c == '"') quoted = true;
    else if (c == '[' || c == '{' || c == '(') ++depth;
    else if (c == ']' || c == '}' || c == ')') {
      if (depth == 0) return std::nullopt;
      --depth;
    } else if (c == ',' && depth == 0) {
      parts.push_back(trimmed(text.substr(begin, i - begin)));
      begin = i + 1;
    }
  }
  if (quoted || depth > 0) return std::nullopt;
  parts.push_back(trimmed(text.substr(begin)));
  if (parts.size() == 1 && parts.front().empty()) parts.clear();
  return parts;
}

// `name: value`; a colon inside a text or a bracket is none.
WrittenArgument written(std::string_view text) {
  const std::size_t stop = text.find_first_of(":\"[{ ");
  if (stop == std::string_view::npos || stop == 0 || text[stop] != ':') return {"", std::string(text)};
  return {std::string(text.substr(0, stop)), std::string(trimmed(text.substr(stop + 1)))};
}

// A value of a document: JSON where it is JSON, otherwise a text (a date, the name of an enum value).
facts::DocumentNode document_value(const std::string& text, const facts::DocumentSource& source) {
  DiagnosticSink quiet;
  if (auto whole = facts::read_json("{\"value\": " + text + "}", source, {}, quiet); whole && whole->members.size() == 1)
    return std::move(whole->members.front().value);
  facts::DocumentNode node;
  node.kind = facts::DocumentKind::text;
  node.text = text;
  return node;
}

class ArgumentBinder {
 public:
  ArgumentBinder(const program::Program& program, CallableId callable, const ValueQuery& query, facts::CaseFacts& facts, DiagnosticSink& sink)
      : program_(program), callable_(callable), query_(query), facts_(facts), sink_(sink) {}

  bool bind(std::vector<eval::Value>& values) {
    const Callable& callable = program_[callable_];
    values.assign(callable.parameters.size(), {});
    std::vector<bool> given(callable.parameters.size());
    for (std::size_t i = 0; i < query_.arguments.size(); ++i)
      if (!bind_one(i, values, given)) return false;
    const auto missing = std::find(given.begin(), given.end(), false);
    if (missing == given.end()) return true;
    return refuse("`{}` is missing", callable.parameters[static_cast<std::size_t>(missing - given.begin())].name);
  }

 private:
  bool bind_one(std::size_t position, std::vector<eval::Value>& values, std::vector<bool>& given) {
    const Callable& callable = program_[callable_];
    const WrittenArgument& argument = query_.arguments[position];
    const std::size_t index = argument.name.empty() ? position : parameter(argument.name);
    if (index >= callable.parameters.size())
      return argument.name.empty() ? refuse("there are more than the {} it takes", std::to_string(callable.parameters.size()))
                                   : refuse("it has no parameter `{}`", argument.name);
    if (given[index]) return refuse("`{}` is given twice", callable.parameters[index].name);
    given[index] = true;
    const program::Parameter& declared = callable.parameters[index];
    const facts::DocumentSource source{"--value " + callable.name, 0, 1};
    facts::ValueBinder binder(program_, facts_.arena, source, sink_);
    const eval::Cause cause{eval::Cause::Kind::given, callable_.value(), static_cast<std::uint32_t>(index), {}};
    values[index] = binder.bind(document_value(argument.value, source), declared.type, "/" + declared.name, cause);
    return !binder.failed();
  }

  std::size_t parameter(const std::string& name) const {
    const auto& parameters = program_[callable_].parameters;
    return static_cast<std::size_t>(std::find_if(parameters.begin(), parameters.end(), [&](const auto& p) { return p.name == name; }) -
                                    parameters.begin());
  }

  bool refuse(fmt::format_string<const std::string&> reason, const std::string& subject) {
    const Callable& callable = program_[callable_];
    std::string takes;
    for (const program::Parameter& declared : callable.parameters) takes += (takes.empty() ? "" : ", ") + declared.name;
    sink_.add(diagnose(DiagnosticKind::wrong_arguments)
                  .message("the arguments of `{}` do not fit: {}", callable.name, fmt::format(reason, subject))
                  .help("it is written `{}({})`", callable.name, takes));
    return false;
  }

  const program::Program& program_;
  CallableId callable_;
  const ValueQuery& query_;
  facts::CaseFacts& facts_;
  DiagnosticSink& sink_;
};

}  // namespace

std::optional<ValueQuery> parse_value_query(std::string_view text) {
  text = trimmed(text);
  const std::size_t open = text.find('(');
  ValueQuery query;
  std::string_view path = trimmed(text.substr(0, open));
  if (open != std::string_view::npos) {
    if (text.back() != ')') return std::nullopt;
    const auto parts = split_arguments(text.substr(open + 1, text.size() - open - 2));
    if (!parts) return std::nullopt;
    for (const std::string_view part : *parts) query.arguments.push_back(written(part));
  }
  if (const std::size_t dot = path.rfind('.'); dot != std::string_view::npos && open == std::string_view::npos) {
    query.output = path.substr(dot + 1);
    path = path.substr(0, dot);
  }
  if (path.empty() || path.find_first_of(")[]{}\", ") != std::string_view::npos) return std::nullopt;
  query.name = path;
  return query;
}

bool bind_arguments(const program::Program& program, CallableId callable, const ValueQuery& query, facts::CaseFacts& facts,
                    std::vector<eval::Value>& values, DiagnosticSink& sink) {
  return ArgumentBinder(program, callable, query, facts, sink).bind(values);
}

}  // namespace norma::run
