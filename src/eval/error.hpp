#pragma once
// What went wrong while a case was evaluated. An error is a value: it travels until `false and`, `true or` or the end of the case.
#include <cstdint>
#include <string_view>

#include "program/program.hpp"

namespace norma::eval {

enum class ErrorCode : std::uint8_t {
#define NORMA_EVALUATION_ERROR(name, code, limit, sentence) name,
#include "program/evaluation_errors.def"
#undef NORMA_EVALUATION_ERROR
};

/// The code as the reference writes it: `division-by-zero`.
std::string_view code_text(ErrorCode code);
/// What is wrong in general, and what to do where that is not plain: "the divisor is zero".
std::string_view sentence_of(ErrorCode code);

/// A limit of the run (steps, depth, size), as opposed to something the rules or the facts did wrong.
constexpr bool is_limit(ErrorCode code) {
  switch (code) {
#define NORMA_EVALUATION_ERROR(name, text, limit, sentence) \
  case ErrorCode::name: return limit;
#include "program/evaluation_errors.def"
#undef NORMA_EVALUATION_ERROR
  }
  return false;
}

inline constexpr std::uint32_t no_index = 0xffffffffU;

struct ErrorValue {
  ErrorCode code = ErrorCode::no_branch;
  program::NodeId node;             // where it arose
  program::CallableId callable;     // the declaration it arose in: its citations are the clause
  Span span;                        // of the expression
  std::string_view detail;          // what exactly, in plain English: "2027-01-01 is outside the calendar"
  std::uint32_t notice = no_index;  // refused: index into Program::notices
  std::string_view message_en, message_zh;  // refused: its text with the values in it; empty: not written in this language
  // conflict and tie: the two that meet: arms of a guarded value, rows of a table, members of a list
  Span first, second;
};

}  // namespace norma::eval
