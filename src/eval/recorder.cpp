#include "eval/recorder.hpp"

#include <unordered_map>

#include "eval/unknown.hpp"
#include "eval/error.hpp"
#include "number/small_root.hpp"

namespace norma::eval {

void Recorder::begin(std::size_t limit) {
  proof_ = Proof();
  pending_.clear();
  limit_ = limit;
  truncated_id_ = ProofId();
  noted_index_ = no_index;
  noted_count_ = 0;
}

void Recorder::note(const std::vector<Tried>& tried, std::uint32_t index) {
  noted_index_ = index;
  noted_first_ = static_cast<std::uint32_t>(proof_.tried_arms.size());
  noted_count_ = static_cast<std::uint32_t>(tried.size());
  if (proof_.nodes.size() < limit_) proof_.tried_arms.insert(proof_.tried_arms.end(), tried.begin(), tried.end());
}

ProofId Recorder::truncated_node() {
  if (!truncated_id_.valid()) {
    proof_.truncated = true;
    truncated_id_ = ProofId::from_index(proof_.nodes.size());
    proof_.nodes.emplace_back();
    proof_.nodes.back().kind = ProofKind::truncated;
  }
  return truncated_id_;
}

ProofId Recorder::close(const ProofNode& node, std::size_t mark) {
  ProofId id;
  if (proof_.nodes.size() >= limit_) {
    id = truncated_node();
  } else {
    id = ProofId::from_index(proof_.nodes.size());
    proof_.nodes.push_back(node);
    ProofNode& kept = proof_.nodes.back();
    if (noted_index_ != no_index) kept.index = noted_index_;
    kept.first_tried = noted_first_;
    kept.tried_count = noted_count_;
    kept.first_child = static_cast<std::uint32_t>(proof_.child_ids.size());
    for (std::size_t i = mark; i < pending_.size(); ++i) {
      if (pending_[i].valid()) proof_.child_ids.push_back(pending_[i]);
    }
    kept.child_count = static_cast<std::uint32_t>(proof_.child_ids.size()) - kept.first_child;
  }
  pending_.resize(mark);
  pending_.push_back(id);
  noted_index_ = no_index;
  noted_count_ = 0;
  return id;
}

Proof Recorder::take(ProofId root) {
  Proof result = std::move(proof_);
  result.root = root;
  result.own_values();
  begin(limit_);
  return result;
}

namespace {

// Copies values with everything they point to; what is shared stays shared.
class Copier {
 public:
  explicit Copier(Arena& arena) : arena_(arena) {}

  Value copy(Value value) {
    switch (value.tag) {
      case Tag::surd: case Tag::big_number: case Tag::text: case Tag::format: case Tag::record: case Tag::list: case Tag::set:
      case Tag::period: case Tag::calendar: case Tag::unknown: case Tag::error: break;
      default: return value;
    }
    const auto found = copies_.find(value.bits);
    if (found != copies_.end()) return found->second;
    const Value made = copy_content(value);
    copies_.emplace(value.bits, made);
    return made;
  }

 private:
  Value copy_content(Value value) {
    switch (value.tag) {
      case Tag::surd: return make(value, *value.as<SmallSurd>());
      case Tag::big_number: return make(value, *value.as<Number>());
      case Tag::text: return make(value, TextValue{arena_.copy(value.as<TextValue>()->text)});
      case Tag::format: {
        const FormatValue& format = *value.as<FormatValue>();
        return make(value, FormatValue{arena_.copy(format.text), format.field_count, copy_all(format.fields, format.field_count)});
      }
      case Tag::record: {
        const RecordValue& record = *value.as<RecordValue>();
        return make(value, RecordValue{record.field_count, copy_all(record.fields, record.field_count)});
      }
      case Tag::list: return copy_list(value);
      case Tag::set: return copy_set(value);
      case Tag::period: return make(value, PeriodValue{copy(value.as<PeriodValue>()->from), copy(value.as<PeriodValue>()->to)});
      case Tag::calendar: return make(value, *value.as<WorkingCalendar>());
      case Tag::unknown: {
        Unknown unknown = unknown_of(value);
        unknown.causes = copy_causes(unknown.causes);
        return make(value, std::move(unknown));
      }
      default: {
        ErrorValue error = *value.as<ErrorValue>();
        error.detail = arena_.copy(error.detail);
        error.message_en = arena_.copy(error.message_en);
        error.message_zh = arena_.copy(error.message_zh);
        return make(value, error);
      }
    }
  }

  template <class T>
  Value make(Value original, T content) {
    return Value::pointer(original.tag, arena_.make<T>(std::move(content)));
  }

  const Value* copy_all(const Value* values, std::uint32_t count) {
    const std::span<Value> kept = arena_.make_array<Value>(count);
    for (std::uint32_t i = 0; i < count; ++i) kept[i] = copy(values[i]);
    return kept.data();
  }

  const CauseSet* copy_causes(const CauseSet* causes) {
    if (causes == nullptr) return nullptr;
    const std::span<Cause> kept = arena_.make_array<Cause>(causes->count);
    for (std::uint32_t i = 0; i < causes->count; ++i) {
      kept[i] = causes->causes[i];
      kept[i].path = arena_.copy(kept[i].path);
    }
    return arena_.make<CauseSet>(causes->count, kept.data());
  }

  const Truth* copy_truths(const Truth* truths, std::uint32_t count) {
    if (truths == nullptr) return nullptr;
    const std::span<Truth> kept = arena_.make_array<Truth>(count);
    std::copy(truths, truths + count, kept.begin());
    return kept.data();
  }

  const CauseSet* const* copy_cause_sets(const CauseSet* const* sets, std::uint32_t count) {
    if (sets == nullptr) return nullptr;
    const std::span<const CauseSet*> kept = arena_.make_array<const CauseSet*>(count);
    for (std::uint32_t i = 0; i < count; ++i) kept[i] = copy_causes(sets[i]);
    return kept.data();
  }

  Value copy_list(Value value) {
    const ListValue& list = *value.as<ListValue>();
    return make(value, ListValue{list.count, copy_all(list.members, list.count), copy_truths(list.membership, list.count),
                                 copy_cause_sets(list.membership_causes, list.count)});
  }

  Value copy_set(Value value) {
    const SetValue& set = *value.as<SetValue>();
    return make(value, SetValue{set.size, copy_truths(set.members, set.size), copy_cause_sets(set.causes, set.size)});
  }

  Arena& arena_;
  std::unordered_map<std::int64_t, Value> copies_;
};

}  // namespace

void Proof::own_values() {
  auto owned = std::make_shared<Arena>();
  Copier copier(*owned);
  for (ProofNode& node : nodes) node.value = copier.copy(node.value);
  arena_ = std::move(owned);
}

}  // namespace norma::eval
