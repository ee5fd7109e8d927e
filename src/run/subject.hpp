#pragma once
// What a case is asked for: a decision, one value that it gives, or any other value of the rules, found by the names a person uses.
#include <optional>
#include <string>
#include <string_view>

#include "diagnostics/sink.hpp"
#include "program/program.hpp"
#include "run/arguments.hpp"

namespace norma::run {

struct Subject {
  program::CallableId callable;       ///< invalid: nothing was found, and a report says why
  bool value = false;                 ///< one value, not the whole decision
  std::optional<std::size_t> output;  ///< with `value`: the index of what the decision gives
  ValueQuery query;                   ///< with `value` and without `output`: the arguments as written

  [[nodiscard]] bool found() const { return callable.valid(); }
};

/// How the one who asks can name things; ends up in the help of reports.
struct SubjectHelp {
  std::string_view date, decision, value;
};

/// The decision of this name, or without a name the only one.
Subject choose_decision(const program::Program&, std::string_view name, std::optional<Date> on, const SubjectHelp&, DiagnosticSink&);

/// The value a query means. A decision without arguments and without a value of it named is the decision itself.
Subject choose_value(const program::Program&, const ValueQuery&, std::optional<Date> on, const SubjectHelp&, DiagnosticSink&);

}  // namespace norma::run
