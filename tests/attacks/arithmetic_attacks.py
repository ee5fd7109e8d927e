"""Numbers, dates and quantities at their edges: exact, or refused by name; never rounded in silence, never beyond a bound."""
from harness import HEADER, LIMIT, NEGATIVE, RULES, SATISFIED, Case, declarations, expression, value

MONTHS = "language 1\npackage p\n  month end "


def dated(policy: str, text: str, answer: str) -> Case:
    return Case(f"{text} with {policy}", ["run", "p.rule", "--value", "x"], SATISFIED, as_json=False, out=answer + "\n",
                files={"p.rule": f"{MONTHS}{policy}\ndefine x = {text}\n"})


FAULTS = [
    value("a number divided by zero", "define zero = 2 - 2\ndefine x = 1 / zero\n", "x", lambda out: b"division-by-zero" in out, status=NEGATIVE),
    value("zero divided by zero", "define zero = 2 - 2\ndefine x = zero / zero\n", "x", lambda out: b"division-by-zero" in out, status=NEGATIVE),
    value("the rest of a division by zero", "define zero = 2 - 2\ndefine x = 5 mod zero\n", "x", lambda out: b"division-by-zero" in out, status=NEGATIVE),
    value("a whole division by zero", "define zero = 2 - 2\ndefine x = 5 div zero\n", "x", lambda out: b"division-by-zero" in out, status=NEGATIVE),
    declarations("a division by the constant zero", "define x = 1 / 0\n", "division-by-zero"),
    expression("sqrt(-1)", error="root-of-negative"),
    expression("0^(-1)", error="division-by-zero"),
    expression("sqrt(2) + sqrt(3)", error="mixed-radicands"),
    expression("(2)^(1/2)", error="not-whole", status=RULES), expression("(-8)^(1/3)", error="not-whole", status=RULES),
    expression("sum of []", error="type-not-known", status=RULES), expression("max of []", error="type-not-known", status=RULES),
    expression("1 day + 1", error="unit-mismatch", status=RULES), expression("5% + 1 day", error="unit-mismatch", status=RULES),
    expression("2026-01-01 + 1", error="type-mismatch", status=RULES), expression("3 months < 90 days", error="type-mismatch", status=RULES),
    expression("2026-01-01 + 2026-01-02", error="type-mismatch", status=RULES), expression("\"1\" + 1", error="type-mismatch", status=RULES),
    expression("true + 1", error="type-mismatch", status=RULES), expression("1 < 2 < 3", error="chained-comparison", status=RULES),
    expression("[1, \"a\"]", error="type-mismatch", status=RULES),
]

EXACT = [expression(text, answer) for text, answer in (
    ("1/3 + 1/3 + 1/3 = 1", "true"), ("(0.1 + 0.2) + 0.3 = 0.1 + (0.2 + 0.3)", "true"), ("0.1 + 0.2 = 0.3", "true"),
    ("sqrt(2) * sqrt(2) = 2", "true"), ("sqrt(8) = 2 * sqrt(2)", "true"), ("sqrt(50) > 7.0710678118654752", "true"),
    ("sqrt(50) > 7.0710678118654753", "false"), ("ceil(0.07 * sqrt(10000))", "7"), ("ceil(0.6 * sqrt(25))", "3"),
    ("ceil(0.6 * sqrt(10^24 + 1))", "600000000001"), ("60." + "0" * 500 + "1 > 60", "true"), ("60 >= 60", "true"),
    ("0^0", "1"), ("1^(10^12)", "1"), ("(-1)^(10^12 + 1)", "-1"), ("100%", "100%"), ("50% = 0.5", "true"), ("--5", "5"), ("-0 = 0", "true"),
    ("-8 mod 3", "1"), ("-8 div 3", "-3"), ("8 mod (-3)", "-1"),)]

# 2.5, -2.5 and 0.125 to two places, in every mode; then values next to a tie.
ROUNDED = {"half_up": ("3", "-3", "0.13"), "half_even": ("2", "-2", "0.12"), "half_down": ("2", "-2", "0.12"), "up": ("3", "-3", "0.13"),
           "down": ("2", "-2", "0.12"), "ceiling": ("3", "-2", "0.13"), "floor": ("2", "-3", "0.12")}
ROUNDING = [expression(f"round {number} to {places} places {mode} = {answer}", "true") for mode, answers in ROUNDED.items()
            for number, places, answer in zip(("2.5", "-2.5", "0.125"), (0, 0, 2), answers)]
