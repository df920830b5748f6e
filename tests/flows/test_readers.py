"""The published files, opened as an analyst would: by path pattern, without this project's code."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from flows.fingerprint import fingerprint
from tests.flows.conftest import House, process
from transforms.tables import DATASET_VERSION, TABLES

TABLE_NAMES = tuple(TABLES)
COUNTS = {"statements": 3, "clauses": 4, "entities": 2, "rejects": 1}
YEARS = {"statements": {2024: 1, 2025: 1, None: 1}, "clauses": {2024: 2, 2025: 1, None: 1}, "entities": {2024: 1, None: 1}}


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Path]]:
    """Publishes texts, for tests that read and change nothing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("flows.batches.process", process)

        def publish(**texts: str) -> Path:
            house = House(tmp_path_factory.mktemp("house"))
            house.write(**texts)
            house.build()
            return house.output / "current"

        yield publish


@pytest.fixture(scope="module")
def full(build: Callable[..., Path]) -> Path:
    return build(a="2024年 A\n二行目", b="2025年", c="年なし B", bad="壊")


@pytest.fixture(scope="module")
def undated(build: Callable[..., Path]) -> Path:
    return build(c="年なし")


@pytest.fixture(scope="module")
def empty(build: Callable[..., Path]) -> Path:
    return build()


def _pattern(root: Path, table: str) -> str:
    return str(root / table / "**" / "*.parquet")


def _by_duckdb(root: Path, table: str) -> list[dict[str, object]]:
    with duckdb.connect() as connection:
        result = connection.execute(f"SELECT * FROM read_parquet('{_pattern(root, table)}', hive_partitioning = true)")
        names = [column[0] for column in result.description or ()]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def _by_polars(root: Path, table: str) -> list[dict[str, object]]:
    return pl.scan_parquet(_pattern(root, table), hive_partitioning=True).collect().to_dicts()


def _by_pyarrow(root: Path, table: str) -> list[dict[str, object]]:
    partitioning = "hive" if TABLES[table].partitioned else None
    return ds.dataset(root / table, format="parquet", partitioning=partitioning).to_table().to_pylist()


def _frame(root: Path, table: str) -> pd.DataFrame:
    # As in the readme: NumPy's types cannot hold a missing year, and a guessed partitioning makes the years a dictionary.
    years = ds.partitioning(pa.schema([("year", pa.int32())]), flavor="hive") if TABLES[table].partitioned else None
    return pd.read_parquet(root / table, dtype_backend="pyarrow", partitioning=years)


def _by_pandas(root: Path, table: str) -> list[dict[str, object]]:
    rows = _frame(root, table).to_dict("records")
    return [{str(name): None if value is pd.NA else value for name, value in row.items()} for row in rows]


READERS = pytest.mark.parametrize("reader", [_by_duckdb, _by_polars, _by_pyarrow, _by_pandas])


@READERS
@pytest.mark.parametrize("table", TABLE_NAMES)
def test_every_row_is_read(full: Path, reader, table: str) -> None:  # type: ignore[no-untyped-def]
    assert len(reader(full, table)) == COUNTS[table]


@READERS
@pytest.mark.parametrize("table", YEARS)
def test_years_come_from_the_path_and_null_is_null(full: Path, reader, table: str) -> None:  # type: ignore[no-untyped-def]
    years = Counter(None if row["year"] is None else int(row["year"]) for row in reader(full, table))
    assert years == YEARS[table]


@READERS
@pytest.mark.parametrize("table", ["statements", "clauses"])
def test_the_null_year_alone_is_read(undated: Path, reader, table: str) -> None:  # type: ignore[no-untyped-def]
    assert [row["year"] for row in reader(undated, table)] == [None]


@READERS
@pytest.mark.parametrize("table", TABLE_NAMES)
def test_empty_tables_are_read(empty: Path, reader, table: str) -> None:  # type: ignore[no-untyped-def]
    assert reader(empty, table) == []


