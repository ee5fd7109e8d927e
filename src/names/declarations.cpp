#include <string>
#include <utility>

#include "base/unicode.hpp"
#include "names/builtins.hpp"
#include "names/name_resolver.hpp"

namespace norma::names {
namespace {

template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};

const ast::Attributes* attributes_of(const ast::Declaration& declaration) {
  return std::visit(
      [](const auto& form) -> const ast::Attributes* {
        if constexpr (requires { form.attributes; }) return &form.attributes;
        return nullptr;
      },
      declaration.form);
}

struct Validity {
  Date first = Date::first();
  Date last = Date::last();
  bool limited = false;
};

std::string in_words(const Validity& validity) {
  const bool begins = validity.first != Date::first(), ends = validity.last != Date::last();
  if (!begins && !ends) return "always";
  return (begins ? "from " + validity.first.to_iso() : "") + (begins && ends ? " " : "") +
         (ends ? "until " + validity.last.to_iso() : "");
}

Validity validity_of(const Symbol& symbol) {
  Validity validity;
  const ast::Attributes* attributes = attributes_of(*symbol.declaration);
  if (attributes == nullptr) return validity;
  validity.limited = attributes->from.has_value() || attributes->until.has_value();
  validity.first = attributes->from.value_or(Date::first());
  validity.last = attributes->until.value_or(Date::last());
  // A reversed period is reported with the attributes; here it counts as its first day.
  if (validity.last < validity.first) validity.last = validity.first;
  return validity;
}

// Symbols of equal, non-zero family can be versions of one name.
int version_family(SymbolKind kind) {
  switch (kind) {
    case SymbolKind::definition:
    case SymbolKind::table: return 1;
    case SymbolKind::requirement: return 2;
    case SymbolKind::decision: return 3;
    default: return 0;
  }
}

bool can_be_called(SymbolKind kind) {
  return version_family(kind) != 0 || kind == SymbolKind::record || kind == SymbolKind::format;
}

bool names_a_type(SymbolKind kind) {
  return kind == SymbolKind::unit || kind == SymbolKind::enumeration || kind == SymbolKind::record ||
         kind == SymbolKind::format;
}

std::string_view word_for(SymbolKind kind) {
  switch (kind) {
    case SymbolKind::fact: return "fact";
    case SymbolKind::definition: return "definition";
    case SymbolKind::exception: return "exception";
    case SymbolKind::table: return "table";
    case SymbolKind::requirement: return "requirement";
    case SymbolKind::decision: return "decision";
    case SymbolKind::calendar: return "calendar";
    case SymbolKind::unit: return "unit";
    case SymbolKind::enumeration: return "enum";
    case SymbolKind::record: return "record";
    case SymbolKind::format: return "format";
  }
  return "declaration";
}

// The kind under which a declaration is entered, and its name; nothing for a clause registry, a scenario and a unit
// (which has several names).
std::optional<std::pair<SymbolKind, const ast::Name*>> single_name(const ast::Declaration& declaration) {
  using Result = std::optional<std::pair<SymbolKind, const ast::Name*>>;
  return std::visit(
      Overloaded{
          [](const ast::Fact& form) -> Result { return {{SymbolKind::fact, &form.name}}; },
          [](const ast::Define& form) -> Result { return {{SymbolKind::definition, &form.name}}; },
          [](const ast::Exception& form) -> Result { return {{SymbolKind::exception, &form.name}}; },
          [](const ast::Table& form) -> Result { return {{SymbolKind::table, &form.name}}; },
          [](const ast::Require& form) -> Result { return {{SymbolKind::requirement, &form.name}}; },
          [](const ast::Decide& form) -> Result { return {{SymbolKind::decision, &form.name}}; },
          [](const ast::Calendar& form) -> Result { return {{SymbolKind::calendar, &form.name}}; },
          [](const ast::Enum& form) -> Result { return {{SymbolKind::enumeration, &form.name}}; },
          [](const ast::Record& form) -> Result { return {{SymbolKind::record, &form.name}}; },
          [](const ast::Format& form) -> Result { return {{SymbolKind::format, &form.name}}; },
          [](const ast::Unit&) -> Result { return std::nullopt; },
          [](const ast::Clauses&) -> Result { return std::nullopt; },
          [](const ast::Scenario&) -> Result { return std::nullopt; },
      },
      declaration.form);
}

std::vector<ast::Name> value_names(const std::vector<ast::EnumValue>& values) {
  std::vector<ast::Name> out;
  for (const ast::EnumValue& value : values) out.push_back(value.name);
  return out;
}

std::vector<ast::Name> field_names(const ast::Record& record) {
  std::vector<ast::Name> out;
  for (const ast::RecordField& field : record.fields) out.push_back(field.name);
  return out;
}

// Fields of a format in the order of the text. An explicit stack: optional parts can be nested.
std::vector<ast::Name> field_names(const ast::Format& format) {
  std::vector<ast::Name> out;
  std::vector<const ast::FormatItem*> pending;
  const auto push = [&](const std::vector<ast::FormatItem>& items) {
    for (auto item = items.rbegin(); item != items.rend(); ++item) pending.push_back(&*item);
  };
  push(format.items);
  while (!pending.empty()) {
    const ast::FormatItem& item = *pending.back();
    pending.pop_back();
    if (const auto* field = std::get_if<ast::FormatField>(&item.form)) out.push_back(field->name);
    if (const auto* optional = std::get_if<ast::FormatOptional>(&item.form)) push(optional->items);
  }
  return out;
}

}  // namespace

