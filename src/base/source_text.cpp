#include "base/source_text.hpp"

#include <algorithm>
#include <utility>

#include "base/utf8.hpp"

namespace norma {
namespace {
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
}

SourceText::SourceText(std::string name, std::string bytes) : name_(std::move(name)), bytes_(std::move(bytes)) {
  had_byte_order_mark_ = bytes_.starts_with(byte_order_mark);
  if (had_byte_order_mark_) bytes_.erase(0, byte_order_mark.size());
  lines_ = LineTable(bytes_);
  invalid_utf8_ = find_invalid_utf8(bytes_);
}

std::string_view SourceText::text(Span span) const {
  const std::size_t begin = std::min<std::size_t>(span.begin, bytes_.size());
  const std::size_t end = std::clamp<std::size_t>(span.end, begin, bytes_.size());
  return std::string_view(bytes_).substr(begin, end - begin);
}

FileId SourceSet::add(std::string name, std::string bytes) {
  const FileId id = FileId::from_index(texts_.size());
  texts_.emplace_back(std::move(name), std::move(bytes));
  return id;
}

}  // namespace norma
