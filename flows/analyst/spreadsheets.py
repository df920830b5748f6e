"""Rows as CSV, XLSX or Parquet files that other tools open without harm or loss that goes unsaid.

- CSV is UTF-8 with a byte order mark, which Excel needs. A text that a spreadsheet would take for a formula (it begins with
  `=`, `+`, `-`, `@`, their full-width forms, a tab or a line break) gets an apostrophe before it (OWASP, CSV Injection).
- XLSX cells have the type text, so nothing in them is a formula or link. A cell holds 32,767 characters; longer texts are
  cut and counted.
- Parquet holds values as they are.
Lists of texts are joined with `; ` in CSV and XLSX, other nested values written as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import polars as pl
import xlsxwriter  # type: ignore[import-untyped]

from flows.store import DatasetError

FORMULA_STARTS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r", "\n")
CELL_LIMIT, ROW_LIMIT = 32_767, 1_048_575


def write_tables(tables: Mapping[str, pl.DataFrame], folder: Path, form: str, *, name: str | None = None) -> int:
    """Writes a file a table into the folder, or one workbook with a sheet a table; `name` names the only file.

    Returns how many texts had to be cut. Raises DatasetError for rows that a format cannot hold.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if form == "xlsx":
        return _write_workbook(tables, folder / (name or "seimei.xlsx"))
    for table, rows in tables.items():
        _WRITERS[form](rows, folder / (name or f"{table}.{form}"))
    return 0


def without_formulas(text: pl.Expr) -> pl.Expr:
    """Texts that no spreadsheet takes for a formula."""
    risky = pl.any_horizontal([text.str.starts_with(start) for start in FORMULA_STARTS])
    return pl.when(risky).then("'" + text).otherwise(text)


def flat(rows: pl.DataFrame) -> pl.DataFrame:
    """The same rows with nested columns as text."""
    return rows.with_columns([_as_text(name, kind) for name, kind in rows.schema.items() if kind.is_nested()])


def _as_text(name: str, kind: pl.DataType) -> pl.Expr:
    if isinstance(kind, pl.List) and not kind.inner.is_nested():
        return pl.col(name).list.eval(pl.element().cast(pl.String)).list.join("; ")
    return pl.col(name).map_elements(_json, return_dtype=pl.String)


def _json(value: object) -> str:
    plain = value.to_list() if isinstance(value, pl.Series) else value
    return json.dumps(plain, ensure_ascii=False, default=str)


def _write_csv(rows: pl.DataFrame, path: Path) -> None:
    texts = [without_formulas(pl.col(name)).alias(name) for name, kind in flat(rows).schema.items() if kind == pl.String]
    flat(rows).with_columns(texts).write_csv(path, include_bom=True)


def _write_parquet(rows: pl.DataFrame, path: Path) -> None:
    rows.write_parquet(path)


def _write_workbook(tables: Mapping[str, pl.DataFrame], path: Path) -> int:
    cut = 0
    for table, rows in tables.items():
        if rows.height > ROW_LIMIT:
            raise DatasetError(f"{table} has {rows.height:,} rows, a sheet holds {ROW_LIMIT:,}: choose csv or parquet")
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}) as book:
        for table, rows in tables.items():
            shown = flat(rows)
            texts = [name for name, kind in shown.schema.items() if kind == pl.String]
            cut += sum(int((shown[name].str.len_chars() > CELL_LIMIT).sum()) for name in texts)
            shown = shown.with_columns([pl.col(name).str.slice(0, CELL_LIMIT) for name in texts])
            shown.write_excel(book, table[:31], freeze_panes=(1, 0), dtype_formats={pl.Date: "yyyy-mm-dd"})
    return cut


_WRITERS: dict[str, Callable[[pl.DataFrame, Path], None]] = {"csv": _write_csv, "parquet": _write_parquet}
