"""Facts that are malformed, huge, ambiguous or made to be misread. No record may spoil another, and no fault may become a verdict."""
import json
import os

from harness import FACTS, FILES, LIMIT, MEBIBYTE, NEGATIVE, SATISFIED, UNDETERMINED, USAGE, Case

RULES_TEXT = """language 1
package p
enum Risk ordered { low  medium  high }
record Site { name : text  headcount : integer }
fact score : number in 0 .. 100
fact amount : number
fact people : integer
fact share : %
fact day : date
fact flag : boolean
fact label : text
fact risk : Risk
fact sites : list of Site unique by name
fact marks : list of number
fact spare : number or none
fact café : integer
fact constructor : integer
fact __proto__ : integer
define twice = amount * 2
define average = (sum of marks) / count of marks
define largest = max of marks
define all_marks = all m in marks satisfy m > 60
define some_mark = some m in marks where m > 60
define spared = spare
define shown = label
define label_given = label = "x"
require enough : score >= 60
decide d
  require enough
"""
RULE_FILES = {"p.rule": RULES_TEXT}


def bad(name: str, document, *errors: str, status: int = FACTS, form: str = "json", **more) -> Case:
    """`norma run` on a facts document that must be refused with exactly these errors."""
    return Case(name, ["run", "p.rule", "f." + form], status, files={**RULE_FILES, "f." + form: document}, errors=errors or None, **more)


def good(name: str, document, asked: str, answer, status: int = SATISFIED, form: str = "json", **more) -> Case:
    return Case(name, ["run", "p.rule", "f." + form, "--value", asked], status, files={**RULE_FILES, "f." + form: document},
                out=answer, as_json=False, **more)


def fact(name: str, literal: str, *errors: str, key: str = "amount", **more) -> Case:
    return bad(name, f'{{"{key}": {literal}}}', *errors, **more)


KEYS = [
    bad("a key twice", '{"score": 59, "score": 61}', "fact-duplicate-key@1:15"),
    bad("a key twice, once escaped", '{"score": 59, "sc\\u006fre": 61}', "fact-duplicate-key@1:15"),
    bad("a key twice, composed and decomposed", '{"café": 1, "cafe\u0301": 2}', status=FACTS),
    bad("a key that is not in NFC", '{"cafe\u0301": 2}', "fact-key-not-nfc"),
    bad("a key twice inside a record", '{"sites": [{"name": "a", "name": "b", "headcount": 1}]}', "fact-duplicate-key@1:26"),
    bad("a misspelt fact", '{"scroe": 59}', "fact-unknown-name", message="score"),
    bad("a fact in other capital letters", '{"Score": 59}', "fact-unknown-name", message="score"),
    bad("a blank behind a fact's name", '{"score ": 59}', "fact-unknown-name", message="score"),
    bad("an unknown field of a record", '{"sites": [{"name": "a", "head_count": 1}]}', status=FACTS,
        first_error="fact-unknown-field"),
    bad("a key twice in YAML", "score: 59\nscore: 61\n", "fact-duplicate-key@2:1", form="yaml"),
] + [bad(f"the key {key!r}", json.dumps({key: 1}), "fact-unknown-name") for key in ("toString", "length", "a.b", "a/b", "", "$ref")]
KEYS += [good(f"a fact called {key}", f'{{"{key}": 1, "amount": 4}}', "twice", "8\n") for key in ("constructor", "__proto__")]

NESTING = [
    bad("100,000 open brackets", lambda: "[" * 100_000, status=FACTS),
    bad("100,000 open objects", lambda: '{"a":' * 100_000, "facts-malformed"),
    bad("100,000 objects that are closed", lambda: '{"a":' * 100_000 + "1" + "}" * 100_000, "facts-too-deep", status=LIMIT),
    bad("a nested list that is closed", lambda: '{"marks":' + "[" * 1000 + "]" * 1000 + "}", "facts-too-deep", status=LIMIT),
    bad("100,000 open brackets in YAML", lambda: "a: " + "[" * 100_000, status=FACTS, form="yaml"),
    bad("1,000 brackets in YAML", lambda: "a: " + "[" * 1_000 + "]" * 1_000, status=LIMIT, form="yaml", first_error="facts-too-deep"),
    bad("10,000 indented keys in YAML", lambda: "".join(" " * i + "a:\n" for i in range(5_000)), status=LIMIT, form="yaml",
        first_error="facts-too-deep"),
    bad("10,000 lists on one line of YAML", lambda: "- " * 10_000 + "1", status=LIMIT, form="yaml", first_error="facts-too-deep"),
]

