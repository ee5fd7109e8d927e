#include "suffice/leaf.hpp"

#include <algorithm>
#include <optional>

#include "base/json_writer.hpp"
#include "facts/relevant.hpp"
#include "run/value_text.hpp"

namespace norma::suffice {
namespace {

using eval::Tag;
using eval::Value;
using program::TypeKind;

class LeafFinder {
 public:
  LeafFinder(const program::Program& program, std::vector<Leaf>& found, std::vector<std::string>& left_out)
      : program_(program), found_(found), left_out_(left_out) {}

  void find(const Leaf& at) {
    const program::Type& type = program_[at.type];
    switch (at.value.tag) {
      case Tag::number: case Tag::big_number: case Tag::surd: case Tag::boolean: case Tag::date: case Tag::enumeration: found_.push_back(at); return;
      case Tag::record: return fields(at, type, std::nullopt);
      case Tag::list: return members(at, type);
      case Tag::unknown: case Tag::absent: return;
      default: left_out_.push_back(at.name);
    }
  }

 private:
  // What tells the members of a list apart is not for the case to change.
  void fields(const Leaf& at, const program::Type& type, std::optional<std::uint32_t> key) {
    const auto& record = *at.value.as<eval::RecordValue>();
    const auto& fields = program_.records[type.record.index()].fields;
    for (std::uint32_t i = 0; i < record.field_count; ++i)
      if (i != key) find(inside(at, i, "." + fields[i].name, fields[i].type, record.fields[i]));
  }

  void members(const Leaf& at, const program::Type& type) {
    const auto& list = *at.value.as<eval::ListValue>();
    for (std::uint32_t i = 0; i < list.count; ++i) {
      const program::Type& element = program_[type.element];
      std::string key = "[" + std::to_string(i + 1) + "]";
      if (type.unique_by && list.members[i].tag == Tag::record) {
        JsonWriter json(0);
        run::write_value(json, program_, list.members[i].as<eval::RecordValue>()->fields[*type.unique_by],
                         program_.records[element.record.index()].fields[*type.unique_by].type);
        key = "[" + json.take() + "]";
      }
      const Leaf member = inside(at, i, key, type.element, list.members[i]);
      if (list.members[i].tag == Tag::record) fields(member, element, type.unique_by);
      else find(member);
    }
  }

  static Leaf inside(const Leaf& at, std::uint32_t step, const std::string& name, program::TypeId type, Value value) {
    Leaf leaf = at;
    leaf.path.push_back(step);
    leaf.name += name;
    leaf.type = type;
    leaf.value = value;
    return leaf;
  }

  const program::Program& program_;
  std::vector<Leaf>& found_;
  std::vector<std::string>& left_out_;
};

}  // namespace

std::vector<Leaf> leaves_of(const program::Program& program, program::CallableId decision, const facts::CaseFacts& facts,
                            std::vector<std::string>& left_out) {
  std::vector<Leaf> found;
  LeafFinder finder(program, found, left_out);
  const program::Callable& callable = program[decision];
  for (std::uint32_t i = 0; i < callable.given.size() && i < facts.given.size(); ++i)
    finder.find({true, i, {}, callable.given[i].name, callable.given[i].type, facts.given[i]});
  for (const program::FactId id : facts::relevant_facts(program, decision)) {
    const program::Fact& fact = program.facts[id.index()];
    if (fact.kind == program::FactKind::reading) continue;
    finder.find({false, id.value(), {}, fact.name, fact.type, facts.facts[id.index()]});
  }
  return found;
}

void ChangedCase::reset() {
  facts_ = original_.facts;
  given_ = original_.given;
  arena_.reset();
}

void ChangedCase::set(const Leaf& leaf, Value value) {
  Value& root = leaf.given ? given_[leaf.index] : facts_[leaf.index];
  root = replaced(root, leaf.path, 0, value);
}

Value ChangedCase::replaced(Value whole, const std::vector<std::uint32_t>& path, std::size_t at, Value value) {
  if (at == path.size()) return value;
  const std::uint32_t step = path[at];
  if (whole.tag == Tag::record) {
    eval::RecordValue copy = *whole.as<eval::RecordValue>();
    const auto fields = arena_.make_array<Value>(copy.field_count);
    std::copy(copy.fields, copy.fields + copy.field_count, fields.begin());
    fields[step] = replaced(fields[step], path, at + 1, value);
    copy.fields = fields.data();
    return Value::pointer(Tag::record, arena_.make<eval::RecordValue>(copy));
  }
  eval::ListValue copy = *whole.as<eval::ListValue>();
  const auto members = arena_.make_array<Value>(copy.count);
  std::copy(copy.members, copy.members + copy.count, members.begin());
  members[step] = replaced(members[step], path, at + 1, value);
  copy.members = members.data();
  return Value::pointer(Tag::list, arena_.make<eval::ListValue>(copy));
}

}  // namespace norma::suffice
