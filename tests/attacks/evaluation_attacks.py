"""Rules that are costly, circular, or made to hide an error behind a condition."""
import json

from harness import FACTS, HEADER, LIMIT, MEBIBYTE, NEGATIVE, RULES, SATISFIED, UNDETERMINED, Case, declarations, value


def twice_each(depth: int) -> str:
    return "define x0 = 1\n" + "".join(f"define x{i} = (x{i - 1} + x{i - 1}) mod 1000003\n" for i in range(1, depth + 1))


def decided(name: str, text: str, facts: dict, verdict: str, status: int, **more) -> Case:
    return Case(name, ["run", "p.rule", "f.json", *more.pop("options", [])], status, files={"p.rule": HEADER + text, "f.json": json.dumps(facts)},
                out=lambda out: json.loads(out)["verdict"] == verdict, **more)


def deep(count: int) -> str:
    """A chain of definitions that ends in a fact, so that nothing can be known before the run."""
    return "fact f : integer\ndefine x0 = f\n" + "".join(f"define x{i} = x{i - 1} + 1\n" for i in range(1, count + 1))


LOOP = ("define x = count for each a in 0 .. 9999, b in 0 .. 9999, c in 0 .. 9999, d in 0 .. 9999 where a + b + c + d < 0\n")

GRAPHS = [
    value("2^60 ways through a graph of definitions", twice_each(60), "x60", f"{2**60 % 1000003}\n", seconds=1),
    Case("2^60 ways through a proof", ["run", "p.rule", "--value", "x60", "--proof"], SATISFIED, files={"p.rule": HEADER + twice_each(60)},
         out=lambda out: len(out) < MEBIBYTE and json.loads(out) is not None),
    Case("2^60 ways through an explanation", ["explain", "p.rule"], SATISFIED, as_json=False,
         files={"p.rule": HEADER + twice_each(60) + "require r : x60 >= 0\ndecide d\n  require r\n  gives v = x60\n"},
         out=lambda out: 0 < len(out) < MEBIBYTE),
    Case("2^60 ways through an explanation as JSON", ["explain", "p.rule", "--depth", "1000"], SATISFIED,
         files={"p.rule": HEADER + twice_each(60) + "require r : x60 >= 0\ndecide d\n  require r\n  gives v = x60\n"},
         out=lambda out: 0 < len(out) < 4 * MEBIBYTE and json.loads(out) is not None),
    declarations("a definition that rests on itself", "define x = x + 1\n", "cyclic-definition"),
    declarations("definitions that rest on each other", "define a = b\ndefine b = c\ndefine c = a\n", "cyclic-definition"),
    declarations("a function that calls itself", "define f(n : integer) = f(n - 1)\n", "cyclic-definition"),
    declarations("a circle of 10,000 definitions",
                 lambda: "".join(f"define x{i} = x{(i + 1) % 10_000}\n" for i in range(10_000)), status=LIMIT, first_error="call-chain-too-long"),
    declarations("units made of each other", "unit a = 2 b\nunit b = 3 a\n", "cyclic-units"),
    declarations("a record that holds itself", "record R { r : R }\n", "cyclic-record"),
    declarations("a circle through facts that are asked in turn", "fact a : boolean asked when b\nfact b : boolean asked when a\n", status=RULES),
]

COST = [
    value("four loops within one another", LOOP, "x", lambda out: b"step-limit" in out, status=LIMIT),
    Case("a limit on steps that was set", ["run", "p.rule", "--value", "x", "--max-steps", "100"], LIMIT,
         files={"p.rule": HEADER + "define x = sum of n for each n in 1 .. 1000\n"}, out=lambda out: b"step-limit" in out),
    Case("steps within that limit", ["run", "p.rule", "--value", "x", "--max-steps", "100000"], SATISFIED, as_json=False,
         files={"p.rule": HEADER + "define x = sum of n for each n in 1 .. 1000\n"}, out="500500\n"),
    value("a range of 10^12 numbers", "define x = count of (1 .. 1000000000000)\n", "x", lambda out: b"-limit" in out, status=LIMIT, seconds=15),
    value("a range of 10^30 numbers", "define x = count of (1 .. 10^30)\n", "x", lambda out: b"-limit" in out, status=LIMIT, seconds=15),
    value("lists that double 40 times",
          "define x0 = [1, 2]\n" + "".join(f"define x{i} = list of m for each m in x{i - 1}, n in [1, 2]\n" for i in range(1, 41)) +
          "define x = count of x40\n", "x", lambda out: b"-limit" in out, status=LIMIT, seconds=30),
    value("20,000 rules", lambda: "".join(f"define x{i} = {i}\n" for i in range(20_000)) + "define x = x19999\n", "x", "19999\n"),
    value("a table of 20,000 rows", lambda: "table t(a : integer) : integer\n" + "".join(f"  {i} : {i}\n" for i in range(20_000)) +
          "  otherwise : -1\ndefine x = t(19998)\n", "x", "19998\n"),
    Case("200 definitions in a chain", ["run", "p.rule", "f.json", "--value", "x199"], SATISFIED, as_json=False,
         files={"p.rule": HEADER + deep(199), "f.json": '{"f": 1}'}, out="200\n"),
    Case("201 definitions in a chain", ["run", "p.rule", "f.json", "--value", "x200"], LIMIT,
         files={"p.rule": HEADER + deep(200), "f.json": '{"f": 1}'}, errors=("call-chain-too-long",)),
    Case("100 definitions in a chain, each of 100 values in one another", ["run", "p.rule", "f.json", "--value", "x99"], LIMIT, as_json=False,
         files={"p.rule": HEADER + "fact f : integer\ndefine x0 = f\n" + "".join(
             f"define x{i} = " + "abs(" * 100 + f"x{i - 1}" + ")" * 100 + "\n" for i in range(1, 100)), "f.json": '{"f": 1}'},
         out=lambda out: True),
    Case("definitions in a chain of 100,000", ["run", "p.rule", "f.json", "--value", "x100000"], LIMIT,
         files={"p.rule": lambda: HEADER + deep(100_000), "f.json": '{"f": 1}'}, seconds=20),
    Case("little memory", ["run", "p.rule", "--value", "x"], SATISFIED, files={"p.rule": HEADER + "define x = 1\n"}, memory=200 * MEBIBYTE,
         as_json=False, out="1\n"),
]

