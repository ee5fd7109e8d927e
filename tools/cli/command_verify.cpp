// norma verify: whether a record is true under the rules as they are now.
#include <memory>

#include "base/json_writer.hpp"
#include "case_input.hpp"
#include "commands.hpp"
#include "record/verify.hpp"

namespace norma::cli {
namespace {

struct VerifyOptions {
  std::string record, package;
};

std::string json_of(const record::Verification& verification) {
  JsonWriter json(2);
  json.begin_object();
  json.key("confirmed").boolean(verification.confirmed());
  json.key("values").number(std::to_string(verification.values));
  json.key("steps").number(std::to_string(verification.steps));
  json.key("differences").begin_array();
  for (const std::string& difference : verification.differences) json.text(difference);
  json.end_array();
  if (!verification.beyond.empty()) json.text_member("not_derived", verification.beyond);
  json.end_object();
  return json.take() + "\n";
}

std::string text_of(const record::Verification& verification) {
  if (verification.confirmed())
    return "The record is true: " + std::to_string(verification.values) + " values and " + std::to_string(verification.steps) +
           " steps of the proof were derived again.\n";
  std::string text = verification.differences.empty() ? "" : "The record is not true:\n";
  for (const std::string& difference : verification.differences) text += "  " + difference + "\n";
  if (!verification.beyond.empty()) text += "It could not be derived again: " + verification.beyond + "\n";
  return text;
}

ExitStatus verify(Session& session, const VerifyOptions& options) {
  DiagnosticSink sink;
  const std::optional<std::string> text = read_whole(options.record, sink);
  if (!text) return session.show(sink, SourceSet());
  ExitStatus status = ExitStatus::satisfied;
  const auto compilation = session.load(options.package, status);
  if (!compilation) return status;
  const record::Verification verification = record::verify_record(*text, *compilation->program, compilation->sources);
  session.out.write(session.json() ? json_of(verification) : text_of(verification));
  return verification.confirmed() ? ExitStatus::satisfied : ExitStatus::negative;
}

}  // namespace

void add_verify(CLI::App& app, Session& session) {
  CLI::App& command = add_command(app, "verify", "Derive a record again, with a checker that shares nothing with the evaluator",
                                  "  norma verify record.json rules/cnca\n"
                                  "  norma record rules/cnca case.json --decide audit_plan | norma verify - rules/cnca --format json\n");
  const auto options = std::make_shared<VerifyOptions>();
  command.add_option("record", options->record, "The record; `-` is standard input")->required()->type_name("RECORD");
  command.add_option("package", options->package, "Folder or file of the rules")->required()->type_name("PACKAGE");
  command.callback([&session, options] { session.action = [&session, options] { return verify(session, *options); }; });
}

}  // namespace norma::cli
