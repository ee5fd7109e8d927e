#pragma once
// What would change a decision: each fact alone, and for a failed decision the smallest sets of changes that turn it.
#include <optional>
#include <string>
#include <vector>

#include "run/run_case.hpp"
#include "suffice/leaf.hpp"
#include "suffice/partition.hpp"

namespace norma::suffice {

/// A value of a fact and the verdict it leads to.
struct Flip {
  eval::Value value;
  eval::Verdict verdict = eval::Verdict::met;
};

/// Why a fact could not be settled.
enum class Unsettled : std::uint8_t { no, too_many_decisions };

struct FactEffect {
  Leaf leaf;
  bool on_line = false;                         ///< number or date: `pieces`; otherwise `choices`
  std::vector<Piece> pieces;                    ///< Result is an eval::Verdict
  std::vector<Flip> choices;                    ///< each value of an enum, true and false
  std::optional<Flip> nearest;                  ///< the nearest value with another verdict
  bool border_open = false;                     ///< `nearest` is the end of an open interval: any value beyond it will do
  Unsettled unsettled = Unsettled::no;
};

struct Change {
  std::size_t fact = 0;                         ///< index into Sufficiency::facts
  eval::Value value;
};

struct Sufficiency {
  eval::Verdict verdict = eval::Verdict::met;
  std::vector<FactEffect> facts;
  std::vector<std::string> left_out;            ///< known facts whose values can neither be put in a row nor listed
  std::vector<std::vector<Change>> sets;        ///< of a failed decision: changes that turn it, the smallest sets first
  Arena arena;                                  ///< holds the values
};

struct SufficeOptions {
  std::size_t decisions_per_fact = 2'000;       ///< budget
  std::size_t facts_in_set = 3;
  std::size_t sets = 20;                        ///< at most so many are listed
  eval::EvaluatorLimits limits;
};

/// `facts` as bound and checked. Discretions count among the facts, readings do not: they are not for the case to change.
void find_sufficient(const program::Program& program, program::CallableId decision, const facts::CaseFacts& facts, std::optional<Date> on,
                     const SufficeOptions& options, Sufficiency& result);

/// For people, in one language; for programs.
std::string sufficiency_text(const program::Program& program, const Sufficiency& result, facts::Language language);
void write_sufficiency(JsonWriter& json, const program::Program& program, const Sufficiency& result);

}  // namespace norma::suffice