void NameResolver::declare_all(PackageId package) {
  Filling values, types;
  const std::size_t first = table_.symbols_.size();
  for (const ast::Ast* file : files_[package.index()].files) {
    for (const ast::Declaration& declaration : file->declarations) {
      if (const auto* unit = std::get_if<ast::Unit>(&declaration.form)) {
        if (unit->spellings.empty()) continue;
        const SymbolId symbol = add_symbol(package, *file, declaration, SymbolKind::unit, unit->spellings.front());
        for (const ast::Name& spelling : unit->spellings) enter(types, symbol, spelling);
        continue;
      }
      const auto named = single_name(declaration);
      if (!named || named->second->text.empty()) continue;
      const SymbolId symbol = add_symbol(package, *file, declaration, named->first, *named->second);
      enter(names_a_type(named->first) ? types : values, symbol, *named->second);
      if (const auto* enumeration = std::get_if<ast::Enum>(&declaration.form)) {
        check_members(value_names(enumeration->values), "value");
        record_enum_values(package, symbol, *enumeration);
      } else if (const auto* record = std::get_if<ast::Record>(&declaration.form)) {
        check_members(field_names(*record), "field");
      } else if (const auto* format = std::get_if<ast::Format>(&declaration.form)) {
        check_members(field_names(*format), "field");
      }
    }
    check_inline_enums(*file);
  }
  publish(values, names(package).values);
  publish(types, names(package).types);
  symbols_of_.emplace_back(first, table_.symbols_.size());
}

SymbolId NameResolver::add_symbol(PackageId package, const ast::Ast& file, const ast::Declaration& declaration,
                                  SymbolKind kind, const ast::Name& name) {
  const SymbolId id = SymbolId::from_index(table_.symbols_.size());
  table_.symbols_.push_back({kind, name.text, package, &file, &declaration, name.span, {}});
  return id;
}

void NameResolver::enter(Filling& filling, SymbolId symbol, const ast::Name& name) {
  check_builtin(table_[symbol].kind, name);
  auto& versions = filling.names[name.text];
  if (versions.empty()) check_look_alike(filling, name);
  if (clashes(versions, symbol, name)) return;
  versions.emplace(validity_of(table_[symbol]).first, Declared{symbol, name.span});
}

// Reports the clash with an earlier declaration. The versions entered so far are disjoint, so only the neighbours in
// time can overlap.
bool NameResolver::clashes(const std::map<Date, Declared>& versions, SymbolId symbol, const ast::Name& name) {
  if (versions.empty()) return false;
  const Validity validity = validity_of(table_[symbol]);
  const auto overlapping = [&](const Declared& other) {
    const Validity theirs = validity_of(table_[other.symbol]);
    return !(theirs.last < validity.first || validity.last < theirs.first);
  };
  const Declared& first = versions.begin()->second;
  const int family = version_family(table_[symbol].kind);
  if (family == 0 || family != version_family(table_[first.symbol].kind)) {
    sink_.add(diagnose(DiagnosticKind::duplicate_name, name.span)
                  .message("`{}` is declared twice", name.text)
                  .label("declared again")
                  .secondary(first.span, "{} `{}` is declared here", word_for(table_[first.symbol].kind), name.text)
                  .help("choose another name for one of the two"));
    return true;
  }
  auto after = versions.upper_bound(validity.first);
  const Declared* clash = nullptr;
  if (after != versions.end() && overlapping(after->second)) clash = &after->second;
  if (after != versions.begin() && overlapping(std::prev(after)->second)) clash = &std::prev(after)->second;
  if (clash == nullptr) return false;
  if (!validity.limited && !validity_of(table_[clash->symbol]).limited) {
    sink_.add(diagnose(DiagnosticKind::duplicate_name, name.span)
                  .message("`{}` is declared twice", name.text)
                  .label("declared again")
                  .secondary(clash->span, "{} `{}` is declared here", word_for(table_[clash->symbol].kind), name.text)
                  .help("versions of one name need periods that do not overlap: `from DATE`, `until DATE`"));
  } else {
    sink_.add(diagnose(DiagnosticKind::overlapping_versions, name.span)
                  .message("two versions of `{}` are in force at the same time", name.text)
                  .label("in force {}", in_words(validity))
                  .secondary(clash->span, "in force {}", in_words(validity_of(table_[clash->symbol])))
                  .help("let one end on the day before the other begins"));
  }
  return true;
}

