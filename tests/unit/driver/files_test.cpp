#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "driver/files.hpp"
#include "temporary_folder.hpp"

using namespace norma;
using norma::driver_test::TemporaryFolder;
using Fault = FileFault::Kind;

namespace {

constexpr std::size_t plenty = 1 << 20;

std::string read_inside(const TemporaryFolder& root, const std::string& relative) {
  const DiskFiles files;
  const auto entry = files.find_inside(root.path(), relative);
  REQUIRE(entry);
  const auto bytes = files.read(entry->path, plenty);
  REQUIRE(bytes);
  return *bytes;
}

Fault fault_inside(const TemporaryFolder& root, const std::string& relative) {
  const auto entry = DiskFiles().find_inside(root.path(), relative);
  REQUIRE_FALSE(entry);
  return entry.fault().kind;
}

}  // namespace

TEST_CASE("a file is read byte for byte") {
  const TemporaryFolder folder;
  const std::string bytes("a\0b\r\n\xFF", 6);
  folder.write("sub/x.rule", bytes);
  CHECK(read_inside(folder, "sub/x.rule") == bytes);
}

TEST_CASE("a folder is listed in the order of bytes") {
  const TemporaryFolder folder;
  folder.write("b.rule", "");
  folder.write("a.rule", "");
  folder.write("B.rule", "");
  folder.write("é.rule", "");
  const auto names = DiskFiles().list(folder.path());
  REQUIRE(names);
  CHECK(*names == std::vector<std::string>{"B.rule", "a.rule", "b.rule", "é.rule"});
}

TEST_CASE("names with blanks, leading dashes and line ends are names like others") {
  const TemporaryFolder folder;
  for (const std::string name : {"-", "--help", "-rf", "two words", "two\nlines", "not utf8 \xFF"}) {
    folder.write(name, name);
    CHECK(read_inside(folder, name) == name);
  }
}

TEST_CASE("a path inside a root cannot climb, be absolute or hide a NUL") {
  const TemporaryFolder folder;
  folder.write("root/x.rule", "");
  folder.write("secret.rule", "");
  const DiskFiles files;
  for (const std::string relative :
       {"../secret.rule", "x/../../secret.rule", "/etc/passwd", "", ".", "./x.rule", "a//b", "a/", "..\\secret.rule",
        "C:\\x"}) {
    CAPTURE(relative);
    const auto entry = files.find_inside(folder / "root", relative);
    REQUIRE_FALSE(entry);
    CHECK(entry.fault().kind == Fault::outside_root);
  }
  const auto with_nul = files.find_inside(folder / "root", std::string("x.rule\0.txt", 11));
  REQUIRE_FALSE(with_nul);
  CHECK(with_nul.fault().kind == Fault::outside_root);
  for (const std::string& relative : {std::string("~"), std::string("file:"), std::string("http:"), std::string(5000, 'a')}) {
    CHECK_FALSE(files.find_inside(folder / "root", relative));
  }
}

TEST_CASE("a link may lead anywhere below the root and nowhere else") {
  const TemporaryFolder folder;
  folder.write("root/real/x.rule", "inside");
  folder.write("outside/x.rule", "outside");
  folder.link("root/relative", "real");
  folder.link("root/absolute.rule", folder / "root/real/x.rule");
  folder.link("root/out", "../outside");
  folder.link("root/out.rule", "../outside/x.rule");
  folder.link("root/passwd.rule", "/etc/passwd");
  folder.link("root/up", "..");
  const DiskFiles files;
  const std::string root = folder / "root";
  CHECK(*files.read(files.find_inside(root, "relative/x.rule")->path, plenty) == "inside");
  CHECK(*files.read(files.find_inside(root, "absolute.rule")->path, plenty) == "inside");
  for (const std::string relative : {"out", "out/x.rule", "out.rule", "passwd.rule", "up", "up/root/real"}) {
    CAPTURE(relative);
    const auto entry = files.find_inside(root, relative);
    REQUIRE_FALSE(entry);
    CHECK(entry.fault().kind == Fault::outside_root);
  }
}

TEST_CASE("a sibling whose name begins like the root is outside") {
  const TemporaryFolder folder;
  folder.write("root/x.rule", "");
  folder.write("root-secret/x.rule", "");
  folder.link("root/link.rule", "../root-secret/x.rule");
  CHECK(DiskFiles().find_inside(folder / "root", "link.rule").fault().kind == Fault::outside_root);
}

TEST_CASE("links in a circle and dangling links are faults") {
  const TemporaryFolder folder;
  folder.link("loop.rule", "loop.rule");
  folder.link("a.rule", "b.rule");
  folder.link("b.rule", "a.rule");
  folder.link("gone.rule", "nowhere");
  CHECK(fault_inside(folder, "loop.rule") == Fault::unreadable);
  CHECK(fault_inside(folder, "a.rule") == Fault::unreadable);
  CHECK(fault_inside(folder, "gone.rule") == Fault::missing);
}

