"""Rule files that are malformed, huge, or made to be misread."""
import os

from harness import HEADER, LIMIT, FILES, RULES, SATISFIED, Case, declarations, rules, value

BOM = "\ufeff"
CHAIN = 200_000


def in_define(expression: str) -> str:
    return "define x = " + expression + "\n"


def branches(count: int) -> str:
    body = "".join(f"  else when n = {i} : {i}\n" for i in range(1, count))
    return "fact n : integer\ndefine x\n  when n = 0 : 0\n" + body + "  otherwise : -1\n"


NESTING = [
    declarations("100,000 open brackets", lambda: in_define("(" * 100_000), "nesting-too-deep@3:268", status=LIMIT, seconds=2),
    declarations("100,000 brackets around 1", lambda: in_define("(" * 100_000 + "1" + ")" * 100_000), "nesting-too-deep@3:268",
                 status=LIMIT, seconds=2),
    declarations("256 brackets are read", in_define("(" * 256 + "1" + ")" * 256)),
    declarations("257 brackets are not", in_define("(" * 257 + "1" + ")" * 257), "nesting-too-deep@3:268", status=LIMIT),
    declarations("5,000 brackets", in_define("(" * 5000 + "1" + ")" * 5000), "nesting-too-deep@3:268", status=LIMIT),
    declarations("100,000 signs", lambda: in_define("-" * 100_000 + "1"), "nesting-too-deep@3:268", status=LIMIT, seconds=2),
    declarations("100,000 negations", lambda: in_define("not " * 100_000 + "true"), "nesting-too-deep@3:1036", status=LIMIT,
                 seconds=2),
    declarations("30 unmatched braces", in_define("{" * 30), "unexpected-token", seconds=2),
    declarations("30 unmatched square brackets", in_define("[" * 30), "unexpected-token", seconds=2),
    declarations("30 unmatched brackets of all kinds", in_define("[({" * 10), "unexpected-token", seconds=2),
    declarations("100,000 lists in a type", lambda: "fact x : " + "list of " * 100_000 + "text\n",
                 first_error="nesting-too-deep", status=LIMIT),
    declarations("100,000 members of members", lambda: in_define("a" + ".b" * 100_000), status=RULES),
    declarations("100,000 keys of keys", lambda: in_define("a" + "[1]" * 100_000), "nesting-too-deep", status=LIMIT),
    declarations("100,000 negated cells", lambda: "table t(a : integer) : integer\n  " + "not " * 100_000 + "1 : 2\n", first_error="nesting-too-deep", status=LIMIT),
]

CHAINS = [
    value("a sum of 200,001 terms", lambda: in_define("1" + "+1" * CHAIN), "x", "200001\n"),
    value("200,001 conditions joined by and", lambda: "define a = 1 > 0\n" + in_define("a" + " and a" * CHAIN), "x", "true\n"),
    value("200,001 conditions joined by or", lambda: "define a = 1 < 0\n" + in_define("a" + " or a" * CHAIN), "x", "false\n"),
    value("a conditional of 50,000 branches", lambda: "define a = 1 < 0\n" + in_define("1 when a otherwise " * 50_000 + "0"), "x",
          "0\n"),
    value("50,000 guarded branches", lambda: branches(50_000) + "define y = x\nscenario \"s\"\n  given n = 1\n  expect x is 1\n",
          "x", None, status=6, out=lambda out: b"undetermined" in out),
    value("a list of 200,000 members", lambda: in_define("count of [" + "1," * (CHAIN - 1) + "1]"), "x", "200000\n"),
]

