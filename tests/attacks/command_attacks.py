"""The command line itself: closed and full outputs, signals, odd names and odd options."""
import os
import shlex
import signal
import subprocess

from harness import FACTS, FILES, HEADER, LIMIT, NEGATIVE, RULES, SATISFIED, UNDETERMINED, USAGE, Case

RULES_TEXT = HEADER + "fact score : number\nrequire r : score >= 60\ndecide d\n  require r\n  gives doubled = score * 2\n"
FILES_OF_CASE = {"p.rule": RULES_TEXT, "good.json": '{"score": 61}', "poor.json": '{"score": 59}', "open.json": "{}",
                 "bad.json": '{"scroe": 61}', "broken.rule": HEADER + "define x = (\n"}


def run(name: str, arguments: str, status: int, **more) -> Case:
    more.setdefault("as_json", False)
    more.setdefault("out", (lambda out: True) if status in (SATISFIED, NEGATIVE, UNDETERMINED) else b"")
    return Case(name, shlex.split(arguments), status, files={**FILES_OF_CASE, **more.pop("files", {})}, **more)


def shell(name: str, script: str, status: int, **more) -> Case:
    """The script sees the program as `$NORMA`, and its status is that of the last command."""
    more.setdefault("out", lambda out: True)
    return Case(name, [script], status, files={**FILES_OF_CASE, **more.pop("files", {})}, as_json=False, through_shell=True, **more)


STATUSES = [
    run("all requirements met", "run p.rule good.json", SATISFIED), run("a requirement not met", "run p.rule poor.json", NEGATIVE),
    run("a fact missing", "run p.rule open.json", UNDETERMINED), run("facts that are invalid", "run p.rule bad.json", FACTS),
    run("rules that are invalid", "run broken.rule good.json", RULES), run("a limit exceeded", "eval 10^(10^9)", LIMIT),
    run("a command that does not exist", "rnu p.rule", USAGE), run("a file that does not exist", "run p.rule nowhere.json", FILES),
    run("the worst of several cases", "run p.rule good.json poor.json bad.json", FACTS, out=lambda out: b"bad.json" not in out),
]

OPTIONS = [run(f"the arguments {arguments or 'none'}", arguments, USAGE) for arguments in (
    "", "--nothing", "run", "run p.rule --nothing", "run p.rule good.json --decide", "run p.rule --decide d --decide d", "run p.rule --format xml",
    "run p.rule --max-steps 0", "run p.rule --max-steps=-1", "run p.rule --max-steps 1e9", "run p.rule --max-steps 99999999999999999999",
    "run p.rule --max-steps ''", "run p.rule --max-file-bytes 0", "run p.rule --max-file-bytes=-5", "run p.rule --max-file-bytes 99999999999",
    "run p.rule good.json --on 2026-02-30", "run p.rule --decide nobody", "run p.rule --value 'd('", "run p.rule --value d --decide d",
    "run p.rule good.json --reading x", "run p.rule --facts-format xml good.json", "check", "eval", "eval 1 2", "eval 1 --lines", "explain p.rule good.json poor.json",
    "facts p.rule --decide nobody", "run p.rule --color sometimes good.json", "run p.rule --lang xx good.json")]

NAMES = [
    run("a file called --help", "run p.rule -- --help", SATISFIED, files={"--help": '{"score": 61}'}),
    run("a file called -rf", "run p.rule -- -rf", SATISFIED, files={"-rf": '{"score": 61}'}),
    run("a file whose name holds a line end", "run p.rule 'a\nb.json'", FACTS, files={"a\nb.json": '{"scroe": 61}'}),
    run("a file whose name holds blanks and quotes", "run p.rule 'a \"b.json'", SATISFIED, files={'a "b.json': '{"score": 61}'}),
    run("a file whose name holds an escape", "run p.rule 'a\x1b[2J.json'", FACTS, files={"a\x1b[2J.json": '{"scroe": 61}'}),
    run("a file whose name is not UTF-8", "run p.rule a\udcff.json", FACTS, files={"a\udcff.json": '{"scroe": 61}'}),
    Case("such a name in JSON", ["run", "p.rule", "a\udcff.json"], FACTS, files={"p.rule": RULES_TEXT, "a\udcff.json": '{"scroe": 61}'},
         errors=("fact-unknown-name",)),
    run("an argument of 100,000 characters", "run p.rule " + "a" * 100_000, FILES),
    run("3,000 files", "run p.rule " + "good.json " * 3_000, SATISFIED),
    run("a file that starts with @", "run p.rule @good.json", FILES),
]

