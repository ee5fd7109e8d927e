#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace norma {

/// Hands out memory in order and takes it all back at once. `reset` keeps the blocks, so a loop that resets once per
/// record stops allocating after the first large record. Destructors of non-trivial objects run at reset, last made
/// first. Not for use from several threads.
class Arena {
 public:
  static constexpr std::size_t default_block_size = std::size_t{64} * 1024;

  explicit Arena(std::size_t block_size = default_block_size) : block_size_(block_size) {}
  ~Arena() { run_destructors(); }
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  /// `alignment` must be a power of two no greater than that of operator new.
  void* allocate(std::size_t size, std::size_t alignment) {
    const std::size_t begin = (used_ + alignment - 1) & ~(alignment - 1);
    if (current_ < blocks_.size() && begin + size <= blocks_[current_].size) {
      used_ = begin + size;
      return blocks_[current_].bytes.get() + begin;
    }
    return allocate_in_next_block(size);
  }

  template <typename T, typename... Arguments>
  T* make(Arguments&&... arguments) {
    static_assert(alignof(T) <= __STDCPP_DEFAULT_NEW_ALIGNMENT__);
    T* object = new (allocate(sizeof(T), alignof(T))) T(std::forward<Arguments>(arguments)...);
    if constexpr (!std::is_trivially_destructible_v<T>) {
      destructors_.push_back({object, [](void* at) { static_cast<T*>(at)->~T(); }});
    }
    return object;
  }

  /// `count` value-initialised elements.
  template <typename T>
  std::span<T> make_array(std::size_t count) {
    static_assert(std::is_trivially_destructible_v<T> && alignof(T) <= __STDCPP_DEFAULT_NEW_ALIGNMENT__);
    T* first = static_cast<T*>(allocate(count * sizeof(T), alignof(T)));
    std::uninitialized_value_construct_n(first, count);
    return {first, count};
  }

  std::string_view copy(std::string_view text) {
    if (text.empty()) return {};
    char* bytes = static_cast<char*>(allocate(text.size(), 1));
    std::memcpy(bytes, text.data(), text.size());
    return {bytes, text.size()};
  }

  /// Ends the life of everything made; the memory is kept for reuse.
  void reset() {
    run_destructors();
    current_ = 0;
    used_ = 0;
  }

  /// Bytes held, used or not.
  std::size_t capacity() const {
    std::size_t total = 0;
    for (const Block& block : blocks_) total += block.size;
    return total;
  }

 private:
  struct Block {
    std::unique_ptr<std::byte[]> bytes;
    std::size_t size;
  };
  struct Destructor {
    void* object;
    void (*destroy)(void*);
  };

  void* allocate_in_next_block(std::size_t size) {
    if (current_ < blocks_.size()) ++current_;
    while (current_ < blocks_.size() && blocks_[current_].size < size) ++current_;
    if (current_ >= blocks_.size()) {
      const std::size_t block_size = size > block_size_ ? size : block_size_;
      blocks_.push_back({std::make_unique_for_overwrite<std::byte[]>(block_size), block_size});
      current_ = blocks_.size() - 1;
    }
    used_ = size;
    return blocks_[current_].bytes.get();
  }

  void run_destructors() {
    while (!destructors_.empty()) {
      const Destructor last = destructors_.back();
      destructors_.pop_back();
      last.destroy(last.object);
    }
  }

  std::size_t block_size_;
  std::vector<Block> blocks_;
  std::size_t current_ = 0;
  std::size_t used_ = 0;
  std::vector<Destructor> destructors_;
};

}  // namespace norma
