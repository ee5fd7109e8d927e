#pragma once
// Builds a Proof while the walker returns from its nodes: finished nodes wait in `pending_` until their parent closes over them.
#include <cstddef>
#include <vector>

#include "eval/proof.hpp"

namespace norma::eval {

class Recorder {
 public:
  void begin(std::size_t limit);
  [[nodiscard]] std::size_t mark() const { return pending_.size(); }
  void push(ProofId id) { pending_.push_back(id); }
  [[nodiscard]] ProofId last() const { return pending_.empty() ? ProofId{} : pending_.back(); }
  void drop_last() { pending_.pop_back(); }
  void drop_to(std::size_t mark) { pending_.resize(mark); }
  /// Makes a node of everything pending since the mark; it becomes pending itself.
  ProofId close(const ProofNode& node, std::size_t mark);
  /// What the node that is closed next tried, and which of it applied.
  void note(std::uint32_t index) { noted_index_ = index; }
  /// What was noted, while nodes that are not meant are closed in between.
  struct Noted { std::uint32_t index, first, count; };
  Noted set_aside() {
    const Noted noted{noted_index_, noted_first_, noted_count_};
    noted_index_ = 0xffffffffU;
    noted_count_ = 0;
    return noted;
  }
  void put_back(Noted noted) {
    noted_index_ = noted.index;
    noted_first_ = noted.first;
    noted_count_ = noted.count;
  }
  void note(const std::vector<Tried>& tried, std::uint32_t index);
  [[nodiscard]] Proof take(ProofId root);

 private:
  ProofId truncated_node();

  Proof proof_;
  std::vector<ProofId> pending_;
  std::size_t limit_ = 0;
  ProofId truncated_id_;
  std::uint32_t noted_index_ = 0xffffffffU;
  std::uint32_t noted_first_ = 0, noted_count_ = 0;
};

}  // namespace norma::eval
