#pragma once
// The argument in the order and at the length in which it is told: which step comes where, in full or by reference. Every view that is
// read from top to bottom (terminal, Markdown, HTML) prints the same outline.
#include <string>
#include <vector>

#include "explain/argument.hpp"

namespace norma::explain {

/// One step where it is told.
struct Passage {
  StepIndex step = no_step;          // nothing for a line that is no step: a missing fact
  StepState state = StepState::value;
  std::string mark;                  // one column
  std::string text;                  // its headline
  std::vector<std::string> details;  // what it adds
  std::vector<Passage> inner;        // what it rests on
  std::size_t number = 0;            // told in full here and referred to elsewhere by this number
  std::size_t see = 0;               // told in full where this number stands
  std::size_t left_out = 0;          // inner passages left out by a cap
};

struct Chapter {
  std::string heading;
  std::vector<Passage> passages;
};

struct Outline {
  Passage verdict;                   // or the value asked for
  bool has_verdict = false;          // false: only one step was asked for
  std::string tally;                 // "2 of 7 requirements are not met"
  std::vector<Chapter> chapters;
  std::string cut;                   // says that the proof itself was cut; empty when it was not
};

struct OutlineOptions {
  std::size_t depth = 12;            // steps within one another
  bool everything = false;           // in full also what did not make the verdict
  std::string focus;                 // only the step of this name
};

/// The verdict, every requirement (failures first), the values, what is missing, choices taken, silent clauses. A `focus` that names
/// no step gives an outline without anything.
Outline make_outline(const Argument& argument, Language language, const OutlineOptions& options);

/// "… 3 more"
std::string left_out_text(std::size_t count, Language language);
/// " (step 4)" and " (see step 4)"
std::string reference_text(const Passage& passage, Language language);

}  // namespace norma::explain
