#pragma once
// The work behind `load_package`, private to this folder. One instance serves one call.
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "driver/load.hpp"

namespace norma {

class Loader {
 public:
  Loader(const Roots& roots, const FileReader& reader, SourceSet& sources, DiagnosticSink& sink, const LoadLimits& limits)
      : roots_(roots), reader_(reader), sources_(sources), sink_(sink), limits_(limits) {}
  LoadedProgramFiles run(const std::string& path);

 private:
  // A place that a package is read from, and how it is shown to people.
  struct Place {
    FileEntry entry;
    std::string shown;
    bool bundled = false;
  };
  struct Request {
    std::size_t user;
    const ast::Use* use;
    std::string written;
  };

  void load_root(const std::string& path);
  std::size_t load(const Place& place);
  void load_folder(const Place& place, LoadedPackage& package);
  void load_file(const FileEntry& entry, const std::string& shown, LoadedPackage& package);
  void take_name(LoadedPackage& package);
  void request_uses(std::size_t package);

  void follow(const Request& request);
  std::optional<Place> locate(const Request& request);
  std::optional<Place> locate_in(const std::string& root, const std::string& shown_root, const std::string& relative,
                                 const Request& request, bool bundled);
  void check_used_name(const Request& request, std::size_t package);
  void report_missing(const Request& request, const std::string& root, const std::string& relative);
  void report_cycles();
  void report_cycle(const std::vector<std::size_t>& path, const UseEdge& closing);
  void report_equal_names();
  void report(const FileFault& fault, const std::string& shown, Span span);

  const Roots& roots_;
  const FileReader& reader_;
  SourceSet& sources_;
  DiagnosticSink& sink_;
  const LoadLimits& limits_;
  std::string parent_, shown_parent_;
  LoadedProgramFiles out_;
  std::vector<Request> pending_;
  std::unordered_map<std::string, std::size_t> by_place_;
  bool limit_reported_ = false;
};

}  // namespace norma