NUMBERS = [
    good("a decimal is exact", '{"amount": 0.1}', "twice", "0.2\n"),
    good("more digits than a double has", '{"amount": 0.30000000000000004}', "twice", "0.60000000000000008\n"),
    good("a large exact integer", '{"amount": 12345678901234567890123}', "twice", "24691357802469135780246\n"),
    good("a negative zero", '{"amount": -0}', "twice", "0\n"), good("a negative decimal zero", '{"amount": -0.0}', "twice", "0\n"),
    good("an exponent", '{"amount": 1E+2}', "twice", "200\n"),
    good("an exponent of 400", '{"amount": 1e400}', "twice", "200000…000000 (401 digits)\n"),
    good("an exact number in YAML", "amount: 0.1\n", "twice", "0.2\n", form="yaml"),
    good("no number read as an octal in YAML", 'label: "017"\namount: 2\n', "twice", "4\n", form="yaml"),
    good("1,000 digits", lambda: '{"amount": ' + "9" * 1000 + "}", "twice", "199999…999998 (1001 digits)\n"),
    fact("1,001 digits", "9" * 1001, "fact-number-too-long", status=LIMIT),
    fact("10 MB of digits", "9" * 10_000_000, "fact-number-too-long", status=LIMIT),
    bad("digits enough in YAML", "amount: " + "9" * 1001 + "\n", "fact-number-too-long", status=LIMIT, form="yaml"),
] + [fact(f"the number {text}", text, "fact-number-too-long", status=LIMIT)
     for text in ("-2645e-1141622225", "1e2147483648", "1e-9223372036854775809", "1e99999999999999999999", "1e1001")]
NUMBERS += [fact(f"the number {text}", text, status=FACTS)
            for text in ("NaN", "nan", "nan123", "Infinity", "-Infinity", "+1", "01", "1.", ".1", "0x1", "1_0", "true1", "1e", "-", "--1",
                         "1e+", "1..2", "１")]
NUMBERS += [fact(f"{kind} as {text}", text, "fact-wrong-type", key=key)
            for key, kind, texts in (
                ("amount", "a number", ('"５９"', '" 60"', '"60%"', "true", "[1]", '{"a": 1}', '""', "[]", "{}")),
                ("flag", "a boolean", ("0", "1", '"yes"', '"true"', "[]")), ("label", "a text", ("1", "true", "[]", "{}")),
                ("marks", "a list", ("1", '"1"', "{}")), ("risk", "an enum value", ("1", "true", "[]")),
                ("sites", "a list of records", ("7", '"x"')), ("day", "a date", ("45296", "true")))
            for text in texts]
NUMBERS += [
    fact("a whole number with a fraction", "1.5", "fact-not-whole", key="people"),
    fact("a list of mixed types", '[1, "2", true]', "fact-wrong-type", key="marks"),
    fact("a list of lists", "[[1]]", "fact-wrong-type", key="marks"),
    fact("a list with a key as an object of other things", '{"a": true}', "fact-wrong-type", key="sites"),
    fact("a value out of range", "100.0000000000000000000000000001", "fact-out-of-range", key="score"),
    fact("an unknown enum value", '"hgih"', "fact-unknown-value", key="risk", message="high"),
    fact("an enum value in other capital letters", '"High"', "fact-unknown-value", key="risk"),
    fact("a key of a list twice", '[{"name": "a", "headcount": 1}, {"name": "a", "headcount": 2}]', "fact-repeated-member", key="sites"),
] + [fact(f"the date {text}", f'"{text}"', "fact-bad-date", key="day")
     for text in ("2023-02-29", "0000-00-00", "0000-01-01", "2024-1-5", "05/01/2024", "2024-01-05T00:00:00+14:00", "2024-01-05 ",
                  "10000-01-01", "-001-01-01", "２０２４-01-05", "")]

