#include "interview/interview.hpp"

#include <algorithm>
#include <map>

#include "base/unicode.hpp"
#include "diagnostics/render.hpp"
#include "interview/document_place.hpp"

namespace norma::interview {

using eval::Cause;
using eval::RequirementState;
using facts::DocumentKind;
using facts::DocumentNode;
using program::Type;
using program::TypeId;
using program::TypeKind;

namespace {

bool is_word(std::string_view line, std::string_view english, std::string_view chinese) { return line == english || line == chinese; }

std::string blank_trimmed(std::string line) {
  while (!line.empty() && (line.back() == ' ' || line.back() == '\r' || line.back() == '\t')) line.pop_back();
  line.erase(0, std::min(line.find_first_not_of(" \t"), line.size()));
  return line;
}

std::vector<Cause> causes_of(eval::Value value) {
  if (value.tag != eval::Tag::unknown || eval::unknown_of(value).causes == nullptr) return {};
  const eval::CauseSet& set = *eval::unknown_of(value).causes;
  return {set.begin(), set.end()};
}

}  // namespace

Interview::Interview(const program::Program& program, const SourceSet& sources, program::CallableId decision, InterviewOptions options)
    : program_(program), sources_(sources), decision_(decision), options_(std::move(options)), cases_(program, sources, options_.limits) {
  document_.kind = DocumentKind::object;
}

bool Interview::begin(DocumentNode known, DiagnosticSink& sink) {
  document_ = std::move(known);
  return decide(sink);
}

// Binds what is known and decides; false when the facts do not fit the rules.
bool Interview::decide(DiagnosticSink& sink) {
  const facts::DocumentSource source{"-", 0, 1};
  facts_.clear(program_, decision_);
  if (!facts::bind_facts(program_, decision_, document_, source, facts_, sink)) return false;
  for (const std::string& reading : options_.readings) {
    const std::size_t equals = reading.find('=');
    if (!facts::bind_policy(program_, reading.substr(0, equals), equals == std::string::npos ? "" : reading.substr(equals + 1), facts_, sink)) return false;
  }
  if (!cases_.check_applicable(document_, source, facts_, options_.on, sink)) return false;
  report_ = cases_.decide(decision_, facts_, options_.on);
  return true;
}

Ending Interview::run(Dialogue& dialogue) {
  for (;;) {
    const auto question = next_question();
    if (!question) return report_.verdict == eval::Verdict::undetermined || !report_.missing.empty() ? Ending::open : Ending::settled;
    DocumentNode value;
    const Reply reply = ask(*question, dialogue, value);
    if (reply == Reply::stop) return Ending::stopped;
    DiagnosticSink sink;
    if (reply == Reply::back) {
      if (history_.empty()) {
        dialogue.say(say("This is the first question.\n", "这是第一个问题。\n"));
        continue;
      }
      document_ = history_.back().document;
      options_.on = history_.back().on;
      unknown_ = history_.back().unknown;
      history_.pop_back();
      asked_.pop_back();
      decide(sink);
      continue;
    }
    history_.push_back({document_, options_.on, unknown_});
    asked_.push_back(question->name);
    if (reply == Reply::unknown) unknown_.push_back(question->name);
    put(*question, std::move(value));
    if (decide(sink)) continue;
    show(sink, dialogue);
    document_ = history_.back().document;
    options_.on = history_.back().on;
    unknown_ = history_.back().unknown;
    history_.pop_back();
    asked_.pop_back();
    DiagnosticSink again;
    decide(again);
  }
}

// ---- which question comes next ------------------------------------------------------------------------------------------------

bool Interview::asked_before(const Cause& cause) const {
  const std::string name = cause.kind == Cause::Kind::anchor ? "on" : run::cause_name(program_, cause);
  return std::find(unknown_.begin(), unknown_.end(), name) != unknown_.end();
}

std::optional<Interview::Question> Interview::next_question() const {
  if (report_.verdict == eval::Verdict::not_met || report_.verdict == eval::Verdict::refused) return std::nullopt;
  struct Wanted {
    Cause cause;
    std::size_t fewest, requirements, order;
    std::vector<std::string> waiting;
  };
  std::map<Cause, Wanted> wanted;
  const auto want = [&](const Cause& cause, std::size_t beside, const std::string& waiting) {
    if (!run::is_missing(cause) || asked_before(cause)) return;
    const auto [at, fresh] = wanted.try_emplace(cause, Wanted{cause, beside, 0, wanted.size(), {}});
    at->second.fewest = std::min(at->second.fewest, beside);
    ++at->second.requirements;
    if (!waiting.empty()) at->second.waiting.push_back(waiting);
  };
  for (const eval::RequirementResult& requirement : cases_.result().requirements) {
    if (requirement.state != RequirementState::undetermined || requirement.advisory) continue;
    const std::vector<Cause> causes = causes_of(requirement.value);
    const program::Callable& callable = program_[requirement.requirement];
    const std::string label = run::bilingual(callable.labels).in(options_.language);
    for (const Cause& cause : causes) want(cause, causes.size(), label.empty() ? callable.name : label);
  }
  if (wanted.empty())
    for (const Cause& cause : cases_.result().missing) want(cause, cases_.result().missing.size(), "");
  if (wanted.empty()) return std::nullopt;
  const auto first = std::min_element(wanted.begin(), wanted.end(), [](const auto& left, const auto& right) {
    const Wanted& a = left.second;
    const Wanted& b = right.second;
    if (a.fewest != b.fewest) return a.fewest < b.fewest;
    if (a.requirements != b.requirements) return a.requirements > b.requirements;
    return a.order < b.order;
  });
  Question question = question_of(first->first);
  question.waiting = first->second.waiting;
  return question;
}

Interview::Question Interview::question_of(const Cause& cause) const {
  Question question;
  question.cause = cause;
  question.fact = run::cause_fact(program_, cause);
  if (question.fact == nullptr) {
    question.name = "on";
    question.label = {"the date that chooses among versions of the rules", "选择规则版本的日期"};
    return question;
  }
  question.name = run::cause_name(program_, cause);
  question.type = type_inside(program_, question.fact->type, cause.path);
  question.label = run::bilingual(question.fact->labels);
  question.question = run::bilingual(question.fact->question);
  question.clauses = run::clause_texts(question.fact->citations);
  return question;
}

// ---- asking ---------------------------------------------------------------------------------------------------------------------

Interview::Reply Interview::ask(const Question& question, Dialogue& dialogue, DocumentNode& value) {
  const std::string label = question.label.in(options_.language);
  std::string text = "\n" + std::to_string(asked_.size() + 1) + ". ";
  const std::string& asked = question.question.in(options_.language);
  text += escape_for_display(asked.empty() ? (label.empty() ? question.name : label) : asked);
  if (!question.cause.path.empty() || asked.empty()) text += "  (" + escape_for_display(question.name) + ")";
  for (std::size_t i = 0; i < question.clauses.size(); ++i) text += (i == 0 ? "  [" : ", ") + question.clauses[i];
  dialogue.say(text + (question.clauses.empty() ? "\n" : "]\n"));
  if (question.fact == nullptr) {
    for (;;) {
      dialogue.say(say("   a date: YYYY-MM-DD\n> ", "   日期：YYYY-MM-DD\n> "));
      const auto line = dialogue.listen();
      if (!line) return Reply::stop;
      const std::string word = blank_trimmed(*line);
      if (is_word(word, "?", "未知") || word == "unknown") return Reply::unknown;
      if (is_word(word, "back", "返回")) return Reply::back;
      if (is_word(word, "stop", "停止")) return Reply::stop;
      value.kind = DocumentKind::text;
      value.text = word;
      if (Date::parse_iso(word)) return Reply::value;
    }
  }
  return ask_value(question.type, "", question, dialogue, value);
}

Interview::Reply Interview::ask_value(TypeId type, const std::string& prompt, const Question& question, Dialogue& dialogue, DocumentNode& value) {
  const Type& wanted = program_[type];
  if (!fits_one_line(program_, type)) {
    if (wanted.kind == TypeKind::record) return ask_record(type, question, dialogue, value);
    if (wanted.kind == TypeKind::list) return ask_members(type, question, dialogue, value);
  }
  for (;;) {
    dialogue.say("   " + prompt + answer_hint(program_, type, options_.language) + "\n> ");
    const auto line = dialogue.listen();
    if (!line) return Reply::stop;
    const std::string word = blank_trimmed(*line);
    if (is_word(word, "stop", "停止")) return Reply::stop;
    if (is_word(word, "back", "返回")) return Reply::back;
    if (is_word(word, "why", "为什么")) {
      explain(question, dialogue);
      continue;
    }
    if (word == "?" || is_word(word, "unknown", "未知")) {
      value = {};
      return Reply::unknown;
    }
    std::string problem;
    if (word.empty()) problem = say("answer, or ? if it is not known; also: why, back, stop", "请回答；不知道请答 ?；也可答：为什么、返回、停止");
    else if (const auto answer = read_answer(program_, type, word, options_.language, problem)) {
      value = *answer;
      return Reply::value;
    }
    dialogue.say("   " + problem + "\n");
  }
}

Interview::Reply Interview::ask_record(TypeId type, const Question& question, Dialogue& dialogue, DocumentNode& value) {
  value = {};
  value.kind = DocumentKind::object;
  for (const program::RecordField& field : program_.records[program_[type].record.index()].fields) {
    const std::string label = run::bilingual(field.labels).in(options_.language);
    DocumentNode part;
    const Reply reply = ask_value(field.type, escape_for_display(label.empty() ? field.name : label) + say(": ", "："), question, dialogue, part);
    if (reply == Reply::stop || reply == Reply::back) return reply;
    value.members.push_back({field.name, part});
  }
  return Reply::value;
}

// A list is complete once given: members are asked for until there are no more.
Interview::Reply Interview::ask_members(TypeId type, const Question& question, Dialogue& dialogue, DocumentNode& value) {
  value = {};
  value.kind = DocumentKind::list;
  for (;;) {
    dialogue.say(value.items.empty() ? say("   Is there one? yes | no\n> ", "   有吗？是 | 否\n> ") : say("   Is there another? yes | no\n> ", "   还有吗？是 | 否\n> "));
    const auto line = dialogue.listen();
    if (!line) return Reply::stop;
    const std::string word = blank_trimmed(*line);
    if (is_word(word, "stop", "停止")) return Reply::stop;
    if (is_word(word, "back", "返回")) return Reply::back;
    if (is_word(word, "why", "为什么")) explain(question, dialogue);
    if (value.items.empty() && (word == "?" || is_word(word, "unknown", "未知"))) {
      value = {};
      return Reply::unknown;
    }
    if (word == "no" || word == "n" || word == "否") return Reply::value;
    if (word != "yes" && word != "y" && word != "是") continue;
    DocumentNode member;
    const Reply reply = ask_value(program_[type].element, "", question, dialogue, member);
    if (reply == Reply::stop || reply == Reply::back) return reply;
    value.items.push_back(std::move(member));
  }
}

// The clause in our own words, and what waits for the answer.
void Interview::explain(const Question& question, Dialogue& dialogue) const {
  std::string text;
  if (question.fact != nullptr)
    for (const program::Citation& citation : question.fact->citations)
      for (const program::Package& package : program_.packages)
        for (const program::ClauseEntry& entry : package.clauses)
          if (entry.id == citation.clause) text += "   " + escape_for_display(entry.id + ": " + run::bilingual(entry.labels).in(options_.language)) + "\n";
  for (const std::string& requirement : question.waiting)
    text += std::string("   ") + say("needed for: ", "用于判定：") + escape_for_display(requirement) + "\n";
  if (text.empty()) text = say("   The result depends on it.\n", "   结果取决于此。\n");
  dialogue.say(text);
}

void Interview::put(const Question& question, DocumentNode value) {
  if (question.fact == nullptr) {
    options_.on.reset();
    if (const auto date = Date::parse_iso(value.text)) options_.on = *date;
    return;
  }
  put_inside(program_, document_, *question.fact, question.cause.path, std::move(value));
}

void Interview::show(const DiagnosticSink& sink, Dialogue& dialogue) const {
  for (const Diagnostic& diagnostic : sink.diagnostics()) dialogue.say("   " + escape_for_display(diagnostic.message) + "\n");
}

}  // namespace norma::interview
