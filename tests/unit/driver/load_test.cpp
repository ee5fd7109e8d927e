#include <sys/stat.h>

#include <algorithm>

#include <catch2/catch.hpp>

#include "driver/load.hpp"
#include "temporary_folder.hpp"

using namespace norma;
using norma::driver_test::TemporaryFolder;

namespace {

using Codes = std::vector<std::string>;

std::string package_text(const std::string& name, const std::string& header = {}, const std::string& rest = {}) {
  return "language 1\npackage " + name + "\n  title en \"t\"\n" + header + rest;
}

std::string using_text(const std::string& name, const std::vector<std::string>& used) {
  std::string header;
  for (const std::string& other : used) header += "  use " + other + "\n";
  return package_text(name, header);
}

struct Loaded {
  SourceSet sources;
  DiagnosticSink sink;
  LoadedProgramFiles files;

  Codes codes() const {
    Codes out;
    for (const Diagnostic& diagnostic : sink.sorted()) out.emplace_back(information(diagnostic.kind).code);
    return out;
  }
  std::string message() const { return sink.diagnostics().empty() ? "" : sink.diagnostics().front().message; }
  std::vector<std::string> packages() const {
    std::vector<std::string> out;
    for (const LoadedPackage& package : files.packages) out.push_back(package.name);
    return out;
  }
  std::vector<std::string> sources_shown() const {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < sources.size(); ++i) out.push_back(sources[FileId::from_index(i)].name());
    return out;
  }
};

Loaded load(const FileReader& reader, const std::string& path, const Roots& roots = {}, const LoadLimits& limits = {}) {
  Loaded out;
  out.files = load_package(path, roots, reader, out.sources, out.sink, limits);
  return out;
}

}  // namespace

TEST_CASE("a folder is read file by file in the order of names, without hidden files and folders beneath") {
  MemoryFiles files;
  files.add("rules/p/b.rule", "language 1\npackage p\nfact b : boolean\n");
  files.add("rules/p/a.rule", package_text("p"));
  files.add("rules/p/.hidden.rule", "nonsense");
  files.add("rules/p/README.md", "nonsense");
  files.add("rules/p/deeper/c.rule", "nonsense");
  const Loaded loaded = load(files, "rules/p/");
  CHECK(loaded.codes() == Codes{});
  CHECK(loaded.sources_shown() == std::vector<std::string>{"rules/p/a.rule", "rules/p/b.rule"});
  CHECK(loaded.packages() == std::vector<std::string>{"p"});
}

TEST_CASE("the place of the package asked for need not have its name") {
  MemoryFiles files;
  files.add("anything.rule", package_text("example.audit"));
  const Loaded loaded = load(files, "anything.rule");
  CHECK(loaded.codes() == Codes{});
  CHECK(loaded.packages() == std::vector<std::string>{"example.audit"});
}

TEST_CASE("uses lead beside the package and into the standard library") {
  MemoryFiles files;
  files.add("rules/p/p.rule", using_text("p", {"tools", "deep.more", "norma.rounding", "norma.days"}));
  files.add("rules/tools.rule", package_text("tools"));
  files.add("rules/deep/more/x.rule", package_text("deep.more"));
  files.add("lib/rounding.rule", package_text("norma.rounding"));
  files.add("lib/days/x.rule", package_text("norma.days"));
  const Loaded loaded = load(files, "rules/p", {"lib", ""});
  CHECK(loaded.codes() == Codes{});
  CHECK(loaded.packages() == std::vector<std::string>{"p", "tools", "deep.more", "norma.rounding", "norma.days"});
  CHECK(loaded.files.packages[3].bundled);
  CHECK_FALSE(loaded.files.packages[1].bundled);
  CHECK(loaded.sources_shown()[1] == "rules/tools.rule");
  const auto packages = loaded.files.package_files();
  CHECK(packages[0].uses.at("deep.more") == 2);
}

TEST_CASE("the folder for other packages can be given") {
  MemoryFiles files;
  files.add("here/p.rule", using_text("p", {"tools"}));
  files.add("elsewhere/tools.rule", package_text("tools"));
  CHECK(load(files, "here/p.rule", {"", "elsewhere"}).codes() == Codes{});
}

TEST_CASE("a package used on two ways is loaded once") {
  MemoryFiles files;
  files.add("p.rule", using_text("p", {"left", "right"}));
  files.add("left.rule", using_text("left", {"base"}));
  files.add("right.rule", using_text("right", {"base"}));
  files.add("base.rule", package_text("base"));
  const Loaded loaded = load(files, "p.rule");
  CHECK(loaded.codes() == Codes{});
  CHECK(loaded.packages() == std::vector<std::string>{"p", "left", "right", "base"});
}

