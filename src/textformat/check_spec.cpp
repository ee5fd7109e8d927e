#include "textformat/check_spec.hpp"

#include <algorithm>
#include <set>

#include "base/utf8.hpp"

namespace norma {
namespace {

using Found = std::optional<FormatFault>;

Found fault(FormatFaultKind kind, std::string subject = {}) {
  FormatFault result;
  result.kind = kind;
  result.subject = std::move(subject);
  return result;
}

Found check_text(const std::string& text) {
  if (text.size() > FormatLimits::literal) return fault(FormatFaultKind::too_large);
  if (find_invalid_utf8(text)) return fault(FormatFaultKind::malformed_text, text);
  return std::nullopt;
}

Found check_run(const CharacterRun& run, const std::string& field) {
  if (run.maximum && (*run.maximum == 0 || *run.maximum < run.minimum)) {
    return fault(FormatFaultKind::bad_count, field);
  }
  if (std::max(run.minimum, run.maximum.value_or(0)) > FormatLimits::run) {
    return fault(FormatFaultKind::too_large, field);
  }
  return std::nullopt;
}

bool may_be_empty(const FieldPiece& piece) {
  if (const auto* text = std::get_if<std::string>(&piece)) return text->empty();
  return std::get<CharacterRun>(piece).minimum == 0;
}

Found check_alternative(const FieldAlternative& alternative, const std::string& field) {
  if (alternative.empty()) return fault(FormatFaultKind::empty_alternative, field);
  if (alternative.size() > FormatLimits::items) return fault(FormatFaultKind::too_large, field);
  for (const FieldPiece& piece : alternative) {
    const auto* text = std::get_if<std::string>(&piece);
    if (const Found found = text ? check_text(*text) : check_run(std::get<CharacterRun>(piece), field)) return found;
  }
  if (std::all_of(alternative.begin(), alternative.end(), may_be_empty)) {
    return fault(FormatFaultKind::field_may_be_empty, field);
  }
  return std::nullopt;
}

bool is_one_run_of_digits(const FieldSpec& field) {
  if (field.alternatives.size() != 1 || field.alternatives.front().size() != 1) return false;
  const auto* run = std::get_if<CharacterRun>(&field.alternatives.front().front());
  return run != nullptr && run->characters == CharacterClass::digits;
}

Found check_integer(const FieldSpec& field) {
  if (!field.as_integer) {
    if (field.plain) return fault(FormatFaultKind::plain_without_integer, field.name);
    if (field.least || field.greatest) return fault(FormatFaultKind::range_without_integer, field.name);
    return std::nullopt;
  }
  if (!is_one_run_of_digits(field)) return fault(FormatFaultKind::integer_not_digits, field.name);
  const std::int64_t least = field.least.value_or(0);
  if (least < 0 || field.greatest.value_or(least) < least) return fault(FormatFaultKind::empty_range, field.name);
  return std::nullopt;
}

class SpecChecker {
 public:
  Found check_items(const std::vector<FormatItemSpec>& items, std::size_t depth) {
    if (depth > FormatLimits::nesting) return fault(FormatFaultKind::too_large);
    for (const FormatItemSpec& item : items) {
      if (++item_count_ > FormatLimits::items) return fault(FormatFaultKind::too_large);
      if (const Found found = check_item(item, depth)) return found;
    }
    return std::nullopt;
  }

 private:
  Found check_item(const FormatItemSpec& item, std::size_t depth) {
    if (const auto* field = std::get_if<FieldSpec>(&item.form)) return check_field(*field);
    if (const auto* literal = std::get_if<LiteralSpec>(&item.form)) return check_literal(*literal);
    return check_group(std::get<OptionalSpec>(item.form), depth + 1);
  }

  Found check_field(const FieldSpec& field) {
    if (!names_.insert(field.name).second) return fault(FormatFaultKind::duplicate_field, field.name);
    if (names_.size() > FormatLimits::fields || field.alternatives.size() > FormatLimits::items) {
      return fault(FormatFaultKind::too_large, field.name);
    }
    if (field.alternatives.empty()) return fault(FormatFaultKind::empty_alternative, field.name);
    for (const FieldAlternative& alternative : field.alternatives) {
      if (const Found found = check_alternative(alternative, field.name)) return found;
    }
    return check_integer(field);
  }

  static Found check_literal(const LiteralSpec& literal) {
    if (literal.variants.size() > FormatLimits::items) return fault(FormatFaultKind::too_large);
    std::set<std::string> seen;
    for (const std::string& variant : literal.variants) {
      if (const Found found = check_text(variant)) return found;
      if (!seen.insert(variant).second) return fault(FormatFaultKind::duplicate_variant, variant);
    }
    seen.erase("");
    if (seen.empty()) return fault(FormatFaultKind::empty_literal);
    return std::nullopt;
  }

  Found check_group(const OptionalSpec& group, std::size_t depth) {
    const bool has_field = std::any_of(group.items.begin(), group.items.end(), [](const FormatItemSpec& item) {
      return std::holds_alternative<FieldSpec>(item.form);
    });
    if (!has_field) return fault(FormatFaultKind::group_without_field);
    return check_items(group.items, depth);
  }

  std::set<std::string> names_;
  std::size_t item_count_ = 0;
};

}  // namespace

std::optional<FormatFault> find_spec_fault(const FormatSpec& spec) {
  if (spec.items.empty()) return fault(FormatFaultKind::no_items);
  return SpecChecker().check_items(spec.items, 0);
}

}  // namespace norma
