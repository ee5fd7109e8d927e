#include "case_input.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/nearest.hpp"
#include "run/names.hpp"

namespace norma::cli {
namespace {

using facts::DocumentLimits;

/// A file opened for reading, or standard input; closed at the end.
class Input {
 public:
  explicit Input(const std::string& file) : file_(file), descriptor_(file == "-" ? STDIN_FILENO : ::open(file.c_str(), O_RDONLY | O_CLOEXEC)) {
    struct stat state {};
    if (descriptor_ < 0) error_ = errno;
    else if (::fstat(descriptor_, &state) == 0 && S_ISDIR(state.st_mode)) error_ = EISDIR;
    // Pipes and terminals end; a device such as /dev/zero does not.
    else if (S_ISBLK(state.st_mode) || (S_ISCHR(state.st_mode) && file != "-" && ::isatty(descriptor_) == 0)) device_ = true;
  }
  ~Input() {
    if (descriptor_ > STDIN_FILENO) ::close(descriptor_);
  }
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;

  /// Bytes read, 0 at the end or after a fault.
  std::size_t read(char* buffer, std::size_t size) {
    while (error_ == 0 && !device_) {
      const ssize_t count = ::read(descriptor_, buffer, size);
      if (count >= 0) return static_cast<std::size_t>(count);
      if (errno != EINTR) error_ = errno;
    }
    return 0;
  }

  bool report(DiagnosticSink& sink) const {
    if (device_) sink.add(diagnose(DiagnosticKind::file_not_regular).message("`{}` is a device", file_));
    if (error_ == 0) return !device_;
    sink.add(diagnose(DiagnosticKind::file_unreadable).message("`{}` cannot be read: {}", file_, std::strerror(error_)));
    return false;
  }

 private:
  std::string file_;
  int descriptor_;
  int error_ = 0;
  bool device_ = false;
};

bool ends_with_any(const std::string& file, std::initializer_list<const char*> endings) {
  return std::any_of(endings.begin(), endings.end(), [&](const char* ending) { return file.ends_with(ending); });
}

/// Cuts a stream into lines; of a line beyond the limit only the fact is kept.
class LineCutter {
 public:
  explicit LineCutter(const RecordVisitor& record) : record_(record) {}

  void take(std::string_view chunk) {
    while (!chunk.empty()) {
      const std::size_t end = chunk.find('\n');
      append(chunk.substr(0, end));
      if (end == std::string_view::npos) return;
      finish_line();
      chunk.remove_prefix(end + 1);
    }
  }
  void finish() {
    if (!line_.empty() || too_long_) finish_line();
  }

 private:
  void append(std::string_view part) {
    if (line_.size() + part.size() > DocumentLimits{}.bytes) too_long_ = true;
    if (!too_long_) line_ += part;
    else line_.clear();
  }

