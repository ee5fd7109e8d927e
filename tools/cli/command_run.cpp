// norma run: one case, or one case a line.
#include <memory>

#include "base/nearest.hpp"
#include "case_input.hpp"
#include "commands.hpp"
#include "diagnostics/render.hpp"
#include "run/arguments.hpp"
#include "run/run_case.hpp"

namespace norma::cli {
namespace {

struct RunOptions {
  std::string package, decide, value, numbers;
  bool proof = false;
  CaseOptions facts;
};

// Line ends of JSON stand only between its parts, never in its texts.
std::string on_one_line(const std::string& json) {
  std::string out;
  bool indented = false;
  for (const char c : json) {
    indented = c == '\n' || (indented && c == ' ');
    if (!indented) out += c;
  }
  return out;
}

/// Runs the cases of one command line.
class Runner {
 public:
  Runner(Session& session, const RunOptions& options, const Compilation& compilation)
      : session_(session), options_(options), compilation_(compilation), program_(*compilation.program),
        cases_(program_, compilation.sources, session.limits()),
        report_options_{session.language, options.numbers == "string"} {}

  ExitStatus run() {
    DiagnosticSink sink;
    if (!read_date(options_.facts, on_, sink) || !choose_subject(sink)) return session_.show(sink, compilation_.sources);
    const std::vector<std::string> files = options_.facts.all_files();
    if (!check_inputs(files, sink)) return session_.show(sink, compilation_.sources);
    several_ = files.size() > 1;
    if (files.empty()) return one_document(facts::DocumentNode{facts::DocumentKind::object, {}, {}, {}, {}, 0, 0}, {"", 0, 1}, sink);
    ExitStatus status = ExitStatus::satisfied;
    for (const std::string& file : files) status = worse(status, run_file(file));
    return status;
  }

 private:
  // ---- what is asked for ------------------------------------------------------------------------------------------------
  bool choose_subject(DiagnosticSink& sink) {
    if (options_.value.empty()) {
      subject_ = choose_decision(program_, options_.decide, on_, sink);
      return subject_.valid();
    }
    const auto query = run::parse_value_query(options_.value);
    if (!query) {
      sink.add(diagnose(DiagnosticKind::bad_option)
                   .message("`--value {}` is not a name, or a name with arguments", options_.value)
                   .help("it is written `--value NAME`, `--value DECISION.VALUE` or `--value 'NAME(25, low)'`"));
      return false;
    }
    query_ = *query;
    return find_value(sink);
  }

  bool find_value(DiagnosticSink& sink) {
    const run::Candidates candidates = run::find_callable(program_, query_.name, on_);
    if (!candidates.found.valid()) return refuse_value(candidates, sink);
    subject_ = candidates.found;
    if (is_decision() && query_.output.empty()) return !query_.arguments.empty() || as_decision();
    return query_.output.empty() || find_output(sink);
  }

  bool refuse_value(const run::Candidates& candidates, DiagnosticSink& sink) {
    if (candidates.versions.empty())
      sink.add(diagnose(DiagnosticKind::no_such_value)
                   .message("the rules declare no value `{}`", query_.name)
                   .suggest(nearest_name(query_.name, candidates.names)));
    else
      sink.add(no_version_chosen(query_.name, candidates.versions.size(), on_));
    return false;
  }

  bool find_output(DiagnosticSink& sink) {
    const auto& outputs = program_[subject_].outputs;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < outputs.size(); ++i) {
      if (outputs[i].name == query_.output) output_ = i;
      names.push_back(outputs[i].name);
    }
    if (output_) return true;
    sink.add(diagnose(DiagnosticKind::no_such_value)
                 .message("`{}` gives no value `{}`", query_.name, query_.output)
                 .suggest(nearest_name(query_.output, names)));
    return false;
  }

  [[nodiscard]] bool is_decision() const { return program_[subject_].kind == program::CallableKind::decision; }
  bool as_decision() {
    query_ = {};
    return true;
  }

  // ---- the cases ----------------------------------------------------------------------------------------------------------
  ExitStatus run_file(const std::string& file) {
    DiagnosticSink sink;
    const FactsFormat format = format_of(file, options_.facts.format);
    if (format == FactsFormat::ndjson) return run_records(file, sink);
    const auto document = read_document(file, format, sink);
    if (!document) return session_.show(sink, compilation_.sources);
    return one_document(*document, {file, 0, 1}, sink);
  }

  ExitStatus run_records(const std::string& file, DiagnosticSink& sink) {
    ExitStatus status = ExitStatus::satisfied;
    const RecordVisitor visit = [&](std::string_view line, std::size_t record, std::size_t line_number, bool too_long) {
      status = worse(status, one_record(line, {file, record, line_number}, too_long));
    };
    const bool read = each_record(file, visit, sink);
    return read ? status : worse(status, session_.show(sink, compilation_.sources));
  }

