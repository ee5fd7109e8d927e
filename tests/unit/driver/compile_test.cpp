#include <catch2/catch.hpp>

#include "driver/compile.hpp"

using namespace norma;

namespace {

using Codes = std::vector<std::string>;

Codes codes(const Compilation& compilation) {
  Codes out;
  for (const Diagnostic& diagnostic : compilation.diagnostics.sorted()) out.emplace_back(information(diagnostic.kind).code);
  return out;
}

Compilation compile_rules(const std::string& declarations) {
  return compile_text("text.rule", "language 1\npackage p\n" + declarations, {}, MemoryFiles());
}

}  // namespace

TEST_CASE("a sound package becomes a program") {
  MemoryFiles files;
  files.add("p/a.rule", "language 1\npackage p\n  title en \"t\"\n  use tools\ndefine x = twice(2)\n");
  files.add("tools.rule", "language 1\npackage tools\n  title en \"t\"\ndefine twice(n : number) = n * 2\n");
  const Compilation compilation = compile("p", {}, files);
  CHECK(codes(compilation) == Codes{});
  REQUIRE(compilation.ok());
  REQUIRE(compilation.program->packages.size() == 2);
  CHECK(compilation.program->packages[0].name == "p");
  CHECK(compilation.program->packages[1].name == "tools");
}

TEST_CASE("a compilation can be moved and its program outlives it") {
  std::shared_ptr<const program::Program> program;
  {
    Compilation first = compile_rules("define x = 1\n");
    const Compilation second = std::move(first);
    REQUIRE(second.ok());
    REQUIRE(second.names);
    CHECK(dump_names(second) == "p\tdefinition\tx\ttext.rule:3:8\n");
    CHECK(dump_trees(second).find("== text.rule") == 0);
    program = second.program;
  }
  CHECK(program->packages[0].name == "p");
}

TEST_CASE("nothing to load gives no program") {
  const Compilation compilation = compile("nowhere", {}, MemoryFiles());
  CHECK_FALSE(compilation.ok());
  CHECK(codes(compilation) == Codes{"file-unreadable"});
}

TEST_CASE("a text without declarations is no program that passes") {
  for (const std::string text : {"", "# only a comment\n", "\xEF\xBB\xBF", " \n\n", "language 1\n"}) {
    const Compilation compilation = compile_text("text.rule", text, {}, MemoryFiles());
    CHECK_FALSE(compilation.ok());
    CHECK(codes(compilation) == Codes{"no-rules"});
  }
}

TEST_CASE("one call shows the faults of all stages") {
  const Compilation compilation =
      compile_rules("define broken = = 3\n"
                    "fact twice : boolean\n"
                    "fact twice : boolean\n"
                    "define mixed = 1 + true\n");
  CHECK_FALSE(compilation.ok());
  const Codes found = codes(compilation);
  REQUIRE(found.size() == 3);
  CHECK(found[0] == "unexpected-token");
  CHECK(found[1] == "duplicate-name");
}

TEST_CASE("a name that a broken declaration would have declared is not reported as unknown") {
  const Compilation compilation =
      compile_rules("define broken = = 3\n"
                    "define uses = broken + 1\n"
                    "enum Risk { low, , high }\n"
                    "fact risk : Risk\n");
  CHECK_FALSE(compilation.ok());
  for (const Diagnostic& diagnostic : compilation.diagnostics.diagnostics()) {
    CHECK(information(diagnostic.kind).code == "unexpected-token");
  }
}

TEST_CASE("names of a package that cannot be found are not reported as unknown") {
  const Compilation compilation = compile_rules("define x = from_elsewhere(1)\n");
  CHECK(codes(compilation).size() == 1);

  const Compilation lost =
      compile_text("text.rule", "language 1\npackage p\n  use elsewhere\ndefine x = from_elsewhere(1)\n", {}, MemoryFiles());
  CHECK(codes(lost) == Codes{"unknown-package"});
}

TEST_CASE("a text can use the standard library of the reader") {
  MemoryFiles files;
  files.add("lib/tools.rule", "language 1\npackage norma.tools\n  title en \"t\"\ndefine twice(n : number) = n * 2\n");
  const Compilation compilation =
      compile_text("text.rule", "language 1\npackage p\n  use norma.tools as t\ndefine x = t.twice(3)\n", {"lib", ""}, files);
  CHECK(codes(compilation) == Codes{});
  CHECK(compilation.ok());
}

TEST_CASE("the number of diagnostics kept can be chosen") {
  CompileOptions options;
  options.diagnostics = 2;
  std::string text = "language 1\npackage p\n";
  for (int i = 0; i < 10; ++i) text += "fact same : boolean\n";
  const Compilation compilation = compile_text("text.rule", text, {}, MemoryFiles(), options);
  CHECK(compilation.diagnostics.error_count() == 9);
  CHECK(compilation.diagnostics.diagnostics().size() == 2);
}
