"""One partition file: rows that stay from the published file, rows that are new, in order, written the same way every time.

Settings (row groups, compression, page indexes) are those that DuckDB, Polars, pyarrow, pandas and Spark read well.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.manifest import File
from flows.staging import BUCKETS, Part, in_order, read_groups
from transforms.tables import PARTITION_KEY, TABLES, Table

NULL_YEAR = "__HIVE_DEFAULT_PARTITION__"
"""Hive's name for the partition of null."""

ROW_GROUP = {"statements": 4_096}
"""Rows of a row group where they are wide; a reader or writer holds one group at a time."""
DEFAULT_ROW_GROUP = 131_072

FEW_ROWS = 2_048
"""Rows of a partition that are put in order at once: to look for each bucket costs more than they do."""


@dataclass(frozen=True, slots=True)
class Job:
    """A partition to write into `folder`.

    `published` is its file so far, `stays` counts that file's rows by statement_id in the file's order, and `dropped` are
    the statements that leave it. `parts` hold the new rows; `duplicates` is the value of `duplicate_of` by statement_id.
    """

    table: str
    year: int | None
    folder: Path
    built_by: str
    parts: tuple[Part, ...] = ()
    published: Path | None = None
    stays: dict[str, int] = field(default_factory=dict)
    dropped: frozenset[str] = frozenset()
    duplicates: Mapping[str, str] = field(default_factory=dict)


def partition_path(table: str, year: int | None, name: str) -> str:
    """Path of a file below the snapshot's folder."""
    if not TABLES[table].partitioned:
        return f"{table}/{name}"
    return f"{table}/{PARTITION_KEY}={NULL_YEAR if year is None else year}/{name}"


def write_partition(job: Job) -> File | None:
    """Writes the rows of a job as `<content hash>.parquet`; None, and no file, where no row is left."""
    return write_file(job.table, job.year, _pieces(job), job.folder, job.built_by, keep_empty=False)


def write_file(
    table: str, year: int | None, pieces: Iterable[pa.Table], folder: Path, built_by: str, *, keep_empty: bool = True
) -> File | None:
    """Writes pieces that come in the table's order. The bytes depend on the rows alone, not on how they are cut into pieces."""
    declared = TABLES[table]
    schema = _schema(declared, built_by)
    unnamed = folder / partition_path(table, year, "unnamed")
    unnamed.parent.mkdir(parents=True, exist_ok=True)
    tally = _Tally(declared)
    with pq.ParquetWriter(unnamed, schema, compression="zstd", compression_level=6, write_page_index=True) as writer:
        for group in _row_groups(pieces, ROW_GROUP.get(table, DEFAULT_ROW_GROUP)):
            writer.write_table(group.cast(schema), row_group_size=group.num_rows)
            tally.add(group)
    if not tally.rows and not keep_empty:
        unnamed.unlink()
        return None
    sha256 = _sha256(unnamed)
    path = partition_path(table, year, f"{sha256[:32]}.parquet")
    unnamed.rename(folder / path)
    return File(path, table, year, tally.rows, (folder / path).stat().st_size, sha256, tally.filled(), tally.values())


def rows_by_statement(path: Path) -> dict[str, int]:
    """Rows of each statement_id in a partition's file."""
    ids = pq.read_table(path, columns=["statement_id"], partitioning=None)["statement_id"]
    return {item["values"]: item["counts"] for item in ids.value_counts().to_pylist()}


def _pieces(job: Job) -> Iterator[pa.Table]:
    """The partition's rows: of a small one at once, of a large one bucket by bucket of statement ids, which is their order."""
    published = Cursor(job.published) if job.published else None
    is_small = sum(part.rows(job.year) for part in job.parts) + sum(job.stays.values()) <= FEW_ROWS
    for buckets in (BUCKETS,) if is_small else BUCKETS:
        groups = [(job.year, bucket) for bucket in buckets]
        tables = [rows for part in job.parts for rows in read_groups(part, groups)]
        if published:
            n_rows = sum(count for statement_id, count in job.stays.items() if statement_id[0] in buckets)
            tables.append(_without(published.take(n_rows), job.dropped))
        if tables and (rows := pa.concat_tables(tables)).num_rows:
            yield _marked(in_order(job.table, rows), job)


