// Text formats: the declaration becomes a specification that `textformat` compiles and proves unambiguous.
#include <fmt/format.h>

#include "types/declarations.hpp"

namespace norma::types {

using program::Type;
using program::TypeKind;

namespace {

class FormatDeclarer {
 public:
  FormatDeclarer(Session& session, SymbolId id, const ast::Format& written)
      : session_(session), id_(id), written_(written), frame_(frame_of(session, id, written.attributes)), checker_(session, frame_) {}

  void declare() {
    FormatSpec spec;
    spec.items = items(written_.items, 0);
    if (failed_ || spec.items.empty()) return;  // without a part it could not be read
    const CompileOutcome outcome = CompiledFormat::compile(spec);
    const names::Symbol& symbol = session_.symbol(id_);
    if (!outcome) {
      session_.sink.add(checker_.report(DiagnosticKind::faulty_format, symbol.name_span)
                            .message("the format `{}` is refused: {}", symbol.name, norma::describe(outcome.fault)));
      return;
    }
    program::Format made;
    made.name = symbol.name;
    made.format = *outcome.format;
    for (const FieldInfo& field : outcome.format->fields()) made.fields.push_back(field_of(field));
    made.labels = written_.attributes.labels;
    made.citations = written_.attributes.citations;
    made.package = symbol.package;
    made.span = symbol.name_span;
    session_.program().formats.push_back(std::move(made));
    session_.state(id_).id = static_cast<std::uint32_t>(session_.program().formats.size() - 1);
  }

 private:
  static constexpr std::size_t deepest = 32;

  std::vector<FormatItemSpec> items(const std::vector<ast::FormatItem>& written, std::size_t depth) {
    std::vector<FormatItemSpec> result;
    for (const ast::FormatItem& item : written) {
      if (const auto* field = std::get_if<ast::FormatField>(&item.form)) result.push_back({field_spec(*field)});
      if (const auto* literal = std::get_if<ast::FormatLiteral>(&item.form)) result.push_back({LiteralSpec{literal->spellings}});
      if (const auto* group = std::get_if<ast::FormatOptional>(&item.form); group != nullptr && depth < deepest)
        result.push_back({OptionalSpec{items(group->items, depth + 1)}});
    }
    return result;
  }

  FieldSpec field_spec(const ast::FormatField& field) {
    FieldSpec spec;
    spec.name = field.name.text;
    spec.as_integer = field.as_integer;
    spec.plain = field.plain;
    spec.least = bound(field.low);
    spec.greatest = bound(field.high);
    spans_.emplace_back(field.name.text, field.name.span);
    for (const auto& alternative : field.alternatives) {
      FieldAlternative pieces;
      for (const ast::FormatPiece& piece : alternative) pieces.push_back(piece_spec(piece));
      spec.alternatives.push_back(std::move(pieces));
    }
    return spec;
  }

  FieldPiece piece_spec(const ast::FormatPiece& piece) {
    if (piece.literal) return *piece.literal;
    const auto characters = character_class_named(piece.character_class);
    if (characters && !piece.faulty) return CharacterRun{*characters, piece.minimum, piece.maximum};
    failed_ = true;  // the reader has reported it
    return CharacterRun{};
  }

  std::optional<std::int64_t> bound(ast::ExpressionId id) {
    if (!id.valid()) return std::nullopt;
    const auto number = checker_.constant_number(id, session_.builder.integer());
    if (number && number->is_small() && number->is_integer()) return number->small_numerator();
    if (number)
      session_.sink.add(checker_.report(DiagnosticKind::not_whole, checker_.span_of(id)).message("the range of a field has whole numbers as its ends"));
    failed_ = true;
    return std::nullopt;
  }

  program::RecordField field_of(const FieldInfo& field) {
    Type type;
    type.kind = field.as_integer ? TypeKind::number : TypeKind::text;
    type.whole = field.as_integer;
    type.optional = field.optional;
    if (field.as_integer) type.low = field.least ? Number(*field.least) : Number(0);
    if (field.as_integer && field.greatest) type.high = Number(*field.greatest);
    program::RecordField made;
    made.name = field.name;
    made.type = session_.builder.type(type);
    for (const auto& [name, span] : spans_) {
      if (name == field.name) made.span = span;
    }
    return made;
  }

  Session& session_;
  SymbolId id_;
  const ast::Format& written_;
  Frame frame_;
  ExpressionChecker checker_;
  std::vector<std::pair<std::string, Span>> spans_;
  bool failed_ = false;
};

}  // namespace

void declare_formats(Session& session) {
  const auto& symbols = session.names.symbols();
  for (std::size_t i = 0; i < symbols.size(); ++i) {
    if (const auto* format = std::get_if<ast::Format>(&symbols[i].declaration->form); format != nullptr && symbols[i].kind == names::SymbolKind::format)
      FormatDeclarer(session, SymbolId::from_index(i), *format).declare();
  }
}

}  // namespace norma::types
