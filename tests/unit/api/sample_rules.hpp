#pragma once
// The rules that the tests of the library run.
#include "norma/norma.hpp"

inline constexpr const char* sample_text = R"(language 1
package example.audit
  title  en "Audit time"  zh "审核时间"
  source "EX-1:2026"  in force from 2026-03-01
  month end last_day

clauses
  4.1  numeric  encoded  en "time by headcount"           zh "按人数确定"
  4.2  numeric  encoded  en "reductions of at most 30 %"  zh "减少不超过 30%"

unit person_day, person_days

discretion relief : % in 0% .. 10%  default 0%  en "relief granted"  zh "酌减"  per 4.2

table base_time(headcount : integer >= 1) : person_day  per 4.1
  ..15   : 6
  16..25 : 7
  26..   : silent en "the table ends at 25"  zh "表格止于 25 人"

decide audit_time  en "audit time"  zh "审核时间"  per 4.2
  given headcount : integer >= 1     en "people"     zh "人数"  ask en "How many people?"  zh "多少人？"
        reduction : person_day >= 0  en "reduction"  zh "减少的人日"
  define table_time = base_time(headcount)
  define taken_off  = table_time * relief + reduction
  require within_cap : taken_off <= 30% * table_time  per 4.2
    otherwise en "{taken_off} off {table_time} is more than 30 %"  zh "减少 {taken_off}，超过 {table_time} 的 30%"
  gives days = table_time - taken_off

scenario "a reduction within the cap"
  given headcount = 15, reduction = 1.5 person_days
  expect audit_time met
)";

inline norma::Rules sample_rules() { return norma::Rules::from_text(sample_text); }