# Missing, null, empty and none are four things.
STATES = [
    Case("a fact that is missing", ["run", "p.rule", "f.json"], UNDETERMINED, files={**RULE_FILES, "f.json": "{}"},
         out=lambda out: b'"name": "score"' in out and json.loads(out)["verdict"] == "undetermined"),
    Case("a fact that is null", ["run", "p.rule", "f.json"], UNDETERMINED, files={**RULE_FILES, "f.json": '{"score": null}'},
         out=lambda out: b'"name": "score"' in out and json.loads(out)["verdict"] == "undetermined"),
    fact("none where there is always a value", '"none"', status=FACTS),
    good("none where there may be none", '{"spare": "none"}', "spared", "none\n"),
    good("an empty text is a text", '{"label": ""}', "label_given", "false\n"),
    good("all of nothing", '{"marks": []}', "all_marks", "true\n"),
    good("some of nothing", '{"marks": []}', "some_mark", "false\n"),
    good("the largest of nothing", '{"marks": []}', "largest", "none\n"),
    good("the average of nothing", '{"marks": []}', "average", lambda out: b"division-by-zero" in out, status=NEGATIVE),
    good("a list that is missing", "{}", "all_marks", lambda out: b"undetermined" in out and b"marks" in out, status=UNDETERMINED),
]

JSON = [bad(f"JSON with {kind}", text, status=FACTS) for kind, text in {
    "a trailing comma": '{"amount": 1,}', "a comment": '{"amount": 1} // x', "a comment inside": '{/* x */"amount": 1}',
    "single quotes": "{'amount': 1}", "a bare key": "{amount: 1}", "two values": '{"amount": 1} {"amount": 2}', "a trailing NUL": '{"amount": 1}\0',
    "trailing garbage": '{"amount": 1}x', "a list at the top": '[{"amount": 1}]', "a number at the top": "1", "nothing": "", "only blanks": " \n",
    "a missing brace": '{"amount": 1', "a missing value": '{"amount":}', "a missing colon": '{"amount" 1}', "a text that does not end": '{"label": "a',
    "a key that does not end": '{"amou', "a form feed": '{"amount":\f1}', "a raw line end in a text": '{"label": "a\nb"}',
    "a raw control character": '{"label": "a\x01b"}', "a capital True": '{"flag": True}', "an unknown word": '{"flag": tru}'}.items()]
JSON += [bad(f"JSON with {kind}", text, status=FACTS) for kind, text in {
    "a lone high surrogate": b'{"label": "\\ud800"}', "a half pair": b'{"label": "\\ud83dx"}', "a lone low surrogate": b'{"label": "\\udc00"}',
    "a lone surrogate in a key": b'{"\\ud800": 1}', "malformed UTF-8": b'{"label": "\xff"}', "a surrogate in UTF-8": b'{"label": "\xed\xa0\x80"}',
    "malformed UTF-8 in a key": b'{"\xc3": 1}', "UTF-16": '{"amount": 1}'.encode("utf-16")}.items()]

YAML = [bad(f"YAML with {kind}", text, form="yaml", status=FACTS) for kind, text in {
    "laughs by the billion": "a: &a [x,x,x]\n" + "".join(f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)},*{chr(97 + i)}]\n" for i in range(9)),
    "an alias to itself": "marks: &a [*a]\n", "a merge key": "<<: {amount: 1}\n", "a tag": "label: !!binary aGk=\n",
    "a tag of a language": "label: !!python/object:os.system x\n", "a tag of one's own": "label: !mine x\n",
    "two documents": "amount: 1\n---\namount: 2\n", "a tab as indentation": "sites:\n\t- name: a\n", "an anchor on a key": "&a amount: 1\n",
    "a list at the top": "- amount: 1\n", "a bare scalar": "x\n", "an unclosed list": "marks: [1, 2\n", "a bad escape": 'label: "\\q"\n',
    "an unclosed quote": "label: 'a\n", "nothing": "", "a NUL": "label: a\0b\n"}.items()]
YAML += [bad(f"the YAML scalar {text}", f"label: {text}\n", form="yaml", status=FACTS)
         for text in ("no", "NO", "off", "Yes", "on", "y", "1e3", "0o17", "017", "1:20", ".inf", ".NaN", "12_000", "0x1F", "=")]

LINES = '{"score": 61}\n'


def records(text, *wanted: str, status: int = FACTS, name: str, **more) -> Case:
    """NDJSON: `wanted` has, for each record in order, a verdict or the code of its first error."""
    def matches(out: bytes) -> bool:
        got = [json.loads(line) for line in out.decode().splitlines()]
        shown = [record.get("verdict") or record["errors"][0]["code"] for record in got]
        return shown == list(wanted) and [record["record"] for record in got] == list(range(1, len(got) + 1))
    return Case(name, ["run", "p.rule", "f.ndjson"], status, files={**RULE_FILES, "f.ndjson": text}, out=matches, **more)


