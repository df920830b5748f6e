"""The declaration of the tables: types that every reader opens, descriptions, and no reason that is not explained."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from transforms.tables import REASONS, TABLES, Column, Table

ROOT = Path(__file__).parents[2]
OPENED_EVERYWHERE = {"string", "large_string", "int8", "int16", "int32", "int64", "bool", "float", "date32[day]"}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_column_has_a_description_and_a_type_that_every_reader_opens(table: Table) -> None:
    for column in _flat(table.columns):
        assert len(column.description) > 5, column.name
        if not column.fields:
            inner = column.arrow_type.value_type if pa.types.is_list(column.arrow_type) else column.arrow_type
            assert str(inner) in OPENED_EVERYWHERE, column.name


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_descriptions_travel_in_the_schema(table: Table) -> None:
    assert table.schema.metadata[b"description"]
    assert all(field.metadata[b"description"] for field in table.schema)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_keys_and_sort_columns_exist(table: Table) -> None:
    assert {table.key, *table.sort_by, *table.references} <= table.by_name.keys()
    assert set(table.references.values()) <= TABLES.keys()


def test_every_reason_in_the_code_is_explained() -> None:
    files = [*(ROOT / "transforms").rglob("*.py"), *(ROOT / "flows").rglob("*.py")]
    used = {reason for file in files for reason in _reasons(ast.parse(file.read_text(encoding="utf-8")))}
    assert used <= set(REASONS)
    assert len(used) > 10


def _reasons(tree: ast.Module) -> Iterator[str]:
    """The second argument of `Rejected(stage, reason, message)` and of `.reject(key, reason, message)`."""
    for node in ast.walk(tree):
        name = getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""
        if isinstance(node, ast.Call) and name in ("Rejected", "reject") and len(node.args) >= 3:
            reason = node.args[1]
            if isinstance(reason, ast.Constant) and isinstance(reason.value, str):
                yield reason.value


def _flat(columns: tuple[Column, ...]) -> Iterator[Column]:
    for column in columns:
        yield column
        yield from _flat(column.fields)