TEST_CASE("a pipe is refused without waiting for a writer") {
  const TemporaryFolder folder;
  REQUIRE(::mkfifo((folder / "pipe.rule").c_str(), 0600) == 0);
  const auto entry = DiskFiles().find(folder / "pipe.rule");
  REQUIRE(entry);
  CHECK(entry->kind == FileEntry::Kind::other);
  CHECK(DiskFiles().read(entry->path, plenty).fault().kind == Fault::not_regular);
}

TEST_CASE("devices and folders are not read") {
  const TemporaryFolder folder;
  CHECK(DiskFiles().find("/dev/zero")->kind == FileEntry::Kind::other);
  CHECK(DiskFiles().read("/dev/zero", plenty).fault().kind == Fault::not_regular);
  CHECK(DiskFiles().read(folder.path(), plenty).fault().kind == Fault::not_regular);
  folder.link("zero.rule", "/dev/zero");
  CHECK(fault_inside(folder, "zero.rule") == Fault::outside_root);
}

TEST_CASE("a link that has taken the place of a file is not followed when reading") {
  const TemporaryFolder folder;
  folder.write("secret", "secret");
  folder.link("x.rule", "secret");
  CHECK_FALSE(DiskFiles().read(folder / "x.rule", plenty));
  folder.write("real/x.rule", "x");
  folder.link("linked", "real");
  CHECK(DiskFiles().read(folder / "linked/x.rule", plenty).fault().kind == Fault::changed);
}

TEST_CASE("the size limit holds on both sides") {
  const TemporaryFolder folder;
  folder.write("x.rule", std::string(100, 'x'));
  CHECK(DiskFiles().read(folder / "x.rule", 100));
  CHECK(DiskFiles().read(folder / "x.rule", 99).fault().kind == Fault::too_large);
}

TEST_CASE("names must be written as on the disk") {
  const TemporaryFolder folder;
  folder.write("Base.rule", "");
  folder.write("Folder/x.rule", "");
  const auto file = DiskFiles().find_inside(folder.path(), "base.rule");
  REQUIRE_FALSE(file);
  CHECK(file.fault().kind == Fault::case_differs);
  CHECK(file.fault().text == "Base.rule");
  CHECK(fault_inside(folder, "folder/x.rule") == Fault::case_differs);
  CHECK(fault_inside(folder, "other.rule") == Fault::missing);
}

TEST_CASE("what cannot be read comes with the system's reason") {
  const TemporaryFolder folder;
  const auto missing = DiskFiles().find(folder / "missing");
  REQUIRE_FALSE(missing);
  CHECK(missing.fault().kind == Fault::missing);
  CHECK(missing.fault().text == "No such file or directory");
  if (::geteuid() == 0) return;  // root may read everything
  folder.write("closed.rule", "x");
  REQUIRE(::chmod((folder / "closed.rule").c_str(), 0) == 0);
  const auto closed = DiskFiles().read(folder / "closed.rule", plenty);
  REQUIRE_FALSE(closed);
  CHECK(closed.fault().text == "Permission denied");
}

TEST_CASE("files in memory behave like files on the disk") {
  MemoryFiles files;
  files.add("rules/audit/a.rule", "a");
  files.add("rules/audit.rule", "b");
  files.add("rules/Other.rule", "c");
  CHECK(files.find("rules")->kind == FileEntry::Kind::folder);
  CHECK(files.find_inside("rules", "audit")->kind == FileEntry::Kind::folder);
  CHECK(files.find_inside("rules", "audit.rule")->kind == FileEntry::Kind::file);
  CHECK(files.find_inside("rules", "other.rule").fault().kind == Fault::case_differs);
  CHECK(files.find_inside("rules", "../x").fault().kind == Fault::outside_root);
  CHECK(files.find_inside("rules", "aud").fault().kind == Fault::missing);
  CHECK(*files.list("rules") == std::vector<std::string>{"Other.rule", "audit", "audit.rule"});
  CHECK(*files.list(".") == std::vector<std::string>{"rules"});
  CHECK(*files.read("rules/audit/a.rule", 1) == "a");
  CHECK(files.read("rules/audit/a.rule", 0).fault().kind == Fault::too_large);
}

TEST_CASE("paths are joined and taken apart as texts") {
  CHECK(path_join("a", "b") == "a/b");
  CHECK(path_join("a/", "b") == "a/b");
  CHECK(path_join(".", "b") == "b");
  CHECK(path_join("/", "b") == "/b");
  CHECK(path_parent("a/b") == "a");
  CHECK(path_parent("/a") == "/");
  CHECK(path_parent("a") == ".");
  CHECK(path_name("a/b") == "b");
  CHECK(path_name("b") == "b");
}
