"""The seed documents as they are read today, one text file each: refreshed by `make golden` and reviewed as a diff."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from transforms.document import process
from transforms.source import Source

FOLDER = Path(__file__).parent
SEEDS = sorted((FOLDER.parents[1] / "seeds").glob("*.txt"))
LONG = ("raw_text", "lines", "source_sha256", "statement_id")
"""Columns of `statements` that the other parts show, or that say nothing to a reader."""

Row = dict[str, Any]


def golden_file(seed: Path) -> Path:
    return FOLDER / f"{seed.stem}.txt"


def render(seed: Path) -> str:
    """A document's rows as text: facts, lines with their roles, clauses with their labels, mentions."""
    rows = process(Source(seed.name, seed.read_bytes()))
    statement = rows["statements"][0]
    parts = [
        [f"{name}: {_shown(value)}" for name, value in statement.items() if name not in LONG],
        [_line(statement, line) for line in statement["lines"] if line["role"] != "blank"],
        [line for clause in rows["clauses"] for line in _clause(clause)],
        [_mention(row) for row in rows["entities"]],
    ]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _line(statement: Row, line: Row) -> str:
    text = statement["raw_text"][line["char_start"] : line["char_end"]].strip()
    return f"{line['line']} {line['role']} [{line['rule']}] {text[:40]}"


def _clause(row: Row) -> Iterator[str]:
    place = "/".join(filter(None, [row["part"], row["provision"], str(row["paragraph"] or "")]))
    sectors = " ".join(f"{sector['code']}({sector['basis']}:{sector['evidence']})" for sector in row["sectors"])
    marks = ("hedged " if row["is_hedged"] else "") + ("commitment " if row["is_commitment"] else "")
    actors = f"{'+'.join(row['actors'])}>{'+'.join(row['recipients'])} {row['actor_basis']}"
    yield f"{row['ordinal']} {place} {row['act']} {row['level']} {marks}{actors} detail {row['detail']} {sectors}"
    yield f"   {_shown(row['text'])}"
    yield f"   = {_shown(row['standalone_text'])}"
    for date in row["dates"]:
        yield f"   @ {date['text']} {date['edtf']} {date['precision']} {date['role']} {date['resolution']}"


def _mention(row: Row) -> str:
    details = [row["entity_id"], row["subtype"], row["office"], row["status"], row["method"]]
    return f"{row['char_start']} {row['surface']}: {' '.join(filter(None, details))}"


def _shown(value: object) -> str:
    return str(value).replace("\n", "⏎")
