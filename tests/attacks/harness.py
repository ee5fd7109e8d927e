"""What every attack shares: a case, how it is run within bounds of time and memory, and what must hold whatever it is.

A case passes when the program ends by itself with the expected status, reports what is expected where it is expected, writes
nothing to standard output that could be taken for an answer when it refuses, and never lets control characters of its input
through to a terminal.
"""
import dataclasses
import json
import os
import re
import resource
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import Callable, Optional, Union

SATISFIED, NEGATIVE, USAGE, RULES, FACTS, LIMIT, UNDETERMINED, FILES = range(8)

HEADER = "language 1\npackage p\n"
MEBIBYTE = 1 << 20
# A report may quote its input, never all of it.
LARGEST_REPORT = 400_000
FAULTS = re.compile(rb"AddressSanitizer|LeakSanitizer|runtime error:|terminate called|internal fault|core dumped")
# Characters that steer a terminal or the order of text; C1 controls in UTF-8 form included.
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]")


@dataclasses.dataclass
class Result:
    status: int
    out: bytes
    err: bytes

    def reports(self) -> list:
        """The diagnostics on standard error, as `--format json` writes them: one array for each package or file."""
        text, decoder, found = self.err.decode("utf-8"), json.JSONDecoder(), []
        while text.strip():
            part, end = decoder.raw_decode(text.lstrip())
            text = text.lstrip()[end:]
            found += part
        return found


@dataclasses.dataclass
class Case:
    name: str
    arguments: list
    status: int
    files: dict = dataclasses.field(default_factory=dict)
    errors: Optional[tuple] = None      # every error in order, `code` or `code@line:column`; None: not looked at
    first_error: Optional[str] = None   # the first error alone
    warnings: Optional[tuple] = None
    message: Optional[str] = None       # must stand in some message, help or label
    out: Union[None, str, bytes, Callable] = None  # exact text, or a predicate on the bytes
    stdin: bytes = b""
    prepare: Optional[Callable] = None  # called with the folder before the run
    seconds: float = 10
    memory: int = 2048 * MEBIBYTE
    environment: dict = dataclasses.field(default_factory=dict)
    as_json: bool = True
    through_shell: bool = False         # the only argument is a script


class Runner:
    def __init__(self, program: Path, sanitized: bool):
        self.program, self.sanitized = program, sanitized

    def run(self, case: Case) -> list:
        """What is wrong, one line each; empty when the case holds."""
        with tempfile.TemporaryDirectory(prefix="norma-attack-") as name:
            folder = Path(name)
            write_files(folder, case.files)
            if case.prepare:
                case.prepare(folder)
            try:
                result = self.execute(case, folder)
            except subprocess.TimeoutExpired:
                return ["waits without end"]
        return check(case, result)

    def execute(self, case: Case, folder: Path) -> Result:
        options = ["--format", "json"] if case.as_json else []
        command = ["bash", "-c", *case.arguments] if case.through_shell else [str(self.program), *options, *case.arguments]
        # Instrumented code is slower, and reserves address space without end.
        seconds = int(case.seconds * (12 if self.sanitized else 1))

        # Time is what the program itself used, so that a busy machine changes nothing; the other bound is for waiting.
        def bound():
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
            if not self.sanitized:
                resource.setrlimit(resource.RLIMIT_AS, (case.memory, case.memory))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

        done = subprocess.run(command, cwd=folder, input=case.stdin, capture_output=True,
                              timeout=6 * seconds + 20, preexec_fn=bound, check=False,
                              env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "NORMA": str(self.program), **case.environment})
        return Result(done.returncode, done.stdout, done.stderr)


def write_files(folder: Path, files: dict) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        content = content() if callable(content) else content
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)


def check(case: Case, result: Result) -> list:
    faults = always(case, result)
    if faults:
        return faults
    faults = answer_faults(case, result)
    looked_at = (case.errors, case.first_error, case.warnings, case.message)
    if case.as_json and any(wanted is not None for wanted in looked_at):
        faults += report_faults(case, result)
    elif case.message is not None and case.message.encode() not in result.err + result.out:
        faults.append(f"no message says {case.message!r}: {shortened(result.err)}")
    return faults


