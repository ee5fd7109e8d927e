#pragma once
// The facts of a case, down to the fields of records and members of lists: what can be changed one at a time.
#include <string>
#include <vector>

#include "facts/case_facts.hpp"
#include "program/program.hpp"

namespace norma::suffice {

struct Leaf {
  bool given = false;                 ///< a given fact of the decision; otherwise a fact of the package
  std::uint32_t index = 0;            ///< among these
  std::vector<std::uint32_t> path;    ///< fields and positions, from 0
  std::string name;                   ///< `sites["Li"].hours`
  program::TypeId type;
  eval::Value value;                  ///< as it is
};

/// What one decision reads, as far as it is known and of a type whose values can be put in a row or listed: numbers, dates, enums and
/// booleans. `left_out` gets the names of known facts of other types.
std::vector<Leaf> leaves_of(const program::Program&, program::CallableId decision, const facts::CaseFacts&, std::vector<std::string>& left_out);

/// The slots of a case with some leaves replaced; the originals stay as they are. Valid until the next change.
class ChangedCase {
 public:
  ChangedCase(const facts::CaseFacts& facts) : original_(facts), facts_(facts.facts), given_(facts.given) {}

  void reset();
  void set(const Leaf& leaf, eval::Value value);

  [[nodiscard]] const std::vector<eval::Value>& facts() const { return facts_; }
  [[nodiscard]] const std::vector<eval::Value>& given() const { return given_; }

 private:
  eval::Value replaced(eval::Value whole, const std::vector<std::uint32_t>& path, std::size_t at, eval::Value value);

  const facts::CaseFacts& original_;
  std::vector<eval::Value> facts_, given_;
  Arena arena_;
};

}  // namespace norma::suffice
