#pragma once
// Numbers set for readers: exact, in a unit, with a marked approximation where the exact form says little.
#include <string>

#include "explain/language.hpp"
#include "number/number.hpp"
#include "program/program.hpp"

namespace norma::explain {

/// The unit in which a number of this type is shown: its own, else the base unit of its dimension; invalid for plain numbers.
program::UnitId display_unit(const program::Program& program, const program::Type& type);

/// A number of base units, counted in `unit` (plain where invalid).
Number in_unit(const program::Program& program, const Number& base, program::UnitId unit);

/// `12,000`, `8.5`, `7/3 ≈ 2.3333…`: a plain number. Digits before the point are grouped from five digits on.
std::string plain_number_text(const Number& number);

/// `1 hour`, `4.5 person days`, `30%`, `120 CPE`, `4.5 人日`: `base` is in base units. Without a valid unit as plain_number_text.
std::string number_text(const program::Program& program, const Number& base, program::UnitId unit, Language language);

/// The name of a unit beside a number of it: the singular for 1, the plural otherwise, the Chinese label in Chinese.
std::string unit_text(const program::Program& program, program::UnitId unit, const Number& count, Language language);

/// `3 years 2 months`, `6 个月`.
std::string span_text(std::int64_t months, Language language);

/// `2026-03-01`, `2026年3月1日`.
std::string date_text(Date date, Language language);

}  // namespace norma::explain