BASE = "fact u : boolean\nfact n : integer\ndefine zero = 2 - 2\ndefine broken = 1 / zero > 0\n"
LOGIC = []
for operands, verdict, status in (
        ("1 > 2 and broken", "not_met", NEGATIVE), ("1 < 2 or broken", "met", SATISFIED), ("u and 1 > 2", "not_met", NEGATIVE),
        ("u or 1 < 2", "met", SATISFIED), ("u and 1 < 2", "undetermined", UNDETERMINED), ("u or 1 > 2", "undetermined", UNDETERMINED),
        ("u and u", "undetermined", UNDETERMINED)):
    left, word, right = operands.partition(" and ") if " and " in operands else operands.partition(" or ")
    for text in (operands, right + word + left):
        LOGIC.append(decided(f"the verdict on {text}", BASE + f"require r : {text}\ndecide d\n  require r\n", {}, verdict, status))
for text in ("u and broken", "broken and u", "1 < 2 and broken", "broken or u", "not broken"):
    LOGIC.append(Case(f"an error in {text}", ["run", "p.rule", "f.json"], NEGATIVE,
                      files={"p.rule": HEADER + BASE + f"require r : {text}\ndecide d\n  require r\n", "f.json": "{}"},
                      out=lambda out: json.loads(out)["verdict"] not in ("met", "not_met") and b"division-by-zero" in out))
LOGIC += [
    decided("an unknown number inside of its bounds", "fact n : integer in 0 .. 10\nrequire r : n <= 10\ndecide d\n  require r\n", {}, "met", SATISFIED),
    decided("an unknown member is not a pass", "fact l : list of boolean\nrequire r : all x in l satisfy x\ndecide d\n  require r\n",
            {"l": [True, None]}, "undetermined", UNDETERMINED),
    decided("a list that is missing is not empty", "fact l : list of boolean\nrequire r : all x in l satisfy x\ndecide d\n  require r\n",
            {}, "undetermined", UNDETERMINED),
    decided("a text that is silent is not a pass",
            "fact n : integer\ntable t(n) : integer\n  ..10 : 1\n  11.. : silent\nrequire r : t(n) = 1\ndecide d\n  require r\n", {"n": 12},
            "undetermined", UNDETERMINED),
    decided("a conflict is not a pass",
            "fact n : integer\ndefine v\n  when n > 1 : 1\n  when n > 2 : 2\n  otherwise : 1\nrequire r : v >= 1\ndecide d\n  require r\n",
            {"n": 3}, "refused", NEGATIVE),
]

# Keys that a plain hash of bytes would throw together must not cost more than others.
HASHED = [
    Case("200,000 keys in one object", ["run", "p.rule", "f.json"], FACTS, seconds=10,
         files={"p.rule": HEADER + "fact n : integer\nrequire r : n > 0\ndecide d\n  require r\n",
                "f.json": lambda: "{" + ",".join('"' + format(i, "018b").replace("0", "Aa").replace("1", "BB") + '":1' for i in range(200_000)) + "}"},
         first_error="fact-unknown-name"),
    Case("100,000 members of a list with a key", ["run", "p.rule", "f.json", "--value", "x"], SATISFIED, as_json=False, out="100000\n",
         files={"p.rule": HEADER + "record R { k : text }\nfact l : list of R unique by k\ndefine x = count of l\n",
                "f.json": lambda: json.dumps({"l": [{"k": f"k{i}"} for i in range(100_000)]})}),
]

PLACES = [Case(f"the same bytes under {', '.join(f'{k}={v}' for k, v in environment.items())}", ["run", "p.rule", "f.json"], SATISFIED,
               files={"p.rule": HEADER + "fact n : number\nfact d : date\nrequire r : n > 0.5\ndecide x\n  require r\n  gives v = n\n        w = d\n",
                      "f.json": '{"n": 1234.5, "d": "2026-03-29"}'}, environment=environment,
               out=lambda out: b'"v": "1234.5"' in out and b'"w": "2026-03-29"' in out)
          for environment in ({}, {"LC_ALL": "tr_TR.UTF-8"}, {"LC_ALL": "de_DE.UTF-8"}, {"LC_ALL": "C"}, {"TZ": "Pacific/Kiritimati"})]

CASES = GRAPHS + COST + LOGIC + HASHED + PLACES