ROUNDING += [
    expression("round 59.4999999999999999999999999 to 0 places half_up", "59"), expression("round 59.995 to 2 places half_up", "60"),
    expression("round 59.5 to 0 places half_even", "60"), expression("round 1250 to -2 places half_even", "1200"),
    expression("round sqrt(2) to 30 places half_up", "1.41421356237309504880168872421"),
    expression("round 1 to 10000000000 places half_up", error="places-limit", status=LIMIT),
    expression("round 1 to -10000000000 places half_up", error="places-limit", status=LIMIT),
]

SIZES = [
    expression("10^(10^9)", error="size-limit", status=LIMIT, seconds=1), expression("2^(2^40)", error="size-limit", status=LIMIT, seconds=1),
    expression("2^(2^70)", error="size-limit", status=LIMIT, seconds=1), expression("(1/3)^(10^9)", error="size-limit", status=LIMIT, seconds=1),
    expression("(10^1000)^1000^1", error="parentheses-needed", status=RULES), expression("1e1000 * 1e1000 > 0", "true"),
    expression("1e1001", error="number-literal-too-long", status=LIMIT), expression("sqrt(10^1001 + 1) > 0", "true"),
    value("a square of a square, 40 times",
          "define x0 = 3 / 7\n" + "".join(f"define x{i} = x{i - 1} * x{i - 1} + 1\n" for i in range(1, 41)), "x40",
          lambda out: b"size-limit" in out, status=LIMIT),
    value("one half and one third and so on up to 1/3000", lambda: "define x = (sum of 1 / n for each n in 1 .. 3000) > 8\n", "x", "true\n"),
    value("one half and one third and so on up to 1/200000", lambda: "define x = (sum of 1 / n for each n in 1 .. 200000) > 8\n", "x",
          lambda out: b"-limit" in out, status=LIMIT, seconds=15),
    value("thirty square roots", "define x = " + " + ".join(f"sqrt({n})" for n in range(2, 32)) + "\n", "x",
          lambda out: b"mixed-radicands" in out, status=NEGATIVE),
]

DATES = [
    expression("9999-12-31 + 1 day", error="date-out-of-range"), expression("0001-01-01 - 1 day", error="date-out-of-range"),
    expression("2026-01-01 + 10^12 * 1 day", error="date-out-of-range"), expression("2026-01-01 + 10^30 * 1 day", error="date-out-of-range"),
    expression("2024-02-28 + 1 day", "2024-02-29"), expression("2023-02-28 + 1 day", "2023-03-01"),
    expression("2026-01-05 - 2026-01-01", "4 days"), expression("2026-01-01 - 2026-01-05", "-4 days"),
    expression("2026-01-31 + 1 months", error="missing-month-end-policy", status=RULES),
    expression("2026-01-01 + 0.5 days", error="fractional-day-count", status=RULES),
    dated("last_day", "2026-01-31 + 1 months", "2026-02-28"), dated("next_day", "2026-01-31 + 1 months", "2026-03-01"),
    dated("last_day", "2024-02-29 + 1 years", "2025-02-28"), dated("next_day", "2024-02-29 + 1 years", "2025-03-01"),
    dated("last_day", "(2026-01-31 + 1 months) + 1 months", "2026-03-28"), dated("last_day", "2026-01-31 + 2 months", "2026-03-31"),
    value("a day that does not exist is refused where that is asked for", "define x = 2026-01-31 + 1 months refuse\n", "x",
          lambda out: b"day-does-not-exist" in out, status=NEGATIVE),
    value("a day outside of a calendar",
          "calendar work\n  weekdays monday .. friday\n  published 2026-01-01 .. 2026-12-31\n  working 2026-01-04\n"
          "define x = is_working_day(2027-01-04, work)\n", "x", lambda out: b"outside-calendar" in out, status=NEGATIVE),
    value("a Sunday on which people work",
          "calendar work\n  weekdays monday .. friday\n  published 2026-01-01 .. 2026-12-31\n  working 2026-01-04\n"
          "define x = is_working_day(2026-01-04, work)\n", "x", "true\n"),
    value("a period of all dates", "define x = (0001-01-01 .. 9999-12-31).days\n", "x", "3652059 days\n"),
]

LISTS = [
    value("the largest of 100,000 members", lambda: "define x = max of [" + ", ".join(str((i * 7919) % 100003) for i in range(100_000)) + "]\n",
          "x", "100002\n"),
    expression("list of x for each x in [3, 1, 2] sorted by x", "[1, 2, 3]"),
    value("a tie between members", "record R { a : integer  b : integer }\ndefine x = first r in [R(1, 1), R(1, 2)] by r.a\n", "x",
          lambda out: b"tie" in out, status=NEGATIVE),
    value("a number without end is said to be exact", "define x = 1 / 3\n", "x", lambda out: b"1/3" in out),
]

CASES = FAULTS + EXACT + ROUNDING + SIZES + DATES + LISTS
