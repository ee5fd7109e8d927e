#pragma once
// Labels, citations and messages of declarations as texts in both languages. Everything is safe to display.
#include <string>
#include <vector>

#include "eval/proof.hpp"
#include "explain/language.hpp"
#include "program/program.hpp"

namespace norma::explain {

/// The labels, else the name with underscores as blanks.
BothLanguages label_of(const program::Labels& labels, std::string_view name);

/// Labels in both languages, empty without any.
BothLanguages words_of(const program::Labels& labels);

std::vector<std::string> clauses_of(const std::vector<program::Citation>& citations);

/// A text with the values that the evaluator recorded below `carrier`; empty for a message without text. A value that was not
/// recorded is written `…`.
BothLanguages message_of(const program::Program& program, const program::Message& message, const eval::Proof& proof,
                         const eval::ProofNode& carrier);

/// Nodes of the message's values: children of its carrier that belong to no argument.
bool is_message_part(const program::Message& message, program::NodeId node);

}  // namespace norma::explain
