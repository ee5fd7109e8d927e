#pragma once
// An interview: asks for the facts that still matter to a decision, one after another, until it is settled.
//
// After every answer the case is decided anew with what is known; the next question is one of the facts that the result waits for, so a
// fact that cannot matter any more is not asked. Order: of the open requirements the one that waits for the fewest facts comes first,
// and of its facts the one that most open requirements wait for.
#include <optional>
#include <string>
#include <vector>

#include "facts/case_facts.hpp"
#include "interview/answer.hpp"
#include "run/run_case.hpp"

namespace norma::interview {

/// The person at the other end.
class Dialogue {
 public:
  virtual ~Dialogue() = default;
  virtual void say(const std::string& text) = 0;
  /// One line without its end; nothing when there are no more.
  virtual std::optional<std::string> listen() = 0;
};

struct InterviewOptions {
  Language language = Language::en;
  std::vector<std::string> readings;    ///< `NAME=VALUE`
  std::optional<Date> on;
  eval::EvaluatorLimits limits;
};

enum class Ending : std::uint8_t {
  settled,    ///< the decision is made
  open,       ///< nothing is left to ask, and the decision is still open: the text is silent, or a fact is not known
  stopped,    ///< the person stopped, or the input ended
};

class Interview {
 public:
  Interview(const program::Program& program, const SourceSet& sources, program::CallableId decision, InterviewOptions options);

  /// Starts from what is known already; facts that are `null` there count as asked and not known. False, with reports, when the document
  /// does not fit the rules.
  bool begin(facts::DocumentNode known, DiagnosticSink& sink);
  Ending run(Dialogue& dialogue);

  [[nodiscard]] const facts::DocumentNode& document() const { return document_; }
  [[nodiscard]] const facts::CaseFacts& facts() const { return facts_; }
  [[nodiscard]] const run::CaseRunner& cases() const { return cases_; }
  [[nodiscard]] const run::CaseReport& report() const { return report_; }
  /// Names of the facts in the order in which they were asked.
  [[nodiscard]] const std::vector<std::string>& asked() const { return asked_; }

 private:
  enum class Reply : std::uint8_t { value, unknown, back, stop };
  struct Question {
    eval::Cause cause;
    std::string name;                       // `sites["Li"].hours`
    program::TypeId type;
    const program::Fact* fact = nullptr;    // nothing: the date that chooses versions
    run::Bilingual label, question;
    std::vector<std::string> clauses, waiting;  // requirements that wait for it
  };

  bool decide(DiagnosticSink& sink);
  std::optional<Question> next_question() const;
  Question question_of(const eval::Cause& cause) const;
  [[nodiscard]] bool asked_before(const eval::Cause& cause) const;
  Reply ask(const Question& question, Dialogue& dialogue, facts::DocumentNode& value);
  Reply ask_value(program::TypeId type, const std::string& prompt, const Question& question, Dialogue& dialogue, facts::DocumentNode& value);
  Reply ask_record(program::TypeId type, const Question& question, Dialogue& dialogue, facts::DocumentNode& value);
  Reply ask_members(program::TypeId type, const Question& question, Dialogue& dialogue, facts::DocumentNode& value);
  void explain(const Question& question, Dialogue& dialogue) const;
  void put(const Question& question, facts::DocumentNode value);
  void show(const DiagnosticSink& sink, Dialogue& dialogue) const;
  [[nodiscard]] const char* say(const char* english, const char* chinese) const { return options_.language == Language::zh ? chinese : english; }

  const program::Program& program_;
  const SourceSet& sources_;
  program::CallableId decision_;
  InterviewOptions options_;
  run::CaseRunner cases_;
  facts::DocumentNode document_;
  facts::CaseFacts facts_;
  run::CaseReport report_;
  struct Before {
    facts::DocumentNode document;
    std::optional<Date> on;
    std::vector<std::string> unknown;
  };
  std::vector<Before> history_;
  std::vector<std::string> asked_, unknown_;  // unknown: names that were asked and are not known
};

}  // namespace norma::interview