void NameResolver::check_look_alike(Filling& filling, const ast::Name& name) {
  const auto [place, fresh] = filling.skeletons.emplace(confusable_skeleton(name.text), std::pair(name.text, name.span));
  if (fresh || place->second.first == name.text) return;
  sink_.add(diagnose(DiagnosticKind::look_alike_names, name.span)
                .message("`{}` looks like `{}`, which is another name", name.text, place->second.first)
                .secondary(place->second.second, "declared here")
                .help("choose names that people can tell apart"));
}

void NameResolver::check_builtin(SymbolKind kind, const ast::Name& name) {
  const bool type = names_a_type(kind) && is_builtin_type(name.text);
  const bool function = can_be_called(kind) && is_builtin_function(name.text);
  if (!type && !function) return;
  sink_.add(diagnose(DiagnosticKind::name_of_builtin, name.span)
                .message("`{}` is a {} of the language and cannot be declared", name.text, type ? "type" : "function")
                .help("choose another name for this {}", word_for(kind)));
}

void NameResolver::check_members(const std::vector<ast::Name>& members, std::string_view what) {
  std::unordered_map<std::string, Span> seen;
  Filling filling;
  for (const ast::Name& member : members) {
    const auto [place, fresh] = seen.emplace(member.text, member.span);
    if (fresh) {
      check_look_alike(filling, member);
      continue;
    }
    sink_.add(diagnose(DiagnosticKind::duplicate_name, member.span)
                  .message("{} `{}` is declared twice", what, member.text)
                  .label("declared again")
                  .secondary(place->second, "declared here")
                  .help("keep one of the two, or choose another name"));
  }
}

void NameResolver::check_inline_enums(const ast::Ast& file) {
  for (const ast::Type& type : file.types) {
    const auto* inline_enum = std::get_if<ast::InlineEnumType>(&type.form);
    if (inline_enum != nullptr) check_members(value_names(inline_enum->values), "value");
  }
}

void NameResolver::record_enum_values(PackageId package, SymbolId symbol, const ast::Enum& enumeration) {
  for (std::size_t i = 0; i < enumeration.values.size(); ++i) {
    auto& uses = names(package).enum_values[enumeration.values[i].name.text];
    const bool repeated = !uses.empty() && uses.back().enumeration == symbol;
    if (!repeated) uses.push_back({symbol, static_cast<std::uint32_t>(i)});
  }
}

void NameResolver::publish(Filling& filling, NameTable::Scope& scope) {
  for (auto& [name, versions] : filling.names) {
    if (versions.empty()) continue;
    std::vector<SymbolId>& sorted = scope[name];
    for (const auto& [first_day, declared] : versions) sorted.push_back(declared.symbol);
    if (sorted.size() > 1) table_.symbols_[sorted.front().index()].versions = sorted;
  }
}

// Names that are visible by `use` are declared already (reference, section 1).
void NameResolver::report_imported_twice(PackageId package, NameTable::Scope NameTable::PackageNames::*scope) {
  const auto [first, end] = symbols_of_[package.index()];
  for (std::size_t i = first; i < end; ++i) {
    const Symbol& symbol = table_.symbols_[i];
    std::vector<ast::Name> spellings{{symbol.name, symbol.name_span}};
    if (const auto* unit = std::get_if<ast::Unit>(&symbol.declaration->form)) spellings = unit->spellings;
    if (names_a_type(symbol.kind) != (scope == &NameTable::PackageNames::types)) continue;
    for (const NameTable::Import& import : names(package).imports) {
      if (import.aliased) continue;
      const NameTable::Scope& theirs = names(import.package).*scope;
      for (const ast::Name& spelling : spellings) {
        const auto found = theirs.find(spelling.text);
        if (found == theirs.end()) continue;
        const Symbol& other = table_[found->second.front()];
        const std::string& other_package = table_.packages_[import.package.index()].name;
        sink_.add(diagnose(DiagnosticKind::duplicate_name, spelling.span)
                      .message("`{}` is already visible from package `{}`", spelling.text, other_package)
                      .label("declared again")
                      .secondary(other.name_span, "{} `{}` is declared here", word_for(other.kind), spelling.text)
                      .help("use the package under a name of its own: `use {} as …`", other_package));
      }
    }
  }
}

void NameResolver::index_near_names(PackageId package) {
  NameTable::PackageNames& own = names(package);
  const auto add_all = [&](const NameTable::PackageNames& visible) {
    for (const auto& entry : visible.values) own.near_values.add(entry.first);
    for (const auto& entry : visible.types) own.near_types.add(entry.first);
  };
  add_all(own);
  for (const NameTable::Import& import : own.imports) {
    if (!import.aliased) add_all(names(import.package));
  }
}

}  // namespace norma::names
