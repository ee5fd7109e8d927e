#pragma once
// The decision `audit_plan` of rules/cnca under its default readings and discretions, as a programmer would write it: the measure
// of what the rules cost. Times are whole numbers of 1/600 person-day.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace norma::bench {

enum class AuditStage : std::uint8_t { initial, surveillance, recertification };

struct PlanSite {
  std::int64_t headcount = 0;
  bool central = false, similar = false, visited = false, visited_before = false;
  std::int64_t onsite_halves = 0;   // half person-days
};

struct PlanCase {
  AuditStage stage = AuditStage::initial;
  std::vector<std::string_view> codes;
  std::vector<PlanSite> sites;
  std::int64_t offsite_halves = 0;
  bool reduction_reason = false, increase_reason = false;
};

struct PlanAnswer {
  bool met = true;
  std::uint32_t failed = 0;      // requirements not met
  std::uint32_t advice = 0;      // pieces of advice
  std::int64_t people = 0, total_time = 0, similar_sample = 0, other_sites = 0;
  friend bool operator==(const PlanAnswer&, const PlanAnswer&) = default;
};

PlanAnswer plan_by_hand(const PlanCase& plan);

/// The same case as a facts document.
std::string plan_as_json(const PlanCase& plan);

}  // namespace norma::bench