SIZES = [
    rules("one comment of 50 MB", lambda: HEADER + "define x = 1\n# " + "a" * 50_000_000),
    declarations("one faulty line of 10 MB", lambda: "define x = 1 " + "y " * 5_000_000, "unexpected-token@3:16"),
    declarations("a text of 10 MB that does not end", lambda: "define x = \"" + "a" * 10_000_000, "unterminated-string@3:12"),
    declarations("a name of 1 MB", lambda: "define x = " + "a" * 1_000_000 + "\n", "unknown-name"),
    declarations("a million errors", lambda: ";\n" * 1_000_000, first_error="unknown-character@3:1"),
    rules("a file beyond the limit", lambda: HEADER + "define x = 1\n" + "# a comment line\n" * 4_000_000, "file-too-large",
          status=LIMIT),
    Case("a file at a limit that was set", ["check", "p.rule", "--max-file-bytes", "36"], SATISFIED,
         files={"p.rule": HEADER + "define x = 1 #\n"}, errors=()),
    Case("a file beyond a limit that was set", ["check", "p.rule", "--max-file-bytes", "35"], LIMIT,
         files={"p.rule": HEADER + "define x = 1 #\n"}, errors=("file-too-large",)),
]

EMPTY = [
    rules("an empty file", "", "no-rules@1:1"),
    rules("only comments", "# nothing\n\n# here\n", "no-rules@1:1"),
    rules("only a byte order mark", BOM, "no-rules@1:1"),
    rules("only blanks", "   \n\t\n  ", "no-rules@1:1"),
    rules("no declarations", "language 1\n", "no-rules@1:1"),
]

BYTES = [
    rules("a byte order mark at the start", BOM + HEADER + "define x = 1\n"),
    declarations("a byte order mark in the middle", f"define x = 1\n{BOM}define y = 2\n",
                 first_error="misplaced-bom@4:1", message="U+FEFF"),
    rules("UTF-16, little end first", (HEADER + "define x = 1\n").encode("utf-16-le"), status=RULES,
          message="UTF-16"),
    rules("UTF-16 with a mark", (HEADER + "define x = 1\n").encode("utf-16"), status=RULES, message="UTF-16"),
    rules("UTF-16, big end first", (HEADER + "define x = 1\n").encode("utf-16-be"), status=RULES, message="UTF-16"),
    rules("Latin-1", (HEADER + "# café\n").encode("latin-1"), "invalid-utf8@3:6"),
    declarations("NUL in a comment", "define x = 1 # a\0b\ndefine y = \n", first_error="nul-byte@3:17"),
    declarations("NUL in a text", "define x = \"a\0b\"\n", "nul-byte@3:14"),
    declarations("NUL in a name", "define a\0b = 1\n", first_error="nul-byte@3:9"),
    declarations("NUL after the last token, and more behind it", "define x = 1\n\0define y = (\n",
                 first_error="nul-byte@4:1", status=RULES),
    declarations("an escape character", "# \x1b[2J\n", "control-character@3:3"),
    rules("CRLF", HEADER.replace("\n", "\r\n") + "define x = y\r\n", "unknown-name@3:12"),
    rules("line ends mixed, the last one missing", "language 1\r\npackage p\ndefine x = 1\r\ndefine y = z", "unknown-name@4:12"),
    declarations("a lone carriage return", "define x = 1\rdefine y = 2\n", first_error="lone-carriage-return@3:13"),
    declarations("U+2028", "define x = 1\u2028define y = 2\n", first_error="unusual-line-separator@3:13"),
    declarations("U+0085", "# a\u0085b\n", "unusual-line-separator@3:4"),
]