def always(case: Case, result: Result) -> list:
    faults = []
    if result.status == -signal.SIGXCPU:
        return [f"took more than {case.seconds} s"]
    if result.status < 0:
        faults.append(f"killed by signal {-result.status}")
    if FAULTS.search(result.err):
        faults.append("a fault of the program: " + shortened(result.err, 2000))
    if result.status != case.status:
        faults.append(f"exit status {result.status}, not {case.status}: {shortened(result.err or result.out)}")
    if len(result.err) > LARGEST_REPORT:
        faults.append(f"{len(result.err)} bytes of reports")
    unsafe = UNSAFE.search((result.err + b"\n" + result.out).decode("utf-8", "replace"))
    if unsafe:
        faults.append(f"U+{ord(unsafe.group()):04X} reaches the reader")
    return faults


def answer_faults(case: Case, result: Result) -> list:
    if callable(case.out):
        return [] if case.out(result.out) else [f"standard output is not as expected: {shortened(result.out)}"]
    if case.out is not None:
        wanted = case.out if isinstance(case.out, bytes) else case.out.encode("utf-8")
        return [] if result.out == wanted else [f"standard output {shortened(result.out)}, not {shortened(wanted)}"]
    refused = case.status in (USAGE, RULES, FACTS, LIMIT, FILES)
    return [f"refused, but answered: {shortened(result.out)}"] if refused and result.out else []


def report_faults(case: Case, result: Result) -> list:
    try:
        reports = result.reports()
    except ValueError as reason:
        return [f"reports are not JSON ({reason}): {shortened(result.err)}"]
    errors = [report for report in reports if report["severity"] == "error"]
    warnings = [report["code"] for report in reports if report["severity"] == "warning"]
    faults = []
    if case.errors is not None and not same(case.errors, errors):
        faults.append(f"errors {[place(e) for e in errors][:5]}, not {list(case.errors)}")
    if case.first_error is not None and not same((case.first_error,), errors[:1]):
        faults.append(f"first error {[place(e) for e in errors[:1]]}, not {case.first_error}")
    if case.warnings is not None and tuple(warnings) != case.warnings:
        faults.append(f"warnings {warnings}, not {list(case.warnings)}")
    if case.message is not None and case.message not in json.dumps(reports, ensure_ascii=False):
        faults.append(f"no message says {case.message!r}: {shortened(result.err)}")
    return faults


def place(report: dict) -> str:
    return f"{report['code']}@{report.get('line', 0)}:{report.get('column', 0)}"


def same(wanted: tuple, reports: list) -> bool:
    return len(wanted) == len(reports) and all(
        place(report) == code or report["code"] == code for code, report in zip(wanted, reports))


def shortened(data: bytes, size: int = 400) -> str:
    text = data[:size].decode("utf-8", "backslashreplace")
    return repr(text) + (f" … {len(data)} bytes" if len(data) > size else "")


# ---- short ways to write cases ------------------------------------------------------------------------------------------------

def rules(name: str, text: Union[str, bytes, Callable], *errors: str, status: Optional[int] = None, **more) -> Case:
    """`norma check` on one file that holds exactly `text`. `errors` are all there are; where only `first_error` or a status is
    given there may be more; with none of the three the file must be accepted."""
    wanted = (RULES if errors or "first_error" in more else SATISFIED) if status is None else status
    if errors or wanted == SATISFIED:
        more["errors"] = tuple(errors)
    return Case(name, ["check", "p.rule"], wanted, files={"p.rule": text}, **more)


def declarations(name: str, text: Union[str, Callable], *errors: str, **more) -> Case:
    """The same below the first two lines, so that `text` begins on line 3."""
    return rules(name, (lambda: HEADER + text()) if callable(text) else HEADER + text, *errors, **more)


def value(name: str, text: Union[str, Callable], asked: str, answer: Optional[str], status: int = SATISFIED, **more) -> Case:
    """`norma run --value` on a file with `text` below its first two lines. `answer` None: there must be none."""
    content = (lambda: HEADER + text()) if callable(text) else HEADER + text
    more.setdefault("as_json", False)
    more.setdefault("out", answer)
    return Case(name, ["run", "p.rule", "--value", asked], status, files={"p.rule": content}, **more)


def expression(text: str, answer: Optional[str] = None, error: Optional[str] = None, status: Optional[int] = None, **more) -> Case:
    """`norma eval`: the exact value, or an error with this code."""
    wanted = status if status is not None else (NEGATIVE if error else SATISFIED)
    return Case(f"eval {text[:60]}", ["eval", "--", text], wanted, as_json=False, out=f"{answer}\n" if answer is not None else b"",
                message=f"error: {error}" if error else None, **more)
