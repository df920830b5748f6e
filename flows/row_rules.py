"""The contract's rules on the new files themselves: rows that were right when they were made must have come through
merging, sorting and writing unharmed.

Some documents are read at a time, in the order of the files: memory is bounded whatever a year holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from flows.assemble import Candidate
from flows.batches import STAGED
from flows.manifest import Document
from flows.partitions import Cursor
from transforms.checks import violations
from transforms.tables import TABLES

AT_ONCE = 512
"""Documents whose rows are held in memory."""


def broken_rows(candidate: Candidate) -> list[str]:
    """What is wrong with rows of the new files, each with its key. The files hold as many rows as their documents say.

    A year in which nothing but `duplicate_of` of other documents changed has a new file of statements alone: of its rows,
    that column is checked.
    """
    ids = pa.array([document.statement_id for document in candidate.contents.documents.values()], pa.string())
    by_year: dict[int | None, dict[str, Path]] = {}
    for file in candidate.fresh:
        if file.table in STAGED and file.rows:
            by_year.setdefault(file.year, {})[file.table] = candidate.folder / file.path
    years = _documents_by_year(candidate.contents.documents)
    return [message for year, paths in by_year.items() for message in _of_year(years.get(year, []), paths, ids)]


def _documents_by_year(documents: Mapping[str, Document]) -> dict[int | None, list[Document]]:
    """In the order of the files."""
    years: dict[int | None, list[Document]] = {}
    for document in sorted(documents.values(), key=lambda document: document.statement_id):
        years.setdefault(document.year, []).append(document)
    return years


def _of_year(documents: Sequence[Document], paths: Mapping[str, Path], ids: pa.Array) -> Iterator[str]:
    cursors = {table: Cursor(path) for table, path in paths.items()}
    is_whole = all(table in cursors or not any(document.rows(table) for document in documents) for table in STAGED)
    for start in range(0, len(documents), AT_ONCE):
        chunk = documents[start : start + AT_ONCE]
        tables = {
            table: cursor.take(sum(document.rows(table) for document in chunk)).replace_schema_metadata()
            for table, cursor in cursors.items()
        }
        yield from _lost_twins(tables["statements"], ids)
        if is_whole:
            whole = {table: tables.get(table, TABLES[table].schema.empty_table()) for table in STAGED}
            yield from (f"{one.table} {one.row}: {one.message} ({one.rule})" for one in violations(whole))


def _lost_twins(statements: pa.Table, ids: pa.Array) -> Iterator[str]:
    twins = statements.filter(pc.is_valid(statements["duplicate_of"]))
    lost = twins.filter(pc.invert(pc.is_in(twins["duplicate_of"], value_set=ids)))
    for statement_id, twin in zip(lost["statement_id"].to_pylist(), lost["duplicate_of"].to_pylist(), strict=True):
        yield f"statements {statement_id}: duplicate_of {twin} is no statement (reference)"