# Markus Kuhn's kinds of malformed UTF-8, each in a comment, in a text and in a name.
MALFORMED = {
    "a lone continuation": b"\x80", "an unfinished sequence": b"\xe4\xb8", "an overlong slash": b"\xc0\xaf",
    "an overlong NUL": b"\xc0\x80", "an overlong sequence of three": b"\xe0\x80\xaf", "an overlong sequence of four": b"\xf0\x80\x80\xaf",
    "a high surrogate": b"\xed\xa0\x80", "a low surrogate": b"\xed\xb0\x80", "beyond U+10FFFF": b"\xf4\x90\x80\x80",
    "a sequence of five": b"\xf8\x88\x80\x80\x80", "a sequence of six": b"\xfc\x84\x80\x80\x80\x80", "the byte FE": b"\xfe",
    "the byte FF": b"\xff",
}
for kind, data in MALFORMED.items():
    for where, before, after, column in (("a comment", b"# a", b" b\n", 4), ("a text", b"define x = \"a", b"b\"\n", 14),
                                         ("a name", b"define a", b"b = 1\n", 9)):
        BYTES.append(rules(f"malformed UTF-8: {kind} in {where}", HEADER.encode() + before + data + after,
                           first_error=f"invalid-utf8@3:{column}"))

DISGUISES = [declarations(f"U+{point:04X} in a {where}", text.replace("@", chr(point)), first_error=code,
                          message=f"U+{point:04X}")
             for points, code in (((*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F), "bidi-control"),
                                  ((0x200B, 0x200C, 0x200D, 0x2060, 0x00AD), "zero-width-character"))
             for point in points
             for where, text in (("comment", "# a@b\n"), ("text", "define x = \"a@b\"\n"), ("name", "define a@b = 1\n"))]
DISGUISES += [
    declarations("an invisible character in a keyword", "def\u200bine x = 1\n", first_error="zero-width-character@3:4"),
    declarations("Cyrillic in a Latin name", "define \u0440aid = 1\n", "mixed-scripts@3:9"),
    declarations("a Cyrillic name that looks like a Latin one", "define cap = 1\ndefine \u0441\u0430\u0440 = 2\n", "look-alike-names"),
    declarations("a Greek letter that looks like o", "define o = 1\ndefine \u03bf = 2\n", "look-alike-names"),
    declarations("facts that look alike", "fact cap : integer\nfact \u0441\u0430\u0440 : integer\n", "look-alike-names"),
    declarations("full-width letters in a name", "define \uff50ass = 1\n", status=RULES),
    declarations("a name that is not in NFC", "define cafe\u0301 = 1\n", "not-nfc@3:11"),
    declarations("a text that is not in NFC", "define x = \"cafe\u0301\"\n", "not-nfc"),
    declarations("an emoji as a name", "define \U0001f600 = 1\n", first_error="unknown-character@3:8"),
    declarations("a name that begins with a digit", "define 1a = 1\n", status=RULES),
    declarations("a keyword in capital letters", "Define x = 1\n", first_error="unexpected-token@3:1",
                 message="define"),
] + [declarations(f"full-width {char}", f"define x = {text}\n", first_error="full-width-punctuation")
     for char, text in (("comma", "min(1，2)"), ("semicolon", "1；"), ("quotation marks", "“a”"), ("percent", "5％"),
                        ("brackets", "（1）"), ("digits", "１２"))]

TEXTS = [
    declarations("a text that does not end, 10,000 lines before the end", lambda: "define x = \"abc\n" +
                 "".join(f"define y{i} = {i}\n" for i in range(10_000)), "unterminated-string@3:12"),
    declarations("a text that does not end at the end", "define x = \"abc", "unterminated-string@3:12"),
    declarations("a quoted name that does not end", "define `x = 1\n", "unterminated-name@3:8"),
    declarations("a backslash at the end", "define x = \"abc\\", status=RULES),
    declarations("merge conflict markers", "<<<<<<< HEAD\ndefine x = 1\n=======\ndefine x = 2\n>>>>>>> other\n",
                 "merge-conflict-marker@3:1"),
] + [declarations(f"the escape {escape}", f"define x = \"a{escape}b\"\n", "bad-escape@3:14")
     for escape in ("\\u{110000}", "\\uD800", "\\u{D800}", "\\x", "\\u{}", "\\u{0}", "\\u{202E}", "\\u{FFFFFFFFFFFFFFFF}", "\\a")]

