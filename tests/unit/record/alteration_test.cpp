// Records of all example cases are true; each single alteration is refused, also when every hash was taken again after it.
#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <sstream>

#include "checker/json.hpp"
#include "driver/compile.hpp"
#include "facts/case_facts.hpp"
#include "record/canonical.hpp"
#include "record/record.hpp"
#include "record/sha256.hpp"
#include "record/verify.hpp"

namespace norma::record {
namespace {

using checker::Json;
using program::CallableId;

const std::string source = NORMA_SOURCE_DIRECTORY;

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

struct Recorded {
  std::shared_ptr<const Compilation> compilation;
  std::string where, text;
};

std::optional<std::string> record_of(const Compilation& compilation, CallableId decision, const facts::DocumentNode& document) {
  const program::Program& program = *compilation.program;
  DiagnosticSink sink;
  facts::CaseFacts facts;
  facts.clear(program, decision);
  if (!facts::bind_facts(program, decision, document, {"facts", 0, 1}, facts, sink)) return std::nullopt;
  eval::Evaluator evaluator(program);
  evaluator.begin_case(facts.facts, {});
  evaluator.record_proof(true);
  eval::DecisionResult result;
  evaluator.decide(decision, facts.given, result);
  const eval::Proof proof = evaluator.take_proof(result.proof);
  return write_record({program, compilation.sources, decision, document, facts, {}, {}, result, proof});
}

/// Every example with every decision whose facts it gives.
std::vector<Recorded> records() {
  std::vector<Recorded> found;
  std::vector<std::filesystem::path> packages;
  for (const auto& entry : std::filesystem::directory_iterator(source + "/rules"))
    if (entry.is_directory() && std::filesystem::exists(entry.path() / "examples")) packages.push_back(entry.path());
  std::sort(packages.begin(), packages.end());
  for (const auto& package : packages) {
    auto compilation = std::make_shared<Compilation>(compile(package.string(), {source + "/stdlib", source + "/rules"}, DiskFiles()));
    if (!compilation->ok()) continue;
    std::vector<std::filesystem::path> examples;
    for (const auto& file : std::filesystem::directory_iterator(package / "examples"))
      if (file.path().extension() == ".json") examples.push_back(file.path());
    std::sort(examples.begin(), examples.end());
    for (const auto& example : examples) {
      DiagnosticSink sink;
      const auto document = facts::read_json(content_of(example), {"facts", 0, 1}, {}, sink);
      if (!document) continue;
      for (std::size_t i = 0; i < compilation->program->callables.size(); ++i) {
        if (compilation->program->callables[i].kind != program::CallableKind::decision) continue;
        if (auto text = record_of(*compilation, CallableId::from_index(i), *document))
          found.push_back({compilation, example.string() + " " + compilation->program->callables[i].name, std::move(*text)});
      }
    }
  }
  return found;
}

Verification verified(const Recorded& recorded, const std::string& text) {
  return verify_record(text, *recorded.compilation->program, recorded.compilation->sources);
}

// ---- alterations -------------------------------------------------------------------------------------------------------------------

using Random = std::mt19937_64;

std::size_t below(Random& random, std::size_t count) { return static_cast<std::size_t>(random() % count); }

/// Everything that is not a list or an object, and can be altered without becoming the same case in other words.
void leaves(Json& json, std::vector<Json*>& found) {
  if (json.items.empty() && json.members.empty() && !json.is(Json::Form::list) && !json.is(Json::Form::object)) found.push_back(&json);
  for (Json& item : json.items) leaves(item, found);
  for (auto& [key, value] : json.members)
    if (key != "evidence") leaves(value, found);
}

std::string altered_digits(Random& random, const std::string& digits) {
  return digits == "0" || below(random, 3) == 0 ? digits + (digits == "0" ? ".5" : "1") : (digits.front() == '-' ? digits.substr(1) : "-" + digits);
}

void alter(Random& random, Json& leaf) {
  switch (leaf.form) {
    case Json::Form::boolean: leaf.yes = !leaf.yes; return;
    case Json::Form::number: leaf.text = altered_digits(random, leaf.text); return;
    case Json::Form::null:
      leaf.form = Json::Form::boolean;
      leaf.yes = true;
      return;
    default: break;
  }
  // A text: a character more, less or another one.
  const std::size_t at = below(random, leaf.text.size() + 1);
  const char letter = static_cast<char>('a' + below(random, 26));
  const bool plain = at < leaf.text.size() && static_cast<unsigned char>(leaf.text[at]) < 0x80;
  if (!plain || below(random, 3) == 0) leaf.text += letter;
  else if (below(random, 2) == 0) leaf.text.erase(at, 1);
  else leaf.text[at] = leaf.text[at] == letter ? '#' : letter;
}

// Some part of the record, each member of it as likely as the others, so that the many steps of proofs do not take all alterations.
std::string altered(Random& random, const std::string& text, std::string& member) {
  Json record = *checker::read_json(text);
  for (;;) {
    auto& [key, value] = record.members[below(random, record.members.size())];
    std::vector<Json*> found;
    leaves(value, found);
    if (found.empty()) continue;
    Json& leaf = *found[below(random, found.size())];
    const std::string before = checker::written(leaf);
    alter(random, leaf);
    if (checker::written(leaf) == before) continue;
    member = key + ": " + before + " -> " + checker::written(leaf);
    return checker::written(record);
  }
}

Json* find(Json& record, const char* key) {
  for (auto& [name, value] : record.members)
    if (name == key) return &value;
  return nullptr;
}

// What somebody does who alters a record and knows how its hashes are taken.
std::string with_new_hashes(const std::string& text) {
  Json record = *checker::read_json(text);
  std::vector<RuleFile> files;
  for (const Json& rule : find(record, "rules")->items)
    files.push_back({rule.text_at("package").value_or(""), rule.text_at("file").value_or(""),
                     rule.text_at("hash").value_or("").substr(std::min<std::size_t>(7, rule.text_at("hash").value_or("").size()))});
  find(record, "rules_hash")->text = "sha256:" + hash_of(files);
  find(record, "facts_hash")->text = "sha256:" + sha256_text(checker::canonical(*find(record, "facts")));
  Json rest = record;
  std::erase_if(rest.members, [](const auto& member) { return member.first == "seal"; });
  find(record, "seal")->text = "sha256:" + sha256_text(checker::canonical(rest));
  return checker::written(record);
}

TEST_CASE("records of examples are true, and altered ones are refused") {
  const std::vector<Recorded> all = records();
  REQUIRE(all.size() >= 30);
  Random random(20260302);
  std::size_t values = 0;
  std::size_t steps = 0;
  std::size_t refused = 0;
  std::size_t refused_with_new_hashes = 0;
  for (const Recorded& recorded : all) {
    const Verification truth = verified(recorded, recorded.text);
    INFO(recorded.where << (truth.differences.empty() ? "" : "\n" + truth.differences.front()) << truth.beyond);
    CHECK(truth.confirmed());
    values += truth.values;
    steps += truth.steps;
    std::string what;
    const std::string plain = altered(random, recorded.text, what);
    INFO(what);
    CHECK_FALSE(verified(recorded, plain).confirmed());
    refused += 1;
    for (int i = 0; i < 4; ++i) {
      std::string how;
      std::string text = altered(random, recorded.text, how);
      // Altered hashes are put right again by taking them: then nothing is altered.
      if (how.find("_hash") != std::string::npos || how.starts_with("seal")) continue;
      INFO("with new hashes: " << how);
      CHECK_FALSE(verified(recorded, with_new_hashes(text)).confirmed());
      ++refused_with_new_hashes;
    }
  }
  INFO(all.size() << " records, " << values << " values and " << steps << " steps derived again; " << refused << " alterations refused, "
                  << refused_with_new_hashes << " with new hashes");
  CHECK(refused + refused_with_new_hashes >= 200);
}

TEST_CASE("a step that is left out, doubled or added at the end is refused") {
  const std::vector<Recorded> all = records();
  Random random(20260303);
  for (std::size_t i = 0; i < all.size(); i += 3) {
    Json record = *checker::read_json(all[i].text);
    std::vector<Json>& steps = find(record, "proof")->items;
    const std::size_t at = below(random, steps.size());
    switch (below(random, 3)) {
      case 0: steps.erase(steps.begin() + static_cast<std::ptrdiff_t>(at)); break;
      case 1: steps.insert(steps.begin() + static_cast<std::ptrdiff_t>(at), steps[at]); break;
      default: steps.push_back(steps[at]); break;
    }
    INFO(all[i].where << " step " << at);
    CHECK_FALSE(verified(all[i], with_new_hashes(checker::written(record))).confirmed());
  }
}

TEST_CASE("a record says which rule file was changed after it was made") {
  MemoryFiles files;
  const std::string text = "language 1\npackage p\nfact x : integer\ndecide d\n  gives y = x + 1\n";
  files.add("p.rule", text);
  const Compilation made = compile("p.rule", {}, files);
  REQUIRE(made.ok());
  DiagnosticSink sink;
  const auto document = facts::read_json("{\"x\": 4}", {"facts", 0, 1}, {}, sink);
  const auto record = record_of(made, CallableId::from_index(made.program->callables.size() - 1), *document);
  REQUIRE(record);
  CHECK(verify_record(*record, *made.program, made.sources).confirmed());
  files.add("p.rule", text + "# another line\n");
  const Compilation changed = compile("p.rule", {}, files);
  REQUIRE(changed.ok());
  const Verification verification = verify_record(*record, *changed.program, changed.sources);
  REQUIRE_FALSE(verification.differences.empty());
  CHECK(verification.differences.front() == "rule file `p.rule` of package `p` was changed");
}

}  // namespace
}  // namespace norma::record