OUTPUTS = [
    shell("a reader that goes away", '"$NORMA" check p.rule --dump-syntax | head -c 1 >/dev/null; echo ${PIPESTATUS[0]}', SATISFIED,
          out=lambda out: out.strip() in (b"0", b"7")),
    shell("a reader that goes away in the middle of records",
          'for i in $(seq 1000); do echo \'{"score": 61}\'; done > r.ndjson; for i in 1 2 3 4 5 6 7; do cat r.ndjson r.ndjson > s; mv s r.ndjson; done; '
          '"$NORMA" run p.rule r.ndjson | head -n 1 >/dev/null; echo ${PIPESTATUS[0]}', SATISFIED, out=b"7\n"),
    shell("standard output is full", '"$NORMA" run p.rule good.json > /dev/full', FILES),
    shell("standard output is full for help", '"$NORMA" --help > /dev/full', FILES),
    shell("standard output is full for the version", '"$NORMA" --version > /dev/full', FILES),
    shell("standard output is closed", '"$NORMA" run p.rule good.json >&-', FILES),
    shell("standard input is closed", '"$NORMA" run p.rule - <&-', FILES, out=b""),
    shell("standard error is closed", '"$NORMA" run p.rule bad.json 2>&-', FACTS, out=b""),
    shell("everything is closed", '"$NORMA" run p.rule good.json <&- >&- 2>&-', FILES),
    shell("standard error is full", '"$NORMA" run p.rule bad.json 2>/dev/full', FACTS, out=b""),
    shell("a folder as standard input", '"$NORMA" run p.rule - < .', FILES, out=b""),
    shell("a file that may not be read", 'chmod 0 good.json; [ -r good.json ] && exit 7; "$NORMA" run p.rule good.json', FILES, out=b""),
    shell("one file that is missing among others", '"$NORMA" run p.rule good.json nowhere.json good.json', FILES,
          out=lambda out: out.count(b"== good.json") == 2),
    shell("a reader of reports that does not read", '(for i in $(seq 20000); do echo "define x = ;"; done) > many.rule; '
          '"$NORMA" check many.rule 2> >(sleep 1; wc -c >/dev/null)', RULES, out=b""),
]

COLOURS = [
    run("no escapes without a terminal", "run p.rule bad.json", FACTS), run("no escapes on a dumb terminal", "run p.rule bad.json", FACTS,
                                                                             environment={"TERM": "dumb"}),
    run("no escapes where they are refused", "run p.rule bad.json", FACTS, environment={"NO_COLOR": "1"}),
    run("an environment of odd values", "run p.rule good.json", SATISFIED,
        environment={"LC_ALL": "x" * 10_000, "TZ": ":/etc/passwd", "COLUMNS": "-1", "LANG": "\udcff"}),
    shell("no environment at all", 'env -i "$NORMA" run p.rule good.json', SATISFIED),
]


def stopped(number: int) -> str:
    """Sends a signal while records are waited for; only whole lines may have been written."""
    return (f'mkfifo in; (echo \'{{"score": 61}}\'; sleep 3) > in & "$NORMA" run p.rule in --facts-format ndjson > out & '
            f'program=$!; sleep 0.5; kill -{number} $program; wait $program; status=$?; tail -c 1 out | od -An -c | tr -d " \\n"; exit $((status - 128))')


SIGNALS = [shell(f"signal {number} between records", stopped(number), number, out=lambda out: out in (b"", b"\\n"))
           for number in (signal.SIGTERM,)]

LINES = [
    run("expressions that fail among others", "eval --lines", NEGATIVE, stdin=b"1/3\n1/0\n\n(\nsqrt(8)\n10^(10^9)\n" + b"(" * 5000 + b"\n1\n",
        out=lambda out: [line[:6] for line in out.splitlines()] == [b"1/3", b"error:", b"", b"error:", b"2*sqrt", b"error:", b"error:", b"1"]),
    run("bytes that are no text among expressions", "eval --lines", NEGATIVE, stdin=b"1\n\xff\n\x00\n2\n",
        out=lambda out: len(out.splitlines()) == 4 and out.splitlines()[3] == b"2"),
    run("an expression that tries to leave its brackets", "eval '1) define y = (2'", RULES),
    run("an expression with line ends", "eval '1 +\n2'", SATISFIED, out=b"3\n"),
    run("an expression with a comment", "eval '1 # one'", SATISFIED, out=b"1\n"),
    run("an expression of two megabytes", "eval --lines", SATISFIED, stdin=b"1" + b"+1" * 1_000_000 + b"\n", out=b"1000001\n"),
]

CASES = STATUSES + OPTIONS + NAMES + OUTPUTS + COLOURS + SIGNALS + LINES