  // One bad record spoils only itself: its reports stand in the place of its result.
  ExitStatus one_record(std::string_view line, const facts::DocumentSource& source, bool too_long) {
    DiagnosticSink sink;
    JsonWriter json;
    json.begin_object();
    json.key("record").number(std::to_string(source.record));
    ExitStatus status = ExitStatus::satisfied;
    if (too_long)
      sink.add(diagnose(DiagnosticKind::facts_too_large, DataPosition{source.file, source.first_line, 0, source.record, ""})
                   .message("the record is larger than {} bytes", facts::DocumentLimits{}.bytes));
    const auto document = too_long ? std::nullopt : facts::read_json(line, source, {}, sink);
    if (document && bind(*document, source, sink)) status = write_case(json);
    else {
      json.key("errors").raw(on_one_line(render_json(sink.sorted(), compilation_.sources)));
      status = status_of(sink);
    }
    json.end_object();
    session_.out.write(json.take() + "\n");
    return status;
  }

  ExitStatus one_document(const facts::DocumentNode& document, const facts::DocumentSource& source, DiagnosticSink& sink) {
    if (!bind(document, source, sink)) return session_.show(sink, compilation_.sources);
    if (!session_.json()) return write_text(source);
    JsonWriter json(several_ ? 0 : 2);
    json.begin_object();
    if (several_) json.text_member("file", source.file);
    const ExitStatus status = write_case(json);
    json.end_object();
    session_.out.write(json.take() + "\n");
    return status;
  }

  bool bind(const facts::DocumentNode& document, const facts::DocumentSource& source, DiagnosticSink& sink) {
    const program::CallableId decision = is_decision() ? subject_ : program::CallableId();
    if (!bind_case(program_, decision, document, source, options_.facts.readings, facts_, sink)) return false;
    if (!cases_.check_applicable(document, source, facts_, on_, sink)) return false;
    return query_.name.empty() || output_ || run::bind_arguments(program_, subject_, query_, facts_, arguments_, sink);
  }

  [[nodiscard]] run::ValueReport value() {
    return output_ ? cases_.output(subject_, *output_, facts_, on_) : cases_.value(subject_, arguments_, facts_, on_);
  }

  ExitStatus write_text(const facts::DocumentSource& source) {
    if (several_) session_.out.write("== " + source.file + "\n");
    if (query_.name.empty()) {
      const run::CaseReport report = cases_.decide(subject_, facts_, on_);
      session_.out.write(run::text_of(report, report_options_));
      return status_of(report.answer());
    }
    const run::ValueReport report = value();
    session_.out.write(run::text_of(report, report_options_));
    return status_of(report.answer());
  }

  /// Members of an object that is open.
  ExitStatus write_case(JsonWriter& json) {
    ExitStatus status = ExitStatus::satisfied;
    if (query_.name.empty()) {
      const run::CaseReport report = cases_.decide(subject_, facts_, on_);
      run::write_json(json, report, report_options_);
      status = status_of(report.answer());
    } else {
      const run::ValueReport report = value();
      run::write_json(json, report, report_options_);
      status = status_of(report.answer());
    }
    if (options_.proof) {
      json.key("proof");
      run::write_proof(json, program_, compilation_.sources, cases_.proof());
    }
    return status;
  }

  Session& session_;
  const RunOptions& options_;
  const Compilation& compilation_;
  const program::Program& program_;
  run::CaseRunner cases_;
  run::ReportOptions report_options_;
  std::optional<Date> on_;
  program::CallableId subject_;
  run::ValueQuery query_;                 // empty name: a decision
  std::optional<std::size_t> output_;
  facts::CaseFacts facts_;
  std::vector<eval::Value> arguments_;
  bool several_ = false;
};

ExitStatus run(Session& session, const RunOptions& options) {
  ExitStatus status = ExitStatus::satisfied;
  const auto compilation = session.load(options.package, status);
  if (!compilation) return status;
  return Runner(session, options, *compilation).run();
}

}  // namespace

void add_run(CLI::App& app, Session& session) {
  CLI::App& command = add_command(app, "run", "Decide a case, or compute one value",
                                  "  norma run rules/cnca case.json --decide audit_plan\n"
                                  "  norma run rules/cnca cases.ndjson --decide audit_plan > results.ndjson\n"
                                  "  echo '{\"headcount\": 25}' | norma run rules/cnca - --decide time_table --format json\n"
                                  "  norma run rules/cnca --value 'sites_to_visit(25, surveillance)'\n"
                                  "  norma run rules/cnca case.yaml --value time_initial.final --reading tie=up\n");
  const auto options = std::make_shared<RunOptions>();
  command.add_option("package", options->package, "Folder or file of the rules")->required()->type_name("PACKAGE");
  auto* decide = command.add_option("--decide", options->decide, "The decision; may be left out where there is only one")->type_name("NAME");
  command.add_option("--value", options->value, "A definition, table, requirement, or a value of a decision, with its arguments")
      ->type_name("NAME[(ARGUMENTS)]")->excludes(decide);
  command.add_option("--numbers", options->numbers, "JSON: write all numbers as texts")->check(CLI::IsMember({"string"}))->type_name("string");
  command.add_flag("--proof", options->proof, "JSON: add everything that was evaluated");
  add_case_options(command, options->facts);
  command.callback([&session, options] { session.action = [&session, options] { return run(session, *options); }; });
}

}  // namespace norma::cli
