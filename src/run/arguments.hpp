#pragma once
// `NAME`, `DECISION.VALUE` or `NAME(ARGUMENT, name: ARGUMENT, …)` as a person writes it on a command line.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "facts/case_facts.hpp"
#include "program/program.hpp"

namespace norma::run {

struct WrittenArgument {
  std::string name;   ///< empty: by position
  std::string value;  ///< JSON, or plain text: `low`, `2026-03-01`, `30%`
};

struct ValueQuery {
  std::string name, output;
  std::vector<WrittenArgument> arguments;
};

/// Nothing if brackets or quotation marks do not pair, or no name stands in front.
std::optional<ValueQuery> parse_value_query(std::string_view text);

/// The arguments in parameter order, checked like facts. False after a report.
bool bind_arguments(const program::Program&, program::CallableId, const ValueQuery&, facts::CaseFacts&, std::vector<eval::Value>& values,
                    DiagnosticSink&);

}  // namespace norma::run
