// norma: reads the command line, runs one command, and makes sure that its result arrived.
#include <algorithm>
#include <csignal>
#include <exception>
#include <new>
#include <sstream>

#include "base/unicode.hpp"
#include "commands.hpp"
#include "norma/version.hpp"

namespace norma::cli {

CLI::App& add_command(CLI::App& app, const char* name, const char* description, const char* examples) {
  CLI::App* command = app.add_subcommand(name, description);
  command->footer(std::string("Examples:\n") + examples);
  command->fallthrough();
  return *command;
}

namespace {

constexpr const char* epilogue =
    "Examples:\n"
    "  norma run rules/cnca case.json --decide audit_plan\n"
    "  norma run rules/cnca --value 'similar_sample(25, surveillance)'\n"
    "  norma explain rules/cnca case.json --decide audit_plan --lang zh\n"
    "  norma suffice rules/cnca case.json --decide audit_plan\n"
    "  norma ask rules/cnca --decide audit_plan\n"
    "  norma check rules/cnca\n"
    "  norma test rules\n"
    "  norma eval 'sqrt(8)'\n"
    "  norma facts rules/cnca --decide audit_plan --blank > case.yaml\n"
    "  norma ledger rules/cnca\n"
    "  norma doc --clauses rules/cnca\n"
    "  norma record rules/cnca case.json --decide audit_plan > record.json\n"
    "  norma verify record.json rules/cnca\n"
    "\n"
    "Exit status: 0 done and satisfied, 1 the answer is negative, 2 usage, 3 the rules are invalid, 4 the facts are\n"
    "invalid, 5 a limit was exceeded, 6 undetermined, 7 input or output.";

void add_global_options(CLI::App& app, Session& session) {
  const std::map<std::string, Format> formats{{"text", Format::text}, {"json", Format::json}, {"markdown", Format::markdown},
                                              {"html", Format::html}, {"dot", Format::dot}, {"mermaid", Format::mermaid}};
  const std::map<std::string, Colour> colours{{"auto", Colour::automatic}, {"always", Colour::always}, {"never", Colour::never}};
  const std::map<std::string, facts::Language> languages{{"en", facts::Language::en}, {"zh", facts::Language::zh}};
  app.add_option("--format", session.format, "Form of results and diagnostics: text or json; some commands offer more")
      ->transform(CLI::Transformer(formats).description("text|json|markdown|html|dot|mermaid"))->type_name("");
  app.add_option("--color", session.colour, "Colour of diagnostics: auto, always or never")
      ->transform(CLI::Transformer(colours).description("auto|always|never"))->type_name("");
  app.add_option("--lang", session.language, "Language of labels and messages: en or zh")
      ->transform(CLI::Transformer(languages).description("en|zh"))->type_name("");
  app.add_option("--stdlib", session.stdlib, "Folder of the standard library, where `use norma.X` looks")->type_name("FOLDER");
  app.add_option("--max-steps", session.steps, "Limit on the steps of one case")
      ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1'000'000'000'000}))->type_name("N");
  app.add_option("--max-file-bytes", session.file_bytes, "Limit on the size of one rule file")
      ->check(CLI::Range(std::uint32_t{1}, std::uint32_t{1} << 30))->type_name("N");
}

DiagnosticKind kind_of(const CLI::ParseError& error) {
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) return DiagnosticKind::unknown_option;
  if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) return DiagnosticKind::missing_option;
  return DiagnosticKind::bad_option;
}

// In the form of all messages: lower case, what was written between backquotes.
std::string message_of(const CLI::ParseError& error) {
  std::string text = error.what();
  const std::string required = " is required";
  if (const std::size_t colon = text.find(": "); kind_of(error) == DiagnosticKind::unknown_option && colon != std::string::npos)
    return "`" + text.substr(colon + 2) + "` is not known here";
  if (text.ends_with(required) && text.find(' ') == text.size() - required.size())
    return "`" + text.substr(0, text.find(' ')) + "` is missing";
  if (!text.empty() && text.front() >= 'A' && text.front() <= 'Z') text.front() = static_cast<char>(text.front() - 'A' + 'a');
  return text;
}

ExitStatus usage_error(const Session& session, const CLI::ParseError& error) {
  return session.show(diagnose(kind_of(error))
                          .message("{}", message_of(error))
                          .help("`norma --help` lists the commands, `norma COMMAND --help` the options of one"));
}

/// Parses; the status is set when there is nothing left to do.
std::optional<ExitStatus> parse(CLI::App& app, Session& session, int count, char** arguments) {
  try {
    app.parse(count, arguments);
    return std::nullopt;
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() != static_cast<int>(CLI::ExitCodes::Success)) return usage_error(session, error);
    std::ostringstream text, ignored;
    app.exit(error, text, ignored);
    session.out.write(text.str());
    return ExitStatus::satisfied;
  }
}

ExitStatus run_command(Session& session, int count, char** arguments) {
  CLI::App app("norma: runs certification rules on facts", "norma");
  app.set_version_flag("--version", "norma " + std::string(version()));
  app.set_help_flag("-h,--help", "Show this help and exit");
  app.footer(epilogue);
  app.require_subcommand(1);
  add_global_options(app, session);
  add_run(app, session);
  add_explain(app, session);
  add_suffice(app, session);
  add_ask(app, session);
  add_check(app, session);
  add_test(app, session);
  add_eval(app, session);
  add_facts(app, session);
  add_ledger(app, session);
  add_doc(app, session);
  add_record(app, session);
  add_verify(app, session);
  if (const auto done = parse(app, session, count, arguments)) return *done;
  if (std::find(session.offered.begin(), session.offered.end(), session.format) == session.offered.end()) {
    session.format = Format::text;
    return session.show(diagnose(DiagnosticKind::bad_option)
                            .message("this command does not come in the form asked for")
                            .help("`--format text` and `--format json` always serve"));
  }
  return session.action();
}

// A result that did not arrive is no result.
ExitStatus finish(Session& session, ExitStatus status) {
  if (session.out.close()) return status;
  if (!session.out.reader_gone())
    session.show(diagnose(DiagnosticKind::output_failed).message("the result cannot be written: {}", session.out.reason()));
  return ExitStatus::input_output;
}

int guarded_main(int count, char** arguments) {
  occupy_standard_descriptors();
  std::signal(SIGPIPE, SIG_IGN);
  Session session;
  try {
    return static_cast<int>(finish(session, run_command(session, count, arguments)));
  } catch (const std::bad_alloc&) {
    write_error("error: out of memory\n");
    return static_cast<int>(ExitStatus::limit);
  } catch (const std::exception& unexpected) {
    write_error("error: internal fault: " + escape_for_display(unexpected.what()) + "\n");
    return static_cast<int>(ExitStatus::input_output);
  }
}

}  // namespace
}  // namespace norma::cli

int main(int count, char** arguments) { return norma::cli::guarded_main(count, arguments); }
