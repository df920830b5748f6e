"""Our dates and ja-timex side by side on the table of the tests: what each gets right by form, and where ja-timex says otherwise.

    python benchmarks/date_peers.py      (needs ja-timex, in an environment of its own; this package on PYTHONPATH)

A row counts as right for ja-timex if every expected expression is among its results with the same days, however it writes them;
of what it cannot write (anniversaries, seasons, open ends …) it has nothing. Rows without dates are right if it finds none.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pendulum
from ja_timex import TimexParser

from transforms.dates import find, resolve
from transforms.dates.model import Calendar

TABLE = Path(__file__).parent.parent / "tests/transforms/dates/expressions.csv"
CALENDAR = Calendar(date(2025, 5, 6), "adopted", known_days=(date(2025, 5, 5),))


def main() -> None:
    """Prints rows right by form and in all, then the rows that ja-timex alone gets right."""
    parser = TimexParser(reference=pendulum.datetime(2025, 5, 6))
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("rows", "ours", "ja-timex")}
    lost = []
    for row in rows:
        wanted = {tuple(item.strip().split(" = ")) for item in row["expected"].split("|") if item.strip()}
        ours, theirs = _ours(row["text"]) == wanted, _theirs(parser, row["text"]) == wanted
        for name, right in (("rows", True), ("ours", ours), ("ja-timex", theirs)):
            counts[name].update({row["form"]: right, "all": right})
        if theirs and not ours:
            lost.append(row["text"])
    for form in counts["rows"]:
        print(f"{form:20}" + "".join(f"{name} {counts[name][form]:4}  " for name in counts))
    print("ja-timex alone is right:", lost)


def _ours(text: str) -> set[tuple[str, ...]]:
    found = find(text)
    values = resolve(found, CALENDAR)
    return {(one.text, value.edtf or f"null {value.precision}") for one, value in zip(found, values, strict=True)}


def _theirs(parser: TimexParser, text: str) -> set[tuple[str, ...]]:
    """Its dates and durations; an underspecified year or month is filled from the reference day, as its users do."""
    return {(timex.text, _edtf(timex)) for timex in parser.parse(text) if timex.type in {"DATE", "DURATION"}}


def _edtf(timex: object) -> str:
    value = str(getattr(timex, "value", ""))
    if re.fullmatch(r"[0-9X]{4}(-[0-9X]{2}){0,2}", value):
        filled = re.sub(r"^XXXX", "2025", value)
        return re.sub(r"(-XX)+$", "", re.sub(r"^2025-XX-(?=[0-9])", "2025-05-", filled))
    return "null duration" if value.startswith("P") else value


if __name__ == "__main__":
    main()
