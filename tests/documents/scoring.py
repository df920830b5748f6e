"""Compares what is found in the test documents with what their readers expect, figure by figure."""

from __future__ import annotations

import difflib
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from flows.sources import discover, read
from transforms.document import process
from transforms.folding import fold_text

FOLDER = Path(__file__).parent
FIELDS = ("act", "level", "is_hedged", "is_commitment", "actors", "recipients", "provision", "section_path", "part")
Row = dict[str, Any]


class Board:
    """Figures as hits and totals, and the differences behind them."""

    def __init__(self) -> None:
        self.sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        self.misses: list[str] = []

    def add(self, figure: str, hits: int, total: int) -> None:
        self.sums[figure][0] += hits
        self.sums[figure][1] += total

    def judge(self, figure: str, want: object, got: object, where: str) -> None:
        self.add(figure, want == got, 1)
        if want != got:
            self.misses.append(f"{figure}: expected {want}, found {got}: {where}")

    def values(self) -> dict[str, float]:
        return {figure: hits / total for figure, (hits, total) in self.sums.items() if total}

    def merge(self, other: Board) -> None:
        for figure, (hits, total) in other.sums.items():
            self.add(figure, hits, total)
        self.misses += other.misses


def expectations(names: Sequence[str] = ()) -> dict[str, Row]:
    """The expectations by name, all or those asked for."""
    files = sorted((FOLDER / "expected").glob("*.toml"))
    return {file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in files if not names or file.stem in names}


def sources() -> dict[str, Any]:
    """The references of all test documents, by their keys."""
    return {ref.key: ref for ref in discover([str(FOLDER)]).refs}


def score(want: Row, tables: dict[str, list[Row]], name: str) -> Board:
    """The figures of one document."""
    board = Board()
    _score_roles(want, tables["statements"][0], board, name)
    _score_facts(want, tables["statements"][0], board, name)
    _score_clauses(want, tables, board, name)
    _score_lists(want, tables, board, name)
    return board


def _score_roles(want: Row, statement: Row, board: Board, name: str) -> None:
    raw = statement["raw_text"]
    found = [
        (line["role"], raw[line["char_start"] : line["char_end"]].strip())
        for line in statement["lines"]
        if line["role"] != "blank"
    ]
    expected = [tuple(part.strip() for part in item.split("|", 1)) for item in want.get("roles", ())]
    for (role, head), (got, text) in zip(expected, found, strict=False):
        board.judge("line roles", role, got if _flat(text).startswith(_flat(head)) else "another line", f"{name}: {text[:40]}")
    if expected and len(expected) != len(found):
        board.judge("line count", len(expected), len(found), name)


def _score_facts(want: Row, statement: Row, board: Board, name: str) -> None:
    for field, value in want.get("facts", {}).items():
        got = statement[field]
        if field == "signatories":
            got = [person["name"] for person in got]
        board.judge("facts", _folded(value), _folded(got), f"{name}: {field}")


def _score_clauses(want: Row, tables: dict[str, list[Row]], board: Board, name: str) -> None:
    expected = want.get("clauses", [])
    if not expected:
        return
    text = tables["statements"][0]["raw_text"]
    ends, found_ends = _ends_of_texts(expected, _flat(text)), _ends_of_slices(tables["clauses"], text)
    common = ends.keys() & found_ends.keys()
    board.add("unit boundaries F1", 2 * len(common), len(ends) + len(found_ends))
    for end in sorted(ends.keys() ^ found_ends.keys()):
        kind, row = ("missing", ends[end]) if end in ends else ("too many", found_ends[end])
        board.misses.append(f"unit boundary {kind}: {name}: …{row['text'][-30:]}|")
    for end in sorted(common):
        _score_clause(ends[end], found_ends[end], board, f"{name}: {ends[end]['text'][:30]}…{ends[end]['text'][-20:]}")


