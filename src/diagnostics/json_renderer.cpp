#include <fmt/format.h>

#include <string_view>

#include "base/json_text.hpp"
#include "diagnostics/render.hpp"

namespace norma {
namespace {

// An underlined passage longer than this is cut in the `excerpt` member; the positions still tell its extent.
constexpr std::size_t longest_excerpt = 400;

class ObjectWriter {
 public:
  explicit ObjectWriter(std::string& out) : out_(out) { out_ += '{'; }
  void close() { out_ += '}'; }

  void text(std::string_view name, std::string_view value) {
    key(name);
    append_json_string(out_, value);
  }
  void text_if_any(std::string_view name, std::string_view value) {
    if (!value.empty()) text(name, value);
  }
  void number_if_any(std::string_view name, std::size_t value) {
    if (value == 0) return;
    key(name);
    out_ += fmt::format("{}", value);
  }
  void key(std::string_view name) {
    if (!first_) out_ += ',';
    first_ = false;
    append_json_string(out_, name);
    out_ += ':';
  }

 private:
  std::string& out_;
  bool first_ = true;
};

std::string_view clipped(std::string_view text) {
  if (text.size() <= longest_excerpt) return text;
  std::size_t end = longest_excerpt;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

void add_span(ObjectWriter& object, const SourceSet& sources, Span span) {
  const SourceText& source = sources[span.file];
  const LineColumn begin = source.position(span.begin);
  const LineColumn end = source.position(span.end);
  object.text("file", source.name());
  object.number_if_any("line", begin.line);
  object.number_if_any("column", begin.column);
  object.number_if_any("end_line", end.line);
  object.number_if_any("end_column", end.column);
  object.text("excerpt", clipped(source.text(span)));
}

// The place in the data; beside a place in the rules its file and line get names of their own.
void add_data(ObjectWriter& object, const DataPosition& data, bool beside_rules) {
  object.text_if_any(beside_rules ? "data_file" : "file", data.file);
  object.number_if_any(beside_rules ? "data_line" : "line", data.line);
  object.number_if_any(beside_rules ? "data_column" : "column", data.column);
  object.number_if_any("record", data.record);
  object.text_if_any("pointer", data.pointer);
}

void add_secondary(ObjectWriter& object, std::string& out, const Diagnostic& diagnostic, const SourceSet& sources) {
  if (diagnostic.secondary.empty()) return;
  object.key("secondary");
  std::string_view separator = "[";
  for (const SecondaryLabel& label : diagnostic.secondary) {
    if (!sources.contains(label.span.file)) continue;
    out += separator;
    separator = ",";
    ObjectWriter place(out);
    add_span(place, sources, label.span);
    place.text("label", label.text);
    place.close();
  }
  out += separator == "[" ? "[]" : "]";
}

void add_help(ObjectWriter& object, std::string& out, const Diagnostic& diagnostic) {
  if (diagnostic.help.empty()) return;
  object.key("help");
  std::string_view separator = "[";
  for (const std::string& help : diagnostic.help) {
    out += separator;
    separator = ",";
    append_json_string(out, help);
  }
  out += ']';
}

void add_diagnostic(std::string& out, const Diagnostic& diagnostic, const SourceSet& sources) {
  ObjectWriter object(out);
  object.text("code", information(diagnostic.kind).code);
  object.text("severity", severity_name(diagnostic.severity));
  object.text("category", category_name(diagnostic.category()));
  object.text("message", diagnostic.message);
  const bool in_rules = sources.contains(diagnostic.primary.file);
  if (in_rules) add_span(object, sources, diagnostic.primary);
  if (diagnostic.data) add_data(object, *diagnostic.data, in_rules);
  object.text_if_any("label", diagnostic.label);
  add_secondary(object, out, diagnostic, sources);
  object.text_if_any("clause", diagnostic.clause);
  add_help(object, out, diagnostic);
  object.close();
}

}  // namespace

std::string render_json(std::span<const Diagnostic> diagnostics, const SourceSet& sources) {
  std::string out = "[";
  std::string_view separator = "\n  ";
  for (const Diagnostic& diagnostic : diagnostics) {
    out += separator;
    separator = ",\n  ";
    add_diagnostic(out, diagnostic, sources);
  }
  out += diagnostics.empty() ? "]\n" : "\n]\n";
  return out;
}

}  // namespace norma
