#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "base/unicode.hpp"
#include "diagnostics/excerpt.hpp"
#include "diagnostics/render.hpp"

namespace norma {
namespace {

constexpr std::string_view red = "\x1b[1;31m";
constexpr std::string_view yellow = "\x1b[1;33m";
constexpr std::string_view cyan = "\x1b[1;36m";
constexpr std::string_view blue = "\x1b[34m";
constexpr std::string_view bold = "\x1b[1m";
constexpr std::string_view plain = "\x1b[0m";

// Line numbers are right-aligned to at least this many digits.
constexpr std::size_t minimum_number_width = 3;

std::string_view colour_of(Severity severity) {
  if (severity == Severity::error) return red;
  return severity == Severity::warning ? yellow : cyan;
}

class TextRenderer {
 public:
  TextRenderer(const Diagnostic& diagnostic, const SourceSet& sources, TextStyle style)
      : diagnostic_(diagnostic), sources_(sources), style_(style) {}

  std::string render() {
    add_header();
    if (sources_.contains(diagnostic_.primary.file)) add_source();
    if (diagnostic_.data) add_data_position(*diagnostic_.data);
    if (!diagnostic_.clause.empty()) add_field("clause", diagnostic_.clause);
    for (const std::string& help : diagnostic_.help) add_field("help", help);
    return std::move(out_);
  }

 private:
  std::string coloured(std::string_view colour, std::string_view text) const {
    return style_.colour ? fmt::format("{}{}{}", colour, text, plain) : std::string(text);
  }

  void add_header() {
    const std::string head =
        fmt::format("{}[{}]", severity_name(diagnostic_.severity), information(diagnostic_.kind).code);
    out_ += fmt::format("{}: {}\n", coloured(colour_of(diagnostic_.severity), head),
                        coloured(bold, escape_for_display(diagnostic_.message)));
  }

  void add_field(std::string_view name, std::string_view text) {
    out_ += fmt::format("  {}: {}\n", coloured(cyan, name), escape_for_display(text));
  }

  void add_place(Span span) {
    const SourceText& source = sources_[span.file];
    const LineColumn position = source.position(span.begin);
    out_ += fmt::format("  {}:{}:{}\n", escape_for_display(source.name()), position.line, position.column);
  }

  void add_data_position(const DataPosition& data) {
    std::string place = escape_for_display(data.file);
    if (data.line > 0) place += fmt::format(":{}", data.line);
    if (data.line > 0 && data.column > 0) place += fmt::format(":{}", data.column);
    const auto append = [&place](const std::string& part) { place += (place.empty() ? "" : ", ") + part; };
    if (data.record > 0) append(fmt::format("record {}", data.record));
    if (!data.pointer.empty()) append(fmt::format("at {}", escape_for_display(data.pointer)));
    if (!place.empty()) out_ += fmt::format("  {}\n", place);
    if (!diagnostic_.primary.valid() && !diagnostic_.label.empty()) add_field("seen", diagnostic_.label);
  }

  std::size_t line_of(Span span) const { return sources_[span.file].lines().line_at(span.begin); }

  bool on_primary_line(const SecondaryLabel& label) const {
    return label.span.file == diagnostic_.primary.file && line_of(label.span) == line_of(diagnostic_.primary);
  }

  void choose_number_width() {
    std::size_t largest = line_of(diagnostic_.primary);
    for (const SecondaryLabel& label : diagnostic_.secondary) {
      if (sources_.contains(label.span.file)) largest = std::max(largest, line_of(label.span));
    }
    number_width_ = std::max(minimum_number_width, fmt::formatted_size("{}", largest));
  }

  void add_source_line(const Excerpt& excerpt) {
    const std::string gutter = fmt::format("  {:>{}} |", excerpt.line, number_width_);
    out_ += coloured(blue, gutter);
    if (!excerpt.text.empty()) out_ += " " + excerpt.text;
    out_ += "\n";
  }

  void add_underline(const Excerpt& excerpt, char mark, std::string_view colour, std::string_view label) {
    const std::string gutter = fmt::format("  {:>{}} |", "", number_width_);
    const std::string marks(excerpt.underline_end - excerpt.underline_begin, mark);
    std::string text = marks;
    if (!label.empty()) text += " " + escape_for_display(label);
    out_ += fmt::format("{} {}{}\n", coloured(blue, gutter), std::string(excerpt.underline_begin, ' '),
                        coloured(colour, text));
  }

  void add_source() {
    choose_number_width();
    add_place(diagnostic_.primary);
    const SourceText& source = sources_[diagnostic_.primary.file];
    const Excerpt primary = make_excerpt(source, diagnostic_.primary, diagnostic_.primary);
    add_source_line(primary);
    add_underline(primary, '^', colour_of(diagnostic_.severity), diagnostic_.label);
    for (const SecondaryLabel& label : diagnostic_.secondary) {
      if (!sources_.contains(label.span.file) || !on_primary_line(label)) continue;
      add_underline(make_excerpt(source, diagnostic_.primary, label.span), '-', blue, label.text);
    }
    for (const SecondaryLabel& label : diagnostic_.secondary) {
      if (sources_.contains(label.span.file) && !on_primary_line(label)) add_elsewhere(label);
    }
  }

  void add_elsewhere(const SecondaryLabel& label) {
    if (label.span.file != diagnostic_.primary.file) add_place(label.span);
    const Excerpt excerpt = make_excerpt(sources_[label.span.file], label.span, label.span);
    add_source_line(excerpt);
    add_underline(excerpt, '-', blue, label.text);
  }

  const Diagnostic& diagnostic_;
  const SourceSet& sources_;
  TextStyle style_;
  std::string out_;
  std::size_t number_width_ = minimum_number_width;
};

}  // namespace

std::string render_text(const Diagnostic& diagnostic, const SourceSet& sources, TextStyle style) {
  return TextRenderer(diagnostic, sources, style).render();
}

std::string render_text(std::span<const Diagnostic> diagnostics, const SourceSet& sources, TextStyle style) {
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (!out.empty()) out += "\n";
    out += render_text(diagnostic, sources, style);
  }
  return out;
}

}  // namespace norma
