"""The published files, opened with Spark: where it is installed (`pip install pyspark`, half a gigabyte) and Java is."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.flows.conftest import House
from transforms.tables import TABLES

pytest.importorskip("pyspark", reason="Spark is not installed")
if shutil.which("java") is None:
    pytest.skip("Spark needs Java", allow_module_level=True)


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    from pyspark.sql import SparkSession  # noqa: PLC0415 - slow to load

    builder = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1")
    session = builder.config("spark.sql.shuffle.partitions", "1").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture
def current(house: House) -> Path:
    house.write(a="2024年 A\n二行目", b="2025年", c="年なし B", bad="壊")
    house.build()
    return house.output / "current"


@pytest.mark.parametrize(("table", "count"), [("statements", 3), ("clauses", 4), ("entities", 2), ("rejects", 1)])
def test_every_row_and_column_is_read(spark: Any, current: Path, table: str, count: int) -> None:
    frame = spark.read.parquet(str(current / table))
    assert frame.count() == count
    assert set(frame.columns) == set(TABLES[table].by_name)


def test_years_and_values(spark: Any, current: Path) -> None:
    rows = {row["source_path"]: row for row in spark.read.parquet(str(current / "statements")).collect()}
    assert {name: row["year"] for name, row in rows.items()} == {"a.txt": 2024, "b.txt": 2025, "c.txt": None}
    assert rows["a.txt"]["raw_text"] == "2024年 A\n二行目"
    assert rows["a.txt"]["reference_on"] == date(2024, 1, 2)
    assert [line["char_end"] for line in rows["a.txt"]["lines"]] == [7, 11]


def test_tables_without_rows_have_their_columns(spark: Any, house: House) -> None:
    house.write()
    house.build()
    frame = spark.read.parquet(str(house.output / "current" / "clauses"))
    assert frame.count() == 0
    assert set(frame.columns) == set(TABLES["clauses"].by_name)