NUMBERS = [declarations(f"the number {text}", in_define(text), first_error="number-literal-malformed")
           for text in ("00012", "1_000", ".5", "5.", "0x10", "1e", "1e+", "12abc", "1.2.3", "5 %", "50%%", "%5", "1,000", "1.000,00",
                        "1e5.5", "0b1", "1.e3", "1e3e3")]
NUMBERS += [declarations(f"the number {text[:24]}", in_define(text), "number-literal-too-long@3:12", status=LIMIT)
            for text in ("1e1000000000", "1e-1000000000", "1e99999999999999999999", "1e1001", "1" * 1001)]
NUMBERS += [
    declarations("10 MB of digits", lambda: in_define("9" * 10_000_000), "number-literal-too-long@3:12", status=LIMIT),
    declarations("1,000 digits are read", in_define("9" * 1000)),
    value("100 % is one", in_define("100%"), "x", "100%\n"),
    value("two signs cancel", in_define("--5"), "x", "5\n"),
]

DATES = [declarations(f"the date {date}", in_define(date), "bad-date@3:12")
         for date in ("2023-02-29", "2024-02-30", "0000-01-01", "2024-13-01", "2024-00-10", "24-1-1", "10000-01-01", "2024-W01-1",
                      "2024-366", "2100-02-29", "2024-04-31", "2024-01-00", "1900-02-29")]
DATES.append(declarations("a leap day", in_define("2024-02-29")))

ENUM = "enum Risk ordered { low  medium  high }\n"
TWICE = [
    declarations("a definition twice", "define x = 1\ndefine x = 2\n", "duplicate-name@4:8"),
    declarations("a fact and a definition of one name", "fact x : integer\ndefine x = 2\n", "duplicate-name@4:8"),
    declarations("a field twice", "record R { a : integer  a : text }\n", status=RULES),
    declarations("an enum value twice", "enum E { a  b  a }\n", status=RULES),
    declarations("a parameter twice", "define f(a : integer, a : integer) = a\n", status=RULES),
    declarations("a table row twice", "table t(a : integer) : integer\n  1 : 2\n  1 : 2\n  otherwise : 0\n", "table-overlap"),
    Case("one alias for two packages", ["check", "p.rule"], RULES, files={
        "p.rule": "language 1\npackage p\n  use a as x\n  use b as x\ndefine z = 1\n",
        "a.rule": "language 1\npackage a\ndefine v = 1\n", "b.rule": "language 1\npackage b\ndefine v = 1\n"},
        errors=("duplicate-use@4:3",)),
    Case("one name in two files of a package", ["check", "q"], RULES, files={
        "q/a.rule": "language 1\npackage q\n  title en \"q\"\ndefine v = 1\n", "q/b.rule": "language 1\npackage q\ndefine v = 2\n"},
        errors=("duplicate-name",)),
    Case("one name in two packages that are used", ["check", "p.rule"], RULES, files={
        "p.rule": "language 1\npackage p\n  use a\n  use b\ndefine z = v\n",
        "a.rule": "language 1\npackage a\ndefine v = 1\n", "b.rule": "language 1\npackage b\ndefine v = 1\n"},
        errors=("ambiguous-name@5:12",)),
    value("branches that contradict each other", "define n = 5\ndefine x\n  when n > 3 : 1\n  when n > 4 : 2\n  otherwise : 0\n", "x",
          None, status=1, out=lambda out: b"conflict" in out),
    value("exceptions that contradict each other", "define n = 5\ndefine x = 1\nexception a to x when n > 1 : 2\n"
          "exception b to x when n > 2 : 3\n", "x", None, status=1, out=lambda out: b"conflict" in out),
    declarations("a keyword as a name", "define table = 1\n", "keyword-as-name@3:8"),
    declarations("a builtin's name", "define sqrt(a : number) = a\n", "name-of-builtin"),
]


# ---- packages that use others ---------------------------------------------------------------------------------------------------

