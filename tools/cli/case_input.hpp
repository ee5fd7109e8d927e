#pragma once
// Facts of cases: from files or standard input, bound to the slots of a program.
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "facts/case_facts.hpp"
#include "session.hpp"

namespace norma::cli {

enum class FactsFormat : std::uint8_t { by_extension, json, ndjson, yaml };

/// Options that say what the facts of a case are.
struct CaseOptions {
  std::vector<std::string> files;       ///< `-`: standard input
  std::vector<std::string> more_files;  ///< the same, given by `--facts`
  std::vector<std::string> readings;    ///< `NAME=VALUE`
  std::string on;
  FactsFormat format = FactsFormat::by_extension;

  [[nodiscard]] std::vector<std::string> all_files() const;
};

void add_case_options(CLI::App& command, CaseOptions& options);

/// Whether the inputs can be read one after another; a report if standard input is named twice.
bool check_inputs(const std::vector<std::string>& files, DiagnosticSink& sink);

/// The date of `--on`; a report if it is none.
bool read_date(const CaseOptions& options, std::optional<Date>& on, DiagnosticSink& sink);

FactsFormat format_of(const std::string& file, FactsFormat wanted);

/// The whole of a file or of standard input, up to the limit on facts.
std::optional<std::string> read_whole(const std::string& file, DiagnosticSink& sink);

/// One document of a JSON or YAML file.
std::optional<facts::DocumentNode> read_document(const std::string& file, FactsFormat format, DiagnosticSink& sink);

/// Calls `record(line, number, line_number, too_long)` for every line of a file that is not blank, with the number of the record and
/// of its line, both from 1. A line beyond the limit is not kept. False after a report that the file cannot be read.
using RecordVisitor = std::function<void(std::string_view line, std::size_t record, std::size_t line_number, bool too_long)>;
bool each_record(const std::string& file, const RecordVisitor& record, DiagnosticSink& sink);

/// Fills the slots from the document, then from the readings of the command line, which win.
bool bind_case(const program::Program& program, program::CallableId decision, const facts::DocumentNode& document,
               const facts::DocumentSource& source, const std::vector<std::string>& readings, facts::CaseFacts& facts, DiagnosticSink& sink);

/// Several versions carry the name: without a date none is chosen, and on that date none may be in force.
Diagnostic no_version_chosen(const std::string& name, std::size_t versions, std::optional<Date> on);

/// The decision that `--decide` names, or the only one. Invalid after a report.
program::CallableId choose_decision(const program::Program& program, const std::string& name, std::optional<Date> on, DiagnosticSink& sink);

}  // namespace norma::cli
