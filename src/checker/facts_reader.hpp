#pragma once
// Facts from a document into the checker's own values, checked against the declared types (reference, sections 2 and 3).
#include <string>
#include <vector>

#include "checker/json.hpp"
#include "checker/value.hpp"

namespace norma::checker {

struct Facts {
  std::vector<Value> facts;  ///< parallel to Program::facts
  std::vector<Value> given;  ///< parallel to the given facts of the decision
  std::string fault;         ///< why the document is no facts document; empty if it is one
};

/// Without a decision (an invalid id) there are no given facts. `evidence` is passed over.
Facts read_facts(const Program& program, CallableId decision, const Json& document);

/// A reading or discretion set for the run, as text; a fault if the rules have none of this name, or no such value.
void set_choice(const Program& program, const std::string& name, const std::string& value, Facts& facts);

}  // namespace norma::checker