def package(name: str, *uses: str) -> str:
    return f"language 1\npackage {name}\n" + "".join(f"  use {use}\n" for use in uses) + f"define v_{name.replace('.', '_')} = 1\n"


def chain(count: int) -> dict:
    return {f"p{i}.rule": package(f"p{i}", f"p{i + 1}") for i in range(count)} | {f"p{count}.rule": package(f"p{count}")}


def uses(name: str, *codes: str, files=None, status=RULES, **more) -> Case:
    return Case(name, ["check", "r/p.rule"], status, files={f"r/{path}": text for path, text in (files or {}).items()},
                errors=codes or (() if status == SATISFIED else None), **more)


def outside(folder):
    (folder / "elsewhere").mkdir()
    (folder / "elsewhere" / "secret.rule").write_text("SECRET = (\n")
    os.symlink(folder / "elsewhere" / "secret.rule", folder / "r" / "secret.rule")


SPECIAL = {"a pipe": lambda p: os.mkfifo(p), "a folder": lambda p: p.mkdir(), "an endless device": lambda p: os.symlink("/dev/zero", p),
           "standard input": lambda p: os.symlink("/dev/stdin", p), "a link to itself": lambda p: os.symlink(p, p),
           "a link to nothing": lambda p: os.symlink("nowhere", p)}

USES = [
    uses("two packages that use each other", "use-cycle", files={"p.rule": package("p", "q"), "q.rule": package("q", "p")},
         message="p -> q -> p"),
    uses("a package that uses itself", "use-cycle", files={"p.rule": package("p", "p")}),
    uses("a package used along two ways", status=SATISFIED, files={
        "p.rule": package("p", "a", "b"), "a.rule": package("a", "c"), "b.rule": package("b", "c"), "c.rule": package("c")}),
    Case("a chain of 900 packages", ["check", "p0.rule"], SATISFIED, files=chain(900), errors=()),
    Case("a chain of 1,200 packages", ["check", "p0.rule"], LIMIT, files=chain(1_200), errors=("too-many-packages",)),
    uses("a package that is not there", "unknown-package", files={"p.rule": package("p", "nowhere")}),
    uses("a path of 5,000 characters", files={"p.rule": package("p", "a" * 5_000)}),
    uses("a link out of the root", "file-outside-root", files={"p.rule": package("p", "secret")}, status=FILES, prepare=outside),
    uses("a name in other capital letters", "file-name-case", files={"p.rule": package("p", "Base"), "base.rule": package("base")}, status=FILES),
    Case("a folder that is no package", ["check", "d"], FILES, files={"d/readme.txt": "x"}, errors=("no-packages-found",)),
    Case("a file that is not there", ["run", "missing.rule"], FILES, errors=("file-unreadable",)),
    Case("an endless device as rules", ["run", "/dev/zero"], FILES, errors=("file-not-regular",)),
    Case("a pipe as rules", ["run", "p"], FILES, prepare=lambda folder: os.mkfifo(folder / "p"), errors=("file-not-regular",)),
] + [uses(f"`use` of {text!r}", files={"p.rule": f"language 1\npackage p\n  use {text}\ndefine x = 1\n"})
     for text in ('"../../../../etc/passwd"', "../../etc/passwd", "/etc/passwd", "~", "file://etc", "http://x.y", "\\\\server\\share",
                  "C:\\x", "a..b", "norma...b", "`..`", "`/etc/passwd`")
] + [Case(f"`use` of {name}", ["check", "r/p.rule"], status, files={"r/p.rule": package("p", "q")},
          prepare=lambda folder, make=make: make(folder / "r" / "q.rule"))
     for (name, make), status in zip(SPECIAL.items(), (FILES, FILES, FILES, RULES, FILES, RULES))]

CASES = NESTING + CHAINS + SIZES + EMPTY + BYTES + DISGUISES + TEXTS + NUMBERS + DATES + TWICE + USES
