// norma ask: an interview on the terminal that ends with a decision.
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iostream>
#include <memory>

#include "case_input.hpp"
#include "commands.hpp"
#include "explanation.hpp"
#include "interview/interview.hpp"

namespace norma::cli {
namespace {

struct AskOptions {
  std::string package, decide, save;
  CaseOptions facts;
};

class Terminal : public interview::Dialogue {
 public:
  explicit Terminal(Output& out) : out_(out) {}

  void say(const std::string& text) override { out_.write(text); }

  std::optional<std::string> listen() override {
    out_.flush();
    std::string line;
    if (!std::getline(std::cin, line)) return std::nullopt;
    return line;
  }

 private:
  Output& out_;
};

ExitStatus save(Session& session, const std::string& file, const std::string& text) {
  errno = 0;
  std::ofstream stream(file, std::ios::binary | std::ios::trunc);
  stream << text;
  stream.close();
  if (stream) return ExitStatus::satisfied;
  return session.show(diagnose(DiagnosticKind::output_failed).message("the facts cannot be written to `{}`: {}", file, std::strerror(errno)));
}

ExitStatus finish(Session& session, const AskOptions& options, const Compilation& compilation, const interview::Interview& interview,
                  interview::Ending ending) {
  const bool zh = session.language == facts::Language::zh;
  if (ending == interview::Ending::open) session.out.write(zh ? "\n已无可问，仍无法判定。\n" : "\nNothing is left to ask, and the answer is still open.\n");
  if (ending == interview::Ending::stopped) session.out.write(zh ? "\n已停止。\n" : "\nStopped.\n");
  ExplanationOptions wanted;
  wanted.language = session.language;
  wanted.colour = session.coloured_output();
  wanted.width = session.columns();
  session.out.write("\n" + explanation({compilation, interview.cases(), interview.facts()}, wanted, Format::text));
  const std::string document = interview::document_json(interview.document()) + "\n";
  const ExitStatus answer = status_of(interview.report().answer());
  if (!options.save.empty()) return worse(answer, save(session, options.save, document));
  session.out.write(std::string("\n") + (zh ? "事实文件：" : "The facts, as a file that gives this result again:") + "\n" + document);
  return answer;
}

ExitStatus ask(Session& session, const AskOptions& options, const Compilation& compilation) {
  DiagnosticSink sink;
  interview::InterviewOptions wanted;
  wanted.language = session.language;
  wanted.readings = options.facts.readings;
  wanted.limits = session.limits();
  if (!read_date(options.facts, wanted.on, sink)) return session.show(sink, compilation.sources);
  const program::CallableId decision = choose_decision(*compilation.program, options.decide, wanted.on, sink);
  if (!decision.valid()) return session.show(sink, compilation.sources);
  const std::vector<std::string> files = options.facts.all_files();
  const std::string file = files.empty() ? std::string() : files.front();
  if (files.size() > 1 || file == "-")
    return session.show(diagnose(DiagnosticKind::bad_option).message("an interview begins with one file of facts, or with none")
                            .help("answers come from standard input, so that the facts cannot"));
  std::optional<facts::DocumentNode> known = facts::DocumentNode{facts::DocumentKind::object, {}, {}, {}, {}, 0, 0, false};
  if (!file.empty()) known = read_document(file, format_of(file, options.facts.format), sink);
  interview::Interview interview(*compilation.program, compilation.sources, decision, wanted);
  if (!known || !interview.begin(std::move(*known), sink)) return session.show(sink, compilation.sources);
  const bool zh = session.language == facts::Language::zh;
  session.out.write(zh ? "不知道请答 ?；也可答：为什么、返回、停止。\n" : "Answer ? when something is not known; also: why, back, stop.\n");
  Terminal terminal(session.out);
  const interview::Ending ending = interview.run(terminal);
  return finish(session, options, compilation, interview, ending);
}

ExitStatus run_ask(Session& session, const AskOptions& options) {
  ExitStatus status = ExitStatus::satisfied;
  const auto compilation = session.load(options.package, status);
  return compilation ? ask(session, options, *compilation) : status;
}

}  // namespace

void add_ask(CLI::App& app, Session& session) {
  CLI::App& command = add_command(app, "ask", "Ask for the facts that matter, one after another, and decide",
                                  "  norma ask rules/cnca --decide audit_plan\n"
                                  "  norma ask rules/cnca --decide audit_plan --lang zh --save case.json\n"
                                  "  norma ask rules/cnca known.json --decide audit_plan\n");
  const auto options = std::make_shared<AskOptions>();
  command.add_option("package", options->package, "Folder or file of the rules")->required()->type_name("PACKAGE");
  command.add_option("--decide", options->decide, "The decision; may be left out where there is only one")->type_name("NAME");
  command.add_option("--save", options->save, "Write the facts to this file instead of printing them")->type_name("FILE");
  add_case_options(command, options->facts);
  command.callback([&session, options] {
    session.offered = {Format::text};
    session.action = [&session, options] { return run_ask(session, *options); };
  });
}

}  // namespace norma::cli