@pytest.mark.parametrize("table", TABLE_NAMES)
def test_empty_tables_have_all_columns(empty: Path, table: str) -> None:
    declared = [column.name for column in TABLES[table].columns]
    names = pl.scan_parquet(_pattern(empty, table), hive_partitioning=True).collect_schema().names()
    assert sorted(names) == sorted(declared)


@READERS
def test_values_are_the_same(full: Path, reader) -> None:  # type: ignore[no-untyped-def]
    rows = {row["source_path"]: row for row in reader(full, "statements")}
    assert rows["a.txt"]["raw_text"] == "2024年 A\n二行目"
    assert str(rows["a.txt"]["reference_on"])[:10] == "2024-01-02"
    assert [line["char_end"] for line in rows["a.txt"]["lines"]] == [7, 11]
    assert list(rows["c.txt"]["flags"]) == ["no_reference_date"]


def test_pandas_works_on_the_year_where_one_is_missing(full: Path, tmp_path: Path) -> None:
    rows = _frame(full, "statements")
    assert rows[rows.year == 2025].source_path.tolist() == ["b.txt"]
    assert rows[rows.year.isna()].source_path.tolist() == ["c.txt"]
    assert rows.groupby("year", dropna=False).size().tolist() == [1, 1, 1]
    assert rows.sort_values("year").source_path.tolist() == ["a.txt", "b.txt", "c.txt"]
    assert rows.merge(_frame(full, "clauses"), on=["statement_id", "year"]).shape[0] == COUNTS["clauses"]
    rows[["source_path", "year"]].to_csv(tmp_path / "x.csv", index=False)
    assert sorted((tmp_path / "x.csv").read_text().split()) == ["a.txt,2024", "b.txt,2025", "c.txt,", "source_path,year"]


def test_a_join_of_two_tables(full: Path) -> None:
    clauses, statements = (f"read_parquet('{_pattern(full, table)}')" for table in ("clauses", "statements"))
    query = f"SELECT source_path, count(*) FROM {clauses} JOIN {statements} USING (statement_id) GROUP BY ALL ORDER BY ALL"
    with duckdb.connect() as connection:
        assert connection.execute(query).fetchall() == [("a.txt", 2), ("b.txt", 1), ("c.txt", 1)]


@pytest.mark.parametrize("table", TABLE_NAMES)
def test_the_year_is_not_stored_inside(full: Path, table: str) -> None:
    for path in (full / table).rglob("*.parquet"):
        assert "year" not in pq.read_schema(path).names


@pytest.mark.parametrize("table", TABLE_NAMES)
def test_files_describe_themselves(full: Path, table: str) -> None:
    for path in (full / table).rglob("*.parquet"):
        schema = pq.read_schema(path)
        assert schema.metadata[b"dataset_version"].decode() == DATASET_VERSION
        assert schema.metadata[b"built_by"].decode() == fingerprint()
        for field in schema:
            assert field.metadata[b"description"].decode() == TABLES[table].by_name[field.name].description


def test_duckdb_shows_the_descriptions(full: Path) -> None:
    with duckdb.connect() as connection:
        query = f"SELECT decode(key), decode(value) FROM parquet_kv_metadata('{_pattern(full, 'clauses')}')"
        metadata = dict(connection.execute(query).fetchall())
    assert json.loads(metadata["columns"])["act"] == TABLES["clauses"].by_name["act"].description
    assert metadata["dataset_version"] == DATASET_VERSION


@pytest.mark.parametrize("table", TABLE_NAMES)
def test_files_are_sorted_and_compressed(full: Path, table: str) -> None:
    for path in (full / table).rglob("*.parquet"):
        file = pq.ParquetFile(path)
        rows = file.read().to_pylist()
        keys = [tuple(row[column] for column in TABLES[table].sort_by) for row in rows]
        assert keys == sorted(keys)
        group = file.metadata.row_group(0)
        assert {group.column(number).compression for number in range(group.num_columns)} == {"ZSTD"}
        assert group.column(0).statistics.min is not None
