#include "types/table_coverage.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "types/type_words.hpp"

namespace norma::types {

using program::Program;
using program::TableCell;
using program::Type;
using program::TypeKind;

namespace {

// A place between numbers: just before `value`, or just after it.
struct Cut {
  Number value;
  bool after = false;
  friend bool operator==(const Cut&, const Cut&) = default;
  friend bool operator<(const Cut& x, const Cut& y) { return x.value != y.value ? x.value < y.value : x.after < y.after; }
};

// The values from one cut to the next; an absent cut is open.
struct Interval {
  std::optional<Cut> low, high;
};

using Range = std::pair<std::uint32_t, std::uint32_t>;   // of atoms, the end excluded

// One input, cut into atoms: [0, size) in which every row fits wholly or not at all. The last atom may stand for `none`.
class Dimension {
 public:
  Dimension(const Program& program, std::string name, Type type) : program_(program), name_(std::move(name)), type_(std::move(type)) {
    if (type_.kind != TypeKind::number) return;
    if (type_.step) lattice_ = type_.step;
    else if (type_.whole) lattice_ = scale_of(program, type_.unit);
  }
  static Dimension of_time(const Program& program) {
    Type date;
    date.kind = TypeKind::date;
    return Dimension(program, "on", date);
  }

  void note(const TableCell& cell) {
    for (const Interval& interval : intervals(cell)) note(interval);
    texts_.insert(cell.texts.begin(), cell.texts.end());
  }
  void note(const std::optional<Date>& from, const std::optional<Date>& until) { note(days(from, until)); }

  void finish(const Interval& domain) {
    note(domain);
    std::sort(cuts_.begin(), cuts_.end());
    cuts_.erase(std::unique(cuts_.begin(), cuts_.end()), cuts_.end());
    const Range inside = atoms(domain);
    first_ = inside.first;
    const std::uint32_t values = is_numeric() ? inside.second - inside.first : value_count();
    size_ = values + (type_.optional ? 1 : 0);
  }
  void finish() { finish(domain()); }

  [[nodiscard]] std::uint32_t size() const { return size_; }
  [[nodiscard]] const std::string& name() const { return name_; }

  // The atoms a cell fits, as disjoint ranges.
  [[nodiscard]] std::vector<Range> ranges(const TableCell& cell) const {
    if (cell.kind == TableCell::Kind::any) return cell.negated ? std::vector<Range>{} : std::vector<Range>{{0, size_}};
    std::vector<Range> result;
    if (is_numeric()) {
      for (const Interval& interval : intervals(cell)) push(result, clipped(atoms(interval)));
    } else if (type_.kind == TypeKind::text) {
      for (const std::string& text : cell.texts) {
        const auto index = static_cast<std::uint32_t>(std::distance(texts_.begin(), texts_.find(text)));
        push(result, {index, index + 1});
      }
    } else {
      for (std::uint32_t i = 0; i < cell.values.size(); ++i) {
        if (cell.values[i]) push(result, {i, i + 1});
      }
    }
    if (cell.accepts_none && type_.optional) push(result, {size_ - 1, size_});
    merge(result);
    return cell.negated ? complement(result) : result;
  }
  [[nodiscard]] std::vector<Range> ranges(const std::optional<Date>& from, const std::optional<Date>& until) const {
    std::vector<Range> result;
    push(result, clipped(atoms(days(from, until))));
    return result;
  }

  // A value of the atom, as people write it.
  [[nodiscard]] std::string sample(std::uint32_t atom) const {
    if (type_.optional && atom == size_ - 1) return "none";
    switch (type_.kind) {
      case TypeKind::number: return describe_number(program_, inside(atom), type_);
      case TypeKind::date: return date_text(inside(atom));
      case TypeKind::boolean: return atom == 1 ? "true" : "false";
      case TypeKind::enumeration: return program_.enums[type_.enumeration.index()].values[atom].name;
      case TypeKind::text: return atom < texts_.size() ? "\"" + *std::next(texts_.begin(), atom) + "\"" : "any other text";
      default: return "any value";
    }
  }

 private:
  [[nodiscard]] bool is_numeric() const { return type_.kind == TypeKind::number || type_.kind == TypeKind::date; }

