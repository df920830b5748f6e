"""The contract's rules on the new files themselves: rows that were right when they were made must have come through
merging, sorting and writing unharmed.

Some documents are read at a time, in the order of the files: memory is bounded whatever a year holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from flows.batches import STAGED
from flows.manifest import Document
from flows.partitions import Cursor
from transforms.checks import violations
from transforms.tables import TABLES

if TYPE_CHECKING:
    from flows.assemble import Candidate

AT_ONCE = 512
"""Documents that are read at a time, and from which on their rows are checked."""

Tables = dict[str, pa.Table]


@dataclass(frozen=True, slots=True)
class Year:
    """New files of a year by table, and how many rows each of its documents has in each table, in the order of the files."""

    paths: Mapping[str, Path]
    documents: Sequence[Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Seen:
    """What is wrong with a year's rows, and (statement_id, duplicate_of) of its duplicates."""

    broken: tuple[str, ...]
    twins: tuple[tuple[str, str], ...]


def broken_rows(candidate: Candidate) -> list[str]:
    """What is wrong with rows of the new files, each with its key. The files hold as many rows as their documents say.

    A year in which nothing but `duplicate_of` of other documents changed has a new file of statements alone: of its rows,
    that column is checked.
    """
    files: dict[int | None, dict[str, Path]] = {}
    for file in candidate.fresh:
        if file.table in STAGED and file.rows:
            files.setdefault(file.year, {})[file.table] = candidate.place_of(file)
    documents = _documents_by_year(candidate.contents.documents)
    years = [
        Year(paths, [{table: one.rows(table) for table in STAGED} for one in documents.get(year, ())])
        for year, paths in files.items()
    ]
    ids = {document.statement_id for document in candidate.contents.documents.values()}
    return sorted(message for one in candidate.look_all(years) for message in (*_lost_twins(one, ids), *one.broken))


def _documents_by_year(documents: Mapping[str, Document]) -> dict[int | None, list[Document]]:
    """In the order of the files."""
    years: dict[int | None, list[Document]] = {}
    for document in sorted(documents.values(), key=lambda document: document.statement_id):
        years.setdefault(document.year, []).append(document)
    return years


def look(years: Iterable[Year]) -> Seen:
    """Reads the rows of years. Those of small years are checked together: the rules cost for ten documents what they cost
    for a hundred."""
    broken: list[str] = []
    twins: list[tuple[str, str]] = []
    held, n_held = [], 0
    for year in years:
        is_whole = all(table in year.paths or not any(one[table] for one in year.documents) for table in STAGED)
        for documents, tables in _chunks(year):
            twins += _twins(tables["statements"])
            if is_whole:
                held.append(tables)
                n_held += documents
            if n_held >= AT_ONCE:
                broken += _broken(held)
                held, n_held = [], 0
    return Seen((*broken, *_broken(held)), tuple(twins))


def _chunks(year: Year) -> Iterator[tuple[int, Tables]]:
    """Some documents at a time: how many, and their rows by table."""
    cursors = {table: Cursor(path) for table, path in year.paths.items()}
    for start in range(0, len(year.documents), AT_ONCE):
        chunk = year.documents[start : start + AT_ONCE]
        rows = {table: cursor.take(sum(document[table] for document in chunk)) for table, cursor in cursors.items()}
        yield len(chunk), {table: own.replace_schema_metadata() for table, own in rows.items()}


def _broken(held: Sequence[Tables]) -> list[str]:
    """What is wrong with the rows of all these tables."""
    if not held:
        return []
    whole = {}
    for table in STAGED:
        rows = [tables[table] for tables in held if table in tables]
        # Permissive: that a file has not the declared columns is for the rules to tell.
        whole[table] = pa.concat_tables(rows, promote_options="permissive") if rows else TABLES[table].schema.empty_table()
    return [f"{one.table} {one.row}: {one.message} ({one.rule})" for one in violations(whole)]


def _twins(statements: pa.Table) -> Iterator[tuple[str, str]]:
    twins = statements.filter(pc.is_valid(statements["duplicate_of"]))
    return zip(twins["statement_id"].to_pylist(), twins["duplicate_of"].to_pylist(), strict=True)


def _lost_twins(seen: Seen, ids: Set[str]) -> Iterator[str]:
    for statement_id, twin in (one for one in seen.twins if one[1] not in ids):
        yield f"statements {statement_id}: duplicate_of {twin} is no statement (reference)"
