#pragma once
// The facts of one case, checked and in slots.
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.hpp"
#include "eval/value.hpp"
#include "facts/document.hpp"
#include "program/program.hpp"

namespace norma::facts {

/// Who found a fact, on what, when. Every part may be empty.
struct Evidence {
  std::string by, document, on, note;
};

/// Values live as long as this object; it can be cleared and used for the next case.
struct CaseFacts {
  Arena arena;
  std::vector<eval::Value> facts;  ///< parallel to Program::facts; `absent`: not asked, or the default of a choice
  std::vector<eval::Value> given;  ///< parallel to the given facts of the decision
  std::map<std::string, Evidence> evidence;  ///< by JSON pointer

  void clear(const program::Program& program, program::CallableId decision);
};

/// Names reserved in a facts document.
inline constexpr std::string_view policy_key = "policy";
inline constexpr std::string_view evidence_key = "evidence";

/// Checks a document against the types of the rules and fills the slots. All faults are reported, not only the first;
/// false if there was one.
bool bind_facts(const program::Program&, program::CallableId decision, const DocumentNode& document, const DocumentSource&,
                CaseFacts&, DiagnosticSink&);

/// One choice given as text, `NAME=VALUE`, as on a command line.
bool bind_policy(const program::Program&, std::string_view name, std::string_view value, CaseFacts&, DiagnosticSink&);

}  // namespace norma::facts