  [[nodiscard]] std::uint32_t value_count() const {
    switch (type_.kind) {
      case TypeKind::boolean: return 2;
      case TypeKind::enumeration: return static_cast<std::uint32_t>(program_.enums[type_.enumeration.index()].values.size());
      case TypeKind::text: return static_cast<std::uint32_t>(texts_.size()) + 1;
      default: return 1;
    }
  }

  static std::string date_text(const Number& day) {
    const auto date = Date::from_day_number(day.is_small() ? day.small_numerator() : 0);
    return date ? date->to_iso() : "a date";
  }

  // Where values lie on a lattice every cut is just before one of them, so that nothing lies between two neighbours.
  [[nodiscard]] Cut before(const Number& value, bool value_excluded) const {
    if (!lattice_) return {value, value_excluded};
    const Number steps = divide(value, *lattice_).value;
    const Number next = value_excluded && steps.is_integer() ? norma::add(steps, 1).value : ceiling(steps);
    return {multiply(next, *lattice_).value, false};
  }
  [[nodiscard]] Cut after(const Number& value, bool value_excluded) const {
    if (!lattice_) return {value, !value_excluded};
    const Number steps = divide(value, *lattice_).value;
    const Number next = value_excluded && steps.is_integer() ? steps : norma::add(floor(steps), 1).value;
    return {multiply(next, *lattice_).value, false};
  }

  static Interval days(const std::optional<Date>& first, const std::optional<Date>& last) {
    Interval result;
    if (first) result.low = Cut{Number(first->day_number()), false};
    if (last) result.high = Cut{Number(last->day_number() + 1), false};
    return result;
  }

  [[nodiscard]] std::vector<Interval> intervals(const TableCell& cell) const {
    std::vector<Interval> result;
    if (cell.kind == TableCell::Kind::date_range) result.push_back(days(cell.first, cell.last));
    if (cell.kind == TableCell::Kind::number_range) {
      Interval one;
      if (cell.low) one.low = before(*cell.low, cell.low_open);
      if (cell.high) one.high = after(*cell.high, cell.high_open);
      result.push_back(one);
    }
    for (const TableCell& alternative : cell.alternatives) {
      for (const Interval& interval : intervals(alternative)) result.push_back(interval);
    }
    return result;
  }

  [[nodiscard]] Interval domain() const {
    if (type_.kind == TypeKind::date)
      return days(type_.earliest ? *type_.earliest : Date::first(), type_.latest ? *type_.latest : Date::last());
    Interval result;
    if (type_.low) result.low = before(*type_.low, type_.low_open);
    if (type_.high) result.high = after(*type_.high, type_.high_open);
    return result;
  }

  void note(const Interval& interval) {
    if (interval.low) cuts_.push_back(*interval.low);
    if (interval.high) cuts_.push_back(*interval.high);
  }

  // Atom 0 lies below the first cut, atom i + 1 above cut i.
  [[nodiscard]] std::uint32_t atom_from(const Cut& cut) const {
    return static_cast<std::uint32_t>(std::lower_bound(cuts_.begin(), cuts_.end(), cut) - cuts_.begin()) + 1;
  }
  [[nodiscard]] Range atoms(const Interval& interval) const {
    const std::uint32_t low = interval.low ? atom_from(*interval.low) : 0;
    const std::uint32_t high = interval.high ? atom_from(*interval.high) : static_cast<std::uint32_t>(cuts_.size()) + 1;
    return {low, std::max(low, high)};
  }
  // In atoms of the domain, counted from its first.
  [[nodiscard]] Range clipped(Range range) const {
    const std::uint32_t values = size_ - (type_.optional ? 1 : 0);
    const auto clip = [&](std::uint32_t atom) { return atom < first_ ? 0 : std::min(atom - first_, values); };
    return {clip(range.first), clip(range.second)};
  }

  static void push(std::vector<Range>& ranges, Range range) {
    if (range.first < range.second) ranges.push_back(range);
  }
  static void merge(std::vector<Range>& ranges) {
    std::sort(ranges.begin(), ranges.end());
    std::vector<Range> merged;
    for (const Range& range : ranges) {
      if (!merged.empty() && range.first <= merged.back().second) merged.back().second = std::max(merged.back().second, range.second);
      else merged.push_back(range);
    }
    ranges = std::move(merged);
  }
  [[nodiscard]] std::vector<Range> complement(const std::vector<Range>& ranges) const {
    std::vector<Range> result;
    std::uint32_t next = 0;
    for (const Range& range : ranges) {
      push(result, {next, range.first});
      next = range.second;
    }
    push(result, {next, size_});
    return result;
  }

