#pragma once
// What is hashed: rules as names and bytes, documents in canonical JSON.
#include <string>
#include <string_view>
#include <vector>

#include "base/source_text.hpp"
#include "facts/document.hpp"
#include "program/program.hpp"

namespace norma::record {

/// No blanks, keys in the order of their bytes, numbers as exact decimals without exponent or trailing zeros, texts as they are.
std::string canonical_json(const facts::DocumentNode& document);
/// The same with keys in the order in which they were written: members of a list that is written as an object have an order.
std::string ordered_json(const facts::DocumentNode& document);
/// The canonical form with every text in NFC: what the hash of a facts document is taken of.
std::string canonical_facts(const facts::DocumentNode& document);

/// One rule file, by the name of its package and its own name without folders.
struct RuleFile {
  std::string package, file, hash;
};
/// All files of a program, those of the packages it uses included, sorted by package and file. Calendars are part of them.
std::vector<RuleFile> rule_files(const program::Program& program, const SourceSet& sources);
/// Over names and hashes of all files.
std::string hash_of(const std::vector<RuleFile>& files);

}  // namespace norma::record
