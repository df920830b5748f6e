"""The export without texts: what was found in the documents, and none of their running words, for sources whose rights
forbid republishing.

Left out is every column that is declared to quote (`Column.quotes`), and titles that were cut from the text. What stays are
ids, offsets, codes, days, names in their canonical form, bibliographic data, and hashes by which whoever holds a source can
prove that it is the same and cut the words out again. Names and dates as written have no hash: so short a text can be guessed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.descriptions import descriptions
from flows.dictionary import page, paths
from flows.manifest import File, Manifest
from flows.store import DatasetError, Store
from transforms.tables import TABLES, Column, Table

HASHED = {"statements": "raw_text", "clauses": "text"}
"""Columns of which a hash stays, as `<column>_sha256`."""

DICTIONARY = "data-dictionary.md"

INTRO = """
This is an export of seimei without texts: the words of the documents are their publishers', and none are in these tables.
Left out: {left_out}.

Who holds a source proves that it is the same by `statements.source_sha256` (its bytes) or `statements.raw_text_sha256` (its
decoded text, in UTF-8). In that text `char_start` and `char_end` count code points, so every clause, date and name can be cut
out again; `clauses.text_sha256` proves each clause. What a page says of its rights stands in `statements.rights_note`.
"""


@cache
def tables() -> Mapping[str, Table]:
    """The tables of this export, as declared."""
    return {name: replace(table, columns=tuple(_columns(table))) for name, table in TABLES.items()}


def without_text(name: str, rows: pa.Table) -> pa.Table:
    """Rows of a table, without its partition key, as rows of this export."""
    made = tables()[name]
    if hashed := HASHED.get(name):
        rows = rows.append_column(f"{hashed}_sha256", _hashes(rows[hashed]))
    if name == "statements":
        kept = pc.if_else(rows["title_is_derived"], pa.scalar(None, pa.string()), rows["title"])
        rows = rows.set_column(rows.column_names.index("title"), "title", kept)
    columns = [_narrowed(rows[field.name], made.by_name[field.name]) for field in made.schema]
    return pa.Table.from_arrays(columns, schema=made.schema)


def export(dataset: Store, snapshot: Manifest, folder: Path) -> Manifest:
    """Writes the tables of a snapshot with their descriptions to a folder, all or nothing, and answers what stands there.

    Raises DatasetError where the folder holds something, or the snapshot has not all columns of this version.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise DatasetError(f"{folder} is not empty: name a new folder")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as made:
        target = Path(made) / "export"
        files = tuple(_write(dataset.local(snapshot, file), file, target) for file in snapshot.files)
        exported = replace(snapshot, id=f"{snapshot.id}.no-text", files=files)
        for name, data in descriptions(exported, tables()).items():
            (target / name).write_bytes(data)
        (target / DICTIONARY).write_text(dictionary(), encoding="utf-8")
        target.replace(folder)
    return exported


def flat(tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The same of tables without nested columns, whose columns have the names of the columns and fields that they come from."""
    return {name: _flat(name, rows) for name, rows in tables.items()}


def _flat(name: str, rows: pl.DataFrame) -> pl.DataFrame:
    if hashed := HASHED.get(name):
        hashes = pl.Series([hashlib.sha256(text.encode()).hexdigest() for text in rows[hashed]], dtype=pl.String)
        rows = rows.with_columns(hashes.alias(f"{hashed}_sha256"))
    quoting = {path.rpartition(".")[2] for table in TABLES for path in _dropped(table)}
    if "title_is_derived" in rows.columns:
        rows = rows.with_columns(title=pl.when("title_is_derived").then(None).otherwise("title"))
    else:
        quoting.add("title")
    return rows.drop(quoting & set(rows.columns))


def dictionary() -> str:
    """The data dictionary of this export: what was left out, and what every column means."""
    dropped = [path for name in TABLES for path in _dropped(name)]
    return page(tables().values(), {}, INTRO.format(left_out=", ".join(f"`{path}`" for path in dropped)))


def _dropped(name: str) -> Iterator[str]:
    kept = {path for path, _ in paths(tables()[name])}
    return (path for path, _ in paths(TABLES[name]) if path not in kept)


def _columns(table: Table) -> Iterator[Column]:
    for column in table.columns:
        if not column.quotes:
            yield _open(column)
        if HASHED.get(table.name) == column.name:
            meaning = f"SHA-256 of {column.name} in UTF-8, which this export leaves out"
            yield Column(f"{column.name}_sha256", pa.string(), meaning, required=True)


def _open(column: Column) -> Column:
    if column.name == "title":
        return replace(column, description=f"{column.description}; null where it was taken from the text")
    return replace(column, fields=tuple(field for field in column.fields if not field.quotes))


def _hashes(texts: pa.ChunkedArray) -> pa.Array:
    return pa.array([hashlib.sha256(text.encode()).hexdigest() for text in texts.to_pylist()], pa.string())


def _narrowed(values: pa.ChunkedArray, column: Column) -> pa.Array:
    """A column with those fields of its structs that the declaration names."""
    whole = pa.concat_arrays(values.chunks) if values.num_chunks else pa.array([], values.type)
    if not column.fields or whole.type == column.arrow_type:
        return whole.cast(column.arrow_type)
    items = whole.values
    structs = pa.StructArray.from_arrays(
        [items.field(field.name) for field in column.fields], fields=[field.arrow_field for field in column.fields]
    )
    return pa.ListArray.from_arrays(whole.offsets, structs, mask=whole.is_null()).cast(column.arrow_type)


def _write(source: Path, file: File, folder: Path) -> File:
    """Writes one file of the snapshot anew, row group by row group."""
    schema = tables()[file.table].schema
    unnamed = folder / Path(file.path).with_name("unnamed")
    unnamed.parent.mkdir(parents=True, exist_ok=True)
    with pq.ParquetFile(source) as published, pq.ParquetWriter(unnamed, schema, compression="zstd") as writer:
        if missing := set(TABLES[file.table].schema.names) - set(published.schema_arrow.names):
            columns = ", ".join(sorted(missing))
            raise DatasetError(
                f"{source} lacks {columns}: another version of seimei made it; run `seimei build` and export again"
            )
        for number in range(published.num_row_groups):
            writer.write_table(without_text(file.table, published.read_row_group(number)))
    with unnamed.open("rb") as written:
        sha256 = hashlib.file_digest(written, "sha256").hexdigest()
    path = str(Path(file.path).with_name(f"{sha256[:32]}.parquet"))
    unnamed.rename(folder / path)
    return replace(file, path=path, sha256=sha256, bytes=(folder / path).stat().st_size)