  [[nodiscard]] Number inside(std::uint32_t atom) const {
    const std::size_t global = atom + first_;
    const Cut* low = global > 0 ? &cuts_[global - 1] : nullptr;
    const Cut* high = global < cuts_.size() ? &cuts_[global] : nullptr;
    if (low != nullptr && !low->after) return low->value;
    const Number step = lattice_ ? *lattice_ : scale_of(program_, type_.unit);
    if (low != nullptr && high != nullptr) return divide(norma::add(low->value, high->value).value, 2).value;
    if (low != nullptr) return norma::add(low->value, step).value;
    if (high == nullptr) return 0;
    return high->after ? high->value : subtract(high->value, step).value;
  }

  const Program& program_;
  std::string name_;
  Type type_;
  std::optional<Number> lattice_;
  std::vector<Cut> cuts_;
  std::set<std::string> texts_;
  std::uint32_t first_ = 0;
  std::uint32_t size_ = 0;
};

class Analysis {
 public:
  Analysis(const Program& program, const program::Table& table, const std::vector<CoverageInput>& inputs) : table_(table) {
    for (const CoverageInput& input : inputs) dimensions_.emplace_back(program, input.name, program[input.type]);
    dated_ = std::any_of(table.rows.begin(), table.rows.end(), [](const auto& row) { return row.from || row.until; });
    if (dated_) dimensions_.push_back(Dimension::of_time(program));
    for (std::size_t d = 0; d < inputs.size(); ++d) {
      for (const auto& row : table.rows) dimensions_[d].note(row.cells[d]);
      dimensions_[d].finish();
    }
    if (dated_) finish_time();
    for (std::size_t r = 0; r < table.rows.size(); ++r) place(r);
  }

  CoverageResult run() {
    wants_overlaps_ = table_.policy == ast::HitPolicy::unique;
    wants_reached_ = table_.policy == ast::HitPolicy::first;
    wants_gaps_ = !table_.otherwise;
    reached_.assign(table_.rows.size(), !wants_reached_);
    std::vector<std::uint32_t> all(table_.rows.size());
    for (std::uint32_t r = 0; r < all.size(); ++r) all[r] = r;
    if (wants_gaps_ || wants_overlaps_ || wants_reached_) sweep(all, 0);
    for (std::size_t r = 0; r < reached_.size() && !result_.too_large; ++r) {
      if (!reached_[r] && result_.unreachable.size() < most_reported) result_.unreachable.push_back(r);
    }
    return std::move(result_);
  }

 private:
  static constexpr std::uint64_t most_steps = 20'000'000;
  struct Event {
    std::uint32_t atom;
    std::uint32_t row;
    bool enters;
  };

  // The hull of the periods of all rows: outside of it the whole table says nothing.
  void finish_time() {
    Dimension& time = dimensions_.back();
    Interval hull;
    bool low = true;
    bool high = true;
    for (const auto& row : table_.rows) {
      time.note(row.from, row.until);
      low = low && row.from;
      high = high && row.until;
    }
    const auto from = [](const auto& a, const auto& b) { return *a.from < *b.from; };
    const auto until = [](const auto& a, const auto& b) { return *a.until < *b.until; };
    const Date first = low ? *std::min_element(table_.rows.begin(), table_.rows.end(), from)->from : Date::first();
    const Date last = high ? *std::max_element(table_.rows.begin(), table_.rows.end(), until)->until : Date::last();
    time.finish({Cut{Number(first.day_number()), false}, Cut{Number(last.day_number() + 1), false}});
  }

  void place(std::size_t r) {
    std::vector<std::vector<Range>> ranges;
    const auto& row = table_.rows[r];
    for (std::size_t d = 0; d < row.cells.size(); ++d) ranges.push_back(dimensions_[d].ranges(row.cells[d]));
    if (dated_) ranges.push_back(dimensions_.back().ranges(row.from, row.until));
    rows_.push_back(std::move(ranges));
  }

  bool enough() const {
    return result_.too_large || ((!wants_gaps_ || result_.gaps.size() >= most_reported) &&
                                 (!wants_overlaps_ || result_.overlaps.size() >= most_reported) && !wants_reached_);
  }

