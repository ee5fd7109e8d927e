#pragma once
// Each command adds itself to the command line; what it does is put into Session::action when it is chosen.
#include <CLI/CLI.hpp>

#include "session.hpp"

namespace norma::cli {

void add_run(CLI::App& app, Session& session);
void add_explain(CLI::App& app, Session& session);
void add_suffice(CLI::App& app, Session& session);
void add_ask(CLI::App& app, Session& session);
void add_check(CLI::App& app, Session& session);
void add_test(CLI::App& app, Session& session);
void add_eval(CLI::App& app, Session& session);
void add_facts(CLI::App& app, Session& session);
void add_ledger(CLI::App& app, Session& session);
void add_doc(CLI::App& app, Session& session);
void add_record(CLI::App& app, Session& session);
void add_verify(CLI::App& app, Session& session);

/// A command whose options are read, and whose examples are shown under its help.
CLI::App& add_command(CLI::App& app, const char* name, const char* description, const char* examples);

}  // namespace norma::cli