NDJSON = [
    records(LINES + '{"score": 61', "met", "facts-malformed", name="a last line that is cut off"),
    records("\n" + LINES + "\r\n\n" + LINES, "met", "met", status=SATISFIED, name="blank lines"),
    records("\ufeff" + LINES, "met", status=SATISFIED, name="a byte order mark before the first record"),
    records(LINES.replace("\n", "\r\n") * 2, "met", "met", status=SATISFIED, name="CRLF between records"),
    records('[1]\n3\n"x"\nnull\n' + LINES, *["facts-not-an-object"] * 4, "met", name="lines that are no objects"),
    records('{"score": 61} {"score": 62}\n' + LINES, "facts-malformed", "met", name="two objects on one line"),
    records('{"score":\n61}\n' + LINES, "facts-malformed", "facts-not-an-object", "met", name="an object over two lines"),
    records('{"score": 61},\n' + LINES, "facts-malformed", "met", name="commas between records"),
    records('{"score": 59}\n{"scroe": 1}\n{}\n' + LINES, "not_met", "fact-unknown-name", "undetermined", "met",
            name="one faulty record among others"),
    records("", status=SATISFIED, name="no records"),
    records(lambda: '{"label": "' + "a" * 70_000_000 + '"}\n' + LINES, "facts-too-large", "met", status=LIMIT,
            name="a line beyond the limit", memory=512 * MEBIBYTE, seconds=20),
    records(lambda: LINES * 50_000, *["met"] * 50_000, status=SATISFIED, name="50,000 records in flat memory", memory=256 * MEBIBYTE),
]

FILES_OF_FACTS = [
    Case("facts that are a folder", ["run", "p.rule", "d"], FILES, files=RULE_FILES, prepare=lambda folder: (folder / "d").mkdir(),
         errors=("file-unreadable",)),
    Case("facts that never end", ["run", "p.rule", "/dev/zero"], FILES, files=RULE_FILES, errors=("file-not-regular",)),
    Case("records that never end", ["run", "p.rule", "/dev/zero", "--facts-format", "ndjson"], FILES, files=RULE_FILES, seconds=5),
    Case("facts that are not there", ["run", "p.rule", "nowhere.json"], FILES, files=RULE_FILES, errors=("file-unreadable",)),
    Case("a sparse file of 1 TB", ["run", "p.rule", "big.json"], LIMIT, files=RULE_FILES, errors=("facts-too-large",),
         prepare=lambda folder: os.truncate(os.open(folder / "big.json", os.O_CREAT | os.O_RDWR), 1 << 40)),
    Case("standard input named twice", ["run", "p.rule", "-", "-"], USAGE, files=RULE_FILES, stdin=b'{"score": 61}',
         errors=("standard-input-twice",)),
    bad("a document of 70 MB", lambda: '{"label": "' + "a" * 70_000_000 + '"}', "facts-too-large", status=LIMIT),
    bad("a million unknown keys", lambda: "{" + ",".join(f'"k{i}": 1' for i in range(1_000_000)) + "}", status=FACTS,
        first_error="fact-unknown-name", seconds=10),
    bad("a key of 1 MB", lambda: '{"' + "k" * 1_000_000 + '": 1}', "fact-unknown-name"),
    Case("a faulty setting of a reading", ["run", "p.rule", "f.json", "--reading", "nothing"], USAGE,
         files={**RULE_FILES, "f.json": "{}"}),
]

ESCAPES = "\x1b[2J\x1b]52;c;aGk=\x07\u202e\u200b"
SHOWN = [
    Case("terminal escapes in a text that is shown", ["run", "p.rule", "f.json", "--value", "shown"], SATISFIED, as_json=False,
         files={**RULE_FILES, "f.json": json.dumps({"label": "a\u009b" + "\u202eb"})}, out=lambda out: True),
    bad("terminal escapes in a key", json.dumps({ESCAPES: 1}), status=FACTS),
    Case("terminal escapes in a key, as text", ["run", "p.rule", "f.json"], FACTS, as_json=False,
         files={**RULE_FILES, "f.json": json.dumps({ESCAPES: 1})}),
    Case("terminal escapes in an enum value", ["run", "p.rule", "f.json"], FACTS, as_json=False,
         files={**RULE_FILES, "f.json": json.dumps({"risk": ESCAPES})}),
    Case("terminal escapes in a file name", ["run", "p.rule", "f" + ESCAPES + ".json"], FILES, as_json=False, files=RULE_FILES),
]

CASES = KEYS + NESTING + NUMBERS + STATES + JSON + YAML + NDJSON + FILES_OF_FACTS + SHOWN