  std::vector<Event> events(const std::vector<std::uint32_t>& active, std::size_t depth) const {
    std::vector<Event> result;
    for (const std::uint32_t row : active) {
      for (const Range& range : rows_[row][depth]) {
        result.push_back({range.first, row, true});
        result.push_back({range.second, row, false});
      }
    }
    std::sort(result.begin(), result.end(), [](const Event& x, const Event& y) { return x.atom < y.atom; });
    return result;
  }

  // Recursion as deep as there are inputs. Between two events the same rows fit.
  void sweep(const std::vector<std::uint32_t>& active, std::size_t depth) {
    if (depth == dimensions_.size()) return leaf(active);
    const std::vector<Event> changes = events(active, depth);
    std::set<std::uint32_t> fitting;
    std::uint32_t atom = 0;
    for (std::size_t next = 0; atom < dimensions_[depth].size() && !enough();) {
      while (next < changes.size() && changes[next].atom == atom) {
        if (changes[next].enters) fitting.insert(changes[next].row);
        else fitting.erase(changes[next].row);
        ++next;
      }
      const std::uint32_t end = next < changes.size() ? changes[next].atom : dimensions_[depth].size();
      sample_.push_back(atom);
      descend(fitting, depth);
      sample_.pop_back();
      atom = end;
    }
  }

  void descend(const std::set<std::uint32_t>& fitting, std::size_t depth) {
    const bool last = depth + 1 == dimensions_.size();
    // At the last input only the first two rows matter: the sweep stays linear however many rows fit.
    std::vector<std::uint32_t> rows(fitting.begin(), last && fitting.size() > 2 ? std::next(fitting.begin(), 2) : fitting.end());
    steps_ += rows.size() + 1;
    if (steps_ > most_steps) {
      result_.too_large = true;
      return;
    }
    if (rows.empty()) return gap();
    if (rows.size() == 1 && !last && !wants_gaps_ && !wants_reached_) return;
    sweep(rows, depth + 1);
  }

  // A gap that continues along the first input is reported once.
  void gap() {
    if (!wants_gaps_ || result_.gaps.size() >= most_reported) return;
    if (dimensions_.size() > 1 && sample_.size() > 1) {
      const std::vector<std::uint32_t> rest(sample_.begin() + 1, sample_.end());
      if (!gaps_beyond_first_.insert(rest).second) return;
    }
    result_.gaps.push_back(sample());
  }

  void leaf(const std::vector<std::uint32_t>& rows) {
    if (rows.empty()) return gap();
    reached_[rows.front()] = true;
    if (rows.size() < 2 || !wants_overlaps_ || result_.overlaps.size() >= most_reported) return;
    const auto known = [&](const Overlap& one) { return one.first == rows[0] && one.second == rows[1]; };
    if (std::any_of(result_.overlaps.begin(), result_.overlaps.end(), known)) return;
    result_.overlaps.push_back({rows[0], rows[1], sample()});
  }

  // Inputs that were not swept yet may have any value: their first.
  std::string sample() const {
    std::string text;
    for (std::size_t d = 0; d < dimensions_.size(); ++d) {
      const std::uint32_t atom = d < sample_.size() ? sample_[d] : 0;
      if (d >= sample_.size() && dated_ && d + 1 == dimensions_.size()) continue;
      text += (text.empty() ? "" : ", ") + fmt::format("`{} = {}`", dimensions_[d].name(), dimensions_[d].sample(atom));
    }
    return text;
  }

  const program::Table& table_;
  std::vector<Dimension> dimensions_;
  std::vector<std::vector<std::vector<Range>>> rows_;   // row, input
  bool dated_ = false;
  bool wants_gaps_ = false, wants_overlaps_ = false, wants_reached_ = false;
  std::vector<bool> reached_;
  std::vector<std::uint32_t> sample_;
  std::set<std::vector<std::uint32_t>> gaps_beyond_first_;
  std::uint64_t steps_ = 0;
  CoverageResult result_;
};

}  // namespace

CoverageResult analyse_coverage(const Program& program, const program::Table& table, const std::vector<CoverageInput>& inputs) {
  if (inputs.empty()) return {};
  return Analysis(program, table, inputs).run();
}

}  // namespace norma::types
