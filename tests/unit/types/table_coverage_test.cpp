#include "types/table_coverage.hpp"

#include <catch2/catch.hpp>

#include "program/builder.hpp"

using namespace norma;
using program::TableCell;
using types::analyse_coverage;

namespace {

TableCell range(std::optional<int> low, std::optional<int> high) {
  TableCell cell;
  cell.kind = TableCell::Kind::number_range;
  if (low) cell.low = Number(*low);
  if (high) cell.high = Number(*high);
  return cell;
}

program::TableRow row(std::vector<TableCell> cells) {
  program::TableRow made;
  made.cells = std::move(cells);
  return made;
}

struct Fixture {
  program::ProgramBuilder builder;
  program::Table table;
};

}  // namespace

TEST_CASE("integers leave no gap between neighbours, numbers do") {
  Fixture f;
  f.table.rows = {row({range({}, 1)}), row({range(2, {})})};
  CHECK(analyse_coverage(f.builder.program(), f.table, {{"n", f.builder.integer()}}).gaps.empty());
  const auto result = analyse_coverage(f.builder.program(), f.table, {{"n", f.builder.number()}});
  REQUIRE(result.gaps.size() == 1);
  CHECK(result.gaps[0] == "`n = 1.5`");
}

TEST_CASE("an empty table is all gap") {
  Fixture f;
  CHECK(analyse_coverage(f.builder.program(), f.table, {{"n", f.builder.integer()}}).gaps.size() == 1);
}

TEST_CASE("rows that overlap in all inputs are found with both") {
  Fixture f;
  f.table.rows = {row({range({}, 5), range({}, 5)}), row({range(6, {}), {}}), row({range({}, 5), range(5, {})})};
  const auto type = f.builder.integer();
  const auto result = analyse_coverage(f.builder.program(), f.table, {{"a", type}, {"b", type}});
  CHECK(result.gaps.empty());
  REQUIRE(result.overlaps.size() == 1);
  CHECK(result.overlaps[0].first == 0);
  CHECK(result.overlaps[0].second == 2);
  CHECK(result.overlaps[0].sample.find("`b = 5`") != std::string::npos);
}

TEST_CASE("a negated cell covers the rest") {
  Fixture f;
  TableCell negated = range(3, 4);
  negated.negated = true;
  f.table.rows = {row({range(3, 4)}), row({negated})};
  const auto result = analyse_coverage(f.builder.program(), f.table, {{"n", f.builder.integer()}});
  CHECK(result.gaps.empty());
  CHECK(result.overlaps.empty());
}

TEST_CASE("a hundred thousand rows of one input are swept once") {
  Fixture f;
  for (int i = 0; i < 100000; ++i) f.table.rows.push_back(row({range(i, i)}));
  program::Type type;
  type.kind = program::TypeKind::number;
  type.whole = true;
  type.low = 0;
  type.high = 100000;
  const auto result = analyse_coverage(f.builder.program(), f.table, {{"n", f.builder.type(type)}});
  REQUIRE(result.gaps.size() == 1);
  CHECK(result.gaps[0] == "`n = 100000`");
}

TEST_CASE("work over many interleaved inputs is bounded") {
  Fixture f;
  std::vector<types::CoverageInput> inputs;
  for (int d = 0; d < 8; ++d) inputs.push_back({"x" + std::to_string(d), f.builder.integer()});
  for (int i = 0; i < 60; ++i) {
    std::vector<TableCell> cells;
    for (int d = 0; d < 8; ++d) cells.push_back(range(i * (d + 1) % 61, i * (d + 3) % 67 + 61));
    f.table.rows.push_back(row(cells));
  }
  f.table.policy = ast::HitPolicy::same;
  f.table.rows.push_back(row(std::vector<TableCell>(8)));
  CHECK(analyse_coverage(f.builder.program(), f.table, inputs).too_large);
}
