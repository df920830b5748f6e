"""What a published dataset holds in every column, for its description: how often nothing, and an example."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from flows.dictionary import Figures, paths
from transforms.tables import TABLES

LONGEST = 40
"""Characters of an example that are shown."""


def figures(tables: Mapping[str, pa.Table]) -> dict[str, Figures]:
    """Figures by path, of the rows of whole tables with their partition key. An example is the first value of the rows."""
    return {
        path: _figures(_values(tables[name], path.split(".")[1:]))
        for name, table in TABLES.items()
        if name in tables
        for path, _ in paths(table)
    }


def _values(rows: pa.Table, path: list[str]) -> list[Any]:
    """The values of a column, or of a field in all items of a list column."""
    values = rows.column(path[0]).to_pylist()
    return [item[path[1]] for items in values for item in items or ()] if path[1:] else values


def _figures(values: list[Any]) -> Figures:
    held = [value for value in values if value not in (None, [])]
    empty = 1 - len(held) / len(values) if values else 0.0
    return Figures(empty, _shown(held[0]) if held else "")


def _shown(value: Any) -> str:
    """On one line, cut where it is long; of a list of structs the first one."""
    if isinstance(value, list) and isinstance(value[0], dict):
        return f"{{{', '.join(value[0])}}}"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str).strip('"')
    text = " ".join(text.replace("`", "'").split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
