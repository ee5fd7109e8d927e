#pragma once
#include "base/source_text.hpp"
#include "diagnostics/sink.hpp"
#include "norma/norma.hpp"

namespace norma::api {

/// Everything a sink holds, in a form that needs no sources.
Findings findings_of(const DiagnosticSink& sink, const SourceSet& sources);

}  // namespace norma::api
