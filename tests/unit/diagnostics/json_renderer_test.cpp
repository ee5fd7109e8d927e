#include <catch2/catch.hpp>

#include "diagnostics/render.hpp"

using namespace norma;

TEST_CASE("no diagnostics are an empty array") { CHECK(render_json(std::vector<Diagnostic>{}, SourceSet()) == "[]\n"); }

TEST_CASE("a diagnostic in the rules carries place, excerpt, labels, clause and help") {
  SourceSet sources;
  const FileId file = sources.add("a.norma", "满 意\nx\n");
  const Diagnostic diagnostic = diagnose(DiagnosticKind::unexpected_token, Span{file, 4, 7})
                                    .message("say \"why\"")
                                    .label("here")
                                    .secondary(Span{file, 8, 9}, "there")
                                    .clause("6.1")
                                    .help("first")
                                    .help("second");
  CHECK(render_json(std::vector<Diagnostic>{diagnostic}, sources) ==
        "[\n  {\"code\":\"unexpected-token\",\"severity\":\"error\",\"category\":\"rules\","
        "\"message\":\"say \\\"why\\\"\",\"file\":\"a.norma\",\"line\":1,\"column\":3,\"end_line\":1,\"end_column\":4,"
        "\"excerpt\":\"意\",\"label\":\"here\",\"secondary\":[{\"file\":\"a.norma\",\"line\":2,\"column\":1,"
        "\"end_line\":2,\"end_column\":2,\"excerpt\":\"x\",\"label\":\"there\"}],\"clause\":\"6.1\","
        "\"help\":[\"first\",\"second\"]}\n]\n");
}

TEST_CASE("a diagnostic in the facts carries record and pointer") {
  const Diagnostic diagnostic =
      diagnose(DiagnosticKind::unexpected_token, DataPosition{"f.ndjson", 12, 3, 7, "/a~1b"}).message("m");
  CHECK(render_json(std::vector<Diagnostic>{diagnostic}, SourceSet()) ==
        "[\n  {\"code\":\"unexpected-token\",\"severity\":\"error\",\"category\":\"rules\",\"message\":\"m\","
        "\"file\":\"f.ndjson\",\"line\":12,\"column\":3,\"record\":7,\"pointer\":\"/a~1b\"}\n]\n");
}
