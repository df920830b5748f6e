"""One document with all that was read out of it, and the marks that this leaves on its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

import duckdb

from flows.analyst.connection import connect
from flows.store import DatasetError
from transforms.folding import fold

Row = dict[str, Any]
Kind = Literal["clause", "evidence", "date", "entity"]

LISTED = 12
"""Documents named where a name fits several."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A row of statements with its rows of clauses and entities, in the order of the text."""

    statement: Row
    clauses: list[Row]
    entities: list[Row]


@dataclass(frozen=True, slots=True)
class Mark:
    """A slice of the raw text that a tag stands on. `clause` is the index in `Reading.clauses`, `index` that of the tag: in
    `entities`, or in the clause's `dates` or `sectors`."""

    kind: Kind
    start: int
    end: int
    clause: int = -1
    index: int = -1


@dataclass(frozen=True, slots=True)
class Segment:
    """A slice of a line on which the same marks lie from end to end."""

    text: str
    start: int
    marks: tuple[Mark, ...]


def find(snapshot: Path, wanted: str) -> Reading:
    """The document with this statement_id or source_path, the file of this path, or the only one that has it as a part.

    Raises DatasetError where there is none or several; of a rejected one it says why there is none.
    """
    with connect(snapshot) as connection:
        names = connection.execute("SELECT statement_id, source_path FROM statements ORDER BY source_path").fetchall()
        rejects = connection.execute("SELECT source_path, reason, message FROM rejects ORDER BY source_path").fetchall()
        statement_id = _choose(names, rejects, wanted)
        return Reading(
            _rows(connection, "FROM statements WHERE statement_id = ?", statement_id)[0],
            _rows(connection, "FROM clauses WHERE statement_id = ? ORDER BY ordinal", statement_id),
            _rows(connection, "FROM entities WHERE statement_id = ? ORDER BY char_start, mention_id", statement_id),
        )


def marks(reading: Reading) -> list[Mark]:
    """Everything that was found in the text, by its start; the clause before what stands in it."""
    found = []
    for number, clause in enumerate(reading.clauses):
        found.append(Mark("clause", clause["char_start"], clause["char_end"], number))
        dates = enumerate(clause["dates"] or ())
        found += [Mark("date", date["char_start"], date["char_end"], number, index) for index, date in dates]
        found += _evidence(clause, number)
    found += [Mark("entity", row["char_start"], row["char_end"], -1, index) for index, row in enumerate(reading.entities)]
    return sorted(found, key=lambda mark: (mark.start, -mark.end))


def segments(raw_text: str, start: int, end: int, found: Sequence[Mark]) -> Iterator[Segment]:
    """The slice cut wherever a mark begins or ends."""
    here = [mark for mark in found if mark.start < end and mark.end > start]
    cuts = sorted({start, end, *(place for mark in here for place in (mark.start, mark.end) if start < place < end)})
    for first, last in pairwise(cuts):
        yield Segment(raw_text[first:last], first, tuple(mark for mark in here if mark.start <= first and last <= mark.end))


def _choose(names: Sequence[tuple[str, str]], rejects: Sequence[tuple[str, str, str]], wanted: str) -> str:
    wanted = _source_path([path for path, *_ in rejects] + [path for _, path in names], wanted)
    exact = [name for name in names if wanted in name]
    part = [name for name in names if name[0].startswith(wanted) or wanted in name[1]]
    rejected = [name for name in rejects if wanted == name[0]] or [name for name in rejects if wanted in name[0]]
    found = exact or part
    if rejected and not exact and (rejected[0][0] == wanted or not part):
        raise DatasetError("; ".join(f"{path} was rejected: {reason}: {message}" for path, reason, message in rejected[:LISTED]))
    if not found:
        raise DatasetError(f"no document is called {wanted}; `seimei query 'SELECT statement_id, source_path FROM statements'`")
    if len(found) > 1:
        listed = ", ".join(path for _, path in found[:LISTED]) + (", …" if len(found) > LISTED else "")
        raise DatasetError(f"{wanted} fits {len(found)} documents, name one: {listed}")
    return found[0][0]


def _source_path(paths: Iterable[str], wanted: str) -> str:
    """Of a file that is named by its path on this machine (`folder/a.txt`), the part that the tables know (`a.txt`)."""
    return max((path for path in paths if f"/{wanted}".endswith(f"/{path}")), key=len, default=wanted)


def _rows(connection: duckdb.DuckDBPyConnection, sql: str, statement_id: str) -> list[Row]:
    result = connection.execute(sql, [statement_id])
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def _evidence(clause: Row, number: int) -> Iterator[Mark]:
    """Where the terms stand that gave the clause its sectors: they are kept folded, and may stand in a heading instead."""
    folded = fold(clause["text"])
    for index, sector in enumerate(clause["sectors"] or ()):
        place = folded.text.find(sector["evidence"]) if sector["evidence"] and sector["basis"] in ("term", "group") else -1
        if place >= 0:
            start, end = folded.raw_span(place, place + len(sector["evidence"]))
            yield Mark("evidence", clause["char_start"] + start, clause["char_start"] + end, number, index)