  void finish_line() {
    ++line_number_;
    std::string_view line = line_;
    if (line_number_ == 1 && line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    const bool blank = line.find_first_not_of(" \t") == std::string_view::npos;
    if (!blank || too_long_) record_(line, ++record_number_, line_number_, too_long_);
    line_.clear();
    too_long_ = false;
  }

  const RecordVisitor& record_;
  std::string line_;
  bool too_long_ = false;
  std::size_t line_number_ = 0, record_number_ = 0;
};

std::string listed(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "`" : ", `") + name + "`";
  return out;
}

}  // namespace

std::vector<std::string> CaseOptions::all_files() const {
  std::vector<std::string> all = files;
  all.insert(all.end(), more_files.begin(), more_files.end());
  return all;
}

void add_case_options(CLI::App& command, CaseOptions& options) {
  const std::map<std::string, FactsFormat> formats{{"json", FactsFormat::json}, {"ndjson", FactsFormat::ndjson}, {"yaml", FactsFormat::yaml}};
  command.add_option("facts", options.files, "Facts: JSON, YAML, or NDJSON with one case a line; `-` is standard input")->type_name("FACTS");
  command.add_option("--facts", options.more_files, "The same, as an option")->type_name("FACTS")->allow_extra_args(false);
  command.add_option("--reading", options.readings, "Sets a reading or discretion for this run: NAME=VALUE")
      ->type_name("NAME=VALUE")->allow_extra_args(false);
  command.add_option("--on", options.on, "The date that chooses versions where no decision is anchored")->type_name("DATE");
  command.add_option("--facts-format", options.format, "Form of the facts; by the ending of the name otherwise")
      ->transform(CLI::Transformer(formats).description("json|ndjson|yaml"))->type_name("");
}

bool check_inputs(const std::vector<std::string>& files, DiagnosticSink& sink) {
  if (std::count(files.begin(), files.end(), "-") <= 1) return true;
  sink.add(diagnose(DiagnosticKind::standard_input_twice)
               .message("`-` stands more than once, but standard input can be read only once")
               .help("give many cases as NDJSON, one a line"));
  return false;
}

bool read_date(const CaseOptions& options, std::optional<Date>& on, DiagnosticSink& sink) {
  if (options.on.empty()) return true;
  if (const auto date = Date::parse_iso(options.on)) {
    on = *date;
    return true;
  }
  sink.add(diagnose(DiagnosticKind::bad_option).message("`--on {}` is not a date", options.on).help("a date is written YYYY-MM-DD"));
  return false;
}

FactsFormat format_of(const std::string& file, FactsFormat wanted) {
  if (wanted != FactsFormat::by_extension) return wanted;
  if (ends_with_any(file, {".ndjson", ".jsonl"})) return FactsFormat::ndjson;
  if (ends_with_any(file, {".yaml", ".yml"})) return FactsFormat::yaml;
  return FactsFormat::json;
}

std::optional<std::string> read_whole(const std::string& file, DiagnosticSink& sink) {
  Input input(file);
  std::string text;
  std::vector<char> buffer(1U << 16);
  while (const std::size_t count = input.read(buffer.data(), buffer.size())) {
    text.append(buffer.data(), count);
    if (text.size() <= DocumentLimits{}.bytes) continue;
    sink.add(diagnose(DiagnosticKind::facts_too_large, DataPosition{file, 0, 0, 0, ""})
                 .message("the facts are larger than {} bytes", DocumentLimits{}.bytes)
                 .help("give many cases as NDJSON, one a line"));
    return std::nullopt;
  }
  if (!input.report(sink)) return std::nullopt;
  return text;
}

std::optional<facts::DocumentNode> read_document(const std::string& file, FactsFormat format, DiagnosticSink& sink) {
  const std::optional<std::string> text = read_whole(file, sink);
  if (!text) return std::nullopt;
  const facts::DocumentSource source{file, 0, 1};
  return format == FactsFormat::yaml ? facts::read_yaml(*text, source, {}, sink) : facts::read_json(*text, source, {}, sink);
}

bool each_record(const std::string& file, const RecordVisitor& record, DiagnosticSink& sink) {
  Input input(file);
  LineCutter lines(record);
  std::vector<char> buffer(1U << 16);
  while (const std::size_t count = input.read(buffer.data(), buffer.size())) lines.take({buffer.data(), count});
  if (!input.report(sink)) return false;
  lines.finish();
  return true;
}

bool bind_case(const program::Program& program, program::CallableId decision, const facts::DocumentNode& document,
               const facts::DocumentSource& source, const std::vector<std::string>& readings, facts::CaseFacts& facts,
               DiagnosticSink& sink) {
  facts.clear(program, decision);
  bool bound = facts::bind_facts(program, decision, document, source, facts, sink);
  for (const std::string& reading : readings) {
    const std::size_t equals = reading.find('=');
    if (equals == std::string::npos || equals == 0) {
      sink.add(diagnose(DiagnosticKind::bad_option).message("`--reading {}` has no value", reading).help("it is written `--reading NAME=VALUE`"));
      bound = false;
    } else {
      bound = facts::bind_policy(program, reading.substr(0, equals), reading.substr(equals + 1), facts, sink) && bound;
    }
  }
  return bound;
}

Diagnostic no_version_chosen(const std::string& name, std::size_t versions, std::optional<Date> on) {
  if (on)
    return diagnose(DiagnosticKind::no_version_in_force)
        .message("`{}` has {} versions, and none is in force on {}", name, versions, on->to_iso())
        .help("name another date with `--on YYYY-MM-DD`");
  return diagnose(DiagnosticKind::version_needs_date)
      .message("`{}` has {} versions, and no date chooses one of them", name, versions)
      .help("name the date with `--on YYYY-MM-DD`");
}

program::CallableId choose_decision(const program::Program& program, const std::string& name, std::optional<Date> on, DiagnosticSink& sink) {
  const run::Candidates candidates = run::find_decision(program, name, on);
  if (candidates.found.valid()) return candidates.found;
  if (!candidates.versions.empty()) {
    const std::string& decision = program[candidates.versions.front()].name;
    sink.add(no_version_chosen(decision, candidates.versions.size(), on));
  } else if (!name.empty()) {
    sink.add(diagnose(DiagnosticKind::no_such_decision)
                 .message("the rules declare no decision `{}`", name)
                 .suggest(nearest_name(name, candidates.names))
                 .help("decisions here: {}", candidates.names.empty() ? "none" : listed(candidates.names)));
  } else if (candidates.names.empty()) {
    sink.add(diagnose(DiagnosticKind::no_decisions).message("the rules declare no decision").help("ask for a value with `--value NAME`"));
  } else {
    sink.add(diagnose(DiagnosticKind::which_decision)
                 .message("the rules declare several decisions: {}", listed(candidates.names))
                 .help("choose one with `--decide NAME`"));
  }
  return {};
}

}  // namespace norma::cli