def _without(rows: pa.Table, dropped: frozenset[str]) -> pa.Table:
    if not dropped:
        return rows
    leaves = pc.is_in(rows["statement_id"], value_set=pa.array(sorted(dropped), pa.string()))
    return rows.filter(pc.invert(leaves))


def _marked(rows: pa.Table, job: Job) -> pa.Table:
    """Statements with `duplicate_of` set anew: it depends on all other documents."""
    if job.table != "statements":
        return rows
    copies = pa.array([job.duplicates.get(statement_id) for statement_id in rows["statement_id"].to_pylist()], pa.string())
    place = rows.column_names.index("duplicate_of")
    return rows.set_column(place, rows.schema.field(place), copies)


class Cursor:
    """Reads a published file from its start, some rows at a time, one row group in memory."""

    def __init__(self, path: Path) -> None:
        self._file = pq.ParquetFile(path)
        self._groups = iter(range(self._file.num_row_groups))
        self._rest = self._file.schema_arrow.empty_table()

    def take(self, n_rows: int) -> pa.Table:
        """The next rows. Raises ValueError where the file has fewer: it isn't the file that the manifest describes."""
        while self._rest.num_rows < n_rows:
            number = next(self._groups, None)
            if number is None:
                raise ValueError(f"{n_rows - self._rest.num_rows} rows fewer in a published file than its manifest says")
            self._rest = pa.concat_tables([self._rest, self._file.read_row_group(number)])
        taken, self._rest = self._rest.slice(0, n_rows), self._rest.slice(n_rows)
        return taken


def _row_groups(pieces: Iterable[pa.Table], size: int) -> Iterator[pa.Table]:
    """The same rows in tables of `size` rows, each column in one chunk; the last table may be shorter."""
    rest: pa.Table | None = None
    for piece in pieces:
        rest = piece if rest is None else pa.concat_tables([rest, piece])
        while rest.num_rows >= size:
            yield rest.slice(0, size).combine_chunks()
            rest = rest.slice(size)
    if rest is not None and rest.num_rows:
        yield rest.combine_chunks()


def _schema(table: Table, built_by: str) -> pa.Schema:
    """The declared schema with what made the file, and the descriptions once more where DuckDB can see them."""
    columns = {column.name: column.description for column in table.columns}
    own = {"built_by": built_by, "columns": json.dumps(columns, ensure_ascii=False)}
    return table.schema.with_metadata({**{k.decode(): v.decode() for k, v in (table.schema.metadata or {}).items()}, **own})


class _Tally:
    """Counts what a file holds while it is written."""

    def __init__(self, table: Table) -> None:
        self._coded = [column.name for column in table.columns if column.allowed]
        self._filled: Counter[str] = Counter()
        self._values: dict[str, Counter[str]] = {name: Counter() for name in self._coded}
        self.rows = 0

    def add(self, rows: pa.Table) -> None:
        self.rows += rows.num_rows
        for name in rows.column_names:
            column = rows[name]
            present = pc.sum(pc.greater(pc.list_value_length(column), 0)) if pa.types.is_list(column.type) else None
            self._filled[name] += (present.as_py() or 0) if present is not None else rows.num_rows - column.null_count
        for name in self._coded:
            counts = pc.value_counts(rows[name].drop_null())
            self._values[name].update({item["values"]: item["counts"] for item in counts.to_pylist()})

    def filled(self) -> dict[str, int]:
        return dict(sorted(self._filled.items()))

    def values(self) -> dict[str, dict[str, int]]:
        return {name: dict(sorted(counts.items())) for name, counts in self._values.items()}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
