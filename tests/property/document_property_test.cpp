// The same facts as JSON and as YAML are the same case, byte for byte.
#include "rules_under_test.hpp"

namespace norma::property_test {
namespace {

const char* const declarations = R"(enum Risk ordered { low medium high }
record Site { name : text  headcount : integer  share : % or none  seen : date }
fact score : number
fact label : text
fact flag : boolean
fact day : date
fact risk : Risk
fact risks : set of Risk
fact marks : list of number
fact sites : list of Site unique by name
require enough : score >= 10
require visited for each s in sites : s.headcount > 100
require marked : all m in marks satisfy m > 0
decide d
  require enough
  require visited
  require marked
  gives a = score
        b = label
        c = flag
        e = day
        f = risk
        g = risks
        h = marks
        i = sites
)";

/// One document in both forms. `yaml` is written in blocks, its texts in the style drawn for each.
struct Both {
  std::string json, yaml;
};

class Maker {
 public:
  explicit Maker(Random& random) : random_(random) {}

  Both document() {
    Both out{"{", ""};
    member(out, "score", number());
    member(out, "label", text());
    member(out, "flag", same(one_of({"true", "false", "null"})));
    member(out, "day", date());
    member(out, "risk", word(one_of({"low", "medium", "high"})));
    member(out, "risks", {R"(["low", "high"])", "\n- low\n- 'high'"});
    list(out, "marks", [&](std::size_t) { return number(); });
    list(out, "sites", [&](std::size_t i) { return site(i); });
    out.json += "}";
    return out;
  }

 private:
  static Both same(const std::string& value) { return {value, value}; }
  std::string one_of(const std::vector<std::string>& choices) { return choices[below(random_, choices.size())]; }

  Both number() {
    return same(one_of({"0", "-0", "10", "9.99999999999999999999999", "-12.50", "1e3", "1.5E-7", "123456789012345678901234567890", "0.1", "\"1/3\""}));
  }
  Both date() {
    const std::string day = one_of({"2026-03-01", "2024-02-29", "0001-01-01", "9999-12-31"});
    return {'"' + day + '"', one_of({day, "'" + day + "'"})};
  }
  Both word(const std::string& value) { return {'"' + value + '"', one_of({value, "'" + value + "'", '"' + value + '"'})}; }
  Both text() {
    switch (below(random_, 6)) {
      case 0: return {R"("it's \"so\"")", one_of({R"("it's \"so\"")", R"('it''s "so"')", R"(it's "so")"})};
      case 1: return {R"("a\\b\tc\nd")", R"("a\\b\tc\nd")"};
      case 2: return {R"("准绳 ，𝄞")", one_of({"准绳 ，𝄞", "'准绳 ，𝄞'", R"("准绳 ，\U0001D11E")"})};
      case 3: return {R"("no")", "'no'"};
      case 4: return {R"("a: b # c")", R"('a: b # c')"};
      default: return {R"("")", "''"};
    }
  }
  Both site(std::size_t index) {
    const std::string name = "site " + std::to_string(index);
    const std::string count = std::to_string(below(random_, 300));
    const Both seen = date();
    const std::string share = one_of({"0.5", "\"none\"", "null"});
    return {"{\"name\": \"" + name + "\", \"headcount\": " + count + ", \"share\": " + share + ", \"seen\": " + seen.json + "}",
            "\n  name: " + name + "\n  seen: " + seen.yaml + "\n  headcount: " + count + " # people\n  share: " + share};
  }

  static void member(Both& out, const std::string& name, const Both& value) {
    out.json += (out.json.size() == 1 ? "\"" : ", \"") + name + "\": " + value.json;
    out.yaml += name + ": " + value.yaml + "\n";
  }
  template <class Make>
  void list(Both& out, const std::string& name, const Make& make) {
    Both value{"[", ""};
    const std::size_t count = below(random_, 4);
    for (std::size_t i = 0; i < count; ++i) {
      const Both item = make(i);
      value.json += (i == 0 ? "" : ", ") + item.json;
      value.yaml += "\n- " + (item.yaml.front() == '\n' ? item.yaml.substr(3) : item.yaml);
    }
    value.json += "]";
    if (count == 0) value.yaml = "[]";
    member(out, name, value);
  }

  Random& random_;
};

}  // namespace

TEST_CASE("JSON and YAML facts give the same bytes") {
  Random random(8259);
  Rules rules{std::string(declarations)};
  for (int round = 0; round < 1500; ++round) {
    const Both both = Maker(random).document();
    CAPTURE(both.json, both.yaml);
    REQUIRE(rules.decide_as_json(both.json) == rules.decide_as_json(both.yaml, "d", true));
  }
}

}  // namespace norma::property_test