def _score_clause(want: Row, got: Row, board: Board, where: str) -> None:
    for field in FIELDS:
        default = False if field.startswith("is_") and "level" in want else None
        value = want.get(field, default)
        if value is None and field not in want:
            continue
        found = got[field]
        is_set = field in ("actors", "recipients")
        board.judge(field, sorted(value) if is_set else value, sorted(found) if is_set else found, where)
    if codes := want.get("sectors"):
        found = [sector["code"] for sector in got["sectors"]]
        board.judge("primary_sector", codes[0], found[0] if found else None, where)
        board.add("sectors micro-F1", 2 * len({*codes} & {*found}), len({*codes}) + len({*found}))


def _score_lists(want: Row, tables: dict[str, list[Row]], board: Board, name: str) -> None:
    if "mentions" in want:
        entities = sorted(tables["entities"], key=lambda row: row["char_start"])
        expected = [[part.strip() for part in item.split("|", 1)] for item in want["mentions"]]
        found = [f"{row['type']} | {_flat(row['surface'])}" for row in entities]
        wanted = [f"{_type(key)} | {_flat(surface)}" for key, surface in expected]
        pairs = _align("mentions F1", wanted, found, board, name)
        for i, j in pairs:
            if "/" in expected[i][0]:
                board.judge("entity ids", expected[i][0], entities[j]["entity_id"], f"{name}: {expected[i][1]}")
    if "dates" in want:
        dates = [date for clause in tables["clauses"] for date in clause["dates"]]
        expected = [[part.strip() for part in item.split("|", 2)] for item in want["dates"]]
        pairs = _align("dates F1", [_flat(text) for *_, text in expected], [_flat(date["text"]) for date in dates], board, name)
        for i, j in pairs:
            board.judge("date values", expected[i][0], dates[j]["edtf"] or "null", f"{name}: {expected[i][2]}")
            board.judge("date roles", expected[i][1], dates[j]["role"], f"{name}: {expected[i][2]}")


def _type(key: str) -> str:
    return "organization" if key.startswith("org") else key.split("/", maxsplit=1)[0]


def _align(figure: str, want: list[str], got: list[str], board: Board, name: str) -> list[tuple[int, int]]:
    """Pairs of equal items, in order."""
    matcher = difflib.SequenceMatcher(None, want, got, autojunk=False)
    pairs = [(block.a + k, block.b + k) for block in matcher.get_matching_blocks() for k in range(block.size)]
    board.add(figure, 2 * len(pairs), len(want) + len(got))
    matched_want, matched_got = {i for i, _ in pairs}, {j for _, j in pairs}
    board.misses += [f"{figure}: missing {item}: {name}" for i, item in enumerate(want) if i not in matched_want]
    board.misses += [f"{figure}: too many {item}: {name}" for j, item in enumerate(got) if j not in matched_got]
    return pairs


def _ends_of_texts(rows: Sequence[Row], text: str) -> dict[int, Row]:
    """Expected rows by where they end in the document's text without white space; raises ValueError where one is not there."""
    ends, at = {}, 0
    for row in rows:
        flat = _flat(row["text"])
        at = text.index(flat, at) + len(flat)
        ends[at] = row
    return ends


def _ends_of_slices(rows: Sequence[Row], text: str) -> dict[int, Row]:
    """Found rows by where they end, counted in the same way."""
    return {len(_flat(text[: row["char_end"]])): row for row in rows}


def _folded(value: object) -> object:
    return fold_text(value) if isinstance(value, str) else value


def _flat(text: str) -> str:
    return re.sub(r"\s+", "", text)


def run(names: Sequence[str] = ()) -> Iterator[tuple[str, Board]]:
    """Reads and scores every test document that has expectations."""
    refs = sources()
    for name, want in expectations(names).items():
        yield name, score(want, process(read(refs[want["source"]])), name)


def main() -> None:
    overall = Board()
    for name, board in run(sys.argv[1:]):
        print(name, *(f"{figure} {value:.3f}" for figure, value in board.values().items()), sep="\n  ")
        overall.merge(board)
    print(
        "all", *(f"{figure} {value:.3f} of {overall.sums[figure][1]}" for figure, value in overall.values().items()), sep="\n  "
    )
    print(*overall.misses, sep="\n")


if __name__ == "__main__":
    main()
