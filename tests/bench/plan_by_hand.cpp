#include "plan_by_hand.hpp"

#include <algorithm>
#include <array>

namespace norma::bench {
namespace {

enum class Risk : std::uint8_t { low, medium, high };

constexpr std::int64_t day = 600, half_day = 300;

struct CodeRisk {
  std::string_view code;
  Risk risk;
};
constexpr CodeRisk risks[] = {
    {"01.01", Risk::high}, {"01.02", Risk::high}, {"01.03", Risk::high}, {"01.04", Risk::medium}, {"02.01", Risk::high}
    , {"02.02", Risk::high}, {"02.04", Risk::medium}, {"02.05", Risk::high}, {"02.06", Risk::low}, {"02.07", Risk::medium}
    , {"03.01", Risk::high}, {"03.02", Risk::high}, {"03.03", Risk::high}, {"03.04", Risk::low}, {"03.05", Risk::medium}
    , {"03.06", Risk::low}, {"04.01", Risk::high}, {"04.02", Risk::high}, {"04.03", Risk::high}, {"04.04", Risk::high}
    , {"04.05", Risk::high}, {"04.06", Risk::high}, {"04.07", Risk::medium}, {"04.08", Risk::medium}, {"04.09", Risk::medium}
    , {"04.10", Risk::medium}, {"04.11", Risk::medium}, {"04.12", Risk::low}, {"04.13", Risk::low}};

Risk risk_of(const std::vector<std::string_view>& codes) {
  Risk highest = Risk::low;
  for (const std::string_view code : codes)
    for (const CodeRisk& entry : risks)
      if (entry.code == code) highest = std::max(highest, entry.risk);
  return highest;
}

std::int64_t table_time(std::int64_t people) {
  constexpr std::array<std::int64_t, 21> ends{15,   25,   45,   65,   85,   125,  175,  275,  425,  625,  875,
                                              1175, 1550, 2025, 2675, 3450, 4350, 5450, 6800, 8500, 10700};
  constexpr std::array<std::int64_t, 21> halves{12, 14, 17, 20, 22, 24, 26, 28, 30, 33, 35, 37, 39, 42, 44, 46, 48, 50, 52, 54, 56};
  const auto row = std::lower_bound(ends.begin(), ends.end(), people) - ends.begin();
  return halves[static_cast<std::size_t>(row)] * half_day;
}

std::int64_t ceil_half(std::int64_t time) { return (time + half_day - 1) / half_day * half_day; }
std::int64_t nearest_half(std::int64_t time) { return (time + half_day / 2) / half_day * half_day; }

// The least n with n * n >= share^2 * sites, for a share of tenths.
std::int64_t sample(std::int64_t sites, std::int64_t tenths) {
  std::int64_t n = 0;
  while (100 * n * n < tenths * tenths * sites) ++n;
  return n;
}

struct Times {
  std::int64_t prescribed, least, calculated;
};

Times times_of(AuditStage stage, std::int64_t table, Risk risk) {
  const std::int64_t prescribed = risk == Risk::high ? table * 11 / 10 : table;
  if (stage == AuditStage::initial) {
    const std::int64_t least = ceil_half(prescribed * 7 / 10);
    return {nearest_half(prescribed), least, std::max(nearest_half(prescribed), least)};
  }
  const std::int64_t thirds = stage == AuditStage::surveillance ? 1 : 2;
  const std::int64_t time = ceil_half((prescribed * thirds + 2) / 3);
  return {time, time, time};
}

struct Counts {
  std::int64_t people = 0, onsite = 0, similar = 0, similar_visited = 0, others = 0, others_visited = 0;
  bool central_visited = false, repeated = false;
};

Counts count(const std::vector<PlanSite>& sites) {
  Counts c;
  for (const PlanSite& site : sites) {
    c.people += site.headcount;
    if (site.visited) c.onsite += site.onsite_halves * half_day;
    if (site.central) {
      c.central_visited = c.central_visited || site.visited;
      continue;
    }
    (site.similar ? c.similar : c.others) += 1;
    if (!site.visited) continue;
    (site.similar ? c.similar_visited : c.others_visited) += 1;
    c.repeated = c.repeated || site.visited_before;
  }
  return c;
}

}  // namespace

PlanAnswer plan_by_hand(const PlanCase& plan) {
  const Counts c = count(plan.sites);
  const Times times = times_of(plan.stage, table_time(c.people), risk_of(plan.codes));
  const std::int64_t planned = c.onsite + plan.offsite_halves * half_day;
  const bool several = plan.sites.size() > 1;
  const std::int64_t tenths = plan.stage == AuditStage::initial ? 10 : plan.stage == AuditStage::surveillance ? 6 : 8;
  PlanAnswer answer;
  answer.people = c.people;
  answer.total_time = times.calculated;
  answer.similar_sample = sample(c.similar, tenths);
  answer.other_sites = plan.stage == AuditStage::surveillance ? (3 * c.others + 9) / 10 : c.others;
  const auto require = [&](bool holds) { answer.failed += holds ? 0U : 1U; };
  require(planned >= times.least);
  require(planned >= times.prescribed || plan.reduction_reason);
  require(10 * c.onsite >= 7 * planned);
  require(!several || c.similar_visited >= answer.similar_sample);
  require(!several || c.others_visited >= answer.other_sites);
  require(!several || c.central_visited);
  answer.met = answer.failed == 0;
  answer.advice += plan.stage == AuditStage::surveillance && several && c.repeated ? 1U : 0U;
  answer.advice += planned > times.prescribed && !plan.increase_reason ? 1U : 0U;
  return answer;
}

namespace {

std::string halves(std::int64_t count) { return std::to_string(count / 2) + (count % 2 == 0 ? "" : ".5"); }
const char* word(bool value) { return value ? "true" : "false"; }

}  // namespace

std::string plan_as_json(const PlanCase& plan) {
  constexpr std::array<const char*, 3> stages{"initial", "surveillance", "recertification"};
  std::string out = std::string("{\"stage\": \"") + stages[static_cast<std::size_t>(plan.stage)] + "\", \"codes\": [";
  for (std::size_t i = 0; i < plan.codes.size(); ++i) out += (i == 0 ? "\"" : ", \"") + std::string(plan.codes[i]) + "\"";
  out += "], \"site_time_method\": \"distributed\", \"planned_offsite\": " + halves(plan.offsite_halves) +
         ", \"reduction_reason_recorded\": " + word(plan.reduction_reason) + ", \"increase_reason_recorded\": " + word(plan.increase_reason) +
         ", \"sites\": [";
  for (std::size_t i = 0; i < plan.sites.size(); ++i) {
    const PlanSite& site = plan.sites[i];
    out += (i == 0 ? "{\"name\": \"site " : ", {\"name\": \"site ") + std::to_string(i) + "\", \"headcount\": " + std::to_string(site.headcount) +
           ", \"central\": " + word(site.central) + ", \"similar\": " + word(site.similar) + ", \"visited\": " + word(site.visited) +
           ", \"visited_before\": " + word(site.visited_before) + ", \"onsite_planned\": " + halves(site.onsite_halves) + "}";
  }
  return out + "]}";
}

}  // namespace norma::bench