TEST_CASE("a circle of uses is shown as a path") {
  MemoryFiles files;
  files.add("a.rule", using_text("a", {"b"}));
  files.add("b.rule", using_text("b", {"c"}));
  files.add("c.rule", using_text("c", {"b"}));
  const Loaded loaded = load(files, "a.rule");
  REQUIRE(loaded.codes() == Codes{"use-cycle"});
  CHECK(loaded.message() == "packages use one another in a circle: b -> c -> b");
  CHECK(loaded.sink.diagnostics()[0].secondary.size() == 1);
}

TEST_CASE("a package that uses itself is a circle") {
  MemoryFiles files;
  files.add("a.rule", using_text("a", {"a"}));
  const Loaded loaded = load(files, "a.rule");
  REQUIRE(loaded.codes() == Codes{"use-cycle"});
  CHECK(loaded.message() == "packages use one another in a circle: a -> a");
}

TEST_CASE("the number of packages is limited on both sides") {
  MemoryFiles files;
  const std::size_t count = 30;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string name = "p" + std::to_string(i);
    files.add(name + ".rule", i + 1 < count ? using_text(name, {"p" + std::to_string(i + 1)}) : package_text(name));
  }
  LoadLimits limits;
  limits.packages = count;
  CHECK(load(files, "p0.rule", {}, limits).codes() == Codes{});
  limits.packages = count - 1;
  const Loaded refused = load(files, "p0.rule", {}, limits);
  REQUIRE(refused.codes() == Codes{"too-many-packages"});
  CHECK(refused.sink.diagnostics()[0].category() == DiagnosticCategory::limit);
}

TEST_CASE("a chain of ten thousand packages ends at the limit") {
  MemoryFiles files;
  for (std::size_t i = 0; i < 10000; ++i) {
    files.add("p" + std::to_string(i) + ".rule", using_text("p" + std::to_string(i), {"p" + std::to_string(i + 1)}));
  }
  const Loaded loaded = load(files, "p0.rule");
  CHECK(loaded.codes() == Codes{"too-many-packages"});
  CHECK(loaded.files.packages.size() == 1000);
}

TEST_CASE("a package that is not there is reported at the use, with the near name") {
  MemoryFiles files;
  files.add("p.rule", using_text("p", {"tolls", "norma.rundong"}));
  files.add("tools.rule", package_text("tools"));
  files.add("lib/rounding.rule", package_text("norma.rounding"));
  const Loaded loaded = load(files, "p.rule", {"lib", ""});
  REQUIRE(loaded.codes() == Codes{"unknown-package", "unknown-package"});
  CHECK(loaded.sink.diagnostics()[0].primary.valid());
  CHECK(loaded.sink.diagnostics()[0].help[0] == "did you mean `tools`?");
  CHECK(loaded.sink.diagnostics()[1].help[0] == "did you mean `norma.rounding`?");
}

TEST_CASE("the standard library stands apart from the packages of its users") {
  MemoryFiles files;
  files.add("p.rule", using_text("p", {"norma.x"}));
  files.add("norma/x.rule", package_text("norma.x"));
  CHECK(load(files, "p.rule").codes() == Codes{"missing-standard-library"});

  files.add("lib/x.rule", using_text("norma.x", {"tools"}));
  files.add("tools.rule", package_text("tools"));
  CHECK(load(files, "p.rule", {"lib", ""}).codes() == Codes{"use-outside-library"});
}

TEST_CASE("the files of a folder and the name used agree on the package") {
  MemoryFiles files;
  files.add("p/a.rule", using_text("p", {"tools", "audit"}));
  files.add("p/b.rule", "language 1\npackage q\nfact b : boolean\n");
  files.add("tools.rule", package_text("other"));
  files.add("audit.rule", package_text("example.audit"));
  const Loaded loaded = load(files, "p");
  CHECK(loaded.codes() == Codes{"package-name-mismatch", "several-packages-in-folder"});
}

TEST_CASE("two packages cannot have one name") {
  MemoryFiles files;
  files.add("p.rule", using_text("x.same", {"same"}));
  files.add("same.rule", package_text("x.same"));
  CHECK(load(files, "p.rule").codes() == Codes{"duplicate-package"});
}

TEST_CASE("a package both in a folder and in a file is ambiguous") {
  MemoryFiles files;
  files.add("p.rule", using_text("p", {"tools"}));
  files.add("tools.rule", package_text("tools"));
  files.add("tools/x.rule", package_text("tools"));
  CHECK(load(files, "p.rule").codes() == Codes{"ambiguous-package"});
}

TEST_CASE("names of packages are written as on the disk") {
  MemoryFiles files;
  files.add("p.rule", using_text("p", {"Base"}));
  files.add("base.rule", package_text("base"));
  const Loaded loaded = load(files, "p.rule");
  REQUIRE(loaded.codes() == Codes{"file-name-case"});
  CHECK(loaded.message() == "`Base.rule` is written `base.rule` on the disk");
}

