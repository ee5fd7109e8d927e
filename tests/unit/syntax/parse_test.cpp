#include "syntax/parse.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "ast/dump.hpp"
#include "ast/from_syntax.hpp"

namespace norma {
namespace {

struct Reading {
  SourceSet sources;
  FileId file;
  DiagnosticSink sink;
  syntax::ConcreteTree tree;
  ast::Ast ast;
};

Reading read(std::string text) {
  Reading result;
  result.file = result.sources.add("test.rule", std::move(text));
  const SourceText& source = result.sources[result.file];
  result.tree = syntax::parse(source, result.file, {}, result.sink).tree;
  result.ast = ast::lower(result.tree, source, result.file, result.sink);
  return result;
}

// The dump of the declarations of a package, without the two header lines.
std::string declarations(const std::string& text) {
  const Reading reading = read("language 1\npackage p\n" + text);
  const auto problem = syntax::verify(reading.tree, reading.sources[reading.file]);
  CHECK(problem.value_or("") == "");
  for (const Diagnostic& diagnostic : reading.sink.diagnostics()) FAIL_CHECK(diagnostic.message);
  const std::string all = ast::dump(reading.ast);
  return all.substr(std::string("language 1\npackage p\n").size());
}

std::string expression(std::string text) {
  SourceSet sources;
  const FileId file = sources.add("expression", std::move(text));
  DiagnosticSink sink;
  const auto tree = syntax::parse_expression(sources[file], file, {}, sink).tree;
  const auto lone = ast::lower_expression(tree, sources[file], file, sink);
  if (sink.has_errors()) return "error: " + sink.sorted().front().message;
  CHECK(syntax::verify(tree, sources[file]).value_or("") == "");
  return ast::dump(lone.ast, lone.root);
}

std::string sample_of_the_reference() {
  std::ifstream file(std::string(NORMA_SOURCE_DIRECTORY) + "/grammar/README.md");
  std::stringstream text;
  text << file.rdbuf();
  const std::string all = text.str();
  const std::size_t begin = all.find("```\nlanguage 1\n") + 4;
  return all.substr(begin, all.find("```", begin) - begin);
}

}  // namespace

TEST_CASE("the sample of the reference is read without a diagnostic") {
  const Reading reading = read(sample_of_the_reference());
  CHECK(reading.sink.empty());
  CHECK(syntax::verify(reading.tree, reading.sources[reading.file]).value_or("") == "");
  CHECK(reading.ast.declarations.size() == 11);
  CHECK(reading.ast.package.full);
  CHECK(reading.ast.package.month_end->text == "last_day");
}

TEST_CASE("operators bind as the reference says") {
  CHECK(expression("a + b * c") == "(chain a + (chain b * c))");
  CHECK(expression("a - b - c") == "(chain a - b - c)");
  CHECK(expression("-a ^ 2") == "(negate (^ a 2))");
  CHECK(expression("a ^ -2") == "(^ a (negate 2))");
  CHECK(expression("not a and b or c") == "(or (and (not a) b) c)");
  CHECK(expression("not a is b") == "(not (= a b))");
  CHECK(expression("a + 1 <= 30% * b") == "(<= (chain a + 1) (chain 30% * b))");
  CHECK(expression("a div 2 mod 3") == "(chain a div 2 mod 3)");
  CHECK(expression("d in a .. b + 1") == "(in d (.. a (chain b + 1)))");
  CHECK(expression("a not in {1, 2 when c}") == "(not-in a (set 1 (when c 2)))");
  CHECK(expression("a is not b") == "(is-not a b)");
  CHECK(expression("a is not none and b is empty") == "(and (is-not-none a) (is-empty b))");
  CHECK(expression("s subset of t and p overlaps q") == "(and (subset-of s t) (overlaps p q))");
  CHECK(expression("t matches F or t matches a.G") == "(or (matches t F) (matches t a.G))");
  CHECK(expression("--5") == "(negate (negate 5))");
}

TEST_CASE("ranges may be open at either end") {
  CHECK(expression("a ..") == "(.. a _)");
  CHECK(expression(".. b") == "(.. _ b)");
  CHECK(expression("x in a ..< b") == "(in x (..< a b))");
  CHECK(expression("d in ..2026-01-31") == "(in d (.. _ 2026-01-31))");
}

TEST_CASE("date sums carry their policy") {
  CHECK(expression("d + 3 years next_day - 1 day") ==
        "(chain d + (quantity 3 years) policy next_day - (quantity 1 day))");
  CHECK(expression("d + (n) months how") == "(chain d + (quantity n months) policy how)");
}

TEST_CASE("suffixes apply from left to right") {
  CHECK(expression("f(x, n: 2).from[k] default 3") == "(default (index (field (call f x n: 2) from) k) 3)");
  CHECK(expression("a.b.c") == "a.b.c");
  CHECK(expression("t as F as of d") == "(as-of (as t F) d)");
  CHECK(expression("`from`.`to`") == "from.to");
}

TEST_CASE("conditionals are one node however long") {
  CHECK(expression("1 when a otherwise 2 when b otherwise 3") == "(choose (when a 1) (when b 2) otherwise 3)");
}

TEST_CASE("rounding names its step or places") {
  CHECK(expression("round (a - b) to 0.5 person_days half_up") ==
        "(round (chain a - b) step (quantity 0.5 person_days) half_up)");
  CHECK(expression("round a to 2 places half_even") == "(round a places 2 half_even)");
  CHECK(expression("1 + round 70% * a to 0.5 up") == "(chain 1 + (round (chain 70% * a) step 0.5 up))");
}

TEST_CASE("list forms") {
  CHECK(expression("sum of s.area * 2 for each s in sites where s.big") ==
        "(sum-of (chain s.area * 2) (each s sites) where s.big)");
  CHECK(expression("count for each x in L, y in M") == "(count-of (each x L) (each y M))");
  CHECK(expression("count of L >= 3") == "(>= (count-of L) 3)");
  CHECK(expression("max of L") == "(max-of L)");
  CHECK(expression("max(a, b)") == "(call max a b)");
  CHECK(expression("all x in L where f satisfy c and d") == "(all (each x L) where f satisfy (and c d))");
  CHECK(expression("no x in 0 .. 200 where x > n") == "(no (each x (.. 0 200)) where (> x n))");
  CHECK(expression("first x in L where c by x.a, x.b otherwise d") ==
        "(first (each x L) where c by x.a by x.b otherwise d)");
  CHECK(expression("list of x.a for each x in L sorted by x.b descending, x.c") ==
        "(list-of x.a (each x L) descending x.b ascending x.c)");
  CHECK(expression("set of x.a for each x in L") == "(set-of x.a (each x L))");
  CHECK(expression("item 2 of L") == "(item 2 L)");
  CHECK(expression("values of Risk") == "(values-of Risk)");
  CHECK(expression("first + last * count") == "(chain first + (chain last * count))");
}

TEST_CASE("texts resolve their escapes") {
  CHECK(expression(R"("a\"b\\c\u{4E2D}")") == "\"a\\\"b\\\\c中\"");
}

TEST_CASE("facts") {
  CHECK(declarations("fact a : integer in 1 ..< 9 ask en \"how many\" asked when b is c per 1, X:2(a) from 2026-01-01\n") ==
        "fact a : integer (..< 1 9) per 1 per X:2(a) from 2026-01-01\n  ask en \"how many\"\n  asked when (= b c)\n");
  CHECK(declarations("discretion d : % in 0% .. 10% default 0%\nreading r : {x, y} default x\njudgement j : boolean\n") ==
        "discretion d : % (.. 0% 10%)\n  default 0%\nreading r : (enum x y)\n  default x\njudgement j : boolean\n");
}

TEST_CASE("types") {
  CHECK(declarations("record S {\n  a : list of T unique by k or none\n  b : set of {u, v}, c : number in steps of 0.5\n}\n") ==
        "record S\n  a : (list T unique-by k) or-none\n  b : (set (enum u v))\n  c : number (steps 0.5)\n");
  CHECK(declarations("enum E ordered { a en \"A\" per 1, 2, b when x is y, c }\n") ==
        "enum E ordered\n  a en \"A\" per 1 per 2\n  b when (= x y)\n  c\n");
  CHECK(declarations("unit h, hs\nunit m = 1 / 60 h\ncurrency USD en \"dollar\"\n") ==
        "unit h hs\nunit m = (chain 1 / 60) h\ncurrency USD en \"dollar\"\n");
}

TEST_CASE("definitions, exceptions") {
  CHECK(declarations("define f(a : integer, b) : number per 1\n  when a is 1 : 2 per 3\n  else when b : silent en \"x\" per 4\n"
                     "  otherwise : refuse zh \"否\"\n") ==
        "define f (a : integer) (b : _) : number per 1\n  when (= a 1) : 2 per 3\n"
        "  else when b : (silent en \"x\" per 4) per 4\n  otherwise : (refuse zh \"否\")\n");
  CHECK(declarations("exception e to p.d over x, y when c : not applicable per 4\n") ==
        "exception e to p.d over x over y per 4\n  when c\n  : not-applicable\n");
}

TEST_CASE("table rows end with their line, except inside brackets") {
  CHECK(declarations("table t(a : integer, r : R) : T policy first per 1\n  1..5, {low,\n  high} : 6, 7 per 2\n"
                     "  >= 9, not any : 8\n  .. 0, low : -1\n  otherwise : silent\n") ==
        "table t (a : integer) (r : R) : T policy first per 1\n  row (.. 1 5) (one-of low high) : 6 7 per 2\n"
        "  row (>= 9) not any : 8\n  row (.. _ 0) low : (negate 1)\n  row otherwise : (silent)\n");
}

TEST_CASE("requirements and decisions") {
  CHECK(declarations("decide d anchored on day per 1\n  given a : integer\n        b : date\n"
                     "  require own for each s in L where s.x when c : s.y >= 1 per 2\n    otherwise en \"{s.y} is few {{\"\n"
                     "  require shared(a, b: 2)\n  advise soft : a > 1\n  gives x = 1\n        y for each s in L : k = s.k, n = 2\n") ==
        "decide d anchored-on day per 1\n  fact a : integer\n  fact b : date\n  require own (each s L) per 2\n    where s.x\n"
        "    when c\n    : (>= s.y 1)\n    otherwise en {s.y} \" is few {\"\n  use require shared a b: 2\n  advise soft\n"
        "    : (> a 1)\n  gives x\n    = 1\n  gives y (each s L)\n    k = s.k\n    n = 2\n");
}

TEST_CASE("calendars and formats") {
  CHECK(declarations("calendar c\n  weekdays monday .. friday\n  published 2026-01-01 .. 2026-12-31\n"
                     "  holiday 2026-01-01, 2026-02-16 .. 2026-02-22 zh \"春节\"\n  working 2026-02-14\n") ==
        "calendar c\n  weekdays 1 .. 5\n  published 2026-01-01 .. 2026-12-31\n  holiday 2026-01-01 .. 2026-01-01\n"
        "  holiday 2026-02-16 .. 2026-02-22\n  working 2026-02-14 .. 2026-02-14\n");
  CHECK(declarations("format F\n  body : capitals 2 .. 3 or \"X\" digits\n  \"-\" or \"–\"\n  optional\n    \"/\"\n    optional\n"
                     "      part : any 1 ..\n    year : digits 4 as integer plain in 2000 .. 2100\n  tail : han\n") ==
        "format F\n  field body\n    pattern capitals[2..3]\n    pattern \"X\" digits[1..]\n  literal \"-\" \"–\"\n  optional\n"
        "    literal \"/\"\n    optional\n      field part\n        pattern any[1..]\n    field year as-integer plain in 2000 .. 2100\n"
        "      pattern digits[4..4]\n  field tail\n    pattern han[1..]\n");
}

TEST_CASE("scenarios") {
  CHECK(declarations("scenario \"s\" per 1\n  given a = 1, b = unknown\n  reading r = up\n  on 2026-03-01\n"
                     "  expect d not met failing q[\"x\"], r missing a citing 4.1(2), B\n  expect d.x undetermined missing b\n"
                     "  expect a + 1 undetermined\n  expect f(0) error division-by-zero\n  expect a is 1\n") ==
        "scenario \"s\" per 1\n  on 2026-03-01\n  given a = 1\n  given b = unknown\n  reading r = up\n"
        "  expect d verdict not met failing q[\"x\"] r missing a citing 4.1(2) citing B\n"
        "  expect d.x verdict undetermined missing b\n  expect (chain a + 1) value undetermined\n"
        "  expect (call f 0) error division-by-zero\n  expect (= a 1)\n");
}

TEST_CASE("clauses and the package header") {
  const Reading reading = read("language 1\npackage a.b\n  title en \"T\"\n  source \"N\" edition \"2\" published 2026-01-01 in force from 2026-03-01\n"
                               "  month end next_day\n  use norma.rounding as r\nclauses\n  5.4.3.3(1) formula encoded en \"x\"\n  TAB1-14 a open\n");
  CHECK(reading.sink.empty());
  CHECK(ast::dump(reading.ast) ==
        "language 1\npackage a.b\n  title en \"T\"\n  source \"N\" edition \"2\" published 2026-01-01 in-force from 2026-03-01\n"
        "  month end next_day\n  use norma.rounding as r\nclauses\n  5.4.3.3(1) formula encoded en \"x\"\n  TAB1-14 a open\n");
}

TEST_CASE("Chinese keywords give the same tree as English ones, also mixed") {
  const std::string english = declarations(
      "discretion r : integer >= 1 default 2 per 4.1\n"
      "define f(x : integer) : integer\n  when x > 1 and x is not 5 : round x to 2 places half_up per 1\n  otherwise : 0\n"
      "decide d per 1\n  given n : date\n  require ok : all s in L satisfy s > 1\n    otherwise zh \"否\"\n  gives y = n + 3 years next_day\n");
  const std::string chinese = declarations(
      "裁量 r : 整数 >= 1 默认 2 依据 4.1\n"
      "定义 f(x : 整数) : 整数\n  当 x > 1 且 x 是 非 5 : 修约 x 到 2 位 四舍五入 依据 1\n  否则 : 0\n"
      "判定 d 依据 1\n  给定 n : 日期\n  要求 ok : 全部 s 属于 L 满足 s > 1\n    否则 中文 \"否\"\n  得出 y = n + 3 年 次日\n");
  CHECK(english == chinese);
  CHECK(declarations("定义 人数 = a and b 或 c\n") == "define 人数\n  = (or (and a b) c)\n");
}

TEST_CASE("comments are kept apart from the tree") {
  const Reading reading = read("# first\nlanguage 1 # one\npackage p\n# middle\ndefine a = \"# no comment\"\n  # last");
  CHECK(reading.sink.empty());
  CHECK(reading.tree.comments.size() == 4);
}

TEST_CASE("a mistake hides neither the declarations nor the rows around it") {
  const Reading reading = read("language 1\npackage p\ndefine a = 1 +\ndefine b = 2\n"
                               "table t(x : integer) : integer\n  1 : 2\n  2 3\n  3 : 4\n  4 :\n  5 : 6\n");
  CHECK(reading.sink.error_count() == 3);
  CHECK(syntax::verify(reading.tree, reading.sources[reading.file]).value_or("") == "");
  REQUIRE(reading.ast.declarations.size() == 2);
  CHECK(std::get<ast::Table>(reading.ast.declarations[1].form).rows.size() == 3);
  REQUIRE(reading.ast.unread.size() == 1);
  CHECK(reading.ast.unread[0].text == "a");
}

TEST_CASE("a closing bracket in the first column does not begin a declaration") {
  CHECK(declarations("enum E {\n  a\n  b\n}\n") == "enum E\n  a\n  b\n");
}

}  // namespace norma