TEST_CASE("missing files and empty folders are faults of files") {
  MemoryFiles files;
  files.add("p/README.md", "");
  CHECK(load(files, "nowhere").codes() == Codes{"file-unreadable"});
  const Loaded empty = load(files, "p");
  REQUIRE(empty.codes() == Codes{"no-rule-files"});
  CHECK(empty.sink.diagnostics()[0].category() == DiagnosticCategory::files);
}

TEST_CASE("a file beyond the size limit is refused") {
  MemoryFiles files;
  const std::string text = package_text("p");
  files.add("p.rule", text);
  LoadLimits limits;
  limits.parse.file_bytes = static_cast<std::uint32_t>(text.size());
  CHECK(load(files, "p.rule", {}, limits).codes() == Codes{});
  limits.parse.file_bytes -= 1;
  CHECK(load(files, "p.rule", {}, limits).codes() == Codes{"file-too-large"});
}

TEST_CASE("only names can stand after use") {
  for (const std::string target : {"\"../secret\"", "../secret", "/etc/passwd", "~/x", "file:///x", "http://x/y", "C:\\x", "`..`"}) {
    CAPTURE(target);
    MemoryFiles files;
    files.add("p/p.rule", "language 1\npackage p\n  use " + target + "\nfact a : boolean\n");
    files.add("secret.rule", package_text("secret"));
    const Loaded loaded = load(files, "p");
    CHECK(loaded.sink.has_errors());
    CHECK(loaded.sources.size() == 1);
  }
}

TEST_CASE("on the disk a use cannot leave its folder through a link") {
  const TemporaryFolder folder;
  folder.write("rules/p/p.rule", using_text("p", {"link", "folder"}));
  folder.write("outside/link.rule", package_text("link"));
  folder.link("rules/link.rule", "../outside/link.rule");
  folder.link("rules/folder", "../outside");
  const Loaded loaded = load(DiskFiles(), folder / "rules/p");
  CHECK(loaded.codes() == Codes{"file-outside-root", "file-outside-root"});
  CHECK(loaded.sources.size() == 1);
}

TEST_CASE("a link to a package inside the folder is the same package") {
  const TemporaryFolder folder;
  folder.write("p/p.rule", using_text("p", {"base", "alias"}));
  folder.write("base.rule", package_text("x.base"));
  folder.link("alias.rule", "base.rule");
  const Loaded loaded = load(DiskFiles(), folder / "p");
  CHECK(loaded.files.packages.size() == 2);
  CHECK(loaded.codes() == Codes{"package-name-mismatch"});
}

TEST_CASE("pipes, folders and dangling links among the rule files are reported, the other files are read") {
  const TemporaryFolder folder;
  folder.write("p/a.rule", package_text("p"));
  folder.write("p/folder.rule/x", "");
  REQUIRE(::mkfifo((folder / "p/pipe.rule").c_str(), 0600) == 0);
  folder.link("p/gone.rule", "nowhere");
  folder.link("p/zero.rule", "/dev/zero");
  const Loaded loaded = load(DiskFiles(), folder / "p");
  Codes codes = loaded.codes();
  std::sort(codes.begin(), codes.end());
  CHECK(codes == Codes{"file-not-regular", "file-not-regular", "file-outside-root", "file-unreadable"});
  CHECK(loaded.sources.size() == 1);
  CHECK(loaded.files.packages[0].incomplete);
}

TEST_CASE("devices and pipes named by a person are refused") {
  const TemporaryFolder folder;
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  CHECK(load(DiskFiles(), "/dev/zero").codes() == Codes{"file-not-regular"});
  CHECK(load(DiskFiles(), folder / "pipe").codes() == Codes{"file-not-regular"});
  CHECK(load(DiskFiles(), "").codes() == Codes{"file-unreadable"});
  CHECK(load(DiskFiles(), "/").codes() == Codes{"no-rule-files"});
}

TEST_CASE("a lost declaration, registry or header is remembered") {
  MemoryFiles files;
  files.add("a.rule", package_text("a", "", "define half_written = = 3\ndefine whole = 1\n"));
  const Loaded declaration = load(files, "a.rule");
  REQUIRE(declaration.sink.has_errors());
  const auto& broken = declaration.files.packages[0].broken_names;
  CHECK(std::find(broken.begin(), broken.end(), "half_written") != broken.end());
  CHECK(std::find(broken.begin(), broken.end(), "whole") == broken.end());
  CHECK_FALSE(declaration.files.packages[0].incomplete);

  files.add("b.rule", package_text("b", "", "define nul = \"\x01\"\n"));
  CHECK(load(files, "b.rule").files.packages[0].incomplete);
}
